//! What of a text stands in the index, and making the index anew when the rules have changed.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Kind, Text, store};
use crate::error::AppResult;
use crate::id::CustomerId;
use crate::projection::{Made, Projection};
use crate::search::words::words;
use crate::words::Channel;

/// The rules are those in here and in `search::words`.
pub const INDEX: Projection = Projection { table: "texts_rules", rules: 2 };

/// Bytes of distinct words that a text is found by: PostgreSQL takes a megabyte, and nobody reads as much.
const MOST: usize = 400_000;
/// Interactions, notes, requests and promises of one chunk when the index is made anew.
const CHUNK: i64 = 500;
/// What tells texts of the same millisecond apart.
const SAME: u64 = 20;

/// What stands in the index for a customer. No word of a text begins so.
pub fn of_customer(customer: CustomerId) -> String {
    format!("#{}", customer.0.simple())
}

pub fn of_channel(channel: Channel) -> String {
    format!("#{channel}")
}

/// What stands in the index for a note, where others have their channel.
pub const NOTE: &str = "#note";
/// The same for a request.
pub const REQUEST: &str = "#request";
/// The same for a promise.
pub const PROMISE: &str = "#promise";

/// Everything that a text is found by, each once, white space between.
pub fn words_of(text: &Text) -> String {
    let mut length = 0;
    let mut all: BTreeSet<String> = BTreeSet::new();
    for word in words(&text.content) {
        let more = word.len();
        if all.insert(word) {
            length += more + 1;
        }
        if length > MOST {
            break;
        }
    }
    let other = match text.kind {
        Kind::Request => REQUEST,
        Kind::Promise => PROMISE,
        _ => NOTE,
    };
    all.insert(text.channel.map_or_else(|| other.to_owned(), of_channel));
    all.extend(text.customer.map(of_customer));
    all.into_iter().collect::<Vec<_>>().join(" ")
}

/// Where a text stands among all: by time, so that the index is read newest first without sorting.
pub fn place(text: &Text) -> i64 {
    // Times at the ends of the calendar stand together there.
    let millis = text.at.micros().div_euclid(1_000).clamp(-(1 << 42), (1 << 42) - 1);
    let within = i64::try_from(text.id.as_u128() & ((1 << SAME) - 1)).unwrap_or(0);
    (millis << SAME) | within
}

/// Makes the index anew where it was made by other rules. `told` hears of every chunk how many texts it held.
pub async fn renew(db: &db::Db, told: impl FnMut(usize)) -> AppResult<()> {
    let chunk = |tx: &mut db::Tx<'_>, after: Option<Uuid>| {
        if after.is_none() {
            store::clear(tx)?;
        }
        let ids = store::list_sources(tx, after.unwrap_or_default(), CHUNK)?;
        let mut count = 0;
        if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
            let texts = store::sources(tx, *first, *last)?;
            store::replace(tx, &texts)?;
            count = texts.len();
        }
        Ok(Made { count, last: ids.last().copied() })
    };
    INDEX.renew(db, chunk, told).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Time;
    use crate::id::InteractionId;

    fn text(at: i64, content: String) -> Text {
        Text {
            kind: Kind::Message,
            id: Uuid::max(),
            interaction: Some(InteractionId(Uuid::nil())),
            customer: None,
            channel: Some(Channel::Email),
            at: Time::from_micros(at),
            content,
        }
    }

    #[test]
    fn newer_is_higher_and_the_ends_of_the_calendar_have_a_place() {
        let times = [i64::MIN, -1, 0, 999, 1_000, 1_800_000_000_000_000, i64::MAX];
        let places: Vec<i64> = times.iter().map(|at| place(&text(*at, String::new()))).collect();
        assert!(places.is_sorted(), "{places:?}");
        assert_eq!(places[2], places[3]);
        assert!(places[3] < places[4]);
    }

    #[test]
    fn a_text_of_any_length_stands_in_the_index() {
        assert_eq!(words_of(&text(0, "Ja, ja: Müller".into())), "#email ja muller");
        let long: String = (0..200_000).map(|n| format!("w{n} ")).collect();
        assert!(words_of(&text(0, long)).len() < MOST + 100);
    }
}
