//! The privacy tab of the card. Scripts get its list anew; without them the card comes back.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use db::Tx;

use super::{Everything, Whole, view};
use crate::accesses::{self, What};
use crate::app::App;
use crate::author::Author;
use crate::card::view::tabs::{self, Tab};
use crate::consents::pages::BesideQuery;
use crate::error::AppResult;
use crate::http::{Id, Part, Query, Visitor};
use crate::id::{CustomerId, InteractionId};
use crate::restrictions::{self, Restriction};

/// What the tab shows.
pub struct Shown {
    pub interaction: Option<InteractionId>,
    /// For what the configuration says of purposes.
    pub app: App,
    pub all: Everything,
    pub restriction: Option<Restriction>,
}

impl Shown {
    /// `revealed`: what the reader asked to see whole.
    pub fn read(
        tx: &mut Tx<'_>,
        app: &App,
        reader: &Author,
        customer: CustomerId,
        interaction: Option<InteractionId>,
        revealed: Option<What>,
    ) -> AppResult<Shown> {
        let may = Whole::of(reader.role);
        let whole = Whole {
            national_ids: may.national_ids && revealed == Some(What::NationalIds),
            fields: may.fields && revealed == Some(What::MaskedFields),
        };
        let all = Everything::read(tx, reader, customer, whole)?;
        let restriction = restrictions::store::find(tx, customer)?;
        Ok(Shown { interaction, app: app.clone(), all, restriction })
    }
}

pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(customer): Id<CustomerId>,
    Query(query): Query<BesideQuery>,
) -> AppResult<Response> {
    if !part.is_any() {
        return Ok(Redirect::to(&tabs::address(customer, query.interaction, Tab::Privacy)).into_response());
    }
    let (reader, shared) = (visitor.author()?, app.clone());
    let shown =
        app.read(move |tx| Shown::read(tx, &shared, &reader, customer, query.interaction, None)).await?;
    accesses::opened(&app, &visitor, customer, query.interaction).await?;
    Ok(view::list(&visitor, &shown).into_response())
}
