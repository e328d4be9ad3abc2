//! All SQL of splits: what belongs to the customers of a card becomes a new customer's, table by table, as sets.
//!
//! Invariant: the new customer has nothing before, so whatever is theirs after the first statements is what went. What
//! hangs on it follows by that, whatever its number, and no list of ids has to be carried around.

use db::{DbError, Tx, Value, params, places, places_from};
use uuid::Uuid;

use super::Entry;
use super::chosen::Chosen;
use crate::clock::Time;
use crate::customers::cards::of_card;
use crate::id::{ChangeId, CustomerId, InteractionId, RequestId};
use crate::identifiers::Identifier;

/// Ids of one statement.
const TOGETHER: usize = 500;

/// The contacts that went, as a subquery.
macro_rules! contacts {
    () => {
        "(SELECT id FROM interactions WHERE customer_id = $1)"
    };
}

/// Everything of the new customer that the change history tells of.
macro_rules! entities {
    () => {
        concat!(
            "(SELECT id FROM interactions WHERE customer_id = $1
              UNION ALL SELECT m.id FROM interactions i JOIN messages m ON m.interaction_id = i.id WHERE i.customer_id = $1
              UNION ALL SELECT a.id FROM interactions i JOIN messages m ON m.interaction_id = i.id
                JOIN attachments a ON a.message_id = m.id WHERE i.customer_id = $1
              UNION ALL SELECT c.id FROM interactions i JOIN comments c ON c.interaction_id = i.id WHERE i.customer_id = $1
              UNION ALL SELECT id FROM identity_checks WHERE customer_id = $1
              UNION ALL SELECT id FROM confirmations WHERE customer_id = $1
              UNION ALL SELECT id FROM notes WHERE customer_id = $1
              UNION ALL SELECT id FROM requests WHERE customer_id = $1
              UNION ALL SELECT id FROM promises WHERE customer_id = $1
              UNION ALL SELECT id FROM files WHERE customer_id = $1
              UNION ALL SELECT id FROM records WHERE customer_id = $1)"
        )
    };
}

/// Which of these entries are on a card, in no order.
pub fn among(
    tx: &mut Tx<'_>,
    card: CustomerId,
    entry: Entry,
    ids: &[Uuid],
    now: Time,
) -> Result<Vec<Uuid>, DbError> {
    let mut found = Vec::with_capacity(ids.len());
    for part in ids.chunks(TOGETHER) {
        let mut values = params![card].to_vec();
        let there = match entry {
            Entry::Files => " AND deleted_at IS NULL",
            Entry::Notes => {
                values.push(now.into());
                " AND (expires_at IS NULL OR expires_at > $2)"
            }
            _ => "",
        };
        let sql = format!(
            "SELECT id FROM {} WHERE id IN ({}) AND customer_id IN {}{there}",
            entry.as_str(),
            places_from(values.len() + 1, part.len()),
            of_card!("$1"),
        );
        values.extend(part.iter().map(Value::from));
        found.extend(tx.query(sql, &values, |row| row.get::<Uuid>(0))?);
    }
    Ok(found)
}

/// The requests with everything that they were merged into or that was merged into them, on whichever card.
pub fn with_merged(tx: &mut Tx<'_>, ids: &[Uuid]) -> Result<Vec<Uuid>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "WITH RECURSIVE all_of (id) AS (
           SELECT id FROM requests WHERE id IN ({})
           UNION SELECT CASE WHEN m.request_id = a.id THEN m.into_id ELSE m.request_id END
             FROM all_of a JOIN request_merges m ON m.request_id = a.id OR m.into_id = a.id)
         SELECT id FROM all_of",
        places(ids.len())
    );
    tx.query(sql, &ids.iter().map(Value::from).collect::<Vec<_>>(), |row| row.get(0))
}

