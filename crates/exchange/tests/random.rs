//! Whatever the bytes are, nothing panics and reading ends. `PROPTEST_CASES=100000` for a long run.

use std::io::Cursor;

use exchange::{Format, Options, Reader};
use proptest::prelude::*;

fn drain(bytes: Vec<u8>, format: Option<Format>) -> usize {
    match Reader::open(Cursor::new(bytes), &Options { format, ..Options::default() }) {
        Ok(reader) => reader.count(),
        Err(_) => 0,
    }
}

fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        2 => prop::collection::vec(any::<u8>(), 0..20),
        6 => prop::sample::select(vec![
            "BEGIN:VCARD\r\n", "END:VCARD\n", "TEL;TYPE=\"cell", ":", ";", ",", "\"", "\n", "\r", " ", "=\r\n", "=C3=A5",
            ";ENCODING=QUOTED-PRINTABLE", ";CHARSET=UTF-16", "PHOTO:", "AGENT:", "N:", "BDAY:--04", "item1.", "{\"name\":", "[", "]", "}",
            "\"phones\":", "null", "{\"@type\":\"Card\"", "\\", "name", "phone_label", "phone", " ::: ", "E-mail 1 - Type", "\0", "\u{FEFF}",
            "sep=;\n", "åäö", "''=", "PK\x03\x04",
        ]).prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_panics(bytes in pieces()) {
        for format in [None, Some(Format::Csv), Some(Format::VCard), Some(Format::JsContact), Some(Format::JsonLines), Some(Format::Xlsx)] {
            drain(bytes.clone(), format);
        }
    }
}
