//! The queue: all pairs of cards that may be one, for whoever cleans up the base.

use db::Tx;
use linkage::Comparison;
use serde::Deserialize;
use utoipa::IntoParams;

use super::api::TierWord;
use super::pairs::{self, Filter, Pair};
use crate::author::Author;
use crate::customers::{Customer, many};
use crate::error::AppResult;
use crate::http::paging::{Listed, Page};
use crate::id::{CustomerId, ImportId, PairId};
use crate::restrictions;

/// A pair as its reader sees it.
#[derive(Clone, Debug)]
pub struct Suggested {
    pub id: PairId,
    pub one: Customer,
    pub other: Customer,
    /// Without reasons for who is told the names alone.
    pub comparison: Comparison,
}

/// Which part of the queue is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct QueueQuery {
    /// Pairs that are so sure alone.
    pub tier: Option<TierWord>,
    /// Pairs with a customer whom this import made alone.
    #[param(value_type = Option<String>)]
    pub import: Option<ImportId>,
    /// 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<i64>,
    /// `next` of the part before.
    pub after: Option<String>,
}

impl QueueQuery {
    pub fn filter(&self) -> Filter {
        Filter { import: self.import, ..Filter::tier(self.tier.map(TierWord::tier)) }
    }

    /// # Errors
    /// `Invalid`.
    pub fn page(&self) -> AppResult<Page> {
        Page::read(self.limit, self.after.as_deref(), 50, true)
    }
}

/// A part of the queue, the surest first. Hidden customers are in none.
pub fn list(tx: &mut Tx<'_>, reader: &Author, filter: &Filter, page: &Page) -> AppResult<Listed<Suggested>> {
    let listed = page.list(pairs::list(tx, filter, page)?, Pair::cursor);
    Ok(Listed { items: suggested(tx, reader, listed.items)?, next: listed.next })
}

fn suggested(tx: &mut Tx<'_>, reader: &Author, pairs: Vec<Pair>) -> AppResult<Vec<Suggested>> {
    let mut ids: Vec<CustomerId> = pairs.iter().flat_map(|pair| [pair.one, pair.other]).collect();
    ids.sort_unstable();
    ids.dedup();
    let customers = many::list_by_ids(tx, &ids)?;
    let customer = |id| customers.iter().find(|one| one.id == id);
    let hides = restrictions::hides_from(reader);
    let suggested = |pair: Pair| {
        let (one, other) = (customer(pair.one)?, customer(pair.other)?);
        let mut comparison = pair.comparison.clone();
        if hides && (one.restricted || other.restricted) {
            // What two have in common tells of both.
            comparison.reasons.clear();
        }
        let (one, other) = (one.clone().seen_by(reader), other.clone().seen_by(reader));
        Some(Suggested { id: pair.id, one, other, comparison })
    };
    Ok(pairs.into_iter().filter_map(suggested).collect())
}
