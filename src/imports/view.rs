//! Pages of imports.

use exchange::Field as Flat;
use maud::{Markup, html};

use super::apply::{Record, Row};
use super::conversation::{self, Told as Interaction};
use super::problem::Problem;
use super::reading::{Column, Looked};
use super::store::Told;
use super::{Counts, Import, Kind, State};
use super::{notes, requests};
use crate::administration::view::tabs;
use crate::http::Visitor;
use crate::http::fields::{Faults, Fields};
use crate::http::layout::{self, csrf, icon, icon_of, when};
use crate::http::paging::Listed;
use crate::language::Locale;
use crate::teams::features::Feature;

/// The rejected records and the left out values that a page shows.
type Tolds = (Vec<Told>, Vec<Told>);

/// Pairs that may be one, certain and likely, and how many customers are still to be compared.
type Found = ((i64, i64), i64);

fn page(locale: &Locale, title: &str, name: &str, body: Markup) -> Markup {
    let body = html! {
        (tabs(locale, "/imports"))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) { (body) }
    };
    layout::main(name, title, html! {}, body)
}

pub fn list(visitor: &Visitor, listed: &Listed<Import>, faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let body = html! {
        p class="lead" { (locale.t("imports-lead")) }
        section id="import-new" { (upload(visitor, faults)) }
        section id="imports" {
            h2 { (locale.t("imports-past")) }
            @if listed.items.is_empty() {
                p class="quiet" { (locale.t("imports-none")) }
            } @else {
                (table(locale, &listed.items))
            }
            @if let Some(next) = &listed.next {
                p class="more" { a class="button" href={ "/imports?after=" (next) } { (locale.t("list-more")) } }
            }
        }
    };
    page(locale, &locale.t("imports-title"), "imports", body)
}

fn upload(visitor: &Visitor, faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let wrong = fields.wrong("file");
    html! {
        h2 { (locale.t("import-new")) }
        form class="sheet-form" method="post" action="/imports" enctype="multipart/form-data" data-native {
            (csrf(visitor))
            (fields.rest())
            p class="field" {
                label for="file" { (locale.t("import-file")) }
                input class="input" type="file" id="file" name="file" required accept=".csv,.tsv,.txt,.xlsx,.vcf,.vcard,.json,.jsonl,.ndjson"
                    aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby="file-hint";
                span class="hint" id="file-hint" { (locale.t("import-file-hint")) }
                @if let Some(wrong) = &wrong { span class="error" role="alert" { (icon("circle-alert")) (wrong) } }
            }
            div class="foot" { button class="button solid" { (icon("upload")) (locale.t("import-look")) } }
        }
    }
}

fn table(locale: &Locale, imports: &[Import]) -> Markup {
    html! {
        table class="table stacks" {
            thead {
                tr {
                    @for key in ["import-file", "import-when", "import-by", "import-state"] { th scope="col" { (locale.t(key)) } }
                    @for key in ["import-read", "import-created", "import-updated", "import-rejected"] { th scope="col" class="number" { (locale.t(key)) } }
                    th scope="col" { span class="sr" { (locale.t("list-actions")) } }
                }
            }
            tbody data-list {
                @for import in imports {
                    tr data-item tabindex="0" {
                        th scope="row" { (import.name) }
                        td data-label=(locale.t("import-when")) { (when(locale, import.created_at)) }
                        td data-label=(locale.t("import-by")) { (import.by) }
                        td data-label=(locale.t("import-state")) { (state(locale, import.state)) }
                        @for (key, number) in [("import-read", import.counts.read), ("import-created", import.counts.created),
                            ("import-updated", import.counts.updated), ("import-rejected", import.counts.rejected)] {
                            td class="number" data-label=(locale.t(key)) { (locale.number(number)) }
                        }
                        td class="do" {
                            a class="button" data-open href={ "/imports/" (import.id) } { (locale.t("import-open")) span class="sr" { " " (import.name) } }
                        }
                    }
                }
            }
        }
    }
}

