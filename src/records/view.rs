//! Records as the card shows them: a table for each group, sorted by its headings.

use maud::{Markup, html};

use super::pages::{Shown, address, key};
use super::sorting::{Order, Sorting};
use super::{Record, Table};
use crate::agents::view::save_bar;
use crate::card::view::details::reveal_button;
use crate::fields::typed::Typed;
use crate::fields::{Field, controls, shown as values};
use crate::http;
use crate::http::Visitor;
use crate::http::fields::{Faults, Fields};
use crate::http::layout::{self, csrf, icon, icon_of, when};
use crate::id::{CustomerId, InteractionId, RecordId};
use crate::language::Locale;
use crate::national_ids;
use crate::teams::features::Feature;

/// The section of the card. `tabs`: what else stands in its place.
pub fn section(visitor: &Visitor, shown: &Shown, tabs: &Markup) -> Markup {
    let name = &shown.table.group.name;
    html! {
        section id="records" class="history records" aria-labelledby="h-records" {
            div class="history-bar" {
                div class="history-head" {
                    h2 id="h-records" class="sr" { (name) }
                    (tabs)
                    @if may_add(shown) { div class="end" { (add(visitor, shown)) } }
                }
            }
            div class="scroll record-body" tabindex="0" role="region" aria-labelledby="h-records" { (list(visitor, shown)) }
        }
    }
}

fn may_add(shown: &Shown) -> bool {
    shown.off.may(Feature::RecordsAdd) && shown.table.columns.live().next().is_some()
}

fn add(visitor: &Visitor, shown: &Shown) -> Markup {
    let beside = shown.interaction.map(|id| format!("&interaction={id}")).unwrap_or_default();
    let address = format!("/customers/{}/records/new?group={}{beside}", shown.customer, shown.table.key());
    html! { a class="button" href=(address) { (icon("plus")) (title(&visitor.locale, &shown.table, false)) } }
}

/// What one does in the form.
pub fn title(locale: &Locale, table: &Table, edits: bool) -> String {
    match &table.group.record_name {
        _ if edits => locale.t("record-edit"),
        Some(name) => locale.with("record-new-of", &[("name", name.into())]),
        None => locale.t("record-new"),
    }
}

