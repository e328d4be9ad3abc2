//! What of a plain text is new, and what repeats an earlier message or is the signature below it.
//!
//! Invariant: the pieces joined are the text; nothing is lost by folding.

/// A part of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Piece<'a> {
    Words(&'a str),
    Quote(&'a str),
    Signature(&'a str),
}

/// Verbs of the line before a quotation, as mail programs write it in our languages.
const WROTE: [&str; 8] =
    ["wrote", "skrev", "schrieb", "pisze", "napisał", "napisała", "napisał(a)", "napisana przez"];
/// What stands between dashes above a message that follows as it was.
const ORIGINAL: [&str; 16] = [
    "original message",
    "forwarded message",
    "reply message",
    "begin forwarded message",
    "ursprungligt meddelande",
    "originalmeddelande",
    "vidarebefordrat meddelande",
    "ursprüngliche nachricht",
    "originalnachricht",
    "original-nachricht",
    "weitergeleitete nachricht",
    "wiadomość oryginalna",
    "oryginalna wiadomość",
    "treść oryginalnej wiadomości",
    "wiadomość przekazana dalej",
    "przekazana wiadomość",
];
/// The first line of a copied head, and those of which two have to follow it.
const FROM: [&str; 5] = ["from", "från", "von", "od", "nadawca"];
const HEAD: [&str; 19] = [
    "sent", "date", "to", "subject", "cc", "skickat", "datum", "till", "ämne", "kopia", "gesendet", "an",
    "betreff", "wysłano", "wysłane", "data", "do", "temat", "dw",
];
/// Lines of a copied head that are looked at.
const HEAD_LINES: usize = 7;
/// Over how many lines the line before a quotation may be broken.
const BROKEN: usize = 3;

/// Takes a text apart.
pub fn split(text: &str) -> Vec<Piece<'_>> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut pieces = Pieces { text, at: 0, begun: 0, kind: Kind::Words, done: Vec::new() };
    let mut line = 0;
    while line < lines.len() {
        let (kind, until) = kind_at(&lines, line);
        // Below a signature there may be what is answered, but no more words.
        let kind = if pieces.kind == Kind::Signature && kind == Kind::Words { Kind::Signature } else { kind };
        pieces.turn(kind);
        pieces.at += lines[line..until].iter().map(|line| line.len()).sum::<usize>();
        line = until;
    }
    pieces.turn(Kind::End);
    pieces.done
}

/// Whether there is something to read besides what is folded.
pub fn has_words(pieces: &[Piece<'_>]) -> bool {
    pieces.iter().any(|piece| matches!(piece, Piece::Words(words) if !words.trim().is_empty()))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Quote,
    Signature,
    End,
}

struct Pieces<'a> {
    text: &'a str,
    at: usize,
    begun: usize,
    kind: Kind,
    done: Vec<Piece<'a>>,
}

impl Pieces<'_> {
    fn turn(&mut self, kind: Kind) {
        if kind == self.kind {
            return;
        }
        let part = &self.text[self.begun..self.at];
        if !part.is_empty() {
            self.done.push(match self.kind {
                Kind::Quote => Piece::Quote(part),
                Kind::Signature => Piece::Signature(part),
                Kind::Words | Kind::End => Piece::Words(part),
            });
        }
        (self.begun, self.kind) = (self.at, kind);
    }
}

/// What begins at a line, and the line at which that ends.
fn kind_at(lines: &[&str], at: usize) -> (Kind, usize) {
    let all = lines.len();
    let line = lines[at].trim();
    if line.starts_with('>') {
        return (Kind::Quote, quoted_until(lines, at));
    }
    if matches!(lines[at].trim_end_matches(['\r', '\n']), "-- " | "--") {
        return (Kind::Signature, at + 1);
    }
    if is_original(line) || is_head(lines, at) || is_rule_over_head(lines, at) {
        return (Kind::Quote, all);
    }
    if let Some((below, is_sure)) = introduction(lines, at) {
        let next = (below..all).find(|line| !lines[*line].trim().is_empty());
        match next {
            Some(next) if lines[next].trim().starts_with('>') => {
                return (Kind::Quote, quoted_until(lines, next));
            }
            Some(_) if is_sure => return (Kind::Quote, all),
            _ => {}
        }
    }
    (Kind::Words, at + 1)
}

/// The end of lines that are marked, with the empty ones between them.
fn quoted_until(lines: &[&str], at: usize) -> usize {
    let mut until = at + 1;
    for (n, line) in lines.iter().enumerate().skip(at + 1) {
        match line.trim() {
            line if line.starts_with('>') => until = n + 1,
            "" => {}
            _ => break,
        }
    }
    until
}

