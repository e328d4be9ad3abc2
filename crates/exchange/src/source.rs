//! The bytes of a file: their encoding, and how far they are read.
//!
//! Invariant: one buffer of fixed size, and nothing is read before somebody asks for it.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::limits::HEAD;
use crate::{Cells, Reason};

/// Where bytes come from.
pub(crate) type Input = Box<dyn Read + Send>;

/// Buffered bytes, turned into UTF-8 if their encoding is not one that has ASCII in its place.
pub(crate) struct Source {
    input: Input,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Bytes taken from `input`.
    taken: u64,
    finished: bool,
    transcoder: Option<Box<Transcoder>>,
}

struct Transcoder {
    decoder: Decoder,
    raw: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
}

impl Source {
    /// Reads the first bytes, no more.
    pub(crate) fn new(mut input: Input) -> Result<Self, Reason> {
        let mut buffer = vec![0; HEAD];
        let mut end = 0;
        while end < HEAD {
            match read(&mut input, &mut buffer[end..])? {
                0 => break,
                n => end += n,
            }
        }
        let taken = u64::try_from(end).unwrap_or(u64::MAX);
        Ok(Self { input, buffer, start: 0, end, taken, finished: end < HEAD, transcoder: None })
    }

    /// What was read and not yet consumed; right after `new` the beginning of the file.
    pub(crate) fn head(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Bytes of the file that are dealt with.
    pub(crate) fn position(&self) -> u64 {
        let waiting = match &self.transcoder {
            Some(transcoder) => transcoder.end - transcoder.start,
            None => self.end - self.start,
        };
        self.taken.saturating_sub(u64::try_from(waiting).unwrap_or(0))
    }

    /// From here on the source gives UTF-8. To be called before anything is consumed but a byte order mark.
    fn transcode(&mut self, encoding: &'static Encoding) {
        let raw = std::mem::replace(&mut self.buffer, vec![0; HEAD]);
        self.transcoder = Some(Box::new(Transcoder {
            decoder: encoding.new_decoder_without_bom_handling(),
            raw,
            start: self.start,
            end: self.end,
            ended: false,
        }));
        (self.start, self.end) = (0, 0);
    }

    /// Bytes that wait; none at the end of the file.
    pub(crate) fn fill(&mut self) -> Result<&[u8], Reason> {
        while self.start == self.end {
            if let Some(transcoder) = &mut self.transcoder {
                if transcoder.ended {
                    return Ok(&[]);
                }
                if transcoder.start == transcoder.end && !self.finished {
                    let n = read(&mut self.input, &mut transcoder.raw)?;
                    self.taken += u64::try_from(n).unwrap_or(0);
                    self.finished = n == 0;
                    (transcoder.start, transcoder.end) = (0, n);
                }
                let raw = &transcoder.raw[transcoder.start..transcoder.end];
                let (result, read, written, _) =
                    transcoder.decoder.decode_to_utf8(raw, &mut self.buffer, self.finished);
                transcoder.start += read;
                transcoder.ended = self.finished
                    && transcoder.start == transcoder.end
                    && result == encoding_rs::CoderResult::InputEmpty;
                (self.start, self.end) = (0, written);
            } else {
                if self.finished {
                    return Ok(&[]);
                }
                let n = read(&mut self.input, &mut self.buffer)?;
                self.taken += u64::try_from(n).unwrap_or(0);
                self.finished = n == 0;
                (self.start, self.end) = (0, n);
            }
        }
        Ok(&self.buffer[self.start..self.end])
    }

    pub(crate) fn consume(&mut self, n: usize) {
        self.start = self.end.min(self.start + n);
    }
}

fn read(input: &mut Input, buffer: &mut [u8]) -> Result<usize, Reason> {
    loop {
        match input.read(buffer) {
            Ok(n) => return Ok(n),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Reason::Io(error.kind())),
        }
    }
}

