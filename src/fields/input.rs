//! What a caller may write of definitions, and its checking.

use db::Tx;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Entity, Field, Kind, Set, store, value};
use crate::author::Author;
use crate::check::Check;
use crate::error::{AppResult, FieldError};
use crate::fold::fold;
use crate::id::{FieldId, FieldSetId};
use crate::identity_checks::Level;

/// The members of a set that a caller may write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SetInput {
    /// What its fields are of; it does not change. Record groups are made by their own call.
    pub entity: Option<Entity>,
    /// Its heading.
    #[schema(max_length = 100)]
    pub name: Option<String>,
    /// Its place among the sets of its entity, from 0 on; the last one unless said otherwise.
    #[schema(minimum = 0)]
    pub position: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(ignore)]
    pub key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(ignore)]
    pub record_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(ignore)]
    pub empty_text: Option<String>,
}

/// The members of a definition that a caller may write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FieldInput {
    /// The set, or the record group, that it is in. It may move to another set of its entity.
    pub set_id: Option<FieldSetId>,
    /// Under which its values stand: 1 to 64 letters, digits, `_`, `-` or `.`; it does not change. Made of the name
    /// unless said otherwise.
    #[schema(max_length = 64)]
    pub key: Option<String>,
    #[schema(max_length = 100)]
    pub name: Option<String>,
    /// It does not change to one that values which are there do not fit.
    #[schema(inline)]
    pub kind: Option<Kind>,
    /// A line under the field, for who fills it in.
    #[schema(max_length = 500)]
    pub help: Option<String>,
    /// Its place in its set, from 0 on; the last one unless said otherwise.
    #[schema(minimum = 0)]
    pub position: Option<i64>,
    /// Nobody may leave it empty in a form, nor create a customer or record without it. Imports may.
    pub required: Option<bool>,
    /// Agents see that there is a value, not which.
    pub masked: Option<bool>,
    /// Of what is masked: what an identity check has to prove (`basic`, `strong`) for the agent of the contact to see it;
    /// `none`: no check shows it.
    #[schema(inline)]
    pub identity_level: Option<Level>,
    /// Customers are found by its words. Only of customers, and not what is masked.
    pub searchable: Option<bool>,
    /// Of the kinds `choice` and `choices`: what may be chosen, in order.
    #[schema(max_items = 200)]
    pub choices: Option<Vec<String>>,
    /// Of the kind `amount`: the currency of amounts that are given without one, ISO 4217.
    #[schema(pattern = "^[A-Z]{3}$")]
    pub currency: Option<String>,
    /// Put away: its values are those of a free key.
    pub archived: Option<bool>,
}

/// A key made of a name: `Customer number` is `customer_number`.
fn key_of(name: &str) -> String {
    let words = fold(name);
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_").chars().take(64).collect()
}

/// The key that was given, or one made of the name; the one that is there never changes.
fn key(check: &mut Check, given: Option<&str>, name: Option<&str>, before: Option<&str>) -> String {
    let given = given.map(str::trim).filter(|key| !key.is_empty());
    if let Some(before) = before {
        if given.is_some_and(|key| key != before) {
            check.fail(FieldError::new("key", "invalid-fixed"));
        }
        return before.to_owned();
    }
    let key = given.map_or_else(|| key_of(name.unwrap_or_default()), str::to_owned);
    // What is wrong with a missing name is told there.
    if name.is_some() && !Check::is_field_key(&key) {
        check.fail(FieldError::new("key", "invalid-field-key"));
    }
    key
}

fn named(check: &mut Check, name: Option<&str>) -> Option<String> {
    let read = check.line("name", name, 100);
    if read.is_none() && name.is_none_or(|name| name.trim().is_empty()) {
        check.fail(FieldError::new("name", "invalid-empty"));
    }
    read
}

fn place(check: &mut Check, position: Option<i64>) {
    if position.is_some_and(|position| !(0..1_000).contains(&position)) {
        check.fail(FieldError::new("position", "invalid-position"));
    }
}

impl SetInput {
    pub fn of(set: &Set) -> SetInput {
        SetInput {
            entity: Some(set.entity),
            name: Some(set.name.clone()),
            position: Some(set.position),
            key: set.key.clone(),
            record_name: set.record_name.clone(),
            empty_text: set.empty_text.clone(),
        }
    }

