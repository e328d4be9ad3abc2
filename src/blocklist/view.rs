//! The blocklist as pages show it: the band over whoever is blocked, the list, and the form.

use maud::{Markup, html};

use super::Block;
use super::pages::{BlockForm, to_text};
use crate::actions::{Done, view as done_view};
use crate::administration::view::tabs_for;
use crate::http;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf, icon, when};
use crate::http::paging::Listed;
use crate::id::CustomerId;
use crate::identifiers::Identifier;
use crate::language::Locale;
use crate::teams::features::Feature;

/// The red band: what is blocked, since when, by whom and why. `at`: the page that it stands on.
pub fn band(visitor: &Visitor, blocks: &[Block], at: &str) -> Markup {
    let locale = &visitor.locale;
    html! {
        @for block in blocks {
            div class="blocked" id={ "blocked-" (block.id) } {
                (icon("ban"))
                div {
                    p { b { (since(locale, block)) } }
                    p { (block.reason) }
                    @if let Some(until) = last_day(locale, block) { p { small { (until) } } }
                }
                @if visitor.may(Feature::ActionsBlock) { (unblock(visitor, block, at, "button")) }
            }
        }
    }
}

fn since(locale: &Locale, block: &Block) -> String {
    let (what, date) = (locale.identifier(&block.identifier), locale.date(block.created_at));
    locale.with(
        "blocked-since",
        &[("what", (&what).into()), ("date", (&date).into()), ("name", (&block.by).into())],
    )
}

/// The last moment at which it counts: a whole day is meant by its date.
fn last_day(locale: &Locale, block: &Block) -> Option<String> {
    let date = locale.date(block.until?.plus(-1));
    Some(locale.with("blocked-until", &[("date", (&date).into())]))
}

/// Takes it off the list.
pub fn unblock(visitor: &Visitor, block: &Block, at: &str, class: &str) -> Markup {
    let locale = &visitor.locale;
    let what = locale.identifier(&block.identifier);
    html! {
        form method="post" action={ "/blocklist/" (block.id) "/deletion" } {
            (csrf(visitor))
            input type="hidden" name="version" value=(block.version);
            input type="hidden" name="at" value=(at);
            button class=(class) aria-label=(locale.with("unblock-what", &[("what", (&what).into())])) { (icon("circle-check")) (locale.t("unblock")) }
        }
    }
}

/// Where an identifier is blocked, or one of a customer's.
pub fn address(identifier: Option<&Identifier>, customer: Option<CustomerId>, at: &str) -> String {
    let identifier = identifier.map(to_text).unwrap_or_default();
    let customer = customer.map(|id| id.to_string()).unwrap_or_default();
    let members = [("identifier", identifier.as_str()), ("customer", customer.as_str()), ("at", at)];
    http::address("/blocklist/new", members)
}

/// The list as it is to be shown.
pub struct Shown {
    pub list: Listed<Block>,
    /// What it is filtered by.
    pub words: String,
    pub done: Option<Done>,
}

pub fn list(visitor: &Visitor, shown: &Shown) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("blocklist");
    let head = html! {
        form class="find-form" role="search" aria-label=(locale.t("blocklist-filter")) action="/blocklist" {
            label class="find" {
                (icon("search"))
                span class="sr" { (locale.t("blocklist-filter")) }
                input class="input" id="blocklist-q" name="q" type="search" value=(shown.words) placeholder=(locale.t("blocklist-filter"))
                    autocomplete="off" maxlength="200" data-key="f";
            }
        }
        @if visitor.may(Feature::ActionsBlock) {
            div class="end" { a class="button solid" href="/blocklist/new" data-sheet data-key="n" { (icon("ban")) (locale.t("block-new")) } }
        }
    };
    let body = html! {
        (tabs_for(visitor, "/blocklist"))
        div class="page-body flush scroll" tabindex="0" role="region" aria-label=(title) {
            @if let Some(done) = &shown.done { (done_view::told(visitor, done)) }
            @if shown.list.items.is_empty() {
                div class="empty" {
                    (icon("ban"))
                    h2 { (locale.t(if shown.words.is_empty() { "blocklist-none" } else { "blocklist-none-such" })) }
                    p { (locale.t("blocklist-none-more")) }
                }
            } @else {
                table class="table stacks" {
                    thead {
                        tr {
                            @for key in ["block-what", "block-reason", "block-until", "block-by"] { th scope="col" { (locale.t(key)) } }
                            th scope="col" { span class="sr" { (locale.t("list-actions")) } }
                        }
                    }
                    tbody data-list { @for block in &shown.list.items { (row(visitor, block)) } }
                }
            }
            @if let Some(next) = &shown.list.next { p class="more" { a class="button" href=(http::address("/blocklist", [("q", shown.words.as_str()), ("after", next.as_str())])) { (locale.t("list-more")) } } }
        }
    };
    layout::main("blocklist", &title, head, body)
}

