//! What a caller may write of a promise.

use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{AHEAD, HOW, Promise, PromiseState, TEXT};
use crate::agents;
use crate::author::{Author, Principal};
use crate::check::Check;
use crate::clock::Time;
use crate::customers::{self, Owner};
use crate::error::{AppError, AppResult, FieldError};
use crate::id::{AgentId, CustomerId, InteractionId, PromiseId, RequestId, TeamId};
use crate::interactions;
use crate::requests;
use crate::teams;

/// The members of a promise that a caller may write. Absent and null are the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PromiseInput {
    /// Needed. It stays as it is.
    pub customer_id: Option<CustomerId>,
    /// Needed. Plain text of several lines, 2,000 characters at most.
    #[schema(max_length = 2000)]
    pub text: Option<String>,
    /// Needed: when it is to be kept. In the future when it is set, two years ahead at most.
    pub due_at: Option<Time>,
    /// Login of who keeps it. An agent's own promise unless an owner or a team is told; a system has to tell one.
    #[schema(max_length = 200)]
    pub owner: Option<String>,
    /// Name of the team whose it is, if not an owner's who works here; the owner's team unless told.
    #[schema(max_length = 200)]
    pub team: Option<String>,
    /// `open` unless said otherwise.
    #[schema(inline)]
    pub state: Option<PromiseState>,
    /// One line of 500 characters at most: how it was kept; why it was withdrawn, which is needed then.
    #[schema(max_length = 500)]
    pub how: Option<String>,
    /// In which it was given. Of a new one; it stays as it is.
    pub interaction_id: Option<InteractionId>,
    /// To which it belongs; of a new one that of the interaction unless told.
    pub request_id: Option<RequestId>,
}

/// Who has to keep a promise: an agent, and a team by its name.
type Held = (Option<Owner>, Option<(TeamId, String)>);

impl PromiseInput {
    /// What is written of a promise now: the document that a merge patch is applied to.
    pub fn of(one: &Promise) -> PromiseInput {
        PromiseInput {
            customer_id: Some(one.customer),
            text: Some(one.text.clone()),
            due_at: Some(one.due_at),
            owner: one.owner.as_ref().map(|owner| owner.login.clone()),
            team: one.team.as_ref().map(|(_, name)| name.clone()),
            state: Some(one.state),
            how: one.how.clone(),
            interaction_id: one.interaction,
            request_id: one.request,
        }
    }

    /// What the change history holds of one.
    pub fn recorded(was: &Map<String, Value>) -> AppResult<PromiseInput> {
        let mut members = was.clone();
        for silent in ["settled_at", "settled_by", "by", "created_at", "version"] {
            members.remove(silent);
        }
        members.retain(|_, value| !value.is_null());
        serde_json::from_value(Value::Object(members)).map_err(AppError::internal)
    }

    /// Checks everything and says all faults at once; gives the promise as it is to be stored.
    pub fn check(&self, tx: &mut Tx<'_>, author: &Author, before: Option<&Promise>) -> AppResult<Promise> {
        let mut check = Check::default();
        let text = check.text("text", self.text.as_deref(), TEXT);
        if self.text.as_deref().unwrap_or_default().trim().is_empty() {
            check.fail(FieldError::new("text", "invalid-empty"));
        }
        let due_at = self.due_at(&mut check, author, before);
        let state = self.state.unwrap_or(PromiseState::Open);
        let how = check.line("how", self.how.as_deref(), HOW).filter(|_| state != PromiseState::Open);
        if state == PromiseState::Withdrawn && self.how.as_deref().unwrap_or_default().trim().is_empty() {
            check.fail(FieldError::new("how", "invalid-promise-reason"));
        }
        let customer = self.customer(tx, &mut check, before)?;
        let request = self.belongs(tx, &mut check, before, customer)?;
        let (owner, team) = self.keeper(tx, author, &mut check, before)?;
        check.finish()?;
        let is_same = before.is_some_and(|before| before.state == state);
        let is_settled = state != PromiseState::Open;
        let settled = |then: Option<Time>| if is_same { then } else { Some(author.at) };
        let who = |then: Option<String>| if is_same { then } else { Some(author.name.clone()) };
        let reminded_at =
            before.filter(|before| before.due_at == due_at).and_then(|before| before.reminded_at);
        Ok(Promise {
            id: before.map_or_else(|| PromiseId::new(author.at), |before| before.id),
            customer: customer.ok_or_else(|| AppError::invalid("customer_id", "invalid-empty"))?,
            interaction: self.interaction_id,
            request,
            text: text.unwrap_or_default(),
            owner_left: false,
            owner,
            team,
            due_at,
            state,
            how,
            settled_at: settled(before.and_then(|before| before.settled_at)).filter(|_| is_settled),
            settled_by: who(before.and_then(|before| before.settled_by.clone())).filter(|_| is_settled),
            reminded_at,
            by: before.map_or_else(|| author.name.clone(), |before| before.by.clone()),
            version: before.map_or(1, |before| before.version + 1),
            created_at: before.map_or(author.at, |before| before.created_at),
            updated_at: author.at,
        })
    }

