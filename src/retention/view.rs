//! How long data is kept, as a page: a form for each kind.

use maud::{Markup, html};

use super::RetentionRule;
use super::pages::RuleForm;
use crate::administration::view::tabs;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf, when};

pub fn list(
    visitor: &Visitor,
    title: &str,
    rules: &[RetentionRule],
    typed: &RuleForm,
    faults: &Faults,
) -> Markup {
    let locale = &visitor.locale;
    let body = html! {
        (tabs(locale, "/retention"))
        div class="page-body scroll retention" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { (locale.t("retention-lead")) }
            @for rule in rules { (form(visitor, rule, typed, faults)) }
        }
    };
    layout::main("retention", title, html! {}, body)
}

fn form(visitor: &Visitor, rule: &RetentionRule, typed: &RuleForm, faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let (word, none) = (rule.kind.as_str().replace('_', "-"), Faults::default());
    let is_tried = typed.kind == rule.kind.as_str();
    let fields = Fields::new(locale, if is_tried { faults } else { &none });
    let days = rule.days.map(|days| days.to_string()).unwrap_or_default();
    let (id, heading) = (format!("days-{word}"), format!("retention-{word}-h"));
    html! {
        form class="sheet-form" method="post" action="/retention" aria-labelledby=(heading) novalidate {
            (csrf(visitor))
            input type="hidden" name="kind" value=(rule.kind);
            h2 id=(heading) { (locale.t(&format!("retention-{word}"))) }
            p class="quiet" { (locale.t(&format!("retention-{word}-more"))) }
            (fields.text(Field {
                name: "days", id: &id, label: "retention-days", value: if is_tried { &typed.days } else { &days }, inputmode: "numeric",
                hint: "retention-days-hint", ..Field::default()
            }))
            @if rule.days.is_some() && (!is_tried || faults.is_empty()) {
                p class=(if is_tried { "strip info" } else { "quiet" }) role=[is_tried.then_some("status")] {
                    span { (locale.with("retention-due", &[("count", rule.due.into())])) }
                }
            }
            @if let (Some(by), Some(at)) = (&rule.by, rule.updated_at) { p class="quiet" { (by) ", " (when(locale, at)) } }
            div class="foot" {
                button class="button" formmethod="get" { (locale.t("retention-try")) }
                button class="button solid" { (locale.t("form-save")) }
            }
        }
    }
}
