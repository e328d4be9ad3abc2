//! Callers that hide their number, in the ways that networks say so.
//!
//! Invariant: a text with a number to call back is never "withheld", whatever name stands beside it.
//!
//! Sources: RFC 3323 section 4.1.1.3 (`sip:anonymous@anonymous.invalid`), RFC 3325 (the trusted network
//! removes the identity), 3GPP TS 24.229 (`unavailable@unknown.invalid`), and what carriers and telephone
//! systems put into a field meant for digits.

use crate::characters::{percent_decoded, plain};
use crate::uri::Address;

const LONGEST: usize = 400;

/// Words that stand in the place of a number, lower case, inner punctuation as single spaces.
const WORDS: &[&str] = &[
    // SIP, PBX and carriers
    "anonymous",
    "anonymous caller",
    "anonymous call",
    "anon",
    "withheld",
    "number withheld",
    "withheld number",
    "private",
    "private number",
    "private caller",
    "private call",
    "restricted",
    "restricted number",
    "unavailable",
    "not available",
    "number unavailable",
    "unknown",
    "unknown caller",
    "unknown number",
    "unknown name",
    "blocked",
    "blocked number",
    "blocked caller",
    "hidden",
    "hidden number",
    "no number",
    "no caller id",
    "caller id withheld",
    "caller id blocked",
    "id withheld",
    "out of area",
    "nobody",
    "none",
    "null",
    "n a",
    "na",
    "undefined",
    "asterisk",
    // Single letters and numbers of analogue caller id (GR-31) and of Android
    "p",
    "o",
    "u",
    "1",
    "2",
    "3",
    // Swedish, Norwegian, Danish, Finnish
    "anonym",
    "dold",
    "dolt nummer",
    "skyddat nummer",
    "hemligt nummer",
    "hemligt",
    "okänt",
    "okänt nummer",
    "skjult",
    "skjult nummer",
    "ukjent",
    "ukendt",
    "hemmeligt nummer",
    "tuntematon",
    "salainen",
    "salattu",
    "tuntematon numero",
    "salainen numero",
    "yksityinen numero",
    // German, Dutch
    "unbekannt",
    "unterdrückt",
    "nummer unterdrückt",
    "rufnummer unterdrückt",
    "anonymer anrufer",
    "privat",
    "verborgen",
    "anoniem",
    "onbekend",
    "afgeschermd",
    // Polish, Czech
    "prywatny",
    "numer prywatny",
    "zastrzeżony",
    "numer zastrzeżony",
    "nieznany",
    "numer nieznany",
    "ukryty",
    "anonim",
    "anonimowy",
    "anonymní",
    "soukromé číslo",
    "neznámé číslo",
    // French, Spanish, Italian, Portuguese
    "anonyme",
    "masqué",
    "numéro masqué",
    "appel masqué",
    "inconnu",
    "privé",
    "anónimo",
    "oculto",
    "número oculto",
    "desconocido",
    "privado",
    "anonimo",
    "sconosciuto",
    "numero privato",
    "privato",
    "desconhecido",
    // Russian, Ukrainian
    "скрыт",
    "номер скрыт",
    "скрытый номер",
    "неизвестный",
    "неизвестный номер",
    "анонимный",
    "прихований номер",
];

/// Words spelled on the keypad (E.161) behind a plus by networks that can only carry digits: ANONYMOUS,
/// RESTRICTED, UNAVAILABLE, UNKNOWN, BLOCKED. None of them is a number in its "country".
const KEYPAD: [&str; 5] = ["266696687", "7378742833", "86282452253", "8656696", "2562533"];

/// Did the other side hide its number?
///
/// True for nothing at all, for `anonymous`, `withheld`, `Private number` and the like in several languages, for
/// `"Anonymous" <sip:anonymous@anonymous.invalid>`, for `+266696687` (ANONYMOUS on the keypad), for zeros
/// only, and for `-1`. False for `"Anonymous" <sip:+46701740605@carrier>`: the network showed the number.
pub fn is_withheld(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let decoded = percent_decoded(text);
    let text = plain(&decoded);
    let address = Address::read(&text);
    if address.host.is_some_and(is_hidden_host) {
        return true;
    }
    let user = words(address.user);
    if user.is_empty() {
        // `"Private" <>`, `tel:`, `()`: nothing in the place of the number.
        let name = words(address.name);
        return name.is_empty() || WORDS.contains(&name.as_str());
    }
    if address.is_sip() && is_hidden_host(&address.user.to_lowercase()) {
        return true; // `sip:anonymous.invalid`
    }
    is_hidden_word(address.user, &user) || is_digits_for_nothing(address.user)
}

fn is_hidden_host(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    ["anonymous.invalid", "unknown.invalid"].iter().any(|hidden| {
        host.strip_suffix(hidden).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

fn is_hidden_word(written: &str, words: &str) -> bool {
    let android = matches!(words, "1" | "2" | "3");
    WORDS.contains(&words) && (!android || written.starts_with('-'))
}

/// Lower case, with everything but letters and digits as single spaces: `"No-Caller_ID"` is `no caller id`.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_digits_for_nothing(text: &str) -> bool {
    if text.contains(char::is_alphabetic) {
        return false;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let international = text.starts_with('+') || digits.starts_with("00");
    let number = digits.trim_start_matches('0');
    // Seven digits alone could be a neighbour's number.
    number.is_empty() || (KEYPAD.contains(&number) && (international || number.len() > 7))
}
