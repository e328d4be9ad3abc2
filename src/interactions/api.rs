//! Interactions over the API: what telephone systems, chats and mail servers call.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::response::{IntoResponse, Response};
use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use telephone::Country;
use utoipa::ToSchema;

use super::delivery::{self, DeliveryInput};
use super::{
    Comment, Interaction, InteractionInput, IvrStep, Message, MessageInput, Rating, comments, messages, store,
};
use crate::accesses;
use crate::app::App;
use crate::attachments;
use crate::author::Author;
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::fields::{self, Entity};
use crate::files::upload::Storing;
use crate::http::etag::etag;
use crate::http::idempotency::{Done, once};
use crate::http::json::Delivery;
use crate::http::paging::{Listed, PageQuery};
use crate::http::{Id, IfMatch, JsonBody, Query, Visitor};
use crate::id::{CommentId, CustomerId, InteractionId, MessageId, RequestId};
use crate::restrictions;
use crate::transfers::api::TransferOutput;
use crate::words::{Channel, Direction, Outcome, State as Progress};

/// An interaction as the API shows it.
#[derive(Serialize, ToSchema)]
#[schema(as = Interaction)]
pub struct InteractionOutput {
    pub id: InteractionId,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub channel: Channel,
    pub direction: Direction,
    pub from: Option<String>,
    pub to: Option<String>,
    pub queue: Option<String>,
    pub agent: Option<String>,
    pub state: Progress,
    pub started_at: Time,
    pub answered_at: Option<Time>,
    pub ended_at: Option<Time>,
    pub topic: Option<String>,
    /// What came of it: the key of a disposition.
    pub disposition: Option<String>,
    pub ivr_path: Vec<IvrStep>,
    pub recording_url: Option<String>,
    pub rating: Option<Rating>,
    pub campaign: Option<String>,
    pub tags: Vec<String>,
    #[schema(value_type = Object)]
    pub fields: Map<String, Value>,
    pub customer_id: Option<CustomerId>,
    /// An agent chose to leave it without a customer.
    pub anonymous: bool,
    /// The request that it stands under.
    pub request_id: Option<RequestId>,
    /// Who handed it to whom, by time.
    pub transfers: Vec<TransferOutput>,
    pub r#match: MatchOutput,
    /// The newest 200, oldest of them first.
    pub messages: Vec<Message>,
    pub comments: Vec<Comment>,
    pub created_at: Time,
    pub updated_at: Time,
}

/// How the customer's side was matched.
#[derive(Serialize, ToSchema)]
#[schema(as = InteractionMatch)]
pub struct MatchOutput {
    pub outcome: Outcome,
    pub customer_id: Option<CustomerId>,
    /// None when the number is withheld.
    pub identifier: Option<IdentifierOutput>,
}

/// A normalised identifier.
#[derive(Serialize, ToSchema)]
#[schema(as = Identifier)]
pub struct IdentifierOutput {
    pub kind: crate::identifiers::IdentifierKind,
    pub value: String,
    /// As people of the home country write it.
    pub display: String,
}

impl IdentifierOutput {
    pub fn of(identifier: &crate::identifiers::Identifier, home: Country) -> IdentifierOutput {
        IdentifierOutput {
            kind: identifier.kind,
            value: identifier.to_text(),
            display: identifier.display(home),
        }
    }
}

/// Reads what the answer needs beside the interaction itself.
fn output(
    tx: &mut Tx<'_>,
    home: Country,
    reader: &Author,
    mut one: Interaction,
) -> AppResult<InteractionOutput> {
    let is_hidden = restrictions::hides(tx, reader, one.customer)?;
    if is_hidden {
        one = one.hidden();
    }
    fields::store::definitions(tx, Entity::Interaction)?.mask(reader.role, &mut one.fields);
    let has_messages = !is_hidden && one.message_count > 0;
    let messages = if has_messages { store::list_messages(tx, one.id, 200)? } else { Vec::new() };
    let comments = if is_hidden { Vec::new() } else { store::list_comments(tx, one.id)? };
    Ok(InteractionOutput {
        id: one.id,
        reference: one.reference,
        channel: one.channel,
        direction: one.direction,
        from: one.sender,
        to: one.recipient,
        queue: one.queue,
        agent: one.agent,
        state: one.state,
        started_at: one.started_at,
        answered_at: one.answered_at,
        ended_at: one.ended_at,
        topic: one.topic,
        disposition: one.disposition,
        ivr_path: one.ivr_path,
        recording_url: one.recording_url,
        rating: one.rating,
        campaign: one.campaign,
        tags: one.tags,
        fields: one.fields,
        customer_id: one.customer,
        anonymous: one.anonymous,
        request_id: one.request,
        transfers: TransferOutput::list(one.transfers),
        r#match: MatchOutput {
            outcome: one.outcome,
            customer_id: one.customer,
            identifier: one.identifier.as_ref().map(|identifier| IdentifierOutput::of(identifier, home)),
        },
        messages,
        comments,
        created_at: one.created_at,
        updated_at: one.updated_at,
    })
}

