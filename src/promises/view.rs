//! Promises as people read them: on top of the card, beside a contact, in a request, in the rail.
//!
//! Invariant: an overdue one is told by colour, icon and word, and how long it has been so is counted on by the page
//! (`data-due`).

use maud::{Markup, html};

use super::{Keeper, Promise, PromiseState, Totals};
use crate::actions::{self, Done};
use crate::card::view::text;
use crate::card::{Card, Contact};
use crate::clock::Time;
use crate::http;
use crate::http::Visitor;
use crate::http::layout::{self, csrf, icon, icon_of, when, when_exactly};
use crate::id::{CustomerId, InteractionId, RequestId};
use crate::language::Locale;
use crate::notes::excerpt::excerpt;
use crate::teams::features::Feature;

/// How far from its time the hours are told: beyond, the day says enough.
const NEAR: i64 = 48 * Time::HOUR;

/// "today 17:00", "tomorrow 10:00", "26 Nov 10:00".
pub fn moment(locale: &Locale, at: Time) -> String {
    let clock = locale.clock(at);
    let time = [("time", clock.as_str().into())];
    if locale.is_today(at) {
        locale.with("promise-today", &time)
    } else if locale.is_today(at.plus(-Time::DAY)) {
        locale.with("promise-tomorrow", &time)
    } else {
        format!("{} {clock}", locale.date(at))
    }
}

/// How long it is until then, or has been since.
fn distance(locale: &Locale, at: Time) -> Markup {
    let micros = at.micros() - locale.now.micros();
    let minutes = micros.abs() / Time::MINUTE;
    let (way, hours) = (if micros > 0 { "in" } else { "late" }, minutes >= 60);
    let words = |unit: &str, way: &str| locale.with(&format!("promise-{way}-{unit}"), &[("n", "{n}".into())]);
    let n = if hours { minutes / 60 } else { minutes.max(1) };
    let text = words(if hours { "hours" } else { "minutes" }, way).replace("{n}", &n.to_string());
    html! {
        @if micros.abs() < NEAR {
            span data-due=(at) data-in-minutes=(words("minutes", "in")) data-in-hours=(words("hours", "in"))
                data-late-minutes=(words("minutes", "late")) data-late-hours=(words("hours", "late")) { (text) }
        }
    }
}

/// By when, and whether that is over; of one that is settled, what became of it.
pub fn due(locale: &Locale, one: &Promise) -> Markup {
    let time = html! { time datetime=(one.due_at) title=(locale.date_and_clock(one.due_at)) { (moment(locale, one.due_at)) } };
    html! {
        @match one.state {
            PromiseState::Open if one.is_overdue(locale.now) => span class="mark error" {
                (icon_of("icon small", "triangle-alert")) span { (locale.t("promise-overdue")) ": " (time) " " (distance(locale, one.due_at)) }
            },
            PromiseState::Open => span class={ "mark" @if one.due_at <= locale.now.plus(Time::HOUR) { " warning" } } {
                (icon_of("icon small", "clock")) span { (time) " " (distance(locale, one.due_at)) }
            },
            PromiseState::Kept => span class="mark success" { (icon_of("icon small", "check")) (locale.t("promise-state-kept")) },
            PromiseState::Withdrawn => span class="mark" { (icon_of("icon small", "x")) (locale.t("promise-state-withdrawn")) },
        }
    }
}

/// Who has to keep it.
pub fn keeper(locale: &Locale, one: &Promise) -> Markup {
    html! {
        @match one.keeper() {
            Keeper::Agent(owner) => span { (icon_of("icon small", "user")) (owner.name) },
            Keeper::Team(team) => span { (icon_of("icon small", "users")) (team) },
            Keeper::Nobody => span { (icon_of("icon small", "user-x")) (locale.t("request-nobody")) },
        }
    }
}

