//! All SQL of imports.

use std::collections::BTreeMap;

use db::{DbError, Row, Stmt, Tx, params};
use exchange::Cells;
use uuid::Uuid;

use super::problem::Complaint;
use super::reading::Mapped;
use super::{Counts, Import, Options, Problem, State};
use crate::author::Author;
use crate::clock::Time;
use crate::erasures::tombstones;
use crate::http::paging::Page;
use crate::id::{CustomerId, ImportId, InteractionId, NoteId, RequestId};
use crate::json_column;
use crate::words::column;

const COLUMNS: &str =
    "id, name, stored, options, state, by_name, size, position, read, created, updated, skipped, rejected,
     remarked, companies, undone, kept, problem, created_at, finished_at, fingerprint, by_id, by_role,
     undo_by, undo_by_id";

fn read(row: &Row<'_>) -> Result<Import, DbError> {
    Ok(Import {
        id: ImportId(row.get(0)?),
        name: row.get(1)?,
        stored: row.get(2)?,
        options: json_column::read(row, 3)?,
        state: column(row, 4)?,
        by: row.get(5)?,
        size: row.get(6)?,
        position: row.get(7)?,
        counts: Counts {
            read: row.get(8)?,
            created: row.get(9)?,
            updated: row.get(10)?,
            skipped: row.get(11)?,
            rejected: row.get(12)?,
            remarked: row.get(13)?,
            companies: row.get(14)?,
        },
        undone: row.get(15)?,
        kept: row.get(16)?,
        problem: json_column::read(row, 17)?,
        created_at: Time::from_micros(row.get(18)?),
        finished_at: row.get::<Option<i64>>(19)?.map(Time::from_micros),
        fingerprint: row.get(20)?,
        by_id: row.get(21)?,
        by_role: column(row, 22)?,
        undo_by: row.get(23)?,
        undo_by_id: row.get(24)?,
    })
}

pub fn insert(tx: &mut Tx<'_>, author: &Author, import: &Import) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO imports (id, name, stored, fingerprint, options, state, by_id, by_name, by_role, size, position, read, created,
           updated, skipped, rejected, remarked, companies, undone, kept, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, $11)",
        &params![
            import.id,
            import.name.as_str(),
            import.stored.as_deref(),
            import.fingerprint.as_slice(),
            json_column::text(&import.options)?,
            import.state,
            author.id(),
            author.name.as_str(),
            author.role,
            import.size,
            import.created_at
        ],
    )?;
    Ok(())
}

pub fn get(tx: &mut Tx<'_>, id: ImportId) -> Result<Import, DbError> {
    tx.get(format!("SELECT {COLUMNS} FROM imports WHERE id = $1"), &params![id], read)
}

/// The latest of a file that is read in this way.
pub fn find_by_fingerprint(tx: &mut Tx<'_>, fingerprint: &[u8]) -> Result<Option<Import>, DbError> {
    tx.find(
        format!(
            "SELECT {COLUMNS} FROM imports WHERE fingerprint = $1 ORDER BY created_at DESC, id DESC LIMIT 1"
        ),
        &params![fingerprint],
        read,
    )
}

/// Newest first.
pub fn list(tx: &mut Tx<'_>, page: &Page) -> Result<Vec<Import>, DbError> {
    let (at, id) = page.after.before_everything();
    tx.query(
        format!(
            "SELECT {COLUMNS} FROM imports WHERE (created_at, id) < ($1, $2) ORDER BY created_at DESC, id DESC LIMIT $3"
        ),
        &params![at, id, page.fetch()],
        read,
    )
}

/// The files that told of something, each with when.
pub fn files_of(tx: &mut Tx<'_>, entity: Uuid) -> Result<Vec<(Time, String)>, DbError> {
    tx.query(
        "SELECT r.at, i.name FROM import_rows r JOIN imports i ON i.id = r.import_id WHERE r.entity_id = $1",
        &params![entity],
        |row| Ok((Time::from_micros(row.get(0)?), row.get(1)?)),
    )
}

