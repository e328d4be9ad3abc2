//! The rail: who is open, whom one saw lately, who one is. The same markup in every page and in `GET /rail`.

use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Contact, Opening, Pin, Rail};
use crate::history::view::channel_icon;
use crate::http::Visitor;
use crate::http::layout::{self, avatar, csrf, icon, icon_of, logo, timer};
use crate::id::{CustomerId, OpeningId};
use crate::language::Locale;
use crate::promises;
use crate::teams::features::Feature;
use crate::words::{Channel, Role, State};

/// The rail of a page at the address `here`.
pub fn rail(visitor: &Visitor, rail: &Rail, here: &str) -> layout::Rail {
    layout::Rail { markup: nav(visitor, rail, here), cursor: rail.cursor.to_string() }
}

fn nav(visitor: &Visitor, rail: &Rail, here: &str) -> Markup {
    let locale = &visitor.locale;
    html! {
        nav id="rail" class="rail" aria-label=(locale.t("rail")) data-on=(hears(rail))
            data-refresh={ "/rail?at=" (utf8_percent_encode(here, NON_ALPHANUMERIC)) } {
            div class="brand" {
                (logo()) " Visavi "
                @if visitor.may(Feature::CustomersAdd) {
                    a class="icon-button" href="/customers/new" aria-label=(locale.t("new-customer")) title=(locale.t("new-customer")) {
                        (icon("user-plus"))
                    }
                }
            }
            form class="rail-find" role="search" aria-label=(locale.t("search-customers")) action="/customers" {
                label class="find" {
                    (icon("search"))
                    span class="sr" { (locale.t("search-customers")) }
                    input class="input" id="rail-q" name="q" type="search" placeholder=(locale.t("search")) data-key="/"
                        autocomplete="off" maxlength="200";
                    kbd { "/" }
                }
            }
            p class="strip" id="stream-lost" hidden {
                (icon_of("icon small", "wifi-off"))
                span { (locale.t("stream-lost")) }
                button type="button" data-retry { (locale.t("stream-retry")) }
            }
            (promises::view::badge(visitor, rail.promises, here))
            div class="rail-list scroll" tabindex="0" role="region" aria-label=(locale.t("rail-list")) {
                @if rail.open.is_empty() {
                    p class="idle quiet" { (locale.t("rail-none-open")) }
                } @else {
                    h2 class="rail-head" { (locale.t("rail-open")) " " span class="count" { (rail.open.len()) } }
                    @let next = next_waiting(rail);
                    ul class="opens" { @for one in &rail.open { (open_line(visitor, rail, one, here, Some(one.id) == next)) } }
                }
                @if !rail.pinned.is_empty() {
                    div class="pinned-ones" {
                        h2 class="rail-head" { (locale.t("rail-pinned")) " " span class="count" { (rail.pinned.len()) } }
                        ul class="pins" { @for one in &rail.pinned { (pinned_line(visitor, one, here)) } }
                    }
                }
                @if !rail.recent.is_empty() {
                    div class="recents" {
                        h2 class="rail-head" { (locale.t("rail-recent")) }
                        ul class="list" { @for one in &rail.recent { (recent_line(visitor, rail, one, here)) } }
                    }
                }
            }
            (me(visitor, rail))
        }
    }
}

/// What the rail is read anew for: contacts, and the customers whose names and marks stand in it.
fn hears(rail: &Rail) -> String {
    let mut hears = "rail kind:rail.changed kind:promise.changed kind:promise.due".to_owned();
    let open = rail.open.iter().filter_map(|one| one.customer.as_ref().map(|(id, _)| *id));
    for customer in open.chain(rail.pinned.iter().map(|pin| pin.customer)) {
        hears.push_str(&format!(" customer:{customer}"));
    }
    hears
}

fn is_waiting(one: &Opening) -> bool {
    one.seen_at.is_none() && one.contact.as_ref().is_some_and(|contact| contact.state != State::Closed)
}

/// The line that F2 leads to: the one that has waited longest.
fn next_waiting(rail: &Rail) -> Option<OpeningId> {
    rail.open.iter().filter(|one| is_waiting(one)).min_by_key(|one| (one.opened_at, one.id)).map(|one| one.id)
}

/// Pins a customer, or takes the pin away.
fn pin(visitor: &Visitor, customer: CustomerId, name: &str, is_pinned: bool, here: &str) -> Markup {
    let (words, sign) = if is_pinned { ("rail-unpin", "pin-off") } else { ("rail-pin", "pin") };
    let locale = &visitor.locale;
    html! {
        form class="pinning" method="post" action={ "/customers/" (customer) "/pin" } {
            (csrf(visitor))
            input type="hidden" name="at" value=(here);
            input type="hidden" name="on" value=(if is_pinned { "" } else { "1" });
            button class="icon-button small" aria-label={ (locale.t(words)) ": " (name) } title=(locale.t(words)) { (icon_of("icon small", sign)) }
        }
    }
}

