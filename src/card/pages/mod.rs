//! The agent's page: its handlers, and what they share.

mod contact;
mod customer;
mod history;
mod pop;
mod refused;

pub use contact::{attach, entry_details, interaction, leave_anonymous, matches, now, preview_contact};
pub use customer::{brief, customer, details, history, masked_fields, national_ids, preview, tabs};
pub use pop::pop;
pub use refused::{with_contact, with_editing, with_note};

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use db::Tx;
use maud::Markup;
use serde::Deserialize;

use self::history::History;
use super::store::{self, Hit};
use super::view::tabs::{Tab, Tabs};
use super::view::{self, palette as palette_view};
use super::{Card, Contact, NEWEST};
use crate::accesses::{self, What};
use crate::actions::Done;
use crate::app::App;
use crate::author::Author;
use crate::changes::pages as changes;
use crate::check::Check;
use crate::customers;
use crate::customers::in_place::{self, Editing};
use crate::error::{AppError, AppResult};
use crate::files::pages as files;
use crate::history::{self as contacts, Scope};
use crate::http::fields::Faults;
use crate::http::layout::{self, Page};
use crate::http::paging::{self, Listed};
use crate::http::{self, Part, Query, Visitor};
use crate::id::{ChangeId, CustomerId, InteractionId, NoteId};
use crate::identity_checks;
use crate::lists;
use crate::notes::pages::NoteForm;
use crate::notes::{self, Note};
use crate::openings::{self, Opening, Rail};
use crate::privacy::pages as privacy;
use crate::records::pages as records;
use crate::records::sorting::Order;
use crate::requests::pages as requests;
use crate::teams::features::Feature;
use crate::words::{Channel, Direction, State as ContactState};

/// How many customers a search within the page offers.
const HITS: i64 = 8;

/// What is asked for beside the customer: a part of the history, or the notes.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct SideQuery {
    tab: Option<Tab>,
    channel: Option<Channel>,
    direction: Option<Direction>,
    #[serde(default)]
    recorded: bool,
    #[serde(default)]
    missed: bool,
    #[serde(default)]
    campaign: bool,
    scope: Option<Scope>,
    q: Option<String>,
    after: Option<String>,
    /// The one beside which the history stands: its page is where the tabs lead.
    interaction: Option<InteractionId>,
    /// Rows before this part: for their numbers only.
    from: Option<i64>,
    /// The note that is to be open.
    note: Option<NoteId>,
    /// The record group that is open, and how its records are sorted.
    group: Option<String>,
    sort: Option<String>,
    order: Option<Order>,
    /// Which changes are asked for, and by whom.
    of: Option<String>,
    by: Option<String>,
    /// The last day of the history, or of the changes.
    until: Option<String>,
    /// One comes to write a note.
    #[serde(default)]
    write: bool,
    /// What was just done.
    done: Option<ChangeId>,
    /// The part of the customer that is to be changed in its place.
    editing: Option<String>,
}

/// Notes as they were read.
struct Notes {
    list: Listed<Note>,
    open: Option<NoteId>,
    writes: bool,
}

/// What stands beside the customer.
enum Side {
    History(Box<History>),
    Requests(Box<requests::Shown>),
    Notes(Notes),
    Files(files::Shown),
    Changes(changes::Shown),
    Records(Box<records::Shown>),
    Privacy(Box<privacy::Shown>),
}

impl Side {
    fn tab(&self) -> Tab {
        match self {
            Side::History(_) => Tab::History,
            Side::Requests(_) => Tab::Requests,
            Side::Notes(_) => Tab::Notes,
            Side::Files(_) => Tab::Files,
            Side::Changes(_) => Tab::Changes,
            Side::Records(_) => Tab::Records,
            Side::Privacy(_) => Tab::Privacy,
        }
    }
}

