//! Splits: a card that was one by mistake is taken apart. Whoever knows says which identifiers and entries are somebody
//! else's, and a new customer is made with them.
//!
//! Invariant: what goes is the new customer's own from then on, in every table that says whose a thing is, and all in one
//! transaction; nothing is on both cards and nothing is lost. The new card's identifiers are as they were on the old one,
//! and find it alone. A split is undone by merging the two cards (`merges`), which keeps both.
//!
//! Of a card of several customers an identifier is taken away as anybody takes one away who edits the joined card: what a
//! merge brought comes back to the merged card when that merge is undone, since an undo is exact (ADR 41). Consents stay:
//! they name a channel and a purpose, never an identifier, so nobody knows whose word they were, and who has none is not
//! written to. What is known of the card's customer alone stays too: relations, pictures, tags, the log of who looked.

pub mod api;
pub mod chosen;
pub mod leaving;
pub mod pages;
pub mod sheet;
pub mod store;
pub mod view;

use std::collections::BTreeMap;

use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use telephone::Country;
use utoipa::ToSchema;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::customers::input::prepare;
use crate::customers::{self, Customer, CustomerInput, cards, finding};
use crate::duplicates::rejections;
use crate::erasures::holds;
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::fields::definitions::Required;
use crate::fields::{self, Entity};
use crate::id::{CustomerId, FileId, InteractionId, NoteId, PromiseId, RecordId, RequestId};
use crate::identifiers::{CustomerIdentifier, IdentifierKind};
use crate::merges::face::{Choices, Face};
use crate::merges::{self, Merge, faces};
use crate::notes;
use crate::restrictions;
use crate::teams::features::Feature;
use crate::texts;
use crate::words::words;
use chosen::Chosen;

words! {
    /// What is on a card as its own, apart from identifiers: also the name of its table and of its member.
    Entry {
        Interactions = "interactions",
        Notes = "notes",
        Requests = "requests",
        Promises = "promises",
        Files = "files",
        Records = "records",
    }
}

impl Entry {
    /// What a team needs to see them.
    pub fn feature(self) -> Option<Feature> {
        match self {
            Entry::Interactions => None,
            Entry::Notes => Some(Feature::NotesSee),
            Entry::Requests => Some(Feature::RequestsSee),
            Entry::Promises => Some(Feature::PromisesSee),
            Entry::Files => Some(Feature::FilesSee),
            Entry::Records => Some(Feature::RecordsSee),
        }
    }
}

/// An identifier of the card, in any spelling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SplitIdentifier {
    pub kind: IdentifierKind,
    /// As `phones`, `emails` and `handles` show it (`+46701740605;ext=12`), or in any other spelling.
    pub value: String,
}

/// What becomes a customer of its own. At least one identifier or entry has to be chosen.
#[derive(Clone, Debug, PartialEq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SplitInput {
    /// The card that is taken apart. A merged id means the card that it is on.
    pub customer: CustomerId,
    /// Details of the new customer: the members of a customer without `phones`, `emails` and `handles`, which are chosen.
    /// Without a name they are called by what they are found by. They are hidden if the card is, unless said otherwise.
    #[serde(default)]
    pub into: CustomerInput,
    /// Identifiers of the card, which they keep as they are: label, flags, order.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub identifiers: Vec<SplitIdentifier>,
    /// Contacts on a chosen identifier, in and out, go as well. True unless said otherwise.
    #[serde(default = "yes")]
    #[schema(default = true)]
    pub contacts_of_identifiers: bool,
    /// Contacts, each with all that was said and done in it: messages, comments, promises, identity checks.
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub interactions: Vec<InteractionId>,
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub notes: Vec<NoteId>,
    /// Requests, each with its contacts and promises, and the requests that it was merged with.
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub requests: Vec<RequestId>,
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub promises: Vec<PromiseId>,
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub files: Vec<FileId>,
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub records: Vec<RecordId>,
}

fn yes() -> bool {
    true
}

/// A card that was taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The card that was there before.
    pub kept: CustomerId,
    pub created: CustomerId,
    /// How many of what went, by the words of the input; nothing that is none.
    pub moved: BTreeMap<String, i64>,
}

