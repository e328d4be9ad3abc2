//! `/demo/telephone`: a page that plays the telephone system and the chat of the website.
//!
//! It is no part of `routes::table`: it exists in the demo only, because it holds a token that anybody may use. What
//! it does goes over the public API, from the browser.

use std::sync::Arc;

use axum::extract::State;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use axum::{Extension, Router};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::json;

use super::cast;
use super::lands::{Filling, GERMANY, LANDS, Land, SWEDEN, Story, Way};
use super::numbers::OUR_LINES;
use super::staff::{AGENTS, STAFF};
use crate::app::App;
use crate::http::access::{self, Access};
use crate::http::assets::NAMES;
use crate::http::layout::icon;
use crate::http::visitor::Visitor;
use crate::http::{headers, problems, watching};
use crate::language::{Language, Locale};
use crate::words::Channel;

pub const PATH: &str = "/demo/telephone";

/// The text of the token that the page's script uses.
#[derive(Clone)]
struct Token(Arc<str>);

/// To be merged into the service.
pub fn router(app: &App, token: &str) -> Router {
    let guard = from_fn_with_state((app.clone(), Access::Open), access::check);
    Router::new()
        .route(PATH, get(show))
        .layer(Extension(Token(token.into())))
        .layer(guard)
        .layer(from_fn_with_state(app.clone(), problems::render))
        .layer(from_fn(watching::watch))
        .layer(from_fn_with_state(app.clone(), headers::add))
        .with_state(app.clone())
}

/// A contact that the page can begin with one press.
struct Sample {
    icon: &'static str,
    /// Who it is from, as the page shows it.
    name: String,
    /// Key of what one sees then.
    what: &'static str,
    channel: Channel,
    from: String,
    land: usize,
    /// Subject and words of written contacts.
    subject: Option<String>,
    lines: Vec<(bool, String)>,
}

async fn show(State(_): State<App>, Extension(token): Extension<Token>, visitor: Visitor) -> Markup {
    let locale = &visitor.locale;
    html! {
        (DOCTYPE)
        html lang=(locale.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (locale.t("telephone")) " · Visavi" }
                @for style in &NAMES.styles { link rel="stylesheet" href=(style); }
                script type="module" src=(NAMES.telephone) nonce=(visitor.nonce) {}
            }
            body {
                a class="skip" href="#main" { (locale.t("skip-to-content")) }
                (PreEscaped(&NAMES.icons))
                div class="frame" { div class="shell alone" { (main(locale, &token.0)) } }
                div id="announcer" class="sr" role="status" aria-live="polite" {}
            }
        }
    }
}

fn main(locale: &Locale, token: &str) -> Markup {
    html! {
        main id="main" class="phone telephone" aria-label=(locale.t("telephone")) data-page="telephone" data-token=(token)
            data-one=(locale.t("telephone-one")) data-many=(locale.t("telephone-many")) data-none=(locale.t("telephone-none"))
            data-withheld=(locale.t("telephone-withheld"))
            data-offered=(locale.with("telephone-offered", &[("agent", "{agent}".into())]))
            data-waits=(locale.with("telephone-waits", &[("agent", "{agent}".into())]))
            data-active=(locale.with("telephone-active", &[("agent", "{agent}".into())]))
            data-wrap-up=(locale.t("telephone-wrap-up")) data-closed=(locale.t("telephone-closed"))
            data-failed=(locale.t("telephone-failed")) {
            header class="phone-head" {
                h1 { (locale.t("telephone")) }
                span class="mark" id="count" data-idle=(locale.t("telephone-idle"))
                    data-one=(locale.with("telephone-count", &[("n", 1.into())]).replace('1', "{n}"))
                    data-few=(locale.with("telephone-count", &[("n", 2.into())]).replace('2', "{n}"))
                    data-many=(locale.with("telephone-count", &[("n", 5.into())]).replace('5', "{n}")) {
                    span class="dot" {} span data-text { (locale.t("telephone-idle")) }
                }
            }
            div class="scroll" tabindex="0" role="region" aria-label=(locale.t("telephone")) {
                div class="desk-grid" { (ring(locale)) (contacts(locale)) (chats(locale)) }
                nav class="door-foot" aria-label=(locale.t("language")) {
                    @for language in Language::ALL {
                        a href={ "?lang=" (language) } lang=(language) hreflang=(language)
                            aria-current=[(*language == locale.language).then_some("true")] { (language.own_name()) }
                    }
                }
            }
            (templates(locale))
        }
    }
}

