//! Records on the card: the tab of a group, and what is done in it.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::sorting::{Order, Sorting};
use super::view::{self, Sheet};
use super::{Record, Table};
use crate::accesses;
use crate::actions;
use crate::agents::pages::frame;
use crate::app::App;
use crate::author::Author;
use crate::card::view::tabs::{self, Tab};
use crate::customers;
use crate::drafts::{self, Key};
use crate::error::{AppError, AppResult};
use crate::fields;
use crate::fields::definitions::Required;
use crate::fields::shown::Names;
use crate::fields::typed::Typed;
use crate::http;
use crate::http::fields::Faults;
use crate::http::paging::{Listed, Page};
use crate::http::{Form, Id, Part, Query, Visitor};
use crate::id::{CustomerId, InteractionId, RecordId};
use crate::identity_checks::{self, Proven};
use crate::teams::features::{Feature, Off};

/// Records on one page.
const SOME: i64 = 50;

/// Which group, in which order, and beside which contact it stands.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ListQuery {
    pub group: Option<String>,
    pub sort: Option<String>,
    pub order: Option<Order>,
    pub after: Option<String>,
    pub interaction: Option<InteractionId>,
}

/// What the tab shows.
#[derive(Clone, Debug)]
pub struct Shown {
    pub customer: CustomerId,
    pub table: Table,
    pub sorting: Sorting,
    pub interaction: Option<InteractionId>,
    pub after: Option<String>,
    pub list: Listed<Record>,
    pub names: Names,
    /// Whoever looks asked to see masked values.
    pub revealed: bool,
    /// What an identity check opens to them.
    pub proven: Proven,
    /// What the reader may not do.
    pub off: Off,
}

impl Shown {
    /// The records of a group; none if there is no such group.
    pub fn read(
        tx: &mut db::Tx<'_>,
        reader: &Author,
        customer: CustomerId,
        query: ListQuery,
    ) -> AppResult<Option<Shown>> {
        let Some(table) = Table::find(tx, query.group.as_deref().unwrap_or_default())? else {
            return Ok(None);
        };
        let page = Page::read(Some(SOME), query.after.as_deref(), SOME, false)?;
        let sorting = Sorting { sort: query.sort, order: query.order };
        let list = super::list(tx, reader, customer, &table, &sorting, &page)?;
        let named = list.items.iter().flat_map(|record| table.columns.customers(&record.fields));
        let names = customers::store::names(tx, named)?;
        let (interaction, after, off) = (query.interaction, query.after, reader.off.clone());
        let proven = identity_checks::proven(tx, reader, interaction, customer)?;
        Ok(Some(Shown {
            customer,
            table,
            sorting,
            interaction,
            after,
            list,
            names,
            revealed: false,
            proven,
            off,
        }))
    }
}

/// Logs that it shows something because of an identity check.
pub fn log_opened(app: &App, visitor: &Visitor, shown: &Shown) -> AppResult<()> {
    let opened = |record: &Record| {
        let columns = shown.table.columns.live();
        columns
            .filter(|column| shown.proven.opens_field(column))
            .any(|one| record.fields.contains_key(&one.key))
    };
    match shown.list.items.iter().any(opened) {
        true => {
            identity_checks::opened(app, visitor, shown.customer, shown.proven, accesses::What::MaskedFields)
        }
        false => Ok(()),
    }
}

/// The card with the tab of a group open.
pub fn address(customer: CustomerId, interaction: Option<InteractionId>, group: &str) -> String {
    http::address(&tabs::address(customer, interaction, Tab::Records), [("group", group)])
}

/// The same for the group of a record, telling what was just done to it.
fn told(tx: &mut db::Tx<'_>, record: &Record, interaction: Option<InteractionId>) -> AppResult<String> {
    let group = fields::store::get_set(tx, record.group)?;
    let done = actions::last(tx, "record", record.id.0)?;
    Ok(actions::address(
        &address(record.customer, interaction, group.key.as_deref().unwrap_or_default()),
        done,
    ))
}

/// The records: a part of the card for scripts, else the card with them.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(customer): Id<CustomerId>,
    Query(query): Query<ListQuery>,
) -> AppResult<Response> {
    let reader = visitor.author()?;
    if !part.is_any() {
        let group = query.group.unwrap_or_default();
        return Ok(Redirect::to(&address(customer, query.interaction, &group)).into_response());
    }
    let interaction = query.interaction;
    let shown = app.read(move |tx| Shown::read(tx, &reader, customer, query)).await?;
    let shown = shown.ok_or(AppError::NotFound)?;
    accesses::opened(&app, &visitor, customer, interaction).await?;
    log_opened(&app, &visitor, &shown)?;
    Ok(view::list(&visitor, &shown).into_response())
}

/// A record as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RecordForm {
    pub group: String,
    pub interaction: Option<InteractionId>,
    pub version: i64,
    pub defined_key: Vec<String>,
    pub defined_value: Vec<String>,
    pub defined_choice: Vec<String>,
}

impl RecordForm {
    fn typed(&self) -> Typed {
        Typed {
            keys: self.defined_key.clone(),
            values: self.defined_value.clone(),
            choices: self.defined_choice.clone(),
        }
    }
}

/// Under which key the words of a form are kept; they go with the customer.
pub fn key(customer: CustomerId, record: Option<RecordId>, group: &str) -> Key {
    let form =
        record.map_or_else(|| format!("record-{}", group.replace('.', "_")), |id| format!("record-{id}"));
    Key::of_customer(customer, &form)
}

