//! Nobody is there: what comes next, and what to press meanwhile.

use maud::{Markup, html};

use crate::http::Visitor;
use crate::http::layout::{icon, key};
use crate::words::Role;

/// The page between two contacts; `empty`: nothing has been set up yet.
pub fn main(visitor: &Visitor, empty: bool) -> Markup {
    let locale = &visitor.locale;
    let administers =
        visitor.session.as_ref().is_some_and(|session| session.agent.role >= Role::Administrator);
    let hints: [(&str, &[&str]); 4] = [
        ("palette", &["Ctrl", "K"]),
        ("search-customers", &["/"]),
        ("keys-waiting", &["F2"]),
        ("keys-this", &["?"]),
    ];
    html! {
        main id="main" class="scroll" tabindex="0" data-page="home" aria-label=(locale.t("home")) {
            div class="first" {
                h1 { (locale.t("home-title")) }
                p class="lead" { (locale.t("home-lead")) }
                dl class="hints" {
                    @for (words, keys) in hints {
                        div { dt { (locale.t(words)) } dd { @for one in keys { kbd { (key(locale, one)) } " " } } }
                    }
                }
                @if administers && empty {
                    h2 { (locale.t("first-run")) }
                    ol class="tour" {
                        (step(1, &locale.t("first-run-customer"), &locale.t("first-run-customer-more"), "/customers/new", "user-plus", &locale.t("new-customer")))
                        (step(2, &locale.t("first-run-token"), &locale.t("first-run-token-more"), "/tokens", "key-round", &locale.t("tokens")))
                        (step(3, &locale.t("first-run-people"), &locale.t("first-run-people-more"), "/agents", "users", &locale.t("people")))
                    }
                }
            }
        }
    }
}

fn step(number: u8, title: &str, more: &str, path: &str, sign: &str, act: &str) -> Markup {
    html! {
        li {
            span class="nr" { (number) }
            div { b { (title) } p { (more) } }
            a class="button" href=(path) { (icon(sign)) (act) }
        }
    }
}
