//! All SQL of interactions and their tags; `said` has that of messages and comments.

mod said;

use db::{DbError, Row, Stmt, Tx, Value, params};

use super::{Assumed, Delivery, Interaction, IvrStep, Rating};
use crate::clock::Time;
use crate::customers::cards::of_card;
use crate::fold::fold_case;
use crate::http::paging::Page;
use crate::id::{AgentId, CustomerId, InteractionId, RequestId};
use crate::identifiers::Identifier;
use crate::json_column;
use crate::live_contacts::{Filter, Whose};
use crate::words::{Channel, State, column};
pub use said::*;

/// The columns in the order in which `values` gives and `read` takes them.
macro_rules! columns {
    () => {
        "id, ref, channel, direction, state, sender, recipient, identifier_kind, identifier_value, identifier_extension,
         outcome, customer_id, anonymous, queue, agent, agent_id, started_at, answered_at, ended_at, assumed, reach,
         topic, ivr_path, recording_url, rating_value, rating_scale, campaign, fields, message_count, excerpt,
         version, created_at, updated_at, request_id, disposition, transfers, delivery"
    };
}

/// The same to be read, with the card on which it is shown.
macro_rules! selected {
    () => {
        concat!(columns!(), ", (SELECT w.card_id FROM customers w WHERE w.id = interactions.customer_id)")
    };
}

fn values(one: &Interaction) -> Vec<Value> {
    let identifier = one.identifier.as_ref();
    let assumed = i64::from(one.assumed.started)
        + 2 * i64::from(one.assumed.answered)
        + 4 * i64::from(one.assumed.ended);
    let reach = (!one.reach.is_empty()).then(|| serde_json::to_string(&one.reach).unwrap_or_default());
    let ivr_path =
        (!one.ivr_path.is_empty()).then(|| serde_json::to_string(&one.ivr_path).unwrap_or_default());
    params![
        one.id,
        one.reference.as_deref(),
        one.channel,
        one.direction,
        one.state,
        one.sender.as_deref(),
        one.recipient.as_deref(),
        identifier.map(|identifier| identifier.kind),
        identifier.map(|identifier| identifier.value.as_str()),
        identifier.and_then(|identifier| identifier.extension.as_deref()),
        one.outcome,
        one.whose,
        one.anonymous,
        one.queue.as_deref(),
        one.agent.as_deref(),
        one.agent_id,
        one.started_at,
        one.answered_at,
        one.ended_at,
        assumed,
        reach,
        one.topic.as_deref(),
        ivr_path,
        one.recording_url.as_deref(),
        one.rating.map(|rating| rating.value),
        one.rating.map(|rating| rating.scale),
        one.campaign.as_deref(),
        json_column::object(&one.fields),
        one.message_count,
        one.excerpt.as_deref(),
        one.version,
        one.created_at,
        one.updated_at,
        one.request,
        one.disposition.as_deref(),
        (!one.transfers.is_empty()).then(|| serde_json::to_string(&one.transfers).unwrap_or_default()),
        one.delivery.as_ref().map(Delivery::column)
    ]
    .into()
}

fn read(row: &Row<'_>) -> Result<Interaction, DbError> {
    let identifier = match (row.get::<Option<String>>(7)?, row.get::<Option<String>>(8)?) {
        (Some(_), Some(value)) => Some(Identifier { kind: column(row, 7)?, value, extension: row.get(9)? }),
        _ => None,
    };
    let assumed: i64 = row.get(19)?;
    let ivr_path: Vec<IvrStep> = json_column::read(row, 22)?;
    let rating = match (row.get::<Option<f64>>(24)?, row.get::<Option<f64>>(25)?) {
        (Some(value), Some(scale)) => Some(Rating { value, scale }),
        _ => None,
    };
    let time = |index| Ok::<_, DbError>(row.get::<Option<i64>>(index)?.map(Time::from_micros));
    Ok(Interaction {
        id: InteractionId(row.get(0)?),
        reference: row.get(1)?,
        channel: column(row, 2)?,
        direction: column(row, 3)?,
        state: column(row, 4)?,
        sender: row.get(5)?,
        recipient: row.get(6)?,
        identifier,
        outcome: column(row, 10)?,
        customer: row.get::<Option<_>>(37)?.or(row.get(11)?).map(CustomerId),
        whose: row.get::<Option<_>>(11)?.map(CustomerId),
        anonymous: row.get(12)?,
        queue: row.get(13)?,
        agent: row.get(14)?,
        agent_id: row.get::<Option<_>>(15)?.map(AgentId),
        started_at: Time::from_micros(row.get(16)?),
        answered_at: time(17)?,
        ended_at: time(18)?,
        assumed: Assumed { started: assumed & 1 != 0, answered: assumed & 2 != 0, ended: assumed & 4 != 0 },
        reach: json_column::read(row, 20)?,
        topic: row.get(21)?,
        ivr_path,
        recording_url: row.get(23)?,
        rating,
        campaign: row.get(26)?,
        fields: json_column::read(row, 27)?,
        tags: Vec::new(),
        message_count: row.get(28)?,
        excerpt: row.get(29)?,
        version: row.get(30)?,
        created_at: Time::from_micros(row.get(31)?),
        updated_at: Time::from_micros(row.get(32)?),
        request: row.get::<Option<_>>(33)?.map(RequestId),
        disposition: row.get(34)?,
        transfers: json_column::read(row, 35)?,
        delivery: json_column::read(row, 36)?,
    })
}

