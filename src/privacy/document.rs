//! The readable part of an export, `index.html`: everything that is held, and every contact with every word of it. It
//! stands alone, runs nothing and loads nothing, and prints as it is.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;

use super::Everything;
use super::view::Sheet;
use crate::changes::said;
use crate::clock::Time;
use crate::config::Config;
use crate::fields::Definitions;
use crate::interactions::{Comment, Interaction, Message};
use crate::language::Locale;

const STYLE: &str = include_str!("document.css");
/// Nothing runs in it and nothing is loaded, wherever it is opened.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Up to where the contacts begin.
pub fn head(locale: &Locale, config: &Config, all: &Everything, by: &str) -> String {
    let sheet = Sheet { locale, config, all, on_card: None };
    let at = locale.date_and_clock(locale.now);
    let made = locale.with(
        "privacy-document-made",
        &[("at", (&at).into()), ("by", by.into()), ("house", (&config.organisation).into())],
    );
    // The body goes on with the contacts.
    format!(
        "{}<html lang=\"{}\">{}<body>{}",
        DOCTYPE.0,
        locale.language,
        html! {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (all.customer.name) }
                style { (PreEscaped(STYLE)) }
            }
        }
        .0,
        html! {
            h1 { (all.customer.name) }
            p class="quiet" { (made) }
            h2 { (locale.t("privacy-document-held")) }
            (sheet.parts())
            h2 { (locale.t("privacy-held-interactions")) }
        }
        .0
    )
}

pub const FOOT: &str = "</body></html>\n";

/// A contact with everything that was said in it.
pub fn contact(
    locale: &Locale,
    definitions: &Definitions,
    one: &Interaction,
    messages: &[Message],
    comments: &[Comment],
) -> Markup {
    let recorded = one.recorded();
    let members = [
        "from",
        "to",
        "queue",
        "agent",
        "answered_at",
        "ended_at",
        "topic",
        "disposition",
        "campaign",
        "recording_url",
    ];
    let none = Default::default();
    let said = |name: &str, value: &Value| said::value(locale, definitions, &none, name, value);
    let facts = members.iter().filter_map(|name| {
        let value = recorded.get(*name).filter(|value| !value.is_null())?;
        Some((locale.t(&format!("member-{name}")), said(name, value)))
    });
    let rating =
        one.rating.map(|rating| (locale.t("member-rating"), format!("{} / {}", rating.value, rating.scale)));
    let path = one.ivr_path.iter().map(|step| {
        format!("{} {}", step.choice.as_deref().unwrap_or_default(), step.prompt).trim().to_owned()
    });
    let path = path.collect::<Vec<_>>().join(" › ");
    let path = (!path.is_empty()).then(|| (locale.t("member-ivr_path"), path));
    let tags = (!one.tags.is_empty()).then(|| (locale.t("tags"), one.tags.join(", ")));
    let own = one.fields.iter().map(|(key, value)| {
        let name = definitions.find(key).map_or_else(|| key.clone(), |field| field.name.clone());
        let shown = definitions.find(key).map(|field| crate::fields::shown::words(locale, field, value));
        (name, shown.unwrap_or_else(|| crate::customers::draft::shown(value)))
    });
    html! {
        article {
            h3 {
                (said("channel", &Value::from(one.channel.as_str()))) ", " (said("direction", &Value::from(one.direction.as_str())))
                ", " (time(locale, one.started_at))
            }
            p class="quiet" {
                @for (place, (name, value)) in facts.chain(rating).chain(path).chain(tags).chain(own).enumerate() {
                    @if place > 0 { "; " }
                    (name) ": " (value)
                }
            }
            @for message in messages {
                p class="quiet" {
                    (time(locale, message.at))
                    @for side in [&message.from, &message.to, &message.subject].into_iter().flatten() { ", " (side) }
                }
                p class="lines" { (message.text.as_deref().or(message.html.as_deref()).unwrap_or_default()) }
                @for attached in &message.attachments {
                    p class="quiet" {
                        a href=(super::export::attachment_path(attached)) { (attached.name) } ", " (locale.size(attached.size))
                    }
                }
            }
            @if !comments.is_empty() { h4 { (locale.t("comments")) } }
            @for comment in comments {
                p class="quiet" { (comment.by) ", " (time(locale, comment.at)) }
                p class="lines" { (comment.text) }
            }
        }
    }
}

fn time(locale: &Locale, at: Time) -> Markup {
    html! { time datetime=(at) { (locale.date_and_clock(at)) } }
}
