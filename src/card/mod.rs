//! The card: reads everything about a customer at once. The product's hot path: one closure, one batch, no connector.

pub mod api;
pub mod ivr;
pub mod live;
pub mod pages;
pub mod reasons;
pub mod store;
pub mod view;

use std::collections::HashMap;

use db::{DbError, Tx};
use linkage::Tier;

use crate::accesses::What;
use crate::actions::Done;
use crate::author::Author;
use crate::blocklist::{self, Block};
use crate::clock::Time;
use crate::consents::{self, Consent};
use crate::customers::in_place::Editing;
use crate::customers::store::Gathered;
use crate::customers::{Customer, Member};
use crate::dispositions::Dispositions;
use crate::duplicates;
use crate::duplicates::pairs::{self, Alike};
use crate::erasures::{self, Erasure};
use crate::error::AppResult;
use crate::fields::shown::Names;
use crate::fields::{self, Definitions, Entity};
use crate::history::{self, Counts, Entry, Scope};
use crate::http::fields::Faults;
use crate::id::{AgentId, CustomerId, InteractionId};
use crate::identifiers::matching::{self, Match};
use crate::identifiers::shared::Shared;
use crate::identifiers::{self, Identifier};
use crate::identity_checks::{self, OfContact, Proven};
use crate::interactions::{self, Comment, Interaction, Message};
use crate::notes::{self, Note};
use crate::presence::{self, Somebody};
use crate::privacy;
use crate::promises::{self, Promise};
use crate::records;
use crate::records::store::GroupTab;
use crate::relations::{self, Hint, Related};
use crate::requests::hand::Hand;
use crate::requests::{self, Totals};
use crate::restrictions::{self, Restriction};
use crate::teams::features::Feature;
use crate::transfers;

/// Entries of the history that come with the card.
pub const NEWEST: i64 = 50;
/// Earlier contacts of an identifier that stand beside it.
const EARLIER: i64 = 20;
/// People of a company that come with its card.
const MEMBERS: i64 = 6;
/// Relations that come with the card: one more than it shows.
const RELATED: i64 = relations::NEWEST as i64 + 1;
/// Open promises that stand on top of the card.
const PROMISES: i64 = 20;
/// Suggestions that come with the card: one more than it shows.
const ALIKE: i64 = duplicates::view::SHOWN as i64 + 1;
/// Messages of a live interaction that come with the card.
const MESSAGES: i64 = 200;

/// Everything the card shows of a customer.
#[derive(Clone, Debug)]
pub struct Card {
    pub customer: Customer,
    /// What the fields of customers are.
    pub definitions: Definitions,
    /// The newest entries, and one more if there are more than `NEWEST`.
    pub history: Vec<Entry>,
    pub counts: Counts,
    /// Of a company: how many people belong to it.
    pub people: i64,
    /// The first of them by name.
    pub members: Vec<Member>,
    /// Of a person: how many belong to the same company, themselves included.
    pub colleagues: i64,
    /// How many files there are; none for who may not see them.
    pub files: Option<i64>,
    /// Whether this reader may see what was changed.
    pub changes: bool,
    /// Whether they may see everything that is held.
    pub privacy: bool,
    /// What the customer said of being reached.
    pub consents: Vec<Consent>,
    /// Whether their processing is restricted.
    pub restriction: Option<Restriction>,
    /// What whoever looks asked to see whole.
    pub revealed: Option<What>,
    /// What an identity check opens to them, in the contact beside which it stands.
    pub proven: Proven,
    /// Names of the customers whom its fields name.
    pub named: Names,
    /// How many notes there are; none for who may not see them.
    pub notes: Option<i64>,
    /// Whether this reader may write one.
    pub writes_notes: bool,
    /// Whether they may change the customer.
    pub edits: bool,
    /// The record groups with how many records there are; none for who may not see them.
    pub groups: Vec<GroupTab>,
    /// The newest of them, as many as were asked for.
    pub newest_notes: Vec<Note>,
    /// Their requests in numbers; none for who may not see them.
    pub requests: Option<Totals>,
    /// Open promises, what is due first comes first; none for who may not see them.
    pub promises: Vec<Promise>,
    /// Identifiers of theirs that are blocked.
    pub blocks: Vec<Block>,
    /// What the reader has just done.
    pub done: Option<Done>,
    /// Who else is at the card.
    pub others: Vec<Somebody>,
    /// The page that it stands on, with what is open beside it.
    pub at: String,
    /// The field that is open for changing.
    pub editing: Option<Box<Editing>>,
    /// The newest relations, and one more if there are more than are shown; none for who may not see them.
    pub related: Vec<Related>,
    /// Who may live in the same household, for who may add them.
    pub hints: Vec<Hint>,
    /// Identifiers that others have as well.
    pub shared: Vec<Shared>,
    /// Who may be the same, for who may merge them; one more than it shows.
    pub alike: Vec<Alike>,
}

