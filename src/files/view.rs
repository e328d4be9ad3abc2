//! Files as the card shows them.
//!
//! Invariant: `#files` holds `#file-list`, which is fetched anew by itself, so that uploads under way stay beside it.

use maud::{Markup, html};

use super::media::Preview;
use super::pages::{self, ListQuery, Shown};
use super::{File, name};
use crate::http;
use crate::http::Visitor;
use crate::http::layout::{csrf, icon, when};
use crate::teams::features::Feature;

/// The section of the card. `tabs`: what else stands in its place.
pub fn section(visitor: &Visitor, shown: &Shown, tabs: &Markup) -> Markup {
    let locale = &visitor.locale;
    let adds = shown.off.may(Feature::FilesAdd);
    html! {
        section id="files" class="history files" aria-labelledby="h-files" data-drop=[adds.then_some("#upload")] {
            div class="history-bar" {
                div class="history-head" {
                    h2 id="h-files" class="sr" { (locale.t("files")) }
                    (tabs)
                    @if adds { div class="end" { (form(visitor, shown)) } }
                }
            }
            div class="scroll file-body" {
                ul id="uploads" class="file-rows" aria-label=(locale.t("files-uploads")) hx-morph-skip {}
                (list(visitor, shown, &html! {}))
            }
            p class="drop-here" aria-hidden="true" { (icon("upload")) (locale.t("files-drop-now")) }
        }
    }
}

/// Scripts send each file by itself and show how far it is; without them it is a form.
fn form(visitor: &Visitor, shown: &Shown) -> Markup {
    let locale = &visitor.locale;
    let max = &[("max", shown.largest_mb.into())];
    // Scripts put the name in its place.
    let whose = &[("name", "{name}".into())];
    html! {
        form id="upload" class="upload" method="post" action=(address(shown, "")) enctype="multipart/form-data"
            data-upload="#file-list" data-largest=(shown.largest_mb * super::MEGABYTE) data-too-large=(locale.with("files-too-large", max))
            data-cancel=(locale.with("files-cancel", whose)) data-dismiss=(locale.t("toast-dismiss")) data-done=(locale.with("files-done", whose))
            data-failed=(locale.t("toast-failed")) data-empty=(locale.t("files-empty-file")) {
            (csrf(visitor))
            input type="file" name="file" multiple required aria-label=(locale.t("files-choose"));
            button class="button" data-pick title=(locale.with("files-limit", max)) { (icon("upload")) (locale.t("files-add")) }
        }
    }
}

/// Where the list of a customer is, beside the same contact.
fn address(shown: &Shown, more: &str) -> String {
    let interaction = shown.query.interaction.map(|id| id.to_string()).unwrap_or_default();
    let path = format!("/customers/{}/files", shown.customer);
    http::address(&path, [("interaction", interaction.as_str()), ("after", more)])
}

/// The rows, newest first, and below them what was deleted. `word`: a toast on what was done.
pub fn list(visitor: &Visitor, shown: &Shown, word: &Markup) -> Markup {
    let locale = &visitor.locale;
    let here = address(shown, shown.query.after.as_deref().unwrap_or_default());
    html! {
        div id="file-list" class="file-list" data-on={ "customer:" (shown.customer) } data-refresh=(here) tabindex="-1" {
            @if shown.list.items.is_empty() {
                div class="empty" {
                    (icon("file"))
                    h3 { (locale.t("files-none")) }
                    @if shown.off.may(Feature::FilesAdd) { p { (locale.with("files-none-more", &[("max", shown.largest_mb.into())])) } }
                }
            } @else {
                ul class="file-rows" aria-label=(locale.t("files")) {
                    @for file in &shown.list.items { (row(visitor, shown, file)) }
                }
            }
            @if let Some(next) = &shown.list.next {
                p class="older" {
                    a class="link" href=(http::address(&pages::address(shown.customer, shown.query.interaction), [("after", next.as_str())])) { (locale.t("files-older")) }
                }
            }
            @if !shown.deleted.is_empty() && shown.off.may(Feature::FilesDelete) {
                details class="file-bin" id="file-bin" {
                    summary { (icon("trash-2")) (locale.with("files-deleted", &[("n", i64::try_from(shown.deleted.len()).unwrap_or(0).into())])) }
                    ul class="file-rows" { @for file in &shown.deleted { (deleted(visitor, file, &shown.query)) } }
                }
            }
            (word)
        }
    }
}

