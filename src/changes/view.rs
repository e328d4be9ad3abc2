//! The change history as the card shows it: who did what when, line by line, and the way back of each.
//!
//! Invariant: `#changes` is the section, and `#changes-list` in it what changes when somebody else writes.

use maud::{Markup, html};
use serde_json::Value;

use super::lines::{Line, lines};
use super::pages::{ListQuery, Shown};
use super::reversion::Reach;
use super::{Change, ChangesOf, said};
use crate::author::Author;
use crate::avatars;
use crate::card::view::details::sentence;
use crate::consents;
use crate::error::AppResult;
use crate::fields::Definitions;
use crate::http::Visitor;
use crate::http::layout::{csrf, icon, icon_of, when_exactly};
use crate::language::Locale;
use crate::words::Role;

/// Lines that are shown without being asked for.
const SOME: usize = 6;

/// The section of the card. `tabs`: what else stands in its place.
pub fn section(visitor: &Visitor, shown: &Shown, tabs: &Markup) -> AppResult<Markup> {
    let locale = &visitor.locale;
    Ok(html! {
        section id="changes" class="history changes" aria-labelledby="h-changes" {
            div class="history-bar" {
                div class="history-head" { h2 id="h-changes" class="sr" { (locale.t("changes")) } (tabs) }
                (filter(visitor, shown))
            }
            div class="scroll change-body" tabindex="0" role="region" aria-labelledby="h-changes" {
                (list(visitor, shown, &html! {})?)
            }
        }
    })
}

/// What is asked for; scripts ask as soon as it is chosen.
fn filter(visitor: &Visitor, shown: &Shown) -> Markup {
    let (locale, query) = (&visitor.locale, &shown.query);
    let sees_accesses = visitor.is_at_least(Role::Supervisor);
    let chosen = query.of().unwrap_or(ChangesOf::Card);
    let by = query.by.as_deref().unwrap_or_default();
    html! {
        form id="changes-filter" class="change-filter" action=(ListQuery { interaction: query.interaction, ..ListQuery::default() }.page(shown.customer, &[]))
            hx-get={ "/customers/" (shown.customer) "/changes" } hx-trigger="change" hx-target="#changes-list" hx-swap="outerMorph" {
            input type="hidden" name="tab" value="changes";
            @if let Some(interaction) = query.interaction { input type="hidden" name="interaction" value=(interaction); }
            select class="input" name="of" id="changes-of" aria-label=(locale.t("changes-of")) {
                @for of in ChangesOf::ALL { option value=(of) selected[*of == chosen] { (locale.t(&format!("changes-of-{of}"))) } }
            }
            select class="input" name="by" id="changes-by" aria-label=(locale.t("changes-by")) {
                option value="" { (locale.t("changes-by-all")) }
                @for name in &shown.authors { option value=(name) selected[name == by] { (name) } }
            }
            label class="change-until" {
                span { (locale.t("changes-until")) }
                input class="input" type="date" name="until" id="changes-until" value=(query.until.as_deref().unwrap_or_default());
            }
            button class="button" data-plain { (locale.t("filter-apply")) }
            @if sees_accesses {
                a class="button bare end" href={ "/accesses?customer=" (shown.customer) } { (icon_of("icon small", "eye")) (locale.t("accesses-of-card")) }
            }
        }
    }
}

/// The entries, newest first. `word`: a toast on what was done.
pub fn list(visitor: &Visitor, shown: &Shown, word: &Markup) -> AppResult<Markup> {
    let (locale, reader) = (&visitor.locale, visitor.author()?);
    let after = shown.query.after.as_deref().map(|after| ("after", after));
    let here = shown.query.address(&format!("/customers/{}/changes", shown.customer), after.as_slice());
    Ok(html! {
        div id="changes-list" class="changes-list" data-on={ "customer:" (shown.customer) } data-refresh=(here) tabindex="-1" {
            @if shown.list.items.is_empty() {
                div class="empty" { (icon("history")) h3 { (locale.t("changes-none")) } p { (locale.t("changes-none-more")) } }
            }
            @for change in &shown.list.items { (entry(visitor, &reader, shown, change)) }
            @if let Some(next) = &shown.list.next {
                p class="older" { a class="link" href=(shown.query.page(shown.customer, &[("after", next)])) { (locale.t("changes-older")) } }
            }
            (word)
        }
    })
}

fn entry(visitor: &Visitor, reader: &Author, shown: &Shown, change: &Change) -> Markup {
    let locale = &visitor.locale;
    let title = format!("change-{}-h", change.id);
    let lines = lines(change);
    let rows = html! {
        ul class="change-lines" { @for line in &lines { (self::line(visitor, reader, shown, change, line)) } }
    };
    html! {
        article id={ "change-" (change.id) } class="change" data-item tabindex="0" aria-labelledby=(title) {
            (icon(sign(change)))
            div {
                header {
                    h3 id=(title) { b { (entity(locale, change)) } " " (action(locale, change)) }
                    p class="change-who" { span { (change.by) } " " (when_exactly(locale, change.at)) }
                    @if change.reach(reader) == Reach::Whole {
                        span class="end" { (way_back(visitor, shown, change, "", &locale.t("change-restore-do"), &locale.t("change-restore-do"))) }
                    }
                }
                @if lines.len() > SOME {
                    details id={ "change-more-" (change.id) } {
                        summary {
                            (locale.with("change-lines", &[("n", i64::try_from(lines.len()).unwrap_or(0).into())]))
                            (icon_of("icon small", "chevron-down"))
                        }
                        (rows)
                    }
                } @else { (rows) }
            }
        }
    }
}

