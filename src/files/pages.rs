//! Files on the card: the list, and what is done with it. Scripts get the list anew; without them the card comes back.

use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::{File, Total, UNDO, download, store, upload, view};
use crate::accesses;
use crate::actions::{self, Done};
use crate::app::App;
use crate::author::Author;
use crate::card::view::tabs::{self, Tab};
use crate::changes;
use crate::error::{AppError, AppResult};
use crate::http::layout;
use crate::http::paging::{Listed, Page};
use crate::http::{Form, Id, Part, Query, Visitor, problems};
use crate::id::{CustomerId, FileId, InteractionId};
use crate::teams::features::{Feature, Off};

/// Files on one page.
const SOME: i64 = 50;
/// Deleted ones that stand below it.
const DELETED: i64 = 20;

/// What part of the list, and beside which contact it stands.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ListQuery {
    pub after: Option<String>,
    pub interaction: Option<InteractionId>,
}

/// What the tab shows.
#[derive(Clone, Debug)]
pub struct Shown {
    pub customer: CustomerId,
    pub query: ListQuery,
    pub list: Listed<File>,
    pub total: Total,
    /// Deleted ones that can be taken back.
    pub deleted: Vec<File>,
    /// Megabytes of a file.
    pub largest_mb: i64,
    /// What the reader may not do.
    pub off: Off,
}

impl Shown {
    pub fn read(
        tx: &mut db::Tx<'_>,
        app: &App,
        reader: &Author,
        customer: CustomerId,
        query: ListQuery,
    ) -> AppResult<Shown> {
        reader.needs(Feature::FilesSee)?;
        let page = Page::read(Some(SOME), query.after.as_deref(), SOME, true)?;
        let list = page.list(store::list(tx, customer, None, &page)?, store::cursor);
        let deleted = store::list(tx, customer, Some(reader.at.plus(-UNDO)), &Page::first(DELETED))?;
        let total = store::total(tx, customer)?;
        let off = reader.off.clone();
        Ok(Shown { customer, query, list, total, deleted, largest_mb: app.config.file_mb, off })
    }
}

/// The card with its files open.
pub fn address(customer: CustomerId, interaction: Option<InteractionId>) -> String {
    tabs::address(customer, interaction, Tab::Files)
}

async fn shown(app: &App, visitor: &Visitor, customer: CustomerId, query: ListQuery) -> AppResult<Shown> {
    let (shared, reader) = (app.clone(), visitor.author()?);
    app.read(move |tx| {
        crate::customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
        Shown::read(tx, &shared, &reader, customer, query)
    })
    .await
}

pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(customer): Id<CustomerId>,
    Query(query): Query<ListQuery>,
) -> AppResult<Response> {
    if !part.is_any() {
        return Ok(Redirect::to(&address(customer, query.interaction)).into_response());
    }
    accesses::opened(&app, &visitor, customer, query.interaction).await?;
    let shown = shown(&app, &visitor, customer, query).await?;
    Ok(view::list(&visitor, &shown, &html! {}).into_response())
}

/// Takes files. A script that sent one is told in a line why it was refused.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(customer): Id<CustomerId>,
    Query(query): Query<ListQuery>,
    mut form: Multipart,
) -> AppResult<Response> {
    let (author, shared) = (visitor.author()?, app.clone());
    let taken =
        upload::to_the_end(
            async move { upload::take_form(&shared, &author, customer, None, &mut form).await },
        );
    match taken.await {
        Err(error) if part.is_any() => {
            Ok((error.status(), problems::line(&visitor.locale, &error)).into_response())
        }
        Err(error) => Err(error),
        Ok(_) if part.is_any() => {
            let shown = shown(&app, &visitor, customer, query).await?;
            Ok((StatusCode::CREATED, view::list(&visitor, &shown, &html! {})).into_response())
        }
        Ok(_) => Ok(Redirect::to(&address(customer, query.interaction)).into_response()),
    }
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FileId>,
    headers: HeaderMap,
) -> AppResult<Response> {
    let reader = visitor.author()?;
    let file = app.read(move |tx| super::get(tx, &reader, id)).await?;
    accesses::opened(&app, &visitor, file.customer_id, None).await?;
    download::attachment(&app, file.outgoing(), &headers).await
}

pub async fn preview(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FileId>,
    headers: HeaderMap,
) -> AppResult<Response> {
    let reader = visitor.author()?;
    let file = app.read(move |tx| super::get(tx, &reader, id)).await?;
    accesses::opened(&app, &visitor, file.customer_id, None).await?;
    download::inline(&app, file.outgoing(), &headers).await
}

/// What is told of a file.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct FileForm {
    name: String,
    version: i64,
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<FileId>,
    Query(query): Query<ListQuery>,
    Form(typed): Form<FileForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let reader = author.clone();
    let done = app.write(move |tx| {
        let file = super::rename(tx, &author, id, typed.version, &typed.name)?;
        Ok((changes::store::last_of(tx, "file", id.0)?, file))
    });
    let (last, done) = match done.await {
        Ok((last, file)) => (last.filter(|_| file.version != typed.version), Ok(file)),
        Err(error) => (None, Err(error)),
    };
    let interaction = query.interaction;
    let told = |file: &File| {
        let at = address(file.customer_id, interaction);
        let done = last.and_then(|last| Done::of(&last.change, &reader, &at));
        html! { @if let Some(done) = done { (actions::view::told(&visitor, &done)) } }
    };
    answer(&app, &visitor, &part, id, query, done, told).await
}

pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<FileId>,
    Query(query): Query<ListQuery>,
    Form(typed): Form<FileForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let done = app.write(move |tx| super::delete(tx, &author, id, typed.version)).await;
    let asked = query.clone();
    answer(&app, &visitor, &part, id, query, done, |file| view::undo(&visitor, file, &asked)).await
}

pub async fn restore(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<FileId>,
    Query(query): Query<ListQuery>,
) -> AppResult<Response> {
    let (author, largest) = (visitor.author()?, upload::largest(&app));
    let done = app.write(move |tx| super::restore(tx, &author, largest, id)).await;
    let told =
        |file: &File| layout::toast(&visitor.locale.with("file-restored", &[("name", (&file.name).into())]));
    answer(&app, &visitor, &part, id, query, done, told).await
}

/// The list as it is now, with a word on what was done or why not.
async fn answer(
    app: &App,
    visitor: &Visitor,
    part: &Part,
    id: FileId,
    query: ListQuery,
    done: AppResult<File>,
    told: impl FnOnce(&File) -> Markup,
) -> AppResult<Response> {
    let (status, customer, word) = match done {
        Ok(file) if !part.is_any() => {
            return Ok(Redirect::to(&address(file.customer_id, query.interaction)).into_response());
        }
        Ok(file) => (StatusCode::OK, file.customer_id, told(&file)),
        Err(error) if part.is_any() => {
            // Whose list it is, the file tells also when it was deleted by somebody else.
            let file = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
            let word = layout::failed(&problems::line(&visitor.locale, &error));
            (error.status(), file.customer_id, word)
        }
        Err(error) => return Err(error),
    };
    let shown = shown(app, visitor, customer, query).await?;
    Ok((status, view::list(visitor, &shown, &word)).into_response())
}
