//! Pages of the people who log in.

use std::collections::HashMap;

use maud::{Markup, html};

use super::pages::AgentForm;
use super::preferences::PreferencesForm;
use super::{Agent, AgentState, Density, Theme};
use crate::administration::view::tabs;
use crate::clock::Time;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, avatar, csrf, icon, icon_of};
use crate::http::paging::Listed;
use crate::id::AgentId;
use crate::language::{Language, Locale};
use crate::words::Role;
use crate::{second_factor, sessions};

pub fn list(visitor: &Visitor, listed: &Listed<Agent>, invitations: &HashMap<AgentId, Time>) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("people-title");
    let head = html! {
        label class="find" {
            (icon("search"))
            span class="sr" { (locale.t("people-filter")) }
            input class="input" type="search" placeholder=(locale.t("people-filter")) data-filter="#agents" data-key="f";
        }
        div class="end" {
            a class="button solid" href="/agents/new" data-key="n" { (icon("user-plus")) (locale.t("agent-new")) }
        }
    };
    let body = html! {
        (tabs(locale, "/agents"))
        div class="page-body flush scroll" tabindex="0" role="region" aria-label=(title) {
            table class="table stacks" {
                thead {
                    tr {
                        @for key in ["agent-name", "login", "role", "team", "agent-state"] { th scope="col" { (locale.t(key)) } }
                        th scope="col" { span class="sr" { (locale.t("list-actions")) } }
                    }
                }
                tbody id="agents" data-list { @for agent in &listed.items { (row(locale, agent, invitations.get(&agent.id).copied())) } }
            }
            p class="empty" data-filter-none="#agents" hidden { (locale.t("people-filter-none")) }
            @if let Some(next) = &listed.next {
                p class="more" { a class="button" href={ "/agents?after=" (next) } { (locale.t("list-more")) } }
            }
        }
    };
    layout::main("agents", &title, head, body)
}

/// `until`: how long a one-time address of theirs is good for.
fn row(locale: &Locale, agent: &Agent, until: Option<Time>) -> Markup {
    let team = agent.team.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
    html! {
        tr class=[(agent.state == AgentState::Disabled).then_some("is-off")] data-item tabindex="0"
            data-text={ (agent.name) " " (agent.login) " " (agent.email.as_deref().unwrap_or_default()) " " (team) } {
            th scope="row" { (avatar(&agent.name, agent.id.0, "")) (agent.name) }
            td data-label=(locale.t("login")) {
                (agent.login)
                @if let Some(email) = &agent.email { div class="quiet" { (email) } }
            }
            td class="short" data-label=(locale.t("role")) { (locale.t(&format!("role-{}", agent.role))) }
            td data-label=(locale.t("team")) { (team) }
            td data-label=(locale.t("agent-state")) {
                (state(locale, agent.state))
                @if agent.state == AgentState::Invited {
                    div class="quiet" {
                        @match until {
                            Some(until) => (locale.with("invitation-until", &[("when", (&locale.date_and_clock(until)).into())])),
                            None => (locale.t("invitation-over")),
                        }
                    }
                }
            }
            td class="do" {
                a class="button" data-open href={ "/agents/" (agent.id) "/edit" } {
                    (locale.t("list-edit")) span class="sr" { " " (agent.name) }
                }
            }
        }
    }
}

/// The state by icon and word.
fn state(locale: &Locale, state: AgentState) -> Markup {
    let (class, name) = match state {
        AgentState::Active => ("success", "user-check"),
        AgentState::Invited => ("warning", "mail"),
        AgentState::Disabled => ("", "ban"),
    };
    html! { span class={ "mark " (class) } { (icon_of("icon small", name)) (locale.t(&format!("agent-state-{state}"))) } }
}

fn roles(locale: &Locale) -> Vec<(String, String)> {
    Role::ALL.iter().map(|role| (role.to_string(), locale.t(&format!("role-{role}")))).collect()
}

/// Name, login, e-mail address, role and team: the same for a new agent and a known one.
fn facts(fields: &Fields<'_>, typed: &AgentForm, teams: &[String]) -> Markup {
    html! {
        div class="row" {
            (fields.text(Field { name: "name", label: "agent-name", value: &typed.name, required: true, autofocus: true, ..Field::default() }))
            (fields.text(Field { name: "login", label: "login", value: &typed.login, hint: "login-hint", required: true, ..Field::default() }))
        }
        div class="row" {
            (fields.text(Field { name: "email", label: "agent-email", value: &typed.email, kind: "email", hint: "agent-email-hint", ..Field::default() }))
        }
        div class="row" {
            (fields.select(Field { name: "role", label: "role", value: &typed.role, hint: "role-hint", ..Field::default() }, &roles(fields.locale)))
            (fields.text(Field { name: "team", label: "team", value: &typed.team, list: "teams", hint: "team-hint", ..Field::default() }))
        }
        datalist id="teams" { @for team in teams { option value=(team) {} } }
    }
}

