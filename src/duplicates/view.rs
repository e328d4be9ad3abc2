//! Why two customers are taken for one, in words, and who may be the same as the customer of a card.

use linkage::{Reason, ReasonCode, Tier};
use maud::{Markup, html};

use super::pairs::Alike;
use crate::card::Card;
use crate::http::Visitor;
use crate::http::layout::{csrf, icon, icon_of};
use crate::language::{Arg, Locale};
use crate::merges::pages::BenchQuery;

/// Suggestions on a card; the workbench has all of them.
pub const SHOWN: usize = 2;

/// What was seen, and how many have it where both share it.
pub fn said(locale: &Locale, reason: &Reason) -> String {
    let what = locale.t(&key(reason.code));
    if reason.shared_by < 3 {
        return what;
    }
    locale
        .with("duplicate-shared", &[("what", (&what).into()), ("n", Arg::from(i64::from(reason.shared_by)))])
}

/// How sure it is, in words.
pub fn sure(tier: Option<Tier>) -> &'static str {
    match tier {
        Some(Tier::Certain) => "merge-certain",
        Some(Tier::Likely) => "merge-likely",
        None => "merge-unlikely",
    }
}

/// Reasons, each with a sign that says whether it speaks for it, and its weight for who points at it.
pub fn reasons(locale: &Locale, reasons: &[Reason]) -> Markup {
    html! {
        @for reason in reasons.iter().filter(|reason| reason.weight.abs() >= 0.5).take(8) {
            li title=(locale.with("duplicate-weight", &[("bits", Arg::Text(&bits(locale, reason)))])) {
                @if reason.weight < 0.0 { (icon_of("icon small against", "triangle-alert")) }
                @else if reason.weight < 5.0 { (icon_of("icon small part", "circle-dashed")) }
                @else { (icon_of("icon small", "check")) }
                (said(locale, reason))
            }
        }
    }
}

/// The weight of a reason: "+12.1".
fn bits(locale: &Locale, reason: &Reason) -> String {
    let sign = if reason.weight < 0.0 { "−" } else { "+" };
    format!("{sign}{}", locale.decimal(&format!("{:.1}", reason.weight.abs())))
}

/// Who may be the same, with why: to be laid beside each other, or kept apart. `at`: the page that it stands on.
pub fn lines(visitor: &Visitor, card: &Card, at: &str) -> Markup {
    html! {
        @if !card.customer.restricted {
            @for one in card.alike.iter().take(SHOWN) { (line(visitor, card, one, at)) }
            @if card.alike.len() > SHOWN {
                li {
                    (icon("git-compare"))
                    a class="link" href=(BenchQuery::address(card.customer.id, &[], None)) { (visitor.locale.t("duplicates-more")) }
                }
            }
        }
    }
}

/// How sure it is that somebody is the same as the one who is named next.
pub fn same_as(tier: Option<Tier>) -> &'static str {
    match tier {
        Some(Tier::Certain) => "duplicates-certainly",
        _ => "duplicates-perhaps",
    }
}

fn line(visitor: &Visitor, card: &Card, one: &Alike, at: &str) -> Markup {
    let (locale, customer) = (&visitor.locale, &card.customer);
    let sure = same_as(one.comparison.tier);
    let both = [("one", (&customer.name).into()), ("other", (&one.name).into())];
    html! {
        li class="alike" {
            (icon("git-compare"))
            div {
                span { (locale.t(sure)) " " a class="link" href={ "/customers/" (one.id) } { (one.name) } }
                ul class="reasons" aria-label=(locale.t("merge-why")) { (reasons(locale, &one.comparison.reasons)) }
                div class="do" {
                    a class="button small" href=(BenchQuery::address(customer.id, &[one.id], None)) aria-label=(locale.with("duplicates-compare-what", &both)) {
                        (locale.t("duplicates-compare"))
                    }
                    form method="post" action={ "/customers/" (customer.id) "/rejections" } {
                        (csrf(visitor))
                        input type="hidden" name="other_id" value=(one.id);
                        input type="hidden" name="at" value=(at);
                        button class="button bare small" aria-label=(locale.with("duplicates-reject-what", &both)) { (locale.t("merge-reject")) }
                    }
                }
            }
        }
    }
}

fn key(code: ReasonCode) -> String {
    format!("duplicate-{}", code.word().replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn every_reason_has_words_in_every_language() {
        for language in Language::ALL {
            for code in ReasonCode::ALL {
                let text = language.text(&key(*code), &[]);
                assert!(!text.is_empty() && !text.contains("duplicate-"), "{language:?} {code:?}: {text}");
            }
        }
    }
}
