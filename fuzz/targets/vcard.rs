//! Cards of telephones and programs.
#![no_main]

use exchange::{Format, Options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| visavi_fuzz::files::check(data, &[Format::VCard], &Options::default()));
