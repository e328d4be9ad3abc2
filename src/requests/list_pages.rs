//! All requests as a page that is narrowed down. Its address says what is asked for.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use db::Tx;
use serde::Deserialize;

use super::form_pages::Choices;
use super::list_view;
use super::statuses::StatusKind;
use super::{Filter, Request, Whose, store};
use crate::agents::pages::frame;
use crate::app::App;
use crate::author::Author;
use crate::customers;
use crate::error::AppResult;
use crate::fields::shown::Names;
use crate::http::paging::{Listed, Page};
use crate::http::{self, Query, Visitor};
use crate::id::AgentId;
use crate::language::Locale;
use crate::restrictions;
use crate::teams::features::Feature;

/// Requests on one page.
const SOME: i64 = 50;

/// What is asked for; empty members say nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// `KIND:open`, or the key of a status; empty: what is open or waiting; `all`.
    pub status: String,
    /// A login, `me` or `none`.
    pub owner: String,
    /// A team, or `none`.
    pub team: String,
    /// `overdue`, or `week`.
    pub due: String,
    pub tag: String,
    /// `#100042`.
    pub number: String,
    pub after: String,
}

impl ListQuery {
    /// The address of this list, or of its next part.
    pub fn address(&self, after: &str) -> String {
        let members = [
            ("status", self.status.as_str()),
            ("owner", &self.owner),
            ("team", &self.team),
            ("due", &self.due),
            ("tag", &self.tag),
            ("after", after),
        ];
        http::address("/requests", members)
    }

    /// What is asked for; nobody of an unknown name has any.
    fn filter(&self, tx: &mut Tx<'_>, reader: &Author, locale: &Locale) -> AppResult<Option<Filter>> {
        let mut filter = Filter { restricted: !restrictions::hides_from(reader), ..Filter::default() };
        match self.status.as_str() {
            "" => filter.kinds = vec![StatusKind::Open, StatusKind::Waiting],
            "all" => {}
            status => match status.strip_prefix("KIND:").map(str::parse) {
                Some(Ok(kind)) => filter.kinds = vec![kind],
                Some(Err(_)) => return Ok(None),
                None => filter.statuses = vec![status.to_owned()],
            },
        }
        if !self.owner.is_empty() {
            filter.owner = match (self.owner.as_str(), reader.id()) {
                ("me", Some(id)) => Some(Whose::Of(AgentId(id))),
                (login, _) => Whose::owner(tx, login)?,
            };
            if filter.owner.is_none() {
                return Ok(None);
            }
        }
        if !self.team.is_empty() {
            filter.team = Whose::team(tx, &self.team)?;
            if filter.team.is_none() {
                return Ok(None);
            }
        }
        filter.tag = Some(self.tag.trim().to_owned()).filter(|tag| !tag.is_empty());
        let today = locale.today();
        filter.due_by = match self.due.as_str() {
            "overdue" => today.yesterday().ok(),
            "week" => today.checked_add(jiff::Span::new().days(7)).ok(),
            _ => None,
        };
        Ok(Some(filter))
    }
}

/// What the page shows.
pub struct Shown {
    pub query: ListQuery,
    pub choices: Choices,
    pub list: Listed<Request>,
    pub names: Names,
}

/// The list; with the number of one, that one.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<ListQuery>,
) -> AppResult<Response> {
    let (reader, locale) = (visitor.author()?, visitor.locale.clone());
    reader.needs(Feature::RequestsSee)?;
    if let Ok(number) = query.number.trim().trim_start_matches('#').parse::<i64>()
        && let Some(found) = app.read(move |tx| Ok(store::find_by_number(tx, number)?)).await?
    {
        return Ok(Redirect::to(&format!("/requests/{}", found.id)).into_response());
    }
    let after = Some(query.after.as_str()).filter(|after| !after.is_empty());
    let page = Page::read(Some(SOME), after, SOME, true)?;
    let shown = app
        .read(move |tx| {
            let list = match query.filter(tx, &reader, &locale)? {
                Some(filter) if query.number.trim().is_empty() => super::list(tx, &reader, &filter, &page)?,
                _ => Listed { items: Vec::new(), next: None },
            };
            let names = customers::store::names(tx, list.items.iter().map(|one| one.customer))?;
            Ok(Shown { query: query.clone(), choices: Choices::read(tx)?, list, names })
        })
        .await?;
    let title = visitor.locale.t("requests");
    let main = list_view::page(&visitor.locale, &shown);
    Ok(frame(&app, &visitor, "/requests", &title, main).await.into_response())
}
