//! Words that are near: by symmetric deletion (W. Garbe, SymSpell, 2012), which looks words up instead of comparing
//! with all of them, and by the optimal string alignment distance (a letter more, less, other, or two swapped).

use std::collections::BTreeSet;

/// Deletions are made of so many first letters only; what comes later is compared, not looked up.
const HEAD: usize = 7;
/// Words shorter than this are too near to each other for a typo to mean anything.
const SHORTEST: usize = 4;
/// From this length on, two edits are allowed.
const LONG: usize = 8;

/// How many edits a word of so many letters may be away.
pub const fn allowed(letters: usize) -> usize {
    match letters {
        0..SHORTEST => 0,
        SHORTEST..LONG => 1,
        _ => 2,
    }
}

/// Whether there are misspellings of it: not of numbers and mixed codes.
pub fn can_be_misspelt(word: &str) -> bool {
    word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic)
}

/// The head of a word and what is left of it without one letter, of a long word without two.
pub fn deletions(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    let head: String = letters.iter().take(HEAD).collect();
    let mut all = BTreeSet::from([head.clone()]);
    let mut last = all.clone();
    for _ in 0..allowed(letters.len()) {
        let shorter: BTreeSet<String> = last.iter().flat_map(|one| without_one(one)).collect();
        all.extend(shorter.iter().cloned());
        last = shorter;
    }
    all
}

fn without_one(word: &str) -> impl Iterator<Item = String> + '_ {
    word.char_indices().map(|(at, c)| [&word[..at], &word[at + c.len_utf8()..]].concat())
}

/// The fewest edits that make a beginning of `word` (or all of it) of `asked`, if they are allowed: a word that is
/// being typed is misspelt before it is complete.
pub fn edits(asked: &str, word: &str) -> Option<usize> {
    let asked: Vec<char> = asked.chars().collect();
    let word: Vec<char> = word.chars().collect();
    let most = allowed(asked.len());
    let (mut before, mut last) = (Vec::new(), (0..=word.len()).collect::<Vec<usize>>());
    for (row, c) in asked.iter().enumerate() {
        let mut now = vec![row + 1];
        for (column, d) in word.iter().enumerate() {
            let mut least =
                (last[column] + usize::from(c != d)).min(last[column + 1] + 1).min(now[column] + 1);
            if row > 0 && column > 0 && *c == word[column - 1] && asked[row - 1] == *d {
                let swapped: &Vec<usize> = &before;
                least = least.min(swapped[column - 1] + 1);
            }
            now.push(least);
        }
        (before, last) = (last, now);
    }
    last.into_iter().min().filter(|least| *least <= most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether the look-up by deletions brings `word` up at all for `asked`.
    fn meets(asked: &str, word: &str) -> bool {
        !deletions(asked).is_disjoint(&deletions(word))
    }

    #[test]
    fn edits_count_letters_and_swaps() {
        assert_eq!(edits("anna", "anna"), Some(0));
        assert_eq!(edits("nana", "anna"), Some(1));
        assert_eq!(edits("kowlaska", "kowalska"), Some(1));
        assert_eq!(edits("wirezbika", "wierzbicka"), Some(2));
        assert_eq!(edits("kowls", "kowalska"), Some(1));
        assert_eq!(edits("ola", "ala"), None);
        assert_eq!(edits("anna", "emma"), None);
    }

    proptest! {
        /// One edit in words of four letters, two from eight: each is found by the look-up and allowed by the count.
        /// Of two edits none is a swap here: a letter put between two that were swapped counts as a third.
        #[test]
        fn every_allowed_typo_is_found(word in "[a-e]{4,12}", places in prop::collection::vec((0_usize..12, 0_u8..4, 0_u8..5), 1..3)) {
            let mut typed: Vec<char> = word.chars().collect();
            let edits_made = places.len().min(if word.len() > LONG { 2 } else { 1 });
            for (place, what, letter) in places.into_iter().take(edits_made) {
                let (at, letter) = (place % typed.len(), (b'a' + letter) as char);
                match if edits_made > 1 { what % 3 } else { what } {
                    0 => { typed.remove(at); }
                    1 => typed.insert(at, letter),
                    2 => typed[at] = letter,
                    _ => if at > 0 { typed.swap(at - 1, at); },
                }
            }
            let typed: String = typed.into_iter().collect();
            prop_assume!(allowed(typed.len()) >= edits_made && allowed(word.len()) >= edits_made);
            prop_assert!(edits(&typed, &word).is_some(), "{typed} {word}");
            prop_assert!(meets(&typed, &word), "{typed} {word}");
        }
    }
}
