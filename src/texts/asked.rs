//! What is asked for, read from what was typed, and whether a text has it.
//!
//! Invariant: a text that has it is found by the condition for the index; the condition alone may find more, where a
//! phrase is asked for or unwanted.

use std::ops::Range;

use db::Dialect;

use super::passage::Token;
use crate::search::words::words;

/// Parts that count, and words of each; more of them narrow nothing.
const MOST: usize = 12;
/// From so many bytes on a word may be a beginning: one letter begins half of everything.
const BEGINNING: usize = 2;

/// Words that stand next to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    words: Vec<String>,
    /// The last word may be the beginning of one.
    begun: bool,
}

/// All of the wanted parts must be in a text, in any order, and none of the unwanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    wanted: Vec<Part>,
    unwanted: Vec<Part>,
}

/// How a database writes a condition.
struct Syntax {
    quote: char,
    begins: &'static str,
    and: &'static str,
    or: &'static str,
    not: &'static str,
}

const SQLITE: Syntax = Syntax { quote: '"', begins: " *", and: " AND ", or: " OR ", not: " NOT " };
const POSTGRES: Syntax = Syntax { quote: '\'', begins: ":*", and: " & ", or: " | ", not: " & !" };

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

impl Asked {
    /// Reads what was typed: words, "phrases", and with a minus before them what must not be there. The last one may
    /// be a beginning, as it is still being typed. What is written in one piece (N-1003, anna@norrvik.example) is a
    /// phrase.
    pub fn read(text: &str) -> Asked {
        let mut asked = Asked::default();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let unwanted = rest.starts_with('-');
            let piece = rest.trim_start_matches('-');
            let (piece, after, closed) = match piece.strip_prefix(is_quote) {
                Some(phrase) => match phrase.split_once(is_quote) {
                    Some((phrase, after)) => (phrase, after, true),
                    None => (phrase, "", false),
                },
                None => {
                    let end = piece.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(piece.len());
                    (&piece[..end], &piece[end..], false)
                }
            };
            let (after, is_last) = (after.trim_start(), after.trim().is_empty());
            asked.add(piece, unwanted, is_last && !closed && !unwanted);
            rest = after;
        }
        asked
    }

    fn add(&mut self, piece: &str, unwanted: bool, begun: bool) {
        let words: Vec<String> = words(piece).take(MOST).collect();
        let begun = begun && words.last().is_some_and(|word| word.len() >= BEGINNING);
        let list = if unwanted { &mut self.unwanted } else { &mut self.wanted };
        let part = Part { words, begun };
        if !part.words.is_empty() && list.len() < MOST && !list.contains(&part) {
            list.push(part);
        }
    }

    /// Without anything that is wanted nothing is found.
    pub fn is_nothing(&self) -> bool {
        self.wanted.is_empty()
    }

    /// What one text is that holds everything; of each group in `narrowed` it holds one.
    pub fn all(&self, dialect: Dialect, narrowed: &[Vec<String>]) -> String {
        let syntax = Syntax::of(dialect);
        let mut parts = syntax.groups(narrowed);
        parts.extend(self.wanted.iter().map(|part| syntax.part(part)));
        let mut condition = format!("({})", parts.join(syntax.and));
        for word in self.unwanted_words() {
            condition.push_str(syntax.not);
            condition.push_str(&syntax.quoted(word));
        }
        condition
    }

    /// What a text is that holds something of it, or a phrase that is unwanted.
    pub fn any(&self, dialect: Dialect, narrowed: &[Vec<String>]) -> String {
        let syntax = Syntax::of(dialect);
        let phrases = self.unwanted.iter().filter(|part| part.words.len() > 1);
        let parts: Vec<String> = self.wanted.iter().chain(phrases).map(|part| syntax.part(part)).collect();
        let mut all = syntax.groups(narrowed);
        all.push(format!("({})", parts.join(syntax.or)));
        all.join(syntax.and)
    }

    /// Several texts together hold everything when there is one of each of these. Of a single part there is nothing
    /// to put together.
    pub fn each(&self, dialect: Dialect, narrowed: &[Vec<String>]) -> Vec<String> {
        let parts = if self.wanted.len() > 1 { self.wanted.as_slice() } else { &[] };
        let syntax = Syntax::of(dialect);
        parts.iter().map(|part| syntax.narrow(narrowed, syntax.part(part))).collect()
    }

    /// … and none of these.
    pub fn none(&self, dialect: Dialect, narrowed: &[Vec<String>]) -> Vec<String> {
        let syntax = Syntax::of(dialect);
        self.unwanted_words().map(|word| syntax.narrow(narrowed, syntax.quoted(word))).collect()
    }

    /// Whether a phrase stands in a text only the text tells.
    fn unwanted_words(&self) -> impl Iterator<Item = &String> {
        self.unwanted.iter().filter_map(|part| if let [word] = &part.words[..] { Some(word) } else { None })
    }

    /// Looks at the words of a text.
    pub fn look_at(&self, text: &[Token]) -> Look {
        let mut look = Look::default();
        for (n, part) in self.wanted.iter().enumerate() {
            let before = look.found.len();
            look.found.extend(part.find_in(text));
            look.holds |= u16::from(look.found.len() > before) << n;
        }
        look.is_unwanted = self.unwanted.iter().any(|part| part.find_in(text).next().is_some());
        look.found.sort_unstable_by_key(|one| (one.start, one.end));
        look.found.dedup_by(|next, last| {
            let touches = next.start < last.end;
            if touches {
                last.end = last.end.max(next.end);
            }
            touches
        });
        look
    }

    /// Whether these parts are all.
    pub fn is_all(&self, holds: u16) -> bool {
        u32::try_from(self.wanted.len()).is_ok_and(|all| holds.count_ones() == all)
    }
}

