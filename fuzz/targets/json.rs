//! Objects: contacts of JSContact and JSON lines.
#![no_main]

use exchange::{Format, Options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    visavi_fuzz::files::check(data, &[Format::JsContact, Format::JsonLines], &Options::default());
});
