//! `visavi import`: customers out of a file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::Args;
use db::Db;
use exchange::{Field, Rejections};

use super::Place;
use super::progress::Progress;
use super::user::explain;
use crate::author::Author;
use crate::clock::Clock;
use crate::error::AppError;
use crate::files::content::Contents;
use crate::files::upload::Storing;
use crate::id::ImportId;
use crate::imports::problem::{Complaint, Problem, Rejected};
use crate::imports::reading::{self, Looked};
use crate::imports::{self, Counts, Import as Imported, Options, Pace, conversation, dry, notes, requests};
use crate::language::Locale;

/// Columns are recognised by the headings that Google Contacts, Outlook, Thunderbird, HubSpot, Chatwoot, Zammad, Zendesk
/// and Visavi itself write. An import that was interrupted goes on where it was when it is run again.
#[derive(Args)]
pub struct Import {
    #[command(flatten)]
    place: Place,
    /// Customers as CSV, XLSX, vCard (2.1, 3.0, 4.0), JSContact or JSON lines; interactions as CSV, XLSX, JSON lines or
    /// vCon; notes and requests as CSV, XLSX or JSON lines
    file: PathBuf,
    /// What a column holds: a field such as given_name, phone, ref or field.KEY, or nothing to leave it out. Remembered
    /// for files with the same columns
    #[arg(long = "map", value_name = "COLUMN=FIELD", value_parser = mapped)]
    map: Vec<(String, Option<String>)>,
    /// Say what would happen, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Write the rows that were rejected into this file, each with its line and the reason
    #[arg(long, value_name = "FILE.csv")]
    rejected: Option<PathBuf>,
    /// What the file holds, if it is not recognised
    #[arg(long, value_parser = imports::Kind::WORDS.to_vec())]
    kind: Option<String>,
    /// Format, if it is not recognised
    #[arg(long, value_parser = ["csv", "xlsx", "vcf", "jscontact", "jsonl"])]
    format: Option<String>,
    /// Encoding of a text file, if it is not recognised: windows-1250, iso-8859-2 …
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Character between two cells, if it is not recognised
    #[arg(long, value_name = "CHARACTER")]
    delimiter: Option<char>,
}

fn mapped(text: &str) -> Result<(String, Option<String>), String> {
    let (column, field) = text.rsplit_once('=').ok_or("expected COLUMN=FIELD")?;
    let field = field.trim();
    if column.trim().is_empty() {
        return Err("the column has no name".to_owned());
    }
    if field.is_empty() {
        return Ok((column.trim().to_owned(), None));
    }
    if conversation::FIELDS.contains(&field)
        || notes::FIELDS.contains(&field)
        || requests::FIELDS.contains(&field)
    {
        return Ok((column.trim().to_owned(), Some(field.to_owned())));
    }
    match field.parse::<Field>() {
        Ok(known) => Ok((column.trim().to_owned(), Some(known.to_string()))),
        Err(_) => {
            Err(format!("there is no field {field}; fields are {}, field.KEY", Field::names().join(", ")))
        }
    }
}

pub async fn run(command: &Import) -> anyhow::Result<()> {
    let config = command.place.config()?;
    let locale = Locale { home: config.country(), ..super::english() };
    let file = &command.file;
    ensure!(file.is_file(), "{} is no file", file.display());
    let options = Options {
        kind: command.kind.as_deref().and_then(|kind| kind.parse().ok()),
        zone: Some(config.time_zone.clone()),
        format: command.format.clone(),
        delimiter: command.delimiter,
        encoding: command.encoding.clone(),
        columns: command.map.iter().cloned().collect::<BTreeMap<_, _>>(),
        headings: Vec::new(),
    };
    // A file that cannot be read is refused before there is a database to wait for.
    reading::glance(file, options.clone(), locale.home)
        .map_err(|problem| unreadable(file, &problem, &locale))?;
    let db = super::open_migrated(&config).await?;
    let storing = Storing { db: &db, clock: &Clock::System, files: &Contents::new(&config) };
    let done = bring_in(command, storing, options, &locale).await;
    db.close().await;
    done
}

async fn bring_in(
    command: &Import,
    storing: Storing<'_>,
    options: Options,
    locale: &Locale,
) -> anyhow::Result<()> {
    let (db, file) = (storing.db, &command.file);
    let looked = reading::look_and_remember(db, file.clone(), options, locale.home).await.map_err(explain)?;
    let looked = looked.map_err(|problem| unreadable(file, &problem, locale))?;
    describe(&looked);
    let rejected = command.rejected.as_deref();
    let mut report = Report::start(rejected, &looked.options.headings, locale)?;
    let (counts, problem) = if command.dry_run {
        foresee(db, file, &looked, &mut report).await?
    } else {
        let import = take(storing, locale, file, &looked).await?;
        report.read(db, import.id).await?;
        (import.counts, import.problem)
    };
    report.end()?;
    if counts.companies > 0 {
        super::say(format!("{} companies made for the people who belong to them", counts.companies))?;
    }
    let Counts { read, created, updated, skipped, rejected, .. } = counts;
    super::say(format!(
        "read {read}, created {created}, updated {updated}, skipped {skipped}, rejected {rejected}"
    ))?;
    match problem {
        None => Ok(()),
        Some(problem) => Err(unreadable(file, &problem, locale)),
    }
}

