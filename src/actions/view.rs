//! What stands of acts on the card: the menu, what was done, and the choice of an owner.

use maud::{Markup, html};

use super::{Done, What};
use crate::agents::Agent;
use crate::blocklist;
use crate::card::Card;
use crate::customers::Customer;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf, icon};
use crate::language::Locale;
use crate::merges::pages::BenchQuery;
use crate::teams::features::Feature;
use crate::words::Role;

/// The menu in the head of the card. `at`: the page that it stands on.
pub fn menu(visitor: &Visitor, card: &Card, at: &str) -> Markup {
    let (locale, customer) = (&visitor.locale, &card.customer);
    let path = format!("/customers/{}", customer.id);
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("at", at).finish();
    let free = customer.identifiers.iter().any(|one| {
        let same = |block: &blocklist::Block| {
            block.identifier.kind == one.identifier.kind && block.identifier.value == one.identifier.value
        };
        !card.blocks.iter().any(same)
    });
    let (vip, vip_words) = if customer.vip { ("", "vip-unmark") } else { ("1", "vip-mark") };
    html! {
        details class="menu actions" id="actions" {
            summary class="icon-button" data-key="." aria-label=(locale.t("actions-menu")) title=(locale.t("actions-menu")) { (icon("ellipsis")) }
            div class="menu-list" {
                @if visitor.may(Feature::ActionsVip) { (toggle(visitor, &format!("{path}/vip"), at, vip, "crown", vip_words)) }
                @if visitor.may(Feature::ActionsOwner) {
                    a href={ (path) "/owner?" (query) } data-sheet { (icon("user-check")) (locale.t("owner-set")) }
                }
                @if card.edits {
                    a href={ (path) "/avatar/edit?" (query) } data-sheet { (icon("camera")) (locale.t("avatar-set")) }
                }
                @if visitor.may(Feature::ActionsBlock) {
                    @if free {
                        a href=(blocklist::view::address(None, Some(customer.id), at)) data-sheet { (icon("ban")) (locale.t("block-one")) }
                    }
                    @for block in &card.blocks { (blocklist::view::unblock(visitor, block, at, "")) }
                }
                @if visitor.may(Feature::ActionsMerge) && !customer.restricted {
                    a href=(BenchQuery::of(customer.id, &[]).then(at).address()) data-key="M" { (icon("git-merge")) (locale.t("merge-menu")) }
                    @if visitor.may(Feature::CustomersAdd) {
                        a href={ (path) "/split" } data-split { (icon("split")) (locale.t("split-menu")) }
                    }
                }
                hr;
                button type="button" class="by-script" data-copy-link=(path) data-copied=(locale.t("link-copied")) { (icon("link")) (locale.t("link-copy")) }
                a href=(path) target="_blank" rel="noopener" { (icon("external-link")) (locale.t("open-in-tab")) }
                button type="button" class="by-script" data-print { (icon("printer")) (locale.t("print")) }
                @if visitor.may(Feature::ActionsHide) || visitor.may(Feature::ActionsDelete) { hr; }
                @if visitor.may(Feature::ActionsHide) { (hiding(visitor, customer, at)) }
                @if visitor.may(Feature::ActionsDelete) {
                    a class="danger" href={ (path) "/deletion?" (query) } data-sheet { (icon("trash-2")) (locale.t("customer-delete")) }
                }
                @if visitor.is_at_least(Role::Supervisor) {
                    a class="danger" href={ (path) "/erasure" } { (icon("eraser")) (locale.t("erasure-title")) }
                }
            }
        }
    }
}

fn hiding(visitor: &Visitor, customer: &Customer, at: &str) -> Markup {
    let path = format!("/customers/{}/hiding", customer.id);
    let (on, sign, words) =
        if customer.hidden { ("", "eye", "customer-show") } else { ("1", "eye-off", "customer-hide") };
    toggle(visitor, &path, at, on, sign, words)
}

/// A form of one button. `on`: what it sets; empty: it is not so any more.
fn toggle(visitor: &Visitor, path: &str, at: &str, on: &str, sign: &str, words: &str) -> Markup {
    html! {
        form method="post" action=(path) {
            (csrf(visitor))
            input type="hidden" name="on" value=(on);
            input type="hidden" name="at" value=(at);
            button { (icon(sign)) (visitor.locale.t(words)) }
        }
    }
}

/// What was done, with the way back: a toast, or a line where no scripts run.
pub fn told(visitor: &Visitor, done: &Done) -> Markup {
    let locale = &visitor.locale;
    let (what, card) = match &done.what {
        What::This => (String::new(), ""),
        What::Customer(name) => (name.clone(), ""),
        What::Merge(merged, kept) => (merged.clone(), kept.as_str()),
        What::Identifier(identifier) => (locale.identifier(identifier), ""),
    };
    let form = html! {
        span { (locale.with(done.said, &[("what", (&what).into()), ("card", card.into())])) }
        @if done.undoable {
            form method="post" action={ "/changes/" (done.change) "/reversion" } {
                (csrf(visitor))
                input type="hidden" name="at" value=(done.at);
                button class="toast-do" data-key="z" { (locale.t("undo")) " " kbd { "z" } }
            }
        }
    };
    html! {
        template data-toast { (icon("check")) (form) }
        noscript { div class="strip info" role="status" { (icon("check")) (form) } }
    }
}

/// That no search finds them, with the way to change that.
pub fn hidden(visitor: &Visitor, customer: &Customer, at: &str) -> Markup {
    let locale = &visitor.locale;
    html! {
        @if customer.hidden {
            div class="is-hidden" {
                (icon("eye-off"))
                p { b { (locale.t("customer-hidden")) } " " (locale.t("customer-hidden-more")) }
                @if visitor.may(Feature::ActionsHide) { (hiding(visitor, customer, at)) }
            }
        }
    }
}

pub fn owner_title(locale: &Locale, customer: &Customer) -> String {
    locale.with("owner-of", &[("name", (&customer.name).into())])
}

pub fn owner(visitor: &Visitor, customer: &Customer, agents: &[Agent], faults: &Faults, at: &str) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let mut options = vec![(String::new(), locale.t("form-owner-none"))];
    options.extend(agents.iter().map(|agent| (agent.login.clone(), agent.name.clone())));
    let owner = customer.owner.as_ref().map(|owner| (owner.login.clone(), owner.name.clone()));
    options.extend(owner.clone().filter(|owner| !options.contains(owner)));
    let value = owner.map(|(login, _)| login).unwrap_or_default();
    let choice = fields.select(
        Field {
            name: "owner",
            id: "act-owner",
            label: "form-owner",
            value: &value,
            hint: "form-owner-hint",
            autofocus: true,
            ..Field::default()
        },
        &options,
    );
    html! {
        form class="sheet-form" method="post" action={ "/customers/" (customer.id) "/owner" } novalidate {
            (csrf(visitor))
            input type="hidden" name="at" value=(at);
            (fields.rest())
            (choice)
            div class="foot" {
                button class="button solid" data-key="Ctrl+Enter" { (locale.t("form-save")) }
                a class="button bare" href=(at) { (locale.t("form-cancel")) }
            }
        }
    }
}

/// A form on a page of its own.
pub fn page(title: &str, form: &Markup) -> Markup {
    let body =
        html! { div class="page-body scroll" tabindex="0" role="region" aria-label=(title) { (form) } };
    layout::main("act", title, html! {}, body)
}
