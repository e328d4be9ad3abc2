//! All SQL of the index of texts.

use std::collections::{BTreeSet, HashMap};

use db::{DbError, Dialect, Row, Stmt, Tx, Value, params, places, sql};
use uuid::Uuid;

use super::asked::Asked;
use super::{Kind, Text, content, index};
use crate::clock::Time;
use crate::customers::cards::card_of;
use crate::history::{self, Only};
use crate::id::{CustomerId, InteractionId};
use crate::words::{Channel, column};

/// Texts that are put at once.
const TOGETHER: usize = 500;

pub fn insert(tx: &mut Tx<'_>, texts: &[Text]) -> Result<(), DbError> {
    for texts in texts.chunks(TOGETHER) {
        match tx.dialect() {
            Dialect::Sqlite => insert_sqlite(tx, texts)?,
            Dialect::Postgres => insert_postgres(tx, texts)?,
        }
    }
    Ok(())
}

/// The same for texts that may be there already.
pub fn replace(tx: &mut Tx<'_>, texts: &[Text]) -> Result<(), DbError> {
    for texts in texts.chunks(TOGETHER) {
        let ids: Vec<Value> = texts.iter().map(|one| one.id.into()).collect();
        let sql = format!("SELECT id FROM texts WHERE id IN ({})", places(ids.len()));
        for id in tx.query(sql, &ids, |row| row.get(0))? {
            delete(tx, id)?;
        }
    }
    insert(tx, texts)
}

/// One row a statement, of values alone: FTS5 writes what it has gathered to the disk whenever a statement begins that
/// SQLite may have to take back by itself, and an `INSERT … SELECT` is one.
fn insert_sqlite(tx: &mut Tx<'_>, texts: &[Text]) -> Result<(), DbError> {
    let mut statements = Vec::with_capacity(texts.len() * 2);
    for (one, place) in texts.iter().zip(free_places(tx, texts)?) {
        statements.push(Stmt::exec(
            "INSERT INTO texts (place, id, kind, interaction_id, customer_id, channel, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            params![place, one.id, one.kind, one.interaction, one.customer, one.channel, one.at],
        ));
        statements.push(Stmt::exec(
            "INSERT INTO texts_words (rowid, words) VALUES ($1, $2)",
            params![place, index::words_of(one)],
        ));
    }
    tx.batch(&mut statements)
}

/// Places after one that is taken that are looked at together.
const NEAR: i64 = 256;

/// FTS5 knows a text by its place. Of two of the same place the later one takes the next that is free, be it that of the
/// millisecond after.
fn free_places(tx: &mut Tx<'_>, texts: &[Text]) -> Result<Vec<i64>, DbError> {
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: Vec<Value> = texts.iter().map(|one| index::place(one).into()).collect();
    let sql = format!("SELECT place FROM texts WHERE place IN ({})", places(wanted.len()));
    let mut taken: BTreeSet<i64> = tx.query(sql, &wanted, |row| row.get(0))?.into_iter().collect();
    let mut places = Vec::with_capacity(texts.len());
    for one in texts {
        let mut place = index::place(one);
        let mut known = place;
        while taken.contains(&place) {
            if place == known {
                let near = "SELECT place FROM texts WHERE place > $1 AND place <= $2";
                taken.extend(tx.query(near, &params![known, known + NEAR], |row| row.get::<i64>(0))?);
                known += NEAR;
            }
            place += 1;
        }
        taken.insert(place);
        places.push(place);
    }
    Ok(places)
}

fn insert_postgres(tx: &mut Tx<'_>, texts: &[Text]) -> Result<(), DbError> {
    let statement = |one: &Text| {
        let words = index::words_of(one);
        let place = index::place(one);
        Stmt::exec(
            "INSERT INTO texts (place, id, kind, interaction_id, customer_id, channel, at, words)
             VALUES ($1, $2, $3, $4, $5, $6, $7, CAST(CAST($8 AS TEXT) AS TSVECTOR))",
            params![place, one.id, one.kind, one.interaction, one.customer, one.channel, one.at, words],
        )
    };
    tx.batch(&mut texts.iter().map(statement).collect::<Vec<_>>())
}

/// Takes a text out.
pub fn delete(tx: &mut Tx<'_>, id: Uuid) -> Result<(), DbError> {
    tx.exec("DELETE FROM texts WHERE id = $1", &params![id])?;
    Ok(())
}

/// Pages of the index that are written anew in one step, so that writers do not wait.
const STEP: i64 = 512;

