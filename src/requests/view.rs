//! Requests as people read them: a row on the card, a form, and a page with the whole story.
//!
//! Invariant: `#requests` is the section of the card and `#requests-list` in it what changes when somebody else writes;
//! `#request` is the body of the page of one.

use maud::{Markup, html};
use serde_json::Value;

use super::pages::{Shown, Whole, address};
use super::statuses::{StatusKind, Statuses};
use super::story::Happened;
use super::{InShort, Request};
use crate::actions;
use crate::card::view::{fact, text};
use crate::changes::lines::{Line, lines};
use crate::changes::{Change, said};
use crate::fields::shown as values;
use crate::history::view::entry;
use crate::http;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{csrf, icon, icon_of, when, when_exactly};
use crate::id::CustomerId;
use crate::language::Locale;
use crate::promises;
use crate::teams::features::Feature;

/// "#100042 The new meter".
pub fn name(one: &InShort) -> String {
    format!("#{} {}", one.number, one.title)
}

/// A request as a link.
pub fn link(one: &InShort) -> Markup {
    html! {
        a class="link" href={ "/requests/" (one.id) } { span class="figures" { "#" (one.number) } " " (one.title) }
    }
}

/// A status by icon and word.
pub fn status(locale: &Locale, statuses: &Statuses, request: &Request) -> Markup {
    let (class, sign) = match request.kind {
        StatusKind::Open => ("warning", "inbox"),
        StatusKind::Waiting => ("", "hourglass"),
        StatusKind::Solved => ("success", "check"),
        StatusKind::Closed => ("", "lock"),
    };
    html! { span class={ "mark " (class) } { (icon_of("icon small", sign)) (statuses.title(locale, &request.status)) } }
}

/// The section of the card.
pub fn section(visitor: &Visitor, shown: &Shown, tabs: &Markup) -> Markup {
    let locale = &visitor.locale;
    html! {
        section id="requests" class="history requests" aria-labelledby="h-requests" {
            div class="history-bar" {
                div class="history-head" {
                    h2 id="h-requests" class="sr" { (locale.t("requests")) }
                    (tabs)
                    @if shown.off.may(Feature::RequestsAdd) { div class="end" { (add(locale, shown)) } }
                }
            }
            div class="scroll request-body" tabindex="0" role="region" aria-labelledby="h-requests" { (list(visitor, shown)) }
        }
    }
}

fn add(locale: &Locale, shown: &Shown) -> Markup {
    html! {
        a class="button" href=(new_address(shown.customer, shown.interaction.map(|id| id.to_string()).as_deref())) {
            (icon("plus")) (locale.t("request-new"))
        }
    }
}

pub fn new_address(customer: CustomerId, interaction: Option<&str>) -> String {
    let path = format!("/customers/{customer}/requests/new");
    http::address(&path, [("interaction", interaction.unwrap_or_default())])
}

/// What changes when somebody else writes.
pub fn list(visitor: &Visitor, shown: &Shown) -> Markup {
    let locale = &visitor.locale;
    let interaction = shown.interaction.map(|id| id.to_string()).unwrap_or_default();
    let members =
        [("after", shown.after.as_deref().unwrap_or_default()), ("interaction", interaction.as_str())];
    let here = http::address(&format!("/customers/{}/requests", shown.customer), members);
    html! {
        div id="requests-list" data-on={ "customer:" (shown.customer) } data-refresh=(here) {
            @if shown.list.items.is_empty() {
                div class="empty" { (icon("inbox")) h3 { (locale.t("requests-none")) } p { (locale.t("requests-none-more")) } }
            }
            ul class="request-list" data-list {
                @for one in &shown.list.items { (row(locale, &shown.statuses, one, shown.names.get(&one.customer).map(String::as_str))) }
            }
            @if let Some(next) = &shown.list.next {
                p class="older" {
                    a class="link" href=(http::address(&address(shown.customer, shown.interaction), [("after", next.as_str())])) { (locale.t("requests-older")) }
                }
            }
        }
    }
}

