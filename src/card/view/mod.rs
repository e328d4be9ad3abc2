//! What the agent sees. Every function takes what it shows and makes one element, the same for a page and for a
//! part that is fetched again; every part has its id.

pub mod details;
pub mod finding;
pub mod home;
pub mod matches;
pub mod now;
pub mod own_fields;
pub mod palette;
pub mod person;
pub mod preview;
pub mod shared;
pub mod tabs;
pub mod text;

use maud::{Markup, html};

use super::{Card, Contact};
use crate::http;
use crate::http::Visitor;
use crate::http::layout::icon;
use crate::language::Locale;
use crate::transfers;
use tabs::{Tab, Tabs};

/// The card of a customer, with the contact in progress if it is opened for one. `beside`: the open tab.
pub fn card(visitor: &Visitor, card: &Card, contact: Option<&Contact>, tab: Tab, beside: &Markup) -> Markup {
    let locale = &visitor.locale;
    let customer = &card.customer;
    let interaction = contact.map(|contact| &contact.interaction);
    html! {
        main id="main" class="card" aria-label=(locale.t("card")) data-page="card" data-customer=(customer.id)
            data-interaction=[interaction.map(|one| one.id)] data-state=[interaction.map(|one| transfers::view::state(visitor, one))]
            data-section=[(tab != Tab::History).then_some(tab)] {
            (person::header(visitor, card, contact))
            (person::brief(visitor, card, contact))
            @if let Some(contact) = contact { (now::panel(visitor, contact, Some(customer))) }
            (details::section(visitor, card))
            (beside)
        }
    }
}

/// The parts of the card as an icon rail, for narrow frames.
pub fn sections(locale: &Locale, live: bool, shown: &Tabs) -> Markup {
    let link = |part: &str, sign: &str, words: &str| {
        let words = locale.t(words);
        let current = (part == "main").then_some("true");
        html! {
            a href={ "#" (part) } data-section={ "#" (part) } aria-label=(words) title=(words) aria-current=[current] { (icon(sign)) }
        }
    };
    html! {
        nav id="sections" class="sections" aria-label=(locale.t("sections")) {
            (link("main", "id-card", "section-overview"))
            @if live { (link("now", "phone-call", "section-now")) }
            (link("details", "user", "details"))
            (tabs::section_link(locale, shown, Tab::History, "g>h", "history"))
            @if shown.requests.is_some() { (tabs::section_link(locale, shown, Tab::Requests, "g>r", "inbox")) }
            @if shown.notes.is_some() { (tabs::section_link(locale, shown, Tab::Notes, "g>n", "sticky-note")) }
            @if shown.files.is_some() { (tabs::section_link(locale, shown, Tab::Files, "g>f", "file")) }
            @if shown.changes { (tabs::section_link(locale, shown, Tab::Changes, "g>c", "git-compare")) }
            @if shown.privacy { (tabs::section_link(locale, shown, Tab::Privacy, "g>p", "shield")) }
            (tabs::group_links(shown))
            a class="push" href="/preferences#keys" data-opens="#keys" aria-label=(locale.t("keys-help")) title=(locale.t("keys-help")) {
                (icon("circle-question-mark"))
            }
        }
    }
}

/// A label with what it stands for, and what one can do with it.
pub fn fact(label: &str, value: &Markup) -> Markup {
    html! { div class="fact" { dt { (label) } dd { (value) } } }
}

/// A button that copies. `what` names the thing in words, `shown` is what the person sees of it.
pub fn copy(locale: &Locale, what: &str, text: &str, shown: &str, key: Option<&str>) -> Markup {
    let label = locale.with("copy-what", &[("what", what.into())]);
    html! {
        button class="icon-button small" type="button" aria-label=(label) title=(label) data-copy=(text)
            data-copied=(locale.with("copied-what", &[("what", shown.into())])) data-key=[key] { (icon("copy")) }
    }
}

/// The country of a phone number in words; its code where there is no name for it.
pub fn country(locale: &Locale, e164: &str) -> Option<String> {
    let code = telephone::country_of(e164)?.to_string();
    let key = format!("country-{}", code.to_lowercase());
    let name = locale.t(&key);
    Some(if name == key { code } else { name })
}

/// The steps of the menu that a caller went through: "1 Service › 3 Repairs › agent".
pub fn trail(locale: &Locale, steps: &[crate::interactions::IvrStep]) -> Markup {
    html! {
        span class="trail" {
            @for step in steps {
                b { @if let Some(choice) = &step.choice { (choice) " " } (step.prompt) }
                (icon("chevron-right"))
            }
            (locale.t("ivr-agent"))
        }
    }
}

/// Hidden fields of every form that a page posts.
pub fn csrf(visitor: &Visitor) -> Markup {
    http::layout::csrf(visitor)
}