/// What a new record begins with.
#[derive(Deserialize)]
pub struct NewQuery {
    group: Option<String>,
    interaction: Option<InteractionId>,
}

pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Query(query): Query<NewQuery>,
) -> AppResult<Markup> {
    visitor.author()?.needs(Feature::RecordsAdd)?;
    let group = query.group.unwrap_or_default();
    let typed = RecordForm { group, interaction: query.interaction, ..RecordForm::default() };
    page(&app, &visitor, customer, None, &typed, &Faults::default(), false).await
}

/// The form on a page of its own. `record`: the one that it changes.
async fn page(
    app: &App,
    visitor: &Visitor,
    customer: CustomerId,
    record: Option<&Record>,
    typed: &RecordForm,
    faults: &Faults,
    stale: bool,
) -> AppResult<Markup> {
    let group = typed.group.clone();
    let (table, name) = app
        .read(move |tx| {
            let name = customers::store::names(tx, [customer])?.remove(&customer);
            let table = Table::find(tx, &group)?.ok_or(AppError::NotFound)?;
            Ok((table, name.ok_or(AppError::NotFound)?))
        })
        .await?;
    accesses::opened(app, visitor, customer, typed.interaction).await?;
    let values = typed.typed();
    let (interaction, version) = (typed.interaction, typed.version);
    let record = record.map(|record| record.id);
    let sheet = Sheet {
        visitor,
        table: &table,
        customer,
        name: &name,
        record,
        interaction,
        version,
        typed: &values,
        faults,
        stale,
    };
    let title = view::title(&visitor.locale, &table, record.is_some());
    Ok(frame(app, visitor, &format!("/customers/{customer}"), &title, view::form(&sheet)).await)
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Form(typed): Form<RecordForm>,
) -> AppResult<Response> {
    let (author, agent, form) = (visitor.author()?, visitor.agent()?, typed.clone());
    let made = app
        .write(move |tx| {
            let table = Table::find(tx, &form.group)?.ok_or(AppError::NotFound)?;
            let record = super::create(tx, &author, customer, &table, &form.typed().say())?;
            drafts::store::delete(tx, agent, &key(customer, None, &form.group))?;
            told(tx, &record, form.interaction)
        })
        .await;
    match made {
        Ok(address) => Ok(Redirect::to(&address).into_response()),
        Err(error) => {
            let status = error.status();
            let page = page(&app, &visitor, customer, None, &typed, &Faults::of(error)?, false).await?;
            Ok((status, page).into_response())
        }
    }
}

/// A record with its group.
async fn read(app: &App, visitor: &Visitor, id: RecordId) -> AppResult<(Record, Table)> {
    let reader = visitor.author()?;
    app.read(move |tx| {
        let record = super::get(tx, &reader, id)?;
        let table = Table::get(tx, record.group)?;
        Ok((record, table))
    })
    .await
}

/// The contact beside which the record stands.
#[derive(Deserialize)]
pub struct Beside {
    interaction: Option<InteractionId>,
}

pub async fn edit(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RecordId>,
    Query(beside): Query<Beside>,
) -> AppResult<Markup> {
    visitor.author()?.needs(Feature::RecordsEdit)?;
    let (record, table) = read(&app, &visitor, id).await?;
    let Typed { keys, values, choices } = Typed::of(&table.columns, &record.fields, &visitor.locale);
    let typed = RecordForm {
        group: table.key().to_owned(),
        interaction: beside.interaction,
        version: record.version,
        defined_key: keys,
        defined_value: values,
        defined_choice: choices,
    };
    page(&app, &visitor, record.customer, Some(&record), &typed, &Faults::default(), false).await
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RecordId>,
    Form(typed): Form<RecordForm>,
) -> AppResult<Response> {
    let (author, agent, form) = (visitor.author()?, visitor.agent()?, typed.clone());
    let saved = app
        .write(move |tx| {
            let before = super::get(tx, &author, id)?;
            let table = Table::get(tx, before.group)?;
            // What is archived is in no form, and stays.
            let mut given = before.fields.clone();
            given.retain(|key, _| table.columns.find(key).is_none());
            given.extend(form.typed().say());
            let record = super::update(tx, &author, id, form.version, Required::All, &given)?;
            drafts::store::delete(tx, agent, &key(record.customer, Some(id), ""))?;
            told(tx, &record, form.interaction)
        })
        .await;
    let error = match saved {
        Ok(address) => return Ok(Redirect::to(&address).into_response()),
        Err(error) => error,
    };
    let (status, stale) = (error.status(), matches!(error, AppError::Stale));
    let faults = if stale { Faults::default() } else { Faults::of(error)? };
    let (record, table) = read(&app, &visitor, id).await?;
    // Sent again, it is meant.
    let version = if stale { record.version } else { typed.version };
    let typed = RecordForm { version, group: table.key().to_owned(), ..typed };
    let page = page(&app, &visitor, record.customer, Some(&record), &typed, &faults, stale).await?;
    Ok((status, page).into_response())
}

/// Deletes at once; the page that comes offers to take it back.
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RecordId>,
    Form(typed): Form<RecordForm>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    let deleted = app.write(move |tx| {
        let record = super::delete(tx, &author, id, typed.version)?;
        told(tx, &record, typed.interaction)
    });
    Ok(Redirect::to(&deleted.await?))
}
