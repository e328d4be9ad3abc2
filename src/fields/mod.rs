//! Fields that administrators define for customers, requests and interactions, in sets, and the columns of record
//! groups.
//!
//! Invariant: a key means one field of its entity (of its group, in a record group), archived ones included. A
//! definition says what may be written under its key from then on; it never changes a value that is there. Without one,
//! and when it is archived, a key is free: any value may stand there. What is masked stays so when it is archived.

pub mod api;
pub mod controls;
pub mod definitions;
pub mod input;
pub mod pages;
pub mod shown;
pub mod store;
pub mod typed;
pub mod value;
mod view;
pub mod work;

use db::Tx;
use serde_json::{Map, Value, json};

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::customers;
use crate::error::{AppError, AppResult, FieldError};
use crate::id::{FieldId, FieldSetId};
use crate::identity_checks::Level;
use crate::words::words;
pub use definitions::Definitions;
pub use input::{FieldInput, SetInput};

/// Fields of an entity or a group that are not archived …
const MANY_FIELDS: i64 = 200;
/// … and sets of an entity, or record groups.
const MANY_SETS: i64 = 50;

words! {
    /// What fields are defined for.
    Entity { Customer = "customer", Request = "request", Interaction = "interaction", Record = "record" }
}
words! {
    /// What may stand in a field.
    Kind {
        /// One line: 2,000 characters.
        Text = "text",
        /// Several lines: 10,000 characters.
        LongText = "long_text",
        /// A JSON number.
        Number = "number",
        /// A decimal number and its currency as one text: `"12.50 PLN"`.
        Amount = "amount",
        /// `"2026-02-28"`.
        Date = "date",
        /// `true` or `false`.
        YesNo = "yes_no",
        /// One of `choices`.
        Choice = "choice",
        /// A list of some of `choices`.
        Choices = "choices",
        /// An address that begins with `https://`, `http://` or `mailto:`.
        Link = "link",
        /// The id of a customer.
        Customer = "customer",
    }
}

impl Kind {
    pub fn has_choices(self) -> bool {
        matches!(self, Kind::Choice | Kind::Choices)
    }

    /// What is wrong with a value of another shape.
    fn fault(self) -> &'static str {
        match self {
            Kind::Text | Kind::LongText => "invalid-field-value",
            Kind::Number => "invalid-number",
            Kind::Amount => "invalid-amount",
            Kind::Date => "invalid-date",
            Kind::YesNo => "invalid-yes-no",
            Kind::Choice | Kind::Choices => "invalid-not-offered",
            Kind::Link => "invalid-link",
            Kind::Customer => "invalid-customer",
        }
    }
}

/// Fields under one heading, or a record group with its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    pub id: FieldSetId,
    pub entity: Entity,
    pub name: String,
    pub position: i64,
    /// Of a record group: how addresses call it …
    pub key: Option<String>,
    /// … what one of its records is called …
    pub record_name: Option<String>,
    /// … and what stands there while there is none.
    pub empty_text: Option<String>,
    pub version: i64,
    pub created_at: Time,
    pub updated_at: Time,
}

/// A definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub id: FieldId,
    pub set: FieldSetId,
    pub entity: Entity,
    pub key: String,
    pub name: String,
    pub kind: Kind,
    pub help: Option<String>,
    pub position: i64,
    pub required: bool,
    pub masked: bool,
    /// What an identity check has to prove to open it where it is masked; `none`: no check does.
    pub identity_level: Level,
    pub searchable: bool,
    pub choices: Vec<String>,
    pub currency: Option<String>,
    pub version: i64,
    pub archived_at: Option<Time>,
    pub created_at: Time,
    pub updated_at: Time,
}

impl Set {
    fn subject(&self) -> Subject {
        Subject { entity: "field_set", id: self.id.0, customer: None }
    }

    fn recorded(&self) -> Map<String, Value> {
        let members = json!({
            "entity": self.entity, "name": self.name, "position": self.position, "key": self.key,
            "record_name": self.record_name, "empty_text": self.empty_text,
        });
        members.as_object().cloned().unwrap_or_default()
    }
}

impl Field {
    pub fn is_archived(&self) -> bool {
        self.archived_at.is_some()
    }

    /// Whether customers are found by its values.
    pub fn is_found(&self) -> bool {
        self.entity == Entity::Customer && self.searchable && !self.is_archived()
    }

    /// Whether lists of customers may not be asked for its values.
    pub fn is_hidden(&self) -> bool {
        self.entity == Entity::Customer && self.masked
    }

    fn subject(&self) -> Subject {
        Subject { entity: "field", id: self.id.0, customer: None }
    }

    fn recorded(&self) -> Map<String, Value> {
        let members = json!({
            "set_id": self.set, "key": self.key, "name": self.name, "kind": self.kind, "help": self.help,
            "position": self.position, "required": self.required, "masked": self.masked,
            "identity_level": self.identity_level,
            "searchable": self.searchable, "choices": self.choices, "currency": self.currency,
            "archived_at": self.archived_at,
        });
        members.as_object().cloned().unwrap_or_default()
    }

