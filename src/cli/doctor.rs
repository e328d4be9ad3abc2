//! `visavi doctor`: checks an installation and says what to mend.

use super::Place;
use crate::files::content::{self, Contents};
use crate::http::assets;
use crate::migrations;

/// What a check found.
enum Finding {
    Good(String),
    Advice(String),
    Bad(String),
}

pub async fn run(place: &Place) -> anyhow::Result<()> {
    let mut findings = Vec::new();
    match place.config() {
        Err(error) => findings.push(Finding::Bad(format!("configuration: {error:#}"))),
        Ok(config) => {
            findings.push(Finding::Good(format!(
                "configuration: home country {}, listens on {}",
                config.country, config.listen
            )));
            if !config.is_secure() && !config.listen.ip().is_loopback() {
                findings.push(Finding::Advice(
                    "cookies travel unencrypted: put a proxy with https in front and set public_url"
                        .to_owned(),
                ));
            }
            if config.trust_proxy && config.listen.ip().is_unspecified() {
                findings.push(Finding::Advice(
                    "trust_proxy is on and the port is open to all: anybody can pretend another address"
                        .to_owned(),
                ));
            }
            check_database(&config, &mut findings).await;
            check_files(&config, &mut findings).await;
        }
    }
    if assets::NAMES.script.is_empty() {
        findings.push(Finding::Bad("web page: not in this binary; build it with `make build`".to_owned()));
    } else {
        findings.push(Finding::Good("web page: in this binary".to_owned()));
    }
    let mut bad = 0;
    for finding in findings {
        super::say(match finding {
            Finding::Good(text) => format!("ok      {text}"),
            Finding::Advice(text) => format!("advice  {text}"),
            Finding::Bad(text) => {
                bad += 1;
                format!("BAD     {text}")
            }
        })?;
    }
    anyhow::ensure!(bad == 0, "{bad} to mend");
    Ok(())
}

async fn check_database(config: &crate::config::Config, findings: &mut Vec<Finding>) {
    // A doctor looks and does not treat: a database that is not there yet is not made.
    if let Ok(db::Target::Sqlite { path }) = config.target()
        && !path.exists()
    {
        findings.push(Finding::Advice(format!(
            "database: {} is not there yet; `visavi serve` makes it",
            path.display()
        )));
        return;
    }
    let db = match super::open(config).await {
        Ok(db) => db,
        Err(error) => return findings.push(Finding::Bad(format!("database: {error:#}"))),
    };
    let newest = migrations::ALL.last().map_or(0, |migration| migration.version);
    match db.schema_version().await {
        Ok(version) if version == newest => {
            findings.push(Finding::Good(format!("database: schema version {version}")))
        }
        Ok(version) if version < newest => findings.push(Finding::Advice(format!(
            "database: schema version {version}, this binary has {newest}; `visavi migrate` brings it there"
        ))),
        Ok(version) => findings.push(Finding::Bad(format!(
            "database: schema version {version} is newer than this binary ({newest}); use the newer one"
        ))),
        Err(error) => findings.push(Finding::Bad(format!("database: {error}"))),
    }
    db.close().await;
}

async fn check_files(config: &crate::config::Config, findings: &mut Vec<Finding>) {
    let name = match content::Place::of(config) {
        Ok(content::Place::Folder(folder)) if !folder.exists() => {
            return findings.push(Finding::Advice(format!(
                "files: {} is not there yet; the first file makes it",
                folder.display()
            )));
        }
        Ok(content::Place::Folder(folder)) => folder.display().to_string(),
        Ok(content::Place::Bucket { bucket, .. }) => format!("s3://{bucket}"),
        Err(error) => return findings.push(Finding::Bad(format!("{error:#}"))),
    };
    findings.push(match Contents::new(config).check().await {
        Ok(()) => Finding::Good(format!("files: {name} can be written and read")),
        Err(error) => Finding::Bad(format!("files: {name} {error:#}")),
    });
}
