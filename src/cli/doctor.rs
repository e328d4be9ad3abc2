//! `visavi doctor`: checks an installation and says what to mend.

use super::Place;
use crate::config::Config;
use crate::health::checks::{self, Finding, Level};

pub async fn run(place: &Place) -> anyhow::Result<()> {
    let mut findings = match place.config() {
        Err(error) => vec![checks::failed("health-configuration", format!("{error:#}"))],
        Ok(config) => {
            let mut findings = checks::configuration(&config);
            findings.push(database(&config).await);
            findings.push(checks::files(&config).await);
            findings.extend(checks::room(&config, &super::english()));
            findings.extend(checks::key(&config, false));
            findings
        }
    };
    findings.push(checks::web_page());
    let locale = super::english();
    for finding in &findings {
        let level = match finding.level {
            Level::Good => "ok    ",
            Level::Advice => "advice",
            Level::Bad => "BAD   ",
        };
        let subject = locale.t(finding.subject).to_lowercase();
        super::say(format!("{level}  {subject}: {}", finding.in_words(&locale)))?;
    }
    let bad = findings.iter().filter(|finding| finding.level == Level::Bad).count();
    anyhow::ensure!(bad == 0, "{bad} to mend");
    Ok(())
}

async fn database(config: &Config) -> Finding {
    // A doctor looks and does not treat: a database that is not there yet is not made.
    if let Ok(db::Target::Sqlite { path }) = config.target()
        && !path.exists()
    {
        return checks::no_database(&path);
    }
    let db = match super::open(config).await {
        Ok(db) => db,
        Err(error) => return checks::failed("health-database", format!("{error:#}")),
    };
    let finding = checks::database(&db).await;
    db.close().await;
    finding
}
