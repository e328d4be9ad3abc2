//! The short form for a new customer.

use maud::{Markup, html};

use super::draft::Draft;
use super::duplicates;
use crate::drafts::Key;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf, icon};
use crate::id::InteractionId;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

pub use super::draft_names::address_kind;

pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// The short form for a new customer, within the page of an interaction that belongs to nobody.
/// Its words go over into the whole form: both keep them under the same key and names.
pub fn create_form(visitor: &Visitor, draft: &Draft, interaction: Option<InteractionId>) -> Markup {
    let locale = &visitor.locale;
    let faults = Faults::default();
    let fields = Fields::new(locale, &faults);
    let first = |list: &[String]| list.first().cloned().unwrap_or_default();
    let (phone, email, handle) =
        (first(&draft.phone_value), first(&draft.email_value), first(&draft.handle_value));
    let mut more = vec![("phone", &phone), ("email", &email), ("handle", &handle)];
    more.retain(|(_, value)| !value.is_empty());
    let mut address: Vec<String> =
        more.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    address.extend(interaction.map(|id| format!("interaction_id={id}")));
    let guard = Key::of_new_customer(interaction).to_string();
    html! {
        form class="form scroll" id="create" method="post" action="/customers" data-guard=(guard) aria-labelledby="create-h" novalidate
            hx-post=(duplicates::address(None)) hx-trigger="input delay:400ms" hx-target="#duplicates" hx-swap="innerMorph" {
            (csrf(visitor))
            @if let Some(id) = interaction { input type="hidden" name="interaction_id" value=(id); }
            h2 id="create-h" { (locale.t("customer-new")) }
            div class="row" {
                (fields.text(Field { name: "given_name", id: "given-name", label: "form-given-name", value: &draft.given_name, ..Field::default() }))
                (fields.text(Field { name: "family_name", id: "family-name", label: "form-family-name", value: &draft.family_name, ..Field::default() }))
            }
            (fields.text(Field { name: "phone_value", id: "phone-0", label: "form-phone", value: &phone, class: "figures", inputmode: "tel", ..Field::default() }))
            (fields.text(Field { name: "email_value", id: "email-0", label: "form-email", value: &email, inputmode: "email", ..Field::default() }))
            @if !handle.is_empty() {
                (fields.text(Field { name: "handle_value", id: "handle-0", label: "form-handle", value: &handle, ..Field::default() }))
            }
            (fields.text(Field { name: "company", label: "form-company", value: &draft.company, placeholder: "form-company-placeholder", ..Field::default() }))
            (duplicates::place())
            p class="draft-note" data-draft-note hidden {
                (layout::icon_of("icon small", "undo-2")) (locale.t("form-draft-back")) " "
                button type="reset" { (locale.t("form-draft-discard")) }
            }
            div class="foot" {
                button class="button solid" data-key="Ctrl+Enter" {
                    (locale.t("customer-create-open")) " " kbd { (layout::key(locale, "Ctrl")) " ↵" }
                }
                a class="button bare" href={ "/customers/new?" (address.join("&")) } { (icon("plus")) (locale.t("form-more-fields")) }
            }
        }
    }
}
