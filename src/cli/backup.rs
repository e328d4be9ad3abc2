//! `visavi backup` and `visavi restore`: the whole installation as one file.

use std::path::PathBuf;

use clap::Args;

use super::Place;
use super::progress::Progress;
use crate::app::App;
use crate::backup::{read, write};
use crate::clock::Clock;
use crate::erasures::ledger;
use crate::{migrations, secret_key};

#[derive(Args)]
pub struct Backup {
    #[command(flatten)]
    place: Place,
    /// File to write; it must not be there yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Args)]
pub struct Restore {
    #[command(flatten)]
    place: Place,
    /// File that `visavi backup` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub async fn write(command: &Backup) -> anyhow::Result<()> {
    let config = command.place.config()?;
    let db = super::open(&config).await?;
    let (schema, newest) = (db.schema_version().await?, migrations::newest());
    anyhow::ensure!(
        schema == newest,
        "the database has schema {schema}, this version writes {newest}: use the version that serves it, or `visavi migrate`"
    );
    let app = App::new(db.clone(), config, Clock::System);
    let mut progress = Progress::start();
    let told = move |rows| progress.show(0, 0, || format!("{rows} rows"));
    let done = write::all(&app, &command.file, schema, told).await?;
    let missing = match done.missing {
        0 => String::new(),
        missing => format!("; {missing} contents of deleted files were gone"),
    };
    super::say(format!(
        "{}: {} rows of {} tables, {} files{missing}",
        command.file.display(),
        done.rows,
        done.tables,
        done.files
    ))?;
    drop(app);
    db.close().await;
    Ok(())
}

pub async fn restore(command: &Restore) -> anyhow::Result<()> {
    let config = command.place.config()?;
    let mut backup = read::manifest(&command.file)?;
    // Before anything is written.
    secret_key::expect(&config, read::fingerprint(&mut backup)?.as_deref())?;
    let db = super::open(&config).await?;
    let mut progress = Progress::start();
    let whole = backup.1.tables.values().map(|content| content.rows).sum();
    read::tables(&db, &mut backup, migrations::ALL, |rows| {
        progress.show(rows, whole, || format!("{rows} rows"))
    })
    .await?;
    progress.end();
    let clock = Clock::System;
    secret_key::open(&config, &db, clock.now()).await?;
    super::renew_index(&db).await?;
    let app = App::new(db.clone(), config, clock);
    let done = read::files(&app.files, &mut backup).await?;
    let erased = ledger::replay(&app).await?;
    super::say(format!(
        "restored {} rows of {} tables and {} files of {}; {erased} erased again",
        done.rows, done.tables, done.files, backup.1.made_at
    ))?;
    drop(app);
    db.close().await;
    Ok(())
}
