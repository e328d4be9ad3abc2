//! The contact at hand: what the switch or the channel tells of it, and its conversation as it grows.

use maud::{Markup, html};

use super::{fact, own_fields, person, text, trail};
use crate::attachments;
use crate::card::Contact;
use crate::customers::Customer;
use crate::history::view::{channel_icon, short_name};
use crate::http::Visitor;
use crate::http::layout::{avatar, icon, icon_of, timer, when_exactly};
use crate::identifiers::Identifier;
use crate::identity_checks;
use crate::interactions::view as hand;
use crate::interactions::{Comment, Interaction, Message, MessageNumber};
use crate::language::Locale;
use crate::messages::{self, links};
use crate::promises;
use crate::requests;
use crate::teams::features::Feature;
use crate::transfers;
use crate::words::{Channel, Direction, State};

/// The panel. It is read anew whenever something of its interaction changes, and says how far it is.
pub fn panel(visitor: &Visitor, contact: &Contact, customer: Option<&Customer>) -> Markup {
    let (locale, one) = (&visitor.locale, &contact.interaction);
    let class = match one.state {
        State::Offered => "now is-offered",
        State::Active => "now",
        State::WrapUp | State::Closed => "now is-closed",
    };
    html! {
        section id="now" class=(class) aria-labelledby="h-now" data-on={ "interaction:" (one.id) }
            data-first data-refresh={ "/interactions/" (one.id) "/now" @if contact.hand.editing.is_some() { "?editing=request" } } data-main-state=(transfers::view::state(visitor, one)) {
            header class="now-head" {
                (icon(channel_icon(one.channel, one.direction, one.state, one.answered_at.is_some())))
                h2 id="h-now" { (locale.t(&format!("channel-{}-one", one.channel))) }
                (state(locale, one))
                span class="now-line cut" { (gist(contact)) }
                (clock(locale, one))
                a class="icon-button now-more" href="#now" data-section="#now" aria-expanded="false" aria-label=(locale.t("now-show"))
                    title=(locale.t("now-show")) { (icon("chevron-down")) }
            }
            div class="now-body scroll" tabindex="0" role="region" aria-label=(locale.t("now")) {
                (transfers::view::panel(visitor, one, &contact.handed))
                (facts(locale, contact))
                (identity_checks::view::of_contact(visitor, contact))
                (requests::hand_view::of_contact(visitor, contact, "now", &format!("/interactions/{}", one.id)))
                (promises::view::of_contact(visitor, contact, &format!("/interactions/{}", one.id)))
                (hand::above(visitor, contact))
                @if !contact.messages.is_empty() || one.channel != Channel::Call { (conversation(locale, contact, customer, "now", Earlier::of(contact).as_ref())) }
                (comments(locale, &contact.comments, "now"))
                (hand::below(visitor, contact))
            }
        }
    }
}

/// How far it is, in a word with its colour.
pub fn state(locale: &Locale, one: &Interaction) -> Markup {
    let ringing = one.channel == Channel::Call;
    html! {
        @match one.state {
            State::Offered => span class="mark warning" { span class="dot wait" {} (locale.t(if ringing { "state-ringing" } else { "state-offered" })) }
            State::Active => span class="mark success" { span class="dot live" {} (locale.t("state-active")) }
            State::WrapUp => span class="mark" { (icon_of("icon small", "headset")) (locale.t("state-wrap_up")) }
            State::Closed => span class="mark" { (icon_of("icon small", "check")) (locale.t("state-closed")) }
        }
    }
}

/// The running clock; of a closed contact how long it took.
fn clock(locale: &Locale, one: &Interaction) -> Markup {
    html! {
        @if one.is_live() { (timer(locale, "timer", person::clock(one))) } @else if let Some(ended) = one.ended_at {
            @let seconds = ended.seconds_since(one.answered_at.unwrap_or(one.started_at));
            time class="timer" datetime={ "PT" (seconds) "S" } { (locale.duration(seconds)) }
        }
    }
}

/// What matters in one line, for frames where the panel is no more than that.
fn gist(contact: &Contact) -> String {
    let one = &contact.interaction;
    let newest = || one.excerpt.clone().filter(|_| one.channel != Channel::Call);
    let step = one.ivr_path.last().map(|step| step.prompt.clone());
    newest().unwrap_or_else(|| {
        [one.queue.clone(), one.topic.clone().or(step)].into_iter().flatten().collect::<Vec<_>>().join(", ")
    })
}

