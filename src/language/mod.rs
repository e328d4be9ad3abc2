//! Words, numbers, dates and phones as the reader writes them, in English, Swedish, German and Polish.
//!
//! Invariant: every text of the interface comes from `translations/*.ftl`, and every key is in all four (a test).

mod dates;
mod numbers;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::tz::TimeZone;
use telephone::Country;

use crate::clock::Time;
use crate::words::words;

words! {
    /// A language of the interface.
    Language { English = "en", Swedish = "sv", German = "de", Polish = "pl" }
}

impl Language {
    /// Its own name, for the choice of language.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Swedish => "Svenska",
            Language::German => "Deutsch",
            Language::Polish => "Polski",
        }
    }

    /// Its texts, one file a room of the house.
    pub fn sources(self) -> &'static [&'static str] {
        macro_rules! files {
            ($language:literal) => {
                &[
                    include_str!(concat!("../../translations/", $language, "/common.ftl")),
                    include_str!(concat!("../../translations/", $language, "/errors.ftl")),
                    include_str!(concat!("../../translations/", $language, "/card.ftl")),
                    include_str!(concat!("../../translations/", $language, "/actions.ftl")),
                    include_str!(concat!("../../translations/", $language, "/changes.ftl")),
                    include_str!(concat!("../../translations/", $language, "/confirmations.ftl")),
                    include_str!(concat!("../../translations/", $language, "/customers.ftl")),
                    include_str!(concat!("../../translations/", $language, "/duplicates.ftl")),
                    include_str!(concat!("../../translations/", $language, "/laboratory.ftl")),
                    include_str!(concat!("../../translations/", $language, "/erasures.ftl")),
                    include_str!(concat!("../../translations/", $language, "/fields.ftl")),
                    include_str!(concat!("../../translations/", $language, "/attachments.ftl")),
                    include_str!(concat!("../../translations/", $language, "/files.ftl")),
                    include_str!(concat!("../../translations/", $language, "/messages.ftl")),
                    include_str!(concat!("../../translations/", $language, "/notes.ftl")),
                    include_str!(concat!("../../translations/", $language, "/people.ftl")),
                    include_str!(concat!("../../translations/", $language, "/recordings.ftl")),
                    include_str!(concat!("../../translations/", $language, "/relations.ftl")),
                    include_str!(concat!("../../translations/", $language, "/merges.ftl")),
                    include_str!(concat!("../../translations/", $language, "/requests.ftl")),
                    include_str!(concat!("../../translations/", $language, "/splits.ftl")),
                    include_str!(concat!("../../translations/", $language, "/dispositions.ftl")),
                    include_str!(concat!("../../translations/", $language, "/transfers.ftl")),
                    include_str!(concat!("../../translations/", $language, "/live-contacts.ftl")),
                    include_str!(concat!("../../translations/", $language, "/promises.ftl")),
                    include_str!(concat!("../../translations/", $language, "/administration.ftl")),
                    include_str!(concat!("../../translations/", $language, "/log-in.ftl")),
                    include_str!(concat!("../../translations/", $language, "/privacy.ftl")),
                    include_str!(concat!("../../translations/", $language, "/identity-checks.ftl")),
                    include_str!(concat!("../../translations/", $language, "/imports.ftl")),
                    include_str!(concat!("../../translations/", $language, "/demo.ftl")),
                ]
            };
        }
        match self {
            Language::English => files!("en"),
            Language::Swedish => files!("sv"),
            Language::German => files!("de"),
            Language::Polish => files!("pl"),
        }
    }

    /// The first of ours in an `Accept-Language` header, by its weights (RFC 9110, 12.5.4).
    pub fn accepted(header: &str) -> Option<Language> {
        let mut asked: Vec<(i32, Language)> = Vec::new();
        for part in header.split(',').take(20) {
            let mut pieces = part.split(';').map(str::trim);
            let tag =
                pieces.next().unwrap_or_default().split('-').next().unwrap_or_default().to_ascii_lowercase();
            let weight =
                pieces.find_map(|piece| piece.strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            if let Ok(language) = tag.parse()
                && weight > 0.0
            {
                #[expect(clippy::cast_possible_truncation, reason = "weights have three decimals, 0 to 1")]
                asked.push(((weight * -1000.0) as i32, language));
            }
        }
        asked.sort_by_key(|(weight, _)| *weight);
        asked.first().map(|(_, language)| *language)
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        static BUNDLES: LazyLock<Vec<FluentBundle<FluentResource>>> =
            LazyLock::new(|| Language::ALL.iter().map(|language| load(*language)).collect());
        &BUNDLES[self as usize]
    }

    /// The text of a key; the English one where it is missing, and the key itself where there is none.
    pub fn text(self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, arg) in args {
            fluent.set(*name, arg.clone().into_value());
        }
        let find = |language: Language| {
            let bundle = language.bundle();
            let pattern = bundle.get_message(key)?.value()?;
            Some(bundle.format_pattern(pattern, Some(&fluent), &mut Vec::new()).into_owned())
        };
        find(self).or_else(|| find(Language::English)).unwrap_or_else(|| key.to_owned())
    }
}

fn load(language: Language) -> FluentBundle<FluentResource> {
    let identifier = language.as_str().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Isolation marks around every argument would end up in what people copy.
    bundle.set_use_isolating(false);
    for source in language.sources() {
        // A broken line costs that line; the test of the translations finds it.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(?errors, %language, "translations hold a key twice");
        }
    }
    bundle
}

/// What a text may be filled with: words, or a number that chooses the plural.
#[derive(Clone, Debug)]
pub enum Arg<'a> {
    Text(&'a str),
    Number(i64),
}

impl<'a> Arg<'a> {
    fn into_value(self) -> FluentValue<'a> {
        match self {
            Arg::Text(text) => FluentValue::from(text),
            #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
            Arg::Number(number) => FluentValue::from(number as f64),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(text)
    }
}
impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(text)
    }
}
impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}

/// A reader: their language, time zone and country, and the moment they are reading.
#[derive(Clone, Debug)]
pub struct Locale {
    pub language: Language,
    pub zone: TimeZone,
    pub home: Country,
    pub now: Time,
}

impl Locale {
    /// A text without arguments.
    pub fn t(&self, key: &str) -> String {
        self.language.text(key, &[])
    }

    /// A text with arguments: `locale.with(key, &[("n", 3.into())])`.
    pub fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.language.text(key, args)
    }

    /// A stored phone number as people here write it.
    pub fn phone(&self, e164: &str) -> String {
        telephone::display_e164(e164, self.home)
    }

    /// An identifier as people here write it, its extension in their language.
    pub fn identifier(&self, identifier: &crate::identifiers::Identifier) -> String {
        match &identifier.extension {
            None => identifier.display(self.home),
            Some(extension) => {
                let number = self.phone(&identifier.value);
                self.with(
                    "phone-with-extension",
                    &[("number", (&number).into()), ("extension", extension.into())],
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_gets_the_language_it_likes_best_of_ours() {
        assert_eq!(Language::accepted("fr, sv;q=0.7, de-AT;q=0.9"), Some(Language::German));
        assert_eq!(Language::accepted("pl-PL,pl;q=0.9,en;q=0.8"), Some(Language::Polish));
        assert_eq!(Language::accepted("fr, *;q=0.1, sv;q=0"), None);
        assert_eq!(Language::accepted(";;;,,q="), None);
    }
}
