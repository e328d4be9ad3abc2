//! Codes by time (RFC 6238): HMAC-SHA-1, six digits, thirty seconds, as every authenticator app makes them.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use ring::hmac;

use crate::clock::Time;

const PERIOD: i64 = 30 * Time::SECOND;
/// Clocks may differ by so many steps.
const WINDOW: i64 = 1;
/// Bytes of a secret, as RFC 4226 advises.
pub const LENGTH: usize = 20;

/// The step of a code that is good now; an earlier step counts no more when a later one was taken.
pub fn step_of(secret: &[u8], code: &str, now: Time) -> Option<i64> {
    let present = now.micros().div_euclid(PERIOD);
    let mut found = None;
    for step in present - WINDOW..=present + WINDOW {
        // All are compared to their end: how long it takes tells nothing.
        if same(self::code(secret, step).as_bytes(), code.as_bytes()) {
            found = Some(step);
        }
    }
    found
}

/// The code of a moment: what the holder's app would show.
pub fn code_at(secret: &[u8], now: Time) -> String {
    code(secret, now.micros().div_euclid(PERIOD))
}

fn code(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let bytes = tag.as_ref();
    // Dynamic truncation (RFC 4226, 5.3): the last half byte says where the number begins.
    let start = usize::from(bytes[bytes.len() - 1] & 0x0f);
    let number = bytes[start..start + 4].iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte))
        & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// Base 32 (RFC 4648) without padding: how apps take a secret that is typed.
pub fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    bytes
        .chunks(5)
        .flat_map(|chunk| {
            let bits = chunk.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte))
                << (8 * (5 - chunk.len()));
            let letters = (chunk.len() * 8).div_ceil(5);
            (0..letters).map(move |place| char::from(LETTERS[(bits >> (35 - 5 * place) & 31) as usize]))
        })
        .collect()
}

/// What the picture says to an app (Key URI format).
pub fn uri(organisation: &str, login: &str, secret: &[u8]) -> String {
    let plain = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
    format!(
        "otpauth://totp/{}:{}?secret={}&issuer={}",
        plain(organisation),
        plain(login),
        base32(secret),
        plain(organisation)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, the last six of its eight digits.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (seconds, expected) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            let at = Time::from_micros(seconds * Time::SECOND);
            assert_eq!(code_at(secret, at), expected);
            assert_eq!(step_of(secret, expected, at), Some(seconds / 30));
            assert!(step_of(secret, expected, at.plus(PERIOD)).is_some());
            assert!(step_of(secret, expected, at.plus(-PERIOD)).is_some());
            assert_eq!(step_of(secret, expected, at.plus(2 * PERIOD)), None);
            assert_eq!(step_of(secret, expected, at.plus(-2 * PERIOD)), None);
        }
        assert_eq!(step_of(secret, "", Time::from_micros(0)), None);
    }

    /// RFC 4648, section 10.
    #[test]
    fn base_32_is_that_of_the_standard() {
        for (text, expected) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(text.as_bytes()), expected);
        }
    }

    #[test]
    fn names_of_any_letters_stand_in_the_address() {
        let uri = uri("Åsa & Co: Kaffe", "anna@card.example", b"foobar");
        assert_eq!(
            uri,
            "otpauth://totp/%C3%85sa%20%26%20Co%3A%20Kaffe:anna%40card%2Eexample?secret=MZXW6YTBOI&issuer=%C3%85sa%20%26%20Co%3A%20Kaffe"
        );
    }
}