/// Save and Cancel, in sight as long as the form is. Who leaves with unsaved words is asked here what becomes of them.
pub fn save_bar(locale: &Locale, save: &str, key: &str, back: &str) -> Markup {
    html! {
        div class="foot sticks" {
            button class="button solid" data-key="Ctrl+Enter" {
                (locale.t(save)) " " kbd { (layout::key(locale, "Ctrl")) " ↵" }
            }
            a class="button bare" href=(back) data-key="Esc" data-leaves { (locale.t("form-cancel")) }
            p class="draft-note" data-draft-note hidden {
                (icon_of("icon small", "undo-2")) (locale.t("form-draft-back")) " "
                button type="reset" { (locale.t("form-draft-discard")) }
            }
            div class="asking" id="asking" role="group" aria-labelledby="asking-h" hidden {
                p id="asking-h" { (icon_of("icon small", "pencil")) (locale.t("closing-form")) }
                button class="button solid" data-key="Ctrl+Enter" { (locale.t("closing-save")) }
                a class="button" href=(back) { (locale.t("closing-keep")) }
                a class="button" href=(back) data-discard=(key) { (locale.t("closing-discard")) }
                button type="button" class="button bare" data-key="Esc" data-goes-on { (locale.t("closing-back")) " " kbd { "Esc" } }
            }
        }
    }
}

pub fn new(visitor: &Visitor, typed: &AgentForm, teams: &[String], faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("agent-new");
    let fields = Fields::new(locale, faults);
    let facts = facts(&fields, typed, teams);
    let body = html! {
        (tabs(locale, "/agents"))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { (locale.t("agent-new-lead")) }
            form class="sheet-form" method="post" action="/agents" data-guard="agent:new" novalidate {
                (csrf(visitor))
                (fields.rest())
                (facts)
                (save_bar(locale, "agent-invite", "agent:new", "/agents"))
            }
        }
    };
    layout::main("agent-new", &title, html! {}, body)
}

/// The one-time address, to be handed over. It is shown here and never again.
pub fn handover(visitor: &Visitor, agent: &Agent, address: &str) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("handover-title");
    let body = html! {
        (tabs(locale, "/agents"))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { (locale.with("handover-lead", &[("name", (&agent.name).into()), ("login", (&agent.login).into())])) }
            (secret(locale, "handover-address", address))
            p { a class="button" href="/agents" { (icon("arrow-left")) (locale.t("people-back")) } }
        }
    };
    layout::main("handover", &title, html! {}, body)
}

/// Something that is shown once, to be copied.
pub fn secret(locale: &Locale, label: &str, text: &str) -> Markup {
    html! {
        div class="secret" {
            p class="field" {
                label for="secret" { (locale.t(label)) }
                input class="input figures" id="secret" readonly value=(text) autofocus aria-describedby="secret-hint";
                span class="hint" id="secret-hint" { (locale.t("secret-once")) }
            }
            button class="button" type="button" data-copy=(text) data-copied=(locale.t("secret-copied")) data-key="y" {
                (icon("copy")) (locale.t("secret-copy"))
            }
        }
    }
}

/// What is known beside what was typed.
pub struct Known<'a> {
    pub teams: &'a [String],
    /// Somebody else changed them meanwhile.
    pub stale: bool,
    /// They have a second factor that can be taken off.
    pub second_factor: bool,
}

pub fn edit(
    visitor: &Visitor,
    agent: &Agent,
    typed: &AgentForm,
    known: &Known<'_>,
    faults: &Faults,
) -> Markup {
    let locale = &visitor.locale;
    let guard = format!("agent:{}", agent.id);
    let fields = Fields::new(locale, faults);
    let facts = facts(&fields, typed, known.teams);
    let active = if agent.state == AgentState::Invited { AgentState::Invited } else { AgentState::Active };
    let states = [
        (AgentState::Active.to_string(), locale.t(&format!("agent-state-{active}"))),
        (AgentState::Disabled.to_string(), locale.t("agent-state-disabled")),
    ];
    let states = fields.select(
        Field {
            name: "state",
            label: "agent-state",
            value: &typed.state,
            hint: "agent-state-hint",
            ..Field::default()
        },
        &states,
    );
    let body = html! {
        (tabs(locale, "/agents"))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(agent.name) {
            form class="sheet-form" method="post" action={ "/agents/" (agent.id) } data-guard=(guard) novalidate {
                (csrf(visitor))
                input type="hidden" name="version" value=(typed.version);
                @if known.stale { (changed(locale, agent)) }
                (fields.rest())
                (facts)
                div class="row" { (states) }
                (save_bar(locale, "form-save", &guard, "/agents"))
            }
            @if agent.state != AgentState::Disabled {
                section id="invitation" class="after-form" {
                    h2 { (locale.t("invite-again-title")) }
                    p class="hint" {
                        (locale.t(if agent.state == AgentState::Invited { "invite-again-lead" } else { "invite-password-lead" }))
                    }
                    form method="post" action={ "/agents/" (agent.id) "/invitation" } {
                        (csrf(visitor))
                        button class="button" { (icon("link")) (locale.t("invite-again")) }
                    }
                }
            }
            @if known.second_factor { (second_factor::view::reset(visitor, agent)) }
        }
    };
    layout::main(&format!("agent-{}", agent.id), &agent.name, html! {}, body)
}

