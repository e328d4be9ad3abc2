//! The workbench and the merges of a card, as pages.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::bench::Bench;
use super::face::Choices;
use super::view::{Around, Suggested};
use super::{undoing, view};
use crate::accesses;
use crate::actions::{self, Done};
use crate::agents::pages::frame;
use crate::app::App;
use crate::card::{self, store::Hit};
use crate::customers;
use crate::duplicates::{self, pairs};
use crate::error::{AppError, AppResult, FieldError};
use crate::http::fields::Faults;
use crate::http::{self, Form, Id, Part, Query, Visitor};
use crate::id::{ChangeId, CustomerId, MergeId, PairId};
use crate::teams::features::Feature;
use crate::words::Role;

/// Customers that a search offers.
const HITS: i64 = 8;

/// Cards that are laid beside each other, and what is looked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BenchQuery {
    pub keep: Option<CustomerId>,
    pub with: Vec<CustomerId>,
    pub q: String,
    /// The pair of the queue of duplicates that these are.
    pub pair: Option<PairId>,
    /// The page that one comes back to: of the contact at hand, or of those who may be meant.
    pub at: Option<String>,
    pub done: Option<ChangeId>,
}

impl BenchQuery {
    /// Of cards that were only marked the first one is kept.
    fn keeping_one(mut self) -> BenchQuery {
        if self.keep.is_none() && !self.with.is_empty() {
            self.keep = Some(self.with.remove(0));
        }
        self
    }

    /// The workbench with these cards.
    pub fn of(keep: CustomerId, with: &[CustomerId]) -> BenchQuery {
        BenchQuery { keep: Some(keep), with: with.to_vec(), ..BenchQuery::default() }
    }

    /// The same, from which one comes back to the page `at`.
    pub fn then(self, at: &str) -> BenchQuery {
        BenchQuery { at: Some(at.to_owned()), ..self }
    }

    /// The same workbench with these cards, which are a pair of the queue only while they are the same two.
    pub fn showing(&self, keep: CustomerId, with: &[CustomerId]) -> BenchQuery {
        let pair = self.pair.filter(|_| with.len() == 1);
        BenchQuery { pair, at: self.at.clone(), ..BenchQuery::of(keep, with) }
    }

    /// Where one goes afterwards. Nowhere in particular from a card: that of the kept one follows.
    pub fn back(&self) -> Option<&str> {
        actions::back(self.at.as_deref()).filter(|at| !at.starts_with("/customers/"))
    }

    pub fn address(&self) -> String {
        let id = |name, id: &CustomerId| (name, id.to_string());
        let mut members: Vec<(&str, String)> = self.keep.iter().map(|one| id("keep", one)).collect();
        members.extend(self.with.iter().map(|one| id("with", one)));
        members.extend(self.pair.map(|pair| ("pair", pair.to_string())));
        members.extend(self.back().map(|at| ("at", at.to_owned())));
        http::address("/merges/new", members.iter().map(|(name, value)| (*name, value.as_str())))
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
    let query = query.keeping_one();
    let keep = query.keep.ok_or(AppError::NotFound)?;
    let (bench, hits) = read(&app, &visitor, keep, &query, Choices::new()).await?;
    if part.is("bench-hits") {
        return Ok(view::hits(&visitor.locale, &bench, &hits, &query));
    }
    let around = around(&app, &visitor, &bench, &query).await?;
    for side in &bench.sides {
        accesses::opened(&app, &visitor, side.customer.id, None).await?;
    }
    Ok(page(&app, &visitor, &bench, &around, &hits, &query, &Faults::default()).await)
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

/// What the engine says of the cards: of one, who else may be the same; of two, why they may; where they stand in the queue.
async fn around(app: &App, visitor: &Visitor, bench: &Bench, query: &BenchQuery) -> AppResult<Around> {
    let ids: Vec<CustomerId> = bench.sides.iter().map(|side| side.customer.id).collect();
    let (reader, model, query) = (visitor.author()?, app.linkage.now(), query.clone());
    let leads = visitor.is_at_least(Role::Supervisor);
    app.read(move |tx| {
        let suggested = match ids.as_slice() {
            [one] => Suggested::Others(duplicates::of(tx, &model, &reader, *one)?),
            [one, other] => match duplicates::between(tx, &model, *one, *other)? {
                Some(comparison) => Suggested::Why(comparison),
                None => Suggested::Nothing,
            },
            _ => Suggested::Nothing,
        };
        let pair = match query.pair.filter(|_| leads) {
            Some(id) => pairs::find(tx, id)?,
            None => None,
        };
        let standing = pair.map(|pair| pairs::standing(tx, &pair)).transpose()?;
        let here = ids.split_first().map(|(keep, with)| query.showing(*keep, with).address());
        let done = Done::find(tx, &reader, query.done, &here.unwrap_or_default())?;
        Ok(Around { suggested, standing, done })
    })
    .await
}

/// Says that two cards are not one, and leads back to the one at hand or where one came from.
pub async fn reject(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Form(fields): Form<Vec<(String, String)>>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    let field = |name: &str| fields.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str());
    let other: CustomerId = field("other_id")
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| AppError::invalid("other_id", "invalid-customer"))?;
    let done = app
        .write(move |tx| {
            let card = duplicates::rejections::reject(tx, &author, customer, other)?;
            actions::last(tx, "rejection", card.0)
        })
        .await?;
    let at = match actions::back(field("at")) {
        Some(at) => at.to_owned(),
        None => BenchQuery::of(customer, &[]).address(),
    };
    Ok(Redirect::to(&actions::address(&at, done)))
}

async fn page(
    app: &App,
    visitor: &Visitor,
    bench: &Bench,
    around: &Around,
    hits: &[Hit],
    query: &BenchQuery,
    faults: &Faults,
) -> Markup {
    let title = visitor.locale.t(view::title(bench));
    let main = view::bench(visitor, bench, around, hits, query, faults);
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
            "pair" => query.pair = value.parse().ok(),
            "at" => query.at = Some(value.clone()),
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

/// Makes the cards one; the kept one, or the next pair of the queue, tells of it and offers to undo it.
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
            let at = query.back().map_or_else(|| format!("/customers/{kept}"), str::to_owned);
            Ok(Redirect::to(&actions::address(&at, done)).into_response())
        }
        Err(error) => {
            let (status, faults) = (error.status(), Faults::of(error)?);
            let (bench, hits) = read(&app, &visitor, keep, &query, choices).await?;
            let around = around(&app, &visitor, &bench, &query).await?;
            let page = page(&app, &visitor, &bench, &around, &hits, &query, &faults).await;
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