pub fn find(tx: &mut Tx<'_>, id: InteractionId) -> Result<Option<Interaction>, DbError> {
    let (mut found, mut tags) = (None, Vec::new());
    tx.batch(&mut [
        Stmt::new(concat!("SELECT ", selected!(), " FROM interactions WHERE id = $1"), params![id], |row| {
            found = Some(read(row)?);
            Ok(())
        }),
        Stmt::new(
            "SELECT tag FROM interaction_tags WHERE interaction_id = $1 ORDER BY position",
            params![id],
            |row| {
                tags.push(row.get(0)?);
                Ok(())
            },
        ),
    ])?;
    Ok(found.map(|interaction: Interaction| Interaction { tags, ..interaction }))
}

pub fn get(tx: &mut Tx<'_>, id: InteractionId) -> Result<Interaction, DbError> {
    find(tx, id)?.ok_or(DbError::NotFound)
}

pub fn find_by_ref(tx: &mut Tx<'_>, reference: &str) -> Result<Option<InteractionId>, DbError> {
    tx.find("SELECT id FROM interactions WHERE ref = $1", &params![reference], |row| {
        Ok(InteractionId(row.get(0)?))
    })
}

pub fn insert(tx: &mut Tx<'_>, one: &Interaction) -> Result<(), DbError> {
    tx.exec(
        concat!(
            "INSERT INTO interactions (",
            columns!(),
            ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
               $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37)"
        ),
        &values(one),
    )?;
    insert_tags(tx, one)
}

/// Stores the new state if the version is still the one that was read.
pub fn update(tx: &mut Tx<'_>, version: i64, one: &Interaction) -> Result<(), DbError> {
    let mut values = values(one);
    values.push(version.into());
    let rows = tx.exec(
        "UPDATE interactions SET ref = $2, channel = $3, direction = $4, state = $5, sender = $6, recipient = $7,
           identifier_kind = $8, identifier_value = $9, identifier_extension = $10, outcome = $11, customer_id = $12,
           anonymous = $13, queue = $14, agent = $15, agent_id = $16, started_at = $17, answered_at = $18, ended_at = $19,
           assumed = $20, reach = $21, topic = $22, ivr_path = $23, recording_url = $24, rating_value = $25,
           rating_scale = $26, campaign = $27, fields = $28, message_count = $29, excerpt = $30, version = $31,
           created_at = $32, updated_at = $33, request_id = $34, disposition = $35, transfers = $36, delivery = $37
         WHERE id = $1 AND version = $38",
        &values,
    )?;
    if rows == 0 { Err(DbError::Stale) } else { Ok(()) }
}

pub fn replace_tags(tx: &mut Tx<'_>, before: &Interaction, after: &Interaction) -> Result<(), DbError> {
    if before.tags == after.tags {
        return Ok(());
    }
    tx.exec("DELETE FROM interaction_tags WHERE interaction_id = $1", &params![after.id])?;
    insert_tags(tx, after)
}

fn insert_tags(tx: &mut Tx<'_>, one: &Interaction) -> Result<(), DbError> {
    let mut statements: Vec<Stmt<'_>> = (0_i64..)
        .zip(&one.tags)
        .map(|(position, tag)| {
            Stmt::exec(
                "INSERT INTO interaction_tags (interaction_id, tag_fold, tag, position) VALUES ($1, $2, $3, $4)",
                params![one.id, fold_case(tag), tag.as_str(), position],
            )
        })
        .collect();
    tx.batch(&mut statements)
}

