//! Imports, for administrators: upload, mapping, trial, progress, report, undo.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{Multipart, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use exchange::Rejections;
use maud::Markup;
use serde::Deserialize;

use super::reading::{self, Looked};
use super::{Import, Problem, State as Progress, store, undo, upload, view, work};
use crate::agents::pages::frame;
use crate::app::App;
use crate::duplicates::pairs;
use crate::error::{AppError, AppResult};
use crate::http::fields::Faults;
use crate::http::paging::{Cursor, Page};
use crate::http::{Form, Id, Query, Visitor};
use crate::id::ImportId;

/// Rejected records and left out values that the page shows; the file holds all.
const SHOWN: i64 = 50;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListQuery {
    after: Option<String>,
}

pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<ListQuery>,
) -> AppResult<Markup> {
    list_page(&app, &visitor, query.after.as_deref(), &Faults::default()).await
}

async fn list_page(app: &App, visitor: &Visitor, after: Option<&str>, faults: &Faults) -> AppResult<Markup> {
    let page = Page::read(Some(50), after, 50, true)?;
    let part = page.clone();
    let found = app.read(move |tx| Ok(store::list(tx, &part)?)).await?;
    let listed = page.list(found, |import| Cursor::new(import.created_at, import.id.0));
    let title = visitor.locale.t("imports-title");
    Ok(frame(app, visitor, "/imports", &title, view::list(visitor, &listed, faults)).await)
}

/// Takes a file and looks at it.
pub async fn create(State(app): State<App>, visitor: Visitor, form: Multipart) -> AppResult<Response> {
    let author = visitor.author()?;
    let id = ImportId::new(author.at);
    let taken = match upload::take(form, &work::folder(&app), id).await {
        Ok(taken) => taken,
        Err(error) => return refused(&app, &visitor, error).await,
    };
    let looked = reading::look_and_remember(&app.db, taken.path.clone(), plain(&app), app.home).await?;
    let looked = match looked {
        Ok(looked) => looked,
        Err(problem) => {
            work::remove(&taken.path)?;
            return Ok(broken(&app, &visitor, &taken.name, &problem).await);
        }
    };
    let import = Import {
        id,
        stored: Some(taken.stored),
        state: Progress::Draft,
        ..Import::new(&taken.name, &looked, &author)
    };
    app.write(move |tx| Ok(store::insert(tx, &author, &import)?)).await?;
    Ok(Redirect::to(&format!("/imports/{id}")).into_response())
}

/// Nothing said of a file yet.
fn plain(app: &App) -> reading::Options {
    reading::Options { zone: Some(app.config.time_zone.clone()), ..reading::Options::default() }
}

async fn refused(app: &App, visitor: &Visitor, error: AppError) -> AppResult<Response> {
    let status = error.status();
    let faults = Faults::of(error)?;
    Ok((status, list_page(app, visitor, None, &faults).await?).into_response())
}

/// A file that cannot be read at all.
async fn broken(app: &App, visitor: &Visitor, name: &str, problem: &Problem) -> Response {
    let title = visitor.locale.t("import-broken");
    let page = frame(app, visitor, "/imports", &title, view::broken(visitor, name, problem)).await;
    (axum::http::StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<ImportId>) -> AppResult<Markup> {
    let import = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
    show_page(&app, &visitor, &import).await
}

async fn show_page(app: &App, visitor: &Visitor, import: &Import) -> AppResult<Markup> {
    let id = import.id;
    let is_over = import.state == Progress::Done;
    let (told, found) = app
        .read(move |tx| {
            let told = (store::problems(tx, id, true, 0, SHOWN)?, store::problems(tx, id, false, 0, SHOWN)?);
            let filter = pairs::Filter { import: Some(id), ..pairs::Filter::default() };
            let found =
                is_over.then(|| AppResult::Ok((pairs::count(tx, &filter)?, pairs::count_changes(tx)?)));
            Ok((told, found.transpose()?))
        })
        .await?;
    let looked = match (import.state, work::path(app, import)) {
        (Progress::Draft, Some(path)) => {
            let (options, home) = (import.options.clone(), app.home);
            let looked = tokio::task::spawn_blocking(move || reading::glance(&path, options, home)).await;
            Some(looked.map_err(AppError::internal)?)
        }
        _ => None,
    };
    let main = match &looked {
        Some(Ok(looked)) => view::draft(visitor, import, looked, &told),
        Some(Err(problem)) => view::broken(visitor, &import.name, problem),
        None => view::show(visitor, import, &told, found),
    };
    Ok(frame(app, visitor, &format!("/imports/{id}"), &import.name, main).await)
}

/// The part of the page that changes while an import runs.
pub async fn progress(State(app): State<App>, visitor: Visitor, Id(id): Id<ImportId>) -> AppResult<Markup> {
    let import = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
    Ok(view::look_again(&visitor, &import))
}

/// What columns hold, and what to do next.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DraftForm {
    /// Headings and fields, in the same order.
    column: Vec<String>,
    field: Vec<String>,
    key: Vec<String>,
    encoding: String,
    delimiter: String,
    /// `look`, `try` or `import`.
    then: String,
}

