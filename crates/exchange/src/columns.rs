//! From the headings of a table to the fields of a contact.
//!
//! Invariant: one [`Column`] for each heading, in order; what the caller said of a column holds, whatever
//! its heading.

use std::collections::HashMap;

use crate::fold::{fold, words};
use crate::headings::{Meaning, meaning};
use crate::{Cells, Field, Reason, label, own};

/// A column of a table, and what it is taken for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// The heading as it stands in the file.
    pub name: String,
    /// What its values are; `None` for a column that is passed over.
    pub field: Option<Field>,
    /// The label of its values, unless another column has it.
    pub label: Option<String>,
    /// Which postal address its values belong to.
    pub group: u32,
    pub(crate) role: Role,
}

/// How a column takes part in the values of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// Holds nothing of use, or only what `labels` of another column points to.
    Aside,
    /// Holds values; their labels are in the column of this number.
    Value { labels: Option<usize> },
    /// Goes on with the value of an earlier column.
    More,
    /// Year, month or day of birth.
    Birth(usize),
}

/// What the headings mean. `own` says that this crate wrote the file.
pub(crate) fn suggest(
    headings: &Cells,
    map: &[(String, Option<Field>)],
    own: bool,
) -> Result<Vec<Column>, Reason> {
    for (name, _) in map {
        if !headings.iter().any(|heading| is_called(heading, name)) {
            return Err(Reason::UnknownColumn(name.clone()));
        }
    }
    let mut groups: HashMap<String, u32> = HashMap::new();
    let mut columns: Vec<Column> = headings
        .iter()
        .map(|heading| {
            let mapped = map.iter().find(|(name, _)| is_called(heading, name)).map(|(_, field)| field);
            if own && mapped.is_none() { own::column(heading) } else { column(heading, mapped, &mut groups) }
        })
        .collect();
    // Beside a year and a month of birth, `Birth Day` is no whole date.
    if columns.iter().any(|column| matches!(column.role, Role::Birth(_))) {
        for column in &mut columns {
            if column.field == Some(Field::BirthDate) && matches!(column.role, Role::Value { .. }) {
                column.role = Role::Birth(2);
            }
        }
    }
    let label_columns: HashMap<String, usize> = headings
        .iter()
        .enumerate()
        .filter_map(|(index, heading)| Some((labelled(heading, own)?, index)))
        .collect();
    for column in &mut columns {
        let Role::Value { labels } = &mut column.role else { continue };
        let Some(field) = column.field.as_ref().filter(|field| field.has_label()) else { continue };
        *labels = label_columns.get(&stem(&column.name, field, own)).copied();
    }
    for (name, index) in &label_columns {
        // `Address 1 - Type` and the like are no values themselves, unless the caller says so.
        if !map.iter().any(|(mapped, _)| is_called(&columns[*index].name, mapped)) && !name.is_empty() {
            columns[*index].role = Role::Aside;
            columns[*index].field = None;
        }
    }
    Ok(columns)
}

fn is_called(heading: &str, name: &str) -> bool {
    let (heading, name) = (heading.trim(), name.trim());
    heading == name || (!fold(name).is_empty() && fold(heading) == fold(name))
}

/// The columns whose label this column holds: `phone 1` for Google's `Phone 1 - Type` and `Phone 1 - Label`.
fn labelled(heading: &str, own: bool) -> Option<String> {
    if own {
        return own::labelled(heading).map(str::to_owned);
    }
    let (stem, last) = heading.rsplit_once(" - ")?;
    matches!(last.trim(), "Type" | "Label").then(|| fold(stem))
}

fn stem(heading: &str, field: &Field, own: bool) -> String {
    if own {
        return own::label_stem(field);
    }
    heading.rsplit_once(" - ").map_or_else(String::new, |(stem, _)| fold(stem))
}

/// Is it of the form `Address 2 - Street`, in which the number tells one address from another?
fn is_numbered(heading: &str) -> bool {
    heading.split_once(" - ").is_some_and(|(stem, _)| stem.ends_with(|c: char| c.is_ascii_digit()))
}

fn column(heading: &str, mapped: Option<&Option<Field>>, groups: &mut HashMap<String, u32>) -> Column {
    let (meaning, label, number) = understand(heading);
    let (field, role) = match (mapped, meaning) {
        (Some(None), _) => (None, Role::Aside),
        (Some(Some(field)), Some(Meaning::More(more))) if *field == more => (Some(more), Role::More),
        (Some(Some(field)), _) => (Some(field.clone()), Role::Value { labels: None }),
        (None, Some(Meaning::Of(field, _))) => {
            // `Home Street 2` is the second line of the street, Google's `Address 2 - Street` another street.
            let role = if field == Field::Street && number > 1 && !is_numbered(heading) {
                Role::More
            } else {
                Role::Value { labels: None }
            };
            (Some(field), role)
        }
        (None, Some(Meaning::More(field))) => (Some(field), Role::More),
        (None, Some(Meaning::Birth(part))) => (Some(Field::BirthDate), Role::Birth(part)),
        (None, Some(Meaning::Nothing) | None) => (None, Role::Aside),
    };
    let label = match &field {
        // `PESEL` says more than that it is a number of a state.
        Some(Field::NationalId) => Some(heading.trim().to_owned()).filter(|name| !is_any_national_id(name)),
        Some(field) if field.has_label() => label.map(str::to_owned),
        _ => None,
    };
    let group = if field.as_ref().is_some_and(Field::is_address) {
        let numbered = is_numbered(heading);
        let key = if numbered { number.to_string() } else { label.clone().unwrap_or_default() };
        let next = u32::try_from(groups.len()).unwrap_or(u32::MAX);
        *groups.entry(key).or_insert(next)
    } else {
        0
    };
    Column { name: heading.to_owned(), field, label, group, role }
}