fn row(visitor: &Visitor, block: &Block) -> Markup {
    let locale = &visitor.locale;
    let what = locale.identifier(&block.identifier);
    html! {
        tr data-item tabindex="0" {
            th scope="row" { span class="figures" { (what) } }
            td data-label=(locale.t("block-reason")) { (block.reason) }
            td data-label=(locale.t("block-until")) {
                @match block.until { Some(until) => (locale.date(until.plus(-1))), None => (locale.t("block-until-ever")) }
            }
            td data-label=(locale.t("block-by")) { (block.by) ", " (when(locale, block.created_at)) }
            td class="do" {
                @if visitor.may(Feature::ActionsBlock) {
                    a class="button" data-open href={ "/blocklist/" (block.id) "/edit" } { (locale.t("list-edit")) span class="sr" { " " (what) } }
                    (unblock(visitor, block, "/blocklist", "button bare"))
                }
            }
        }
    }
}

/// A block as it is being written.
pub struct Form<'a> {
    /// What one chooses from; none: it is typed.
    pub known: &'a [Identifier],
    /// The one that is changed.
    pub block: Option<&'a Block>,
    pub typed: &'a BlockForm,
    pub faults: &'a Faults,
    /// Where one came from.
    pub back: &'a str,
}

pub fn title(visitor: &Visitor, form: &Form<'_>) -> String {
    let locale = &visitor.locale;
    match form.block {
        Some(block) => locale.identifier(&block.identifier),
        None => locale.t("block-new"),
    }
}

/// What the dialog holds.
pub fn sheet(visitor: &Visitor, form: &Form<'_>) -> Markup {
    layout::sheet(&visitor.locale, &title(visitor, form), &fields(visitor, form))
}

pub fn page(visitor: &Visitor, form: &Form<'_>) -> Markup {
    let title = title(visitor, form);
    let body = html! {
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) { (fields(visitor, form)) }
    };
    layout::main("block", &title, html! {}, body)
}

fn fields(visitor: &Visitor, form: &Form<'_>) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, form.faults);
    let typed = form.typed;
    let action =
        form.block.map_or_else(|| "/blocklist".to_owned(), |block| format!("/blocklist/{}", block.id));
    let options: Vec<(String, String)> =
        form.known.iter().map(|one| (to_text(one), locale.identifier(one))).collect();
    let what = Field {
        name: "identifier",
        id: "block-identifier",
        label: "block-what",
        value: &typed.identifier,
        required: true,
        autofocus: typed.identifier.is_empty(),
        ..Field::default()
    };
    let until = Field {
        name: "until",
        id: "block-until",
        label: "block-until",
        value: typed.until.as_deref().unwrap_or_default(),
        kind: "date",
        hint: "block-until-hint",
        ..Field::default()
    };
    let inside = html! {
        @if form.block.is_none() {
            @if options.is_empty() { (fields.text(Field { hint: "block-what-hint", ..what })) } @else { (fields.select(what, &options)) }
        }
        (fields.text(Field { name: "reason", id: "block-reason", label: "block-reason", value: &typed.reason, required: true, autofocus: true, ..Field::default() }))
        (fields.text(until))
    };
    html! {
        form class="sheet-form" method="post" action=(action) novalidate {
            (csrf(visitor))
            input type="hidden" name="version" value=(typed.version);
            input type="hidden" name="at" value=(form.back);
            @if let Some(customer) = typed.customer { input type="hidden" name="customer" value=(customer); }
            (fields.rest())
            p class="quiet" { (locale.t("block-lead")) }
            (inside)
            div class="foot" {
                button class="button solid" data-key="Ctrl+Enter" { (locale.t(if form.block.is_some() { "form-save" } else { "block" })) }
                a class="button bare" href=(form.back) { (locale.t("form-cancel")) }
            }
        }
    }
}
