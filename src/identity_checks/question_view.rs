//! The questions of identity checks: the rule, a form for each question, and one for a new one.

use maud::{Markup, html};

use super::Level;
use super::question_pages::{QuestionForm, Refused, SettingsForm, Shown};
use super::questions::{Compared, FIELD, Question, SOURCES};
use crate::administration::ordered::{self, Placed};
use crate::administration::view::tabs;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf};
use crate::language::Locale;

pub fn page(visitor: &Visitor, shown: &Shown) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("identity-checks");
    let body = html! {
        (tabs(locale, "/identity-checks"))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { (locale.t("identity-checks-lead")) }
            @for question in &shown.questions { (question_form(visitor, shown, Some(question))) }
            (question_form(visitor, shown, None))
            (settings(visitor, shown))
        }
    };
    layout::main("identity-checks", &title, html! {}, body)
}

pub fn levels(locale: &Locale, with_none: bool) -> Vec<(String, String)> {
    let of = |level: &&Level| with_none || **level != Level::None;
    let name = |level: &Level| (level.to_string(), locale.t(&format!("identity-level-{level}")));
    Level::ALL.iter().filter(of).map(name).collect()
}

/// What may be asked: what every customer has, then own fields.
fn sources(locale: &Locale, shown: &Shown, typed: &str) -> Vec<(String, String)> {
    let own = |source: &str| {
        (source.to_owned(), locale.t(&format!("identity-source-{}", source.replace('_', "-"))))
    };
    let mut all: Vec<(String, String)> = SOURCES.iter().map(|source| own(source)).collect();
    let field = |(key, name): &(String, String)| {
        (format!("{FIELD}{key}"), locale.with("identity-source-field", &[("name", name.into())]))
    };
    all.extend(shown.fields.iter().map(field));
    // One whose field is gone.
    if !typed.is_empty() && !all.iter().any(|(source, _)| source == typed) {
        all.push((typed.to_owned(), typed.to_owned()));
    }
    all
}

fn question_form(visitor: &Visitor, shown: &Shown, question: Option<&Question>) -> Markup {
    let (locale, none) = (&visitor.locale, Faults::default());
    let of = question.map(|question| question.id);
    let refused = match &shown.refused {
        Some(Refused::Question(id, typed, faults)) if *id == of => Some((typed, faults)),
        _ => None,
    };
    let known = question.map(QuestionForm::of).unwrap_or_default();
    let typed = refused.map_or(&known, |(typed, _)| typed);
    let fields = Fields::new(locale, refused.map_or(&none, |(_, faults)| faults));
    let word = of.map_or_else(|| "new".to_owned(), |id| id.to_string());
    let (heading, path) = (format!("question-{word}-h"), format!("/identity-checks/{word}"));
    let title = question.map_or_else(|| locale.t("identity-question-new"), |one| one.text.clone());
    let id = |name: &str| format!("question-{word}-{name}");
    let compared: Vec<(String, String)> = Compared::ALL
        .iter()
        .map(|one| (one.to_string(), locale.t(&format!("identity-compared-{one}"))))
        .collect();
    let controls = html! {
        (fields.text(Field { name: "text", id: &id("text"), label: "identity-question", value: &typed.text, most: 200, hint: if question.is_none() { "identity-question-hint" } else { "" }, ..Field::default() }))
        div class="row" {
            (fields.select(Field { name: "source", id: &id("source"), label: "identity-source", value: &typed.source, ..Field::default() }, &sources(locale, shown, &typed.source)))
            (fields.select(Field { name: "compared", id: &id("compared"), label: "identity-compared", value: &typed.compared, ..Field::default() }, &compared))
            (fields.select(Field { name: "level", id: &id("level"), label: "identity-counts", value: &typed.level, ..Field::default() }, &levels(locale, false)))
        }
    };
    let form = html! {
        form class="sheet-form" method="post" action=(if question.is_some() { path.as_str() } else { "/identity-checks" }) novalidate {
            (csrf(visitor))
            input type="hidden" name="version" value=(typed.version);
            (controls)
            (fields.rest())
            div class="foot" { button class="button solid" { (locale.t(if question.is_some() { "form-save" } else { "identity-question-create" })) } }
        }
    };
    let version = question.map(|question| question.version);
    let placed =
        question.map(|_| Placed { key: None, path: &path, version, delete: "identity-question-delete" });
    ordered::part(visitor, &heading, &title, placed, &form)
}

fn settings(visitor: &Visitor, shown: &Shown) -> Markup {
    let (locale, none) = (&visitor.locale, Faults::default());
    let refused = match &shown.refused {
        Some(Refused::Settings(typed, faults)) => Some((typed, faults)),
        _ => None,
    };
    let known = SettingsForm::of(&shown.settings);
    let typed = refused.map_or(&known, |(typed, _)| typed);
    let fields = Fields::new(locale, refused.map_or(&none, |(_, faults)| faults));
    let number = |name: &'static str, label: &'static str, hint: &'static str, value: &str| {
        fields.text(Field {
            name,
            label,
            hint,
            value,
            inputmode: "numeric",
            class: "figures",
            ..Field::default()
        })
    };
    let controls = html! {
        div class="row" {
            (number("basic_right", "identity-basic-right", "identity-basic-right-hint", &typed.basic_right))
            (number("strong_right", "identity-strong-right", "identity-strong-right-hint", &typed.strong_right))
        }
        div class="row" {
            (number("most_wrong", "identity-most-wrong", "identity-most-wrong-hint", &typed.most_wrong))
            (number("most_failed", "identity-most-failed", "identity-most-failed-hint", &typed.most_failed))
        }
        (fields.select(Field { name: "national_id_level", label: "identity-national-id", value: &typed.national_id_level, hint: "identity-national-id-hint", ..Field::default() }, &levels(locale, true)))
    };
    let form = html! {
        form class="sheet-form" method="post" action="/identity-checks/settings" novalidate {
            (csrf(visitor))
            input type="hidden" name="version" value=(typed.version);
            (controls)
            (fields.rest())
            div class="foot" { button class="button solid" { (locale.t("form-save")) } }
        }
    };
    ordered::part(visitor, "identity-rule-h", &locale.t("identity-rule"), None, &form)
}
