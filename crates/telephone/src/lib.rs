//! Telephone numbers: parse any spelling, normalise to E.164, display.
//!
//! Purpose: two people who write the same number differently find the same thing. A caller's number
//! arrives as `sip:+46701740605@carrier;user=phone`, an agent types `070-174 06 05`, an import holds
//! `0046 (0)70/1740605`; all of them are `+46701740605` here.
//!
//! Invariants, each held by a test:
//! - [`parse`] never panics and never takes long, whatever the text (the library below it does panic).
//! - What is stored parses to itself: `parse(t.e164) == t`, and so does what is shown.
//! - A short code or an internal extension (`112`, `4711`) never turns into somebody's E.164 number.
//!
//! Sources: ITU-T E.164 (at most 15 digits after the `+`), E.123 (how numbers are written), E.161 (letters
//! on the keypad), RFC 3966 (`tel:`), RFC 3261 (`sip:`), RFC 3323 and 3325 (hidden callers). Numbering
//! plans are Google's libphonenumber metadata by way of `rlibphonenumber`.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod characters;
mod country;
mod error;
mod extension;
mod library;
mod number;
mod parse;
mod spelling;
mod typing;
mod uri;
mod withheld;

pub use country::{Country, UnknownCountry};
pub use error::ParseError;
pub use number::{Kind, Telephone, country_of, display_e164, kind_of};
pub use parse::{parse, warm_up};
pub use typing::{Typed, as_typed};
pub use withheld::is_withheld;
