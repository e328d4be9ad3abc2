//! Who is there already: told while one types, so that nobody is made twice. It stops nobody: a family may share a number.
//!
//! Invariant: what is told of a number or an address was typed whole. What the customer at hand has already is no news.

use axum::extract::State;
use db::Tx;
use maud::{Markup, html};
use serde::Deserialize;

use super::CustomerInput;
use super::draft::Draft;
use super::holders::{self, Other};
use crate::app::App;
use crate::author::Author;
use crate::duplicates::{self, Suggestion};
use crate::error::{AppError, AppResult};
use crate::fold::fold;
use crate::http::layout::icon_of;
use crate::http::{Form, Query, Visitor};
use crate::id::CustomerId;
use crate::identifiers::{Identifier, IdentifierKind};
use crate::language::{Arg, Locale};
use crate::national_ids::{self, Known};
use crate::teams::features::Feature;

/// Things of one form that are looked for.
const THINGS: usize = 20;
/// Of more holders only their number is told: it is a switchboard.
const NAMES: usize = 3;

/// Something that tells one person from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    Identifier(Identifier),
    /// Kind and value.
    NationalId(String, String),
    /// Folded name and day.
    Birth(String, String),
}

/// Something that was typed, and who has it already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    pub thing: Thing,
    pub others: Vec<Other>,
}

/// What of an input tells people apart, as it is stored; what is not whole yet is left out.
pub fn things(input: &CustomerInput, home: telephone::Country) -> Vec<Thing> {
    let lists = [
        (IdentifierKind::Phone, &input.phones),
        (IdentifierKind::Email, &input.emails),
        (IdentifierKind::Handle, &input.handles),
    ];
    let typed = lists.iter().flat_map(|(kind, list)| list.iter().flatten().map(|one| (*kind, &one.value)));
    let mut things: Vec<Thing> = typed
        .filter_map(|(kind, text)| Identifier::read(kind, text, home).ok())
        .map(Thing::Identifier)
        .collect();
    for one in input.national_ids.iter().flatten() {
        let value = match Known::of(&one.kind) {
            Some(kind) => kind.read(&one.value).ok(),
            None => Some(one.value.trim().to_owned()).filter(|value| value.chars().count() >= 5),
        };
        things.extend(value.map(|value| Thing::NationalId(national_ids::label(&one.kind), value)));
    }
    let parts = [&input.given_name, &input.family_name].into_iter().flatten().map(|part| part.trim());
    let name = input.name.clone().unwrap_or_else(|| parts.collect::<Vec<_>>().join(" "));
    if let (false, Some(day)) = (name.is_empty(), &input.birth_date) {
        things.push(Thing::Birth(fold(&name), day.clone()));
    }
    things.truncate(THINGS);
    things
}

/// Who has one of these, in one flight. `own`: the customer at hand.
pub fn find(
    tx: &mut Tx<'_>,
    reader: &Author,
    things: Vec<Thing>,
    own: Option<CustomerId>,
) -> AppResult<Vec<Duplicate>> {
    let day = reader.at.day().to_string();
    let mut found: Vec<Duplicate> =
        things.into_iter().map(|thing| Duplicate { thing, others: Vec::new() }).collect();
    let mut statements: Vec<_> = found
        .iter_mut()
        .map(|Duplicate { thing, others }| match thing {
            Thing::Identifier(identifier) => holders::of_identifier(identifier, &day, others),
            Thing::NationalId(_, value) => holders::of_national_id(value, others),
            Thing::Birth(name, day) => holders::of_name(name, day, others),
        })
        .collect();
    tx.batch(&mut statements)?;
    drop(statements);
    for one in &mut found {
        if let Thing::NationalId(kind, _) = &one.thing {
            one.others.retain(|other| other.kind.as_deref().map(national_ids::label).as_ref() == Some(kind));
        }
    }
    found.retain(|one| !one.others.is_empty() && !one.others.iter().any(|other| Some(other.id) == own));
    Ok(found)
}