fn line(visitor: &Visitor, reader: &Author, shown: &Shown, change: &Change, line: &Line) -> Markup {
    let locale = &visitor.locale;
    let definitions = &shown.definitions;
    let name = name(locale, definitions, line);
    let say = |value: &Value| {
        let text = match line.key() {
            Some(key) => said::field(locale, definitions, key, value),
            None if line.path == "request_id" => said::request(locale, &shown.requests, value),
            None if line.path.starts_with(consents::MEMBER) => consents::view::said(locale, value),
            None => said::value(locale, definitions, &shown.names, &line.path, value),
        };
        if text.is_empty() { locale.t("conflict-nothing") } else { text }
    };
    let is_change = change.before.is_some() && change.after.is_some();
    html! {
        li {
            span class="change-member" { (name) }
            span class="change-values" {
                @for value in &line.gone { del { span class="sr" { (locale.t("change-gone")) " " } (say(value)) } }
                @if line.gone.is_empty() && is_change && !line.come.iter().any(|one| one.is_object()) {
                    span class="change-nothing" { (locale.t("conflict-nothing")) }
                }
                @for (place, value) in line.come.iter().enumerate() { ins { @if is_change && place == 0 { (icon_of("icon small", "arrow-right")) } span class="sr" { (locale.t("change-come")) " " } (say(value)) } }
                @if line.come.is_empty() && is_change { span class="change-nothing" { (icon_of("icon small", "arrow-right")) (locale.t("conflict-nothing")) } }
            }
            @if change.may_revert(line, reader) {
                (way_back(visitor, shown, change, &line.path, &locale.t("change-revert-do"), &locale.with("change-revert-what", &[("member", name.as_str().into())])))
            }
        }
    }
}

fn way_back(
    visitor: &Visitor,
    shown: &Shown,
    change: &Change,
    path: &str,
    text: &str,
    label: &str,
) -> Markup {
    let action = shown.query.address(&format!("/changes/{}/reversion", change.id), &[]);
    html! {
        form method="post" action=(action) hx-post=(action) hx-target="#changes-list" hx-swap="outerMorph" {
            (csrf(visitor))
            input type="hidden" name="member" value=(path);
            button class="button bare" aria-label=(label) title=(label) { (icon_of("icon small", "undo-2")) (text) }
        }
    }
}

/// The word on what was taken back, with the way forth again.
pub fn reverted(visitor: &Visitor, query: &ListQuery, change: &Change, path: &str) -> Markup {
    let locale = &visitor.locale;
    let action = query.address(&format!("/changes/{}/reversion", change.id), &[]);
    let can = change.before.is_some() && change.after.is_some();
    html! {
        template data-toast {
            (icon("undo-2"))
            span { (locale.t("change-reverted")) }
            @if can {
                form method="post" action=(action) {
                    (csrf(visitor))
                    input type="hidden" name="member" value=(path);
                    button data-key="z" { (locale.t("undo")) " " kbd { "z" } }
                }
            }
        }
    }
}

/// The name of a member; an own field without a definition has its key.
fn name(locale: &Locale, definitions: &Definitions, line: &Line) -> String {
    if let Some(key) = line.key() {
        if let Some(field) = definitions.find(key) {
            return field.name.clone();
        }
        return sentence(&key.replace(['_', '.'], " "));
    }
    if let Some(name) = consents::view::member(locale, &line.path) {
        return name;
    }
    let key = format!("member-{}", line.path);
    let name = locale.t(&key);
    if name == key { sentence(&line.path.replace('_', " ")) } else { name }
}

fn entity(locale: &Locale, change: &Change) -> String {
    let key = format!("change-of-{}", change.entity);
    let name = locale.t(&key);
    if name == key { sentence(&change.entity.replace('_', " ")) } else { name }
}

/// What was done, in a word; an act that has none of its own changed something.
fn action(locale: &Locale, change: &Change) -> String {
    let key = format!("change-{}", change.action);
    let word = locale.t(&key);
    if word == key { locale.t("change-update") } else { word }
}

fn sign(change: &Change) -> &'static str {
    match (change.entity.as_str(), change.action.as_str()) {
        ("confirmation", _) => "user-check",
        ("split", "create") | ("customer", "split") => "split",
        (_, "delete") => "trash-2",
        (_, "revert" | "restore" | "undo_import") => "undo-2",
        ("note", _) => "sticky-note",
        ("file", _) => "file",
        (avatars::MEMBER, _) => "camera",
        ("record", _) => "list",
        ("relation", _) => "users",
        ("interaction", _) => "phone",
        ("message" | "comment", _) => "message-square",
        ("attachment", _) => "paperclip",
        (_, "create") => "user-plus",
        _ => "pencil",
    }
}
