//! Words from one on and before another, as they sort in the index.

/// Sorts after everything that begins alike. U+10FFFF is no character, so that no word holds it.
pub const END: char = '\u{10ffff}';

/// A range of words, from `from` on, before `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub from: String,
    pub to: String,
}

impl Range {
    /// All words that begin so and go on.
    pub fn goes_on(word: impl Into<String>) -> Range {
        let word = word.into();
        Range { to: format!("{word}{END}"), from: format!("{word} ") }
    }

    /// All words that begin so.
    pub fn begins(word: impl Into<String>) -> Range {
        let from = word.into();
        Range { to: format!("{from}{END}"), from }
    }

    /// This word only: nothing that sorts before a space is in a word.
    pub fn is(word: &str) -> Range {
        Range { from: word.to_owned(), to: format!("{word} ") }
    }

    pub fn holds(&self, word: &str) -> bool {
        self.from.as_str() <= word && word < self.to.as_str()
    }
}
