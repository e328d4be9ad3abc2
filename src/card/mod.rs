//! The card: reads everything about a customer at once. The product's hot path: one closure, one batch, no connector.

pub mod api;
pub mod live;
pub mod pages;
pub mod reasons;

use db::{DbError, Tx};

use crate::customers::Customer;
use crate::customers::store::Gathered;
use crate::history::{self, Counts, Entry, Scope};
use crate::id::{CustomerId, InteractionId};
use crate::identifiers::Identifier;
use crate::identifiers::matching::{self, Match};
use crate::interactions::{self, Comment, Interaction, Message};

/// Entries of the history that come with the card.
pub const NEWEST: i64 = 50;
/// Messages of a live interaction that come with the card.
const MESSAGES: i64 = 200;

/// Everything the card shows of a customer.
#[derive(Clone, Debug)]
pub struct Card {
    pub customer: Customer,
    /// The newest entries, and one more if there are more than `NEWEST`.
    pub history: Vec<Entry>,
    pub counts: Counts,
    /// Of a company: how many people belong to it.
    pub people: i64,
}

impl Card {
    /// The newest contact that is over.
    pub fn last_contact(&self) -> Option<&Entry> {
        self.history.iter().find(|entry| !entry.is_live())
    }
}

/// Reads a customer's card in one batch.
pub fn find(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<Card>, DbError> {
    let mut gathered = Gathered::default();
    let (mut history, mut counts, mut people) = (Vec::new(), Counts::default(), 0);
    let mut statements: Vec<db::Stmt<'_>> = gathered.statements(id).into();
    statements.push(history::store::newest(id, NEWEST + 1, &mut history));
    statements.push(history::store::counts_of(id, &mut counts));
    statements.push(crate::customers::store::people(id, &mut people));
    tx.batch(&mut statements)?;
    drop(statements);
    counts.0.sort();
    Ok(gathered.finish().map(|customer| Card { customer, history, counts, people }))
}

/// The texts of the statements that `find` sends, for the bench to run them alone.
pub fn statements() -> [&'static str; 8] {
    let [customer, identifiers, addresses, national_ids, tags] = crate::customers::store::STATEMENTS;
    let people = crate::customers::store::PEOPLE;
    [
        customer,
        identifiers,
        addresses,
        national_ids,
        tags,
        history::store::NEWEST,
        history::store::COUNTS,
        people,
    ]
}

/// An interaction with what the page shows of it while it lives.
#[derive(Clone, Debug)]
pub struct Contact {
    pub interaction: Interaction,
    pub messages: Vec<Message>,
    pub comments: Vec<Comment>,
    /// Who it may be; of an attached one, why it was.
    pub found: Match,
}

/// Reads an interaction, its messages and comments, and matches its identifier anew: cards change while it rings.
pub fn contact(tx: &mut Tx<'_>, id: InteractionId) -> Result<Option<Contact>, DbError> {
    let Some(interaction) = interactions::store::find(tx, id)? else { return Ok(None) };
    let messages = interactions::store::list_messages(tx, id, MESSAGES)?;
    let comments = interactions::store::list_comments(tx, id)?;
    let found = match &interaction.identifier {
        Some(identifier) => matching::find(tx, identifier)?,
        None => Match::nobody(),
    };
    Ok(Some(Contact { interaction, messages, comments, found }))
}

/// Earlier interactions of an identifier, whoever it was, without the one at hand.
pub fn earlier(
    tx: &mut Tx<'_>,
    identifier: &Identifier,
    without: Option<InteractionId>,
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    let page = crate::http::paging::Page::first(limit);
    let found = interactions::store::list_of_identifier(tx, identifier, &page)?;
    let others = found.iter().filter(|one| Some(one.id) != without);
    Ok(others.map(|one| Entry::of(one, None)).take(usize::try_from(limit).unwrap_or(usize::MAX)).collect())
}

/// Whose contacts a customer's card shows.
pub fn scope(customer: &Customer, people: i64) -> Scope {
    if people > 0 { history::usual_scope(customer.kind) } else { Scope::Own }
}
