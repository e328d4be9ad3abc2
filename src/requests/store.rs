//! All SQL of requests, their statuses and their merges.

use db::{DbError, Row, Stmt, Tx, Value, params, places};
use jiff::civil::Date;

use super::statuses::{Status, StatusKind};
use super::{Filter, InShort, Request, Totals, Whose};
use crate::clock::Time;
use crate::customers::Owner;
use crate::customers::cards::{card_of, of_card, of_people, stays_on_card};
use crate::history::Scope;
use crate::http::paging::Page;
use crate::id::{AgentId, CustomerId, InteractionId, RequestId, TeamId};
use crate::json_column;
use crate::words::column;

macro_rules! requests {
    ($($rest:expr),*) => {
        concat!(
            "SELECT r.id, r.number, r.ref, ",
            card_of!("r.customer_id"),
            ", r.title, r.description, r.status, r.owner_id, o.login, o.name,
               r.team_id, t.name, r.due_on, r.tags, r.fields, r.by_name, m.into_id, r.touched_at, r.closes_at, r.closed_at,
               r.version, r.created_at, r.updated_at, s.kind
             FROM requests r JOIN request_statuses s ON s.key = r.status
             LEFT JOIN agents o ON o.id = r.owner_id LEFT JOIN teams t ON t.id = r.team_id
             LEFT JOIN request_merges m ON m.request_id = r.id ",
            $($rest),*
        )
    };
}

/// What belongs to a customer, and of a company to its people too.
macro_rules! whose {
    () => {
        concat!("(r.customer_id IN ", of_card!("$1"), " OR r.customer_id IN ", of_people!("$1"), ")")
    };
}

/// How many there are, how many are open, since when, and when the first of them closes by itself.
pub const TOTALS: &str = concat!(
    "SELECT COUNT(*), COUNT(CASE WHEN s.kind IN ('open', 'waiting') THEN 1 END),
       MIN(CASE WHEN s.kind IN ('open', 'waiting') THEN r.created_at END),
       MIN(CASE WHEN s.kind IN ('open', 'waiting') THEN r.closes_at END)
     FROM requests r JOIN request_statuses s ON s.key = r.status
     WHERE ",
    whose!(),
    " AND NOT EXISTS (SELECT 1 FROM request_merges m WHERE m.request_id = r.id)"
);

fn read(row: &Row<'_>) -> Result<Request, DbError> {
    let time = |index| Ok::<_, DbError>(row.get::<Option<i64>>(index)?.map(Time::from_micros));
    let owner = match (row.get::<Option<_>>(7)?, row.get::<Option<String>>(8)?, row.get::<Option<String>>(9)?)
    {
        (Some(id), Some(login), Some(name)) => Some(Owner { id: AgentId(id), login, name }),
        _ => None,
    };
    let team = match (row.get::<Option<_>>(10)?, row.get::<Option<String>>(11)?) {
        (Some(id), Some(name)) => Some((TeamId(id), name)),
        _ => None,
    };
    Ok(Request {
        id: RequestId(row.get(0)?),
        number: row.get(1)?,
        reference: row.get(2)?,
        customer: CustomerId(row.get(3)?),
        title: row.get(4)?,
        description: row.get(5)?,
        status: row.get(6)?,
        owner,
        team,
        due: crate::identifiers::store::day(row, 12)?,
        tags: json_column::read(row, 13)?,
        fields: json_column::read(row, 14)?,
        by: row.get(15)?,
        merged_into: row.get::<Option<_>>(16)?.map(RequestId),
        touched_at: Time::from_micros(row.get(17)?),
        closes_at: time(18)?,
        closed_at: time(19)?,
        version: row.get(20)?,
        created_at: Time::from_micros(row.get(21)?),
        updated_at: Time::from_micros(row.get(22)?),
        kind: column(row, 23)?,
    })
}

pub fn find(tx: &mut Tx<'_>, id: RequestId) -> Result<Option<Request>, DbError> {
    tx.find(requests!("WHERE r.id = $1"), &params![id], read)
}

pub fn find_by_number(tx: &mut Tx<'_>, number: i64) -> Result<Option<Request>, DbError> {
    tx.find(requests!("WHERE r.number = $1"), &params![number], read)
}

pub fn find_by_ref(tx: &mut Tx<'_>, reference: &str) -> Result<Option<RequestId>, DbError> {
    tx.find("SELECT id FROM requests WHERE ref = $1", &params![reference], |row| Ok(RequestId(row.get(0)?)))
}

