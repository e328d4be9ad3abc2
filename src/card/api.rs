//! The look-up and the card over the API.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::header::ETAG;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use telephone::Country;
use utoipa::{IntoParams, ToSchema};

use super::{NEWEST, reasons};
use crate::accesses;
use crate::app::App;
use crate::blocklist::{self, api::BlockOutput};
use crate::clock::Time;
use crate::confirmations::api::SaidOutput;
use crate::customers::{CustomerOutput, Kind};
use crate::error::{AppError, AppResult};
use crate::history::Entry;
use crate::http::etag::etag;
use crate::http::paging::{Cursor, Page};
use crate::http::{Id, Query, Visitor};
use crate::id::CustomerId;
use crate::identifiers::matching::{self, Candidate, Confidence};
use crate::identifiers::shared::{Shared, Sharer};
use crate::identifiers::{self, Identifier, IdentifierKind};
use crate::identity_checks::{self, api::IdentityCheckOutput};
use crate::interactions::api::IdentifierOutput;
use crate::language::Locale;
use crate::notes::api::NoteOutput;
use crate::promises::api::PromiseOutput;
use crate::relations::{self, api::RelationOutput};
use crate::requests::{self, api::RequestOutput};
use crate::teams::features::Feature;
use crate::words::{Channel, Outcome};

/// Exactly one of the three.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LookupQuery {
    /// A phone number in any spelling.
    phone: Option<String>,
    email: Option<String>,
    handle: Option<String>,
}

impl LookupQuery {
    pub fn identifier(&self, home: Country) -> AppResult<Identifier> {
        let (kind, text) = match (&self.phone, &self.email, &self.handle) {
            (Some(text), None, None) => (IdentifierKind::Phone, text),
            (None, Some(text), None) => (IdentifierKind::Email, text),
            (None, None, Some(text)) => (IdentifierKind::Handle, text),
            _ => return Err(AppError::invalid("phone", "invalid-lookup")),
        };
        Identifier::read(kind, text, home)
            .map_err(|code| AppError::Invalid(vec![identifiers::unreadable(kind.as_str(), kind, code)]))
    }
}

#[derive(Serialize, ToSchema)]
pub struct Lookup {
    pub outcome: Outcome,
    pub identifier: IdentifierOutput,
    /// The likeliest first.
    pub candidates: Vec<LookupCandidate>,
    /// The identifier's own interactions, newest first, when nobody is found.
    pub history: Vec<Entry>,
    /// It is blocked; null: it is not.
    pub blocked: Option<BlockOutput>,
}

#[derive(Serialize, ToSchema)]
pub struct LookupCandidate {
    pub customer: Brief,
    pub reasons: Vec<LookupReason>,
    pub confidence: Confidence,
    /// What was said last of whether they are meant by it, and counts; null: nothing was.
    pub said: Option<SaidOutput>,
}

/// A customer in short.
#[derive(Serialize, ToSchema)]
pub struct Brief {
    pub id: CustomerId,
    pub kind: Kind,
    pub name: String,
    pub vip: bool,
    pub company_id: Option<CustomerId>,
    pub company_name: Option<String>,
    pub city: Option<String>,
    pub last_contact_at: Option<Time>,
    /// Processing is restricted (Art. 18 GDPR): the name is all that is told.
    pub restricted: bool,
}

#[derive(Serialize, ToSchema)]
pub struct LookupReason {
    /// `phone.primary`, `email.on_card`, `recent.chat`, `confirmed`, `denied`, `request.open`, `phone.invalid` …
    pub code: String,
    /// In the reader's language (`Accept-Language`).
    pub text: String,
}

/// Who is it? Any spelling of a phone number, e-mail address or handle.
#[utoipa::path(get, path = "/api/v1/lookup", tag = "card", params(LookupQuery), responses((status = 200, body = Lookup)))]
pub async fn lookup(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<LookupQuery>,
) -> AppResult<Json<Lookup>> {
    let identifier = query.identifier(app.home)?;
    let (home, now) = (app.home, visitor.locale.now);
    app.read(move |tx| {
        let found = matching::find(tx, &identifier, now)?;
        let blocked = blocklist::store::find_of(tx, &identifier, now)?;
        let history = match found.outcome {
            Outcome::None => super::earlier(tx, &identifier, None, NEWEST)?,
            Outcome::One | Outcome::Many => Vec::new(),
        };
        Ok(Json(Lookup {
            outcome: found.outcome,
            identifier: IdentifierOutput::of(&identifier, home),
            candidates: found.candidates.iter().map(|one| candidate(&visitor.locale, one)).collect(),
            history,
            blocked: blocked.map(|block| BlockOutput::of(&block, home)),
        }))
    })
    .await
}

fn candidate(locale: &Locale, one: &Candidate) -> LookupCandidate {
    LookupCandidate {
        customer: Brief {
            id: one.id,
            kind: one.kind,
            name: one.name.clone(),
            vip: one.vip,
            company_id: one.company.as_ref().map(|company| company.id),
            company_name: one.company.as_ref().map(|company| company.name.clone()),
            city: one.city.clone(),
            last_contact_at: one.last_contact.as_ref().map(|last| last.at),
            restricted: one.restricted,
        },
        reasons: one
            .reasons
            .iter()
            .map(|reason| LookupReason { code: reasons::code(reason), text: reasons::text(locale, reason) })
            .collect(),
        confidence: one.confidence,
        said: one.said.as_ref().map(SaidOutput::from),
    }
}

