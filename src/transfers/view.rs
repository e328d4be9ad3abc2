//! The hand-over on the panel of a contact: who handed it over with which words, and the way to hand it on.

use maud::{Markup, html};

use super::choice::{Candidate, Choice};
use super::pages::TransferForm;
use super::{NOTE, Shown, chain, may, may_take, may_undo};
use crate::http::Visitor;
use crate::http::fields::{self, Faults, Field, Fields};
use crate::http::layout::{self, csrf, icon, icon_of, when_clock};
use crate::id::InteractionId;
use crate::interactions::Interaction;
use crate::language::Locale;
use crate::words::State;

fn login(visitor: &Visitor) -> &str {
    visitor.session.as_ref().map_or("", |session| session.agent.login.as_str())
}

/// How far the contact is for whoever looks at it: who handed it over is free for the next one.
pub fn state(visitor: &Visitor, one: &Interaction) -> State {
    if chain::is_elsewhere(one, login(visitor)) { State::Closed } else { one.state }
}

/// Who had it, one after the other: "Anna › Returns › Piotr".
pub fn trail(locale: &Locale, names: &[String]) -> Markup {
    html! {
        span class="trail" {
            span class="sr" { (locale.t("transfers")) ": " }
            @for (place, name) in names.iter().enumerate() {
                @if place > 0 { (icon("chevron-right")) }
                b { (name) }
            }
        }
    }
}

/// On top of the panel: the last hand-over, and what waits to be taken or taken back. Below it the way to hand it on.
pub fn panel(visitor: &Visitor, one: &Interaction, shown: &Shown) -> Markup {
    html! {
        (band(visitor, one, shown))
        @if visitor.author().is_ok_and(|author| may(&author, one)) { (way(visitor, one)) }
    }
}

fn band(visitor: &Visitor, one: &Interaction, shown: &Shown) -> Markup {
    let locale = &visitor.locale;
    let Some(last) = one.transfers.last() else { return html! {} };
    let (Ok(author), Ok(agent)) = (visitor.author(), visitor.agent()) else { return html! {} };
    let is_mine = chain::is_same(last.from.as_deref(), Some(login(visitor)));
    let takes = may_take(&author, agent, one, !shown.words.is_empty()) && !is_mine;
    let undoes = may_undo(&author, login(visitor), one);
    let somebody = || locale.t("somebody");
    let from = shown.from.clone().unwrap_or_else(somebody);
    let to = shown.to.clone().unwrap_or_else(somebody);
    let said = if is_mine {
        locale.with("transfer-given", &[("who", (&to).into())])
    } else {
        locale.with("transfer-got", &[("who", (&from).into())])
    };
    html! {
        section class={ "handed" @if takes { " is-waiting" } } id={ "handed-" (one.id) } aria-label=(locale.t("transfers")) {
            p class="handed-head" {
                (icon("arrow-right-left"))
                span { (said) " " (when_clock(locale, last.at)) @if let Some(note) = &last.note { ": " q { (note) } } }
            }
            @if shown.names.len() > 2 { p class="handed-chain" { (trail(locale, &shown.names)) } }
            @if takes {
                form class="handed-act" method="post" action={ "/interactions/" (one.id) "/transfer/taking" } data-takes-words {
                    (csrf(visitor))
                    button class="button solid" data-key="a" { (icon("check")) (locale.t("transfer-take")) " " kbd { "A" } }
                    @if !shown.words.is_empty() {
                        span class="quiet" { (locale.with("transfer-words", &[("what", (&words(locale, &shown.words)).into())])) }
                    }
                }
            }
            @if undoes {
                form class="handed-act" method="post" action={ "/interactions/" (one.id) "/transfer/undoing" } data-takes-words {
                    (csrf(visitor))
                    button class="button" { (icon("undo-2")) (locale.t("transfer-undo")) }
                    span class="quiet" { (locale.t("transfer-not-taken")) }
                }
            }
        }
    }
}