/// Tags of interactions that begin so, without regard to case, in alphabetical order, each once: a seek for each. What only
/// stands on those of customers whose processing is restricted is not among them.
pub fn tags_from(tx: &mut Tx<'_>, beginning: &str, most: usize) -> Result<Vec<String>, DbError> {
    macro_rules! next {
        ($from:literal) => {
            concat!(
                "SELECT t.tag, t.tag_fold FROM interaction_tags t JOIN interactions i ON i.id = t.interaction_id
                 WHERE t.tag_fold ",
                $from,
                " $1 AND NOT EXISTS (SELECT 1 FROM customers w JOIN restrictions r ON r.customer_id = COALESCE(w.card_id, w.id)
                   WHERE w.id = i.customer_id)
                 ORDER BY t.tag_fold LIMIT 1"
            )
        };
    }
    let mut found: Vec<String> = Vec::new();
    let mut next = (next!(">="), beginning.to_owned());
    while found.len() < most {
        let read = |row: &Row<'_>| Ok((row.get::<String>(0)?, row.get::<String>(1)?));
        let Some((tag, fold)) = tx.find(next.0, &params![next.1.as_str()], read)? else { break };
        if !fold.starts_with(beginning) {
            break;
        }
        found.push(tag);
        next = (next!(">"), fold);
    }
    Ok(found)
}

/// What is asked for of those that go on, as a condition; `state <> 'closed'` stands as in the partial indexes.
fn live(filter: &Filter, values: &mut Vec<Value>) -> String {
    let mut sql = "state <> 'closed'".to_owned();
    match filter.whose {
        Whose::Anybody => {}
        Whose::Nobody => sql.push_str(" AND agent_id IS NULL AND agent IS NULL"),
        Whose::Agents => sql.push_str(" AND agent IS NOT NULL"),
    }
    if let Some(queue) = &filter.queue {
        values.push(queue.as_str().into());
        sql.push_str(&format!(" AND queue = ${}", values.len()));
    }
    if let Some(channel) = filter.channel {
        values.push(channel.into());
        sql.push_str(&format!(" AND channel = ${}", values.len()));
    }
    if let Some(team) = filter.team {
        values.push(team.into());
        sql.push_str(&format!(" AND agent_id IN (SELECT id FROM agents WHERE team_id = ${})", values.len()));
    }
    sql
}

/// How a part of those that go on is asked for: those that wait oldest first, others newest first. Tags are left out.
pub fn asks_live(filter: &Filter, page: &Page) -> (String, Vec<Value>) {
    let is_oldest_first = filter.whose == Whose::Nobody;
    let (at, id) = if is_oldest_first { page.after.after_oldest() } else { page.after.before_everything() };
    let mut values: Vec<Value> = params![at, id, page.fetch()].into();
    let which = live(filter, &mut values);
    let (than, order) = if is_oldest_first { (">", "") } else { ("<", " DESC") };
    let sql = format!(
        concat!(
            "SELECT ",
            selected!(),
            " FROM interactions WHERE {} AND (started_at, id) {} ($1, $2) ORDER BY started_at{}, id{} LIMIT $3"
        ),
        which, than, order, order
    );
    (sql, values)
}

pub fn list_live(tx: &mut Tx<'_>, filter: &Filter, page: &Page) -> Result<Vec<Interaction>, DbError> {
    let (sql, values) = asks_live(filter, page);
    tx.query(sql, &values, read)
}

/// How many go on, counted no further than one above `most`.
pub fn count_live(tx: &mut Tx<'_>, filter: &Filter, most: i64) -> Result<i64, DbError> {
    let mut values: Vec<Value> = params![most + 1].into();
    let which = live(filter, &mut values);
    let sql = format!("SELECT COUNT(*) FROM (SELECT 1 FROM interactions WHERE {which} LIMIT $1) counted");
    tx.get(sql, &values, |row| row.get(0))
}

/// Contacts that go on and whose they are, a page of the index however many there were before.
pub fn live_by_agent(tx: &mut Tx<'_>) -> Result<Vec<(AgentId, Channel, State)>, DbError> {
    tx.query(
        "SELECT agent_id, channel, state FROM interactions WHERE state <> 'closed' AND agent_id IS NOT NULL
         ORDER BY agent_id, started_at, id LIMIT 10000",
        &[],
        |row| Ok((AgentId(row.get(0)?), column(row, 1)?, column(row, 2)?)),
    )
}

/// Whether there ever was a contact in a queue.
pub fn is_queue(tx: &mut Tx<'_>, queue: &str) -> Result<bool, DbError> {
    let found = tx.find("SELECT 1 FROM interactions WHERE queue = $1 LIMIT 1", &params![queue], |row| {
        row.get::<i64>(0)
    })?;
    Ok(found.is_some())
}

