//! The cards of a vCard file, one after another.
//!
//! Lines are unfolded and decoded here, whatever version and charset; photos, logos, sounds and keys are
//! passed over without being kept.
//!
//! Invariant: at most [`limits::CARD`] bytes of one card are in memory.

use encoding_rs::Encoding;

use crate::content_line::{head, quoted_printable};
use crate::source::{Source, Text};
use crate::{Cells, Problem, Reason, limits};

/// A card: the line it begins on and its unfolded lines, without `BEGIN` and `END`.
pub(crate) struct Card {
    pub line: u64,
    pub lines: Vec<String>,
    /// The card as it was read, without photos.
    pub raw: String,
}

pub(crate) struct Cards {
    source: Source,
    text: Text,
    /// Line that is read next.
    line: u64,
    /// The line that was read, without its end.
    current: Vec<u8>,
    /// A line that belongs to what comes next.
    kept: bool,
    /// Is only the beginning of the line read, since it is one of a photo?
    partial: bool,
    finished: bool,
}

/// What is collected of a card.
#[derive(Default)]
struct Draft {
    line: u64,
    lines: Vec<String>,
    raw: Vec<u8>,
    /// The property that is being put together from its folded lines.
    property: Vec<u8>,
    /// Cards inside this one, of an `AGENT`.
    depth: usize,
    agent: bool,
}

impl Cards {
    pub(crate) fn new(source: Source, text: Text) -> Self {
        Self { source, text, line: 1, current: Vec::new(), kept: false, partial: false, finished: false }
    }

    pub(crate) fn position(&self) -> u64 {
        self.source.position()
    }

    /// The next card.
    pub(crate) fn next(&mut self) -> Option<Result<Card, Problem>> {
        if self.finished {
            return None;
        }
        let card = self.card();
        self.finished = match &card {
            Ok(card) => card.is_none(),
            Err(problem) => problem.is_fatal(),
        };
        card.transpose()
    }

    fn card(&mut self) -> Result<Option<Card>, Problem> {
        loop {
            if !self.advance()? {
                return Ok(None);
            }
            if is(&self.current, b"BEGIN:VCARD") {
                break;
            }
        }
        let mut draft = Draft { line: self.line - 1, ..Draft::default() };
        draft.keep(&self.current);
        loop {
            if !self.advance()? {
                return Err(draft.rejected(Reason::Truncated));
            }
            // A folded line may hold these very words.
            let folded = draft.depth == 0 && matches!(self.current.first(), Some(b' ' | b'\t'));
            if folded {
                self.take(&mut draft)?;
            } else if is(&self.current, b"BEGIN:VCARD") {
                if !draft.agent && draft.depth == 0 {
                    // The last card has no end; this one may be whole.
                    self.kept = true;
                    return Err(draft.rejected(Reason::Truncated));
                }
                draft.depth += 1;
                if draft.depth > limits::NESTING {
                    return Err(Problem::fatal_at(self.line - 1, 1, Reason::TooDeep));
                }
            } else if is(&self.current, b"END:VCARD") {
                if draft.depth == 0 {
                    draft.keep(&self.current);
                    return self.finish(draft).map(Some);
                }
                draft.depth -= 1;
            } else if draft.depth == 0 {
                self.take(&mut draft)?;
            }
        }
    }

    /// Puts the current line to the draft.
    fn take(&mut self, draft: &mut Draft) -> Result<(), Problem> {
        let line = &self.current;
        let is_quoted_printable = contains(&draft.property, b"QUOTED-PRINTABLE");
        if is_quoted_printable && draft.property.ends_with(b"=") {
            draft.property.pop();
            draft.keep(line);
            draft.property.extend_from_slice(line);
        } else if let [b' ' | b'\t', rest @ ..] = line.as_slice() {
            draft.property.extend_from_slice(rest);
            draft.keep(line);
        } else {
            if is_binary(line) {
                return self.skip();
            }
            self.close(draft)?;
            draft.agent = is(&self.current, b"AGENT:");
            draft.keep(&self.current);
            draft.property.extend_from_slice(&self.current);
        }
        if draft.raw.len() > limits::CARD {
            Err(Problem::fatal(draft.line, Reason::TooLarge))
        } else {
            Ok(())
        }
    }

    /// Decodes the property that is complete.
    fn close(&mut self, draft: &mut Draft) -> Result<(), Problem> {
        if draft.property.is_empty() {
            return Ok(());
        }
        match property(&draft.property, &mut self.text) {
            Ok(line) => draft.lines.push(line),
            // It stays in the raw card; the end of the card tells.
            Err(_) => draft.lines.push(String::new()),
        }
        draft.property.clear();
        Ok(())
    }

    fn finish(&mut self, mut draft: Draft) -> Result<Card, Problem> {
        self.close(&mut draft)?;
        if draft.lines.iter().any(String::is_empty) {
            let zero = memchr::memchr(0, &draft.raw).is_some();
            return Err(draft.rejected(if zero { Reason::ZeroByte } else { Reason::Encoding }));
        }
        let raw = String::from_utf8(draft.raw)
            .unwrap_or_else(|error| encoding_rs::WINDOWS_1252.decode(error.as_bytes()).0.into_owned());
        Ok(Card { line: draft.line, lines: draft.lines, raw })
    }

    /// Passes over a photo: its further lines are indented, or (2.1) base64 until a line with a colon.
    fn skip(&mut self) -> Result<(), Problem> {
        let mut size = 0;
        while self.partial || matches!(self.peek(self.line)?, Some(b' ' | b'\t')) {
            size = self.skip_line(size)?;
        }
        loop {
            let line = self.line;
            if !self.advance()? {
                return Ok(());
            }
            size += self.current.len();
            if size > limits::PHOTO {
                return Err(Problem::fatal_at(line, 1, Reason::PhotoTooLarge));
            }
            if memchr::memchr(b':', &self.current).is_some() {
                self.kept = true;
                return Ok(());
            }
        }
    }

