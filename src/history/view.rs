//! The history as people read it: channel tabs with counts, days, and a page of rows with a way to older ones.
//!
//! Invariant: `#history` holds `#feed`, and `#feed` the rows by id, so that a page, a refresh and "Load older" are
//! the same markup.

pub mod entry;

use std::collections::HashMap;

use maud::{Markup, html};

use super::{Counts, Entry, Only, Scope};
use crate::customers::{Customer, Kind};
use crate::http::layout::{icon, icon_of, when};
use crate::http::paging::Listed;
use crate::id::CustomerId;
use crate::language::Locale;
use crate::texts::finding::Hit;
use crate::words::{Channel, Direction, State};

/// What part of a customer's history is shown, and beside which page.
pub struct Shown<'a> {
    pub customer: &'a Customer,
    /// Address of the page around it: tabs lead there.
    pub base: &'a str,
    /// The tabs of the card.
    pub tabs: &'a Markup,
    pub scope: Scope,
    /// Whether there is a choice between one's own and the company's.
    pub has_company: bool,
    pub only: Only,
    /// The last day that is shown, as it was asked for.
    pub until: Option<&'a str>,
    pub words: Option<&'a str>,
    pub counts: &'a Counts,
    pub list: &'a Listed<Entry>,
    /// Names of the others whose contacts are in the list.
    pub names: &'a HashMap<CustomerId, String>,
    /// How many rows come before the first of this list.
    pub from: i64,
    /// Notes on the customer in which the words were found.
    pub notes: &'a [Hit],
}

impl Shown<'_> {
    /// The members of the query that shows this part again.
    fn query(&self) -> Vec<(&'static str, &str)> {
        let Only { channel, direction, recorded, missed, campaign } = self.only;
        let on = |is: bool| is.then_some("true");
        let scope = (self.scope != usual(self.customer, self.has_company)).then_some(self.scope.as_str());
        let members = [
            ("channel", channel.map(Channel::as_str)),
            ("direction", direction.map(Direction::as_str)),
            ("recorded", on(recorded)),
            ("missed", on(missed)),
            ("campaign", on(campaign)),
            ("scope", scope),
            ("until", self.until),
            ("q", self.words),
        ];
        members.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    fn link(&self, base: &str) -> String {
        let members = self.query();
        if members.is_empty() {
            return base.to_owned();
        }
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(members).finish();
        format!("{base}?{query}")
    }

    /// The page with other contacts of the same history.
    fn of(&self, only: Only) -> String {
        Shown { only, ..*self }.link(self.base)
    }

    fn address(&self) -> String {
        self.link(&format!("/customers/{}/history", self.customer.id))
    }

    /// The same from the newest on.
    fn newest(&self) -> String {
        Shown { until: None, ..*self }.address()
    }

    /// The address of the rows while words are typed: what is typed comes after it.
    fn typing(&self) -> String {
        let address = Shown { words: None, ..*self }.address();
        match self.base.strip_prefix("/interactions/") {
            Some(interaction) if address.contains('?') => format!("{address}&interaction={interaction}"),
            Some(interaction) => format!("{address}?interaction={interaction}"),
            None => address,
        }
    }

    /// The page of the whole tab.
    fn unsearched(&self) -> String {
        Shown { words: None, until: None, only: self.only.tab(), ..*self }.link(self.base)
    }

    /// Whether less than the whole tab is shown.
    fn is_narrowed(&self) -> bool {
        self.words.is_some() || self.until.is_some() || self.only != self.only.tab()
    }

    /// How many rows there are in all, if that is known.
    fn total(&self) -> Option<i64> {
        match (self.only.channel, self.only.direction) {
            _ if self.is_narrowed() => None,
            (None, None) => Some(self.counts.total()),
            (Some(channel), None) => Some(self.counts.of(channel)),
            (Some(Channel::Call), Some(Direction::Out)) => Some(self.counts.calls_out),
            (Some(Channel::Call), Some(Direction::In)) => {
                Some(self.counts.of(Channel::Call) - self.counts.calls_out)
            }
            (_, Some(_)) => None,
        }
    }
}

/// Whose contacts show without being asked for.
fn usual(customer: &Customer, has_company: bool) -> Scope {
    if has_company { super::usual_scope(customer.kind) } else { Scope::Own }
}

