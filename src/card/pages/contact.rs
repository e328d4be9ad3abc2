//! The page of an interaction: the card of whoever it is, or the way to find out.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::{SideQuery, card_page, search, search_words, there};
use crate::accesses::{self, Access, What};
use crate::actions::{self, Done};
use crate::app::App;
use crate::author::Author;
use crate::card::store::Hit;
use crate::card::view::finding::{self, Asked, Way, Why};
use crate::card::view::{matches as many, now as now_view, preview};
use crate::card::{self, Contact, Found};
use crate::confirmations;
use crate::customers;
use crate::error::AppResult;
use crate::history::{Entry, view::entry};
use crate::http::layout::{self, icon};
use crate::http::paging::Page;
use crate::http::{Form, Id, Part, Query, Visitor};
use crate::id::{AgentId, ChangeId, CustomerId, InteractionId};
use crate::interactions;
use crate::openings::{self, Rail};
use crate::recordings;
use crate::restrictions;
use crate::teams::features::Feature;

/// How one goes on where nobody is attached: `way=create`, or `way=attach` with the words of a search.
#[derive(Deserialize)]
pub struct WayQuery {
    way: Option<String>,
    q: Option<String>,
    /// What was just done.
    pub(super) done: Option<ChangeId>,
}

impl WayQuery {
    pub(super) fn is_attach(&self) -> bool {
        self.way.as_deref() == Some("attach")
    }

    pub(super) fn is_given(&self) -> bool {
        self.way.is_some()
    }

    /// The words to look for, where one looks for somebody.
    pub(super) fn words(&self) -> AppResult<Option<String>> {
        if self.is_attach() { search_words(self.q.as_deref()).map(Some) } else { Ok(None) }
    }
}

/// What the page of somebody who is not attached shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    /// Those who may be meant.
    Several,
    /// Nobody: the ways on.
    Nobody,
    /// A way on that was chosen.
    Chosen,
}

impl List {
    fn of(query: &WayQuery, several: bool) -> List {
        match (query.is_given(), several) {
            (true, _) => List::Chosen,
            (false, true) => List::Several,
            (false, false) => List::Nobody,
        }
    }
}

/// What was read for the page of somebody who is not attached.
struct Unattached {
    contact: Contact,
    found: Found,
    hits: Vec<Hit>,
    marked: Option<card::Card>,
}

pub async fn interaction(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<InteractionId>,
    Query(side): Query<SideQuery>,
    Query(query): Query<WayQuery>,
) -> AppResult<Response> {
    let (agent, reader, asking) = (visitor.agent()?, visitor.author()?, visitor.clone());
    let words = query.words()?;
    let (shared, looked_for) = (app.clone(), words.clone());
    enum Read {
        Card(Box<(Contact, card::Card, super::Side)>),
        Nobody(Box<Unattached>),
    }
    let (read, rail) = app
        .read(move |tx| {
            let mut contact = there(card::contact(tx, id, reader.at)?)?;
            let read = match contact.interaction.customer {
                Some(customer) => {
                    let mut card = there(card::find(tx, &reader, customer)?)?;
                    let side = SideQuery { interaction: Some(id), ..side };
                    contact.hand.open(&asking, side.editing.as_deref());
                    let side = side.read(tx, &shared, &asking, &mut card)?;
                    Read::Card(Box::new((contact, card, side)))
                }
                None => Read::Nobody(Box::new(unattached(
                    tx,
                    &shared,
                    &reader,
                    contact,
                    looked_for.as_deref(),
                    query.done,
                )?)),
            };
            Ok((read, openings::rail(tx, agent)?))
        })
        .await?;
    match read {
        Read::Card(read) => {
            let (contact, card, side) = *read;
            accesses::opened(&app, &visitor, card.customer.id, Some(id)).await?;
            let rail = look_at(&app, &visitor, rail, id).await?;
            card_page(&app, &visitor, &rail, &card, Some(&contact), &side, None)
        }
        Read::Nobody(read) => {
            let one = &read.contact.interaction;
            let several = read.found.matched.candidates.len() > 1 && !one.anonymous;
            log_marked(&app, &visitor, &read)?;
            let base = format!("/interactions/{id}");
            if part.is("hits") {
                return Ok(hits(&visitor, &read, &base, words));
            }
            let rail = look_at(&app, &visitor, rail, id).await?;
            Ok(finding_page(&app, &visitor, &rail, &read, &base, words, List::of(&query, several)))
        }
    }
}

