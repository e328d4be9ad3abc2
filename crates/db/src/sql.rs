//! Statement texts: usually one for both databases, two where they have to differ.

use std::borrow::Cow;

/// The database at the other end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    Sqlite,
    Postgres,
}

/// One statement, its parameters written `$1`, `$2` … in any order and as often as needed.
///
/// Made from `&'static str`, `String` or [`sql!`](crate::sql).
#[derive(Clone, Debug)]
pub struct Sql(Text);

#[derive(Clone, Debug)]
enum Text {
    Both(Cow<'static, str>),
    Each { sqlite: Cow<'static, str>, postgres: Cow<'static, str> },
}

impl Sql {
    /// The text for each database; written as [`sql!`](crate::sql).
    pub fn each(sqlite: impl Into<Cow<'static, str>>, postgres: impl Into<Cow<'static, str>>) -> Self {
        Sql(Text::Each { sqlite: sqlite.into(), postgres: postgres.into() })
    }

    /// [`Sql::each`] for constants.
    pub const fn each_static(sqlite: &'static str, postgres: &'static str) -> Self {
        Sql(Text::Each { sqlite: Cow::Borrowed(sqlite), postgres: Cow::Borrowed(postgres) })
    }

    /// The text for `dialect`.
    pub fn text(&self, dialect: Dialect) -> &str {
        match (&self.0, dialect) {
            (Text::Both(text), _) => text,
            (Text::Each { sqlite, .. }, Dialect::Sqlite) => sqlite,
            (Text::Each { postgres, .. }, Dialect::Postgres) => postgres,
        }
    }
}

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Self {
        Sql(Text::Both(Cow::Borrowed(text)))
    }
}

impl From<String> for Sql {
    fn from(text: String) -> Self {
        Sql(Text::Both(Cow::Owned(text)))
    }
}

impl From<&Sql> for Sql {
    fn from(sql: &Sql) -> Self {
        sql.clone()
    }
}

/// The parameters of a list of `count` values: `$1, $2, $3`, for `IN ({})`.
pub fn places(count: usize) -> String {
    places_from(1, count)
}

/// The same behind other parameters: `first` is the number of the first of the list.
pub fn places_from(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// A statement with a text for each database; of literals also usable in a `const`.
///
/// ```
/// const RANDOM_ID: db::Sql = db::sql! {
///     sqlite: "SELECT randomblob(16)",
///     postgres: "SELECT gen_random_uuid()",
/// };
/// ```
#[macro_export]
macro_rules! sql {
    (sqlite: $sqlite:literal, postgres: $postgres:literal $(,)?) => {
        $crate::Sql::each_static($sqlite, $postgres)
    };
    (sqlite: $sqlite:expr, postgres: $postgres:expr $(,)?) => {
        $crate::Sql::each($sqlite, $postgres)
    };
}