fn facts(locale: &Locale, contact: &Contact) -> Markup {
    let one = &contact.interaction;
    let waited =
        one.answered_at.or(one.ended_at).map(|until| locale.duration(until.seconds_since(one.started_at)));
    html! {
        dl class="facts now-facts" {
            @if let Some(queue) = &one.queue {
                (fact(&locale.t("queue"), &html! {
                    (queue) @if let Some(waited) = &waited { " " small { (locale.with("waited", &[("time", waited.into())])) } }
                }))
            }
            @if let Some(identifier) = &one.identifier {
                (fact(&locale.t(&format!("identifier-{}", identifier.kind)), &html! { span class="figures" { (locale.identifier(identifier)) } }))
            } @else {
                (fact(&locale.t("identifier-phone"), &html! { (locale.t("withheld")) }))
            }
            @if let Some(line) = one.line() { (fact(&locale.t(side_label(line)), &html! { span class="figures" { (our_side(locale, line)) } })) }
            @if !one.ivr_path.is_empty() {
                div class="fact long" { dt { (locale.t("ivr-path")) } dd { (trail(locale, &one.ivr_path)) } }
            }
            @if let Some(topic) = &one.topic { (fact(&locale.t("topic"), &html! { (topic) })) }
            @if let Some(key) = &one.disposition { (fact(&locale.t("disposition"), &html! { (contact.dispositions.name(key)) })) }
            @if let Some(campaign) = &one.campaign { (fact(&locale.t("campaign"), &html! { (campaign) })) }
            (own_fields::of_contact(locale, contact))
        }
    }
}

/// Our number or address as people here write it.
pub fn our_side(locale: &Locale, line: &str) -> String {
    let looks_like_a_number = line.starts_with('+') || line.starts_with("tel:");
    match Identifier::phone(line, locale.home) {
        Ok(phone) if looks_like_a_number => locale.identifier(&phone),
        _ => line.to_owned(),
    }
}

/// What our side is called: we have telephone lines and addresses.
fn side_label(line: &str) -> &'static str {
    if line.contains('@') { "line-address" } else { "line" }
}

/// `place` keeps ids apart: the contact at hand may stand in the history beside it as well.
fn conversation(
    locale: &Locale,
    contact: &Contact,
    customer: Option<&Customer>,
    place: &str,
    earlier: Option<&Earlier>,
) -> Markup {
    html! {
        ol class="messages" id={ (place) "-messages-" (contact.interaction.id) } aria-label=(locale.t("messages")) {
            @if contact.messages.is_empty() {
                li class="message system" { p class="text" { (locale.t("messages-none")) } }
            }
            @if let Some(earlier) = earlier { (earlier_messages(locale, contact, earlier, place)) }
            @for one in &contact.messages { (message(locale, contact, customer, one, place)) }
        }
    }
}

/// What comes before the messages that are shown.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// Where it goes on.
    pub after: String,
    /// How many messages have been shown.
    pub shown: i64,
}

impl Earlier {
    /// What comes before those on the panel of a contact.
    fn of(contact: &Contact) -> Option<Earlier> {
        let shown = i64::try_from(contact.messages.len()).unwrap_or(i64::MAX);
        Some(Earlier { after: contact.earlier.clone()?, shown })
    }
}

/// The way to the messages before, in their place: ids there begin with `place`.
fn earlier_messages(locale: &Locale, contact: &Contact, earlier: &Earlier, place: &str) -> Markup {
    let (one, Earlier { after, shown }) = (&contact.interaction, earlier);
    let address = format!("/interactions/{}/details?after={after}&shown={shown}&place={place}", one.id);
    let count = (one.message_count - shown).max(1);
    html! {
        li class="earlier-messages" {
            a class="link" href=(address) data-native data-failed=(locale.t("messages-failed"))
                hx-get=(address) hx-target="closest li" hx-swap="outerHTML" {
                (icon_of("icon small", "arrow-up")) (locale.with("messages-earlier", &[("n", count.into())]))
            }
        }
    }
}

/// Earlier messages, to stand where the way to them stood.
pub fn before(
    locale: &Locale,
    contact: &Contact,
    customer: Option<&Customer>,
    earlier: Option<&Earlier>,
    place: &str,
) -> Markup {
    html! {
        @if let Some(earlier) = earlier { (earlier_messages(locale, contact, earlier, place)) }
        @for one in &contact.messages { (message(locale, contact, customer, one, place)) }
    }
}

/// One text of the conversation: theirs at the left, ours at the right.
fn message(
    locale: &Locale,
    contact: &Contact,
    customer: Option<&Customer>,
    one: &Message,
    place: &str,
) -> Markup {
    let theirs = contact.interaction.is_from_customer(one.from.as_deref(), locale.home);
    let by = match (theirs, customer) {
        (true, Some(customer)) => short_name(customer),
        (true, None) => one.from.clone().unwrap_or_else(|| locale.t("sender-first")),
        (false, _) => ours(contact, one).unwrap_or_else(|| locale.t("ours")),
    };
    html! {
        li class={ "message" @if !theirs { " ours" } } id={ (place) "-m-" (one.id) } {
            p class="by" { b { bdi { (links::plain(&by)) } } (when_exactly(locale, one.at)) @match &one.number {
                    Some(MessageNumber::Integer(number)) => span class="figures" { "#" (number) },
                    Some(MessageNumber::Text(number)) => span class="figures" { (number) },
                    None => {}
                } }
            @if let Some(delivery) = one.delivery.as_ref().filter(|_| !theirs) { (hand::delivery(locale, delivery)) }
            div class="text" {
                @if let Some(subject) = &one.subject { p class="subject" { bdi { (links::plain(subject)) } } }
                (messages::view::body(locale, contact.interaction.channel, one))
            }
            (attachments::view::list(locale, contact.interaction.channel, one, place))
        }
    }
}