/// A small card of a contact, for the rail: of whoever has a customer, theirs.
pub async fn preview_contact(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
) -> AppResult<Response> {
    let reader = visitor.author()?;
    let contact = app.read(move |tx| there(card::contact(tx, id, reader.at)?)).await?;
    Ok(match contact.interaction.customer {
        Some(customer) => Redirect::to(&format!("/customers/{customer}/preview")).into_response(),
        None => preview::contact(&visitor.locale, &contact).into_response(),
    })
}

/// The list of matches again, whoever was picked; with `way` the page of nobody.
pub async fn matches(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<InteractionId>,
    Query(query): Query<WayQuery>,
) -> AppResult<Response> {
    let (agent, reader) = (visitor.agent()?, visitor.author()?);
    let words = query.words()?;
    let (shared, looked_for) = (app.clone(), words.clone());
    let (read, rail) = app
        .read(move |tx| {
            let contact = there(card::contact(tx, id, reader.at)?)?;
            Ok((
                unattached(tx, &shared, &reader, contact, looked_for.as_deref(), query.done)?,
                openings::rail(tx, agent)?,
            ))
        })
        .await?;
    log_marked(&app, &visitor, &read)?;
    let base = format!("/interactions/{id}/matches");
    if part.is("hits") {
        return Ok(hits(&visitor, &read, &base, words));
    }
    let list = List::of(&query, !read.found.matched.candidates.is_empty());
    Ok(finding_page(&app, &visitor, &rail, &read, &base, words, list))
}

/// Logs the small card that stands beside those who may be meant.
fn log_marked(app: &App, visitor: &Visitor, read: &Unattached) -> AppResult<()> {
    let Some(card) = &read.marked else { return Ok(()) };
    let access = Access::new(&visitor.author()?, card.customer.id, What::Preview);
    app.accesses.tell(Access { interaction_id: Some(read.contact.interaction.id), ..access })
}

fn unattached(
    tx: &mut db::Tx<'_>,
    app: &App,
    reader: &Author,
    contact: Contact,
    words: Option<&str>,
    done: Option<ChangeId>,
) -> AppResult<Unattached> {
    let one = &contact.interaction;
    let mut found = card::found(tx, one.identifier.as_ref(), Some(&contact), reader.at)?;
    found.done = Done::find(tx, reader, done, &format!("/interactions/{}", one.id))?;
    let hits = match words {
        Some(words) => search(tx, app, words)?,
        None => Vec::new(),
    };
    // The pane beside the list begins with the one that is marked.
    let marked = match one.customer.or_else(|| found.matched.candidates.first().map(|candidate| candidate.id))
    {
        Some(customer)
            if found.matched.candidates.iter().any(|one| one.id == customer && !one.restricted) =>
        {
            card::find(tx, reader, customer)?
        }
        _ => None,
    };
    Ok(Unattached { contact, found, hits, marked })
}

fn asked<'a>(read: &'a Unattached, base: &'a str) -> Asked<'a> {
    let one = &read.contact.interaction;
    Asked {
        identifier: one.identifier.as_ref(),
        interaction: Some(one),
        queue: one.queue.as_deref(),
        handed: Some(&read.contact.handed),
        base,
    }
}

fn hits(visitor: &Visitor, read: &Unattached, base: &str, words: Option<String>) -> Response {
    finding::hits(visitor, &asked(read, base), &words.unwrap_or_default(), &read.hits).into_response()
}