/// Those of a stored file that are not at their end: work to go on with.
pub fn list_unfinished(tx: &mut Tx<'_>) -> Result<Vec<Import>, DbError> {
    tx.query(
        format!("SELECT {COLUMNS} FROM imports WHERE state IN ('checking', 'waiting', 'running', 'undoing') ORDER BY created_at, id LIMIT 100"),
        &[],
        read,
    )
}

/// Refuses if somebody else has taken it further: two programs read the same file.
pub fn expect(tx: &mut Tx<'_>, id: ImportId, read: i64) -> Result<(), DbError> {
    let found = tx.find(
        "SELECT 1 FROM imports WHERE id = $1 AND read = $2 AND state IN ('waiting', 'running')",
        &params![id, read],
        |row| row.get::<i64>(0),
    )?;
    found.map(drop).ok_or(DbError::Stale)
}

/// How far it has come.
pub fn advance(tx: &mut Tx<'_>, id: ImportId, to: &Counts, position: i64) -> Result<(), DbError> {
    count(tx, "state = 'running', ", "", id, to, position)
}

/// How far a trial is; nothing if somebody has ended it.
pub fn tried(tx: &mut Tx<'_>, id: ImportId, to: &Counts, position: i64) -> Result<(), DbError> {
    count(tx, "", " AND state = 'checking'", id, to, position)
}

fn count(
    tx: &mut Tx<'_>,
    set: &str,
    only: &str,
    id: ImportId,
    to: &Counts,
    position: i64,
) -> Result<(), DbError> {
    let Counts { read, created, updated, skipped, rejected, remarked, companies } = *to;
    tx.exec(
        format!(
            "UPDATE imports SET {set}position = $2, read = $3, created = $4, updated = $5, skipped = $6, rejected = $7,
               remarked = $8, companies = $9 WHERE id = $1{only}"
        ),
        &params![id, position, read, created, updated, skipped, rejected, remarked, companies],
    )?;
    Ok(())
}

/// Other options for a file that is still being looked at.
pub fn set_options(
    tx: &mut Tx<'_>,
    id: ImportId,
    options: &Options,
    fingerprint: &[u8],
) -> Result<(), DbError> {
    tx.exec(
        "UPDATE imports SET options = $2, fingerprint = $3 WHERE id = $1",
        &params![id, json_column::text(options)?, fingerprint],
    )?;
    Ok(())
}

/// Back to its beginning: what a trial has counted and said goes.
pub fn reset(tx: &mut Tx<'_>, id: ImportId, state: State) -> Result<(), DbError> {
    tx.exec("DELETE FROM import_problems WHERE import_id = $1", &params![id])?;
    tx.exec(
        "UPDATE imports SET state = $2, position = 0, read = 0, created = 0, updated = 0, skipped = 0, rejected = 0, remarked = 0,
           companies = 0, problem = NULL WHERE id = $1",
        &params![id, state],
    )?;
    Ok(())
}

/// The end of a trial.
pub fn checked(tx: &mut Tx<'_>, id: ImportId, problem: Option<&Problem>) -> Result<(), DbError> {
    let problem = problem.map(json_column::text).transpose()?;
    tx.exec(
        "UPDATE imports SET state = 'draft', problem = $2 WHERE id = $1 AND state = 'checking'",
        &params![id, problem],
    )?;
    Ok(())
}

pub fn delete(tx: &mut Tx<'_>, id: ImportId) -> Result<(), DbError> {
    tx.exec("DELETE FROM imports WHERE id = $1", &params![id])?;
    Ok(())
}

/// Who has it undone.
pub fn set_undo(tx: &mut Tx<'_>, id: ImportId, author: &Author) -> Result<(), DbError> {
    tx.exec(
        "UPDATE imports SET state = 'undoing', undo_by_id = $2, undo_by = $3 WHERE id = $1",
        &params![id, author.id(), author.name.as_str()],
    )?;
    Ok(())
}

