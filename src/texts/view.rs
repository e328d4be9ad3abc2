//! What was found, with the words marked; and the page that searches in all that was written.
//!
//! Invariant: `#found` holds all that depends on the words, apart from the tabs of the channels, which come with it.

use maud::{Markup, html};

use super::finding::Hit;
use super::pages::Search;
use super::passage::Piece;
use super::{Kind, Passage};
use crate::http;
use crate::http::layout::{self, icon, when};
use crate::language::Locale;
use crate::words::{Channel, Direction, State};

/// Passages of one interaction that show; the others are counted.
const SHOWN: usize = 3;

/// An excerpt with what was found marked.
pub fn excerpt(pieces: &[Piece]) -> Markup {
    html! {
        @for piece in pieces { @if piece.found { mark { (piece.text) } } @else { (piece.text) } }
    }
}

/// What a passage is of, where that is no message.
pub fn origin(locale: &Locale, passage: &Passage) -> Option<String> {
    match (passage.kind, &passage.by) {
        (Kind::Message, _) => None,
        (Kind::Topic, _) => Some(locale.t("messages-topic")),
        (Kind::Comment, Some(by)) => Some(locale.with("messages-comment-by", &[("name", by.into())])),
        (Kind::Comment, None) => Some(locale.t("messages-comment")),
        (Kind::Note, by) => {
            let by = by.as_deref().unwrap_or_default();
            Some(locale.with("messages-note-by", &[("name", by.into())]))
        }
        (Kind::Request, _) => Some(locale.t("messages-request")),
        (Kind::Promise, _) => Some(locale.t("promise-one")),
    }
}

pub fn title(locale: &Locale, search: &Search) -> String {
    match search.filter.words.as_str() {
        "" => locale.t("messages-title"),
        words => locale.with("messages-found", &[("words", words.into())]),
    }
}

/// The address of a search.
pub fn address(words: &str, channel: Option<Channel>, after: Option<&str>) -> String {
    let channel = channel.map(Channel::as_str).unwrap_or_default();
    http::address("/messages", [("q", words), ("channel", channel), ("after", after.unwrap_or_default())])
}

pub fn page(locale: &Locale, search: &Search) -> Markup {
    let title = title(locale, search);
    let words = search.filter.words.as_str();
    html! {
        main id="main" class="page" aria-label=(title) data-page="messages" {
            header class="page-head" {
                h1 { (locale.t("messages-title")) }
                form class="find-form" role="search" action="/messages" {
                    @if let Some(channel) = search.filter.channel { input type="hidden" name="channel" value=(channel); }
                    label class="find" {
                        (icon("search"))
                        span class="sr" { (locale.t("messages-search")) }
                        input class="input" id="messages-q" type="search" name="q" value=(words) maxlength="200" autocomplete="off"
                            placeholder=(locale.t("messages-hint")) data-key="/" autofocus[words.is_empty()]
                            hx-get=(address("", search.filter.channel, None)) hx-trigger="input changed delay:200ms"
                            hx-target="#found" hx-swap="outerHTML";
                        kbd { "/" }
                    }
                }
                div class="end" {
                    a class="button" href="/customers" { (icon("users")) (locale.t("search-customers")) }
                }
            }
            (channels(locale, search, false))
            (list(locale, search))
        }
    }
}

/// What changes while one types.
pub fn found(locale: &Locale, search: &Search) -> Markup {
    html! { (list(locale, search)) (channels(locale, search, true)) }
}

/// `aside`: comes with another part of the page and finds its own place.
fn channels(locale: &Locale, search: &Search, aside: bool) -> Markup {
    let words = search.filter.words.as_str();
    let all = std::iter::once(None).chain(Channel::ALL.iter().copied().map(Some));
    html! {
        nav id="messages-channels" class="tabs" aria-label=(locale.t("channels")) hx-swap-oob=[aside.then_some("true")] {
            @for channel in all {
                a href=(address(words, channel, None)) aria-current=[(search.filter.channel == channel).then_some("page")] {
                    @match channel {
                        None => (locale.t("channel-all")),
                        Some(channel) => (locale.t(&format!("channel-{channel}"))),
                    }
                }
            }
        }
    }
}

