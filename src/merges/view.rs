//! Markup of the workbench and of the merges of a card.

use linkage::Comparison;
use maud::{Markup, html};
use serde_json::Value;

use super::Merge;
use super::bench::{Bench, Row, Side};
use super::face::FIELD;
use super::pages::BenchQuery;
use crate::actions::{self, Done};
use crate::avatars::view::face;
use crate::card::store::Hit;
use crate::changes::said;
use crate::customers::Customer;
use crate::duplicates::Suggestion;
use crate::duplicates::pairs::Standing;
use crate::duplicates::view::{IN_FULL, reasons, sure};
use crate::http::Visitor;
use crate::http::fields::{Faults, Fields};
use crate::http::layout::{self, csrf, icon, icon_of, key, when};
use crate::id::{CustomerId, InteractionId, PairId};
use crate::language::Locale;

/// The title of the workbench.
pub fn title(bench: &Bench) -> &'static str {
    match bench.sides.len() {
        0..=2 => "merge-two",
        _ => "merge-several",
    }
}

/// The workbench: who is compared, the members, and the foot with what is done.
pub fn bench(
    visitor: &Visitor,
    bench: &Bench,
    around: &Around,
    hits: &[Hit],
    query: &BenchQuery,
    faults: &Faults,
) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let Some(kept) = bench.sides.first() else { return Markup::default() };
    let ready = bench.sides.len() > 1;
    let after = around.standing.as_ref().map(afterwards).or_else(|| query.back().map(str::to_owned));
    let own = format!("/customers/{}", kept.customer.id);
    html! {
        main id="main" class="bench" aria-labelledby="h-merge" data-page="merge" {
            header class="bench-head" {
                (icon("git-merge"))
                h1 id="h-merge" { (locale.t(title(bench))) }
                @match &around.standing {
                    Some(standing) => (in_queue(locale, standing)),
                    None => div class="end" { a class="button bare" href=(after.as_deref().unwrap_or(&own)) { (locale.t("form-cancel")) } },
                }
            }
            @if let Some(done) = &around.done { (actions::view::told(visitor, done)) }
            div class="bench-find" {
                (fields.rest())
                (find(locale, bench, hits, query))
                @if let Suggested::Why(comparison) = &around.suggested { (why(visitor, bench, comparison, &after)) }
            }
            @if ready {
                form id="merge" class="scroll" method="post" action="/merges" tabindex="0" role="region" aria-label=(locale.t("merge-members")) {
                    (csrf(visitor))
                    input type="hidden" name="keep" value=(kept.customer.id);
                    @for side in &bench.sides[1..] { input type="hidden" name="with" value=(side.customer.id); }
                    @if let Some(pair) = query.pair { input type="hidden" name="pair" value=(pair); }
                    @if let Some(at) = &after { input type="hidden" name="at" value=(at); }
                    (table(locale, bench))
                }
                footer class="bench-foot" {
                    p { (locale.t("merge-foot")) }
                    div class="end" {
                        a class="button" href=(swapped(bench, query)) { (icon("arrow-left-right")) (locale.t("merge-swap")) }
                        button class="button solid" form="merge" data-key="Ctrl+Enter" {
                            (locale.t("merge-do")) " " kbd { (key(locale, "Ctrl")) " ↵" }
                        }
                    }
                }
            } @else {
                div class="scroll" tabindex="0" role="region" aria-label=(locale.t("merge-suggested")) {
                    (others(locale, bench, &around.suggested, query))
                }
            }
        }
    }
}

/// What stands around the cards.
pub struct Around {
    pub suggested: Suggested,
    /// Where they stand in the queue of duplicates, if one goes through it.
    pub standing: Option<Standing>,
    pub done: Option<Done>,
}

/// Where one goes from a pair of the queue that is settled.
fn afterwards(standing: &Standing) -> String {
    match standing.next.or(standing.previous) {
        Some(pair) => format!("/duplicates/{pair}"),
        None => "/duplicates".to_owned(),
    }
}

/// Which pair of the queue it is, and the way to the others.
fn in_queue(locale: &Locale, standing: &Standing) -> Markup {
    let step = |pair: Option<PairId>, key: &str, sign: &str, words: &str| {
        let words = locale.t(words);
        html! {
            @match pair {
                Some(pair) => a class="icon-button" href={ "/duplicates/" (pair) } data-key=(key) aria-label=(words) title={ (words) " (" (key) ")" } { (icon(sign)) },
                None => button class="icon-button" type="button" disabled aria-label=(words) { (icon(sign)) },
            }
        }
    };
    let number = [("n", standing.number.into()), ("of", standing.of.into())];
    html! {
        span class="quiet figures" { (locale.with("duplicates-standing", &number)) }
        div class="end" {
            (step(standing.previous, "k", "chevron-left", "duplicates-previous"))
            (step(standing.next, "j", "chevron-right", "duplicates-next"))
            a class="button bare" href="/duplicates" { (locale.t("duplicates-title")) }
        }
    }
}