/// The end of it: its file is no longer needed.
pub fn finish(
    tx: &mut Tx<'_>,
    id: ImportId,
    state: State,
    problem: Option<&Problem>,
    at: Time,
) -> Result<(), DbError> {
    let problem = problem.map(json_column::text).transpose()?;
    tx.exec(
        "UPDATE imports SET state = $2, problem = $3, finished_at = $4, stored = NULL WHERE id = $1",
        &params![id, state, problem, at],
    )?;
    Ok(())
}

pub fn count_undone(tx: &mut Tx<'_>, id: ImportId, undone: i64, kept: i64) -> Result<(), DbError> {
    tx.exec(
        "UPDATE imports SET undone = undone + $2, kept = kept + $3 WHERE id = $1",
        &params![id, undone, kept],
    )?;
    Ok(())
}

/// Whether a record that looks the same was brought in before, by another import that still stands.
pub fn is_taken(tx: &mut Tx<'_>, digest: &[u8; 32], import: ImportId) -> Result<bool, DbError> {
    let found = tx.find(
        "SELECT 1 FROM import_rows r WHERE r.digest = $1 AND r.import_id <> $2
           AND (EXISTS (SELECT 1 FROM customers c WHERE c.id = r.entity_id)
             OR EXISTS (SELECT 1 FROM notes n WHERE n.id = r.entity_id)
             OR EXISTS (SELECT 1 FROM requests q WHERE q.id = r.entity_id)) LIMIT 1",
        &params![digest.as_slice(), import],
        |row| row.get::<i64>(0),
    )?;
    Ok(found.is_some())
}

/// What a chunk did, gathered to be written in one flight.
pub struct Journal {
    import: ImportId,
    rows: i64,
    problems: i64,
    statements: Vec<Stmt<'static>>,
}

impl Journal {
    /// Goes on after what `counts` says is done. A record leaves at most one row and one problem, and each company one
    /// row more.
    pub fn new(import: ImportId, counts: Counts) -> Journal {
        let rows = counts.read + counts.companies;
        Journal { import, rows, problems: counts.read, statements: Vec::new() }
    }

    pub fn created(&mut self, customer: CustomerId, at: Time, digest: Option<[u8; 32]>) {
        self.row("customer", "create", customer.0, 1, at, digest);
    }

    pub fn updated(&mut self, customer: CustomerId, version: i64, at: Time) {
        self.row("customer", "update", customer.0, version, at, None);
    }

    pub fn interaction(&mut self, is_new: bool, id: InteractionId, version: i64, at: Time) {
        self.row("interaction", if is_new { "create" } else { "update" }, id.0, version, at, None);
    }

    pub fn note(&mut self, id: NoteId, at: Time, digest: [u8; 32]) {
        self.row("note", "create", id.0, 1, at, Some(digest));
    }

    pub fn request(&mut self, id: RequestId, at: Time, digest: [u8; 32]) {
        self.row("request", "create", id.0, 1, at, Some(digest));
    }

    fn row(
        &mut self,
        entity: &str,
        action: &str,
        id: Uuid,
        version: i64,
        at: Time,
        digest: Option<[u8; 32]>,
    ) {
        self.rows += 1;
        self.statements.push(Stmt::exec(
            "INSERT INTO import_rows (import_id, number, entity, entity_id, action, version, at, digest)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            params![
                self.import,
                self.rows,
                entity,
                id,
                action,
                version,
                at,
                digest.map(|digest| digest.to_vec())
            ],
        ));
    }

    pub fn problem(
        &mut self,
        line: u64,
        place: u64,
        rejected: bool,
        complaints: &[Complaint],
        cells: Option<&Cells>,
    ) {
        self.problems += 1;
        // Whoever was erased is not kept here again.
        let is_erased = complaints.iter().any(|complaint| complaint.code == tombstones::REFUSED);
        let cells = cells.filter(|_| !is_erased).map(|cells| cells.iter().collect::<Vec<_>>());
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        // Texts serialise whatever is in them.
        let reasons = serde_json::to_string(complaints).unwrap_or_default();
        let cells = cells.map(|cells| serde_json::to_string(&cells).unwrap_or_default());
        self.statements.push(Stmt::exec(
            "INSERT INTO import_problems (import_id, number, line, place, rejected, reasons, cells)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            params![self.import, self.problems, number(line), number(place), rejected, reasons, cells],
        ));
    }

    pub fn write(mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        tx.batch(&mut self.statements)
    }
}

