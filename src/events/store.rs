//! All SQL of events.

use db::{DbError, Row, Stmt, Tx, params, sql};

use super::{Event, Happened, Position};
use crate::clock::Time;
use crate::id::{AgentId, CustomerId, InteractionId};

pub fn insert<'a>(kind: &str, at: Time, happened: Happened) -> Stmt<'a> {
    Stmt::exec(
        "INSERT INTO events (kind, agent_id, interaction_id, customer_id, at) VALUES ($1, $2, $3, $4, $5)",
        params![kind, happened.agent, happened.interaction, happened.customer, at],
    )
}

/// Events after `position`, oldest first. In PostgreSQL only those that no running transaction can still come before.
pub fn list(tx: &mut Tx<'_>, position: Position, limit: i64) -> Result<Vec<Event>, DbError> {
    tx.query(
        sql! {
            // SQLite has one epoch, and would read all of it: it cannot seek `seq`, its row id, beside another column.
            sqlite: "SELECT epoch, seq, kind, agent_id, interaction_id, customer_id, at FROM events
                     WHERE +epoch >= $1 AND seq > $2 ORDER BY seq LIMIT $3",
            postgres: "SELECT epoch, seq, kind, agent_id, interaction_id, customer_id, at FROM events
                       WHERE (epoch, seq) > ($1, $2) AND epoch < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                       ORDER BY epoch, seq LIMIT $3"
        },
        &params![position.epoch, position.seq, limit],
        event,
    )
}

/// Where the stream ends now. Of what is forgotten it was read once, even while nothing newer can be read yet.
pub fn end(tx: &mut Tx<'_>) -> Result<Position, DbError> {
    let last = tx.find(
        sql! {
            sqlite: "SELECT epoch, seq FROM (SELECT epoch, seq FROM events ORDER BY epoch DESC, seq DESC LIMIT 1) newest
                     UNION ALL SELECT epoch, seq FROM event_floor ORDER BY epoch DESC, seq DESC LIMIT 1",
            postgres: "SELECT epoch, seq FROM (SELECT epoch, seq FROM events
                       WHERE epoch < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                       ORDER BY epoch DESC, seq DESC LIMIT 1) newest
                     UNION ALL SELECT epoch, seq FROM event_floor ORDER BY epoch DESC, seq DESC LIMIT 1"
        },
        &[],
        position,
    )?;
    Ok(last.unwrap_or_default())
}

/// When the oldest event after a position happened, readable already or not.
pub fn first_after(tx: &mut Tx<'_>, position: Position) -> Result<Option<Time>, DbError> {
    tx.find(
        sql! {
            sqlite: "SELECT at FROM events WHERE +epoch >= $1 AND seq > $2 ORDER BY seq LIMIT 1",
            postgres: "SELECT at FROM events WHERE (epoch, seq) > ($1, $2) ORDER BY epoch, seq LIMIT 1"
        },
        &params![position.epoch, position.seq],
        |row| Ok(Time::from_micros(row.get(0)?)),
    )
}

/// Forgets what nobody resumes from any more, and remembers how far.
pub fn delete_before(tx: &mut Tx<'_>, at: Time) -> Result<u64, DbError> {
    // The newest always stays: an empty table would start the numbering of `end` anew.
    let last = tx.find(
        "SELECT epoch, seq FROM events WHERE at < $1 AND seq < (SELECT MAX(seq) FROM events) ORDER BY epoch DESC, seq DESC LIMIT 1",
        &params![at],
        position,
    )?;
    let Some(last) = last else { return Ok(0) };
    // Times are of requests and not of commits: one that is older may stand behind, and goes as well.
    let floor = floor(tx)?.max(last);
    tx.exec(
        "INSERT INTO event_floor (id, epoch, seq) VALUES (1, $1, $2)
         ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq",
        &params![floor.epoch, floor.seq],
    )?;
    tx.exec("DELETE FROM events WHERE at < $1 AND seq < (SELECT MAX(seq) FROM events)", &params![at])
}

/// Whether something after a position was forgotten; `0-0` is the beginning of what is kept.
pub fn has_missed(tx: &mut Tx<'_>, position: Position) -> Result<bool, DbError> {
    Ok(position != Position::default() && position < floor(tx)?)
}

/// The last event that was forgotten.
fn floor(tx: &mut Tx<'_>) -> Result<Position, DbError> {
    Ok(tx.find("SELECT epoch, seq FROM event_floor", &[], position)?.unwrap_or_default())
}

fn position(row: &Row<'_>) -> Result<Position, DbError> {
    Ok(Position { epoch: row.get(0)?, seq: row.get(1)? })
}

fn event(row: &Row<'_>) -> Result<Event, DbError> {
    Ok(Event {
        position: Position { epoch: row.get(0)?, seq: row.get(1)? },
        kind: row.get(2)?,
        agent_id: row.get::<Option<_>>(3)?.map(AgentId),
        interaction_id: row.get::<Option<_>>(4)?.map(InteractionId),
        customer_id: row.get::<Option<_>>(5)?.map(CustomerId),
        at: Time::from_micros(row.get(6)?),
    })
}
