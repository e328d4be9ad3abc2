//! Who talks with whom, in rows that are read anew while one looks.

use maud::{Markup, html};

use super::pages::{Choices, LiveQuery};
use super::{COUNTED, Live, Shown};
use crate::card::view::now;
use crate::history::view::channel_icon;
use crate::http::layout::{self, avatar, icon, icon_of, timer};
use crate::language::Locale;
use crate::transfers::choice::Doing;
use crate::words::Channel;

/// `live`: what `live` makes.
pub fn page(locale: &Locale, query: &LiveQuery, choices: &Choices, live: &Markup) -> Markup {
    let title = locale.t("live-contacts");
    let body = html! {
        div class="page-body flush scroll" tabindex="0" role="region" aria-label=(title) {
            (filter(locale, query, choices))
            (live)
        }
    };
    layout::main("live-contacts", &title, html! {}, body)
}

fn filter(locale: &Locale, query: &LiveQuery, choices: &Choices) -> Markup {
    let own = |all: &str, names: &[String]| {
        let first = (String::new(), locale.t(all));
        let rest = names.iter().map(|name| (name.clone(), name.clone()));
        std::iter::once(first).chain(rest).collect::<Vec<_>>()
    };
    let mut channels = vec![(String::new(), locale.t("live-all-channels"))];
    channels
        .extend(Channel::ALL.iter().map(|one| (one.to_string(), locale.t(&format!("channel-{one}-one")))));
    html! {
        form class="change-filter live-filter" id="live-filter" action="/live-contacts" aria-label=(locale.t("live-filter")) {
            (select("team", &locale.t("live-team"), &query.team, &own("live-all-teams", &choices.teams)))
            (select("queue", &locale.t("live-queue"), &query.queue, &own("live-all-queues", &choices.queues)))
            (select("channel", &locale.t("live-channel"), &query.channel, &channels))
            button class="button" { (icon_of("icon small", "search")) (locale.t("live-show")) }
        }
    }
}

fn select(name: &str, label: &str, value: &str, options: &[(String, String)]) -> Markup {
    html! {
        select class="input" name=(name) id={ "live-" (name) } aria-label=(label) {
            @for (key, title) in options { option value=(key) selected[key == value] { (title) } }
        }
    }
}

/// What goes on. Much happens at once in a house: it is read anew every two seconds at most.
pub fn live(locale: &Locale, query: &LiveQuery, shown: &Shown) -> Markup {
    html! {
        div id="live" class="live-list" data-refresh=(query.address()) data-calm="2000"
            data-on="kind:interaction.created kind:interaction.changed kind:interaction.offered kind:interaction.deleted" {
            section aria-labelledby="h-live-waiting" {
                h2 class="live-head" id="h-live-waiting" { (locale.t("live-waiting")) " " (count(locale, shown.counts.0)) }
                @if shown.waiting.items.is_empty() { p class="quiet" { (locale.t("live-waiting-none")) } }
                (rows(locale, &shown.waiting.items))
                (more(locale, shown.counts.0, shown.waiting.items.len()))
            }
            section aria-labelledby="h-live-agents" {
                h2 class="live-head" id="h-live-agents" { (locale.t("live-going-on")) " " (count(locale, shown.counts.1)) }
                @if shown.going_on.items.is_empty() { p class="quiet" { (locale.t("live-going-on-none")) } }
                (rows(locale, &shown.going_on.items))
                (more(locale, shown.counts.1, shown.going_on.items.len()))
            }
            @if !shown.free.is_empty() {
                section aria-labelledby="h-live-free" {
                    h2 class="live-head" id="h-live-free" { (locale.t("live-without")) " " (count(locale, i64::try_from(shown.free.len()).unwrap_or(0))) }
                    ul class="live-free" {
                        @for one in &shown.free {
                            li id={ "free-" (one.agent.id) } {
                                (avatar(&one.agent.name, one.agent.id.0, "mini"))
                                span { (one.agent.name) }
                                span class="quiet" { span class={ "dot" @if one.doing != Doing::Free { " wait" } } {} " " (locale.t(&format!("doing-{}", one.doing))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn count(locale: &Locale, count: i64) -> Markup {
    html! {
        span class="count" {
            @if count > COUNTED { (locale.with("live-at-least", &[("n", COUNTED.into())])) } @else { (count) }
        }
    }
}

fn more(locale: &Locale, count: i64, shown: usize) -> Markup {
    let rest = count - i64::try_from(shown).unwrap_or(i64::MAX);
    html! { @if rest > 0 { p class="quiet" { (locale.with("live-more", &[("n", rest.into())])) } } }
}

fn rows(locale: &Locale, contacts: &[Live]) -> Markup {
    html! { ul class="live-rows" { @for one in contacts { (row(locale, one)) } } }
}

fn row(locale: &Locale, live: &Live) -> Markup {
    let one = &live.interaction;
    let words = locale.t(&format!("channel-{}-one", one.channel));
    let identifier = one.identifier.as_ref().map(|identifier| locale.identifier(identifier));
    html! {
        li class="live-row" id={ "live-" (one.id) } {
            span class="live-channel" title=(words) {
                (icon(channel_icon(one.channel, one.direction, one.state, one.answered_at.is_some()))) span class="sr" { (words) }
            }
            span class="live-who cut" {
                @if live.is_restricted {
                    span class="mark warning" { (icon_of("icon small", "lock")) (locale.t("live-restricted")) }
                } @else {
                    a class="link" href={ "/interactions/" (one.id) } {
                        @match (&live.customer, &identifier) {
                            (Some((_, name)), _) => (name),
                            (None, Some(identifier)) => span class="tel" { (identifier) },
                            (None, None) => (locale.t("withheld")),
                        }
                    }
                }
            }
            span class="live-agent cut" {
                @if let Some(agent) = &live.agent { span class="sr" { (locale.t("live-agent")) ": " } (agent) }
            }
            span class="live-queue cut" {
                @if let Some(queue) = &one.queue { span class="sr" { (locale.t("live-queue")) ": " } (queue) }
            }
            (now::state(locale, one))
            (timer(locale, "live-since", live.since()))
        }
    }
}
