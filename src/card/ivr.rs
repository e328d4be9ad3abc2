//! What a voice menu has to know while it rings: whom to serve first, by whom, in which language. One transaction of
//! seven statements at most.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use db::{DbError, Tx};
use serde::Serialize;
use utoipa::ToSchema;

use super::api::LookupQuery;
use super::store;
use crate::app::App;
use crate::blocklist;
use crate::clock::Time;
use crate::error::AppResult;
use crate::history;
use crate::http::{Query, Visitor};
use crate::id::CustomerId;
use crate::identifiers::Identifier;
use crate::identifiers::matching::{self, Candidate, Match};
use crate::interactions;
use crate::promises;
use crate::requests;
use crate::words::Outcome;

/// Whom a voice menu serves, and how. Of a blocked identifier nothing is told but that.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ivr {
    /// `none` also of a blocked identifier, whoever has it.
    pub outcome: Outcome,
    /// The customer, when it is one.
    pub customer_id: Option<CustomerId>,
    /// The account manager; of several customers only one that all of them have.
    pub owner: Option<IvrOwner>,
    /// One of those who may be meant is a VIP.
    pub vip: bool,
    /// It is not to be served; null: it is.
    pub blocked: Option<IvrBlock>,
    /// BCP 47; of several customers only one that all of them speak.
    pub language: Option<String>,
    /// The queue of the customer's last contact that had one; of nobody known or several, of the identifier's.
    pub last_queue: Option<String>,
    /// Requests of those who may be meant that are open or waiting.
    pub open_requests: i64,
    /// Promises to those who may be meant that are still to be kept …
    pub open_promises: i64,
    /// … and when the first of them is due, or was.
    pub promise_due_at: Option<Time>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct IvrOwner {
    pub login: String,
    pub name: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct IvrBlock {
    pub reason: String,
    pub until: Option<Time>,
}

impl Ivr {
    fn nobody() -> Ivr {
        Ivr {
            outcome: Outcome::None,
            customer_id: None,
            owner: None,
            vip: false,
            blocked: None,
            language: None,
            last_queue: None,
            open_requests: 0,
            open_promises: 0,
            promise_due_at: None,
        }
    }
}

/// Asks for what a voice menu needs. Any spelling of a phone number, e-mail address or handle.
#[utoipa::path(get, path = "/api/v1/ivr", tag = "card", params(LookupQuery), responses((status = 200, body = Ivr)))]
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<LookupQuery>,
) -> AppResult<Json<Ivr>> {
    let identifier = query.identifier(app.home)?;
    let now = visitor.locale.now;
    app.read(move |tx| Ok(Json(find(tx, &identifier, now)?))).await
}

fn find(tx: &mut Tx<'_>, identifier: &Identifier, now: Time) -> Result<Ivr, DbError> {
    if let Some(block) = blocklist::store::find_of(tx, identifier, now)? {
        let blocked = IvrBlock { reason: block.reason, until: block.until };
        return Ok(Ivr { blocked: Some(blocked), ..Ivr::nobody() });
    }
    let found = matching::find(tx, identifier, now)?;
    let customer_id = found.customer();
    if customer_id.is_some() && found.candidates.iter().any(|one| one.restricted) {
        return Ok(Ivr { outcome: found.outcome, customer_id, ..Ivr::nobody() });
    }
    let last_queue = match customer_id {
        Some(customer) => history::store::last_queue(tx, customer)?,
        None => interactions::store::last_queue(tx, identifier)?,
    };
    let (owner, language) = shared(tx, meant(&found))?;
    let vip = meant(&found).iter().any(|candidate| candidate.vip);
    let told: Vec<CustomerId> = meant(&found)
        .iter()
        .filter(|candidate| !candidate.restricted)
        .map(|candidate| candidate.id)
        .collect();
    let open_requests = requests::store::count_open(tx, &told)?;
    let (open_promises, promise_due_at) = promises::store::count_open(tx, &told)?;
    Ok(Ivr {
        outcome: found.outcome,
        customer_id,
        owner,
        vip,
        blocked: None,
        language,
        last_queue,
        open_requests,
        open_promises,
        promise_due_at,
    })
}

/// Those who may be meant: of a match with one, that one.
fn meant(found: &Match) -> &[Candidate] {
    match found.outcome {
        Outcome::One => &found.candidates[..found.candidates.len().min(1)],
        Outcome::Many | Outcome::None => &found.candidates,
    }
}

/// The owner and the language that all of them have.
fn shared(tx: &mut Tx<'_>, of: &[Candidate]) -> Result<(Option<IvrOwner>, Option<String>), DbError> {
    let ids: Vec<CustomerId> =
        of.iter().filter(|candidate| !candidate.restricted).map(|candidate| candidate.id).collect();
    let (mut owners, mut languages) = (BTreeSet::new(), BTreeSet::new());
    for (owner, language) in store::service(tx, &ids)? {
        owners.insert(owner.map(|(login, name)| IvrOwner { login, name }));
        languages.insert(language);
    }
    Ok((only(owners), only(languages)))
}

fn only<T: Ord>(mut of: BTreeSet<Option<T>>) -> Option<T> {
    if of.len() == 1 { of.pop_first().flatten() } else { None }
}