/// A request as a row. `name`: of its customer, where that is not clear.
pub fn row(locale: &Locale, statuses: &Statuses, one: &Request, name: Option<&str>) -> Markup {
    html! {
        li class="request" data-item tabindex="0" id={ "request-" (one.id) } {
            div class="request-head" {
                a class="link" data-open href={ "/requests/" (one.id) } { span class="figures quiet" { "#" (one.number) } " " b { (one.title) } }
                span class="end" { (status(locale, statuses, one)) }
            }
            p class="request-line quiet" {
                @if let Some(name) = name { span { (name) } }
                span { (when(locale, one.created_at)) }
                @if let Some(owner) = &one.owner { span { (icon_of("icon small", "user")) (owner.name) } }
                @if let Some((_, team)) = &one.team { span { (icon_of("icon small", "users")) (team) } }
                (due(locale, one))
                (closing(locale, one))
                @for tag in &one.tags { span class="tag" { (tag) } }
            }
            @if let Some(description) = &one.description { p class="excerpt" { (description) } }
        }
    }
}

/// By when it should be done.
fn due(locale: &Locale, one: &Request) -> Markup {
    html! {
        @if let Some(day) = one.due {
            @let text = locale.with("request-due-on", &[("day", (&locale.civil_date(day)).into())]);
            @if one.is_overdue(locale.today()) { span class="mark error" { (icon_of("icon small", "triangle-alert")) (text) } }
            @else { span { (icon_of("icon small", "clock")) (text) } }
        }
    }
}

/// That it closes by itself soon.
fn closing(locale: &Locale, one: &Request) -> Markup {
    html! {
        @if let Some(at) = one.closes_at.filter(|_| one.closes_soon(locale.now)) {
            span class="mark warning" { (icon_of("icon small", "hourglass")) (locale.with("request-closes", &[("when", (&locale.date_and_clock(at)).into())])) }
        }
    }
}

/// The line of the card on what is open.
pub fn line(locale: &Locale, card: &crate::card::Card, base: &str) -> Markup {
    let Some(totals) = card.requests.filter(|totals| totals.open > 0) else { return html! {} };
    let age = totals.oldest.map_or(0, |oldest| locale.now.seconds_since(oldest) / 86_400);
    let soon = totals.closes_at.filter(|at| *at <= locale.now.plus(super::WARNING));
    html! {
        li {
            (icon("inbox"))
            span {
                a class="link" href={ (base) "?tab=requests" } {
                    (locale.with("requests-open", &[("n", totals.open.into()), ("days", age.into())]))
                }
                @if let Some(at) = soon {
                    " " span class="mark warning" { (icon_of("icon small", "hourglass")) (locale.with("request-closes-first", &[("when", (&locale.date_and_clock(at)).into())])) }
                }
            }
        }
    }
}

/// The page of a request.
pub fn page(visitor: &Visitor, whole: &Whole, typed: &str, faults: &Faults) -> Markup {
    let (locale, request) = (&visitor.locale, &whole.request);
    let title = name(&request.in_short());
    let edits = whole.off.may(Feature::RequestsEdit);
    html! {
        main id="main" class="page" aria-label=(title) data-page={ "request-" (request.id) } {
            header class="page-head" {
                h1 { span class="figures quiet" { "#" (request.number) } " " (request.title) }
                div class="end" {
                    @if edits { a class="button" href={ "/requests/" (request.id) "/edit" } data-key="e" { (icon("pencil")) (locale.t("edit")) } }
                }
            }
            (body(visitor, whole, typed, faults))
        }
    }
}

/// What changes of the page. `typed`: what was typed of a request to merge into.
pub fn body(visitor: &Visitor, whole: &Whole, typed: &str, faults: &Faults) -> Markup {
    let (locale, request) = (&visitor.locale, &whole.request);
    let here = http::address(
        &format!("/requests/{}", request.id),
        [("after", whole.after.as_deref().unwrap_or_default())],
    );
    html! {
        div id="request" class="page-body scroll request-page" tabindex="0" role="region" aria-label=(locale.t("request-one"))
            data-on={ "customer:" (request.customer) } data-refresh=(here) {
            @if let Some(done) = &whole.done { (actions::view::told(visitor, done)) }
            (bands(visitor, whole))
            div class="request-columns" {
                section class="request-facts" aria-labelledby="h-request-facts" {
                    h2 id="h-request-facts" class="sr" { (locale.t("details")) }
                    @if let Some(description) = &request.description {
                        div class="lines request-text" { (text::linked(description)) }
                    }
                    (facts(visitor, whole))
                    (promises::view::of_request(visitor, &whole.promises, request.customer, request.id))
                    (acts(visitor, whole, typed, faults))
                }
                (story(visitor, whole))
            }
        }
    }
}