/// The customer that the form changes.
#[derive(Deserialize)]
pub struct Of {
    own: Option<CustomerId>,
}

/// Tells who is there already, for what has been typed so far. Nothing is kept of it.
pub async fn warn(
    State(app): State<App>,
    visitor: Visitor,
    Query(of): Query<Of>,
    Form(draft): Form<Draft>,
) -> AppResult<Markup> {
    draft.check_size()?;
    let (reader, home) = (visitor.author()?, app.home);
    if !reader.may(Feature::CustomersAdd) && !reader.may(Feature::CustomersEdit) {
        return Err(AppError::SwitchedOff);
    }
    let (input, model) = (draft.say(&visitor.locale, None).input, app.linkage.now());
    let things = things(&input, home);
    let (found, alike) = app
        .read(move |tx| {
            let found = find(tx, &reader, things, of.own)?;
            // What is changed of a customer is not all that there is of them, and a day alone is anybody's.
            let mut alike = match of.own {
                None if is_named(&input) => duplicates::like(tx, &model, &reader, home, &input)?,
                _ => Vec::new(),
            };
            let is_told = |id| found.iter().flat_map(|one| &one.others).any(|other| other.id == id);
            alike.retain(|one| !is_told(one.customer.id));
            Ok((found, alike))
        })
        .await?;
    Ok(html! { (warnings(&visitor.locale, &found)) (suggestions(&visitor.locale, &alike)) })
}

/// Whether so much of a name has been typed that somebody can be meant.
fn is_named(input: &CustomerInput) -> bool {
    input.name.is_some() || (input.given_name.is_some() && input.family_name.is_some())
}

/// Where the warnings of a form come to stand.
pub fn place() -> Markup {
    html! { div id="duplicates" class="duplicates" role="status" {} }
}

/// Where they are asked for. `own`: the customer that the form changes.
pub fn address(own: Option<CustomerId>) -> String {
    own.map_or_else(|| "/customers/duplicates".to_owned(), |id| format!("/customers/duplicates?own={id}"))
}

fn warnings(locale: &Locale, found: &[Duplicate]) -> Markup {
    html! {
        @for one in found {
            p class="note-warning" {
                (icon_of("icon small", "users"))
                span {
                    (said(locale, &one.thing, one.others.len()))
                    @for (place, other) in one.others.iter().take(NAMES).enumerate() {
                        @if place > 0 { ", " } @else { " " }
                        a class="link" href={ "/customers/" (other.id) } { (other.name) }
                        @if let Some(city) = &other.city { " (" (city) ")" }
                    }
                    @if one.others.len() > NAMES { " …" }
                }
            }
        }
    }
}

/// Who may be the same all the same, with why.
fn suggestions(locale: &Locale, alike: &[Suggestion]) -> Markup {
    html! {
        @for one in alike.iter().take(NAMES) {
            @let customer = &one.customer;
            @let why = duplicates::view::in_short(locale, &one.comparison.reasons);
            p class="note-warning" {
                (icon_of("icon small", "git-compare"))
                span {
                    (locale.t(duplicates::view::same_as(one.comparison.tier))) " "
                    a class="link" href={ "/customers/" (customer.id) } { (customer.name) }
                    @if let Some(city) = customer.addresses.iter().find_map(|one| one.city.as_ref()) { " (" (city) ")" }
                    @if !why.is_empty() { ": " (why) }
                }
            }
        }
    }
}

fn said(locale: &Locale, thing: &Thing, count: usize) -> String {
    let n = Arg::from(i64::try_from(count).unwrap_or(i64::MAX));
    match thing {
        Thing::Identifier(identifier) => {
            locale.with("duplicate-of", &[("what", (&locale.identifier(identifier)).into()), ("n", n)])
        }
        Thing::NationalId(kind, _) => locale.with("duplicate-of", &[("what", kind.into()), ("n", n)]),
        Thing::Birth(..) => locale.with("duplicate-birth", &[("n", n)]),
    }
}
