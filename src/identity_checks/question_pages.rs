//! The questions of identity checks and the rule, for administrators.

use axum::extract::State;
use axum::response::{Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::question_view;
use super::questions::{self, IdentityQuestionInput, IdentitySettingsInput};
use super::{Question, Settings, store};
use crate::administration::ordered::{self, MoveForm};
use crate::agents::pages::frame;
use crate::app::App;
use crate::error::AppResult;
use crate::fields::{self, Entity};
use crate::http::fields::Faults;
use crate::http::{Form, Id, Visitor};
use crate::id::IdentityQuestionId;

/// A question as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct QuestionForm {
    pub text: String,
    pub source: String,
    pub compared: String,
    pub level: String,
    pub version: i64,
}

impl QuestionForm {
    pub fn of(question: &Question) -> QuestionForm {
        QuestionForm {
            text: question.text.clone(),
            source: question.source.clone(),
            compared: question.compared.to_string(),
            level: question.level.to_string(),
            version: question.version,
        }
    }

    fn input(&self) -> IdentityQuestionInput {
        IdentityQuestionInput {
            text: Some(self.text.clone()),
            source: Some(self.source.clone()),
            compared: self.compared.parse().ok(),
            level: self.level.parse().ok(),
            position: None,
        }
    }
}

/// The rule as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    pub basic_right: String,
    pub strong_right: String,
    pub most_wrong: String,
    pub most_failed: String,
    pub national_id_level: String,
    pub version: i64,
}

impl SettingsForm {
    pub fn of(settings: &Settings) -> SettingsForm {
        SettingsForm {
            basic_right: settings.basic_right.to_string(),
            strong_right: settings.strong_right.to_string(),
            most_wrong: settings.most_wrong.to_string(),
            most_failed: settings.most_failed.to_string(),
            national_id_level: settings.national_id_level.to_string(),
            version: settings.version,
        }
    }

    fn input(&self) -> IdentitySettingsInput {
        IdentitySettingsInput {
            basic_right: self.basic_right.trim().parse().ok(),
            strong_right: self.strong_right.trim().parse().ok(),
            most_wrong: self.most_wrong.trim().parse().ok(),
            most_failed: self.most_failed.trim().parse().ok(),
            national_id_level: self.national_id_level.parse().ok(),
        }
    }
}

/// What was refused, with what was typed, and why.
pub enum Refused {
    /// None: a new one.
    Question(Option<IdentityQuestionId>, QuestionForm, Faults),
    Settings(SettingsForm, Faults),
}

/// What the page shows.
pub struct Shown {
    pub questions: Vec<Question>,
    pub settings: Settings,
    /// Own fields of customers: key and name.
    pub fields: Vec<(String, String)>,
    pub refused: Option<Refused>,
}

pub async fn list(State(app): State<App>, visitor: Visitor) -> AppResult<Markup> {
    page(&app, &visitor, None).await
}

async fn page(app: &App, visitor: &Visitor, refused: Option<Refused>) -> AppResult<Markup> {
    let (questions, settings, definitions) = app
        .read(|tx| {
            let definitions = fields::store::definitions(tx, Entity::Customer)?;
            Ok((store::questions(tx)?, store::settings(tx)?, definitions))
        })
        .await?;
    let fields = definitions.live().map(|field| (field.key.clone(), field.name.clone())).collect();
    let main = question_view::page(visitor, &Shown { questions, settings, fields, refused });
    Ok(frame(app, visitor, "/identity-checks", &visitor.locale.t("identity-checks"), main).await)
}

async fn answer(
    app: &App,
    visitor: &Visitor,
    done: AppResult<()>,
    refused: impl FnOnce(Faults) -> Refused,
) -> AppResult<Response> {
    ordered::answer("/identity-checks", done, async |faults| page(app, visitor, Some(refused(faults))).await)
        .await
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(typed): Form<QuestionForm>,
) -> AppResult<Response> {
    let (author, input) = (visitor.author()?, typed.input());
    let done = app.write(move |tx| questions::create(tx, &author, &input).map(drop)).await;
    answer(&app, &visitor, done, |faults| Refused::Question(None, typed, faults)).await
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<IdentityQuestionId>,
    Form(typed): Form<QuestionForm>,
) -> AppResult<Response> {
    let (author, input, version) = (visitor.author()?, typed.input(), typed.version);
    let done = app.write(move |tx| questions::update(tx, &author, id, version, &input).map(drop)).await;
    answer(&app, &visitor, done, |faults| Refused::Question(Some(id), typed, faults)).await
}

pub async fn move_question(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<IdentityQuestionId>,
    Form(form): Form<MoveForm>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    app.write(move |tx| questions::move_to(tx, &author, id, form.to())).await?;
    Ok(Redirect::to("/identity-checks"))
}

/// The version that one saw.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DeleteForm {
    version: i64,
}

pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<IdentityQuestionId>,
    Form(form): Form<DeleteForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let done = app.write(move |tx| questions::delete(tx, &author, id, form.version)).await;
    answer(&app, &visitor, done, |faults| Refused::Question(None, QuestionForm::default(), faults)).await
}

pub async fn update_settings(
    State(app): State<App>,
    visitor: Visitor,
    Form(typed): Form<SettingsForm>,
) -> AppResult<Response> {
    let (author, input, version) = (visitor.author()?, typed.input(), typed.version);
    let done = app.write(move |tx| questions::set(tx, &author, version, &input).map(drop)).await;
    answer(&app, &visitor, done, |faults| Refused::Settings(typed, faults)).await
}
