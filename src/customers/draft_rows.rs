//! The rows of the form that hold phones, e-mails and handles.

use jiff::civil::Date;

use super::Customer;
use super::draft::{Draft, at, filled, is_ticked};
use super::draft_names as names;
use crate::card::reasons::{self, KNOWN_LABELS};
use crate::identifiers::{CustomerIdentifier, Flags, Identifier, IdentifierKind, LabelledValue};
use crate::language::Locale;

/// One row of phones, e-mails or handles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row<'a> {
    pub index: usize,
    pub value: &'a str,
    pub label: &'a str,
    pub dropped: bool,
    pub invalid: bool,
    /// Not to be contacted by it.
    pub quiet: bool,
    pub from: &'a str,
    pub to: &'a str,
    /// The form says whether the four before hold.
    pub told: bool,
}

impl Draft {
    /// Adds an identifier as people here write it.
    pub fn add(&mut self, identifier: &Identifier, label: Option<&str>, flags: &Flags, locale: &Locale) {
        let display = identifier.display(locale.home);
        let same =
            Identifier::read(identifier.kind, &display, locale.home).is_ok_and(|read| read == *identifier);
        let [values, labels, _, invalid, quiet, from, to] = self.lists_mut(identifier.kind);
        let index = values.len().to_string();
        values.push(if same { display } else { identifier.to_text() });
        labels.push(label.map(|label| reasons::label(locale, label)).unwrap_or_default());
        invalid.extend(flags.invalid.then(|| index.clone()));
        quiet.extend(flags.do_not_contact.then_some(index));
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        from.push(day(flags.from));
        to.push(day(flags.to));
    }