fn state(locale: &Locale, state: State) -> Markup {
    let (class, name) = match state {
        State::Done => ("success", "check"),
        State::Failed => ("error", "circle-alert"),
        State::Undone => ("", "undo-2"),
        State::Draft => ("", "eye"),
        State::Checking | State::Waiting | State::Running | State::Undoing => ("warning", "circle-dashed"),
    };
    html! { span class={ "mark " (class) } { (icon_of("icon small", name)) (locale.t(&format!("import-state-{state}"))) } }
}

/// A file that cannot be read.
pub fn broken(visitor: &Visitor, name: &str, problem: &Problem) -> Markup {
    let locale = &visitor.locale;
    let body = html! {
        p class="strip error" role="alert" { (icon("circle-alert")) span { b { (name) } ": " (problem.text(locale)) } }
        p { a class="button" href="/imports" { (icon("arrow-left")) (locale.t("import-another")) } }
    };
    page(locale, &locale.t("import-broken"), "import", body)
}

/// A file that was looked at and not imported yet.
pub fn draft(visitor: &Visitor, import: &Import, looked: &Looked, told: &Tolds) -> Markup {
    let locale = &visitor.locale;
    let format = locale.t(&format!("import-format-{}", looked.format.name()));
    let body = html! {
        p class="lead" { (format) ", " (locale.size(import.size)) ". " (locale.t("import-draft-lead")) }
        @if import.counts.read > 0 {
            section id="forecast" {
                h2 { (locale.t("import-forecast")) }
                (counts(locale, &import.counts))
            }
            (problems(locale, import, told))
        }
        form class="sheet-form wide" method="post" action={ "/imports/" (import.id) } {
            (csrf(visitor))
            @if !looked.columns.is_empty() { section id="columns" { (columns(locale, looked.options.kind, &looked.columns)) } }
            section id="sample" {
                h2 { (locale.t("import-sample")) }
                ul class="lines" { @for one in &looked.sample { li { (sample(locale, one)) } } }
            }
            @if !looked.columns.is_empty() { (reading(locale, import)) }
            div class="foot sticks" {
                button class="button solid" name="then" value="import" { (icon("download")) (locale.t("import-start")) }
                button class="button" name="then" value="try" { (icon("eye")) (locale.t("import-try")) }
                button class="button bare" name="then" value="look" { (locale.t("import-look-again")) }
            }
        }
        form method="post" action={ "/imports/" (import.id) "/deletion" } {
            (csrf(visitor))
            p { button class="button bare" { (icon("trash-2")) (locale.t("import-discard")) } }
        }
    };
    page(locale, &import.name, "import", body)
}

fn columns(locale: &Locale, kind: Option<Kind>, columns: &[Column]) -> Markup {
    let contacts = Flat::names();
    let names: &[&str] = match kind {
        Some(Kind::Interactions) => &conversation::FIELDS,
        Some(Kind::Notes) => &notes::FIELDS,
        Some(Kind::Requests) => &requests::FIELDS,
        Some(Kind::Customers) | None => &contacts,
    };
    html! {
        h2 { (locale.t("import-columns")) }
        table class="table stacks" {
            thead { tr { @for key in ["import-column", "import-cells", "import-holds"] { th scope="col" { (locale.t(key)) } } } }
            tbody {
                @for (index, column) in columns.iter().enumerate() {
                    tr {
                        th scope="row" { (column.name) input type="hidden" name="column" value=(column.name); }
                        td data-label=(locale.t("import-cells")) { (column.samples.iter().filter(|cell| !cell.trim().is_empty()).take(3).cloned().collect::<Vec<_>>().join(" · ")) }
                        td data-label=(locale.t("import-holds")) { (holds(locale, column, index, names)) }
                    }
                }
            }
        }
    }
}