fn list(locale: &Locale, search: &Search) -> Markup {
    let groups = groups(&search.found.items);
    let words = search.filter.words.as_str();
    html! {
        div id="found" class="page-body flush scroll" tabindex="0" role="region" aria-label=(locale.t("results")) {
            @if groups.is_empty() && search.is_first {
                (nothing(locale, words))
            } @else {
                ul class="results-list" data-list { @for group in &groups { li { (row(locale, words, group)) } } }
            }
            @if let Some(next) = &search.found.next {
                p class="more" {
                    a class="button" href=(address(words, search.filter.channel, Some(next))) { (locale.t("list-more")) }
                }
            }
        }
    }
}

/// What was found in one interaction stands together, where the newest of it is.
fn groups(hits: &[Hit]) -> Vec<Vec<&Hit>> {
    let mut groups: Vec<Vec<&Hit>> = Vec::new();
    for hit in hits {
        let same = |group: &&mut Vec<&Hit>| {
            hit.interaction_id.is_some()
                && group.first().map(|one| one.interaction_id) == Some(hit.interaction_id)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(hit),
            None => groups.push(vec![hit]),
        }
    }
    groups
}

fn row(locale: &Locale, words: &str, group: &[&Hit]) -> Markup {
    let Some(first) = group.first() else { return Markup::default() };
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", words).finish();
    let kind = first.passage.kind;
    let href = match (first.interaction_id, &first.customer) {
        _ if kind == Kind::Request => Some(format!("/requests/{}", first.passage.id)),
        _ if kind == Kind::Promise => Some(format!("/promises/{}", first.passage.id)),
        (Some(id), Some(_)) => Some(format!("/interactions/{id}?{query}")),
        (Some(id), None) => Some(format!("/interactions/{id}")),
        (None, Some(customer)) => {
            Some(format!("/customers/{}?tab=notes&note={}", customer.id, first.passage.id))
        }
        (None, None) => None,
    };
    let (sign, way) = match first.channel {
        Some(channel) => (
            crate::history::view::channel_icon(channel, Direction::In, State::Closed, true),
            locale.t(&format!("channel-{channel}-one")),
        ),
        None if kind == Kind::Promise => ("handshake", locale.t("promise-one")),
        None if kind == Kind::Request => ("inbox", locale.t("request-one")),
        None => ("sticky-note", locale.t("note-one")),
    };
    let others = i64::try_from(group.len().saturating_sub(SHOWN)).unwrap_or(0);
    html! {
        a class="hit written" href=[href] data-item {
            (icon(sign))
            div {
                b {
                    @match &first.customer {
                        Some(customer) => (customer.name),
                        None => (locale.t("messages-nobody")),
                    }
                }
                p { (way) }
            }
            div class="passages" {
                @for hit in group.iter().take(SHOWN) { (passage(locale, &hit.passage)) }
                @if others > 0 { p { small { (locale.with("messages-others", &[("n", others.into())])) } } }
            }
            (when(locale, first.passage.at))
        }
    }
}

/// One passage as a line.
pub fn passage(locale: &Locale, one: &Passage) -> Markup {
    html! {
        p class="excerpt" {
            @if let Some(origin) = origin(locale, one) { span class="origin" { (origin) } " " }
            (excerpt(&one.excerpt))
        }
    }
}

fn nothing(locale: &Locale, words: &str) -> Markup {
    let (title, more) = match words {
        "" => ("messages-start", "messages-start-more"),
        _ => ("history-not-found", "messages-none-more"),
    };
    html! {
        div class="empty" {
            (icon("search"))
            h2 { (locale.t(title)) }
            p { (locale.t(more)) }
            @if !words.is_empty() {
                a class="button" href={ "/customers?" (form_urlencoded::Serializer::new(String::new()).append_pair("q", words).finish()) } {
                    (icon("users")) (locale.t("search-customers"))
                }
            }
        }
    }
}

/// The address that searches for words in all that was written, as a link from elsewhere.
pub fn link(locale: &Locale, words: &str) -> Markup {
    let text = match words {
        "" => locale.t("messages-title"),
        words => locale.with("messages-search-for", &[("words", words.into())]),
    };
    html! { a class="button" href=(address(words, None, None)) { (layout::icon("message-square")) (text) } }
}
