//! What an agent writes of a contact, on its panel.
//!
//! Invariant: it is read anew with the panel; what one has typed is kept by its form (`data-guard`).

use maud::{Markup, html};

use super::delivery::{Delivery, DeliveryState};
use super::pages::seen;
use crate::card::Contact;
use crate::dispositions;
use crate::drafts::Key;
use crate::fields::controls;
use crate::fields::typed::Typed;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields, described};
use crate::http::layout::{self, csrf, icon, icon_of};
use crate::language::Locale;
use crate::teams::features::Feature;
use crate::words::State;

/// Characters of a tag, and of a remark.
const TAG: usize = 50;
const COMMENT: usize = 2_000;

/// Tags, topic and own fields: above the conversation.
pub fn above(visitor: &Visitor, contact: &Contact) -> Markup {
    let edits = visitor.may(Feature::ContactsEdit);
    html! {
        (tags(visitor, contact, edits))
        @if edits { (facts(visitor, contact)) }
    }
}

/// A remark, and the end of the wrap-up: below the conversation and the remarks of others.
pub fn below(visitor: &Visitor, contact: &Contact) -> Markup {
    let one = &contact.interaction;
    html! {
        @if visitor.may(Feature::ContactsEdit) {
            (remark(visitor, contact))
            @if one.state == State::WrapUp {
                (end(visitor, contact))
            }
        }
    }
}

/// What is left of the contact when it is closed, what came of it, and its end.
fn end(visitor: &Visitor, contact: &Contact) -> Markup {
    let (locale, one, none) = (&visitor.locale, &contact.interaction, Faults::default());
    let fields = Fields::new(locale, &none);
    let whose = match (one.customer, &one.identifier) {
        (Some(_), _) => locale.t("wrap-up-customer"),
        (None, Some(identifier)) => {
            locale.with("wrap-up-identifier", &[("identifier", (&locale.identifier(identifier)).into())])
        }
        (None, None) => locale.t("wrap-up-withheld"),
    };
    let request = match &contact.hand.request {
        Some(request) => locale.with("wrap-up-request", &[("number", (&request.number.to_string()).into())]),
        None => locale.t("wrap-up-no-request"),
    };
    let counts = [
        ("wrap-up-messages", one.message_count),
        ("wrap-up-tags", i64::try_from(one.tags.len()).unwrap_or(0)),
        ("wrap-up-comments", i64::try_from(contact.comments.len()).unwrap_or(0)),
        ("wrap-up-promises", i64::try_from(contact.promises.len()).unwrap_or(0)),
    ];
    let said = counts.iter().filter(|(_, count)| *count > 0);
    let said: Vec<String> = said.map(|(key, count)| locale.with(key, &[("n", (*count).into())])).collect();
    html! {
        section class="sheet hand-end" aria-labelledby="h-now-end" {
            div class="sheet-head" { h3 id="h-now-end" { (locale.t("wrap-up-kept")) } }
            ul class="list" {
                li { (icon_of("icon small", "history")) (whose) }
                @if one.customer.is_some() { li { (icon_of("icon small", "inbox")) (request) } }
                @if !said.is_empty() { li { (icon_of("icon small", "pencil")) (said.join(", ")) } }
                li { (icon_of("icon small", "unplug")) (locale.t("wrap-up-elsewhere-none")) }
            }
            form class="sheet-form" method="post" action={ "/interactions/" (one.id) "/end" } {
                (csrf(visitor))
                (dispositions::view::choice(&fields, &contact.dispositions, one.disposition.as_deref(), "end-disposition"))
                button class="button solid" { (icon("check")) (locale.t("contact-close")) }
            }
        }
    }
}

