//! The notes of a card: where one writes, what was written, and what one may do with it.
//!
//! Invariant: `#notes` is the section, and `#notes-list` in it what changes when somebody else writes. What one has
//! typed is kept by its form (`data-guard`). A note is text: nothing in it is markup.

use maud::{Markup, html};

use super::excerpt::{self, excerpt};
use super::pages::NoteForm;
use super::sensitive::{self, Sensitive};
use super::{LONGEST, Lock, Note};
use crate::author::Author;
use crate::card::view::tabs::{self, Tab};
use crate::card::view::text;
use crate::customers::Customer;
use crate::drafts::Key;
use crate::history::view::short_name;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, avatar, csrf, icon, icon_of, when_exactly};
use crate::http::paging::Listed;
use crate::id::{CustomerId, InteractionId, NoteId};
use crate::language::Locale;
use crate::teams::features::Feature;

/// The notes as they are to be shown.
pub struct Shown<'a> {
    pub visitor: &'a Visitor,
    pub author: &'a Author,
    pub customer: &'a Customer,
    /// The contact beside which they stand.
    pub interaction: Option<InteractionId>,
    /// The tabs of the card.
    pub tabs: &'a Markup,
    pub list: &'a Listed<Note>,
    /// The one that is open.
    pub open: Option<NoteId>,
    /// Whether one comes to write.
    pub writes: bool,
    /// What was typed of a new note and refused.
    pub typed: &'a NoteForm,
    pub faults: &'a Faults,
}

/// Where the notes of a customer stand.
pub fn address(customer: CustomerId, interaction: Option<InteractionId>) -> String {
    tabs::address(customer, interaction, Tab::Notes)
}

/// The section of the card.
pub fn section(shown: &Shown<'_>) -> Markup {
    let locale = &shown.visitor.locale;
    let customer = shown.customer.id;
    html! {
        section id="notes" class="history notes" aria-labelledby="h-notes" {
            div class="history-bar" { div class="history-head" { (shown.tabs) h2 id="h-notes" class="sr" { (locale.t("notes")) } } }
            div class="notes-body scroll" tabindex="0" role="region" aria-labelledby="h-notes" {
                @if shown.author.may(Feature::NotesAdd) { (composer(shown)) }
                @else { p class="notes-locked" { (icon_of("icon small", "lock")) (locale.t("notes-locked")) } }
                (list(shown, customer))
            }
        }
    }
}

/// What changes when somebody else writes.
pub fn list(shown: &Shown<'_>, customer: CustomerId) -> Markup {
    let locale = &shown.visitor.locale;
    let own = address(customer, shown.interaction);
    let part = match shown.interaction {
        Some(interaction) => format!("/customers/{customer}/notes?interaction={interaction}"),
        None => format!("/customers/{customer}/notes"),
    };
    html! {
        div id="notes-list" class="notes-list" data-on={ "customer:" (customer) } data-refresh=(part) {
            @for note in &shown.list.items { (row(shown, note)) }
            @if shown.list.items.is_empty() {
                div class="empty" { (icon("sticky-note")) h3 { (locale.t("notes-none")) } p { (locale.t("notes-none-more")) } }
            }
            @if let Some(next) = &shown.list.next {
                p class="older" { a class="link" href={ (own) "&after=" (next) } { (locale.t("notes-older")) } }
            }
        }
    }
}

/// Where one writes.
fn composer(shown: &Shown<'_>) -> Markup {
    let locale = &shown.visitor.locale;
    let fields = Fields::new(locale, shown.faults);
    let customer = shown.customer;
    let key = Key::of_customer(customer.id, "note");
    let hint = locale.with("note-new-hint", &[("name", short_name(customer).as_str().into())]);
    let wrong = fields.wrong("text");
    let focus = fields.focus(wrong.is_some(), shown.writes);
    let body = html! {
        (area(locale, "note-text", "note-new", shown.typed.text.as_deref().unwrap_or_default(), &hint, wrong.as_deref(), focus))
        (foot_of_form(&fields, "note", shown.typed, &html! {}))
    };
    html! {
        form id="note-new" class="composer" method="post" action={ "/customers/" (customer.id) "/notes" } data-guard=(key) novalidate {
            (csrf(shown.visitor))
            @if let Some(interaction) = shown.interaction { input type="hidden" name="interaction" value=(interaction); }
            (fields.rest())
            (body)
        }
    }
}