impl Card {
    /// What it shows because of an identity check.
    pub fn opened(&self) -> Vec<What> {
        let (proven, fields) = (self.proven, &self.customer.fields);
        let opens_field =
            self.definitions.live().any(|field| proven.opens_field(field) && fields.contains_key(&field.key));
        let opens_ids = proven.opens_national_ids() && !self.customer.national_ids.is_empty();
        let what = [(What::MaskedFields, opens_field), (What::NationalIds, opens_ids)];
        what.into_iter().filter(|(_, opens)| *opens).map(|(what, _)| what).collect()
    }

    /// The newest contact that is over.
    pub fn last_contact(&self) -> Option<&Entry> {
        self.history.iter().find(|entry| !entry.is_live())
    }
}

/// Reads a customer's card, as far as this reader may see it, in one batch.
pub fn find(tx: &mut Tx<'_>, reader: &Author, id: CustomerId) -> Result<Option<Card>, DbError> {
    find_with_notes(tx, reader, id, 0)
}

/// The same with its newest notes.
pub fn find_with_notes(
    tx: &mut Tx<'_>,
    reader: &Author,
    id: CustomerId,
    limit: i64,
) -> Result<Option<Card>, DbError> {
    let mut gathered = Gathered::default();
    let (mut definitions, mut groups) = (Definitions::default(), Vec::new());
    let (mut history, mut counts, mut people) = (Vec::new(), Counts::default(), 0);
    let (mut members, mut colleagues, mut notes, mut newest_notes) = (Vec::new(), 0, 0, Vec::new());
    let (mut blocks, mut consents, mut restriction, mut present) = (Vec::new(), Vec::new(), None, Vec::new());
    let (mut related, mut sharers, today) = (Vec::new(), Vec::new(), reader.at.day());
    let (sees_notes, sees_files, mut files) =
        (reader.may(Feature::NotesSee), reader.may(Feature::FilesSee), 0);
    let (sees_requests, mut totals) = (reader.may(Feature::RequestsSee), Totals::default());
    let (mut promises, mut shared, mut alike) = (Vec::new(), Vec::new(), Vec::new());
    let mut statements: Vec<db::Stmt<'_>> = gathered.statements(id).into();
    statements.push(history::store::newest(id, NEWEST + 1, &mut history));
    statements.push(history::store::counts_of(id, &mut counts));
    statements.push(crate::customers::store::people(id, &mut people));
    statements.push(crate::customers::store::members(id, MEMBERS, &mut members));
    statements.push(crate::customers::store::colleagues(id, &mut colleagues));
    statements.push(fields::store::of_entity(Entity::Customer, &mut definitions));
    if reader.may(Feature::RecordsSee) {
        statements.push(records::store::groups(id, &mut groups));
    }
    statements.push(blocklist::store::of_customer(id, reader.at, &mut blocks));
    statements.push(identifiers::shared::of_customer(id, today, &mut shared));
    statements.push(consents::store::of_customer(id, &mut consents));
    statements.push(restrictions::store::of_customer(id, &mut restriction));
    statements.push(presence::store::of_customer(id, presence::oldest(reader.at), &mut present));
    if reader.may(Feature::RelationsSee) {
        statements.push(relations::store::newest(id, today, RELATED, &mut related));
    }
    if reader.may(Feature::RelationsAdd) {
        statements.push(relations::store::sharers(id, today, &mut sharers));
    }
    if reader.may(Feature::ActionsMerge) {
        statements.push(pairs::of_customer(id, ALIKE, reader, &mut alike));
    }
    if sees_requests {
        statements.push(requests::store::totals(id, &mut totals));
    }
    if reader.may(Feature::PromisesSee) {
        statements.push(promises::store::open(id, PROMISES, &mut promises));
    }
    if sees_files {
        statements.push(crate::files::store::count(id, &mut files));
    }
    if sees_notes {
        statements.push(notes::store::count(id, reader.at, &mut notes));
    }
    if sees_notes && limit > 0 {
        statements.push(notes::store::newest(id, reader.at, limit, &mut newest_notes));
    }
    tx.batch(&mut statements)?;
    drop(statements);
    counts.each.sort();
    let (notes, writes_notes) = (sees_notes.then_some(notes), reader.may(Feature::NotesAdd));
    let Some(customer) = gathered.finish() else { return Ok(None) };
    if !customer.merged.is_empty() {
        let members: Vec<CustomerId> = std::iter::once(id).chain(customer.merged.iter().copied()).collect();
        history = history::store::newest_of(tx, &members, NEWEST + 1)?;
    }
    let named = crate::customers::store::names(tx, definitions.customers(&customer.fields))?;
    Ok(Some({
        let customer = if sees_notes { customer } else { customer.without_note() };
        Card {
            customer,
            definitions,
            history,
            counts,
            people,
            members,
            colleagues,
            files: sees_files.then_some(files),
            notes,
            writes_notes,
            edits: reader.may(Feature::CustomersEdit),
            groups,
            newest_notes,
            changes: reader.may(Feature::ChangesSee),
            privacy: privacy::is_seen_by(reader),
            requests: sees_requests.then_some(totals),
            promises,
            blocks,
            consents,
            restriction,
            done: None,
            others: presence::others(present, reader.id().map(AgentId)),
            revealed: None,
            proven: Proven::default(),
            named,
            at: String::new(),
            editing: None,
            related,
            hints: relations::store::hints(sharers),
            shared,
            alike,
        }
    }))
}

