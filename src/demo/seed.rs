//! Fills an empty database with the fictional contact centre, through the same functions as everybody else.
//!
//! Invariant: each step is known by its reference, so that an interrupted filling goes on where it stopped.

use std::collections::HashMap;
use std::sync::Arc;

use db::Tx;
use futures_util::stream;

use super::contacts::Contact;
use super::faces::faces;
use super::mail;
use super::papers::papers;
use super::people::Made;
use super::staff::{self, AGENTS, STAFF};
use super::{Fiction, cast, people, shelves};
use crate::agents::{self, AgentInput, AgentState, Preferences};
use crate::app::App;
use crate::author::{Author, Principal};
use crate::avatars;
use crate::blocklist::{self, BlockInput};
use crate::clock::Time;
use crate::customers::{self, Customer};
use crate::error::AppResult;
use crate::fields::definitions::Required;
use crate::files::upload::{self, Told};
use crate::http::paging::Page;
use crate::id::{AgentId, CustomerId};
use crate::identifiers::IdentifierKind;
use crate::interactions::{self, InteractionInput};
use crate::live_contacts;
use crate::notes::{self, NoteInput};
use crate::promises::{self, PromiseInput, PromiseState};
use crate::relations::{self, RelationInput};
use crate::requests::{self, RequestInput};
use crate::teams::features::Off;
use crate::tokens;
use crate::words::{Channel, Role, State};

/// So many are stored in one transaction.
const CHUNK: usize = 200;
/// So many of the last contacts of each channel pass through the rail of each agent: it is not empty on the first day.
const EACH: usize = 4;
/// A minute or two before the demo begins, one of its customers moves house.
const MOVED: i64 = 35 * Time::MINUTE;

/// What a database holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holding {
    Nothing,
    /// A demo that was begun at this time.
    Demo(Time),
    /// Something that the demo must not touch.
    Other,
}

/// Looks whether the database is empty, a demo's, or somebody's.
pub async fn holding(app: &App) -> AppResult<Holding> {
    app.read(|tx| {
        let admin = agents::store::find_by_login(tx, STAFF[staff::ADMIN].login)?;
        let ours = admin.filter(|admin| admin.name == STAFF[staff::ADMIN].name);
        if let Some(admin) = ours {
            return Ok(Holding::Demo(admin.created_at));
        }
        let anybody = agents::store::count(tx)? > 0;
        let anything = !customers::store::is_empty(tx)?;
        Ok(if anybody || anything { Holding::Other } else { Holding::Nothing })
    })
    .await
}

/// Makes everything that is missing; `told` hears how far it is, in percent.
pub async fn fill(app: &App, fiction: &Fiction, begun: Time, mut told: impl FnMut(usize)) -> AppResult<()> {
    let staff = Arc::new(hire(app, begun).await?);
    let total = fiction.customers.len() + fiction.contacts.len();
    if total == 0 || is_filled(app, fiction).await? {
        return Ok(());
    }
    app.write(move |tx| {
        let author = Author::system(begun);
        shelves::dispose(tx, &author)?;
        shelves::define(tx, &author)
    })
    .await?;
    let mut done = 0;
    let mut ids: Vec<CustomerId> = Vec::with_capacity(fiction.customers.len());
    for chunk in fiction.customers.chunks(CHUNK) {
        done += chunk.len();
        let (chunk, staff, known) = (chunk.to_vec(), Arc::clone(&staff), ids.clone());
        let made = app.write(move |tx| {
            let mut ids = known.clone();
            for made in &chunk {
                let id = customer(tx, &staff, &ids, made)?;
                ids.push(id);
            }
            Ok(ids)
        });
        ids = made.await?;
        told(done * 100 / total);
    }
    let ids = Arc::new(ids);
    let recent = recent(&fiction.contacts);
    for (nth, chunk) in fiction.contacts.chunks(CHUNK).enumerate() {
        done += chunk.len();
        let (chunk, staff, ids, recent) =
            (chunk.to_vec(), Arc::clone(&staff), Arc::clone(&ids), recent.clone());
        app.write(move |tx| {
            for (index, contact) in chunk.iter().enumerate() {
                self::contact(tx, &staff, &ids, contact, recent.contains(&(nth * CHUNK + index)))?;
            }
            Ok(())
        })
        .await?;
        told(done * 100 / total);
    }
    let named = |name: &str| Some(ids[fiction.customers.iter().position(|made| made.name() == name)?]);
    let related =
        cast::RELATIONS.map(|(of, kind, other, note)| Some((named(of)?, kind, named(other)?, note)));
    let (karolina, keeper) = (ids[cast::KAROLINA], Arc::clone(&staff));
    let faces = faces();
    app.write(move |tx| {
        shelves::fill(tx, &author(&staff, staff::PIOTR, begun.plus(-3 * Time::DAY)), karolina)?;
        shelves::prove(tx, &author(&staff, staff::PIOTR, begun), karolina)?;
        moves_house(tx, &author(&staff, staff::MARTA, begun.plus(-MOVED)), karolina)?;
        for (days, by, text) in cast::NOTES {
            let input = NoteInput { text: text.to_owned(), pinned: false, expires_at: None };
            notes::create(tx, &author(&staff, by, begun.plus(-days * Time::DAY)), karolina, &input)?;
        }
        wants(tx, &staff, begun, karolina)?;
        promised(tx, &staff, begun, karolina)?;
        for (index, picture) in &faces {
            if let Some(customer) = ids.get(*index) {
                let author = author(&staff, staff::MARTA, begun.plus(-5 * Time::DAY));
                avatars::set(tx, &author, *customer, picture)?;
            }
        }
        for (customer, kind, other_id, note) in related.into_iter().flatten() {
            let note = Some(note.to_owned()).filter(|note| !note.is_empty());
            let input = RelationInput { other_id, kind, note, from: None, to: None };
            let author = author(&staff, staff::PIOTR, begun.plus(-2 * Time::DAY));
            relations::create(tx, &author, customer, &input)?;
        }
        let (value, reason) = cast::BLOCKED;
        let (kind, value, reason) = (IdentifierKind::Phone, value.to_owned(), reason.to_owned());
        let input = BlockInput { kind, value, reason, until: None };
        blocklist::create(tx, &author(&staff, staff::MARTA, begun.plus(-Time::DAY)), people::home(), &input)?;
        Ok(())
    })
    .await?;
    for (name, content) in papers() {
        let by = author(&keeper, staff::PIOTR, app.clock.now());
        let told = Told { customer: karolina, name: name.to_owned(), size: None, key: None };
        upload::take(app, &by, told, stream::iter([Ok(content.into())])).await?;
    }
    mail::attach(app, &author(&keeper, staff::PIOTR, app.clock.now()), karolina).await
}

