//! One part of a customer, changed where it stands on the card.
//!
//! Invariant: nothing but the part is changed. What it was when its field was opened travels with the form: who changed
//! the same part meanwhile is told of before anything of theirs is overwritten, and nobody else is in the way (ADR 29).

pub mod pages;
pub mod view;

use std::fmt;
use std::str::FromStr;

use db::Tx;

use super::draft::Draft;
use super::form_view::{Lists, ambiguous};
use super::pages::find_kept;
use super::{Customer, conflict};
use crate::changes;
use crate::drafts::Key;
use crate::error::AppResult;
use crate::http::fields::Faults;
use crate::id::{AgentId, CustomerId};
use crate::identifiers::IdentifierKind;
use crate::language::Locale;
use crate::teams::features::Feature;

/// Members that hold one value each, or are changed as a whole.
const MEMBERS: [&str; 8] =
    ["name", "company_id", "department", "job_title", "birth_date", "language", "owner", "tags"];
/// Members of which each row is a part.
const ROWS: [&str; 4] = ["phones", "emails", "handles", "addresses"];

/// What of a customer: `job_title`, `phones.0`, `phones.new`, `fields.KEY`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    Member(&'static str),
    /// A row of a list; none: one more.
    Row(&'static str, Option<usize>),
    /// A field that the organisation has defined, by its key.
    Field(String),
}

impl FromStr for Part {
    type Err = ();

    fn from_str(text: &str) -> Result<Part, ()> {
        if let Some(member) = MEMBERS.iter().find(|member| **member == text) {
            return Ok(Part::Member(member));
        }
        let (member, rest) = text.split_once('.').ok_or(())?;
        if member == "fields" && !rest.is_empty() {
            return Ok(Part::Field(rest.to_owned()));
        }
        let member = ROWS.iter().find(|row| **row == member).ok_or(())?;
        match rest {
            "new" => Ok(Part::Row(member, None)),
            index => index.parse().map(|index| Part::Row(member, Some(index))).map_err(|_| ()),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Member(member) => f.write_str(member),
            Part::Row(member, Some(index)) => write!(f, "{member}.{index}"),
            Part::Row(member, None) => write!(f, "{member}.new"),
            Part::Field(key) => write!(f, "fields.{key}"),
        }
    }
}

impl Part {
    /// The member of the customer that it belongs to.
    pub fn member(&self) -> &str {
        match self {
            Part::Member(member) | Part::Row(member, _) => member,
            Part::Field(_) => "fields",
        }
    }

    /// What one has to be allowed to do.
    pub fn feature(&self) -> Feature {
        if *self == Part::Member("owner") { Feature::ActionsOwner } else { Feature::CustomersEdit }
    }

    /// Under which key the words of its form are kept.
    pub fn key(&self, customer: CustomerId) -> Key {
        Key::of_customer(customer, &format!("part-{self}"))
    }

    fn kind(&self) -> Option<IdentifierKind> {
        match self.member() {
            "phones" => Some(IdentifierKind::Phone),
            "emails" => Some(IdentifierKind::Email),
            "handles" => Some(IdentifierKind::Handle),
            _ => None,
        }
    }

    /// What a form holds of it, in one text to compare; nothing of a row that is not there.
    fn words(&self, draft: &Draft) -> String {
        let words = match self {
            Part::Member("name") => {
                vec![&draft.given_name, &draft.family_name, &draft.name, &draft.own_name]
            }
            Part::Member("company_id") => vec![&draft.company],
            Part::Member("department") => vec![&draft.department],
            Part::Member("job_title") => vec![&draft.job_title],
            Part::Member("birth_date") => vec![&draft.birth_date],
            Part::Member("language") => vec![&draft.language],
            Part::Member("owner") => vec![&draft.owner],
            Part::Member(_) => draft.tag.iter().collect(),
            Part::Row(_, None) => return String::new(),
            Part::Row(_, Some(index)) => return draft.row_words(self.kind(), *index),
            Part::Field(key) => {
                let typed = draft.defined();
                let ticks = typed
                    .choices
                    .iter()
                    .filter(|tick| tick.split_once(':').is_some_and(|tick| tick.0 == key));
                return std::iter::once(typed.text(key))
                    .chain(ticks.map(String::as_str))
                    .collect::<Vec<_>>()
                    .join("\n");
            }
        };
        let words: Vec<&str> =
            words.into_iter().map(|word| word.trim()).filter(|word| !word.is_empty()).collect();
        words.join("\n")
    }

