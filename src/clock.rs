//! Time as the database keeps it, and the one clock everything asks. Nothing else reads the system's clock.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Microseconds since 1970-01-01 UTC. RFC 3339 outside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Time(i64);

/// Years 0001 to 9999: what RFC 3339 can write.
const EARLIEST: i64 = -62_135_596_800_000_000;
const LATEST: i64 = 253_402_300_799_999_999;

impl Time {
    pub const SECOND: i64 = 1_000_000;
    pub const MINUTE: i64 = 60 * Self::SECOND;
    pub const HOUR: i64 = 60 * Self::MINUTE;
    pub const DAY: i64 = 24 * Self::HOUR;

    pub fn from_micros(micros: i64) -> Time {
        Time(micros.clamp(EARLIEST, LATEST))
    }

    pub fn micros(self) -> i64 {
        self.0
    }

    /// This time and `micros` more, never outside what RFC 3339 can write.
    pub fn plus(self, micros: i64) -> Time {
        Time::from_micros(self.0.saturating_add(micros))
    }

    /// Whole seconds from `earlier` to this; none below zero.
    pub fn seconds_since(self, earlier: Time) -> i64 {
        (self.0.saturating_sub(earlier.0) / Self::SECOND).max(0)
    }

    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The day it is in UTC.
    pub fn day(self) -> jiff::civil::Date {
        self.timestamp().to_zoned(jiff::tz::TimeZone::UTC).date()
    }

    /// RFC 3339 with an offset; `None` if the text is anything else or out of range.
    pub fn parse(text: &str) -> Option<Time> {
        let micros = text.parse::<Timestamp>().ok()?.as_microsecond();
        (EARLIEST..=LATEST).contains(&micros).then_some(Time(micros))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().fmt(f)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Time::parse(&text)
            .ok_or_else(|| de::Error::custom("expected a time such as 2026-11-21T14:05:00Z (RFC 3339)"))
    }
}

impl utoipa::PartialSchema for Time {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
        let format = SchemaFormat::KnownFormat(KnownFormat::DateTime);
        ObjectBuilder::new().schema_type(Type::String).format(Some(format)).into()
    }
}

impl utoipa::ToSchema for Time {}

impl From<Time> for db::Value {
    fn from(time: Time) -> Self {
        db::Value::Int(time.0)
    }
}

/// The clock: the system's, or one that a test sets.
#[derive(Clone, Debug)]
pub enum Clock {
    System,
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands still at `time` until it is set.
    pub fn fixed(time: Time) -> Clock {
        Clock::Fixed(Arc::new(AtomicI64::new(time.0)))
    }

    pub fn now(&self) -> Time {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the system")]
            Clock::System => Time::from_micros(Timestamp::now().as_microsecond()),
            Clock::Fixed(micros) => Time(micros.load(Ordering::Relaxed)),
        }
    }

    /// Moves a fixed clock on; the system's cannot be moved.
    pub fn advance(&self, micros: i64) {
        if let Clock::Fixed(now) = self {
            now.fetch_add(micros, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_and_written_as_rfc_3339() {
        let time = Time::parse("2026-11-21T15:05:00.25+01:00").unwrap();
        assert_eq!(time.to_string(), "2026-11-21T14:05:00.25Z");
        for wrong in [
            "",
            "2026-11-21",
            "2026-11-21T14:05:00",
            "now",
            "2026-13-01T00:00:00Z",
            "-009999-01-02T01:59:59Z",
        ] {
            assert_eq!(Time::parse(wrong), None, "{wrong}");
        }
    }
}
