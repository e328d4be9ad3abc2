//! Agents: the people who log in, in their roles and teams.

pub mod pages;
pub mod password;
mod preferences;
pub mod store;
pub mod view;

use db::Tx;
use serde_json::{Map, Value, json};

use crate::author::{Author, Principal};
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::events::{self, Happened};
use crate::id::{AgentId, TeamId};
use crate::identifiers::Identifier;
use crate::language::Language;
use crate::oidc;
use crate::sessions;
use crate::teams;
use crate::teams::features::Off;
use crate::words::{Role, words};

words! {
    /// Whether somebody may log in.
    AgentState { Invited = "invited", Active = "active", Disabled = "disabled" }
}
words! {
    /// Colours of the page.
    Theme { System = "system", Light = "light", Dark = "dark" }
}
words! {
    /// How tight the rows are.
    Density { Compact = "compact", Comfortable = "comfortable" }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    pub id: AgentId,
    pub login: String,
    pub name: String,
    pub email: Option<String>,
    pub role: Role,
    pub state: AgentState,
    pub team: Option<(TeamId, String)>,
    pub preferences: Preferences,
    /// What their team is kept from.
    pub off: Off,
    pub version: i64,
    pub created_at: Time,
}

/// What somebody chose for their own page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// None: as the browser asks.
    pub language: Option<Language>,
    pub theme: Theme,
    pub density: Density,
    /// None: the installation's.
    pub time_zone: Option<String>,
    /// Single-key shortcuts (WCAG 2.1.4 asks that they can be switched off).
    pub single_keys: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences {
            language: None,
            theme: Theme::System,
            density: Density::Compact,
            time_zone: None,
            single_keys: true,
        }
    }
}

/// What an administrator says of an agent.
#[derive(Clone, Debug)]
pub struct AgentInput {
    pub login: String,
    pub name: String,
    /// In any spelling; no two agents have the same.
    pub email: Option<String>,
    pub role: Role,
    /// By name; made if there is none of that name.
    pub team: Option<String>,
}

impl Agent {
    /// Who writes what this agent writes.
    pub fn author(&self, at: Time) -> Author {
        Author {
            principal: Principal::Agent(self.id),
            name: self.name.clone(),
            role: self.role,
            off: self.off.clone(),
            at,
        }
    }

    /// What an administrator said of them.
    pub fn input(&self) -> AgentInput {
        AgentInput {
            login: self.login.clone(),
            name: self.name.clone(),
            email: self.email.clone(),
            role: self.role,
            team: self.team.as_ref().map(|(_, name)| name.clone()),
        }
    }

    pub(crate) fn subject(&self) -> Subject {
        Subject { entity: "agent", id: self.id.0, customer: None }
    }

