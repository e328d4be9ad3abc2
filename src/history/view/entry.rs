//! One row of the history, and what is inside it.

use maud::{Markup, html};

use super::channel_icon;
use crate::history::Entry;
use crate::http::layout::{icon_of, when, when_clock};
use crate::interactions::{self, Rating};
use crate::language::{Arg, Locale};
use crate::transfers;
use crate::words::{Channel, Direction, State};

/// A row below the heading of its day. `name`: the customer; none: whoever it was.
pub fn row(locale: &Locale, one: &Entry, name: Option<&str>, place: i64, total: i64) -> Markup {
    article(locale, one, name, (place, total), &when_clock(locale, one.at), false)
}

/// A row of a list without days: it says its date itself.
pub fn dated(locale: &Locale, one: &Entry, name: Option<&str>, place: i64, total: i64) -> Markup {
    article(locale, one, name, (place, total), &when(locale, one.at), true)
}

fn article(
    locale: &Locale,
    one: &Entry,
    name: Option<&str>,
    place: (i64, i64),
    time: &Markup,
    alone: bool,
) -> Markup {
    let title = format!("entry-{}-h", one.id);
    let address = format!("/interactions/{}/details", one.id);
    let colour = match one.state {
        _ if one.is_missed() && one.direction == Direction::In => " bad",
        State::Offered | State::Active => " live",
        _ => "",
    };
    html! {
        article id={ "entry-" (one.id) } class="entry" data-item tabindex="0" aria-labelledby=(title)
            aria-posinset=(place.0) aria-setsize=(place.1) {
            (icon_of(&format!("icon{colour}"), channel_icon(one.channel, one.direction, one.state, one.answered_at.is_some())))
            div {
                div class="head" {
                    // The heading stands one below that of its list.
                    @if alone { h3 class="sentence" id=(title) { (sentence(locale, one, name)) } }
                    @else { h4 class="sentence" id=(title) { (sentence(locale, one, name)) } }
                    span class="meta" { (meta(locale, one)) }
                    span class="end" { (marks(locale, one)) (time) }
                }
                (excerpt(locale, one))
                @if !one.chain.is_empty() { p class="excerpt" { (transfers::view::trail(locale, &one.chain)) } }
                @if let Some(number) = one.to_call_back() {
                    p class="call-back" {
                        @if one.refused { span class="mark warning" { (icon_of("icon small", "ban")) (locale.t("flag-do-not-contact")) } }
                        @else {
                            a class="link" href={ "tel:" (number) } data-native {
                                (icon_of("icon small", "phone")) (locale.t("call-back")) " " span class="figures" { (locale.phone(number)) }
                            }
                        }
                    }
                }
                details class="more-inside" id={ "more-" (one.id) } hx-morph-skip hx-get=(address) hx-trigger="toggle once"
                    hx-target="find .inside" hx-swap="outerHTML" {
                    summary aria-label=(locale.t("entry-more")) title=(locale.t("entry-more")) {
                        (icon_of("icon small", "chevron-down"))
                    }
                    div class="inside" {
                        p { a class="link" data-native href=(address) { (locale.t("entry-open")) } }
                    }
                }
            }
        }
    }
}

/// Who did what with whom. Its words come from the translations; the leading part of it is bold.
pub fn sentence(locale: &Locale, one: &Entry, name: Option<&str>) -> Markup {
    let agent = one.agent.clone().unwrap_or_else(|| locale.t("somebody"));
    let (subject, object) = match name {
        Some(name) => (name.to_owned(), name.to_owned()),
        None if matches!(one.channel, Channel::Call | Channel::Sms) => {
            (locale.t("caller-first"), locale.t("caller"))
        }
        None => (locale.t("sender-first"), locale.t("sender")),
    };
    let time = locale.duration(one.waited().unwrap_or(0));
    // The translation sets the order and the bold; names are put in afterwards, so that no name can look like markup.
    let given = [("agent", agent), ("subject", subject), ("customer", object), ("time", time)];
    let places = ["\u{e000}", "\u{e001}", "\u{e002}", "\u{e003}"];
    let args: Vec<(&str, Arg<'_>)> =
        given.iter().zip(places).map(|((name, _), place)| (*name, Arg::Text(place))).collect();
    let text = locale.with(key(one), &args);
    let fill = |part: &str| {
        let part = part.replace("<b>", "").replace("</b>", "");
        given.iter().zip(places).fold(part, |part, ((_, value), place)| part.replace(place, value))
    };
    let (before, rest) = text.split_once("<b>").unwrap_or((&text, ""));
    let (bold, after) = rest.split_once("</b>").unwrap_or(("", rest));
    html! { (fill(before)) @if !bold.is_empty() { b { (fill(bold)) } } (fill(after)) }
}

fn key(one: &Entry) -> &'static str {
    let handled = one.answered_at.is_some() || one.agent.is_some();
    match (one.channel, one.direction, one.state) {
        (Channel::Call, Direction::In, State::Offered) => "entry-call-ringing",
        (Channel::Call, Direction::Out, State::Offered) => "entry-call-dialling",
        (Channel::Call, _, State::Active) => "entry-call-live",
        (Channel::Call, Direction::In, _) if one.answered_at.is_none() => "entry-call-missed",
        (Channel::Call, Direction::Out, _) if one.answered_at.is_none() => "entry-call-unanswered",
        (Channel::Call, Direction::In, _) => "entry-call-in",
        (Channel::Call, Direction::Out, _) => "entry-call-out",
        (Channel::Chat, _, State::Offered) => "entry-chat-waiting",
        (Channel::Chat, _, State::Active) => "entry-chat-live",
        (Channel::Chat, _, _) if handled => "entry-chat",
        (Channel::Chat, _, _) => "entry-chat-missed",
        (Channel::Email, Direction::In, _) => "entry-email-in",
        (Channel::Email, Direction::Out, _) => "entry-email-out",
        (Channel::Sms, Direction::In, _) => "entry-sms-in",
        (Channel::Sms, Direction::Out, _) => "entry-sms-out",
        (Channel::Social, Direction::In, _) => "entry-social-in",
        (Channel::Social, Direction::Out, _) => "entry-social-out",
    }
}