/// The section of the card.
pub fn history(locale: &Locale, shown: &Shown<'_>) -> Markup {
    html! {
        section id="history" class="history" aria-labelledby="h-history" {
            div class="history-bar" {
                div class="history-head" {
                    (shown.tabs)
                    h2 id="h-history" class="sr" { (locale.t("history")) }
                    @if shown.has_company { (scopes(locale, shown)) }
                    form class="end history-find" role="search" aria-label=(locale.t("history-search")) action=(shown.base) {
                        (kept(&Shown { words: None, ..*shown }))
                        label class="find" {
                            (icon("search"))
                            span class="sr" { (locale.t("history-search")) }
                            input class="input" id="history-q" name="q" type="search" value=[shown.words] maxlength="200"
                                placeholder=(locale.t("history-search-hint")) autocomplete="off" data-key="g>s"
                                hx-get=(shown.typing()) hx-trigger="input changed delay:200ms" hx-target="#feed" hx-swap="outerHTML";
                        }
                    }
                }
                (channels(locale, shown, false))
            }
            button class="pill" id="new-pill" type="button" hidden data-one=(new_text(locale, 1)) data-few=(new_text(locale, 2))
                data-many=(new_text(locale, 5)) data-other=(new_text(locale, 10)) {
                (icon_of("icon small", "arrow-up")) span data-count {}
            }
            (feed(locale, shown))
            template id="entry-failed" {
                p class="failed" role="status" {
                    (icon_of("icon small", "circle-alert")) span { (locale.t("entry-failed")) }
                    button class="link" type="button" data-load-again { (locale.t("toast-retry")) }
                }
            }
        }
    }
}

/// The plural form that `example` takes, with a place for the number: scripts count on.
fn new_text(locale: &Locale, example: i64) -> String {
    locale.with("history-new", &[("n", example.into())]).replacen(&example.to_string(), "{n}", 1)
}

fn scopes(locale: &Locale, shown: &Shown<'_>) -> Markup {
    let (own, company) = match shown.customer.kind {
        Kind::Person => (short_name(shown.customer), locale.t("history-company")),
        Kind::Company => (locale.t("history-company-only"), locale.t("history-company-people")),
    };
    let current = |scope| (shown.scope == scope).then_some("true");
    let link = |scope| Shown { scope, ..*shown }.link(shown.base);
    html! {
        div class="switch" role="group" aria-label=(locale.t("history-scope")) {
            a href=(link(Scope::Own)) aria-current=[current(Scope::Own)] { (own) }
            a href=(link(Scope::Company)) aria-current=[current(Scope::Company)] { (company) }
        }
    }
}

/// The rows for what was typed, and the tabs, which lead on with it.
pub fn searched(locale: &Locale, shown: &Shown<'_>) -> Markup {
    html! { (feed(locale, shown)) (channels(locale, shown, true)) }
}

/// `aside`: comes with another part of the page and finds its own place.
fn channels(locale: &Locale, shown: &Shown<'_>, aside: bool) -> Markup {
    let key = |place: usize| (place <= 9).then(|| place.to_string());
    let tabs = tabs(shown.counts, shown.only);
    html! {
        div id="history-channels" class="channel-row" hx-swap-oob=[aside.then_some("true")] {
            nav class="channels" aria-label=(locale.t("channels")) {
                @for (place, (words, tab, count)) in tabs.iter().enumerate() {
                    a href=(shown.of(*tab)) aria-current=[(shown.only.tab() == *tab).then_some("page")] data-key=[key(place + 1)] {
                        (locale.t(words)) " " span class="count" { (count) }
                    }
                }
            }
            (narrowing(locale, shown))
        }
    }
}

/// The tabs: their words, what they show, and how much that is. Calls that came in and those that went out are two.
/// An address may ask for both: then they have a tab together.
fn tabs(counts: &Counts, asked: Only) -> Vec<(&'static str, Only, i64)> {
    let mut tabs = vec![("channel-all", Only::default(), counts.total())];
    for (channel, count) in &counts.each {
        let only = Only::channel(*channel);
        let words = match channel {
            Channel::Call => {
                if asked.tab() == only {
                    tabs.push(("channel-call", only, *count));
                }
                let directions = [
                    ("history-calls-in", Direction::In, count - counts.calls_out),
                    ("history-calls-out", Direction::Out, counts.calls_out),
                ];
                for (words, direction, count) in directions.into_iter().filter(|(_, _, count)| *count > 0) {
                    tabs.push((words, Only { direction: Some(direction), ..only }, count));
                }
                continue;
            }
            Channel::Chat => "channel-chat",
            Channel::Email => "channel-email",
            Channel::Sms => "channel-sms",
            Channel::Social => "channel-social",
        };
        tabs.push((words, only, *count));
    }
    tabs
}