fn ring(locale: &Locale) -> Markup {
    html! {
        section class="desk-part" id="ring-part" aria-labelledby="ring-h" {
            h2 id="ring-h" { (locale.t("telephone-ring")) }
            p class="quiet" { (locale.t("telephone-lead")) }
            noscript { p class="strip info" { (locale.t("telephone-scripts")) } }
            form id="ring" class="sheet-form" {
                p class="field" {
                    label for="agent" { (locale.t("telephone-agent")) }
                    span class="select" {
                        select class="input" id="agent" {
                            @for agent in AGENTS { option value=(STAFF[agent].login) { (STAFF[agent].name) } }
                        }
                        (icon("chevron-down"))
                    }
                }
                p class="field" {
                    label for="from" { (locale.t("telephone-number")) }
                    input class="input tall figures" id="from" autocomplete="off" placeholder=(cast::KNOWN)
                        data-to=(OUR_LINES[SWEDEN]) data-queue=(LANDS[SWEDEN].queues[0]);
                }
                label class="check" { input type="checkbox" id="withheld"; span { (locale.t("telephone-withheld")) } }
                p class="errors" id="wrong" role="alert" hidden {}
                button class="button solid tall" { (icon("phone-incoming")) (locale.t("telephone-ring")) }
            }
            ul class="list" { @for one in samples(locale) { (sample(locale, &one)) } }
        }
    }
}

fn sample(locale: &Locale, one: &Sample) -> Markup {
    let what = locale.t(one.what);
    let of = if one.channel == Channel::Call { "telephone-ring-of" } else { "telephone-send-of" };
    let lines: Vec<_> = one.lines.iter().map(|(ours, text)| json!({ "ours": ours, "text": text })).collect();
    let ours = match one.channel {
        Channel::Call | Channel::Sms => OUR_LINES[one.land],
        Channel::Email => "service@norrvik.example",
        Channel::Chat | Channel::Social => "norrvik.example",
    };
    html! {
        li class="sample" {
            (icon(one.icon))
            div { b { (one.name) } p { (what) } }
            div class="does" {
                button class="button" type="button" aria-label=(locale.with(of, &[("what", (&what).into())]))
                    data-channel=(one.channel) data-from=(one.from) data-name=(one.name) data-to=(ours)
                    data-queue=(LANDS[one.land].queues[0]) data-subject=[one.subject.as_deref()]
                    data-lines=(serde_json::Value::from(lines)) {
                    (locale.t(if one.channel == Channel::Call { "telephone-ring" } else { "telephone-send" }))
                }
            }
        }
    }
}

fn samples(locale: &Locale) -> Vec<Sample> {
    let call = |icon, number: &str, what, land| Sample {
        icon,
        name: locale.phone(&super::numbers::e164(number)),
        what,
        channel: Channel::Call,
        from: number.to_owned(),
        land,
        subject: None,
        lines: Vec::new(),
    };
    let (chatter, address) = cast::CHATTER;
    vec![
        call("phone-incoming", cast::KNOWN, "telephone-known", SWEDEN),
        call("phone-incoming", cast::SHARED, "telephone-shared", SWEDEN),
        call("phone-incoming", cast::STRANGER, "telephone-stranger", GERMANY),
        Sample {
            name: locale.t("telephone-withheld"),
            ..call("phone-off", "anonymous", "telephone-hidden", SWEDEN)
        },
        call("phone-incoming", cast::VIP.1, "telephone-vip", GERMANY),
        call("phone-incoming", cast::SWITCHBOARD, "telephone-switchboard", super::lands::POLAND),
        written("message-circle", chatter, address, "telephone-chat", SWEDEN, Way::Chat),
        written("mail", cast::BAKERY, cast::BAKERY, "telephone-email", GERMANY, Way::Email),
        written(
            "message-square",
            &locale.phone("+46701740613"),
            "+46 70 174 06 13",
            "telephone-sms",
            SWEDEN,
            Way::Sms,
        ),
    ]
}