/// Queue, campaign, how long it took or how many messages it has.
fn meta(locale: &Locale, one: &Entry) -> String {
    let size = match one.channel {
        Channel::Call | Channel::Chat => one.lasted().map(|seconds| rounded(locale, seconds)),
        _ => (one.messages > 1).then(|| locale.with("count-messages", &[("n", one.messages.into())])),
    };
    [one.campaign.clone(), one.queue.clone(), size].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// "6 min", "40 s".
pub fn rounded(locale: &Locale, seconds: i64) -> String {
    if seconds < 60 {
        locale.with("seconds", &[("n", seconds.into())])
    } else {
        locale.with("minutes", &[("n", ((seconds + 30) / 60).into())])
    }
}

fn marks(locale: &Locale, one: &Entry) -> Markup {
    html! {
        @match one.state {
            State::Offered | State::Active => span class="mark success" { span class="dot live" {} (locale.t("now")) }
            State::WrapUp => span class="mark warning" { (icon_of("icon small", "headset")) (locale.t("state-wrap_up")) }
            State::Closed => {}
        }
        @if let Some(delivery) = &one.delivery { (interactions::view::delivery(locale, delivery)) }
        @if let Some(rating) = one.rating { (face(locale, rating)) }
        @if one.recorded { (icon_of("icon small", "play")) span class="sr" { (locale.t("recorded")) } }
    }
}

/// A rating as one of three faces with its word: shape, colour and word say the same.
pub fn face(locale: &Locale, rating: Rating) -> Markup {
    let share = rating.value / rating.scale;
    let (class, word, shape) = if share < 0.5 {
        (
            "mark error",
            "rating-bad",
            html! {
                path d="M9 1.6 16.4 9 9 16.4 1.6 9z" stroke-linejoin="round" {}
                (eyes("7.8")) path d="M6.6 12c1.2-1.5 3.6-1.5 4.8 0" {}
            },
        )
    } else if share <= 0.7 {
        (
            "mark",
            "rating-neutral",
            html! {
                rect x="2" y="2" width="14" height="14" rx="3.5" {}
                (eyes("7.6")) path d="M6 11.6h6" {}
            },
        )
    } else {
        (
            "mark success",
            "rating-good",
            html! {
                circle cx="9" cy="9" r="7.25" {}
                (eyes("7.4")) path d="M5.8 10.6c1.5 2.2 4.9 2.2 6.4 0" {}
            },
        )
    };
    html! {
        span class=(class) title={ (rating.value) " / " (rating.scale) } {
            svg class="face" viewBox="0 0 18 18" aria-hidden="true" { (shape) }
            (locale.t(word))
        }
    }
}

fn eyes(height: &str) -> Markup {
    html! {
        circle class="eye" cx="6.6" cy=(height) r=".95" {}
        circle class="eye" cx="11.4" cy=(height) r=".95" {}
    }
}

fn excerpt(locale: &Locale, one: &Entry) -> Markup {
    html! {
        @if !one.matches.is_empty() {
            @for found in &one.matches { (crate::texts::view::passage(locale, found)) }
        } @else if one.topic.is_some() || one.excerpt.is_some() {
            p class="excerpt" {
                @if let Some(topic) = &one.topic { b { (topic) } @if one.excerpt.is_some() { ". " } }
                @if let Some(excerpt) = &one.excerpt { (excerpt) }
            }
        }
    }
}