fn is_original(line: &str) -> bool {
    let inside = line.trim_matches(|c: char| matches!(c, '-' | '_' | '*' | ':') || c.is_whitespace());
    let is_marked = line.starts_with("--") || line.starts_with("__") || line.ends_with(':');
    is_marked && inside.len() < 60 && ORIGINAL.contains(&inside.to_lowercase().as_str())
}

/// The name of a head's line: `from` of `*From:* Eva`.
fn label(line: &str) -> Option<String> {
    let (label, _) = line.trim_start_matches(['*', ' ', '\t']).split_once(':')?;
    (label.len() < 20).then(|| label.trim_matches(['*', ' ']).to_lowercase())
}

/// The head of a mail as Outlook copies it: From, Sent, To, Subject.
fn is_head(lines: &[&str], at: usize) -> bool {
    let is = |line: &str, names: &[&str]| label(line).is_some_and(|label| names.contains(&label.as_str()));
    if !is(lines[at], &FROM) {
        return false;
    }
    let below = lines[at + 1..].iter().filter(|line| !line.trim().is_empty()).take(HEAD_LINES);
    below.filter(|line| is(line, &HEAD)).count() >= 2
}

/// A long line of underscores with a head below it.
fn is_rule_over_head(lines: &[&str], at: usize) -> bool {
    let line = lines[at].trim();
    line.len() >= 10
        && line.chars().all(|c| c == '_')
        && (at + 1..lines.len())
            .find(|line| !lines[*line].trim().is_empty())
            .is_some_and(|next| is_head(lines, next))
}

