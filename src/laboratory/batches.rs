//! Merges of a stage, done and undone together.

use std::collections::BTreeSet;

use db::{DbError, Row, Tx, params};
use serde_json::{Map, Value, json};

use super::Stage;
use crate::author::{Author, Principal};
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::customers::cards;
use crate::duplicates::pairs::{self, Pair};
use crate::duplicates::{self, rejections};
use crate::error::{AppError, AppResult};
use crate::http::paging::Page;
use crate::id::{AgentId, BatchId, MergeId};
use crate::merges::{self, face::Choices, undoing};
use crate::teams::features::Off;
use crate::words::{Role, column, words};

words! {
    BatchState {
        Merging = "merging",
        Merged = "merged",
        Undoing = "undoing",
        Undone = "undone",
    }
}

/// Merges that belong together.
#[derive(Clone, Debug)]
pub struct Batch {
    pub id: BatchId,
    pub stage: Stage,
    pub state: BatchState,
    /// That the stage had when it was begun.
    pub pairs: i64,
    pub merged: i64,
    /// Pairs that could not be merged, or were none of the stage any more.
    pub left_out: i64,
    pub undone: i64,
    /// Merges that could not be undone.
    pub kept: i64,
    /// Who began what goes on, or what was done last.
    pub by_id: Option<AgentId>,
    pub by: String,
    pub at: Time,
    pub finished_at: Option<Time>,
}

impl Batch {
    pub fn is_under_way(&self) -> bool {
        matches!(self.state, BatchState::Merging | BatchState::Undoing)
    }

    /// In whose name it goes on.
    pub fn author(&self, at: Time) -> Author {
        let principal = self.by_id.map_or(Principal::System, Principal::Agent);
        Author { principal, name: self.by.clone(), role: Role::Administrator, off: Off::default(), at }
    }

    fn subject(&self) -> Subject {
        Subject { entity: "merge_batch", id: self.id.0, customer: None }
    }

    fn recorded(&self) -> Map<String, Value> {
        let members = json!({ "stage": self.stage, "state": self.state, "pairs": self.pairs });
        members.as_object().cloned().unwrap_or_default()
    }
}

const COLUMNS: &str =
    "id, stage, state, pairs, merged, left_out, undone, kept, by_id, by_name, at, finished_at";

fn read(row: &Row<'_>) -> Result<Batch, DbError> {
    Ok(Batch {
        id: BatchId(row.get(0)?),
        stage: column(row, 1)?,
        state: column(row, 2)?,
        pairs: row.get(3)?,
        merged: row.get(4)?,
        left_out: row.get(5)?,
        undone: row.get(6)?,
        kept: row.get(7)?,
        by_id: row.get::<Option<_>>(8)?.map(AgentId),
        by: row.get(9)?,
        at: Time::from_micros(row.get(10)?),
        finished_at: row.get::<Option<i64>>(11)?.map(Time::from_micros),
    })
}

/// # Errors
/// `NotFound`.
pub fn get(tx: &mut Tx<'_>, id: BatchId) -> AppResult<Batch> {
    let sql = format!("SELECT {COLUMNS} FROM merge_batches WHERE id = $1");
    tx.find(sql, &params![id], read)?.ok_or(AppError::NotFound)
}

/// The newest first.
pub fn list(tx: &mut Tx<'_>, page: &Page) -> Result<Vec<Batch>, DbError> {
    let (at, id) = page.after.before_everything();
    let sql = format!(
        "SELECT {COLUMNS} FROM merge_batches WHERE (at, id) < ($1, $2) ORDER BY at DESC, id DESC LIMIT $3"
    );
    tx.query(sql, &params![at, id, page.fetch()], read)
}

/// The one that goes on, if any: one at a time.
pub fn find_open(tx: &mut Tx<'_>) -> Result<Option<Batch>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} FROM merge_batches WHERE finished_at IS NULL ORDER BY at, id LIMIT 1");
    tx.find(sql, &[], read)
}

/// Begins to merge a stage.
///
/// # Errors
/// `Conflict` while another batch goes on, and where the stage has no pairs.
pub fn begin(tx: &mut Tx<'_>, author: &Author, stage: Stage) -> AppResult<BatchId> {
    refuse_second(tx)?;
    let (certain, likely) = pairs::count(tx, &stage.filter())?;
    if certain + likely == 0 {
        return Err(AppError::conflict("stage", "conflict-stage-empty"));
    }
    let batch = Batch {
        id: BatchId::new(author.at),
        stage,
        state: BatchState::Merging,
        pairs: certain + likely,
        merged: 0,
        left_out: 0,
        undone: 0,
        kept: 0,
        by_id: author.id().map(AgentId),
        by: author.name.clone(),
        at: author.at,
        finished_at: None,
    };
    tx.exec(
        format!(
            "INSERT INTO merge_batches ({COLUMNS}) VALUES ($1, $2, $3, $4, 0, 0, 0, 0, $5, $6, $7, NULL)"
        ),
        &params![batch.id, stage, batch.state, batch.pairs, author.id(), author.name.as_str(), author.at],
    )?;
    changes::created(tx, author, batch.subject(), &batch.recorded())?;
    Ok(batch.id)
}

