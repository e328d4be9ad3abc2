//! How the installation is, for administrators.

use axum::extract::State;
use db::Dialect;
use maud::Markup;

use super::checks::{self, Finding, Level};
use super::{store, view};
use crate::agents::pages::frame;
use crate::app::App;
use crate::clock::Time;
use crate::error::AppResult;
use crate::http::Visitor;
use crate::jobs::Run;
use crate::{agents, events, second_factor};

/// What the page shows.
pub struct Health {
    pub findings: Vec<Finding>,
    pub is_postgres: bool,
    pub size: i64,
    pub customers: i64,
    pub interactions: i64,
    /// Since when the oldest event waits that no stream was given yet.
    pub waiting_since: Option<Time>,
    pub jobs: Vec<Run>,
}

pub async fn show(State(app): State<App>, visitor: Visitor) -> AppResult<Markup> {
    let reached = app.hub.reached();
    let (size, (customers, interactions), waiting_since, administrators, sealed) = app
        .read(move |tx| {
            let waiting = match reached {
                Some(reached) => events::store::first_after(tx, reached)?,
                None => None,
            };
            let administrators = agents::store::count_administrators(tx)?;
            let sealed = second_factor::store::count(tx)?;
            Ok((store::size(tx)?, store::counts(tx)?, waiting, administrators, sealed))
        })
        .await?;
    let (config, locale) = (&app.config, &visitor.locale);
    let mut findings = checks::configuration(config);
    findings.extend([checks::database(&app.db).await, checks::files(config).await, checks::web_page()]);
    findings.extend(checks::room(config, locale));
    findings.extend(checks::key(config, sealed > 0));
    if administrators == 1 {
        findings.push(Finding::new(Level::Advice, "people-title", "health-one-administrator"));
    }
    let health = Health {
        findings,
        is_postgres: app.db.dialect() == Dialect::Postgres,
        size,
        customers,
        interactions,
        waiting_since,
        jobs: app.jobs.runs(),
    };
    let title = locale.t("health-title");
    Ok(frame(&app, &visitor, "/administration/health", &title, view::health(locale, &health)).await)
}
