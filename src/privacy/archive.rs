//! A ZIP that leaves while it is made: what is written goes out in pieces, and of each member it keeps no more than its
//! name, its size and its digest.

use std::io::{self, Write};

use axum::body::Bytes;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{DateTime, ZipWriter};

use crate::error::{AppError, AppResult};
use crate::hex;
use crate::language::Locale;

/// Bytes that go out together.
const PIECE: usize = 64 * 1024;

/// What stands in the manifest.
#[derive(Clone, Debug, Serialize)]
pub struct Member {
    pub name: String,
    pub size: u64,
    pub sha256: String,
}

/// Sends what it is given, piece by piece.
struct Pieces {
    to: mpsc::Sender<AppResult<Bytes>>,
    held: Vec<u8>,
}

impl Pieces {
    fn send(&mut self) -> io::Result<()> {
        let piece = std::mem::replace(&mut self.held, Vec::with_capacity(PIECE));
        self.to.blocking_send(Ok(piece.into())).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Members are written one after the other, on a thread that may wait.
pub struct Archive {
    zip: ZipWriter<StreamWriter<Pieces>>,
    options: SimpleFileOptions,
    members: Vec<Member>,
    digest: Sha256,
}

impl Archive {
    pub fn new(to: mpsc::Sender<AppResult<Bytes>>, locale: &Locale) -> Archive {
        let at = locale.now.timestamp().to_zoned(locale.zone.clone()).datetime();
        let part = |number: i8| u8::try_from(number).unwrap_or(0);
        let time = DateTime::from_date_and_time(
            u16::try_from(at.year()).unwrap_or(1980),
            part(at.month()),
            part(at.day()),
            part(at.hour()),
            part(at.minute()),
            part(at.second()),
        );
        // A content may have more than 4 GB: nobody knows before it has gone out.
        let options =
            SimpleFileOptions::default().last_modified_time(time.unwrap_or_default()).large_file(true);
        let zip = ZipWriter::new_stream(Pieces { to, held: Vec::with_capacity(PIECE) });
        Archive { zip, options, members: Vec::new(), digest: Sha256::new() }
    }

    /// Begins a member; the one before is whole.
    pub fn begin(&mut self, name: &str) -> AppResult<()> {
        self.end();
        self.zip.start_file(name, self.options).map_err(left)?;
        self.members.push(Member { name: name.to_owned(), size: 0, sha256: String::new() });
        Ok(())
    }

    pub fn write(&mut self, bytes: &[u8]) -> AppResult<()> {
        self.digest.update(bytes);
        if let Some(member) = self.members.last_mut() {
            member.size += bytes.len() as u64;
        }
        self.zip.write_all(bytes).map_err(left)
    }

    /// A whole member.
    pub fn add(&mut self, name: &str, content: &[u8]) -> AppResult<()> {
        self.begin(name)?;
        self.write(content)
    }

    pub fn add_json(&mut self, name: &str, value: &impl Serialize) -> AppResult<()> {
        self.add(name, &serde_json::to_vec_pretty(value).map_err(AppError::internal)?)
    }

    fn end(&mut self) {
        let digest = std::mem::take(&mut self.digest).finalize();
        if let Some(member) = self.members.last_mut() {
            member.sha256 = hex::encode(&digest);
        }
    }

    /// The members so far.
    pub fn members(&mut self) -> Vec<Member> {
        self.end();
        self.members.clone()
    }

    pub fn finish(self) -> AppResult<()> {
        self.zip.finish().map_err(left)?.into_inner().send().map_err(left)
    }
}

/// Whoever asked for it is gone.
fn left(error: impl std::fmt::Display) -> AppError {
    tracing::debug!(%error, "an export was left");
    AppError::Unavailable
}
