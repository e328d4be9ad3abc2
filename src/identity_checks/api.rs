//! Identity checks over the API: what is known of a contact, what other systems report, and the questions and the rule.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::questions::{self, Compared, IdentityQuestionInput, IdentitySettingsInput};
use super::reporting::{self, IdentityCheckInput};
use super::{AnswerOutcome, CheckOutcome, IdentityCheck, Level, Method, Question, Settings, store};
use crate::accesses;
use crate::app::App;
use crate::clock::Time;
use crate::error::AppResult;
use crate::http::etag::etag;
use crate::http::idempotency::{Done, once};
use crate::http::paging::Listed;
use crate::http::{Id, IfMatch, JsonBody, Visitor};
use crate::id::{CustomerId, IdentityCheckId, IdentityQuestionId, InteractionId};
use crate::interactions;
use crate::teams::features::Feature;

/// A check as the API shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = IdentityCheck)]
pub struct IdentityCheckOutput {
    pub id: IdentityCheckId,
    pub interaction_id: InteractionId,
    pub customer_id: CustomerId,
    #[schema(value_type = String)]
    pub method: Method,
    #[schema(value_type = String)]
    pub outcome: CheckOutcome,
    #[schema(value_type = String)]
    pub level: Level,
    /// Name of the agent or token.
    pub by: String,
    pub started_at: Time,
    /// When it was proven or had failed; null: it goes on.
    pub completed_at: Option<Time>,
    pub questions: Vec<AnswerOutput>,
}

/// A question of a check; what was said is kept nowhere.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = IdentityAnswer)]
pub struct AnswerOutput {
    pub question_id: Option<IdentityQuestionId>,
    pub text: String,
    #[schema(value_type = String)]
    pub outcome: AnswerOutcome,
}

impl From<&IdentityCheck> for IdentityCheckOutput {
    fn from(one: &IdentityCheck) -> IdentityCheckOutput {
        let answer = |answer: &super::Answer| AnswerOutput {
            question_id: answer.question,
            text: answer.text.clone(),
            outcome: answer.outcome,
        };
        IdentityCheckOutput {
            id: one.id,
            interaction_id: one.interaction,
            customer_id: one.customer,
            method: one.method,
            outcome: one.outcome,
            level: one.level,
            by: one.by.clone(),
            started_at: one.started_at,
            completed_at: one.completed_at,
            questions: one.answers.iter().map(answer).collect(),
        }
    }
}

/// The newest of some checks that is completed.
pub fn newest(checks: &[IdentityCheck]) -> Option<IdentityCheckOutput> {
    super::newest(checks).map(IdentityCheckOutput::from)
}

/// The checks of an interaction with the customer that it has, newest first. There is one part only.
#[utoipa::path(get, path = "/api/v1/interactions/{id}/identity_checks", tag = "identity checks",
    params(("id" = String, Path)), responses((status = 200, body = Listed<IdentityCheckOutput>)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
) -> AppResult<Json<Listed<IdentityCheckOutput>>> {
    visitor.author()?.needs(Feature::IdentityChecks)?;
    let (customer, checks) = app
        .read(move |tx| {
            let customer = interactions::store::get(tx, id)?.customer;
            let checks = match customer {
                Some(_) => store::list(tx, id, customer)?,
                None => Vec::new(),
            };
            Ok((customer, checks))
        })
        .await?;
    if let Some(customer) = customer {
        accesses::opened(&app, &visitor, customer, Some(id)).await?;
    }
    Ok(Json(Listed { items: checks.iter().map(IdentityCheckOutput::from).collect(), next: None }))
}

/// Reports a check that another system made with the customer of an interaction.
#[utoipa::path(post, path = "/api/v1/interactions/{id}/identity_checks", tag = "identity checks",
    params(("id" = String, Path)), request_body = IdentityCheckInput,
    responses((status = 201, body = IdentityCheckOutput)))]
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    body: JsonBody,
) -> AppResult<(StatusCode, Json<IdentityCheckOutput>)> {
    let author = visitor.author()?;
    let input: IdentityCheckInput = body.read()?;
    app.write(move |tx| {
        let done = once(tx, &author, body.key.as_ref(), |tx| {
            let check = reporting::report(tx, &author, id, &input)?;
            Ok(Done { status: StatusCode::CREATED, id: check.id.0 })
        })?;
        let check = store::get(tx, IdentityCheckId(done.id))?;
        Ok((done.status, Json(IdentityCheckOutput::from(&check))))
    })
    .await
}

/// A question as the API shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = IdentityQuestion)]
pub struct QuestionOutput {
    pub id: IdentityQuestionId,
    pub text: String,
    pub source: String,
    #[schema(value_type = String)]
    pub compared: Compared,
    #[schema(value_type = String)]
    pub level: Level,
    pub position: i64,
    pub created_at: Time,
    pub updated_at: Time,
}

