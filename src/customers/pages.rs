//! Making and changing customers by page.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use db::{DbError, Tx};
use maud::Markup;
use serde::Deserialize;
use telephone::Country;

use super::conflict::{self, Theirs};
use super::draft::{Beginning, Draft, Said};
use super::form_view::{self, Lists, Sheet};
use super::{Customer, CustomerInput, Kind, holders, store};
use crate::accesses;
use crate::actions;
use crate::agents::pages::frame;
use crate::app::App;
use crate::author::Author;
use crate::card::view::tabs;
use crate::clock::Time;
use crate::confirmations;
use crate::drafts::{self, Key};
use crate::error::{AppError, AppResult, FieldError};
use crate::fields::definitions::Required;
use crate::fields::{self, Entity};
use crate::fold::fold;
use crate::http::fields::Faults;
use crate::http::{Form, Id, Query, Visitor};
use crate::id::{AgentId, ChangeId, CustomerId, InteractionId};
use crate::identifiers::Identifier;
use crate::interactions::{self, Interaction};
use crate::language::Locale;
use crate::presence;
use crate::teams::features::Feature;

pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<Beginning>,
) -> AppResult<Markup> {
    visitor.author()?.needs(Feature::CustomersAdd)?;
    let mut draft = query.draft(&visitor.locale);
    let interaction = draft.interaction()?;
    let company = query.company_id;
    let company = app
        .read(move |tx| {
            if let Some(id) = interaction {
                interactions::store::get(tx, id)?;
            }
            Ok(company
                .map(|id| store::get(tx, id))
                .transpose()?
                .filter(|company| company.kind == Kind::Company))
        })
        .await?;
    if let Some(company) = company {
        (draft.company, draft.company_id) = (company.name, company.id.to_string());
    }
    let key = form_view::key(None, interaction);
    let kept = if query.fresh { None } else { kept(&app, &visitor, key).await? };
    let (draft, at) = kept.map_or((draft, None), |(typed, at)| (typed, Some(at)));
    form(&app, &visitor, None, &draft, &Faults::default(), &Theirs::default(), at).await
}

/// What was typed into a form and not saved, and when.
async fn kept(app: &App, visitor: &Visitor, key: Key) -> AppResult<Option<(Draft, Time)>> {
    let (agent, now) = (visitor.agent()?, visitor.locale.now);
    app.read(move |tx| Ok(find_kept(tx, agent, &key, now)?)).await
}

/// The same within a transaction.
pub(super) fn find_kept(
    tx: &mut Tx<'_>,
    agent: AgentId,
    key: &Key,
    now: Time,
) -> Result<Option<(Draft, Time)>, DbError> {
    let kept = drafts::store::find(tx, agent, key, drafts::oldest(now))?;
    // A form that has other fields by now is put back by the browser as far as it can.
    Ok(kept.and_then(|kept| Some((serde_html_form::from_str(&kept.body).ok()?, kept.at))))
}

/// The form with what it may be filled from. `customer`: the one that it changes; none: a new one.
async fn form(
    app: &App,
    visitor: &Visitor,
    customer: Option<&Customer>,
    draft: &Draft,
    faults: &Faults,
    theirs: &Theirs,
    kept: Option<Time>,
) -> AppResult<Markup> {
    let (company, interaction) = (form_view::ambiguous(faults, draft), draft.interaction()?);
    let (own, agent, now) = (customer.map(|customer| customer.id), visitor.agent()?, visitor.locale.now);
    let (lists, interaction, present) = app
        .read(move |tx| {
            let mut present = Vec::new();
            if let Some(id) = own {
                tx.batch(&mut [presence::store::of_customer(id, presence::oldest(now), &mut present)])?;
            }
            let interaction = interaction.map(|id| interactions::store::get(tx, id)).transpose()?;
            Ok((Lists::read(tx, &company)?, interaction, present))
        })
        .await?;
    let draft = draft.clone().freed(&lists.definitions);
    let sheet = Sheet {
        visitor,
        customer,
        interaction: interaction.as_ref(),
        draft: &draft,
        faults,
        theirs,
        lists: &lists,
        others: &presence::others(present, Some(agent)),
        kept,
    };
    let title = customer.map_or_else(|| visitor.locale.t("customer-new"), |customer| customer.name.clone());
    let here = match (&interaction, customer) {
        (Some(interaction), _) => format!("/interactions/{}", interaction.id),
        (None, Some(customer)) => format!("/customers/{}", customer.id),
        (None, None) => "/customers/new".to_owned(),
    };
    Ok(frame(app, visitor, &here, &title, form_view::page(&sheet)).await)
}