fn answer(status: StatusCode, version: i64, output: InteractionOutput) -> Response {
    let location = format!("/api/v1/interactions/{}", output.id);
    (status, [(ETAG, etag(version)), (LOCATION, location)], Json(output)).into_response()
}

/// Tells of an interaction. The same `ref` again answers 200 with the same interaction and merges what is new.
#[utoipa::path(post, path = "/api/v1/interactions", tag = "interactions", request_body = InteractionInput,
    responses((status = 201, body = InteractionOutput, headers(("ETag" = String), ("Location" = String))),
              (status = 200, body = InteractionOutput, headers(("ETag" = String), ("Location" = String)))))]
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Delivery(body): Delivery,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let mut input: InteractionInput = body.read()?;
    let home = app.home;
    let held = input.bring(Storing::of(&app), &author).await?;
    let taken = app
        .write(move |tx| {
            let (status, interaction) = super::receive_once(tx, &author, home, body.key.as_ref(), &input)?;
            Ok((status, interaction.version, output(tx, home, &author, interaction)?))
        })
        .await;
    held.settle(Storing::of(&app)).await;
    let (status, version, output) = taken?;
    Ok(answer(status, version, output))
}

/// An interaction with its messages and comments.
#[utoipa::path(get, path = "/api/v1/interactions/{id}", tag = "interactions", params(("id" = String, Path)),
    responses((status = 200, body = InteractionOutput, headers(("ETag" = String)))))]
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
) -> AppResult<Response> {
    let (home, author) = (app.home, visitor.author()?);
    let (version, customer, output) = app
        .read(move |tx| {
            let interaction = store::get(tx, id)?;
            Ok((interaction.version, interaction.customer, output(tx, home, &author, interaction)?))
        })
        .await?;
    if let Some(customer) = customer {
        accesses::opened(&app, &visitor, customer, Some(id)).await?;
    }
    Ok(answer(StatusCode::OK, version, output))
}

/// The messages of an interaction, newest first.
#[utoipa::path(get, path = "/api/v1/interactions/{id}/messages", tag = "interactions", params(("id" = String, Path), PageQuery),
    responses((status = 200, body = Listed<Message>)))]
pub async fn list_messages(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    Query(query): Query<PageQuery>,
) -> AppResult<Json<Listed<Message>>> {
    let (page, author) = (query.page(true)?, visitor.author()?);
    let (customer, listed) = app
        .read(move |tx| {
            let customer = store::get(tx, id)?.customer;
            let is_hidden = restrictions::hides(tx, &author, customer)?;
            let nothing = Listed { items: Vec::new(), next: None };
            Ok((customer, if is_hidden { nothing } else { store::page_of_messages(tx, id, &page)? }))
        })
        .await?;
    if let Some(customer) = customer {
        accesses::opened(&app, &visitor, customer, Some(id)).await?;
    }
    Ok(Json(listed))
}

/// Changes facts by a JSON merge patch (RFC 7396). The state only goes forward; channel and direction stay.
#[utoipa::path(patch, path = "/api/v1/interactions/{id}", tag = "interactions",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body(content = InteractionInput, content_type = "application/merge-patch+json"),
    responses((status = 200, body = InteractionOutput, headers(("ETag" = String)))))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    if_match: IfMatch,
    Delivery(body): Delivery,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let home = app.home;
    // Its messages are all of the patch: none stand in what it is applied to.
    let mut told =
        InteractionInput { messages: body.read_member("messages")?, ..InteractionInput::default() };
    let held = told.bring(Storing::of(&app), &author).await?;
    let written = app
        .write(move |tx| {
            let before = store::get(tx, id)?;
            if_match.check(before.version)?;
            let input: InteractionInput = body.patch(&InteractionInput::of(&before))?;
            let input = InteractionInput { messages: told.messages.clone(), ..input };
            let after = super::revise(tx, &author, home, id, before.version, &input)?;
            Ok((after.version, output(tx, home, &author, after)?))
        })
        .await;
    held.settle(Storing::of(&app)).await;
    let (version, output) = written?;
    Ok(answer(StatusCode::OK, version, output))
}

