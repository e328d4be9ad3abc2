//! Sessions: who is logged in on which browser; log-in with its delays; one-time addresses for invited people.
//!
//! Invariant: a session is made anew at every log-in, and ends at once when its agent's role, state or password changes.

mod address;
pub mod local;
pub mod pages;
pub mod store;
pub mod view;

use db::{DbError, Tx};

use crate::agents::{self, Agent, AgentState};
use crate::app::App;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::fold::fold_case;
use crate::id::{AgentId, new_uuid};
use crate::{second_factor, secret};

/// After this many failures in a row each further try has to wait.
const FREE_TRIES: i64 = 5;
/// The longest wait after a failure, in seconds.
const LONGEST_DELAY: i64 = 15 * 60;
/// Failures older than this are forgotten.
const MEMORY: i64 = 24 * Time::HOUR;
/// How long a one-time address is good for.
pub const INVITATION: i64 = 3 * Time::DAY;

/// A logged-in agent.
#[derive(Clone, Debug)]
pub struct Session {
    pub agent: Agent,
    /// Hash of the cookie: names the session in the database.
    pub secret_hash: Vec<u8>,
    pub csrf: String,
}

/// What a new session gives its browser.
pub struct Opened {
    pub secret: String,
    pub expires_at: Time,
}

/// The session of a cookie; none if it is unknown, over, or its agent may not log in.
pub fn find(tx: &mut Tx<'_>, secret: &str, now: Time) -> Result<Option<Session>, DbError> {
    let session = store::find(tx, &secret::hash(secret), now)?;
    Ok(session.filter(|session| session.agent.state == AgentState::Active))
}

/// Opens a session for an agent whose password fitted; `old` is a session that this browser had.
pub fn open(
    tx: &mut Tx<'_>,
    agent: AgentId,
    now: Time,
    hours: i64,
    old: Option<&str>,
) -> Result<Opened, DbError> {
    if let Some(old) = old {
        store::delete(tx, &secret::hash(old))?;
    }
    store::delete_expired(tx, now)?;
    let secret = secret::new_secret();
    let expires_at = now.plus(hours * Time::HOUR);
    store::insert(tx, new_uuid(now), &secret::hash(&secret), agent, &secret::new_secret(), now, expires_at)?;
    Ok(Opened { secret, expires_at })
}

/// Where a right password leads.
pub enum Entry {
    Session(Opened),
    /// A code is owed first, or the second step has to be set up.
    SecondStep(Opened),
}

/// Lets in whoever gave the right password: at once, or by a second step if they have one or their role needs it.
pub fn admit(tx: &mut Tx<'_>, app: &App, agent: &Agent, now: Time, old: Option<&str>) -> AppResult<Entry> {
    let is_on = second_factor::store::find(tx, agent.id)?.is_some_and(|factor| factor.is_on());
    if !is_on && !app.config.require_two_factor.contains(&agent.role) {
        return Ok(Entry::Session(open(tx, agent.id, now, app.config.session_hours, old)?));
    }
    if !is_on {
        second_factor::begin(tx, &app.seal, agent.id, now)?;
    }
    Ok(Entry::SecondStep(second_factor::open_step(tx, agent.id, now)?))
}

/// Ends one session; the agent's open pages hear of it.
pub fn end(tx: &mut Tx<'_>, now: Time, session: &Session) -> Result<(), DbError> {
    store::delete(tx, &session.secret_hash)?;
    told(tx, now, session.agent.id)
}

/// Ends every session of an agent, and what was begun of one.
pub fn end_all(tx: &mut Tx<'_>, now: Time, agent: AgentId) -> Result<(), DbError> {
    store::delete_of_agent(tx, agent)?;
    second_factor::store::delete_steps(tx, agent)?;
    told(tx, now, agent)
}

fn told(tx: &mut Tx<'_>, now: Time, agent: AgentId) -> Result<(), DbError> {
    events::record(tx, "session.ended", now, Happened { agent: Some(agent), ..Happened::default() })
}

/// What a try to log in counts against: the login itself and where it comes from.
pub fn subjects(login: &str, address: &str) -> [String; 2] {
    let login: String = fold_case(login).chars().take(100).collect();
    [format!("login:{login}"), format!("address:{address}")]
}

/// How many seconds must pass before another try; none: now.
pub fn delay(tx: &mut Tx<'_>, subjects: &[String], now: Time) -> Result<Option<i64>, DbError> {
    let mut longest = None;
    for subject in subjects {
        let Some((count, last_at)) = store::find_failures(tx, subject)? else { continue };
        // A whole office shares an address: it has ten times the tries.
        let free = if subject.starts_with("address:") { FREE_TRIES * 10 } else { FREE_TRIES };
        if count < free || now.micros() - last_at.micros() > MEMORY {
            continue;
        }
        let doubled = 1_i64 << (count - free).clamp(0, 10);
        let wait = doubled.min(LONGEST_DELAY) - now.seconds_since(last_at);
        if wait > 0 {
            longest = longest.max(Some(wait));
        }
    }
    Ok(longest)
}

pub fn count_failure(tx: &mut Tx<'_>, subjects: &[String], now: Time) -> Result<(), DbError> {
    for subject in subjects {
        store::count_failure(tx, subject, now, now.plus(-MEMORY))?;
    }
    Ok(())
}

pub fn forget_failures(tx: &mut Tx<'_>, subjects: &[String]) -> Result<(), DbError> {
    subjects.iter().try_for_each(|subject| store::delete_failures(tx, subject))
}

/// A one-time address for an agent, or for the first administrator. Earlier ones for the same become void.
pub fn invite(tx: &mut Tx<'_>, agent: Option<AgentId>, now: Time) -> Result<String, DbError> {
    let secret = secret::new_secret();
    store::delete_invitations(tx, agent)?;
    store::insert_invitation(tx, new_uuid(now), &secret::hash(&secret), agent, now, now.plus(INVITATION))?;
    Ok(secret)
}

/// One-time addresses of somebody who shall not come in by them any more.
pub fn revoke_invitations(tx: &mut Tx<'_>, agent: AgentId) -> Result<(), DbError> {
    store::delete_invitations(tx, Some(agent))
}

/// For whom a one-time address is: `Some(None)` makes the first administrator. `None`: not valid (any more).
pub fn find_invitation(tx: &mut Tx<'_>, secret: &str, now: Time) -> AppResult<Option<Option<Agent>>> {
    let Some(agent) = store::find_invitation(tx, &secret::hash(secret), now)? else { return Ok(None) };
    match agent {
        None => Ok((agents::store::count(tx)? == 0).then_some(None)),
        Some(id) => match agents::store::find(tx, id)? {
            Some(agent) if agent.state != AgentState::Disabled => Ok(Some(Some(agent))),
            _ => Ok(None),
        },
    }
}

/// Uses a one-time address up; `NotFound` if somebody else already did.
pub fn redeem(tx: &mut Tx<'_>, secret: &str) -> AppResult<()> {
    if store::delete_invitation(tx, &secret::hash(secret))? == 0 {
        return Err(AppError::NotFound);
    }
    Ok(())
}