async fn is_filled(app: &App, fiction: &Fiction) -> AppResult<bool> {
    let last = fiction.contacts.last().and_then(|contact| contact.input.reference.clone());
    let Some(last) = last else { return Ok(true) };
    app.read(move |tx| Ok(interactions::store::find_by_ref(tx, &last)?.is_some())).await
}

/// Everybody in the order of `STAFF`; those who are there already stay as they are.
async fn hire(app: &App, begun: Time) -> AppResult<Vec<AgentId>> {
    let mut hash = None;
    let known =
        app.read(|tx| Ok(agents::store::find_by_login(tx, STAFF[staff::ADMIN].login)?.is_some())).await?;
    if !known {
        hash = Some(agents::password::hash("password", staff::PASSWORD.to_owned()).await?);
    }
    app.write(move |tx| {
        let mut ids = Vec::new();
        for colleague in &STAFF {
            if let Some(agent) = agents::store::find_by_login(tx, colleague.login)? {
                ids.push(agent.id);
                continue;
            }
            let input = AgentInput {
                login: colleague.login.to_owned(),
                name: colleague.name.to_owned(),
                email: Some(format!("{}@norrvik.example", colleague.login)),
                role: colleague.role,
                team: Some(colleague.team.to_owned()),
            };
            let author = Author::system(begun);
            let password = hash.as_deref().filter(|_| colleague.language.is_some());
            let agent = agents::create(tx, &author, &input, password)?;
            let preferences = Preferences { language: colleague.language, ..Preferences::default() };
            if agent.state == AgentState::Active {
                agents::prefer(tx, &author, agent.id, preferences)?;
            }
            ids.push(agent.id);
        }
        Ok(ids)
    })
    .await
}

fn author(staff: &[AgentId], by: usize, at: Time) -> Author {
    Author {
        principal: Principal::Agent(staff[by]),
        name: STAFF[by].name.to_owned(),
        role: STAFF[by].role,
        off: Off::default(),
        at,
    }
}

fn customer(tx: &mut Tx<'_>, staff: &[AgentId], ids: &[CustomerId], made: &Made) -> AppResult<CustomerId> {
    if let Some(reference) = &made.input.reference
        && let Some(id) = customers::store::find_by_ref(tx, reference)?
    {
        return Ok(id);
    }
    let mut input = made.input.clone();
    input.company_id = made.company.and_then(|company| ids.get(company).copied());
    Ok(customers::create(tx, &author(staff, made.by, made.at), people::home(), Required::No, &input)?.id)
}

