//! Parts of the card that are changed in their place: the pencil, the field, and the menu of what may be added.

use maud::{Markup, html};

use super::{Editing, Part};
use crate::card::Card;
use crate::customers::Kind;
use crate::customers::form_lines::{languages, line};
use crate::customers::{duplicates, fields_view, form_view};
use crate::fields::controls;
use crate::http::Visitor;
use crate::http::fields::{Field, Fields};
use crate::http::layout::{self, csrf, icon, icon_of};
use crate::http::path::address;
use crate::language::Locale;
use crate::teams::features::Feature;

/// What is added most, in the order of the card: the part and its words.
const ADDED: [(&str, &str); 10] = [
    ("phones.new", "identifier-phone"),
    ("emails.new", "identifier-email"),
    ("handles.new", "identifier-handle"),
    ("company_id", "form-company"),
    ("department", "department"),
    ("job_title", "job-title"),
    ("addresses.new", "address"),
    ("birth_date", "birth-date"),
    ("language", "language"),
    ("tags", "tags"),
];

/// A fact that can be changed in its place. `shown`: its value, if it has one; `acts`: what else one can do with it.
pub fn fact(
    visitor: &Visitor,
    card: &Card,
    part: &str,
    label: &str,
    shown: Option<Markup>,
    acts: &Markup,
) -> Markup {
    if open(card, part).is_some() {
        return html! {
            div class="fact" { dt class="sr" { (label) } dd class="opened" { (field(visitor, card, part, label)) } }
        };
    }
    html! {
        @if let Some(shown) = shown {
            div class="fact" {
                dt { (label) }
                dd { (shown) }
                dd class="do" { (acts) (pencil(visitor, card, part, label)) }
            }
        }
    }
}

/// What is typed into a part, if it is the open one.
pub fn open<'c>(card: &'c Card, part: &str) -> Option<&'c Editing> {
    card.editing.as_deref().filter(|editing| editing.part.to_string() == part)
}

/// The way to change a part; nothing for who may not.
pub fn pencil(visitor: &Visitor, card: &Card, part: &str, label: &str) -> Markup {
    let Ok(known) = part.parse::<Part>() else { return html! {} };
    let words = visitor.locale.with("change-what", &[("what", label.into())]);
    html! {
        @if may(visitor, card, &known) {
            a class="icon-button small pencil" id={ "edit-" (part) } href=(address(&card.at, [("editing", part)])) data-part=(part)
                data-guard-prefix=(known.key(card.customer.id)) aria-label=(words) title=(words) { (icon("pencil")) }
        }
    }
}

fn may(visitor: &Visitor, card: &Card, part: &Part) -> bool {
    card.edits
        && card.restriction.is_none()
        && (part.feature() == Feature::CustomersEdit || visitor.may(part.feature()))
}

/// The field of a part, if it is the open one.
pub fn field(visitor: &Visitor, card: &Card, part: &str, label: &str) -> Markup {
    let Some(editing) = open(card, part) else { return html! {} };
    let (locale, id) = (&visitor.locale, card.customer.id);
    let fields = Fields::new(locale, &editing.faults);
    let controls = controls(&fields, card, editing);
    let key = editing.part.key(id);
    let back = format!("{}#edit-{}", card.at, editing.part);
    // Who has the number already is told while one types it.
    let warns = editing.part.kind().map(|_| duplicates::address(Some(id)));
    html! {
        form class="in-place sheet-form" id="in-place" method="post" action={ "/customers/" (id) "/details#edit-" (place(card, &editing.part)) }
            aria-label=(locale.with("change-what", &[("what", label.into())])) data-guard=(key) data-dirty[editing.dirty] novalidate
            hx-post=[warns.as_deref()] hx-trigger=[warns.as_ref().map(|_| "input delay:400ms")] hx-target=[warns.as_ref().map(|_| "#duplicates")] hx-swap=[warns.as_ref().map(|_| "innerMorph")] {
            // Enter saves; another button of the form must not be the first.
            button class="sr" tabindex="-1" aria-hidden="true" {}
            (csrf(visitor))
            @for (name, value) in [("part", editing.part.to_string()), ("was", editing.was.clone()), ("at", card.at.clone()), ("next", String::new())] {
                input type="hidden" name=(name) value=(value);
            }
            (theirs(locale, editing))
            (fields.rest())
            (controls)
            div class="foot" {
                button class="button solid" data-key="Ctrl+Enter" { (locale.t(if editing.theirs.is_some() { "conflict-keep" } else { "form-save" })) }
                a class="button bare" href=(back) data-discard=(key) data-key="Esc" {
                    (locale.t(if editing.theirs.is_some() { "conflict-load" } else { "form-cancel" })) " " kbd { (layout::key(locale, "Esc")) }
                }
            }
        }
    }
}

