//! The face of a card: what it shows of its customer themselves, which is what a merge joins and an undo takes apart.
//! Pure functions; entries (contacts, notes, requests …) are no part of it, since they never move.
//!
//! Invariant: `rebase(join(a, …), a, join(a, …)) == a`: an undo with nothing between gives back exactly what was.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::fold::{fold, fold_case};
use crate::id::CustomerId;
use crate::national_ids;

/// Members that hold one value. `own_name` is a name that is not made of its parts.
pub const VALUES: [&str; 14] = [
    "kind",
    "given_name",
    "family_name",
    "own_name",
    "name",
    "company_id",
    "department",
    "job_title",
    "birth_date",
    "language",
    "vip",
    "hidden",
    "owner",
    "avatar",
];
/// Members that hold several.
pub const LISTS: [&str; 6] = ["phones", "emails", "handles", "addresses", "national_ids", "tags"];
/// What `name` is made of: chosen together.
pub const NAME: [&str; 4] = ["given_name", "family_name", "own_name", "name"];
/// Where nothing is chosen the kept card's stands, be it empty.
const NOT_FILLED: [&str; 4] = ["kind", "own_name", "name", "hidden"];
/// When somebody last changed it: follows what is undone.
pub const UPDATED_AT: &str = "updated_at";
/// Before the key of an own field.
pub const FIELD: &str = "fields.";

/// What a card shows of its customer, as JSON by member.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// By `VALUES`, `fields.KEY` and `updated_at`; nothing stands for null.
    pub values: BTreeMap<String, Value>,
    /// By `LISTS`, in their order on the card.
    pub lists: BTreeMap<String, Vec<Value>>,
}

/// Which card a member is taken from.
pub type Choices = BTreeMap<String, CustomerId>;

impl Face {
    pub fn value(&self, member: &str) -> &Value {
        self.values.get(member).unwrap_or(&Value::Null)
    }

    pub fn list(&self, member: &str) -> &[Value] {
        self.lists.get(member).map_or(&[], Vec::as_slice)
    }

    pub fn set(&mut self, member: &str, value: &Value) {
        match value {
            Value::Null => self.values.remove(member),
            value => self.values.insert(member.to_owned(), value.clone()),
        };
    }

    pub fn set_list(&mut self, member: &str, list: Vec<Value>) {
        if list.is_empty() {
            self.lists.remove(member);
        } else {
            self.lists.insert(member.to_owned(), list);
        }
    }
}

/// What tells one item of a list from another, whatever label it has.
pub fn key(list: &str, item: &Value) -> String {
    let text = |member: &str| item.get(member).and_then(Value::as_str).unwrap_or_default();
    match list {
        "addresses" => {
            let members = ["street", "postal_code", "city", "region", "country"];
            members.map(|member| fold(text(member))).join("\n")
        }
        "national_ids" => format!("{}\n{}", national_ids::label(text("kind")), text("value")),
        "tags" => fold_case(item.as_str().unwrap_or_default()),
        _ => format!("{}\n{}", text("value"), text("extension")),
    }
}

/// The words of the API for members that are called otherwise here.
const CALLED: [(&str, &str); 2] = [("company", "company_id"), ("owner_id", "owner")];

/// Whether a member can be taken from one card or another.
pub fn can_be_chosen(member: &str) -> bool {
    let member = member_of_choice(member);
    VALUES.contains(&member) && member != "own_name" || LISTS.contains(&member) || member.starts_with(FIELD)
}

/// The member that a choice is about.
pub fn member_of_choice(choice: &str) -> &str {
    CALLED.iter().find(|(called, _)| *called == choice).map_or(choice, |(_, member)| member)
}

/// Joins cards. Of one value: the chosen card's, else the kept card's, else that of the first who has one; of lists the
/// chosen card's, else all, each item once, the kept card's first.
pub fn join(kept: (CustomerId, &Face), others: &[(CustomerId, &Face)], choices: &Choices) -> Face {
    let mut joined = kept.1.clone();
    let chosen = |member: &str| {
        let of = |card: &CustomerId| {
            others.iter().chain([&kept]).find(|(id, _)| id == card).map(|(_, face)| *face)
        };
        let name = NAME.contains(&member).then(|| choices.get("name")).flatten();
        choices.get(member).filter(|_| member != "name").or(name).and_then(of)
    };
    let mut members: Vec<&str> = VALUES.to_vec();
    let keys = others.iter().chain([&kept]).flat_map(|(_, face)| face.values.keys());
    members.extend(keys.filter(|key| key.starts_with(FIELD)).map(String::as_str));
    for member in members {
        match chosen(member) {
            Some(face) => joined.set(member, face.value(member)),
            None if NOT_FILLED.contains(&member) || is_filled(kept.1.value(member)) => {}
            None => {
                if let Some(value) =
                    others.iter().map(|(_, face)| face.value(member)).find(|one| is_filled(one))
                {
                    joined.set(member, value);
                }
            }
        }
    }
    for list in LISTS {
        let items = match chosen(list) {
            Some(face) => face.list(list).to_vec(),
            None => {
                let mut items = kept.1.list(list).to_vec();
                let mut known: Vec<String> = items.iter().map(|item| key(list, item)).collect();
                for item in others.iter().flat_map(|(_, face)| face.list(list)) {
                    let key = key(list, item);
                    if !known.contains(&key) {
                        items.push(item.clone());
                        known.push(key);
                    }
                }
                items
            }
        };
        joined.set_list(list, items);
    }
    joined
}

