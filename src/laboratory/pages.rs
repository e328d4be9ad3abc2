//! The pages of the laboratory.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::reviews::Verdict;
use super::{Stage, Standing, batches, reviews, view};
use crate::accesses;
use crate::agents::pages::frame;
use crate::app::App;
use crate::duplicates::pairs::{self, Pair};
use crate::duplicates::runs::{self, Run};
use crate::error::{AppError, AppResult};
use crate::http::fields::Faults;
use crate::http::paging::Page;
use crate::http::{Form, Id, Part, Query, Visitor};
use crate::id::{BatchId, CustomerId, PairId};
use crate::merges::bench::Bench;
use crate::merges::face::Choices;

pub const HERE: &str = "/duplicates/laboratory";

/// Batches and runs that the page shows.
const SOME: i64 = 20;

/// What the page shows.
pub struct Shown {
    pub stages: Vec<Standing>,
    pub runs: Vec<Run>,
    pub batches: Vec<batches::Batch>,
    /// Customers whose pairs are still to be looked for.
    pub waiting: i64,
}

impl Shown {
    /// Whether something goes on that one may want to watch.
    pub fn is_under_way(&self) -> bool {
        self.runs.iter().any(|run| !run.is_over()) || self.batches.iter().any(batches::Batch::is_under_way)
    }
}

async fn read(app: &App) -> AppResult<Shown> {
    app.read(|tx| {
        let page = Page::first(SOME - 1);
        Ok(Shown {
            stages: super::stages(tx)?,
            runs: runs::list(tx, &page)?,
            batches: batches::list(tx, &page)?,
            waiting: pairs::count_changes(tx)?,
        })
    })
    .await
}

/// Stages, runs and batches; for scripts the part that changes while something goes on.
pub async fn list(State(app): State<App>, visitor: Visitor, part: Part) -> AppResult<Markup> {
    let shown = read(&app).await?;
    if part.is("laboratory") {
        return Ok(view::laboratory(&visitor, &shown, &Faults::default()));
    }
    page(&app, &visitor, &shown, &Faults::default()).await
}

async fn page(app: &App, visitor: &Visitor, shown: &Shown, faults: &Faults) -> AppResult<Markup> {
    let title = visitor.locale.t("laboratory-title");
    Ok(frame(app, visitor, HERE, &title, view::page(visitor, shown, faults)).await)
}

/// Leads back to the page, which tells what stands against it.
async fn back<T>(app: &App, visitor: &Visitor, done: AppResult<T>) -> AppResult<Response> {
    match done {
        Ok(_) => Ok(Redirect::to(HERE).into_response()),
        Err(error) => {
            let (status, faults) = (error.status(), Faults::of(error)?);
            Ok((status, page(app, visitor, &read(app).await?, &faults).await?).into_response())
        }
    }
}

/// Asks for a comparison of all with all.
pub async fn run(State(app): State<App>, visitor: Visitor) -> AppResult<Redirect> {
    let author = visitor.author()?;
    app.write(move |tx| Ok(runs::ask(tx, &author.name, author.at)?)).await?;
    Ok(Redirect::to(HERE))
}

/// The stage that a page or a form is of.
#[derive(Debug, Deserialize)]
pub struct StageQuery {
    stage: String,
}

impl StageQuery {
    fn stage(&self) -> AppResult<Stage> {
        self.stage.parse().map_err(|_| AppError::invalid("stage", "invalid-stage"))
    }
}

/// A pair of a stage that was drawn by chance, to be looked at.
pub async fn review(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<StageQuery>,
) -> AppResult<Markup> {
    let (stage, reader) = (query.stage()?, visitor.author()?);
    let (drawn, counts) = app
        .read(move |tx| {
            let drawn = match pairs::draw(tx, &stage.filter())? {
                Some(pair) => {
                    let bench = Bench::read(tx, &reader, pair.one, &[pair.other], &Choices::new())?;
                    Some((pair, bench))
                }
                None => None,
            };
            Ok((drawn, reviews::count(tx, stage)?))
        })
        .await?;
    if let Some((Pair { one, other, .. }, _)) = &drawn {
        for customer in [one, other] as [&CustomerId; 2] {
            accesses::opened(&app, &visitor, *customer, None).await?;
        }
    }
    let title = visitor.locale.t("laboratory-review-title");
    let main = view::review(&visitor, stage, drawn.as_ref(), &counts);
    Ok(frame(&app, &visitor, HERE, &title, main).await)
}

/// What is said of a pair.
#[derive(Debug, Deserialize)]
pub struct ReviewForm {
    stage: String,
    pair: PairId,
    verdict: String,
}

/// Keeps it, and goes on with the next pair. One that is none any more is passed over.
pub async fn say(
    State(app): State<App>,
    visitor: Visitor,
    Form(form): Form<ReviewForm>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    let stage = StageQuery { stage: form.stage }.stage()?;
    let verdict: Verdict =
        form.verdict.parse().map_err(|_| AppError::invalid("verdict", "invalid-verdict"))?;
    let said = app.write(move |tx| reviews::say(tx, &author, form.pair, stage, verdict)).await;
    match said {
        Ok(()) | Err(AppError::NotFound) => Ok(Redirect::to(&format!("/duplicates/review?stage={stage}"))),
        Err(error) => Err(error),
    }
}

/// Merges a stage.
pub async fn approve(
    State(app): State<App>,
    visitor: Visitor,
    Form(form): Form<StageQuery>,
) -> AppResult<Response> {
    let (stage, author) = (form.stage()?, visitor.author()?);
    let done = app.write(move |tx| batches::begin(tx, &author, stage)).await;
    back(&app, &visitor, done).await
}

/// Undoes a batch.
pub async fn undo(State(app): State<App>, visitor: Visitor, Id(id): Id<BatchId>) -> AppResult<Response> {
    let author = visitor.author()?;
    let done = app.write(move |tx| batches::begin_undo(tx, &author, id)).await;
    back(&app, &visitor, done).await
}
