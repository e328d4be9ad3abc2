//! The model: the life of every card, and what it shows by it.

use std::collections::{BTreeMap, BTreeSet};

use visavi::id::{CustomerId, InteractionId, MergeId, NoteId};
use visavi::merges::face::Choices;

/// Something in the life of a card.
#[derive(Clone, Debug)]
pub enum Moment {
    Job(String),
    Added(String),
    Removed(String),
    Merged(usize),
}

#[derive(Clone, Debug)]
pub struct Merged {
    pub id: MergeId,
    pub kept: CustomerId,
    pub parts: Vec<CustomerId>,
    pub choices: Choices,
    pub adopted: Vec<usize>,
    pub stands: bool,
}

/// What a card shows: job title, language, numbers.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Shown {
    pub job: Option<String>,
    pub language: Option<String>,
    pub phones: BTreeSet<String>,
}

#[derive(Clone, Debug)]
pub struct Contact {
    pub id: InteractionId,
    pub phone: String,
    pub whose: Option<CustomerId>,
}

#[derive(Default, Debug)]
pub struct Model {
    /// As they were made.
    pub made: BTreeMap<CustomerId, Shown>,
    pub life: BTreeMap<CustomerId, Vec<Moment>>,
    pub merges: Vec<Merged>,
    pub contacts: Vec<Contact>,
    pub notes: Vec<(NoteId, CustomerId)>,
    /// Who was made of a record of a file.
    pub refs: BTreeMap<usize, CustomerId>,
    /// Who was split off, from which card, with which numbers.
    pub splits: BTreeMap<CustomerId, (CustomerId, BTreeSet<String>)>,
    pub gone: BTreeSet<CustomerId>,
}

impl Model {
    pub fn over(&self, customer: CustomerId) -> Option<CustomerId> {
        self.merges.iter().find(|one| one.stands && one.parts.contains(&customer)).map(|one| one.kept)
    }

    pub fn root(&self, customer: CustomerId) -> CustomerId {
        self.over(customer).map_or(customer, |over| self.root(over))
    }

    pub fn live(&self) -> Vec<CustomerId> {
        self.made.keys().copied().filter(|one| self.over(*one).is_none()).collect()
    }

    pub fn members(&self, card: CustomerId) -> Vec<CustomerId> {
        self.made.keys().copied().filter(|one| self.root(*one) == card).collect()
    }

    /// What it shows: its life again.
    pub fn shown(&self, customer: CustomerId) -> Shown {
        self.lived(customer).0
    }

    /// What it shows, and which of its numbers no merge brought. One that a merge's choice put aside and a later merge
    /// brought back is of that merge.
    pub fn lived(&self, customer: CustomerId) -> (Shown, BTreeSet<String>) {
        let mut shown = self.made[&customer].clone();
        let mut own = shown.phones.clone();
        for moment in &self.life[&customer] {
            match moment {
                Moment::Job(job) => shown.job = Some(job.clone()),
                Moment::Added(phone) => {
                    shown.phones.insert(phone.clone());
                    own.insert(phone.clone());
                }
                Moment::Removed(phone) => drop(shown.phones.remove(phone)),
                Moment::Merged(merge) if self.merges[*merge].stands => {
                    self.join(&mut shown, &self.merges[*merge])
                }
                Moment::Merged(_) => {}
            }
            own.retain(|one| shown.phones.contains(one));
        }
        (shown, own)
    }

    pub fn join(&self, shown: &mut Shown, merge: &Merged) {
        let parts: Vec<(CustomerId, Shown)> =
            merge.parts.iter().map(|one| (*one, self.shown(*one))).collect();
        let of = |member: &str, own: &Shown| {
            let card = merge.choices.get(member)?;
            Some(
                parts
                    .iter()
                    .find(|(id, _)| id == card)
                    .map_or_else(|| own.clone(), |(_, shown)| shown.clone()),
            )
        };
        let own = shown.clone();
        let first = |value: fn(&Shown) -> Option<String>| {
            value(&own).or_else(|| parts.iter().find_map(|(_, part)| value(part)))
        };
        shown.job = first(|one| one.job.clone());
        shown.language =
            of("language", &own).map_or_else(|| first(|one| one.language.clone()), |one| one.language);
        shown.phones = match of("phones", &own) {
            Some(one) => one.phones,
            None => {
                own.phones.iter().chain(parts.iter().flat_map(|(_, part)| &part.phones)).cloned().collect()
            }
        };
    }

    /// Whose a contact is that comes on a number now.
    pub fn whose(&self, phone: &str) -> Option<CustomerId> {
        let cards: Vec<CustomerId> =
            self.live().into_iter().filter(|card| self.shown(*card).phones.contains(phone)).collect();
        let [card] = cards.as_slice() else { return None };
        let own: Vec<CustomerId> =
            self.members(*card).into_iter().filter(|one| self.lived(*one).1.contains(phone)).collect();
        Some(if let [only] = own.as_slice() { *only } else { *card })
    }

    /// Numbers of somebody who is erased are in no life of the card that they were on, unless it has them itself: no undo
    /// brings them back.
    pub fn forget(&mut self, erased: CustomerId) {
        let mut theirs = self.shown(erased).phones;
        let mut of = erased;
        while let Some((from, phones)) = self.splits.get(&of) {
            theirs.extend(phones.iter().cloned());
            of = *from;
            if !self.made.contains_key(&of) {
                continue;
            }
            let card = self.root(of);
            theirs.retain(|phone| !self.shown(card).phones.contains(phone));
            for member in self.members(card) {
                let made = self.made.entry(member).or_default();
                made.phones.retain(|phone| !theirs.contains(phone));
                let life = self.life.entry(member).or_default();
                life.retain(|one| !matches!(one, Moment::Added(phone) if theirs.contains(phone)));
            }
        }
    }

    /// Contacts of nobody whose number has become that of one of these numbers' only card.
    pub fn adopt(&mut self, card: CustomerId) -> Vec<usize> {
        let phones = self.shown(card).phones;
        let mut adopted = Vec::new();
        for index in 0..self.contacts.len() {
            let one = &self.contacts[index];
            if one.whose.is_none() && phones.contains(&one.phone) {
                self.contacts[index].whose = self.whose(&self.contacts[index].phone.clone());
                adopted.extend(self.contacts[index].whose.map(|_| index));
            }
        }
        adopted
    }
}
