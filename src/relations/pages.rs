//! Relations on the card: a sheet each to add and to change one, for scripts in a dialog, else a page; and all of them.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::view::{self, Sheet};
use super::{Related, Relation, RelationInput};
use crate::accesses;
use crate::actions;
use crate::agents::pages::frame;
use crate::app::App;
use crate::card;
use crate::card::store::Hit;
use crate::customers::{self, Customer};
use crate::error::{AppError, AppResult, FieldError};
use crate::http::fields::Faults;
use crate::http::paging::Page;
use crate::http::{Form, Id, Part, Query, Visitor, layout};
use crate::id::{CustomerId, RelationId};
use crate::teams::features::Feature;

/// Customers that a search offers.
const HITS: i64 = 6;
/// Relations on one page.
const SOME: i64 = 50;

/// A relation as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RelationForm {
    /// Words by which the other is looked for.
    pub q: String,
    pub other_id: String,
    pub kind: String,
    pub note: String,
    pub from: String,
    pub to: String,
    /// The side that reads it so.
    pub of: Option<CustomerId>,
    pub version: i64,
    /// The page one came from.
    pub at: Option<String>,
}

impl RelationForm {
    fn of(relation: &Relation, at: Option<String>) -> RelationForm {
        let input = RelationInput::of(relation);
        RelationForm {
            q: String::new(),
            other_id: input.other_id.to_string(),
            kind: input.kind.to_string(),
            note: input.note.unwrap_or_default(),
            from: input.from.unwrap_or_default(),
            to: input.to.unwrap_or_default(),
            of: Some(relation.customer),
            version: relation.version,
            at,
        }
    }

    fn input(&self) -> AppResult<RelationInput> {
        let (other, kind) = (self.other_id.parse(), self.kind.parse());
        let faults = [
            other.is_err().then(|| FieldError::new("other_id", "invalid-relation-other")),
            kind.is_err().then(|| FieldError::new("kind", "invalid-relation-missing")),
        ];
        let (Ok(other_id), Ok(kind)) = (other, kind) else {
            return Err(AppError::Invalid(faults.into_iter().flatten().collect()));
        };
        let [note, from, to] = [&self.note, &self.from, &self.to].map(|text| Some(text.clone()));
        Ok(RelationInput { other_id, kind, note, from, to })
    }

    /// Where one came from, or the card.
    fn back(&self, side: CustomerId) -> String {
        actions::back(self.at.as_deref()).map_or_else(|| format!("/customers/{side}"), str::to_owned)
    }
}

/// Where a list goes on.
#[derive(Deserialize)]
pub struct ListQuery {
    after: Option<String>,
}

/// All relations of a customer, on a page of their own.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Query(query): Query<ListQuery>,
) -> AppResult<Markup> {
    let reader = visitor.author()?;
    let page = Page::read(Some(SOME), query.after.as_deref(), SOME, true)?;
    let (customer, list) = app
        .read(move |tx| {
            let list = super::list(tx, &reader, customer, &page)?;
            Ok((customers::store::get(tx, customer)?, list))
        })
        .await?;
    accesses::opened(&app, &visitor, customer.id, None).await?;
    let (here, title) = (format!("/customers/{}", customer.id), visitor.locale.t("relations"));
    Ok(frame(&app, &visitor, &here, &title, view::all(&visitor, &customer, &list)?).await)
}

/// Who it may be and what they are; the people found alone for scripts that search.
pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(customer): Id<CustomerId>,
    Query(typed): Query<RelationForm>,
) -> AppResult<Markup> {
    visitor.author()?.needs(Feature::RelationsAdd)?;
    let (customer, hits) = read(&app, customer, &typed).await?;
    accesses::opened(&app, &visitor, customer.id, None).await?;
    if part.is("relation-hits") {
        return Ok(view::hits(&visitor.locale, &hits, &typed));
    }
    let at = typed.back(customer.id);
    let sheet = Sheet { hits: &hits, ..Sheet::new(&visitor, &customer, &typed, &at) };
    Ok(show(&app, &sheet, &part).await)
}

/// The customer, and whom the typed words find but themselves.
async fn read(app: &App, customer: CustomerId, typed: &RelationForm) -> AppResult<(Customer, Vec<Hit>)> {
    let (words, home) = (typed.q.trim().to_owned(), app.home);
    app.read(move |tx| {
        let mut hits = match words.is_empty() {
            true => Vec::new(),
            false => card::store::find(tx, home, &words, HITS)?,
        };
        hits.retain(|hit| hit.id != customer);
        Ok((customers::store::get(tx, customer)?, hits))
    })
    .await
}

