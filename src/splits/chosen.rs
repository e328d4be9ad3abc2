//! What was chosen of a card, checked: all of it has to be there.

use std::collections::HashSet;

use db::Tx;
use telephone::Country;
use uuid::Uuid;

use super::{Entry, SplitIdentifier, SplitInput, store};
use crate::author::Author;
use crate::check::{Check, MANY};
use crate::customers::Customer;
use crate::error::{AppError, AppResult, FieldError};
use crate::identifiers::{CustomerIdentifier, Identifier};

/// Entries of one kind that are chosen by their ids. Contacts of an identifier go however many there are.
pub const MOST: usize = 1_000;

/// What goes.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// As they are on the card, in its order.
    pub identifiers: Vec<CustomerIdentifier>,
    /// Those that stay.
    staying: Vec<Identifier>,
    /// Of each kind, each once; nothing that is none.
    pub entries: Vec<(Entry, Vec<Uuid>)>,
}

impl Chosen {
    /// Reads it.
    ///
    /// # Errors
    /// `Invalid`, naming everything that is not on the card, or that nothing was chosen; `SwitchedOff` for entries that the
    /// author's team does not see.
    pub fn read(
        tx: &mut Tx<'_>,
        author: &Author,
        home: Country,
        card: &Customer,
        input: &SplitInput,
    ) -> AppResult<Chosen> {
        let mut check = Check::default();
        for (member, is_there) in [
            ("into.phones", input.into.phones.is_some()),
            ("into.emails", input.into.emails.is_some()),
            ("into.handles", input.into.handles.is_some()),
        ] {
            if is_there {
                check.fail(FieldError::new(member, "invalid-split-into"));
            }
        }
        let chosen = Chosen::gather(tx, &mut check, author, home, card, input)?;
        if input.identifiers.is_empty() && of(input).iter().all(|(_, ids)| ids.is_empty()) {
            check.fail(FieldError::new("identifiers", "invalid-split-nothing"));
        }
        check.finish()?;
        Ok(chosen)
    }

    /// The same of a choice that is not made yet: what is on the card, and nothing said of the rest.
    pub fn there(
        tx: &mut Tx<'_>,
        author: &Author,
        home: Country,
        card: &Customer,
        input: &SplitInput,
    ) -> AppResult<Chosen> {
        Chosen::gather(tx, &mut Check::default(), author, home, card, input)
    }

    fn gather(
        tx: &mut Tx<'_>,
        check: &mut Check,
        author: &Author,
        home: Country,
        card: &Customer,
        input: &SplitInput,
    ) -> AppResult<Chosen> {
        let identifiers = identifiers(check, home, card, &input.identifiers);
        let mut entries = Vec::new();
        for (entry, ids) in of(input).into_iter().filter(|(_, ids)| !ids.is_empty()) {
            if let Some(feature) = entry.feature() {
                author.needs(feature)?;
            }
            let mut known = known(tx, check, author, card, entry, &ids)?;
            if entry == Entry::Requests {
                // What was merged is one request, and goes or stays as one; what is on other cards stays there.
                let all = store::with_merged(tx, &known)?;
                known = store::among(tx, card.id, entry, &all, author.at)?;
            }
            entries.push((entry, known));
        }
        let stays = |one: &&CustomerIdentifier| !identifiers.contains(one);
        let staying = card.identifiers.iter().filter(stays).map(|one| one.identifier.clone()).collect();
        Ok(Chosen { identifiers, staying, entries })
    }

    /// Whether nobody on the card has this number any more, behind whatever extension: then all contacts of it go.
    pub fn is_whole(&self, identifier: &Identifier) -> bool {
        let same = |one: &&Identifier| one.kind == identifier.kind && one.value == identifier.value;
        !self.staying.iter().any(|one| same(&one))
    }

    /// The entries of a kind.
    pub fn ids(&self, entry: Entry) -> &[Uuid] {
        self.entries.iter().find(|(one, _)| *one == entry).map_or(&[], |(_, ids)| ids)
    }
}

/// The chosen entries by their kinds.
fn of(input: &SplitInput) -> [(Entry, Vec<Uuid>); 6] {
    [
        (Entry::Interactions, input.interactions.iter().map(|id| id.0).collect()),
        (Entry::Notes, input.notes.iter().map(|id| id.0).collect()),
        (Entry::Requests, input.requests.iter().map(|id| id.0).collect()),
        (Entry::Promises, input.promises.iter().map(|id| id.0).collect()),
        (Entry::Files, input.files.iter().map(|id| id.0).collect()),
        (Entry::Records, input.records.iter().map(|id| id.0).collect()),
    ]
}

fn identifiers(
    check: &mut Check,
    home: Country,
    card: &Customer,
    chosen: &[SplitIdentifier],
) -> Vec<CustomerIdentifier> {
    if chosen.len() > MANY {
        check.fail(FieldError::new("identifiers", "invalid-too-many").with("max", MANY));
        return Vec::new();
    }
    let mut found = HashSet::new();
    for (index, one) in chosen.iter().enumerate() {
        // As it is shown, or else in another spelling.
        let shown = Identifier::of_text(one.kind, one.value.trim());
        let read = Identifier::read(one.kind, &one.value, home).ok();
        let place = |wanted: &Identifier| card.identifiers.iter().position(|one| one.identifier == *wanted);
        match place(&shown).or_else(|| place(&read?)) {
            Some(place) => {
                found.insert(place);
            }
            None => check.fail(FieldError::new(format!("identifiers[{index}]"), "invalid-split-identifier")),
        }
    }
    let places = card.identifiers.iter().enumerate();
    places.filter(|(place, _)| found.contains(place)).map(|(_, one)| one.clone()).collect()
}

/// Those of the chosen ids that are on the card, each once.
fn known(
    tx: &mut Tx<'_>,
    check: &mut Check,
    author: &Author,
    card: &Customer,
    entry: Entry,
    ids: &[Uuid],
) -> AppResult<Vec<Uuid>> {
    if ids.len() > MOST {
        check.fail(FieldError::new(entry.as_str(), "invalid-too-many").with("max", MOST));
        return Ok(Vec::new());
    }
    let there: HashSet<Uuid> = store::among(tx, card.id, entry, ids, author.at)?.into_iter().collect();
    let mut known = Vec::with_capacity(ids.len());
    let mut seen = HashSet::new();
    for (index, id) in ids.iter().enumerate() {
        if !there.contains(id) {
            check.fail(FieldError::new(format!("{}[{index}]", entry.as_str()), "invalid-split-entry"));
        } else if seen.insert(*id) {
            known.push(*id);
        }
    }
    Ok(known)
}

/// A fault of the new customer's details, named by where they stand.
pub fn of_into(error: AppError) -> AppError {
    let inner = |fault: FieldError| FieldError { field: format!("into.{}", fault.field), ..fault };
    match error {
        AppError::Invalid(faults) => AppError::Invalid(faults.into_iter().map(inner).collect()),
        AppError::Conflict(fault) => AppError::Conflict(inner(fault)),
        other => other,
    }
}
