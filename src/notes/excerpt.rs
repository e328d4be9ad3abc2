//! The beginning of a note as one line.

use unicode_normalization::char::is_combining_mark;

/// Characters of an excerpt, without the sign that there is more.
pub const LENGTH: usize = 160;
/// So far back a word may begin, if it is not to be cut.
const WORD: usize = 24;

/// The first words, all white space single; ends with "…" where there are more. No character is cut in two, neither
/// its bytes nor an accent from its letter.
pub fn excerpt(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = words.char_indices().nth(LENGTH) else { return words };
    let head = &words[..end];
    let cut = match head.rfind(' ') {
        Some(space) if head[space..].chars().count() <= WORD => space,
        // A text without spaces is cut where a character ends for who reads it.
        _ => whole(&words, end),
    };
    format!("{}…", words[..cut].trim_end())
}

/// Whether there is more in a text than its excerpt shows.
pub fn is_all(text: &str) -> bool {
    !text.trim().contains('\n') && text.chars().nth(LENGTH).is_none()
}

/// The last place up to `end` where no mark follows that belongs to the character before.
fn whole(text: &str, mut end: usize) -> usize {
    let joins = |c: char| {
        is_combining_mark(c) || matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
    };
    while let Some(next) = text[end..].chars().next() {
        let before = text[..end].chars().next_back();
        if end == 0 || !(joins(next) || before == Some('\u{200d}')) {
            break;
        }
        end -= before.map_or(0, char::len_utf8);
    }
    end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_excerpt_ends_where_a_word_does() {
        assert_eq!(excerpt(" Ring \n efter  tre "), "Ring efter tre");
        let long = "Ärendet väntar på delar. ".repeat(20);
        let cut = excerpt(&long);
        assert!(cut.ends_with(" Ärendet…") && cut.chars().count() < LENGTH, "{cut}");
        assert!(is_all("Ring efter tre") && !is_all(&long) && !is_all("one\ntwo"));
        // A letter with its accent apart, and a family, at the very end.
        let accent = format!("{}e\u{301}xyz", "a".repeat(LENGTH - 1));
        assert_eq!(excerpt(&accent), format!("{}…", "a".repeat(LENGTH - 1)));
        let family = format!("{}👩\u{200d}👧\u{200d}👦", "a".repeat(LENGTH - 2));
        assert_eq!(excerpt(&family), format!("{}…", "a".repeat(LENGTH - 2)));
        assert_eq!(excerpt(&"\u{301}".repeat(300)), "…");
    }

    proptest! {
        #[test]
        fn an_excerpt_never_breaks_a_character(text in "[aåłż漢字👩🏽\u{200d}\u{301} \n]{0,400}|\\PC{0,400}") {
            let cut = excerpt(&text);
            prop_assert!(cut.chars().count() <= LENGTH + 1);
            let all = text.split_whitespace().collect::<Vec<_>>().join(" ");
            match cut.strip_suffix('…') {
                Some(head) if cut != all => {
                    let rest = all.strip_prefix(head).unwrap();
                    prop_assert!(head.is_empty() || !rest.chars().next().is_some_and(is_combining_mark), "{cut}");
                }
                _ => prop_assert_eq!(cut, all),
            }
        }
    }
}