    fn due_at(&self, check: &mut Check, author: &Author, before: Option<&Promise>) -> Time {
        let Some(at) = self.due_at else {
            check.fail(FieldError::new("due_at", "invalid-due-missing"));
            return author.at;
        };
        if before.is_none_or(|before| before.due_at != at) {
            if at <= author.at {
                check.fail(FieldError::new("due_at", "invalid-due-past"));
            } else if at > author.at.plus(AHEAD) {
                check.fail(FieldError::new("due_at", "invalid-due-far"));
            }
        }
        at
    }

    fn customer(
        &self,
        tx: &mut Tx<'_>,
        check: &mut Check,
        before: Option<&Promise>,
    ) -> AppResult<Option<CustomerId>> {
        match (self.customer_id, before) {
            (Some(id), Some(before)) if before.customer == id => return Ok(Some(id)),
            (_, Some(_)) => check.fail(FieldError::new("customer_id", "invalid-fixed")),
            (None, None) => check.fail(FieldError::new("customer_id", "invalid-empty")),
            (Some(id), None) if customers::store::find_kind(tx, id)?.is_some() => return Ok(Some(id)),
            (Some(_), None) => check.fail(FieldError::new("customer_id", "invalid-customer")),
        }
        Ok(None)
    }

    /// The request that it belongs to. What it was given in and what it belongs to are its customer's, or of somebody
    /// near.
    fn belongs(
        &self,
        tx: &mut Tx<'_>,
        check: &mut Check,
        before: Option<&Promise>,
        customer: Option<CustomerId>,
    ) -> AppResult<Option<RequestId>> {
        let mut given = None;
        match (self.interaction_id, before) {
            (id, Some(before)) if id == before.interaction => {}
            (_, Some(_)) => check.fail(FieldError::new("interaction_id", "invalid-fixed")),
            (None, None) => {}
            (Some(id), None) => {
                given = interactions::store::find(tx, id)?.filter(|one| one.customer == customer);
                if given.is_none() {
                    check.fail(FieldError::new("interaction_id", "invalid-interaction"));
                }
            }
        }
        let Some(id) = self.request_id else { return Ok(given.and_then(|one| one.request)) };
        if before.and_then(|before| before.request) == Some(id) {
            return Ok(Some(id));
        }
        let request = requests::root(tx, id)?;
        if let (Some(request), Some(customer)) = (&request, customer)
            && requests::merging::are_near(tx, request.customer, customer)?
        {
            return Ok(Some(request.id));
        }
        check.fail(FieldError::new("request_id", "invalid-request"));
        Ok(None)
    }

    /// Who keeps it, and whose it is when they are gone.
    fn keeper(
        &self,
        tx: &mut Tx<'_>,
        author: &Author,
        check: &mut Check,
        before: Option<&Promise>,
    ) -> AppResult<Held> {
        let login = check.line("owner", self.owner.as_deref(), 200);
        let name = check.line("team", self.team.as_deref(), 200);
        let mut team = match &name {
            Some(name) => teams::store::find_by_name(tx, name)?,
            None => None,
        };
        if name.is_some() && team.is_none() {
            check.fail(FieldError::new("team", "invalid-team"));
        }
        let had = before.and_then(|before| before.owner.clone());
        let agent = match (&login, &author.principal) {
            // Who is gone stays where they were.
            (Some(login), _) if had.as_ref().is_some_and(|had| had.login == *login) => {
                return Ok((had, team));
            }
            (Some(login), _) => agents::store::find_by_login(tx, login)?
                .filter(|agent| agent.state != agents::AgentState::Disabled),
            (None, Principal::Agent(id)) if name.is_none() => agents::store::find(tx, AgentId(id.0))?,
            (None, _) => None,
        };
        match (&login, &agent) {
            (Some(_), None) => check.fail(FieldError::new("owner", "invalid-owner")),
            (None, None) if name.is_none() && self.owner.is_none() => {
                check.fail(FieldError::new("owner", "invalid-keeper"));
            }
            _ => {}
        }
        if name.is_none() {
            team = agent.as_ref().and_then(|agent| agent.team.clone());
        }
        Ok((agent.map(Owner::from), team))
    }
}
