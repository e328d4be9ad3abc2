//! The pop from a link: any system that can open an address can open a card.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::Deserialize;

use super::contact::WayQuery;
use super::search;
use crate::accesses::{Access, What};
use crate::actions::{self, Done};
use crate::app::App;
use crate::card::store::Hit;
use crate::card::view::finding::{self, Asked, Way, Why};
use crate::card::view::{matches as many, preview};
use crate::card::{self, Card, Found};
use crate::error::AppResult;
use crate::http::layout::{self, Page, icon};
use crate::http::problems;
use crate::http::{Part, Query, Visitor};
use crate::identifiers::{self, Identifier, IdentifierKind};
use crate::interactions;
use crate::openings::{self, Rail};
use crate::words::Channel;

/// What the link says. `agent`, `lang`, `theme` and `host` are for the frame around the page.
#[derive(Clone, Default, Deserialize)]
pub struct PopQuery {
    tel: Option<String>,
    email: Option<String>,
    handle: Option<String>,
    channel: Option<Channel>,
    r#ref: Option<String>,
    queue: Option<String>,
}

impl PopQuery {
    fn given(&self) -> Option<(IdentifierKind, &'static str, &str)> {
        let fields = [
            (IdentifierKind::Phone, "tel", &self.tel),
            (IdentifierKind::Email, "email", &self.email),
            (IdentifierKind::Handle, "handle", &self.handle),
        ];
        let mut filled =
            fields.into_iter().filter_map(|(kind, name, text)| Some((kind, name, text.as_deref()?.trim())));
        filled.find(|(kind, _, text)| {
            !text.is_empty() && (*kind != IdentifierKind::Phone || !telephone::is_withheld(text))
        })
    }

    /// The address of the page, without what its own links set.
    fn base(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in
            [("tel", &self.tel), ("email", &self.email), ("handle", &self.handle), ("queue", &self.queue)]
        {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        if let Some(channel) = self.channel {
            query.append_pair("channel", channel.as_str());
        }
        format!("/pop?{}", query.finish())
    }
}

enum Read {
    Interaction(String),
    Found(Box<Answer>),
}

/// What was read of an identifier.
struct Answer {
    found: Found,
    hits: Vec<Hit>,
    marked: Option<Card>,
    rail: Rail,
}

pub async fn pop(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Query(query): Query<PopQuery>,
    Query(way): Query<WayQuery>,
) -> AppResult<Response> {
    let (agent, reader) = (visitor.agent()?, visitor.author()?);
    let identifier = match query.given() {
        None => None,
        Some((kind, name, text)) => match Identifier::read(kind, text, app.home) {
            Ok(identifier) => Some(identifier),
            Err(code) => return refuse(&app, &visitor, (kind, name, text), code).await,
        },
    };
    let words = way.words()?;
    let (shared, wanted, reference, looked_for) =
        (app.clone(), identifier.clone(), query.r#ref.clone(), words.clone());
    let (now, done, at) = (visitor.locale.now, way.done, query.base());
    let read = app
        .read(move |tx| {
            if let Some(reference) = &reference
                && let Some(id) = interactions::store::find_by_ref(tx, reference)?
            {
                return Ok(Read::Interaction(format!("/interactions/{id}")));
            }
            let mut found = card::found(tx, wanted.as_ref(), None, now)?;
            found.done = Done::find(tx, &reader, done, &at)?;
            let hits = match &looked_for {
                Some(words) => search(tx, &shared, words)?,
                None => Vec::new(),
            };
            let marked = match found.matched.candidates.first().filter(|first| !first.restricted) {
                Some(first) => card::find(tx, &reader, first.id)?,
                None => None,
            };
            Ok(Read::Found(Box::new(Answer { found, hits, marked, rail: openings::rail(tx, agent)? })))
        })
        .await?;
    let read = match read {
        Read::Interaction(path) => return Ok(Redirect::to(&path).into_response()),
        Read::Found(read) => *read,
    };
    if let Some(card) = &read.marked {
        app.accesses.tell(Access::new(&visitor.author()?, card.customer.id, What::Preview))?;
    }
    let base = query.base();
    let asked = Asked {
        identifier: identifier.as_ref(),
        interaction: None,
        queue: query.queue.as_deref(),
        handed: None,
        base: &base,
    };
    if part.is("hits") {
        return Ok(finding::hits(&visitor, &asked, &words.unwrap_or_default(), &read.hits).into_response());
    }
    if let (Some(customer), false) = (read.found.matched.customer(), way.is_given()) {
        return Ok(
            Redirect::to(&actions::address(&format!("/customers/{customer}"), way.done)).into_response()
        );
    }
    let locale = &visitor.locale;
    let title =
        identifier.as_ref().map_or_else(|| locale.t("withheld"), |identifier| locale.identifier(identifier));
    let several = read.found.matched.candidates.len() > 1 && !way.is_given();
    let chosen = way.is_given();
    let page = if several {
        let pane = read.marked.as_ref().map(|card| preview::pane(locale, card));
        Page {
            glimpse: Some(many::glimpse(locale, pane)),
            ..Page::new(title, many::main(&visitor, &asked, &read.found, None))
        }
    } else {
        let why = match (&identifier, read.found.matched.candidates.is_empty()) {
            (None, _) => Why::Withheld,
            (Some(_), true) => Why::Nobody,
            (Some(_), false) => Why::NoneOfThese,
        };
        let way = match words {
            Some(words) => Way::Attach { words, hits: read.hits.clone() },
            // Who hides a number can only be found by what they say.
            None if why == Why::Withheld && !chosen => Way::Attach { words: String::new(), hits: Vec::new() },
            None => Way::Create,
        };
        Page::new(title, finding::main(&visitor, &asked, why, &way, &read.found))
    };
    let rail = openings::view::rail(&visitor, &read.rail, &base);
    Ok(layout::page(&app, &visitor, page.beside(rail)).into_response())
}

/// What was given cannot be a number or an address: says so, with the very text.
async fn refuse(
    app: &App,
    visitor: &Visitor,
    (kind, name, text): (IdentifierKind, &str, &str),
    code: &'static str,
) -> AppResult<Response> {
    let locale = &visitor.locale;
    let title = locale.t("pop-unreadable");
    let shown: String = text.chars().take(100).collect();
    let main = html! {
        main id="main" class="page" aria-label=(title) data-page="error" {
            div class="oops" {
                p class="code" { (StatusCode::UNPROCESSABLE_ENTITY.as_u16()) }
                h1 { (title) }
                p { (locale.with("pop-given", &[("text", (&shown).into())])) }
                p { (problems::message(locale, &identifiers::unreadable(name, kind, code))) }
                div class="acts" {
                    a class="button solid" href="/" { (icon("arrow-left")) (locale.t("error-home")) }
                    a class="button" href="/customers" { (icon("search")) (locale.t("search-customers")) }
                }
            }
        }
    };
    let rail = openings::pages::beside(app, visitor, "/pop").await;
    let page = layout::page(app, visitor, Page { rail, ..Page::new(title, main) });
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