fn finding_page(
    app: &App,
    visitor: &Visitor,
    rail: &Rail,
    read: &Unattached,
    base: &str,
    words: Option<String>,
    list: List,
) -> Response {
    let locale = &visitor.locale;
    let one = &read.contact.interaction;
    let asked = asked(read, base);
    let title = one
        .identifier
        .as_ref()
        .map_or_else(|| locale.t("withheld"), |identifier| locale.identifier(identifier));
    let rail = openings::view::rail(visitor, rail, &format!("/interactions/{}", one.id));
    let chosen = list == List::Chosen;
    let page = if list == List::Several {
        let pane = read.marked.as_ref().map(|card| preview::pane(locale, card));
        let main = many::main(visitor, &asked, &read.found, one.customer);
        layout::Page { glimpse: Some(many::glimpse(locale, pane)), ..layout::Page::new(title, main) }
    } else {
        let why = if one.anonymous {
            Why::Anonymous
        } else if one.is_withheld() {
            Why::Withheld
        } else if read.found.matched.candidates.is_empty() {
            Why::Nobody
        } else {
            Why::NoneOfThese
        };
        let way = match words {
            Some(words) => Way::Attach { words, hits: read.hits.clone() },
            // Who hides a number can only be found by what they say.
            None if why == Why::Withheld && !chosen => Way::Attach { words: String::new(), hits: Vec::new() },
            None => Way::Create,
        };
        layout::Page::new(title, finding::main(visitor, &asked, why, &way, &read.found))
    };
    layout::page(app, visitor, page.beside(rail)).into_response()
}

/// Marks the interaction as looked at; writes only when that changes something.
async fn look_at(app: &App, visitor: &Visitor, rail: Rail, id: InteractionId) -> AppResult<Rail> {
    let seen = |one: &openings::Opening| {
        one.contact.as_ref().is_some_and(|contact| contact.id == id)
            && one.seen_at.is_some()
            && one.unseen == 0
    };
    if rail.open.iter().chain(&rail.recent).any(seen) {
        return Ok(rail);
    }
    let (agent, author) = (visitor.agent()?, visitor.author()?);
    app.write(move |tx| {
        look(tx, &author, agent, id)?;
        Ok(openings::rail(tx, agent)?)
    })
    .await
}

fn look(tx: &mut db::Tx<'_>, author: &Author, agent: AgentId, id: InteractionId) -> AppResult<()> {
    let interaction = interactions::store::get(tx, id)?;
    Ok(openings::look_at_interaction(tx, author, agent, &interaction)?)
}

/// What is open on the panel.
#[derive(Deserialize)]
pub struct NowQuery {
    editing: Option<String>,
}

/// The panel of the contact at hand; whoever reads it has seen its messages.
pub async fn now(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<InteractionId>,
    Query(query): Query<NowQuery>,
) -> AppResult<Response> {
    if !part.is_any() {
        return Ok(Redirect::to(&format!("/interactions/{id}")).into_response());
    }
    let (agent, reader, asking) = (visitor.agent()?, visitor.author()?, visitor.clone());
    let (contact, customer, unseen) = app
        .read(move |tx| {
            let mut contact = there(card::contact(tx, id, reader.at)?)?;
            contact.hand.open(&asking, query.editing.as_deref());
            let customer = match contact.interaction.customer {
                Some(customer) => customers::store::find(tx, customer)?,
                None => None,
            };
            let opening = openings::store::find_of_interaction(tx, agent, id)?;
            let unseen = opening.is_some_and(|one| one.unseen > 0 || one.seen_at.is_none());
            Ok((contact, customer, unseen))
        })
        .await?;
    if let Some(customer) = contact.interaction.customer {
        accesses::opened(&app, &visitor, customer, Some(id)).await?;
    }
    if unseen {
        let author = visitor.author()?;
        app.write(move |tx| look(tx, &author, agent, id)).await?;
    }
    Ok(now_view::panel(&visitor, &contact, customer.as_ref()).into_response())
}

/// Messages that stand open in a contact, and those that come with each look at earlier ones.
const FOLDED: i64 = 5;
const UNFOLDED: i64 = 50;

/// Earlier messages of a contact.
#[derive(Deserialize)]
pub struct DetailsQuery {
    /// Those before this one.
    after: Option<String>,
    /// How many are shown: for what is said of the rest.
    #[serde(default)]
    shown: i64,
    /// `now`: on the panel, else in the history.
    #[serde(default)]
    place: String,
}

