//! Characters: every script's digits, dashes and spaces become the plain ones, invisible marks go.
//!
//! Invariant: what comes out holds no control character but `\n`, no invisible mark and no digit, dash or
//! plus outside ASCII; letters stay as they are, apart from full-width ones and combining marks.

use std::borrow::Cow;

/// Where the decimal digits of a script begin; each runs over ten code points (Unicode category Nd).
const ZEROS: [u32; 37] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0,
    0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0x1_04A0, 0x1_E950,
];

/// The text in plain characters, without spaces around it.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(text.trim());
    }
    let plain: String = text.chars().filter_map(character).collect();
    Cow::Owned(plain.trim().to_owned())
}

/// One character in its plain form, `None` for what nobody sees.
fn character(c: char) -> Option<char> {
    Some(match c {
        ' '..='~' | '\n' => c,
        '\r' => '\n',
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{FEFF}' | '\u{FFFC}' => return None,
        // Zero-width and bidirectional marks, variation selectors, combining marks.
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => return None,
        '\u{FE00}'..='\u{FE0F}' | '\u{300}'..='\u{36F}' => return None,
        '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{207B}'
        | '\u{2212}'
        | '\u{30FC}'
        | '\u{FE58}'
        | '\u{FE63}' => '-',
        '\u{207A}' | '\u{2795}' | '\u{FE62}' | '\u{FB29}' => '+',
        '\u{B7}' | '\u{2022}' | '\u{2024}' | '\u{2027}' | '\u{22C5}' => '.',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}' => '"',
        '、' | '،' => ',',
        '؛' => ';',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0)?,
        '\u{1D7CE}'..='\u{1D7FF}' => digit((u32::from(c) - 0x1_D7CE) % 10)?,
        c if c.is_whitespace() || c.is_control() => ' ',
        c if c.is_alphabetic() => c,
        c => {
            let code = u32::from(c);
            let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code));
            return zero.map_or(Some(c), |zero| digit(code - zero));
        }
    })
}

fn digit(value: u32) -> Option<char> {
    char::from_digit(value, 10)
}

/// Undoes percent encoding (RFC 3986): `%2B46` is `+46`. A `%` without two hexadecimal digits stays.
pub(crate) fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if let (b'%', Some((&[high, low], behind))) = (byte, rest.split_first_chunk::<2>())
            && let (Some(high), Some(low)) = (hexadecimal(high), hexadecimal(low))
        {
            decoded.push(high * 16 + low);
            rest = behind;
        } else {
            decoded.push(byte);
        }
    }
    Cow::Owned(String::from_utf8_lossy(&decoded).into_owned())
}

fn hexadecimal(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