/// The choice of what a column holds.
fn holds(locale: &Locale, column: &Column, index: usize, names: &[&str]) -> Markup {
    let field = column.field.as_deref().unwrap_or_default();
    let own = field.strip_prefix("field.");
    let labelled = column.label.as_deref().map(|label| crate::card::reasons::label(locale, label));
    html! {
        div class="with-key" {
            select class="input" name="field" aria-label=(locale.with("import-holds-of", &[("column", (&column.name).into())])) {
                option value="" selected[field.is_empty()] { (locale.t("import-left-out")) }
                @for name in names {
                    option value=(name) selected[*name == field] {
                        (locale.t(&format!("import-field-{}", name.replace('_', "-"))))
                        @if *name == field { @if let Some(label) = &labelled { ", " (label) } }
                    }
                }
                option value="field" selected[own.is_some()] { (locale.t("import-field-own")) }
            }
            input class="input" name="key" id={ "key-" (index) } value=(own.unwrap_or_default()) maxlength="64" autocomplete="off"
                placeholder=(locale.t("import-key")) aria-label=(locale.with("import-key-of", &[("column", (&column.name).into())]));
        }
    }
}

/// How the bytes are read.
fn reading(locale: &Locale, import: &Import) -> Markup {
    let encodings = ["utf-8", "utf-16le", "windows-1252", "windows-1250", "iso-8859-1", "iso-8859-2"];
    let delimiters = [(",", ","), (";", ";"), ("tab", "⇥"), ("|", "|")];
    let chosen = import.options.delimiter.map(|c| if c == '\t' { "tab".to_owned() } else { c.to_string() });
    let recognised = locale.t("import-recognised");
    html! {
        details class="reading" open[import.options.encoding.is_some() || chosen.is_some()] {
            summary { (locale.t("import-reading")) }
            div class="row" {
                p class="field" {
                    label for="encoding" { (locale.t("import-encoding")) }
                    select class="input" id="encoding" name="encoding" {
                        option value="" { (recognised) }
                        @for name in encodings { option value=(name) selected[import.options.encoding.as_deref() == Some(name)] { (name) } }
                    }
                }
                p class="field" {
                    label for="delimiter" { (locale.t("import-delimiter")) }
                    select class="input" id="delimiter" name="delimiter" {
                        option value="" { (recognised) }
                        @for (value, text) in delimiters { option value=(value) selected[chosen.as_deref() == Some(value)] { (text) } }
                    }
                }
            }
        }
    }
}

/// A record as it was understood.
fn sample(locale: &Locale, one: &Row) -> Markup {
    match one {
        Err(rejected) => html! {
            (icon("circle-alert"))
            span {
                (locale.with("import-line", &[("line", (&rejected.line.to_string()).into())])) ": "
                @for complaint in &rejected.complaints { (complaint.text(locale)) " " }
            }
        },
        Ok(Record::Interaction(told)) => interaction(locale, told),
        Ok(Record::Note(noted)) => note(locale, noted),
        Ok(Record::Request(wanted)) => request(locale, wanted),
        Ok(Record::Customer(said)) => {
            let new = &said.prepared;
            let mut parts: Vec<String> = Vec::new();
            parts.extend(new.reference.iter().map(|reference| format!("#{reference}")));
            parts.extend(said.company.iter().map(|company| company.name.clone()));
            parts.extend(new.identifiers.iter().map(|one| locale.identifier(&one.identifier)));
            parts.extend(new.addresses.iter().filter_map(|address| address.city.clone()));
            parts.extend(new.tags.iter().cloned());
            html! {
                (icon(if new.kind == crate::customers::Kind::Company { "building-2" } else { "user" }))
                span {
                    b { (new.name) } @if !parts.is_empty() { " · " (parts.join(" · ")) }
                    @for remark in &said.remarks { br; span class="quiet" { (remark.text(locale)) } }
                }
            }
        }
    }
}