fn tags(visitor: &Visitor, contact: &Contact, edits: bool) -> Markup {
    let (locale, one) = (&visitor.locale, &contact.interaction);
    let action = format!("/interactions/{}/tags", one.id);
    html! {
        @if edits || !one.tags.is_empty() {
            section class="sheet labels hand-tags" aria-labelledby="h-now-tags" {
                div class="sheet-head" { h3 id="h-now-tags" { (locale.t("tags")) } }
                @if !one.tags.is_empty() {
                    ul class="tags" {
                        @for tag in &one.tags {
                            li class="tag" {
                                (tag)
                                @if edits {
                                    form method="post" action=(action) {
                                        (csrf(visitor))
                                        input type="hidden" name="remove" value=(tag);
                                        @let label = locale.with("tag-remove", &[("tag", tag.into())]);
                                        button class="icon-button small" data-tag-remove aria-label=(label) title=(label) { (icon_of("icon small", "x")) }
                                    }
                                }
                            }
                        }
                    }
                }
                @if edits {
                    form class="hand-tag" method="post" action=(action) {
                        (csrf(visitor))
                        label class="sr" for="now-tag" { (locale.t("tag-add")) }
                        input class="input" id="now-tag" name="tag" maxlength=(TAG) autocomplete="off" placeholder=(locale.t("tag-add")) list="now-tags"
                            data-key="t" data-tags hx-get="/tags" hx-trigger="input changed delay:150ms" hx-target="#now-tags" hx-swap="innerHTML";
                        datalist id="now-tags" {}
                        button class="icon-button" aria-label=(locale.t("tag-add")) title=(locale.t("tag-add")) { (icon("plus")) }
                    }
                }
            }
        }
    }
}

/// Suggestions for a tag.
pub fn suggestions(tags: &[String]) -> Markup {
    html! { @for tag in tags { option value=(tag) {} } }
}

fn facts(visitor: &Visitor, contact: &Contact) -> Markup {
    let (locale, one) = (&visitor.locale, &contact.interaction);
    let none = Faults::default();
    let fields = Fields::new(locale, &none);
    let typed = Typed::of(&contact.definitions, &one.fields, locale);
    html! {
        details class="hand-facts" id={ "hand-facts-" (one.id) } hx-morph-skip {
            summary class="button bare" { (icon("pencil")) (locale.t("contact-facts")) }
            form class="sheet-form" method="post" action={ "/interactions/" (one.id) "/facts" } data-guard=(Key::of_interaction(one.id, "facts")) {
                (csrf(visitor))
                input type="hidden" name="seen" value=(seen(one));
                (fields.text(Field { name: "topic", id: "now-topic", label: "topic", value: one.topic.as_deref().unwrap_or_default(), most: 200, ..Field::default() }))
                (dispositions::view::choice(&fields, &contact.dispositions, one.disposition.as_deref(), "now-disposition"))
                (controls::sets(&fields, &contact.definitions, &typed))
                div class="foot" { button class="button solid" { (locale.t("form-save")) } }
            }
        }
    }
}

fn remark(visitor: &Visitor, contact: &Contact) -> Markup {
    let (locale, one, none) = (&visitor.locale, &contact.interaction, Faults::default());
    let (typed, faults) = contact.refused.as_deref().map_or(("", &none), |(text, faults)| (text, faults));
    let fields = Fields::new(locale, faults);
    let wrong = fields.wrong("text");
    html! {
        form id="now-remark" class="composer" method="post" action={ "/interactions/" (one.id) "/comments" } data-guard=(Key::of_interaction(one.id, "comment")) {
            (csrf(visitor))
            p class="field" {
                label class="sr" for="now-comment" { (locale.t("contact-comment")) }
                textarea class="input" id="now-comment" name="text" rows="2" required data-counter=(COMMENT) placeholder=(locale.t("contact-comment"))
                    autofocus[wrong.is_some()] aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[described("now-comment", wrong.is_some(), false)] {
                    // The first line break of a text area is not part of its text (HTML 13.1.2.5).
                    "\n" (typed)
                }
                (fields.message("now-comment", wrong.as_deref()))
            }
            div class="composer-foot" {
                p class="draft-note" data-draft-note hidden {
                    (icon_of("icon small", "undo-2")) (locale.t("form-draft-back")) " "
                    button type="reset" { (locale.t("form-draft-discard")) }
                }
                span class="end" {
                    button class="button" data-key="Ctrl+Enter" { (locale.t("contact-comment-save")) " " kbd { (layout::key(locale, "Ctrl")) " ↵" } }
                }
            }
        }
    }
}

/// How far a message came: icon and word; why, where it failed.
pub fn delivery(locale: &Locale, one: &Delivery) -> Markup {
    let (class, sign) = match one.state {
        DeliveryState::Queued => ("mark", "clock"),
        DeliveryState::Sent => ("mark", "check"),
        DeliveryState::Delivered => ("mark", "check-check"),
        DeliveryState::Read => ("mark success", "check-check"),
        DeliveryState::Failed => ("mark error", "circle-alert"),
    };
    html! {
        span class={ (class) " delivery" } title=(locale.when_in_words(one.at)) {
            (icon_of("icon small", sign)) (locale.t(&format!("delivery-{}", one.state)))
            @if let Some(reason) = &one.reason { ": " bdi { (reason) } }
        }
    }
}
