//! Merges over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::face::Choices;
use super::{Merge, undoing};
use crate::app::App;
use crate::clock::Time;
use crate::error::AppResult;
use crate::http::idempotency::{Done, once};
use crate::http::{Id, JsonBody, Visitor};
use crate::id::{CustomerId, InteractionId, MergeId};

/// Cards that are to be made one.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeInput {
    /// The card that is kept. Its id stays, and the ids of the others answer with it from then on.
    pub keep: CustomerId,
    /// The cards that are joined to it: 1 to 50.
    #[schema(min_items = 1, max_items = 50)]
    pub merge: Vec<CustomerId>,
    /// From which card a member is taken: `kind`, `name` (with its parts), `given_name`, `family_name`, `company_id`,
    /// `department`, `job_title`, `birth_date`, `language`, `vip`, `hidden`, `owner`, `avatar`, `fields.KEY`; of lists
    /// (`phones`, `emails`, `handles`, `addresses`, `national_ids`, `tags`) the list of that card alone. Without a choice a
    /// value is the kept card's, or the first that there is, and a list is all of theirs, each item once.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub choices: Choices,
}

/// A merge as the API shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Merge)]
pub struct MergeOutput {
    pub id: MergeId,
    pub keep: CustomerId,
    pub merge: Vec<CustomerId>,
    #[schema(value_type = Object)]
    pub choices: Choices,
    /// Name of who merged them.
    pub by: String,
    pub at: Time,
    pub undone_by: Option<String>,
    pub undone_at: Option<Time>,
    /// Contacts that came since on an identifier that both sides had, or neither: while the merge stands nobody has to
    /// know whose they are, and after it was undone they are on the kept card.
    pub undecided: Vec<InteractionId>,
}

impl MergeOutput {
    fn of(merge: Merge, undecided: Vec<InteractionId>) -> MergeOutput {
        MergeOutput {
            id: merge.id,
            keep: merge.kept,
            merge: merge.parts.iter().map(|part| part.customer).collect(),
            choices: merge.choices,
            by: merge.by,
            at: merge.at,
            undone_by: merge.undone_by,
            undone_at: merge.undone_at,
            undecided,
        }
    }
}

fn shown(tx: &mut db::Tx<'_>, id: MergeId) -> AppResult<MergeOutput> {
    let merge = super::get(tx, id)?;
    let undecided = undoing::undecided(tx, &merge)?;
    Ok(MergeOutput::of(merge, undecided))
}

/// Makes cards one. Everything that is theirs stays theirs and is shown on the kept card; it can be undone at any time.
#[utoipa::path(post, path = "/api/v1/merges", tag = "merges", request_body = MergeInput,
    responses((status = 201, body = MergeOutput, headers(("Location" = String)))))]
pub async fn create(State(app): State<App>, visitor: Visitor, body: JsonBody) -> AppResult<Response> {
    let author = visitor.author()?;
    let input: MergeInput = body.read()?;
    let (status, merge) = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let merge = super::merge(tx, &author, input.keep, &input.merge, &input.choices, None)?;
                Ok(Done { status: StatusCode::CREATED, id: merge.id.0 })
            })?;
            Ok((done.status, shown(tx, MergeId(done.id))?))
        })
        .await?;
    let location = format!("/api/v1/merges/{}", merge.id);
    Ok((status, [(LOCATION, location)], Json(merge)).into_response())
}

/// A merge, standing or undone.
#[utoipa::path(get, path = "/api/v1/merges/{id}", tag = "merges", params(("id" = String, Path)),
    responses((status = 200, body = MergeOutput)))]
pub async fn show(
    State(app): State<App>,
    _visitor: Visitor,
    Id(id): Id<MergeId>,
) -> AppResult<Json<MergeOutput>> {
    Ok(Json(app.read(move |tx| shown(tx, id)).await?))
}

/// Undoes a merge, whatever has happened since: the merged cards are exactly what they were, with the contacts that came
/// in on their identifiers. What was edited on the joined card stays with the kept one.
#[utoipa::path(delete, path = "/api/v1/merges/{id}", tag = "merges", params(("id" = String, Path)),
    responses((status = 204)))]
pub async fn delete(State(app): State<App>, visitor: Visitor, Id(id): Id<MergeId>) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| undoing::undo(tx, &author, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
