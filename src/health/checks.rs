//! What is looked at to say whether an installation is well: for `visavi doctor` and for the page.
//!
//! Invariant: a check looks and does not treat, and says nothing that is secret.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use db::Db;

use crate::config::Config;
use crate::files::content::{self, Contents};
use crate::http::assets;
use crate::language::{Arg, Locale};
use crate::{migrations, seal, secret_key};

/// How long a store of files may take to answer before it counts as away.
const PATIENCE: Duration = Duration::from_secs(10);
/// Below this much room a disk is soon full.
const LITTLE_ROOM: i64 = 1_000_000_000;

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    Good,
    /// Can wait.
    Advice,
    /// Cannot.
    Bad,
}

/// What a check found: keys of the translations.
pub struct Finding {
    pub level: Level,
    /// What was looked at.
    pub subject: &'static str,
    pub text: &'static str,
    pub args: Vec<(&'static str, String)>,
}

impl Finding {
    pub fn new(level: Level, subject: &'static str, text: &'static str) -> Finding {
        Finding { level, subject, text, args: Vec::new() }
    }

    fn with(mut self, name: &'static str, value: impl ToString) -> Finding {
        self.args.push((name, value.to_string()));
        self
    }

    pub fn in_words(&self, locale: &Locale) -> String {
        let args: Vec<(&str, Arg<'_>)> =
            self.args.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
        locale.with(self.text, &args)
    }
}

pub fn configuration(config: &Config) -> Vec<Finding> {
    let finding = |level, text| Finding::new(level, "health-configuration", text);
    let mut findings = vec![
        finding(Level::Good, "health-configuration-read")
            .with("country", &config.country)
            .with("address", config.listen),
    ];
    if !config.is_secure() && !config.listen.ip().is_loopback() {
        findings.push(finding(Level::Advice, "health-unencrypted"));
    }
    if config.trust_proxy && config.listen.ip().is_unspecified() {
        findings.push(finding(Level::Advice, "health-proxy-trusted"));
    }
    findings
}

pub fn web_page() -> Finding {
    let (level, text) = if assets::NAMES.script.is_empty() {
        (Level::Bad, "health-web-missing")
    } else {
        (Level::Good, "health-web-there")
    };
    Finding::new(level, "health-web", text)
}

/// Whether the schema is the one of this binary.
pub async fn database(db: &Db) -> Finding {
    let finding = |level, text| Finding::new(level, "health-database", text);
    let newest = migrations::newest();
    match db.schema_version().await {
        Ok(version) if version == newest => finding(Level::Good, "health-schema").with("version", version),
        Ok(version) if version < newest => {
            finding(Level::Advice, "health-schema-old").with("version", version).with("newest", newest)
        }
        Ok(version) => {
            finding(Level::Bad, "health-schema-new").with("version", version).with("newest", newest)
        }
        Err(error) => failed("health-database", error),
    }
}

/// Nothing was stored yet.
pub fn no_database(path: &Path) -> Finding {
    Finding::new(Level::Advice, "health-database", "health-database-none").with("place", path.display())
}

/// Writes, reads and removes a content.
pub async fn files(config: &Config) -> Finding {
    const SUBJECT: &str = "health-files";
    let place = match content::Place::of(config) {
        Ok(content::Place::Folder(folder)) if !folder.exists() => {
            return Finding::new(Level::Advice, SUBJECT, "health-files-none").with("place", folder.display());
        }
        Ok(content::Place::Folder(folder)) => folder.display().to_string(),
        Ok(content::Place::Bucket { bucket, .. }) => format!("s3://{bucket}"),
        Err(error) => return failed(SUBJECT, format!("{error:#}")),
    };
    match tokio::time::timeout(PATIENCE, Contents::new(config).check()).await {
        Ok(Ok(())) => Finding::new(Level::Good, SUBJECT, "health-files-well").with("place", place),
        Ok(Err(error)) => failed(SUBJECT, format!("{place} {error:#}")),
        Err(_) => Finding::new(Level::Bad, SUBJECT, "health-files-late").with("place", place),
    }
}

/// Whether what is sealed in the database can be opened, and by nobody else; none if nothing is, and no key.
pub fn key(config: &Config, needed: bool) -> Option<Finding> {
    const SUBJECT: &str = "health-key";
    let path = secret_key::path(config);
    let finding = |level, text| Some(Finding::new(level, SUBJECT, text).with("place", path.display()));
    let Ok(about) = path.metadata() else {
        return if needed { finding(Level::Bad, "health-key-missing") } else { None };
    };
    if let Err(error) = seal::read(&path) {
        return Some(failed(SUBJECT, format!("{} {error:#}", path.display())));
    }
    match about.permissions().mode() & 0o077 {
        0 => finding(Level::Good, "health-key-well"),
        _ => finding(Level::Advice, "health-key-open"),
    }
}

/// How much room the data folder has.
pub fn room(config: &Config, locale: &Locale) -> Option<Finding> {
    let room = rustix::fs::statvfs(&config.data).ok()?;
    let free = i64::try_from(room.f_bavail.saturating_mul(room.f_frsize)).unwrap_or(i64::MAX);
    let (level, text) =
        if free < LITTLE_ROOM { (Level::Bad, "health-room-little") } else { (Level::Good, "health-room") };
    Some(
        Finding::new(level, "health-disk", text)
            .with("free", locale.size(free))
            .with("place", config.data.display()),
    )
}

/// What cannot be said in other words than those of whoever failed.
pub fn failed(subject: &'static str, reason: impl ToString) -> Finding {
    Finding::new(Level::Bad, subject, "health-failed").with("reason", reason)
}
