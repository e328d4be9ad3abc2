//! All SQL of agents.

use std::collections::HashMap;

use db::{DbError, Row, Tx, params};

use super::{Agent, Preferences};
use crate::clock::Time;
use crate::fold::fold_case;
use crate::http::paging::Page;
use crate::id::{AgentId, TeamId};
use crate::teams::features::Off;
use crate::words::column;

pub(crate) const COLUMNS: &str =
    "a.id, a.login, a.name, a.role, a.state, a.team_id, t.name, a.language, a.theme, a.density,
   a.time_zone, a.single_keys, a.version, a.created_at, a.email,
   (SELECT string_agg(f.feature, ' ') FROM team_features f WHERE f.team_id = a.team_id)";
/// How many `COLUMNS` has.
pub(crate) const WIDTH: usize = 16;
const FROM: &str = "FROM agents a LEFT JOIN teams t ON t.id = a.team_id";

/// Reads the columns of `COLUMNS`, from the first on.
pub(crate) fn read(row: &Row<'_>) -> Result<Agent, DbError> {
    let team = match (row.get::<Option<_>>(5)?, row.get::<Option<String>>(6)?) {
        (Some(id), Some(name)) => Some((TeamId(id), name)),
        _ => None,
    };
    let language = match row.get::<Option<String>>(7)? {
        Some(_) => Some(column(row, 7)?),
        None => None,
    };
    Ok(Agent {
        id: AgentId(row.get(0)?),
        login: row.get(1)?,
        name: row.get(2)?,
        email: row.get(14)?,
        role: column(row, 3)?,
        state: column(row, 4)?,
        team,
        preferences: Preferences {
            language,
            theme: column(row, 8)?,
            density: column(row, 9)?,
            time_zone: row.get(10)?,
            single_keys: row.get(11)?,
        },
        off: Off::read(row.get::<Option<String>>(15)?.as_deref()),
        version: row.get(12)?,
        created_at: Time::from_micros(row.get(13)?),
    })
}

pub fn find(tx: &mut Tx<'_>, id: AgentId) -> Result<Option<Agent>, DbError> {
    tx.find(format!("SELECT {COLUMNS} {FROM} WHERE a.id = $1"), &params![id], read)
}

pub fn get(tx: &mut Tx<'_>, id: AgentId) -> Result<Agent, DbError> {
    find(tx, id)?.ok_or(DbError::NotFound)
}

pub fn find_by_login(tx: &mut Tx<'_>, login: &str) -> Result<Option<Agent>, DbError> {
    tx.find(format!("SELECT {COLUMNS} {FROM} WHERE a.login_fold = $1"), &params![fold_case(login)], read)
}

pub fn find_by_email(tx: &mut Tx<'_>, email: &str) -> Result<Option<Agent>, DbError> {
    tx.find(format!("SELECT {COLUMNS} {FROM} WHERE a.email = $1"), &params![email], read)
}

/// The one agent who is called so.
pub fn find_by_name(tx: &mut Tx<'_>, name: &str) -> Result<Option<Agent>, DbError> {
    let mut found =
        tx.query(format!("SELECT {COLUMNS} {FROM} WHERE a.name = $1 LIMIT 2"), &params![name], read)?;
    Ok(if found.len() == 1 { found.pop() } else { None })
}

pub fn find_name(tx: &mut Tx<'_>, id: AgentId) -> Result<Option<String>, DbError> {
    tx.find("SELECT name FROM agents WHERE id = $1", &params![id], |row| row.get(0))
}

/// Names by id.
pub fn names(tx: &mut Tx<'_>, ids: &[AgentId]) -> Result<HashMap<AgentId, String>, DbError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let values: Vec<db::Value> = ids.iter().map(|id| (*id).into()).collect();
    let sql = format!("SELECT id, name FROM agents WHERE id IN ({})", db::places(ids.len()));
    Ok(tx.query(sql, &values, |row| Ok((AgentId(row.get(0)?), row.get(1)?)))?.into_iter().collect())
}