/// What columns hold, by the key of their headings; latest first.
pub fn mappings(tx: &mut Tx<'_>) -> Result<Vec<Mapped>, DbError> {
    tx.query(
        "SELECT headings, columns FROM import_mappings ORDER BY used_at DESC, headings LIMIT 1000",
        &[],
        |row| Ok((row.get(0)?, json_column::read(row, 1)?)),
    )
}

pub fn set_mapping(
    tx: &mut Tx<'_>,
    headings: &[u8],
    columns: &BTreeMap<String, Option<String>>,
    at: Time,
) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO import_mappings (headings, columns, used_at) VALUES ($1, $2, $3)
         ON CONFLICT (headings) DO UPDATE SET columns = $2, used_at = $3",
        &params![headings, json_column::text(columns)?, at],
    )?;
    Ok(())
}

/// A record that was rejected or left something out.
#[derive(Clone, Debug)]
pub struct Told {
    pub number: i64,
    pub line: u64,
    pub place: u64,
    pub rejected: bool,
    pub complaints: Vec<Complaint>,
    pub cells: Vec<String>,
}

/// What an import had to say, in the order of the file.
pub fn problems(
    tx: &mut Tx<'_>,
    import: ImportId,
    rejected: bool,
    after: i64,
    limit: i64,
) -> Result<Vec<Told>, DbError> {
    let number = |n: i64| u64::try_from(n).unwrap_or(0);
    tx.query(
        "SELECT number, line, place, rejected, reasons, cells FROM import_problems
         WHERE import_id = $1 AND rejected = $2 AND number > $3 ORDER BY number LIMIT $4",
        &params![import, rejected, after, limit],
        |row| {
            Ok(Told {
                number: row.get(0)?,
                line: number(row.get(1)?),
                place: number(row.get(2)?),
                rejected: row.get(3)?,
                complaints: json_column::read(row, 4)?,
                cells: json_column::read(row, 5)?,
            })
        },
    )
}

/// What it was done to.
#[derive(Clone, Copy, Debug)]
pub enum Entity {
    Customer(CustomerId),
    Interaction(InteractionId),
    Note(NoteId),
    Request(RequestId),
}

/// A thing that an import did.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    pub number: i64,
    pub entity: Entity,
    pub is_new: bool,
    pub version: i64,
    pub at: Time,
}

/// The last things that it did and that still stand.
pub fn last_rows(tx: &mut Tx<'_>, import: ImportId, limit: i64) -> Result<Vec<Done>, DbError> {
    tx.query(
        "SELECT number, entity_id, action, version, at, entity FROM import_rows WHERE import_id = $1 ORDER BY number DESC LIMIT $2",
        &params![import, limit],
        |row| {
            let id: Uuid = row.get(1)?;
            Ok(Done {
                number: row.get(0)?,
                entity: match row.text(5)? {
                    "interaction" => Entity::Interaction(InteractionId(id)),
                    "note" => Entity::Note(NoteId(id)),
                    "request" => Entity::Request(RequestId(id)),
                    _ => Entity::Customer(CustomerId(id)),
                },
                is_new: row.text(2)? == "create",
                version: row.get(3)?,
                at: Time::from_micros(row.get(4)?),
            })
        },
    )
}

/// Forgets the things from `number` on.
pub fn delete_rows(tx: &mut Tx<'_>, import: ImportId, number: i64) -> Result<(), DbError> {
    tx.exec("DELETE FROM import_rows WHERE import_id = $1 AND number >= $2", &params![import, number])?;
    Ok(())
}
