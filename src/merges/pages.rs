//! The workbench and the merges of a card, as pages.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::bench::Bench;
use super::face::Choices;
use super::view::Suggested;
use super::{undoing, view};
use crate::accesses;
use crate::actions;
use crate::agents::pages::frame;
use crate::app::App;
use crate::card::{self, store::Hit};
use crate::customers;
use crate::duplicates;
use crate::error::{AppError, AppResult, FieldError};
use crate::http::fields::Faults;
use crate::http::{Form, Id, Part, Query, Visitor};
use crate::id::{CustomerId, MergeId};
use crate::teams::features::Feature;

/// Customers that a search offers.
const HITS: i64 = 8;

/// Cards that are laid beside each other, and what is looked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BenchQuery {
    pub keep: Option<CustomerId>,
    pub with: Vec<CustomerId>,
    pub q: String,
}

impl BenchQuery {
    /// The address of the workbench with these cards.
    pub fn address(keep: CustomerId, with: &[CustomerId]) -> String {
        let mut address = format!("/merges/new?keep={keep}");
        with.iter().for_each(|one| address.push_str(&format!("&with={one}")));
        address
    }
}

/// The workbench; the people found alone for scripts that search.
pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Query(query): Query<BenchQuery>,
) -> AppResult<Markup> {
    visitor.author()?.needs(Feature::ActionsMerge)?;
    let keep = query.keep.ok_or(AppError::NotFound)?;
    let (bench, hits) = read(&app, &visitor, keep, &query, Choices::new()).await?;
    if part.is("bench-hits") {
        return Ok(view::hits(&visitor.locale, &bench, &hits, &query));
    }
    let suggested = suggested(&app, &visitor, &bench).await?;
    for side in &bench.sides {
        accesses::opened(&app, &visitor, side.customer.id, None).await?;
    }
    Ok(page(&app, &visitor, &bench, &suggested, &hits, &query, &Faults::default()).await)
}

async fn read(
    app: &App,
    visitor: &Visitor,
    keep: CustomerId,
    query: &BenchQuery,
    choices: Choices,
) -> AppResult<(Bench, Vec<Hit>)> {
    let (reader, home, words, with) =
        (visitor.author()?, app.home, query.q.trim().to_owned(), query.with.clone());
    app.read(move |tx| {
        let bench = Bench::read(tx, &reader, keep, &with, &choices)?;
        let mut hits = match words.is_empty() {
            true => Vec::new(),
            false => card::store::find(tx, home, &words, HITS)?,
        };
        hits.retain(|hit| bench.sides.iter().all(|side| side.customer.id != hit.id));
        Ok((bench, hits))
    })
    .await
}

/// What the engine says of the cards: of one, who else may be the same; of two, why they may.
async fn suggested(app: &App, visitor: &Visitor, bench: &Bench) -> AppResult<Suggested> {
    let ids: Vec<CustomerId> = bench.sides.iter().map(|side| side.customer.id).collect();
    let (reader, model) = (visitor.author()?, app.linkage.now());
    app.read(move |tx| {
        Ok(match ids.as_slice() {
            [one] => Suggested::Others(duplicates::of(tx, &model, &reader, *one)?),
            [one, other] => match duplicates::between(tx, &model, *one, *other)? {
                Some(comparison) => Suggested::Why(comparison),
                None => Suggested::Nothing,
            },
            _ => Suggested::Nothing,
        })
    })
    .await
}

/// Says that two cards are not one, and leads back to the one at hand.
pub async fn reject(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Form(fields): Form<Vec<(String, String)>>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    let other = fields.iter().find(|(name, _)| name == "other_id").and_then(|(_, id)| id.parse().ok());
    let other: CustomerId = other.ok_or_else(|| AppError::invalid("other_id", "invalid-customer"))?;
    app.write(move |tx| duplicates::rejections::reject(tx, &author, customer, other)).await?;
    Ok(Redirect::to(&BenchQuery::address(customer, &[])))
}