/// The field of the words, with the warning that follows them. `label` is a key, for those who hear it.
fn area(
    locale: &Locale,
    id: &str,
    label: &str,
    words: &str,
    hint: &str,
    wrong: Option<&str>,
    focus: bool,
) -> Markup {
    let warning = format!("{id}-warning");
    let described = wrong.map_or_else(|| warning.clone(), |_| format!("{id}-wrong {warning}"));
    html! {
        p class="field" {
            label class="sr" for=(id) { (locale.t(label)) }
            textarea class="input" id=(id) name="text" rows="2" data-counter=(LONGEST) placeholder=(hint) autofocus[focus]
                data-key="n" aria-invalid=[wrong.map(|_| "true")] aria-describedby=(described)
                hx-post="/notes/warnings" hx-trigger="input changed delay:500ms" hx-target={ "#" (warning) } hx-swap="innerHTML" {
                "\n" (words)
            }
            @if let Some(wrong) = wrong { span class="wrong" id={ (id) "-wrong" } { (icon_of("icon small", "circle-alert")) (wrong) } }
        }
        div id=(warning) class="note-warnings" role="status" { (warnings(locale, words)) }
    }
}

/// Whether it is pinned, until when it shows, and what ends the writing.
fn foot_of_form(fields: &Fields<'_>, id: &str, typed: &NoteForm, back: &Markup) -> Markup {
    let locale = fields.locale;
    let wrong = fields.wrong("pinned");
    let pinned = format!("{id}-pinned");
    let until = fields.text(Field {
        name: "until",
        id: &format!("{id}-until"),
        label: "note-until",
        value: typed.until.as_deref().unwrap_or_default(),
        kind: "date",
        ..Field::default()
    });
    html! {
        div class="composer-foot" {
            p class="draft-note" data-draft-note hidden {
                (icon_of("icon small", "undo-2")) (locale.t("form-draft-back")) " "
                button type="reset" { (locale.t("form-draft-discard")) }
            }
            label class="check" {
                input type="checkbox" id=(pinned) name="pinned" value="1" checked[!typed.pinned.is_empty()]
                    aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[wrong.as_ref().map(|_| format!("{pinned}-wrong"))];
                span { (locale.t("note-pin-this")) }
                (fields.message(&pinned, wrong.as_deref()))
            }
            (until)
            span class="end" {
                (back)
                button class="button solid" data-key="Ctrl+Enter" {
                    (locale.t("note-save")) " " kbd { (layout::key(locale, "Ctrl")) " ↵" }
                }
            }
        }
    }
}

/// What a text seems to hold that it should not.
pub fn warnings(locale: &Locale, text: &str) -> Markup {
    html! {
        @for one in sensitive::look(text) {
            p class="note-warning" {
                (icon_of("icon small", "triangle-alert"))
                @match one {
                    Sensitive::Card => span { (locale.t("note-warning-card")) },
                    Sensitive::Health(word) => span { (locale.with("note-warning-health", &[("word", word.as_str().into())])) },
                }
            }
        }
    }
}

/// One note: who and when, its beginning, the whole of it on a click.
fn row(shown: &Shown<'_>, note: &Note) -> Markup {
    let locale = &shown.visitor.locale;
    let title = format!("note-{}-h", note.id);
    let open = shown.open == Some(note.id);
    html! {
        article id={ "note-" (note.id) } class={ "note" @if note.pinned { " is-pinned" } } data-item tabindex="0" aria-labelledby=(title) {
            (avatar(&note.by, note.by_id.unwrap_or(note.id.0), ""))
            div {
                header {
                    h3 id=(title) { b { (note.by) } " " (when_exactly(locale, note.created_at)) }
                    span class="end" {
                        @if note.pinned { span class="mark warning" { (icon_of("icon small", "pin")) (locale.t("note-pinned")) } }
                        @if let Some(at) = note.expires_at {
                            // The last moment at which it shows: a whole day is meant by its date.
                            span class="mark" { (icon_of("icon small", "clock")) (locale.with("note-until-of", &[("date", locale.date(at.plus(-1)).as_str().into())])) }
                        }
                    }
                }
                (words(locale, note, open))
                (foot(shown, note))
            }
        }
    }
}

fn words(locale: &Locale, note: &Note, open: bool) -> Markup {
    let whole = html! {
        @for paragraph in note.text.split('\n') { p { (text::linked(paragraph)) } }
    };
    html! {
        @if excerpt::is_all(&note.text) {
            div class="note-text" { (whole) }
        } @else {
            details class="note-more" id={ "note-more-" (note.id) } open[open] {
                summary title=(locale.t("note-whole")) {
                    span class="sr" { (locale.t("note-whole")) ": " }
                    span class="excerpt" { (excerpt(&note.text)) }
                    (icon_of("icon small", "chevron-down"))
                }
                div class="note-text" { (whole) }
            }
        }
    }
}

