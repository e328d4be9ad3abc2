//! The access log: who looked at what of whom, when, and why: by which contact, or for which reason.
//!
//! Invariant: nothing of a card is shown before that stands in the log or waits to be written there.

pub mod api;
pub mod log;
pub mod pages;
pub mod store;
pub mod view;

use db::{DbError, Tx};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::author::Author;
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::http::Visitor;
use crate::id::{AccessId, CustomerId, InteractionId};
use crate::words::{Role, words};

words! {
    /// What was looked at.
    What {
        /// The card, or a part of it.
        Card = "card",
        /// A small card: beside a list, or while one finds out who it is.
        Preview = "preview",
        /// National ids, whole.
        NationalIds = "national_ids",
        /// Values of masked fields.
        MaskedFields = "masked_fields",
        /// A recording, listened to.
        Recording = "recording",
        /// A recording, taken away as a file.
        RecordingSaved = "recording_saved",
        /// Everything that is held, taken away as a file.
        Export = "export",
    }
}

/// How long a reason, or a contact that is over, accounts for looking again.
const ACCOUNTS: i64 = 8 * Time::HOUR;
/// Characters of a reason.
const REASON: usize = 200;

/// An entry of the access log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Access {
    pub id: AccessId,
    pub at: Time,
    /// The agent or token; none: the installation itself.
    #[serde(skip)]
    pub by_id: Option<Uuid>,
    /// Name of the agent or token.
    pub by: String,
    pub what: What,
    pub customer_id: CustomerId,
    /// The contact during which it was.
    pub interaction_id: Option<InteractionId>,
    /// Why, in the words of who looked.
    pub reason: Option<String>,
}

impl Access {
    pub fn new(author: &Author, customer: CustomerId, what: What) -> Access {
        Access {
            id: AccessId::new(author.at),
            at: author.at,
            by_id: author.id(),
            by: author.name.clone(),
            what,
            customer_id: customer,
            interaction_id: None,
            reason: None,
        }
    }
}

/// Which entries are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub customer: Option<CustomerId>,
    /// Name of the agent or token.
    pub by: Option<String>,
    /// From this time on.
    pub since: Option<Time>,
    /// Nothing from this time on.
    pub before: Option<Time>,
}

/// Records that somebody looks at something, in the transaction that reads it.
pub fn record(tx: &mut Tx<'_>, author: &Author, customer: CustomerId, what: What) -> Result<(), DbError> {
    store::insert_all(tx, &[Access::new(author, customer, what)])
}

/// Logs that a card, or a part of it, is about to be shown.
///
/// # Errors
/// `ReasonNeeded` where the installation asks agents for one and there is neither a contact of theirs nor a reason.
pub async fn opened(
    app: &App,
    visitor: &Visitor,
    customer: CustomerId,
    interaction: Option<InteractionId>,
) -> AppResult<()> {
    look(app, visitor, customer, interaction, What::Card).await
}

/// The same for a small card.
pub async fn previewed(app: &App, visitor: &Visitor, customer: CustomerId) -> AppResult<()> {
    look(app, visitor, customer, None, What::Preview).await
}

/// Logs that a recording is about to be heard or taken away.
pub async fn listened(
    app: &App,
    visitor: &Visitor,
    customer: CustomerId,
    interaction: InteractionId,
    what: What,
) -> AppResult<()> {
    look(app, visitor, customer, Some(interaction), what).await
}

async fn look(
    app: &App,
    visitor: &Visitor,
    customer: CustomerId,
    interaction: Option<InteractionId>,
    what: What,
) -> AppResult<()> {
    let author = visitor.author()?;
    if let Some(session) = visitor.session.as_ref().filter(|_| app.config.access_reasons)
        && author.role == Role::Agent
    {
        let (agent, since) = (session.agent.id, author.at.plus(-ACCOUNTS));
        if !app.read(move |tx| Ok(store::is_accounted_for(tx, agent, customer, since)?)).await? {
            return Err(AppError::ReasonNeeded(customer));
        }
    }
    app.accesses.tell(Access { interaction_id: interaction, ..Access::new(&author, customer, what) })
}

/// Logs why somebody is about to look at a card.
pub fn give_reason(tx: &mut Tx<'_>, author: &Author, customer: CustomerId, reason: &str) -> AppResult<()> {
    crate::customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    let mut check = Check::default();
    let reason = check.line("reason", Some(reason), REASON);
    check.finish()?;
    let reason = reason.ok_or_else(|| AppError::invalid("reason", "invalid-empty"))?;
    let access = Access { reason: Some(reason), ..Access::new(author, customer, What::Card) };
    Ok(store::insert_all(tx, &[access])?)
}
