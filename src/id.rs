//! Ids: UUID version 7 (RFC 9562), so that they sort by the time they were made; one type each, so that they are not mixed up.

use uuid::{NoContext, Timestamp, Uuid};

use crate::clock::Time;

/// A new id for something made at `now`.
pub fn new_uuid(now: Time) -> Uuid {
    let micros = now.micros().max(0).unsigned_abs();
    let nanos = u32::try_from(micros % 1_000_000 * 1_000).unwrap_or(0);
    Uuid::new_v7(Timestamp::from_unix(NoContext, micros / 1_000_000, nanos))
}

/// Declares a newtype id with everything a column, a path and a JSON member need.
macro_rules! id {
    ($(#[$doc:meta] $name:ident),* $(,)?) => {$(
        #[$doc]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = String)]
        pub struct $name(pub uuid::Uuid);

        impl $name {
            pub fn new(now: $crate::clock::Time) -> Self {
                Self($crate::id::new_uuid(now))
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                // One spelling only: an id that is compared as text elsewhere must not have two.
                match uuid::Uuid::try_parse(text) {
                    Ok(id) if text.len() == 36 => Ok(Self(id)),
                    Ok(_) => Err(uuid::Uuid::try_parse("").unwrap_err()),
                    Err(error) => Err(error),
                }
            }
        }
        impl From<$name> for db::Value {
            fn from(id: $name) -> Self {
                db::Value::Uuid(id.0)
            }
        }
        impl maud::Render for $name {
            fn render_to(&self, buffer: &mut String) {
                use std::fmt::Write;
                let _ = write!(buffer, "{}", self.0);
            }
        }
    )*};
}

id! {
    /// A customer: a person or a company.
    CustomerId,
    /// One contact on one channel.
    InteractionId,
    /// One text of an interaction.
    MessageId,
    /// A remark on an interaction.
    CommentId,
    /// A person who logs in.
    AgentId,
    /// A team of agents.
    TeamId,
    /// An API token.
    TokenId,
    /// A customer or interaction that stands in an agent's rail.
    OpeningId,
    /// An entry of the change history.
    ChangeId,
}
