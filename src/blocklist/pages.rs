//! The blocklist on pages: the list for supervisors, and blocking from a card or from the page of an unknown caller.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::view::{self, Form as FormView, Shown};
use super::{Block, BlockChange, BlockInput, store};
use crate::actions::{self, Done};
use crate::agents::pages::frame;
use crate::app::App;
use crate::check::Check;
use crate::clock::Time;
use crate::customers;
use crate::error::{AppError, AppResult, FieldError};
use crate::http::fields::Faults;
use crate::http::paging::Page;
use crate::http::{Form, Id, Part, Query, Visitor};
use crate::id::{BlockId, ChangeId, CustomerId};
use crate::identifiers::{Identifier, IdentifierKind};
use crate::language::Locale;
use crate::teams::features::Feature;

/// What part of the list, and what was just done to it.
#[derive(Deserialize)]
pub struct ListQuery {
    q: Option<String>,
    after: Option<String>,
    done: Option<ChangeId>,
}

pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<ListQuery>,
) -> AppResult<Markup> {
    let mut check = Check::default();
    let words = check.line("q", query.q.as_deref(), 200).unwrap_or_default();
    check.finish()?;
    let page = Page::read(Some(100), query.after.as_deref(), 100, true)?;
    let (home, reader, asked) = (app.home, visitor.author()?, words.clone());
    let (list, done) = app
        .read(move |tx| {
            let list = super::list(tx, home, &asked, reader.at, &page)?;
            Ok((list, Done::find(tx, &reader, query.done, "/blocklist")?))
        })
        .await?;
    let main = view::list(&visitor, &Shown { list, words, done });
    Ok(frame(&app, &visitor, "/blocklist", &visitor.locale.t("blocklist"), main).await)
}

/// What is to be blocked: one of a customer's identifiers, a given one, or one that is typed; and where one comes from.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    customer: Option<CustomerId>,
    identifier: Option<String>,
    at: Option<String>,
}

/// What was typed of a block.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct BlockForm {
    pub identifier: String,
    pub reason: String,
    /// The last day on which it counts.
    pub until: Option<String>,
    pub version: i64,
    pub customer: Option<CustomerId>,
    pub at: Option<String>,
}

impl BlockForm {
    fn of(block: &Block, locale: &Locale) -> BlockForm {
        BlockForm {
            identifier: to_text(&block.identifier),
            reason: block.reason.clone(),
            until: last_day(block, locale),
            version: block.version,
            ..BlockForm::default()
        }
    }

    /// The moment from which it counts for nothing; of a block that is changed, an end within the typed day stays.
    fn end(&self, locale: &Locale, before: Option<&Block>) -> AppResult<Option<Time>> {
        let Some(day) = self.until.as_deref().map(str::trim).filter(|day| !day.is_empty()) else {
            return Ok(None);
        };
        match before {
            Some(before) if last_day(before, locale).as_deref() == Some(day) => Ok(before.until),
            _ => {
                let end = locale.end_of_day(day).ok_or_else(|| AppError::invalid("until", "invalid-date"))?;
                Ok(Some(end))
            }
        }
    }

    fn input(&self, locale: &Locale) -> AppResult<BlockInput> {
        let (kind, value) = read(&self.identifier);
        let until = self.end(locale, None)?;
        Ok(BlockInput { kind, value: value.to_owned(), reason: self.reason.clone(), until })
    }

    /// Where one came from, unless that is another house.
    fn at(&self) -> &str {
        actions::back(self.at.as_deref()).unwrap_or("/blocklist")
    }
}

fn last_day(block: &Block, locale: &Locale) -> Option<String> {
    Some(locale.day_of(block.until?.plus(-1)))
}

/// As one would type it: a handle begins with `@`.
pub fn to_text(identifier: &Identifier) -> String {
    match identifier.kind {
        IdentifierKind::Handle => format!("@{}", identifier.value),
        IdentifierKind::Phone | IdentifierKind::Email => identifier.value.clone(),
    }
}

/// What kind of identifier was typed.
fn read(text: &str) -> (IdentifierKind, &str) {
    let text = text.trim();
    match text.strip_prefix('@') {
        Some(handle) => (IdentifierKind::Handle, handle),
        None if text.contains('@') => (IdentifierKind::Email, text),
        None => (IdentifierKind::Phone, text),
    }
}