/// What the engine says of the cards that are compared.
pub enum Suggested {
    /// Of one card: who may be the same.
    Others(Vec<Suggestion>),
    /// Of two: how they compare.
    Why(Comparison),
    Nothing,
}

/// Why two cards may be one, and the way to say that they are not.
fn why(visitor: &Visitor, bench: &Bench, comparison: &Comparison, after: &Option<String>) -> Markup {
    let locale = &visitor.locale;
    let [one, other, ..] = bench.sides.as_slice() else { return Markup::default() };
    html! {
        div class="bench-why" {
            ul class="reasons" aria-label=(locale.t("merge-why")) {
                li class="sum" { (locale.t(sure(comparison.tier))) }
                (reasons(locale, &comparison.reasons, IN_FULL))
            }
            form method="post" action={ "/customers/" (one.customer.id) "/rejections" } {
                (csrf(visitor))
                input type="hidden" name="other_id" value=(other.customer.id);
                @if let Some(at) = after { input type="hidden" name="at" value=(at); }
                button class="button bare" { (locale.t("merge-reject")) }
            }
        }
    }
}

/// Who may be the same as the only card, each with why, as a link that lays it beside.
fn others(locale: &Locale, bench: &Bench, suggested: &Suggested, query: &BenchQuery) -> Markup {
    let Some(kept) = bench.sides.first() else { return Markup::default() };
    let found = match suggested {
        Suggested::Others(found) => found.as_slice(),
        _ => &[],
    };
    html! {
        @if found.is_empty() {
            p class="empty" { (locale.with("merge-alone", &[("name", (&kept.customer.name).into())])) }
        } @else {
            h2 class="bench-title" { (locale.t("merge-suggested")) }
            ul class="bench-hits is-why" {
                @for one in found {
                    li {
                        a href=(query.showing(kept.customer.id, &[one.customer.id]).address()) {
                            (face(one.customer.id, one.customer.kind, &one.customer.name, one.customer.avatar, ""))
                            span {
                                b { (one.customer.name) }
                                small class="quiet" { (locale.t(sure(one.comparison.tier))) }
                            }
                            (icon_of("icon small", "chevron-right"))
                        }
                        ul class="reasons" { (reasons(locale, &one.comparison.reasons, IN_FULL)) }
                    }
                }
            }
        }
    }
}

/// The same cards, of which another is kept.
fn swapped(bench: &Bench, query: &BenchQuery) -> String {
    let ids: Vec<CustomerId> = bench.sides.iter().map(|side| side.customer.id).collect();
    match ids.as_slice() {
        [kept, next, others @ ..] => {
            query.showing(*next, &others.iter().copied().chain([*kept]).collect::<Vec<_>>()).address()
        }
        _ => String::new(),
    }
}

/// Where another card is looked for: while one types with scripts, else by a button.
fn find(locale: &Locale, bench: &Bench, hits: &[Hit], query: &BenchQuery) -> Markup {
    html! {
        form class="bench-look" method="get" action="/merges/new" role="search" {
            @for (place, side) in bench.sides.iter().enumerate() {
                input type="hidden" name=(if place == 0 { "keep" } else { "with" }) value=(side.customer.id);
            }
            @if let Some(at) = query.back() { input type="hidden" name="at" value=(at); }
            label class="find" {
                (icon("search"))
                span class="sr" { (locale.t("merge-find")) }
                input class="input" type="search" name="q" value=(query.q) placeholder=(locale.t("merge-find")) autocomplete="off" maxlength="200"
                    autofocus[bench.sides.len() == 1]
                    hx-get="/merges/new" hx-trigger="input changed delay:150ms" hx-target="#bench-hits" hx-swap="outerHTML" hx-include="closest form";
            }
            button class="button" { (locale.t("search")) }
        }
        (self::hits(locale, bench, hits, query))
    }
}