    /// The rows of phones, e-mails or handles.
    pub fn rows(&self, kind: IdentifierKind) -> Vec<Row<'_>> {
        let [values, labels, drops, invalid, quiet, from, to] = self.lists(kind);
        let count = values.len().max(labels.len());
        let row = |index| Row {
            index,
            value: at(values, index),
            label: at(labels, index),
            dropped: is_ticked(drops, index),
            invalid: is_ticked(invalid, index),
            quiet: is_ticked(quiet, index),
            from: at(from, index),
            to: at(to, index),
            told: index < from.len(),
        };
        (0..count).map(row).collect()
    }

    /// How many rows there are of phones, e-mails or handles; of addresses where it is none of them.
    pub fn row_count(&self, kind: Option<IdentifierKind>) -> usize {
        kind.map_or_else(|| self.address_count(), |kind| self.rows(kind).len())
    }

    /// Everything that a row holds, in one text to compare.
    pub fn row_words(&self, kind: Option<IdentifierKind>, index: usize) -> String {
        let Some(kind) = kind else { return self.address_lists().map(|list| at(list, index)).join("\n") };
        let rows = self.rows(kind);
        let Some(row) = rows.get(index) else { return String::new() };
        let ticks = [(row.invalid, "invalid"), (row.quiet, "quiet")];
        let ticked = ticks.into_iter().filter(|(on, _)| *on).map(|(_, word)| word);
        [row.value, row.label, row.from, row.to].into_iter().chain(ticked).collect::<Vec<_>>().join("\n")
    }

    /// Puts a row of another form in the place of one of these, or behind them.
    pub fn put_row(&mut self, kind: Option<IdentifierKind>, index: usize, other: &Draft, place: usize) {
        let (texts, ticks) = match kind {
            Some(kind) => {
                let [values, labels, drops, invalid, quiet, from, to] = self.lists_mut(kind);
                let [values_of, labels_of, drops_of, invalid_of, quiet_of, from_of, to_of] =
                    other.lists(kind);
                (
                    vec![(values, values_of), (labels, labels_of), (from, from_of), (to, to_of)],
                    vec![(drops, drops_of), (invalid, invalid_of), (quiet, quiet_of)],
                )
            }
            None => {
                let drops = (&mut self.address_drop, &other.address_drop);
                let lists = [
                    &mut self.address_kind,
                    &mut self.address_street,
                    &mut self.address_postal_code,
                    &mut self.address_city,
                    &mut self.address_region,
                    &mut self.address_country,
                ];
                (lists.into_iter().zip(other.address_lists()).collect(), vec![drops])
            }
        };
        for (list, of) in texts {
            list.resize(list.len().max(index + 1), String::new());
            at(of, place).clone_into(&mut list[index]);
        }
        for (list, of) in ticks {
            list.retain(|tick| tick.parse() != Ok(index));
            list.extend(is_ticked(of, place).then(|| index.to_string()));
        }
    }

    pub(super) fn address_lists(&self) -> [&Vec<String>; 6] {
        [
            &self.address_kind,
            &self.address_street,
            &self.address_postal_code,
            &self.address_city,
            &self.address_region,
            &self.address_country,
        ]
    }

    /// Takes over what another form holds of a defined field.
    pub fn put_field(&mut self, key: &str, other: &Draft) {
        let is_of = |tick: &str| tick.split_once(':').is_some_and(|(of, _)| of == key);
        if let Some(place) = self.defined_key.iter().position(|one| one == key) {
            self.defined_key.remove(place);
            if place < self.defined_value.len() {
                self.defined_value.remove(place);
            }
        }
        self.defined_choice.retain(|tick| !is_of(tick));
        self.defined_key.push(key.to_owned());
        self.defined_value.resize(self.defined_key.len() - 1, String::new());
        self.defined_value.push(other.defined().text(key).to_owned());
        self.defined_choice.extend(other.defined_choice.iter().filter(|tick| is_of(tick)).cloned());
    }

    /// Values, labels, and what is ticked or said of each.
    fn lists(&self, kind: IdentifierKind) -> [&Vec<String>; 7] {
        match kind {
            IdentifierKind::Phone => [
                &self.phone_value,
                &self.phone_label,
                &self.phone_drop,
                &self.phone_invalid,
                &self.phone_quiet,
                &self.phone_from,
                &self.phone_to,
            ],
            IdentifierKind::Email => [
                &self.email_value,
                &self.email_label,
                &self.email_drop,
                &self.email_invalid,
                &self.email_quiet,
                &self.email_from,
                &self.email_to,
            ],
            IdentifierKind::Handle => [
                &self.handle_value,
                &self.handle_label,
                &self.handle_drop,
                &self.handle_invalid,
                &self.handle_quiet,
                &self.handle_from,
                &self.handle_to,
            ],
        }
    }

    /// Values, labels, and what is ticked or said of each.
    fn lists_mut(&mut self, kind: IdentifierKind) -> [&mut Vec<String>; 7] {
        match kind {
            IdentifierKind::Phone => [
                &mut self.phone_value,
                &mut self.phone_label,
                &mut self.phone_drop,
                &mut self.phone_invalid,
                &mut self.phone_quiet,
                &mut self.phone_from,
                &mut self.phone_to,
            ],
            IdentifierKind::Email => [
                &mut self.email_value,
                &mut self.email_label,
                &mut self.email_drop,
                &mut self.email_invalid,
                &mut self.email_quiet,
                &mut self.email_from,
                &mut self.email_to,
            ],
            IdentifierKind::Handle => [
                &mut self.handle_value,
                &mut self.handle_label,
                &mut self.handle_drop,
                &mut self.handle_invalid,
                &mut self.handle_quiet,
                &mut self.handle_from,
                &mut self.handle_to,
            ],
        }
    }
}

/// A row without its label. What the form does not say of a known identifier stays as it is.
pub(super) fn labelled(
    row: &Row<'_>,
    before: Option<&Customer>,
    kind: IdentifierKind,
    locale: &Locale,
) -> LabelledValue {
    let value = row.value.to_owned();
    if row.told {
        let (from, to) = (filled(row.from), filled(row.to));
        return LabelledValue {
            value,
            label: None,
            invalid: row.invalid,
            do_not_contact: row.quiet,
            from,
            to,
        };
    }
    let read = Identifier::read(kind, row.value, locale.home);
    let known =
        before.and_then(|before| before.of_kind(kind).find(|one| read.as_ref() == Ok(&one.identifier)));
    LabelledValue { value, ..known.map(CustomerIdentifier::labelled).unwrap_or_default() }
}

/// The stored word for a label that was typed in the reader's language.
pub(super) fn known_label(
    locale: &Locale,
    typed: &str,
    before: Option<&Customer>,
    kind: IdentifierKind,
) -> String {
    let label = |word: &str| reasons::label(locale, word);
    let own = before
        .into_iter()
        .flat_map(|before| before.of_kind(kind))
        .filter_map(|one: &CustomerIdentifier| one.label.as_deref());
    names::word(typed, own.chain(KNOWN_LABELS.iter().copied()), label)
}