/// The agent by name where the sender is the agent's login; else as it was given.
fn ours(contact: &Contact, one: &Message) -> Option<String> {
    match (&one.from, &contact.interaction.agent, &contact.agent) {
        (Some(from), Some(login), Some(name)) if from == login => Some(name.clone()),
        (Some(from), _, Some(name)) if Some(from.as_str()) == contact.interaction.line() => {
            Some(name.clone())
        }
        (Some(from), ..) => Some(from.clone()),
        (None, _, name) => name.clone(),
    }
}

fn comments(locale: &Locale, comments: &[Comment], place: &str) -> Markup {
    let title = format!("{place}-comments");
    html! {
        @if !comments.is_empty() {
            section class="sheet talk" aria-labelledby=(title) {
                div class="sheet-head" { h3 id=(title) { (locale.t("comments")) " " span class="count" { (comments.len()) } } }
                ul class="comments" {
                    @for one in comments {
                        li id={ (place) "-c-" (one.id) } {
                            (avatar(&one.by, one.id.0, ""))
                            div { p class="by" { b { (one.by) } (when_exactly(locale, one.at)) } p { (text::linked(&one.text)) } }
                        }
                    }
                }
            }
        }
    }
}

/// What a row of the history opens to: numbers, path, times, the conversation, remarks.
pub fn inside(
    visitor: &Visitor,
    contact: &Contact,
    customer: Option<&Customer>,
    recording: &Markup,
    earlier: Option<&Earlier>,
) -> Markup {
    let (locale, one) = (&visitor.locale, &contact.interaction);
    let at = customer.map_or_else(
        || format!("/interactions/{}/details", one.id),
        |customer| format!("/customers/{}", customer.id),
    );
    let mini =
        |label: &str, value: String| html! { span { (locale.t(label)) " " b class="figures" { (value) } } };
    let side = if one.direction == Direction::Out { "to-number" } else { "from-number" };
    let waited = one.answered_at.or(one.ended_at).map(|until| until.seconds_since(one.started_at));
    let lasted = one.ended_at.zip(one.answered_at).map(|(end, start)| end.seconds_since(start));
    html! {
        div class="inside" id={ "inside-" (one.id) } {
            @if !one.ivr_path.is_empty() { p { (trail(locale, &one.ivr_path)) } }
            @if !contact.handed.names.is_empty() { p { (transfers::view::trail(locale, &contact.handed.names)) } }
            p class="minis" {
                @if let Some(identifier) = &one.identifier { (mini(side, locale.identifier(identifier))) }
                @if let Some(line) = one.line() { (mini(side_label(line), our_side(locale, line))) }
                @if let (Some(seconds), Channel::Call) = (waited, one.channel) { (mini("waited-label", locale.duration(seconds))) }
                @if let Some(seconds) = lasted { (mini("lasted", locale.duration(seconds))) }
                @if let Some(queue) = &one.queue { (mini("queue", queue.clone())) }
                @if let Some(agent) = contact.agent.clone().or_else(|| one.agent.clone()) { (mini("agent", agent)) }
                @if let Some(topic) = &one.topic { (mini("topic", topic.clone())) }
                @if let Some(key) = &one.disposition { (mini("disposition", contact.dispositions.name(key))) }
                @if let Some(campaign) = &one.campaign { (mini("campaign", campaign.clone())) }
                @if let Some(rating) = one.rating { (mini("rating", format!("{} / {}", rating.value, rating.scale))) }
            }
            @if !one.tags.is_empty() { ul class="tags" { @for tag in &one.tags { li class="tag" { (tag) } } } }
            (identity_checks::view::inside(visitor, contact))
            (recording)
            @if !contact.messages.is_empty() { (conversation(locale, contact, customer, "in", earlier)) }
            (comments(locale, &contact.comments, "in"))
            (requests::hand_view::of_contact(visitor, contact, "in", &at))
            p class="inside-ways" {
                @if customer.is_some() {
                    a class="link" href={ "/interactions/" (one.id) "/matches?way=attach" } { (icon_of("icon small", "folder-input")) (locale.t("contact-move")) }
                }
                @if visitor.may(Feature::PrivacySee) {
                    a class="link" href={ "/interactions/" (one.id) "/vcon" } download data-native { (icon_of("icon small", "download")) (locale.t("entry-vcon")) }
                }
                a class="link" href={ "/interactions/" (one.id) } { (locale.t("entry-open")) }
            }
        }
    }
}