/// What one should know first.
fn bands(visitor: &Visitor, whole: &Whole) -> Markup {
    let (locale, request) = (&visitor.locale, &whole.request);
    let edits = whole.off.may(Feature::RequestsEdit);
    html! {
        @if let Some(into) = &whole.into {
            div class="strip info" {
                (icon("git-merge"))
                span { (locale.t("request-merged")) " " (link(into)) }
                @if edits {
                    form method="post" action={ "/requests/" (request.id) "/merging/undoing" } {
                        (csrf(visitor)) button class="button" { (locale.t("request-unmerge")) }
                    }
                }
            }
        }
        @if let Some(at) = request.closes_at.filter(|_| request.closes_soon(locale.now) && whole.into.is_none()) {
            div class="strip warning" {
                (icon("hourglass"))
                span { (locale.with("request-closes", &[("when", (&locale.date_and_clock(at)).into())])) }
                @if edits {
                    form method="post" action={ "/requests/" (request.id) "/keeping" } {
                        (csrf(visitor)) button class="button" { (locale.t("request-keep-open")) }
                    }
                }
            }
        }
    }
}

fn facts(visitor: &Visitor, whole: &Whole) -> Markup {
    let (locale, request) = (&visitor.locale, &whole.request);
    let customer = html! {
        a class="link" href={ "/customers/" (request.customer) } data-preview={ "/customers/" (request.customer) "/preview" } { (whole.name) }
    };
    html! {
        dl class="facts" {
            (fact(&locale.t("member-customer_id"), &customer))
            (fact(&locale.t("request-status"), &status(locale, &whole.statuses, request)))
            (fact(&locale.t("request-owner"), &html! { @match &request.owner { Some(owner) => (owner.name), None => (locale.t("request-nobody")) } }))
            @if let Some((_, team)) = &request.team { (fact(&locale.t("team"), &html! { (team) })) }
            @if request.due.is_some() { (fact(&locale.t("request-due"), &due(locale, request))) }
            (fact(&locale.t("request-created"), &html! { (when_exactly(locale, request.created_at)) " " span class="quiet" { (request.by) } }))
            @if let Some(at) = request.closed_at { (fact(&locale.t("request-closed"), &html! { (when_exactly(locale, at)) })) }
            @else if let Some(at) = request.closes_at { (fact(&locale.t("request-closing"), &html! { (when_exactly(locale, at)) })) }
            @if let Some(reference) = &request.reference { (fact(&locale.t("member-ref"), &html! { (reference) })) }
            @if !request.tags.is_empty() {
                (fact(&locale.t("tags"), &html! { ul class="tags" { @for tag in &request.tags { li class="tag" { (tag) } } } }))
            }
            @for field in whole.definitions.live() {
                @if let Some(value) = request.fields.get(&field.key) {
                    (fact(&field.name, &values::value(locale, &whole.named, field, value)))
                }
            }
            @if !whole.merged.is_empty() {
                (fact(&locale.t("request-merged-here"), &html! { ul class="plain" { @for one in &whole.merged { li { (link(one)) } } } }))
            }
        }
    }
}

