//! Pages of teams.

use maud::{Markup, html};

use super::Team;
use super::features::{Feature, Off};
use crate::administration::view::tabs;
use crate::agents::view::save_bar;
use crate::http::Visitor;
use crate::http::layout::{self, csrf, icon, icon_of};
use crate::language::Locale;

pub fn list(locale: &Locale, teams: &[Team]) -> Markup {
    let title = locale.t("teams-title");
    let body = html! {
        (tabs(locale, "/teams"))
        div class="page-body flush scroll" tabindex="0" role="region" aria-label=(title) {
            @if teams.is_empty() {
                div class="empty" { (icon("users")) h2 { (locale.t("teams-none")) } p { (locale.t("teams-none-more")) } }
            } @else {
                table class="table stacks" {
                    thead {
                        tr {
                            @for key in ["team", "people-title", "team-off"] { th scope="col" { (locale.t(key)) } }
                            th scope="col" { span class="sr" { (locale.t("list-actions")) } }
                        }
                    }
                    tbody data-list { @for team in teams { (row(locale, team)) } }
                }
            }
        }
    };
    layout::main("teams", &title, html! {}, body)
}

fn row(locale: &Locale, team: &Team) -> Markup {
    html! {
        tr data-item tabindex="0" {
            th scope="row" { (team.name) }
            td data-label=(locale.t("people-title")) { span class="figures" { (locale.number(team.people)) } }
            td data-label=(locale.t("team-off")) { (off(locale, &team.off)) }
            td class="do" {
                a class="button" data-open href={ "/teams/" (team.id) "/edit" } {
                    (locale.t("list-edit")) span class="sr" { " " (team.name) }
                }
            }
        }
    }
}

/// What is switched off, in words.
fn off(locale: &Locale, off: &Off) -> Markup {
    html! {
        @if off.features().is_empty() {
            span class="mark success" { (icon_of("icon small", "check")) (locale.t("team-all-on")) }
        } @else {
            @for (nth, feature) in off.features().iter().enumerate() {
                @if nth > 0 { ", " }
                (locale.t(&format!("section-{}", feature.section()))) ": " (locale.t(&format!("feature-{feature}")))
            }
        }
    }
}

pub fn edit(visitor: &Visitor, team: &Team, off: &Off, stale: bool) -> Markup {
    let locale = &visitor.locale;
    let guard = format!("team:{}", team.id);
    let mut sections: Vec<&str> = Feature::ALL.iter().map(|feature| feature.section()).collect();
    sections.dedup();
    let body = html! {
        (tabs(locale, "/teams"))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(team.name) {
            p class="lead" { (locale.t("team-lead")) }
            form class="sheet-form" method="post" action={ "/teams/" (team.id) } data-guard=(guard) novalidate {
                (csrf(visitor))
                input type="hidden" name="version" value=(team.version);
                @if stale {
                    div class="errors" role="alert" {
                        (icon("git-compare"))
                        div { p { b { (locale.t("team-stale")) } " " (locale.t("stale-lead")) } p { (self::off(locale, &team.off)) } }
                    }
                }
                @for section in sections {
                    fieldset {
                        legend { (locale.t(&format!("section-{section}"))) }
                        @for feature in Feature::ALL.iter().filter(|one| one.section() == section) {
                            label class="check" {
                                input type="checkbox" name="on" value=(feature) checked[!off.features().contains(feature)];
                                span { (locale.t(&format!("feature-{feature}"))) }
                            }
                        }
                        p class="hint" { (locale.t(&format!("section-{section}-hint"))) }
                    }
                }
                (save_bar(locale, "form-save", &guard, "/teams"))
            }
        }
    };
    layout::main(&format!("team-{}", team.id), &team.name, html! {}, body)
}