/// The totals of a customer, as a statement of the card's batch.
pub fn totals(customer: CustomerId, totals: &mut Totals) -> Stmt<'_> {
    Stmt::new(TOTALS, params![customer], move |row| {
        let time = |index| Ok::<_, DbError>(row.get::<Option<i64>>(index)?.map(Time::from_micros));
        *totals = Totals { all: row.get(0)?, open: row.get(1)?, oldest: time(2)?, closes_at: time(3)? };
        Ok(())
    })
}

/// Requests of some customers that are open, without those who were merged.
pub fn count_open(tx: &mut Tx<'_>, customers: &[CustomerId]) -> Result<i64, DbError> {
    if customers.is_empty() {
        return Ok(0);
    }
    let values: Vec<Value> = customers.iter().map(|id| (*id).into()).collect();
    let sql = format!(
        "SELECT COUNT(*) FROM requests r JOIN request_statuses s ON s.key = r.status
         WHERE r.customer_id IN ({}) AND s.kind IN ('open', 'waiting')
           AND NOT EXISTS (SELECT 1 FROM request_merges m WHERE m.request_id = r.id)",
        places(customers.len())
    );
    tx.get(sql, &values, |row| row.get(0))
}

/// Those that are asked for, newest first.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, page: &Page) -> Result<Vec<Request>, DbError> {
    let (at, id) = page.after.before_everything();
    let mut values: Vec<Value> = Vec::new();
    let mut place = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let mut wanted = Vec::new();
    if let Some((customer, scope)) = filter.customer {
        place(customer.into());
        wanted.push(match scope {
            // The first value is the customer.
            Scope::Own => concat!("r.customer_id IN ", of_card!("$1")).to_owned(),
            Scope::Company => whose!().to_owned(),
        });
    }
    wanted.push(format!("(r.created_at, r.id) < ({}, {})", place(at.into()), place(id.into())));
    let mut any = |column: &str, of: Vec<Value>, wanted: &mut Vec<String>| {
        if !of.is_empty() {
            let places: Vec<String> = of.into_iter().map(&mut place).collect();
            wanted.push(column.replace("{}", &places.join(", ")));
        }
    };
    any("r.status IN ({})", filter.statuses.iter().map(|one| one.as_str().into()).collect(), &mut wanted);
    // By the keys, which have an index with the time.
    let of_kind = "r.status IN (SELECT key FROM request_statuses WHERE kind IN ({}))";
    any(of_kind, filter.kinds.iter().map(|one| (*one).into()).collect(), &mut wanted);
    match &filter.owner {
        Some(Whose::Nobodys) => wanted.push("r.owner_id IS NULL".to_owned()),
        Some(Whose::Of(owner)) => wanted.push(format!("r.owner_id = {}", place((*owner).into()))),
        None => {}
    }
    match &filter.team {
        Some(Whose::Nobodys) => wanted.push("r.team_id IS NULL".to_owned()),
        Some(Whose::Of(team)) => wanted.push(format!("r.team_id = {}", place((*team).into()))),
        None => {}
    }
    if let Some(day) = filter.due_by {
        wanted.push(format!("r.due_on <= {}", place(day.to_string().into())));
    }
    if let Some(tag) = &filter.tag {
        // Both databases hold the tags as a JSON array of texts, and both know `replace`.
        let quoted = serde_json::Value::from(tag.as_str()).to_string();
        wanted.push(format!("replace(r.tags, {}, '') <> r.tags", place(quoted.into())));
    }
    if !filter.restricted {
        wanted.push(
            concat!(
                "NOT EXISTS (SELECT 1 FROM restrictions x WHERE x.customer_id = ",
                card_of!("r.customer_id"),
                ")"
            )
            .to_owned(),
        );
    }
    let sql = format!(
        "{} WHERE m.request_id IS NULL AND {} ORDER BY r.created_at DESC, r.id DESC LIMIT {}",
        requests!(""),
        wanted.join(" AND "),
        place(page.fetch().into())
    );
    tx.query(sql, &values, read)
}