/// Hidden fields by which a form keeps what else is asked for.
fn kept(shown: &Shown<'_>) -> Markup {
    html! { @for (name, value) in shown.query() { input type="hidden" name=(name) value=(value); } }
}

/// What can be chosen within a tab: its word, whether it is on, and the page with it the other way round.
fn choices(shown: &Shown<'_>) -> Vec<(&'static str, bool, String)> {
    let only = shown.only;
    let mut choices = Vec::new();
    if only.channel.is_none_or(|channel| channel == Channel::Call) && only.direction != Some(Direction::Out) {
        choices.push(("history-missed", only.missed, Only { missed: !only.missed, ..only }));
    }
    choices.push(("history-recorded", only.recorded, Only { recorded: !only.recorded, ..only }));
    choices.push(("history-campaigns", only.campaign, Only { campaign: !only.campaign, ..only }));
    choices.into_iter().map(|(words, is_on, other)| (words, is_on, shown.of(other))).collect()
}

/// The menu at the end of the tabs: a day to go to, and what of the tab is shown.
fn narrowing(locale: &Locale, shown: &Shown<'_>) -> Markup {
    let is_on = shown.until.is_some() || shown.only != shown.only.tab();
    html! {
        details class="menu narrowing" id="history-narrow" data-first="#history-until" {
            summary class={ "icon-button" @if is_on { " is-on" } } data-key="g>d" aria-label=(locale.t("history-narrow"))
                title=(locale.t("history-narrow")) { (icon("sliders-horizontal")) }
            div class="menu-list" {
                form class="go-to-day" action=(shown.base) {
                    (kept(&Shown { until: None, ..*shown }))
                    label for="history-until" { (locale.t("history-until")) }
                    span class="pair" {
                        input class="input" id="history-until" type="date" name="until" value=[shown.until] required;
                        button class="button" { (locale.t("history-go")) }
                    }
                }
                hr;
                @for (words, is_on, other) in choices(shown) {
                    a href=(other) aria-current=[is_on.then_some("true")] {
                        span class="tick" { @if is_on { (icon_of("icon small", "check")) } }
                        (locale.t(words))
                    }
                }
            }
        }
    }
}

/// Why there is less here than the whole tab, each reason with the way to be rid of it.
fn narrowed(locale: &Locale, shown: &Shown<'_>) -> Markup {
    let until = shown.until.and_then(|day| locale.day_in_words(day));
    html! {
        @if shown.is_narrowed() {
            p class="searched" {
                @if let Some(words) = shown.words { span { (locale.with("history-found", &[("words", words.into())])) } }
                @if let Some(until) = until {
                    a class="tag" href=(Shown { until: None, ..*shown }.link(shown.base)) {
                        (locale.with("history-to-day", &[("day", (&until).into())])) (icon_of("icon small", "x"))
                        span class="sr" { (locale.t("history-without")) }
                    }
                }
                @for (words, is_on, other) in choices(shown) {
                    @if is_on {
                        a class="tag" href=(other) {
                            (locale.t(words)) (icon_of("icon small", "x")) span class="sr" { (locale.t("history-without")) }
                        }
                    }
                }
                a class="link" href=(shown.unsearched()) { (locale.t("history-show-all")) }
            }
        }
    }
}

/// The rows, newest first, in days.
pub fn feed(locale: &Locale, shown: &Shown<'_>) -> Markup {
    let first = shown.from == 0 && shown.until.is_none();
    let newer = if shown.until.is_some() { "history-newest" } else { "history-newer" };
    html! {
        div id="feed" class="feed scroll" tabindex="0" role="region" aria-label=(locale.t("history-feed"))
            data-on={ "customer:" (shown.customer.id) } data-refresh=(shown.address()) {
            p class="older" hidden[first] {
                a class="link" data-newer href=(shown.newest()) { (locale.t(newer)) }
            }
            @if !shown.list.items.is_empty() || shown.list.next.is_some() { (narrowed(locale, shown)) }
            @if !shown.notes.is_empty() { (found_notes(locale, shown)) }
            @if shown.list.items.is_empty() && shown.list.next.is_none() && shown.notes.is_empty() { (nothing(locale, shown)) }
            (days(locale, &shown.list.items, shown.from, shown.total(), &|entry| name(shown, entry)))
            @if let Some(next) = &shown.list.next { (older(locale, shown, next)) }
        }
    }
}