/// Where a part stands when it is saved: a new row comes last.
fn place(card: &Card, part: &Part) -> Part {
    let Part::Row(member, None) = part else { return part.clone() };
    let customer = &card.customer;
    let count = part.kind().map_or(customer.addresses.len(), |kind| customer.of_kind(kind).count());
    Part::Row(member, Some(count))
}

/// What somebody else made of it meanwhile.
fn theirs(locale: &Locale, editing: &Editing) -> Markup {
    html! {
        @if let Some(theirs) = &editing.theirs {
            @let by = if theirs.by.is_empty() { locale.t("conflict-somebody") } else { theirs.by.clone() };
            p class="strip" role="alert" {
                (icon("git-compare"))
                span {
                    (locale.with("conflict-part", &[("by", (&by).into())])) " "
                    @let now = theirs.now.replace('\n', ", ");
                    b { @if now.is_empty() { (locale.t("conflict-nothing")) } @else { (now) } }
                }
            }
        }
    }
}

/// The controls of a part: those of the whole form.
fn controls(fields: &Fields<'_>, card: &Card, editing: &Editing) -> Markup {
    let (locale, draft, lists) = (fields.locale, &editing.typed, &editing.lists);
    let first = |member: &str| fields.text(Field { autofocus: true, ..line(draft, member) });
    match &editing.part {
        Part::Member("name") if card.customer.kind == Kind::Company => first("name"),
        Part::Member("name") => html! {
            (first("given_name"))
            (fields.text(line(draft, "family_name")))
            (fields.text(line(draft, "own_name")))
        },
        Part::Member("company_id") => form_view::company(fields, draft, lists, true),
        Part::Member("owner") => form_view::owner(fields, draft, lists, true),
        Part::Member("tags") => fields_view::tags(fields, draft, true),
        Part::Member("language") => html! { (first("language")) (languages(locale)) },
        Part::Member(member) => first(member),
        Part::Row("addresses", _) => html! {
            (fields_view::address(fields, draft, 0, true))
            (fields_view::address_kinds(locale))
        },
        part @ Part::Row(..) => html! {
            @if let Some(kind) = part.kind() {
                @let rows = draft.rows(kind);
                (fields_view::identifier(fields, &rows.first().copied().unwrap_or_default(), kind, true))
                (fields_view::labels(locale))
                (duplicates::place())
            }
        },
        Part::Field(key) => html! {
            @if let Some(field) = lists.definitions.find(key) { (controls::control(fields, field, &draft.defined(), true)) }
        },
    }
}

/// What may be added to the card: everything that it does not show because it is empty.
pub fn menu(visitor: &Visitor, card: &Card) -> Markup {
    let (locale, customer) = (&visitor.locale, &card.customer);
    let is_company = customer.kind == Kind::Company;
    let is_missing = |part: &str| match part {
        "company_id" => !is_company && customer.company.is_none(),
        "department" => !is_company && customer.department.is_none(),
        "job_title" => !is_company && customer.job_title.is_none(),
        "birth_date" => !is_company && customer.birth_date.is_none(),
        "language" => customer.language.is_none(),
        "tags" => customer.tags.is_empty(),
        _ => true,
    };
    let fields = card.definitions.live().filter(|field| !customer.fields.contains_key(&field.key));
    let added = ADDED.into_iter().filter(|(part, _)| is_missing(part));
    let all: Vec<(String, String)> = added
        .map(|(part, words)| (part.to_owned(), locale.t(words)))
        .chain(fields.map(|field| (Part::Field(field.key.clone()).to_string(), field.name.clone())))
        .collect();
    html! {
        @if card.edits && card.restriction.is_none() {
            details class="menu up add" id="add" {
                summary class="button bare" { (icon_of("icon", "plus")) (locale.t("details-add")) }
                div class="menu-list" {
                    @for (part, words) in &all {
                        a href=(address(&card.at, [("editing", part.as_str())])) { (words) }
                    }
                }
            }
        }
    }
}
