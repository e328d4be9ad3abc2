//! Values of defined fields: what may stand in a field of each kind, read in any spelling that people and files have.
//!
//! Invariant: a value has the shape of a free one (text, number, yes/no, a list of texts), so that it stays what it is
//! when its definition goes; reading a value that was read before gives it back unchanged.

use serde_json::{Number, Value};

use super::{Field, Kind};
use crate::check::{Check, MANY};
use crate::error::{AppError, FieldError};
use crate::fold::fold_case;
use crate::id::CustomerId;

/// Characters of a line …
const LINE: usize = 2_000;
/// … and of a long text.
const LONG: usize = 10_000;
/// Digits of a number; more of them no computer keeps exactly.
const DIGITS: usize = 15;

/// The value as it is stored; none: there is nothing in it. `name`: what the member is called in a fault.
pub fn read(field: &Field, name: &str, value: &Value) -> Result<Option<Value>, FieldError> {
    if is_empty(value) {
        return Ok(None);
    }
    let fault = |code| FieldError::new(name, code);
    let read = match (field.kind, value) {
        (Kind::Text, Value::String(text)) => Value::from(line(name, text, LINE)?),
        (Kind::LongText, Value::String(text)) => Value::from(long(name, text)?),
        (Kind::Text, Value::Number(_) | Value::Bool(_)) => Value::from(value.to_string()),
        (Kind::Number, Value::Number(_)) => value.clone(),
        (Kind::Number, Value::String(text)) => {
            let number = decimal(text).and_then(|text| number(&text));
            Value::Number(number.ok_or_else(|| fault("invalid-number"))?)
        }
        (Kind::Amount, Value::String(text)) => {
            Value::from(amount(text, field.currency.as_deref()).ok_or_else(|| wrong_amount(field, name))?)
        }
        (Kind::Amount, Value::Number(number)) => {
            let text = amount(&number.to_string(), field.currency.as_deref());
            Value::from(text.ok_or_else(|| wrong_amount(field, name))?)
        }
        (Kind::Date, Value::String(text)) => {
            Value::from(date(text.trim()).ok_or_else(|| fault("invalid-date"))?)
        }
        (Kind::YesNo, Value::Bool(yes)) => Value::Bool(*yes),
        (Kind::YesNo, Value::String(text)) => {
            Value::Bool(yes_no(text).ok_or_else(|| fault("invalid-yes-no"))?)
        }
        (Kind::Choice, Value::String(text)) => {
            Value::from(chosen(field, text).ok_or_else(|| not_offered(field, name))?)
        }
        (Kind::Choices, Value::String(text)) => {
            Value::from(several(field, text).ok_or_else(|| not_offered(field, name))?)
        }
        (Kind::Choices, Value::Array(items)) => {
            let chosen = items.iter().map(|item| chosen(field, item.as_str()?)).collect::<Option<Vec<_>>>();
            Value::from(in_order(field, chosen.ok_or_else(|| not_offered(field, name))?))
        }
        (Kind::Link, Value::String(text)) => {
            let text = line(name, text, LINE)?;
            if !is_link(&text) {
                return Err(fault("invalid-link"));
            }
            Value::from(text)
        }
        (Kind::Customer, Value::String(text)) => {
            let id = text.trim().parse::<CustomerId>().map_err(|_| fault("invalid-customer"))?;
            Value::from(id.to_string())
        }
        _ => return Err(fault(field.kind.fault())),
    };
    Ok(Some(read).filter(|read| !is_empty(read)))
}

/// Whether a value says nothing.
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        _ => false,
    }
}

fn line(name: &str, text: &str, max: usize) -> Result<String, FieldError> {
    checked(|check| check.line(name, Some(text), max))
}

fn long(name: &str, text: &str) -> Result<String, FieldError> {
    // Browsers send line breaks as CR LF.
    checked(|check| check.text(name, Some(&text.replace("\r\n", "\n")), LONG))
}

fn checked(read: impl FnOnce(&mut Check) -> Option<String>) -> Result<String, FieldError> {
    let mut check = Check::default();
    let text = read(&mut check);
    match (check.finish(), text) {
        (Ok(()), text) => Ok(text.unwrap_or_default()),
        (Err(AppError::Invalid(mut faults)), _) if !faults.is_empty() => Err(faults.remove(0)),
        (Err(_), _) => Err(FieldError::new("", "invalid-type")),
    }
}

