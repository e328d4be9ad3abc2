//! The queue of duplicates as a page, and one pair of it on the workbench.

use axum::extract::State;
use axum::response::Redirect;
use maud::Markup;
use serde::Deserialize;

use super::api::TierWord;
use super::pairs::{self, Filter};
use super::{queue, queue_view};
use crate::actions::{self, Done};
use crate::agents::pages::frame;
use crate::app::App;
use crate::error::AppResult;
use crate::http::paging::{Listed, Page};
use crate::http::{self, Id, Query, Visitor};
use crate::id::{ChangeId, ImportId, PairId};
use crate::merges::pages::BenchQuery;
use crate::teams::features::Feature;

/// Pairs on one page.
const SOME: i64 = 50;

/// What is asked for; empty members say nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    pub tier: String,
    pub import: Option<ImportId>,
    pub after: String,
    pub done: Option<ChangeId>,
}

impl ListQuery {
    /// The address of a part of the queue.
    pub fn address(&self, tier: &str, after: &str) -> String {
        let import = self.import.map(|id| id.to_string()).unwrap_or_default();
        http::address("/duplicates", [("tier", tier), ("import", &import), ("after", after)])
    }

    /// The address of this part.
    pub fn here(&self) -> String {
        self.address(&self.tier, &self.after)
    }

    fn filter(&self) -> Filter {
        let tier = self.tier.parse::<TierWord>().ok().map(TierWord::tier);
        Filter { import: self.import, ..Filter::tier(tier) }
    }
}

/// What the page shows.
pub struct Shown {
    pub query: ListQuery,
    pub list: Listed<queue::Suggested>,
    pub certain: i64,
    pub likely: i64,
    /// Customers whose pairs are still to be looked for.
    pub waiting: i64,
    pub done: Option<Done>,
}

/// All pairs of cards that may be one.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<ListQuery>,
) -> AppResult<Markup> {
    let reader = visitor.author()?;
    reader.needs(Feature::ActionsMerge)?;
    let after = Some(query.after.as_str()).filter(|after| !after.is_empty());
    let page = Page::read(Some(SOME), after, SOME, true)?;
    let shown = app
        .read(move |tx| {
            let filter = query.filter();
            let (certain, likely) = pairs::count(tx, &Filter { import: filter.import, ..Filter::default() })?;
            Ok(Shown {
                list: queue::list(tx, &reader, &filter, &page)?,
                certain,
                likely,
                waiting: pairs::count_changes(tx)?,
                done: Done::find(tx, &reader, query.done, &query.here())?,
                query,
            })
        })
        .await?;
    let main = queue_view::page(&visitor, &shown);
    Ok(frame(&app, &visitor, "/duplicates", &visitor.locale.t("duplicates-title"), main).await)
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DoneQuery {
    done: Option<ChangeId>,
}

/// A pair on the workbench; the queue where it is none any more.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<PairId>,
    Query(query): Query<DoneQuery>,
) -> AppResult<Redirect> {
    visitor.author()?.needs(Feature::ActionsMerge)?;
    let pair = app.read(move |tx| Ok(pairs::find(tx, id)?)).await?;
    let address = pair.map_or_else(
        || "/duplicates".to_owned(),
        |pair| BenchQuery { pair: Some(pair.id), ..BenchQuery::of(pair.one, &[pair.other]) }.address(),
    );
    Ok(Redirect::to(&actions::address(&address, query.done)))
}
