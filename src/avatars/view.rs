//! Faces of customers: the picture over their initials, which stay where it does not come; and the form that gives one.

use maud::{Markup, html};

use super::picture::{LARGEST_MB, SIDE};
use crate::customers::{Customer, Kind};
use crate::http;
use crate::http::Visitor;
use crate::http::fields::{Faults, Fields, described};
use crate::http::layout::{self, csrf, icon};
use crate::id::{AvatarId, CustomerId};
use crate::language::Locale;

/// The face of a customer. `size`: `big`, `mid`, `mini` or nothing.
pub fn face(id: CustomerId, kind: Kind, name: &str, avatar: Option<AvatarId>, size: &str) -> Markup {
    let class = if kind == Kind::Company { format!("{size} company") } else { size.to_owned() };
    let picture = html! {
        @if let Some(avatar) = avatar {
            img src={ "/customers/" (id) "/avatar?v=" (avatar) } alt="" width=(SIDE) height=(SIDE) loading="lazy";
        }
    };
    layout::avatar_under(name, id.0, &class, &picture)
}

/// The same of a customer that was read whole.
pub fn face_of(customer: &Customer, size: &str) -> Markup {
    face(customer.id, customer.kind, &customer.name, customer.avatar, size)
}

pub fn title(locale: &Locale, customer: &Customer) -> String {
    locale.with("avatar-of", &[("name", (&customer.name).into())])
}

/// Picked, dropped on it or pasted; without scripts picked.
pub fn form(visitor: &Visitor, customer: &Customer, faults: &Faults, at: &str) -> Markup {
    let locale = &visitor.locale;
    let path = format!("/customers/{}/avatar", customer.id);
    let fields = Fields::new(locale, faults);
    let wrong = fields.wrong("picture");
    html! {
        div class="avatar-now" {
            (face_of(customer, "huge"))
            @if customer.avatar.is_some() {
                form method="post" action={ (path) "/removal" } {
                    (csrf(visitor))
                    input type="hidden" name="at" value=(at);
                    button class="button" { (icon("trash-2")) (locale.t("avatar-remove")) }
                }
            }
        }
        form class="sheet-form avatar-form" id="avatar-form" method="post" action=(http::address(&path, [("at", at)]))
            enctype="multipart/form-data" data-drop="#avatar-form" data-paste novalidate {
            (csrf(visitor))
            (fields.rest())
            p class="field" {
                label for="picture" { (locale.t("avatar-file")) }
                input class="input" type="file" id="picture" name="picture" accept="image/png,image/jpeg,image/webp" required
                    autofocus[fields.focus(wrong.is_some(), true)] aria-invalid=[wrong.as_ref().map(|_| "true")]
                    aria-describedby=[described("picture", wrong.is_some(), true)];
                span class="hint" id="picture-hint" {
                    (locale.with("avatar-hint", &[("max", LARGEST_MB.into())]))
                    span class="by-script" { " " (locale.t("avatar-hint-script")) }
                }
                (fields.message("picture", wrong.as_deref()))
            }
            div class="foot" {
                button class="button solid" data-key="Ctrl+Enter" { (locale.t("form-save")) }
                a class="button bare" href=(at) { (locale.t("form-cancel")) }
            }
        }
    }
}