/// An interaction as it was understood.
fn interaction(locale: &Locale, told: &Interaction) -> Markup {
    let input = &told.input;
    let channel = input.channel.map(|channel| locale.t(&format!("channel-{channel}"))).unwrap_or_default();
    let mut parts: Vec<String> = Vec::new();
    parts.extend(input.started_at.map(|at| locale.date_and_clock(at)));
    parts.extend(told.customer_ref.iter().map(|reference| format!("#{reference}")));
    parts.extend(input.from.iter().chain(&input.to).cloned());
    parts.extend(input.topic.clone());
    let text = input
        .messages
        .iter()
        .flatten()
        .find_map(|message| message.text.clone().or_else(|| message.subject.clone()));
    parts.extend(text.map(|text| crate::search::words::cut(&text, 80).to_owned()));
    html! { (icon("history")) span { b { (channel) } @if !parts.is_empty() { " · " (parts.join(" · ")) } } }
}

/// A note as it was understood.
fn note(locale: &Locale, noted: &notes::Noted) -> Markup {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(noted.created_at.map(|at| locale.date_and_clock(at)));
    parts.extend(noted.whose.reference.iter().map(|reference| format!("#{reference}")));
    parts.extend(noted.whose.identifier.iter().map(|one| locale.identifier(one)));
    parts.push(crate::notes::excerpt::excerpt(&noted.text));
    html! {
        (icon(if noted.pinned { "pin" } else { "sticky-note" }))
        span { b { (noted.author.clone().unwrap_or_else(|| locale.t("note-one"))) } " · " (parts.join(" · ")) }
    }
}

/// A request as it was understood.
fn request(locale: &Locale, wanted: &requests::Wanted) -> Markup {
    let input = &wanted.input;
    let mut parts: Vec<String> = input.number.map(|number| format!("#{number}")).into_iter().collect();
    parts.extend(input.created_at.map(|at| locale.date_and_clock(at)));
    parts.extend(wanted.whose.reference.iter().map(|reference| format!("#{reference}")));
    parts.extend(wanted.whose.identifier.iter().map(|one| locale.identifier(one)));
    parts.extend(wanted.status.clone());
    html! { (icon("inbox")) span { b { (input.title.as_deref().unwrap_or_default()) } " · " (parts.join(" · ")) } }
}

/// An import under way or at its end.
pub fn show(visitor: &Visitor, import: &Import, told: &Tolds, found: Option<Found>) -> Markup {
    let locale = &visitor.locale;
    let body = html! {
        (progress(visitor, import))
        @if let Some(found) = found { (duplicates(visitor, import, found)) }
        (problems(locale, import, told))
        @if matches!(import.state, State::Done | State::Failed) && import.counts.created + import.counts.updated > 0 {
            details class="menu" id="undo" {
                summary class="button" { (icon("undo-2")) (locale.t("import-undo")) }
                div class="menu-list" {
                    p class="hint" { (locale.t("import-undo-hint")) }
                    form method="post" action={ "/imports/" (import.id) "/undoing" } {
                        (csrf(visitor))
                        button { (icon("undo-2")) (locale.t("import-undo-now")) }
                    }
                }
            }
        }
        p { a class="button" href="/imports" { (icon("arrow-left")) (locale.t("imports-past")) } }
    };
    page(locale, &import.name, "import", body)
}

/// How many of those whom it made may be somebody else who is there.
fn duplicates(visitor: &Visitor, import: &Import, ((certain, likely), waiting): Found) -> Markup {
    let locale = &visitor.locale;
    let all = certain + likely;
    html! {
        @if visitor.may(Feature::ActionsMerge) && (all > 0 || waiting > 0) {
            p class="strip info" id="import-duplicates" {
                (icon("git-merge"))
                span {
                    @if all > 0 {
                        (locale.with("import-duplicates", &[("n", all.into()), ("certain", certain.into())])) " "
                        a class="link" href={ "/duplicates?import=" (import.id) } { (locale.t("import-duplicates-show")) }
                    }
                    @if waiting > 0 { " " (locale.with("duplicates-waiting", &[("n", waiting.into())])) }
                }
            }
        }
    }
}

fn is_under_way(import: &Import) -> bool {
    matches!(import.state, State::Checking | State::Waiting | State::Running | State::Undoing)
}

