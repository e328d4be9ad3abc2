//! What a request hears of the interactions under it (ADR 30).

use db::Tx;

use super::statuses::{StatusKind, Statuses};
use super::{Request, input, merging, store, tell, write};
use crate::author::Author;
use crate::clock::Time;
use crate::error::AppResult;
use crate::id::RequestId;
use crate::interactions::{Interaction, Message};

/// The one that a request stands for: itself, or what it was merged into.
pub fn root(tx: &mut Tx<'_>, id: RequestId) -> AppResult<Option<Request>> {
    let mut found = store::find(tx, id)?;
    while let Some(into) = found.as_ref().and_then(|request| request.merged_into) {
        found = store::find(tx, into)?;
    }
    Ok(found)
}

/// The request that an e-mail names by its number in a subject: `#100042`, of the same customer or of somebody of the
/// same company.
pub fn named(
    tx: &mut Tx<'_>,
    interaction: &Interaction,
    messages: &[Message],
) -> AppResult<Option<RequestId>> {
    let Some(customer) = interaction.customer else { return Ok(None) };
    let subjects = messages.iter().filter_map(|message| message.subject.as_deref());
    for number in subjects.flat_map(input::numbers) {
        if let Some(named) = store::find_by_number(tx, number)?
            && let Some(request) = root(tx, named.id)?
            && merging::are_near(tx, request.customer, customer)?
        {
            return Ok(Some(request.id));
        }
    }
    Ok(None)
}

/// Something was said at `at` in an interaction under a request. What the customer says after it was settled opens it.
pub fn hear(tx: &mut Tx<'_>, author: &Author, id: RequestId, at: Time, by_customer: bool) -> AppResult<()> {
    // What is told late has happened before.
    let Some(before) = root(tx, id)?.filter(|request| at > request.touched_at) else { return Ok(()) };
    if by_customer && !before.kind.is_open() {
        let statuses = Statuses::read(tx)?;
        let open = statuses.first(StatusKind::Open)?;
        let after = Request {
            status: open.key.clone(),
            kind: open.kind,
            closed_at: None,
            touched_at: at,
            closes_at: open.closes_at(at),
            version: before.version + 1,
            updated_at: author.at,
            ..before.clone()
        };
        return write(tx, author, "reopen", Some(&before), &after);
    }
    let closes_at = closes_at(tx, &before.status, at)?;
    store::touch(tx, before.id, at, closes_at)?;
    tell(tx, author, "request.changed", before.customer)
}

/// When a request of this status closes that was touched at `at`.
pub(super) fn closes_at(tx: &mut Tx<'_>, status: &str, at: Time) -> AppResult<Option<Time>> {
    Ok(Statuses::read(tx)?.find(status).and_then(|status| status.closes_at(at)))
}