fn pin_of(visitor: &Visitor, rail: &Rail, one: &Opening, here: &str) -> Markup {
    html! {
        @if let Some((customer, name)) = &one.customer {
            (pin(visitor, *customer, name, rail.pinned.iter().any(|pin| pin.customer == *customer), here))
        }
    }
}

fn pinned_line(visitor: &Visitor, one: &Pin, here: &str) -> Markup {
    let path = format!("/customers/{}", one.customer);
    html! {
        li id={ "pin-" (one.customer) } {
            a class="recent" href=(path) aria-current=[(path == here).then_some("page")] data-preview={ (path) "/preview" } {
                (icon_of("icon small", "pin"))
                span class="who cut" { (one.name) }
            }
            (pin(visitor, one.customer, &one.name, true, here))
        }
    }
}

fn open_line(visitor: &Visitor, rail: &Rail, one: &Opening, here: &str, is_next: bool) -> Markup {
    let locale = &visitor.locale;
    let path = one.path();
    let waiting = is_waiting(one);
    let live = one.contact.as_ref().is_some_and(|contact| contact.state == State::Active);
    let name = name(locale, one);
    html! {
        li id={ "opening-" (one.id) } {
            a class={ "open" @if live { " is-live" } } href=(path) aria-current=[(path == here).then_some("page")]
                data-guard-prefix=(guard_prefix(one)) data-waiting=[waiting.then_some(one.opened_at)] data-preview=(preview(one)) {
                (icon(line_icon(one)))
                (who(one, &name))
                span class="sign" {
                    @if waiting { span class="sr" { (locale.t("rail-waiting")) } }
                    @if is_next { kbd { "F2" } }
                    @if one.is_behind {
                        span class="sign is-behind" title=(locale.t("rail-conflict")) {
                            (icon_of("icon small", "triangle-alert")) span class="sr" { (locale.t("rail-conflict")) }
                        }
                    }
                    span class="sign" data-draft-sign hidden[!one.has_words] title=(locale.t("rail-unsaved")) {
                        (icon_of("icon small", "pencil")) span class="sr" { (locale.t("rail-unsaved")) }
                    }
                    // What stands before one's eyes is being read.
                    @if one.unseen > 0 && path != here {
                        span class="badge" aria-hidden="true" { (one.unseen) }
                        span class="sr" { (locale.with("rail-unseen", &[("n", one.unseen.into())])) }
                    }
                }
                span class="what cut" { (what(locale, one)) }
            }
            form class="shut" method="post" action={ "/openings/" (one.id) "/closure" }
                data-asks={ "/openings/" (one.id) "/closing" } data-nobody[one.of_nobody().is_some()] {
                (csrf(visitor))
                input type="hidden" name="at" value=(here);
                button class="icon-button small" aria-label=(locale.with("rail-close", &[("name", (&name).into())]))
                    title=(locale.t("close")) { (icon_of("icon small", "x")) }
            }
            (pin_of(visitor, rail, one, here))
        }
    }
}

/// A line that was closed: pressing it opens it again.
fn recent_line(visitor: &Visitor, rail: &Rail, one: &Opening, here: &str) -> Markup {
    let locale = &visitor.locale;
    let at = one.closed_at.unwrap_or(one.opened_at);
    html! {
        li id={ "opening-" (one.id) } {
            form method="post" action={ "/openings/" (one.id) "/reopening" } {
                (csrf(visitor))
                button class="recent" data-preview=(preview(one)) {
                    (icon_of("icon small", line_icon(one)))
                    (who(one, &name(locale, one)))
                    (layout::when(locale, at))
                }
            }
            (pin_of(visitor, rail, one, here))
        }
    }
}

