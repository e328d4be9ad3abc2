//! Relations as the card shows them: who is what, how to reach them, who else may belong to the household; and the sheet
//! in which one is written.
//!
//! Invariant: of somebody whose processing is restricted the name stands alone.

use maud::{Markup, html};

use super::pages::RelationForm;
use super::{Hint, NEWEST, Related, RelationKind, Shared};
use crate::author::Author;
use crate::avatars::view::face;
use crate::card::store::Hit;
use crate::card::view::person;
use crate::customers::{Customer, Kind};
use crate::error::AppResult;
use crate::http;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf, icon, icon_of};
use crate::http::paging::Listed;
use crate::id::CustomerId;
use crate::language::Locale;
use crate::teams::features::Feature;

/// What a relation is called.
pub fn word(locale: &Locale, kind: RelationKind) -> String {
    locale.t(&format!("relation-{kind}"))
}

/// What the group on the card is made of.
pub struct Shown<'a> {
    pub visitor: &'a Visitor,
    pub reader: &'a Author,
    pub customer: CustomerId,
    /// The newest, and one more if there are more than `NEWEST`.
    pub related: &'a [Related],
    pub hints: &'a [Hint],
    /// Nothing is written of who is restricted.
    pub restricted: bool,
    /// The page that it stands on.
    pub at: &'a str,
}

impl Shown<'_> {
    fn may(&self, feature: Feature) -> bool {
        !self.restricted && self.reader.may(feature)
    }

    /// An address that leads back here.
    fn address(&self, path: &str) -> String {
        http::address(path, [("of", self.customer.to_string().as_str()), ("at", self.at)])
    }
}

/// The group on the card; nothing for who may not see it, or where there is nothing to see and nothing to do.
pub fn group(shown: &Shown<'_>) -> Markup {
    let locale = &shown.visitor.locale;
    let adds = shown.may(Feature::RelationsAdd);
    if !shown.reader.may(Feature::RelationsSee) || (shown.related.is_empty() && !adds) {
        return Markup::default();
    }
    let path = format!("/customers/{}/relations", shown.customer);
    let mut related: Vec<&Related> = shown.related.iter().take(NEWEST).collect();
    let today = locale.today();
    related.sort_by_key(|one| (!one.relation.holds(today), one.relation.kind, &one.name));
    let add = locale.t("relation-add");
    html! {
        section class="group" id="g-relations" aria-labelledby="h-relations" {
            div class="group-head" {
                h2 id="h-relations" { (locale.t("relations")) }
                @if adds {
                    a class="icon-button small" href=(shown.address(&format!("{path}/new"))) data-sheet aria-label=(add) title=(add) { (icon("user-plus")) }
                }
            }
            @if !related.is_empty() {
                ul class="wide related-list" { @for one in related { (row(shown, one)) } }
            }
            @if shown.related.len() > NEWEST {
                p class="wide" { a class="link" href=(path) { (locale.t("relations-all")) } }
            }
            @if adds && !shown.hints.is_empty() {
                ul class="wide related-list suggested" aria-label=(locale.t("relation-hints")) {
                    @for hint in shown.hints { (self::hint(shown, hint)) }
                }
            }
        }
    }
}

fn row(shown: &Shown<'_>, one: &Related) -> Markup {
    let locale = &shown.visitor.locale;
    let relation = &one.relation;
    let is_told = !one.is_hidden_from(shown.reader);
    html! {
        li class="related" id={ "relation-" (relation.id) } {
            (face(relation.other, one.kind, &one.name, None, ""))
            div {
                p class="related-who" {
                    a class="link" href={ "/customers/" (relation.other) } data-preview={ "/customers/" (relation.other) "/preview" } { (one.name) }
                    @if one.vip && is_told { " " (person::vip(locale)) }
                    @if one.restricted { " " span class="mark small" { (icon_of("icon small", "lock")) (locale.t("relation-restricted")) } }
                }
                @if is_told {
                    p { (word(locale, relation.kind)) @if let Some(note) = &relation.note { span class="quiet" { " · " (note) } } }
                    (days(locale, one))
                    @if let Some(phone) = &one.phone {
                        @let number = locale.identifier(phone);
                        @let call = locale.with("relation-call", &[("name", (&one.name).into()), ("number", (&number).into())]);
                        p { a class="link figures" href={ "tel:" (phone.to_text()) } data-native aria-label=(call) { (icon_of("icon small", "phone")) (number) } }
                    }
                }
            }
            @if is_told && !one.restricted && (shown.may(Feature::RelationsEdit) || shown.may(Feature::RelationsDelete)) {
                @let edit = locale.with("relation-edit-of", &[("name", (&one.name).into())]);
                a class="icon-button small" href=(shown.address(&format!("/relations/{}/edit", relation.id))) data-sheet aria-label=(edit) title=(edit) { (icon("pencil")) }
            }
        }
    }
}

