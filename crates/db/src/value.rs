//! Parameters: one small set of types that both databases store alike.
//!
//! On SQLite a boolean is 0 or 1 and a UUID its 16 bytes. On PostgreSQL a value must fit the type that the
//! server gave its parameter; a mismatch is refused rather than converted, so that both hold the same.

use std::borrow::Cow;

use bytes::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use uuid::Uuid;

/// One parameter of a statement; see [`params!`](crate::params).
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Real(f64),
    Text(String),
    Uuid(Uuid),
    Bytes(Vec<u8>),
}

/// Parameters from anything with a `From` into [`Value`]: `&params![id, name]` for [`Tx`](crate::Tx),
/// `params![id, name]` for [`Stmt`](crate::Stmt).
#[macro_export]
macro_rules! params {
    () => { [] as [$crate::Value; 0] };
    ($($value:expr),+ $(,)?) => { [$($crate::Value::from($value)),+] };
}

macro_rules! from {
    ($($type:ty => |$value:ident| $make:expr),+ $(,)?) => {
        $(impl From<$type> for Value {
            fn from($value: $type) -> Self {
                $make
            }
        })+
    };
}

from! {
    bool => |value| Value::Bool(value),
    i32 => |value| Value::Int(value.into()),
    u32 => |value| Value::Int(value.into()),
    i64 => |value| Value::Int(value),
    f64 => |value| Value::Real(value),
    &str => |value| Value::Text(value.to_owned()),
    &String => |value| Value::Text(value.clone()),
    String => |value| Value::Text(value),
    Cow<'_, str> => |value| Value::Text(value.into_owned()),
    Uuid => |value| Value::Uuid(value),
    &Uuid => |value| Value::Uuid(*value),
    Vec<u8> => |value| Value::Bytes(value),
    &[u8] => |value| Value::Bytes(value.to_vec()),
    &Value => |value| value.clone(),
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::ValueRef;
        let value = match self {
            Value::Null => ValueRef::Null,
            Value::Bool(value) => ValueRef::Integer((*value).into()),
            Value::Int(value) => ValueRef::Integer(*value),
            Value::Real(value) => ValueRef::Real(*value),
            Value::Text(value) => ValueRef::Text(value.as_bytes()),
            Value::Uuid(value) => ValueRef::Blob(value.as_bytes()),
            Value::Bytes(value) => ValueRef::Blob(value),
        };
        Ok(rusqlite::types::ToSqlOutput::Borrowed(value))
    }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        wanted: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Bool(value) if *wanted == Type::BOOL => value.to_sql(wanted, out),
            Value::Int(value) if *wanted == Type::INT8 => value.to_sql(wanted, out),
            Value::Int(value) if *wanted == Type::INT4 => i32::try_from(*value)?.to_sql(wanted, out),
            Value::Int(value) if *wanted == Type::INT2 => i16::try_from(*value)?.to_sql(wanted, out),
            // SQLite turns an integer into a real where the column is one; so does this.
            Value::Int(value) if *wanted == Type::FLOAT8 => (*value as f64).to_sql(wanted, out),
            Value::Real(value) if *wanted == Type::FLOAT8 => value.to_sql(wanted, out),
            Value::Text(value) if <&str as ToSql>::accepts(wanted) => value.to_sql(wanted, out),
            Value::Uuid(value) if *wanted == Type::UUID => value.to_sql(wanted, out),
            Value::Bytes(value) if *wanted == Type::BYTEA => value.as_slice().to_sql(wanted, out),
            other => Err(format!("{} does not fit the type {wanted}", other.kind()).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true // decided with the value at hand
    }

    to_sql_checked!();
}

impl Value {
    fn kind(&self) -> &'static str {
        match self {
            Value::Null => "a null",
            Value::Bool(_) => "a boolean",
            Value::Int(_) => "an integer",
            Value::Real(_) => "a real number",
            Value::Text(_) => "a text",
            Value::Uuid(_) => "a UUID",
            Value::Bytes(_) => "a byte string",
        }
    }
}
