//! Messages as they are shown: the formatted mail in its frame, plain text with what it quotes folded.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::content::{self, Shown};
use super::links;
use super::quotes::{self, Piece};
use crate::card::view::text;
use crate::history;
use crate::interactions::Message;
use crate::language::Locale;
use crate::words::Channel;

/// A chat line is short: what is longer is shown as words.
const CHAT_LINE: usize = 20_000;

/// What the frame of a mail looks like: paper in both themes, because whoever wrote it chose colours for paper.
const STYLE: &str = ":root{color-scheme:light;background:#fff;color:#1c1d20;font:.9375rem/1.5 system-ui,sans-serif}\
    body{margin:0;padding:.625rem .75rem;overflow-wrap:anywhere}\
    main{overflow:auto hidden}\
    img{max-width:100%;height:auto}pre{white-space:pre-wrap}a{color:#0b4fa8}\
    blockquote{margin:.5rem 0;padding:0 0 0 .75rem;border-left:2px solid #c8ccd3}\
    summary{width:fit-content;margin-top:.5rem;color:#4a4f58;font:.8125rem/1.5 system-ui,sans-serif;cursor:pointer}\
    .real-target,.no-picture{color:#4a4f58;font:.8125rem/1.4 system-ui,sans-serif}.real-target{direction:ltr;unicode-bidi:isolate}\
    .no-picture{padding:0 .25rem;border:1px solid #c8ccd3}\
    .notice{margin:0 0 .625rem;padding:.375rem .625rem;border-radius:4px;background:#f1f3f6;font:.8125rem/1.5 system-ui,sans-serif}\
    .notice a{font-weight:600;white-space:nowrap}.as-words{white-space:pre-line}";

/// The words of a message.
pub fn body(locale: &Locale, channel: Channel, message: &Message) -> Markup {
    let words = || message.text.clone().or_else(|| message.html.as_deref().map(history::text_of_html));
    match &message.html {
        Some(_) if channel == Channel::Email => html! {
            (frame(locale, message))
            @if let Some(words) = words().filter(|words| !words.trim().is_empty()) {
                details class="as-text" { summary { (locale.t("message-as-text")) } (folded(locale, &words)) }
            }
        },
        Some(line) => {
            match Some(line).filter(|line| line.len() <= CHAT_LINE).and_then(|line| content::chat(line)) {
                Some(line) => html! { div class="rich" { (PreEscaped(line)) } },
                None => html! { @if let Some(words) = words() { (text::linked(&words)) } },
            }
        }
        None => html! { @if let Some(words) = words() {
            @if channel == Channel::Email { (folded(locale, &words)) } @else { (text::linked(&words)) }
        } },
    }
}

/// The frame: what is in it can do nothing to what is around it.
fn frame(locale: &Locale, message: &Message) -> Markup {
    let title = match &message.subject {
        Some(subject) => {
            locale.with("message-frame-of", &[("subject", links::plain(subject).as_str().into())])
        }
        None => locale.t("message-frame"),
    };
    html! {
        iframe class="mail" src={ "/messages/" (message.id) "/html" } title=(title) loading="lazy" referrerpolicy="no-referrer"
            sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox" {}
    }
}

/// Plain text with earlier messages and signatures behind a line that says so; open where there is nothing else.
pub fn folded(locale: &Locale, words: &str) -> Markup {
    let cut = text::cut(words);
    let pieces = quotes::split(cut);
    let open = !quotes::has_words(&pieces);
    html! {
        @for piece in pieces {
            @match piece {
                Piece::Words(words) => (text::linked(words.trim_end())),
                Piece::Quote(words) => details class="folded" open[open] { summary { (locale.t("message-quote")) } (text::linked(words.trim_end())) },
                Piece::Signature(words) => details class="folded" open[open] { summary { (locale.t("message-signature")) } (text::linked(words.trim_end())) },
            }
        }
        @if cut.len() < words.len() { "…" }
    }
}

/// The document within the frame. `offers`: the pictures can be had.
pub fn document(locale: &Locale, message: &Message, shown: Option<&Shown>, offers: bool) -> Markup {
    let remote = i64::try_from(shown.map_or(0, |shown| shown.remote.len())).unwrap_or(i64::MAX);
    html! {
        (DOCTYPE)
        html lang=(locale.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (locale.t("message-frame")) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                @if remote > 0 && offers {
                    p class="notice" {
                        (locale.with("message-remote", &[("n", remote.into())])) " "
                        a href="?pictures=1" { (locale.t("message-remote-show")) }
                    }
                }
                @match shown {
                    Some(shown) => main { (PreEscaped(&shown.html)) },
                    None => {
                        p class="notice" { (locale.t("message-too-much")) }
                        main class="as-words" { (text::cut(&history::text_of_html(message.html.as_deref().unwrap_or_default()))) }
                    }
                }
            }
        }
    }
}