/// Queues in which there were contacts, in the order of the index, each once: a seek for each.
pub fn queues(tx: &mut Tx<'_>, most: usize) -> Result<Vec<String>, DbError> {
    let mut found: Vec<String> = Vec::new();
    while found.len() < most {
        let after = found.last().map(String::as_str).unwrap_or_default();
        let next = "SELECT queue FROM interactions WHERE queue > $1 ORDER BY queue LIMIT 1";
        let Some(queue) = tx.find(next, &params![after], |row| row.get(0))? else { break };
        found.push(queue);
    }
    Ok(found)
}

/// Interactions of an identifier that nobody has and nobody chose to leave so, and when they began.
pub fn list_unattached<'a>(identifier: &Identifier, found: &'a mut Vec<(InteractionId, Time)>) -> Stmt<'a> {
    Stmt::new(
        "SELECT id, started_at FROM interactions WHERE identifier_kind = $1 AND identifier_value = $2 AND customer_id IS NULL AND anonymous = $3",
        params![identifier.kind, identifier.value.as_str(), false],
        |row| {
            found.push((InteractionId(row.get(0)?), Time::from_micros(row.get(1)?)));
            Ok(())
        },
    )
}

/// The refs of a customer's contacts that are going on.
pub fn list_open_refs(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<String>, DbError> {
    let sql = concat!(
        "SELECT ref FROM interactions WHERE customer_id IN ",
        of_card!("$1"),
        " AND state <> 'closed' AND ref IS NOT NULL"
    );
    tx.query(sql, &params![customer], |row| row.get(0))
}

/// The contacts of a card whose they are of those who were merged into it.
pub fn list_of_merged(
    tx: &mut Tx<'_>,
    card: CustomerId,
) -> Result<Vec<(InteractionId, CustomerId)>, DbError> {
    tx.query(
        "SELECT i.id, i.customer_id FROM interactions i JOIN customers c ON c.id = i.customer_id WHERE c.card_id = $1",
        &params![card],
        |row| Ok((InteractionId(row.get(0)?), CustomerId(row.get(1)?))),
    )
}

pub fn list_of_customer(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<InteractionId>, DbError> {
    tx.query(
        concat!(
            "SELECT id FROM interactions WHERE customer_id IN ",
            of_card!("$1"),
            " ORDER BY started_at, id"
        ),
        &params![customer],
        |row| Ok(InteractionId(row.get(0)?)),
    )
}

/// The queue of the newest contact that had one, among the newest of an identifier.
pub fn last_queue(tx: &mut Tx<'_>, identifier: &Identifier) -> Result<Option<String>, DbError> {
    tx.find(
        "SELECT l.queue FROM (SELECT queue, started_at, id FROM interactions
           WHERE identifier_kind = $1 AND identifier_value = $2 ORDER BY started_at DESC, id DESC LIMIT 50) l
         WHERE l.queue IS NOT NULL ORDER BY l.started_at DESC, l.id DESC LIMIT 1",
        &params![identifier.kind, identifier.value.as_str()],
        |row| row.get(0),
    )
}

/// Interactions of an identifier, whoever it was, newest first.
pub fn list_of_identifier(
    tx: &mut Tx<'_>,
    identifier: &Identifier,
    page: &Page,
) -> Result<Vec<Interaction>, DbError> {
    let (at, id) = page.after.before_everything();
    tx.query(
        concat!(
            "SELECT ",
            selected!(),
            " FROM interactions WHERE identifier_kind = $1 AND identifier_value = $2 AND (started_at, id) < ($3, $4)
              ORDER BY started_at DESC, id DESC LIMIT $5"
        ),
        &params![identifier.kind, identifier.value.as_str(), at, id, page.fetch()],
        read,
    )
}

/// Interactions by their ids, in no order; their tags are left out.
pub fn list_by_ids(tx: &mut Tx<'_>, ids: &[InteractionId]) -> Result<Vec<Interaction>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<Value> = ids.iter().map(|id| (*id).into()).collect();
    let sql = format!(
        concat!("SELECT ", selected!(), " FROM interactions WHERE id IN ({})"),
        db::places(ids.len())
    );
    tx.query(sql, &values, read)
}

pub fn delete(tx: &mut Tx<'_>, id: InteractionId) -> Result<(), DbError> {
    tx.exec("DELETE FROM interactions WHERE id = $1", &params![id])?;
    Ok(())
}
