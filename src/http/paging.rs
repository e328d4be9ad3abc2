//! Lists page by key, never by offset: a cursor is the key of the last row, `(number, id)`, opaque outside.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::clock::Time;
use crate::error::{AppError, AppResult};

pub const MOST: i64 = 200;

/// The key of a row: what the list is ordered by, and the id that settles ties.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cursor {
    pub key: String,
    pub id: Uuid,
}

impl Cursor {
    pub fn new(at: Time, id: Uuid) -> Cursor {
        Cursor { key: at.micros().to_string(), id }
    }

    pub fn text(key: impl Into<String>, id: Uuid) -> Cursor {
        Cursor { key: key.into(), id }
    }

    /// As it is given to a caller.
    pub fn encode(&self) -> String {
        let mut bytes = self.id.as_bytes().to_vec();
        bytes.extend_from_slice(self.key.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    fn decode(text: &str) -> Option<Cursor> {
        let bytes = URL_SAFE_NO_PAD.decode(text.get(..4_096).unwrap_or(text)).ok()?;
        let id = Uuid::from_slice(bytes.get(..16)?).ok()?;
        let key = String::from_utf8(bytes.get(16..)?.to_vec()).ok()?;
        (!key.contains('\0')).then_some(Cursor { key, id })
    }
}

/// Where a list goes on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct After(Option<Cursor>);

impl After {
    pub fn of(last: Cursor) -> After {
        After(Some(last))
    }

    /// The bound `(at, id) < …` of a list that is newest first.
    pub fn before_everything(&self) -> (i64, Uuid) {
        match &self.0 {
            Some(cursor) => (cursor.key.parse().unwrap_or(i64::MAX), cursor.id),
            None => (i64::MAX, Uuid::max()),
        }
    }

    /// The bound `(at, id) > …` of a list that is oldest first.
    pub fn after_oldest(&self) -> (i64, Uuid) {
        match &self.0 {
            Some(cursor) => (cursor.key.parse().unwrap_or(i64::MAX), cursor.id),
            None => (i64::MIN, Uuid::nil()),
        }
    }

    /// The bound `(text, id) > …` of a list in alphabetical order.
    pub fn after_nothing(&self) -> (String, Uuid) {
        match &self.0 {
            Some(cursor) => (cursor.key.clone(), cursor.id),
            None => (String::new(), Uuid::nil()),
        }
    }

    pub fn cursor(&self) -> Option<&Cursor> {
        self.0.as_ref()
    }

    pub fn is_first(&self) -> bool {
        self.0.is_none()
    }
}

/// What part of a list is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    pub limit: i64,
    pub after: After,
}

/// The query members of a list that is asked for nothing else.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next` of the part before.
    after: Option<String>,
}

impl PageQuery {
    /// 50 if nothing is said. `numeric` lists refuse a cursor of an alphabetical one.
    pub fn page(&self, numeric: bool) -> AppResult<Page> {
        Page::read(self.limit, self.after.as_deref(), 50, numeric)
    }
}

/// A part of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Listed<T> {
    pub items: Vec<T>,
    /// Give it as `after` for the next part; null at the end.
    pub next: Option<String>,
}

impl Page {
    pub fn first(limit: i64) -> Page {
        Page { limit, after: After::default() }
    }

    /// The same of a list that is newest first, from what was before a time on; a cursor is there already.
    pub fn before(self, at: Option<Time>) -> Page {
        match at {
            Some(at) if self.after.is_first() => {
                Page { after: After(Some(Cursor::new(at, Uuid::nil()))), ..self }
            }
            _ => self,
        }
    }

    /// Reads `limit` (1 to 200) and `after`. `numeric` lists refuse a cursor of an alphabetical one.
    pub fn read(limit: Option<i64>, after: Option<&str>, default: i64, numeric: bool) -> AppResult<Page> {
        let limit = limit.unwrap_or(default);
        if !(1..=MOST).contains(&limit) {
            return Err(AppError::Invalid(vec![
                crate::error::FieldError::new("limit", "invalid-limit").with("max", MOST),
            ]));
        }
        let after = match after {
            None => None,
            Some(text) => match Cursor::decode(text) {
                Some(cursor) if !numeric || cursor.key.parse::<i64>().is_ok() => Some(cursor),
                _ => return Err(AppError::invalid("after", "invalid-cursor")),
            },
        };
        Ok(Page { limit, after: After(after) })
    }

    /// How many rows to fetch: one more than asked tells whether there is a next part.
    pub fn fetch(&self) -> i64 {
        self.limit + 1
    }

    /// Cuts what was fetched to the page and makes the cursor of the next.
    pub fn list<T>(&self, mut items: Vec<T>, cursor: impl Fn(&T) -> Cursor) -> Listed<T> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = items.len() > limit;
        items.truncate(limit);
        let next = if more { items.last().map(|last| cursor(last).encode()) } else { None };
        Listed { items, next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_and_a_broken_one_is_refused() {
        let cursor = Cursor::text("żbik", Uuid::max());
        assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor.clone()));
        assert!(Page::read(None, Some(&cursor.encode()), 50, false).is_ok());
        for broken in ["", "x", "!!!!", "AAAA", &"A".repeat(100_000), &cursor.encode()] {
            assert!(Page::read(None, Some(broken), 50, true).is_err(), "{broken:.20}");
        }
        assert!(Page::read(Some(0), None, 50, true).is_err());
        assert!(Page::read(Some(201), None, 50, true).is_err());
    }
}
