//! Several customers have this identifier: the list that one picks from. Nothing is attached before.

use linkage::Tier;
use maud::{Markup, html};

use super::details;
use super::finding::{Asked, above, earlier, head};
use crate::avatars::view::face;
use crate::card::{Found, reasons};
use crate::customers::Kind;
use crate::http::Visitor;
use crate::http::layout::{csrf, icon, icon_of, key, when};
use crate::id::CustomerId;
use crate::identifiers::Flags;
use crate::identifiers::matching::{Candidate, Confidence, Reason};
use crate::language::Locale;
use crate::merges::pages::BenchQuery;
use crate::teams::features::Feature;
use crate::transfers;

/// The page; `current` is the customer who was picked before, if one comes back.
pub fn main(visitor: &Visitor, asked: &Asked<'_>, found: &Found, current: Option<CustomerId>) -> Markup {
    let locale = &visitor.locale;
    let candidates = &found.matched.candidates;
    let marked = current.and_then(|id| candidates.iter().position(|one| one.id == id)).unwrap_or(0);
    let count = i64::try_from(candidates.len()).unwrap_or(0);
    let may_merge = visitor.may(Feature::ActionsMerge);
    let at = asked
        .interaction
        .map_or_else(|| asked.base.to_owned(), |one| format!("/interactions/{}/matches", one.id));
    html! {
        main id="main" class="finding" aria-label=(locale.t("matches")) data-page="many"
            data-interaction=[asked.interaction.map(|one| one.id)] data-state=[asked.interaction.map(|one| transfers::view::state(visitor, one))] {
            div {
                header class="caller" { (head(locale, asked, false)) }
                (above(visitor, asked, found))
                div class="sift" {
                    label class="find" {
                        (icon("search"))
                        span class="sr" { (locale.t("matches-filter")) }
                        input class="input" id="matches-filter" type="search" data-filter="#candidates" data-key="f"
                            aria-controls="candidates" autocomplete="off"
                            placeholder=(locale.with("matches-filter-hint", &[("n", count.into())]));
                    }
                    @if asked.interaction.is_some() && current.is_none() { p { (locale.t("matches-not-attached")) } }
                    @if let (true, Some((one, other, tier))) = (may_merge, found.alike) {
                        p class="alike" {
                            (locale.t(if tier == Tier::Certain { "matches-alike-certain" } else { "matches-alike-likely" })) " "
                            a class="link" href=(BenchQuery::of(one, &[other]).then(&at).address()) { (locale.t("duplicates-compare")) }
                        }
                    }
                    @if let (Some(one), Some(id)) = (asked.interaction, current) {
                        p { a class="link" href={ "/interactions/" (one.id) } data-key="Esc" { (locale.with("matches-chosen", &[("name", (&name_of(candidates, id)).into())])) } }
                    }
                }
            }
            div class="results scroll" tabindex="0" role="region" aria-label=(locale.t("results")) {
                ul id="candidates" class="candidates" role="listbox" tabindex="0" autofocus aria-label=(locale.t("matches"))
                    aria-activedescendant=[candidates.get(marked).map(|one| format!("match-{}", one.id))] {
                    @for (place, one) in candidates.iter().enumerate() { (option(locale, one, place, place == marked, may_merge)) }
                }
                p class="none" data-filter-none="#candidates" hidden { (locale.t("matches-filter-none")) }
                div class="picks" { @for one in candidates { (pick(visitor, asked, one)) } }
                (earlier(locale, found, "earlier"))
            }
            footer class="finding-foot" {
                a class="button" href={ (asked.link(&[("way", "create")])) "#given-name" } data-key="n" {
                    (icon("user-plus")) (locale.t("matches-none")) " " kbd { "n" }
                }
                @if let Some(one) = asked.interaction {
                    form method="post" action={ "/interactions/" (one.id) "/anonymity" } {
                        (csrf(visitor))
                        button class="button bare" { (icon("user-x")) (locale.t("leave-anonymous")) }
                    }
                }
                @if may_merge { (same(locale, &at)) }
            }
        }
    }
}