/// Gives entries of a card to the new customer, by their ids.
pub fn give(
    tx: &mut Tx<'_>,
    new: CustomerId,
    card: CustomerId,
    entry: Entry,
    ids: &[Uuid],
    at: Time,
) -> Result<(), DbError> {
    // What a note says of its time is when it was written.
    let updated = if entry == Entry::Notes { "" } else { ", updated_at = $3" };
    for part in ids.chunks(TOGETHER) {
        let mut values = params![new, card].to_vec();
        if entry != Entry::Notes {
            values.push(at.into());
        }
        let sql = format!(
            "UPDATE {} SET customer_id = $1, version = version + 1{updated} WHERE customer_id IN {} AND id IN ({})",
            entry.as_str(),
            of_card!("$2"),
            places_from(values.len() + 1, part.len())
        );
        values.extend(part.iter().map(Value::from));
        tx.exec(sql, &values)?;
    }
    Ok(())
}

/// Gives the contacts on an identifier to the new customer. `any_extension`: those of the whole number, since nobody on
/// the card has it any more.
pub fn give_contacts_of(
    tx: &mut Tx<'_>,
    new: CustomerId,
    card: CustomerId,
    identifier: &Identifier,
    any_extension: bool,
    at: Time,
) -> Result<(), DbError> {
    let extension = identifier.extension.as_deref().unwrap_or_default();
    tx.exec(
        concat!(
            "UPDATE interactions SET customer_id = $1, version = version + 1, updated_at = $3 WHERE customer_id IN ",
            of_card!("$2"),
            " AND identifier_kind = $4 AND identifier_value = $5 AND ($6 OR COALESCE(identifier_extension, '') = $7)"
        ),
        &params![new, card, at, identifier.kind, identifier.value.as_str(), any_extension, extension],
    )?;
    Ok(())
}

/// How many contacts a card has on an identifier.
pub fn count_contacts_of(
    tx: &mut Tx<'_>,
    card: CustomerId,
    identifier: &Identifier,
    any_extension: bool,
) -> Result<i64, DbError> {
    let extension = identifier.extension.as_deref().unwrap_or_default();
    tx.get(
        concat!(
            "SELECT COUNT(*) FROM interactions WHERE customer_id IN ",
            of_card!("$1"),
            " AND identifier_kind = $2 AND identifier_value = $3 AND ($4 OR COALESCE(identifier_extension, '') = $5)"
        ),
        &params![card, identifier.kind, identifier.value.as_str(), any_extension, extension],
        |row| row.get(0),
    )
}

