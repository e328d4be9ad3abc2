//! The frame of every page: head, sprite, announcer, toasts, dialogs; and the small parts that all pages share.
//!
//! Invariant: every child of `.shell` has an id (a page swap goes by them), and nothing here holds a text of its own.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::agents::{Density, Theme};
use crate::app::App;
use crate::clock::Time;
use crate::error::{AppError, FieldError};
use crate::http::assets::NAMES;
use crate::http::problems;
use crate::http::visitor::Visitor;
use crate::language::{Language, Locale};
use crate::restrictions;

/// The mark as a tab shows it, in the page itself: no request, and the same in light and dark tabs.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 18 18'%3E\
%3Cpath fill='%238a93a3' d='M1 2a7 7 0 0 1 0 14z'/%3E%3Cpath fill='%232f5fd0' d='M17 2a7 7 0 0 0 0 14z'/%3E%3C/svg%3E";

/// The rail as it stands on a page, and the cursor from which the page's stream goes on.
pub struct Rail {
    pub markup: Markup,
    pub cursor: String,
}

/// A page for somebody who is logged in.
pub struct Page {
    pub title: String,
    /// The whole `<main id="main" …>` (`main` below makes the usual one).
    pub main: Markup,
    pub rail: Option<Rail>,
    /// `<aside id="glimpse">`: what stands beside a list of matches.
    pub glimpse: Option<Markup>,
    /// `<nav id="sections">`: the parts of a card in narrow frames.
    pub sections: Option<Markup>,
}

impl Page {
    pub fn new(title: impl Into<String>, main: Markup) -> Page {
        Page { title: title.into(), main, rail: None, glimpse: None, sections: None }
    }

    /// With the rail: `openings::view::rail(&visitor, &openings::rail(tx, agent)?, "/address/of/this/page")`.
    pub fn beside(self, rail: Rail) -> Page {
        Page { rail: Some(rail), ..self }
    }
}

/// A whole page.
pub fn page(_app: &App, visitor: &Visitor, page: Page) -> Markup {
    let class = match (&page.rail, &page.glimpse) {
        (None, _) => "shell alone",
        (Some(_), Some(_)) => "shell with-glimpse",
        (Some(_), None) => "shell",
    };
    let cursor = page.rail.as_ref().map(|rail| rail.cursor.as_str());
    let shell = html! {
        div class=(class) {
            @if let Some(rail) = &page.rail { (rail.markup) }
            (page.main)
            @if let Some(glimpse) = &page.glimpse { (glimpse) }
            @if let Some(sections) = &page.sections { (sections) }
        }
    };
    document(visitor, &page.title, cursor, &shell)
}

/// A page before log-in: `main` is what stands in the middle, above the choice of language.
/// `next`: where one wants to go after log-in; another language does not forget it.
pub fn door(_app: &App, visitor: &Visitor, title: &str, next: &str, main: Markup) -> Markup {
    let locale = &visitor.locale;
    let way = |language: &Language| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("lang", language.as_str());
        if !next.is_empty() && next != "/" {
            query.append_pair("next", next);
        }
        format!("?{}", query.finish())
    };
    let shell = html! {
        div class="shell alone" {
            main id="main" class="door" data-page="door" {
                (main)
                nav class="door-foot" aria-label=(locale.t("language")) {
                    @for language in Language::ALL {
                        a href=(way(language)) lang=(language) hreflang=(language) data-native
                            aria-current=[(*language == locale.language).then_some("true")] { (language.own_name()) }
                    }
                }
            }
        }
    };
    document(visitor, title, None, &shell)
}

/// The usual `<main>` of lists and forms: a head with the title, then the body. `name` tells kinds of pages apart.
pub fn main(name: &str, title: &str, head: Markup, body: Markup) -> Markup {
    html! {
        main id="main" class="page" aria-label=(title) data-page=(name) {
            header class="page-head" { h1 { (title) } (head) }
            (body)
        }
    }
}

