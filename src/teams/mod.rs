//! Teams: groups of agents. A team comes to be when the first agent is put into it.

use db::{DbError, Tx, params};
use serde_json::json;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::error::AppResult;
use crate::fold::fold_case;
use crate::id::TeamId;

/// The team of that name, made if there is none.
pub fn find_or_create(tx: &mut Tx<'_>, author: &Author, name: &str) -> AppResult<(TeamId, String)> {
    let mut check = Check::default();
    let name = check.line("team", Some(name), 100).unwrap_or_default();
    check.finish()?;
    let known =
        tx.find("SELECT id, name FROM teams WHERE name_fold = $1", &params![fold_case(&name)], |row| {
            Ok((TeamId(row.get(0)?), row.get(1)?))
        })?;
    if let Some(team) = known {
        return Ok(team);
    }
    let id = TeamId::new(author.at);
    tx.exec(
        "INSERT INTO teams (id, name, name_fold, created_at) VALUES ($1, $2, $3, $4)",
        &params![id, name.as_str(), fold_case(&name), author.at],
    )?;
    let after = json!({ "name": name });
    changes::created(
        tx,
        author,
        Subject { entity: "team", id: id.0, customer: None },
        after.as_object().unwrap_or(&serde_json::Map::new()),
    )?;
    Ok((id, name))
}

/// Names in alphabetical order, for suggestions.
pub fn names(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    tx.query("SELECT name FROM teams ORDER BY name_fold LIMIT 500", &[], |row| row.get(0))
}
