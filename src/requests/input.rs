//! What a caller may write of a request.

use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::statuses::{StatusKind, Statuses};
use super::{DESCRIPTION, Request, TITLE, store};
use crate::agents;
use crate::author::Author;
use crate::check::Check;
use crate::clock::Time;
use crate::customers::{self, Owner};
use crate::error::{AppError, AppResult, FieldError};
use crate::fields::definitions::Required;
use crate::fields::{self, Entity};
use crate::id::{CustomerId, InteractionId, RequestId};
use crate::teams;

/// The highest number that may be told: twelve figures.
const HIGHEST: i64 = 999_999_999_999;

/// The members of a request that a caller may write. Absent and null are the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RequestInput {
    /// The number that another system has given it; without one the next. It stays as it is.
    #[schema(minimum = 1, maximum = 999_999_999_999_i64)]
    pub number: Option<i64>,
    /// The caller's own key, unique. 200 characters at most.
    #[serde(rename = "ref")]
    #[schema(max_length = 200)]
    pub reference: Option<String>,
    /// Needed.
    pub customer_id: Option<CustomerId>,
    /// Needed. One line of 200 characters at most.
    #[schema(max_length = 200)]
    pub title: Option<String>,
    /// Plain text of several lines, 2,000 characters at most.
    #[schema(max_length = 2000)]
    pub description: Option<String>,
    /// Key of a status (`GET /api/v1/request-statuses`); the first open one unless said otherwise.
    #[schema(max_length = 50)]
    pub status: Option<String>,
    /// Login of who is at it.
    #[schema(max_length = 200)]
    pub owner: Option<String>,
    /// Name of the team.
    #[schema(max_length = 200)]
    pub team: Option<String>,
    /// The day by which it should be done.
    #[schema(format = Date)]
    pub due: Option<String>,
    /// At most 50 characters each, unique without regard to case.
    #[schema(max_items = 200)]
    pub tags: Vec<String>,
    #[schema(value_type = Object)]
    pub fields: Map<String, Value>,
    /// Of one that another system has had before; now unless told. It stays as it is.
    pub created_at: Option<Time>,
    /// Of a closed one; now unless told.
    pub closed_at: Option<Time>,
    /// Of a new one: the interaction that it comes from, which stands under it then.
    pub interaction_id: Option<InteractionId>,
}

/// The numbers of requests that a subject names: `#100042`.
pub fn numbers(subject: &str) -> impl Iterator<Item = i64> + '_ {
    subject.split('#').skip(1).filter_map(|rest| {
        let figures = rest.find(|c: char| !c.is_ascii_digit()).map_or(rest, |end| &rest[..end]);
        figures.parse().ok().filter(|number| (1..=HIGHEST).contains(number))
    })
}

impl RequestInput {
    /// What is written of a request now: the document that a merge patch is applied to.
    pub fn of(request: &Request) -> RequestInput {
        RequestInput {
            number: Some(request.number),
            reference: request.reference.clone(),
            customer_id: Some(request.customer),
            title: Some(request.title.clone()),
            description: request.description.clone(),
            status: Some(request.status.clone()),
            owner: request.owner.as_ref().map(|owner| owner.login.clone()),
            team: request.team.as_ref().map(|(_, name)| name.clone()),
            due: request.due.map(|due| due.to_string()),
            tags: request.tags.clone(),
            fields: request.fields.clone(),
            created_at: Some(request.created_at),
            closed_at: request.closed_at,
            interaction_id: None,
        }
    }

    /// What the change history holds of one. A number that was given is not given again by being told.
    pub fn recorded(was: &Map<String, Value>) -> AppResult<RequestInput> {
        let mut members = was.clone();
        for silent in ["number", "by", "version", "interactions", "promises"] {
            members.remove(silent);
        }
        members.retain(|_, value| !value.is_null());
        serde_json::from_value(Value::Object(members)).map_err(AppError::internal)
    }

    /// Checks everything and says all faults at once; gives the request as it is to be stored. A new one has no number yet.
    pub fn check(
        &self,
        tx: &mut Tx<'_>,
        author: &Author,
        required: Required,
        before: Option<&Request>,
    ) -> AppResult<Request> {
        let mut check = Check::default();
        let statuses = Statuses::read(tx)?;
        let title = check.line("title", self.title.as_deref(), TITLE);
        if title.is_none() && self.title.as_deref().unwrap_or_default().trim().is_empty() {
            check.fail(FieldError::new("title", "invalid-empty"));
        }
        let description = check.text("description", self.description.as_deref(), DESCRIPTION);
        let due = check.day("due", self.due.as_deref());
        let tags = check.tags("tags", &self.tags);
        let reference = check.line("ref", self.reference.as_deref(), 200);
        let customer = self.customer(tx, &mut check, before)?;
        let created_at = self.created_at.unwrap_or(before.map_or(author.at, |before| before.created_at));
        self.check_fixed(&mut check, author, before, created_at);
        let status = match &self.status {
            Some(key) => statuses.find(key).cloned(),
            None if self.closed_at.is_some() => Some(statuses.first(StatusKind::Closed)?.clone()),
            None => Some(statuses.first(StatusKind::Open)?.clone()),
        };
        let Some(status) = status else {
            check.fail(statuses.unknown("status"));
            return Err(check.finish().err().unwrap_or(AppError::Internal));
        };
        let closed_at = self.closed_at(&mut check, author, before, status.kind, created_at);
        let owner = self.owner(tx, &mut check, before)?;
        let team = self.team(tx, &mut check)?;
        let definitions = fields::store::definitions(tx, Entity::Request)?;
        let known = before.map(|before| &before.fields);
        let fields = definitions.read(&mut check, &self.fields, known);
        let required = if required == Required::All && before.is_some() { Required::Kept } else { required };
        definitions.demand(&mut check, required, &fields, known);
        definitions.check_customers(tx, &mut check, &fields, known)?;
        check.finish()?;
        self.check_free(tx, before)?;
        let touched_at = closed_at.filter(|_| before.is_none()).unwrap_or(author.at);
        Ok(Request {
            id: before.map_or_else(|| RequestId::new(author.at), |before| before.id),
            number: before.map_or(0, |before| before.number),
            reference,
            customer: customer.ok_or_else(|| AppError::invalid("customer_id", "invalid-empty"))?,
            title: title.unwrap_or_default(),
            description,
            kind: status.kind,
            closes_at: status.closes_at(touched_at),
            status: status.key,
            owner,
            team,
            due,
            tags,
            fields,
            by: before.map_or_else(|| author.name.clone(), |before| before.by.clone()),
            merged_into: before.and_then(|before| before.merged_into),
            touched_at,
            closed_at,
            version: before.map_or(1, |before| before.version + 1),
            created_at,
            updated_at: author.at,
        })
    }