/// Takes a card apart.
///
/// # Errors
/// `NotFound` where the card is nobody's; `Invalid` for what is not on it, for nothing, and for details that cannot stand;
/// `Restricted`.
pub fn split(tx: &mut Tx<'_>, author: &Author, home: Country, input: &SplitInput) -> AppResult<Split> {
    author.needs(Feature::ActionsMerge)?;
    author.needs(Feature::CustomersAdd)?;
    let card = cards::find(tx, input.customer)?.ok_or(AppError::NotFound)?;
    restrictions::refuse(tx, card)?;
    let before = customers::store::get(tx, card)?;
    let chosen = Chosen::read(tx, author, home, &before, input)?;
    let new = new_customer(tx, author, home, &before, &chosen, input)?;
    let members = cards::members(tx, card)?;

    leave(tx, author, home, &before, &chosen)?;
    customers::create_all(tx, author, std::slice::from_ref(&new))?;
    let taken_out = give(tx, author, &members, &new, &chosen, input)?;
    holds::follow(tx, author, card, new.id)?;

    let after = customers::store::get(tx, card)?;
    changes::updated(tx, author, "split", before.subject(), &before.recorded()?, &after.recorded()?)?;
    let moved = moved(tx, new.id, &chosen)?;
    for (one, other) in [(card, new.id), (new.id, card)] {
        let told = recorded(other, &moved, if one == card { &taken_out } else { &[] });
        changes::created(tx, author, subject(new.id, one), &told)?;
        events::record(tx, "customer.split", author.at, Happened::to(one))?;
    }
    // Whoever is at a contact that goes on sees another card beside it; those that are over tell nobody one by one.
    for contact in store::live(tx, new.id)? {
        let happened = Happened { agent: None, interaction: Some(contact), customer: Some(new.id) };
        events::record(tx, "interaction.changed", author.at, happened)?;
    }
    rejections::reject(tx, author, card, new.id)?;
    Ok(Split { kept: card, created: new.id, moved })
}

/// The customer who is made, with the identifiers as they are on the card.
fn new_customer(
    tx: &mut Tx<'_>,
    author: &Author,
    home: Country,
    card: &Customer,
    chosen: &Chosen,
    input: &SplitInput,
) -> AppResult<Customer> {
    let of = |kind: IdentifierKind| {
        let list = chosen.identifiers.iter().filter(move |one| one.identifier.kind == kind);
        Some(list.map(CustomerIdentifier::labelled).collect())
    };
    let into = CustomerInput {
        phones: of(IdentifierKind::Phone),
        emails: of(IdentifierKind::Email),
        handles: of(IdentifierKind::Handle),
        // Nobody who was kept from being found is found because their card was taken apart.
        hidden: input.into.hidden.or(Some(card.hidden)),
        ..input.into.clone()
    };
    let definitions = fields::store::definitions(tx, Entity::Customer)?;
    let mut prepared = prepare(tx, home, &definitions, Required::No, &into, None).map_err(chosen::of_into)?;
    prepared.pinned_note = prepared.pinned_note.filter(|_| customers::may_pin(author));
    // Read again they would be the same, but for how they were written.
    prepared.identifiers.clone_from(&chosen.identifiers);
    Ok(prepared.into_customer(CustomerId::new(author.at), author))
}

/// Takes the identifiers from the card. Its version goes up whatever was chosen: nobody writes an earlier one over it.
fn leave(
    tx: &mut Tx<'_>,
    author: &Author,
    home: Country,
    before: &Customer,
    chosen: &Chosen,
) -> AppResult<()> {
    let mut shell = before.clone();
    shell.identifiers.retain(|one| !chosen.identifiers.contains(one));
    let mut face = Face::of(&shell);
    face.set_updated_at(author.at);
    // Whoever is called by a number that goes is called by the next one.
    let is_named =
        [&before.own_name, &before.given_name, &before.family_name].iter().any(|one| one.is_some());
    if let (false, Some(next)) = (is_named, shell.identifiers.first()) {
        face.values.insert("name".to_owned(), next.identifier.display(home).into());
    }
    let definitions = fields::store::definitions(tx, Entity::Customer)?;
    let after = faces::store(tx, author, &definitions, before, &face, before.version + 1)?;
    finding::follow(tx, &definitions, before, &after)
}

