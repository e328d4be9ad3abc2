//! All SQL of relations.

use std::collections::{BTreeSet, HashMap};

use db::{DbError, Row, Stmt, Tx, params};
use jiff::civil::Date;

use super::{Hint, Related, Relation, RelationKind, Shared};
use crate::clock::Time;
use crate::customers::Kind;
use crate::customers::cards::{card_of, of_card};
use crate::customers::many;
use crate::http::paging::Page;
use crate::id::{CustomerId, RelationId};
use crate::identifiers::store::{day, read_identifier};
use crate::words::column;

macro_rules! relations {
    ($($rest:expr),*) => {
        concat!(
            "SELECT id, ",
            card_of!("relations.customer_id"),
            ", ",
            card_of!("relations.other_id"),
            ", kind, note, valid_from, valid_to, by_name, version, created_at, updated_at
             FROM relations ",
            $($rest),*
        )
    };
}

/// Relations of `$1` with the other side, and the first of their numbers that works on the day `$2`.
macro_rules! related {
    ($($rest:expr),*) => {
        concat!(
            "SELECT r.id, ",
            card_of!("r.customer_id"),
            ", ",
            card_of!("r.other_id"),
            ", r.kind, r.note, r.valid_from, r.valid_to, r.by_name, r.version,
               r.created_at, r.updated_at, c.name, c.kind, c.vip, x.customer_id IS NOT NULL, p.kind, p.value, p.extension
             FROM relations r
             JOIN customers c ON c.id = CASE WHEN r.customer_id IN ",
            of_card!("$1"),
            " THEN ",
            card_of!("r.other_id"),
            " ELSE ",
            card_of!("r.customer_id"),
            " END
             LEFT JOIN restrictions x ON x.customer_id = c.id
             LEFT JOIN identifiers p ON p.id = (SELECT i.id FROM identifiers i
               WHERE i.customer_id = c.id AND i.kind = 'phone' AND NOT i.invalid AND NOT i.do_not_contact
                 AND (i.valid_from IS NULL OR i.valid_from <= $2) AND (i.valid_to IS NULL OR i.valid_to >= $2)
               ORDER BY i.position LIMIT 1)
             WHERE (r.customer_id IN ",
            of_card!("$1"),
            " OR r.other_id IN ",
            of_card!("$1"),
            // Two who are one now are nothing to each other.
            ") AND c.id <> $1 ",
            $($rest),*
        )
    };
}

/// The newest that the card shows.
pub const NEWEST: &str = related!("AND r.kind <> 'unrelated' ORDER BY r.created_at DESC, r.id DESC LIMIT $3");

/// Hints that are given.
const HINTS: usize = 5;

/// That nothing is said of `c` and the card `$1`, by either side.
macro_rules! unrelated {
    () => {
        concat!(
            " AND NOT EXISTS (SELECT 1 FROM relations r JOIN customers w ON w.id = r.other_id WHERE r.customer_id IN ",
            of_card!("$1"),
            " AND COALESCE(w.card_id, w.id) = c.id)
              AND NOT EXISTS (SELECT 1 FROM relations r JOIN customers w ON w.id = r.customer_id WHERE r.other_id IN ",
            of_card!("$1"),
            " AND COALESCE(w.card_id, w.id) = c.id)"
        )
    };
}

/// Who shares a number or the home address with a person, unless more than eight do: that is an office or a house. A
/// company among them tells that the number is its own; colleagues share their office.
/// `CROSS JOIN` keeps SQLite to this order: from the one customer outwards, and not through all numbers.
pub const HINTED: &str = concat!(
    "SELECT c.id, c.kind, c.name, 'number', i.value
   FROM identifiers i CROSS JOIN customers own CROSS JOIN identifiers o CROSS JOIN customers c
   WHERE i.customer_id = $1 AND own.id = $1 AND own.kind = 'person' AND c.id = o.customer_id
     AND o.kind = 'phone' AND o.value = i.value AND o.extension = '' AND o.customer_id <> i.customer_id
     AND i.kind = 'phone' AND i.extension = '' AND NOT i.invalid AND NOT o.invalid
     AND (i.valid_from IS NULL OR i.valid_from <= $2) AND (i.valid_to IS NULL OR i.valid_to >= $2)
     AND (o.valid_from IS NULL OR o.valid_from <= $2) AND (o.valid_to IS NULL OR o.valid_to >= $2)
     AND (SELECT COUNT(*) FROM (SELECT 1 FROM identifiers n WHERE n.kind = 'phone' AND n.value = i.value LIMIT 9) few) <= 8
     AND (c.company_id IS NULL OR own.company_id IS NULL OR c.company_id <> own.company_id) AND NOT c.hidden
     AND NOT EXISTS (SELECT 1 FROM restrictions x WHERE x.customer_id = c.id)",
    unrelated!(),
    " UNION ALL
   SELECT c.id, c.kind, c.name, 'address', a.street
   FROM addresses a CROSS JOIN customers own CROSS JOIN addresses o CROSS JOIN customers c
   WHERE a.customer_id = $1 AND own.id = $1 AND own.kind = 'person' AND c.id = o.customer_id
     AND o.street = a.street AND o.postal_code = a.postal_code AND o.customer_id <> a.customer_id
     AND COALESCE(o.city, '') = COALESCE(a.city, '') AND COALESCE(o.country, '') = COALESCE(a.country, '')
     AND COALESCE(a.kind, 'home') = 'home' AND COALESCE(o.kind, 'home') = 'home'
     AND (SELECT COUNT(*) FROM
       (SELECT 1 FROM addresses n WHERE n.street = a.street AND n.postal_code = a.postal_code LIMIT 9) few) <= 8
     AND NOT c.hidden
     AND NOT EXISTS (SELECT 1 FROM restrictions x WHERE x.customer_id = c.id)",
    unrelated!()
);

fn read(row: &Row<'_>) -> Result<Relation, DbError> {
    Ok(Relation {
        id: RelationId(row.get(0)?),
        customer: CustomerId(row.get(1)?),
        other: CustomerId(row.get(2)?),
        kind: column(row, 3)?,
        note: row.get(4)?,
        from: day(row, 5)?,
        to: day(row, 6)?,
        by: row.get(7)?,
        version: row.get(8)?,
        created_at: Time::from_micros(row.get(9)?),
        updated_at: Time::from_micros(row.get(10)?),
    })
}

fn read_related(row: &Row<'_>, side: CustomerId) -> Result<Related, DbError> {
    Ok(Related {
        relation: read(row)?.seen_from(side),
        name: row.get(11)?,
        kind: column(row, 12)?,
        vip: row.get(13)?,
        restricted: row.get(14)?,
        phone: if row.is_null(15)? { None } else { Some(read_identifier(row, 15)?) },
    })
}

pub fn find(tx: &mut Tx<'_>, id: RelationId) -> Result<Option<Relation>, DbError> {
    tx.find(relations!("WHERE id = $1"), &params![id], read)
}

/// A relation with the other side, read by the side that it names first.
pub fn find_related(tx: &mut Tx<'_>, of: &Relation, today: Date) -> Result<Option<Related>, DbError> {
    tx.find(related!("AND r.id = $3"), &params![of.customer, today.to_string(), of.id], |row| {
        read_related(row, of.customer)
    })
}

/// What two customers are to each other.
pub fn list_between(tx: &mut Tx<'_>, one: CustomerId, other: CustomerId) -> Result<Vec<Relation>, DbError> {
    tx.query(
        relations!(
            "WHERE (customer_id IN ",
            of_card!("$1"),
            " AND other_id IN ",
            of_card!("$2"),
            ") OR (customer_id IN ",
            of_card!("$2"),
            " AND other_id IN ",
            of_card!("$1"),
            ")"
        ),
        &params![one, other],
        read,
    )
}

/// Those that are shown, newest first.
pub fn list(
    tx: &mut Tx<'_>,
    customer: CustomerId,
    today: Date,
    page: &Page,
) -> Result<Vec<Related>, DbError> {
    let (at, id) = page.after.before_everything();
    tx.query(
        related!(
            "AND r.kind <> 'unrelated' AND (r.created_at, r.id) < ($3, $4)
             ORDER BY r.created_at DESC, r.id DESC LIMIT $5"
        ),
        &params![customer, today.to_string(), at, id, page.fetch()],
        |row| read_related(row, customer),
    )
}

/// The newest of them, as a statement of the card's batch.
pub fn newest<'a>(customer: CustomerId, today: Date, limit: i64, found: &'a mut Vec<Related>) -> Stmt<'a> {
    Stmt::new(NEWEST, params![customer, today.to_string(), limit], move |row| {
        found.push(read_related(row, customer)?);
        Ok(())
    })
}

