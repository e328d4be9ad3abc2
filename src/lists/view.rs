//! Saved lists on the page of customers: the menu that opens them, and what can be done with the open one.

use maud::{Markup, html};

use super::pages::ListForm;
use super::{List, may_share};
use crate::agents::Agent;
use crate::customers::list_pages::Search;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{csrf, icon, icon_of};

/// The lists that this reader may open.
pub fn menu(visitor: &Visitor, search: &Search) -> Markup {
    let locale = &visitor.locale;
    let own = visitor.session.as_ref().map(|session| session.agent.id);
    // Another id for another list: the page that comes does not stand there with its menu open.
    let id = search.list.as_ref().map_or_else(|| "lists".to_owned(), |list| format!("lists-{}", list.id));
    html! {
        details class="menu lists" id=(id) {
            summary class="button" { (icon("list")) (locale.t("lists")) (icon_of("icon small", "chevron-down")) }
            div class="menu-list" {
                @for list in &search.lists {
                    a href=(list.address()) aria-current=[search.list.as_ref().filter(|open| open.id == list.id).map(|_| "true")] {
                        (icon(if list.shared { "users" } else { "list" }))
                        span { (list.name) @if Some(list.agent) != own { " " small class="quiet" { (list.by) } } }
                    }
                }
                @if search.lists.is_empty() { p class="hint" { (locale.t("lists-none")) } }
                @else { hr; a href="/customers" { (icon("users")) span { (locale.t("customers-title")) } } }
            }
        }
    }
}

/// What can be done with what is shown: kept under a name, or, of a saved list, kept anew, renamed and deleted.
pub fn keeping(visitor: &Visitor, search: &Search) -> Markup {
    let Some(session) = &visitor.session else { return html! {} };
    let agent = &session.agent;
    match &search.list {
        Some(list) if list.may_change(agent) => html! {
            @if list.query != search.asked.to_query() { (keep(visitor, search, list)) }
            (rename(visitor, agent, search, list))
            (remove(visitor, list))
        },
        _ if search.asked.members().is_empty() && search.typed.is_none() => html! {},
        _ => new(visitor, agent, search),
    }
}

fn new(visitor: &Visitor, agent: &Agent, search: &Search) -> Markup {
    let locale = &visitor.locale;
    let body = html! {
        form class="small-form" method="post" action="/lists" novalidate {
            (csrf(visitor))
            input type="hidden" name="query" value=(search.asked.to_query());
            (fields(visitor, agent, search, "", false))
            button class="button solid" { (locale.t("list-save-now")) }
        }
    };
    html! {
        details class="menu list-new" id="list-new" open[search.typed.is_some()] {
            summary class="button" { (icon("list-plus")) (locale.t("list-save")) }
            div class="menu-list" { (body) }
        }
    }
}

/// The open list is to be what is shown now.
fn keep(visitor: &Visitor, search: &Search, list: &List) -> Markup {
    html! {
        form method="post" action={ "/lists/" (list.id) } {
            (csrf(visitor))
            input type="hidden" name="version" value=(list.version);
            input type="hidden" name="query" value=(search.asked.to_query());
            button class="button" { (icon("check")) (visitor.locale.t("list-keep")) }
        }
    }
}

fn rename(visitor: &Visitor, agent: &Agent, search: &Search, list: &List) -> Markup {
    let locale = &visitor.locale;
    html! {
        details class="menu list-edit" id={ "list-edit-" (list.version) } open[search.typed.is_some()] {
            summary class="button" { (icon("pencil")) (locale.t("list-rename")) }
            div class="menu-list" {
                form class="small-form" method="post" action={ "/lists/" (list.id) } novalidate {
                    (csrf(visitor))
                    input type="hidden" name="version" value=(list.version);
                    (fields(visitor, agent, search, &list.name, list.shared))
                    button class="button solid" { (locale.t("list-save-now")) }
                }
            }
        }
    }
}

/// Asks before it does: a deleted list cannot come back.
fn remove(visitor: &Visitor, list: &List) -> Markup {
    let locale = &visitor.locale;
    html! {
        details class="menu list-deletion" id="list-deletion" {
            summary class="button" { (icon("trash-2")) (locale.t("list-delete")) }
            div class="menu-list" {
                p class="hint" { (locale.t(if list.shared { "list-delete-shared-warning" } else { "list-delete-warning" })) }
                form method="post" action={ "/lists/" (list.id) "/deletion" } {
                    (csrf(visitor))
                    input type="hidden" name="version" value=(list.version);
                    button { (icon("trash-2")) (locale.t("list-delete-now")) }
                }
            }
        }
    }
}

/// Name, and for those who may share it with whom.
fn fields(visitor: &Visitor, agent: &Agent, search: &Search, name: &str, shared: bool) -> Markup {
    let locale = &visitor.locale;
    let (typed, faults) = match &search.typed {
        Some((typed, faults)) => (typed.clone(), faults.clone()),
        None => (ListForm { name: Some(name.to_owned()), shared, ..ListForm::default() }, Faults::default()),
    };
    let fields = Fields::new(locale, &faults);
    let name = Field {
        name: "name",
        id: "list-name",
        label: "list-name",
        value: typed.name.as_deref().unwrap_or_default(),
        required: true,
        ..Field::default()
    };
    let name = fields.text(name);
    html! {
        (fields.rest())
        (name)
        @if may_share(agent) || shared {
            label class="check" {
                input type="checkbox" name="shared" value="true" checked[typed.shared];
                span { (locale.t("list-shared")) }
            }
        }
    }
}
