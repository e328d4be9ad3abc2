//! Nobody is found, or nobody can be: the identifier in large type, why, and the three ways on.

use maud::{Markup, html};

use super::{copy, now, text, trail};
use crate::actions;
use crate::avatars::view::face;
use crate::blocklist;
use crate::card::Found;
use crate::card::store::Hit;
use crate::customers;
use crate::customers::draft::Draft;
use crate::erasures;
use crate::http::Visitor;
use crate::http::layout::{csrf, icon, icon_of, timer};
use crate::identifiers::matching::Candidate;
use crate::identifiers::{Identifier, IdentifierKind};
use crate::interactions::Interaction;
use crate::language::Locale;
use crate::teams::features::Feature;
use crate::transfers;
use crate::words::Channel;

/// What was asked for: the customer's side of an interaction, or what `/pop` was given.
pub struct Asked<'a> {
    pub identifier: Option<&'a Identifier>,
    pub interaction: Option<&'a Interaction>,
    pub queue: Option<&'a str>,
    /// Who had the contact before.
    pub handed: Option<&'a transfers::Shown>,
    /// Address of the page, without the parts that its own links set.
    pub base: &'a str,
}

impl Asked<'_> {
    /// The same page with other parts.
    pub fn link(&self, parts: &[(&str, &str)]) -> String {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parts).finish();
        let glue = if self.base.contains('?') { '&' } else { '?' };
        if query.is_empty() { self.base.to_owned() } else { format!("{}{glue}{query}", self.base) }
    }
}

/// Why there is no card.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    Nobody,
    Withheld,
    /// An agent chose to leave it so.
    Anonymous,
    /// Several were found, and it is none of them.
    NoneOfThese,
}

/// Which of the ways one is on.
#[derive(Clone, Debug)]
pub enum Way {
    Create,
    /// Looking for an existing customer, with what was found.
    Attach {
        words: String,
        hits: Vec<Hit>,
    },
}

pub fn main(visitor: &Visitor, asked: &Asked<'_>, why: Why, way: &Way, found: &Found) -> Markup {
    let locale = &visitor.locale;
    let page = match why {
        Why::Withheld => "withheld",
        _ => "none",
    };
    html! {
        main id="main" class="finding" aria-label=(locale.t(&title(why))) data-page=(page)
            data-interaction=[asked.interaction.map(|one| one.id)] data-state=[asked.interaction.map(|one| transfers::view::state(visitor, one))] {
            div {
                header class={ "nobody" @if asked.identifier.is_none() { " is-withheld" } } {
                    (head(locale, asked, true))
                    (above(visitor, asked, found))
                    p class="because" { (because(locale, asked, why, found)) }
                    @if let (Some(identifier), None, true) = (asked.identifier, &found.block, visitor.may(Feature::ActionsBlock)) {
                        p { a class="button bare" data-sheet href=(blocklist::view::address(Some(identifier), None, asked.base)) { (icon("ban")) (locale.t("block-this")) } }
                    }
                    @if found.matched.candidates.len() > 1 {
                        p { a class="button bare" href=(back(asked)) data-key="b" { (icon("arrow-left")) (locale.t("back-to-matches")) } }
                    }
                    @if let (Some(one), [only]) = (asked.interaction, found.matched.candidates.as_slice()) { (after_all(visitor, one, only)) }
                }
                (ways(visitor, asked, why, way))
            }
            div class="two" {
                @match way {
                    Way::Create => (create(visitor, asked)),
                    Way::Attach { words, hits } => (attach(visitor, asked, words, hits)),
                }
                (beside(locale, asked, found))
            }
            footer class="finding-foot" {
                p class="quiet" { (locale.t(if asked.interaction.is_some() { "finding-foot" } else { "finding-foot-pop" })) }
            }
        }
    }
}

/// What was just done, and whether the identifier is blocked.
pub fn above(visitor: &Visitor, asked: &Asked<'_>, found: &Found) -> Markup {
    html! {
        @if let Some(done) = &found.done { (actions::view::told(visitor, done)) }
        @if let (Some(one), Some(handed)) = (asked.interaction, asked.handed) { (transfers::view::panel(visitor, one, handed)) }
        (blocklist::view::band(visitor, found.block.as_slice(), asked.base))
        @if let Some(erasure) = &found.erased { (erasures::view::band(visitor, erasure)) }
    }
}