    /// Where a row stands by now that was `was` when its form was opened.
    fn found(&self, now: &Draft, was: &str) -> Option<Part> {
        let Part::Row(member, _) = self else { return Some(self.clone()) };
        if was.is_empty() {
            return Some(Part::Row(member, None));
        }
        let place =
            (0..now.row_count(self.kind())).find(|index| now.row_words(self.kind(), *index) == was)?;
        Some(Part::Row(member, Some(place)))
    }

    /// The whole customer with what is typed of this part.
    fn laid(&self, now: &Draft, typed: &Draft) -> Draft {
        let mut whole = now.clone();
        match self {
            Part::Member("name") => {
                conflict::take(&mut whole, typed, "given_name");
                conflict::take(&mut whole, typed, "family_name");
                conflict::take(&mut whole, typed, "name");
            }
            Part::Member(member) => conflict::take(&mut whole, typed, member),
            Part::Row(_, index) => {
                whole.put_row(self.kind(), index.unwrap_or(now.row_count(self.kind())), typed, 0);
            }
            Part::Field(key) => whole.put_field(key, typed),
        }
        whole
    }

    /// The form of this part alone, out of the whole.
    fn alone(&self, whole: &Draft) -> Draft {
        let Part::Row(_, index) = self else { return whole.clone() };
        let mut alone = Draft::default();
        if let Some(index) = index {
            alone.put_row(self.kind(), 0, whole, *index);
        }
        alone
    }
}

/// The field that is open on a card.
#[derive(Clone, Debug)]
pub struct Editing {
    pub part: Part,
    /// What is typed, of a row as the only one.
    typed: Draft,
    /// What the part was when it was opened.
    was: String,
    faults: Faults,
    /// Somebody else has changed it meanwhile.
    theirs: Option<Theirs>,
    /// It holds words that are not saved.
    dirty: bool,
    lists: Lists,
}

/// What somebody else made of a part.
#[derive(Clone, Debug)]
struct Theirs {
    by: String,
    now: String,
}

impl Editing {
    /// Opens a part of a customer for an agent, with what they typed into it before and did not save.
    pub fn open(
        tx: &mut Tx<'_>,
        locale: &Locale,
        agent: AgentId,
        customer: &Customer,
        part: Part,
    ) -> AppResult<Option<Editing>> {
        let kept = find_kept(tx, agent, &part.key(customer.id), locale.now)?;
        let lists = Lists::read(tx, "")?;
        let now = Draft::of(customer, &lists.definitions, locale);
        let is_there = match &part {
            // Words of a row that has gone are shown all the same.
            Part::Row(_, Some(index)) => kept.is_some() || *index < now.row_count(part.kind()),
            Part::Field(key) => lists.definitions.find(key).is_some(),
            _ => true,
        };
        if !is_there {
            return Ok(None);
        }
        if let Some((typed, _)) = kept {
            return Editing::again(tx, locale, customer, part, typed, Faults::default()).map(Some);
        }
        Ok(Some(Editing {
            was: part.words(&now),
            typed: part.alone(&now),
            part,
            faults: Faults::default(),
            theirs: None,
            dirty: false,
            lists,
        }))
    }

    /// The field with what was typed, and what is wrong with it or has happened meanwhile.
    fn again(
        tx: &mut Tx<'_>,
        locale: &Locale,
        customer: &Customer,
        part: Part,
        typed: Draft,
        faults: Faults,
    ) -> AppResult<Editing> {
        let lists = Lists::read(tx, &ambiguous(&faults, &typed))?;
        let now = Draft::of(customer, &lists.definitions, locale);
        let (part, was, theirs) = match part.found(&now, &typed.was) {
            Some(found) if found.words(&now) == typed.was => (found, typed.was.clone(), None),
            Some(found) => {
                let theirs = Theirs { by: by(tx, customer, found.member())?, now: found.words(&now) };
                // Sent again, it is meant.
                let was = found.words(&now);
                (found, was, Some(theirs))
            }
            None => {
                let theirs = Theirs { by: by(tx, customer, part.member())?, now: String::new() };
                let part = if let Part::Row(member, _) = part { Part::Row(member, None) } else { part };
                (part, String::new(), Some(theirs))
            }
        };
        Ok(Editing { part, typed, was, faults, theirs, dirty: true, lists })
    }
}

/// Who changed a member last.
fn by(tx: &mut Tx<'_>, customer: &Customer, member: &str) -> AppResult<String> {
    let changed = |change: &changes::Change| {
        let holds = |name: &str| change.after.as_ref().is_some_and(|after| after.get(name).is_some());
        holds(member) || (member == "name" && (holds("given_name") || holds("family_name")))
    };
    Ok(conflict::since(tx, customer, 0)?
        .into_iter()
        .find(changed)
        .map(|change| change.by)
        .unwrap_or_default())
}