/// From when and until when it holds; that it is over is not to be overlooked.
fn days(locale: &Locale, one: &Related) -> Markup {
    let (today, relation) = (locale.today(), &one.relation);
    let day = |key: &str, day| locale.with(key, &[("day", (&locale.civil_date(day)).into())]);
    let mark = |class: &str, sign: &str, text: &str| {
        html! { span class={ "mark small " (class) } { (icon_of("icon small", sign)) (text) } }
    };
    let (from, to) = (relation.from.filter(|from| *from > today), relation.to);
    html! {
        @if from.is_some() || to.is_some() {
            span class="flags" {
                @if let Some(from) = from { (mark("warning", "clock", &day("relation-from-day", from))) }
                @if let Some(to) = to.filter(|to| *to < today) { (mark("error", "circle-alert", &day("relation-ended", to))) }
                @if let Some(to) = to.filter(|to| *to >= today) { (mark("quiet", "clock", &day("relation-to-day", to))) }
            }
        }
    }
}

/// Somebody who may live there too, with both answers.
fn hint(shown: &Shown<'_>, hint: &Hint) -> Markup {
    let locale = &shown.visitor.locale;
    let said = match &hint.shares {
        Shared::Number(number) => {
            locale.with("relation-shares-number", &[("number", (&locale.phone(number)).into())])
        }
        Shared::Address(street) => locale.with("relation-shares-address", &[("street", street.into())]),
    };
    let answer = |kind: RelationKind, key: &str, class: &str| {
        let label = locale.with(&format!("{key}-of"), &[("name", (&hint.name).into())]);
        html! { button class={ "button small " (class) } name="kind" value=(kind) aria-label=(label) { (locale.t(key)) } }
    };
    html! {
        li class="related" {
            (face(hint.id, Kind::Person, &hint.name, None, ""))
            div {
                p class="related-who" {
                    a class="link" href={ "/customers/" (hint.id) } data-preview={ "/customers/" (hint.id) "/preview" } { (hint.name) }
                }
                p class="quiet" { (said) }
            }
            form class="related-answers" method="post" action={ "/customers/" (shown.customer) "/relations" } {
                (csrf(shown.visitor))
                input type="hidden" name="other_id" value=(hint.id);
                input type="hidden" name="at" value=(shown.at);
                (answer(RelationKind::Household, "relation-hint-add", ""))
                (answer(RelationKind::Unrelated, "relation-hint-refuse", "bare"))
            }
        }
    }
}

/// All relations of a customer, on a page of their own.
pub fn all(visitor: &Visitor, customer: &Customer, list: &Listed<Related>) -> AppResult<Markup> {
    let (locale, reader) = (&visitor.locale, visitor.author()?);
    let (title, card) = (locale.t("relations"), format!("/customers/{}", customer.id));
    let here = format!("{card}/relations");
    let shown = Shown {
        visitor,
        reader: &reader,
        customer: customer.id,
        related: &list.items,
        hints: &[],
        restricted: customer.restricted,
        at: &here,
    };
    let head = html! {
        @if shown.may(Feature::RelationsAdd) {
            a class="button end" href=(shown.address(&format!("{here}/new"))) data-sheet { (icon("user-plus")) (locale.t("relation-add")) }
        }
    };
    let body = html! {
        div id="relations" class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { a class="link" href=(card) { (customer.name) } }
            @if list.items.is_empty() { p class="empty" { (locale.t("relations-none")) } }
            ul class="related-list" { @for one in &list.items { (row(&shown, one)) } }
            @if let Some(next) = &list.next {
                p class="more" { a class="button" href=(http::address(&here, [("after", next.as_str())])) { (locale.t("relations-more")) } }
            }
        }
    };
    Ok(layout::main("relations", &title, head, body))
}

/// What a sheet is made of.
pub struct Sheet<'a> {
    pub visitor: &'a Visitor,
    /// The side that reads it so.
    pub customer: &'a Customer,
    /// The relation that it changes; none: a new one.
    pub editing: Option<&'a Related>,
    pub typed: &'a RelationForm,
    pub hits: &'a [Hit],
    pub faults: Faults,
    pub stale: bool,
    /// The page one came from.
    pub at: &'a str,
}

impl<'a> Sheet<'a> {
    /// The sheet of a new relation, as it is typed so far.
    pub fn new(
        visitor: &'a Visitor,
        customer: &'a Customer,
        typed: &'a RelationForm,
        at: &'a str,
    ) -> Sheet<'a> {
        Sheet {
            visitor,
            customer,
            editing: None,
            typed,
            hits: &[],
            faults: Faults::default(),
            stale: false,
            at,
        }
    }

    pub fn title(&self) -> String {
        let locale = &self.visitor.locale;
        match self.editing {
            Some(related) => locale.with("relation-edit-of", &[("name", (&related.name).into())]),
            None => locale.t("relation-add"),
        }
    }
}

