//! The player of a recording, or why there is none.

use maud::{Markup, html};

use super::{Archives, host};
use crate::http::Visitor;
use crate::http::layout::{icon, icon_of};
use crate::interactions::Interaction;
use crate::teams::features::Feature;

/// Speeds, in hundredths.
const SPEEDS: [i64; 6] = [75, 100, 125, 150, 175, 200];

pub fn player(visitor: &Visitor, archives: &Archives, one: &Interaction) -> Markup {
    let locale = &visitor.locale;
    let Some(url) = &one.recording_url else { return html! {} };
    let without = |sign: &str, words: String| html! { p class="no-player" { (icon_of("icon small", sign)) span { (words) } } };
    if !visitor.may(Feature::RecordingsSee) {
        return without("lock", locale.t("recording-not-for-you"));
    }
    if one.customer.is_none() {
        return without("user-x", locale.t("recording-nobody"));
    }
    if !archives.hold(url) {
        let host = host(url).unwrap_or_default();
        return without("circle-alert", locale.with("recording-elsewhere", &[("host", (&host).into())]));
    }
    let address = format!("/interactions/{}/recording", one.id);
    let lasted = one.ended_at.zip(one.answered_at).map(|(end, start)| end.seconds_since(start).max(0));
    let length = lasted.map_or_else(|| "–:––".to_owned(), |seconds| locale.duration(seconds));
    html! {
        section class="player" data-player aria-label=(locale.t("recording")) {
            audio controls preload="none" src=(address) {}
            div class="player-bar" hidden {
                button class="play" type="button" data-play data-keys="p" aria-label=(locale.t("recording-play"))
                    data-pause=(locale.t("recording-pause")) title=(locale.t("recording-play")) { (icon("play")) (icon("pause")) }
                button class="jump" type="button" data-skip="-10" data-keys="," aria-label=(locale.t("recording-back"))
                    title=(locale.t("recording-back")) { "−10" }
                button class="jump" type="button" data-skip="10" data-keys=";" aria-label=(locale.t("recording-on"))
                    title=(locale.t("recording-on")) { "+10" }
                input class="seek" type="range" min="0" max=(lasted.unwrap_or(0)) step="1" value="0" aria-label=(locale.t("recording-place"));
                span class="time" { b data-heard { "0:00" } " / " span data-length { (length) } }
                select class="speed" aria-label=(locale.t("recording-speed")) title=(locale.t("recording-speed")) {
                    @for speed in SPEEDS {
                        @let times = format!("{}.{:02}", speed / 100, speed % 100);
                        @let shown = times.trim_end_matches('0').trim_end_matches('.');
                        option value=(shown) selected[speed == 100] { (locale.decimal(shown)) "×" }
                    }
                }
            }
            @if visitor.may(Feature::RecordingsDownload) {
                a class="icon-button save" href={ (address) "?download=true" } download data-native
                    aria-label=(locale.t("recording-save")) title=(locale.t("recording-save")) { (icon("download")) }
            }
            p class="player-failed" role="status" hidden {
                (icon_of("icon small", "circle-alert")) span { (locale.t("recording-failed")) }
                button class="link" type="button" data-again { (locale.t("toast-retry")) }
            }
        }
    }
}
