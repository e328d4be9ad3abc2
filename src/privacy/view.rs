//! Everything that is held about a customer, kind by kind, each with what it is held for: the tab of the card, and the
//! document of an export.
//!
//! Invariant: `#privacy` is the section, and `#privacy-list` in it what changes when somebody else writes. Of a document
//! nothing leads anywhere.

use maud::{Markup, html};

use super::pages::Shown;
use super::{Everything, Fact, Held, PICTURE, Source, sources::Via};
use crate::avatars::view::face_of;
use crate::card::view::details::{reveal_button, sentence};
use crate::card::view::tabs::{self, Tab};
use crate::changes::said;
use crate::config::Config;
use crate::confirmations;
use crate::consents;
use crate::customers::draft::shown as plain;
use crate::fields::definitions::MASK;
use crate::fields::shown::words;
use crate::http::Visitor;
use crate::http::layout::icon;
use crate::id::CustomerId;
use crate::identity_checks;
use crate::language::Locale;
use crate::national_ids::{self, Known};
use crate::relations;
use crate::restrictions;
use crate::teams::features::Feature;
use crate::words::Role;

/// What a kind of data is held for: in the words of the installation, else in ours.
pub fn purpose(locale: &Locale, config: &Config, held: Held) -> String {
    let own = config.purposes.get(held.as_str());
    own.cloned().unwrap_or_else(|| locale.t(&format!("privacy-purpose-{}", key(held))))
}

fn key(held: Held) -> String {
    held.as_str().replace('_', "-")
}

/// The section of the card. `tabs`: what else stands in its place.
pub fn section(visitor: &Visitor, shown: &Shown, tabs: &Markup) -> Markup {
    let locale = &visitor.locale;
    html! {
        section id="privacy" class="history privacy" aria-labelledby="h-privacy" {
            div class="history-bar" {
                div class="history-head" { h2 id="h-privacy" class="sr" { (locale.t("privacy")) } (tabs) }
            }
            div class="scroll privacy-body" tabindex="0" role="region" aria-labelledby="h-privacy" {
                (list(visitor, shown))
            }
        }
    }
}

/// Everything, with what one does with it above.
pub fn list(visitor: &Visitor, shown: &Shown) -> Markup {
    let locale = &visitor.locale;
    let id = shown.all.customer.id;
    let beside = shown.interaction.map(|id| format!("?interaction={id}")).unwrap_or_default();
    html! {
        div id="privacy-list" class="privacy-list" data-on={ "customer:" (id) } data-refresh={ "/customers/" (id) "/privacy" (beside) } tabindex="-1" {
            p class="lead" { (locale.t("privacy-lead")) }
            div class="privacy-acts" {
                a class="button" href={ "/customers/" (id) "/privacy/export" } download { (icon("download")) (locale.t("privacy-export")) }
                button type="button" class="button by-script" data-print { (icon("printer")) (locale.t("print")) }
            }
            (Sheet { locale, config: &shown.app.config, all: &shown.all, on_card: Some((visitor, shown)) }.parts())
            @if visitor.is_at_least(Role::Supervisor) {
                (restrictions::view::part(visitor, id, shown.restriction.as_ref()))
                (erasure(locale, id))
            }
        }
    }
}

/// The way to erasure.
fn erasure(locale: &Locale, customer: CustomerId) -> Markup {
    html! { a class="button" href={ "/customers/" (customer) "/erasure" } { (icon("eraser")) (locale.t("erasure-title")) } }
}

/// What a sheet is made of.
pub struct Sheet<'a> {
    pub locale: &'a Locale,
    pub config: &'a Config,
    pub all: &'a Everything,
    /// None in a document.
    pub on_card: Option<(&'a Visitor, &'a Shown)>,
}