    #[cfg(test)]
    pub fn example() -> Field {
        let at = Time::from_micros(0);
        Field {
            id: FieldId(uuid::Uuid::nil()),
            set: FieldSetId(uuid::Uuid::nil()),
            entity: Entity::Customer,
            key: "x".to_owned(),
            name: "X".to_owned(),
            kind: Kind::Text,
            help: None,
            position: 0,
            required: false,
            masked: false,
            identity_level: Level::None,
            searchable: false,
            choices: Vec::new(),
            currency: None,
            version: 1,
            archived_at: None,
            created_at: at,
            updated_at: at,
        }
    }
}

/// Makes a set; it comes last unless it is told where.
pub fn create_set(tx: &mut Tx<'_>, author: &Author, input: &SetInput) -> AppResult<Set> {
    let set = input.check(tx, author, None)?;
    key_is_free(tx, &set)?;
    if store::list_sets(tx, set.entity)?.len() >= usize::try_from(MANY_SETS).unwrap_or(usize::MAX) {
        return Err(AppError::Conflict(FieldError::new("", "conflict-too-many").with("max", MANY_SETS)));
    }
    store::insert_set(tx, &set)?;
    changes::created(tx, author, set.subject(), &set.recorded())?;
    place_set(tx, author, &set, input.position)
}

/// Changes a set. `version` is the one that was read.
pub fn update_set(
    tx: &mut Tx<'_>,
    author: &Author,
    id: FieldSetId,
    version: i64,
    input: &SetInput,
) -> AppResult<Set> {
    let before = store::get_set(tx, id)?;
    if before.version != version {
        return Err(AppError::Stale);
    }
    let after = input.check(tx, author, Some(&before))?;
    key_is_free(tx, &after)?;
    let after =
        if changes::updated(tx, author, "update", after.subject(), &before.recorded(), &after.recorded())? {
            store::update_set(tx, &after)?;
            after
        } else {
            before
        };
    place_set(tx, author, &after, input.position)
}

/// Removes a set in which nothing is left but archived definitions, whose keys are free then for good; a record group
/// also has to be without records.
pub fn delete_set(tx: &mut Tx<'_>, author: &Author, id: FieldSetId, version: i64) -> AppResult<()> {
    let before = store::get_set(tx, id)?;
    if before.version != version {
        return Err(AppError::Stale);
    }
    let fields = store::list_of_set(tx, id)?;
    let (count, code) = match before.entity {
        Entity::Record => (store::count_records(tx, id)?, "conflict-group-has-records"),
        _ => (
            fields.iter().filter(|field| !field.is_archived() || field.masked).count(),
            "conflict-set-has-fields",
        ),
    };
    if count > 0 {
        return Err(AppError::Conflict(FieldError::new("", code).with("n", count)));
    }
    for field in &fields {
        store::delete(tx, field.id)?;
        changes::deleted(tx, author, field.subject(), &field.recorded())?;
    }
    store::delete_set(tx, id)?;
    Ok(changes::deleted(tx, author, before.subject(), &before.recorded())?)
}

fn key_is_free(tx: &mut Tx<'_>, set: &Set) -> AppResult<()> {
    if let Some(key) = &set.key
        && store::find_group(tx, key)?.is_some_and(|other| other.id != set.id)
    {
        return Err(AppError::Conflict(FieldError::new("key", "conflict-key-taken").with("name", key)));
    }
    Ok(())
}

/// Defines a field; it comes last in its set unless it is told where.
pub fn create(tx: &mut Tx<'_>, author: &Author, input: &FieldInput) -> AppResult<Field> {
    let field = input.check(tx, author, None)?;
    let siblings = store::list_siblings(tx, &field)?;
    if let Some(other) = siblings.iter().find(|other| other.key == field.key) {
        let code = if other.is_archived() { "conflict-key-archived" } else { "conflict-key-taken" };
        return Err(AppError::Conflict(FieldError::new("key", code).with("name", &other.name)));
    }
    has_room(&siblings)?;
    all_fit(tx, &field, None)?;
    store::insert(tx, &field)?;
    changes::created(tx, author, field.subject(), &field.recorded())?;
    customers::finding::follow_definitions(tx, None, &field)?;
    place(tx, author, &field, input.position)
}

/// Changes a definition, archives or restores it. `version` is the one that was read.
pub fn update(
    tx: &mut Tx<'_>,
    author: &Author,
    id: FieldId,
    version: i64,
    input: &FieldInput,
) -> AppResult<Field> {
    let before = store::get(tx, id)?;
    if before.version != version {
        return Err(AppError::Stale);
    }
    let after = input.check(tx, author, Some(&before))?;
    if before.is_archived() && !after.is_archived() {
        has_room(&store::list_siblings(tx, &after)?)?;
    }
    all_fit(tx, &after, Some(&before))?;
    let after =
        if changes::updated(tx, author, "update", after.subject(), &before.recorded(), &after.recorded())? {
            store::update(tx, &after)?;
            customers::finding::follow_definitions(tx, Some(&before), &after)?;
            after
        } else {
            before
        };
    place(tx, author, &after, input.position)
}