/// State, bar and counts: the part that changes while one looks. It asks for itself as long as there is something to
/// see, and then for the whole page.
pub fn progress(visitor: &Visitor, import: &Import) -> Markup {
    let locale = &visitor.locale;
    let under_way = is_under_way(import);
    let address = under_way.then(|| format!("/imports/{}/progress", import.id));
    html! {
        section id="progress" hx-get=[address] hx-trigger=[under_way.then_some("every 1s")] hx-swap="outerHTML" {
            p { (state(locale, import.state)) " " span class="quiet" { (when(locale, import.created_at)) ", " (import.by) } }
            @if under_way {
                progress max=(import.size.max(1)) value=(import.position) aria-label=(locale.t("import-progress")) {}
                noscript { p { a class="button" href={ "/imports/" (import.id) } { (locale.t("import-refresh")) } } }
            }
            @if let Some(problem) = &import.problem {
                p class="strip error" role="alert" { (icon("circle-alert")) span { (problem.text(locale)) } }
            }
            (counts(locale, &import.counts))
            @if matches!(import.state, State::Undoing | State::Undone) {
                p {
                    (locale.with("import-undone", &[("count", import.undone.into())])) " "
                    @if import.kept > 0 { (locale.with("import-kept", &[("count", import.kept.into())])) }
                }
            }
        }
    }
}

/// The same part when somebody looks again: at the end it fetches the page with the report.
pub fn look_again(visitor: &Visitor, import: &Import) -> Markup {
    if is_under_way(import) {
        return progress(visitor, import);
    }
    html! {
        section id="progress" hx-get={ "/imports/" (import.id) } hx-trigger="load" hx-target="#main" hx-select="#main" hx-swap="outerHTML" {
            p { (state(&visitor.locale, import.state)) }
        }
    }
}

fn counts(locale: &Locale, counts: &Counts) -> Markup {
    let numbers = [
        ("import-read", counts.read),
        ("import-created", counts.created),
        ("import-updated", counts.updated),
        ("import-skipped", counts.skipped),
        ("import-rejected", counts.rejected),
    ];
    html! {
        dl class="counts" {
            @for (key, number) in numbers { div { dt { (locale.t(key)) } dd { (locale.number(number)) } } }
        }
        @if counts.companies > 0 { p class="quiet" { (locale.with("import-companies", &[("count", counts.companies.into())])) } }
        @if counts.remarked > 0 { p class="quiet" { (locale.with("import-remarked", &[("count", counts.remarked.into())])) } }
    }
}

fn problems(locale: &Locale, import: &Import, (rejected, remarked): &Tolds) -> Markup {
    html! {
        @for (told, key, id) in [(rejected, "import-rejected-records", "rejected"), (remarked, "import-remarks", "remarks")] {
            @if !told.is_empty() {
                section id=(id) {
                    h2 { (locale.t(key)) }
                    table class="table stacks told" {
                        thead {
                            tr {
                                th scope="col" { (locale.t("import-place")) }
                                th scope="col" { (locale.t("import-reason")) }
                                @if id == "rejected" { th scope="col" { (locale.t("import-record")) } }
                            }
                        }
                        tbody {
                            @for one in told {
                                tr {
                                    th scope="row" { (locale.with("import-line", &[("line", (&one.line.to_string()).into())])) }
                                    td data-label=(locale.t("import-reason")) { @for complaint in &one.complaints { (complaint.text(locale)) " " } }
                                    @if id == "rejected" { td data-label=(locale.t("import-record")) class="quiet" { (brief(&one.cells)) } }
                                }
                            }
                        }
                    }
                    @if id == "rejected" {
                        p {
                            a class="button" data-native href={ "/imports/" (import.id) "/rejected" } { (icon("download")) (locale.t("import-rejected-file")) }
                        }
                    }
                }
            }
        }
    }
}

/// The beginning of a record, for the eye.
fn brief(cells: &[String]) -> String {
    let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let text = filled.join(" · ");
    match text.char_indices().nth(160) {
        None => text,
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