/// What went wrong, in the frame of the house.
pub fn error_page(
    app: &App,
    visitor: &Visitor,
    rail: Option<Rail>,
    error: &AppError,
    request_id: &str,
) -> Markup {
    let locale = &visitor.locale;
    if let AppError::Restricted(told) = error {
        let main = restrictions::view::refused(locale, told);
        return page(app, visitor, Page { rail, ..Page::new(told.name.clone(), main) });
    }
    let title = locale.t(error.code());
    let fields: &[FieldError] = match error {
        AppError::Invalid(fields) => fields,
        _ => &[],
    };
    let main = html! {
        main id="main" class="page" aria-label=(title) data-page="error" {
            div class="oops" {
                p class="code" { (error.status().as_u16()) }
                h1 { (title) }
                p { (problems::detail(locale, error)) }
                @if !fields.is_empty() {
                    ul class="lines" {
                        @for field in fields {
                            li {
                                (icon("circle-alert"))
                                span {
                                    @if !field.field.is_empty() { b { (field.field) } ": " }
                                    (problems::message(locale, field))
                                }
                            }
                        }
                    }
                }
                p class="quiet" { (locale.with("error-request", &[("id", request_id.into())])) }
                div class="acts" {
                    a class="button solid" href="/" { (icon("arrow-left")) (locale.t("error-home")) }
                    @if visitor.session.is_some() {
                        a class="button" href="/customers" { (icon("search")) (locale.t("search-customers")) }
                    }
                }
            }
        }
    };
    page(app, visitor, Page { rail, ..Page::new(title, main) })
}

fn document(visitor: &Visitor, title: &str, cursor: Option<&str>, shell: &Markup) -> Markup {
    let locale = &visitor.locale;
    let agent = visitor.session.as_ref().map(|session| &session.agent);
    let preferences = agent.map(|agent| agent.preferences.clone()).unwrap_or_default();
    let theme = (preferences.theme != Theme::System).then_some(preferences.theme);
    let density = (preferences.density != Density::Compact).then_some(preferences.density);
    html! {
        (DOCTYPE)
        html lang=(locale.language) data-theme=[theme] data-density=[density]
            data-keys=[(!preferences.single_keys).then_some("off")] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                // With the header's `no-referrer` browsers would send forms with `Origin: null`, which is refused.
                meta name="referrer" content="same-origin";
                link rel="icon" type="image/svg+xml" href=(MARK);
                @if let Some(session) = &visitor.session { meta name="csrf" content=(session.csrf); }
                link rel="icon" type="image/svg+xml" href=(ICON);
                title { (title) " · Visavi" }
                @for style in &NAMES.styles { link rel="stylesheet" href=(style); }
                script type="module" src=(NAMES.script) nonce=(visitor.nonce) {}
            }
            body data-agent=[agent.map(|agent| agent.id)] data-now=(locale.now) data-cursor=[cursor] {
                a class="skip" href="#main" { (locale.t("skip-to-content")) }
                (PreEscaped(&NAMES.icons))
                div class="frame" { (shell) }
                div id="announcer" class="sr" role="status" aria-live="polite" {}
                div id="toasts" data-dismiss=(locale.t("toast-dismiss")) data-failed=(locale.t("toast-failed"))
                    data-retry=(locale.t("toast-retry")) data-waiting=(locale.t("toast-waiting"))
                    data-open=(locale.t("toast-open")) data-copied=(locale.t("toast-copied")) data-country=(locale.t("phone-country")) {}
                @if agent.is_some() {
                    (palette(locale))
                    (keys(locale))
                    dialog id="sheet" aria-labelledby="sheet-h" {}
                    (look(locale))
                    a hidden class="sr" href="/palette" data-opens="#palette" data-key="Ctrl+K" { (locale.t("palette")) }
                }
            }
        }
    }
}

fn palette(locale: &Locale) -> Markup {
    html! {
        dialog id="palette" aria-label=(locale.t("palette")) {
            label class="find" {
                (icon("search"))
                span class="sr" { (locale.t("palette")) }
                input class="input" role="combobox" aria-expanded="false" aria-controls="palette-list" autocomplete="off"
                    placeholder=(locale.t("palette-hint"));
            }
            div data-results { ul id="palette-list" class="options" role="listbox" aria-label=(locale.t("results")) {} }
            p class="dialog-foot" {
                span { kbd { "↑" } " " kbd { "↓" } " " (locale.t("palette-choose")) }
                span { kbd { "↵" } " " (locale.t("palette-open")) }
                span { kbd { "Esc" } " " (locale.t("palette-close")) }
            }
        }
    }
}

