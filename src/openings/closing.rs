//! Closing a line of the rail: what has to be decided first. Unsaved words are saved, kept or given up; a contact of
//! nobody gets a customer or is left anonymous.

use db::Tx;
use maud::{Markup, html};
use serde::Deserialize;

use super::{Opening, store};
use crate::author::Author;
use crate::drafts::{self, Key};
use crate::error::AppResult;
use crate::http::Visitor;
use crate::http::layout::{self, csrf, icon};
use crate::http::path::address;
use crate::id::{AgentId, InteractionId, OpeningId};
use crate::interactions;
use crate::language::Locale;
use crate::teams::features::Feature;
use crate::words::words;

words! {
    /// What becomes of unsaved words.
    Words { Keep = "keep", Discard = "discard" }
}

/// What was decided, and the page one is on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Decision {
    pub at: String,
    pub words: Option<Words>,
    /// Not empty: the contact is left without a customer.
    pub anonymous: String,
}

/// What has to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Forms with unsaved words.
    Words(Vec<Key>),
    /// Nobody was found for the contact, and nobody has said that it shall stay so.
    Nobody(InteractionId),
}

impl Opening {
    /// The contact, if it is of nobody and nobody has said that it shall stay so.
    pub fn of_nobody(&self) -> Option<InteractionId> {
        let contact = self.contact.as_ref().filter(|one| self.customer.is_none() && !one.anonymous)?;
        Some(contact.id)
    }
}

/// What has to be decided before a line is closed; none: nothing any more.
pub fn question(
    tx: &mut Tx<'_>,
    author: &Author,
    agent: AgentId,
    line: &Opening,
    decision: &Decision,
) -> AppResult<Option<Question>> {
    if decision.words.is_none() {
        let keys = drafts_of(tx, author, agent, line)?;
        if !keys.is_empty() {
            return Ok(Some(Question::Words(keys)));
        }
    }
    Ok(line.of_nobody().filter(|_| decision.anonymous.is_empty()).map(Question::Nobody))
}

fn drafts_of(tx: &mut Tx<'_>, author: &Author, agent: AgentId, line: &Opening) -> AppResult<Vec<Key>> {
    let customer = line.customer.as_ref().map(|(id, _)| *id);
    let interaction = line.contact.as_ref().map(|contact| contact.id);
    Ok(drafts::store::list_of(tx, agent, customer, interaction, drafts::oldest(author.at))?)
}

/// Closes a line as it was decided, or gives what has to be decided first.
pub fn close(
    tx: &mut Tx<'_>,
    author: &Author,
    agent: AgentId,
    id: OpeningId,
    decision: &Decision,
) -> AppResult<Option<Question>> {
    let line = store::get(tx, agent, id)?;
    if let Some(question) = question(tx, author, agent, &line, decision)? {
        return Ok(Some(question));
    }
    if decision.words == Some(Words::Discard) {
        for key in drafts_of(tx, author, agent, &line)? {
            drafts::store::delete(tx, agent, &key)?;
        }
    }
    if let Some(contact) = line.of_nobody() {
        interactions::leave_anonymous(tx, author, contact)?;
    }
    super::close(tx, author, agent, id)?;
    Ok(None)
}

/// Where a form is found again with its words.
fn form_of(key: &Key) -> String {
    let form = key.as_str().rsplit(':').next().unwrap_or_default();
    match (key.customer(), key.interaction(), form.strip_prefix("record-")) {
        (Some(customer), _, Some(record)) if record.parse::<uuid::Uuid>().is_err() => {
            format!("/customers/{customer}?tab=records")
        }
        (Some(_), _, Some(record)) => format!("/records/{record}/edit"),
        (Some(customer), _, None) if form.starts_with("part-") => {
            let part = form.trim_start_matches("part-");
            address(&format!("/customers/{customer}"), [("editing", part)])
        }
        (Some(customer), _, None) if form == "note" => format!("/customers/{customer}?tab=notes&write=true"),
        (Some(customer), _, None) => format!("/customers/{customer}/edit"),
        (None, Some(interaction), _) => format!("/interactions/{interaction}?way=create"),
        (None, None, _) => "/".to_owned(),
    }
}

/// The question with its answers: in a bar for scripts, else on a page.
pub fn view(visitor: &Visitor, line: &Opening, question: &Question, decision: &Decision) -> Markup {
    let locale = &visitor.locale;
    let name = super::view::name(locale, line);
    let close = |member: &str, value: &str, discards: Option<String>, sign: &str, words: &str| {
        html! {
            form method="post" action={ "/openings/" (line.id) "/closure" } {
                (csrf(visitor))
                input type="hidden" name="at" value=(decision.at);
                @if let Some(words) = decision.words { input type="hidden" name="words" value=(words); }
                input type="hidden" name=(member) value=(value);
                button class="button" data-discard=[discards] { (icon(sign)) (locale.t(words)) }
            }
        }
    };
    html! {
        @match question {
            Question::Words(keys) => {
                p id="closing-h" { (icon("pencil")) (locale.with("closing-words", &[("name", (&name).into())])) }
                @if let Some(key) = keys.first() {
                    a class="button solid" href=(form_of(key)) data-save=(key) { (icon("check")) (locale.t("closing-save")) }
                }
                (close("words", "keep", None, "pencil", "closing-keep"))
                @let all = keys.iter().map(Key::as_str).collect::<Vec<_>>().join(" ");
                (close("words", "discard", Some(all), "trash-2", "closing-discard"))
            }
            Question::Nobody(contact) => {
                p id="closing-h" { (icon("user-x")) (locale.with("closing-nobody", &[("name", (&name).into())])) }
                @if visitor.may(Feature::CustomersAdd) {
                    a class="button solid" href={ "/interactions/" (contact) "?way=create" } { (icon("user-plus")) (locale.t("closing-create")) }
                }
                a class="button" href={ "/interactions/" (contact) "?way=attach" } { (icon("link")) (locale.t("closing-attach")) }
                (close("anonymous", "1", None, "user-x", "closing-leave"))
            }
        }
    }
}

/// The question on a page of its own.
pub fn page(locale: &Locale, question: &Markup, at: &str) -> Markup {
    let title = locale.t("closing");
    let body = html! {
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            div class="closing" { (question) a class="button bare" href=(at) { (locale.t("form-cancel")) } }
        }
    };
    layout::main("closing", &title, html! {}, body)
}

/// Where a line is asked about.
pub fn asks(id: OpeningId, decision: &Decision) -> String {
    let words = decision.words.map_or("", Words::as_str);
    address(&format!("/openings/{id}/closing"), [("at", decision.at.as_str()), ("words", words)])
}
