//! The organisation's own fields on the card: the defined ones by their sets, then what stands under free keys.

use maud::{Markup, html};
use serde_json::Value;

use super::details::{group, reveal_button, sentence};
use super::{fact, text};
use crate::accesses::What;
use crate::card::{Card, Contact};
use crate::customers::in_place::view as in_place;
use crate::fields::{Field, shown};
use crate::http::Visitor;
use crate::language::Locale;
use crate::national_ids;

/// All of a customer, filled ones only; masked ones as such, unless one asked to see them.
pub fn own_fields(visitor: &Visitor, card: &Card) -> Markup {
    let (locale, fields) = (&visitor.locale, &card.customer.fields);
    let revealed = card.revealed == Some(What::MaskedFields);
    let role = visitor.session.as_ref().map(|session| session.agent.role);
    let may_ask = role.is_some_and(|role| !national_ids::are_masked_for(role));
    let opened = |key: &str| card.definitions.find(key).is_some_and(|field| card.proven.opens_field(field));
    let hidden = |key: &str| card.definitions.is_masked(key) && !revealed && !opened(key);
    let masked = |field: &&Field| field.masked && !opened(&field.key) && fields.contains_key(&field.key);
    let first_masked = card.definitions.live().find(masked);
    html! {
        div id="own-fields" class="groups" {
            @for set in &card.definitions.0 {
                (group(&set.set.to_string(), &set.name, &html! {
                    @for field in set.live() {
                        @let part = format!("fields.{}", field.key);
                        @if in_place::open(card, &part).is_some() {
                            (in_place::fact(visitor, card, &part, &field.name, None, &html! {}))
                        } @else if let Some(value) = fields.get(&field.key) {
                            @let is_first = first_masked.is_some_and(|first| first.id == field.id);
                            div class="fact" {
                                dt { (field.name) }
                                @if hidden(&field.key) {
                                    dd { (shown::masked(locale)) }
                                    dd class="do" {
                                        @if may_ask && is_first {
                                            (reveal_button(visitor, &format!("/customers/{}/masked-fields", card.customer.id), "#own-fields", "fields-reveal"))
                                        }
                                        (in_place::pencil(visitor, card, &part, &field.name))
                                    }
                                } @else {
                                    // Whoever asked by keyboard goes on from here.
                                    @let goes_on = revealed && is_first;
                                    dd { span tabindex=[goes_on.then_some("-1")] autofocus[goes_on] { (shown::value(locale, &card.named, field, value)) } }
                                    dd class="do" { (in_place::pencil(visitor, card, &part, &field.name)) }
                                }
                            }
                        }
                    }
                }))
            }
            (group("fields", &locale.t("group-fields"), &html! {
                @for (key, value) in fields.iter().filter(|(key, _)| card.definitions.find(key).is_none()) {
                    (fact(&sentence(&key.replace(['_', '.'], " ")), &if hidden(key) { shown::masked(locale) } else { free(locale, value) }))
                }
            }))
        }
    }
}

/// A value of a free key.
fn free(locale: &Locale, value: &Value) -> Markup {
    html! {
        @match value {
            Value::Bool(yes) => (locale.t(if *yes { "yes" } else { "no" })),
            Value::Number(number) => span class="figures" { (number) },
            other => (text::linked(&crate::customers::draft::shown(other))),
        }
    }
}

/// The defined fields of a contact.
pub fn of_contact(locale: &Locale, contact: &Contact) -> Markup {
    let fields = &contact.interaction.fields;
    html! {
        @for field in contact.definitions.live() {
            @if let Some(value) = fields.get(&field.key) {
                (fact(&field.name, &if field.masked { shown::masked(locale) } else { shown::value(locale, &contact.named, field, value) }))
            }
        }
    }
}