/// A number as people write it, with a point for its decimals and nothing between its digits. A comma before three
/// digits is refused where it may be either.
pub fn decimal(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (sign, body) = match text.strip_prefix(['-', '−']) {
        Some(body) => ("-", body),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let (points, commas) = (body.matches('.').count(), body.matches(',').count());
    // What stands last is the sign of decimals where both are there.
    let mark = match (points, commas) {
        (0, 0) => None,
        (1, 0) => Some('.'),
        (0, 1) if body.split(',').next_back().is_some_and(|rest| rest.len() != 3) => Some(','),
        (1, 1..) if body.rfind('.') > body.rfind(',') => Some('.'),
        (1.., 1) if body.rfind(',') > body.rfind('.') => Some(','),
        _ => return None,
    };
    let (whole, rest) = mark.and_then(|mark| body.split_once(mark)).unwrap_or((body, ""));
    let thousands: Vec<&str> = whole.split(['.', ',']).collect();
    let grouped = thousands.iter().skip(1).all(|group| group.len() == 3);
    let whole = thousands.concat();
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = grouped
        && !whole.is_empty()
        && whole.len() + rest.len() <= DIGITS
        && (mark.is_none() || !rest.is_empty());
    if !fits || !is_digits(&whole) || !is_digits(rest) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let point = if rest.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{rest}"))
}

fn number(text: &str) -> Option<Number> {
    match text.parse::<i64>() {
        Ok(whole) => Some(Number::from(whole)),
        Err(_) => Number::from_f64(text.parse().ok()?),
    }
}

/// An amount with its currency, "12.50 PLN"; `usual` is the currency of one that has none.
fn amount(text: &str, usual: Option<&str>) -> Option<String> {
    let text = text.trim();
    let split = |text: &str| {
        let is_code = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
        let end = text.get(text.len().checked_sub(3)?..).filter(|code| is_code(code));
        let start = text.get(..3).filter(|code| is_code(code));
        match (end, start) {
            (Some(code), _) => Some((text[..text.len() - 3].to_owned(), code.to_ascii_uppercase())),
            (None, Some(code)) => Some((text[3..].to_owned(), code.to_ascii_uppercase())),
            (None, None) => None,
        }
    };
    let (number, currency) = match split(text) {
        Some((number, currency)) => (number, currency),
        None => (text.to_owned(), usual?.to_owned()),
    };
    let mut number = decimal(&number)?;
    match number.split_once('.').map(|(_, rest)| rest.len()) {
        Some(1) => number.push('0'),
        Some(5..) => return None,
        _ => {}
    }
    Some(format!("{number} {currency}"))
}

fn wrong_amount(field: &Field, name: &str) -> FieldError {
    FieldError::new(name, "invalid-amount").with("currency", field.currency.as_deref().unwrap_or("EUR"))
}

/// A day as the API writes it, from that or as Germans and Poles write it.
fn date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('.').collect();
    let text = match parts[..] {
        [day, month, year] if day.len() <= 2 && month.len() <= 2 => {
            format!("{year:0>4}-{month:0>2}-{day:0>2}")
        }
        _ => text.to_owned(),
    };
    let shaped = text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
    let date: jiff::civil::Date = text.parse().ok().filter(|_| shaped)?;
    (date.year() >= 1800).then_some(text)
}

fn yes_no(text: &str) -> Option<bool> {
    match fold_case(text).as_str() {
        "true" | "yes" | "1" | "ja" | "tak" => Some(true),
        "false" | "no" | "0" | "nej" | "nein" | "nie" => Some(false),
        _ => None,
    }
}

/// The choice that is meant, in the spelling in which it is offered.
fn chosen(field: &Field, text: &str) -> Option<String> {
    let folded = fold_case(text);
    field.choices.iter().find(|choice| fold_case(choice) == folded).cloned()
}

fn several(field: &Field, text: &str) -> Option<Vec<String>> {
    let split = |mark: char| {
        let items = text.split(mark).map(str::trim).filter(|item| !item.is_empty());
        items.map(|item| chosen(field, item)).collect::<Option<Vec<_>>>()
    };
    split(';').or_else(|| split(',')).map(|chosen| in_order(field, chosen))
}

/// Each once, in the order in which they are offered.
fn in_order(field: &Field, chosen: Vec<String>) -> Vec<String> {
    field.choices.iter().filter(|choice| chosen.contains(choice)).cloned().collect()
}

fn not_offered(field: &Field, name: &str) -> FieldError {
    FieldError::new(name, "invalid-not-offered").with("choices", field.choices.join("; "))
}

/// Whether it may stand on a page as a link: nothing that a browser would run.
pub fn is_link(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let begins = |scheme: &str| lower.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty());
    (begins("https://") || begins("http://") || begins("mailto:")) && !text.contains(char::is_whitespace)
}

