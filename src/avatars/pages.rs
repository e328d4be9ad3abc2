//! Pictures of customers on the page: what a browser shows, and the form that gives one.
//!
//! A picture stands in every list beside the name, so that to see it is no opening of a card.

use axum::extract::{Multipart, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::StreamExt;
use maud::Markup;
use serde::Deserialize;
use utoipa::IntoParams;

use super::picture::Picture;
use super::{MEMBER, store, view};
use crate::accesses;
use crate::actions::{self, pages::ActForm};
use crate::agents::pages::frame;
use crate::app::App;
use crate::customers::{self, Customer};
use crate::error::{AppError, AppResult};
use crate::files::download::POLICY;
use crate::files::picture::MEDIA_TYPE;
use crate::http::fields::Faults;
use crate::http::{Form, Id, Part, Query, Visitor, layout};
use crate::id::{AvatarId, ChangeId, CustomerId};
use crate::teams::features::Feature;

/// Which picture is asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Version {
    /// `avatar` of the customer.
    #[param(value_type = Option<String>)]
    v: Option<AvatarId>,
}

/// The tag of a picture (RFC 9110, 8.8.3).
pub fn tag(id: AvatarId) -> String {
    format!("\"{id}\"")
}

/// The picture that a customer is shown by; kept by the browser as long as it is the version that was asked for.
pub async fn picture(
    app: &App,
    customer: CustomerId,
    version: &Version,
    headers: &HeaderMap,
) -> AppResult<Response> {
    let found = app.read(move |tx| Ok(store::find_picture(tx, customer)?)).await?;
    let (id, bytes) = found.ok_or(AppError::NotFound)?;
    let keep =
        if version.v == Some(id) { "private, max-age=31536000, immutable" } else { "private, no-cache" };
    let told = [(ETAG, tag(id)), (CACHE_CONTROL, keep.to_owned())];
    let known = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if known.split(',').any(|one| one.trim() == tag(id)) {
        return Ok((StatusCode::NOT_MODIFIED, told).into_response());
    }
    Ok((told, [(CONTENT_TYPE, MEDIA_TYPE)], [(CONTENT_SECURITY_POLICY, POLICY)], bytes).into_response())
}

pub async fn show(
    State(app): State<App>,
    Id(customer): Id<CustomerId>,
    Query(version): Query<Version>,
    headers: HeaderMap,
) -> AppResult<Response> {
    picture(&app, customer, &version, &headers).await
}

/// The form: in a dialog for scripts, else a page.
pub async fn edit(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<CustomerId>,
    Query(form): Query<ActForm>,
) -> AppResult<Markup> {
    visitor.author()?.needs(Feature::CustomersEdit)?;
    let customer = app.read(move |tx| Ok(customers::store::get(tx, id)?)).await?;
    accesses::opened(&app, &visitor, id, None).await?;
    let at = form.back(id);
    let faults = Faults::default();
    if part.is_any() {
        let (locale, form) = (&visitor.locale, view::form(&visitor, &customer, &faults, &at));
        return Ok(layout::sheet(locale, &view::title(locale, &customer), &form));
    }
    Ok(page(&app, &visitor, &customer, &faults, &at).await)
}

async fn page(app: &App, visitor: &Visitor, customer: &Customer, faults: &Faults, at: &str) -> Markup {
    let title = view::title(&visitor.locale, customer);
    let form = view::form(visitor, customer, faults, at);
    frame(app, visitor, at, &title, actions::view::page(&title, &form)).await
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    Query(back): Query<ActForm>,
    mut form: Multipart,
) -> AppResult<Response> {
    let author = visitor.author()?;
    author.needs(Feature::CustomersEdit)?;
    let done = match take(&mut form).await {
        Ok(picture) => {
            app.write(move |tx| {
                super::set(tx, &author, id, &picture)?;
                actions::last(tx, MEMBER, id.0)
            })
            .await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(done) => Ok(told(&back, id, done).into_response()),
        Err(error) => {
            let status = error.status();
            let faults = Faults::of(error)?;
            let customer = app.read(move |tx| Ok(customers::store::get(tx, id)?)).await?;
            Ok((status, page(&app, &visitor, &customer, &faults, &back.back(id)).await).into_response())
        }
    }
}

/// The picture of a form.
async fn take(form: &mut Multipart) -> AppResult<Picture> {
    let broken = || AppError::invalid("picture", "invalid-picture-broken");
    while let Some(field) = form.next_field().await.map_err(|_| broken())? {
        if field.name() == Some("picture") {
            return Picture::of(field.map(|piece| piece.map_err(|_| broken()))).await;
        }
    }
    Err(AppError::invalid("picture", "invalid-picture-missing"))
}

pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    Form(form): Form<ActForm>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    let done = app
        .write(move |tx| match super::remove(tx, &author, id)? {
            true => actions::last(tx, MEMBER, id.0),
            false => Ok(None),
        })
        .await?;
    Ok(told(&form, id, done))
}

/// The page one came from, which tells what was done.
fn told(form: &ActForm, customer: CustomerId, done: Option<ChangeId>) -> Redirect {
    Redirect::to(&actions::address(&form.back(customer), done))
}
