//! What is typed into a search, up to a line end, and behind it a text in which it is looked for. The first byte is
//! the country.
#![no_main]

use libfuzzer_sys::fuzz_target;
use visavi_fuzz::{allow_caught_panics, phone, query};

fuzz_target!(init: allow_caught_panics(), |data: &[u8]| {
    let Some((country, bytes)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(bytes);
    let (asked, card) = text.split_once('\n').unwrap_or((&text, &text));
    query::check(asked, card, phone::country(*country));
});