/// Writes a part of the index anew without the words of texts that were taken out, of which SQLite keeps them until it
/// merges. Says whether there is more to be done. PostgreSQL's rows go as a whole.
pub fn purge(tx: &mut Tx<'_>, first: bool) -> Result<bool, DbError> {
    if tx.dialect() == Dialect::Postgres {
        return Ok(false);
    }
    // What it is made of: another one after each step that did something.
    let structure = |tx: &mut Tx<'_>| {
        tx.find("SELECT block FROM texts_words_data WHERE id = 10", &[], |row| row.get::<Vec<u8>>(0))
    };
    let before = structure(tx)?;
    // Negative: make one segment of all (SQLite, FTS5, 6.9).
    let pages = if first { -STEP } else { STEP };
    tx.exec("INSERT INTO texts_words (texts_words, rank) VALUES ('merge', $1)", &params![pages])?;
    Ok(structure(tx)? != before)
}

/// Empties the index.
pub fn clear(tx: &mut Tx<'_>) -> Result<(), DbError> {
    if tx.dialect() == Dialect::Sqlite {
        tx.exec("INSERT INTO texts_words (texts_words) VALUES ('delete-all')", &[])?;
    }
    tx.exec("DELETE FROM texts", &[])?;
    Ok(())
}

/// Interactions, notes, requests and promises after an id, in the order of ids.
pub fn list_sources(tx: &mut Tx<'_>, after: Uuid, limit: i64) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT id FROM (SELECT id FROM interactions WHERE id > $1 ORDER BY id LIMIT $2) i
         UNION ALL SELECT id FROM (SELECT id FROM notes WHERE id > $1 ORDER BY id LIMIT $2) n
         UNION ALL SELECT id FROM (SELECT id FROM requests WHERE id > $1 ORDER BY id LIMIT $2) r
         UNION ALL SELECT id FROM (SELECT id FROM promises WHERE id > $1 ORDER BY id LIMIT $2) p
         ORDER BY id LIMIT $2",
        &params![after, limit],
        |row| row.get(0),
    )
}

/// What was written in interactions, notes, requests and promises, from its sources: `{}` is which of them, by their ids.
const SOURCES: &str = "SELECT 'topic', i.id, i.started_at, i.topic, NULL, NULL, NULL, i.id, i.customer_id, i.channel
       FROM interactions i WHERE i.id {} AND i.topic IS NOT NULL
     UNION ALL
     SELECT 'message', m.id, m.at, m.subject, m.text, m.html,
       (SELECT STRING_AGG(a.name, ' ') FROM attachments a WHERE a.message_id = m.id), i.id, i.customer_id, i.channel
       FROM interactions i JOIN messages m ON m.interaction_id = i.id WHERE i.id {}
     UNION ALL
     SELECT 'comment', c.id, c.at, NULL, c.text, NULL, NULL, i.id, i.customer_id, i.channel
       FROM interactions i JOIN comments c ON c.interaction_id = i.id WHERE i.id {}
     UNION ALL
     SELECT 'note', n.id, n.created_at, NULL, n.text, NULL, NULL, NULL, n.customer_id, NULL
       FROM notes n WHERE n.id {}
     UNION ALL
     SELECT 'request', r.id, r.created_at, r.title, r.description, NULL, NULL, NULL, r.customer_id, NULL
       FROM requests r WHERE r.id {}
     UNION ALL
     SELECT 'promise', p.id, p.created_at, p.text, p.how, NULL, NULL, NULL, p.customer_id, NULL
       FROM promises p WHERE p.id {}";

fn read_source(row: &Row<'_>) -> Result<Text, DbError> {
    Ok(Text {
        kind: column(row, 0)?,
        id: row.get(1)?,
        at: Time::from_micros(row.get(2)?),
        content: content_of(row, 3)?,
        interaction: row.get::<Option<_>>(7)?.map(InteractionId),
        customer: row.get::<Option<_>>(8)?.map(CustomerId),
        channel: row.get::<Option<String>>(9)?.map(|_| column(row, 9)).transpose()?,
    })
}

/// Everything that was written in a range of interactions, notes, requests and promises.
pub fn sources(tx: &mut Tx<'_>, first: Uuid, last: Uuid) -> Result<Vec<Text>, DbError> {
    tx.query(SOURCES.replace("{}", "BETWEEN $1 AND $2"), &params![first, last], read_source)
}

/// The interactions, notes, requests and promises of a customer, as a subquery; `$1` is the customer.
macro_rules! of_customer {
    ($more:literal) => {
        concat!(
            "SELECT id FROM interactions WHERE customer_id = $1",
            $more,
            " UNION ALL SELECT id FROM notes WHERE customer_id = $1",
            $more,
            " UNION ALL SELECT id FROM requests WHERE customer_id = $1",
            $more,
            " UNION ALL SELECT id FROM promises WHERE customer_id = $1",
            $more
        )
    };
}

