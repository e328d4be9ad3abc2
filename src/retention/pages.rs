//! The page where administrators set how long data is kept.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::{Kept, view};
use crate::agents::pages::frame;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::fields::Faults;
use crate::http::{Form, Query, Visitor};

/// A rule as it was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct RuleForm {
    pub kind: String,
    /// Empty: kept until somebody removes it.
    pub days: String,
}

impl RuleForm {
    fn read(&self) -> AppResult<(Kept, Option<i64>)> {
        let kind = self.kind.parse().map_err(|_| AppError::NotFound)?;
        let days = match self.days.trim() {
            "" => None,
            text => Some(text.parse().map_err(|_| AppError::invalid("days", "invalid-number"))?),
        };
        Ok((kind, days))
    }
}

/// All rules; of one that is tried out, what it would remove.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(tried): Query<RuleForm>,
) -> AppResult<Response> {
    let read = if tried.kind.is_empty() { Ok(None) } else { tried.read().map(Some) };
    match read {
        Ok(rule) => match page(&app, &visitor, rule, &tried, &Faults::default()).await {
            Ok(page) => Ok(page.into_response()),
            Err(error) => refused(&app, &visitor, &tried, error).await,
        },
        Err(error) => refused(&app, &visitor, &tried, error).await,
    }
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Form(typed): Form<RuleForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let set = match typed.read() {
        Ok((kind, days)) => app.write(move |tx| super::set(tx, &author, kind, days)).await,
        Err(error) => Err(error),
    };
    match set {
        Ok(()) => Ok(Redirect::to("/retention").into_response()),
        Err(error) => refused(&app, &visitor, &typed, error).await,
    }
}

async fn refused(app: &App, visitor: &Visitor, typed: &RuleForm, error: AppError) -> AppResult<Response> {
    let status = error.status();
    let faults = Faults::of(error)?;
    Ok((status, page(app, visitor, None, typed, &faults).await?).into_response())
}

async fn page(
    app: &App,
    visitor: &Visitor,
    tried: Option<(Kept, Option<i64>)>,
    typed: &RuleForm,
    faults: &Faults,
) -> AppResult<Markup> {
    let now = visitor.locale.now;
    let tried = tried.and_then(|(kind, days)| Some((kind, days?)));
    let rules = app.read(move |tx| super::list(tx, now, tried)).await?;
    let title = visitor.locale.t("retention-title");
    let main = view::list(visitor, &title, &rules, typed, faults);
    Ok(frame(app, visitor, "/retention", &title, main).await)
}