fn is_any_national_id(heading: &str) -> bool {
    matches!(fold(heading).as_str(), "nationalid" | "nationalids" | "governmentidnumber" | "regierungsnr")
}

/// What a heading means, its label, and its number or 0.
fn understand(heading: &str) -> (Option<Meaning>, Option<&'static str>, u32) {
    let heading = heading.trim();
    // Our own spelling of a field of the user's, and Zendesk's.
    let key = heading.strip_prefix("field.").or_else(|| heading.strip_prefix("custom_fields."));
    if let Some(key) = key.filter(|key| !key.trim().is_empty()) {
        return (Some(Meaning::Of(Field::Custom(key.to_owned()), None)), None, 0);
    }
    let words = words(heading);
    let number = words.iter().find_map(|word| word.parse().ok()).unwrap_or(0);
    let labels: Vec<&'static str> = words.iter().filter_map(|word| label::word(word)).collect();
    let strongest = label::strongest(labels.iter().copied());
    let without_numbers: Vec<&String> = words.iter().filter(|word| word.parse::<u32>().is_err()).collect();
    let bare: Vec<&String> =
        without_numbers.iter().copied().filter(|word| label::word(word).is_none()).collect();
    let joined = |words: &[&String]| words.iter().map(|word| word.as_str()).collect::<String>();
    let known = meaning(&words.concat())
        .or_else(|| meaning(&joined(&without_numbers)))
        .or_else(|| meaning(&joined(&bare)));
    match known {
        Some(Meaning::Of(field, label)) => (
            Some(Meaning::Of(field.clone(), None)),
            label::strongest(strongest.into_iter().chain(*label)),
            number,
        ),
        Some(other) => (Some(other.clone()), strongest, number),
        // `Business Fax` has no word left that says telephone.
        None if bare.is_empty() && matches!(strongest, Some("mobile" | "fax" | "pager")) => {
            (Some(Meaning::Of(Field::Phone, None)), strongest, number)
        }
        None => (None, None, number),
    }
}

/// What a single name, such as a member of a JSON object, means.
pub(crate) fn meaning_of(name: &str) -> Option<(Field, Option<&'static str>)> {
    match understand(name) {
        (Some(Meaning::Of(field, _)), label, _) => Some((field, label)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(heading: &str) -> Option<(Field, Option<String>)> {
        let column = column(heading, None, &mut HashMap::new());
        column.field.map(|field| (field, column.label))
    }

    #[test]
    fn headings_of_four_languages_are_understood() {
        use Field::*;
        for (heading, field, label) in [
            ("First Name", GivenName, None),
            ("VORNAME", GivenName, None),
            ("imię", GivenName, None),
            ("Imie i nazwisko", Name, None),
            ("Förnamn", GivenName, None),
            ("fo\u{308}retag", Company, None),
            ("e-post", Email, None),
            ("E-mail 2 Address", Email, None),
            ("E-Mail 2: Adresse", Email, None),
            ("Business Phone 2", Phone, Some("work")),
            ("Telefon geschäftlich 2", Phone, Some("work")),
            ("Telefon (privat)", Phone, Some("home")),
            ("Telefon, arbete", Phone, Some("work")),
            ("Telefon służbowy", Phone, Some("work")),
            ("Inny telefon", Phone, Some("other")),
            ("Mobiltelefon", Phone, Some("mobile")),
            ("Mobil-Tel.-Nr.", Phone, Some("mobile")),
            ("Business Fax", Phone, Some("fax")),
            ("Faks domowy", Phone, Some("fax")),
            ("Home Postal Code", PostalCode, Some("home")),
            ("Business Country/Region", Country, Some("work")),
            ("Land/Region geschäftlich", Country, Some("work")),
            ("Region geschäftlich", Region, Some("work")),
            ("Adres służbowy - kod pocztowy", PostalCode, Some("work")),
            ("Adres domowy - kraj/region", Country, Some("home")),
            ("Privat: PLZ", PostalCode, Some("home")),
            ("Dienstlich: Adresse", Street, Some("work")),
            ("Work ZipCode", PostalCode, Some("work")),
            ("Postort", City, None),
            ("Contact owner", Owner, None),
            ("field.shoe size", Custom("shoe size".to_owned()), None),
            ("custom_fields.plan", Custom("plan".to_owned()), None),
            ("PESEL", NationalId, Some("PESEL")),
            ("national_id", NationalId, None),
        ] {
            assert_eq!(means(heading), Some((field, label.map(str::to_owned))), "{heading}");
        }
        for heading in
            ["", "Anrede", "Assistant's Phone", "Privat", "Home", "Web Page", "E-mail Type", "Title", "2"]
        {
            assert_eq!(means(heading), None, "{heading}");
        }
    }
}