/// A promise with what one can do about it. `name`: of its customer, where that is not clear; `at`: the page that comes
/// afterwards.
pub fn row(visitor: &Visitor, one: &Promise, name: Option<&str>, at: &str) -> Markup {
    let locale = &visitor.locale;
    html! {
        li class={ "promise" @if one.is_overdue(locale.now) { " is-overdue" } } id={ "promise-" (one.id) } data-item tabindex="0" {
            (icon("handshake"))
            div class="promise-body" {
                div class="promise-text" { @for line in one.text.split('\n') { p { (text::linked(line)) } } }
                p class="promise-line" {
                    (due(locale, one))
                    @if let Some(name) = name { span { a class="link" data-open href={ "/customers/" (one.customer) } { (name) } } }
                    (keeper(locale, one))
                    span class="quiet" { (locale.with("promise-by", &[("name", (&one.by).into())])) " " (when_exactly(locale, one.created_at)) }
                }
                @if let (Some(at), Some(by)) = (one.settled_at, &one.settled_by) {
                    p class="promise-line quiet" {
                        span { (by) " " (when_exactly(locale, at)) @if let Some(how) = &one.how { ": " (how) } }
                    }
                }
            }
            (acts(visitor, one, at))
        }
    }
}

/// Kept by one press; the rest behind a menu.
fn acts(visitor: &Visitor, one: &Promise, at: &str) -> Markup {
    let (locale, path) = (&visitor.locale, format!("/promises/{}", one.id));
    let (edits, deletes) = (visitor.may(Feature::PromisesEdit), visitor.may(Feature::PromisesDelete));
    let hidden = html! { (csrf(visitor)) input type="hidden" name="at" value=(at); };
    let said = |action: &str, label: &str, button: &str, required: bool| {
        let id = format!("{action}-{}", one.id);
        html! {
            form class="promise-how" method="post" action={ (path) "/" (action) } {
                (hidden)
                label for=(id) { (locale.t(label)) }
                input class="input" id=(id) name="how" maxlength=(super::HOW) autocomplete="off" required[required];
                button class="button" { (locale.t(button)) }
            }
        }
    };
    html! {
        @if one.is_open() && (edits || deletes) {
            div class="promise-acts" {
                @if edits {
                    form method="post" action={ (path) "/keeping" } {
                        (hidden)
                        button class="button" { (icon("check")) (locale.t("promise-keep")) }
                    }
                }
                details class="menu" id={ "promise-more-" (one.id) } {
                    @let more = locale.with("promise-more", &[("text", (&excerpt(&one.text)).into())]);
                    summary class="icon-button" aria-label=(more) title=(locale.t("actions-menu")) { (icon("ellipsis")) }
                    div class="menu-list" {
                        @if edits {
                            (said("keeping", "promise-how", "promise-keep-so", false))
                            (said("withdrawal", "promise-why", "promise-withdraw", true))
                            hr;
                            a href=(http::address(&format!("{path}/edit"), [("at", at)])) data-sheet { (icon("pencil")) (locale.t("promise-edit")) }
                        }
                        @if deletes {
                            form method="post" action={ (path) "/deletion" } {
                                (hidden)
                                input type="hidden" name="version" value=(one.version);
                                button { (icon("trash-2")) (locale.t("promise-delete")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where one gives a promise.
fn new_address(
    customer: CustomerId,
    interaction: Option<InteractionId>,
    request: Option<RequestId>,
    at: &str,
) -> String {
    let id = |id: Option<String>| id.unwrap_or_default();
    let (interaction, request) =
        (id(interaction.map(|id| id.to_string())), id(request.map(|id| id.to_string())));
    let members = [("interaction", interaction.as_str()), ("request", request.as_str()), ("at", at)];
    http::address(&format!("/customers/{customer}/promises/new"), members)
}

/// What is open, on top of the card. `at`: its address.
pub fn top(visitor: &Visitor, card: &Card, at: &str) -> Markup {
    let locale = &visitor.locale;
    html! {
        @if !card.promises.is_empty() {
            section class="promises" aria-labelledby="h-promises" {
                h2 id="h-promises" class="sr" { (locale.t("promises")) }
                ul class="promise-list" { @for one in &card.promises { (row(visitor, one, None, at)) } }
            }
        }
    }
}

/// The button of the card. `contact`: the one that is at hand.
pub fn act(visitor: &Visitor, card: &Card, contact: Option<&Contact>, at: &str) -> Markup {
    let interaction = contact.map(|contact| contact.interaction.id);
    html! {
        @if visitor.may(Feature::PromisesAdd) && card.restriction.is_none() {
            a class="button" href=(new_address(card.customer.id, interaction, None, at)) data-sheet data-key="d" {
                (icon("handshake")) (visitor.locale.t("promise-one"))
            }
        }
    }
}

/// What was promised in a contact, on its panel. `at`: the page that comes afterwards.
pub fn of_contact(visitor: &Visitor, contact: &Contact, at: &str) -> Markup {
    let (locale, one) = (&visitor.locale, &contact.interaction);
    let Some(customer) = one.customer.filter(|_| visitor.may(Feature::PromisesSee)) else { return html! {} };
    html! {
        div class="under promised" {
            @for promise in &contact.promises {
                p { (icon_of("icon small", "handshake")) span { (excerpt(&promise.text)) " " (due(locale, promise)) } }
            }
            @if visitor.may(Feature::PromisesAdd) {
                a class="button bare" href=(new_address(customer, Some(one.id), None, at)) data-sheet { (icon("handshake")) (locale.t("promise-new")) }
            }
        }
    }
}

/// What belongs to a request, on its page.
pub fn of_request(
    visitor: &Visitor,
    promises: &[Promise],
    customer: CustomerId,
    request: RequestId,
) -> Markup {
    let (locale, at) = (&visitor.locale, format!("/requests/{request}"));
    html! {
        @if visitor.may(Feature::PromisesSee) {
            section class="promises" aria-labelledby="h-promises" {
                h2 id="h-promises" { (locale.t("promises")) }
                ul class="promise-list" { @for one in promises { (row(visitor, one, None, &at)) } }
                @if visitor.may(Feature::PromisesAdd) {
                    a class="button bare" href=(new_address(customer, None, Some(request), &at)) data-sheet { (icon("handshake")) (locale.t("promise-new")) }
                }
            }
        }
    }
}

/// That it was given, or what became of it: an entry in the story of its request.
pub fn told(locale: &Locale, one: &Promise, settled: bool, place: i64) -> Markup {
    let title = format!("promise-{}-{}", if settled { "end" } else { "begin" }, one.id);
    let (by, at, did) = match (&one.settled_by, one.settled_at, one.state) {
        (Some(by), Some(at), PromiseState::Kept) if settled => (by, at, "promise-did-keep"),
        (Some(by), Some(at), _) if settled => (by, at, "promise-did-withdraw"),
        _ => (&one.by, one.created_at, "promise-did-give"),
    };
    html! {
        article class="entry" data-item tabindex="0" aria-labelledby=(title) aria-posinset=(place) aria-setsize="-1" {
            (icon("handshake"))
            div {
                div class="head" {
                    h3 class="sentence" id=(title) { b { (by) } " " (locale.t(did)) }
                    span class="end" { (when(locale, at)) }
                }
                p class="excerpt" { (excerpt(&one.text)) }
                @if settled { @if let Some(how) = &one.how { p class="quiet" { (how) } } }
                @else { p class="promise-line" { (due(locale, one)) (keeper(locale, one)) } }
            }
        }
    }
}

/// What oneself has to keep, in the rail; nothing where that is nothing.
pub fn badge(visitor: &Visitor, totals: Totals, here: &str) -> Markup {
    let locale = &visitor.locale;
    if totals.open == 0 || !visitor.may(Feature::PromisesSee) {
        return html! {};
    }
    html! {
        a id="rail-promises" class={ "rail-promises" @if totals.overdue > 0 { " is-overdue" } } href="/promises" data-key="g>v"
            aria-current=[(here == "/promises").then_some("page")] {
            (icon(if totals.overdue > 0 { "triangle-alert" } else { "handshake" }))
            span class="word" { (locale.t("promises")) }
            span class="count" { (totals.open) }
            @if totals.overdue > 0 { span class="late" { (locale.with("promises-overdue", &[("n", totals.overdue.into())])) } }
        }
    }
}

/// The page of one.
pub fn page(visitor: &Visitor, one: &Promise, name: &str, done: Option<&Done>) -> Markup {
    let title = visitor.locale.t("promise-one");
    let at = format!("/promises/{}", one.id);
    let body = html! {
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            @if let Some(done) = done { (actions::view::told(visitor, done)) }
            ul class="promise-list" { (row(visitor, one, Some(name), &at)) }
        }
    };
    layout::main(&format!("promise-{}", one.id), &title, html! {}, body)
}
