//! The part of a text in which something was found, cut so that most of it shows.

use std::ops::Range;

use serde::Serialize;
use utoipa::ToSchema;

use super::asked::{Asked, Look};
use crate::search::words::{belongs, fold_word};

/// Characters of an excerpt, and of those how many stand before what was found.
const LENGTH: usize = 240;
const BEFORE: usize = 60;

/// A word as it stands in a text, and folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub at: Range<usize>,
    pub word: String,
}

/// A piece of an excerpt: what was found, or what stands around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ExcerptPiece)]
pub struct Piece {
    pub text: String,
    /// Whether it is what was asked for.
    pub found: bool,
}

/// The words of a text: the same as `search::words::words`, with their places.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let start = rest + text[rest..].find(belongs)?;
            let end = text[start..].find(|c| !belongs(c)).map_or(text.len(), |length| start + length);
            rest = end;
            let word = fold_word(&text[start..end]);
            if !word.is_empty() {
                return Some(Token { at: start..end, word });
            }
        }
    })
}

/// Reads a text for what was asked for.
pub struct Reading {
    pub look: Look,
    pub excerpt: Vec<Piece>,
}

pub fn read(text: &str, asked: &Asked) -> Reading {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let tokens: Vec<Token> = tokens(&text).collect();
    let look = asked.look_at(&tokens);
    let excerpt = window(&text, &look.found).map(|window| pieces(&text, window, &look.found));
    Reading { look, excerpt: excerpt.unwrap_or_default() }
}

/// Where the most of what was found stands close together; of several such places the first.
fn window(text: &str, found: &[Range<usize>]) -> Option<Range<usize>> {
    let (mut best, mut most) = (found.first()?, 0);
    for (n, one) in found.iter().enumerate() {
        // Bytes, not characters: it need not be exact, and a text may have thousands.
        let within = found[n..].iter().take_while(|other| other.end <= one.start + LENGTH - BEFORE).count();
        if within > most {
            (best, most) = (one, within);
        }
    }
    let start = back(text, best.start, BEFORE);
    let end = text[start..].char_indices().nth(LENGTH).map_or(text.len(), |(length, _)| start + length);
    // No half words, as far as words are of a length that people write.
    Some(word_from(text, start, best.start)..word_to(text, end))
}

/// So many characters before a place.
fn back(text: &str, from: usize, count: usize) -> usize {
    text[..from].char_indices().rev().take(count).last().map_or(from, |(at, _)| at)
}

fn word_from(text: &str, start: usize, found: usize) -> usize {
    if start == 0 {
        return 0;
    }
    text[start..found].find(' ').map_or(start, |space| start + space + 1)
}

fn word_to(text: &str, end: usize) -> usize {
    if end == text.len() || text[end..].starts_with(' ') {
        return end;
    }
    match text[..end].rfind(' ') {
        // A text without spaces is cut where it is.
        Some(space) if end - space < 40 => space,
        _ => end,
    }
}

fn pieces(text: &str, window: Range<usize>, found: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |text: &str, found: bool| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), found });
        }
    };
    let mut rest = window.start;
    if window.start > 0 {
        add("… ", false);
    }
    for one in found.iter().filter(|one| one.start < window.end && one.end > window.start) {
        let (start, end) = (one.start.max(rest), one.end.min(window.end));
        add(&text[rest..start], false);
        add(&text[start..end], true);
        rest = end;
    }
    let tail = &text[rest..window.end];
    add(&if window.end < text.len() { format!("{tail} …") } else { tail.to_owned() }, false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, typed: &str) -> String {
        let pieces = read(text, &Asked::read(typed)).excerpt;
        pieces
            .iter()
            .map(|one| if one.found { format!("[{}]", one.text) } else { one.text.clone() })
            .collect()
    }

    #[test]
    fn an_excerpt_shows_what_was_found() {
        assert_eq!(shown("Die  Rechnung\nist da.", "rechn"), "Die [Rechnung] ist da.");
        assert_eq!(shown("Herr Müller\u{301} <b>", "mueller b"), "Herr [Müller\u{301}] <[b]>");
        assert_eq!(shown("x", "y"), "");
        let long = format!(
            "{} Rechnung {} Rechnung und Mahnung {}",
            "vor ".repeat(100),
            "nach ".repeat(100),
            "ende ".repeat(100)
        );
        let cut = shown(&long, "mahnung rechnung");
        assert!(
            cut.starts_with("… nach ")
                && cut.contains("[Rechnung] und [Mahnung] ende")
                && cut.ends_with("ende …"),
            "{cut}"
        );
        assert!(cut.chars().count() < 270, "{cut}");
        let unbroken = format!("{}漢字 {}", "字".repeat(500), "漢".repeat(500));
        let cut = shown(&unbroken, "漢");
        assert!(cut.starts_with("… ") && cut.ends_with("] …") && cut.chars().count() < 270, "{cut}");
    }
}