/// The texts of the statements that `find` sends, for the bench to run them alone.
pub fn statements() -> [&'static str; 19] {
    let [customer, identifiers, addresses, national_ids, tags, merged] = crate::customers::store::STATEMENTS;
    let people = crate::customers::store::PEOPLE;
    [
        customer,
        identifiers,
        addresses,
        national_ids,
        tags,
        merged,
        history::store::NEWEST,
        history::store::COUNTS,
        people,
        notes::store::COUNT,
        blocklist::store::OF_CUSTOMER,
        identifiers::shared::OF_CUSTOMER,
        consents::store::OF_CUSTOMER,
        restrictions::store::OF_CUSTOMER,
        relations::store::NEWEST,
        relations::store::HINTED,
        requests::store::TOTALS,
        promises::store::OPEN,
        pairs::ALIKE,
    ]
}

/// An interaction with what the page shows of it while it lives.
#[derive(Clone, Debug)]
pub struct Contact {
    pub interaction: Interaction,
    /// The newest ones, the oldest of them first.
    pub messages: Vec<Message>,
    /// Where those before them go on.
    pub earlier: Option<String>,
    pub comments: Vec<Comment>,
    /// A remark that was not saved, and why.
    pub refused: Option<Box<(String, Faults)>>,
    /// Name of its agent.
    pub agent: Option<String>,
    /// Who had it before, and what they left for whoever takes it.
    pub handed: transfers::Shown,
    /// What its fields are …
    pub definitions: Definitions,
    /// … and the names of the customers whom they name.
    pub named: Names,
    /// What may be said to have come of it.
    pub dispositions: Dispositions,
    /// Who it may be; of an attached one, why it was.
    pub found: Match,
    /// Its identifier is blocked.
    pub block: Option<Block>,
    /// The request that it stands under, or could.
    pub hand: Hand,
    /// What was promised in it.
    pub promises: Vec<Promise>,
    /// How sure one is who it is.
    pub identity: OfContact,
}