impl SideQuery {
    /// Reads what is asked for; the newest of one's own came with the card already.
    fn read(&self, tx: &mut Tx<'_>, app: &App, visitor: &Visitor, card: &mut Card) -> AppResult<Side> {
        let reader = &visitor.author()?;
        self.place(tx, visitor, card)?;
        card.done = Done::find(tx, reader, self.done, &card.at)?;
        match self.open(reader, card) {
            Tab::Notes => self.notes(tx, reader, card.customer.id).map(Side::Notes),
            Tab::Requests => {
                let query = requests::ListQuery { after: self.after.clone(), interaction: self.interaction };
                let shown = requests::Shown::read(tx, reader, card.customer.id, query)?;
                Ok(Side::Requests(Box::new(shown)))
            }
            Tab::Files => {
                let query = files::ListQuery { after: self.after.clone(), interaction: self.interaction };
                files::Shown::read(tx, app, reader, card.customer.id, query).map(Side::Files)
            }
            Tab::Changes => {
                let query = changes::ListQuery {
                    of: self.of.clone(),
                    by: self.by.clone(),
                    until: self.until.clone(),
                    after: self.after.clone(),
                    interaction: self.interaction,
                };
                changes::Shown::read(tx, &visitor.locale, reader, card.customer.id, query).map(Side::Changes)
            }
            Tab::Records => {
                let query = records::ListQuery {
                    group: self.group.clone(),
                    sort: self.sort.clone(),
                    order: self.order,
                    after: self.after.clone(),
                    interaction: self.interaction,
                };
                if let Some(mut shown) = records::Shown::read(tx, reader, card.customer.id, query)? {
                    shown.revealed = card.revealed == Some(What::MaskedFields);
                    return Ok(Side::Records(Box::new(shown)));
                }
                // A group that is not there any more: what every card has.
                SideQuery { interaction: self.interaction, ..SideQuery::default() }
                    .read(tx, app, visitor, card)
            }
            Tab::Privacy => {
                let customer = card.customer.id;
                let shown = privacy::Shown::read(tx, app, reader, customer, self.interaction, card.revealed)?;
                Ok(Side::Privacy(Box::new(shown)))
            }
            Tab::History => self
                .history(tx, &visitor.locale, reader, card)
                .map(|history| Side::History(Box::new(history))),
        }
    }

    /// Tells the card where it stands, and opens the field that is asked for.
    fn place(&self, tx: &mut Tx<'_>, visitor: &Visitor, card: &mut Card) -> AppResult<()> {
        let reader = &visitor.author()?;
        card.at = self.address(reader, card);
        card.proven = identity_checks::proven(tx, reader, self.interaction, card.customer.id)?;
        let part: Option<in_place::Part> = self.editing.as_deref().and_then(|part| part.parse().ok());
        if let Some(part) = part.filter(|part| visitor.may(part.feature()) && card.restriction.is_none()) {
            card.editing =
                Editing::open(tx, &visitor.locale, visitor.agent()?, &card.customer, part)?.map(Box::new);
        }
        Ok(())
    }

    fn notes(&self, tx: &mut Tx<'_>, reader: &Author, customer: CustomerId) -> AppResult<Notes> {
        let page = paging::Page::read(Some(NEWEST), self.after.as_deref(), NEWEST, true)?;
        let mut list = notes::list(tx, reader, customer, &page)?;
        if let Some(id) = self.note
            && !list.items.iter().any(|note| note.id == id)
            && let Some(note) = notes::store::find(tx, id)?
            && note.customer == customer
            && !note.is_expired(reader.at)
        {
            // An older one that was found elsewhere: it comes first.
            list.items.insert(0, note);
        }
        Ok(Notes { list, open: self.note, writes: self.write })
    }

    /// Address of the page around it.
    fn base(&self, customer: CustomerId) -> String {
        view::tabs::page(customer, self.interaction)
    }

    /// The same with what is open in it.
    fn address(&self, reader: &Author, card: &Card) -> String {
        let tab = self.tab.map_or("", |_| self.open(reader, card).as_str());
        http::address(
            &self.base(card.customer.id),
            [("tab", tab), ("group", self.group.as_deref().unwrap_or_default())],
        )
    }

    /// The tab that is asked for, if this reader may see it; else the history.
    fn open(&self, reader: &Author, card: &Card) -> Tab {
        let seen = |tab: &Tab| match tab {
            Tab::History => true,
            Tab::Requests => card.requests.is_some(),
            Tab::Notes => card.notes.is_some(),
            Tab::Files => card.files.is_some(),
            Tab::Changes => card.changes,
            Tab::Records => reader.may(Feature::RecordsSee),
            Tab::Privacy => card.privacy,
        };
        self.tab.filter(seen).unwrap_or(Tab::History)
    }
}

/// What was typed of a new note, and what is wrong with it.
type Typed<'a> = Option<(&'a NoteForm, &'a Faults)>;