fn is_filled(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false)) && value.as_str() != Some("")
}

/// Takes to `onto` what changes between `from` and `to`, and nothing that was changed otherwise since `from`.
pub fn rebase(from: &Face, to: &Face, onto: &Face) -> Face {
    let mut face = onto.clone();
    let members: Vec<&String> = from.values.keys().chain(to.values.keys()).collect();
    for member in members {
        if onto.value(member) == from.value(member) {
            face.set(member, to.value(member));
        }
    }
    for list in LISTS {
        let (from, to, mine) = (from.list(list), to.list(list), onto.list(list));
        if from != to {
            face.set_list(list, if mine == from { to.to_vec() } else { rebase_list(list, from, to, mine) });
        }
    }
    face
}

/// The item of a list that is the same thing as another one.
pub fn find<'i>(list: &str, items: &'i [Value], wanted: &Value) -> Option<&'i Value> {
    let wanted = key(list, wanted);
    items.iter().find(|item| key(list, item) == wanted)
}

fn rebase_list(list: &str, from: &[Value], to: &[Value], mine: &[Value]) -> Vec<Value> {
    let stays = |item: &Value| match (find(list, from, item), find(list, to, item)) {
        (Some(_), None) => None,
        (Some(was), Some(is)) if was == item => Some(is.clone()),
        _ => Some(item.clone()),
    };
    let mut items: Vec<Value> = mine.iter().filter_map(stays).collect();
    for item in to {
        if find(list, from, item).is_none() && find(list, &items, item).is_none() {
            items.push(item.clone());
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn id(number: u128) -> CustomerId {
        CustomerId(uuid::Uuid::from_u128(number))
    }

    fn face(values: Value, phones: &[&str]) -> Face {
        let values = values.as_object().cloned().unwrap_or_default().into_iter().collect();
        let phones = phones.iter().map(|value| json!({ "value": value })).collect();
        Face { values, lists: BTreeMap::from_iter([("phones".to_owned(), phones)]) }
    }

    #[test]
    fn a_value_is_chosen_or_kept_or_filled() {
        let kept = face(json!({"family_name": "Nowak", "name": "Nowak", "language": "pl"}), &["+1"]);
        let other = face(
            json!({"given_name": "Ola", "own_name": "Olka", "language": "en", "vip": true}),
            &["+2", "+1"],
        );
        let joined = join((id(1), &kept), &[(id(2), &other)], &Choices::new());
        assert_eq!(
            joined,
            face(
                json!({"given_name": "Ola", "family_name": "Nowak", "name": "Nowak", "language": "pl", "vip": true}),
                &["+1", "+2"]
            )
        );
        let choices = Choices::from([("language".to_owned(), id(2)), ("phones".to_owned(), id(2))]);
        let joined = join((id(1), &kept), &[(id(2), &other)], &choices);
        assert_eq!((joined.value("language"), joined.list("phones").len()), (&json!("en"), 2));
        assert_eq!(joined.list("phones")[0], json!({"value": "+2"}));
        let named = Choices::from([("name".to_owned(), id(2))]);
        let joined = join((id(1), &kept), &[(id(2), &other)], &named);
        assert_eq!(joined.value("family_name"), &Value::Null);
        assert_eq!(joined.value("own_name"), &json!("Olka"));
    }

    #[test]
    fn what_was_changed_since_stays() {
        let kept = face(json!({"language": "pl"}), &["+1"]);
        let other = face(json!({"language": "en", "job_title": "Baker"}), &["+2"]);
        let choices = Choices::from([("language".to_owned(), id(2))]);
        let joined = join((id(1), &kept), &[(id(2), &other)], &choices);
        let mut edited = joined.clone();
        edited.set("job_title", &json!("Head baker"));
        edited.set_list(
            "phones",
            vec![json!({"value": "+3"}), json!({"value": "+2", "label": "work"}), json!({"value": "+1"})],
        );
        let undone = rebase(&joined, &kept, &edited);
        assert_eq!(undone, face(json!({"language": "pl", "job_title": "Head baker"}), &["+3", "+1"]));
    }

    fn any_face() -> impl Strategy<Value = Face> {
        let members = proptest::sample::subsequence(
            vec!["language", "given_name", "own_name", "vip", "fields.a"],
            0..=5,
        );
        (
            members,
            proptest::collection::vec("[a-c]", 5),
            proptest::sample::subsequence(vec!["+1", "+2", "+3", "+4"], 0..=4),
        )
            .prop_map(|(members, values, phones)| {
                let values =
                    members.iter().zip(values).map(|(member, value)| ((*member).to_owned(), json!(value)));
                let mut face = face(json!({}), &phones);
                face.values = values.collect();
                face.set_list("phones", face.list("phones").to_vec());
                face
            })
    }

    proptest! {
        #[test]
        fn an_undo_gives_back_what_was(kept in any_face(), other in any_face(), chosen in proptest::bool::ANY) {
            let choices = if chosen { Choices::from([("phones".to_owned(), id(2)), ("name".to_owned(), id(2))]) } else { Choices::new() };
            let joined = join((id(1), &kept), &[(id(2), &other)], &choices);
            prop_assert_eq!(rebase(&joined, &kept, &joined), kept);
        }

        #[test]
        fn what_an_undo_does_not_concern_stays(from in any_face(), to in any_face(), onto in any_face()) {
            prop_assert_eq!(rebase(&from, &from, &onto), onto.clone());
            prop_assert_eq!(rebase(&onto, &to, &onto), to);
        }
    }
}
