//! `visavi export`: customers as a file.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::Place;
use super::progress::Progress;
use super::user::explain;
use crate::author::Author;
use crate::clock::Clock;
use crate::customers::asked::Asked;
use crate::error::AppError;
use crate::exports;

/// What is written, `visavi import` reads back as equal customers.
#[derive(Args)]
pub struct Export {
    #[command(flatten)]
    place: Place,
    /// CSV for spreadsheets, vCard 4.0 for address books, JSContact, or JSON lines with the names of the API
    #[arg(long, default_value = "csv", value_parser = exports::pages::FORMATS)]
    format: String,
    /// File to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    asked: Asked,
}

pub async fn run(command: &Export) -> anyhow::Result<()> {
    let config = command.place.config()?;
    let db = super::open_migrated(&config).await?;
    let (asked, now) = (command.asked.clone(), Clock::System.now());
    let zone = jiff::tz::TimeZone::get(&config.time_zone).context("time_zone: no such IANA time zone")?;
    let filter = asked.filter(now, &zone).map_err(explain)?;
    let Some(format) = exchange::Format::from_name(&command.format) else {
        anyhow::bail!("there is no format {}", command.format)
    };
    let export = exports::Export { format, filter, asked, at: now };
    let (author, recorded) = (Author::system(now), export.clone());
    db.write(move |tx| exports::record_taking(tx, &author, &recorded)).await.map_err(explain)?;
    let mut pieces = exports::start(&db, config.country(), export);
    let mut out: BufWriter<Box<dyn Write>> = BufWriter::new(match &command.output {
        Some(path) => {
            Box::new(File::create(path).with_context(|| format!("cannot write {}", path.display()))?)
        }
        None => Box::new(std::io::stdout()),
    });
    let (mut progress, mut done) = (Progress::start(), 0_usize);
    let whole =
        db.read(|tx| Ok::<_, AppError>(crate::customers::range::count(tx)?)).await.map_err(explain)?;
    while let Some(piece) = pieces.recv().await {
        let piece = piece.map_err(explain)?;
        out.write_all(&piece.bytes).context("cannot write")?;
        done += piece.customers;
        let seconds = progress.seconds();
        progress.show(u64::try_from(done).unwrap_or(0), u64::try_from(whole).unwrap_or(0), || {
            format!("{done} customers, {seconds:.0} s")
        });
    }
    out.flush().context("cannot write")?;
    progress.end();
    // Standard output may be the file itself.
    let _ = writeln!(std::io::stderr(), "exported {done}");
    drop(pieces);
    db.close().await;
    Ok(())
}
