//! API tokens, for administrators.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::{store, view};
use crate::agents::pages::frame;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::fields::Faults;
use crate::http::{Form, Id, Visitor};
use crate::id::TokenId;
use crate::words::Role;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct TokenForm {
    pub name: String,
    pub role: String,
}

/// `made`: the name and text of a token that has just been made.
async fn page(
    app: &App,
    visitor: &Visitor,
    typed: &TokenForm,
    faults: &Faults,
    made: Option<(&str, &str)>,
) -> AppResult<Markup> {
    let tokens = app.read(|tx| Ok(store::list(tx)?)).await?;
    let main = view::list(visitor, &tokens, typed, faults, made);
    Ok(frame(app, visitor, "/tokens", &visitor.locale.t("tokens-title"), main).await)
}

fn blank() -> TokenForm {
    TokenForm { name: String::new(), role: Role::Agent.to_string() }
}

pub async fn list(State(app): State<App>, visitor: Visitor) -> AppResult<Markup> {
    page(&app, &visitor, &blank(), &Faults::default(), None).await
}

/// Makes a token; its text stands on this answer and nowhere else.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(typed): Form<TokenForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let made = match typed.role.parse::<Role>() {
        Err(_) => Err(AppError::invalid("role", "invalid-choice")),
        Ok(role) => {
            let name = typed.name.clone();
            app.write(move |tx| super::create(tx, &author, &name, role)).await
        }
    };
    match made {
        Ok((token, text)) => {
            Ok(page(&app, &visitor, &blank(), &Faults::default(), Some((&token.name, &text)))
                .await?
                .into_response())
        }
        Err(error) => {
            let status = error.status();
            let faults = Faults::of(error)?;
            Ok((status, page(&app, &visitor, &typed, &faults, None).await?).into_response())
        }
    }
}

pub async fn revoke(State(app): State<App>, visitor: Visitor, Id(id): Id<TokenId>) -> AppResult<Redirect> {
    let author = visitor.author()?;
    app.write(move |tx| super::revoke(tx, &author, id)).await?;
    Ok(Redirect::to("/tokens"))
}
