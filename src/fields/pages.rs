//! What is defined, for administrators: sets with their fields, and record groups with their columns.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::view::{self, Shown};
use super::{Entity, Field, FieldInput, Set, SetInput, To, store};
use crate::agents::pages::frame;
use crate::app::App;
use crate::error::{AppError, AppResult, FieldError};
use crate::http::fields::Faults;
use crate::http::{Form, Id, Query, Visitor};
use crate::id::{FieldId, FieldSetId};

/// A set as it is typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SetForm {
    pub entity: String,
    pub name: String,
    pub key: String,
    pub record_name: String,
    pub empty_text: String,
    pub version: i64,
}

impl SetForm {
    fn of(set: &Set) -> SetForm {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        SetForm {
            entity: set.entity.to_string(),
            name: set.name.clone(),
            key: text(&set.key),
            record_name: text(&set.record_name),
            empty_text: text(&set.empty_text),
            version: set.version,
        }
    }

    fn input(&self) -> SetInput {
        SetInput {
            entity: self.entity.parse().ok(),
            name: Some(self.name.clone()),
            position: None,
            key: Some(self.key.clone()),
            record_name: Some(self.record_name.clone()),
            empty_text: Some(self.empty_text.clone()),
        }
    }
}

/// A definition as it is typed: ticks are there or not, choices are lines.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct FieldForm {
    pub set: String,
    pub key: String,
    pub name: String,
    pub kind: String,
    pub help: String,
    pub required: String,
    pub masked: String,
    pub identity_level: String,
    pub searchable: String,
    pub choices: String,
    pub currency: String,
    pub version: i64,
}

impl FieldForm {
    fn of(field: &Field) -> FieldForm {
        let tick = |ticked: bool| if ticked { "1" } else { "" }.to_owned();
        FieldForm {
            set: field.set.to_string(),
            key: field.key.clone(),
            name: field.name.clone(),
            kind: field.kind.to_string(),
            help: field.help.clone().unwrap_or_default(),
            required: tick(field.required),
            masked: tick(field.masked),
            identity_level: field.identity_level.to_string(),
            searchable: tick(field.searchable),
            choices: field.choices.join("\n"),
            currency: field.currency.clone().unwrap_or_default(),
            version: field.version,
        }
    }

    /// `before`: the definition that it changes.
    fn input(&self, before: Option<&Field>) -> FieldInput {
        let choices = self.choices.lines().map(str::trim).filter(|line| !line.is_empty());
        FieldInput {
            set_id: self.set.parse().ok(),
            key: Some(self.key.clone()),
            name: Some(self.name.clone()),
            kind: self.kind.parse().ok(),
            help: Some(self.help.clone()),
            position: None,
            required: Some(!self.required.is_empty()),
            masked: Some(!self.masked.is_empty()),
            identity_level: self.identity_level.parse().ok(),
            searchable: Some(!self.searchable.is_empty()),
            choices: Some(choices.map(str::to_owned).collect()),
            currency: Some(self.currency.trim().to_uppercase()).filter(|code| !code.is_empty()),
            archived: before.map(Field::is_archived),
        }
    }
}

/// The faults with the names that the form has for its fields.
fn faults(error: AppError) -> AppResult<Faults> {
    let Faults(faults) = Faults::of(error)?;
    let named = |fault: FieldError| match fault.field.as_str() {
        "set_id" => FieldError { field: "set".to_owned(), ..fault },
        field if field.starts_with("choices[") => FieldError { field: "choices".to_owned(), ..fault },
        _ => fault,
    };
    Ok(Faults(faults.into_iter().map(named).collect()))
}

/// The sets of all entities, each with its fields.
fn read(tx: &mut db::Tx<'_>) -> AppResult<Shown> {
    let mut sets = Vec::new();
    for entity in Entity::ALL {
        sets.extend(store::list_sets(tx, *entity)?);
    }
    Ok(Shown { sets, fields: store::list(tx)? })
}

pub async fn list(State(app): State<App>, visitor: Visitor) -> AppResult<Markup> {
    list_page(&app, &visitor, &Faults::default()).await
}

async fn list_page(app: &App, visitor: &Visitor, faults: &Faults) -> AppResult<Markup> {
    let shown = app.read(read).await?;
    let main = view::list(visitor, &shown, faults);
    Ok(frame(app, visitor, "/fields", &visitor.locale.t("fields-title"), main).await)
}

/// What a new field or set is for.
#[derive(Deserialize)]
pub struct NewQuery {
    set: Option<FieldSetId>,
    entity: Option<Entity>,
}

pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<NewQuery>,
) -> AppResult<Markup> {
    let set = query.set.map(|set| set.to_string()).unwrap_or_default();
    let typed = FieldForm { set, kind: super::Kind::Text.to_string(), ..FieldForm::default() };
    field_page(&app, &visitor, None, &typed, &Faults::default(), false).await
}

async fn field_page(
    app: &App,
    visitor: &Visitor,
    field: Option<&Field>,
    typed: &FieldForm,
    faults: &Faults,
    stale: bool,
) -> AppResult<Markup> {
    let sets = app.read(|tx| Ok(read(tx)?.sets)).await?;
    let title = field.map_or_else(|| visitor.locale.t("field-new"), |field| field.name.clone());
    let main = view::field(visitor, &sets, field, typed, faults, stale);
    Ok(frame(app, visitor, "/fields", &title, main).await)
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(typed): Form<FieldForm>,
) -> AppResult<Response> {
    let (author, input) = (visitor.author()?, typed.input(None));
    match app.write(move |tx| super::create(tx, &author, &input)).await {
        Ok(field) => Ok(back(&field)),
        Err(error) => {
            let status = error.status();
            let page = field_page(&app, &visitor, None, &typed, &faults(error)?, false).await?;
            Ok((status, page).into_response())
        }
    }
}