impl DraftForm {
    /// What was said otherwise than the headings suggest.
    fn options(&self, suggested: &Looked) -> reading::Options {
        let text = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let mut columns = BTreeMap::new();
        for (index, column) in self.column.iter().enumerate() {
            let said = match self.field.get(index).map(String::as_str) {
                None | Some("") => None,
                Some("field") => {
                    let key = self.key.get(index).and_then(|key| text(key)).unwrap_or_else(|| column.clone());
                    Some(format!("field.{}", super::record::field_key(&key)))
                }
                Some(field) => Some(field.to_owned()),
            };
            let known = suggested.columns.iter().find(|known| known.name == *column);
            if known.is_some_and(|known| known.field != said) {
                columns.insert(column.clone(), said);
            }
        }
        let delimiter = match self.delimiter.as_str() {
            "tab" => Some('\t'),
            other => other.chars().next(),
        };
        reading::Options {
            kind: suggested.options.kind,
            zone: suggested.options.zone.clone(),
            columns,
            encoding: text(&self.encoding),
            delimiter,
            format: suggested.options.format.clone(),
            headings: Vec::new(),
        }
    }
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<ImportId>,
    Form(typed): Form<DraftForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let import = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
    let (Progress::Draft, Some(path)) = (import.state, work::path(&app, &import)) else {
        return Err(AppError::conflict("", "conflict-import-begun"));
    };
    let (home, plain) = (app.home, plain(&app));
    let looked = tokio::task::spawn_blocking(move || {
        // What the headings suggest in this encoding, and then what was said over it.
        let plain = reading::Options {
            encoding: (!typed.encoding.is_empty()).then(|| typed.encoding.clone()),
            ..plain
        };
        let suggested = reading::glance(&path, plain, home)?;
        reading::look(&path, typed.options(&suggested), home, &[]).map(|looked| (looked, typed.then))
    });
    let (looked, then) = match looked.await.map_err(AppError::internal)? {
        Ok(looked) => looked,
        Err(problem) => return Ok(broken(&app, &visitor, &import.name, &problem).await),
    };
    let state = match then.as_str() {
        "try" => Progress::Checking,
        "import" => Progress::Waiting,
        _ => Progress::Draft,
    };
    app.write(move |tx| {
        store::set_options(tx, id, &looked.options, &looked.fingerprint)?;
        store::reset(tx, id, state)?;
        if state == Progress::Waiting {
            reading::remember(tx, &looked.options, author.at)?;
        }
        Ok(())
    })
    .await?;
    app.imports.notify_one();
    Ok(Redirect::to(&format!("/imports/{id}")).into_response())
}

/// Forgets a file that was not imported.
pub async fn delete(State(app): State<App>, Id(id): Id<ImportId>) -> AppResult<Redirect> {
    let import = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
    if !matches!(import.state, Progress::Draft | Progress::Checking) {
        return Err(AppError::conflict("", "conflict-import-begun"));
    }
    app.write(move |tx| Ok(store::delete(tx, id)?)).await?;
    if let Some(path) = work::path(&app, &import) {
        work::remove(&path)?;
    }
    Ok(Redirect::to("/imports"))
}

pub async fn undo(State(app): State<App>, visitor: Visitor, Id(id): Id<ImportId>) -> AppResult<Redirect> {
    let author = visitor.author()?;
    app.write(move |tx| undo::begin(tx, &author, id)).await?;
    app.imports.notify_one();
    Ok(Redirect::to(&format!("/imports/{id}")))
}

/// The rejected records as a file, to be mended and imported again.
pub async fn rejected(State(app): State<App>, visitor: Visitor, Id(id): Id<ImportId>) -> AppResult<Response> {
    let import = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
    let mut file = Rejections::new(Vec::new(), &import.options.headings).map_err(AppError::internal)?;
    let mut after = 0;
    loop {
        let told = app.read(move |tx| Ok(store::problems(tx, id, true, after, 1_000)?)).await?;
        let Some(last) = told.last() else { break };
        after = last.number;
        for one in &told {
            let reasons: Vec<String> =
                one.complaints.iter().map(|complaint| complaint.text(&visitor.locale)).collect();
            file.write(one.line, &reasons.join(" "), one.cells.iter().map(String::as_str))
                .map_err(AppError::internal)?;
        }
    }
    let bytes = file.finish().map_err(AppError::internal)?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"rejected.csv\""),
    ];
    Ok((headers, Body::from(bytes)).into_response())
}
