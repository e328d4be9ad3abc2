//! vCons over the API: one interaction out, one interaction in.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Map;
use utoipa::ToSchema;

use crate::app::App;
use crate::customers;
use crate::error::{AppError, AppResult};
use crate::fields::{self, Entity};
use crate::files::upload::Storing;
use crate::http::idempotency::{Done, once};
use crate::http::json::{Delivery, read_members};
use crate::http::{Id, Visitor};
use crate::id::{CustomerId, InteractionId};
use crate::identity_checks;
use crate::interactions::{self, InteractionInput, store};
use crate::teams::features::Feature;
use crate::words::State as Progress;
use crate::{accesses, restrictions};

/// Source: draft-ietf-vcon-vcon-core, "JSON Format vCon Mediatype" among its IANA considerations, which also names the
/// ending of files. Until that draft has registered it, `application/vcon+json` is read as well.
pub const MEDIA_TYPE: &str = "application/vcon";
pub const ENDING: &str = "vcon";
/// The newest messages that one holds; the privacy export holds them all.
const MESSAGES: i64 = 10_000;
/// Messages that one delivery may hold.
const DELIVERED: usize = 200;

/// The interaction that a vCon became.
#[derive(Serialize, ToSchema)]
pub struct VconOutput {
    id: InteractionId,
    customer_id: Option<CustomerId>,
}

/// An interaction as a vCon, with its newest 10,000 messages.
#[utoipa::path(get, path = "/api/v1/interactions/{id}/vcon", tag = "interactions", params(("id" = String, Path)),
    responses((status = 200, body = Object, content_type = "application/vcon")))]
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
) -> AppResult<Response> {
    file(&app, &visitor, id).await
}

/// The same from a page, for whoever may export what is held about a customer.
pub async fn save(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
) -> AppResult<Response> {
    visitor.author()?.needs(Feature::PrivacySee)?;
    file(&app, &visitor, id).await
}

async fn file(app: &App, visitor: &Visitor, id: InteractionId) -> AppResult<Response> {
    let (author, home) = (visitor.author()?, app.home);
    let (customer, messages, mut vcon) = app
        .read(move |tx| {
            let mut one = store::get(tx, id)?;
            if restrictions::hides(tx, &author, one.customer)? {
                return Err(AppError::Forbidden);
            }
            fields::store::definitions(tx, Entity::Interaction)?.mask(author.role, &mut one.fields);
            let name = match one.customer {
                Some(customer) => Some(customers::store::get(tx, customer)?.name),
                None => None,
            };
            let messages = store::list_messages(tx, id, MESSAGES)?;
            let comments = store::list_all_comments(tx, id)?;
            let mut vcon = super::of(&one, name.as_deref().unwrap_or_default(), &messages, &comments, home);
            identity_checks::vcon::write(tx, &author, &one, &mut vcon)?;
            Ok((one.customer, messages, vcon))
        })
        .await?;
    if let Some(customer) = customer {
        accesses::opened(app, visitor, customer, Some(id)).await?;
    }
    let bodies = super::bodies(app, &messages).await?;
    super::attach(&mut vcon, &messages, &bodies);
    let disposition = format!("attachment; filename=\"{id}.{ENDING}\"");
    let headers = [(CONTENT_TYPE, MEDIA_TYPE.to_owned()), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, vcon.to_string()).into_response())
}

/// Takes a vCon of any version up to 0.4.0. The same one again, by its `uuid`, is the same interaction, and so is one that
/// amends it.
#[utoipa::path(post, path = "/api/v1/vcons", tag = "interactions",
    request_body(content((Object = "application/vcon"), (Object = "application/json"))),
    responses((status = 201, body = VconOutput, headers(("Location" = String))),
              (status = 200, body = VconOutput, headers(("Location" = String)))))]
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Delivery(body): Delivery,
) -> AppResult<Response> {
    let (author, home) = (visitor.author()?, app.home);
    let told = super::read(&body.members).map_err(|fault| AppError::Invalid(vec![fault]))?;
    let mut input: InteractionInput =
        read_members(told.into_iter().filter(|(_, one)| !one.is_null()).collect::<Map<_, _>>())?;
    // What is handed over as a whole is over, unless it says that it is not.
    input.state = input.state.or(Some(Progress::Closed));
    let held = input.bring(Storing::of(&app), &author).await?;
    let mut rest = input.messages.take().unwrap_or_default();
    let mut parts = Vec::new();
    while rest.len() > DELIVERED {
        let later = rest.split_off(DELIVERED);
        parts.push(std::mem::replace(&mut rest, later));
    }
    parts.push(rest);
    let taken = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let mut done = None;
                for part in &parts {
                    let part = InteractionInput { messages: Some(part.clone()), ..input.clone() };
                    let received = interactions::receive(tx, &author, home, &part)?;
                    identity_checks::vcon::read(tx, &author, received.interaction.id, &body.members)?;
                    let status = if received.created { StatusCode::CREATED } else { StatusCode::OK };
                    done.get_or_insert(Done { status, id: received.interaction.id.0 });
                }
                done.ok_or_else(|| AppError::internal("a vCon without a part"))
            })?;
            let one = store::get(tx, InteractionId(done.id))?;
            Ok((done.status, VconOutput { id: one.id, customer_id: one.customer }))
        })
        .await;
    held.settle(Storing::of(&app)).await;
    let (status, output) = taken?;
    let location = format!("/api/v1/interactions/{}", output.id);
    Ok((status, [(LOCATION, location)], Json(output)).into_response())
}
