//! Acts from the menu of the card. Each goes back to the page it came from, which tells of it and offers to take it back.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::{Act, address, back, view};
use crate::accesses;
use crate::agents::pages::frame;
use crate::agents::{self, Agent, AgentState};
use crate::app::App;
use crate::customers::{self, Customer};
use crate::error::AppResult;
use crate::http::fields::Faults;
use crate::http::paging::Page;
use crate::http::{Form, Id, Part, Query, Visitor};
use crate::id::CustomerId;
use crate::teams::features::Feature;

/// Agents that are offered as owners.
const AGENTS: i64 = 500;

/// What was chosen, and the page one is on.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ActForm {
    /// Not empty: it is to be so.
    on: String,
    /// A login; empty: nobody.
    pub owner: String,
    pub at: Option<String>,
}

impl ActForm {
    /// Where one came from, or the card.
    pub fn back(&self, customer: CustomerId) -> String {
        back(self.at.as_deref()).map_or_else(|| format!("/customers/{customer}"), str::to_owned)
    }
}

async fn set(
    app: &App,
    visitor: &Visitor,
    customer: CustomerId,
    form: &ActForm,
    act: Act,
) -> AppResult<Redirect> {
    let (author, home) = (visitor.author()?, app.home);
    let done = app.write(move |tx| super::set(tx, &author, home, customer, &act)).await?;
    Ok(Redirect::to(&address(&form.back(customer), done)))
}

/// Makes them a VIP, or none.
pub async fn mark(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Form(form): Form<ActForm>,
) -> AppResult<Redirect> {
    set(&app, &visitor, customer, &form, Act::Vip(!form.on.is_empty())).await
}

/// Hides them from lists and searches, or shows them again.
pub async fn hide(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Form(form): Form<ActForm>,
) -> AppResult<Redirect> {
    set(&app, &visitor, customer, &form, Act::Hidden(!form.on.is_empty())).await
}

/// The choice of an owner: in a dialog for scripts, else a page.
pub async fn edit_owner(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(customer): Id<CustomerId>,
    Query(form): Query<ActForm>,
) -> AppResult<Markup> {
    visitor.author()?.needs(Feature::ActionsOwner)?;
    let (customer, agents) = owners(&app, customer).await?;
    accesses::opened(&app, &visitor, customer.id, None).await?;
    let at = form.back(customer.id);
    if part.is_any() {
        let locale = &visitor.locale;
        let form = view::owner(&visitor, &customer, &agents, &Faults::default(), &at);
        return Ok(crate::http::layout::sheet(locale, &view::owner_title(locale, &customer), &form));
    }
    Ok(owner_page(&app, &visitor, &customer, &agents, &Faults::default(), &at).await)
}

/// The customer, and who may be their owner.
async fn owners(app: &App, customer: CustomerId) -> AppResult<(Customer, Vec<Agent>)> {
    app.read(move |tx| {
        let customer = customers::store::get(tx, customer)?;
        let mut agents = agents::store::list(tx, &Page::first(AGENTS))?;
        agents.retain(|agent| agent.state != AgentState::Disabled);
        Ok((customer, agents))
    })
    .await
}

async fn owner_page(
    app: &App,
    visitor: &Visitor,
    customer: &Customer,
    agents: &[Agent],
    faults: &Faults,
    at: &str,
) -> Markup {
    let title = view::owner_title(&visitor.locale, customer);
    let form = view::owner(visitor, customer, agents, faults, at);
    frame(app, visitor, at, &title, view::page(&title, &form)).await
}

pub async fn update_owner(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Form(form): Form<ActForm>,
) -> AppResult<Response> {
    let owner = Some(form.owner.trim().to_owned()).filter(|owner| !owner.is_empty());
    match set(&app, &visitor, customer, &form, Act::Owner(owner)).await {
        Ok(done) => Ok(done.into_response()),
        Err(error) => {
            let status = error.status();
            let faults = Faults::of(error)?;
            let (customer, agents) = owners(&app, customer).await?;
            let at = form.back(customer.id);
            Ok((status, owner_page(&app, &visitor, &customer, &agents, &faults, &at).await).into_response())
        }
    }
}