/// Puts a definition away: its values stay as those of a free key.
pub fn archive(tx: &mut Tx<'_>, author: &Author, id: FieldId, version: i64) -> AppResult<Field> {
    let input = FieldInput { archived: Some(true), ..FieldInput::of(&store::get(tx, id)?) };
    update(tx, author, id, version, &input)
}

pub fn restore(tx: &mut Tx<'_>, author: &Author, id: FieldId, version: i64) -> AppResult<Field> {
    let input = FieldInput { archived: Some(false), ..FieldInput::of(&store::get(tx, id)?) };
    update(tx, author, id, version, &input)
}

fn has_room(siblings: &[Field]) -> AppResult<()> {
    let count = siblings.iter().filter(|field| !field.is_archived()).count();
    if i64::try_from(count).unwrap_or(i64::MAX) >= MANY_FIELDS {
        return Err(AppError::Conflict(FieldError::new("", "conflict-too-many").with("max", MANY_FIELDS)));
    }
    Ok(())
}

/// Refuses a kind, or choices, that values which are there do not fit.
fn all_fit(tx: &mut Tx<'_>, field: &Field, before: Option<&Field>) -> AppResult<()> {
    let same = before.is_some_and(|before| {
        before.kind == field.kind
            && before.choices == field.choices
            && before.is_archived() == field.is_archived()
    });
    if same || field.is_archived() {
        return Ok(());
    }
    let misfits = store::count_values(tx, field, |one| value::read(field, "", one).is_err())?;
    if misfits > 0 {
        let member = if before.is_some_and(|before| before.kind == field.kind) { "choices" } else { "kind" };
        return Err(AppError::Conflict(FieldError::new(member, "conflict-values-misfit").with("n", misfits)));
    }
    Ok(())
}

/// Where among its siblings something is to stand: one step up or down, or at a place from 0 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    Up,
    Down,
    Place(i64),
}

/// Moves a definition within its set.
pub fn move_field(tx: &mut Tx<'_>, author: &Author, id: FieldId, to: To) -> AppResult<Field> {
    let field = store::get(tx, id)?;
    let mut fields = store::list_of_set(tx, field.set)?;
    fields.retain(|one| !one.is_archived());
    for (place, mut one) in moved(fields, |one| one.id == id, to) {
        if one.position != place {
            let before = one.clone();
            (one.position, one.version, one.updated_at) = (place, one.version + 1, author.at);
            store::update(tx, &one)?;
            changes::updated(tx, author, "update", one.subject(), &before.recorded(), &one.recorded())?;
        }
    }
    Ok(store::get(tx, id)?)
}

/// Moves a set among those of its entity, a record group among the others.
pub fn move_set(tx: &mut Tx<'_>, author: &Author, id: FieldSetId, to: To) -> AppResult<Set> {
    let set = store::get_set(tx, id)?;
    let sets = store::list_sets(tx, set.entity)?;
    for (place, mut one) in moved(sets, |one| one.id == id, to) {
        if one.position != place {
            let before = one.clone();
            (one.position, one.version, one.updated_at) = (place, one.version + 1, author.at);
            store::update_set(tx, &one)?;
            changes::updated(tx, author, "update", one.subject(), &before.recorded(), &one.recorded())?;
        }
    }
    Ok(store::get_set(tx, id)?)
}

/// All of them with the places that they have then.
pub(crate) fn moved<T>(
    mut all: Vec<T>,
    is_it: impl Fn(&T) -> bool,
    to: To,
) -> impl Iterator<Item = (i64, T)> {
    if let Some(from) = all.iter().position(is_it) {
        let one = all.remove(from);
        let place = match to {
            To::Up => from.saturating_sub(1),
            To::Down => from + 1,
            To::Place(place) => usize::try_from(place).unwrap_or(0),
        };
        all.insert(place.min(all.len()), one);
    }
    (0..).zip(all)
}

fn place(tx: &mut Tx<'_>, author: &Author, field: &Field, to: Option<i64>) -> AppResult<Field> {
    match to.filter(|to| *to != field.position && !field.is_archived()) {
        Some(to) => move_field(tx, author, field.id, To::Place(to)),
        None => Ok(field.clone()),
    }
}

fn place_set(tx: &mut Tx<'_>, author: &Author, set: &Set, to: Option<i64>) -> AppResult<Set> {
    match to.filter(|to| *to != set.position) {
        Some(to) => move_set(tx, author, set.id, To::Place(to)),
        None => Ok(set.clone()),
    }
}