    /// What the change history compares; never the password.
    fn recorded(&self) -> Map<String, Value> {
        let team = self.team.as_ref().map(|(_, name)| name);
        let members = json!({
            "login": self.login, "name": self.name, "email": self.email, "role": self.role, "state": self.state, "team": team,
            "language": self.preferences.language.map(Language::as_str), "theme": self.preferences.theme,
            "density": self.preferences.density, "time_zone": self.preferences.time_zone,
            "single_keys": self.preferences.single_keys,
        });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// Makes an agent: active with a password, else invited.
pub fn create(
    tx: &mut Tx<'_>,
    author: &Author,
    input: &AgentInput,
    password_hash: Option<&str>,
) -> AppResult<Agent> {
    let mut check = Check::default();
    let (login, name, email) = names(&mut check, input);
    check.finish()?;
    free(tx, None, &login, email.as_deref())?;
    let team = team(tx, author, input.team.as_deref())?;
    let agent = Agent {
        id: AgentId::new(author.at),
        login,
        name,
        email,
        role: input.role,
        state: if password_hash.is_some() { AgentState::Active } else { AgentState::Invited },
        team,
        preferences: Preferences::default(),
        off: Off::default(),
        version: 1,
        created_at: author.at,
    };
    store::insert(tx, &agent, password_hash)?;
    changes::created(tx, author, agent.subject(), &agent.recorded())?;
    Ok(agent)
}

/// Changes what an administrator may. A new role or a disabled state ends every session at once.
pub fn update(
    tx: &mut Tx<'_>,
    author: &Author,
    id: AgentId,
    version: i64,
    input: &AgentInput,
    state: AgentState,
) -> AppResult<Agent> {
    let before = store::get(tx, id)?;
    if before.version != version {
        return Err(AppError::Stale);
    }
    let mut check = Check::default();
    let (login, name, email) = names(&mut check, input);
    check.finish()?;
    free(tx, Some(id), &login, email.as_deref())?;
    let was_in_charge = before.role == Role::Administrator && before.state == AgentState::Active;
    let is_in_charge = input.role == Role::Administrator && state == AgentState::Active;
    if was_in_charge && !is_in_charge && store::count_administrators(tx)? <= 1 {
        return Err(AppError::conflict("role", "conflict-last-administrator"));
    }
    // Who never chose a password and is not known to a provider cannot be active: only their invitation can.
    let can_enter = store::has_password(tx, id)? || oidc::store::is_bound(tx, id, None)?;
    let state = if state == AgentState::Active && !can_enter { AgentState::Invited } else { state };
    let team = team(tx, author, input.team.as_deref())?;
    let after =
        Agent { login, name, email, role: input.role, state, team, version: version + 1, ..before.clone() };
    save(tx, author, &before, &after)?;
    if before.role != after.role || after.state != AgentState::Active {
        sessions::end_all(tx, author.at, id)?;
    }
    if after.state == AgentState::Disabled {
        sessions::revoke_invitations(tx, id)?;
    }
    Ok(after)
}

/// Closes or opens the account of somebody, and leaves the rest as it is.
pub fn set_state(tx: &mut Tx<'_>, author: &Author, agent: &Agent, state: AgentState) -> AppResult<Agent> {
    update(tx, author, agent.id, agent.version, &agent.input(), state)
}

/// A one-time address by which an agent chooses a password; earlier ones become void. Gives its secret.
pub fn invite(tx: &mut Tx<'_>, author: &Author, id: AgentId) -> AppResult<(Agent, String)> {
    let agent = store::get(tx, id)?;
    if agent.state == AgentState::Disabled {
        return Err(AppError::conflict("state", "conflict-agent-disabled"));
    }
    let secret = sessions::invite(tx, Some(id), author.at)?;
    let (was, became) = (Map::new(), Map::from_iter([("invitation".to_owned(), Value::from("made"))]));
    changes::updated(tx, author, "invite", agent.subject(), &was, &became)?;
    Ok((agent, secret))
}

/// Changes one's own preferences.
pub fn prefer(tx: &mut Tx<'_>, author: &Author, id: AgentId, preferences: Preferences) -> AppResult<Agent> {
    let before = store::get(tx, id)?;
    if let Some(zone) = &preferences.time_zone
        && jiff::tz::TimeZone::get(zone).is_err()
    {
        return Err(AppError::invalid("time_zone", "invalid-time-zone"));
    }
    let after = Agent { preferences, version: before.version + 1, ..before.clone() };
    save(tx, author, &before, &after)?;
    Ok(after)
}

/// Sets a password and ends every session; an invited agent becomes active.
pub fn set_password(tx: &mut Tx<'_>, author: &Author, id: AgentId, password_hash: &str) -> AppResult<Agent> {
    let before = store::get(tx, id)?;
    let state = if before.state == AgentState::Invited { AgentState::Active } else { before.state };
    let after = Agent { state, version: before.version + 1, ..before.clone() };
    store::set_password(tx, id, password_hash)?;
    save(tx, author, &before, &after)?;
    // That a password changed is worth an entry; what it was or became never is.
    let (was, became) = (Map::new(), Map::from_iter([("password".to_owned(), Value::from("changed"))]));
    changes::updated(tx, author, "set_password", after.subject(), &was, &became)?;
    sessions::end_all(tx, author.at, id)?;
    Ok(after)
}

fn save(tx: &mut Tx<'_>, author: &Author, before: &Agent, after: &Agent) -> AppResult<()> {
    store::update(tx, author.at, before.version, after)?;
    changes::updated(tx, author, "update", after.subject(), &before.recorded(), &after.recorded())?;
    events::record(
        tx,
        "agent.changed",
        author.at,
        Happened { agent: Some(after.id), ..Happened::default() },
    )?;
    Ok(())
}

/// Login, name and e-mail address, checked.
fn names(check: &mut Check, input: &AgentInput) -> (String, String, Option<String>) {
    let email = match check.line("email", input.email.as_deref(), 254).map(|text| Identifier::email(&text)) {
        None => None,
        Some(Ok(email)) => Some(email.value),
        Some(Err(_)) => {
            check.fail(FieldError::new("email", "invalid-email"));
            None
        }
    };
    let mut needed = |field: &'static str, value: &str| {
        let text = check.line(field, Some(value), 100);
        if text.is_none() && value.trim().is_empty() {
            check.fail(FieldError::new(field, "invalid-empty"));
        }
        text.unwrap_or_default()
    };
    (needed("login", &input.login), needed("name", &input.name), email)
}

/// Refuses a login or an address that somebody else has.
fn free(tx: &mut Tx<'_>, id: Option<AgentId>, login: &str, email: Option<&str>) -> AppResult<()> {
    let other = |holder: Option<Agent>| holder.is_some_and(|holder| Some(holder.id) != id);
    if other(store::find_by_login(tx, login)?) {
        return Err(AppError::conflict("login", "conflict-login-taken"));
    }
    if let Some(email) = email
        && other(store::find_by_email(tx, email)?)
    {
        return Err(AppError::conflict("email", "conflict-email-taken"));
    }
    Ok(())
}

fn team(tx: &mut Tx<'_>, author: &Author, name: Option<&str>) -> AppResult<Option<(TeamId, String)>> {
    match name.map(str::trim).filter(|name| !name.is_empty()) {
        None => Ok(None),
        Some(name) => teams::find_or_create(tx, author, name).map(Some),
    }
}