/// The pane beside the list; scripts fill it with the marked customer.
pub fn glimpse(locale: &Locale, preview: Option<Markup>) -> Markup {
    html! { aside id="glimpse" class="glimpse" aria-label=(locale.t("matches-glimpse")) { @if let Some(preview) = preview { (preview) } } }
}

fn name_of(candidates: &[Candidate], id: CustomerId) -> String {
    candidates.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default()
}

/// Marked ones are laid beside each other on the workbench: the first is the card that is kept, unless one says otherwise
/// there. Afterwards one comes back to the list, at `at`, to go on with the one that they are.
fn same(locale: &Locale, at: &str) -> Markup {
    html! {
        form class="same" id="same" action="/merges/new" {
            input type="hidden" name="at" value=(at);
            button class="button bare" type="button" data-key="x" data-check="#candidates" { (locale.t("matches-same")) " " kbd { "x" } }
            button class="button" data-key="M" data-checked hidden { (icon("git-merge")) (locale.t("matches-same-compare")) " " kbd { (key(locale, "Shift")) " M" } }
        }
    }
}

fn option(locale: &Locale, one: &Candidate, place: usize, marked: bool, may_merge: bool) -> Markup {
    let line = [one.company.as_ref().map(|company| company.name.clone()), one.city.clone()];
    let line = line.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let digit = (place < 9).then(|| (place + 1).to_string());
    let sure = one.confidence == Confidence::Known;
    html! {
        li class={ "candidate" @if marked { " is-focus" } } id={ "match-" (one.id) } role="option" aria-selected=(marked) aria-checked=[may_merge.then_some("false")]
            data-item data-check-value=(one.id) data-key=[digit.as_deref()] data-text={ (one.name) " " (line) }
            data-form={ "#pick-" (one.id) }
            data-preview={ "/customers/" (one.id) "/preview" } {
            span class="tick" data-check-one[may_merge] { @if let Some(digit) = &digit { kbd { (digit) } } (icon_of("icon small", "check")) }
            (face(one.id, one.kind, &one.name, one.avatar, "mid"))
            div {
                p class="name" {
                    span { (one.name) }
                    @if one.vip { (super::person::vip(locale)) }
                    @if one.kind == Kind::Company { span class="mark" { (locale.t("kind-company")) } }
                }
                @if !line.is_empty() { p class="cut" { (line) } }
                @if one.flags.do_not_contact { (details::flags(locale, &Flags { do_not_contact: true, ..Flags::default() })) }
            }
            ul class="why" {
                @for reason in &one.reasons {
                    li {
                        @if matches!(reason, Reason::Denied { .. } | Reason::Invalid { .. }) { (icon_of("icon small not", "x")) }
                        @else if sure { (icon_of("icon small", "check")) } @else { (icon_of("icon small part", "circle-dashed")) }
                        span { (reasons::text(locale, reason)) }
                    }
                }
            }
            p class="last" {
                @if let Some(last) = &one.last_contact {
                    (when(locale, last.at))
                    small {
                        " " (reasons::channel_with(locale, last))
                    }
                }
            }
        }
    }
}

/// What an option stands for: without scripts it is a button of its own.
fn pick(visitor: &Visitor, asked: &Asked<'_>, one: &Candidate) -> Markup {
    html! {
        @match asked.interaction {
            Some(interaction) => form id={ "pick-" (one.id) } method="post" action={ "/interactions/" (interaction.id) "/customer" } {
                (csrf(visitor))
                input type="hidden" name="customer_id" value=(one.id);
                button class="button" { (one.name) }
            }
            None => form id={ "pick-" (one.id) } action={ "/customers/" (one.id) } { button class="button" { (one.name) } }
        }
    }
}