/// What a text has of what was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// A bit for each part.
    pub holds: u16,
    pub is_unwanted: bool,
    /// Where it is, in order and apart.
    pub found: Vec<Range<usize>>,
}

impl Syntax {
    const fn of(dialect: Dialect) -> &'static Syntax {
        match dialect {
            Dialect::Sqlite => &SQLITE,
            Dialect::Postgres => &POSTGRES,
        }
    }

    /// Words are letters and digits, so that in quotes none of them is anything else to a database.
    fn quoted(&self, word: &str) -> String {
        format!("{0}{word}{0}", self.quote)
    }

    fn part(&self, part: &Part) -> String {
        let mut words = part.words.iter().map(|word| self.quoted(word)).collect::<Vec<_>>().join(self.and);
        if part.begun {
            words.push_str(self.begins);
        }
        if part.words.len() > 1 { format!("({words})") } else { words }
    }

    fn groups(&self, narrowed: &[Vec<String>]) -> Vec<String> {
        let group = |words: &Vec<String>| words.iter().map(|word| self.quoted(word)).collect::<Vec<_>>();
        narrowed.iter().map(|words| format!("({})", group(words).join(self.or))).collect()
    }

    fn narrow(&self, narrowed: &[Vec<String>], condition: String) -> String {
        let mut all = self.groups(narrowed);
        all.push(condition);
        all.join(self.and)
    }
}

impl Part {
    fn find_in<'a>(&'a self, text: &'a [Token]) -> impl Iterator<Item = Range<usize>> + 'a {
        text.windows(self.words.len()).filter(|tokens| self.is(tokens)).filter_map(|tokens| {
            let (first, last) = (tokens.first()?, tokens.last()?);
            Some(first.at.start..last.at.end)
        })
    }

    fn is(&self, tokens: &[Token]) -> bool {
        let last = self.words.len() - 1;
        tokens.iter().zip(&self.words).enumerate().all(|(n, (token, word))| {
            token.word == *word || (self.begun && n == last && token.word.starts_with(word))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        let asked = Asked::read(text);
        if asked.is_nothing() { String::new() } else { asked.all(Dialect::Sqlite, &[]) }
    }

    #[test]
    fn what_is_typed_is_read_as_words_phrases_and_exclusions() {
        for (typed, read) in [
            ("Rechnung", r#"("rechnung" *)"#),
            ("die Müller re", r#"("die" AND "muller" AND "re" *)"#),
            ("a", r#"("a")"#),
            ("\"zwei Wochen\" Liefer", r#"(("zwei" AND "wochen") AND "liefer" *)"#),
            ("\"zwei Wochen\"", r#"(("zwei" AND "wochen"))"#),
            ("\"zwei Woch", r#"(("zwei" AND "woch" *))"#),
            ("„zwei Wochen“ -„drei Tage“ -morgen", r#"(("zwei" AND "wochen")) NOT "morgen""#),
            ("N-1003", r#"(("n" AND "1003" *))"#),
            ("liefern -morgen", r#"("liefern") NOT "morgen""#),
            ("--", ""),
            ("-morgen", ""),
            ("NEAR(a b)", r#"(("near" AND "a") AND "b")"#),
            ("x* OR \"", r#"("x" AND "or")"#),
        ] {
            assert_eq!(of(typed), read, "{typed}");
        }
        let narrowed = [vec!["#a".to_owned(), "#b".to_owned()]];
        let asked = Asked::read("eins zwei -drei -\"vier fünf\"");
        let of = |conditions: Vec<String>| conditions.join("; ");
        assert_eq!(asked.all(Dialect::Postgres, &narrowed), "(('#a' | '#b') & 'eins' & 'zwei') & !'drei'");
        assert_eq!(
            asked.any(Dialect::Postgres, &narrowed),
            "('#a' | '#b') & ('eins' | 'zwei' | ('vier' & 'funf'))"
        );
        assert_eq!(of(asked.each(Dialect::Sqlite, &[])), r#""eins"; "zwei""#);
        assert_eq!(of(asked.none(Dialect::Sqlite, &narrowed)), r##"("#a" OR "#b") AND "drei""##);
    }

    #[test]
    fn a_text_has_it_or_not() {
        let has = |text: &str, typed: &str| {
            let tokens: Vec<Token> = super::super::passage::tokens(text).collect();
            let asked = Asked::read(typed);
            let look = asked.look_at(&tokens);
            let found = look.found.into_iter().filter(|_| asked.is_all(look.holds) && !look.is_unwanted);
            found.map(|at| text[at].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(has("In zwei Wochen, zwei Tage später.", "\"zwei Wochen\""), ["zwei Wochen"]);
        assert_eq!(has("In zwei langen Wochen", "\"zwei Wochen\""), Vec::<String>::new());
        assert_eq!(has("Herr Mueller und Frau Müller", "muller"), ["Mueller", "Müller"]);
        assert_eq!(has("Malmö, Łukasz", "luk malmo"), Vec::<String>::new());
        assert_eq!(has("Malmö, Łukasz", "malmo luk"), ["Malmö", "Łukasz"]);
        assert_eq!(has("heute liefern", "liefern -heu"), ["liefern"]);
        assert_eq!(has("heute liefern", "liefern -heute"), Vec::<String>::new());
        assert_eq!(has("in drei Tagen liefern", "liefern -\"drei Tagen\""), Vec::<String>::new());
    }
}
