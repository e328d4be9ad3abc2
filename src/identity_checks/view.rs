//! The identity check on the panel of a contact, and what is left of it in the history.

use maud::{Markup, html};

use super::{Answer, AnswerOutcome, Asked, CheckOutcome, IdentityCheck, Level, Method, OfContact};
use crate::card::Contact;
use crate::http::Visitor;
use crate::http::fields::{Faults, Fields};
use crate::http::layout::{csrf, icon, icon_of, when_clock};
use crate::interactions::Interaction;
use crate::language::Locale;
use crate::teams::features::Feature;

/// The section of the panel, for who may check.
pub fn of_contact(visitor: &Visitor, contact: &Contact) -> Markup {
    section(visitor, &contact.interaction, &contact.identity, None)
}

/// `answered`: a question was just asked, and what is wrong with the answer; the focus goes on from there.
pub fn section(
    visitor: &Visitor,
    one: &Interaction,
    identity: &OfContact,
    answered: Option<&Faults>,
) -> Markup {
    let locale = &visitor.locale;
    if !visitor.may(Feature::IdentityChecks) || (identity.checks.is_empty() && identity.asked.is_empty()) {
        return Markup::default();
    }
    let none = Faults::default();
    let fields = Fields::new(locale, answered.unwrap_or(&none));
    let is_open = answered.is_some() || identity.current().is_some_and(|check| check.completed_at.is_none());
    html! {
        section class="sheet identity" id="identity-check" aria-labelledby="h-identity" {
            div class="sheet-head" { h3 id="h-identity" { (locale.t("identity-check")) } (mark(locale, identity)) }
            @for check in identity.checks.iter().filter(|check| check.completed_at.is_some()) {
                p class="quiet identity-said" id={ "identity-" (check.id) } { (said(locale, check)) ", " (when_clock(locale, check.completed_at.unwrap_or(check.started_at))) }
            }
            @if one.is_live() && !identity.asked.is_empty() {
                @if identity.is_locked() {
                    p class="identity-locked" tabindex=[answered.map(|_| "-1")] autofocus[answered.is_some()] { (icon_of("icon small", "ban")) (locale.t("identity-locked")) }
                } @else {
                    details class="identity-ask" id={ "identity-ask-" (one.id) } open[is_open] {
                        summary class="button bare" data-key="i" { (icon("shield-check")) (locale.t("identity-ask")) " " kbd { "I" } }
                        (fields.rest())
                        (questions(visitor, one, identity, answered.is_some()))
                    }
                }
            }
        }
    }
}

/// What holds, in a word with its colour.
fn mark(locale: &Locale, identity: &OfContact) -> Markup {
    let Some(check) = identity.newest() else {
        return html! { span class="mark" role="status" { (locale.t("identity-unproven")) } };
    };
    let (class, sign) = match (check.outcome, check.level) {
        (CheckOutcome::Failed, _) => ("mark error", "circle-alert"),
        (_, Level::None) => ("mark", "shield-check"),
        _ => ("mark success", "shield-check"),
    };
    html! { span class=(class) role="status" { (icon_of("icon small", sign)) (outcome(locale, check)) } }
}

/// `Proven: basic`, `Not proven (2 wrong)`.
fn outcome(locale: &Locale, check: &IdentityCheck) -> String {
    let wrong = i64::try_from(check.count(AnswerOutcome::Wrong, Level::None)).unwrap_or(i64::MAX);
    match (check.outcome, check.level) {
        (CheckOutcome::Failed, _) if wrong > 0 => locale.with("identity-failed-by", &[("n", wrong.into())]),
        (CheckOutcome::Failed, _) => locale.t("identity-failed"),
        (CheckOutcome::Open, _) => locale.t("identity-open"),
        (CheckOutcome::Proven, level) => locale.t(&format!("identity-proven-{level}")),
    }
}

/// How it was, in one line: what holds, by which means, by whom.
fn said(locale: &Locale, check: &IdentityCheck) -> String {
    let of = |outcome| {
        let those = check.answers.iter().filter(move |answer| answer.outcome == outcome);
        those.map(|answer| answer.text.clone()).collect::<Vec<_>>().join("; ")
    };
    let mut parts = vec![outcome(locale, check)];
    if check.method != Method::Questions && check.method != Method::Other {
        parts.push(locale.t(&format!("identity-method-{}", check.method.as_str().replace('_', "-"))));
    }
    for (key, list) in
        [("identity-right", of(AnswerOutcome::Right)), ("identity-wrong", of(AnswerOutcome::Wrong))]
    {
        if !list.is_empty() {
            parts.push(locale.with(key, &[("list", (&list).into())]));
        }
    }
    parts.push(locale.with("identity-by", &[("name", (&check.by).into())]));
    parts.join(", ")
}