/// How the bytes that a [`Source`] gives become text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Text {
    /// Nothing but ASCII so far: the first other byte decides between UTF-8 and Windows-1252.
    Undecided,
    /// UTF-8, by its mark, by its bytes, or because it was asked for.
    Utf8,
    /// What the source already turned into UTF-8; a replacement character marks what it could not.
    Transcoded,
    /// Windows-1252, in which every byte is a character.
    Windows1252,
}

impl Text {
    /// Finds the encoding and passes over a byte order mark. `asked` is a label as in HTML: `utf-8`, `latin1`.
    pub(crate) fn recognise(source: &mut Source, asked: Option<&str>) -> Result<Self, Reason> {
        let marked = Encoding::for_bom(source.head());
        source.consume(marked.map_or(0, |(_, length)| length));
        let encoding = match (asked, marked) {
            (Some(asked), _) => Some(Encoding::for_label(asked.as_bytes()).ok_or(Reason::UnknownEncoding)?),
            (None, Some((encoding, _))) => Some(encoding),
            (None, None) => utf16(source.head()),
        };
        Ok(match encoding {
            Some(encoding) if encoding == UTF_8 => Self::Utf8,
            Some(encoding) if encoding == WINDOWS_1252 => Self::Windows1252,
            Some(encoding) => {
                source.transcode(encoding);
                Self::Transcoded
            }
            None => guess(source.head()),
        })
    }

    /// The text of some bytes.
    pub(crate) fn decode(&mut self, bytes: &[u8]) -> Result<String, Reason> {
        if *self == Self::Windows1252 {
            return no_zero(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned());
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if *self == Self::Transcoded && text.contains('\u{FFFD}') => Err(Reason::Encoding),
            Ok(text) => {
                if *self == Self::Undecided && !text.is_ascii() {
                    *self = Self::Utf8;
                }
                no_zero(text.to_owned())
            }
            Err(_) if *self == Self::Undecided => {
                *self = Self::Windows1252;
                self.decode(bytes)
            }
            Err(_) => Err(Reason::Encoding),
        }
    }

    /// The text of bytes that are cells, one ending at each of `ends`.
    pub(crate) fn decode_cells(&mut self, bytes: &[u8], ends: &[usize]) -> Result<Cells, Reason> {
        let text = self.decode(bytes)?;
        if text.len() == bytes.len() {
            // A cell border within a character can only come from bytes that are no text.
            return if ends.iter().all(|end| text.is_char_boundary(*end)) {
                Ok(Cells::from_parts(text, ends.to_vec()))
            } else {
                Err(Reason::Encoding)
            };
        }
        let mut cells = Cells::default();
        let mut start = 0;
        for end in ends {
            cells.push(&self.decode(&bytes[start..*end])?);
            start = *end;
        }
        Ok(cells)
    }
}

fn no_zero(text: String) -> Result<String, Reason> {
    if memchr::memchr(0, text.as_bytes()).is_some() { Err(Reason::ZeroByte) } else { Ok(text) }
}

/// UTF-16 without a mark shows by the zeros beside its ASCII letters.
fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    let head = &head[..head.len().min(4096)];
    let pairs = head.len() / 2;
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    if pairs < 2 {
        None
    } else if second * 2 > pairs && first * 20 < pairs {
        Some(UTF_16LE)
    } else if first * 2 > pairs && second * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// One broken character among many good ones is a broken UTF-8 file, not a Windows one.
fn guess(head: &[u8]) -> Text {
    if head.is_ascii() {
        return Text::Undecided;
    }
    let (mut good, mut bad) = (0_usize, 0_usize);
    let mut rest = head.len();
    for chunk in head.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        rest -= chunk.valid().len() + chunk.invalid().len();
        // The head may end within a character.
        if !chunk.invalid().is_empty() && (rest > 0 || head.len() < HEAD) {
            bad += 1;
        }
    }
    if bad == 0 || good > 4 * bad { Text::Utf8 } else { Text::Windows1252 }
}
