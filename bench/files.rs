//! Import and export beside what reading the same file costs alone. Imported is into a copy, which is removed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use db::Db;
use exchange::Format;
use telephone::Country;
use visavi::author::Author;
use visavi::clock::Clock;
use visavi::config::{Config, Flags};
use visavi::customers::asked::Asked;
use visavi::customers::finding::Filter;
use visavi::exports::{self, Export};
use visavi::files::content::Contents;
use visavi::files::upload::Storing;
use visavi::imports::{self, Import, Options, Pace, reading};

use crate::seed::{Samples, tell};

/// Rows of the files.
const ROWS: usize = 100_000;

/// What a file measured.
pub struct Done {
    pub name: String,
    pub rows: usize,
    pub took: Duration,
    /// Most memory of the process that is not the database's file seen through its address space, in bytes.
    pub memory: u64,
}

/// Exports everybody and drops what comes.
pub async fn export(db: &Db, home: Country) -> anyhow::Result<Vec<Done>> {
    let mut done = Vec::new();
    for format in [Format::Csv, Format::JsonLines] {
        let (begun, memory, mut rows) = (Instant::now(), Memory::watch(), 0);
        let export =
            Export { format, filter: Filter::default(), asked: Asked::default(), at: Clock::System.now() };
        let mut pieces = exports::start(db, home, export);
        while let Some(piece) = pieces.recv().await {
            rows += piece.map_err(|error| anyhow::anyhow!("{error:?}"))?.customers;
        }
        let name = format!("export, {}", format.name());
        tell(&name);
        done.push(Done { name, rows, took: begun.elapsed(), memory: memory.most() });
    }
    Ok(done)
}

/// Reads files of new people alone, then imports them into a copy of the database, which must be closed.
pub async fn import(
    database: &Path,
    folder: &Path,
    home: Country,
    samples: &Samples,
) -> anyhow::Result<Vec<Done>> {
    let mut done = Vec::new();
    let files = [("csv", csv(samples)), ("vcf", vcards(samples))];
    let copy = folder.join("import.db");
    for (ending, text) in files {
        let file = folder.join(format!("people.{ending}"));
        std::fs::write(&file, text)?;
        let (begun, memory) = (Instant::now(), Memory::watch());
        let rows = read(&file, home)?;
        let name = format!("reading alone, {ending}");
        done.push(Done { name, rows, took: begun.elapsed(), memory: memory.most() });

        tell(&format!("import, {ending}"));
        std::fs::copy(database, &copy)?;
        let settings = db::Settings::new(db::Target::Sqlite { path: copy.clone() });
        let db = Db::open(&settings).await?;
        let (begun, memory) = (Instant::now(), Memory::watch());
        let rows = bring_in(&db, file.clone(), home).await?;
        let name = format!("import, {ending}");
        done.push(Done { name, rows, took: begun.elapsed(), memory: memory.most() });
        db.close().await;
        std::fs::remove_file(&copy)?;
        std::fs::remove_file(&file)?;
    }
    Ok(done)
}

fn read(file: &Path, home: Country) -> anyhow::Result<usize> {
    let looked = reading::look(file, Options::default(), home, &[])
        .map_err(|problem| anyhow::anyhow!("{problem:?}"))?;
    let reader = reading::open(file, &looked.options).map_err(|problem| anyhow::anyhow!("{problem:?}"))?;
    let mut rows = 0;
    for record in reader {
        record.ok().context("a record that cannot be read")?;
        rows += 1;
    }
    Ok(rows)
}

async fn bring_in(db: &Db, file: PathBuf, home: Country) -> anyhow::Result<usize> {
    let failed = |error| anyhow::anyhow!("{error:?}");
    let author = Author::system(Clock::System.now());
    let looked =
        reading::look_and_remember(db, file.clone(), Options::default(), home).await.map_err(failed)?;
    let looked = looked.map_err(|problem| anyhow::anyhow!("{problem:?}"))?;
    let import = imports::begin(db, &author, Import::new("bench", &looked, &author)).await.map_err(failed)?;
    let files = Contents::new(&Config::load(<Flags as confique::Layer>::empty(), None)?);
    let storing = Storing { db, clock: &Clock::System, files: &files };
    let done = imports::run(storing, home, import, &file, Pace::ALONE, |_| {}).await;
    let counts = done.map_err(failed)?.counts;
    anyhow::ensure!(counts.created == counts.read, "not all were new: {counts:?}");
    Ok(usize::try_from(counts.read)?)
}

/// A person who is not in the database, with the names of one who is.
struct New<'s> {
    number: usize,
    given: &'s str,
    family: &'s str,
}

fn new(samples: &Samples) -> impl Iterator<Item = New<'_>> {
    let names = &samples.names;
    (0..ROWS).map(move |number| New {
        number,
        given: &names[number % names.len()].0,
        family: &names[(number * 7 + 1) % names.len()].1,
    })
}

fn csv(samples: &Samples) -> String {
    let mut text = "ref,given_name,family_name,phone,email,street,postal_code,city,tag\n".to_owned();
    for New { number, given, family } in new(samples) {
        let _ = writeln!(
            text,
            "bench-{number},{given},{family},+4672{number:07},new{number}@norrvik.example,Storgatan {},{:05},Malmö,kund",
            number % 200,
            20_000 + number % 5_000
        );
    }
    text
}

fn vcards(samples: &Samples) -> String {
    let mut text = String::new();
    for New { number, given, family } in new(samples) {
        let _ = write!(
            text,
            "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:bench-{number}\r\nFN:{given} {family}\r\nN:{family};{given};;;\r\n\
             TEL;TYPE=cell:+4673{number:07}\r\nEMAIL:card{number}@norrvik.example\r\n\
             ADR:;;Storgatan {};Malmö;;{:05};Sverige\r\nCATEGORIES:kund\r\nEND:VCARD\r\n",
            number % 200,
            20_000 + number % 5_000
        );
    }
    text
}

/// Looks at the memory of this process until it is asked for the most it saw.
struct Memory {
    most: Arc<AtomicU64>,
    ended: Arc<AtomicBool>,
}

impl Memory {
    fn watch() -> Memory {
        let memory = Memory { most: Arc::default(), ended: Arc::default() };
        let (most, ended) = (memory.most.clone(), memory.ended.clone());
        std::thread::spawn(move || {
            while !ended.load(Ordering::Relaxed) {
                most.fetch_max(anonymous(), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        memory
    }

    fn most(self) -> u64 {
        self.ended.store(true, Ordering::Relaxed);
        self.most.load(Ordering::Relaxed).max(anonymous())
    }
}

/// `RssAnon` of proc_pid_status(5), in bytes; 0 where there is none.
fn anonymous() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().map_or(0, |kilobytes| kilobytes * 1024)
}