/// A refused form: what was typed, and what is wrong with it.
async fn refused(
    app: &App,
    visitor: &Visitor,
    customer: Option<&Customer>,
    draft: &Draft,
    error: AppError,
) -> AppResult<Response> {
    let status = error.status();
    let faults = Faults::of(error)?;
    let said = draft.say(&visitor.locale, customer);
    let faults = Faults(faults.0.into_iter().map(|fault| said.place(fault)).collect());
    Ok((status, form(app, visitor, customer, draft, &faults, &Theirs::default(), None).await?)
        .into_response())
}

/// Makes a customer and, where the form came from an interaction, attaches it, all or nothing.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(draft): Form<Draft>,
) -> AppResult<Response> {
    draft.check_size()?;
    let (author, agent, home) = (visitor.author()?, visitor.agent()?, app.home);
    let interaction = draft.interaction()?;
    author.needs(Feature::CustomersAdd)?;
    if !draft.more.is_empty() {
        return more(&app, &visitor, None, &draft).await;
    }
    let said = draft.say(&visitor.locale, None);
    let (typed, input) = (draft.clone(), said.input);
    let made = app
        .write(move |tx| {
            let (company_id, which) = unsure(company(tx, &author, home, &typed, None))?;
            let input = CustomerInput { company_id, ..input.clone() };
            let customer = beside(which, super::create(tx, &author, home, Required::All, &input))?;
            if let Some(id) = interaction {
                let interaction = interactions::attach(tx, &author, id, customer.id)?;
                confirmations::choose(tx, &author, &interaction)?;
            }
            drafts::store::delete(tx, agent, &form_view::key(None, interaction))?;
            Ok((customer.id, actions::last(tx, "customer", customer.id.0)?))
        })
        .await;
    match made {
        Ok((id, done)) => Ok(back(interaction, id, done).into_response()),
        Err(error) => refused(&app, &visitor, None, &draft, error).await,
    }
}

/// To the interaction that the form was opened from, or to the customer; that page tells what was done.
fn back(interaction: Option<InteractionId>, customer: CustomerId, done: Option<ChangeId>) -> Redirect {
    Redirect::to(&actions::address(&tabs::page(customer, interaction), done))
}

