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
/// Reasons for and against where there is little room, and where there is more.
pub const IN_SHORT: usize = 3;
pub const IN_FULL: usize = 8;

/// What was seen, and how many have it where that is worth saying: of a name it is not.
pub fn said(locale: &Locale, reason: &Reason) -> String {
    shared(locale, locale.t(&key(reason.code)), if is_name(reason.code) { 0 } else { reason.shared_by })
}

fn shared(locale: &Locale, what: String, by: u32) -> String {
    if by < 3 {
        return what;
    }
    locale.with("duplicate-shared", &[("what", (&what).into()), ("n", Arg::from(i64::from(by)))])
}

fn is_name(code: ReasonCode) -> bool {
    matches!(code, ReasonCode::GivenNameEqual | ReasonCode::FamilyNameEqual)
}

/// What is said in one: parts that people do not tell apart.
const TOGETHER: [(&str, &[ReasonCode]); 3] = [
    ("duplicate-name-equal", &[ReasonCode::GivenNameEqual, ReasonCode::FamilyNameEqual]),
    (
        "duplicate-address-equal",
        &[ReasonCode::StreetEqual, ReasonCode::HouseNumberEqual, ReasonCode::PlaceEqual],
    ),
    (
        "duplicate-address-equal",
        &[ReasonCode::StreetEqual, ReasonCode::HouseNumberEqual, ReasonCode::CityEqual],
    ),
];

/// Something that speaks for it or against it, as people say it.
struct Told {
    text: String,
    weight: f32,
}

/// What speaks for it, the strongest first, then what speaks against it; at most so many of each.
fn told(locale: &Locale, reasons: &[Reason], most: usize) -> Vec<Told> {
    let mut left: Vec<&Reason> = reasons.iter().collect();
    let mut told = Vec::new();
    for (words, codes) in TOGETHER {
        let of = |left: &[&Reason], code| left.iter().position(|reason| reason.code == code);
        if !codes.iter().all(|code| of(&left, *code).is_some()) {
            continue;
        }
        let parts: Vec<&Reason> =
            codes.iter().filter_map(|code| of(&left, *code).map(|at| left.remove(at))).collect();
        let by = if is_name(codes[0]) { 0 } else { parts[0].shared_by };
        let weight = parts.iter().map(|part| part.weight).sum();
        told.push(Told { text: shared(locale, locale.t(words), by), weight });
    }
    told.extend(left.iter().map(|reason| Told { text: said(locale, reason), weight: reason.weight }));
    let (mut for_it, mut against): (Vec<Told>, Vec<Told>) =
        told.into_iter().filter(|one| one.weight.abs() >= LEAST).partition(|one| one.weight > 0.0);
    for part in [&mut for_it, &mut against] {
        part.sort_by(|one, other| other.weight.abs().total_cmp(&one.weight.abs()));
        part.truncate(most);
    }
    for_it.into_iter().chain(against).collect()
}

/// What weighs less, in bits, is no reason.
const LEAST: f32 = 0.5;

/// The strongest things that speak for it, in words.
pub fn in_short(locale: &Locale, reasons: &[Reason]) -> String {
    let for_it = told(locale, reasons, IN_SHORT).into_iter().filter(|one| one.weight > 0.0);
    for_it.map(|one| one.text).collect::<Vec<_>>().join(", ")
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
pub fn reasons(locale: &Locale, reasons: &[Reason], most: usize) -> Markup {
    html! {
        @for one in told(locale, reasons, most) {
            li title=(locale.with("duplicate-weight", &[("bits", Arg::Text(&bits(locale, one.weight)))])) {
                @if one.weight < 0.0 { (icon_of("icon small against", "triangle-alert")) }
                @else if one.weight < 5.0 { (icon_of("icon small part", "circle-dashed")) }
                @else { (icon_of("icon small", "check")) }
                (one.text)
            }
        }
    }
}

/// The weight of a reason: "+12.1".
fn bits(locale: &Locale, weight: f32) -> String {
    let sign = if weight < 0.0 { "−" } else { "+" };
    format!("{sign}{}", locale.decimal(&format!("{:.1}", weight.abs())))
}

/// Who may be the same, with why: to be laid beside each other, or kept apart. `at`: the page that it stands on.
pub fn lines(visitor: &Visitor, card: &Card, at: &str) -> Markup {
    html! {
        @if !card.customer.restricted {
            @for one in card.alike.iter().take(SHOWN) { (line(visitor, card, one, at)) }
            @if card.alike.len() > SHOWN {
                li {
                    (icon("git-compare"))
                    a class="link" href=(BenchQuery::of(card.customer.id, &[]).then(at).address()) { (visitor.locale.t("duplicates-more")) }
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
                ul class="reasons" aria-label=(locale.t("merge-why")) { (reasons(locale, &one.comparison.reasons, IN_SHORT)) }
                div class="do" {
                    a class="button small" href=(BenchQuery::of(customer.id, &[one.id]).then(at).address()) aria-label=(locale.with("duplicates-compare-what", &both)) {
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
    fn what_belongs_together_is_said_in_one() {
        let reason = |code, weight, shared_by| Reason { code, weight, shared_by };
        let all = [
            reason(ReasonCode::PhoneEqual, 12.5, 4),
            reason(ReasonCode::Household, -11.0, 0),
            reason(ReasonCode::FamilyNameEqual, 7.0, 40),
            reason(ReasonCode::GivenNameEqual, 6.0, 90),
            reason(ReasonCode::StreetEqual, 5.0, 4),
            reason(ReasonCode::HouseNumberEqual, 3.0, 20),
            reason(ReasonCode::PlaceEqual, 4.0, 9),
            reason(ReasonCode::EmailDiffers, -0.2, 0),
        ];
        let locale = Locale {
            language: Language::English,
            zone: jiff::tz::TimeZone::UTC,
            home: crate::config::Config::default_country(),
            now: crate::clock::Time::from_micros(0),
        };
        let told = |most| told(&locale, &all, most).into_iter().map(|one| one.text).collect::<Vec<_>>();
        let whole =
            ["Same name", "Same phone number, used by 4", "Same address, used by 4", "Shared by a household"];
        assert_eq!(told(IN_FULL), whole);
        assert_eq!(told(1), ["Same name", "Shared by a household"]);
        assert_eq!(in_short(&locale, &all), whole[..3].join(", "));
    }

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