/// What one may do with it, or why one may not.
fn foot(shown: &Shown<'_>, note: &Note) -> Markup {
    let locale = &shown.visitor.locale;
    let edit = note.lock(shown.author, Feature::NotesEdit);
    let delete = note.lock(shown.author, Feature::NotesDelete);
    html! {
        @if edit != Some(Lock::NotOwn) { (warnings(locale, &note.text)) }
        footer {
            @match edit {
                None => {
                    details class="note-edit" id={ "note-edit-" (note.id) "-" (note.version) } hx-morph-skip hx-get=(edit_address(shown, note))
                        hx-trigger="toggle once" hx-target="find .inside" hx-swap="innerHTML" {
                        summary class="button bare" { (icon("pencil")) (locale.t("note-edit")) }
                        div class="inside" { p { a class="link" data-native href=(edit_address(shown, note)) { (locale.t("note-edit-title")) } } }
                    }
                    (pinning(shown, note))
                }
                Some(Lock::SwitchedOff) => p class="locked" { (icon_of("icon small", "lock")) (locale.t("note-locked-team")) },
                Some(Lock::NotOwn) if note.by_id.is_none() => p class="locked" { (icon_of("icon small", "lock")) (locale.t("note-locked-nobody")) },
                Some(Lock::NotOwn) => p class="locked" {
                    (icon_of("icon small", "lock")) (locale.with("note-locked-other", &[("name", note.by.as_str().into())]))
                },
            }
            @if delete.is_none() {
                form method="post" action={ "/notes/" (note.id) "/deletion" } {
                    (hidden(shown, note))
                    button class="button bare" { (icon("trash-2")) (locale.t("note-delete")) }
                }
            }
        }
    }
}

fn pinning(shown: &Shown<'_>, note: &Note) -> Markup {
    let locale = &shown.visitor.locale;
    html! {
        form method="post" action={ "/notes/" (note.id) } {
            (hidden(shown, note))
            input type="hidden" name="pinned" value=(if note.pinned { "" } else { "1" });
            button class="button bare" {
                @if note.pinned { (icon("pin-off")) (locale.t("note-unpin")) } @else { (icon("pin")) (locale.t("note-pin")) }
            }
        }
    }
}

fn hidden(shown: &Shown<'_>, note: &Note) -> Markup {
    html! {
        (csrf(shown.visitor))
        input type="hidden" name="version" value=(note.version);
        @if let Some(interaction) = shown.interaction { input type="hidden" name="interaction" value=(interaction); }
    }
}

fn edit_address(shown: &Shown<'_>, note: &Note) -> String {
    match shown.interaction {
        Some(interaction) => format!("/notes/{}/edit?interaction={interaction}", note.id),
        None => format!("/notes/{}/edit", note.id),
    }
}

/// What one is changing.
pub struct Editing<'a> {
    pub note: &'a Note,
    pub typed: &'a NoteForm,
    pub faults: &'a Faults,
    /// It was changed since it was read: what it is now stands above.
    pub stale: bool,
    pub interaction: Option<InteractionId>,
}

/// The form of a note, within its row or on a page of its own.
pub fn form(visitor: &Visitor, editing: &Editing<'_>) -> Markup {
    let locale = &visitor.locale;
    let Editing { note, typed, faults, .. } = *editing;
    let fields = Fields::new(locale, faults);
    let id = format!("note-text-{}", note.id);
    let wrong = fields.wrong("text");
    let focus = fields.focus(wrong.is_some(), true);
    let key = format!("note-edit:{}", note.id);
    let back = html! {
        a class="button bare" href=(address(note.customer, editing.interaction)) data-discard=(key) { (locale.t("form-discard")) }
    };
    let body = html! {
        (area(locale, &id, "note-edit-title", typed.text.as_deref().unwrap_or_default(), "", wrong.as_deref(), focus))
        (foot_of_form(&fields, &format!("note-{}", note.id), typed, &back))
    };
    html! {
        form class="composer" method="post" action={ "/notes/" (note.id) } data-guard=(key) novalidate {
            (csrf(visitor))
            input type="hidden" name="version" value=(typed.version);
            @if let Some(interaction) = editing.interaction { input type="hidden" name="interaction" value=(interaction); }
            @if editing.stale {
                div class="errors" role="alert" {
                    (icon("git-compare"))
                    div { p { b { (locale.t("note-stale")) } " " (locale.t("note-stale-lead")) } div class="note-text" { @for paragraph in note.text.split('\n') { p { (paragraph) } } } }
                }
            }
            (fields.rest())
            (body)
        }
    }
}

/// The form on a page of its own.
pub fn edit(visitor: &Visitor, editing: &Editing<'_>) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("note-edit-title");
    let body = html! {
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) { (form(visitor, editing)) }
    };
    layout::main(&format!("note-{}", editing.note.id), &title, html! {}, body)
}
