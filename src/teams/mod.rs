//! Teams: groups of agents. A team comes to be when the first agent is put into it; what its agents may do on the card
//! an administrator can switch off.

pub mod features;
pub mod pages;
pub mod store;
mod view;

use db::Tx;
use serde_json::{Map, Value, json};

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::error::{AppError, AppResult};
use crate::id::TeamId;
use features::Off;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    pub id: TeamId,
    pub name: String,
    /// How many agents are in it.
    pub people: i64,
    pub off: Off,
    pub version: i64,
}

impl Team {
    fn recorded(&self) -> Map<String, Value> {
        let members = json!({ "name": self.name, "off": self.off.features() });
        members.as_object().cloned().unwrap_or_default()
    }
}

fn subject(id: TeamId) -> Subject {
    Subject { entity: "team", id: id.0, customer: None }
}

/// The team of that name, made if there is none.
pub fn find_or_create(tx: &mut Tx<'_>, author: &Author, name: &str) -> AppResult<(TeamId, String)> {
    let mut check = Check::default();
    let name = check.line("team", Some(name), 100).unwrap_or_default();
    check.finish()?;
    if let Some(team) = store::find_by_name(tx, &name)? {
        return Ok(team);
    }
    let id = TeamId::new(author.at);
    store::insert(tx, id, &name, author.at)?;
    let after = json!({ "name": name });
    changes::created(tx, author, subject(id), after.as_object().unwrap_or(&Map::new()))?;
    Ok((id, name))
}

/// Switches features of a team off, and all others on: from the next request of its agents on.
pub fn update(tx: &mut Tx<'_>, author: &Author, id: TeamId, version: i64, off: Off) -> AppResult<Team> {
    let before = store::get(tx, id)?;
    if before.version != version {
        return Err(AppError::Stale);
    }
    let after = Team { off, version: version + 1, ..before.clone() };
    if !changes::updated(tx, author, "update", subject(id), &before.recorded(), &after.recorded())? {
        return Ok(before);
    }
    store::update(tx, &after)?;
    Ok(after)
}
