//! The page that leads to all others of the administration, and the tabs that stand on each of them.

use maud::{Markup, html};

use super::PLACES;
use crate::http::Visitor;
use crate::http::layout::{self, icon};
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
