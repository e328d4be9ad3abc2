//! What a word is for the search: how text is cut and folded, for what is stored and for what is asked alike.
//!
//! Invariant: folding keeps beginnings. If `a` begins `b` as typed, the folded `a` begins the folded `b`, so that a
//! search that goes on being typed never loses what it has found.

use crate::fold::fold;

/// Letters and digits of a word that count; whatever comes after them is told by no ear and no eye.
const LONGEST: usize = 48;

/// Folds one word beyond its accents: the German and Nordic ways to write a letter by two are one with the way
/// without, so that Müller, Mueller and Muller are the same word: `ae → a`, `oe → o`, `ue → u`, `aa → a`.
pub fn fold_word(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut before = ' ';
    for c in fold(text).chars().filter(|c| c.is_alphanumeric()) {
        let second = matches!((before, c), ('a' | 'o' | 'u', 'e') | ('a', 'a'));
        before = if second { ' ' } else { c };
        if !second {
            folded.push(c);
        }
    }
    cut(&folded, LONGEST).to_owned()
}

/// The first `most` characters.
pub fn cut(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}

/// What stands within a word without ending it: O'Brien, d’Arc.
pub const fn is_silent(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '´' | '\u{ad}')
}

/// The folded words of a text.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c| !belongs(c)).map(fold_word).filter(|word| !word.is_empty())
}

/// Whether a character is within a word. An accent may be a character of its own, as some keyboards and file systems
/// write it.
pub fn belongs(c: char) -> bool {
    c.is_alphanumeric() || is_silent(c) || unicode_normalization::char::is_combining_mark(c)
}

/// The digits of a text in ASCII, whatever script they are written in.
pub fn digits(text: &str) -> String {
    fold(text).chars().filter(char::is_ascii_digit).collect()
}

/// The text from its end to its beginning: last digits are the first ones of this.
pub fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_name_are_one_word() {
        for spellings in [
            &["Müller", "Mueller", "Muller", "MÜLLER", "Mu\u{308}ller"][..],
            &["Łukasz", "Lukasz", "ŁUKASZ"],
            &["Malmö", "Malmo", "Malmoe"],
            &["Åberg", "Aaberg", "Aberg"],
            &["Weiß", "Weiss"],
            &["O'Brien", "O’Brien", "OBrien"],
            &["Sørensen", "Soerensen", "Sörensen"],
        ] {
            let folded: Vec<_> = spellings.iter().map(|one| words(one).collect::<Vec<_>>()).collect();
            assert!(
                folded.iter().all(|one| one.len() == 1 && *one == folded[0]),
                "{spellings:?}: {folded:?}"
            );
        }
        assert_eq!(
            words("Kowalska-Nowak, Anna (dr)").collect::<Vec<_>>(),
            ["kowalska", "nowak", "anna", "dr"]
        );
        assert_eq!(words("Ｎ－１００384").collect::<Vec<_>>(), ["n", "100384"]);
    }

    proptest! {
        #[test]
        fn a_beginning_stays_a_beginning(word in "[a-zA-ZåäöüßłŁéæøœ']{1,20}", length in 1_usize..20) {
            let begun = cut(&word, length);
            prop_assert!(fold_word(&word).starts_with(&fold_word(begun)), "{begun} of {word}");
        }
    }
}
