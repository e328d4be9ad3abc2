//! Who it is and what one has to know before the first word: name, marks, acts, pinned note, why it matched.

use maud::{Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::details::language_name;
use super::shared;
use crate::actions;
use crate::avatars::view::face_of;
use crate::blocklist::{self, Block};
use crate::card::{Card, Contact, reasons};
use crate::confirmations;
use crate::customers::{Customer, Kind, in_place};
use crate::duplicates;
use crate::history::Entry;
use crate::http::Visitor;
use crate::http::layout::{avatar, icon, icon_of, timer, when};
use crate::identifiers::matching::{Confidence, LastContact, Reason};
use crate::identifiers::{CustomerIdentifier, IdentifierKind};
use crate::interactions::Interaction;
use crate::language::{Arg, Locale};
use crate::merges;
use crate::presence;
use crate::promises;
use crate::requests;
use crate::restrictions;
use crate::words::{Outcome, State};

/// Which changes make the head of a card read anew, and where.
fn follows(customer: &Customer, contact: Option<&Contact>) -> (String, String) {
    match contact {
        Some(contact) => {
            let id = contact.interaction.id;
            (
                format!("customer:{} interaction:{id}", customer.id),
                format!("/customers/{}/brief?interaction={id}", customer.id),
            )
        }
        None => (format!("customer:{}", customer.id), format!("/customers/{}/brief", customer.id)),
    }
}

/// Face, name, company and what one can do; while a contact lives, its clock.
pub fn header(visitor: &Visitor, card: &Card, contact: Option<&Contact>) -> Markup {
    let (locale, customer) = (&visitor.locale, &card.customer);
    let (on, refresh) = follows(customer, contact);
    html! {
        header id="person" class="person" data-on=(on) data-refresh=(refresh) {
            (face_of(customer, "big"))
            h1 { (customer.name) }
            (in_place::view::pencil(visitor, card, "name", &locale.t("details-name")))
            (presence::view::at(locale, customer.id, &card.others))
            @if let Some(line) = line(locale, customer) { p class="cut" { (line) } }
            (actions::view::menu(visitor, card, &base(customer, contact)))
            @if let Some((since, true)) = contact.map(|contact| (clock(&contact.interaction), contact.interaction.is_live())) {
                p class="timer" { span class=(if contact.is_some_and(|contact| contact.interaction.state == State::Active) { "dot live" } else { "dot wait" }) {} (timer(locale, "", since)) }
            }
        }
    }
}

/// The line under the name: company and place in it.
pub fn line(locale: &Locale, customer: &Customer) -> Option<String> {
    let city = customer.addresses.iter().find_map(|address| address.city.clone());
    let parts = match customer.kind {
        Kind::Person => [
            customer.company.as_ref().map(|company| company.name.clone()),
            customer.job_title.clone().or_else(|| customer.department.clone()),
            city.filter(|_| customer.company.is_none() && customer.job_title.is_none()),
        ],
        Kind::Company => [Some(locale.t("kind-company")), city, None],
    };
    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    (!line.is_empty()).then_some(line)
}

/// The moment from which the clock of a contact runs.
pub fn clock(interaction: &Interaction) -> crate::clock::Time {
    match interaction.state {
        State::Offered => interaction.started_at,
        State::Active => interaction.answered_at.unwrap_or(interaction.started_at),
        State::WrapUp | State::Closed => interaction.ended_at.unwrap_or(interaction.started_at),
    }
}

/// In short: marks, acts, the pinned note, why this card, the last contact.
pub fn brief(visitor: &Visitor, card: &Card, contact: Option<&Contact>) -> Markup {
    let (locale, customer) = (&visitor.locale, &card.customer);
    let base = base(customer, contact);
    let (on, refresh) = follows(customer, contact);
    html! {
        section id="brief" class="brief" aria-label=(locale.t("brief")) data-on=(on) data-refresh=(refresh) {
            @if let Some(done) = &card.done { (actions::view::told(visitor, done)) }
            (restrictions::view::band(locale, card.restriction.as_ref()))
            (blocklist::view::band(visitor, &blocks(card, contact), &base))
            (actions::view::hidden(visitor, customer, &base))
            (promises::view::top(visitor, card, &base))
            (marks(locale, customer))
            (acts(visitor, card, contact))
            (pinned(locale, customer))
            ul class="lines" {
                @if let Some(contact) = contact {
                    (why(visitor, card, contact))
                    (shared::of_contact(visitor, customer, contact))
                }
                @if card.people > 0 {
                    li {
                        (icon("users"))
                        span {
                            a class="link" href={ "/customers?company_id=" (customer.id) } {
                                (locale.with("count-people", &[("n", card.people.into())]))
                            }
                        }
                    }
                }
                (merges::view::line(locale, customer))
                (duplicates::view::lines(visitor, card, &base))
                (requests::view::line(locale, card, &base))
                (last(locale, card, contact))
            }
        }
    }
}

/// The address of the card.
fn base(customer: &Customer, contact: Option<&Contact>) -> String {
    match contact {
        Some(contact) => format!("/interactions/{}", contact.interaction.id),
        None => format!("/customers/{}", customer.id),
    }
}

/// What of theirs is blocked, and what they contact us by now.
fn blocks(card: &Card, contact: Option<&Contact>) -> Vec<Block> {
    let here = contact.and_then(|contact| contact.block.clone());
    let other = here.filter(|here| !card.blocks.iter().any(|block| block.id == here.id));
    other.into_iter().chain(card.blocks.iter().cloned()).collect()
}

fn marks(locale: &Locale, customer: &Customer) -> Markup {
    let any = customer.vip || customer.owner.is_some() || customer.language.is_some();
    html! {
        @if any {
            ul class="marks" {
                @if customer.vip { li { (vip(locale)) } }
                @if let Some(owner) = &customer.owner {
                    li class="mark" {
                        (avatar(&owner.name, owner.id.0, "mini"))
                        span { span class="word" { (locale.t("owner")) " " } (owner.name) }
                    }
                }
                @if let Some(language) = &customer.language {
                    li class="mark" title=(language_name(locale, language)) {
                        (icon_of("icon small", "languages"))
                        span aria-hidden="true" { (language.to_uppercase()) }
                        span class="sr" { (language_name(locale, language)) }
                    }
                }
            }
        }
    }
}

pub fn vip(locale: &Locale) -> Markup {
    html! { span class="mark warning boxed" { (icon_of("icon small", "crown")) (locale.t("vip")) } }
}

/// Call, message, edit: only what works now. Filled only while nobody is on the line.
fn acts(visitor: &Visitor, card: &Card, contact: Option<&Contact>) -> Markup {
    let (locale, customer) = (&visitor.locale, &card.customer);
    let base = base(customer, contact);
    let idle = !contact.is_some_and(|contact| contact.interaction.is_live());
    let phones = reachable(locale, customer, IdentifierKind::Phone);
    let emails = reachable(locale, customer, IdentifierKind::Email);
    let many = contact.is_some_and(|contact| {
        contact.interaction.outcome == Outcome::Many || contact.found.candidates.len() > 1
    });
    html! {
        div class="acts" {
            (act(locale, "call", "phone", "c", idle, &phones))
            (act(locale, "message", "mail", "s", false, &emails))
            @let open = card.restriction.is_none();
            @if card.writes_notes && open {
                a class="button" href={ (base) "?tab=notes&write=true" } data-key="n" { (icon("sticky-note")) (locale.t("note-one")) }
            }
            (promises::view::act(visitor, card, contact, &base))
            @if card.edits && open {
                // Whoever edits while somebody is on the line comes back to the line.
            a class="button" href={ "/customers/" (customer.id) "/edit" @if let Some(contact) = contact { "?interaction_id=" (contact.interaction.id) } } data-key="e" { (icon("pencil")) (locale.t("edit")) }
            }
            @if let (Some(contact), true) = (contact, many) {
                a class="button" href={ "/interactions/" (contact.interaction.id) "/matches" } data-key="b" {
                    (icon("arrow-left")) (locale.t("back-to-matches"))
                }
            }
        }
    }
}

/// Ways that are theirs and work; those by which they do not want to be reached come last and say so.
fn reachable<'c>(
    locale: &Locale,
    customer: &'c Customer,
    kind: IdentifierKind,
) -> Vec<&'c CustomerIdentifier> {
    let today = locale.today();
    let works = |one: &&CustomerIdentifier| !one.flags.invalid && one.flags.is_theirs(today);
    let mut ways: Vec<_> = customer.of_kind(kind).filter(works).collect();
    ways.sort_by_key(|one| one.flags.do_not_contact);
    ways
}

