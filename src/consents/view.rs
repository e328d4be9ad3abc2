//! Consents as the card and the privacy tab show them.
//!
//! Invariant: `#privacy-consents` is the whole part: what is written in it fetches it anew.

use maud::{Markup, html};
use serde_json::Value;

use super::{Consent, ConsentChannel, ConsentInput, ConsentState, HOW, MEMBER};
use crate::clock::Time;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{csrf, icon, icon_of};
use crate::id::{CustomerId, InteractionId};
use crate::language::Locale;

/// A purpose by its name, if it is one of those that have one.
pub fn purpose(locale: &Locale, word: &str) -> String {
    named(locale, "consent-purpose", word)
}

pub fn channel(locale: &Locale, channel: ConsentChannel) -> String {
    named(locale, "consent-channel", channel.as_str())
}

pub fn state(locale: &Locale, state: ConsentState) -> String {
    named(locale, "consent", state.as_str())
}

fn named(locale: &Locale, set: &str, word: &str) -> String {
    let key = format!("{set}-{word}");
    let name = locale.t(&key);
    if name == key { word.to_owned() } else { name }
}

/// What a member of the change history is called that is a consent.
pub fn member(locale: &Locale, path: &str) -> Option<String> {
    let (way, what) = path.strip_prefix(MEMBER)?.split_once('.')?;
    let way = named(locale, "consent-channel", way);
    Some(
        locale
            .with("consent-of", &[("channel", (&way).into()), ("purpose", (&purpose(locale, what)).into())]),
    )
}

/// What such a member holds, in one line.
pub fn said(locale: &Locale, value: &Value) -> String {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let at = text("at").and_then(Time::parse).map(|at| locale.date(at));
    let until = text("valid_until").and_then(|day| day.parse().ok()).map(|day| until(locale, day));
    let state = text("state").map(|word| named(locale, "consent", word));
    let parts = [state, at, text("how").map(str::to_owned), until];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn until(locale: &Locale, day: jiff::civil::Date) -> String {
    locale.with("consent-until", &[("day", (&locale.civil_date(day)).into())])
}

/// Where the customer does not want to be reached, in short; nothing where they did not say so.
pub fn against(locale: &Locale, all: &[Consent]) -> Markup {
    let against: Vec<&Consent> = all.iter().filter(|one| one.is_against()).collect();
    html! {
        @if !against.is_empty() {
            div class="fact" {
                dt { (locale.t("consents")) }
                dd class="flags" {
                    @for one in against {
                        span class="mark small warning" {
                            (icon_of("icon small", "ban"))
                            (channel(locale, one.channel)) " · " (purpose(locale, &one.purpose)) ": " (state(locale, one.state))
                        }
                    }
                }
            }
        }
    }
}

/// What was said, line by line.
pub fn table(locale: &Locale, all: &[Consent]) -> Markup {
    let headings = ["consent-channel", "consent-purpose", "consent-state", "consent-how", "consent-by"];
    html! {
        @if all.is_empty() { p class="quiet" { (locale.t("consents-none")) } } @else {
            table class="table stacks" {
                thead { tr { @for key in headings { th scope="col" { (locale.t(key)) } } } }
                tbody { @for one in all {
                    tr {
                        th scope="row" data-label=(locale.t("consent-channel")) { (channel(locale, one.channel)) }
                        td data-label=(locale.t("consent-purpose")) { (purpose(locale, &one.purpose)) }
                        td data-label=(locale.t("consent-state")) { (mark(locale, one)) }
                        td data-label=(locale.t("consent-how")) { (one.how.as_deref().unwrap_or_default()) }
                        td data-label=(locale.t("consent-by")) { (locale.date(one.at)) ", " (one.by) }
                    }
                } }
            }
        }
    }
}

fn mark(locale: &Locale, one: &Consent) -> Markup {
    let is_over = one.state == ConsentState::Given && !one.holds(locale.today());
    let (class, sign) = match one.state {
        _ if is_over => ("quiet", "clock"),
        ConsentState::Given => ("ok", "check"),
        _ => ("warning", "ban"),
    };
    html! {
        span class={ "mark small " (class) } { (icon_of("icon small", sign)) (state(locale, one.state)) }
        @if let Some(day) = one.valid_until { " " span class="quiet" { (until(locale, day)) } }
    }
}

/// What the part on the privacy tab is made of.
pub struct Shown<'a> {
    pub visitor: &'a Visitor,
    pub customer: CustomerId,
    pub interaction: Option<InteractionId>,
    /// Those that can be chosen.
    pub purposes: &'a [String],
    pub all: &'a [Consent],
    /// Whether this reader may write them.
    pub writes: bool,
}

