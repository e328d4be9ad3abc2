//! The request of the contact at hand, on its panel and in its row of the history.

use maud::{Markup, html};

use super::hand::{self, Editing, Hand};
use super::view::{link, name, new_address, status};
use super::{DESCRIPTION, TITLE};
use crate::card::Contact;
use crate::http::Visitor;
use crate::http::fields::{Field, Fields};
use crate::http::layout::{self, csrf, icon, icon_of};
use crate::id::InteractionId;
use crate::language::Locale;
use crate::teams::features::Feature;

/// What a contact stands under, and what it could. `place` keeps ids apart: the contact at hand may stand in the history
/// beside it as well; `at`: the page that comes afterwards.
pub fn of_contact(visitor: &Visitor, contact: &Contact, place: &str, at: &str) -> Markup {
    let (locale, one, hand) = (&visitor.locale, &contact.interaction, &contact.hand);
    let (adds, edits) = (visitor.may(Feature::RequestsAdd), visitor.may(Feature::RequestsEdit));
    let Some(customer) = one.customer.filter(|_| visitor.may(Feature::RequestsSee)) else {
        return html! {};
    };
    let here = place == "now";
    html! {
        div class="under" {
            @match (&hand.request, &hand.editing) {
                (Some(_), Some(editing)) if here => (form(visitor, hand, editing, one.id, at)),
                (Some(request), _) => {
                    p {
                        (icon_of("icon small", "inbox")) span class="sr" { (locale.t("request-one")) " " } (link(&request.in_short()))
                        (status(locale, &hand.statuses, request))
                    }
                    @if here { @if let Some(description) = &request.description { p class="excerpt under-text" { (description) } } }
                    @if edits {
                        @let words = locale.with("change-what", &[("what", (&locale.t("request-one")).into())]);
                        // Elsewhere it is changed where the contact is at hand.
                        @let own = format!("/interactions/{}", one.id);
                        a class="icon-button small pencil" id={ (place) "-request-" (one.id) } href=(hand::editing_address(if here { at } else { &own }))
                            data-key=[here.then_some("r")] data-guard-prefix=[here.then(|| hand::key(one.id))] aria-label=(words) title=(words) { (icon("pencil")) }
                        form method="post" action={ "/interactions/" (one.id) "/request" } {
                            (csrf(visitor)) input type="hidden" name="at" value=(at);
                            button class="button bare" { (locale.t("request-take-out")) }
                        }
                    }
                }
                (None, _) => {
                    @if edits && !hand.open.is_empty() { (choice(visitor, hand, one.id, place, at)) }
                    @if adds && here { (title(visitor, one.id, at)) }
                    @if adds {
                        a class="button bare" href=(new_address(customer, Some(&one.id.to_string()))) { (icon("plus")) (locale.t("request-new")) }
                    }
                }
            }
        }
    }
}

/// Puts it under one that is open.
fn choice(visitor: &Visitor, hand: &Hand, of: InteractionId, place: &str, at: &str) -> Markup {
    let (locale, id) = (&visitor.locale, format!("{place}-under-{of}"));
    html! {
        form method="post" action={ "/interactions/" (of) "/request" } {
            (csrf(visitor)) input type="hidden" name="at" value=(at);
            label class="sr" for=(id) { (locale.t("request-put-under")) }
            span class="select" {
                select class="input" id=(id) name="request_id" {
                    @for request in &hand.open { option value=(request.id) { (name(request)) } }
                }
                (icon_of("icon small", "chevron-down"))
            }
            button class="button" { (locale.t("request-put-under")) }
        }
    }
}

/// A title makes a request.
fn title(visitor: &Visitor, of: InteractionId, at: &str) -> Markup {
    let locale = &visitor.locale;
    html! {
        form class="under-new" method="post" action={ "/interactions/" (of) "/request/new" } data-guard=(hand::key(of)) {
            (csrf(visitor)) input type="hidden" name="at" value=(at);
            label class="sr" for="now-request-title" { (locale.t("request-new-title")) }
            input class="input" id="now-request-title" name="title" maxlength=(TITLE) required autocomplete="off" data-key="r"
                placeholder=(locale.t("request-new-title"));
            button class="icon-button" aria-label=(locale.t("request-create")) title=(locale.t("request-create")) { (icon("check")) }
        }
    }
}

/// The request as it is changed: its title, what it is about, its status.
fn form(visitor: &Visitor, hand: &Hand, editing: &Editing, of: InteractionId, at: &str) -> Markup {
    let (locale, typed) = (&visitor.locale, &editing.typed);
    let fields = Fields::new(locale, &editing.faults);
    let statuses: Vec<(String, String)> =
        hand.statuses.0.iter().map(|one| (one.key.clone(), one.title(locale))).collect();
    let key = hand::key(of);
    // A new one has a title and nothing else yet.
    let goes_on = typed.description.is_empty() && editing.faults.is_empty();
    let label = locale.with("change-what", &[("what", (&locale.t("request-one")).into())]);
    let request = typed.request.map(|id| id.to_string()).unwrap_or_default();
    html! {
        form class="in-place sheet-form" id="now-request" method="post" action={ "/interactions/" (of) "/request/words" } aria-label=(label)
            data-guard=(key) data-dirty[editing.theirs.is_some() || !editing.faults.is_empty()] novalidate {
            (csrf(visitor))
            @for (name, value) in [("at", at), ("request", request.as_str()), ("was_title", &typed.was_title), ("was_description", &typed.was_description), ("was_status", &typed.was_status)] {
                input type="hidden" name=(name) value=(value);
            }
            (theirs(locale, hand, editing))
            (fields.rest())
            (fields.text(Field { name: "title", id: "now-request-title", label: "request-title", value: &typed.title, most: TITLE, required: true, autofocus: !goes_on, ..Field::default() }))
            (fields.area(Field { name: "description", id: "now-request-description", label: "request-description", value: &typed.description, autofocus: goes_on, ..Field::default() }, 3, Some(DESCRIPTION)))
            (fields.select(Field { name: "status", id: "now-request-status", label: "request-status", value: &typed.status, ..Field::default() }, &statuses))
            div class="foot" {
                button class="button solid" data-key="Ctrl+Enter" { (locale.t(if editing.theirs.is_some() { "conflict-keep" } else { "form-save" })) }
                a class="button bare" href=(at) data-discard=(key) data-key="Esc" {
                    (locale.t(if editing.theirs.is_some() { "conflict-load" } else { "form-cancel" })) " " kbd { (layout::key(locale, "Esc")) }
                }
            }
        }
    }
}

/// What somebody else made of it meanwhile.
fn theirs(locale: &Locale, hand: &Hand, editing: &Editing) -> Markup {
    html! {
        @if let (Some(by), Some(now)) = (&editing.theirs, &hand.request) {
            @let by = if by.is_empty() { locale.t("conflict-somebody") } else { by.clone() };
            p class="strip" role="alert" {
                (icon("git-compare"))
                span {
                    (locale.with("conflict-part", &[("by", (&by).into())])) " "
                    b { (now.title) } " " (status(locale, &hand.statuses, now))
                    @if let Some(description) = &now.description { " " span class="lines" { (description) } }
                }
            }
        }
    }
}
