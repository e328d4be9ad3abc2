//! Telephone numbers in any spelling. The first byte is the country.
#![no_main]

use libfuzzer_sys::fuzz_target;
use visavi_fuzz::{allow_caught_panics, phone};

fuzz_target!(init: allow_caught_panics(), |data: &[u8]| {
    let Some((country, bytes)) = data.split_first() else { return };
    phone::check(&String::from_utf8_lossy(bytes), phone::country(*country));
});