/// In a dialog for scripts, else on a page.
async fn show(app: &App, sheet: &Sheet<'_>, part: &Part) -> Markup {
    if part.is_any() {
        return layout::sheet(&sheet.visitor.locale, &sheet.title(), &view::form(sheet));
    }
    page(app, sheet).await
}

async fn page(app: &App, sheet: &Sheet<'_>) -> Markup {
    let title = sheet.title();
    let body = actions::view::page(&title, &view::form(sheet));
    frame(app, sheet.visitor, sheet.at, &title, body).await
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Form(typed): Form<RelationForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let made = match typed.input() {
        Err(error) => Err(error),
        Ok(input) => {
            app.write(move |tx| {
                let relation = super::create(tx, &author, customer, &input)?;
                actions::last(tx, "relation", relation.id.0)
            })
            .await
        }
    };
    let at = typed.back(customer);
    match made {
        Ok(done) => Ok(Redirect::to(&actions::address(&at, done)).into_response()),
        Err(error) => {
            let (status, faults) = (error.status(), Faults::of(error)?);
            let (customer, hits) = read(&app, customer, &typed).await?;
            let sheet = Sheet { hits: &hits, faults, ..Sheet::new(&visitor, &customer, &typed, &at) };
            Ok((status, page(&app, &sheet).await).into_response())
        }
    }
}

/// A relation as one side reads it, with both of them.
async fn find(
    app: &App,
    visitor: &Visitor,
    id: RelationId,
    side: Option<CustomerId>,
) -> AppResult<(Customer, Related)> {
    let reader = visitor.author()?;
    app.read(move |tx| {
        let relation = super::get(tx, &reader, id)?;
        let relation = side.map_or(relation.clone(), |side| relation.seen_from(side));
        let customer = customers::store::get(tx, relation.customer)?;
        Ok((customer, super::related(tx, &reader, &relation)?))
    })
    .await
}

pub async fn edit(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<RelationId>,
    Query(query): Query<RelationForm>,
) -> AppResult<Markup> {
    if !visitor.may(Feature::RelationsEdit) {
        visitor.author()?.needs(Feature::RelationsDelete)?;
    }
    let (customer, related) = find(&app, &visitor, id, query.of).await?;
    accesses::opened(&app, &visitor, customer.id, None).await?;
    let typed = RelationForm::of(&related.relation, query.at);
    let at = typed.back(customer.id);
    let sheet = Sheet { editing: Some(&related), ..Sheet::new(&visitor, &customer, &typed, &at) };
    Ok(show(&app, &sheet, &part).await)
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RelationId>,
    Form(typed): Form<RelationForm>,
) -> AppResult<Response> {
    let (author, form) = (visitor.author()?, typed.clone());
    let saved = app
        .write(move |tx| {
            let row = super::get(tx, &author, id)?;
            let before = form.of.map_or(row.clone(), |side| row.seen_from(side));
            let input = RelationForm { other_id: before.other.to_string(), ..form.clone() }.input()?;
            let after = super::update(tx, &author, id, before.customer, form.version, &input)?;
            let is_new = after.version != before.version;
            let done = if is_new { actions::last(tx, "relation", id.0)? } else { None };
            Ok(actions::address(&form.back(after.customer), done))
        })
        .await;
    let error = match saved {
        Ok(address) => return Ok(Redirect::to(&address).into_response()),
        Err(error) => error,
    };
    let (status, stale) = (error.status(), matches!(error, AppError::Stale));
    let faults = if stale { Faults::default() } else { Faults::of(error)? };
    let (customer, related) = find(&app, &visitor, id, typed.of).await?;
    // Sent again, it is meant.
    let version = if stale { related.relation.version } else { typed.version };
    let typed = RelationForm { version, of: Some(customer.id), ..typed };
    let at = typed.back(customer.id);
    let sheet =
        Sheet { editing: Some(&related), faults, stale, ..Sheet::new(&visitor, &customer, &typed, &at) };
    Ok((status, page(&app, &sheet).await).into_response())
}

/// Deletes at once; the page that comes offers to take it back.
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RelationId>,
    Form(typed): Form<RelationForm>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    let deleted = app.write(move |tx| {
        let row = super::get(tx, &author, id)?;
        let side = typed.of.unwrap_or(row.customer);
        let relation = super::delete(tx, &author, id, side, typed.version)?;
        Ok(actions::address(&typed.back(relation.customer), actions::last(tx, "relation", id.0)?))
    });
    Ok(Redirect::to(&deleted.await?))
}
