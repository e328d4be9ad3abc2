//! `visavi demo`: a fictional contact centre with live traffic, in a data folder of its own.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use clap::Args;

use super::{Place, serve};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, Flags};
use crate::demo::seed::{self, Holding};
use crate::demo::staff::{ORGANISATION, PASSWORD, STAFF};
use crate::demo::{Fiction, telephone, traffic};
use crate::http::watching::METRICS;
use crate::routes;

/// Where the demo lives unless told otherwise: never in the folder of a real installation.
const FOLDER: &str = "demo-data";

#[derive(Args, Clone, Debug)]
pub struct Demo {
    #[command(flatten)]
    place: Place,
    /// No live traffic: only what you ring yourself
    #[arg(long)]
    quiet: bool,
}

pub async fn run(demo: &Demo) -> anyhow::Result<()> {
    let config = demo.config()?;
    // The traffic makes requests all the time, and the terminal holds the addresses and log-ins.
    serve::start_log(&config, "warn");
    std::sync::LazyLock::force(&METRICS);
    let db = super::open_migrated(&config).await?;
    let app = App::new(db, config.clone(), Clock::System);
    // Before the work of filling: an address that is taken is better said at once.
    let listener = serve::listen(&config).await?;
    let fiction = Arc::new(fill(&app).await?);

    let traffic_token = seed::token(&app, "Demo traffic").await.map_err(super::user::explain)?;
    let telephone_token = seed::token(&app, "Demo telephone").await.map_err(super::user::explain)?;
    seed::hang_up(&app).await.map_err(super::user::explain)?;
    let address = serve::address(&config, &listener)?;
    super::say(welcome(&address))?;

    let line = traffic::Line::new(listener.local_addr()?, &traffic_token)?;
    let begun = app.clock.now();
    let playing = (!demo.quiet).then(|| tokio::spawn(traffic::run(line, fiction, begun)));
    let service = routes::service(&app).merge(telephone::router(&app, &telephone_token));
    let served = serve::serve(app, listener, service).await;
    if let Some(playing) = playing {
        playing.abort();
    }
    served
}

impl Demo {
    fn config(&self) -> anyhow::Result<Config> {
        let mut config = self.place.config()?;
        let usual = <Config as confique::Config>::from_layer(<Flags as confique::Layer>::default_values())?;
        if self.place.data.is_none() && config.data == usual.data {
            config.data = PathBuf::from(FOLDER);
        }
        if config.organisation == usual.organisation {
            ORGANISATION.clone_into(&mut config.organisation);
        }
        Ok(config)
    }
}

/// Fills an empty database, goes on with one that was being filled, and leaves every other one alone.
async fn fill(app: &App) -> anyhow::Result<Fiction> {
    let begun = match seed::holding(app).await.map_err(super::user::explain)? {
        Holding::Nothing => app.clock.now(),
        Holding::Demo(begun) => begun,
        Holding::Other => anyhow::bail!(
            "this database holds something other than a demo, which would be mixed up with it; \
             choose another with --data or --database"
        ),
    };
    let fiction = Fiction::at(begun);
    let mut progress = Progress::default();
    let filled = seed::fill(app, &fiction, begun, |percent| progress.tell(percent)).await;
    progress.end();
    filled.map_err(super::user::explain).context("cannot fill the database")?;
    Ok(fiction)
}

/// One line that counts up, on a terminal only.
#[derive(Default)]
struct Progress {
    told: bool,
}

impl Progress {
    fn tell(&mut self, percent: usize) {
        let mut out = std::io::stderr().lock();
        let terminal = out.is_terminal();
        if terminal || !self.told {
            let end = if terminal { "" } else { "\n" };
            let start = if terminal { "\r" } else { "" };
            let count = if terminal { format!(" {percent:3} %") } else { String::new() };
            let _ = write!(out, "{start}Making 2,000 customers and their two years of history …{count}{end}");
            let _ = out.flush();
        }
        self.told = true;
    }

    fn end(&self) {
        let mut out = std::io::stderr().lock();
        if self.told && out.is_terminal() {
            let _ = writeln!(out);
        }
    }
}

/// What a newcomer needs to know.
fn welcome(address: &str) -> String {
    let mut lines = vec![
        format!("{ORGANISATION}, a demo: everybody and every number in it is made up."),
        String::new(),
        format!("  The card       {address}"),
        format!("  The telephone  {address}{}", telephone::PATH),
        String::new(),
        format!("  Log in as (the password of everybody is {PASSWORD}, unless you changed it)"),
    ];
    for colleague in &STAFF {
        if let Some(language) = colleague.language {
            lines.push(format!(
                "    {:6} {:17} {:14} {}",
                colleague.login,
                colleague.name,
                colleague.role.as_str(),
                language.own_name()
            ));
        }
    }
    lines.push(String::new());
    lines.push("  Ctrl+C stops it; the next start goes on with the same data.".to_owned());
    lines.join("\n")
}