/// The members of an address that say how the records are sorted.
fn sorted(sorting: &Sorting) -> [(&'static str, &str); 2] {
    let Some(sort) = &sorting.sort else { return [("sort", ""), ("order", "")] };
    [("sort", sort), ("order", sorting.order.unwrap_or(Order::Up).as_str())]
}

/// Where the part is fetched again.
fn here(shown: &Shown) -> String {
    let interaction = shown.interaction.map(|id| id.to_string()).unwrap_or_default();
    let place =
        [("after", shown.after.as_deref().unwrap_or_default()), ("interaction", interaction.as_str())];
    let members = [("group", shown.table.key())].into_iter().chain(sorted(&shown.sorting)).chain(place);
    http::address(&format!("/customers/{}/records", shown.customer), members)
}

/// The card with this tab in another order, or with its next part.
fn link(shown: &Shown, sorting: &Sorting, after: Option<&str>) -> String {
    let card = address(shown.customer, shown.interaction, shown.table.key());
    http::address(&card, sorted(sorting).into_iter().chain([("after", after.unwrap_or_default())]))
}

pub fn list(visitor: &Visitor, shown: &Shown) -> Markup {
    let (locale, table) = (&visitor.locale, &shown.table);
    let columns: Vec<&Field> = table.columns.live().collect();
    html! {
        div id="record-list" data-on={ "customer:" (shown.customer) } data-refresh=(here(shown)) {
            @if shown.list.items.is_empty() {
                div class="empty" {
                    (icon("table-properties"))
                    h3 { (locale.t(if columns.is_empty() { "records-no-columns" } else { "records-none" })) }
                    @if let Some(text) = &table.group.empty_text { p { (text) } }
                }
            } @else {
                (reveal(visitor, shown))
                table class="table stacks" aria-labelledby="h-records" {
                    thead {
                        tr {
                            @for column in &columns { (heading(locale, shown, column)) }
                            th scope="col" { (locale.t("records-added")) }
                            th scope="col" { span class="sr" { (locale.t("list-actions")) } }
                        }
                    }
                    tbody data-list { @for record in &shown.list.items { (row(visitor, shown, &columns, record)) } }
                }
            }
            @if let Some(next) = &shown.list.next {
                p class="more" { a class="button" href=(link(shown, &shown.sorting, Some(next))) { (locale.t("records-older")) } }
            }
        }
    }
}

/// The way to masked values, for who may ask.
fn reveal(visitor: &Visitor, shown: &Shown) -> Markup {
    let is_masked = |record: &Record| {
        let hidden = |column: &Field| column.masked && !shown.proven.opens_field(column);
        shown.table.columns.live().any(|column| hidden(column) && record.fields.contains_key(&column.key))
    };
    let role = visitor.session.as_ref().map(|session| session.agent.role);
    let may_ask = role.is_some_and(|role| !national_ids::are_masked_for(role));
    if !may_ask || shown.revealed || !shown.list.items.iter().any(is_masked) {
        return Markup::default();
    }
    let link = link(shown, &shown.sorting, shown.after.as_deref());
    let query = link.split_once('?').map_or("", |(_, query)| query);
    let address = format!("/customers/{}/masked-fields?{query}", shown.customer);
    html! { div class="record-acts" { (reveal_button(visitor, &address, "#record-list", "fields-reveal")) } }
}

/// A heading leads to the table in its order.
fn heading(locale: &Locale, shown: &Shown, column: &Field) -> Markup {
    let order = shown.sorting.of(&column.key);
    let (sort, sign, words) = match order {
        Some(Order::Up) => (Some("ascending"), "arrow-up", "records-sorted-up"),
        Some(Order::Down) => (Some("descending"), "arrow-down", "records-sorted-down"),
        None => (None, "", ""),
    };
    html! {
        th scope="col" aria-sort=[sort] {
            a href=(link(shown, &shown.sorting.by(&column.key), None)) {
                (column.name)
                @if order.is_some() { (icon_of("icon small", sign)) span class="sr" { " " (locale.t(words)) } }
            }
        }
    }
}

fn row(visitor: &Visitor, shown: &Shown, columns: &[&Field], record: &Record) -> Markup {
    let locale = &visitor.locale;
    let path = format!("/records/{}", record.id);
    let beside = shown.interaction.map(|id| format!("?interaction={id}")).unwrap_or_default();
    let name = columns
        .first()
        .filter(|column| !column.masked)
        .and_then(|column| Some(values::words(locale, column, record.fields.get(&column.key)?)))
        .unwrap_or_default();
    html! {
        tr id={ "record-" (record.id) } data-item tabindex="0" {
            @for (nth, column) in columns.iter().enumerate() {
                @let value = cell(locale, shown, column, record);
                @if nth == 0 { th scope="row" { (value) } } @else { td data-label=(column.name) { (value) } }
            }
            td data-label=(locale.t("records-added")) title=(record.by) { (when(locale, record.created_at)) }
            td class="do" {
                div class="doings" {
                    @if shown.off.may(Feature::RecordsEdit) {
                        a class="icon-button" data-open href={ (path) "/edit" (beside) } title=(locale.t("record-edit")) aria-label={ (locale.t("record-edit")) " " (name) } { (icon("pencil")) }
                    }
                    @if shown.off.may(Feature::RecordsDelete) {
                        form method="post" action={ (path) "/deletion" } {
                            (csrf(visitor))
                            input type="hidden" name="version" value=(record.version);
                            @if let Some(interaction) = shown.interaction { input type="hidden" name="interaction" value=(interaction); }
                            button class="icon-button" title=(locale.t("record-delete")) aria-label={ (locale.t("record-delete")) " " (name) } { (icon("trash-2")) }
                        }
                    }
                }
            }
        }
    }
}

fn cell(locale: &Locale, shown: &Shown, column: &Field, record: &Record) -> Markup {
    match record.fields.get(&column.key) {
        Some(_) if column.masked && !shown.revealed && !shown.proven.opens_field(column) => {
            values::masked(locale)
        }
        Some(value) => values::value(locale, &shown.names, column, value),
        None => Markup::default(),
    }
}

/// A form as it is to be shown.
pub struct Sheet<'a> {
    pub visitor: &'a Visitor,
    pub table: &'a Table,
    pub customer: CustomerId,
    /// Of the customer.
    pub name: &'a str,
    /// The record that it changes; none: a new one.
    pub record: Option<RecordId>,
    pub interaction: Option<InteractionId>,
    pub version: i64,
    pub typed: &'a Typed,
    pub faults: &'a Faults,
    pub stale: bool,
}

pub fn form(sheet: &Sheet<'_>) -> Markup {
    let (visitor, locale) = (sheet.visitor, &sheet.visitor.locale);
    let title = title(locale, sheet.table, sheet.record.is_some());
    let guard = key(sheet.customer, sheet.record, sheet.table.key()).to_string();
    let action = match sheet.record {
        Some(id) => format!("/records/{id}"),
        None => format!("/customers/{}/records", sheet.customer),
    };
    let fields = Fields::new(locale, sheet.faults);
    let inside =
        html! { @for set in &sheet.table.columns.0 { (controls::controls(&fields, set, sheet.typed)) } };
    let body = html! {
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { (sheet.table.group.name) " " (locale.with("record-of", &[("name", sheet.name.into())])) }
            form class="sheet-form" method="post" action=(action) data-guard=(guard) novalidate {
                (csrf(visitor))
                input type="hidden" name="group" value=(sheet.table.key());
                input type="hidden" name="version" value=(sheet.version);
                @if let Some(interaction) = sheet.interaction { input type="hidden" name="interaction" value=(interaction); }
                @if sheet.stale {
                    div class="errors" role="alert" {
                        (icon("git-compare")) div { p { b { (locale.t("record-stale")) } " " (locale.t("stale-lead")) } }
                    }
                }
                (fields.rest())
                (inside)
                (save_bar(locale, "form-save", &guard, &address(sheet.customer, sheet.interaction, sheet.table.key())))
            }
        }
    };
    layout::main("record", &title, html! {}, body)
}