/// One way to reach somebody: a link, or a menu where there are several.
fn act(
    locale: &Locale,
    word: &str,
    sign: &str,
    key: &str,
    solid: bool,
    ways: &[&CustomerIdentifier],
) -> Markup {
    let class = if solid { "button solid" } else { "button" };
    html! {
        @match ways {
            [] => {}
            // Whom one should not contact there is told before, not after.
            [one] if !one.flags.do_not_contact => a class=(class) href=(address(one)) data-native data-key=(key) { (icon(sign)) (locale.t(word)) },
            several => details class="menu" {
                summary class=(class) data-key=(key) { (icon(sign)) (locale.t(word)) (icon_of("icon small", "chevron-down")) }
                div class="menu-list" {
                    @for one in several {
                        a href=(address(one)) data-native {
                            (icon(sign))
                            span {
                                span class="figures" { (locale.identifier(&one.identifier)) }
                                @if let Some(label) = &one.label { " " small class="quiet" { (reasons::label(locale, label)) } }
                                (super::details::flags(locale, &one.flags))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What may stand in a `mailto:` as it is.
const ADDRESS: AsciiSet = NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_').remove(b'+');

/// `tel:` (RFC 3966) and `mailto:` (RFC 6068); the values are normalised, so that nothing else can be in them.
fn address(one: &CustomerIdentifier) -> String {
    match one.identifier.kind {
        IdentifierKind::Phone => format!("tel:{}", one.identifier.to_text()),
        _ => {
            format!("mailto:{}", utf8_percent_encode(&one.identifier.value, &ADDRESS))
        }
    }
}

pub fn pinned(locale: &Locale, customer: &Customer) -> Markup {
    html! {
        @if let Some(note) = customer.pinned_note(locale.now) {
            aside class="pinned" aria-label=(locale.t("pinned-note")) {
                (icon("pin"))
                div {
                    @for paragraph in note.text.lines().filter(|line| !line.trim().is_empty()) { p { (super::text::linked(paragraph)) } }
                    footer { (note.by) ", " (when(locale, note.at)) }
                }
            }
        }
    }
}

/// Why it is this card, how sure that is, and the question whether it is them.
fn why(visitor: &Visitor, card: &Card, contact: &Contact) -> Markup {
    let (locale, customer) = (&visitor.locale, &card.customer);
    let candidate = contact.found.candidates.iter().find(|candidate| candidate.id == customer.id);
    html! {
        li class="matched" {
            @match candidate.and_then(|candidate| Some((candidate, candidate.reasons.first()?))) {
                Some((candidate, reason)) => {
                    @if candidate.confidence == Confidence::Known { (icon_of("icon ok", "badge-check")) }
                    @else { (icon_of("icon part", "circle-dashed")) }
                    span {
                        @let matched = matched_by(locale, reason);
                        @match confirmations::view::said(locale, candidate) {
                            Some(said) => (locale.with("matched-and-said", &[("matched", (&matched).into()), ("said", (&said).into())])),
                            None => (matched),
                        }
                    }
                }
                None => { (icon("user-check")) span { (locale.t("matched-by-hand")) } }
            }
            @if card.restriction.is_none() { (confirmations::view::asked(visitor, customer, contact)) }
        }
    }
}

/// The first reason as a sentence of the card: "Matched by phone number (mobile)".
fn matched_by(locale: &Locale, reason: &Reason) -> String {
    match reason {
        Reason::Primary { kind, label } | Reason::OnCard { kind, label } => match label {
            Some(label) => locale.with(
                &format!("matched-{kind}-labelled"),
                &[("label", Arg::Text(&reasons::label(locale, label)))],
            ),
            None => locale.t(&format!("matched-{kind}")),
        },
        Reason::SameExtension { extension } => {
            locale.with("matched-extension", &[("extension", extension.into())])
        }
        Reason::OtherExtension { .. } => locale.t("matched-switchboard"),
        _ => reasons::text(locale, reason),
    }
}

/// The newest contact that is over, apart from the one at hand.
fn last(locale: &Locale, card: &Card, contact: Option<&Contact>) -> Markup {
    let here = contact.map(|contact| contact.interaction.id);
    let entry = card.history.iter().find(|entry| !entry.is_live() && Some(entry.id) != here);
    html! {
        li {
            (icon("history"))
            @match entry {
                Some(entry) => span { (last_contact(locale, entry)) },
                None => span { (locale.t("first-contact")) }
            }
        }
    }
}

/// "Last contact yesterday, chat with Anna".
pub fn last_contact(locale: &Locale, entry: &Entry) -> String {
    let last = LastContact {
        channel: entry.channel,
        direction: entry.direction,
        agent: entry.agent.clone(),
        at: entry.at,
    };
    locale.with("last-contact-line", &[("contact", Arg::Text(&reasons::last_contact(locale, &last)))])
}
