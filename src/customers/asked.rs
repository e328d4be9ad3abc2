//! What a list of customers is asked for, as it stands in an address: the same members on the page, in the API, in
//! exports and in saved lists.
//!
//! Invariant: `to_query` and `of_query` lead to each other, so that a list can be kept as a text.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use clap::Args;
use jiff::tz::TimeZone;
use jiff::{Span, civil};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use super::finding::{Before, Filter, OwnedBy};
use super::own_fields::LONGEST;
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::fold::fold_case;
use crate::http::path;

/// Fields that may be asked for at once.
const FIELDS: usize = 10;
/// Days that may be counted back: a hundred years.
const DAYS: i64 = 36_500;

/// The members, none of which must be there. An empty one asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams, Args)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Search as you type over names, companies, numbers, e-mail addresses, handles, refs and tags. Every word may
    /// be the beginning of one, in any order, without regard to case and accents; a word of four letters may have
    /// one typing error, of eight two. A number in any spelling, begun or its last digits. Best first
    #[arg(long = "search", value_name = "WORDS")]
    pub q: Option<String>,
    /// Only people of this company
    #[arg(long, value_name = "ID")]
    pub company_id: Option<String>,
    /// Only customers with this tag
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,
    /// Only customers whose owner has this login; `none`: those without an owner
    #[arg(long, value_name = "LOGIN")]
    pub owner: Option<String>,
    /// `true`: only VIPs; `false`: only those who are none
    #[arg(long, value_name = "true|false")]
    pub vip: Option<String>,
    /// `true`: only customers who are hidden; `false`: only those who are not
    #[arg(long, value_name = "true|false")]
    pub hidden: Option<String>,
    /// `person` or `company`
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// Only customers who were in contact on this channel: `call`, `chat`, `email`, `sms` or `social`
    #[arg(long, value_name = "CHANNEL")]
    pub channel: Option<String>,
    /// Only customers whose last contact was on this day or later: a date such as 2026-02-28, or a number of days
    /// before today (0 is today)
    #[arg(long, value_name = "DAY")]
    pub contact_after: Option<String>,
    /// Only customers whose last contact was before this day, a date or a number of days before today; `never`:
    /// those who never were in contact
    #[arg(long, value_name = "DAY")]
    pub contact_before: Option<String>,
    /// Only customers with this value in a field of the organisation's own, as `KEY:VALUE`; may be repeated, and
    /// then all must fit
    #[arg(long, value_name = "KEY:VALUE")]
    pub field: Vec<String>,
}

/// The names of the members.
const NAMES: [&str; 11] = [
    "q",
    "company_id",
    "tag",
    "owner",
    "vip",
    "hidden",
    "kind",
    "channel",
    "contact_after",
    "contact_before",
    "field",
];

/// A day as it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    Date(civil::Date),
    /// Days before today.
    Ago(i64),
}

impl Day {
    pub fn read(text: &str) -> Option<Day> {
        if !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse().ok().filter(|days| *days <= DAYS).map(Day::Ago);
        }
        // Only with hyphens: 20260228 is no number of days and no date that anybody would write.
        let is_date = text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
        is_date.then(|| text.parse().ok()).flatten().map(Day::Date)
    }

    /// The first moment of the day.
    fn begins(self, now: Time, zone: &TimeZone) -> Option<Time> {
        let date = match self {
            Day::Date(date) => date,
            Day::Ago(days) => now
                .timestamp()
                .to_zoned(zone.clone())
                .date()
                .checked_sub(Span::new().try_days(days).ok()?)
                .ok()?,
        };
        let begins = date.to_zoned(zone.clone()).ok()?;
        Some(Time::from_micros(begins.timestamp().as_microsecond()))
    }
}

impl Asked {
    /// From a text such as `tag=press&vip=true`.
    pub fn of_query(query: &str) -> AppResult<Asked> {
        Ok(path::read::<Asked>(query)?.trimmed())
    }

    /// Without white space around the values, and without those that ask for nothing.
    fn trimmed(self) -> Asked {
        let one =
            |value: Option<String>| value.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let field = self.field.into_iter().filter_map(|field| one(Some(field))).collect();
        Asked {
            q: one(self.q),
            company_id: one(self.company_id),
            tag: one(self.tag),
            owner: one(self.owner),
            vip: one(self.vip),
            hidden: one(self.hidden),
            kind: one(self.kind),
            channel: one(self.channel),
            contact_after: one(self.contact_after),
            contact_before: one(self.contact_before),
            field,
        }
    }

    /// Names and values of what is asked for, in the order of the members.
    pub fn members(&self) -> Vec<(&'static str, &str)> {
        let Asked {
            q,
            company_id,
            tag,
            owner,
            vip,
            hidden,
            kind,
            channel,
            contact_after,
            contact_before,
            field,
        } = self;
        let single = [q, company_id, tag, owner, vip, hidden, kind, channel, contact_after, contact_before];
        let single =
            NAMES.into_iter().zip(single).filter_map(|(name, value)| Some((name, value.as_deref()?)));
        single.chain(field.iter().map(|value| ("field", value.as_str()))).collect()
    }

    /// As a text for an address.
    pub fn to_query(&self) -> String {
        query_of(&self.members())
    }

    /// The same without one of the members.
    pub fn query_without(&self, member: (&str, &str)) -> String {
        let mut members = self.members();
        members.retain(|one| *one != member);
        query_of(&members)
    }

    /// Whether more is asked for than words.
    pub fn has_filters(&self) -> bool {
        self.members().iter().any(|(name, _)| *name != "q")
    }