/// A written contact with words to say, of the first story that has one.
fn written(
    icon: &'static str,
    name: &str,
    from: &str,
    what: &'static str,
    land_index: usize,
    way: Way,
) -> Sample {
    let land: &'static Land = &LANDS[land_index];
    let channel = match way {
        Way::Email => Channel::Email,
        Way::Sms => Channel::Sms,
        _ => Channel::Chat,
    };
    let steps = land.stories.iter().flat_map(|story: &Story| &story.steps);
    let step = steps.into_iter().find(|step| step.way == way && step.inward);
    let filling = Filling {
        name,
        // The script knows who that is.
        agent: "{agent}",
        machine: "G2",
        serial: "G2-004711",
        order: "7-20931",
        feminine: true,
    };
    let lines = step.iter().flat_map(|step| &step.lines).map(|line| (line.ours, filling.fill(line.text)));
    Sample {
        icon,
        name: name.to_owned(),
        what,
        channel,
        from: from.to_owned(),
        land: land_index,
        subject: step.and_then(|step| step.subject).map(|subject| filling.fill(subject)),
        lines: lines.collect(),
    }
}

fn contacts(locale: &Locale) -> Markup {
    html! {
        section class="desk-part" id="contacts-part" aria-labelledby="contacts-h" {
            h2 id="contacts-h" { (locale.t("telephone-contacts")) }
            p class="quiet" id="nothing" { (locale.t("telephone-nothing")) }
            ul class="list" id="contacts" {}
            p { a class="link" href="/" target="visavi-page" { (locale.t("telephone-page")) } }
        }
    }
}

fn chats(locale: &Locale) -> Markup {
    html! {
        section class="desk-part" id="chats-part" aria-labelledby="chats-h" hidden {
            h2 id="chats-h" { (locale.t("telephone-chats")) }
            div id="chats" class="desk-part" {}
        }
    }
}

/// What the script makes its rows of.
fn templates(locale: &Locale) -> Markup {
    html! {
        template id="contact" {
            li class="sample" {
                span data-icon {}
                div { b data-who {} p { span data-state {} " " time data-clock {} } p data-match {} }
                div class="does" {
                    button class="button" type="button" data-step="active" { (locale.t("telephone-answer")) }
                    button class="button danger" type="button" data-step="wrap_up"
                        data-written=(locale.t("telephone-end")) { (locale.t("telephone-hang-up")) }
                    button class="button" type="button" data-step="closed" { (locale.t("telephone-finish")) }
                }
            }
        }
        template id="chat" {
            article class="desk-part" {
                h3 data-who {}
                ol class="messages" {}
                form class="sheet-form" {
                    p class="field" {
                        label data-for="side" { (locale.t("telephone-writes")) }
                        span class="select" {
                            select class="input" name="side" {
                                option value="theirs" { (locale.t("telephone-customer")) }
                                option value="ours" {}
                            }
                            (icon("chevron-down"))
                        }
                    }
                    div class="sendline" {
                        label class="sr" data-for="text" { (locale.t("telephone-message")) }
                        input class="input" name="text" autocomplete="off" required;
                        button class="button" { (icon("send")) (locale.t("telephone-send")) }
                    }
                }
            }
        }
        @for name in ["phone-incoming", "phone-off", "message-circle", "mail", "message-square"] {
            template data-icon-of=(name) { (icon(name)) }
        }
    }
}
