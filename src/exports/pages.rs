//! The export, for administrators: a form, and the file as it is made.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use exchange::Format;
use futures_util::{StreamExt, stream};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Export, start};
use crate::administration::view::tabs;
use crate::agents::pages::frame;
use crate::app::App;
use crate::customers::asked::Filtered;
use crate::customers::filter_view::{self, Names};
use crate::error::{AppError, AppResult};
use crate::http::Visitor;
use crate::http::layout::{self, icon};
use crate::http::paging::Page;
use crate::{agents, customers};

/// Formats that can be written, by the names of `visavi export --format`.
pub const FORMATS: [&str; 4] = ["csv", "vcf", "jscontact", "jsonl"];

/// The form has no members of its own.
#[derive(Deserialize)]
pub struct NewQuery {}

pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    Filtered(asked, NewQuery {}): Filtered<NewQuery>,
) -> AppResult<Markup> {
    let locale = &visitor.locale;
    let filter = asked.filter(locale.now, &locale.zone)?;
    let (agents, company) = app
        .read(move |tx| {
            let company = filter.company.map(|id| customers::store::get(tx, id)).transpose()?;
            Ok((agents::store::list(tx, &Page::first(500))?, company))
        })
        .await?;
    let names = Names { agents: &agents, company: company.as_ref().map(|company| company.name.as_str()) };
    // Words and tag have fields of their own here.
    let mut others = asked.clone();
    let (words, tag) = (others.q.take().unwrap_or_default(), others.tag.take().unwrap_or_default());
    let title = locale.t("export-title");
    let fields = html! {
        @for (name, value) in others.members() { input type="hidden" name=(name) value=(value); }
        div class="row" {
            p class="field" {
                label for="q" { (locale.t("export-search")) }
                input class="input" id="q" name="q" type="search" value=(words) maxlength="200" autocomplete="off" aria-describedby="q-hint";
                span class="hint" id="q-hint" { (locale.t("export-search-hint")) }
            }
            p class="field" {
                label for="tag" { (locale.t("export-tag")) }
                input class="input" id="tag" name="tag" value=(tag) maxlength="50" autocomplete="off";
            }
        }
    };
    let body = html! {
        (tabs(locale, "/exports"))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { (locale.t("export-lead")) }
            form class="sheet-form" method="get" action="/exports/file" data-native {
                fieldset class="choices" {
                    legend { (locale.t("export-format")) }
                    @for (index, name) in FORMATS.iter().enumerate() {
                        label class="choice" {
                            input type="radio" name="format" value=(name) checked[index == 0];
                            span { b { (locale.t(&format!("import-format-{name}"))) } " " span class="quiet" { (locale.t(&format!("export-format-{name}"))) } }
                        }
                    }
                }
                (fields)
                (filter_view::removable(locale, &filter_view::of_export(locale, &names, &others, &asked)))
                div class="foot" { button class="button solid" { (icon("download")) (locale.t("export-start")) } }
            }
        }
    };
    Ok(frame(&app, &visitor, "/exports", &title, layout::main("export", &title, html! {}, body)).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileQuery {
    format: String,
}

/// Customers as a file, piece by piece. That somebody took it away stands in the change history.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Filtered(asked, query): Filtered<FileQuery>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let name = Some(query.format.as_str()).filter(|name| FORMATS.contains(name));
    let Some(format) = name.and_then(Format::from_name) else {
        return Err(AppError::invalid("format", "invalid-choice"));
    };
    let filter = asked.filter(visitor.locale.now, &visitor.locale.zone)?;
    let export = Export { format, filter, asked, at: visitor.locale.now };
    let recorded = export.clone();
    app.write(move |tx| super::record_taking(tx, &author, &recorded)).await?;
    let (kind, ending) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::VCard => ("text/vcard; charset=utf-8", "vcf"),
        Format::JsContact => ("application/jsonl; charset=utf-8", "jscontact.jsonl"),
        _ => ("application/jsonl; charset=utf-8", "jsonl"),
    };
    let pieces = start(&app.db, app.home, export);
    let body = stream::unfold(pieces, |mut pieces| async {
        let piece = pieces.recv().await?;
        Some((piece.map(|piece| piece.bytes), pieces))
    });
    // Who compresses it asks once more after its end.
    let body = body.fuse();
    let day = visitor.locale.day_of(visitor.locale.now);
    let disposition = format!("attachment; filename=\"customers-{day}.{ending}\"");
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, disposition),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(body)).into_response())
}
