//! The closed sets of words that stand in URLs, columns and JSON alike, each spelt once.

/// Declares an enum whose members are words of the API: text, column, JSON and form value are the same.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $member:ident = $word:tt),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        pub enum $name {
            $($(#[$about])* #[serde(rename = $word)] $member,)*
        }
        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$member),*];
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            pub fn as_str(self) -> &'static str {
                match self { $($name::$member => $word,)* }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::words::UnknownWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text { $($word => Ok($name::$member),)* _ => Err($crate::words::UnknownWord { expected: Self::WORDS }) }
            }
        }
        impl From<$name> for db::Value {
            fn from(word: $name) -> Self {
                db::Value::Text(word.as_str().to_owned())
            }
        }
    };
}
pub(crate) use words;

/// A word that is not of its set.
#[derive(Clone, Debug, thiserror::Error)]
#[error("expected one of: {}", expected.join(", "))]
pub struct UnknownWord {
    pub expected: &'static [&'static str],
}

/// Reads a column that holds a word; anything else in it is a broken database.
pub fn column<T: std::str::FromStr<Err = UnknownWord>>(
    row: &db::Row<'_>,
    index: usize,
) -> Result<T, db::DbError> {
    let text = row.text(index)?;
    text.parse().map_err(|error| db::DbError::Driver(format!("column {index} holds {text:?}: {error}")))
}

words! {
    /// The way an interaction comes.
    Channel { Call = "call", Chat = "chat", Email = "email", Sms = "sms", Social = "social" }
}
words! {
    /// Who began: the customer (`in`) or we (`out`).
    Direction { In = "in", Out = "out" }
}
words! {
    /// How far an interaction is; it never goes back.
    State { Offered = "offered", Active = "active", WrapUp = "wrap_up", Closed = "closed" }
}
words! {
    /// What a look-up by identifier found.
    Outcome { One = "one", Many = "many", None = "none" }
}
words! {
    /// What a person or token may do.
    Role { Agent = "agent", Supervisor = "supervisor", Administrator = "administrator" }
}