/// All requests of a customer, merged ones too, the first ones first.
pub fn list_all(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<Request>, DbError> {
    tx.query(
        requests!("WHERE r.customer_id IN ", of_card!("$1"), " ORDER BY r.created_at, r.id"),
        &params![customer],
        read,
    )
}

/// Those of a customer that are open, of a company its people's too, the newest first.
pub fn list_open(tx: &mut Tx<'_>, customer: CustomerId, limit: i64) -> Result<Vec<Request>, DbError> {
    let page = Page::first(limit);
    let filter = Filter {
        customer: Some((customer, Scope::Company)),
        kinds: vec![StatusKind::Open, StatusKind::Waiting],
        restricted: true,
        ..Filter::default()
    };
    Ok(page.list(list(tx, &filter, &page)?, super::cursor).items)
}

/// Requests in short.
pub fn in_short(tx: &mut Tx<'_>, ids: &[RequestId]) -> Result<Vec<InShort>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<Value> = ids.iter().map(|id| (*id).into()).collect();
    let sql = format!("SELECT id, number, title FROM requests WHERE id IN ({})", places(ids.len()));
    tx.query(sql, &values, |row| {
        Ok(InShort { id: RequestId(row.get(0)?), number: row.get(1)?, title: row.get(2)? })
    })
}

/// Requests that close by themselves at `now` or before, the first ones first.
pub fn list_due(tx: &mut Tx<'_>, now: Time, limit: i64) -> Result<Vec<Request>, DbError> {
    tx.query(
        requests!("WHERE r.closes_at <= $1 AND m.request_id IS NULL ORDER BY r.closes_at LIMIT $2"),
        &params![now, limit],
        read,
    )
}

/// Takes a number that nobody had: the one that is told, or the next.
pub fn take_number(tx: &mut Tx<'_>, told: Option<i64>) -> Result<i64, DbError> {
    let last: i64 = tx.get("SELECT last FROM request_numbers", &[], |row| row.get(0))?;
    let number = told.unwrap_or(last + 1);
    if number > last {
        tx.exec("UPDATE request_numbers SET last = $1", &params![number])?;
    }
    Ok(number)
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// The columns that both ways of writing have, in their order.
fn values(one: &Request) -> Result<Vec<Value>, DbError> {
    let tags = (!one.tags.is_empty()).then(|| json_column::text(&one.tags)).transpose()?;
    Ok(params![
        one.id,
        one.number,
        one.reference.as_deref(),
        one.customer,
        one.title.as_str(),
        one.description.as_deref(),
        one.status.as_str(),
        one.owner.as_ref().map(|owner| owner.id),
        one.team.as_ref().map(|(id, _)| *id),
        day(one.due),
        tags,
        json_column::object(&one.fields),
        one.by.as_str(),
        one.touched_at,
        one.closes_at,
        one.closed_at,
        one.version,
        one.created_at,
        one.updated_at
    ]
    .into())
}

pub fn insert(tx: &mut Tx<'_>, one: &Request) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO requests (id, number, ref, customer_id, title, description, status, owner_id, team_id, due_on, tags,
           fields, by_name, touched_at, closes_at, closed_at, version, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        &values(one)?,
    )?;
    Ok(())
}

/// Stores the new state if the version is still the one that was read.
pub fn update(tx: &mut Tx<'_>, version: i64, one: &Request) -> Result<(), DbError> {
    let mut values = values(one)?;
    values.push(version.into());
    let rows = tx.exec(
        concat!(
            "UPDATE requests SET number = $2, ref = $3, customer_id = ",
            stays_on_card!("requests.customer_id", "$4"),
            ", title = $5, description = $6, status = $7,
           owner_id = $8, team_id = $9, due_on = $10, tags = $11, fields = $12, by_name = $13, touched_at = $14,
           closes_at = $15, closed_at = $16, version = $17, created_at = $18, updated_at = $19
         WHERE id = $1 AND version = $20"
        ),
        &values,
    )?;
    if rows == 0 { Err(DbError::Stale) } else { Ok(()) }
}

/// Notes that something happened in it, which is no change of what it says.
pub fn touch(tx: &mut Tx<'_>, id: RequestId, at: Time, closes_at: Option<Time>) -> Result<(), DbError> {
    tx.exec(
        "UPDATE requests SET touched_at = $2, closes_at = $3 WHERE id = $1",
        &params![id, at, closes_at],
    )?;
    Ok(())
}

pub fn delete(tx: &mut Tx<'_>, id: RequestId) -> Result<(), DbError> {
    tx.exec("DELETE FROM requests WHERE id = $1", &params![id])?;
    Ok(())
}

/// Interactions under a request, and under those that were merged into it, newest first.
pub fn interactions(
    tx: &mut Tx<'_>,
    id: RequestId,
    page: &Page,
) -> Result<Vec<(InteractionId, Time)>, DbError> {
    let (at, last) = page.after.before_everything();
    tx.query(
        "WITH RECURSIVE own (id) AS (
           SELECT r.id FROM requests r WHERE r.id = $1
           UNION SELECT m.request_id FROM request_merges m JOIN own ON m.into_id = own.id)
         SELECT i.id, i.started_at FROM interactions i JOIN own ON i.request_id = own.id
         WHERE (i.started_at, i.id) < ($2, $3) ORDER BY i.started_at DESC, i.id DESC LIMIT $4",
        &params![id, at, last, page.fetch()],
        |row| Ok((InteractionId(row.get(0)?), Time::from_micros(row.get(1)?))),
    )
}

