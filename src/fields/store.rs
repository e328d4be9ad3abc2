//! All SQL of definitions.

use db::{DbError, Row, Stmt, Tx, Value, params};
use serde_json::{Map, Value as Json};

use super::definitions::{Definitions, Headed};
use super::{Entity, Field, Set};
use crate::clock::Time;
use crate::id::{FieldId, FieldSetId};
use crate::json_column;
use crate::words::column;

macro_rules! sets {
    ($rest:literal) => {
        concat!(
            "SELECT id, entity, name, position, key, record_name, empty_text, version, created_at, updated_at FROM field_sets ",
            $rest
        )
    };
}

macro_rules! fields {
    ($rest:literal) => {
        concat!(
            "SELECT f.id, f.set_id, f.entity, f.key, f.name, f.kind, f.help, f.position, f.required, f.masked, f.searchable,
               f.choices, f.currency, f.version, f.archived_at, f.created_at, f.updated_at, s.name, f.identity_level
             FROM fields f JOIN field_sets s ON s.id = f.set_id ",
            $rest
        )
    };
}

/// The fields of customers with the names of their sets.
pub const OF_ENTITY: &str =
    fields!("WHERE f.entity = $1 AND f.group_id IS NULL ORDER BY s.position, s.id, f.position, f.id");

fn read_set(row: &Row<'_>) -> Result<Set, DbError> {
    Ok(Set {
        id: FieldSetId(row.get(0)?),
        entity: column(row, 1)?,
        name: row.get(2)?,
        position: row.get(3)?,
        key: row.get(4)?,
        record_name: row.get(5)?,
        empty_text: row.get(6)?,
        version: row.get(7)?,
        created_at: Time::from_micros(row.get(8)?),
        updated_at: Time::from_micros(row.get(9)?),
    })
}

fn read(row: &Row<'_>) -> Result<Field, DbError> {
    Ok(Field {
        id: FieldId(row.get(0)?),
        set: FieldSetId(row.get(1)?),
        entity: column(row, 2)?,
        key: row.get(3)?,
        name: row.get(4)?,
        kind: column(row, 5)?,
        help: row.get(6)?,
        position: row.get(7)?,
        required: row.get(8)?,
        masked: row.get(9)?,
        identity_level: column(row, 18)?,
        searchable: row.get(10)?,
        choices: json_column::read(row, 11)?,
        currency: row.get(12)?,
        version: row.get(13)?,
        archived_at: row.get::<Option<i64>>(14)?.map(Time::from_micros),
        created_at: Time::from_micros(row.get(15)?),
        updated_at: Time::from_micros(row.get(16)?),
    })
}

/// Puts a row under its heading.
fn gather(found: &mut Definitions, row: &Row<'_>) -> Result<(), DbError> {
    let field = read(row)?;
    match found.0.last_mut().filter(|last| last.set == field.set) {
        Some(last) => last.fields.push(field),
        None => found.0.push(Headed { set: field.set, name: row.get(17)?, fields: vec![field] }),
    }
    Ok(())
}

pub fn find_set(tx: &mut Tx<'_>, id: FieldSetId) -> Result<Option<Set>, DbError> {
    tx.find(sets!("WHERE id = $1"), &params![id], read_set)
}

pub fn get_set(tx: &mut Tx<'_>, id: FieldSetId) -> Result<Set, DbError> {
    find_set(tx, id)?.ok_or(DbError::NotFound)
}

/// The record group of that key.
pub fn find_group(tx: &mut Tx<'_>, key: &str) -> Result<Option<Set>, DbError> {
    tx.find(sets!("WHERE key = $1"), &params![key], read_set)
}

/// The sets of an entity in their order, of which there are never more than a few.
pub fn list_sets(tx: &mut Tx<'_>, entity: Entity) -> Result<Vec<Set>, DbError> {
    tx.query(sets!("WHERE entity = $1 ORDER BY position, id"), &params![entity], read_set)
}

pub fn insert_set(tx: &mut Tx<'_>, set: &Set) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO field_sets (id, entity, name, position, key, record_name, empty_text, version, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &params![
            set.id,
            set.entity,
            set.name.as_str(),
            set.position,
            set.key.as_deref(),
            set.record_name.as_deref(),
            set.empty_text.as_deref(),
            set.version,
            set.created_at,
            set.updated_at
        ],
    )?;
    Ok(())
}

/// Stores the new state if the version is still the one before.
pub fn update_set(tx: &mut Tx<'_>, set: &Set) -> Result<(), DbError> {
    let rows = tx.exec(
        "UPDATE field_sets SET name = $2, position = $3, record_name = $4, empty_text = $5, version = $6, updated_at = $7
         WHERE id = $1 AND version = $8",
        &params![
            set.id,
            set.name.as_str(),
            set.position,
            set.record_name.as_deref(),
            set.empty_text.as_deref(),
            set.version,
            set.updated_at,
            set.version - 1
        ],
    )?;
    if rows == 0 { Err(DbError::Stale) } else { Ok(()) }
}

pub fn delete_set(tx: &mut Tx<'_>, id: FieldSetId) -> Result<(), DbError> {
    tx.exec("DELETE FROM field_sets WHERE id = $1", &params![id])?;
    Ok(())
}

pub fn get(tx: &mut Tx<'_>, id: FieldId) -> Result<Field, DbError> {
    tx.get(fields!("WHERE f.id = $1"), &params![id], read)
}

