//! SQL of the card's own: customers in short, for lists that one picks from and for a voice menu.

use db::{DbError, Tx};
use telephone::Country;

use crate::customers::Kind;
use crate::customers::cards::card_of;
use crate::customers::finding::{self, Filter};
use crate::error::AppResult;
use crate::http::paging::Page;
use crate::id::{AvatarId, CustomerId};
use crate::identifiers::{Identifier, store as identifiers};
use crate::words::column;

/// A customer as a list shows them.
#[derive(Clone, Debug)]
pub struct Hit {
    pub id: CustomerId,
    pub kind: Kind,
    pub name: String,
    pub vip: bool,
    pub avatar: Option<AvatarId>,
    pub company: Option<String>,
    pub city: Option<String>,
    /// The first identifier on the card.
    pub identifier: Option<Identifier>,
}

/// The customers whom these words find, best first.
pub fn find(tx: &mut Tx<'_>, home: Country, words: &str, limit: i64) -> AppResult<Vec<Hit>> {
    let filter = Filter { words: Some(words.to_owned()), hidden: Some(false), ..Filter::default() };
    let ids = finding::find(tx, home, &filter, &Page::first(limit))?.items;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<db::Value> = ids.iter().map(|id| (*id).into()).collect();
    let mut hits = tx.query(
        format!(
            "SELECT i.kind, i.value, i.extension, c.id, c.kind, c.name, c.vip, f.name,
               (SELECT a.city FROM addresses a WHERE a.customer_id = c.id AND a.city IS NOT NULL ORDER BY a.position LIMIT 1),
               r.customer_id IS NOT NULL, c.avatar
             FROM customers c
             LEFT JOIN restrictions r ON r.customer_id = c.id
             LEFT JOIN customers f ON f.id = {}
             LEFT JOIN identifiers i ON i.customer_id = c.id AND i.position =
               (SELECT MIN(l.position) FROM identifiers l WHERE l.customer_id = c.id)
             WHERE c.id IN ({})",
            card_of!("c.company_id"),
            db::places(ids.len())
        ),
        &values,
        |row| {
            let identifier = match row.get::<Option<String>>(0)? {
                Some(_) => Some(identifiers::read_identifier(row, 0)?),
                None => None,
            };
            // Of those who are restricted a search tells the name alone.
            if row.get(9)? {
                let (id, kind, name) = (CustomerId(row.get(3)?), column(row, 4)?, row.get(5)?);
                return Ok(Hit {
                    id,
                    kind,
                    name,
                    vip: false,
                    avatar: None,
                    company: None,
                    city: None,
                    identifier: None,
                });
            }
            Ok(Hit {
                identifier,
                id: CustomerId(row.get(3)?),
                kind: column(row, 4)?,
                name: row.get(5)?,
                vip: row.get(6)?,
                avatar: row.get::<Option<_>>(10)?.map(AvatarId),
                company: row.get(7)?,
                city: row.get(8)?,
            })
        },
    )?;
    hits.sort_by_key(|hit| ids.iter().position(|id| *id == hit.id));
    Ok(hits)
}

/// Login and name of an owner, and a language.
pub type Service = (Option<(String, String)>, Option<String>);

/// By whom these customers are served, if that person can log in, and in which language.
pub fn service(tx: &mut Tx<'_>, ids: &[CustomerId]) -> Result<Vec<Service>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<db::Value> = ids.iter().map(|id| (*id).into()).collect();
    let sql = format!(
        "SELECT o.login, o.name, c.language FROM customers c
         LEFT JOIN agents o ON o.id = c.owner_id AND o.state <> 'disabled' WHERE c.id IN ({})",
        db::places(ids.len())
    );
    tx.query(sql, &values, |row| {
        let owner = row.get::<Option<String>>(0)?.zip(row.get::<Option<String>>(1)?);
        Ok((owner, row.get(2)?))
    })
}
