//! Folding of text for comparison: computed here and stored, because the databases disagree on `lower('Ж')`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents, white space single: "Łukasz  ŻBIK" → "lukasz zbik". For search and order.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Upper and lower case made one, nothing else: for names that must be unique (tags, logins, teams).
pub fn fold_case(text: &str) -> String {
    text.trim().nfkc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_fall_and_words_stay() {
        assert_eq!(fold("  Łukasz\u{a0} ŻBIK "), "lukasz zbik");
        assert_eq!(fold("Sjöström"), "sjostrom");
        assert_eq!(fold("Weiß & Müller"), "weiss & muller");
        assert_eq!(fold_case(" Ärende "), "ärende");
    }
}
