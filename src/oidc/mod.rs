//! The log-in of the organisation (OpenID Connect): authorization code with PKCE, state and nonce.
//!
//! Invariant: an agent is bound to a subject of the configured issuer once, by an e-mail address that this issuer says
//! it has verified; from then on by the subject alone. A log-in that was begun is finished once, in the browser that
//! began it. See docs/adr/0021.

pub mod pages;
mod provider;
pub mod store;
mod token;

pub use provider::{Attempt, Provider};

use db::Tx;
use serde_json::{Map, Value};

use crate::agents::{self, Agent, AgentInput, AgentState};
use crate::author::Author;
use crate::changes;
use crate::clock::Time;
use crate::config::Oidc;
use crate::error::{AppError, AppResult};
use crate::identifiers::Identifier;
use crate::sessions;
use crate::words::Role;

/// What the provider says about who logged in.
#[derive(Clone, Debug)]
pub struct Identity {
    issuer: String,
    subject: String,
    name: Option<String>,
    /// Only one that the provider has verified.
    email: Option<String>,
    /// None: the provider does not decide it.
    role: Option<Role>,
}

impl Identity {
    /// Reads the claims of a token that is believed.
    ///
    /// # Errors
    /// `Invalid` when the provider decides roles and gives none.
    pub fn read(config: &Oidc, issuer: &str, claims: &Value) -> AppResult<Identity> {
        let text = |name: &str| claims[name].as_str().map(str::trim).filter(|text| !text.is_empty());
        // Some providers write the word instead of the value.
        let verified =
            claims["email_verified"] == Value::Bool(true) || text("email_verified") == Some("true");
        let email = text("email").filter(|_| verified).and_then(|text| {
            let email = Identifier::email(text).ok()?.value;
            // Letters that only look alike are another address.
            (email == text.to_lowercase()).then_some(email)
        });
        let role = match &config.role_claim {
            None => None,
            Some(claim) => Some(role(config, &claims[claim]).ok_or(refused("oidc-no-role"))?),
        };
        Ok(Identity {
            issuer: issuer.to_owned(),
            subject: text("sub").unwrap_or_default().to_owned(),
            name: text("name").map(str::to_owned),
            email,
            role,
        })
    }
}

/// The highest role among the values of a claim.
fn role(config: &Oidc, claim: &Value) -> Option<Role> {
    let values: Vec<&str> = match claim {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    values.into_iter().filter_map(|value| config.roles.get(value)).max().copied()
}

fn refused(code: &'static str) -> AppError {
    AppError::invalid("", code)
}

/// Who that is here; bound, opened or made if that is allowed.
///
/// # Errors
/// `Invalid` with what to tell whoever tried.
pub fn enter(tx: &mut Tx<'_>, config: &Oidc, identity: &Identity, now: Time) -> AppResult<Agent> {
    let agent = match store::find(tx, &identity.issuer, &identity.subject)? {
        Some(id) => agents::store::get(tx, id)?,
        None => bind(tx, config, identity, now)?,
    };
    if agent.state == AgentState::Disabled {
        return Err(refused("oidc-disabled"));
    }
    let role = identity.role.unwrap_or(agent.role);
    if agent.state == AgentState::Active && agent.role == role {
        return Ok(agent);
    }
    // Whoever is known to the provider needs no password here.
    sessions::revoke_invitations(tx, agent.id)?;
    let input = AgentInput { role, ..agent.input() };
    agents::update(tx, &Author::system(now), agent.id, agent.version, &input, AgentState::Active)
}

/// Binds a subject to the agent of its verified address, once.
fn bind(tx: &mut Tx<'_>, config: &Oidc, identity: &Identity, now: Time) -> AppResult<Agent> {
    let email = identity.email.as_deref().ok_or(refused("oidc-unverified"))?;
    let author = Author::system(now);
    let agent = match (agents::store::find_by_email(tx, email)?, config.new_people) {
        (Some(agent), _) if agent.state == AgentState::Disabled => return Err(refused("oidc-disabled")),
        // The address has a new owner there, who is not the person it meant here.
        (Some(agent), _) if store::is_bound(tx, agent.id, Some(&identity.issuer))? => {
            return Err(refused("oidc-other-subject"));
        }
        (Some(agent), _) => agent,
        (None, None) => return Err(refused("oidc-unknown")),
        (None, Some(role)) => {
            let input = AgentInput {
                login: email.to_owned(),
                name: identity.name.clone().unwrap_or_else(|| email.to_owned()),
                email: Some(email.to_owned()),
                role: identity.role.unwrap_or(role),
                team: None,
            };
            agents::create(tx, &author, &input, None)?
        }
    };
    store::insert(tx, &identity.issuer, &identity.subject, agent.id, now)?;
    let (was, became) =
        (Map::new(), Map::from_iter([("identity".to_owned(), Value::from(&*identity.issuer))]));
    changes::updated(tx, &author, "bind_identity", agent.subject(), &was, &became)?;
    Ok(agent)
}