/// The mark of the brand for the browser's tab, in itself: no request, nothing to cache.
const MARK: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 18 18'%3E%3Cpath \
    fill='%231b2430' d='M1 2a7 7 0 0 1 0 14z'/%3E%3Cpath fill='%232a52b8' d='M17 2a7 7 0 0 0 0 14z'/%3E%3C/svg%3E";

/// Where a picture or document is looked at (`data-look`).
fn look(locale: &Locale) -> Markup {
    html! {
        dialog id="look" class="look" aria-labelledby="h-look" {
            div class="dialog-head" {
                h2 id="h-look" class="cut" {}
                a class="icon-button" href="#" download aria-label=(locale.t("file-download")) title=(locale.t("file-download")) {
                    (icon("download"))
                }
                button class="icon-button" type="button" data-closes aria-label=(locale.t("close")) title=(locale.t("close")) { (icon("x")) }
            }
            div class="look-body" data-failed=(locale.t("file-not-shown")) {}
        }
    }
}

/// What a dialog holds that was fetched for a link (`data-sheet`).
pub fn sheet(locale: &Locale, title: &str, body: &Markup) -> Markup {
    html! {
        div class="dialog-head" {
            h2 id="sheet-h" { (title) }
            button class="icon-button" type="button" data-closes aria-label=(locale.t("close")) title=(locale.t("close")) { (icon("x")) }
        }
        div class="dialog-body" { (body) }
    }
}

