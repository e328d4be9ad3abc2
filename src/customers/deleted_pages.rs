//! Deleting a customer from the card, and those who can be taken back.

use axum::extract::State;
use axum::response::Redirect;
use maud::{Markup, html};
use serde::Deserialize;

use super::kept::{self, Deleted};
use super::{Customer, Kind, deletion, store};
use crate::accesses;
use crate::actions::pages::ActForm;
use crate::actions::{self, Done, view};
use crate::agents::pages::frame;
use crate::app::App;
use crate::error::AppResult;
use crate::http::layout::{self, avatar, csrf, icon, when};
use crate::http::paging::{Listed, Page};
use crate::http::{Id, Part, Query, Visitor};
use crate::id::{ChangeId, CustomerId};
use crate::teams::features::Feature;

/// What part of the list, and what was just done.
#[derive(Deserialize)]
pub struct ListQuery {
    after: Option<String>,
    done: Option<ChangeId>,
}

/// Who was deleted and can be taken back.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<ListQuery>,
) -> AppResult<Markup> {
    let reader = visitor.author()?;
    reader.needs(Feature::ActionsDelete)?;
    let page = Page::read(Some(100), query.after.as_deref(), 100, true)?;
    let (listed, done) = app
        .read(move |tx| {
            let listed = page.list(kept::list(tx, reader.at.plus(-deletion::UNDO), &page)?, kept::cursor);
            Ok((listed, Done::find(tx, &reader, query.done, "/customers/deleted")?))
        })
        .await?;
    let title = visitor.locale.t("deleted-title");
    Ok(frame(&app, &visitor, "/customers/deleted", &title, shown(&visitor, &title, &listed, done.as_ref()))
        .await)
}

fn shown(visitor: &Visitor, title: &str, listed: &Listed<Deleted>, done: Option<&Done>) -> Markup {
    let locale = &visitor.locale;
    let body = html! {
        div class="page-body flush scroll" tabindex="0" role="region" aria-label=(title) {
            @if let Some(done) = done { (view::told(visitor, done)) }
            @if listed.items.is_empty() {
                div class="empty" { (icon("trash-2")) h2 { (locale.t("deleted-none")) } p { (locale.t("deleted-lead")) } }
            } @else {
                p class="strip info" { (icon("undo-2")) span { (locale.t("deleted-lead")) } }
                table class="table stacks" {
                    thead {
                        tr {
                            @for key in ["deleted-who", "deleted-by", "deleted-at"] { th scope="col" { (locale.t(key)) } }
                            th scope="col" { span class="sr" { (locale.t("list-actions")) } }
                        }
                    }
                    tbody data-list { @for one in &listed.items { (row(visitor, one)) } }
                }
            }
            @if let Some(next) = &listed.next { p class="more" { a class="button" href={ "/customers/deleted?after=" (next) } { (locale.t("list-more")) } } }
        }
    };
    layout::main("deleted", title, html! {}, body)
}

fn row(visitor: &Visitor, one: &Deleted) -> Markup {
    let locale = &visitor.locale;
    let what = locale.with("deleted-restore-what", &[("name", (&one.name).into())]);
    html! {
        tr data-item tabindex="0" {
            th scope="row" { (avatar(&one.name, one.id.0, if one.kind == Kind::Company { "company" } else { "" })) (one.name) }
            td data-label=(locale.t("deleted-by")) { (one.by) }
            td data-label=(locale.t("deleted-at")) { (when(locale, one.at)) }
            td class="do" {
                form method="post" action={ "/customers/" (one.id) "/restoration" } {
                    (csrf(visitor))
                    button class="button" aria-label=(what) { (icon("undo-2")) (locale.t("deleted-restore")) }
                }
            }
        }
    }
}

/// Asks before it is done: in a dialog for scripts, else a page.
pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<CustomerId>,
    Query(form): Query<ActForm>,
) -> AppResult<Markup> {
    visitor.author()?.needs(Feature::ActionsDelete)?;
    let customer = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
    accesses::opened(&app, &visitor, id, None).await?;
    let (title, at) =
        (visitor.locale.with("customer-delete-what", &[("name", (&customer.name).into())]), form.back(id));
    let body = confirmation(&visitor, &customer, &at);
    if part.is_any() {
        return Ok(layout::sheet(&visitor.locale, &title, &body));
    }
    Ok(frame(&app, &visitor, &at, &title, view::page(&title, &body)).await)
}

fn confirmation(visitor: &Visitor, customer: &Customer, at: &str) -> Markup {
    let locale = &visitor.locale;
    let more =
        if customer.kind == Kind::Company { "customer-delete-company" } else { "customer-delete-more" };
    html! {
        form class="sheet-form" method="post" action={ "/customers/" (customer.id) "/deletion" } {
            (csrf(visitor))
            p { (locale.t(more)) }
            p class="quiet" { (locale.t("deleted-lead")) }
            div class="foot" {
                button class="button solid danger" autofocus { (icon("trash-2")) (locale.t("customer-delete-now")) }
                a class="button bare" href=(at) { (locale.t("form-cancel")) }
            }
        }
    }
}

/// Deletes whichever version: the question named the customer, not what stands on the card.
pub async fn create(State(app): State<App>, visitor: Visitor, Id(id): Id<CustomerId>) -> AppResult<Redirect> {
    let author = visitor.author()?;
    let done = app
        .write(move |tx| {
            let version = store::get(tx, id)?.version;
            deletion::delete(tx, &author, id, version)?;
            actions::last(tx, "customer", id.0)
        })
        .await?;
    Ok(Redirect::to(&actions::address("/customers/deleted", done)))
}

/// Takes a deletion back, and goes to the card.
pub async fn restore(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    app.write(move |tx| deletion::restore(tx, &author, id)).await?;
    Ok(Redirect::to(&format!("/customers/{id}")))
}