/// Everything that a customer has is found as theirs from now on, and no longer as of those who had it before.
pub fn give(tx: &mut Tx<'_>, to: CustomerId, before: &[CustomerId]) -> Result<(), DbError> {
    match tx.dialect() {
        Dialect::Sqlite => give_sqlite(tx, to),
        Dialect::Postgres => give_postgres(tx, to, before),
    }
}

/// Whose a text is stands as a word beside its own, and is changed where it stands.
fn give_postgres(tx: &mut Tx<'_>, to: CustomerId, before: &[CustomerId]) -> Result<(), DbError> {
    for one in before {
        tx.exec(
            concat!(
                "UPDATE texts SET customer_id = $1,
                   words = ts_delete(words, CAST($3 AS TEXT)) || CAST(CAST($4 AS TEXT) AS TSVECTOR)
                 WHERE customer_id = $2 AND id IN (",
                of_customer!(""),
                " UNION ALL SELECT m.id FROM interactions i JOIN messages m ON m.interaction_id = i.id WHERE i.customer_id = $1
                  UNION ALL SELECT c.id FROM interactions i JOIN comments c ON c.interaction_id = i.id WHERE i.customer_id = $1)"
            ),
            &params![to, *one, index::of_customer(*one), index::of_customer(to)],
        )?;
    }
    Ok(())
}

/// FTS5 does not tell the words of a text, which are read from the original. Only so many at once are in memory.
fn give_sqlite(tx: &mut Tx<'_>, to: CustomerId) -> Result<(), DbError> {
    let mut after = Uuid::nil();
    loop {
        let ids: Vec<Uuid> = tx.query(
            concat!("SELECT id FROM (", of_customer!(" AND id > $2"), ") ORDER BY id LIMIT 200"),
            &params![to, after],
            |row| row.get(0),
        )?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        let values: Vec<Value> = ids.iter().map(Value::from).collect();
        let these = format!("IN ({})", places(ids.len()));
        let texts = tx.query(SOURCES.replace("{}", &these), &values, read_source)?;
        for texts in texts.chunks(TOGETHER) {
            let values: Vec<Value> = texts.iter().map(|one| one.id.into()).collect();
            let sql = format!("SELECT id, place FROM texts WHERE id IN ({})", places(values.len()));
            let there: HashMap<Uuid, i64> =
                tx.query(sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect();
            let mut statements = Vec::with_capacity(texts.len() * 2);
            for (one, place) in texts.iter().filter_map(|one| Some((one, *there.get(&one.id)?))) {
                statements.push(Stmt::exec(
                    "UPDATE texts SET customer_id = $2 WHERE place = $1",
                    params![place, to],
                ));
                statements.push(Stmt::exec(
                    "UPDATE texts_words SET words = $2 WHERE rowid = $1",
                    params![place, index::words_of(one)],
                ));
            }
            tx.batch(&mut statements)?;
        }
    }
}

/// From subject, text, HTML and names of attachments, which stand next to each other.
fn content_of(row: &Row<'_>, first: usize) -> Result<String, DbError> {
    let part = |index| row.get::<Option<String>>(index);
    let (subject, text, html, attached) =
        (part(first)?, part(first + 1)?, part(first + 2)?, part(first + 3)?);
    Ok(content(subject.as_deref(), text.as_deref(), html.as_deref(), attached.as_deref()))
}

/// A text that the index brings.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub place: i64,
    pub id: Uuid,
    pub kind: Kind,
    pub at: Time,
    pub by: Option<String>,
    pub content: String,
    pub interaction: Option<InteractionId>,
    pub customer: Option<CustomerId>,
    pub channel: Option<Channel>,
    /// When it is no longer to be seen.
    pub expires_at: Option<Time>,
}

macro_rules! original {
    ($from:literal) => {
        concat!(
            "SELECT t.place, t.id, t.kind, t.at, COALESCE(m.sender, c.author, n.author, r.by_name, p.by_name),
               COALESCE(m.subject, r.title, p.text), COALESCE(m.text, c.text, i.topic, n.text, r.description, p.how), m.html,
               (SELECT STRING_AGG(a.name, ' ') FROM attachments a WHERE a.message_id = t.id), t.interaction_id, ",
            card_of!("t.customer_id"),
            ", t.channel, n.expires_at FROM ",
            $from,
            " LEFT JOIN messages m ON m.id = t.id LEFT JOIN comments c ON c.id = t.id LEFT JOIN interactions i ON i.id = t.id
              LEFT JOIN notes n ON n.id = t.id LEFT JOIN requests r ON r.id = t.id LEFT JOIN promises p ON p.id = t.id "
        )
    };
}