impl Sheet<'_> {
    /// All parts that hold something, in their order.
    pub fn parts(&self) -> Markup {
        html! { @for held in Held::ALL { (self.part(*held)) } }
    }

    fn part(&self, held: Held) -> Markup {
        let body = self.body(held);
        let (locale, id) = (self.locale, format!("h-privacy-{}", key(held)));
        html! {
            @if !body.0.is_empty() {
                section class="privacy-part" aria-labelledby=(id) {
                    h3 id=(id) { (locale.t(&format!("privacy-held-{}", key(held)))) (self.reveal(held)) }
                    p class="quiet" { (locale.t("privacy-purpose")) " " (purpose(locale, self.config, held)) }
                    (body)
                }
            }
        }
    }

    fn body(&self, held: Held) -> Markup {
        let (all, locale) = (self.all, self.locale);
        let count = |key: &str, n: i64| locale.with(key, &[("n", n.into())]);
        match held {
            Held::Picture => self.picture(),
            Held::Records => self.records(),
            Held::Relations => self.relations(),
            Held::Notes => self.notes(),
            Held::Requests => self.requests(),
            Held::Promises => self.promises(),
            Held::Files => self.files(),
            Held::Interactions => html! {
                @if all.contacts() > 0 {
                    ul class="privacy-lines" {
                        @for (channel, n) in &all.counts.each {
                            li { (locale.t(&format!("channel-{channel}"))) ": " (self.link(&format!("{}?channel={channel}", self.address(Tab::History)), &locale.number(*n))) }
                        }
                    }
                }
            },
            Held::IdentityChecks => {
                identity_checks::view::held(locale, all.identity_checks.as_deref().unwrap_or_default())
            }
            Held::Confirmations => confirmations::view::held(locale, &all.confirmations),
            Held::Drafts => self.drafts(),
            Held::Consents => match self.on_card {
                Some((visitor, shown)) => {
                    let part = consents::view::Shown {
                        visitor,
                        customer: all.customer.id,
                        interaction: shown.interaction,
                        purposes: &shown.app.config.consent_purposes,
                        all: &all.consents,
                        writes: visitor.may(Feature::CustomersEdit),
                    };
                    consents::view::part(&part, &Markup::default())
                }
                None if all.consents.is_empty() => Markup::default(),
                None => consents::view::table(locale, &all.consents),
            },
            Held::Blocks => self.blocks(),
            Held::Changes => html! {
                @if let Some(n) = all.changes.filter(|n| *n > 0) { p { (self.link(&self.address(Tab::Changes), &count("privacy-changes", n))) } }
            },
            Held::Accesses => html! {
                @if let Some(n) = all.accesses { p { (self.link(&format!("/accesses?customer={}", all.customer.id), &count("privacy-accesses", n))) } }
            },
            _ => self.facts(held),
        }
    }

    fn address(&self, tab: Tab) -> String {
        tabs::address(self.all.customer.id, self.on_card.and_then(|(_, shown)| shown.interaction), tab)
    }

    /// A word that leads somewhere, on the card.
    fn link(&self, address: &str, text: &str) -> Markup {
        html! { @if self.on_card.is_some() { a class="link" href=(address) { (text) } } @else { (text) } }
    }

    /// The way to what is hidden, for who may ask.
    fn reveal(&self, held: Held) -> Markup {
        let Some((visitor, shown)) = self.on_card else { return Markup::default() };
        let masked = |fact: &Fact| self.all.definitions.is_masked(&fact.member);
        let (path, label, hidden) = match held {
            Held::NationalIds => ("national-ids", "reveal", !self.all.whole.national_ids),
            Held::Fields => {
                let any = self.all.of(Held::Fields).any(masked);
                ("masked-fields", "fields-reveal", any && !self.all.whole.fields)
            }
            _ => return Markup::default(),
        };
        if !hidden || !visitor.is_at_least(Role::Supervisor) {
            return Markup::default();
        }
        let beside = shown.interaction.map(|id| format!("&interaction={id}")).unwrap_or_default();
        let address = format!("/customers/{}/{path}?tab=privacy{beside}", self.all.customer.id);
        reveal_button(visitor, &address, "#privacy-list", label)
    }

    fn facts(&self, held: Held) -> Markup {
        let mut facts = self.all.of(held).peekable();
        if facts.peek().is_none() {
            return Markup::default();
        }
        let rows = facts.map(|fact| self.row(&self.name(fact), &self.value(fact), fact.source.as_ref()));
        self.table(html! { @for row in rows { (row) } })
    }

    fn table(&self, rows: Markup) -> Markup {
        let locale = self.locale;
        html! {
            table class="table stacks told" {
                thead { tr { @for key in ["privacy-what", "privacy-value", "privacy-source"] { th scope="col" { (locale.t(key)) } } } }
                tbody { (rows) }
            }
        }
    }

    fn row(&self, name: &str, value: &Markup, source: Option<&Source>) -> Markup {
        html! {
            tr {
                th scope="row" { (name) }
                td data-label=(self.locale.t("privacy-value")) { (value) }
                td class="quiet" data-label=(self.locale.t("privacy-source")) { @if let Some(source) = source { (self.source(source)) } }
            }
        }
    }

    /// Who told it first, and when.
    fn source(&self, source: &Source) -> String {
        let at = self.locale.date_and_clock(source.at);
        let file = source.file.as_deref().unwrap_or_default();
        let args = [("by", (&source.by).into()), ("at", (&at).into()), ("file", file.into())];
        let key = match source.via {
            Via::Import => "privacy-source-import",
            Via::Token => "privacy-source-token",
            Via::Agent | Via::System => "privacy-source-agent",
        };
        self.locale.with(key, &args)
    }

    fn name(&self, fact: &Fact) -> String {
        match fact.held {
            Held::Fields => match self.all.definitions.find(&fact.member) {
                Some(field) => field.name.clone(),
                None => sentence(&fact.member.replace(['_', '.'], " ")),
            },
            Held::NationalIds => fact
                .value
                .get("kind")
                .and_then(|kind| kind.as_str())
                .map(national_ids::label)
                .unwrap_or_default(),
            _ => self.locale.t(&format!("member-{}", fact.member)),
        }
    }

    fn value(&self, fact: &Fact) -> Markup {
        let (locale, all) = (self.locale, self.all);
        let value = &fact.value;
        let text = |name: &str| value.get(name).and_then(|text| text.as_str()).unwrap_or_default();
        match fact.held {
            Held::NationalIds if all.whole.national_ids => {
                let number = text("value");
                let shown =
                    Known::of(text("kind")).map_or_else(|| number.to_owned(), |kind| kind.display(number));
                html! { span class="figures" { (shown) } }
            }
            Held::NationalIds => html! { span class="figures" { (text("value")) } },
            Held::Fields => {
                html! { span class="lines" { (self.field(&all.definitions, &fact.member, value)) } }
            }
            _ => html! { (said::value(locale, &all.definitions, &all.named, &fact.member, value)) },
        }
    }

    fn field(
        &self,
        definitions: &crate::fields::Definitions,
        key: &str,
        value: &serde_json::Value,
    ) -> String {
        match definitions.find(key) {
            _ if value == MASK => MASK.to_owned(),
            Some(field) => words(self.locale, field, value),
            None => plain(value),
        }
    }

    fn records(&self) -> Markup {
        html! {
            @for (table, records) in &self.all.groups {
                h4 { (table.group.name) }
                ul class="privacy-lines" {
                    @for record in records {
                        li {
                            @for (place, (key, value)) in record.fields.iter().enumerate() {
                                @if place > 0 { "; " }
                                (table.columns.find(key).map_or(key.as_str(), |column| column.name.as_str())) ": " (self.field(&table.columns, key, value))
                            }
                            " " (self.told(&record.by, record.created_at))
                        }
                    }
                }
            }
        }
    }

    /// By whom and when, of what its writer stands in.
    fn told(&self, by: &str, at: crate::clock::Time) -> Markup {
        html! { span class="quiet" { (by) ", " (self.locale.date_and_clock(at)) } }
    }

    fn relations(&self) -> Markup {
        let (locale, relations) = (self.locale, self.all.relations.as_deref().unwrap_or_default());
        html! {
            @if !relations.is_empty() {
                ul class="privacy-lines" {
                    @for one in relations {
                        li {
                            (self.link(&format!("/customers/{}", one.other_id), &one.other.name))
                            @if let Some(kind) = one.kind { ": " (relations::view::word(locale, kind)) }
                            @if let Some(note) = &one.note { ", " (note) }
                            @for (key, day) in [("valid_from", &one.from), ("valid_to", &one.to)] {
                                @if let Some(day) = day.as_ref().and_then(|day| day.parse().ok()) {
                                    ", " (locale.t(&format!("member-{key}"))) " " (locale.civil_date(day))
                                }
                            }
                            " " (self.told(&one.by, one.created_at))
                        }
                    }
                }
            }
        }
    }

    fn notes(&self) -> Markup {
        let notes = self.all.notes.as_deref().unwrap_or_default();
        html! {
            @if !notes.is_empty() {
                ul class="privacy-lines" {
                    @for note in notes {
                        li {
                            p class="lines" { (note.text) }
                            (self.told(&note.by, note.created_at))
                            @if let Some(at) = note.expires_at { " " span class="quiet" { (self.locale.t("member-expires_at")) " " (self.locale.date_and_clock(at)) } }
                        }
                    }
                }
            }
        }
    }

    fn requests(&self) -> Markup {
        let requests = self.all.requests.as_deref().unwrap_or_default();
        html! {
            @if !requests.is_empty() {
                ul class="privacy-lines" {
                    @for one in requests {
                        li {
                            (self.link(&format!("/requests/{}", one.id), &format!("#{} {}", one.number, one.title)))
                            " (" (one.status) ")"
                            @if let Some(description) = &one.description { p class="lines" { (description) } }
                            @for tag in &one.tags { " " span class="tag" { (tag) } }
                            @for (key, value) in &one.fields { " " (key) ": " (plain(value)) }
                            " " (self.told(&one.by, one.created_at))
                        }
                    }
                }
            }
        }
    }

    fn promises(&self) -> Markup {
        let promises = self.all.promises.as_deref().unwrap_or_default();
        html! {
            @if !promises.is_empty() {
                ul class="privacy-lines" {
                    @for one in promises {
                        li {
                            (self.link(&format!("/promises/{}", one.id), &self.locale.date_and_clock(one.due_at)))
                            " (" (self.locale.t(&format!("promise-state-{}", one.state))) ")"
                            p class="lines" { (one.text) }
                            @if let Some(how) = &one.how { p { (how) } }
                            " " (self.told(&one.by, one.created_at))
                        }
                    }
                }
            }
        }
    }

    /// In a document beside which it lies.
    fn picture(&self) -> Markup {
        let (customer, locale) = (&self.all.customer, self.locale);
        html! {
            @if let Some(picture) = &self.all.picture {
                ul class="privacy-lines" {
                    li {
                        @if self.on_card.is_some() { (face_of(customer, "mid")) " " } @else { (PICTURE) " " }
                        (locale.t(&format!("avatar-from-{}", picture.source)))
                        " " span class="quiet" { (locale.date_and_clock(picture.created_at)) }
                    }
                }
            }
        }
    }

    fn files(&self) -> Markup {
        let files = self.all.files.as_deref().unwrap_or_default();
        html! {
            @if !files.is_empty() {
                ul class="privacy-lines" {
                    @for file in files {
                        li {
                            @if file.deleted_at.is_none() { (self.link(&format!("/files/{}", file.id), &file.name)) } @else { (file.name) }
                            " " span class="quiet" { (self.locale.size(file.size)) } " " (self.told(&file.by, file.created_at))
                            @if let Some(at) = file.deleted_at { " " span class="quiet" { (self.locale.t("file-deleted-at")) " " (self.locale.date_and_clock(at)) } }
                        }
                    }
                }
            }
        }
    }

    fn drafts(&self) -> Markup {
        html! {
            @if !self.all.drafts.is_empty() {
                ul class="privacy-lines" {
                    @for draft in &self.all.drafts {
                        li {
                            (self.told(&draft.by, draft.at))
                            @for (_, _, text) in draft.entries.iter().filter(|(_, _, text)| !text.is_empty() && text != "true" && text != "false") {
                                p class="lines" { (text) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn blocks(&self) -> Markup {
        html! {
            @if !self.all.blocks.is_empty() {
                ul class="privacy-lines" {
                    @for block in &self.all.blocks {
                        li {
                            (self.locale.identifier(&block.identifier)) ": " (block.reason)
                            @if let Some(until) = block.until { " " span class="quiet" { (self.locale.t("member-until")) " " (self.locale.date_and_clock(until)) } }
                            " " (self.told(&block.by, block.created_at))
                        }
                    }
                }
            }
        }
    }
}
