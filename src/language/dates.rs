//! Dates and times as the reader writes them (CLDR through ICU4X), in the reader's time zone, 24 hours.

use std::fmt::Write as _;
use std::sync::LazyLock;

use icu::calendar::{Date, Iso};
use icu::datetime::DateTimeFormatter;
use icu::datetime::fieldsets::{MD, MDE, YMD};
use icu::locale::{Locale as IcuLocale, locale};
use jiff::Zoned;
use jiff::civil;

use super::{Arg, Language, Locale};
use crate::clock::Time;

/// The patterns of a language; making them costs far more than using them.
struct Patterns {
    /// "19 Nov"
    day: DateTimeFormatter<MD>,
    /// "Thursday 19 November"
    weekday: DateTimeFormatter<MDE>,
    /// "19 Nov 2026"
    year: DateTimeFormatter<YMD>,
    /// "2026-11-19", "19.11.2026"
    short: DateTimeFormatter<YMD>,
}

fn patterns(language: Language) -> Option<&'static Patterns> {
    static PATTERNS: LazyLock<Vec<Option<Patterns>>> =
        LazyLock::new(|| Language::ALL.iter().map(|language| make(*language)).collect());
    PATTERNS[language as usize].as_ref()
}

fn make(language: Language) -> Option<Patterns> {
    let locale: IcuLocale = match language {
        // British: the day before the month, 24 hours, as everywhere our readers are.
        Language::English => locale!("en-GB"),
        Language::Swedish => locale!("sv"),
        Language::German => locale!("de"),
        Language::Polish => locale!("pl"),
    };
    Some(Patterns {
        day: DateTimeFormatter::try_new((&locale).into(), MD::medium()).ok()?,
        weekday: DateTimeFormatter::try_new((&locale).into(), MDE::long()).ok()?,
        year: DateTimeFormatter::try_new((&locale).into(), YMD::medium()).ok()?,
        short: DateTimeFormatter::try_new((&locale).into(), YMD::short()).ok()?,
    })
}

fn iso(date: civil::Date) -> Option<Date<Iso>> {
    Date::try_new_iso(i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs()).ok()
}

/// A day with its heading: "Today", "Thursday 19 November".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: civil::Date,
    /// "Today", "Yesterday", or the name of the weekday of the last week.
    pub name: Option<String>,
    /// The date in words.
    pub words: String,
}

impl Locale {
    fn local(&self, time: Time) -> Zoned {
        time.timestamp().to_zoned(self.zone.clone())
    }

    /// The day it is for the reader.
    pub fn today(&self) -> civil::Date {
        self.local(self.now).date()
    }

    /// The moment at which a day (YYYY-MM-DD) begins for the reader.
    pub fn start_of_day(&self, day: &str) -> Option<Time> {
        let day: civil::Date = day.parse().ok()?;
        let start = day.to_zoned(self.zone.clone()).ok()?;
        Some(Time::from_micros(start.timestamp().as_microsecond()))
    }

    /// The moment at which a day (YYYY-MM-DD) is over for the reader.
    pub fn end_of_day(&self, day: &str) -> Option<Time> {
        let day: civil::Date = day.parse().ok()?;
        let end = day.tomorrow().ok()?.to_zoned(self.zone.clone()).ok()?;
        Some(Time::from_micros(end.timestamp().as_microsecond()))
    }

    /// The moment of a day and a time of day of the reader's ("2026-11-19T17:00"), as a field of a form has it.
    pub fn moment(&self, text: &str) -> Option<Time> {
        let local: civil::DateTime = text.parse().ok()?;
        let moment = local.to_zoned(self.zone.clone()).ok()?;
        Some(Time::from_micros(moment.timestamp().as_microsecond()))
    }

    /// The same the other way, to the minute.
    pub fn moment_of(&self, time: Time) -> String {
        let local = self.local(time);
        format!("{}T{:02}:{:02}", local.date(), local.hour(), local.minute())
    }

    /// The moment at which the reader's clock shows a full hour, so many days from today.
    pub fn in_days(&self, days: i64, hour: i8) -> Option<Time> {
        let day = self.today().checked_add(jiff::Span::new().days(days)).ok()?;
        let moment = day.at(hour, 0, 0, 0).to_zoned(self.zone.clone()).ok()?;
        Some(Time::from_micros(moment.timestamp().as_microsecond()))
    }

    /// A day (YYYY-MM-DD) as people here write it: "19 Nov 2026".
    pub fn day_in_words(&self, day: &str) -> Option<String> {
        let day: civil::Date = day.parse().ok()?;
        let patterns = patterns(self.language)?;
        Some(patterns.year.format(&iso(day)?).to_string())
    }