/// A group of keys: its name, and each thing it does with what to press.
type KeyGroup = (&'static str, &'static [(&'static str, &'static [&'static str])]);

/// The sheet of keys: groups of what they do and what to press.
const KEYS: &[KeyGroup] = &[
    (
        "keys-anywhere",
        &[
            ("palette", &["Ctrl", "K"]),
            ("search-customers", &["/"]),
            ("promises", &["g", "v"]),
            ("keys-waiting", &["F2"]),
            ("keys-save", &["Ctrl", "↵"]),
            ("keys-this", &["?"]),
        ],
    ),
    (
        "keys-card",
        &[
            ("keys-row", &["j"]),
            ("keys-row-back", &["k"]),
            ("keys-open-row", &["↵"]),
            ("keys-tab", &["1–9"]),
            ("keys-edit", &["e"]),
            ("keys-call", &["c"]),
            ("keys-message", &["s"]),
            ("keys-transfer", &["w"]),
            ("note-new", &["n"]),
            ("promise-new", &["d"]),
            ("keys-request", &["r"]),
            ("actions-menu", &["."]),
            ("merge-menu", &["Shift", "M"]),
            ("keys-copy-phone", &["y"]),
            ("keys-copy-email", &["Shift", "Y"]),
            ("keys-matches", &["b"]),
            ("keys-confirm", &["v"]),
            ("keys-deny", &["u"]),
            ("identity-ask", &["i"]),
            ("keys-history", &["g", "h"]),
            ("notes", &["g", "n"]),
            ("keys-files", &["g", "f"]),
            ("keys-changes", &["g", "c"]),
            ("keys-privacy", &["g", "p"]),
        ],
    ),
    (
        "keys-found",
        &[
            ("keys-pick", &["1–9"]),
            ("keys-filter", &["f"]),
            ("keys-create", &["n"]),
            ("keys-check", &["x"]),
            ("matches-same-compare", &["Shift", "M"]),
        ],
    ),
];

fn keys(locale: &Locale) -> Markup {
    html! {
        dialog id="keys" aria-labelledby="keys-h" {
            div class="dialog-head" {
                h2 id="keys-h" { (locale.t("keys")) }
                button class="icon-button" type="button" data-closes aria-label=(locale.t("close")) { (icon("x")) }
            }
            div class="dialog-body" tabindex="0" role="region" aria-labelledby="keys-h" {
                div class="key-sheet" {
                    @for (group, rows) in KEYS {
                        section {
                            h3 { (locale.t(group)) }
                            dl {
                                @for (what, press) in *rows {
                                    div {
                                        dt { (locale.t(what)) }
                                        dd { @for one in *press { kbd { (key(locale, one)) } " " } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is printed on a key: `Ctrl` is `Strg` on German keyboards.
pub fn key(locale: &Locale, name: &str) -> String {
    match name {
        "Ctrl" => locale.t("key-ctrl"),
        "Shift" => locale.t("key-shift"),
        other => other.to_owned(),
    }
}

/// An icon of `web/icons.txt`; decoration, so that a word must stand beside it or in a label.
pub fn icon(name: &str) -> Markup {
    icon_of("icon", name)
}

/// An icon with other classes: `icon_of("icon small ok", "check")`.
pub fn icon_of(class: &str, name: &str) -> Markup {
    html! { svg class=(class) aria-hidden="true" { use href={ "#i-" (name) } {} } }
}

/// The mark of Visavi.
pub fn logo() -> Markup {
    html! {
        svg class="logo" viewBox="0 0 18 18" aria-hidden="true" {
            path class="a" d="M1 2a7 7 0 0 1 0 14z" {}
            path class="b" d="M17 2a7 7 0 0 0 0 14z" {}
        }
    }
}

/// The hidden field that every form with method post carries.
pub fn csrf(visitor: &Visitor) -> Markup {
    let csrf = visitor.session.as_ref().map(|session| session.csrf.as_str());
    html! { @if let Some(csrf) = csrf { input type="hidden" name="csrf" value=(csrf); } }
}

/// Initials in a colour that stays with the id. `class`: `big`, `mid`, `mini`, `company` …
pub fn avatar(name: &str, id: uuid::Uuid, class: &str) -> Markup {
    avatar_under(name, id, class, &html! {})
}

/// The same with a picture over them.
pub fn avatar_under(name: &str, id: uuid::Uuid, class: &str, picture: &Markup) -> Markup {
    let hue =
        id.as_bytes().iter().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(*byte))) % 8
            + 1;
    html! { span class={ "avatar h" (hue) " " (class) } aria-hidden="true" { (initials(name)) (picture) } }
}

/// First letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = letters.next();
    first.into_iter().chain(letters.next_back()).flat_map(char::to_uppercase).collect()
}

/// A running clock since a moment: ticks by itself where scripts run.
pub fn timer(locale: &Locale, class: &str, since: Time) -> Markup {
    let shown = locale.duration(locale.now.seconds_since(since));
    html! { time class=[(!class.is_empty()).then_some(class)] datetime=(since) data-since=(since) { (shown) } }
}

/// A moment as short as it can be understood, with the whole of it in the title.
pub fn when(locale: &Locale, at: Time) -> Markup {
    html! { time datetime=(at) title=(locale.date_and_clock(at)) { (locale.when(at)) } }
}

/// A moment to the minute: "14:05" today, else "19 Nov 14:05".
pub fn when_exactly(locale: &Locale, at: Time) -> Markup {
    html! {
        time datetime=(at) title=(locale.date_and_clock(at)) {
            @if !locale.is_today(at) { (locale.when(at)) " " }
            (locale.clock(at))
        }
    }
}

/// The time of day of a moment whose day stands elsewhere.
pub fn when_clock(locale: &Locale, at: Time) -> Markup {
    html! { time datetime=(at) title=(locale.date_and_clock(at)) { (locale.clock(at)) } }
}

/// A word that something was done; shown once, when the page or partial arrives.
pub fn toast(text: &str) -> Markup {
    html! { template data-toast { (icon("check")) span { (text) } } }
}

/// The same of what could not be done; it stays until it is dismissed.
pub fn failed(text: &str) -> Markup {
    html! { template data-toast="error" { (icon("circle-alert")) span { (text) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!(initials("Karolina Maria Wierzbicka"), "KW");
        assert_eq!(initials("  łukasz "), "Ł");
        assert_eq!(initials("+46 70 174"), "41");
        assert_eq!(initials("—"), "");
    }
}
