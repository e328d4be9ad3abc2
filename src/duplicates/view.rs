//! Why two customers are taken for one, in words.

use linkage::{Reason, ReasonCode};

use crate::language::{Arg, Locale};

/// What was seen, and how many have it where both share it.
pub fn said(locale: &Locale, reason: &Reason) -> String {
    let what = locale.t(&key(reason.code));
    if reason.shared_by < 3 {
        return what;
    }
    locale
        .with("duplicate-shared", &[("what", (&what).into()), ("n", Arg::from(i64::from(reason.shared_by)))])
}

fn key(code: ReasonCode) -> String {
    format!("duplicate-{}", code.word().replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn every_reason_has_words_in_every_language() {
        for language in Language::ALL {
            for code in ReasonCode::ALL {
                let text = language.text(&key(*code), &[]);
                assert!(!text.is_empty() && !text.contains("duplicate-"), "{language:?} {code:?}: {text}");
            }
        }
    }
}
