//! Writing, changing, deleting and taking back notes on the card.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::view::{self, Editing, address};
use super::{Note, NoteInput};
use crate::accesses;
use crate::actions;
use crate::agents::pages::frame;
use crate::app::App;
use crate::card;
use crate::error::{AppError, AppResult, FieldError};
use crate::http::fields::Faults;
use crate::http::{Form, Id, Part, Query, Visitor};
use crate::id::{CustomerId, InteractionId, NoteId};
use crate::language::Locale;
use crate::teams::features::Feature;

/// What was typed of a note. Without words only the pin is meant.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    pub text: Option<String>,
    /// Not empty: it is.
    pub pinned: String,
    /// The last day on which it shows.
    pub until: Option<String>,
    /// The contact beside which the notes stand.
    pub interaction: Option<InteractionId>,
    pub version: i64,
}

impl NoteForm {
    /// A note as the form shows it.
    fn of(note: &Note, locale: &Locale, interaction: Option<InteractionId>) -> NoteForm {
        NoteForm {
            text: Some(note.text.clone()),
            pinned: if note.pinned { "1" } else { "" }.to_owned(),
            until: until(note, locale),
            interaction,
            version: note.version,
        }
    }

    /// What the form says of a note; `before` is the one that it changes.
    fn input(&self, locale: &Locale, before: Option<&Note>) -> AppResult<NoteInput> {
        let pinned = !self.pinned.is_empty();
        let Some(text) = &self.text else {
            let before = before.ok_or_else(|| AppError::invalid("text", "invalid-missing"))?;
            return Ok(NoteInput { pinned, ..NoteInput::of(before) });
        };
        let typed = self.until.as_deref().map(str::trim).filter(|until| !until.is_empty());
        let known = before.and_then(|before| until(before, locale));
        let expires_at = match typed {
            // A time within the day that was set elsewhere stays what it is.
            Some(typed) if known.as_deref() == Some(typed) => before.and_then(|before| before.expires_at),
            Some(typed) => {
                Some(locale.end_of_day(typed).ok_or_else(|| AppError::invalid("until", "invalid-date"))?)
            }
            None => None,
        };
        Ok(NoteInput { text: text.replace("\r\n", "\n"), pinned, expires_at })
    }
}

/// The last day on which a note shows, as a field of a form has it.
fn until(note: &Note, locale: &Locale) -> Option<String> {
    Some(locale.day_of(note.expires_at?.plus(-1)))
}

/// The faults with the names that the form has for its fields.
fn faults(error: AppError) -> AppResult<Faults> {
    let Faults(faults) = Faults::of(error)?;
    let named = |fault: FieldError| match fault.field.as_str() {
        "expires_at" => FieldError { field: "until".to_owned(), ..fault },
        _ => fault,
    };
    Ok(Faults(faults.into_iter().map(named).collect()))
}

/// The contact beside which the notes stand.
#[derive(Deserialize)]
pub struct Beside {
    interaction: Option<InteractionId>,
}

/// The notes: a part of the card for scripts, else the card with them.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(customer): Id<CustomerId>,
    Query(beside): Query<Beside>,
) -> AppResult<Response> {
    visitor.author()?.needs(Feature::NotesSee)?;
    if !part.is_any() {
        return Ok(Redirect::to(&address(customer, beside.interaction)).into_response());
    }
    card::pages::notes_part(&app, &visitor, &part, customer, beside.interaction).await
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Form(typed): Form<NoteForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let made = match typed.input(&visitor.locale, None) {
        Err(error) => Err(error),
        Ok(input) => {
            app.write(move |tx| {
                let note = super::create(tx, &author, customer, &input)?;
                actions::last(tx, "note", note.id.0)
            })
            .await
        }
    };
    match made {
        Ok(done) => {
            Ok(Redirect::to(&actions::address(&address(customer, typed.interaction), done)).into_response())
        }
        Err(error) => {
            let status = error.status();
            let faults = faults(error)?;
            let page = card::pages::with_note(&app, &visitor, customer, &typed, &faults).await?;
            Ok((status, page).into_response())
        }
    }
}

/// The form: within its row for scripts, else a page.
pub async fn edit(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<NoteId>,
    Query(beside): Query<Beside>,
) -> AppResult<Markup> {
    let author = visitor.author()?;
    let note = app.read(move |tx| super::get(tx, &author, id)).await?;
    accesses::opened(&app, &visitor, note.customer, beside.interaction).await?;
    let typed = NoteForm::of(&note, &visitor.locale, beside.interaction);
    let faults = Faults::default();
    let editing = Editing {
        note: &note,
        typed: &typed,
        faults: &faults,
        stale: false,
        interaction: beside.interaction,
    };
    if part.is_any() {
        return Ok(view::form(&visitor, &editing));
    }
    Ok(page(&app, &visitor, &editing).await)
}

async fn page(app: &App, visitor: &Visitor, editing: &Editing<'_>) -> Markup {
    let title = visitor.locale.t("note-edit-title");
    let here = format!("/customers/{}", editing.note.customer);
    frame(app, visitor, &here, &title, view::edit(visitor, editing)).await
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<NoteId>,
    Form(typed): Form<NoteForm>,
) -> AppResult<Response> {
    let (author, locale, form) = (visitor.author()?, visitor.locale.clone(), typed.clone());
    let saved = app
        .write(move |tx| {
            let before = super::get(tx, &author, id)?;
            let input = form.input(&locale, Some(&before))?;
            let note = super::update(tx, &author, id, form.version, &input)?;
            let done = actions::last_since(tx, "note", id.0, before.version, note.version)?;
            Ok(actions::address(&address(note.customer, form.interaction), done))
        })
        .await;
    let error = match saved {
        Ok(address) => return Ok(Redirect::to(&address).into_response()),
        Err(error) => error,
    };
    let author = visitor.author()?;
    let note = app.read(move |tx| super::get(tx, &author, id)).await?;
    let (status, stale) = (error.status(), matches!(error, AppError::Stale));
    let faults = if stale { Faults::default() } else { faults(error)? };
    // Sent again, it is meant: what the note is now stands on the page.
    let version = if stale { note.version } else { typed.version };
    let text = typed.text.clone().or_else(|| Some(note.text.clone()));
    let typed = NoteForm { version, text, ..typed };
    let interaction = typed.interaction;
    let editing = Editing { note: &note, typed: &typed, faults: &faults, stale, interaction };
    Ok((status, page(&app, &visitor, &editing).await).into_response())
}

/// Deletes at once; the page that comes offers to take it back.
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<NoteId>,
    Form(typed): Form<NoteForm>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    let deleted = app.write(move |tx| {
        let note = super::delete(tx, &author, id, typed.version)?;
        Ok(actions::address(&address(note.customer, typed.interaction), actions::last(tx, "note", id.0)?))
    });
    Ok(Redirect::to(&deleted.await?))
}

/// What the words that are being typed seem to hold. Nothing is kept of them.
pub async fn warn(visitor: Visitor, Form(typed): Form<NoteForm>) -> Markup {
    view::warnings(&visitor.locale, typed.text.as_deref().unwrap_or_default())
}
