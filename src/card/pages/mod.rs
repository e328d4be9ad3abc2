//! The agent's page: its handlers, and what they share.

mod contact;
mod customer;
mod pop;

pub use contact::{attach, entry_details, interaction, leave_anonymous, matches, now};
pub use customer::{brief, customer, details, history, national_ids, preview, tabs};
pub use pop::pop;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use db::Tx;
use serde::Deserialize;

use super::store::{self, Hit};
use super::view::tabs::{Tab, Tabs};
use super::view::{self, palette as palette_view};
use super::{Card, Contact, NEWEST};
use crate::app::App;
use crate::check::Check;
use crate::clock::Time;
use crate::customers;
use crate::customers::Kind;
use crate::error::{AppError, AppResult};
use crate::files::pages as files;
use crate::history::view::Shown;
use crate::history::{self as contacts, Counts, Entry, Filter, Scope};
use crate::http::layout::{self, Page};
use crate::http::paging::{self, Listed};
use crate::http::{Part, Query, Visitor};
use crate::id::{CustomerId, InteractionId};
use crate::lists;
use crate::openings::{self, Opening, Rail};
use crate::words::{Channel, State as ContactState};

/// How many customers a search within the page offers.
const HITS: i64 = 8;

/// What part of a history is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct HistoryQuery {
    channel: Option<Channel>,
    scope: Option<Scope>,
    q: Option<String>,
    after: Option<String>,
    /// The one beside which the history stands: its page is where the tabs lead.
    interaction: Option<InteractionId>,
    /// Rows before this part: for their numbers only.
    from: Option<i64>,
    /// What is open instead of the history.
    tab: Option<Tab>,
}

/// The open tab as it was read.
enum Beside {
    History(History),
    Files(files::Shown),
}

/// A history as it was read.
struct History {
    scope: Scope,
    has_company: bool,
    channel: Option<Channel>,
    words: Option<String>,
    counts: Counts,
    list: Listed<Entry>,
    names: std::collections::HashMap<CustomerId, String>,
    from: i64,
}

impl HistoryQuery {
    /// Reads the open tab.
    fn beside(&self, tx: &mut Tx<'_>, app: &App, now: Time, card: &mut Card) -> AppResult<Beside> {
        match self.tab {
            None | Some(Tab::History) => Ok(Beside::History(self.read(tx, card)?)),
            Some(Tab::Files) => {
                let query = files::ListQuery { after: self.after.clone(), interaction: self.interaction };
                Ok(Beside::Files(files::Shown::read(tx, app, card.customer.id, query, now)?))
            }
        }
    }

    /// Reads what is asked for; the newest of one's own came with the card already.
    fn read(&self, tx: &mut Tx<'_>, card: &mut Card) -> AppResult<History> {
        let mut check = Check::default();
        let words = check.line("q", self.q.as_deref(), 200);
        check.finish()?;
        let page = paging::Page::read(Some(NEWEST), self.after.as_deref(), NEWEST, true)?;
        let customer = &card.customer;
        let has_company = match customer.kind {
            Kind::Person => customer.company.is_some(),
            Kind::Company => card.people > 0,
        };
        let usual = super::scope(customer, card.people);
        let scope = if has_company { self.scope.unwrap_or(usual) } else { Scope::Own };
        // A person's company is another customer: its contacts and those of everybody in it.
        let whose = match (customer.kind, scope, &customer.company) {
            (Kind::Person, Scope::Company, Some(company)) => company.id,
            _ => customer.id,
        };
        let is_newest =
            scope == Scope::Own && self.channel.is_none() && words.is_none() && page.after.is_first();
        let counts = match scope {
            Scope::Own => card.counts.clone(),
            Scope::Company => contacts::counts(tx, whose, scope)?,
        };
        let list = if is_newest {
            // What the card says of the last contact needs the first of them still.
            page.list(card.history.clone(), |entry| paging::Cursor::new(entry.at, entry.id.0))
        } else {
            let filter = Filter { customer: whose, scope, channel: self.channel, words: words.clone() };
            contacts::list(tx, &filter, &page)?
        };
        let names = super::names(tx, &list.items, Some(customer.id))?;
        let from = if page.after.is_first() { 0 } else { self.from.unwrap_or(0).clamp(0, 1_000_000_000) };
        Ok(History { scope, has_company, channel: self.channel, words, counts, list, names, from })
    }
}