fn questions(visitor: &Visitor, one: &Interaction, identity: &OfContact, answered: bool) -> Markup {
    let current = identity.current();
    let answer_to = |asked: &Asked| {
        let answers = current.map_or(&[][..], |check| check.answers.as_slice());
        answers.iter().find(|answer| answer.question == Some(asked.question.id))
    };
    let may_be_asked = |asked: &&Asked| {
        let is_open = answer_to(asked).is_none_or(|answer| answer.outcome == AnswerOutcome::NotAsked);
        is_open && (asked.question.is_free() || !asked.known.is_empty())
    };
    // Whoever answers by keyboard goes on with the next, not with one that was passed over.
    let untouched = |asked: &&Asked| may_be_asked(asked) && answer_to(asked).is_none();
    let next = identity.asked.iter().find(untouched).or_else(|| identity.asked.iter().find(may_be_asked));
    let next = next.filter(|_| answered).map(|asked| asked.question.id);
    html! {
        ul class="identity-questions" {
            @for asked in &identity.asked {
                (question(visitor, one, current, asked, answer_to(asked), next == Some(asked.question.id)))
            }
        }
    }
}

fn question(
    visitor: &Visitor,
    one: &Interaction,
    current: Option<&IdentityCheck>,
    asked: &Asked,
    answer: Option<&Answer>,
    goes_on: bool,
) -> Markup {
    let (locale, id) = (&visitor.locale, asked.question.id);
    let label = format!("identity-q-{id}");
    let settled = answer.filter(|answer| answer.outcome != AnswerOutcome::NotAsked);
    let is_held = asked.question.is_free() || !asked.known.is_empty();
    let action = format!("/interactions/{}/identity_check", one.id);
    let button = |outcome: AnswerOutcome, sign: &str, focus: bool| {
        let words = locale.t(&format!("identity-mark-{}", outcome.as_str().replace('_', "-")));
        html! {
            button class="button small" name="outcome" value=(outcome) aria-describedby=(label) autofocus[focus] { (icon_of("icon small", sign)) (words) }
        }
    };
    html! {
        li id={ "identity-" (id) } {
            p class="identity-text" id=(label) {
                (asked.question.text)
                @if asked.question.level == Level::Strong { " " span class="quiet" { "(" (locale.t("identity-level-strong")) ")" } }
            }
            @if let Some(answer) = settled {
                p class={ "identity-outcome is-" (answer.outcome) } {
                    (icon_of("icon small", if answer.outcome == AnswerOutcome::Right { "check" } else { "x" }))
                    (locale.t(&format!("identity-mark-{}", answer.outcome)))
                }
            } @else if !is_held {
                p class="quiet" { (locale.t("identity-nothing-held")) }
            } @else {
                form method="post" action=(action) hx-post=(action) hx-target="#identity-check" hx-swap="outerHTML" autocomplete="off" {
                    (csrf(visitor))
                    input type="hidden" name="question" value=(id);
                    input type="hidden" name="check" value=(current.map(|check| check.id.to_string()).unwrap_or_default());
                    input type="hidden" name="version" value=(current.map_or(0, |check| check.version));
                    @if asked.by_server {
                        input class="input" name="answer" aria-labelledby=(label) autocomplete="off" spellcheck="false" maxlength="200" data-no-guard
                            placeholder=(locale.t("identity-answer")) autofocus[goes_on];
                        button class="button small" name="outcome" value="" aria-describedby=(label) { (icon_of("icon small", "check")) (locale.t("identity-compare")) }
                    } @else {
                        @if !asked.known.is_empty() { p class="figures identity-known" { (known(locale, asked)) } }
                        (button(AnswerOutcome::Right, "check", goes_on))
                        (button(AnswerOutcome::Wrong, "x", false))
                    }
                    @if answer.is_some() { span class="quiet" { (locale.t("identity-mark-not-asked")) } }
                    @else { (button(AnswerOutcome::NotAsked, "minus", false)) }
                }
            }
        }
    }
}

/// What is held, to be compared by the agent.
fn known(locale: &Locale, asked: &Asked) -> String {
    let one = |known: &String| match asked.question.source.as_str() {
        "birth_date" => known.parse().map_or_else(|_| known.clone(), |day| locale.civil_date(day)),
        "phone" => locale.phone(known),
        "national_id" => format!("… {known}"),
        _ => known.clone(),
    };
    asked.known.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The checks of a contact in the history.
pub fn inside(visitor: &Visitor, contact: &Contact) -> Markup {
    let locale = &visitor.locale;
    let completed = contact.identity.checks.iter().filter(|check| check.completed_at.is_some());
    html! {
        @if visitor.may(Feature::IdentityChecks) {
            @for check in completed {
                p class="identity-said" { (locale.t("identity")) ": " (said(locale, check)) ", " (when_clock(locale, check.completed_at.unwrap_or(check.started_at))) }
            }
        }
    }
}

/// The checks with a customer, for what is held of them.
pub fn held(locale: &Locale, checks: &[IdentityCheck]) -> Markup {
    html! {
        @if !checks.is_empty() {
            ul class="privacy-lines" {
                @for check in checks { li { (locale.date_and_clock(check.started_at)) ": " (said(locale, check)) } }
            }
        }
    }
}
