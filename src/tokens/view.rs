//! The page of API tokens.

use maud::{Markup, html};

use super::Token;
use super::pages::TokenForm;
use crate::administration::view::tabs;
use crate::agents::view::secret;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf, icon, icon_of, when};
use crate::words::Role;

pub fn list(
    visitor: &Visitor,
    tokens: &[Token],
    typed: &TokenForm,
    faults: &Faults,
    made: Option<(&str, &str)>,
) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("tokens-title");
    let body = html! {
        (tabs(locale, "/tokens"))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { (locale.t("tokens-lead")) }
            @if let Some((name, text)) = made {
                section id="token-made" {
                    h2 { (locale.with("token-made", &[("name", name.into())])) }
                    (secret(locale, "token-text", text))
                }
            }
            section id="token-new" { (form(visitor, typed, faults)) }
            section id="tokens" {
                h2 { (locale.t("tokens-known")) " " span class="count" { (tokens.len()) } }
                @if tokens.is_empty() {
                    p class="quiet" { (locale.t("tokens-none")) }
                } @else {
                    (table(visitor, tokens))
                }
            }
        }
    };
    layout::main("tokens", &title, html! {}, body)
}

fn form(visitor: &Visitor, typed: &TokenForm, faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let roles: Vec<(String, String)> =
        Role::ALL.iter().map(|role| (role.to_string(), locale.t(&format!("role-{role}")))).collect();
    let row = html! {
        div class="row" {
            (fields.text(Field { name: "name", label: "token-name", value: &typed.name, hint: "token-name-hint", required: true, ..Field::default() }))
            (fields.select(Field { name: "role", label: "role", value: &typed.role, hint: "token-role-hint", ..Field::default() }, &roles))
        }
    };
    html! {
        h2 { (locale.t("token-new")) }
        form class="sheet-form" method="post" action="/tokens" novalidate {
            (csrf(visitor))
            (fields.rest())
            (row)
            div class="foot" { button class="button solid" { (icon("key-round")) (locale.t("token-create")) } }
        }
    }
}

fn table(visitor: &Visitor, tokens: &[Token]) -> Markup {
    let locale = &visitor.locale;
    html! {
        table class="table stacks" {
            thead {
                tr {
                    @for key in ["token-name", "role", "token-created", "token-state"] { th scope="col" { (locale.t(key)) } }
                    th scope="col" { span class="sr" { (locale.t("list-actions")) } }
                }
            }
            tbody data-list {
                @for token in tokens {
                    tr class=[token.revoked_at.map(|_| "is-off")] data-item tabindex="0" {
                        th scope="row" { (token.name) }
                        td data-label=(locale.t("role")) { (locale.t(&format!("role-{}", token.role))) }
                        td data-label=(locale.t("token-created")) { (when(locale, token.created_at)) }
                        td data-label=(locale.t("token-state")) {
                            @match token.revoked_at {
                                None => span class="mark success" { (icon_of("icon small", "check")) (locale.t("token-valid")) },
                                Some(at) => span class="mark" { (icon_of("icon small", "ban")) (locale.t("token-revoked")) " " (when(locale, at)) },
                            }
                        }
                        td class="do" { @if token.revoked_at.is_none() { (revoke(visitor, token)) } }
                    }
                }
            }
        }
    }
}

/// Asks before it does: a revoked token cannot come back.
fn revoke(visitor: &Visitor, token: &Token) -> Markup {
    let locale = &visitor.locale;
    html! {
        details class="menu" {
            summary class="button" { (locale.t("token-revoke")) span class="sr" { " " (token.name) } }
            div class="menu-list" {
                p class="hint" { (locale.t("token-revoke-warning")) }
                form method="post" action={ "/tokens/" (token.id) "/revocation" } {
                    (csrf(visitor))
                    button { (icon("ban")) (locale.t("token-revoke-now")) }
                }
            }
        }
    }
}