impl HistoryQuery {
    /// Address of the page around a part of a history.
    fn base(&self, customer: CustomerId) -> String {
        match self.interaction {
            Some(interaction) => format!("/interactions/{interaction}"),
            None => format!("/customers/{customer}"),
        }
    }
}

impl History {
    fn shown<'a>(&'a self, card: &'a Card, base: &'a str) -> Shown<'a> {
        Shown {
            customer: &card.customer,
            base,
            scope: self.scope,
            has_company: self.has_company,
            channel: self.channel,
            words: self.words.as_deref(),
            counts: &self.counts,
            list: &self.list,
            names: &self.names,
            from: self.from,
        }
    }
}

/// The page of a card, with the rail beside it.
fn card_page(
    app: &App,
    visitor: &Visitor,
    rail: &Rail,
    card: &Card,
    contact: Option<&Contact>,
    beside: &Beside,
) -> Response {
    let base = match contact {
        Some(contact) => format!("/interactions/{}", contact.interaction.id),
        None => format!("/customers/{}", card.customer.id),
    };
    let locale = &visitor.locale;
    let open = match beside {
        Beside::History(_) => Tab::History,
        Beside::Files(_) => Tab::Files,
    };
    let tabs = tabs_of(card, open, contact.map(|contact| contact.interaction.id));
    let row = view::tabs::tabs(locale, &tabs);
    let part = match beside {
        Beside::History(history) => contacts::view::history(locale, &history.shown(card, &base), &row),
        Beside::Files(shown) => crate::files::view::section(visitor, shown, &row),
    };
    let main = view::card(visitor, card, contact, open, &part);
    let page = Page {
        sections: Some(view::sections(locale, contact.is_some(), &tabs)),
        ..Page::new(card.customer.name.clone(), main).beside(openings::view::rail(visitor, rail, &base))
    };
    layout::page(app, visitor, page).into_response()
}

fn tabs_of(card: &Card, open: Tab, interaction: Option<InteractionId>) -> Tabs {
    Tabs { open, customer: card.customer.id, interaction, files: card.files }
}

/// Words of a search: short, one line; what cannot be one finds nobody.
fn search_words(words: Option<&str>) -> AppResult<String> {
    let mut check = Check::default();
    let words = check.line("q", words, 200);
    check.finish()?;
    Ok(words.unwrap_or_default())
}

fn search(tx: &mut Tx<'_>, app: &App, words: &str) -> AppResult<Vec<Hit>> {
    if words.is_empty() { Ok(Vec::new()) } else { store::find(tx, app.home, words, HITS) }
}

/// Home: whoever waits or is on the line, else the page between two contacts.
pub async fn home(State(app): State<App>, visitor: Visitor) -> AppResult<Response> {
    let agent = visitor.agent()?;
    let (rail, empty) =
        app.read(move |tx| Ok((openings::rail(tx, agent)?, customers::store::is_empty(tx)?))).await?;
    let live =
        |one: &&Opening| one.contact.as_ref().is_some_and(|contact| contact.state < ContactState::WrapUp);
    if let Some(newest) = rail.open.iter().find(live) {
        return Ok(Redirect::to(&newest.path()).into_response());
    }
    let main = view::home::main(&visitor, empty);
    let page = Page::new(visitor.locale.t("home"), main).beside(openings::view::rail(&visitor, &rail, "/"));
    Ok(layout::page(&app, &visitor, page).into_response())
}

#[derive(Deserialize)]
pub struct PaletteQuery {
    q: Option<String>,
}

/// The options of the palette; without scripts it is the search.
pub async fn palette(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Query(query): Query<PaletteQuery>,
) -> AppResult<Response> {
    if !part.is_any() {
        return Ok(Redirect::to("/customers").into_response());
    }
    let words = search_words(query.q.as_deref())?;
    let (role, agent) = (visitor.session()?.agent.role, visitor.agent()?);
    let (asked, shared) = (words.clone(), app.clone());
    let (lists, hits) =
        app.read(move |tx| Ok((lists::store::list(tx, agent)?, search(tx, &shared, &asked)?))).await?;
    Ok(palette_view::results(&visitor.locale, role, &words, &lists, &hits).into_response())
}

/// Nobody, or nobody this person may see.
fn there<T>(found: Option<T>) -> AppResult<T> {
    found.ok_or(AppError::NotFound)
}