/// “On Tuesday at 10:00 Eva <eva@shop.example> wrote:”, which may be broken: the line below it, and whether it can hardly
/// be anything else.
fn introduction(lines: &[&str], at: usize) -> Option<(usize, bool)> {
    let mut joined = String::new();
    for (n, line) in lines[at..].iter().take(BROKEN).enumerate() {
        let line = line.trim();
        if line.is_empty() || joined.len() + line.len() > 400 {
            return None;
        }
        joined.push_str(line);
        joined.push(' ');
        if !line.ends_with(':') {
            continue;
        }
        let said = joined.to_lowercase();
        let is_word = |verb: &str| said.split(|c: char| c.is_whitespace() || c == ':').any(|one| one == verb);
        let has_verb =
            WROTE.iter().any(|verb| if verb.contains(' ') { said.contains(verb) } else { is_word(verb) });
        let has_date = said.chars().any(|c| c.is_ascii_digit());
        if !has_verb || !has_date {
            return None;
        }
        let bytes = said.as_bytes();
        let is_time = |w: &[u8]| {
            w[0].is_ascii_digit()
                && matches!(w[1], b':' | b'.')
                && w[2].is_ascii_digit()
                && w[3].is_ascii_digit()
        };
        return Some((at + n + 1, said.contains('@') || bytes.windows(4).any(is_time)));
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quote_of(text: &str) -> String {
        split(text)
            .iter()
            .filter_map(|piece| if let Piece::Quote(quote) = piece { Some(*quote) } else { None })
            .collect()
    }

    fn words_of(text: &str) -> String {
        let words = split(text);
        let words = words
            .iter()
            .filter_map(|piece| if let Piece::Words(words) = piece { Some(*words) } else { None });
        words.collect::<String>().trim().to_owned()
    }

    #[test]
    fn what_every_mail_program_quotes_is_folded() {
        for (introduction, body) in [
            ("On Mon, 12 Mar 2026 at 10:15, Eva Lund <eva@shop.example> wrote:", "> Hello"),
            ("On Mon, 12 Mar 2026 at 10:15, Eva Lund\n<eva@shop.example> wrote:", "> Hello"),
            ("On 12 Mar 2026, at 10:15, Eva <eva@shop.example> wrote:\n", "> Hello\n> \n>> Earlier"),
            ("On 3/12/2026 10:15 AM, Eva wrote:", "Hello, without marks"),
            ("Den mån 12 mars 2026 kl 10:15 skrev Eva Lund <eva@shop.example>:", "> Hej"),
            ("12 mars 2026 kl. 10:15 skrev Eva Lund <eva@shop.example>:\n", "> Hej"),
            ("Den 2026-03-12 kl. 10:15, skrev Eva Lund:", "> Hej"),
            ("Am Mo., 12. März 2026 um 10:15 Uhr schrieb Eva Lund <\neva@shop.example>:", "> Hallo"),
            ("Am 12.03.26 um 10:15 schrieb Eva Lund:", "> Hallo"),
            ("W dniu 12.03.2026 o 10:15, Ewa Lis pisze:", "> Cześć"),
            ("pon., 12 mar 2026 o 10:15 Ewa Lis <ewa@shop.example> napisał(a):", "> Cześć"),
            (
                "Wiadomość napisana przez Ewa Lis <ewa@shop.example> w dniu 12 mar 2026, o godz. 10:15:",
                "> Cześć",
            ),
            ("Dnia 12 marca 2026 10:15 Ewa Lis <ewa@shop.example> napisał(a):", "Cześć"),
            ("-----Original Message-----", "From: Eva\nSent: today"),
            ("-----Ursprungligt meddelande-----", "Från: Eva"),
            ("-----Ursprüngliche Nachricht-----", "Von: Eva"),
            ("-------- Weitergeleitete Nachricht --------", "Betreff: x"),
            ("---------- Forwarded message ---------", "From: Eva"),
            ("-----Wiadomość oryginalna-----", "Od: Ewa"),
            ("Begin forwarded message:", "From: Eva"),
            (
                "From: Eva <eva@shop.example>\nSent: Monday 12 March 2026 10:15\nTo: Us\nSubject: Hello",
                "\nHello",
            ),
            ("Från: Eva\nSkickat: den 12 mars 2026 10:15\nTill: Oss\nÄmne: Hej", "\nHej"),
            ("Von: Eva\nGesendet: Montag, 12. März 2026\nAn: Uns\nBetreff: Hallo", "\nHallo"),
            ("Od: Ewa\nWysłano: 12 marca 2026\nDo: My\nTemat: Cześć", "\nCześć"),
            ("*From:* Eva\n*Sent:* Monday\n*To:* Us\n*Subject:* Hello", "\nHello"),
            ("________________________________\nFrom: Eva\nSent: Monday\nTo: Us", "\nHello"),
        ] {
            let text = format!("Thank you!\nBye\n\n{introduction}\n{body}\n");
            assert_eq!(words_of(&text), "Thank you!\nBye", "{text}");
            assert!(quote_of(&text).starts_with(introduction) && quote_of(&text).contains(body), "{text}");
            let crlf = text.replace('\n', "\r\n");
            assert_eq!(words_of(&crlf), "Thank you!\r\nBye", "{text}");
        }
    }

    #[test]
    fn answers_between_the_lines_stay() {
        let text = "On Monday at 10:15 Eva <e@a.example> wrote:\n> One?\nYes.\n> Two?\n> Three?\nNo.\n";
        assert_eq!(words_of(text), "Yes.\nNo.");
        assert_eq!(split(text).len(), 4);
    }

    #[test]
    fn what_is_no_quotation_stays() {
        for text in [
            "My colleague wrote: come at 10.",
            "Anna wrote 3 things:\nthis and that",
            "From: Malmö to Lund\nwe took the train",
            "a > b\nc",
            "--- \nnot the end",
            "On the way",
            "Von: hier",
        ] {
            assert_eq!(split(text), [Piece::Words(text)], "{text}");
        }
        assert!(split("").is_empty());
    }

    #[test]
    fn a_signature_is_folded_and_what_is_quoted_below_it_too() {
        let text = "Hello\n-- \nEva Lund\n+46 8 123\n\n> earlier\n";
        assert_eq!(
            split(text),
            [
                Piece::Words("Hello\n"),
                Piece::Signature("-- \nEva Lund\n+46 8 123\n\n"),
                Piece::Quote("> earlier\n")
            ]
        );
    }

    #[test]
    fn only_a_quotation_is_known_as_such() {
        assert!(!has_words(&split("> all of it\n>\n> is old\n")));
        assert!(has_words(&split("New\n> old")));
    }

    #[test]
    fn half_a_million_characters_take_no_time() {
        let begun = std::time::Instant::now();
        for line in ["> x\n", "On 1 wrote\n", "From: x\n\n", "\n", "_____________\n\n", "x", ">"] {
            split(&line.repeat(200_000 / line.len()));
        }
        assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "(> ?|-- \n|\n|\r\n|On 1 Mar 10:15 x@y wrote:\n|From: a\n|Sent: b\nTo: c\n|å[a-z]{0,9}){0,30}") {
            let joined: String = split(&text).iter().map(|piece| match piece {
                Piece::Words(part) | Piece::Quote(part) | Piece::Signature(part) => *part,
            }).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
