//! That others have the same number or address: said on a pop and on the card, with the way to each of them.

use maud::{Markup, html};

use super::details;
use crate::card::Contact;
use crate::customers::{Customer, Kind};
use crate::http::Visitor;
use crate::http::layout::{csrf, icon, icon_of};
use crate::id::CustomerId;
use crate::identifiers::shared::{MOST, Shared, Sharer};
use crate::identifiers::{CustomerIdentifier, Identifier};
use crate::interactions::Interaction;
use crate::language::{Arg, Locale};

/// Names that are told; the others stand in the list of matches.
const NAMES: usize = 5;

/// The warning on a pop. One press on a name gives the contact to that customer, with the way back.
pub fn of_contact(visitor: &Visitor, customer: &Customer, contact: &Contact) -> Markup {
    let one = &contact.interaction;
    let Some(identifier) = &one.identifier else { return Markup::default() };
    let Some(shared) = Shared::of_match(identifier, &contact.found, customer.id) else {
        return Markup::default();
    };
    let locale = &visitor.locale;
    let is_theirs = contact.found.candidates.iter().any(|candidate| candidate.id == customer.id);
    html! {
        li class="shared" {
            (icon("users"))
            div {
                span { (warning(locale, identifier, &shared, customer.kind, is_theirs)) }
                @if !shared.others.is_empty() {
                    ul class="sharers" aria-label=(locale.t("shared-others")) {
                        @for other in shared.others.iter().take(NAMES) {
                            li { (switch(visitor, one, other)) (details::flags(locale, &other.flags)) }
                        }
                    }
                }
                @if shared.others.is_empty() || shared.others.len() > NAMES {
                    a class="link" href={ "/interactions/" (one.id) "/matches" } { (locale.t("shared-all")) }
                }
            }
        }
    }
}

/// "This number is used by 3 people."
fn warning(locale: &Locale, identifier: &Identifier, shared: &Shared, own: Kind, is_theirs: bool) -> String {
    let what = Arg::from(identifier.kind.as_str());
    if shared.others.is_empty() {
        let n = i64::try_from(MOST).unwrap_or(i64::MAX);
        return locale.with("shared-by-many", &[("kind", what), ("n", n.into())]);
    }
    let n = i64::try_from(shared.others.len()).unwrap_or(i64::MAX);
    let people = shared.others.iter().all(|other| other.kind == Kind::Person);
    let who = |people: bool| Arg::from(if people { "people" } else { "customers" });
    if is_theirs {
        let people = people && own == Kind::Person;
        locale.with("shared-by", &[("kind", what), ("n", (n + 1).into()), ("who", who(people))])
    } else {
        locale.with("shared-elsewhere", &[("kind", what), ("n", n.into()), ("who", who(people))])
    }
}

/// A name that takes the contact to its card; of one that is over, or of somebody who is restricted, it only leads there.
fn switch(visitor: &Visitor, one: &Interaction, other: &Sharer) -> Markup {
    let preview = format!("/customers/{}/preview", other.id);
    html! {
        @if one.is_live() && !other.restricted {
            form method="post" action={ "/interactions/" (one.id) "/customer" } {
                (csrf(visitor))
                input type="hidden" name="customer_id" value=(other.id);
                button class="link" data-preview=(preview) title=(visitor.locale.with("shared-switch", &[("name", (&other.name).into())])) { (other.name) }
            }
        } @else { (link(other.id, &other.name)) }
    }
}

fn link(id: CustomerId, name: &str) -> Markup {
    html! { a class="link" href={ "/customers/" (id) } data-preview={ "/customers/" (id) "/preview" } { (name) } }
}

/// Who else has an identifier of the card, under it.
pub fn under(locale: &Locale, all: &[Shared], one: &CustomerIdentifier) -> Markup {
    let Some(shared) = all.iter().find(|shared| shared.identifier == one.identifier) else {
        return Markup::default();
    };
    html! {
        span class="shared-with" {
            (icon_of("icon small", "users"))
            span {
                @if shared.others.is_empty() {
                    @let n = i64::try_from(MOST).unwrap_or(i64::MAX);
                    (locale.with("shared-many", &[("n", n.into())]))
                } @else {
                    (locale.t("shared-too")) " "
                    @for (place, other) in shared.others.iter().take(NAMES).enumerate() {
                        @if place > 0 { ", " }
                        (link(other.id, &other.name))
                    }
                    @if shared.others.len() > NAMES {
                        @let more = i64::try_from(shared.others.len() - NAMES).unwrap_or(i64::MAX);
                        " " (locale.with("shared-more", &[("n", more.into())]))
                    }
                }
            }
        }
    }
}
