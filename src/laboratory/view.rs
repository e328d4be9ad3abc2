//! Markup of the laboratory.

use maud::{Markup, html};

use super::batches::{Batch, BatchState};
use super::pages::{HERE, Shown};
use super::reviews::{self, Verdict};
use super::{Stage, Standing};
use crate::administration::view::tabs;
use crate::duplicates::pairs::Pair;
use crate::duplicates::runs::Run;
use crate::duplicates::view::{IN_FULL, reasons, sure};
use crate::http::Visitor;
use crate::http::fields::{Faults, Fields};
use crate::http::layout::{self, csrf, icon, when};
use crate::language::{Arg, Locale};
use crate::merges::bench::Bench;
use crate::merges::side_by_side::side_by_side;

pub fn page(visitor: &Visitor, shown: &Shown, faults: &Faults) -> Markup {
    let title = visitor.locale.t("laboratory-title");
    let body = html! {
        (tabs(&visitor.locale, HERE))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) { (laboratory(visitor, shown, faults)) }
    };
    layout::main("laboratory", &title, html! {}, body)
}

/// All of it: asks for itself anew as long as something goes on.
pub fn laboratory(visitor: &Visitor, shown: &Shown, faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let under_way = shown.is_under_way();
    html! {
        div id="laboratory" hx-get=[under_way.then_some(HERE)] hx-trigger=[under_way.then_some("every 1s")] hx-target=[under_way.then_some("this")] hx-swap="outerHTML" {
            p class="lead" { (locale.t("laboratory-lead")) }
            (Fields::new(locale, faults).rest())
            (last_run(visitor, shown))
            h2 { (locale.t("laboratory-stages")) }
            (stages(visitor, shown))
            @if !shown.batches.is_empty() {
                h2 { (locale.t("laboratory-batches")) }
                (batches(visitor, &shown.batches))
            }
            @if shown.runs.iter().any(Run::is_over) {
                h2 { (locale.t("laboratory-runs")) }
                (runs(locale, &shown.runs))
            }
        }
    }
}

fn last_run(visitor: &Visitor, shown: &Shown) -> Markup {
    let locale = &visitor.locale;
    html! {
        @match shown.runs.iter().find(|run| !run.is_over()) {
            Some(run) => {
                p role="status" { (locale.t("laboratory-running")) }
                progress max="100" value=(run.percent) aria-label=(locale.t("laboratory-running")) {}
                noscript { p { a class="button" href=(HERE) { (locale.t("import-refresh")) } } }
            }
            None => form method="post" action="/duplicates/runs" {
                (csrf(visitor))
                button class="button" { (icon("git-compare")) (locale.t("laboratory-run")) }
            },
        }
        @if shown.waiting > 0 {
            p class="quiet" { (locale.with("duplicates-waiting", &[("n", Arg::from(shown.waiting))])) }
        }
    }
}

fn stages(visitor: &Visitor, shown: &Shown) -> Markup {
    let locale = &visitor.locale;
    let busy = shown.batches.iter().any(Batch::is_under_way);
    html! {
        table class="table stacks" {
            thead {
                tr {
                    @for key in ["laboratory-stage", "laboratory-pairs", "laboratory-reviewed", "laboratory-precision"] { th scope="col" { (locale.t(key)) } }
                    th scope="col" { span class="sr" { (locale.t("list-actions")) } }
                }
            }
            tbody { @for one in &shown.stages { (stage(visitor, one, busy)) } }
        }
    }
}

fn stage(visitor: &Visitor, one: &Standing, busy: bool) -> Markup {
    let locale = &visitor.locale;
    let name = stage_name(locale, one.stage);
    let reviewed = one.reviews.same + one.reviews.different;
    html! {
        tr {
            th scope="row" { (name) p class="hint" { (locale.t(&format!("laboratory-stage-{}-about", one.stage))) } }
            td data-label=(locale.t("laboratory-pairs")) class="figures" { (locale.number(one.pairs)) }
            td data-label=(locale.t("laboratory-reviewed")) class="figures" { (locale.number(reviewed)) }
            td data-label=(locale.t("laboratory-precision")) { (precision(locale, &one.reviews)) }
            td class="do" {
                @if one.pairs > 0 { div class="acts" {
                    a class="button" href={ "/duplicates/review?stage=" (one.stage) } aria-label=(locale.with("laboratory-review-what", &[("stage", (&name).into())])) { (locale.t("laboratory-review")) }
                    @if !busy {
                        details class="menu" {
                            summary class="button" aria-label=(locale.with("laboratory-merge-what", &[("stage", (&name).into())])) { (icon("git-merge")) (locale.t("laboratory-merge")) }
                            div class="menu-list" {
                                p class="hint" { (locale.with("laboratory-merge-hint", &[("n", Arg::from(one.pairs))])) }
                                form method="post" action="/duplicates/batches" {
                                    (csrf(visitor))
                                    input type="hidden" name="stage" value=(one.stage);
                                    button { (icon("git-merge")) (locale.with("laboratory-merge-now", &[("n", Arg::from(one.pairs))])) }
                                }
                            }
                        }
                    }
                } }
            }
        }
    }
}

fn stage_name(locale: &Locale, stage: Stage) -> String {
    locale.t(&format!("laboratory-stage-{stage}"))
}