/// Everything the card shows at once.
#[derive(Serialize, ToSchema)]
#[schema(as = Card)]
pub struct CardOutput {
    pub customer: CustomerOutput,
    pub pinned_note: Option<PinnedNoteOutput>,
    /// The newest 50 notes.
    pub notes: Vec<NoteOutput>,
    /// How many there are.
    pub notes_count: i64,
    /// Identifiers of theirs that are blocked.
    pub blocks: Vec<BlockOutput>,
    /// The newest 50 requests that are open or waiting; of a company its people's too.
    pub open_requests: Vec<RequestOutput>,
    /// Open promises, 20 at most; what is due first comes first.
    pub promises: Vec<PromiseOutput>,
    /// The newest contact that is over.
    pub last_contact: Option<Entry>,
    /// The newest 50 contacts.
    pub history: Vec<Entry>,
    /// Give it as `after` to the history for what is older.
    pub history_next: Option<String>,
    /// Contacts per channel; channels without any are absent.
    pub counts: BTreeMap<Channel, i64>,
    /// Of a company: how many people belong to it.
    pub people: i64,
    /// What is proven in a contact with them that lives: the newest identity check there that is completed.
    pub identity_check: Option<IdentityCheckOutput>,
    /// The newest 12 relations: household, relatives, who speaks for them.
    pub relations: Vec<RelationOutput>,
    /// Identifiers of theirs that others have as well.
    pub shared: Vec<SharedOutput>,
}

/// An identifier that others have as well.
#[derive(Serialize, ToSchema)]
#[schema(as = SharedIdentifier)]
pub struct SharedOutput {
    pub identifier: IdentifierOutput,
    /// The others, by name; none of them where there are more than 20.
    pub customers: Vec<SharerOutput>,
    /// There are more than 20: a switchboard.
    pub many: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = SharerOfIdentifier)]
pub struct SharerOutput {
    pub id: CustomerId,
    pub kind: Kind,
    pub name: String,
    /// On their card it is marked as one that reaches nobody.
    pub invalid: bool,
    /// They do not want to be reached by it.
    pub do_not_contact: bool,
}

impl SharedOutput {
    fn of(shared: &Shared, home: Country) -> SharedOutput {
        let sharer = |one: &Sharer| SharerOutput {
            id: one.id,
            kind: one.kind,
            name: one.name.clone(),
            invalid: one.flags.invalid,
            do_not_contact: one.flags.do_not_contact,
        };
        SharedOutput {
            identifier: IdentifierOutput::of(&shared.identifier, home),
            customers: shared.others.iter().map(sharer).collect(),
            many: shared.others.is_empty(),
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = PinnedNote)]
pub struct PinnedNoteOutput {
    pub text: String,
    pub by: String,
    pub at: Time,
}

/// The card of a customer.
#[utoipa::path(get, path = "/api/v1/customers/{id}/card", tag = "card", params(("id" = String, Path)),
    responses((status = 200, body = CardOutput, headers(("ETag" = String)))))]
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<CustomerId>) -> AppResult<Response> {
    let (author, reader) = (visitor.author()?, visitor.author()?);
    let read = app.read(move |tx| {
        let card = super::find_with_notes(tx, &reader, id, NEWEST)?.ok_or(AppError::NotFound)?;
        let checks = match reader.may(Feature::IdentityChecks) {
            true => identity_checks::store::list_live(tx, id)?,
            false => Vec::new(),
        };
        let open = match card.requests {
            Some(totals) if totals.open > 0 => requests::store::list_open(tx, id, NEWEST)?,
            _ => Vec::new(),
        };
        Ok((card, requests::api::masked(tx, &reader, open)?, identity_checks::api::newest(&checks)))
    });
    let (card, open_requests, identity_check) = read.await?;
    accesses::opened(&app, &visitor, id, None).await?;
    let last_contact = card.last_contact().cloned();
    let page = Page::first(NEWEST).list(card.history, |entry| Cursor::new(entry.at, entry.id.0));
    let output = CardOutput {
        pinned_note: card.customer.pinned_note(visitor.locale.now).map(|note| PinnedNoteOutput {
            text: note.text.clone(),
            by: note.by.clone(),
            at: note.at,
        }),
        open_requests,
        promises: card.promises.into_iter().map(PromiseOutput::from).collect(),
        identity_check,
        last_contact,
        history: page.items,
        history_next: page.next,
        counts: card.counts.each.into_iter().collect(),
        people: card.people,
        relations: card
            .related
            .iter()
            .take(relations::NEWEST)
            .map(|one| RelationOutput::of(one, &author))
            .collect(),
        notes: card.newest_notes.into_iter().map(NoteOutput::from).collect(),
        notes_count: card.notes.unwrap_or(0),
        shared: card.shared.iter().map(|one| SharedOutput::of(one, app.home)).collect(),
        blocks: card.blocks.iter().map(|block| BlockOutput::of(block, app.home)).collect(),
        customer: card.customer.output(&card.definitions, &author),
    };
    Ok(([(ETAG, etag(card.customer.version))], Json(output)).into_response())
}