fn me(visitor: &Visitor, rail: &Rail) -> Markup {
    let locale = &visitor.locale;
    let Some(session) = &visitor.session else { return html! {} };
    let agent = &session.agent;
    let (state, dot) = my_state(rail);
    html! {
        div class="me" {
            (avatar(&agent.name, agent.id.0, ""))
            div {
                p class="who cut" { (agent.name) }
                p class="state" { span class={ "dot " (dot) } {} (locale.t(state)) }
            }
            a class="icon-button" href="/preferences#keys" data-opens="#keys" data-key="?" aria-label=(locale.t("keys-help"))
                title=(locale.t("keys-help")) { (icon("circle-question-mark")) }
            details class="menu up" {
                summary class="icon-button" aria-label=(locale.t("me-menu")) title=(locale.t("me-menu")) { (icon("settings")) }
                div class="menu-list" {
                    @if visitor.may(Feature::CustomersAdd) { a href="/customers/new" { (icon("user-plus")) (locale.t("new-customer")) } }
                    @if visitor.may(Feature::RequestsSee) { a href="/requests" data-key="g>i" { (icon("inbox")) (locale.t("requests")) } }
                    @if visitor.may(Feature::PromisesSee) { a href="/promises" data-key="g>v" { (icon("handshake")) (locale.t("promises")) } }
                    a href="/preferences" { (icon("sliders-horizontal")) (locale.t("preferences")) }
                    @if agent.role >= Role::Supervisor {
                        hr;
                        a href="/live-contacts" data-key="g>l" { (icon("radio")) (locale.t("live-contacts")) }
                        @if visitor.may(Feature::ActionsMerge) { a href="/duplicates" data-key="g>u" { (icon("git-merge")) (locale.t("duplicates-title")) } }
                        a href="/blocklist" { (icon("ban")) (locale.t("blocklist")) }
                        a href="/accesses" { (icon("eye")) (locale.t("accesses-title")) }
                        a href="/erasures" { (icon("eraser")) (locale.t("erasures-title")) }
                        a href="/customers/deleted" { (icon("trash-2")) (locale.t("deleted-title")) }
                    }
                    @if agent.role >= Role::Administrator {
                        a href="/administration" { (icon("wrench")) (locale.t("administration")) }
                    }
                    hr;
                    form method="post" action="/logout" data-logout {
                        (csrf(visitor))
                        button { (icon("log-out")) (locale.t("log-out")) }
                    }
                }
            }
        }
    }
}

/// What the open contacts say about their agent.
fn my_state(rail: &Rail) -> (&'static str, &'static str) {
    let contacts = || rail.open.iter().filter_map(|one| one.contact.as_ref());
    if contacts().any(|one| one.state == State::Active && one.channel == Channel::Call) {
        ("me-on-call", "live")
    } else if contacts().any(|one| one.state == State::Active) {
        ("me-in-contact", "live")
    } else if contacts().any(|one| one.state == State::WrapUp) {
        ("me-wrap-up", "wait")
    } else if contacts().any(|one| one.state == State::Offered) {
        ("me-offered", "wait")
    } else {
        ("me-free", "")
    }
}

fn preview(one: &Opening) -> String {
    match (&one.customer, &one.contact) {
        (Some((customer, _)), _) => format!("/customers/{customer}/preview"),
        (None, Some(contact)) => format!("/interactions/{}/preview", contact.id),
        (None, None) => String::new(),
    }
}

/// Forms of this line keep their words under keys that begin with one of these.
fn guard_prefix(one: &Opening) -> String {
    let contact = one.contact.as_ref().map(|contact| format!("interaction:{}:", contact.id));
    let customer = one.customer.as_ref().map(|(customer, _)| format!("customer:{customer}:"));
    contact.into_iter().chain(customer).collect::<Vec<_>>().join(" ")
}

fn line_icon(one: &Opening) -> &'static str {
    match &one.contact {
        Some(contact) => {
            channel_icon(contact.channel, contact.direction, contact.state, contact.answered_at.is_some())
        }
        None => "user",
    }
}

fn is_number(one: &Opening) -> bool {
    one.customer.is_none() && one.contact.as_ref().is_some_and(|contact| contact.identifier.is_some())
}

/// The customer's name, else the identifier, else that there is none.
pub fn name(locale: &Locale, one: &Opening) -> String {
    match (&one.customer, one.contact.as_ref().and_then(|contact| contact.identifier.as_ref())) {
        (Some((_, name)), _) => name.clone(),
        (None, Some(identifier)) => locale.identifier(identifier),
        (None, None) => locale.t("withheld"),
    }
}

fn who(one: &Opening, name: &str) -> Markup {
    html! { span class={ "who cut" @if is_number(one) { " tel" } } { (name) } }
}

fn what(locale: &Locale, one: &Opening) -> Markup {
    let Some(contact) = &one.contact else { return html! { (locale.t("rail-card")) } };
    let Contact { channel, state, started_at, answered_at, ended_at, .. } = contact;
    let since = match state {
        State::Offered => *started_at,
        State::Active => answered_at.unwrap_or(*started_at),
        State::WrapUp => ended_at.unwrap_or(*started_at),
        State::Closed => {
            return html! { (locale.t(&format!("channel-{channel}-one"))) ", " (locale.t("state-closed")) };
        }
    };
    let word = match state {
        State::Offered if *channel == Channel::Call => locale.t("state-ringing"),
        State::Offered => locale.t("state-offered"),
        State::WrapUp => locale.t("state-wrap_up"),
        _ => locale.t(&format!("channel-{channel}-one")),
    };
    html! {
        @if *state == State::WrapUp { (icon_of("icon small", "headset")) " " }
        (word) " " (timer(locale, "", since))
    }
}
