//! The page of the health: what was checked, what there is, and what the server does by itself.

use maud::{Markup, html};

use super::checks::{Finding, Level};
use super::pages::Health;
use crate::administration::view::tabs;
use crate::http::layout::{self, icon_of, when_exactly};
use crate::jobs::Run;
use crate::language::Locale;

pub fn health(locale: &Locale, health: &Health) -> Markup {
    let title = locale.t("health-title");
    let worst = |level| health.findings.iter().any(|finding| finding.level == level);
    let sum = match (worst(Level::Bad), worst(Level::Advice)) {
        (true, _) => "health-sum-bad",
        (false, true) => "health-sum-advice",
        (false, false) => "health-sum-good",
    };
    let body = html! {
        (tabs(locale, "/administration/health"))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { (locale.t(sum)) }
            section id="checks" {
                h2 { (locale.t("health-checks")) }
                table class="table stacks" {
                    thead { tr { @for key in ["health-subject", "health-level", "health-found"] { th scope="col" { (locale.t(key)) } } } }
                    tbody { @for finding in &health.findings { (row(locale, finding)) } }
                }
            }
            section id="facts" { h2 { (locale.t("health-facts")) } (facts(locale, health)) }
            section id="jobs" { h2 { (locale.t("health-jobs")) } (jobs(locale, &health.jobs)) }
        }
    };
    layout::main("health", &title, html! {}, body)
}

fn row(locale: &Locale, finding: &Finding) -> Markup {
    html! {
        tr {
            th scope="row" { (locale.t(finding.subject)) }
            td data-label=(locale.t("health-level")) { (level(locale, finding.level)) }
            td data-label=(locale.t("health-found")) { (finding.in_words(locale)) }
        }
    }
}

/// By icon and word.
fn level(locale: &Locale, level: Level) -> Markup {
    let (class, name, key) = match level {
        Level::Good => ("mark success", "check", "health-good"),
        Level::Advice => ("mark warning", "triangle-alert", "health-advice"),
        Level::Bad => ("mark danger", "circle-alert", "health-bad"),
    };
    html! { span class=(class) { (icon_of("icon small", name)) (locale.t(key)) } }
}

fn facts(locale: &Locale, health: &Health) -> Markup {
    let database = if health.is_postgres { "PostgreSQL" } else { "SQLite" };
    let waiting = match health.waiting_since {
        None => locale.t("health-events-none"),
        Some(since) => {
            locale.with("health-events-since", &[("seconds", locale.now.seconds_since(since).into())])
        }
    };
    let facts = [
        ("health-version", env!("CARGO_PKG_VERSION").to_owned()),
        ("health-database", format!("{database}, {}", locale.size(health.size))),
        ("health-customers", locale.number(health.customers)),
        ("health-interactions", locale.number(health.interactions)),
        ("health-events", waiting),
    ];
    html! {
        table class="table" {
            tbody { @for (key, value) in &facts { tr { th scope="row" { (locale.t(key)) } td { (value) } } } }
        }
    }
}

fn jobs(locale: &Locale, jobs: &[Run]) -> Markup {
    html! {
        p class="quiet" { (locale.t("health-jobs-lead")) }
        @if !jobs.is_empty() {
            table class="table stacks" {
                thead {
                    tr {
                        @for key in ["health-job", "health-job-last", "health-job-next", "health-job-failed"] {
                            th scope="col" { (locale.t(key)) }
                        }
                    }
                }
                tbody {
                    @for job in jobs {
                        tr {
                            th scope="row" { (locale.t(job.name)) }
                            td data-label=(locale.t("health-job-last")) { (when_exactly(locale, job.last)) }
                            td data-label=(locale.t("health-job-next")) { (when_exactly(locale, job.next)) }
                            td data-label=(locale.t("health-job-failed")) {
                                @match job.failed { Some(at) => (when_exactly(locale, at)), None => (locale.t("health-job-never")) }
                            }
                        }
                    }
                }
            }
        }
    }
}