fn contact(
    tx: &mut Tx<'_>,
    staff: &[AgentId],
    ids: &[CustomerId],
    contact: &Contact,
    recent: bool,
) -> AppResult<()> {
    let author = author(staff, contact.by, contact.at);
    if recent {
        let live = InteractionInput {
            state: Some(State::Active),
            ended_at: None,
            rating: None,
            ..contact.input.clone()
        };
        interactions::receive(tx, &author, people::home(), &live)?;
    }
    let received = interactions::receive(tx, &author, people::home(), &contact.input)?;
    let one = received.interaction;
    // Where several share a number, an agent said who it was.
    if let (None, Some(customer)) = (one.customer, contact.customer) {
        interactions::attach(tx, &author, one.id, ids[customer])?;
    }
    if let (Some(comment), true) = (&contact.comment, received.created || recent) {
        interactions::comments::add(tx, &author, one.id, comment)?;
    }
    Ok(())
}

/// Indexes of the last contacts of each agent, some of every channel.
fn recent(contacts: &[Contact]) -> Vec<usize> {
    let mut recent = Vec::new();
    for agent in AGENTS {
        let mut room: HashMap<Channel, usize> = Channel::ALL.iter().map(|channel| (*channel, EACH)).collect();
        for (index, contact) in contacts.iter().enumerate().rev() {
            let channel = contact.input.channel.unwrap_or(Channel::Call);
            let mine = contact.by == agent && contact.input.agent.is_some();
            if let Some(room) = room.get_mut(&channel).filter(|room| mine && **room > 0) {
                *room -= 1;
                recent.push(index);
            }
        }
    }
    recent
}

/// Writes down what somebody wants, with their newest contacts under it.
fn wants(tx: &mut Tx<'_>, staff: &[AgentId], begun: Time, customer: CustomerId) -> AppResult<()> {
    let mut contacts = interactions::store::list_of_customer(tx, customer)?;
    for (days, by, title, description, status, count) in cast::REQUESTS {
        let author = author(staff, by, begun.plus(-days * Time::DAY));
        let input = RequestInput {
            customer_id: Some(customer),
            title: Some(title.to_owned()),
            description: Some(description.to_owned()),
            status: Some(status.to_owned()),
            owner: Some(STAFF[by].login.to_owned()),
            ..RequestInput::default()
        };
        let request = requests::create(tx, &author, &input)?;
        for contact in contacts.split_off(contacts.len().saturating_sub(count)) {
            interactions::put_under(tx, &author, contact, Some(request.id))?;
        }
    }
    Ok(())
}

/// Writes down what was promised to somebody.
fn promised(tx: &mut Tx<'_>, staff: &[AgentId], begun: Time, customer: CustomerId) -> AppResult<()> {
    for (days, by, text, due, kept) in cast::PROMISES {
        let due_at = begun.plus(due * Time::HOUR);
        let input = PromiseInput {
            customer_id: Some(customer),
            text: Some(text.to_owned()),
            due_at: Some(due_at),
            owner: Some(STAFF[by].login.to_owned()),
            ..PromiseInput::default()
        };
        let promise = promises::create(tx, &author(staff, by, begun.plus(-days * Time::DAY)), &input)?;
        if let Some(how) = kept {
            let author = author(staff, by, due_at.plus(-Time::HOUR));
            promises::settle(tx, &author, promise.id, PromiseState::Kept, Some(how.to_owned()))?;
        }
    }
    Ok(())
}

/// The change of address that the pictures of the manual show.
fn moves_house(tx: &mut Tx<'_>, author: &Author, karolina: CustomerId) -> AppResult<()> {
    let customer: Customer = customers::store::get(tx, karolina)?;
    let mut input = customer.editable();
    if let Some(address) = input.addresses.as_mut().and_then(|addresses| addresses.first_mut()) {
        *address = cast::polish_address("correspondence", "ul. Lipowa 14/3");
    }
    customers::update(tx, author, people::home(), karolina, None, Required::No, &input)?;
    Ok(())
}

/// A new token for the telephone system; those of earlier starts are void from now on.
pub async fn token(app: &App, name: &'static str) -> AppResult<String> {
    let author = Author::system(app.clock.now());
    app.write(move |tx| {
        for old in tokens::store::list(tx)? {
            if old.name == name && old.revoked_at.is_none() {
                tokens::revoke(tx, &author, old.id)?;
            }
        }
        Ok(tokens::create(tx, &author, name, Role::Agent)?.1)
    })
    .await
}

/// Ends what was still under way when the demo was stopped: its other side has gone.
pub async fn hang_up(app: &App) -> AppResult<()> {
    let author = Author::system(app.clock.now());
    app.write(move |tx| {
        let everything = live_contacts::Filter::default();
        while let Some(one) = interactions::store::list_live(tx, &everything, &Page::first(1))?.pop() {
            let one = interactions::store::get(tx, one.id)?;
            let closed = InteractionInput { state: Some(State::Closed), ..InteractionInput::of(&one) };
            interactions::revise(tx, &author, people::home(), one.id, one.version, &closed)?;
        }
        Ok(())
    })
    .await
}
