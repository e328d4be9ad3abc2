//! `visavi serve`: the server, from its first log line to its graceful stop.

use std::io::IsTerminal;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::http::watching::METRICS;
use crate::{agents, jobs, routes, sessions};

/// How long running requests may take after the signal to stop.
const DRAIN: Duration = Duration::from_secs(10);

pub async fn run(config: &Config) -> anyhow::Result<()> {
    start_log(config, "warn,visavi=info");
    std::sync::LazyLock::force(&METRICS);
    let db = super::open_migrated(config).await?;
    let app = App::new(db, config.clone(), Clock::System);
    let listener = listen(config).await?;
    let address = address(config, &listener)?;
    super::say(format!("Visavi listens on {address}"))?;
    if let Some(path) = first_administrator(&app).await? {
        super::say(format!(
            "Nobody can log in yet. Make the first administrator here, once:\n  {address}{path}"
        ))?;
    }
    let service = routes::service(&app);
    serve(app, listener, service).await
}

/// `usual` is what is logged unless `RUST_LOG` says otherwise.
pub fn start_log(config: &Config, usual: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let colours = std::io::stderr().is_terminal();
    let log =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours);
    let _ = if config.log_format == "json" { log.json().try_init() } else { log.compact().try_init() };
}

pub async fn listen(config: &Config) -> anyhow::Result<TcpListener> {
    TcpListener::bind(config.listen).await.with_context(|| format!("cannot listen on {}", config.listen))
}

/// What people type to reach it.
pub fn address(config: &Config, listener: &TcpListener) -> anyhow::Result<String> {
    match &config.public_url {
        Some(url) => Ok(url.trim_end_matches('/').to_owned()),
        None => Ok(format!("http://{}", listener.local_addr()?)),
    }
}

/// A one-time address when there is nobody who could log in.
async fn first_administrator(app: &App) -> anyhow::Result<Option<String>> {
    let now = app.clock.now();
    let secret = app
        .write(move |tx| {
            if agents::store::count(tx)? > 0 {
                return Ok(None);
            }
            Ok(Some(sessions::invite(tx, None, now)?))
        })
        .await?;
    Ok(secret.map(|secret| format!("/invitations/{secret}")))
}

/// Serves until SIGTERM or Ctrl+C; then answers what has begun, ends the streams and closes the database.
pub async fn serve(app: App, listener: TcpListener, service: Router) -> anyhow::Result<()> {
    let jobs = jobs::start(&app);
    let hub = app.hub.clone();
    let (stopping, mut stopped) = tokio::sync::watch::channel(false);
    let stop = async move {
        signal().await;
        tracing::info!("stopping");
        stopping.send_replace(true);
        hub.close();
    };
    let service = service.into_make_service_with_connect_info::<std::net::SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(stop);
    tokio::select! {
        served = server => served.context("the server failed")?,
        () = async {
            let _ = stopped.wait_for(|stopped| *stopped).await;
            tokio::time::sleep(DRAIN).await;
        } => tracing::warn!("some requests were still running"),
    }
    drop(jobs);
    if tokio::time::timeout(DRAIN, app.accesses.flush()).await.is_err() {
        tracing::error!("the end of the access log could not be written");
    }
    app.db.close().await;
    Ok(())
}

async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        },
        Err(_) => drop(interrupt.await),
    }
}