/// What a row of the history opens to; a page of its own without scripts.
pub async fn entry_details(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<InteractionId>,
    Query(query): Query<DetailsQuery>,
) -> AppResult<Response> {
    let (agent, reader) = (visitor.agent()?, visitor.author()?);
    let (page, shown) = (Page::read(Some(FOLDED), query.after.as_deref(), FOLDED, true)?, query.shown.max(0));
    let is_first = page.after.is_first();
    let place = if query.place == "now" { "now" } else { "in" };
    let page = if is_first { page } else { Page { limit: UNFOLDED, ..page } };
    let (contact, customer, earlier, rail) = app
        .read(move |tx| {
            let mut contact = there(card::contact(tx, id, reader.at)?)?;
            let mut messages = interactions::store::page_of_messages(tx, id, &page)?;
            messages.items.reverse();
            contact.messages = messages.items;
            let shown = shown.saturating_add(i64::try_from(contact.messages.len()).unwrap_or(0));
            let earlier = messages.next.map(|after| now_view::Earlier { after, shown });
            let customer = match contact.interaction.customer {
                Some(customer) => customers::store::find(tx, customer)?,
                None => None,
            };
            Ok((contact, customer, earlier, openings::rail(tx, agent)?))
        })
        .await?;
    if let Some(customer) = contact.interaction.customer {
        accesses::opened(&app, &visitor, customer, None).await?;
    }
    let locale = &visitor.locale;
    if part.is_any() && !is_first {
        return Ok(
            now_view::before(locale, &contact, customer.as_ref(), earlier.as_ref(), place).into_response()
        );
    }
    let recording = recordings::view::player(&visitor, &app.recordings, &contact.interaction);
    let inside: Markup =
        now_view::inside(&visitor, &contact, customer.as_ref(), &recording, earlier.as_ref());
    if part.is_any() {
        return Ok(inside.into_response());
    }
    let one = Entry::of(&contact.interaction, contact.agent.clone());
    let name = customer.as_ref().map(crate::history::view::short_name);
    let title = entry::sentence(locale, &one, name.as_deref());
    let words = locale.t(&format!("channel-{}-one", contact.interaction.channel));
    let main = html! {
        main id="main" class="page" aria-label=(words) data-page="contact" data-interaction=(id) {
            header class="page-head" { h1 { (title) } (layout::when(locale, one.at)) }
            div class="page-body scroll entry-page" tabindex="0" role="region" aria-label=(words) {
                (inside)
                @if let Some(customer) = &customer {
                    p { a class="button" href={ "/customers/" (customer.id) } { (icon("arrow-left")) (customer.name) } }
                }
            }
        }
    };
    let rail = openings::view::rail(&visitor, &rail, &format!("/interactions/{id}/details"));
    Ok(layout::page(&app, &visitor, layout::Page::new(words, main).beside(rail)).into_response())
}

#[derive(Clone, Deserialize)]
pub struct AttachForm {
    customer_id: CustomerId,
    /// Also puts the identifier of the contact on the customer's card.
    #[serde(default)]
    add_identifier: Option<String>,
}

/// Attaches the interaction to a customer, or moves it there.
pub async fn attach(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    Form(form): Form<AttachForm>,
) -> AppResult<Redirect> {
    let (author, home) = (visitor.author()?, app.home);
    let address = app.write(move |tx| {
        restrictions::refuse(tx, form.customer_id)?;
        let before = interactions::store::get(tx, id)?;
        let interaction = interactions::attach(tx, &author, id, form.customer_id)?;
        if let (Some(_), Some(identifier)) = (&form.add_identifier, &interaction.identifier)
            && author.may(Feature::CustomersEdit)
        {
            customers::add_identifier(tx, &author, home, form.customer_id, identifier)?;
        }
        confirmations::choose(tx, &author, &interaction)?;
        // Who it is was known before: a move, which may be a mistake.
        let is_move = before.customer.is_some() && before.customer != interaction.customer;
        let done = if is_move { actions::last(tx, "interaction", id.0)? } else { None };
        Ok(actions::address(&format!("/interactions/{id}"), done))
    });
    Ok(Redirect::to(&address.await?))
}

/// Leaves the interaction without a customer.
pub async fn leave_anonymous(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    app.write(move |tx| interactions::leave_anonymous(tx, &author, id)).await?;
    Ok(Redirect::to(&format!("/interactions/{id}")))
}