/// The way back to the only one who may be meant, and whom it was not.
fn after_all(visitor: &Visitor, one: &Interaction, only: &Candidate) -> Markup {
    html! {
        @if !only.restricted {
            form method="post" action={ "/interactions/" (one.id) "/customer" } {
                (csrf(visitor))
                input type="hidden" name="customer_id" value=(only.id);
                button class="button bare" data-key="b" {
                    (icon("arrow-left")) (visitor.locale.with("confirm-after-all", &[("name", (&only.name).into())]))
                }
            }
        }
    }
}

fn back(asked: &Asked<'_>) -> String {
    match asked.interaction {
        Some(one) => format!("/interactions/{}/matches", one.id),
        None => asked.base.to_owned(),
    }
}

pub fn title(why: Why) -> String {
    match why {
        Why::Nobody | Why::NoneOfThese => "finding-nobody",
        Why::Withheld => "withheld",
        Why::Anonymous => "finding-anonymous",
    }
    .to_owned()
}

/// The identifier with its copy button, how far the contact is, country, queue and path.
pub fn head(locale: &Locale, asked: &Asked<'_>, large: bool) -> Markup {
    let shown = asked.identifier.map(|identifier| locale.identifier(identifier));
    let country = asked
        .identifier
        .filter(|one| one.kind == IdentifierKind::Phone)
        .and_then(|one| super::country(locale, &one.value));
    html! {
        h1 class=[large.then_some("number")] {
            @match (asked.identifier, &shown) {
                (Some(identifier), Some(shown)) => {
                    span class=[(identifier.kind == IdentifierKind::Phone).then_some("tel")] {
                        @if identifier.kind == IdentifierKind::Email { (text::email(shown)) } @else { (shown) }
                    }
                    " " (copy(locale, &locale.t(&format!("identifier-{}", identifier.kind)), &identifier.to_text(), shown, Some("y Y")))
                }
                _ => (withheld(locale, asked)),
            }
        }
        ul class="marks" {
            @if large { @if let Some(one) = asked.interaction { (progress(locale, one)) } }
            @if let Some(country) = country { li class="mark" { (country) } }
            @if let Some(queue) = asked.queue { li class="mark" { (locale.with("in-queue", &[("queue", queue.into())])) } }
            @if let Some(one) = asked.interaction {
                @if !one.ivr_path.is_empty() { li class="mark" { span class="sr" { (locale.t("ivr-path")) " " } (trail(locale, &one.ivr_path)) } }
                @if let Some(topic) = &one.topic { li class="mark" { (topic) } }
            }
        }
        @if !large { @if let Some(one) = asked.interaction { (ring(locale, one)) } }
    }
}

/// How far the contact is, read anew as it goes on.
fn progress(locale: &Locale, one: &Interaction) -> Markup {
    html! {
        li id="ring" class="mark" data-on={ "interaction:" (one.id) } data-refresh={ "/interactions/" (one.id) "/matches?way=create" }
            data-main-state=(one.state) {
            (icon_of("icon small", crate::history::view::channel_icon(one.channel, one.direction, one.state, one.answered_at.is_some())))
            (now::state(locale, one))
            @if one.is_live() { (timer(locale, "", super::person::clock(one))) }
        }
    }
}

fn ring(locale: &Locale, one: &Interaction) -> Markup {
    html! {
        p id="ring" class="ring" data-on={ "interaction:" (one.id) } data-refresh={ "/interactions/" (one.id) "/matches" }
            data-main-state=(one.state) {
            (now::state(locale, one))
            @if one.is_live() { (timer(locale, "timer", super::person::clock(one))) }
        }
    }
}

fn withheld(locale: &Locale, asked: &Asked<'_>) -> String {
    match asked.interaction.map(|one| one.channel) {
        None | Some(Channel::Call | Channel::Sms) => locale.t("withheld"),
        Some(_) => locale.t("withheld-digital"),
    }
}

