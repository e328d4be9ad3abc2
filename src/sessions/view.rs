//! The pages before log-in.

use maud::{Markup, html};

use super::pages::{Acceptance, LogIn};
use crate::agents::{Agent, AgentState};
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{icon, logo};
use crate::http::{Visitor, address};
use crate::language::{Language, Locale};

/// The log-in of the organisation, beside the password.
pub struct Other<'a> {
    pub name: &'a str,
    /// Where one ends that session too; shown to who has just logged out.
    pub way_out: Option<String>,
}

/// The log-in form. `wait`: so many seconds must pass before another try.
pub fn log_in(
    visitor: &Visitor,
    organisation: &str,
    other: Option<&Other<'_>>,
    typed: &LogIn,
    language: Option<Language>,
    faults: &Faults,
    wait: Option<i64>,
) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let login = fields.text(Field {
        name: "login",
        label: "login",
        value: &typed.login,
        class: "tall",
        autocomplete: "username",
        required: true,
        autofocus: wait.is_none(),
        ..Field::default()
    });
    let password = fields.text(Field {
        name: "password",
        label: "password",
        kind: "password",
        class: "tall",
        autocomplete: "current-password",
        required: true,
        ..Field::default()
    });
    html! {
        form method="post" novalidate action={ "/login" @if let Some(language) = language { "?lang=" (language) } } {
            (head(&locale.t("log-in"), organisation))
            @if let Some(wait) = wait { (too_soon(locale, wait)) }
            (fields.rest())
            input type="hidden" name="next" value=(typed.next);
            (login)
            (password)
            button class="button solid tall" { (locale.t("log-in")) }
            @if let Some(other) = other {
                p class="or" { (locale.t("log-in-or")) }
                a class="button tall" data-native href=(address("/login/oidc", [("next", typed.next.as_str()), ("lang", language.map(Language::as_str).unwrap_or_default())])) {
                    (icon("log-in")) (locale.with("log-in-by", &[("name", other.name.into())]))
                }
                @if let Some(way) = &other.way_out {
                    p class="hint" { a class="link" data-native href=(way) { (locale.with("log-out-there", &[("name", other.name.into())])) } }
                }
            }
        }
    }
}

pub fn head(title: &str, lead: &str) -> Markup {
    html! {
        div { (logo()) }
        div { h1 { (title) } p class="lead" { (lead) } }
    }
}

/// That so many seconds must pass before another try.
pub fn too_soon(locale: &Locale, wait: i64) -> Markup {
    html! {
        div class="errors" role="alert" {
            (icon("circle-alert"))
            div { p { b { (locale.t("error-rate-limited")) } } p { (wait_in_words(locale, wait)) } }
        }
    }
}

fn wait_in_words(locale: &Locale, seconds: i64) -> String {
    if seconds < 90 {
        locale.with("error-rate-limited-detail", &[("seconds", seconds.into())])
    } else {
        locale.with("log-in-wait-minutes", &[("minutes", ((seconds + 59) / 60).into())])
    }
}

/// The form behind a one-time address: `agent` was invited, or there is none yet and the first administrator is made.
pub fn invitation(
    visitor: &Visitor,
    organisation: &str,
    agent: Option<&Agent>,
    typed: &Acceptance,
    faults: &Faults,
) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let title = match agent {
        None => locale.t("first-title"),
        Some(agent) if agent.state == AgentState::Active => locale.t("invitation-again-title"),
        Some(_) => locale.t("invitation-title"),
    };
    let lead = match agent {
        None => locale.t("first-lead"),
        Some(agent) => locale.with(
            "invitation-lead",
            &[("name", (&agent.name).into()), ("organisation", organisation.into())],
        ),
    };
    let languages: Vec<(String, String)> =
        Language::ALL.iter().map(|one| (one.to_string(), one.own_name().to_owned())).collect();
    let who = html! {
        @match agent {
            None => {
                (fields.text(Field { name: "name", label: "agent-name", value: &typed.name, class: "tall", autocomplete: "name",
                    required: true, autofocus: true, ..Field::default() }))
                (fields.text(Field { name: "login", label: "login", value: &typed.login, class: "tall", autocomplete: "username",
                    hint: "login-hint", required: true, ..Field::default() }))
            }
            // Password managers keep the new password under the name that stands before it.
            Some(agent) => {
                (fields.text(Field { name: "login", label: "login", value: &agent.login, class: "tall", autocomplete: "username",
                    readonly: true, ..Field::default() }))
            }
        }
        (new_password(&fields, "password", "password_again", "tall", agent.is_some()))
        @if agent.is_none() {
            (fields.select(Field { name: "language", label: "language-label", value: &typed.language, class: "tall", ..Field::default() }, &languages))
        }
    };
    html! {
        // The address itself is the secret that the form carries: it is sent to where it was opened.
        form class="wide" method="post" novalidate {
            (head(&title, &lead))
            (fields.rest())
            (who)
            button class="button solid tall" { (locale.t(if agent.is_some() { "invitation-go" } else { "first-go" })) }
        }
    }
}

/// A new password, twice.
pub fn new_password(fields: &Fields<'_>, name: &str, again: &str, class: &str, autofocus: bool) -> Markup {
    html! {
        (fields.text(Field { name, label: "password-new", kind: "password", class, autocomplete: "new-password",
            hint: "password-hint", required: true, autofocus, ..Field::default() }))
        (fields.text(Field { name: again, label: "password-again", kind: "password", class, autocomplete: "new-password",
            required: true, ..Field::default() }))
    }
}

/// A one-time address that is not valid (any more), and what to do.
pub fn spent(visitor: &Visitor) -> Markup {
    let locale = &visitor.locale;
    html! {
        div class="oops" {
            p class="code" { "404" }
            h1 { (locale.t("spent-title")) }
            p { (locale.t("spent-lead")) }
            p { (locale.t("spent-first")) }
            div class="acts" { a class="button solid" href="/login" { (icon("log-in")) (locale.t("log-in")) } }
        }
    }
}