/// How many contacts and promises of a card would go: those that are chosen, of chosen identifiers, under chosen requests,
/// and what was promised in them.
pub fn going(
    tx: &mut Tx<'_>,
    card: CustomerId,
    chosen: &Chosen,
    contacts_of_identifiers: bool,
) -> Result<(i64, i64), DbError> {
    let mut values: Vec<Value> = params![card].into();
    let mut place = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let mut list = |ids: &[Uuid]| ids.iter().map(|id| place(id.into())).collect::<Vec<_>>().join(", ");
    let [contacts, requests, promises] =
        [Entry::Interactions, Entry::Requests, Entry::Promises].map(|entry| list(chosen.ids(entry)));
    let mut any = vec![format!("i.id IN ({contacts})"), format!("i.request_id IN ({requests})")];
    for one in chosen.identifiers.iter().filter(|_| contacts_of_identifiers) {
        let identifier = &one.identifier;
        let (kind, value) = (place(identifier.kind.into()), place(identifier.value.as_str().into()));
        let mut of = format!("i.identifier_kind = {kind} AND i.identifier_value = {value}");
        if !chosen.is_whole(identifier) {
            let extension = place(identifier.extension.as_deref().unwrap_or_default().into());
            of.push_str(&format!(" AND COALESCE(i.identifier_extension, '') = {extension}"));
        }
        any.push(format!("({of})"));
    }
    any.retain(|one| !one.ends_with("()"));
    let these = match any.is_empty() {
        true => "1 = 0".to_owned(),
        false => any.join(" OR "),
    };
    let of_card = of_card!("$1");
    let contacts = format!("FROM interactions i WHERE i.customer_id IN {of_card} AND ({these})");
    let mut theirs = vec![format!("p.id IN ({promises})"), format!("p.request_id IN ({requests})")];
    theirs.retain(|one| !one.ends_with("()"));
    theirs.push(format!("p.interaction_id IN (SELECT i.id {contacts})"));
    let sql = format!(
        "SELECT (SELECT COUNT(*) {contacts}), (SELECT COUNT(*) FROM promises p WHERE p.customer_id IN {of_card} AND ({}))",
        theirs.join(" OR ")
    );
    tx.get(sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The contacts under the requests that went go with them.
pub fn give_contacts_under(
    tx: &mut Tx<'_>,
    new: CustomerId,
    card: CustomerId,
    at: Time,
) -> Result<(), DbError> {
    tx.exec(
        concat!(
            "UPDATE interactions SET customer_id = $1, version = version + 1, updated_at = $3 WHERE customer_id IN ",
            of_card!("$2"),
            " AND request_id IN (SELECT id FROM requests WHERE customer_id = $1)"
        ),
        &params![new, card, at],
    )?;
    Ok(())
}

/// Contacts that went, each with the request of the card under which it stood and stands no longer.
pub fn take_out(
    tx: &mut Tx<'_>,
    new: CustomerId,
    card: CustomerId,
) -> Result<Vec<(RequestId, InteractionId)>, DbError> {
    let left = tx.query(
        concat!(
            "SELECT r.id, i.id FROM interactions i JOIN requests r ON r.id = i.request_id
             WHERE i.customer_id = $1 AND r.customer_id IN ",
            of_card!("$2"),
            " ORDER BY r.id, i.id"
        ),
        &params![new, card],
        |row| Ok((RequestId(row.get(0)?), InteractionId(row.get(1)?))),
    )?;
    if !left.is_empty() {
        tx.exec(
            concat!(
                "UPDATE interactions SET request_id = NULL WHERE customer_id = $1 AND request_id IN
                   (SELECT id FROM requests WHERE customer_id IN ",
                of_card!("$2"),
                ")"
            ),
            &params![new, card],
        )?;
    }
    Ok(left)
}

/// Puts contacts of a card under the requests again from which a split took them, as far as nobody put them elsewhere.
pub fn put_back(
    tx: &mut Tx<'_>,
    card: CustomerId,
    request: RequestId,
    contacts: &[InteractionId],
) -> Result<(), DbError> {
    for part in contacts.chunks(TOGETHER) {
        let mut values = params![request, card].to_vec();
        let sql = format!(
            "UPDATE interactions SET request_id = $1, version = version + 1 WHERE request_id IS NULL AND customer_id IN {}
               AND id IN ({}) AND EXISTS (SELECT 1 FROM requests WHERE id = $1)",
            of_card!("$2"),
            places_from(values.len() + 1, part.len())
        );
        values.extend(part.iter().map(|id| Value::from(*id)));
        tx.exec(sql, &values)?;
    }
    Ok(())
}

/// What hangs on the contacts and requests that went goes with them: promises, identity checks, confirmations, lines of
/// rails, drafts.
pub fn follow(tx: &mut Tx<'_>, new: CustomerId, card: CustomerId) -> Result<(), DbError> {
    for sql in [
        concat!(
            "UPDATE promises SET customer_id = $1, version = version + 1 WHERE customer_id IN ",
            of_card!("$2"),
            " AND (interaction_id IN ",
            contacts!(),
            " OR request_id IN (SELECT id FROM requests WHERE customer_id = $1))"
        ),
        concat!(
            "UPDATE identity_checks SET customer_id = $1 WHERE customer_id IN ",
            of_card!("$2"),
            " AND interaction_id IN ",
            contacts!()
        ),
        // What was denied stays said of whom it was said. Of several customers of the card the last word goes.
        concat!(
            "UPDATE confirmations SET customer_id = $1 WHERE verdict = 'confirmed' AND customer_id IN ",
            of_card!("$2"),
            " AND interaction_id IN ",
            contacts!(),
            " AND NOT EXISTS (SELECT 1 FROM confirmations l WHERE l.interaction_id = confirmations.interaction_id
                AND l.verdict = 'confirmed' AND l.customer_id IN ",
            of_card!("$2"),
            " AND (l.at > confirmations.at OR l.at = confirmations.at AND l.id > confirmations.id))"
        ),
        concat!(
            "UPDATE openings SET customer_id = $1 WHERE customer_id IN ",
            of_card!("$2"),
            " AND interaction_id IN ",
            contacts!()
        ),
        concat!(
            "UPDATE drafts SET customer_id = $1 WHERE customer_id IN ",
            of_card!("$2"),
            " AND interaction_id IN ",
            contacts!()
        ),
    ] {
        tx.exec(sql, &params![new, card])?;
    }
    Ok(())
}

/// The history and its counts follow the contacts.
pub fn follow_history(tx: &mut Tx<'_>, new: CustomerId, card: CustomerId) -> Result<(), DbError> {
    tx.exec(
        concat!(
            "UPDATE history SET customer_id = $1 WHERE customer_id IN ",
            of_card!("$2"),
            " AND id IN ",
            contacts!()
        ),
        &params![new, card],
    )?;
    tx.exec(
        concat!(
            "UPDATE history_counts SET
               count = (SELECT COUNT(*) FROM history h
                 WHERE h.customer_id = history_counts.customer_id AND h.channel = history_counts.channel),
               outgoing = (SELECT COUNT(*) FROM history h
                 WHERE h.customer_id = history_counts.customer_id AND h.channel = history_counts.channel AND h.direction = 'out')
             WHERE customer_id IN ",
            of_card!("$1")
        ),
        &params![card],
    )?;
    tx.exec(
        "INSERT INTO history_counts (customer_id, channel, count, outgoing)
           SELECT customer_id, channel, COUNT(*), COUNT(CASE WHEN direction = 'out' THEN 1 END) FROM history
           WHERE customer_id = $1 GROUP BY customer_id, channel
         ON CONFLICT (customer_id, channel) DO UPDATE SET count = excluded.count, outgoing = excluded.outgoing",
        &params![new],
    )?;
    Ok(())
}

/// What the change history of the card tells of all that went is told on the new one.
pub fn follow_changes(tx: &mut Tx<'_>, new: CustomerId, card: CustomerId) -> Result<(), DbError> {
    tx.exec(
        concat!(
            "UPDATE changes SET customer_id = $1 WHERE customer_id IN ",
            of_card!("$2"),
            " AND entity_id IN ",
            entities!()
        ),
        &params![new, card],
    )?;
    Ok(())
}

/// The contacts that went and are not over.
pub fn live(tx: &mut Tx<'_>, new: CustomerId) -> Result<Vec<InteractionId>, DbError> {
    tx.query(
        "SELECT id FROM interactions WHERE customer_id = $1 AND state <> 'closed' ORDER BY id",
        &params![new],
        |row| Ok(InteractionId(row.get(0)?)),
    )
}

/// How many entries of a kind a customer has: of the new one, how many went.
pub fn count(tx: &mut Tx<'_>, new: CustomerId, entry: Entry) -> Result<i64, DbError> {
    let sql = format!("SELECT COUNT(*) FROM {} WHERE customer_id = $1", entry.as_str());
    tx.get(sql, &params![new], |row| row.get(0))
}

/// The card from which a customer was split off, and the entry that tells of it there.
pub fn find(tx: &mut Tx<'_>, created: CustomerId) -> Result<Option<(CustomerId, ChangeId)>, DbError> {
    tx.find(
        "SELECT customer_id, id FROM changes
         WHERE entity_id = $1 AND entity = 'split' AND action = 'create' AND customer_id <> $1 ORDER BY at, id LIMIT 1",
        &params![created],
        |row| Ok((CustomerId(row.get(0)?), ChangeId(row.get(1)?))),
    )
}
