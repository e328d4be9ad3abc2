//! Rows of either database, read by position into plain Rust types.

use tokio_postgres::types::{FromSql, Type};
use uuid::Uuid;

use crate::DbError;

/// One row, valid while the mapping closure runs. Columns count from 0.
pub struct Row<'a>(Inner<'a>);

enum Inner<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl<'a> Row<'a> {
    pub(crate) fn sqlite(row: &'a rusqlite::Row<'a>) -> Self {
        Row(Inner::Sqlite(row))
    }

    pub(crate) fn postgres(row: &'a tokio_postgres::Row) -> Self {
        Row(Inner::Postgres(row))
    }

    /// Column `index` as a `T`; [`DbError::Driver`] if it is missing, `NULL` or of another type.
    pub fn get<T: FromColumn>(&self, index: usize) -> Result<T, DbError> {
        T::from_column(self, index)
    }

    /// Column `index` as text, without a copy.
    pub fn text(&self, index: usize) -> Result<&str, DbError> {
        match self.0 {
            Inner::Sqlite(row) => {
                row.get_ref(index).map_err(mismatch(index))?.as_str().map_err(mismatch(index))
            }
            Inner::Postgres(row) => row.try_get(index).map_err(mismatch(index)),
        }
    }

    /// Whether column `index` is `NULL`.
    pub fn is_null(&self, index: usize) -> Result<bool, DbError> {
        match self.0 {
            Inner::Sqlite(row) => {
                let value = row.get_ref(index).map_err(mismatch(index))?;
                Ok(value.data_type() == rusqlite::types::Type::Null)
            }
            Inner::Postgres(row) => {
                row.try_get::<_, Option<Present>>(index).map(|value| value.is_none()).map_err(mismatch(index))
            }
        }
    }
}

/// A type that can be read from a column. Newtypes read what they wrap and convert:
///
/// ```
/// struct CustomerId(uuid::Uuid);
///
/// impl db::FromColumn for CustomerId {
///     fn from_column(row: &db::Row<'_>, index: usize) -> Result<Self, db::DbError> {
///         row.get(index).map(CustomerId)
///     }
/// }
/// ```
pub trait FromColumn: Sized {
    /// Reads column `index` of `row`.
    fn from_column(row: &Row<'_>, index: usize) -> Result<Self, DbError>;
}

impl<T: FromColumn> FromColumn for Option<T> {
    fn from_column(row: &Row<'_>, index: usize) -> Result<Self, DbError> {
        if row.is_null(index)? { Ok(None) } else { T::from_column(row, index).map(Some) }
    }
}

macro_rules! from_column {
    ($($type:ty => $sqlite:ty as |$a:ident| $from_sqlite:expr,
        $postgres:ty as |$b:ident| $from_postgres:expr;)+) => {
        $(impl FromColumn for $type {
            fn from_column(row: &Row<'_>, index: usize) -> Result<Self, DbError> {
                match row.0 {
                    Inner::Sqlite(row) => {
                        let $a: $sqlite = row.get(index).map_err(mismatch(index))?;
                        $from_sqlite
                    }
                    Inner::Postgres(row) => {
                        let $b: $postgres = row.try_get(index).map_err(mismatch(index))?;
                        $from_postgres
                    }
                }
                .map_err(mismatch(index))
            }
        })+
    };
}

from_column! {
    bool => bool as |value| plain(value), bool as |value| plain(value);
    i64 => i64 as |value| plain(value), Integer as |value| plain(value.0);
    i32 => i64 as |value| i32::try_from(value), Integer as |value| i32::try_from(value.0);
    u32 => i64 as |value| u32::try_from(value), Integer as |value| u32::try_from(value.0);
    f64 => f64 as |value| plain(value), f64 as |value| plain(value);
    String => String as |value| plain(value), String as |value| plain(value);
    Uuid => [u8; 16] as |value| plain(Uuid::from_bytes(value)), Uuid as |value| plain(value);
    Vec<u8> => Vec<u8> as |value| plain(value), Vec<u8> as |value| plain(value);
}

fn plain<T>(value: T) -> Result<T, std::convert::Infallible> {
    Ok(value)
}

/// Says which column, and why in the driver's words. Those name types, never values.
fn mismatch<E: std::error::Error>(index: usize) -> impl FnOnce(E) -> DbError {
    move |error| {
        let cause = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        DbError::Driver(format!("column {index}: {cause}"))
    }
}

type Failure = Box<dyn std::error::Error + Sync + Send>;

/// Any of PostgreSQL's integers: counts are BIGINT, but literals and some functions are INTEGER.
struct Integer(i64);

impl<'a> FromSql<'a> for Integer {
    fn from_sql(found: &Type, raw: &'a [u8]) -> Result<Self, Failure> {
        match *found {
            Type::INT2 => i16::from_sql(found, raw).map(|value| Integer(value.into())),
            Type::INT4 => i32::from_sql(found, raw).map(|value| Integer(value.into())),
            _ => i64::from_sql(found, raw).map(Integer),
        }
    }

    fn accepts(found: &Type) -> bool {
        matches!(*found, Type::INT2 | Type::INT4 | Type::INT8)
    }
}

/// A value of any type that is not `NULL`.
struct Present;

impl<'a> FromSql<'a> for Present {
    fn from_sql(_: &Type, _: &'a [u8]) -> Result<Self, Failure> {
        Ok(Present)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}