/// All of a customer with the other sides, in the order in which they were added; those too that nobody is shown.
pub fn list_held(tx: &mut Tx<'_>, customer: CustomerId, today: Date) -> Result<Vec<Related>, DbError> {
    tx.query(related!("ORDER BY r.created_at, r.id"), &params![customer, today.to_string()], |row| {
        read_related(row, customer)
    })
}

/// All of a customer, as they were written.
pub fn list_all(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<Relation>, DbError> {
    tx.query(
        relations!(
            "WHERE customer_id IN ",
            of_card!("$1"),
            " OR other_id IN ",
            of_card!("$1"),
            " ORDER BY id"
        ),
        &params![customer],
        read,
    )
}

/// Who is related to some cards, as address books have it.
pub fn exported(
    tx: &mut Tx<'_>,
    ids: impl Iterator<Item = CustomerId>,
) -> Result<HashMap<CustomerId, Vec<exchange::Related>>, DbError> {
    let (ids, mut all): (Vec<CustomerId>, HashMap<_, Vec<_>>) = (ids.collect(), HashMap::new());
    for part in ids.chunks(many::MOST) {
        let values = many::padded(part);
        let places = db::places(values.len());
        let side = |own: &str, other: &str, is_turned: bool| {
            format!(
                "SELECT COALESCE(w.card_id, w.id), r.kind, {is_turned}, c.ref, c.name
                 FROM customers w JOIN relations r ON r.{own} = w.id JOIN customers o ON o.id = r.{other}
                 JOIN customers c ON c.id = COALESCE(o.card_id, o.id)
                 WHERE r.kind <> 'unrelated' AND (w.id IN ({places}) OR w.card_id IN ({places}))
                   AND c.id <> COALESCE(w.card_id, w.id)"
            )
        };
        // Two cards that are one now may have said the same.
        let (one, other) = (side("customer_id", "other_id", false), side("other_id", "customer_id", true));
        let sql = format!("{one} UNION {other} ORDER BY 5, 2");
        tx.each(sql, &values, |row| {
            let (kind, is_turned): (RelationKind, bool) = (column(row, 1)?, row.get(2)?);
            let kind = if is_turned { kind.inverse() } else { kind };
            let one =
                exchange::Related { uid: row.get(3)?, name: row.get(4)?, kind: kind.in_address_books() };
            all.entry(CustomerId(row.get(0)?)).or_default().push(one);
            Ok(())
        })?;
    }
    Ok(all)
}

pub fn insert(tx: &mut Tx<'_>, relation: &Relation) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO relations (id, customer_id, other_id, kind, note, valid_from, valid_to, by_name, version, created_at,
           updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &params![
            relation.id,
            relation.customer,
            relation.other,
            relation.kind,
            relation.note.as_deref(),
            relation.from.map(|day| day.to_string()),
            relation.to.map(|day| day.to_string()),
            relation.by.as_str(),
            relation.version,
            relation.created_at,
            relation.updated_at
        ],
    )?;
    Ok(())
}