/// What can be done with it: another status, a merge, its end.
fn acts(visitor: &Visitor, whole: &Whole, typed: &str, faults: &Faults) -> Markup {
    let (locale, request) = (&visitor.locale, &whole.request);
    let fields = Fields::new(locale, faults);
    let statuses: Vec<(String, String)> =
        whole.statuses.0.iter().map(|one| (one.key.clone(), one.title(locale))).collect();
    let path = format!("/requests/{}", request.id);
    html! {
        @if whole.off.may(Feature::RequestsEdit) && whole.into.is_none() {
            form class="small-form" method="post" action={ (path) "/status" } {
                (csrf(visitor))
                (fields.select(Field { name: "status", id: "set-status", label: "request-status", value: &request.status, ..Field::default() }, &statuses))
                button class="button" { (locale.t("request-set-status")) }
            }
            details class="request-more" id="request-merge" open[!faults.is_empty()] {
                summary class="button bare" { (icon("git-merge")) (locale.t("request-merge")) }
                form class="small-form" method="post" action={ (path) "/merging" } novalidate {
                    (csrf(visitor))
                    (fields.rest())
                    (fields.text(Field { name: "into", id: "merge-into", label: "request-merge-into", value: typed, hint: "request-merge-hint", inputmode: "numeric", ..Field::default() }))
                    button class="button" { (locale.t("request-merge")) }
                }
            }
        }
        @if whole.off.may(Feature::RequestsDelete) {
            form method="post" action={ (path) "/deletion" } {
                (csrf(visitor))
                input type="hidden" name="version" value=(request.version);
                button class="button bare" { (icon("trash-2")) (locale.t("request-delete")) }
            }
        }
    }
}

/// Everything that happened, newest first.
fn story(visitor: &Visitor, whole: &Whole) -> Markup {
    let locale = &visitor.locale;
    let own = [(whole.request.customer, &whole.name)];
    let name = |id: CustomerId| {
        own.iter()
            .find(|(one, _)| *one == id)
            .map(|(_, name)| name.as_str())
            .or_else(|| whole.story.names.get(&id).map(String::as_str))
    };
    html! {
        section class="request-story" aria-labelledby="h-request-story" {
            h2 id="h-request-story" { (locale.t("request-story")) }
            div class="feed" role="feed" aria-labelledby="h-request-story" data-list {
                @for (place, one) in (1_i64..).zip(&whole.story.items) {
                    @match one {
                        Happened::Contact(one) => (entry::dated(locale, one, one.customer_id.and_then(name), place, -1)),
                        Happened::Change(change) => (changed(visitor, whole, change, place)),
                        Happened::Promised(one) => (promises::view::told(locale, one, false, place)),
                        Happened::Settled(one) => (promises::view::told(locale, one, true, place)),
                    }
                }
            }
            @if let Some(next) = &whole.story.next {
                p class="older" { a class="link" href={ "/requests/" (whole.request.id) "?after=" (next) } { (locale.t("history-older")) } }
            }
        }
    }
}

/// Something that was done to the request, in a line or two.
fn changed(visitor: &Visitor, whole: &Whole, change: &Change, place: i64) -> Markup {
    let locale = &visitor.locale;
    let title = format!("change-{}-h", change.id);
    let key = format!("request-did-{}", change.action.replace('_', "-"));
    let what = locale.t(&key);
    let what = if what == key { locale.t("request-did-update") } else { what };
    let silent = change.before.is_none();
    html! {
        article id={ "change-" (change.id) } class="entry" data-item tabindex="0" aria-labelledby=(title) aria-posinset=(place) aria-setsize="-1" {
            (icon("pencil"))
            div {
                div class="head" {
                    h3 class="sentence" id=(title) { b { (change.by) } " " (what) }
                    span class="end" { (when(locale, change.at)) }
                }
                @if !silent {
                    ul class="change-lines" { @for line in lines(change) { (self::change_line(locale, whole, &line)) } }
                }
            }
        }
    }
}

fn change_line(locale: &Locale, whole: &Whole, line: &Line) -> Markup {
    let say = |value: &Value| match line.path.as_str() {
        "status" => whole.statuses.title(locale, value.as_str().unwrap_or_default()),
        "merged_into" => format!("#{value}"),
        path => match line.key() {
            Some(key) => said::field(locale, &whole.definitions, key, value),
            None => said::value(locale, &whole.definitions, &whole.story.names, path, value),
        },
    };
    let name = match line.key() {
        Some(key) => whole.definitions.find(key).map_or_else(|| key.to_owned(), |field| field.name.clone()),
        None => locale.t(&format!("member-{}", line.path)),
    };
    html! {
        li {
            span class="change-member" { (name) }
            span class="change-values" {
                @for value in &line.gone { del { span class="sr" { (locale.t("change-gone")) " " } (say(value)) } }
                @for value in &line.come { ins { span class="sr" { (locale.t("change-come")) " " } (say(value)) } }
            }
        }
    }
}
