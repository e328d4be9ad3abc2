//! The list of promises: what is asked for above, the rows below.

use maud::{Markup, html};

use super::list_pages::Shown;
use super::view::row;
use crate::actions;
use crate::http::Visitor;
use crate::http::layout::{self, icon, icon_of};
use crate::id::CustomerId;
use crate::words::Role;

pub fn page(visitor: &Visitor, shown: &Shown) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("promises");
    let body = html! {
        div class="page-body flush scroll" tabindex="0" role="region" aria-label=(title) {
            @if let Some(done) = &shown.done { (actions::view::told(visitor, done)) }
            (filter(visitor, shown))
            (list(visitor, shown))
        }
    };
    layout::main("promises", &title, html! {}, body)
}

/// What changes of the page.
pub fn list(visitor: &Visitor, shown: &Shown) -> Markup {
    let locale = &visitor.locale;
    let here = shown.query.address(&shown.query.after);
    html! {
        div id="promises-list" data-on="kind:promise.changed kind:promise.due" data-refresh=(here) {
            @if shown.list.items.is_empty() {
                div class="empty" { (icon("handshake")) h2 { (locale.t("promises-none")) } p { (locale.t("promises-none-more")) } }
            }
            ul class="promise-list" data-list {
                @for one in &shown.list.items {
                    (row(visitor, one, shown.names.get(&one.customer).map(String::as_str), &here))
                }
            }
            @if let Some(next) = &shown.list.next {
                p class="more" { a class="button" href=(shown.query.address(next)) { (locale.t("list-more")) } }
            }
        }
    }
}

fn filter(visitor: &Visitor, shown: &Shown) -> Markup {
    let (locale, query) = (&visitor.locale, &shown.query);
    let mut whose =
        vec![(String::new(), locale.t("promises-mine")), ("team".to_owned(), locale.t("promises-of-team"))];
    if visitor.is_at_least(Role::Supervisor) {
        whose.push(("all".to_owned(), locale.t("promises-all")));
        whose.push(("none".to_owned(), locale.t("request-nobody")));
        whose.extend(
            shown
                .teams
                .iter()
                .map(|name| (format!("team:{name}"), locale.with("promise-team", &[("name", name.into())]))),
        );
    }
    let states: Vec<(String, String)> = [
        ("", "promise-state-open"),
        ("overdue", "promise-overdue"),
        ("kept", "promise-state-kept"),
        ("withdrawn", "promise-state-withdrawn"),
        ("all", "promises-any"),
    ]
    .into_iter()
    .map(|(key, words)| (key.to_owned(), locale.t(words)))
    .collect();
    let customer: Option<CustomerId> = query.customer.parse().ok();
    html! {
        form class="change-filter promise-filter" id="promises-filter" action="/promises" {
            @match customer.and_then(|id| Some((id, shown.names.get(&id)?))) {
                Some((id, name)) => {
                    input type="hidden" name="customer" value=(id);
                    p { (icon_of("icon small", "user")) a class="link" href={ "/customers/" (id) } { (name) } " " a class="button bare" href="/promises" { (locale.t("promises-of-everybody")) } }
                }
                None => (select("whose", &locale.t("promise-owner"), &query.whose, &whose)),
            }
            (select("state", &locale.t("promise-state"), &query.state, &states))
            button class="button" { (icon_of("icon small", "search")) (locale.t("filter-apply")) }
        }
    }
}

fn select(name: &str, label: &str, value: &str, options: &[(String, String)]) -> Markup {
    html! {
        select class="input" name=(name) id={ "promises-" (name) } aria-label=(label) {
            @for (key, title) in options { option value=(key) selected[key == value] { (title) } }
        }
    }
}