/// Who was found, each a link that lays their card beside the others.
pub fn hits(locale: &Locale, bench: &Bench, hits: &[Hit], query: &BenchQuery) -> Markup {
    let ids: Vec<CustomerId> = bench.sides.iter().map(|side| side.customer.id).collect();
    let address = |hit: &Hit| match ids.as_slice() {
        [keep, with @ ..] => {
            query.showing(*keep, &with.iter().copied().chain([hit.id]).collect::<Vec<_>>()).address()
        }
        [] => String::new(),
    };
    html! {
        div id="bench-hits" role="status" {
            @if hits.is_empty() {
                @if !query.q.trim().is_empty() { p class="quiet" { (locale.t("attach-none")) } }
            } @else {
                ul class="bench-hits" aria-label=(locale.t("results")) {
                    @for hit in hits {
                        @let number = hit.identifier.as_ref().map(|identifier| locale.identifier(identifier));
                        @let about = [hit.company.clone(), hit.city.clone(), number].into_iter().flatten().collect::<Vec<_>>().join(", ");
                        li {
                            a href=(address(hit)) {
                                (face(hit.id, hit.kind, &hit.name, hit.avatar, ""))
                                span { b { (hit.name) } @if !about.is_empty() { small class="quiet" { (about) } } }
                                (icon_of("icon small", "plus"))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn table(locale: &Locale, bench: &Bench) -> Markup {
    let contacts: i64 = bench.sides.iter().map(|side| side.contacts).sum();
    let width = bench.sides.len() + 2;
    let part = |key: &str, more: &str| {
        html! {
            tr class="part" {
                th scope="rowgroup" colspan=(width) { (locale.t(key)) @if !more.is_empty() { " " span { (locale.t(more)) } } }
            }
        }
    };
    html! {
        table class={ "compare" @if bench.sides.len() > 2 { " is-many" } } {
            colgroup { col class="label"; col; col class="mid"; @for _ in &bench.sides[1..] { col; } }
            thead {
                tr {
                    th scope="col" { span class="sr" { (locale.t("merge-member")) } }
                    @for (place, side) in bench.sides.iter().enumerate() {
                        th scope="col" { (person(locale, side, if place == 0 { "merge-kept" } else { "merge-joins" })) }
                        @if place == 0 {
                            th scope="col" class="result-head" {
                                div class="person-mini" {
                                    (icon("id-card"))
                                    div { b { (locale.t("merge-result")) } br; small { (locale.with("merge-result-of", &[("n", contacts.into())])) } }
                                }
                            }
                        }
                    }
                }
            }
            @if !bench.differing.is_empty() {
                tbody { (part("merge-differ", "merge-differ-how")) @for row in &bench.differing { (differing(locale, bench, row)) } }
            }
            tbody {
                (part("merge-joined", "merge-joined-how"))
                @for row in &bench.joined { (plain(locale, bench, row)) }
                (counts(locale, "notes", &bench.sides.iter().map(|side| side.notes).collect::<Vec<_>>()))
                (counts(locale, "merge-contacts", &bench.sides.iter().map(|side| Some(side.contacts)).collect::<Vec<_>>()))
            }
            @if !bench.same.is_empty() {
                tbody { (part("merge-same", "")) @for row in &bench.same { (plain(locale, bench, row)) } }
            }
        }
    }
}

fn person(locale: &Locale, side: &Side, what: &str) -> Markup {
    let customer = &side.customer;
    html! {
        div class="person-mini" {
            (face(customer.id, customer.kind, &customer.name, customer.avatar, "mid"))
            div { a class="link" href={ "/customers/" (customer.id) } { b { (customer.name) } } br; small { (locale.t(what)) } }
        }
    }
}

/// What a member is called.
pub(super) fn label(locale: &Locale, bench: &Bench, row: &Row) -> String {
    match row.member.strip_prefix(FIELD) {
        Some(key) => bench.definitions.find(key).map_or_else(|| key.to_owned(), |field| field.name.clone()),
        None => locale.t(&format!("member-{}", row.member)),
    }
}

/// The values of a member in words, one an item.
pub(super) fn words(locale: &Locale, bench: &Bench, row: &Row, value: &Value) -> Vec<String> {
    let one = |value: &Value| match row.member.strip_prefix(FIELD) {
        Some(key) => said::field(locale, &bench.definitions, key, value),
        None if row.member == "owner" => owner(bench, value),
        None => said::value(locale, &bench.definitions, &bench.named, &row.member, value),
    };
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) if !row.member.starts_with(FIELD) => {
            items.iter().map(|item| one(&Value::Array(vec![item.clone()]))).collect()
        }
        value => vec![one(value)],
    }
}

/// The name of an account manager, whom a face names by id.
fn owner(bench: &Bench, value: &Value) -> String {
    let owners = bench.sides.iter().filter_map(|side| side.customer.owner.as_ref());
    let found = owners.into_iter().find(|owner| value.as_str() == Some(owner.id.to_string().as_str()));
    found.map(|owner| owner.name.clone()).unwrap_or_default()
}

pub(super) fn list(items: &[String]) -> Markup {
    html! {
        @match items {
            [] => {},
            [one] => (one),
            items => ul class="list" { @for item in items { li { (item) } } },
        }
    }
}

/// A row of which one side is chosen.
fn differing(locale: &Locale, bench: &Bench, row: &Row) -> Markup {
    let name = format!("choices.{}", row.member);
    let label = label(locale, bench, row);
    let cell = |side: &Side, value: &Value| {
        let words = words(locale, bench, row, value);
        html! {
            td {
                label class="choice" {
                    input type="radio" name=(name) value=(side.customer.id) checked[row.chosen == Some(side.customer.id)]
                        aria-label=(format!("{label}, {}: {}", side.customer.name, words.join("; ")));
                    span class="value" { @if words.is_empty() { span class="quiet" { (locale.t("merge-nothing")) } } @else { (list(&words)) } }
                }
            }
        }
    };
    html! {
        tr {
            th scope="row" { (label) }
            @for (place, (side, value)) in bench.sides.iter().zip(&row.cells).enumerate() {
                (cell(side, value))
                @if place == 0 { td class="result" data-result=(name) { (list(&words(locale, bench, row, &row.result))) } }
            }
        }
    }
}

/// A row without a choice.
fn plain(locale: &Locale, bench: &Bench, row: &Row) -> Markup {
    html! {
        tr {
            th scope="row" { (label(locale, bench, row)) }
            @for (place, value) in row.cells.iter().enumerate() {
                td class="plain" { (list(&words(locale, bench, row, value))) }
                @if place == 0 { td class="result" { (list(&words(locale, bench, row, &row.result))) } }
            }
        }
    }
}

/// How many there are on each card, and together.
fn counts(locale: &Locale, label: &str, each: &[Option<i64>]) -> Markup {
    let Some(all) = each.iter().copied().sum::<Option<i64>>().filter(|all| *all > 0) else {
        return Markup::default();
    };
    html! {
        tr {
            th scope="row" { (locale.t(label)) }
            @for (place, count) in each.iter().enumerate() {
                td class="plain figures" { (count.unwrap_or_default()) }
                @if place == 0 { td class="result figures" { (all) } }
            }
        }
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// That a card is of several customers, with the way to what was merged.
pub fn line(locale: &Locale, customer: &Customer) -> Markup {
    html! {
        @if !customer.merged.is_empty() {
            li {
                (icon("git-merge"))
                span {
                    a class="link" href={ "/customers/" (customer.id) "/merges" } {
                        (locale.with("merges-of", &[("n", number(customer.merged.len() + 1).into())]))
                    }
                }
            }
        }
    }
}

/// A merge as it is listed.
pub struct Shown {
    pub merge: Merge,
    pub names: Vec<String>,
    pub undecided: Vec<InteractionId>,
}

/// The merges of a card that stand.
pub fn list_page(visitor: &Visitor, customer: &Customer, merges: &[Shown]) -> Markup {
    let (locale, title) = (&visitor.locale, visitor.locale.t("merges-title"));
    let may = visitor.may(crate::teams::features::Feature::ActionsMerge);
    let body = html! {
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { a class="link" href={ "/customers/" (customer.id) } { (customer.name) } }
            @if merges.is_empty() { p class="empty" { (locale.t("merges-none")) } }
            ul class="merges" {
                @for one in merges {
                    li {
                        (icon("git-merge"))
                        div {
                            p { b { (one.names.join(", ")) } }
                            p class="quiet" { (locale.with("merged-by", &[("name", (&one.merge.by).into())])) " " (when(locale, one.merge.at)) }
                            @if !one.undecided.is_empty() {
                                p { (locale.with("merge-undecided", &[("n", number(one.undecided.len()).into())])) }
                                ul class="list" {
                                    @for (place, contact) in one.undecided.iter().take(10).enumerate() {
                                        li { a class="link" href={ "/interactions/" (contact) } { (locale.with("merge-undecided-one", &[("n", number(place + 1).into())])) } }
                                    }
                                }
                            }
                        }
                        @if may {
                            form method="post" action={ "/merges/" (one.merge.id) "/undoing" } {
                                (csrf(visitor))
                                button class="button" aria-label=(locale.with("merge-undo-of", &[("name", (&one.names.join(", ")).into())])) { (icon("undo-2")) (locale.t("merge-undo")) }
                            }
                        }
                    }
                }
            }
        }
    };
    layout::main("merges", &title, html! {}, body)
}