fn because(locale: &Locale, asked: &Asked<'_>, why: Why, found: &Found) -> String {
    if let (Why::NoneOfThese, [one]) = (why, found.matched.candidates.as_slice()) {
        return locale.with("because-not-them", &[("name", (&one.name).into())]);
    }
    match (why, asked.identifier) {
        (Why::Anonymous, _) => locale.t("because-anonymous"),
        (Why::NoneOfThese, _) => locale.t("because-none-of-these"),
        (_, None) => locale.t("because-withheld"),
        (_, Some(identifier)) => locale.t(&format!("because-{}", identifier.kind)),
    }
}

fn ways(visitor: &Visitor, asked: &Asked<'_>, why: Why, way: &Way) -> Markup {
    let locale = &visitor.locale;
    let creating = matches!(way, Way::Create);
    let current = |on: bool| on.then_some("true");
    let attached = asked.interaction.is_some();
    html! {
        ul class="ways" {
            li {
                a href={ (asked.link(&[("way", "create")])) "#given-name" } aria-current=[current(creating)] data-key="n" {
                    (icon("user-plus")) b { (locale.t("way-create")) } kbd { "n" }
                    p { (locale.t(if asked.identifier.is_some() { "way-create-more" } else { "way-create-withheld" })) }
                }
            }
            li {
                a href=(asked.link(&[("way", "attach")])) aria-current=[current(!creating)] data-key="/" {
                    (icon("link")) b { (locale.t(if attached { "way-attach" } else { "way-find" })) } kbd { "/" }
                    p { (locale.t("way-attach-more")) }
                }
            }
            @if let (Some(one), true) = (asked.interaction, why != Why::Anonymous) {
                li {
                    form method="post" action={ "/interactions/" (one.id) "/anonymity" } {
                        (csrf(visitor))
                        button data-key="Esc" {
                            (icon("user-x")) b { (locale.t("leave-anonymous")) } kbd { "Esc" }
                            p { (locale.t(if asked.identifier.is_some() { "way-anonymous-more" } else { "way-anonymous-withheld" })) }
                        }
                    }
                }
            }
        }
    }
}

/// The form that makes a customer of whoever this is; the identifier is filled in, the contact is attached.
fn create(visitor: &Visitor, asked: &Asked<'_>) -> Markup {
    if !visitor.may(Feature::CustomersAdd) {
        return Markup::default();
    }
    let mut draft = Draft::default();
    if let Some(identifier) = asked.identifier {
        let (list, value) = match (identifier.kind, &identifier.extension) {
            (IdentifierKind::Phone, None) => {
                (&mut draft.phone_value, visitor.locale.phone(&identifier.value))
            }
            (IdentifierKind::Phone, Some(_)) => (&mut draft.phone_value, identifier.to_text()),
            (IdentifierKind::Email, _) => (&mut draft.email_value, identifier.value.clone()),
            (IdentifierKind::Handle, _) => (&mut draft.handle_value, identifier.value.clone()),
        };
        list.push(value);
    }
    customers::view::create_form(visitor, &draft, asked.interaction.map(|one| one.id))
}

/// Looking for an existing customer: a search that works without scripts, and while one types with them.
fn attach(visitor: &Visitor, asked: &Asked<'_>, words: &str, hits: &[Hit]) -> Markup {
    let locale = &visitor.locale;
    let (path, fixed) = asked.base.split_once('?').unwrap_or((asked.base, ""));
    let fixed: Vec<(String, String)> = form_urlencoded::parse(fixed.as_bytes()).into_owned().collect();
    html! {
        section class="attach" aria-labelledby="h-attach" {
            form class="sift" role="search" aria-label=(locale.t("attach-search")) action=(path) {
                h2 class="sr" id="h-attach" { (locale.t("way-attach")) }
                @for (name, value) in &fixed { input type="hidden" name=(name) value=(value); }
                input type="hidden" name="way" value="attach";
                label class="find" {
                    (icon("search"))
                    span class="sr" { (locale.t("attach-search")) }
                    input class="input tall" id="attach-q" name="q" type="search" value=(words) placeholder=(locale.t("attach-hint")) autofocus
                        autocomplete="off" maxlength="200" data-key="f" hx-get=(asked.link(&[("way", "attach")]))
                        hx-trigger="input changed delay:150ms" hx-target="#hits" hx-swap="outerHTML";
                }
                button class="button" { (locale.t("search")) }
            }
            (self::hits(visitor, asked, words, hits))
        }
    }
}