    /// The set that this makes, or makes of `before`.
    pub(super) fn check(&self, tx: &mut Tx<'_>, author: &Author, before: Option<&Set>) -> AppResult<Set> {
        let mut check = Check::default();
        let name = named(&mut check, self.name.as_deref());
        if self.entity.is_none() {
            check.fail(FieldError::new("entity", "invalid-missing"));
        } else if before.is_some_and(|before| Some(before.entity) != self.entity) {
            check.fail(FieldError::new("entity", "invalid-fixed"));
        }
        place(&mut check, self.position);
        let entity = self.entity.unwrap_or(Entity::Customer);
        let is_group = entity == Entity::Record;
        let known = before.and_then(|before| before.key.as_deref());
        let key = is_group.then(|| key(&mut check, self.key.as_deref(), name.as_deref(), known));
        let record_name = check.line("record_name", self.record_name.as_deref().filter(|_| is_group), 100);
        let empty_text = check.line("empty_text", self.empty_text.as_deref().filter(|_| is_group), 500);
        check.finish()?;
        let sets = store::list_sets(tx, entity)?;
        Ok(Set {
            id: before.map_or_else(|| FieldSetId::new(author.at), |before| before.id),
            entity,
            name: name.unwrap_or_default(),
            position: before
                .map_or_else(|| sets.last().map_or(0, |last| last.position + 1), |before| before.position),
            key,
            record_name,
            empty_text,
            version: before.map_or(1, |before| before.version + 1),
            created_at: before.map_or(author.at, |before| before.created_at),
            updated_at: author.at,
        })
    }
}

impl FieldInput {
    pub fn of(field: &Field) -> FieldInput {
        FieldInput {
            set_id: Some(field.set),
            key: Some(field.key.clone()),
            name: Some(field.name.clone()),
            kind: Some(field.kind),
            help: field.help.clone(),
            position: Some(field.position),
            required: Some(field.required),
            masked: Some(field.masked),
            identity_level: Some(field.identity_level),
            searchable: Some(field.searchable),
            choices: Some(field.choices.clone()),
            currency: field.currency.clone(),
            archived: Some(field.is_archived()),
        }
    }

    /// The definition that this makes, or makes of `before`.
    pub(super) fn check(&self, tx: &mut Tx<'_>, author: &Author, before: Option<&Field>) -> AppResult<Field> {
        let mut check = Check::default();
        let set = match self.set_id {
            None => None,
            Some(id) => store::find_set(tx, id)?,
        };
        match (&set, before) {
            (None, _) => check.fail(FieldError::new("set_id", "invalid-set")),
            // A column belongs to its table; a field stays with what it is of.
            (Some(set), Some(before))
                if set.id != before.set && (set.entity != before.entity || set.entity == Entity::Record) =>
            {
                check.fail(FieldError::new("set_id", "invalid-fixed"));
            }
            _ => {}
        }
        let name = named(&mut check, self.name.as_deref());
        let known = before.map(|before| before.key.as_str());
        let key = key(&mut check, self.key.as_deref(), name.as_deref(), known);
        let help = check.line("help", self.help.as_deref(), 500);
        place(&mut check, self.position);
        let kind = self.kind.unwrap_or(Kind::Text);
        if self.kind.is_none() {
            check.fail(FieldError::new("kind", "invalid-missing"));
        }
        let choices = match kind.has_choices() {
            true => value::choices(&mut check, self.choices.as_deref().unwrap_or_default()),
            false => Vec::new(),
        };
        if kind.has_choices() && self.choices.as_ref().is_none_or(Vec::is_empty) {
            check.fail(FieldError::new("choices", "invalid-empty"));
        }
        let is_amount = kind == Kind::Amount;
        let currency = check.line("currency", self.currency.as_deref().filter(|_| is_amount), 3);
        let is_code = |code: &String| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_amount && !currency.as_ref().is_some_and(is_code) {
            check.fail(FieldError::new("currency", "invalid-currency"));
        }
        let entity = set.as_ref().map_or(Entity::Customer, |set| set.entity);
        let (masked, searchable) = (self.masked == Some(true), self.searchable == Some(true));
        if searchable && entity != Entity::Customer {
            check.fail(FieldError::new("searchable", "invalid-searchable"));
        } else if searchable && masked {
            check.fail(FieldError::new("searchable", "invalid-searchable-masked"));
        }
        let identity_level = self.identity_level.unwrap_or_default();
        // Nothing else stands on the card where a contact is.
        let is_on_card = matches!(entity, Entity::Customer | Entity::Record);
        if identity_level != Level::None && !(masked && is_on_card) {
            check.fail(FieldError::new("identity_level", "invalid-identity-not-masked"));
        }
        check.finish()?;
        let archived = self.archived == Some(true);
        let archived_at =
            before.and_then(|before| before.archived_at).or(Some(author.at)).filter(|_| archived);
        let set = set.map_or_else(|| FieldSetId(uuid::Uuid::nil()), |set| set.id);
        let stays = before.filter(|before| before.set == set);
        let last = match stays {
            Some(_) => 0,
            None => store::list_of_set(tx, set)?.last().map_or(0, |last| last.position + 1),
        };
        Ok(Field {
            id: before.map_or_else(|| FieldId::new(author.at), |before| before.id),
            set,
            entity,
            key,
            name: name.unwrap_or_default(),
            kind,
            help,
            position: stays.map_or(last, |before| before.position),
            required: self.required == Some(true),
            masked,
            identity_level,
            searchable,
            choices,
            currency,
            version: before.map_or(1, |before| before.version + 1),
            archived_at,
            created_at: before.map_or(author.at, |before| before.created_at),
            updated_at: author.at,
        })
    }
}
