//! What a field of a telephone number asks for while one types: groups of digits, and the prefixes of countries.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use telephone::Country;

use crate::app::App;
use crate::http::Form;

/// Characters that are looked at.
const LONGEST: usize = 40;

/// What stands in the field.
#[derive(Deserialize)]
pub struct Typing {
    #[serde(default)]
    text: String,
}

/// The same in groups, and whose number begins so.
#[derive(Serialize)]
pub struct Typed {
    text: String,
    country: Option<String>,
}

/// Groups what is being typed; null: it stays as it is. Nothing is kept of it.
pub async fn group(State(app): State<App>, Form(typing): Form<Typing>) -> Json<Option<Typed>> {
    let typed = (typing.text.len() <= LONGEST).then(|| telephone::as_typed(&typing.text, app.home)).flatten();
    let country = |one: Country| one.as_str().to_owned();
    Json(typed.map(|typed| Typed { text: typed.text, country: typed.country.map(country) }))
}

/// The countries of the world with their prefixes, and the one that numbers without a prefix belong to.
#[derive(Serialize)]
pub struct Countries {
    home: String,
    prefixes: Vec<(String, u16)>,
}

pub async fn countries(State(app): State<App>) -> Json<Countries> {
    let prefix = |country: Country| Some((country.as_str().to_owned(), country.calling_code()?));
    let prefixes = Country::all().into_iter().filter_map(prefix).collect();
    Json(Countries { home: app.home.as_str().to_owned(), prefixes })
}
