//! What an agent writes of a contact, while it lives and afterwards: topic and own fields, tags, remarks, and its end.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{Interaction, InteractionInput, comments, revise, store, view};
use crate::actions;
use crate::app::App;
use crate::card;
use crate::drafts::{self, Key};
use crate::error::{AppError, AppResult};
use crate::fields::typed::Typed;
use crate::fields::{self, Entity};
use crate::fold::fold_case;
use crate::hex;
use crate::http::fields::Faults;
use crate::http::{Form, Id, Query, Visitor};
use crate::id::InteractionId;
use crate::teams::features::Feature;
use crate::words::State as Progress;

/// Tags that are suggested at once.
const SUGGESTED: usize = 8;

/// What topic and fields are now, in short: who saves says which ones they have seen.
pub fn seen(one: &Interaction) -> String {
    let said =
        serde_json::json!({ "topic": one.topic, "disposition": one.disposition, "fields": one.fields });
    hex::encode(&Sha256::digest(said.to_string())[..8])
}

fn back(id: InteractionId) -> Redirect {
    Redirect::to(&format!("/interactions/{id}"))
}

/// What is said to have come of a contact; where none is offered a form has no choice of it, and it stays.
fn chosen(disposition: Option<&String>, before: &Interaction) -> Option<String> {
    disposition.or(before.disposition.as_ref()).filter(|one| !one.is_empty()).cloned()
}

/// Topic and own fields as they are typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct FactsForm {
    topic: String,
    disposition: Option<String>,
    seen: String,
    defined_key: Vec<String>,
    defined_value: Vec<String>,
    defined_choice: Vec<String>,
}

/// Saves topic and own fields, unless somebody else has written them since they were read.
pub async fn update_facts(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    Form(form): Form<FactsForm>,
) -> AppResult<Redirect> {
    let (author, agent, home) = (visitor.author()?, visitor.agent()?, app.home);
    author.needs(Feature::ContactsEdit)?;
    let address = app
        .write(move |tx| {
            let before = store::get(tx, id)?;
            if form.seen != seen(&before) {
                return Err(AppError::conflict("", "conflict-contact-changed"));
            }
            let definitions = fields::store::definitions(tx, Entity::Interaction)?;
            let typed = Typed {
                keys: form.defined_key.clone(),
                values: form.defined_value.clone(),
                choices: form.defined_choice.clone(),
            };
            // What is in no form stays.
            let mut given = before.fields.clone();
            given.retain(|key, _| definitions.find(key).is_none());
            given.extend(typed.say());
            let topic = Some(form.topic.trim().to_owned()).filter(|topic| !topic.is_empty());
            let disposition = chosen(form.disposition.as_ref(), &before);
            let input =
                InteractionInput { topic, disposition, fields: Some(given), ..InteractionInput::of(&before) };
            let after = revise(tx, &author, home, id, before.version, &input)?;
            drafts::store::delete(tx, agent, &Key::of_interaction(id, "facts"))?;
            told(tx, &before, &after)
        })
        .await?;
    Ok(Redirect::to(&address))
}

/// A tag that is added, or one that is taken away.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TagForm {
    tag: String,
    remove: String,
}

/// Adds a tag, or takes one away; a tag that is there without regard to case is there once.
pub async fn update_tags(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    Form(form): Form<TagForm>,
) -> AppResult<Redirect> {
    let (author, home) = (visitor.author()?, app.home);
    author.needs(Feature::ContactsEdit)?;
    let address = app
        .write(move |tx| {
            let before = store::get(tx, id)?;
            let mut tags = before.tags.clone();
            tags.retain(|tag| form.remove.is_empty() || fold_case(tag) != fold_case(&form.remove));
            tags.extend(Some(form.tag.trim().to_owned()).filter(|tag| !tag.is_empty()));
            let input = InteractionInput { tags: Some(tags), ..InteractionInput::of(&before) };
            let after = revise(tx, &author, home, id, before.version, &input)?;
            told(tx, &before, &after)
        })
        .await?;
    Ok(Redirect::to(&address))
}

/// The page of a contact, which tells what was done, if anything was.
fn told(tx: &mut db::Tx<'_>, before: &Interaction, after: &Interaction) -> AppResult<String> {
    let done = actions::last_since(tx, "interaction", after.id.0, before.version, after.version)?;
    Ok(actions::address(&format!("/interactions/{}", after.id), done))
}

/// A remark as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CommentForm {
    text: String,
}

pub async fn create_comment(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    Form(form): Form<CommentForm>,
) -> AppResult<Response> {
    let (author, agent) = (visitor.author()?, visitor.agent()?);
    author.needs(Feature::ContactsEdit)?;
    let typed = form.text.replace("\r\n", "\n");
    let text = typed.clone();
    let written = app.write(move |tx| {
        comments::add(tx, &author, id, &text)?;
        Ok(drafts::store::delete(tx, agent, &Key::of_interaction(id, "comment"))?)
    });
    let Err(error) = written.await else { return Ok(back(id).into_response()) };
    let (status, faults) = (error.status(), Faults::of(error)?);
    let put = move |contact: &mut card::Contact| contact.refused = Some(Box::new((typed, faults)));
    Ok((status, card::pages::with_contact(&app, &visitor, id, "", put).await?).into_response())
}

/// What came of a contact, as its agent ends it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    disposition: Option<String>,
}

/// Ends the wrap-up: the contact is closed.
pub async fn end(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    Form(form): Form<EndForm>,
) -> AppResult<Redirect> {
    let (author, home) = (visitor.author()?, app.home);
    author.needs(Feature::ContactsEdit)?;
    app.write(move |tx| {
        let before = store::get(tx, id)?;
        if before.state != Progress::WrapUp {
            return Err(AppError::conflict("state", "conflict-no-wrap-up"));
        }
        let disposition = chosen(form.disposition.as_ref(), &before);
        let state = Some(Progress::Closed);
        let input = InteractionInput { state, disposition, ..InteractionInput::of(&before) };
        revise(tx, &author, home, id, before.version, &input)
    })
    .await?;
    Ok(back(id))
}

/// The beginning of a tag.
#[derive(Deserialize)]
pub struct TagQuery {
    #[serde(default)]
    tag: String,
}

/// Tags of contacts that begin so, as suggestions.
pub async fn suggest_tags(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<TagQuery>,
) -> AppResult<Markup> {
    visitor.author()?.needs(Feature::ContactsEdit)?;
    let beginning = fold_case(query.tag.trim());
    let found = app.read(move |tx| Ok(store::tags_from(tx, &beginning, SUGGESTED)?)).await?;
    Ok(view::suggestions(&found))
}