    fn customer(
        &self,
        tx: &mut Tx<'_>,
        check: &mut Check,
        before: Option<&Request>,
    ) -> AppResult<Option<CustomerId>> {
        match self.customer_id {
            None => check.fail(FieldError::new("customer_id", "invalid-empty")),
            Some(id) if before.is_some_and(|before| before.customer == id) => return Ok(Some(id)),
            Some(id) if customers::store::find_kind(tx, id)?.is_some() => return Ok(Some(id)),
            Some(_) => check.fail(FieldError::new("customer_id", "invalid-customer")),
        }
        Ok(None)
    }

    /// What is said once and for all.
    fn check_fixed(&self, check: &mut Check, author: &Author, before: Option<&Request>, created_at: Time) {
        if self.number.is_some_and(|number| !(1..=HIGHEST).contains(&number)) {
            check.fail(FieldError::new("number", "invalid-range").with("min", 1).with("max", HIGHEST));
        }
        if created_at > author.at {
            check.fail(FieldError::new("created_at", "invalid-future"));
        }
        if let Some(before) = before {
            for (name, same) in [
                ("number", self.number.is_none_or(|number| number == before.number)),
                ("created_at", created_at == before.created_at),
                ("interaction_id", self.interaction_id.is_none()),
            ] {
                if !same {
                    check.fail(FieldError::new(name, "invalid-fixed"));
                }
            }
        }
    }

    fn closed_at(
        &self,
        check: &mut Check,
        author: &Author,
        before: Option<&Request>,
        kind: StatusKind,
        created_at: Time,
    ) -> Option<Time> {
        let had = before.and_then(|before| before.closed_at);
        if kind != StatusKind::Closed {
            if self.closed_at.is_some() && self.closed_at != had {
                check.fail(FieldError::new("closed_at", "invalid-not-closed"));
            }
            return None;
        }
        let at = self.closed_at.or(had).unwrap_or(author.at);
        if at < created_at {
            check.fail(FieldError::new("closed_at", "invalid-before-created"));
        } else if at > author.at {
            check.fail(FieldError::new("closed_at", "invalid-future"));
        }
        Some(at)
    }

    fn owner(
        &self,
        tx: &mut Tx<'_>,
        check: &mut Check,
        before: Option<&Request>,
    ) -> AppResult<Option<Owner>> {
        let Some(login) = check.line("owner", self.owner.as_deref(), 200) else { return Ok(None) };
        // Who is gone stays where they were.
        if let Some(had) = before.and_then(|before| before.owner.clone()).filter(|had| had.login == login) {
            return Ok(Some(had));
        }
        let owner = agents::store::find_by_login(tx, &login)?.map(Owner::from);
        if owner.is_none() {
            check.fail(FieldError::new("owner", "invalid-owner"));
        }
        Ok(owner)
    }

    fn team(&self, tx: &mut Tx<'_>, check: &mut Check) -> AppResult<Option<(crate::id::TeamId, String)>> {
        let Some(name) = check.line("team", self.team.as_deref(), 200) else { return Ok(None) };
        let team = teams::store::find_by_name(tx, &name)?;
        if team.is_none() {
            check.fail(FieldError::new("team", "invalid-team"));
        }
        Ok(team)
    }

    /// What only one may have.
    fn check_free(&self, tx: &mut Tx<'_>, before: Option<&Request>) -> AppResult<()> {
        let own = before.map(|before| before.id);
        if let Some(reference) = self.reference.as_deref().map(str::trim)
            && store::find_by_ref(tx, reference)?.is_some_and(|holder| Some(holder) != own)
        {
            return Err(AppError::conflict("ref", "conflict-ref-taken"));
        }
        if let (Some(number), None) = (self.number, before)
            && store::find_by_number(tx, number)?.is_some()
        {
            return Err(AppError::conflict("number", "conflict-number-taken"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_names_requests_by_their_numbers() {
        let read = |text: &str| numbers(text).collect::<Vec<_>>();
        assert_eq!(read("Re: [#100042] Invoice #7, not # 8"), [100_042, 7]);
        assert_eq!(read("#9999999999999 #0 #-1 no"), Vec::<i64>::new());
    }
}