/// Interactions that stand under a request itself.
pub fn list_under(tx: &mut Tx<'_>, id: RequestId) -> Result<Vec<InteractionId>, DbError> {
    tx.query(
        "SELECT id FROM interactions WHERE request_id = $1 ORDER BY started_at, id",
        &params![id],
        |row| Ok(InteractionId(row.get(0)?)),
    )
}

pub fn merge(tx: &mut Tx<'_>, id: RequestId, into: RequestId, by: &str, at: Time) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO request_merges (request_id, into_id, by_name, at) VALUES ($1, $2, $3, $4)",
        &params![id, into, by, at],
    )?;
    Ok(())
}

pub fn unmerge(tx: &mut Tx<'_>, id: RequestId) -> Result<(), DbError> {
    tx.exec("DELETE FROM request_merges WHERE request_id = $1", &params![id])?;
    Ok(())
}

/// Those that were merged into a request, the first ones first.
pub fn merged_into(tx: &mut Tx<'_>, id: RequestId) -> Result<Vec<InShort>, DbError> {
    tx.query(
        "SELECT r.id, r.number, r.title FROM request_merges m JOIN requests r ON r.id = m.request_id
         WHERE m.into_id = $1 ORDER BY m.at, r.id",
        &params![id],
        |row| Ok(InShort { id: RequestId(row.get(0)?), number: row.get(1)?, title: row.get(2)? }),
    )
}

pub fn statuses(tx: &mut Tx<'_>) -> Result<Vec<Status>, DbError> {
    tx.query(
        "SELECT key, name, kind, position, days, version, created_at, updated_at FROM request_statuses ORDER BY position, key",
        &[],
        |row| {
            Ok(Status {
                key: row.get(0)?,
                name: row.get(1)?,
                kind: column(row, 2)?,
                position: row.get(3)?,
                days: row.get(4)?,
                version: row.get(5)?,
                created_at: Time::from_micros(row.get(6)?),
                updated_at: Time::from_micros(row.get(7)?),
            })
        },
    )
}

pub fn has_requests(tx: &mut Tx<'_>, status: &str) -> Result<bool, DbError> {
    let found = tx.find("SELECT 1 FROM requests WHERE status = $1 LIMIT 1", &params![status], |_| Ok(()))?;
    Ok(found.is_some())
}

pub fn insert_status(tx: &mut Tx<'_>, one: &Status) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO request_statuses (key, name, kind, position, days, version, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &params![
            one.key.as_str(),
            one.name.as_deref(),
            one.kind,
            one.position,
            one.days,
            one.version,
            one.created_at,
            one.updated_at
        ],
    )?;
    Ok(())
}

pub fn update_status(tx: &mut Tx<'_>, one: &Status) -> Result<(), DbError> {
    tx.exec(
        "UPDATE request_statuses SET name = $2, kind = $3, position = $4, days = $5, version = $6, updated_at = $7
         WHERE key = $1",
        &params![
            one.key.as_str(),
            one.name.as_deref(),
            one.kind,
            one.position,
            one.days,
            one.version,
            one.updated_at
        ],
    )?;
    Ok(())
}

/// Requests that have this status close by its rule.
pub fn reschedule(tx: &mut Tx<'_>, one: &Status) -> Result<(), DbError> {
    let after = one.days.filter(|_| one.kind != StatusKind::Closed).map(|days| days * Time::DAY);
    match after {
        Some(after) => tx.exec(
            "UPDATE requests SET closes_at = touched_at + $2 WHERE status = $1",
            &params![one.key.as_str(), after],
        )?,
        None => {
            tx.exec("UPDATE requests SET closes_at = NULL WHERE status = $1", &params![one.key.as_str()])?
        }
    };
    Ok(())
}

pub fn delete_status(tx: &mut Tx<'_>, key: &str) -> Result<(), DbError> {
    tx.exec("DELETE FROM request_statuses WHERE key = $1", &params![key])?;
    Ok(())
}
