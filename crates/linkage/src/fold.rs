//! Folding: letters without accents and case, so that spellings of one name are one.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words of ASCII letters and digits, folded; everything else parts them. An apostrophe parts nothing: O'Brien is obrien.
pub fn words(text: &str) -> Vec<String> {
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
            '\'' | '’' | '`' => {}
            c if c.is_alphanumeric() => folded.push(c),
            _ => folded.push(' '),
        }
    }
    folded.split_whitespace().map(str::to_owned).collect()
}

/// All words together.
pub fn joined(text: &str) -> String {
    words(text).concat()
}

/// German and Nordic umlauts that were typed as two letters: "mueller" is "muller". Applied to names alone.
pub fn without_umlauts(word: &str) -> String {
    word.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("aa", "a")
}

/// A hash that is the same on every machine and in every version: FNV-1a, then mixed (Fowler, Noll, Vo; the finaliser is
/// that of MurmurHash3).
pub fn hash(parts: &[&str]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one() {
        assert_eq!(words("  Łukasz  ŻBIK-Öberg "), ["lukasz", "zbik", "oberg"]);
        assert_eq!(joined("O'Brien"), "obrien");
        assert_eq!(without_umlauts("mueller"), without_umlauts("muller"));
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }
}