/// What the columns are taken for, where somebody looks.
fn describe(looked: &Looked) {
    use std::io::IsTerminal;
    let mut err = std::io::stderr();
    if looked.remembered {
        let _ = writeln!(err, "columns as they were mapped for such a file before");
    }
    let aside: Vec<&str> = looked
        .columns
        .iter()
        .filter(|column| column.field.is_none() && !column.name.trim().is_empty())
        .map(|column| column.name.trim())
        .collect();
    if !aside.is_empty() && err.is_terminal() {
        let _ = writeln!(err, "left out: {} (take them with --map COLUMN=FIELD)", aside.join(", "));
    }
}

async fn take(
    storing: Storing<'_>,
    locale: &Locale,
    file: &Path,
    looked: &Looked,
) -> anyhow::Result<Imported> {
    let author = Author::system(Clock::System.now());
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let import =
        imports::begin(storing.db, &author, Imported::new(&name, looked, &author)).await.map_err(explain)?;
    let (whole, mut progress, begun) =
        (u64::try_from(looked.size).unwrap_or(0), Progress::start(), import.counts.read);
    if begun > 0 {
        let _ = writeln!(std::io::stderr(), "goes on after {begun} records");
    }
    let told = |import: &Imported| {
        let (counts, seconds) = (&import.counts, progress.seconds());
        progress.show(u64::try_from(import.position).unwrap_or(0), whole, || words(counts, begun, seconds));
    };
    let done = imports::run(storing, locale.home, import, file, Pace::ALONE, told).await;
    progress.end();
    done.map_err(|error| match error {
        AppError::Stale => anyhow::anyhow!("somebody else is importing this very file"),
        other => explain(other),
    })
}

async fn foresee(
    db: &Db,
    file: &Path,
    looked: &Looked,
    report: &mut Report<'_>,
) -> anyhow::Result<(Counts, Option<Problem>)> {
    let (whole, mut progress) = (u64::try_from(looked.size).unwrap_or(0), Progress::start());
    let mut trial = dry::Trial::start(db, &Clock::System, report.locale.home, &looked.options, file);
    let mut counts = Counts::default();
    while let Some(step) = trial.next().await.map_err(explain)? {
        counts = step.counts;
        let seconds = progress.seconds();
        progress.show(u64::try_from(step.position).unwrap_or(0), whole, || words(&counts, 0, seconds));
        report.add(&step.rejected, &step.remarked)?;
    }
    progress.end();
    super::say("this is what would happen; nothing was changed")?;
    Ok((counts, trial.end().await))
}

fn words(counts: &Counts, begun: i64, seconds: f64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a count of records")]
    let speed = (counts.read - begun) as f64 / seconds.max(0.001);
    format!("{} records, {} rejected, {speed:.0} a second", counts.read, counts.rejected)
}

fn unreadable(file: &Path, problem: &Problem, locale: &Locale) -> anyhow::Error {
    anyhow::anyhow!("{}: {}", file.display(), problem.text(locale))
}

/// What an import has to say of records: rejected ones into their file, left out values to whoever looks.
struct Report<'l> {
    locale: &'l Locale,
    file: Option<(PathBuf, Rejections<BufWriter<File>>)>,
    shown: usize,
    more: usize,
}

/// Sentences that are shown; all of them stand on the import's page.
const SHOWN: usize = 20;

impl<'l> Report<'l> {
    fn start(path: Option<&Path>, headings: &[String], locale: &'l Locale) -> anyhow::Result<Report<'l>> {
        let file = match path {
            None => None,
            Some(path) => {
                let out = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
                Some((path.to_owned(), Rejections::new(BufWriter::new(out), headings)?))
            }
        };
        Ok(Report { locale, file, shown: 0, more: 0 })
    }

    fn add(&mut self, rejected: &[Rejected], remarked: &[Rejected]) -> anyhow::Result<()> {
        for one in rejected {
            let reason = reasons(&one.complaints, self.locale);
            self.write(one.line, &reason, &one.cells.iter().collect::<Vec<_>>())?;
            self.show(one.line, &reason);
        }
        for one in remarked {
            self.show(one.line, &reasons(&one.complaints, self.locale));
        }
        Ok(())
    }

    /// The same of an import that has been done.
    async fn read(&mut self, db: &Db, import: ImportId) -> anyhow::Result<()> {
        for rejected in [true, false] {
            let mut after = 0;
            loop {
                let told = db
                    .read(move |tx| {
                        Ok::<_, AppError>(imports::store::problems(tx, import, rejected, after, 500)?)
                    })
                    .await
                    .map_err(explain)?;
                let Some(last) = told.last() else { break };
                after = last.number;
                for one in &told {
                    let reason = reasons(&one.complaints, self.locale);
                    if rejected {
                        self.write(
                            one.line,
                            &reason,
                            &one.cells.iter().map(String::as_str).collect::<Vec<_>>(),
                        )?;
                    }
                    self.show(one.line, &reason);
                }
            }
        }
        Ok(())
    }

    fn write(&mut self, line: u64, reason: &str, cells: &[&str]) -> anyhow::Result<()> {
        if let Some((path, file)) = &mut self.file {
            file.write(line, reason, cells.iter().copied())
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }

    fn show(&mut self, line: u64, reason: &str) {
        if self.shown == SHOWN {
            self.more += 1;
            return;
        }
        self.shown += 1;
        let _ = writeln!(std::io::stderr(), "line {line}: {reason}");
    }

    fn end(self) -> anyhow::Result<()> {
        if self.more > 0 {
            let _ = writeln!(std::io::stderr(), "… and {} more, all on the page of the import", self.more);
        }
        if let Some((path, file)) = self.file {
            file.finish().with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }
}

fn reasons(complaints: &[Complaint], locale: &Locale) -> String {
    complaints.iter().map(|complaint| complaint.text(locale)).collect::<Vec<_>>().join(" ")
}