pub fn form(sheet: &Sheet<'_>) -> Markup {
    let (locale, typed) = (&sheet.visitor.locale, sheet.typed);
    let fields = Fields::new(locale, &sheet.faults);
    let action = match sheet.editing {
        Some(related) => format!("/relations/{}", related.relation.id),
        None => format!("/customers/{}/relations", sheet.customer.id),
    };
    let who = if sheet.editing.is_none() { look(sheet, &fields) } else { Markup::default() };
    let mut kinds = vec![(String::new(), locale.t("value-choose"))];
    kinds.extend(
        RelationKind::offered(sheet.customer.kind).map(|kind| (kind.to_string(), word(locale, kind))),
    );
    let what = locale.with("relation-kind-of", &[("name", (&sheet.customer.name).into())]);
    let day = |name: &str, label: &str, value: &str| {
        let id = format!("relation-{name}");
        fields.text(Field { name, id: &id, label, value, kind: "date", class: "figures", ..Field::default() })
    };
    let body = html! {
        (who)
        (fields.select(
            Field {
                name: "kind", id: "relation-kind", title: &what, value: &typed.kind, autofocus: sheet.editing.is_some(),
                ..Field::default()
            },
            &kinds,
        ))
        (fields.text(Field {
            name: "note", id: "relation-note", label: "relation-note", value: &typed.note, hint: "relation-note-hint",
            ..Field::default()
        }))
        div class="row" { (day("from", "relation-from", &typed.from)) (day("to", "relation-to", &typed.to)) }
    };
    html! {
        @if sheet.editing.is_none() || sheet.visitor.may(Feature::RelationsEdit) {
            form class="sheet-form" method="post" action=(action) novalidate {
                (hidden(sheet))
                @if sheet.stale {
                    div class="errors" role="alert" {
                        (icon("git-compare")) div { p { b { (locale.t("relation-stale")) } " " (locale.t("stale-lead")) } }
                    }
                }
                (fields.rest())
                (body)
                div class="foot" {
                    button class="button solid" data-key="Ctrl+Enter" { (locale.t("form-save")) }
                    a class="button bare" href=(sheet.at) { (locale.t("form-cancel")) }
                }
            }
        }
        @if let (Some(related), true) = (sheet.editing, sheet.visitor.may(Feature::RelationsDelete)) {
            form class="related-delete" method="post" action={ "/relations/" (related.relation.id) "/deletion" } {
                (hidden(sheet))
                button class="button bare" { (icon("trash-2")) (locale.t("relation-delete")) }
            }
        }
    }
}

fn hidden(sheet: &Sheet<'_>) -> Markup {
    html! {
        (csrf(sheet.visitor))
        input type="hidden" name="at" value=(sheet.at);
        input type="hidden" name="of" value=(sheet.customer.id);
        input type="hidden" name="version" value=(sheet.typed.version);
    }
}

/// Where one looks for the other: while one types with scripts, else by a button.
fn look(sheet: &Sheet<'_>, fields: &Fields<'_>) -> Markup {
    let locale = &sheet.visitor.locale;
    let wrong = fields.wrong("other_id");
    let path = format!("/customers/{}/relations/new", sheet.customer.id);
    let described = wrong.as_ref().map_or("relation-q-hint", |_| "relation-q-wrong relation-q-hint");
    html! {
        div class="field" {
            label for="relation-q" { (locale.t("relation-who")) }
            div class="related-look" {
                input class="input" id="relation-q" name="q" inputmode="search" value=(sheet.typed.q) autocomplete="off" maxlength="200"
                    autofocus[fields.focus(wrong.is_some(), true)] aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=(described)
                    hx-get=(path) hx-trigger="input changed delay:150ms" hx-target="#relation-hits" hx-swap="outerHTML";
                button class="button" formmethod="get" formaction=(path) { (locale.t("search")) }
            }
            span class="hint" id="relation-q-hint" { (locale.t("attach-hint")) }
            (fields.message("relation-q", wrong.as_deref()))
        }
        (hits(locale, sheet.hits, sheet.typed))
    }
}

/// The customers found, one of whom is chosen; where there is only one, it is them.
pub fn hits(locale: &Locale, hits: &[Hit], typed: &RelationForm) -> Markup {
    html! {
        div id="relation-hits" role="status" {
            @if hits.is_empty() {
                @if !typed.q.trim().is_empty() { p class="quiet" { (locale.t("attach-none")) } }
            } @else {
                fieldset class="related-hits" {
                    legend class="sr" { (locale.t("results")) }
                    @for hit in hits {
                        label class="check" {
                            input type="radio" name="other_id" value=(hit.id) checked[hits.len() == 1 || hit.id.to_string() == typed.other_id];
                            (face(hit.id, hit.kind, &hit.name, hit.avatar, ""))
                            span {
                                b { (hit.name) }
                                @let number = hit.identifier.as_ref().map(|identifier| locale.identifier(identifier));
                                @let about = [hit.company.clone(), hit.city.clone(), number].into_iter().flatten().collect::<Vec<_>>().join(", ");
                                @if !about.is_empty() { small class="quiet" { (about) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