async fn page(
    app: &App,
    visitor: &Visitor,
    bench: &Bench,
    suggested: &Suggested,
    hits: &[Hit],
    query: &BenchQuery,
    faults: &Faults,
) -> Markup {
    let title = visitor.locale.t(view::title(bench));
    let main = view::bench(visitor, bench, suggested, hits, query, faults);
    let here = bench.sides.first().map(|side| format!("/customers/{}", side.customer.id)).unwrap_or_default();
    frame(app, visitor, &here, &title, main).await
}

/// What the workbench sends: names repeat, and the choices are called by their members.
fn typed(fields: &[(String, String)]) -> AppResult<(CustomerId, BenchQuery, Choices)> {
    let mut query = BenchQuery::default();
    let mut choices = Choices::new();
    let id = |field: &str, text: &str| {
        text.parse::<CustomerId>()
            .map_err(|_| AppError::Invalid(vec![FieldError::new(field, "invalid-customer")]))
    };
    for (name, value) in fields {
        match name.as_str() {
            "keep" => query.keep = Some(id(name, value)?),
            "with" => query.with.push(id(name, value)?),
            name => {
                if let Some(member) = name.strip_prefix("choices.") {
                    choices.insert(member.to_owned(), id(name, value)?);
                }
            }
        }
    }
    let keep = query.keep.ok_or(AppError::NotFound)?;
    Ok((keep, query, choices))
}

/// Makes the cards one; the kept one tells of it and offers to undo it.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(fields): Form<Vec<(String, String)>>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let (keep, query, choices) = typed(&fields)?;
    let (with, chosen) = (query.with.clone(), choices.clone());
    let merged = app
        .write(move |tx| {
            let merge = super::merge(tx, &author, keep, &with, &chosen, None)?;
            Ok((merge.kept, actions::last(tx, "merge", merge.id.0)?))
        })
        .await;
    match merged {
        Ok((kept, done)) => {
            let address = actions::address(&format!("/customers/{kept}"), done);
            Ok(Redirect::to(&address).into_response())
        }
        Err(error) => {
            let (status, faults) = (error.status(), Faults::of(error)?);
            let (bench, hits) = read(&app, &visitor, keep, &query, choices).await?;
            let suggested = suggested(&app, &visitor, &bench).await?;
            let page = page(&app, &visitor, &bench, &suggested, &hits, &query, &faults).await;
            Ok((status, page).into_response())
        }
    }
}

/// The merges of a card that stand, with what came since and is nobody's for certain.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
) -> AppResult<Markup> {
    let (customer, merges) = app
        .read(move |tx| {
            let mut merges = Vec::new();
            for merge in super::all_standing(tx, customer)? {
                let names: Vec<CustomerId> = merge.parts.iter().map(|part| part.customer).collect();
                let names = super::names(tx, &names)?;
                let undecided = undoing::undecided(tx, &merge)?;
                merges.push(view::Shown { merge, names, undecided });
            }
            Ok((customers::store::get(tx, customer)?, merges))
        })
        .await?;
    accesses::opened(&app, &visitor, customer.id, None).await?;
    let here = format!("/customers/{}", customer.id);
    let title = visitor.locale.t("merges-title");
    Ok(frame(&app, &visitor, &here, &title, view::list_page(&visitor, &customer, &merges)).await)
}

/// Undoes a merge, and leads to the card that was kept.
pub async fn undo(State(app): State<App>, visitor: Visitor, Id(id): Id<MergeId>) -> AppResult<Redirect> {
    let author = visitor.author()?;
    let (kept, done) = app
        .write(move |tx| {
            let merge = undoing::undo(tx, &author, id)?;
            Ok((merge.kept, actions::last(tx, "merge", id.0)?))
        })
        .await?;
    Ok(Redirect::to(&actions::address(&format!("/customers/{kept}"), done)))
}