/// Gives the new customer what was chosen, with all that hangs on it. Gives the contacts that stand no longer under the
/// request under which they stood, because that one stays.
fn give(
    tx: &mut Tx<'_>,
    author: &Author,
    members: &[CustomerId],
    new: &Customer,
    chosen: &Chosen,
    input: &SplitInput,
) -> AppResult<Vec<(RequestId, InteractionId)>> {
    let [card, ..] = members else { return Err(AppError::NotFound) };
    let has_pinned = new.pinned_note(author.at).is_some();
    let new = new.id;
    if input.contacts_of_identifiers {
        for one in &chosen.identifiers {
            let whole = chosen.is_whole(&one.identifier);
            store::give_contacts_of(tx, new, *card, &one.identifier, whole, author.at)?;
        }
    }
    for (entry, ids) in &chosen.entries {
        if *entry == Entry::Notes {
            let notes: Vec<NoteId> = ids.iter().copied().map(NoteId).collect();
            notes::unpin_but_one(tx, author, &notes, !has_pinned)?;
        }
        store::give(tx, new, *card, *entry, ids, author.at)?;
    }
    store::give_contacts_under(tx, new, *card, author.at)?;
    let taken_out = store::take_out(tx, new, *card)?;
    store::follow(tx, new, *card)?;
    store::follow_history(tx, new, *card)?;
    store::follow_changes(tx, new, *card)?;
    texts::follow_to(tx, new, members)?;
    Ok(taken_out)
}

/// How many of what went.
fn moved(tx: &mut Tx<'_>, new: CustomerId, chosen: &Chosen) -> AppResult<BTreeMap<String, i64>> {
    let identifiers = i64::try_from(chosen.identifiers.len()).unwrap_or(i64::MAX);
    let mut moved = BTreeMap::from([("identifiers".to_owned(), identifiers)]);
    for entry in Entry::ALL {
        moved.insert(entry.as_str().to_owned(), store::count(tx, new, *entry)?);
    }
    moved.retain(|_, count| *count > 0);
    Ok(moved)
}

fn subject(created: CustomerId, card: CustomerId) -> Subject {
    Subject { entity: "split", id: created.0, customer: Some(card) }
}

/// What the change history of one card tells: the other by its id, so that nothing of somebody who is erased stays here.
fn recorded(
    other: CustomerId,
    moved: &BTreeMap<String, i64>,
    taken_out: &[(RequestId, InteractionId)],
) -> Map<String, Value> {
    let mut told = Map::from_iter([("other_id".to_owned(), json!(other))]);
    told.extend(moved.iter().map(|(what, count)| (what.clone(), json!(count))));
    if !taken_out.is_empty() {
        told.insert("taken_out".to_owned(), json!(taken_out));
    }
    told
}

/// The card from which a customer was split off, and what its change history tells of that.
fn told(tx: &mut Tx<'_>, created: CustomerId) -> AppResult<(CustomerId, Value)> {
    let (kept, change) = store::find(tx, created)?.ok_or(AppError::NotFound)?;
    let told = changes::store::find(tx, change)?.and_then(|last| last.change.after);
    Ok((kept, told.unwrap_or_default()))
}

/// What is known of a split by the customer whom it made.
///
/// # Errors
/// `NotFound` where they were not split off.
pub fn get(tx: &mut Tx<'_>, created: CustomerId) -> AppResult<Split> {
    let (kept, told) = told(tx, created)?;
    let count = |what: &str| Some((what.to_owned(), told.get(what)?.as_i64()?));
    let words = std::iter::once("identifiers").chain(Entry::WORDS.iter().copied());
    let moved = words.filter_map(count).collect();
    Ok(Split { kept: cards::find(tx, kept)?.unwrap_or(kept), created, moved })
}

/// Takes back a split that was just made: the two cards are merged, and nobody has said that they are two. Contacts stand
/// again under the requests that they were taken out of.
///
/// # Errors
/// `NotFound` where they were not split off; what merging says.
pub fn undo(tx: &mut Tx<'_>, author: &Author, created: CustomerId) -> AppResult<Merge> {
    let (kept, told) = told(tx, created)?;
    match rejections::take_back(tx, author, kept, created) {
        Ok(()) | Err(AppError::NotFound) => {}
        Err(error) => return Err(error),
    }
    let merge = merges::merge(tx, author, kept, &[created], &Choices::new(), None)?;
    let taken_out = told.get("taken_out").cloned().unwrap_or_default();
    let taken_out: Vec<(RequestId, InteractionId)> = serde_json::from_value(taken_out).unwrap_or_default();
    let mut under: BTreeMap<RequestId, Vec<InteractionId>> = BTreeMap::new();
    for (request, contact) in taken_out {
        under.entry(request).or_default().push(contact);
    }
    for (request, contacts) in under {
        store::put_back(tx, merge.kept, request, &contacts)?;
    }
    let told = recorded(created, &BTreeMap::new(), &[]);
    changes::deleted(tx, author, subject(created, kept), &told)?;
    Ok(merge)
}
