//! Pages of the access log: the reason that is asked for, and who looked at whom.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::{StreamExt, stream};
use maud::Markup;
use serde::Deserialize;

use super::{Access, Filter, store, view};
use crate::agents::pages::frame;
use crate::app::App;
use crate::customers;
use crate::customers::Customer;
use crate::error::{AppError, AppResult};
use crate::http;
use crate::http::fields::Faults;
use crate::http::paging::{Listed, MOST, Page};
use crate::http::{Form, Id, Query, Visitor};
use crate::id::CustomerId;
use crate::language::Locale;
use crate::sessions::local;

/// Entries on one page.
const SOME: i64 = 100;

/// What was to be opened.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReasonForm {
    pub reason: String,
    pub next: String,
}

pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    Query(typed): Query<ReasonForm>,
) -> AppResult<Markup> {
    ask(&app, &visitor, id, &typed, &Faults::default()).await
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    Form(typed): Form<ReasonForm>,
) -> AppResult<Response> {
    let (author, reason) = (visitor.author()?, typed.reason.clone());
    match app.write(move |tx| super::give_reason(tx, &author, id, &reason)).await {
        Ok(()) => {
            let next = local::path(Some(&typed.next));
            let card = format!("/customers/{id}");
            Ok(Redirect::to(if next == "/" { &card } else { next }).into_response())
        }
        Err(error) => {
            let status = error.status();
            let faults = Faults::of(error)?;
            Ok((status, ask(&app, &visitor, id, &typed, &faults).await?).into_response())
        }
    }
}

async fn ask(
    app: &App,
    visitor: &Visitor,
    id: CustomerId,
    typed: &ReasonForm,
    faults: &Faults,
) -> AppResult<Markup> {
    let customer = app.read(move |tx| Ok(customers::store::get(tx, id)?)).await?;
    let title = visitor.locale.t("reason-title");
    let main = view::reason(visitor, &customer, typed, faults);
    Ok(frame(app, visitor, &format!("/customers/{id}/reason"), &title, main).await)
}

/// What is asked for; an empty member asks for nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    pub customer: Option<CustomerId>,
    pub by: String,
    /// The first and the last day, as the reader has them.
    pub from: String,
    pub until: String,
    pub after: Option<String>,
}

impl ListQuery {
    fn filter(&self, locale: &Locale) -> AppResult<Filter> {
        let day = |field: &str, text: &str, time: Option<crate::clock::Time>| match (text, time) {
            ("", _) => Ok(None),
            (_, Some(time)) => Ok(Some(time)),
            _ => Err(AppError::invalid(field, "invalid-date")),
        };
        Ok(Filter {
            customer: self.customer,
            by: Some(self.by.trim().to_owned()).filter(|by| !by.is_empty()),
            since: day("from", &self.from, locale.start_of_day(&self.from))?,
            before: day("until", &self.until, locale.end_of_day(&self.until))?,
        })
    }

    /// An address with what is asked for, and what is added to it.
    pub fn address(&self, path: &str, more: &[(&str, &str)]) -> String {
        let customer = self.customer.map(|id| id.to_string()).unwrap_or_default();
        let of = [("customer", &customer), ("by", &self.by), ("from", &self.from), ("until", &self.until)];
        let of = of.into_iter().map(|(name, value)| (name, value.as_str()));
        http::address(path, of.chain(more.iter().copied()))
    }
}

/// What the page shows.
pub struct Shown {
    pub query: ListQuery,
    pub list: Listed<Access>,
    pub names: std::collections::HashMap<CustomerId, String>,
    /// The one who is asked for.
    pub customer: Option<Customer>,
}

pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<ListQuery>,
) -> AppResult<Markup> {
    let page = Page::read(Some(SOME), query.after.as_deref(), SOME, true)?;
    let filter = query.filter(&visitor.locale)?;
    app.accesses.flush().await;
    let shown = app
        .read(move |tx| {
            let list = page.list(store::list(tx, &filter, &page)?, store::cursor);
            let names = customers::store::names(tx, list.items.iter().map(|access| access.customer_id))?;
            let customer = match query.customer {
                Some(id) => customers::store::find(tx, id)?,
                None => None,
            };
            Ok(Shown { query, list, names, customer })
        })
        .await?;
    let title = visitor.locale.t("accesses-title");
    Ok(frame(&app, &visitor, "/accesses", &title, view::list(&visitor, &shown)).await)
}

/// The same as CSV, piece by piece.
pub async fn file(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<ListQuery>,
) -> AppResult<Response> {
    let filter = query.filter(&visitor.locale)?;
    app.accesses.flush().await;
    let first = Bytes::from(exchange::csv_line(&view::HEADINGS));
    let pieces = stream::unfold(Some(Page::first(MOST)), move |page| {
        let (app, filter) = (app.clone(), filter.clone());
        async move {
            let page = page?;
            let part = page.clone();
            let listed: AppResult<Listed<Access>> =
                app.read(move |tx| Ok(part.list(store::list(tx, &filter, &part)?, store::cursor))).await;
            match listed {
                Err(error) => Some((Err(error), None)),
                Ok(listed) => {
                    let lines: String = listed.items.iter().map(view::line).collect();
                    let next = listed.next.map(|next| Page::read(Some(MOST), Some(&next), MOST, true));
                    Some((Ok(Bytes::from(lines)), next.and_then(Result::ok)))
                }
            }
        }
    });
    let body = Body::from_stream(stream::iter([Ok(first)]).chain(pieces).fuse());
    let day = visitor.locale.day_of(visitor.locale.now);
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"accesses-{day}.csv\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, body).into_response())
}