/// Stores the new state if the version is still the one that was read.
pub fn update(tx: &mut Tx<'_>, version: i64, relation: &Relation) -> Result<(), DbError> {
    let rows = tx.exec(
        "UPDATE relations SET kind = $2, note = $3, valid_from = $4, valid_to = $5, version = $6, updated_at = $7
         WHERE id = $1 AND version = $8",
        &params![
            relation.id,
            relation.kind,
            relation.note.as_deref(),
            relation.from.map(|day| day.to_string()),
            relation.to.map(|day| day.to_string()),
            relation.version,
            relation.updated_at,
            version
        ],
    )?;
    if rows == 0 { Err(DbError::Stale) } else { Ok(()) }
}

pub fn delete(tx: &mut Tx<'_>, id: RelationId) -> Result<(), DbError> {
    tx.exec("DELETE FROM relations WHERE id = $1", &params![id])?;
    Ok(())
}

/// Somebody with whom a number or address is shared.
#[derive(Clone, Debug)]
pub struct Sharer {
    kind: Kind,
    hint: Hint,
}

/// Who shares a number or address with a person, as a statement of the card's batch.
pub fn sharers<'a>(customer: CustomerId, today: Date, found: &'a mut Vec<Sharer>) -> Stmt<'a> {
    Stmt::new(HINTED, params![customer, today.to_string()], |row| {
        let what: String = row.get(4)?;
        let shares = if row.text(3)? == "number" { Shared::Number(what) } else { Shared::Address(what) };
        let hint = Hint { id: CustomerId(row.get(0)?), name: row.get(2)?, shares };
        found.push(Sharer { kind: column(row, 1)?, hint });
        Ok(())
    })
}

/// Those of them who may live together: each once, and nobody who shares the number of a company.
pub fn hints(found: Vec<Sharer>) -> Vec<Hint> {
    let (people, companies): (Vec<Sharer>, Vec<Sharer>) =
        found.into_iter().partition(|one| one.kind == Kind::Person);
    let is_office = |hint: &Hint| companies.iter().any(|one| one.hint.shares == hint.shares);
    let mut hints: Vec<Hint> = people.into_iter().map(|one| one.hint).filter(|one| !is_office(one)).collect();
    let mut known = BTreeSet::new();
    hints.retain(|hint| known.insert(hint.id));
    hints.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    hints.truncate(HINTS);
    hints
}
