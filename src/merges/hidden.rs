//! Edits that an undo hides. The faces of a card stand in a line: before a merge, after it, before the next one …, and what
//! people changed is the difference between *after* and the next *before*. An undo carries its own difference along that
//! line; where both say the same nothing is left to tell the edit by, and undoing one of the merges below would take it
//! back. So it is put below the merge that would.

use std::collections::BTreeMap;

use serde_json::Value;

use super::face::{Face, LISTS, UPDATED_AT, find, key};

/// What people changed between two faces of a line, and is no difference any more.
#[derive(Debug, PartialEq)]
pub struct Hidden {
    /// By member, what it was set to.
    values: BTreeMap<String, Value>,
    /// Of lists.
    added: Vec<(&'static str, Value)>,
    removed: Vec<(&'static str, Value)>,
}

impl Hidden {
    /// Of what was changed between `from` and `onto` that which `to`, instead of `from`, shows as well.
    pub fn of(from: &Face, to: &Face, onto: &Face) -> Hidden {
        let members = from.values.keys().chain(onto.values.keys()).filter(|member| *member != UPDATED_AT);
        let values = members
            .filter(|member| {
                onto.value(member) != from.value(member) && onto.value(member) == to.value(member)
            })
            .map(|member| (member.clone(), onto.value(member).clone()))
            .collect();
        let (mut added, mut removed) = (Vec::new(), Vec::new());
        for list in LISTS {
            let is_added = |item: &&Value| !has(from, list, item) && has(to, list, item);
            let is_removed = |item: &&Value| !has(onto, list, item) && !has(to, list, item);
            added.extend(onto.list(list).iter().filter(is_added).map(|item| (list, item.clone())));
            removed.extend(from.list(list).iter().filter(is_removed).map(|item| (list, item.clone())));
        }
        Hidden { values, added, removed }
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.added.is_empty() && self.removed.is_empty()
    }

    /// Puts into `before`, the face under a merge, what its undo would take back. What differs from `after` is told by that,
    /// and what both sides of the merge show already is still to be looked for further below.
    pub fn settle(&mut self, before: &mut Face, after: &Face) {
        self.values.retain(|member, value| {
            let (is_hidden, is_below) = (after.value(member) == value, before.value(member) == value);
            if is_hidden && !is_below {
                before.set(member, value);
            }
            is_hidden && is_below
        });
        self.added.retain(|(list, item)| {
            let (is_hidden, is_below) = (has(after, list, item), has(before, list, item));
            if is_hidden && !is_below {
                before.set_list(list, [before.list(list), std::slice::from_ref(item)].concat());
            }
            is_hidden && is_below
        });
        self.removed.retain(|(list, item)| {
            let (is_hidden, is_below) = (!has(after, list, item), !has(before, list, item));
            if is_hidden && !is_below {
                let others = before.list(list).iter().filter(|one| key(list, one) != key(list, item));
                before.set_list(list, others.cloned().collect());
            }
            is_hidden && is_below
        });
    }
}

fn has(face: &Face, list: &str, item: &Value) -> bool {
    find(list, face.list(list), item).is_some()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn face(language: &str, phones: &[&str]) -> Face {
        let mut face = Face::default();
        face.set("language", &json!(language));
        face.set_list("phones", phones.iter().map(|phone| json!({"value": phone})).collect());
        face
    }

    /// The language became German, +7 was taken away, +9 was added; the undone merge did the same.
    fn hidden() -> Hidden {
        Hidden::of(&face("en", &["+7", "+8"]), &face("de", &["+8", "+9"]), &face("de", &["+8", "+9"]))
    }

    #[test]
    fn what_is_still_a_difference_is_not_hidden() {
        let (from, edited) = (face("en", &["+7"]), face("de", &["+9"]));
        assert!(Hidden::of(&from, &from, &edited).is_empty());
        assert!(Hidden::of(&from, &edited, &from).is_empty(), "nobody changed it");
        assert!(!Hidden::of(&from, &edited, &edited).is_empty());
    }

    #[test]
    fn what_a_merge_hides_is_put_below_it() {
        let mut before = face("pl", &["+7", "+8"]);
        let mut hidden = hidden();
        hidden.settle(&mut before, &face("de", &["+8", "+9"]));
        assert_eq!(before, face("de", &["+8", "+9"]));
        assert!(hidden.is_empty());
    }

    #[test]
    fn what_a_merge_does_not_touch_is_looked_for_below_it() {
        let same = face("de", &["+8", "+9"]);
        let (mut upper, mut lower) = (same.clone(), face("pl", &["+7"]));
        let mut hidden = hidden();
        hidden.settle(&mut upper, &same);
        assert_eq!((&upper, hidden.is_empty()), (&same, false));
        hidden.settle(&mut lower, &same);
        assert_eq!((lower, hidden.is_empty()), (face("de", &["+9"]), true));
    }

    #[test]
    fn what_differs_from_the_merge_below_is_told_by_that() {
        let (mut before, after) = (face("pl", &["+7"]), face("sv", &["+7"]));
        let mut hidden = hidden();
        hidden.settle(&mut before, &after);
        assert_eq!((before, hidden.is_empty()), (face("pl", &["+7"]), true));
    }
}