/// Begins to undo all merges of a batch.
///
/// # Errors
/// `Conflict` while another batch goes on; `NotFound`.
pub fn begin_undo(tx: &mut Tx<'_>, author: &Author, id: BatchId) -> AppResult<()> {
    refuse_second(tx)?;
    let before = get(tx, id)?;
    if before.state == BatchState::Undone {
        return Ok(());
    }
    tx.exec(
        "UPDATE merge_batches SET state = $2, by_id = $3, by_name = $4, finished_at = NULL WHERE id = $1",
        &params![id, BatchState::Undoing, author.id(), author.name.as_str()],
    )?;
    let after = get(tx, id)?;
    changes::updated(tx, author, "undo", before.subject(), &before.recorded(), &after.recorded())?;
    Ok(())
}

fn refuse_second(tx: &mut Tx<'_>) -> AppResult<()> {
    match find_open(tx)? {
        Some(_) => Err(AppError::conflict("", "conflict-batch-running")),
        None => Ok(()),
    }
}

pub fn finish(tx: &mut Tx<'_>, batch: &Batch, state: BatchState, at: Time) -> Result<(), DbError> {
    tx.exec(
        "UPDATE merge_batches SET state = $2, finished_at = $3 WHERE id = $1",
        &params![batch.id, state, at],
    )?;
    Ok(())
}

/// What came of some pairs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Came {
    pub merged: i64,
    pub left_out: i64,
}

/// Merges those of these pairs whose cards are still as sure as the stage. Of a pair the older card is kept.
pub fn merge_some(
    tx: &mut Tx<'_>,
    author: &Author,
    model: &linkage::Model,
    batch: &Batch,
    pairs: &[Pair],
) -> AppResult<Came> {
    let mut came = Came::default();
    for pair in pairs {
        match tx.attempt(|tx| merge_one(tx, author, model, batch, pair))? {
            Ok(true) => came.merged += 1,
            // What stands against it is told where somebody merges the two by hand.
            Ok(false) | Err(_) => came.left_out += 1,
        }
    }
    tx.exec("UPDATE merge_batches SET merged = merged + $2 WHERE id = $1", &params![batch.id, came.merged])?;
    Ok(came)
}

fn merge_one(
    tx: &mut Tx<'_>,
    author: &Author,
    model: &linkage::Model,
    batch: &Batch,
    pair: &Pair,
) -> AppResult<bool> {
    let cards: BTreeSet<_> =
        [cards::find(tx, pair.one)?, cards::find(tx, pair.other)?].into_iter().flatten().collect();
    let [keep, other] = cards.into_iter().collect::<Vec<_>>()[..] else { return Ok(false) };
    // Somebody may have said so of a card that this one has been joined with.
    if rejections::of(tx, keep)?.contains(&other) {
        return Ok(false);
    }
    let Some(comparison) = duplicates::between(tx, model, keep, other)? else { return Ok(false) };
    if comparison.tier.is_none() || pairs::place(&comparison) > batch.stage.filter().places.1 {
        return Ok(false);
    }
    merges::merge(tx, author, keep, &[other], &Choices::new(), Some(batch.id.0))?;
    Ok(true)
}

pub fn set_left_out(tx: &mut Tx<'_>, batch: &Batch, left_out: i64) -> Result<(), DbError> {
    tx.exec("UPDATE merge_batches SET left_out = $2 WHERE id = $1", &params![batch.id, left_out]).map(drop)
}

/// Merges of a batch that stand, the newest first, before one.
pub fn standing(
    tx: &mut Tx<'_>,
    batch: &Batch,
    before: MergeId,
    limit: i64,
) -> Result<Vec<MergeId>, DbError> {
    tx.query(
        "SELECT id FROM merges WHERE batch_id = $1 AND undone_at IS NULL AND id < $2 ORDER BY id DESC LIMIT $3",
        &params![batch.id, before, limit],
        |row| Ok(MergeId(row.get(0)?)),
    )
}

/// Undoes merges of a batch; one that cannot be undone stays.
pub fn undo_some(tx: &mut Tx<'_>, author: &Author, batch: &Batch, merges: &[MergeId]) -> AppResult<()> {
    let (mut undone, mut kept) = (0_i64, 0_i64);
    for merge in merges {
        match tx.attempt(|tx| undoing::undo(tx, author, *merge))? {
            Ok(_) => undone += 1,
            Err(_) => kept += 1,
        }
    }
    tx.exec(
        "UPDATE merge_batches SET undone = undone + $2, kept = kept + $3 WHERE id = $1",
        &params![batch.id, undone, kept],
    )?;
    Ok(())
}