    fn peek(&mut self, line: u64) -> Result<Option<u8>, Problem> {
        let waiting = self.source.fill().map_err(|reason| Problem::fatal(line, reason))?;
        Ok(waiting.first().copied())
    }

    /// The rest of the line that `advance` stopped in, or the next line, is passed over. `size` is that of the photo up to
    /// here; gives how large it is then.
    fn skip_line(&mut self, mut size: usize) -> Result<usize, Problem> {
        let line = self.line;
        let mut column = if std::mem::take(&mut self.partial) { self.current.len() } else { 0 };
        loop {
            let waiting = self.source.fill().map_err(|reason| Problem::fatal(line, reason))?;
            if waiting.is_empty() {
                return Ok(size);
            }
            let end = memchr::memchr(b'\n', waiting);
            let length = end.map_or(waiting.len(), |place| place + 1);
            if size + length > limits::PHOTO {
                let column = column + limits::PHOTO.saturating_sub(size) + 1;
                return Err(Problem::fatal_at(line, column, Reason::PhotoTooLarge));
            }
            (size, column) = (size + length, column + length);
            self.source.consume(length);
            if end.is_some() {
                self.line += 1;
                return Ok(size);
            }
        }
    }

    /// Reads a line into `current`, without its end and without space after it. `false` at the end.
    fn advance(&mut self) -> Result<bool, Problem> {
        if std::mem::take(&mut self.kept) {
            return Ok(true);
        }
        self.current.clear();
        self.partial = false;
        let line = self.line;
        loop {
            let waiting = self.source.fill().map_err(|reason| Problem::fatal(line, reason))?;
            if waiting.is_empty() {
                self.line += u64::from(!self.current.is_empty());
                return Ok(!self.current.is_empty());
            }
            let end = memchr::memchr(b'\n', waiting);
            let length = end.map_or(waiting.len(), |place| place + 1);
            self.current.extend_from_slice(&waiting[..length]);
            self.source.consume(length);
            if end.is_some() {
                break;
            }
            // A photo may be one line of megabytes: enough is read to see what it is.
            if is_binary(&self.current) {
                self.partial = true;
                return Ok(true);
            }
            if self.current.len() > limits::CARD {
                return Err(Problem::fatal_at(line, limits::CARD + 1, Reason::TooLarge));
            }
        }
        self.line += 1;
        while matches!(self.current.last(), Some(b'\n' | b'\r')) {
            self.current.pop();
        }
        Ok(true)
    }
}

impl Draft {
    fn keep(&mut self, line: &[u8]) {
        self.raw.extend_from_slice(line);
        self.raw.push(b'\n');
    }

    fn rejected(self, reason: Reason) -> Problem {
        let raw: Cells = [String::from_utf8_lossy(&self.raw)].into_iter().collect();
        Problem::Rejected { line: self.line, column: 0, reason, raw }
    }
}

fn is(line: &[u8], expected: &[u8]) -> bool {
    line.trim_ascii().eq_ignore_ascii_case(expected)
}

fn contains(line: &[u8], upper: &[u8]) -> bool {
    let head = &line[..memchr::memchr(b':', line).unwrap_or(line.len()).min(400)];
    head.windows(upper.len()).any(|window| window.eq_ignore_ascii_case(upper))
}

/// Is it a property of many bytes that a contact does not need?
fn is_binary(line: &[u8]) -> bool {
    let end = line.iter().take(200).position(|byte| matches!(byte, b';' | b':'));
    let Some(end) = end else { return false };
    let name = line[..end].rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    ["PHOTO", "LOGO", "SOUND", "KEY"].iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

/// An unfolded line as text, quoted-printable and charset undone, and escaped as in vCard 4.
fn property(line: &[u8], text: &mut Text) -> Result<String, Reason> {
    let place = memchr::memchr(b':', line).unwrap_or(0);
    let encoding = charset(&line[..place]);
    if contains(line, b"QUOTED-PRINTABLE") {
        let parameters = text.decode(&line[..place])?;
        let Some(place) = head(&parameters).or(Some(place)) else { return Err(Reason::Encoding) };
        let bytes = quoted_printable(&line[place + 1..]);
        let value = match (encoding, std::str::from_utf8(&bytes)) {
            (Some(encoding), _) => encoding.decode_without_bom_handling(&bytes).0.into_owned(),
            (None, Ok(value)) => value.to_owned(),
            (None, Err(_)) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned(),
        };
        let value = value.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n");
        return if value.contains('\0') {
            Err(Reason::ZeroByte)
        } else {
            Ok(format!("{parameters}:{value}"))
        };
    }
    match encoding {
        // A card of an old phone may have a charset of its own for every line.
        Some(encoding) if !line.is_ascii() && *text != Text::Transcoded => {
            let (value, _, broken) = encoding.decode(line);
            if broken { text.decode(line) } else { Ok(value.into_owned()) }
        }
        _ => text.decode(line),
    }
}

fn charset(parameters: &[u8]) -> Option<&'static Encoding> {
    const NAME: &[u8] = b"CHARSET=";
    let start =
        parameters.windows(NAME.len()).position(|window| window.eq_ignore_ascii_case(NAME))? + NAME.len();
    let label = parameters[start..].split(|byte| *byte == b';').next()?;
    Encoding::for_label(label)
}
