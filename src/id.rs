//! Ids: UUID version 7 (RFC 9562), so that they sort by the time they were made; one type each, so that they are not mixed up.

use std::sync::atomic::{AtomicU32, Ordering};

use uuid::{Builder, Uuid};

use crate::clock::Time;

/// Made in one process: what is made later at the same microsecond sorts later.
static MADE: AtomicU32 = AtomicU32::new(0);

/// A new id for something made at `now`: milliseconds, the microseconds within, a counter of 30 bits, 32 random
/// bits (RFC 9562, 6.2, methods 3 and 1).
pub fn new_uuid(now: Time) -> Uuid {
    let micros = now.micros().max(0).unsigned_abs();
    let within = u16::try_from(micros % 1_000).unwrap_or(0);
    // The variant takes the two upper bits of the third byte: the counter begins below them.
    let made = (MADE.fetch_add(1, Ordering::Relaxed) & 0x3fff_ffff).to_be_bytes();
    let mut bytes = [0_u8; 10];
    bytes[..2].copy_from_slice(&within.to_be_bytes());
    bytes[2..6].copy_from_slice(&made);
    // Fails only where secrets fail too, and those are made of it first.
    let _ = getrandom::fill(&mut bytes[6..]);
    Builder::from_unix_timestamp_millis(micros / 1_000, &bytes).into_uuid()
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
    /// A picture of a customer.
    AvatarId,
    /// One contact on one channel.
    InteractionId,
    /// One text of an interaction.
    MessageId,
    /// Something that came with a message.
    AttachmentId,
    /// A remark on an interaction.
    CommentId,
    /// What was said of who a contact is with.
    ConfirmationId,
    /// A person who logs in.
    AgentId,
    /// A team of agents.
    TeamId,
    /// An API token.
    TokenId,
    /// A customer or interaction that stands in an agent's rail.
    OpeningId,
    /// Cards that were made one.
    MergeId,
    /// Two cards that may be one.
    PairId,
    /// A comparison of all customers with all.
    RunId,
    /// Merges that were done together.
    BatchId,
    /// An entry of the change history.
    ChangeId,
    /// An entry of the access log.
    AccessId,
    /// A file that was brought in.
    ImportId,
    /// A file of a customer.
    FileId,
    /// A list of customers that was kept under a name.
    ListId,
    /// A remark on a customer.
    NoteId,
    /// A field that an administrator defined.
    FieldId,
    /// A set of such fields, or a record group.
    FieldSetId,
    /// An entry of a record group.
    RecordId,
    /// What a customer is to another.
    RelationId,
    /// What a customer wants.
    RequestId,
    /// What somebody was promised.
    PromiseId,
    /// A number or address that is blocked.
    BlockId,
    /// A check of who a customer is, in a contact.
    IdentityCheckId,
    /// A question of such checks.
    IdentityQuestionId,
    /// An erasure, asked for or done: the number of its receipt.
    ErasureId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_in_the_order_in_which_they_were_made() {
        let now = Time::parse("2026-11-21T14:05:00.000123Z").unwrap();
        // More than any counter of 16 bits tells apart.
        let ids: Vec<Uuid> = (0..200_000).map(|n| new_uuid(now.plus(n / 100_000))).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(ids[0].get_version_num(), 7);
        assert_eq!(ids[0].get_timestamp().unwrap().to_unix().0, 1_795_269_900);
    }
}
