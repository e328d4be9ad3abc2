//! Tells why somebody is a candidate, in the reader's language.

use crate::clock::Time;
use crate::confirmations::ConfirmationMethod;
use crate::identifiers::matching::{LastContact, Reason};
use crate::language::{Arg, Locale};
use crate::words::Direction;

/// Labels that have a translation; others are the organisation's own words.
pub const KNOWN_LABELS: &[&str] =
    &["mobile", "work", "private", "office", "home", "main", "fax", "other", "billing", "delivery"];

/// A label as the reader says it.
pub fn label(locale: &Locale, label: &str) -> String {
    let folded = crate::fold::fold_case(label);
    if KNOWN_LABELS.contains(&folded.as_str()) {
        locale.t(&format!("label-{folded}"))
    } else {
        label.to_owned()
    }
}

/// A stable word for programs: `phone.primary`, `email.on_card`, `phone.extension` …
pub fn code(reason: &Reason) -> String {
    match reason {
        Reason::Primary { kind, .. } => format!("{kind}.primary"),
        Reason::OnCard { kind, .. } => format!("{kind}.on_card"),
        Reason::SameExtension { .. } => "phone.extension".to_owned(),
        Reason::OtherExtension { .. } => "phone.switchboard".to_owned(),
        Reason::Recent { channel, .. } => format!("recent.{channel}"),
        Reason::Confirmed { .. } => "confirmed".to_owned(),
        Reason::Denied { .. } => "denied".to_owned(),
        Reason::OpenRequest => "request.open".to_owned(),
        Reason::Invalid { kind } => format!("{kind}.invalid"),
    }
}

/// The reason as a sentence.
pub fn text(locale: &Locale, reason: &Reason) -> String {
    let labelled = |key: String, given: &Option<String>| match given {
        Some(given) => {
            locale.with(&format!("{key}-labelled"), &[("label", Arg::Text(&label(locale, given)))])
        }
        None => locale.t(&key),
    };
    let said = |key: &str, by: &str, at: Time| {
        locale.with(key, &[("when", (&locale.when_in_words(at)).into()), ("by", by.into())])
    };
    match reason {
        Reason::Primary { kind, label } => labelled(format!("match-{kind}-primary"), label),
        Reason::OnCard { kind, label } => labelled(format!("match-{kind}-on-card"), label),
        Reason::SameExtension { extension } => {
            locale.with("match-extension", &[("extension", extension.into())])
        }
        Reason::OtherExtension { extension: Some(extension) } => {
            locale.with("match-switchboard-extension", &[("extension", extension.into())])
        }
        Reason::OtherExtension { extension: None } => locale.t("match-switchboard"),
        Reason::Recent { channel, direction, at } => {
            let who = if *direction == Direction::In { "in" } else { "out" };
            let when = locale.when_in_words(*at);
            locale.with(&format!("match-recent-{channel}-{who}"), &[("when", Arg::Text(&when))])
        }
        Reason::Confirmed { method: ConfirmationMethod::IdentityCheck, at, .. } => {
            locale.with("match-proven", &[("when", (&locale.when_in_words(*at)).into())])
        }
        Reason::Confirmed { by, at, .. } => said("match-confirmed", by, *at),
        Reason::Denied { by, at } => said("match-denied", by, *at),
        Reason::OpenRequest => locale.t("match-open-request"),
        Reason::Invalid { kind } => locale.t(&format!("match-{kind}-invalid")),
    }
}

/// "yesterday, chat with Anna".
pub fn last_contact(locale: &Locale, last: &LastContact) -> String {
    let when = locale.when_in_words(last.at);
    let channel = channel_with(locale, last);
    locale.with("last-contact", &[("when", (&when).into()), ("channel", (&channel).into())])
}

/// "chat with Anna".
pub fn channel_with(locale: &Locale, last: &LastContact) -> String {
    let channel = locale.t(&format!("contact-{}", last.channel));
    match &last.agent {
        Some(agent) => {
            locale.with("contact-with", &[("channel", (&channel).into()), ("agent", agent.into())])
        }
        None => channel,
    }
}
