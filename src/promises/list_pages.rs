//! All promises as a page that is narrowed down. Its address says what is asked for.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use db::Tx;
use serde::Deserialize;

use super::{Filter, Promise, PromiseState, Whose, list_view};
use crate::accesses;
use crate::actions::Done;
use crate::agents::pages::frame;
use crate::app::App;
use crate::author::Author;
use crate::customers;
use crate::error::{AppError, AppResult};
use crate::fields::shown::Names;
use crate::http::paging::{Listed, Page};
use crate::http::{self, Part, Query, Visitor};
use crate::id::{AgentId, ChangeId, CustomerId};
use crate::restrictions;
use crate::teams;
use crate::teams::features::Feature;
use crate::words::Role;

/// Promises on one page.
const SOME: i64 = 50;

/// What is asked for; empty members say nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// Empty: what oneself has to keep; `team`: one's team; of supervisors `all`, `none`, or the name of a team as
    /// `team:NAME`.
    pub whose: String,
    /// Empty: open; `overdue`, `kept`, `withdrawn` or `all`.
    pub state: String,
    /// One customer alone, whoever keeps it.
    pub customer: String,
    pub after: String,
    pub done: Option<ChangeId>,
}

impl ListQuery {
    /// The address of this list, or of its next part.
    pub fn address(&self, after: &str) -> String {
        let members = [
            ("whose", self.whose.as_str()),
            ("state", &self.state),
            ("customer", &self.customer),
            ("after", after),
        ];
        http::address("/promises", members)
    }

    fn customer(&self) -> AppResult<Option<CustomerId>> {
        match self.customer.as_str() {
            "" => Ok(None),
            id => id.parse().map(Some).map_err(|_| AppError::invalid("customer", "invalid-customer")),
        }
    }

    /// What is asked for; none where nothing can be like that.
    fn filter(&self, tx: &mut Tx<'_>, reader: &Author, agent: AgentId) -> AppResult<Option<Filter>> {
        let mut filter = Filter { restricted: !restrictions::hides_from(reader), ..Filter::default() };
        filter.customer = self.customer()?;
        let leads = reader.role >= Role::Supervisor;
        filter.whose = match self.whose.as_str() {
            _ if filter.customer.is_some() => None,
            "all" if leads => None,
            "none" if leads => Some(Whose::Nobodys),
            "team" => match crate::agents::store::get(tx, agent)?.team {
                Some((team, _)) => Some(Whose::Team(team)),
                None => return Ok(None),
            },
            other => match other.strip_prefix("team:").filter(|_| leads) {
                Some(name) => match teams::store::find_by_name(tx, name)? {
                    Some((team, _)) => Some(Whose::Team(team)),
                    None => return Ok(None),
                },
                None => Some(Whose::Mine(agent)),
            },
        };
        filter.state = match self.state.as_str() {
            "all" => None,
            "kept" => Some(PromiseState::Kept),
            "withdrawn" => Some(PromiseState::Withdrawn),
            "overdue" => {
                filter.due_by = Some(reader.at);
                Some(PromiseState::Open)
            }
            _ => Some(PromiseState::Open),
        };
        Ok(Some(filter))
    }
}

/// What the page shows.
pub struct Shown {
    pub query: ListQuery,
    pub list: Listed<Promise>,
    /// Of the customers.
    pub names: Names,
    pub teams: Vec<String>,
    pub done: Option<Done>,
}

/// The list; for scripts what changes of it.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Query(query): Query<ListQuery>,
) -> AppResult<Response> {
    let (reader, agent) = (visitor.author()?, visitor.agent()?);
    reader.needs(Feature::PromisesSee)?;
    let customer = query.customer()?;
    let after = Some(query.after.as_str()).filter(|after| !after.is_empty());
    let page = Page::read(Some(SOME), after, SOME, true)?;
    let shown = app
        .read(move |tx| {
            let list = match query.filter(tx, &reader, agent)? {
                Some(filter) => super::list(tx, &reader, &filter, &page)?,
                None => Listed { items: Vec::new(), next: None },
            };
            let asked = list.items.iter().map(|one| one.customer).chain(customer);
            Ok(Shown {
                names: customers::store::names(tx, asked)?,
                teams: if reader.role >= Role::Supervisor { teams::store::names(tx)? } else { Vec::new() },
                done: Done::find(tx, &reader, query.done, &query.address(&query.after))?,
                query: query.clone(),
                list,
            })
        })
        .await?;
    if let Some(customer) = customer {
        accesses::opened(&app, &visitor, customer, None).await?;
    }
    if part.is("promises-list") {
        return Ok(list_view::list(&visitor, &shown).into_response());
    }
    let title = visitor.locale.t("promises");
    let main = list_view::page(&visitor, &shown);
    Ok(frame(&app, &visitor, "/promises", &title, main).await.into_response())
}
