//! What came with a message, below its words; what a mail shows within its words stands behind a line of its own.

use maud::{Markup, html};

use super::Attachment;
use crate::files::media::Preview;
use crate::files::name;
use crate::files::view::sign;
use crate::http::layout::{icon, icon_of};
use crate::interactions::Message;
use crate::language::Locale;
use crate::messages::content;
use crate::words::Channel;

/// Endings of what runs when it is opened, on one system or another.
const PROGRAMS: &str = "apk app appimage appx bat cmd com command cpl deb dll dmg docm dotm exe gadget hta inf iso jar jnlp js jse \
    lnk msc msi msp pif pkg potm ppam ppsm pptm ps1 reg rpm scf scr sh url vb vbe vbs vhd vhdx wsf wsh xlam xlsm xltm";

/// All that came with a message; nothing where nothing did. `place` keeps ids apart, where a message stands twice.
pub fn list(locale: &Locale, channel: Channel, message: &Message, place: &str) -> Markup {
    let within = within(channel, message);
    let (within, beside): (Vec<&Attachment>, Vec<&Attachment>) =
        message.attachments.iter().partition(|one| within.iter().any(|shown| shown.id == one.id));
    html! {
        @if !beside.is_empty() {
            ul class="attachments" aria-label=(locale.t("attachments")) { @for one in beside { (row(locale, one)) } }
        }
        @if !within.is_empty() {
            @let count = i64::try_from(within.len()).unwrap_or(i64::MAX);
            details class="attachments-within" id={ (place) "-within-" (message.id) } {
                summary { (locale.with("attachments-within", &[("n", count.into())])) }
                ul class="attachments" aria-label=(locale.t("attachments")) { @for one in within { (row(locale, one)) } }
            }
        }
    }
}

/// The pictures that stand in a formatted mail itself, by the ids that it names; of two with one id the first.
pub fn within(channel: Channel, message: &Message) -> Vec<&Attachment> {
    let Some(html) = message.html.as_deref().filter(|_| channel == Channel::Email) else { return Vec::new() };
    if message.attachments.iter().all(|one| one.content_id.is_none()) {
        return Vec::new();
    }
    let named = content::content_ids(html);
    let mut shown: Vec<&Attachment> = Vec::new();
    for one in message.attachments.iter().filter(|one| one.is_picture()) {
        let is_new = shown.iter().all(|known| known.content_id != one.content_id);
        if is_new && one.content_id.as_ref().is_some_and(|id| named.contains(id)) {
            shown.push(one);
        }
    }
    shown
}

fn row(locale: &Locale, one: &Attachment) -> Markup {
    let path = format!("/attachments/{}", one.id);
    let sign = sign(one.preview(), &one.name);
    let save = locale.with("file-download-what", &[("name", (&one.name).into())]);
    html! {
        li class="attachment" {
            @if one.is_picture() && one.media_type != "image/gif" {
                span class="attachment-picture" { (icon("image")) img src={ (path) "/thumbnail" } alt="" loading="lazy"; }
            } @else { span class="attachment-picture" { (icon(sign)) } }
            div class="attachment-told" {
                @match one.preview() {
                    Some(preview) => a class="attachment-name" href={ (path) "/preview" } target="_blank" rel="noopener"
                        data-look=(match preview { Preview::Picture => "picture", Preview::Document => "document" })
                        data-file={ (path) "/content" } { (in_two(&one.name)) },
                    None => a class="attachment-name" href={ (path) "/content" } download=(one.name) { (in_two(&one.name)) },
                }
                p class="file-facts" {
                    span { (locale.t(kind(sign))) }
                    span class="figures" { (locale.size(one.size)) }
                    @if is_program(&one.name) {
                        span class="mark warning" { (icon_of("icon small", "triangle-alert")) (locale.t("attachment-program")) }
                    }
                }
            }
            a class="icon-button" href={ (path) "/content" } download=(one.name) aria-label=(save) title=(locale.t("file-download")) {
                (icon("download"))
            }
        }
    }
}

/// A name whose ending is seen however long it is: what comes last says what it is.
fn in_two(name: &str) -> Markup {
    let ending = name::ending(name).map_or(0, |ending| ending.len() + 1);
    let (stem, ending) = name.split_at(name.len() - ending);
    html! { bdi class="stem" { (stem) } bdi class="ending" { (ending) } }
}

/// What it is in a word, by its icon.
fn kind(sign: &str) -> &'static str {
    match sign {
        "image" => "attachment-kind-picture",
        "file-text" => "attachment-kind-document",
        "file-spreadsheet" => "attachment-kind-spreadsheet",
        "file-archive" => "attachment-kind-archive",
        "file-headphone" => "attachment-kind-sound",
        "file-play" => "attachment-kind-film",
        _ => "attachment-kind-file",
    }
}

fn is_program(name: &str) -> bool {
    let ending = name::ending(name).unwrap_or_default().to_ascii_lowercase();
    PROGRAMS.split_whitespace().any(|one| one == ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_name_stands_apart_and_tells_of_programs() {
        assert_eq!(
            in_two("offer.pdf.exe").0,
            "<bdi class=\"stem\">offer.pdf</bdi><bdi class=\"ending\">.exe</bdi>"
        );
        assert_eq!(in_two("å<b>").0, "<bdi class=\"stem\">å&lt;b&gt;</bdi><bdi class=\"ending\"></bdi>");
        assert!(is_program("offer.pdf.EXE") && is_program("x.lnk"));
        assert!(!is_program("exe") && !is_program("offer.pdf") && !is_program("a.txt"));
    }
}