fn back(field: &Field) -> Response {
    Redirect::to(&format!("/fields#field-{}", field.id)).into_response()
}

pub async fn edit(State(app): State<App>, visitor: Visitor, Id(id): Id<FieldId>) -> AppResult<Markup> {
    let field = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
    field_page(&app, &visitor, Some(&field), &FieldForm::of(&field), &Faults::default(), false).await
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FieldId>,
    Form(typed): Form<FieldForm>,
) -> AppResult<Response> {
    let (author, form) = (visitor.author()?, typed.clone());
    let saved = app
        .write(move |tx| {
            let before = store::get(tx, id)?;
            super::update(tx, &author, id, form.version, &form.input(Some(&before)))
        })
        .await;
    let error = match saved {
        Ok(field) => return Ok(back(&field)),
        Err(error) => error,
    };
    let (status, stale) = (error.status(), matches!(error, AppError::Stale));
    let faults = if stale { Faults::default() } else { faults(error)? };
    let field = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
    // Sent again, it is meant.
    let typed = FieldForm { version: field.version, ..typed };
    let page = field_page(&app, &visitor, Some(&field), &typed, &faults, stale).await?;
    Ok((status, page).into_response())
}

/// A version, and for moving the way.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ActForm {
    version: i64,
    up: Option<String>,
}

impl ActForm {
    fn to(&self) -> To {
        if self.up.is_some() { To::Up } else { To::Down }
    }
}

/// The list again: as it is now, or with why nothing was done.
async fn done(app: &App, visitor: &Visitor, done: AppResult<String>) -> AppResult<Response> {
    match done {
        Ok(anchor) => Ok(Redirect::to(&format!("/fields#{anchor}")).into_response()),
        Err(error) => {
            let status = error.status();
            let page = list_page(app, visitor, &Faults::of(error)?).await?;
            Ok((status, page).into_response())
        }
    }
}

pub async fn archive(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FieldId>,
    Form(typed): Form<ActForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let field = app.write(move |tx| super::archive(tx, &author, id, typed.version)).await;
    done(&app, &visitor, field.map(|field| format!("archive-{}", field.set))).await
}

pub async fn restore(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FieldId>,
    Form(typed): Form<ActForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let field = app.write(move |tx| super::restore(tx, &author, id, typed.version)).await;
    done(&app, &visitor, field.map(|field| format!("field-{}", field.id))).await
}

pub async fn move_field(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FieldId>,
    Form(typed): Form<ActForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let field = app.write(move |tx| super::move_field(tx, &author, id, typed.to())).await;
    done(&app, &visitor, field.map(|field| format!("field-{}", field.id))).await
}

pub async fn new_set(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<NewQuery>,
) -> AppResult<Markup> {
    let entity = query.entity.unwrap_or(Entity::Customer);
    let typed = SetForm { entity: entity.to_string(), ..SetForm::default() };
    Ok(set_page(&app, &visitor, None, &typed, &Faults::default(), false).await)
}

async fn set_page(
    app: &App,
    visitor: &Visitor,
    set: Option<&Set>,
    typed: &SetForm,
    faults: &Faults,
    stale: bool,
) -> Markup {
    let main = view::set(visitor, set, typed, faults, stale);
    let title = set.map_or_else(|| visitor.locale.t(view::new_set_title(typed)), |set| set.name.clone());
    frame(app, visitor, "/fields", &title, main).await
}

pub async fn create_set(
    State(app): State<App>,
    visitor: Visitor,
    Form(typed): Form<SetForm>,
) -> AppResult<Response> {
    let (author, input) = (visitor.author()?, typed.input());
    match app.write(move |tx| super::create_set(tx, &author, &input)).await {
        Ok(set) => Ok(Redirect::to(&format!("/fields#set-{}", set.id)).into_response()),
        Err(error) => {
            let status = error.status();
            let page = set_page(&app, &visitor, None, &typed, &Faults::of(error)?, false).await;
            Ok((status, page).into_response())
        }
    }
}

pub async fn edit_set(State(app): State<App>, visitor: Visitor, Id(id): Id<FieldSetId>) -> AppResult<Markup> {
    let set = app.read(move |tx| Ok(store::get_set(tx, id)?)).await?;
    Ok(set_page(&app, &visitor, Some(&set), &SetForm::of(&set), &Faults::default(), false).await)
}

pub async fn update_set(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FieldSetId>,
    Form(typed): Form<SetForm>,
) -> AppResult<Response> {
    let (author, input, version) = (visitor.author()?, typed.input(), typed.version);
    let error = match app.write(move |tx| super::update_set(tx, &author, id, version, &input)).await {
        Ok(set) => return Ok(Redirect::to(&format!("/fields#set-{}", set.id)).into_response()),
        Err(error) => error,
    };
    let (status, stale) = (error.status(), matches!(error, AppError::Stale));
    let faults = if stale { Faults::default() } else { Faults::of(error)? };
    let set = app.read(move |tx| Ok(store::get_set(tx, id)?)).await?;
    let typed = SetForm { version: set.version, ..typed };
    let page = set_page(&app, &visitor, Some(&set), &typed, &faults, stale).await;
    Ok((status, page).into_response())
}

pub async fn delete_set(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FieldSetId>,
    Form(typed): Form<ActForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let deleted = app.write(move |tx| super::delete_set(tx, &author, id, typed.version)).await;
    done(&app, &visitor, deleted.map(|()| "fields".to_owned())).await
}

pub async fn move_set(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FieldSetId>,
    Form(typed): Form<ActForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let set = app.write(move |tx| super::move_set(tx, &author, id, typed.to())).await;
    done(&app, &visitor, set.map(|set| format!("set-{}", set.id))).await
}
