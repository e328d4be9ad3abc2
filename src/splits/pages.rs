//! The page on which a card is taken apart.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::sheet::{self, Sheet};
use super::view;
use super::{Entry, SplitIdentifier, SplitInput};
use crate::accesses;
use crate::actions;
use crate::agents::pages::frame;
use crate::app::App;
use crate::changes;
use crate::customers::{self, CustomerInput, Kind};
use crate::error::{AppError, AppResult, FieldError};
use crate::http::fields::Faults;
use crate::http::{Form, Id, Part, Visitor};
use crate::id::{ChangeId, CustomerId, FileId, InteractionId, NoteId, PromiseId, RecordId, RequestId};
use crate::teams::features::Feature;

/// What was typed and chosen.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub kind: String,
    pub given_name: String,
    pub family_name: String,
    /// Of a company.
    pub name: String,
    /// Each as `view::value` writes it.
    pub identifiers: Vec<String>,
    pub contacts: bool,
    pub entries: Vec<(Entry, String)>,
    /// Another part of the list is asked for; empty: the newest.
    pub more: Option<String>,
}

impl Typed {
    fn of(fields: Vec<(String, String)>) -> Typed {
        let mut typed = Typed::default();
        for (name, value) in fields {
            match name.as_str() {
                "kind" => typed.kind = value,
                "given_name" => typed.given_name = value,
                "family_name" => typed.family_name = value,
                "name" => typed.name = value,
                "identifiers" => typed.identifiers.push(value),
                "contacts" => typed.contacts = true,
                "more" => typed.more = Some(value),
                name => {
                    if let Ok(entry) = name.parse() {
                        typed.entries.push((entry, value));
                    }
                }
            }
        }
        typed
    }

    pub fn is_company(&self) -> bool {
        self.kind == Kind::Company.as_str()
    }

    /// What the new customer would be called.
    pub fn called(&self) -> String {
        match self.is_company() {
            true => self.name.trim().to_owned(),
            false => format!("{} {}", self.given_name.trim(), self.family_name.trim()).trim().to_owned(),
        }
    }

    /// As it is asked for, with what of it nobody can have chosen.
    fn input(&self, customer: CustomerId) -> (SplitInput, Vec<FieldError>) {
        let mut faults = Vec::new();
        let identifiers = self.identifiers.iter().enumerate().filter_map(|(index, text)| {
            let read = text.split_once(':').and_then(|(kind, value)| Some((kind.parse().ok()?, value)));
            if read.is_none() {
                faults.push(FieldError::new(format!("identifiers[{index}]"), "invalid-split-identifier"));
            }
            read.map(|(kind, value)| SplitIdentifier { kind, value: value.to_owned() })
        });
        let identifiers = identifiers.collect();
        let mut ids = |entry: Entry| -> Vec<uuid::Uuid> {
            let of = self.entries.iter().filter(|(one, _)| *one == entry).enumerate();
            let read = |(index, (_, text)): (usize, &(Entry, String))| {
                let id = text.parse().ok();
                if id.is_none() {
                    faults
                        .push(FieldError::new(format!("{}[{index}]", entry.as_str()), "invalid-split-entry"));
                }
                id
            };
            of.filter_map(read).collect()
        };
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
        let person = !self.is_company();
        let input = SplitInput {
            customer,
            into: CustomerInput {
                kind: (!person).then_some(Kind::Company),
                given_name: some(&self.given_name).filter(|_| person),
                family_name: some(&self.family_name).filter(|_| person),
                name: some(&self.name).filter(|_| !person),
                ..CustomerInput::default()
            },
            identifiers,
            contacts_of_identifiers: self.contacts,
            interactions: ids(Entry::Interactions).into_iter().map(InteractionId).collect(),
            notes: ids(Entry::Notes).into_iter().map(NoteId).collect(),
            requests: ids(Entry::Requests).into_iter().map(RequestId).collect(),
            promises: ids(Entry::Promises).into_iter().map(PromiseId).collect(),
            files: ids(Entry::Files).into_iter().map(FileId).collect(),
            records: ids(Entry::Records).into_iter().map(RecordId).collect(),
        };
        (input, faults)
    }
}

fn may(visitor: &Visitor) -> AppResult<()> {
    let author = visitor.author()?;
    author.needs(Feature::ActionsMerge)?;
    author.needs(Feature::CustomersAdd)
}

pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
) -> AppResult<Markup> {
    may(&visitor)?;
    let typed = Typed { contacts: true, ..Typed::default() };
    let page = page(&app, &visitor, customer, &typed, &Faults::default()).await?;
    accesses::opened(&app, &visitor, customer, None).await?;
    Ok(page)
}

async fn page(
    app: &App,
    visitor: &Visitor,
    customer: CustomerId,
    typed: &Typed,
    faults: &Faults,
) -> AppResult<Markup> {
    let sheet = read(app, visitor, customer, typed).await?;
    let title = visitor.locale.with("split-title", &[("name", (&sheet.customer.name).into())]);
    let main = view::page(visitor, &title, &sheet, typed, faults);
    Ok(frame(app, visitor, &format!("/customers/{customer}"), &title, main).await)
}

async fn read(app: &App, visitor: &Visitor, customer: CustomerId, typed: &Typed) -> AppResult<Sheet> {
    let (reader, home, (input, _)) = (visitor.author()?, app.home, typed.input(customer));
    let more = typed.more.clone().filter(|more| !more.is_empty());
    app.read(move |tx| Sheet::read(tx, &reader, home, customer, &input, more.as_deref())).await
}

/// Takes the card apart and leads to the new one, which tells of it and offers to take it back; or shows another part of the
/// entries, or what would go, for whoever is still choosing.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(customer): Id<CustomerId>,
    Form(fields): Form<Vec<(String, String)>>,
) -> AppResult<Response> {
    may(&visitor)?;
    let typed = Typed::of(fields);
    if part.is("split-sum") {
        let (reader, home, (input, _)) = (visitor.author()?, app.home, typed.input(customer));
        let going = app
            .read(move |tx| {
                let card = customers::store::get(tx, customer)?;
                let chosen = super::chosen::Chosen::there(tx, &reader, home, &card, &input)?;
                sheet::going(tx, customer, &chosen, &input)
            })
            .await?;
        return Ok(view::sum(&visitor.locale, &going, &typed.called()).into_response());
    }
    if typed.more.is_some() {
        return Ok(page(&app, &visitor, customer, &typed, &Faults::default()).await?.into_response());
    }
    match split(&app, &visitor, customer, &typed).await {
        Ok((created, done)) => {
            let address = actions::address(&format!("/customers/{created}"), done);
            Ok(Redirect::to(&address).into_response())
        }
        Err(error) => {
            let status = error.status();
            let faults = Faults::of(error)?;
            Ok((status, page(&app, &visitor, customer, &typed, &faults).await?).into_response())
        }
    }
}

async fn split(
    app: &App,
    visitor: &Visitor,
    customer: CustomerId,
    typed: &Typed,
) -> AppResult<(CustomerId, Option<ChangeId>)> {
    let (author, home, (input, faults)) = (visitor.author()?, app.home, typed.input(customer));
    if !faults.is_empty() {
        return Err(AppError::Invalid(faults));
    }
    app.write(move |tx| {
        let split = super::split(tx, &author, home, &input)?;
        let told = changes::store::last_on(tx, "split", split.created.0, Some(split.kept))?;
        Ok((split.created, told.map(|told| told.change.id)))
    })
    .await
}