/// The definitions of an entity, archived ones too, as a statement of a batch.
pub fn of_entity<'a>(entity: Entity, found: &'a mut Definitions) -> Stmt<'a> {
    Stmt::new(OF_ENTITY, params![entity], |row| gather(found, row))
}

pub fn definitions(tx: &mut Tx<'_>, entity: Entity) -> Result<Definitions, DbError> {
    let mut found = Definitions::default();
    tx.batch(&mut [of_entity(entity, &mut found)])?;
    Ok(found)
}

/// The fields of a set or group in their order, archived ones too.
pub fn list_of_set(tx: &mut Tx<'_>, set: FieldSetId) -> Result<Vec<Field>, DbError> {
    tx.query(fields!("WHERE f.set_id = $1 ORDER BY f.position, f.id"), &params![set], read)
}

/// Everything that is defined, archived ones too, in the order of its sets.
pub fn list(tx: &mut Tx<'_>) -> Result<Vec<Field>, DbError> {
    tx.query(fields!("ORDER BY f.entity, s.position, s.id, f.position, f.id"), &[], read)
}

/// Those among which the key of a field is the only one.
pub fn list_siblings(tx: &mut Tx<'_>, field: &Field) -> Result<Vec<Field>, DbError> {
    match field.entity {
        Entity::Record => list_of_set(tx, field.set),
        entity => Ok(definitions(tx, entity)?.0.into_iter().flat_map(|set| set.fields).collect()),
    }
}

/// The columns of a record group.
pub fn columns(tx: &mut Tx<'_>, group: &Set) -> Result<Definitions, DbError> {
    let fields = list_of_set(tx, group.id)?;
    Ok(Definitions(vec![Headed { set: group.id, name: group.name.clone(), fields }]))
}

fn values(field: &Field) -> Result<Vec<Value>, DbError> {
    let choices = if field.choices.is_empty() { None } else { Some(json_column::text(&field.choices)?) };
    Ok(params![
        field.id,
        field.set,
        field.name.as_str(),
        field.kind,
        field.help.as_deref(),
        field.position,
        field.required,
        field.masked,
        field.searchable,
        choices,
        field.currency.as_deref(),
        field.version,
        field.archived_at,
        field.updated_at,
        field.identity_level
    ]
    .to_vec())
}

pub fn insert(tx: &mut Tx<'_>, field: &Field) -> Result<(), DbError> {
    let mut values = values(field)?;
    let group = (field.entity == Entity::Record).then_some(field.set);
    values.extend(params![field.entity, group, field.key.as_str(), field.created_at]);
    tx.exec(
        "INSERT INTO fields (id, set_id, name, kind, help, position, required, masked, searchable, choices, currency, version,
           archived_at, updated_at, identity_level, entity, group_id, key, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        &values,
    )?;
    Ok(())
}

/// Stores the new state if the version is still the one before.
pub fn update(tx: &mut Tx<'_>, field: &Field) -> Result<(), DbError> {
    let rows = tx.exec(
        "UPDATE fields SET set_id = $2, name = $3, kind = $4, help = $5, position = $6, required = $7, masked = $8,
           searchable = $9, choices = $10, currency = $11, version = $12, archived_at = $13, updated_at = $14,
           identity_level = $15
         WHERE id = $1 AND version = $12 - 1",
        &values(field)?,
    )?;
    if rows == 0 { Err(DbError::Stale) } else { Ok(()) }
}

pub fn delete(tx: &mut Tx<'_>, id: FieldId) -> Result<(), DbError> {
    tx.exec("DELETE FROM fields WHERE id = $1", &params![id])?;
    Ok(())
}

/// How many values of a field that are there are of this sort.
pub fn count_values(tx: &mut Tx<'_>, field: &Field, counts: impl Fn(&Json) -> bool) -> Result<i64, DbError> {
    // A key in quotes stands in every text that holds its value, and seldom elsewhere.
    let holds = format!("%\"{}\"%", field.key);
    let (sql, values) = match field.entity {
        Entity::Customer => ("SELECT fields FROM customers WHERE fields LIKE $1", params![holds].to_vec()),
        Entity::Interaction => {
            ("SELECT fields FROM interactions WHERE fields LIKE $1", params![holds].to_vec())
        }
        Entity::Record => (
            "SELECT fields FROM records WHERE group_id = $2 AND fields LIKE $1",
            params![holds, field.set].to_vec(),
        ),
        Entity::Request => ("SELECT fields FROM requests WHERE fields LIKE $1", params![holds].to_vec()),
    };
    let mut count = 0;
    tx.each(sql, &values, |row| {
        let fields: Map<String, Json> = json_column::read(row, 0)?;
        count += i64::from(fields.get(&field.key).is_some_and(&counts));
        Ok(())
    })?;
    Ok(count)
}

/// How many records a group has.
pub fn count_records(tx: &mut Tx<'_>, group: FieldSetId) -> Result<usize, DbError> {
    let count: i64 =
        tx.get("SELECT COUNT(*) FROM records WHERE group_id = $1", &params![group], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// The keys of masked fields, archived ones too, each with what it is a field of.
pub fn masked(tx: &mut Tx<'_>) -> Result<Vec<(Entity, String)>, DbError> {
    tx.query("SELECT entity, key FROM fields WHERE masked", &[], |row| Ok((column(row, 0)?, row.get(1)?)))
}