/// The choices of a definition: each once, none empty.
pub fn choices(check: &mut Check, given: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    if given.len() > MANY {
        check.fail(FieldError::new("choices", "invalid-too-many").with("max", MANY));
        return kept;
    }
    for (index, choice) in given.iter().enumerate() {
        let name = format!("choices[{index}]");
        let Some(choice) = check.line(&name, Some(choice), 200) else { continue };
        if choice.contains(';') {
            check.fail(FieldError::new("choices", "invalid-choice-mark"));
        } else if !kept.iter().any(|known| fold_case(known) == fold_case(&choice)) {
            kept.push(choice);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn field(kind: Kind) -> Field {
        Field {
            kind,
            choices: vec!["Gold".into(), "Silver, old".into(), "Tin".into()],
            currency: Some("PLN".into()),
            ..Field::example()
        }
    }

    fn of(kind: Kind, value: Value) -> Result<Value, &'static str> {
        read(&field(kind), "fields.x", &value).map(Option::unwrap_or_default).map_err(|fault| fault.code)
    }

    #[test]
    fn each_kind_takes_what_it_is_for() {
        for (kind, given, stored) in [
            (Kind::Text, json!(" a "), json!("a")),
            (Kind::Text, json!(12), json!("12")),
            (Kind::LongText, json!("a\r\nb"), json!("a\nb")),
            (Kind::Number, json!("1 234,5"), json!(1234.5)),
            (Kind::Number, json!("-3"), json!(-3)),
            (Kind::Number, json!("1.234,50"), json!(1234.5)),
            (Kind::Number, json!("1,234,567.5"), json!(1_234_567.5)),
            (Kind::Amount, json!("12,5"), json!("12.50 PLN")),
            (Kind::Amount, json!("eur 12"), json!("12 EUR")),
            (Kind::Amount, json!("1 200,00 SEK"), json!("1200.00 SEK")),
            (Kind::Amount, json!(7.25), json!("7.25 PLN")),
            (Kind::Date, json!("2026-02-28"), json!("2026-02-28")),
            (Kind::Date, json!("8.2.2026"), json!("2026-02-08")),
            (Kind::YesNo, json!(true), json!(true)),
            (Kind::YesNo, json!("Tak"), json!(true)),
            (Kind::Choice, json!("gold"), json!("Gold")),
            (Kind::Choices, json!(["Tin", "gold", "Tin"]), json!(["Gold", "Tin"])),
            (Kind::Choices, json!("Tin; silver, old"), json!(["Silver, old", "Tin"])),
            (Kind::Choices, json!("tin, gold"), json!(["Gold", "Tin"])),
            (Kind::Link, json!("https://norrvik.example/a?b=c"), json!("https://norrvik.example/a?b=c")),
            (Kind::Link, json!("mailto:a@norrvik.example"), json!("mailto:a@norrvik.example")),
            (Kind::Text, json!("  "), Value::Null),
            (Kind::Choices, json!([]), Value::Null),
        ] {
            assert_eq!(of(kind, given.clone()), Ok(stored.clone()), "{kind} {given}");
            assert_eq!(of(kind, stored.clone()), Ok(stored), "{kind} {given} once more");
        }
    }

    #[test]
    fn what_does_not_fit_is_told() {
        for (kind, given, code) in [
            (Kind::Text, json!("a\nb"), "invalid-control-character"),
            (Kind::Text, json!({}), "invalid-field-value"),
            (Kind::LongText, json!("x".repeat(10_001)), "invalid-too-long"),
            (Kind::Number, json!("1,234"), "invalid-number"),
            (Kind::Number, json!("1.2.3"), "invalid-number"),
            (Kind::Number, json!("twelve"), "invalid-number"),
            (Kind::Number, json!(true), "invalid-number"),
            (Kind::Number, json!("1234567890123456"), "invalid-number"),
            (Kind::Amount, json!("12.345678"), "invalid-amount"),
            (Kind::Amount, json!("PLN"), "invalid-amount"),
            (Kind::Date, json!("2026-02-30"), "invalid-date"),
            (Kind::Date, json!("20260228"), "invalid-date"),
            (Kind::YesNo, json!("perhaps"), "invalid-yes-no"),
            (Kind::Choice, json!("Lead"), "invalid-not-offered"),
            (Kind::Choices, json!(["Gold", 1]), "invalid-not-offered"),
            (Kind::Link, json!("javascript:alert(1)"), "invalid-link"),
            (Kind::Link, json!("https://"), "invalid-link"),
            (Kind::Link, json!(" data:text/html,x"), "invalid-link"),
            (Kind::Customer, json!("12"), "invalid-customer"),
        ] {
            assert_eq!(of(kind, given.clone()), Err(code), "{kind} {given}");
        }
    }

    proptest! {
        #[test]
        fn nothing_breaks_it_and_what_was_read_stays(text in "\\PC{0,20}|[0-9., -]{0,12}[A-Z]{0,3}") {
            for kind in Kind::ALL {
                if let Ok(value) = of(*kind, json!(text)) {
                    prop_assert_eq!(of(*kind, value.clone()), Ok(value));
                }
            }
        }
    }
}