/// The form: in a dialog for scripts, else a page.
pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Query(query): Query<NewQuery>,
) -> AppResult<Markup> {
    visitor.author()?.needs(Feature::ActionsBlock)?;
    let typed = BlockForm {
        identifier: query.identifier.unwrap_or_default(),
        customer: query.customer,
        at: query.at,
        ..BlockForm::default()
    };
    let known = choices(&app, &visitor, &typed).await?;
    let faults = Faults::default();
    let form = FormView { known: &known, block: None, typed: &typed, faults: &faults, back: typed.at() };
    if part.is_any() {
        return Ok(view::sheet(&visitor, &form));
    }
    Ok(page(&app, &visitor, &form).await)
}

async fn page(app: &App, visitor: &Visitor, form: &FormView<'_>) -> Markup {
    frame(app, visitor, form.back, &view::title(visitor, form), view::page(visitor, form)).await
}

/// The identifiers of a customer that are not blocked yet, or the one that was given.
async fn choices(app: &App, visitor: &Visitor, typed: &BlockForm) -> AppResult<Vec<Identifier>> {
    let Some(customer) = typed.customer else {
        let (kind, value) = read(&typed.identifier);
        let given = Identifier::read(kind, value, app.home).ok();
        return Ok(given.map(|one| Identifier { extension: None, ..one }).into_iter().collect());
    };
    let now = visitor.locale.now;
    app.read(move |tx| {
        let mut known: Vec<Identifier> = Vec::new();
        for one in customers::store::get(tx, customer)?.identifiers {
            let one = Identifier { extension: None, ..one.identifier };
            if !known.contains(&one) && store::find_of(tx, &one, now)?.is_none() {
                known.push(one);
            }
        }
        Ok(known)
    })
    .await
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(typed): Form<BlockForm>,
) -> AppResult<Response> {
    let (author, home) = (visitor.author()?, app.home);
    let made = match typed.input(&visitor.locale) {
        Err(error) => Err(error),
        Ok(input) => {
            app.write(move |tx| {
                let block = super::create(tx, &author, home, &input)?;
                actions::last(tx, "block", block.id.0)
            })
            .await
        }
    };
    match made {
        Ok(done) => Ok(Redirect::to(&actions::address(typed.at(), done)).into_response()),
        Err(error) => {
            let known = choices(&app, &visitor, &typed).await?;
            refused(&app, &visitor, error, None, &known, &typed).await
        }
    }
}

/// The page of the form, with what was typed and what is wrong with it.
async fn refused(
    app: &App,
    visitor: &Visitor,
    error: AppError,
    block: Option<&Block>,
    known: &[Identifier],
    typed: &BlockForm,
) -> AppResult<Response> {
    let status = error.status();
    let named = |fault: FieldError| match fault.field.as_str() {
        "value" => FieldError { field: "identifier".to_owned(), ..fault },
        _ => fault,
    };
    let faults = Faults(Faults::of(error)?.0.into_iter().map(named).collect());
    let form = FormView { known, block, typed, faults: &faults, back: typed.at() };
    Ok((status, page(app, visitor, &form).await).into_response())
}

pub async fn edit(State(app): State<App>, visitor: Visitor, Id(id): Id<BlockId>) -> AppResult<Markup> {
    let now = visitor.locale.now;
    let block = app.read(move |tx| super::get(tx, id, now)).await?;
    let (typed, faults) = (BlockForm::of(&block, &visitor.locale), Faults::default());
    let form =
        FormView { known: &[], block: Some(&block), typed: &typed, faults: &faults, back: "/blocklist" };
    Ok(page(&app, &visitor, &form).await)
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<BlockId>,
    Form(typed): Form<BlockForm>,
) -> AppResult<Response> {
    let (author, locale, form) = (visitor.author()?, visitor.locale.clone(), typed.clone());
    let saved = app
        .write(move |tx| {
            let before = super::get(tx, id, author.at)?;
            let until = form.end(&locale, Some(&before))?;
            let input = BlockChange { reason: form.reason.clone(), until };
            super::update(tx, &author, id, form.version, &input)
        })
        .await;
    match saved {
        Ok(_) => Ok(Redirect::to("/blocklist").into_response()),
        Err(error) => {
            let now = visitor.locale.now;
            let block = app.read(move |tx| super::get(tx, id, now)).await?;
            refused(&app, &visitor, error, Some(&block), &[], &typed).await
        }
    }
}

/// Takes it off the list at once; the page that comes offers to take that back.
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<BlockId>,
    Form(typed): Form<BlockForm>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    let done = app
        .write(move |tx| {
            super::delete(tx, &author, id, typed.version)?;
            actions::last(tx, "block", id.0)
        })
        .await?;
    Ok(Redirect::to(&actions::address(typed.at(), done)))
}