/// The notes that have the words, above the contacts that do.
fn found_notes(locale: &Locale, shown: &Shown<'_>) -> Markup {
    let count = i64::try_from(shown.notes.len()).unwrap_or(0);
    html! {
        section class="day" id="day-notes" {
            h3 { (locale.with("notes-found", &[("n", count.into())])) }
            @for hit in shown.notes {
                article class="entry" data-item tabindex="0" aria-labelledby={ "found-" (hit.passage.id) } {
                    (icon("sticky-note"))
                    div {
                        div class="head" {
                            h4 class="sentence" id={ "found-" (hit.passage.id) } {
                                a class="link" data-open href={ (shown.base) "?tab=notes&note=" (hit.passage.id) "#note-" (hit.passage.id) } {
                                    (hit.passage.by.as_deref().unwrap_or_default())
                                }
                            }
                            span class="end" { (when(locale, hit.passage.at)) }
                        }
                        p class="excerpt" { (crate::texts::view::excerpt(&hit.passage.excerpt)) }
                    }
                }
            }
        }
    }
}

/// Rows in their days. `name` says who the customer of a row is; nobody: an unknown caller.
pub fn days(
    locale: &Locale,
    entries: &[Entry],
    from: i64,
    total: Option<i64>,
    name: &dyn Fn(&Entry) -> Option<String>,
) -> Markup {
    let mut rows = entries.iter().zip(from + 1..).peekable();
    let mut days = Vec::new();
    while let Some((entry, _)) = rows.peek() {
        let day = locale.day(entry.at);
        let mut of_day = Vec::new();
        while let Some(row) = rows.next_if(|(entry, _)| locale.day(entry.at).date == day.date) {
            of_day.push(row);
        }
        days.push((day, of_day));
    }
    html! {
        @for (day, rows) in &days {
            section class="day" id={ "day-" (day.date) } {
                h3 id={ "d-" (day.date) } {
                    @match &day.name {
                        Some(name) => { (name) " " span { (day.words) } }
                        None => (day.words)
                    }
                }
                div role="feed" aria-labelledby={ "d-" (day.date) } {
                    @for (entry, place) in rows {
                        (entry::row(locale, entry, name(entry).as_deref(), *place, total.unwrap_or(-1)))
                    }
                }
            }
        }
    }
}

fn older(locale: &Locale, shown: &Shown<'_>, next: &str) -> Markup {
    let reached = shown.from + i64::try_from(shown.list.items.len()).unwrap_or(0);
    let address = shown.address();
    let glue = if address.contains('?') { '&' } else { '?' };
    html! {
        p class="older" {
            a class="link" data-older data-failed=(locale.t("history-failed")) href={ (address) (glue) "after=" (next) "&from=" (reached) } { (locale.t("history-older")) }
            @if let Some(total) = shown.total() {
                span class="figures" { (locale.with("history-reached", &[("n", reached.into()), ("total", total.into())])) }
            }
        }
    }
}

fn nothing(locale: &Locale, shown: &Shown<'_>) -> Markup {
    let (title, words) = match shown.words {
        Some(_) => ("history-not-found", "history-not-found-more"),
        None if shown.is_narrowed() => ("history-nothing", "history-nothing-more"),
        None => ("history-empty", "history-empty-more"),
    };
    html! {
        div class="empty" {
            (icon("history"))
            h3 { (locale.t(title)) }
            p { (locale.t(words)) }
            @if shown.is_narrowed() || shown.only.channel.is_some() {
                a class="button" href=(shown.base) { (locale.t("history-show-all")) }
            }
        }
    }
}

fn name(shown: &Shown<'_>, entry: &Entry) -> Option<String> {
    match entry.customer_id {
        Some(id) if id == shown.customer.id => Some(short_name(shown.customer)),
        Some(id) => shown.names.get(&id).cloned(),
        None => None,
    }
}

/// How people of the house speak of a customer among themselves.
pub fn short_name(customer: &Customer) -> String {
    customer
        .given_name
        .clone()
        .filter(|_| customer.own_name.is_none())
        .unwrap_or_else(|| customer.name.clone())
}

/// The icon of a contact: its channel, and of calls what became of them.
pub fn channel_icon(channel: Channel, direction: Direction, state: State, answered: bool) -> &'static str {
    match (channel, state) {
        (Channel::Call, State::Active) => "phone-call",
        (Channel::Call, State::WrapUp) if answered => "phone-off",
        (Channel::Call, State::WrapUp | State::Closed) if !answered && direction == Direction::In => {
            "phone-missed"
        }
        (Channel::Call, _) if direction == Direction::Out => "phone-outgoing",
        (Channel::Call, _) => "phone-incoming",
        (Channel::Chat, _) => "message-circle",
        (Channel::Email, _) => "mail",
        (Channel::Sms, _) => "message-square",
        (Channel::Social, _) => "at-sign",
    }
}