impl Notes {
    /// The part of the card that `make` makes of them.
    fn with(
        &self,
        visitor: &Visitor,
        card: &Card,
        interaction: Option<InteractionId>,
        typed: Typed<'_>,
        make: impl Fn(&notes::view::Shown<'_>) -> Markup,
    ) -> AppResult<Markup> {
        let (blank, none) = (NoteForm::default(), Faults::default());
        let (typed, faults) = typed.unwrap_or((&blank, &none));
        let customer = &card.customer;
        let tabs = view::tabs::tabs(&visitor.locale, &tabs_of(card, Tab::Notes, interaction));
        Ok(make(&notes::view::Shown {
            visitor,
            author: &visitor.author()?,
            customer,
            interaction,
            tabs: &tabs,
            list: &self.list,
            open: self.open,
            writes: self.writes,
            typed,
            faults,
        }))
    }
}

/// Logs what a card shows because of an identity check.
fn log_opened(app: &App, visitor: &Visitor, card: &Card) -> AppResult<()> {
    let opened = card.opened();
    opened
        .into_iter()
        .try_for_each(|what| identity_checks::opened(app, visitor, card.customer.id, card.proven, what))
}

/// The page of a card, with the rail beside it.
fn card_page(
    app: &App,
    visitor: &Visitor,
    rail: &Rail,
    card: &Card,
    contact: Option<&Contact>,
    side: &Side,
    typed: Typed<'_>,
) -> AppResult<Response> {
    app.avatars.ask_for(&card.customer);
    log_opened(app, visitor, card)?;
    if let Side::Records(shown) = side {
        records::log_opened(app, visitor, shown)?;
    }
    let interaction = contact.map(|contact| contact.interaction.id);
    let base = SideQuery { interaction, ..SideQuery::default() }.base(card.customer.id);
    let locale = &visitor.locale;
    let mut shown_tabs = tabs_of(card, side.tab(), interaction);
    let (tab, beside) = match side {
        Side::History(history) => {
            let tabs = view::tabs::tabs(locale, &tabs_of(card, Tab::History, interaction));
            (Tab::History, contacts::view::history(locale, &history.shown(card, &base, &tabs)))
        }
        Side::Notes(notes) => {
            (Tab::Notes, notes.with(visitor, card, interaction, typed, notes::view::section)?)
        }
        Side::Requests(shown) => {
            let tabs = view::tabs::tabs(locale, &tabs_of(card, Tab::Requests, interaction));
            (Tab::Requests, crate::requests::view::section(visitor, shown, &tabs))
        }
        Side::Files(shown) => {
            let tabs = view::tabs::tabs(locale, &tabs_of(card, Tab::Files, interaction));
            (Tab::Files, crate::files::view::section(visitor, shown, &tabs))
        }
        Side::Changes(shown) => {
            let tabs = view::tabs::tabs(locale, &shown_tabs);
            (Tab::Changes, crate::changes::view::section(visitor, shown, &tabs)?)
        }
        Side::Records(shown) => {
            shown_tabs.group = Some(shown.table.key().to_owned());
            let tabs = view::tabs::tabs(locale, &shown_tabs);
            (Tab::Records, crate::records::view::section(visitor, shown, &tabs))
        }
        Side::Privacy(shown) => {
            let tabs = view::tabs::tabs(locale, &shown_tabs);
            (Tab::Privacy, crate::privacy::view::section(visitor, shown, &tabs))
        }
    };
    let main = view::card(visitor, card, contact, tab, &beside);
    let sections = view::sections(locale, contact.is_some(), &shown_tabs);
    let page = Page {
        sections: Some(sections),
        ..Page::new(card.customer.name.clone(), main).beside(openings::view::rail(visitor, rail, &base))
    };
    Ok(layout::page(app, visitor, page).into_response())
}

/// The notes of a card alone, or its tabs.
pub async fn notes_part(
    app: &App,
    visitor: &Visitor,
    part: &Part,
    id: CustomerId,
    interaction: Option<InteractionId>,
) -> AppResult<Response> {
    let reader = visitor.author()?;
    let query = SideQuery { tab: Some(Tab::Notes), ..SideQuery::default() };
    let (card, notes) = app
        .read(move |tx| {
            let card = there(super::find(tx, &reader, id)?)?;
            let notes = query.notes(tx, &reader, id)?;
            Ok((card, notes))
        })
        .await?;
    accesses::opened(app, visitor, id, interaction).await?;
    let make = |shown: &notes::view::Shown<'_>| {
        if part.is("notes-list") { notes::view::list(shown, id) } else { notes::view::section(shown) }
    };
    Ok(notes.with(visitor, &card, interaction, None, make)?.into_response())
}

fn tabs_of(card: &Card, open: Tab, interaction: Option<InteractionId>) -> Tabs {
    Tabs {
        open,
        customer: card.customer.id,
        interaction,
        requests: card.requests.map(|totals| totals.open),
        notes: card.notes,
        files: card.files,
        groups: card.groups.clone(),
        group: None,
        changes: card.changes,
        privacy: card.privacy,
    }
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
