//! The page that leads to all others of the administration, and the tabs that stand on each of them.

use maud::{Markup, html};

use super::PLACES;
use crate::http::Visitor;
use crate::http::layout::{self, csrf, icon};
use crate::language::Locale;
use crate::words::Role;

const HERE: &str = "/administration";

/// The parts of the administration.
pub fn tabs(locale: &Locale, here: &str) -> Markup {
    let tab = |path: &str, name: &str| {
        html! { a href=(path) aria-current=[(path == here).then_some("page")] { (locale.t(name)) } }
    };
    html! {
        nav class="tabs" aria-label=(locale.t("administration")) {
            (tab(HERE, "administration-all"))
            @for place in PLACES { (tab(place.path, place.name)) }
        }
    }
}

/// The same on a page that others may see as well.
pub fn tabs_for(visitor: &Visitor, here: &str) -> Markup {
    html! { @if visitor.is_at_least(Role::Administrator) { (tabs(&visitor.locale, here)) } }
}

pub fn home(locale: &Locale) -> Markup {
    let title = locale.t("administration");
    let body = html! {
        (tabs(locale, HERE))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            ul class="places" data-list {
                @for place in PLACES {
                    li data-item {
                        a href=(place.path) data-open {
                            (icon(place.icon))
                            span { b { (locale.t(place.name)) } span class="quiet" { (locale.t(place.about)) } }
                        }
                    }
                }
            }
        }
    };
    layout::main("administration", &title, html! {}, body)
}

/// One of a list that administrators put in order: its key, where it is told to move and to go, and the word for that.
pub struct Placed<'a> {
    pub key: &'a str,
    pub path: &'a str,
    pub delete: &'a str,
}

/// A part of such a list: what it is called, the ways to move and delete it, and its form. Without a place it is the form
/// for a new one.
pub fn ordered(
    visitor: &Visitor,
    heading: &str,
    title: &str,
    placed: Option<Placed<'_>>,
    form: &Markup,
) -> Markup {
    let locale = &visitor.locale;
    let send = |path: &str, by: &str, sign: &str, word: &str| {
        html! {
            form method="post" action={ (path) "/position" } {
                (csrf(visitor))
                input type="hidden" name="by" value=(by);
                button class="icon-button" aria-label={ (locale.t(word)) ": " (title) } title=(locale.t(word)) { (icon(sign)) }
            }
        }
    };
    html! {
        section class="ordered-part" aria-labelledby=(heading) {
            div class="ordered-head" {
                h2 id=(heading) { (title) @if let Some(placed) = &placed { " " code class="quiet" { (placed.key) } } }
                @if let Some(Placed { path, delete, .. }) = placed {
                    (send(path, "-1", "arrow-up", "order-up"))
                    (send(path, "1", "arrow-down", "order-down"))
                    form method="post" action={ (path) "/deletion" } {
                        (csrf(visitor))
                        button class="icon-button" aria-label={ (locale.t(delete)) ": " (title) } title=(locale.t(delete)) { (icon("trash-2")) }
                    }
                }
            }
            (form)
        }
    }
}