impl From<Question> for QuestionOutput {
    fn from(one: Question) -> QuestionOutput {
        let Question { id, text, source, compared, level, position, created_at, updated_at, .. } = one;
        QuestionOutput { id, text, source, compared, level, position, created_at, updated_at }
    }
}

fn answer(status: StatusCode, one: Question) -> Response {
    let location = format!("/api/v1/identity-questions/{}", one.id);
    (status, [(ETAG, etag(one.version)), (LOCATION, location)], Json(QuestionOutput::from(one)))
        .into_response()
}

/// The questions of identity checks, in their order. There is one part only.
#[utoipa::path(get, path = "/api/v1/identity-questions", tag = "identity checks",
    responses((status = 200, body = Listed<QuestionOutput>)))]
pub async fn list_questions(State(app): State<App>) -> AppResult<Json<Listed<QuestionOutput>>> {
    let questions = app.read(|tx| Ok(store::questions(tx)?)).await?;
    Ok(Json(Listed { items: questions.into_iter().map(QuestionOutput::from).collect(), next: None }))
}

/// Defines a question.
#[utoipa::path(post, path = "/api/v1/identity-questions", tag = "identity checks", request_body = IdentityQuestionInput,
    responses((status = 201, body = QuestionOutput, headers(("ETag" = String), ("Location" = String)))))]
pub async fn create_question(
    State(app): State<App>,
    visitor: Visitor,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let input: IdentityQuestionInput = body.read()?;
    let (status, one) = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let one = questions::create(tx, &author, &input)?;
                Ok(Done { status: StatusCode::CREATED, id: one.id.0 })
            })?;
            Ok((done.status, store::question(tx, IdentityQuestionId(done.id))?))
        })
        .await?;
    Ok(answer(status, one))
}

/// A question.
#[utoipa::path(get, path = "/api/v1/identity-questions/{id}", tag = "identity checks", params(("id" = String, Path)),
    responses((status = 200, body = QuestionOutput, headers(("ETag" = String)))))]
pub async fn show_question(State(app): State<App>, Id(id): Id<IdentityQuestionId>) -> AppResult<Response> {
    let one = app.read(move |tx| Ok(store::question(tx, id)?)).await?;
    Ok(answer(StatusCode::OK, one))
}

/// Changes a question by a JSON merge patch (RFC 7396).
#[utoipa::path(patch, path = "/api/v1/identity-questions/{id}", tag = "identity checks",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body(content = IdentityQuestionInput, content_type = "application/merge-patch+json"),
    responses((status = 200, body = QuestionOutput, headers(("ETag" = String)))))]
pub async fn update_question(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<IdentityQuestionId>,
    if_match: IfMatch,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let one = app
        .write(move |tx| {
            let before = store::question(tx, id)?;
            if_match.check(before.version)?;
            let input: IdentityQuestionInput = body.patch(&IdentityQuestionInput::of(&before))?;
            questions::update(tx, &author, id, before.version, &input)
        })
        .await?;
    Ok(answer(StatusCode::OK, one))
}

/// Removes a question; checks in which it was asked keep what it was called.
#[utoipa::path(delete, path = "/api/v1/identity-questions/{id}", tag = "identity checks",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 204)))]
pub async fn delete_question(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<IdentityQuestionId>,
    if_match: IfMatch,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| {
        let before = store::question(tx, id)?;
        if_match.check(before.version)?;
        questions::delete(tx, &author, id, before.version)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// By which rule which level is proven.
#[utoipa::path(get, path = "/api/v1/identity-settings", tag = "identity checks",
    responses((status = 200, body = Settings, headers(("ETag" = String)))))]
pub async fn show_settings(State(app): State<App>) -> AppResult<Response> {
    let settings = app.read(|tx| Ok(store::settings(tx)?)).await?;
    Ok(([(ETAG, etag(settings.version))], Json(settings)).into_response())
}

/// Changes the rule by a JSON merge patch (RFC 7396). Checks that are completed stay what they are.
#[utoipa::path(patch, path = "/api/v1/identity-settings", tag = "identity checks",
    params(("If-Match" = String, Header, description = "The ETag that was read")),
    request_body(content = IdentitySettingsInput, content_type = "application/merge-patch+json"),
    responses((status = 200, body = Settings, headers(("ETag" = String)))))]
pub async fn update_settings(
    State(app): State<App>,
    visitor: Visitor,
    if_match: IfMatch,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let settings = app
        .write(move |tx| {
            let before = store::settings(tx)?;
            if_match.check(before.version)?;
            let input: IdentitySettingsInput = body.patch(&IdentitySettingsInput::of(&before))?;
            questions::set(tx, &author, before.version, &input)
        })
        .await?;
    Ok(([(ETAG, etag(settings.version))], Json(settings)).into_response())
}