/// Adds a message. The same `ref` again answers 200 with the message that is there.
#[utoipa::path(post, path = "/api/v1/interactions/{id}/messages", tag = "interactions", params(("id" = String, Path)),
    request_body = MessageInput, responses((status = 201, body = Message), (status = 200, body = Message)))]
pub async fn create_message(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    Delivery(body): Delivery,
) -> AppResult<(StatusCode, Json<Message>)> {
    let (author, home) = (visitor.author()?, app.home);
    let mut input: MessageInput = body.read()?;
    let held =
        attachments::bring(Storing::of(&app), &author, std::slice::from_mut(&mut input), |_| String::new())
            .await?;
    let written = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let (message, added) = messages::add(tx, &author, home, id, &input)?;
                let status = if added { StatusCode::CREATED } else { StatusCode::OK };
                Ok(Done { status, id: message.id.0 })
            })?;
            let message = store::get_message(tx, MessageId(done.id))?;
            Ok((done.status, Json(message)))
        })
        .await;
    held.settle(Storing::of(&app)).await;
    written
}

/// How far a message came that went out. It only goes forward: what is told late or again changes nothing.
#[utoipa::path(put, path = "/api/v1/messages/{id}/delivery", tag = "interactions", params(("id" = String, Path)),
    request_body = DeliveryInput, responses((status = 200, body = Message)))]
pub async fn deliver(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<MessageId>,
    body: JsonBody,
) -> AppResult<Json<Message>> {
    let (author, home) = (visitor.author()?, app.home);
    let given: DeliveryInput = body.read()?;
    app.write(move |tx| {
        let (interaction, _) = store::find_of_message(tx, id)?.ok_or(AppError::NotFound)?;
        let (interaction, message) = (store::get(tx, interaction)?, store::get_message(tx, id)?);
        let mut check = Check::default();
        let told = given.read(&mut check, "");
        if interaction.is_from_customer(message.from.as_deref(), home) {
            check.fail(FieldError::new("state", "invalid-delivery-incoming"));
        }
        check.finish()?;
        Ok(Json(delivery::tell(tx, &author, &interaction, message, &told)?))
    })
    .await
}

/// A comment as it is told.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentInput {
    /// 2,000 characters at most.
    text: String,
}

/// Adds a comment.
#[utoipa::path(post, path = "/api/v1/interactions/{id}/comments", tag = "interactions", params(("id" = String, Path)),
    request_body = CommentInput, responses((status = 201, body = Comment)))]
pub async fn create_comment(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    body: JsonBody,
) -> AppResult<(StatusCode, Json<Comment>)> {
    let author = visitor.author()?;
    let input: CommentInput = body.read()?;
    app.write(move |tx| {
        let done = once(tx, &author, body.key.as_ref(), |tx| {
            let comment = comments::add(tx, &author, id, &input.text)?;
            Ok(Done { status: StatusCode::CREATED, id: comment.id.0 })
        })?;
        let comment = store::find_comment(tx, CommentId(done.id))?.ok_or(AppError::NotFound)?;
        Ok((done.status, Json(comment)))
    })
    .await
}

/// Whom an interaction is attached to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Null takes it from its customer.
    #[serde(default)]
    customer_id: Option<CustomerId>,
}

/// Attaches an interaction to a customer, or moves it there.
#[utoipa::path(put, path = "/api/v1/interactions/{id}/customer", tag = "interactions", params(("id" = String, Path)),
    request_body = Attachment, responses((status = 200, body = InteractionOutput, headers(("ETag" = String)))))]
pub async fn attach(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    if !body.members.contains_key("customer_id") && body.members.is_empty() {
        return Err(AppError::invalid("customer_id", "invalid-missing"));
    }
    let input: Attachment = body.read()?;
    let home = app.home;
    let (version, output) = app
        .write(move |tx| {
            let interaction = match input.customer_id {
                Some(customer) => {
                    restrictions::refuse(tx, customer)?;
                    super::attach(tx, &author, id, customer)?
                }
                None => super::detach(tx, &author, id)?,
            };
            Ok((interaction.version, output(tx, home, &author, interaction)?))
        })
        .await?;
    Ok(answer(StatusCode::OK, version, output))
}
