//! All SQL of teams.

use db::{DbError, Row, Stmt, Tx, params};

use super::Team;
use super::features::Off;
use crate::clock::Time;
use crate::fold::fold_case;
use crate::id::TeamId;

const TEAM: &str = "SELECT t.id, t.name, t.version, (SELECT COUNT(*) FROM agents a WHERE a.team_id = t.id),
     (SELECT string_agg(f.feature, ' ') FROM team_features f WHERE f.team_id = t.id) FROM teams t";

fn read(row: &Row<'_>) -> Result<Team, DbError> {
    Ok(Team {
        id: TeamId(row.get(0)?),
        name: row.get(1)?,
        version: row.get(2)?,
        people: row.get(3)?,
        off: Off::read(row.get::<Option<String>>(4)?.as_deref()),
    })
}

pub fn find_by_name(tx: &mut Tx<'_>, name: &str) -> Result<Option<(TeamId, String)>, DbError> {
    tx.find("SELECT id, name FROM teams WHERE name_fold = $1", &params![fold_case(name)], |row| {
        Ok((TeamId(row.get(0)?), row.get(1)?))
    })
}

pub fn get(tx: &mut Tx<'_>, id: TeamId) -> Result<Team, DbError> {
    tx.get(format!("{TEAM} WHERE t.id = $1"), &params![id], read)
}

/// In alphabetical order. More teams than these nobody keeps in order by hand.
pub fn list(tx: &mut Tx<'_>) -> Result<Vec<Team>, DbError> {
    tx.query(format!("{TEAM} ORDER BY t.name_fold, t.id LIMIT 500"), &[], read)
}

/// Names in alphabetical order, for suggestions.
pub fn names(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    tx.query("SELECT name FROM teams ORDER BY name_fold LIMIT 500", &[], |row| row.get(0))
}

pub fn insert(tx: &mut Tx<'_>, id: TeamId, name: &str, at: Time) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO teams (id, name, name_fold, created_at) VALUES ($1, $2, $3, $4)",
        &params![id, name, fold_case(name), at],
    )?;
    Ok(())
}

/// Stores what a team is kept from, if its version is still the one before.
pub fn update(tx: &mut Tx<'_>, team: &Team) -> Result<(), DbError> {
    let rows = tx.exec(
        "UPDATE teams SET version = $2 WHERE id = $1 AND version = $3",
        &params![team.id, team.version, team.version - 1],
    )?;
    if rows == 0 {
        return Err(DbError::Stale);
    }
    let mut statements = vec![Stmt::exec("DELETE FROM team_features WHERE team_id = $1", params![team.id])];
    statements.extend(team.off.features().iter().map(|feature| {
        Stmt::exec("INSERT INTO team_features (team_id, feature) VALUES ($1, $2)", params![team.id, *feature])
    }));
    tx.batch(&mut statements)
}
