//! Markup of the page on which a card is taken apart.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::Entry;
use super::pages::Typed;
use super::sheet::{Line, Sheet, What};
use crate::card::reasons;
use crate::customers::Kind;
use crate::files;
use crate::history::view::{channel_icon, entry, short_name};
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{csrf, icon, icon_of, key, when};
use crate::identifiers::{CustomerIdentifier, IdentifierKind};
use crate::language::Locale;
use crate::notes::excerpt::excerpt;

/// Kinds of what goes, in the order in which they are told.
const TOLD: [&str; 7] = ["identifiers", "interactions", "notes", "requests", "promises", "files", "records"];

/// How an identifier stands in the form.
pub fn value(one: &CustomerIdentifier) -> String {
    format!("{}:{}", one.identifier.kind, one.identifier.to_text())
}

pub fn page(visitor: &Visitor, title: &str, sheet: &Sheet, typed: &Typed, faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let path = format!("/customers/{}", sheet.customer.id);
    // In the order of the page, so that the first field at fault is the first one that is seen.
    let who = who(&fields, typed);
    let identifiers = identifiers(&fields, sheet, typed);
    let entries = entries(&fields, sheet, typed);
    html! {
        main id="main" class="bench split" aria-labelledby="h-split" data-page="split" {
            header class="bench-head" {
                (icon("split"))
                h1 id="h-split" { (title) }
                div class="end" { a class="button bare" href=(path) { (locale.t("form-cancel")) } }
            }
            form id="split" class="scroll sheet-form customer-form" method="post" action={ (path) "/split" } tabindex="0" role="region" aria-label=(title) novalidate
                hx-post={ (path) "/split" } hx-trigger="change delay:150ms" hx-target="#split-sum" hx-swap="innerHTML" {
                // Enter in a field presses the first button of a form: it shall split, not turn the page.
                button class="sr" tabindex="-1" aria-hidden="true" {}
                (csrf(visitor))
                (fields.rest())
                (who)
                (identifiers)
                (entries)
            }
            footer class="bench-foot" {
                div class="split-foot" {
                    p id="split-sum" role="status" { (sum(locale, &sheet.going, &typed.called())) }
                    p class="quiet" { (locale.t("split-foot")) }
                }
                div class="end" {
                    button class="button solid" form="split" data-key="Ctrl+Enter" {
                        (locale.t("split-do")) " " kbd { (key(locale, "Ctrl")) " ↵" }
                    }
                }
            }
        }
    }
}

/// The new customer.
fn who(fields: &Fields<'_>, typed: &Typed) -> Markup {
    let locale = fields.locale;
    let kind = if typed.is_company() { Kind::Company } else { Kind::Person };
    // A name that is missing is missed where one would type it.
    let unnamed = fields.wrong("into.name").is_some();
    let given = if unnamed && kind == Kind::Person { "into.name" } else { "into.given_name" };
    html! {
        fieldset class="split-who" {
            legend { (locale.t("split-who")) }
            div class="row kinds" {
                @for one in Kind::ALL {
                    label class="check" {
                        input type="radio" name="kind" value=(one.as_str()) checked[*one == kind];
                        span { (locale.t(&format!("form-kind-{}", one.as_str()))) }
                    }
                }
            }
            div class="row for-person" {
                (fields.text(Field { name: "given_name", id: "given-name", member: given, label: "form-given-name", value: &typed.given_name, autofocus: kind == Kind::Person && typed.more.is_none(), ..Field::default() }))
                (fields.text(Field { name: "family_name", id: "family-name", member: "into.family_name", label: "form-family-name", value: &typed.family_name, ..Field::default() }))
            }
            div class="for-company" {
                (fields.text(Field { name: "name", member: "into.name", label: "form-company-name", value: &typed.name, autofocus: kind == Kind::Company && typed.more.is_none(), ..Field::default() }))
            }
            p class="hint" { (locale.t("split-who-hint")) }
        }
    }
}

fn identifiers(fields: &Fields<'_>, sheet: &Sheet, typed: &Typed) -> Markup {
    let locale = fields.locale;
    let wrong = fields.wrong("identifiers");
    html! {
        fieldset id="split-identifiers" aria-describedby=[wrong.as_ref().map(|_| "split-identifiers-wrong")] {
            legend { (locale.t("split-identifiers-title")) }
            (fields.message("split-identifiers", wrong.as_deref()))
            @if sheet.identifiers.is_empty() { p class="quiet" { (locale.t("split-no-identifiers")) } }
            ul class="split-lines" {
                @for (one, count) in &sheet.identifiers {
                    @let value = value(one);
                    @let place = typed.identifiers.iter().position(|chosen| *chosen == value);
                    @let fault = place.and_then(|place| fields.wrong(&format!("identifiers[{place}]")));
                    li {
                        label class="check" {
                            input type="checkbox" name="identifiers" value=(value) checked[place.is_some()] aria-invalid=[fault.as_ref().map(|_| "true")];
                            (icon(sign(one.identifier.kind)))
                            span class="split-what" { b { (locale.identifier(&one.identifier)) } @if let Some(label) = &one.label { " " span class="quiet" { (reasons::label(locale, label)) } } }
                            span class="split-more" { (locale.with("split-interactions", &[("n", (*count).into())])) }
                        }
                        @if let Some(fault) = &fault { (fields.message(&value, Some(fault))) }
                    }
                }
            }
            @if !sheet.identifiers.is_empty() {
                label class="check" {
                    input type="checkbox" name="contacts" value="1" checked[typed.contacts];
                    span { (locale.t("split-contacts")) }
                }
            }
        }
    }
}