fn read(row: &Row<'_>) -> Result<Candidate, DbError> {
    let channel: Option<String> = row.get(11)?;
    Ok(Candidate {
        place: row.get(0)?,
        id: row.get(1)?,
        kind: column(row, 2)?,
        at: Time::from_micros(row.get(3)?),
        by: row.get(4)?,
        content: content_of(row, 5)?,
        interaction: row.get::<Option<_>>(9)?.map(InteractionId),
        customer: row.get::<Option<_>>(10)?.map(CustomerId),
        channel: channel.map(|_| column(row, 11)).transpose()?,
        expires_at: row.get::<Option<i64>>(12)?.map(Time::from_micros),
    })
}

/// The newest texts before a place that may have what is asked for.
pub fn newest(
    tx: &mut Tx<'_>,
    asked: &Asked,
    narrowed: &[Vec<String>],
    before: (i64, Uuid),
    limit: i64,
) -> Result<Vec<Candidate>, DbError> {
    let sql = sql! {
        sqlite: concat!(original!("texts_words x CROSS JOIN texts t ON t.place = x.rowid"),
            "WHERE x.texts_words MATCH $1 AND x.rowid <= $2 AND (x.rowid, t.id) < ($2, $3) ORDER BY x.rowid DESC LIMIT $4"),
        postgres: concat!(original!("texts t"),
            "WHERE t.words @@ CAST(CAST($1 AS TEXT) AS TSQUERY) AND (t.place, t.id) < ($2, $3)
             ORDER BY t.place DESC, t.id DESC LIMIT $4"),
    };
    tx.query(sql, &params![asked.all(tx.dialect(), narrowed), before.0, before.1, limit], read)
}

/// A text of a history: when its interaction began, which that is, and which text.
pub type InHistory = (Time, InteractionId, Uuid);

/// The interactions of the texts that fit a condition of the index, as a subquery.
const INTERACTIONS: [&str; 2] = [
    "(SELECT t.interaction_id FROM texts_words x CROSS JOIN texts t ON t.place = x.rowid
        WHERE t.interaction_id IS NOT NULL AND x.texts_words MATCH ",
    "(SELECT t.interaction_id FROM texts t WHERE t.interaction_id IS NOT NULL AND t.words @@ ",
];

/// The texts before one that may have something of what is asked for, in the order of the history; only of
/// interactions that may have all of it.
pub fn newest_in_history(
    tx: &mut Tx<'_>,
    asked: &Asked,
    narrowed: &[Vec<String>],
    only: &Only,
    before: InHistory,
    limit: i64,
) -> Result<Vec<InHistory>, DbError> {
    let dialect = tx.dialect();
    let mut values: Vec<Value> =
        params![asked.any(dialect, narrowed), before.0, before.1, before.2, limit].into();
    // From the index to the history, never the other way round: nothing is rarer than what is asked for.
    let (mut sql, subquery) = match dialect {
        Dialect::Sqlite => (
            "SELECT h.at, h.id, t.id
               FROM texts_words x CROSS JOIN texts t ON t.place = x.rowid CROSS JOIN history h ON h.id = t.interaction_id
               WHERE x.texts_words MATCH $1"
                .to_owned(),
            INTERACTIONS[0],
        ),
        Dialect::Postgres => (
            "SELECT h.at, h.id, t.id FROM texts t JOIN history h ON h.id = t.interaction_id
               WHERE t.words @@ CAST(CAST($1 AS TEXT) AS TSQUERY)"
                .to_owned(),
            INTERACTIONS[1],
        ),
    };
    sql.push_str(" AND (h.at, h.id, t.id) < ($2, $3, $4)");
    sql.push_str(&history::store::only(only, &mut values));
    let each = asked.each(dialect, narrowed).into_iter().map(|condition| ("IN", condition));
    let none = asked.none(dialect, narrowed).into_iter().map(|condition| ("NOT IN", condition));
    for (is, condition) in each.chain(none) {
        values.push(condition.into());
        let parameter = match dialect {
            Dialect::Sqlite => format!("${}", values.len()),
            Dialect::Postgres => format!("CAST(CAST(${} AS TEXT) AS TSQUERY)", values.len()),
        };
        sql.push_str(&format!(" AND t.interaction_id {is} {subquery}{parameter})"));
    }
    sql.push_str(" ORDER BY h.at DESC, h.id DESC, t.id DESC LIMIT $5");
    tx.query(sql, &values, |row| {
        Ok((Time::from_micros(row.get(0)?), InteractionId(row.get(1)?), row.get(2)?))
    })
}

/// Texts by their ids.
pub fn by_ids(tx: &mut Tx<'_>, ids: &[Uuid]) -> Result<Vec<Candidate>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{} WHERE t.id IN ({})", original!("texts t"), places(ids.len()));
    tx.query(sql, &ids.iter().map(Value::from).collect::<Vec<_>>(), read)
}
