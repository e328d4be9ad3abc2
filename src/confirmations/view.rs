//! What stands of confirmations on a card: the question on a pop, and what is held.

use maud::{Markup, html};

use super::{Confirmation, ConfirmationMethod, Verdict};
use crate::card::Contact;
use crate::customers::Customer;
use crate::history::view::short_name;
use crate::http::Visitor;
use crate::http::layout::{csrf, icon};
use crate::identifiers::matching::Candidate;
use crate::language::Locale;

/// "confirmed on 3 Nov by Anna", to follow why somebody was matched.
pub fn said(locale: &Locale, candidate: &Candidate) -> Option<String> {
    let said = candidate.said.as_ref()?;
    let key = match (said.verdict, said.method) {
        (Verdict::Denied, _) => "said-denied",
        (Verdict::Confirmed, ConfirmationMethod::IdentityCheck) => "said-proven",
        (Verdict::Confirmed, _) => "said-confirmed",
    };
    let when = locale.when_in_words(said.at);
    Some(locale.with(key, &[("when", (&when).into()), ("by", (&said.by).into())]))
}

/// Is it them? Two buttons, each with its key, as long as the contact lives; what was confirmed in it needs no asking.
pub fn asked(visitor: &Visitor, customer: &Customer, contact: &Contact) -> Markup {
    let one = &contact.interaction;
    if !one.is_live() || one.customer != Some(customer.id) {
        return Markup::default();
    }
    let candidate = contact.found.candidates.iter().find(|candidate| candidate.id == customer.id);
    let is_open = candidate
        .is_some_and(|candidate| candidate.confirmed().is_none_or(|said| said.interaction != one.id));
    let name = short_name(customer);
    html! {
        div class="is-it" role="group" aria-label=(visitor.locale.with("confirm-who", &[("name", (&customer.name).into())])) {
            @if is_open { (answer(visitor, contact, customer, Verdict::Confirmed, ("check", "confirm-is", "v"), &name)) }
            (answer(visitor, contact, customer, Verdict::Denied, ("x", "confirm-is-not", "u"), &name))
        }
    }
}

fn answer(
    visitor: &Visitor,
    contact: &Contact,
    customer: &Customer,
    verdict: Verdict,
    (sign, words, key): (&str, &str, &str),
    name: &str,
) -> Markup {
    html! {
        form method="post" action={ "/interactions/" (contact.interaction.id) "/confirmation" } {
            (csrf(visitor))
            input type="hidden" name="customer_id" value=(customer.id);
            input type="hidden" name="verdict" value=(verdict);
            button class="button" data-key=(key) {
                (icon(sign)) span { (visitor.locale.with(words, &[("name", name.into())])) } kbd { (key) }
            }
        }
    }
}

/// What was said of a customer, for what is held of them.
pub fn held(locale: &Locale, all: &[Confirmation]) -> Markup {
    html! {
        @if !all.is_empty() {
            ul class="privacy-lines" {
                @for one in all {
                    @let method = locale.t(&format!("identity-method-{}", one.method.as_str().replace('_', "-")));
                    li {
                        (locale.date_and_clock(one.at)) ": " (locale.identifier(&one.identifier)) ", "
                        (locale.t(&format!("verdict-{}", one.verdict))) ", " (method) ", " (one.by)
                    }
                }
            }
        }
    }
}
