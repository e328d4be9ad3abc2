//! All SQL of saved lists.

use db::{DbError, Row, Tx, Value, params};

use super::List;
use crate::author::Author;
use crate::fold::fold_case;
use crate::id::{AgentId, ListId};

const LIST: &str = "SELECT l.id, l.agent_id, a.name, l.shared, l.name, l.query, l.version
   FROM lists l JOIN agents a ON a.id = l.agent_id";

fn read(row: &Row<'_>) -> Result<List, DbError> {
    Ok(List {
        id: ListId(row.get(0)?),
        agent: AgentId(row.get(1)?),
        by: row.get(2)?,
        shared: row.get(3)?,
        name: row.get(4)?,
        query: row.get(5)?,
        version: row.get(6)?,
    })
}

pub fn find_by_name(tx: &mut Tx<'_>, agent: AgentId, name_fold: &str) -> Result<Option<ListId>, DbError> {
    let sql = "SELECT id FROM lists WHERE agent_id = $1 AND name_fold = $2";
    tx.find(sql, &params![agent, name_fold], |row| Ok(ListId(row.get(0)?)))
}

pub fn get(tx: &mut Tx<'_>, id: ListId) -> Result<List, DbError> {
    tx.get(format!("{LIST} WHERE l.id = $1"), &params![id], read)
}

/// Those of an agent, then those that others share, by name. More than these nobody can tell apart.
pub fn list(tx: &mut Tx<'_>, agent: AgentId) -> Result<Vec<List>, DbError> {
    let own = format!("{LIST} WHERE l.agent_id = $1 ORDER BY l.name_fold, l.id LIMIT 200");
    let mut lists = tx.query(own, &params![agent], read)?;
    let shared = format!("{LIST} WHERE l.shared AND l.agent_id <> $1 ORDER BY l.name_fold, l.id LIMIT 200");
    lists.extend(tx.query(shared, &params![agent], read)?);
    Ok(lists)
}

pub fn count(tx: &mut Tx<'_>, agent: AgentId) -> Result<i64, DbError> {
    tx.get("SELECT COUNT(*) FROM lists WHERE agent_id = $1", &params![agent], |row| row.get(0))
}

pub fn insert(tx: &mut Tx<'_>, author: &Author, list: &List) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO lists (id, agent_id, shared, name, name_fold, query, version, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        &values(author, list),
    )?;
    Ok(())
}

/// A list of its agent in its new state.
pub fn update(tx: &mut Tx<'_>, author: &Author, list: &List) -> Result<(), DbError> {
    tx.exec(
        "UPDATE lists SET shared = $3, name = $4, name_fold = $5, query = $6, version = $7, updated_at = $8
         WHERE id = $1 AND agent_id = $2",
        &values(author, list),
    )?;
    Ok(())
}

fn values(author: &Author, list: &List) -> [Value; 8] {
    let (name, query) = (list.name.as_str(), list.query.as_str());
    params![list.id, list.agent, list.shared, name, fold_case(name), query, list.version, author.at]
}

pub fn delete(tx: &mut Tx<'_>, id: ListId) -> Result<(), DbError> {
    tx.exec("DELETE FROM lists WHERE id = $1", &params![id])?;
    Ok(())
}
