//! The second step of a log-in: a code of an app (TOTP), or a recovery code.
//!
//! Invariant: no code is taken twice, every try counts before it is looked at, and the secret leaves the house once,
//! to the person who sets it up. In the database it is sealed, and of recovery codes there are only hashes.

pub mod pages;
pub mod qr;
pub mod store;
pub mod totp;
pub mod view;

use db::{DbError, Tx};
use serde_json::{Map, Value};

use crate::agents::{self, Agent, AgentState};
use crate::author::Author;
use crate::changes;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::id::AgentId;
use crate::seal::Seal;
use crate::secret;
use crate::sessions::{self, Opened};

/// How long one may take for the second step.
const PATIENCE: i64 = 10 * Time::MINUTE;
const RECOVERY_CODES: usize = 10;

/// What is stored of somebody's second factor.
#[derive(Clone, Debug)]
pub struct Factor {
    sealed: Vec<u8>,
    /// None while it is being set up.
    pub confirmed_at: Option<Time>,
    /// How many are left.
    pub recovery_codes: i64,
}

impl Factor {
    pub fn is_on(&self) -> bool {
        self.confirmed_at.is_some()
    }

    /// What the app of its holder knows.
    pub fn secret(&self, seal: &Seal, agent: AgentId) -> AppResult<Vec<u8>> {
        seal.open(&row(agent), &self.sealed)
    }
}

/// Where the secret stands.
fn row(agent: AgentId) -> String {
    format!("second_factors/{agent}")
}

/// Begins to set one up; a secret that was begun with and not confirmed stays the same.
pub fn begin(tx: &mut Tx<'_>, seal: &Seal, agent: AgentId, now: Time) -> AppResult<()> {
    if store::find(tx, agent)?.is_none() {
        let secret: [u8; totp::LENGTH] = secret::random();
        store::insert(tx, agent, &seal.seal(&row(agent), &secret)?, now)?;
    }
    Ok(())
}

/// Turns it on when the code shows that the app knows the secret. Gives the recovery codes, once; none: it does not.
pub fn confirm(
    tx: &mut Tx<'_>,
    seal: &Seal,
    agent: &Agent,
    code: &str,
    now: Time,
) -> AppResult<Option<Vec<String>>> {
    let factor = store::find(tx, agent.id)?.ok_or(AppError::NotFound)?;
    if factor.is_on() || !takes(tx, seal, agent.id, code, now)? {
        return Ok(None);
    }
    store::confirm(tx, agent.id, now)?;
    recorded(tx, &agent.author(now), agent, "on")?;
    make_codes(tx, agent.id).map(Some)
}

/// New recovery codes; the old ones are void.
pub fn renew_codes(tx: &mut Tx<'_>, author: &Author, agent: &Agent) -> AppResult<Vec<String>> {
    recorded(tx, author, agent, "new recovery codes")?;
    make_codes(tx, agent.id)
}

fn make_codes(tx: &mut Tx<'_>, agent: AgentId) -> AppResult<Vec<String>> {
    store::delete_codes(tx, agent)?;
    let codes: Vec<String> = (0..RECOVERY_CODES)
        .map(|_| {
            let bits: [u8; 10] = secret::random();
            grouped(&totp::base32(&bits).to_lowercase())
        })
        .collect();
    for code in &codes {
        store::insert_code(tx, agent, &secret::hash(code))?;
    }
    Ok(codes)
}

/// Sixteen letters as a recovery code is shown and kept: four by four.
fn grouped(letters: &str) -> String {
    [&letters[..4], &letters[4..8], &letters[8..12], &letters[12..]].join("-")
}

/// Takes a code, of the app or for recovery, if it is good; then it is good no more.
pub fn takes(tx: &mut Tx<'_>, seal: &Seal, agent: AgentId, typed: &str, now: Time) -> AppResult<bool> {
    let Some(factor) = store::find(tx, agent)? else { return Ok(false) };
    let plain: String =
        typed.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_lowercase();
    if plain.len() == 6 {
        return match totp::step_of(&factor.secret(seal, agent)?, &plain, now) {
            Some(step) => Ok(store::take_step(tx, agent, step)?),
            None => Ok(false),
        };
    }
    if plain.len() != 16 {
        return Ok(false);
    }
    Ok(store::take_code(tx, agent, &secret::hash(&grouped(&plain)))?)
}

/// Takes it off; recovery codes and begun log-ins go with it.
pub fn remove(tx: &mut Tx<'_>, author: &Author, agent: &Agent) -> AppResult<()> {
    let Some(factor) = store::find(tx, agent.id)? else { return Err(AppError::NotFound) };
    store::delete(tx, agent.id)?;
    store::delete_steps(tx, agent.id)?;
    if factor.is_on() {
        recorded(tx, author, agent, "off")?;
    }
    Ok(())
}

/// Takes it off somebody else, who lost the app and the recovery codes; their sessions end.
pub fn reset(tx: &mut Tx<'_>, author: &Author, id: AgentId) -> AppResult<Agent> {
    if author.id() == Some(id.0) {
        return Err(AppError::conflict("", "conflict-own-second-factor"));
    }
    let agent = agents::store::get(tx, id)?;
    remove(tx, author, &agent)?;
    sessions::end_all(tx, author.at, id)?;
    Ok(agent)
}

fn recorded(tx: &mut Tx<'_>, author: &Author, agent: &Agent, became: &str) -> AppResult<()> {
    let (was, became) = (Map::new(), Map::from_iter([("second_factor".to_owned(), Value::from(became))]));
    changes::updated(tx, author, "set_second_factor", agent.subject(), &was, &became)?;
    Ok(())
}

/// The first step is done: whoever holds what this gives may take the second one.
pub fn open_step(tx: &mut Tx<'_>, agent: AgentId, now: Time) -> Result<Opened, DbError> {
    store::delete_expired_steps(tx, now)?;
    let (secret, expires_at) = (secret::new_secret(), now.plus(PATIENCE));
    store::insert_step(tx, &secret::hash(&secret), agent, expires_at)?;
    Ok(Opened { secret, expires_at })
}

/// Who is at the second step, if they may still log in.
pub fn find_step(tx: &mut Tx<'_>, secret: &str, now: Time) -> Result<Option<Agent>, DbError> {
    let Some(id) = store::find_step(tx, &secret::hash(secret), now)? else { return Ok(None) };
    let agent = agents::store::find(tx, id)?;
    Ok(agent.filter(|agent| agent.state == AgentState::Active))
}

/// What tries of a code count against.
pub fn subjects(agent: AgentId) -> [String; 1] {
    [format!("code:{agent}")]
}