/// What an agent is now, for who was about to change what they were.
fn changed(locale: &Locale, agent: &Agent) -> Markup {
    let team = agent.team.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
    let now = [
        ("agent-name", agent.name.clone()),
        ("login", agent.login.clone()),
        ("agent-email", agent.email.clone().unwrap_or_default()),
        ("role", locale.t(&format!("role-{}", agent.role))),
        ("team", team),
        ("agent-state", locale.t(&format!("agent-state-{}", agent.state))),
    ];
    html! {
        div class="errors" role="alert" {
            (icon("git-compare"))
            div {
                p { b { (locale.t("stale-title")) } " " (locale.t("stale-lead")) }
                ul { @for (key, value) in now.iter().filter(|(_, value)| !value.is_empty()) { li { (locale.t(key)) ": " b { (value) } } } }
            }
        }
    }
}

/// What the preferences may be chosen from.
pub struct Offered<'a> {
    pub zones: &'a [String],
    pub usual_zone: &'a str,
    pub login: &'a str,
}

pub fn preferences(
    visitor: &Visitor,
    typed: &PreferencesForm,
    offered: &Offered<'_>,
    faults: &Faults,
    password_faults: &Faults,
    done: Option<&str>,
) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("preferences-title");
    let body = html! {
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            @if let Some(done) = done {
                (layout::toast(&locale.t(done)))
                noscript { p class="strip info" role="status" { (icon("check")) span { (locale.t(done)) } } }
            }
            (page_form(visitor, typed, offered, faults))
            (password_form(visitor, offered.login, password_faults))
            section id="second-factor" class="after-form" {
                h2 { (locale.t("second-factor")) }
                p class="hint" { (locale.t("second-factor-lead")) }
                a class="button" href="/preferences/second-factor" { (icon("smartphone")) (locale.t("second-factor-open")) }
            }
        }
    };
    layout::main("preferences", &title, html! {}, body)
}

fn page_form(visitor: &Visitor, typed: &PreferencesForm, offered: &Offered<'_>, faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let mut languages = vec![(String::new(), locale.t("language-browser"))];
    languages.extend(Language::ALL.iter().map(|one| (one.to_string(), one.own_name().to_owned())));
    let row = html! {
        div class="row" {
            (fields.select(Field { name: "language", label: "language-label", value: &typed.language, ..Field::default() }, &languages))
            (fields.text(Field { name: "time_zone", label: "time-zone", value: &typed.time_zone, list: "zones", hint: "time-zone-hint", ..Field::default() }))
        }
    };
    html! {
        form class="sheet-form" method="post" action="/preferences" data-guard="preferences" novalidate {
            (csrf(visitor))
            (fields.rest())
            (row)
            datalist id="zones" { @for zone in offered.zones { option value=(zone) {} } }
            p class="hint quiet" { (locale.with("time-zone-usual", &[("zone", offered.usual_zone.into())])) }
            fieldset {
                legend { (locale.t("preferences-theme")) }
                div class="row" { @for one in Theme::ALL { (radio("theme", one.as_str(), &locale.t(&format!("theme-{one}")), &typed.theme)) } }
            }
            fieldset {
                legend { (locale.t("preferences-density")) }
                div class="row" { @for one in Density::ALL { (radio("density", one.as_str(), &locale.t(&format!("density-{one}")), &typed.density)) } }
            }
            fieldset {
                legend { (locale.t("preferences-keyboard")) }
                label class="check" {
                    input type="checkbox" name="single_keys" value="1" checked[!typed.single_keys.is_empty()];
                    span { (locale.t("single-keys")) }
                    span class="hint" { (locale.t("single-keys-hint")) }
                }
            }
            div class="foot" {
                button class="button solid" data-key="Ctrl+Enter" {
                    (locale.t("form-save")) " " kbd { (layout::key(locale, "Ctrl")) " ↵" }
                }
            }
        }
    }
}

fn radio(name: &str, value: &str, label: &str, chosen: &str) -> Markup {
    html! {
        label class="check" {
            input type="radio" name=(name) value=(value) checked[value == chosen];
            span { (label) }
        }
    }
}

fn password_form(visitor: &Visitor, login: &str, faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let present = fields.text(Field {
        name: "password",
        label: "password-present",
        kind: "password",
        autocomplete: "current-password",
        required: true,
        ..Field::default()
    });
    let new = sessions::view::new_password(&fields, "new_password", "new_password_again", "", false);
    html! {
        section id="password-section" class="after-form" {
            h2 { (locale.t("password-change")) }
            form class="sheet-form" method="post" action="/preferences/password" novalidate {
                (csrf(visitor))
                // Password managers find the account by it.
                input class="sr" name="username" autocomplete="username" value=(login) readonly tabindex="-1" aria-hidden="true";
                (fields.rest())
                (present)
                div class="row" { (new) }
                p class="hint quiet" { (locale.t("password-change-hint")) }
                div class="foot" { button class="button" { (locale.t("password-change")) } }
            }
        }
    }
}
