//! The definitions of an entity at work: what may be written under which key, what must be, and what is hidden.
//!
//! Invariant: what stands already stays as it is when it comes back unchanged, or masked: it is not this change that
//! brought it.

use db::Tx;
use serde_json::{Map, Value};

use super::value::{self, is_empty};
use super::{Field, Kind};
use crate::check::Check;
use crate::customers;
use crate::error::{AppResult, FieldError};
use crate::id::{CustomerId, FieldSetId};
use crate::national_ids;
use crate::words::Role;

/// What stands for a masked value; how long it is stays hidden too.
pub const MASK: &str = "••••••";

/// Puts the mask over a value, if there is one.
pub fn hide(fields: &mut Map<String, Value>, key: &str) {
    if let Some(value) = fields.get_mut(key).filter(|value| !is_empty(value)) {
        *value = Value::from(MASK);
    }
}

/// The fields of one entity or of one record group, in the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Definitions(pub Vec<Headed>);

/// Fields under their heading, archived ones too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headed {
    pub set: FieldSetId,
    pub name: String,
    pub fields: Vec<Field>,
}

/// What of the required fields is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Required {
    /// All of them.
    All,
    /// None may be taken away.
    Kept,
    /// Nothing: what comes out of files and from other systems is better than nothing.
    No,
}

impl Headed {
    pub fn live(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !field.is_archived())
    }
}

impl Definitions {
    fn all(&self) -> impl Iterator<Item = &Field> {
        self.0.iter().flat_map(|set| &set.fields)
    }

    /// Those that hold, in order.
    pub fn live(&self) -> impl Iterator<Item = &Field> {
        self.0.iter().flat_map(Headed::live)
    }

    pub fn find(&self, key: &str) -> Option<&Field> {
        self.live().find(|field| field.key == key)
    }

    /// Whether agents do not see what stands under this key.
    pub fn is_masked(&self, key: &str) -> bool {
        self.all().any(|field| field.masked && field.key == key)
    }

    /// Hides what somebody of this role may not see.
    pub fn mask(&self, role: Role, fields: &mut Map<String, Value>) {
        if national_ids::are_masked_for(role) {
            self.hide(fields);
        }
    }

    /// Hides what is hidden until one asks for it.
    pub fn hide(&self, fields: &mut Map<String, Value>) {
        self.all().filter(|field| field.masked).for_each(|field| hide(fields, &field.key));
    }

    /// Checks values and gives them as they are stored. `before`: those that are there.
    pub fn read(
        &self,
        check: &mut Check,
        given: &Map<String, Value>,
        before: Option<&Map<String, Value>>,
    ) -> Map<String, Value> {
        let (mut read, mut free) = (Map::new(), Map::new());
        for (key, value) in given {
            let known = before.and_then(|before| before.get(key));
            let comes_back = |known: &&Value| **known == *value || (self.is_masked(key) && value == MASK);
            if let Some(known) = known.filter(comes_back) {
                read.insert(key.clone(), known.clone());
            } else if let Some(field) = self.find(key) {
                match value::read(field, &format!("fields.{key}"), value) {
                    Ok(Some(value)) => drop(read.insert(key.clone(), value)),
                    Ok(None) => {}
                    Err(fault) => check.fail(fault),
                }
            } else {
                free.insert(key.clone(), value.clone());
            }
        }
        if check.count("fields", given.len()) {
            check.fields("fields", &free);
        }
        // In the order of their keys, as always.
        read.append(&mut free);
        read
    }

    /// Names the required ones that are missing.
    pub fn demand(
        &self,
        check: &mut Check,
        required: Required,
        given: &Map<String, Value>,
        before: Option<&Map<String, Value>>,
    ) {
        let missing = |field: &&Field| field.required && given.get(&field.key).is_none_or(is_empty);
        for field in self.live().filter(missing) {
            let had = before.is_some_and(|before| before.contains_key(&field.key));
            if required == Required::All || (required == Required::Kept && had) {
                check.fail(FieldError::new(format!("fields.{}", field.key), "invalid-empty"));
            }
        }
    }

    /// Names the values that should be customers and are none.
    pub fn check_customers(
        &self,
        tx: &mut Tx<'_>,
        check: &mut Check,
        read: &Map<String, Value>,
        before: Option<&Map<String, Value>>,
    ) -> AppResult<()> {
        for field in self.live().filter(|field| field.kind == Kind::Customer) {
            let value = read.get(&field.key);
            if value == before.and_then(|before| before.get(&field.key)) {
                continue;
            }
            let id = value.and_then(Value::as_str).and_then(|id| id.parse::<CustomerId>().ok());
            if let Some(id) = id
                && customers::store::find_kind(tx, id)?.is_none()
            {
                check.fail(FieldError::new(format!("fields.{}", field.key), "invalid-customer"));
            }
        }
        Ok(())
    }

    /// The same values in one spelling, those that cannot be read as they are: to compare what was typed.
    pub fn plain(&self, given: &Map<String, Value>, before: &Map<String, Value>) -> Map<String, Value> {
        let plain = |(key, value): (&String, &Value)| {
            let known = before.get(key).filter(|_| self.is_masked(key) && value == MASK);
            let read = self.find(key).and_then(|field| value::read(field, "", value).ok());
            let value = known.cloned().map_or_else(|| read.unwrap_or_else(|| Some(value.clone())), Some)?;
            Some((key.clone(), value))
        };
        given.iter().filter_map(plain).collect()
    }

    /// The customers whom values name.
    pub fn customers(&self, fields: &Map<String, Value>) -> Vec<CustomerId> {
        let named = self.live().filter(|field| field.kind == Kind::Customer && !field.masked);
        named.filter_map(|field| fields.get(&field.key)?.as_str()?.parse().ok()).collect()
    }
}