    /// "14:05".
    pub fn clock(&self, time: Time) -> String {
        let local = self.local(time);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// "19 Nov"; with the year when it is not this one.
    pub fn date(&self, time: Time) -> String {
        self.civil_date(self.local(time).date())
    }

    /// The same for a date without a time, such as a birthday.
    pub fn civil_date(&self, date: civil::Date) -> String {
        let text = |patterns: &Patterns| {
            let day = iso(date)?;
            Some(if date.year() == self.today().year() {
                patterns.day.format(&day).to_string()
            } else {
                patterns.year.format(&day).to_string()
            })
        };
        patterns(self.language).and_then(text).unwrap_or_else(|| date.to_string())
    }

    /// "2026-11-19 14:05" as the language writes it: the absolute that stands in titles.
    pub fn date_and_clock(&self, time: Time) -> String {
        let date = self.local(time).date();
        let short =
            patterns(self.language).and_then(|patterns| Some(patterns.short.format(&iso(date)?).to_string()));
        format!("{} {}", short.unwrap_or_else(|| date.to_string()), self.clock(time))
    }

    /// As short as it can be understood: "14:05" today, "Wed" in the last week, else "19 Nov".
    pub fn when(&self, time: Time) -> String {
        match self.days_ago(time) {
            0 => self.clock(time),
            1 => self.t("yesterday"),
            _ => self.date(time),
        }
    }

    pub fn is_today(&self, time: Time) -> bool {
        self.days_ago(time) == 0
    }

    /// Within a sentence: "today at 14:05", "yesterday", "on 19 Nov".
    pub fn when_in_words(&self, time: Time) -> String {
        match self.days_ago(time) {
            0 => self.with("when-today", &[("time", Arg::Text(&self.clock(time)))]),
            1 => self.t("when-yesterday"),
            _ => self.with("when-date", &[("date", Arg::Text(&self.date(time)))]),
        }
    }

    /// The day of a time, for the headings of the history.
    pub fn day(&self, time: Time) -> Day {
        let date = self.local(time).date();
        let words = patterns(self.language)
            .and_then(|patterns| Some(patterns.weekday.format(&iso(date)?).to_string()));
        let mut words = words.unwrap_or_else(|| date.to_string());
        if date.year() != self.today().year() {
            let _ = write!(words, " {}", date.year());
        }
        let name = match self.days_ago(time) {
            0 => Some(self.t("today")),
            1 => Some(self.t("yesterday")),
            _ => None,
        };
        Day { date, name, words }
    }

    /// "3:42" or "1:03:42".
    pub fn duration(&self, seconds: i64) -> String {
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            format!("{hours}:{minutes:02}:{seconds:02}")
        } else {
            format!("{minutes}:{seconds:02}")
        }
    }

    fn days_ago(&self, time: Time) -> i32 {
        let since = self.local(time).date().until(self.today());
        since.map_or(i32::MAX, |span| span.get_days())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(language: Language) -> Locale {
        Locale {
            language,
            zone: jiff::tz::TimeZone::get("Europe/Warsaw").unwrap(),
            home: "PL".parse().unwrap(),
            now: Time::parse("2026-11-21T21:05:00Z").unwrap(),
        }
    }

    #[test]
    fn every_language_writes_dates_its_own_way() {
        let time = Time::parse("2026-11-19T23:30:00Z").unwrap();
        let written = |language| {
            let reader = reader(language);
            (reader.date(time), reader.day(time).words, reader.date_and_clock(time))
        };
        let expected = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(written(Language::English), expected("20 Nov", "Friday 20 November", "20/11/2026 00:30"));
        assert_eq!(written(Language::Swedish), expected("20 nov.", "fredag 20 november", "2026-11-20 00:30"));
        assert_eq!(
            written(Language::German),
            expected("20. Nov.", "Freitag, 20. November", "20.11.26 00:30")
        );
        assert_eq!(written(Language::Polish), expected("20 lis", "piątek, 20 listopada", "20.11.2026 00:30"));
    }

    #[test]
    fn near_days_have_names_and_other_years_a_number() {
        let reader = reader(Language::English);
        let today = Time::parse("2026-11-21T08:00:00Z").unwrap();
        assert_eq!(reader.when(today), "09:00");
        assert_eq!(reader.day(today.plus(-Time::DAY)).name.as_deref(), Some("Yesterday"));
        assert_eq!(reader.date(Time::parse("2024-02-29T12:00:00Z").unwrap()), "29 Feb 2024");
    }
}