/// Ids and names by folded login.
pub fn names_of_logins(
    tx: &mut Tx<'_>,
    folded: &[String],
) -> Result<HashMap<String, (AgentId, String)>, DbError> {
    if folded.is_empty() {
        return Ok(HashMap::new());
    }
    let values: Vec<db::Value> = folded.iter().map(|login| login.as_str().into()).collect();
    let sql =
        format!("SELECT login_fold, id, name FROM agents WHERE login_fold IN ({})", db::places(folded.len()));
    let read = |row: &Row<'_>| Ok((row.get(0)?, (AgentId(row.get(1)?), row.get(2)?)));
    Ok(tx.query(sql, &values, read)?.into_iter().collect())
}

/// The agent of a login with the hash of their password.
pub fn find_with_password(tx: &mut Tx<'_>, login: &str) -> Result<Option<(Agent, Option<String>)>, DbError> {
    tx.find(
        format!("SELECT {COLUMNS}, a.password_hash {FROM} WHERE a.login_fold = $1"),
        &params![fold_case(login)],
        |row| Ok((read(row)?, row.get(WIDTH)?)),
    )
}

/// By login, in alphabetical order.
pub fn list(tx: &mut Tx<'_>, page: &Page) -> Result<Vec<Agent>, DbError> {
    let (login, id) = page.after.after_nothing();
    tx.query(
        format!("SELECT {COLUMNS} {FROM} WHERE (a.login_fold, a.id) > ($1, $2) ORDER BY a.login_fold, a.id LIMIT $3"),
        &params![login, id, page.fetch()],
        read,
    )
}

/// Those who can log in, by name.
pub fn list_active(tx: &mut Tx<'_>, most: usize) -> Result<Vec<Agent>, DbError> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let sql = format!("SELECT {COLUMNS} {FROM} WHERE a.state = 'active' ORDER BY a.name, a.id LIMIT $1");
    tx.query(sql, &params![most], read)
}

pub fn count(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.get("SELECT COUNT(*) FROM agents", &[], |row| row.get(0))
}

/// Administrators who can log in.
pub fn count_administrators(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.get("SELECT COUNT(*) FROM agents WHERE role = 'administrator' AND state = 'active'", &[], |row| {
        row.get(0)
    })
}

pub fn has_password(tx: &mut Tx<'_>, id: AgentId) -> Result<bool, DbError> {
    tx.get("SELECT password_hash IS NOT NULL FROM agents WHERE id = $1", &params![id], |row| row.get(0))
}

pub fn insert(tx: &mut Tx<'_>, agent: &Agent, password_hash: Option<&str>) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO agents (id, login, login_fold, name, role, state, team_id, password_hash, language, theme, density,
           time_zone, single_keys, version, created_at, updated_at, email)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16)",
        &params![
            agent.id,
            agent.login.as_str(),
            fold_case(&agent.login),
            agent.name.as_str(),
            agent.role,
            agent.state,
            agent.team.as_ref().map(|(id, _)| *id),
            password_hash,
            agent.preferences.language,
            agent.preferences.theme,
            agent.preferences.density,
            agent.preferences.time_zone.as_deref(),
            agent.preferences.single_keys,
            agent.version,
            agent.created_at,
            agent.email.as_deref()
        ],
    )?;
    Ok(())
}

/// Stores the new state if the version is still the one that was read.
pub fn update(tx: &mut Tx<'_>, at: Time, version: i64, agent: &Agent) -> Result<(), DbError> {
    let rows = tx.exec(
        "UPDATE agents SET login = $2, login_fold = $3, name = $4, role = $5, state = $6, team_id = $7, language = $8,
           theme = $9, density = $10, time_zone = $11, single_keys = $12, version = $13, updated_at = $14,
           email = $16
         WHERE id = $1 AND version = $15",
        &params![
            agent.id,
            agent.login.as_str(),
            fold_case(&agent.login),
            agent.name.as_str(),
            agent.role,
            agent.state,
            agent.team.as_ref().map(|(id, _)| *id),
            agent.preferences.language,
            agent.preferences.theme,
            agent.preferences.density,
            agent.preferences.time_zone.as_deref(),
            agent.preferences.single_keys,
            agent.version,
            at,
            version,
            agent.email.as_deref()
        ],
    )?;
    if rows == 0 { Err(DbError::Stale) } else { Ok(()) }
}

pub fn set_password(tx: &mut Tx<'_>, id: AgentId, password_hash: &str) -> Result<(), DbError> {
    tx.exec("UPDATE agents SET password_hash = $2 WHERE id = $1", &params![id, password_hash])?;
    Ok(())
}
