//! Tables. The first byte says what is known of the file beforehand.
#![no_main]

use exchange::{Format, Options};
use libfuzzer_sys::fuzz_target;

const ENCODINGS: [Option<&str>; 8] = [
    None,
    None,
    Some("utf-8"),
    Some("windows-1250"),
    Some("utf-16le"),
    Some("shift_jis"),
    Some("iso-2022-jp"),
    Some("gb18030"),
];
const DELIMITERS: [Option<u8>; 4] = [None, Some(b';'), Some(b'\t'), Some(b'"')];

fuzz_target!(|data: &[u8]| {
    let Some((known, bytes)) = data.split_first() else { return };
    let options = Options {
        encoding: ENCODINGS[usize::from(known % 8)].map(str::to_owned),
        delimiter: DELIMITERS[usize::from(known / 8 % 4)],
        ..Options::default()
    };
    visavi_fuzz::files::check(bytes, &[Format::Csv, Format::Xlsx], &options);
});
