//! The change history on the card. Scripts get the list anew; without them the card comes back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use db::Tx;
use maud::{Markup, html};
use serde::Deserialize;

use super::said;
use super::{Change, ChangesOf, Filter, reversion, store, view};
use crate::accesses;
use crate::actions;
use crate::app::App;
use crate::author::Author;
use crate::card::view::tabs::{self, Tab};
use crate::customers;
use crate::error::{AppError, AppResult};
use crate::fields::shown::Names;
use crate::fields::{self, Definitions, Entity};
use crate::http;
use crate::http::paging::{Listed, Page};
use crate::http::{Form, Id, Part, Query, Visitor, layout, problems};
use crate::id::{ChangeId, CustomerId, InteractionId, RequestId};
use crate::language::Locale;
use crate::requests::{self, InShort};
use crate::words::UnknownWord;

/// Entries on one page.
const SOME: i64 = 50;

/// What part of the history, and beside which contact it stands. An empty member asks for nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    pub of: Option<String>,
    pub by: Option<String>,
    /// The last day that is asked for, as the reader has it.
    pub until: Option<String>,
    pub after: Option<String>,
    pub interaction: Option<InteractionId>,
}

impl ListQuery {
    /// What is asked for; the whole card if nothing is said.
    pub fn of(&self) -> Result<ChangesOf, UnknownWord> {
        self.of.as_deref().filter(|of| !of.is_empty()).map_or(Ok(ChangesOf::Card), str::parse)
    }

    fn filter(&self, locale: &Locale, customer: CustomerId) -> AppResult<Filter> {
        let of = self.of().map_err(|_| AppError::NotFound)?;
        let before = match self.until.as_deref().filter(|day| !day.is_empty()) {
            Some(day) => {
                Some(locale.end_of_day(day).ok_or_else(|| AppError::invalid("until", "invalid-date"))?)
            }
            None => None,
        };
        Ok(Filter { customer, of, by: self.by.clone().filter(|by| !by.is_empty()), before })
    }

    /// An address with what is asked for, but for the place where the list goes on; and what is added to it.
    pub fn address(&self, path: &str, more: &[(&str, &str)]) -> String {
        let interaction = self.interaction.map(|id| id.to_string());
        let of = [("interaction", &interaction), ("of", &self.of), ("by", &self.by), ("until", &self.until)];
        let of = of.into_iter().map(|(name, value)| (name, value.as_deref().unwrap_or_default()));
        http::address(path, of.chain(more.iter().copied()))
    }

    /// The card with this part of its history open.
    pub fn page(&self, customer: CustomerId, more: &[(&str, &str)]) -> String {
        let alone = ListQuery { interaction: None, ..self.clone() };
        let tab = [("tab", Tab::Changes.as_str())];
        alone.address(&tabs::page(customer, self.interaction), &[&tab, more].concat())
    }
}

/// What the tab shows.
pub struct Shown {
    pub customer: CustomerId,
    pub query: ListQuery,
    pub list: Listed<Change>,
    /// What own fields of a customer are called, and what of them is hidden.
    pub definitions: Definitions,
    /// Customers of whom the entries speak.
    pub names: Names,
    /// Requests of which they speak.
    pub requests: Vec<InShort>,
    /// Who can be asked for.
    pub authors: Vec<String>,
}

impl Shown {
    pub fn read(
        tx: &mut Tx<'_>,
        locale: &Locale,
        reader: &Author,
        customer: CustomerId,
        query: ListQuery,
    ) -> AppResult<Shown> {
        let page = Page::read(Some(SOME), query.after.as_deref(), SOME, true)?;
        let list = super::list(tx, reader, &query.filter(locale, customer)?, &page)?;
        let names = customers::store::names(tx, list.items.iter().flat_map(said::customers))?;
        let definitions = fields::store::definitions(tx, Entity::Customer)?;
        let mut spoken: Vec<RequestId> = list.items.iter().flat_map(said::requests).collect();
        spoken.sort_unstable();
        spoken.dedup();
        let requests = requests::store::in_short(tx, &spoken)?;
        Ok(Shown {
            customer,
            query,
            list,
            definitions,
            names,
            requests,
            authors: store::authors(tx, customer)?,
        })
    }
}

async fn shown(app: &App, visitor: &Visitor, customer: CustomerId, query: ListQuery) -> AppResult<Shown> {
    let (locale, reader) = (visitor.locale.clone(), visitor.author()?);
    app.read(move |tx| {
        customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
        Shown::read(tx, &locale, &reader, customer, query)
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
        return Ok(Redirect::to(&query.page(customer, &[])).into_response());
    }
    let interaction = query.interaction;
    let shown = shown(&app, &visitor, customer, query).await?;
    accesses::opened(&app, &visitor, customer, interaction).await?;
    Ok(view::list(&visitor, &shown, &html! {})?.into_response())
}

/// Which line of an entry is taken back, all of it where none is named; and the page that offered it.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReversionForm {
    member: String,
    at: Option<String>,
}

pub async fn revert(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<ChangeId>,
    Query(query): Query<ListQuery>,
    Form(typed): Form<ReversionForm>,
) -> AppResult<Response> {
    let (author, shared, member) = (visitor.author()?, app.clone(), typed.member.clone());
    let done = app.write(move |tx| reversion::revert(tx, &author, &shared, id, &member)).await;
    let (status, customer, word): (_, _, Markup) = match done {
        Ok(made) if !part.is_any() => {
            let list = made.customer.filter(|_| typed.at.is_none()).map(|customer| query.page(customer, &[]));
            let back = list.as_deref().or_else(|| actions::back(typed.at.as_deref())).unwrap_or("/");
            return Ok(Redirect::to(back).into_response());
        }
        Ok(made) => {
            let word = view::reverted(&visitor, &query, &made.change, &typed.member);
            (StatusCode::OK, made.customer.ok_or(AppError::NotFound)?, word)
        }
        Err(error) if part.is_any() => {
            let customer =
                app.read(move |tx| Ok(store::find(tx, id)?.and_then(|last| last.customer))).await?;
            let customer = customer.ok_or(AppError::NotFound)?;
            (error.status(), customer, layout::failed(&problems::line(&visitor.locale, &error)))
        }
        Err(error) => return Err(error),
    };
    let shown = shown(&app, &visitor, customer, query).await?;
    Ok((status, view::list(&visitor, &shown, &word)?).into_response())
}