fn row(visitor: &Visitor, shown: &Shown, file: &File) -> Markup {
    let locale = &visitor.locale;
    let (query, path) = (&shown.query, format!("/files/{}", file.id));
    let label = |key: &str| locale.with(key, &[("name", (&file.name).into())]);
    html! {
        li id={ "file-" (file.id) } class="file-row" data-item tabindex="0" {
            (icon(sign(file.preview(), &file.name)))
            div class="file-name" {
                @match file.preview() {
                    Some(preview) => a class="cut" href={ (path) "/preview" } target="_blank" rel="noopener" data-open
                        data-look=(match preview { Preview::Picture => "picture", Preview::Document => "document" })
                        data-file=(path) { (file.name) },
                    None => a class="cut" href=(path) download=(file.name) data-open { (file.name) },
                }
                p class="file-facts" {
                    span class="figures" { (locale.size(file.size)) }
                    span { (file.by) }
                    (when(locale, file.created_at))
                }
            }
            @if shown.off.may(Feature::FilesEdit) {
                details class="file-rename" id={ "rename-" (file.id) "-" (file.version) } {
                    summary class="icon-button" aria-label=(label("file-rename-what")) title=(locale.t("file-rename")) { (icon("pencil")) }
                    (rename(visitor, file, query))
                }
            }
            a class="icon-button" href=(path) download=(file.name) aria-label=(label("file-download-what")) title=(locale.t("file-download")) {
                (icon("download"))
            }
            @if shown.off.may(Feature::FilesDelete) {
                (doing(visitor, file, query, "deletion", html! {
                    button class="icon-button" aria-label=(label("file-delete-what")) title=(locale.t("file-delete")) { (icon("trash-2")) }
                }))
            }
        }
    }
}

fn rename(visitor: &Visitor, file: &File, query: &ListQuery) -> Markup {
    let locale = &visitor.locale;
    let id = format!("file-name-{}", file.id);
    doing(
        visitor,
        file,
        query,
        "",
        html! {
            label class="sr" for=(id) { (locale.t("file-name")) }
            input class="input" id=(id) name="name" value=(file.name) maxlength=(name::LONGEST) required autocomplete="off" data-select-stem;
            button class="button" { (locale.t("file-rename-save")) }
        },
    )
}

/// A form that does something with a file and gets the list anew.
fn doing(visitor: &Visitor, file: &File, query: &ListQuery, what: &str, body: Markup) -> Markup {
    let glue = if what.is_empty() { "" } else { "/" };
    let beside = query.interaction.map(|id| format!("?interaction={id}")).unwrap_or_default();
    let action = format!("/files/{}{glue}{what}{beside}", file.id);
    html! {
        form method="post" action=(action) hx-post=(action) hx-target="#file-list" hx-swap="outerMorph" {
            (csrf(visitor))
            input type="hidden" name="version" value=(file.version);
            (body)
        }
    }
}

fn deleted(visitor: &Visitor, file: &File, query: &ListQuery) -> Markup {
    let locale = &visitor.locale;
    html! {
        li class="file-row" {
            (icon(sign(file.preview(), &file.name)))
            div class="file-name" {
                span class="cut" { (file.name) }
                p class="file-facts" {
                    span class="figures" { (locale.size(file.size)) }
                    @if let Some(at) = file.deleted_at { span { (locale.t("file-deleted-at")) " " (when(locale, at)) } }
                }
            }
            (doing(visitor, file, query, "restoration", html! {
                button class="button" aria-label=(locale.with("file-restore-what", &[("name", (&file.name).into())])) {
                    (icon("undo-2")) (locale.t("file-restore"))
                }
            }))
        }
    }
}

/// The word on a deletion, with the way back.
pub fn undo(visitor: &Visitor, file: &File, query: &ListQuery) -> Markup {
    let locale = &visitor.locale;
    let beside = query.interaction.map(|id| format!("?interaction={id}")).unwrap_or_default();
    html! {
        template data-toast {
            (icon("trash-2"))
            span { (locale.with("file-deleted", &[("name", (&file.name).into())])) }
            form method="post" action={ "/files/" (file.id) "/restoration" (beside) } {
                (csrf(visitor))
                button data-key="z" { (locale.t("undo")) " " kbd { "z" } }
            }
        }
    }
}

/// The icon of a file: by its bytes where they tell, else by what its name says it is.
pub fn sign(preview: Option<Preview>, name: &str) -> &'static str {
    if let Some(preview) = preview {
        return match preview {
            Preview::Picture => "image",
            Preview::Document => "file-text",
        };
    }
    match name::ending(name).unwrap_or_default().to_ascii_lowercase().as_str() {
        "svg" | "heic" | "tif" | "tiff" | "bmp" | "psd" => "image",
        "doc" | "docx" | "odt" | "rtf" | "txt" | "md" => "file-text",
        "xls" | "xlsx" | "ods" | "csv" => "file-spreadsheet",
        "zip" | "7z" | "rar" | "gz" | "tar" => "file-archive",
        "mp3" | "wav" | "ogg" | "m4a" | "flac" => "file-headphone",
        "mp4" | "mov" | "avi" | "mkv" | "webm" => "file-play",
        _ => "file",
    }
}
