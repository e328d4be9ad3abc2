//! Columns that hold JSON: no query looks into them.

use db::{DbError, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What such a column holds; nothing in it is an empty value.
pub fn read<T: Default + DeserializeOwned>(row: &Row<'_>, index: usize) -> Result<T, DbError> {
    match row.get::<Option<String>>(index)? {
        None => Ok(T::default()),
        Some(text) => serde_json::from_str(&text).map_err(|error| DbError::Driver(error.to_string())),
    }
}

/// A value for such a column.
pub fn text(value: &impl Serialize) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| DbError::Driver(error.to_string()))
}

/// An object for such a column: an empty object is no value.
pub fn object(members: &Map<String, Value>) -> Option<String> {
    (!members.is_empty()).then(|| Value::Object(members.clone()).to_string())
}
