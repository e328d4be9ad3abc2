//! A small card: on hover and focus of a name, and beside a list of matches.

use maud::{Markup, html};

use super::{details, fact, now, person, text};
use crate::avatars::view::face_of;
use crate::card::reasons;
use crate::card::{Card, Contact};
use crate::history::view::{channel_icon, entry};
use crate::http::layout::{icon, when};
use crate::identifiers::IdentifierKind;
use crate::language::Locale;

/// For the popover: who, note, last contact, how to reach them.
pub fn popover(locale: &Locale, card: &Card) -> Markup {
    html! {
        (header(locale, card))
        (brief(locale, card, true))
        dl class="facts" { (ways(locale, card)) }
    }
}

/// For the popover of a contact of nobody: what it is, and what it said last.
pub fn contact(locale: &Locale, contact: &Contact) -> Markup {
    let one = &contact.interaction;
    let who = one
        .identifier
        .as_ref()
        .map_or_else(|| locale.t("withheld"), |identifier| locale.identifier(identifier));
    html! {
        header class="person" {
            span class="avatar unknown big" { (icon(channel_icon(one.channel, one.direction, one.state, one.answered_at.is_some()))) }
            h2 { (who) }
            p class="cut" { (locale.t(&format!("channel-{}-one", one.channel))) ", " (when(locale, one.started_at)) }
        }
        dl class="facts" {
            (fact(&locale.t("live-state"), &now::state(locale, one)))
            @if let Some(queue) = &one.queue { (fact(&locale.t("queue"), &html! { (queue) })) }
            @if let Some(topic) = &one.topic { (fact(&locale.t("topic"), &html! { (topic) })) }
            @if let Some(excerpt) = &one.excerpt { (fact(&locale.t("messages"), &html! { (excerpt) })) }
        }
    }
}

/// For the pane beside the matches: with the last contacts and a button that picks.
pub fn pane(locale: &Locale, card: &Card) -> Markup {
    let customer = &card.customer;
    let first = customer.given_name.as_deref().unwrap_or(&customer.name);
    html! {
        (header(locale, card))
        (brief(locale, card, false))
        div class="details scroll" tabindex="0" role="region" aria-label=(locale.t("matches-glimpse")) {
            div class="facts" {
                @if !card.history.is_empty() {
                    section class="group" aria-labelledby="p-last" {
                        div class="group-head" { h3 id="p-last" { (locale.t("last-contacts")) } }
                        dl {
                            @for one in card.history.iter().take(3) {
                                div class="fact" { dt { (when(locale, one.at)) } dd { (entry::sentence(locale, one, customer.given_name.as_deref().or(Some(&customer.name)))) } }
                            }
                        }
                    }
                }
                section class="group" aria-labelledby="p-who" {
                    div class="group-head" { h3 id="p-who" { (locale.t("details")) } }
                    dl {
                        (ways(locale, card))
                        @if let Some(address) = customer.addresses.first() {
                            (fact(&locale.t("address"), &html! { (details::lines(address).join(", ")) }))
                        }
                        @if let Some(owner) = &customer.owner { (fact(&locale.t("owner"), &html! { (owner.name) })) }
                    }
                }
            }
        }
        div class="glimpse-foot" {
            button class="button solid tall" form={ "pick-" (customer.id) } {
                (locale.with("open-named", &[("name", first.into())])) " " kbd { "↵" }
            }
        }
    }
}

fn header(locale: &Locale, card: &Card) -> Markup {
    html! {
        header class="person" {
            (face_of(&card.customer, "big"))
            h2 { (card.customer.name) }
            @if let Some(line) = person::line(locale, &card.customer) { p class="cut" { (line) } }
        }
    }
}

fn brief(locale: &Locale, card: &Card, with_last: bool) -> Markup {
    let last = card.last_contact();
    html! {
        div class="brief" {
            @if card.customer.vip { ul class="marks" { li { (person::vip(locale)) } } }
            (person::pinned(locale, &card.customer))
            @if let (Some(last), true) = (last, with_last) {
                ul class="lines" { li { (crate::http::layout::icon("history")) span { (person::last_contact(locale, last)) } } }
            }
        }
    }
}

/// The first phone and the first e-mail address.
fn ways(locale: &Locale, card: &Card) -> Markup {
    let label = |label: &Option<String>, kind: IdentifierKind| {
        label.as_ref().map_or_else(
            || locale.t(&format!("identifier-{kind}")),
            |label| details::sentence(&reasons::label(locale, label)),
        )
    };
    html! {
        @if let Some(one) = card.customer.of_kind(IdentifierKind::Phone).next() {
            (fact(&label(&one.label, IdentifierKind::Phone), &html! { span class="tel" { (locale.identifier(&one.identifier)) } }))
        }
        @if let Some(one) = card.customer.of_kind(IdentifierKind::Email).next() {
            (fact(&label(&one.label, IdentifierKind::Email), &text::email(&one.identifier.value)))
        }
    }
}