fn sign(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::Phone => "phone",
        IdentifierKind::Email => "mail",
        IdentifierKind::Handle => "at-sign",
    }
}

/// The entries: those that are chosen and stand on other parts of the list, and a part of it.
fn entries(fields: &Fields<'_>, sheet: &Sheet, typed: &Typed) -> Markup {
    let locale = fields.locale;
    let name = short_name(&sheet.customer);
    let turned = typed.more.as_ref().is_some_and(|more| !more.is_empty());
    html! {
        fieldset id="split-entries" {
            legend { (locale.t("split-entries-title")) }
            p class="hint" { (locale.t("split-entries-hint")) }
            @if !sheet.elsewhere.is_empty() {
                h2 class="split-part" { (locale.t("split-elsewhere")) }
                ul class="split-lines" { @for one in &sheet.elsewhere { (line(fields, one, &name, typed, false)) } }
                h2 class="split-part" { (locale.t(if turned { "split-older-part" } else { "split-newest-part" })) }
            }
            @if sheet.lines.is_empty() { p class="quiet" { (locale.t("split-no-entries")) } }
            ul class="split-lines" {
                @for (place, one) in sheet.lines.iter().enumerate() { (line(fields, one, &name, typed, place == 0 && typed.more.is_some())) }
            }
            @if turned || sheet.next.is_some() {
                p class="split-turn" {
                    @if turned { button class="button" name="more" value="" formnovalidate { (icon("arrow-up")) (locale.t("split-newest")) } }
                    @if let Some(next) = &sheet.next {
                        button class="button" name="more" value=(next) formnovalidate { (icon("arrow-down")) (locale.t("split-more")) }
                    }
                }
            }
        }
    }
}

fn line(fields: &Fields<'_>, one: &Line, name: &str, typed: &Typed, first: bool) -> Markup {
    let locale = fields.locale;
    let id = one.id.to_string();
    let mut of_kind = typed.entries.iter().filter(|(entry, _)| *entry == one.entry);
    let place = of_kind.position(|(_, chosen)| *chosen == id);
    let fault = place.and_then(|place| fields.wrong(&format!("{}[{place}]", one.entry.as_str())));
    html! {
        li {
            label class="check" {
                input type="checkbox" name=(one.entry.as_str()) value=(id) checked[place.is_some()] autofocus[fields.focus(false, first)] aria-invalid=[fault.as_ref().map(|_| "true")];
                (icon(sign_of(one)))
                span class="split-what" { (said(locale, one, name)) }
                span class="split-more" { (when(locale, one.at)) }
            }
            @if let Some(fault) = &fault { (fields.message(&id, Some(fault))) }
        }
    }
}

fn sign_of(one: &Line) -> &'static str {
    match &one.what {
        What::Contact(contact) => {
            channel_icon(contact.channel, contact.direction, contact.state, contact.answered_at.is_some())
        }
        What::Note(_) => "sticky-note",
        What::Request(_) => "flag",
        What::Promise(_) => "handshake",
        What::File(file) => files::view::sign(None, &file.name),
        What::Record(..) => "table-properties",
    }
}

/// What kind of entry it is, and what it says.
fn said(locale: &Locale, one: &Line, name: &str) -> Markup {
    let kind = locale.t(&format!("split-kind-{}", one.entry.as_str()));
    let kind = html! { @if one.entry != Entry::Interactions { b { (kind) } " " } };
    let words = match &one.what {
        What::Contact(contact) => {
            let words = [contact.topic.clone(), contact.excerpt.clone()];
            let words = words.into_iter().flatten().collect::<Vec<_>>().join(". ");
            let number = contact.identifier.as_deref().map(|value| match value.starts_with('+') {
                true => locale.phone(value),
                false => value.to_owned(),
            });
            return html! {
                (entry::sentence(locale, contact, Some(name)))
                @if let Some(number) = number { " " span class="quiet" { (number) } }
                @if !words.is_empty() { span class="split-words" { (words) } }
            };
        }
        What::Note(note) => excerpt(&note.text),
        What::Request(request) => format!("#{} {}", request.number, request.title),
        What::Promise(promise) => promise.text.clone(),
        What::File(file) => file.name.clone(),
        What::Record(group, values) => {
            return html! { b { (group) } @if !values.is_empty() { " " (values) } };
        }
    };
    html! { (kind) (words) }
}

/// What would go, in a line.
pub fn sum(locale: &Locale, going: &BTreeMap<&'static str, i64>, called: &str) -> Markup {
    let parts = TOLD.iter().filter_map(|what| {
        let count = *going.get(what)?;
        Some(locale.with(&format!("split-{what}"), &[("n", count.into())]))
    });
    let what = parts.collect::<Vec<_>>().join(", ");
    html! {
        @if what.is_empty() { (locale.t("split-nothing")) }
        @else {
            (icon_of("icon small", "arrow-right"))
            @if called.is_empty() { (locale.with("split-goes-nameless", &[("what", (&what).into())])) }
            @else { (locale.with("split-goes", &[("what", (&what).into()), ("name", called.into())])) }
        }
    }
}
