//! The second step at the door, and the page where one sets it up.

use maud::{Markup, html};

use super::{Factor, qr};
use crate::agents::Agent;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf, icon, icon_of, when};
use crate::language::Locale;
use crate::sessions::view::{head, too_soon};

/// What an app has to know.
pub struct Setup {
    /// To be typed.
    pub key: String,
    /// To be photographed.
    pub uri: String,
}

/// The second step of the log-in; with `setup` it is set up first.
pub fn ask(
    visitor: &Visitor,
    setup: Option<&Setup>,
    next: &str,
    faults: &Faults,
    wait: Option<i64>,
) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let code = code(&fields, "tall", setup.is_none() && wait.is_none());
    let (title, lead) = match setup {
        Some(_) => ("second-factor-needed", "second-factor-needed-lead"),
        None => ("second-factor", "second-factor-ask"),
    };
    html! {
        form class=[setup.map(|_| "wide")] method="post" action="/login/code" novalidate {
            (head(&locale.t(title), &locale.t(lead)))
            @if let Some(wait) = wait { (too_soon(locale, wait)) }
            (fields.rest())
            input type="hidden" name="next" value=(next);
            @if let Some(setup) = setup { (picture(locale, setup)) }
            (code)
            button class="button solid tall" { (locale.t(if setup.is_some() { "second-factor-confirm" } else { "log-in" })) }
            @if setup.is_none() { p class="hint" { (locale.t("second-factor-lost")) } }
            p { a class="link" href="/login" { (locale.t("second-factor-other")) } }
        }
    }
}

/// The field of a code. Apps and password managers fill it (`one-time-code`).
fn code(fields: &Fields<'_>, class: &str, autofocus: bool) -> Markup {
    fields.text(Field {
        name: "code",
        label: "second-factor-code",
        class,
        autocomplete: "one-time-code",
        hint: "second-factor-code-hint",
        required: true,
        autofocus,
        ..Field::default()
    })
}

/// What the app takes: a picture, or the same to be typed.
fn picture(locale: &Locale, setup: &Setup) -> Markup {
    let groups: Vec<&str> =
        setup.key.as_bytes().chunks(4).filter_map(|part| std::str::from_utf8(part).ok()).collect();
    html! {
        div class="setup" {
            @if let Some(picture) = qr::draw(&setup.uri, &locale.t("second-factor-picture")) { (picture) }
            div {
                p { (locale.t("second-factor-scan")) }
                p class="quiet" { (locale.t("second-factor-type")) }
                p { code class="figures" { (groups.join(" ")) } }
                p { a class="link" href=(setup.uri) data-native { (locale.t("second-factor-here")) } }
            }
        }
    }
}

/// One's own second factor: to be set up, being set up, or on.
pub fn own(visitor: &Visitor, factor: Option<&Factor>, setup: Option<&Setup>, faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("second-factor");
    let since = factor.and_then(|factor| Some((factor.confirmed_at?, factor.recovery_codes)));
    let body = html! {
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { (locale.t("second-factor-lead")) }
            @match (since, setup) {
                (Some((at, left)), _) => {
                    p {
                        span class="mark success" { (icon_of("icon small", "check")) (locale.t("second-factor-on")) }
                        " " (locale.t("second-factor-since")) " " (when(locale, at)) ". "
                        (locale.with("recovery-codes-left", &[("count", left.into())]))
                    }
                    (change(visitor, faults))
                }
                (None, Some(setup)) => (confirmation(visitor, setup, faults)),
                (None, None) => (begin(visitor, faults)),
            }
            p class="after-form" { a class="button" href="/preferences" { (icon("arrow-left")) (locale.t("preferences-back")) } }
        }
    };
    layout::main("second-factor", &title, html! {}, body)
}

fn password(fields: &Fields<'_>) -> Markup {
    fields.text(Field {
        name: "password",
        label: "password-present",
        kind: "password",
        autocomplete: "current-password",
        required: true,
        ..Field::default()
    })
}

fn begin(visitor: &Visitor, faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let password = password(&fields);
    html! {
        form class="sheet-form" method="post" action="/preferences/second-factor" novalidate {
            (csrf(visitor))
            (fields.rest())
            (password)
            div class="foot" { button class="button solid" { (icon("smartphone")) (locale.t("second-factor-begin")) } }
        }
    }
}

fn confirmation(visitor: &Visitor, setup: &Setup, faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let code = code(&fields, "", true);
    html! {
        form class="sheet-form" method="post" action="/preferences/second-factor/confirmation" novalidate {
            (csrf(visitor))
            (fields.rest())
            (picture(locale, setup))
            (code)
            div class="foot" { button class="button solid" { (locale.t("second-factor-confirm")) } }
        }
    }
}

/// New recovery codes, or none of it any more: either asks for password and code.
fn change(visitor: &Visitor, faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let row = html! { div class="row" { (password(&fields)) (code(&fields, "", false)) } };
    html! {
        form class="sheet-form after-form" method="post" action="/preferences/second-factor/recovery-codes" novalidate {
            (csrf(visitor))
            h2 { (locale.t("second-factor-change")) }
            (fields.rest())
            (row)
            div class="foot" {
                button class="button" { (icon("key-round")) (locale.t("recovery-codes-new")) }
                button class="button" formaction="/preferences/second-factor/deletion" { (icon("ban")) (locale.t("second-factor-off")) }
            }
        }
    }
}

/// The recovery codes, shown once.
fn list(locale: &Locale, codes: &[String]) -> Markup {
    html! {
        p class="hint" { (locale.t("recovery-codes-lead")) }
        ul class="recovery figures" { @for code in codes { li { code { (code) } } } }
        button class="button" type="button" data-copy=(codes.join("\n")) data-copied=(locale.t("secret-copied")) {
            (icon("copy")) (locale.t("secret-copy"))
        }
    }
}

pub fn codes(visitor: &Visitor, codes: &[String]) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("recovery-codes");
    let body = html! {
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            (list(locale, codes))
            p class="after-form" { a class="button solid" href="/preferences/second-factor" { (locale.t("recovery-codes-kept")) } }
        }
    };
    layout::main("recovery-codes", &title, html! {}, body)
}

/// The same on the way in.
pub fn codes_at_the_door(visitor: &Visitor, codes: &[String], next: &str) -> Markup {
    let locale = &visitor.locale;
    html! {
        div class="at-the-door" {
            (head(&locale.t("recovery-codes"), &locale.t("second-factor-is-on")))
            (list(locale, codes))
            a class="button solid tall" data-native href=(next) { (locale.t("recovery-codes-kept")) }
        }
    }
}

/// On the page of somebody else: an administrator takes it off who lost it.
pub fn reset(visitor: &Visitor, agent: &Agent) -> Markup {
    let locale = &visitor.locale;
    html! {
        section id="second-factor" class="after-form" {
            h2 { (locale.t("second-factor")) }
            p class="hint" { (locale.t("second-factor-reset-lead")) }
            form method="post" action={ "/agents/" (agent.id) "/second-factor/deletion" } {
                (csrf(visitor))
                button class="button" { (icon("ban")) (locale.t("second-factor-reset")) }
            }
        }
    }
}