/// "28 of 30 right: 79 to 98 %".
fn precision(locale: &Locale, counts: &reviews::Counts) -> Markup {
    let percent = |part: f64| Arg::from((part * 100.0).round() as i64);
    html! {
        @match counts.precision() {
            Some((low, high)) => (locale.with("laboratory-right", &[
                ("same", counts.same.into()), ("n", (counts.same + counts.different).into()), ("low", percent(low)), ("high", percent(high)),
            ])),
            None => span class="quiet" { (locale.t("laboratory-unknown")) },
        }
    }
}

fn batches(visitor: &Visitor, batches: &[Batch]) -> Markup {
    let locale = &visitor.locale;
    let busy = batches.iter().any(Batch::is_under_way);
    html! {
        table class="table stacks" {
            thead {
                tr {
                    @for key in ["laboratory-stage", "laboratory-when", "laboratory-came"] { th scope="col" { (locale.t(key)) } }
                    th scope="col" { span class="sr" { (locale.t("list-actions")) } }
                }
            }
            tbody { @for one in batches { (batch(visitor, one, busy)) } }
        }
    }
}

fn batch(visitor: &Visitor, one: &Batch, busy: bool) -> Markup {
    let locale = &visitor.locale;
    let name = stage_name(locale, one.stage);
    html! {
        tr {
            th scope="row" { (name) }
            td data-label=(locale.t("laboratory-when")) { (when(locale, one.at)) ", " (one.by) }
            td data-label=(locale.t("laboratory-came")) {
                p { (locale.t(&format!("laboratory-batch-{}", one.state))) ": " (came(locale, one)) }
                @if one.is_under_way() {
                    @let (done, all) = if one.state == BatchState::Undoing { (one.undone, one.merged) } else { (one.merged, one.pairs) };
                    progress max=(all.max(1)) value=(done.min(all)) aria-label=(locale.t(&format!("laboratory-batch-{}", one.state))) {}
                }
            }
            td class="do" {
                @if one.state == BatchState::Merged && one.merged > 0 && !busy {
                    form method="post" action={ "/duplicates/batches/" (one.id) "/undoing" } {
                        (csrf(visitor))
                        button class="button" aria-label=(locale.with("laboratory-undo-what", &[("stage", (&name).into()), ("n", Arg::from(one.merged))])) { (icon("undo-2")) (locale.t("laboratory-undo")) }
                    }
                }
            }
        }
    }
}

fn came(locale: &Locale, one: &Batch) -> String {
    let count = |key: &str, n: i64| locale.with(key, &[("n", Arg::from(n))]);
    let mut parts = vec![count("laboratory-merged", one.merged)];
    let more = [
        ("laboratory-left-out", one.left_out),
        ("laboratory-undone", one.undone),
        ("laboratory-kept", one.kept),
    ];
    parts.extend(more.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| count(key, n)));
    parts.join(", ")
}

fn runs(locale: &Locale, runs: &[Run]) -> Markup {
    let heads = [
        "laboratory-when",
        "laboratory-records",
        "laboratory-compared",
        "laboratory-stage-certain",
        "duplicates-likely",
        "laboratory-seconds",
    ];
    html! {
        table class="table stacks" {
            thead { tr { @for key in heads { th scope="col" { (locale.t(key)) } } } }
            tbody {
                @for run in runs.iter().filter(|run| run.is_over()) {
                    @let seconds = run.seconds().map(|seconds| locale.decimal(&format!("{seconds:.1}"))).unwrap_or_default();
                    tr {
                        th scope="row" { (when(locale, run.asked_at)) ", " (run.by) }
                        @for (key, number) in [(heads[1], run.counts.records), (heads[2], run.counts.compared), (heads[3], run.counts.certain), (heads[4], run.counts.likely)] {
                            td data-label=(locale.t(key)) class="figures" { (locale.number(number)) }
                        }
                        td data-label=(locale.t(heads[5])) class="figures" { (seconds) " s" }
                    }
                }
            }
        }
    }
}

/// A pair to be looked at, with what one can say of it.
pub fn review(
    visitor: &Visitor,
    stage: Stage,
    drawn: Option<&(Pair, Bench)>,
    counts: &reviews::Counts,
) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("laboratory-review-title");
    html! {
        main id="main" class="bench" aria-labelledby="h-review" data-page="review" {
            header class="bench-head" {
                (icon("flask-conical"))
                h1 id="h-review" { (title) }
                span class="quiet" { (stage_name(locale, stage)) " · " (precision(locale, counts)) }
                div class="end" { a class="button bare" href=(HERE) { (locale.t("laboratory-back")) } }
            }
            @match drawn {
                None => div class="empty" { (icon("check")) h2 { (locale.t("laboratory-review-none")) } },
                Some((pair, bench)) => {
                    div class="bench-find" {
                        ul class="reasons" aria-label=(locale.t("merge-why")) {
                            li class="sum" { (locale.t(sure(pair.comparison.tier))) }
                            (reasons(locale, &pair.comparison.reasons, IN_FULL))
                        }
                    }
                    div class="scroll" tabindex="0" role="region" aria-label=(locale.t("merge-members")) { (side_by_side(locale, bench)) }
                    form class="bench-foot" method="post" action="/duplicates/review" {
                        (csrf(visitor))
                        input type="hidden" name="stage" value=(stage);
                        input type="hidden" name="pair" value=(pair.id);
                        p { (locale.t("laboratory-review-foot")) }
                        div class="end" {
                            @for (verdict, key, class) in [(Verdict::Unsure, "3", "button bare"), (Verdict::Different, "2", "button"), (Verdict::Same, "1", "button solid")] {
                                button class=(class) name="verdict" value=(verdict) data-key=(key) { (locale.t(&format!("laboratory-say-{verdict}"))) " " kbd { (key) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