/// Another row was asked for. Nothing is saved, so the answer is not a success that would let a draft go.
async fn more(
    app: &App,
    visitor: &Visitor,
    customer: Option<&Customer>,
    draft: &Draft,
) -> AppResult<Response> {
    let page = form(app, visitor, customer, draft, &Faults::default(), &Theirs::default(), None).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// The company that was typed: the one of that name, or a new one.
pub(super) fn company(
    tx: &mut Tx<'_>,
    author: &Author,
    home: Country,
    draft: &Draft,
    own: Option<CustomerId>,
) -> AppResult<Option<CustomerId>> {
    let name = draft.company.trim();
    if name.is_empty() || draft.is_company() {
        return Ok(None);
    }
    match find_company(tx, draft, own)? {
        Some(Ok(id)) => Ok(Some(id)),
        Some(Err(several)) => Err(AppError::Invalid(vec![several])),
        None => {
            let input = CustomerInput {
                kind: Some(Kind::Company),
                name: Some(name.to_owned()),
                ..CustomerInput::default()
            };
            match super::create(tx, author, home, Required::No, &input) {
                Ok(company) => Ok(Some(company.id)),
                // What is wrong with its name is wrong with this field.
                Err(AppError::Invalid(faults)) => Err(AppError::Invalid(
                    faults
                        .into_iter()
                        .map(|fault| FieldError { field: "company_id".to_owned(), ..fault })
                        .collect(),
                )),
                Err(other) => Err(other),
            }
        }
    }
}

/// Sets what is wrong with the company aside, so that everything else can be checked as well.
pub(super) fn unsure(
    company: AppResult<Option<CustomerId>>,
) -> AppResult<(Option<CustomerId>, Vec<FieldError>)> {
    match company {
        Ok(id) => Ok((id, Vec::new())),
        Err(AppError::Invalid(faults)) => Ok((None, faults)),
        Err(other) => Err(other),
    }
}

/// Tells what was set aside together with everything else; what was written meanwhile is undone with it.
pub(super) fn beside(mut faults: Vec<FieldError>, saved: AppResult<Customer>) -> AppResult<Customer> {
    match saved {
        _ if faults.is_empty() => saved,
        Err(AppError::Invalid(others)) => {
            faults.extend(others);
            Err(AppError::Invalid(faults))
        }
        Ok(_) => Err(AppError::Invalid(faults)),
        Err(other) => Err(other),
    }
}

/// Which company is meant; none: there is none of that name. Several: a fault that asks which.
fn find_company(
    tx: &mut Tx<'_>,
    draft: &Draft,
    own: Option<CustomerId>,
) -> AppResult<Option<Result<CustomerId, FieldError>>> {
    let mut found = holders::companies(tx, &fold(&draft.company))?;
    found.retain(|one| Some(one.company.id) != own);
    let chosen = draft.company_id.parse().ok().filter(|id| found.iter().any(|one| one.company.id == *id));
    Ok(match (chosen, found.as_slice()) {
        (Some(id), _) => Some(Ok(id)),
        (None, []) => None,
        (None, [one]) => Some(Ok(one.company.id)),
        (None, _) => Some(Err(FieldError::new("company_id", "invalid-company-several"))),
    })
}

/// Members of the address of an edit.
#[derive(Deserialize)]
pub struct EditQuery {
    /// The one that it was opened from.
    interaction_id: Option<InteractionId>,
    /// Without what was typed before and not saved.
    #[serde(default)]
    fresh: bool,
}

pub async fn edit(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    Query(query): Query<EditQuery>,
) -> AppResult<Markup> {
    visitor.author()?.needs(Feature::CustomersEdit)?;
    let (customer, definitions) = app
        .read(move |tx| Ok((store::get(tx, id)?, fields::store::definitions(tx, Entity::Customer)?)))
        .await?;
    accesses::opened(&app, &visitor, id, query.interaction_id).await?;
    let interaction_id = query.interaction_id.map(|id| id.to_string()).unwrap_or_default();
    let kept = if query.fresh { None } else { kept(&app, &visitor, form_view::key(Some(id), None)).await? };
    let Some((typed, at)) = kept else {
        let draft = Draft { interaction_id, ..Draft::of(&customer, &definitions, &visitor.locale) };
        return form(&app, &visitor, Some(&customer), &draft, &Faults::default(), &Theirs::default(), None)
            .await;
    };
    let typed = Draft { interaction_id, ..typed };
    let (customer, draft, theirs) = match typed.version.parse() {
        Ok(version) if version == customer.version => (customer, typed, Theirs::default()),
        // Somebody has saved it since: what they changed is told now, not when this is saved.
        version => merge(&app, &visitor, id, version.unwrap_or(0), &typed).await?,
    };
    form(&app, &visitor, Some(&customer), &draft, &Faults::default(), &theirs, Some(at)).await
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    Form(draft): Form<Draft>,
) -> AppResult<Response> {
    draft.check_size()?;
    let (author, agent, home) = (visitor.author()?, visitor.agent()?, app.home);
    let interaction = draft.interaction()?;
    author.needs(Feature::CustomersEdit)?;
    if !draft.more.is_empty() {
        let customer = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
        return more(&app, &visitor, Some(&customer), &draft).await;
    }
    // A form without its version was not read from us: it is as old as can be.
    let version = draft.version.parse().unwrap_or(0);
    if !draft.take.is_empty() {
        // Theirs is taken into the form; what else others changed since it was read is told again.
        let (customer, merged, theirs) =
            merge(&app, &visitor, id, draft.since.parse().unwrap_or(version), &draft).await?;
        let page = form(&app, &visitor, Some(&customer), &merged, &Faults::default(), &theirs, None).await?;
        return Ok((StatusCode::PRECONDITION_FAILED, page).into_response());
    }
    let (typed, locale) = (draft.clone(), visitor.locale.clone());
    let saved = app
        .write(move |tx| {
            let before = store::get(tx, id)?;
            if before.version != version {
                return Err(AppError::Stale);
            }
            let said = typed.say(&locale, Some(&before));
            let (company_id, which) = unsure(company(tx, &author, home, &typed, Some(id)))?;
            let input = CustomerInput { company_id, ..said.input };
            let customer =
                beside(which, super::update(tx, &author, home, id, Some(version), Required::All, &input))?;
            drafts::store::delete(tx, agent, &form_view::key(Some(id), None))?;
            if customer.version == version { Ok(None) } else { actions::last(tx, "customer", id.0) }
        })
        .await;
    match saved {
        Ok(done) => Ok(back(interaction, id, done).into_response()),
        Err(AppError::Stale) => stale(&app, &visitor, id, version, &draft).await,
        Err(error) => {
            let customer = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
            refused(&app, &visitor, Some(&customer), &draft, error).await
        }
    }
}

/// Somebody else was faster: the form with what they changed and what was typed. Sent again, it is meant.
async fn stale(
    app: &App,
    visitor: &Visitor,
    id: CustomerId,
    version: i64,
    draft: &Draft,
) -> AppResult<Response> {
    let (customer, merged, theirs) = merge(app, visitor, id, version, draft).await?;
    let page = form(app, visitor, Some(&customer), &merged, &Faults::default(), &theirs, None).await?;
    Ok((StatusCode::PRECONDITION_FAILED, page).into_response())
}

/// The customer as they are now, and what was typed of an older version put together with what others changed.
async fn merge(
    app: &App,
    visitor: &Visitor,
    id: CustomerId,
    version: i64,
    draft: &Draft,
) -> AppResult<(Customer, Draft, Theirs)> {
    let typed = draft.clone();
    let (customer, missed, company, definitions) = app
        .read(move |tx| {
            let customer = store::get(tx, id)?;
            let missed = conflict::since(tx, &customer, version)?;
            let company =
                if typed.company.trim().is_empty() { None } else { find_company(tx, &typed, Some(id))? };
            Ok((customer, missed, company, fields::store::definitions(tx, Entity::Customer)?))
        })
        .await?;
    let mut draft = draft.clone();
    let taken = std::mem::take(&mut draft.take);
    conflict::take(&mut draft, &Draft::of(&customer, &definitions, &visitor.locale), &taken);
    let Said { mut input, .. } = draft.say(&visitor.locale, Some(&customer));
    input.company_id = company.and_then(Result::ok).filter(|_| !draft.is_company());
    let (merged, theirs) =
        conflict::merge(&visitor.locale, &definitions, &customer, &missed, &draft, &input)?;
    Ok((customer, merged, Theirs { since: version, ..theirs }))
}

/// The identifier of an interaction as people here write it.
pub fn identifier_of(locale: &Locale, interaction: &Interaction) -> Option<String> {
    interaction.identifier.as_ref().map(|identifier: &Identifier| locale.identifier(identifier))
}