    /// What it means at this moment, for somebody whose days begin in this time zone.
    pub fn filter(&self, now: Time, zone: &TimeZone) -> AppResult<Filter> {
        let mut check = Check::default();
        let mut filter = Filter { words: check.line("q", self.q.as_deref(), 200), ..Filter::default() };
        filter.company = choice(&mut check, "company_id", self.company_id.as_deref(), "invalid-company");
        filter.tag = check.line("tag", self.tag.as_deref(), 50).map(|tag| fold_case(&tag));
        filter.owner = check.line("owner", self.owner.as_deref(), 200).map(|login| match login.as_str() {
            "none" => OwnedBy::Nobody,
            login => OwnedBy::Login(fold_case(login)),
        });
        filter.vip = choice(&mut check, "vip", self.vip.as_deref(), "invalid-choice");
        filter.hidden = choice(&mut check, "hidden", self.hidden.as_deref(), "invalid-choice");
        filter.kind = choice(&mut check, "kind", self.kind.as_deref(), "invalid-choice");
        filter.channel = choice(&mut check, "channel", self.channel.as_deref(), "invalid-choice");
        let mut day = |name: &'static str, text: &str| {
            let begins = Day::read(text).and_then(|day| day.begins(now, zone));
            if begins.is_none() {
                check.fail(FieldError::new(name, "invalid-day"));
            }
            begins
        };
        filter.contact_after = self.contact_after.as_deref().and_then(|text| day("contact_after", text));
        filter.contact_before = match self.contact_before.as_deref() {
            Some("never") => Some(Before::Ever),
            other => other.and_then(|text| day("contact_before", text)).map(Before::Time),
        };
        if self.field.len() > FIELDS {
            check.fail(FieldError::new("field", "invalid-too-many").with("max", FIELDS));
            check.finish()?;
            return Ok(filter);
        }
        for (index, text) in self.field.iter().enumerate() {
            let name = if self.field.len() == 1 { "field".to_owned() } else { format!("field[{index}]") };
            let (key, value) = split_field(text);
            if key.is_empty() || key.len() > 64 || value.is_empty() {
                check.fail(FieldError::new(name, "invalid-field-filter"));
            } else if let Some(value) = check.line(&name, Some(value), LONGEST) {
                filter.fields.push((key.to_owned(), fold_case(&value)));
            }
        }
        check.finish()?;
        Ok(filter)
    }
}

/// Key and value of `KEY:VALUE`. A key holds no colon, a value may.
pub fn split_field(text: &str) -> (&str, &str) {
    let (key, value) = text.split_once(':').unwrap_or((text, ""));
    (key.trim(), value.trim())
}

fn choice<T: std::str::FromStr>(
    check: &mut Check,
    name: &'static str,
    text: Option<&str>,
    wrong: &'static str,
) -> Option<T> {
    let read = text?.parse().ok();
    if read.is_none() {
        check.fail(FieldError::new(name, wrong));
    }
    read
}

fn query_of(members: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(members).finish()
}

/// What is asked for of a list of customers, and the other members of the same address.
pub struct Filtered<T>(pub Asked, pub T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Filtered<T> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let query = parts.uri.query().unwrap_or_default();
        let (own, others): (Vec<&str>, Vec<&str>) = query
            .split('&')
            .partition(|member| NAMES.contains(&member.split('=').next().unwrap_or_default()));
        Ok(Filtered(Asked::of_query(&own.join("&"))?, path::read(&others.join("&"))?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Asked {
        Asked::of_query(query).unwrap()
    }

    #[test]
    fn an_address_comes_back() {
        for query in
            ["", "q=a+b&tag=x&vip=true", "field=a%3Ab%3Ac&field=d%3A%26", "owner=none&contact_before=never"]
        {
            assert_eq!(asked(query).to_query(), query);
        }
        assert_eq!(asked("tag=&q=+&vip=true&field=").to_query(), "vip=true");
        let two = asked("tag=x&field=a%3Ab&field=c%3Ad");
        assert_eq!(two.query_without(("field", "a:b")), "tag=x&field=c%3Ad");
        assert!(Asked::of_query("nonsense=1").is_err());
    }

    #[test]
    fn a_day_begins_where_the_reader_is() {
        let zone = TimeZone::get("Europe/Warsaw").unwrap();
        let now = Time::parse("2026-11-21T23:30:00Z").unwrap();
        let begins = |text: &str| Day::read(text)?.begins(now, &zone).map(|time| time.to_string());
        assert_eq!(begins("0").as_deref(), Some("2026-11-21T23:00:00Z"));
        assert_eq!(begins("30").as_deref(), Some("2026-10-22T22:00:00Z"));
        assert_eq!(begins("2026-11-22"), begins("0"));
        for wrong in
            ["", "x", "-1", "1.5", "99999", "2026-02-30", "20261122", "2026-11-22T00", "+2026-1-01", "never"]
        {
            assert_eq!(begins(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_fault_is_told() {
        let faults = |query: &str| match asked(query).filter(Time::from_micros(0), &TimeZone::UTC) {
            Err(AppError::Invalid(faults)) => faults.into_iter().map(|fault| fault.field).collect::<Vec<_>>(),
            other => panic!("{query}: {other:?}"),
        };
        assert_eq!(
            faults("channel=fax&vip=1&kind=robot&company_id=x"),
            ["company_id", "vip", "kind", "channel"]
        );
        assert_eq!(faults("field=a&field=b%3Ac&field=%3Ax"), ["field[0]", "field[2]"]);
        assert_eq!(faults(&format!("field={}", ["a%3Ab"; 50].join("&field="))), ["field"]);
    }
}