/// The table and the form below it. `word`: a toast on what was done.
pub fn part(shown: &Shown<'_>, word: &Markup) -> Markup {
    let locale = &shown.visitor.locale;
    html! {
        // Whoever wrote by keyboard goes on from here.
        div id="privacy-consents" tabindex="-1" autofocus[!word.0.is_empty()] {
            (table(locale, shown.all))
            @if shown.writes { (form(shown)) }
            (word)
        }
    }
}

fn form(shown: &Shown<'_>) -> Markup {
    let locale = &shown.visitor.locale;
    let faults = Faults::default();
    let fields = Fields::new(locale, &faults);
    let select = |name: &str, value: &str, options: Vec<(String, String)>| {
        let (id, label) = (format!("consent-{name}"), format!("consent-{name}"));
        fields.select(Field { name, id: &id, label: &label, value, ..Field::default() }, &options)
    };
    let channels = ConsentChannel::ALL.iter().map(|one| (one.to_string(), channel(locale, *one))).collect();
    let purposes = shown.purposes.iter().map(|one| (one.to_string(), purpose(locale, one))).collect();
    let mut states: Vec<_> =
        ConsentState::ALL.iter().map(|one| (one.to_string(), state(locale, *one))).collect();
    states.push((String::new(), locale.t("consent-nothing")));
    html! {
        details class="consent-more" id="consent-more" {
            summary class="button" { (icon("plus")) (locale.t("consent-write")) }
            (posting(shown, html! {
                div class="row" {
                    (select("channel", "", channels))
                    (select("purpose", "", purposes))
                    // Nobody takes what is known away by an oversight.
                    (select("state", ConsentState::ALL[0].as_str(), states))
                }
                div class="row" {
                    (fields.text(Field { name: "how", id: "consent-how", label: "consent-how", most: HOW, hint: "consent-how-hint", ..Field::default() }))
                    (fields.text(Field { name: "valid_until", id: "consent-valid", label: "consent-valid-until", kind: "date", ..Field::default() }))
                }
                div class="foot" { button class="button solid" { (locale.t("form-save")) } }
            }))
        }
    }
}

fn posting(shown: &Shown<'_>, body: Markup) -> Markup {
    let beside = shown.interaction.map(|id| format!("?interaction={id}")).unwrap_or_default();
    let action = format!("/customers/{}/consents{beside}", shown.customer);
    html! {
        form class="sheet-form" method="post" action=(action) hx-post=(action) hx-target="#privacy-consents" hx-swap="outerHTML" {
            (csrf(shown.visitor))
            (body)
        }
    }
}

/// The word on what was written, with the way back to what was there before.
pub fn undo(shown: &Shown<'_>, about: (ConsentChannel, &str), was: Option<&ConsentInput>) -> Markup {
    let locale = &shown.visitor.locale;
    let action = format!("/customers/{}/consents", shown.customer);
    let hidden = |name: &str, value: String| html! { input type="hidden" name=(name) value=(value); };
    html! {
        template data-toast {
            (icon("check"))
            span { (locale.t("consent-written")) }
            form method="post" action=(action) {
                (csrf(shown.visitor))
                (hidden("channel", about.0.to_string()))
                (hidden("purpose", about.1.to_owned()))
                @if let Some(was) = was {
                    (hidden("state", was.state.to_string()))
                    (hidden("how", was.how.clone().unwrap_or_default()))
                    (hidden("valid_until", was.valid_until.clone().unwrap_or_default()))
                    (hidden("at", was.at.map(|at| at.to_string()).unwrap_or_default()))
                } @else { (hidden("state", String::new())) }
                button data-key="z" { (locale.t("undo")) " " kbd { "z" } }
            }
        }
    }
}