/// The forms whose words wait, each in a word, none twice.
fn words(locale: &Locale, keys: &[String]) -> String {
    let name = |key: &String| {
        let form = key.rsplit(':').next().unwrap_or_default();
        let form = form.split('-').next().unwrap_or_default();
        locale.t(match form {
            "comment" => "transfer-words-comment",
            "facts" => "transfer-words-facts",
            "request" => "transfer-words-request",
            "note" => "transfer-words-note",
            "new" => "transfer-words-customer",
            _ => "transfer-words-details",
        })
    };
    let mut names: Vec<String> = keys.iter().map(name).collect();
    names.sort();
    names.dedup();
    names.join(", ")
}

/// The choice opens in its place; without scripts it is a page.
fn way(visitor: &Visitor, one: &Interaction) -> Markup {
    let locale = &visitor.locale;
    let address = format!("/interactions/{}/transfer", one.id);
    html! {
        details class="hand-over" id={ "hand-over-" (one.id) "-" (one.transfers.len()) } hx-morph-skip hx-get=(address) hx-trigger="toggle once"
            hx-target="find .hand-over-form" hx-swap="outerHTML" data-first="#transfer-whom" {
            summary class="button bare" data-key="w" { (icon("arrow-right-left")) (locale.t("transfer")) }
            div class="hand-over-form" { p { a class="link" data-native href=(address) { (locale.t("transfer-choose")) } } }
        }
    }
}

fn said(locale: &Locale, one: &Candidate) -> String {
    let doing = locale.t(&format!("doing-{}", one.doing));
    let count = i64::try_from(one.contacts).unwrap_or(i64::MAX);
    let contacts = (one.contacts > 0).then(|| locale.with("doing-contacts", &[("n", count.into())]));
    let team = one.agent.team.as_ref().map(|(_, name)| format!(" ({name})")).unwrap_or_default();
    let more: Vec<String> = [Some(doing), contacts].into_iter().flatten().collect();
    format!("{}{team}: {}", one.agent.name, more.join(", "))
}

/// To whom, with which words.
pub fn form(
    visitor: &Visitor,
    one: &Interaction,
    choice: &Choice,
    typed: &TransferForm,
    faults: &Faults,
) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let wrong = fields.wrong("whom");
    let takes_focus = fields.focus(wrong.is_some(), true);
    html! {
        form class="hand-over-form sheet-form" id={ "transfer-" (one.id) } method="post" action={ "/interactions/" (one.id) "/transfer" } data-hands-words {
            (csrf(visitor))
            input type="hidden" name="seen" value=(one.transfers.len());
            p class="field" {
                label for="transfer-whom" { (locale.t("transfer-whom")) }
                span class="select" {
                    select class="input" id="transfer-whom" name="whom" required autofocus[takes_focus]
                        aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[fields::described("transfer-whom", wrong.is_some(), false)] {
                        option value="" { (locale.t("transfer-whom-none")) }
                        @if !choice.agents.is_empty() {
                            optgroup label=(locale.t("transfer-agents")) {
                                @for one in &choice.agents { (option(&format!("agent:{}", one.agent.login), &said(locale, one), typed)) }
                            }
                        }
                        @if !choice.queues.is_empty() {
                            optgroup label=(locale.t("transfer-queues")) {
                                @for queue in &choice.queues { (option(&format!("queue:{queue}"), queue, typed)) }
                            }
                        }
                    }
                    (icon_of("icon small", "chevron-down"))
                }
                (fields.message("transfer-whom", wrong.as_deref()))
            }
            (fields.text(Field { name: "note", id: "transfer-note", label: "transfer-note", placeholder: "transfer-note-hint", value: &typed.note, most: NOTE, ..Field::default() }))
            div class="foot" {
                button class="button solid" { (icon("arrow-right-left")) (locale.t("transfer")) " " kbd { "↵" } }
            }
        }
    }
}

fn option(value: &str, name: &str, typed: &TransferForm) -> Markup {
    html! { option value=(value) selected[typed.whom == value] { (name) } }
}

/// The choice on a page of its own.
pub fn page(locale: &Locale, id: InteractionId, form: &Markup) -> Markup {
    let title = locale.t("transfer");
    let body = html! {
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            (form)
            p { a class="link" href={ "/interactions/" (id) } { (icon("arrow-left")) (locale.t("transfer-back")) } }
        }
    };
    layout::main("transfer", &title, html! {}, body)
}