/// Reads an interaction, its messages and comments, and matches its identifier anew: cards change while it rings.
pub fn contact(tx: &mut Tx<'_>, id: InteractionId, now: Time) -> Result<Option<Contact>, DbError> {
    let Some(interaction) = interactions::store::find(tx, id)? else { return Ok(None) };
    let newest = crate::http::paging::Page::first(MESSAGES);
    let mut messages = interactions::store::page_of_messages(tx, id, &newest)?;
    messages.items.reverse();
    let comments = interactions::store::list_comments(tx, id)?;
    let agent = match interaction.agent_id {
        Some(agent) => crate::agents::store::find_name(tx, agent)?,
        None => None,
    };
    let definitions = fields::store::definitions(tx, Entity::Interaction)?;
    let named = crate::customers::store::names(tx, definitions.customers(&interaction.fields))?;
    let dispositions = Dispositions::read(tx)?;
    let (found, block) = match &interaction.identifier {
        Some(identifier) => (
            matching::find(tx, identifier, interaction.started_at)?,
            blocklist::store::find_of(tx, identifier, now)?,
        ),
        None => (Match::nobody(), None),
    };
    let hand = Hand::read(tx, &interaction)?;
    let promises = promises::store::list_of_interaction(tx, id)?;
    let handed = transfers::chain::shown(tx, &interaction)?;
    let identity = identity_checks::of_contact(tx, &interaction)?;
    Ok(Some(Contact {
        identity,
        interaction,
        messages: messages.items,
        earlier: messages.next,
        comments,
        refused: None,
        agent,
        handed,
        definitions,
        named,
        dispositions,
        found,
        block,
        hand,
        promises,
    }))
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
    let mut agents: Vec<AgentId> = found.iter().filter_map(|one| one.agent_id).collect();
    agents.sort();
    agents.dedup();
    let agents = crate::agents::store::names(tx, &agents)?;
    let agent = |one: &Interaction| one.agent_id.and_then(|id| agents.get(&id).cloned());
    let hidden = restrictions::store::among(tx, found.iter().filter_map(|one| one.customer))?;
    let is_hidden = |one: &Interaction| one.customer.is_some_and(|customer| hidden.contains(&customer));
    let others = found.iter().filter(|one| Some(one.id) != without && !is_hidden(one));
    Ok(others
        .map(|one| Entry::of(one, agent(one)))
        .take(usize::try_from(limit).unwrap_or(usize::MAX))
        .collect())
}

/// What is known of an identifier: whom it may mean, and what came from it before.
#[derive(Clone, Debug)]
pub struct Found {
    pub matched: Match,
    pub earlier: Vec<Entry>,
    /// Names of the customers of `earlier`.
    pub names: HashMap<CustomerId, String>,
    /// The identifier is blocked.
    pub block: Option<Block>,
    /// Who was known by the identifier was erased.
    pub erased: Option<Erasure>,
    /// The two of several who are most likely one.
    pub alike: Option<(CustomerId, CustomerId, Tier)>,
    /// What the reader has just done.
    pub done: Option<Done>,
}

impl Found {
    /// Who the customer of an earlier contact was.
    pub fn name(&self, entry: &Entry) -> Option<String> {
        entry.customer_id.and_then(|id| self.names.get(&id).cloned())
    }
}

/// Reads what is known of an identifier now; of one that rings, `contact` has been read already.
pub fn found(
    tx: &mut Tx<'_>,
    identifier: Option<&Identifier>,
    contact: Option<&Contact>,
    now: Time,
) -> AppResult<Found> {
    let Some(identifier) = identifier else {
        return Ok(Found {
            matched: Match::nobody(),
            earlier: Vec::new(),
            names: HashMap::new(),
            block: None,
            erased: None,
            alike: None,
            done: None,
        });
    };
    let (matched, block) = match contact {
        Some(contact) => (contact.found.clone(), contact.block.clone()),
        None => (matching::find(tx, identifier, now)?, blocklist::store::find_of(tx, identifier, now)?),
    };
    let earlier = earlier(tx, identifier, contact.map(|contact| contact.interaction.id), EARLIER)?;
    let names = names(tx, &earlier, None)?;
    let erased = erasures::tombstones::find(tx, identifier)?;
    let open = matched.candidates.iter().filter(|one| !one.restricted);
    let candidates: Vec<CustomerId> = open.map(|one| one.id).collect();
    let alike = if candidates.len() > 1 { pairs::among(tx, &candidates)? } else { None };
    Ok(Found { matched, earlier, names, block, erased, alike, done: None })
}

/// Names of the customers of some entries, apart from `known`.
pub fn names(
    tx: &mut Tx<'_>,
    entries: &[Entry],
    known: Option<CustomerId>,
) -> Result<HashMap<CustomerId, String>, DbError> {
    let ids = entries.iter().filter_map(|entry| entry.customer_id).filter(|id| Some(*id) != known);
    crate::customers::store::names(tx, ids)
}

/// Whose contacts a customer's card shows.
pub fn scope(customer: &Customer, people: i64) -> Scope {
    if people > 0 { history::usual_scope(customer.kind) } else { Scope::Own }
}
