//! Duplicates over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use linkage::{Comparison, Reason, Tier};
use serde::Serialize;
use utoipa::ToSchema;

use super::queue::{self, QueueQuery, Suggested};
use super::{Suggestion, rejections, view};
use crate::accesses;
use crate::app::App;
use crate::customers::{Customer, Kind};
use crate::error::AppResult;
use crate::http::paging::Listed;
use crate::http::{Id, Ids, Query, Visitor};
use crate::id::{CustomerId, PairId};
use crate::language::Locale;
use crate::teams::features::Feature;
use crate::words::words;

words! {
    /// How sure it is.
    TierWord {
        /// Of a thousand such pairs at most one is none.
        Certain = "certain",
        Likely = "likely",
    }
}

impl TierWord {
    pub fn tier(self) -> Tier {
        match self {
            TierWord::Certain => Tier::Certain,
            TierWord::Likely => Tier::Likely,
        }
    }

    /// What is not surer is likely.
    fn of(tier: Option<Tier>) -> TierWord {
        match tier {
            Some(Tier::Certain) => TierWord::Certain,
            _ => TierWord::Likely,
        }
    }
}

/// All suggestions of a customer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Duplicates {
    pub items: Vec<DuplicateOutput>,
}

/// Somebody who may be the same.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Duplicate)]
pub struct DuplicateOutput {
    pub customer: DuplicateCustomer,
    /// Probability that both are one.
    pub score: f64,
    pub tier: TierWord,
    /// What speaks for it and against it, the strongest first. None where the customer's processing is restricted and the
    /// reader is told the name alone.
    pub reasons: Vec<ReasonOutput>,
}

/// The other customer, in short.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DuplicateCustomer {
    pub id: CustomerId,
    pub name: String,
    pub kind: Kind,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub restricted: bool,
}

/// One part of a comparison.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DuplicateReason)]
pub struct ReasonOutput {
    /// A stable word: `phone_equal`, `names_swapped` …
    pub code: &'static str,
    /// The same in the reader's language.
    pub text: String,
    /// Bits of evidence; below 0 it speaks against.
    pub weight: f32,
}

/// Two cards that may be one.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DuplicatePair)]
pub struct PairOutput {
    pub id: PairId,
    /// Both, the older one first.
    pub customers: [DuplicateCustomer; 2],
    /// Probability that both are one.
    pub score: f64,
    pub tier: TierWord,
    /// What speaks for it and against it, the strongest first. None where the processing of one of them is restricted and
    /// the reader is told the name alone.
    pub reasons: Vec<ReasonOutput>,
}

impl PairOutput {
    fn of(one: &Suggested, locale: &Locale) -> PairOutput {
        PairOutput {
            id: one.id,
            customers: [DuplicateCustomer::of(&one.one), DuplicateCustomer::of(&one.other)],
            score: one.comparison.score,
            tier: TierWord::of(one.comparison.tier),
            reasons: reasons(&one.comparison, locale),
        }
    }
}

impl DuplicateCustomer {
    fn of(customer: &Customer) -> DuplicateCustomer {
        DuplicateCustomer {
            id: customer.id,
            name: customer.name.clone(),
            kind: customer.kind,
            reference: customer.reference.clone(),
            restricted: customer.restricted,
        }
    }
}

impl DuplicateOutput {
    pub fn of(one: &Suggestion, locale: &Locale) -> DuplicateOutput {
        DuplicateOutput {
            customer: DuplicateCustomer::of(&one.customer),
            score: one.comparison.score,
            tier: TierWord::of(one.comparison.tier),
            reasons: reasons(&one.comparison, locale),
        }
    }
}

fn reasons(comparison: &Comparison, locale: &Locale) -> Vec<ReasonOutput> {
    let one = |reason: &Reason| ReasonOutput {
        code: reason.code.word(),
        text: view::said(locale, reason),
        weight: reason.weight,
    };
    comparison.reasons.iter().map(one).collect()
}

/// All pairs of cards that may be one, the surest first. Kept behind the writes, a few seconds at most; hidden customers are
/// in none.
#[utoipa::path(get, path = "/api/v1/duplicates", tag = "customers", params(QueueQuery),
    responses((status = 200, body = Listed<PairOutput>)))]
pub async fn queue(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<QueueQuery>,
) -> AppResult<Json<Listed<PairOutput>>> {
    let (reader, page) = (visitor.author()?, query.page()?);
    reader.needs(Feature::ActionsMerge)?;
    let listed = app.read(move |tx| queue::list(tx, &reader, &query.filter(), &page)).await?;
    let items = listed.items.iter().map(|one| PairOutput::of(one, &visitor.locale)).collect();
    Ok(Json(Listed { items, next: listed.next }))
}

/// Who may be the same as this customer, the most likely first: compared when it is asked, so that it is right for the
/// cards as they are. Those who are hidden are left out.
#[utoipa::path(get, path = "/api/v1/customers/{id}/duplicates", tag = "customers", params(("id" = String, Path)),
    responses((status = 200, body = Duplicates)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
) -> AppResult<Json<Duplicates>> {
    let (reader, model) = (visitor.author()?, app.linkage.now());
    let found = app.read(move |tx| super::of(tx, &model, &reader, customer)).await?;
    accesses::opened(&app, &visitor, customer, None).await?;
    let items = found.iter().map(|one| DuplicateOutput::of(one, &visitor.locale)).collect();
    Ok(Json(Duplicates { items }))
}

/// Says that two are not one person: neither is suggested for the other until it is taken back.
#[utoipa::path(put, path = "/api/v1/customers/{id}/duplicates/{other}/rejection", tag = "customers",
    params(("id" = String, Path), ("other" = String, Path)), responses((status = 204)))]
pub async fn reject(
    State(app): State<App>,
    visitor: Visitor,
    Ids(one, other): Ids<CustomerId, CustomerId>,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| rejections::reject(tx, &author, one, other).map(drop)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes that back.
#[utoipa::path(delete, path = "/api/v1/customers/{id}/duplicates/{other}/rejection", tag = "customers",
    params(("id" = String, Path), ("other" = String, Path)), responses((status = 204)))]
pub async fn take_back(
    State(app): State<App>,
    visitor: Visitor,
    Ids(one, other): Ids<CustomerId, CustomerId>,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| rejections::take_back(tx, &author, one, other)).await?;
    Ok(StatusCode::NO_CONTENT)
}
