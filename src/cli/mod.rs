//! The command line: what an administrator types. Exit status 0 done, 1 failed with a reason, 2 wrong use.

mod backup;
mod demo;
mod doctor;
mod duplicates;
mod export;
mod generate;
mod import;
mod migrate;
mod progress;
mod serve;
mod token;
mod user;

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use db::{Db, Settings};

use crate::clock::Clock;
use crate::config::{Config, Flags};
use crate::customers::{finding, own_fields};
use crate::{migrations, secret_key};

/// Visavi, an open customer card for contact centres.
#[derive(Parser)]
#[command(name = "visavi", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the card to agents and the API to systems
    Serve(Place),
    /// Serve with a fictional contact centre and live traffic
    Demo(demo::Demo),
    /// Make the people who log in
    #[command(subcommand)]
    User(user::UserCommand),
    /// Make API tokens
    #[command(subcommand)]
    Token(token::TokenCommand),
    /// Bring the database to this version's schema
    Migrate(Place),
    /// Bring customers, interactions or notes in from a file; update those who are there already
    Import(import::Import),
    /// Write customers into a file
    Export(export::Export),
    /// Find customers who may be one and the same, in the whole base
    Duplicates(duplicates::Duplicates),
    /// Fill an empty database with made-up customers of any number, for measuring
    Generate(generate::Generate),
    /// Write the whole installation into one file, while it runs
    ///
    /// The secret key of the installation is not in it: keep a copy of that file elsewhere.
    Backup(backup::Backup),
    /// Fill an empty installation from such a file; who was erased since is erased again
    ///
    /// Of either database into either. Put the secret key of the installation in its place before.
    Restore(backup::Restore),
    /// Check configuration, database and page, and say what to mend
    Doctor(Place),
    /// Print the OpenAPI document
    Openapi,
    /// Print every configuration value with its meaning, as a commented file
    Config,
}

/// Which installation is meant. Every option also by environment (VISAVI_DATA …) and configuration file.
#[derive(Args, Clone, Debug)]
struct Place {
    /// Folder of the embedded database and its copies [default: visavi-data]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Database: postgres://… [default: SQLite in the data folder]
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Address and port to listen on [default: 127.0.0.1:8480]
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,
    /// Configuration file [default: visavi.toml, if it is there]
    #[arg(long, value_name = "FILE", env = "VISAVI_CONFIG")]
    config: Option<PathBuf>,
}

impl Place {
    fn config(&self) -> anyhow::Result<Config> {
        let mut flags = <Flags as confique::Layer>::empty();
        flags.data.clone_from(&self.data);
        flags.database.clone_from(&self.database);
        flags.listen = self.listen;
        Config::load(flags, self.config.as_deref())
    }
}

/// Opens the database of an installation; its folder is made if there is none.
async fn open(config: &Config) -> anyhow::Result<Db> {
    connect(config, true).await
}

async fn connect(config: &Config, mapped: bool) -> anyhow::Result<Db> {
    let target = config.target()?;
    if let db::Target::Sqlite { path } = &target
        && let Some(folder) = path.parent()
    {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    Db::open(&Settings { mapped, ..Settings::new(target) }).await.context("cannot open the database")
}

/// The same, brought to this version's schema.
async fn open_migrated(config: &Config) -> anyhow::Result<Db> {
    prepare(config, open(config).await?).await
}

/// The same for a command that reads all of the database once.
async fn open_whole(config: &Config) -> anyhow::Result<Db> {
    prepare(config, connect(config, false).await?).await
}

async fn prepare(config: &Config, db: Db) -> anyhow::Result<Db> {
    for version in db.migrate(migrations::ALL).await? {
        tracing::info!(version, "schema migrated");
    }
    secret_key::open(config, &db, Clock::System.now()).await?;
    renew_index(&db).await?;
    Ok(db)
}

/// Makes what is derived from customers and messages anew if this version has other rules for it than the one that
/// made it.
async fn renew_index(db: &Db) -> anyhow::Result<()> {
    let mut done = 0;
    let told = |count| {
        done += count;
        if count > 0 {
            tracing::info!(customers = done, "search index made anew");
        }
    };
    finding::renew_index(db, finding::CHUNK, told).await.context("cannot make the search index anew")?;
    let mut done = 0;
    let told = |count| {
        done += count;
        if count > 0 {
            tracing::info!(customers = done, "what duplicates are found by made anew");
        }
    };
    crate::duplicates::renew(db, finding::CHUNK, told).await.context("cannot make the keys of duplicates")?;
    own_fields::renew(db, own_fields::CHUNK).await.context("cannot make the own fields findable")?;
    let mut done = 0;
    let told = |count| {
        done += count;
        if count > 0 {
            tracing::info!(texts = done, "index of messages made anew");
        }
    };
    crate::texts::index::renew(db, told).await.context("cannot make the index of messages anew")
}

/// Prints what a command gives, for people and pipes alike.
fn say(text: impl std::fmt::Display) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}").context("cannot write to standard output")
}

pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    let result = runtime.block_on(async {
        match cli.command {
            Command::Serve(place) => serve::run(&place.config()?).await,
            Command::Demo(demo) => demo::run(&demo).await,
            Command::User(command) => user::run(command).await,
            Command::Token(command) => token::run(command).await,
            Command::Migrate(place) => migrate::run(&place.config()?).await,
            Command::Import(command) => import::run(&command).await,
            Command::Export(command) => export::run(&command).await,
            Command::Duplicates(command) => duplicates::run(&command).await,
            Command::Backup(command) => backup::write(&command).await,
            Command::Restore(command) => backup::restore(&command).await,
            Command::Generate(command) => generate::run(&command).await,
            Command::Doctor(place) => doctor::run(&place).await,
            Command::Openapi => say(crate::openapi::text().trim_end()),
            Command::Config => say(Config::template().trim_end()),
        }
    });
    // A closure that still runs on the blocking pool must not keep a stopped server.
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "visavi: {error:#}");
    ExitCode::FAILURE
}

/// How the command line speaks.
fn english() -> crate::language::Locale {
    crate::language::Locale {
        language: crate::language::Language::English,
        zone: jiff::tz::TimeZone::UTC,
        home: Config::default_country(),
        now: crate::clock::Clock::System.now(),
    }
}
