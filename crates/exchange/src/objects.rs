//! The JSON objects of a file: one a line, one after another, or the members of one array.
//!
//! Invariant: at most [`limits::CARD`] bytes of one object are in memory, and none that is nested deeper than
//! [`limits::NESTING`] is given to the JSON library.

use serde_json::{Map, Value as Json};

use crate::source::{Source, Text};
use crate::{Cells, Field, Problem, Reason, Record, flat, jscontact, limits};

pub(crate) struct Objects {
    source: Source,
    text: Text,
    /// Bytes of one object.
    largest: usize,
    line: u64,
    finished: bool,
}

/// An object of the file.
pub(crate) struct Found {
    pub line: u64,
    pub members: Map<String, Json>,
    /// As it was read.
    pub text: String,
}

impl Objects {
    pub(crate) fn new(source: Source, text: Text, largest: usize) -> Self {
        Self { source, text, largest, line: 1, finished: false }
    }

    pub(crate) fn position(&self) -> u64 {
        self.source.position()
    }

    /// The next object.
    pub(crate) fn next_object(&mut self) -> Option<Result<Found, Problem>> {
        if self.finished {
            return None;
        }
        let object = self.object().transpose();
        self.finished = match &object {
            None => true,
            Some(Ok(_)) => false,
            Some(Err(problem)) => problem.is_fatal(),
        };
        Some(object?.and_then(|(line, bytes)| {
            let raw = || [String::from_utf8_lossy(&bytes)].into_iter().collect();
            let text = self.text.decode(&bytes).map_err(|reason| Problem::Rejected {
                line,
                column: 0,
                reason,
                raw: raw(),
            })?;
            let members = serde_json::from_str(&text).map_err(|error| {
                // The library counts lines from the beginning of the object.
                let line = line + u64::try_from(error.line().saturating_sub(1)).unwrap_or(0);
                let column = u64::try_from(error.column()).unwrap_or(0);
                Problem::Rejected { line, column, reason: Reason::Json, raw: raw() }
            })?;
            Ok(Found { line, members, text })
        }))
    }

    /// The next contact.
    pub(crate) fn next_record(&mut self, map: &[(String, Option<Field>)]) -> Option<Result<Record, Problem>> {
        Some(self.next_object()?.and_then(|Found { line, members, text }| {
            let mut record = Record { line, values: Vec::new(), raw: Cells::default() };
            let read = if jscontact::is_card(&members) {
                if jscontact::read(&members, &mut record) { Ok(()) } else { Err(Reason::TooManyValues) }
            } else {
                flat::read(&members, map, &mut record)
            };
            let fault = read.err().or_else(|| {
                let all = |is: fn(&crate::Value) -> bool| record.values.iter().all(is);
                if all(|value| value.field == Field::Kind) {
                    Some(Reason::Nothing)
                } else if !all(|value| !value.text.contains('\0')) {
                    Some(Reason::ZeroByte)
                } else {
                    None
                }
            });
            let raw = [text].into_iter().collect();
            if let Some(reason) = fault {
                return Err(Problem::Rejected { line, column: 0, reason, raw });
            }
            record.arrange();
            record.raw = raw;
            Ok(record)
        }))
    }

    /// The bytes of the next object and the line that it begins on.
    fn object(&mut self) -> Result<Option<(u64, Vec<u8>)>, Problem> {
        let mut object = Object { largest: self.largest, ..Object::default() };
        let mut start = self.line;
        loop {
            let waiting = self.source.fill().map_err(|reason| Problem::fatal(self.line, reason))?;
            if waiting.is_empty() {
                return if object.bytes.is_empty() {
                    Ok(None)
                } else {
                    Err(object.rejected(start, Reason::Truncated))
                };
            }
            let mut used = waiting.len();
            let mut outcome = None;
            for (place, byte) in waiting.iter().enumerate() {
                if object.bytes.is_empty() && object.begins_not(*byte) {
                    self.line += u64::from(*byte == b'\n');
                    continue;
                }
                if object.bytes.is_empty() {
                    start = self.line;
                }
                outcome = object.take(*byte);
                self.line += u64::from(*byte == b'\n');
                if outcome.is_some() {
                    used = place + 1;
                    break;
                }
            }
            self.source.consume(used);
            match outcome {
                None => {}
                Some(Ok(())) => return Ok(Some((start, object.bytes))),
                Some(Err(reason @ (Reason::TooLarge | Reason::TooDeep))) => {
                    let before = memchr::memrchr(b'\n', &object.bytes).map_or(0, |place| place + 1);
                    return Err(Problem::fatal_at(self.line, object.bytes.len() - before, reason));
                }
                Some(Err(reason)) => return Err(object.rejected(start, reason)),
            }
        }
    }
}

/// An object that is being read, or a line that is none.
#[derive(Default)]
struct Object {
    largest: usize,
    bytes: Vec<u8>,
    depth: usize,
    in_text: bool,
    escaped: bool,
    is_none: bool,
}

impl Object {
    /// Space, and what stands around the members of an array.
    fn begins_not(&self, byte: u8) -> bool {
        byte.is_ascii_whitespace() || matches!(byte, b',' | b'[' | b']')
    }

    /// Takes a byte; says when the object is whole or can be none.
    fn take(&mut self, byte: u8) -> Option<Result<(), Reason>> {
        self.is_none |= self.bytes.is_empty() && byte != b'{';
        self.bytes.push(byte);
        if self.bytes.len() > self.largest {
            return Some(Err(Reason::TooLarge));
        }
        if self.is_none {
            return (byte == b'\n').then_some(Err(Reason::Json));
        }
        if self.in_text {
            match byte {
                // No text of JSON goes over a line end, so the next line may be whole again.
                b'\n' => return Some(Err(Reason::Json)),
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_text = false,
                _ => {}
            }
            return None;
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => {
                self.depth += 1;
                if self.depth > limits::NESTING {
                    return Some(Err(Reason::TooDeep));
                }
            }
            b'}' | b']' => {
                self.depth -= 1;
                if self.depth == 0 {
                    return Some(Ok(()));
                }
            }
            _ => {}
        }
        None
    }

    fn rejected(self, line: u64, reason: Reason) -> Problem {
        let raw = [String::from_utf8_lossy(&self.bytes)].into_iter().collect();
        Problem::Rejected { line, column: u64::try_from(self.bytes.len()).unwrap_or(0), reason, raw }
    }
}