/// The customers found, each with a way to attach.
pub fn hits(visitor: &Visitor, asked: &Asked<'_>, words: &str, hits: &[Hit]) -> Markup {
    let locale = &visitor.locale;
    html! {
        div id="hits" class="hits scroll" tabindex="0" role="region" aria-label=(locale.t("results")) {
            @if hits.is_empty() {
                p class="empty" { (locale.t(if words.is_empty() { "attach-start" } else { "attach-none" })) }
            } @else {
                ul class="results-list" data-list { @for hit in hits { li { (self::hit(visitor, asked, hit)) } } }
            }
        }
    }
}

fn hit(visitor: &Visitor, asked: &Asked<'_>, hit: &Hit) -> Markup {
    let locale = &visitor.locale;
    let line = [hit.company.clone(), hit.city.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    html! {
        div class="hit with-acts" data-item tabindex="0" data-preview={ "/customers/" (hit.id) "/preview" } {
            (face(hit.id, hit.kind, &hit.name, hit.avatar, "mid"))
            div {
                b { (hit.name) } @if hit.vip { " " (super::person::vip(locale)) }
                @if !line.is_empty() { p { (line) } }
            }
            p { @if let Some(identifier) = &hit.identifier { span class="figures" { (locale.identifier(identifier)) } } }
            @match asked.interaction {
                Some(one) => form class="acts" method="post" action={ "/interactions/" (one.id) "/customer" } {
                    (csrf(visitor))
                    input type="hidden" name="customer_id" value=(hit.id);
                    @if asked.identifier.is_some() && visitor.may(Feature::CustomersEdit) {
                        button class="button" name="add_identifier" value="1" aria-label=(locale.with("attach-add-to", &[("name", (&hit.name).into())])) { (locale.t("attach-add")) }
                        button class="button bare" aria-label=(locale.with("attach-to", &[("name", (&hit.name).into())])) { (locale.t("attach-only")) }
                    } @else {
                        button class="button" aria-label=(locale.with("attach-to", &[("name", (&hit.name).into())])) { (locale.t("attach")) }
                    }
                }
                None => a class="button" href={ "/customers/" (hit.id) } data-open { (locale.t("open")) }
            }
        }
    }
}

/// Earlier contacts of the identifier, beside the form.
fn beside(locale: &Locale, asked: &Asked<'_>, found: &Found) -> Markup {
    let count = i64::try_from(found.earlier.len()).unwrap_or(0);
    html! {
        section class="beside history" aria-labelledby="h-of" {
            h2 id="h-of" { (locale.t("earlier")) @if count > 0 { " " span class="count" { (count) } } }
            div class="feed scroll" tabindex="0" role="region" aria-label=(locale.t("history-feed")) {
                @if count == 0 {
                    p class="empty" { (locale.t(if asked.identifier.is_some() { "earlier-none" } else { "earlier-withheld" })) }
                }
                (crate::history::view::days(locale, &found.earlier, 0, Some(count), &|entry| found.name(entry)))
            }
        }
    }
}

/// The same below a list of matches: whoever it was.
pub fn earlier(locale: &Locale, found: &Found, id: &str) -> Markup {
    let count = i64::try_from(found.earlier.len()).unwrap_or(0);
    html! {
        @if count > 0 {
            section class="earlier history" id=(id) aria-labelledby="h-lately" {
                h2 id="h-lately" { (locale.t("earlier-whoever")) }
                div role="feed" aria-labelledby="h-lately" {
                    @for (entry, place) in found.earlier.iter().zip(1..) {
                        (crate::history::view::entry::dated(locale, entry, found.name(entry).as_deref(), place, count))
                    }
                }
            }
        }
    }
}
