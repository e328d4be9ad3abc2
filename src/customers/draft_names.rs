//! Words of the form that are shown in the reader's language and stored as one word for all.

use crate::fold::fold_case;
use crate::language::Locale;

/// Kinds of addresses that have a translation; others are the organisation's own words.
pub const ADDRESS_KINDS: &[&str] = &["home", "correspondence", "invoice", "delivery", "work"];

/// Kinds of national ids that are suggested: names of their countries, not to be translated.
pub const NATIONAL_KINDS: &[&str] =
    &["personnummer", "organisationsnummer", "PESEL", "NIP", "REGON", "Steuer-ID", "USt-IdNr.", "VAT"];

/// Languages that are suggested for a customer.
pub const LANGUAGES: &[&str] =
    &["sv", "de", "pl", "en", "da", "nb", "fi", "nl", "fr", "es", "it", "cs", "uk", "ru"];

/// The kind of an address as the reader says it.
pub fn address_kind(locale: &Locale, kind: &str) -> String {
    let folded = fold_case(kind);
    if ADDRESS_KINDS.contains(&folded.as_str()) {
        locale.t(&format!("form-address-{folded}"))
    } else {
        kind.to_owned()
    }
}

/// The stored word that is shown as `typed`; what was typed where there is none.
pub fn word<'a>(typed: &str, words: impl Iterator<Item = &'a str>, shown: impl Fn(&str) -> String) -> String {
    let folded = fold_case(typed);
    let mut words = words;
    words.find(|word| shown(word) == typed || fold_case(&shown(word)) == folded).unwrap_or(typed).to_owned()
}
