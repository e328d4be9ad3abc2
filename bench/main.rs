//! `make bench`: the ring path over HTTP beside its bounds, in one run on one machine.
//!
//! Compared are ratios within the run: a bare axum "hello" is what HTTP alone costs here, the same statements
//! straight through rusqlite are what the database alone costs.

mod client;
mod seed;
mod straight;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use visavi::app::App;
use visavi::author::Author;
use visavi::clock::Clock;
use visavi::config::{Config, Flags};
use visavi::words::Role;
use visavi::{migrations, routes, tokens};

const CUSTOMERS: usize = 100_000;
const INTERACTIONS: usize = 300_000;
/// How long each line is measured.
const SPAN: Duration = Duration::from_secs(5);

/// What a line measured.
pub struct Measured {
    pub name: String,
    pub connections: usize,
    pub per_second: f64,
    /// Microseconds.
    pub p50: f64,
    pub p99: f64,
}

impl Measured {
    pub fn of(name: &str, connections: usize, mut micros: Vec<f64>, span: Duration) -> Measured {
        micros.sort_by(f64::total_cmp);
        let at = |share: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss,
                reason = "an index"
            )]
            let index = (micros.len() as f64 * share) as usize;
            micros.get(index.min(micros.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
        };
        #[expect(clippy::cast_precision_loss, reason = "a count")]
        let per_second = micros.len() as f64 / span.as_secs_f64();
        Measured { name: name.to_owned(), connections, per_second, p50: at(0.5), p99: at(0.99) }
    }
}

fn main() -> anyhow::Result<()> {
    let folder = std::env::args().nth(1).map_or_else(|| PathBuf::from("target/bench-data"), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(run(folder))
}

async fn run(folder: PathBuf) -> anyhow::Result<()> {
    let path = folder.join("visavi.db");
    let settings =
        db::Settings { target: db::Target::Sqlite { path: path.clone() }, readers: None, pool: None };
    let db = db::Db::open(&settings).await?;
    db.migrate(migrations::ALL).await?;
    let config = <Config as confique::Config>::from_layer(<Flags as confique::Layer>::default_values())?;
    let app = App::new(db, config, Clock::System);
    let samples = Arc::new(seed::prepare(&app, CUSTOMERS, INTERACTIONS).await?);
    let author = Author::system(app.clock.now());
    let (_, token) = app.write(move |tx| tokens::create(tx, &author, "bench", Role::Agent)).await?;

    let visavi = serve(routes::service(&app)).await?;
    let hello = serve(axum::Router::new().route("/", axum::routing::get(|| async { "hello" }))).await?;
    let phones = samples.phones.clone();
    let ids = samples.ids.clone();
    let lookup =
        move |n: usize| format!("/api/v1/lookup?phone={}", phones[n % phones.len()].replace('+', "%2B"));
    let card = move |n: usize| format!("/api/v1/customers/{}/card", ids[n % ids.len()]);

    let search = |words: &[String]| {
        let paths: Vec<String> = words
            .iter()
            .map(|words| form_urlencoded::Serializer::new(String::new()).append_pair("q", words).finish())
            .map(|query| format!("/api/v1/customers?limit=10&{query}"))
            .collect();
        let paths = Arc::new(paths);
        move |n: usize| paths[n % paths.len()].clone()
    };
    let (begun, misspelt) = (search(&samples.begun), search(&samples.misspelt));

    let mut lines = Vec::new();
    for connections in [1, 16] {
        lines
            .push(client::measure("bare hello", hello, &token, connections, SPAN, |_| "/".to_owned()).await?);
        lines.push(
            client::measure("look-up over HTTP", visavi, &token, connections, SPAN, lookup.clone()).await?,
        );
        lines.push(client::measure("card over HTTP", visavi, &token, connections, SPAN, card.clone()).await?);
        lines.push(client::measure("search, begun", visavi, &token, connections, SPAN, begun.clone()).await?);
        lines.push(
            client::measure("search, misspelt", visavi, &token, connections, SPAN, misspelt.clone()).await?,
        );
    }
    let straight = samples.clone();
    lines.extend(tokio::task::spawn_blocking(move || straight::measure(&path, &straight, SPAN)).await??);
    report(&lines);
    app.hub.close();
    app.db.close().await;
    Ok(())
}

async fn serve(router: axum::Router) -> anyhow::Result<std::net::SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

#[expect(clippy::print_stdout, reason = "the table is what one runs it for")]
fn report(lines: &[Measured]) {
    let bound = |connections: usize| {
        lines
            .iter()
            .find(|line| line.name == "bare hello" && line.connections == connections)
            .map(|line| line.per_second)
    };
    println!("\n{CUSTOMERS} customers, {INTERACTIONS} interactions, SQLite, {} cores", cores());
    println!(
        "{:<28} {:>5} {:>12} {:>10} {:>10} {:>10}",
        "what", "conns", "per second", "p50 µs", "p99 µs", "of hello"
    );
    for line in lines {
        let share = match bound(line.connections) {
            Some(bound) if line.connections > 0 => format!("{:.0} %", line.per_second / bound * 100.0),
            _ => "-".to_owned(),
        };
        println!(
            "{:<28} {:>5} {:>12.0} {:>10.0} {:>10.0} {:>10}",
            line.name, line.connections, line.per_second, line.p50, line.p99, share
        );
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Times `work` again and again for `span`: microseconds of each.
pub fn timed(span: Duration, mut work: impl FnMut(usize) -> anyhow::Result<()>) -> anyhow::Result<Vec<f64>> {
    let begun = Instant::now();
    let mut micros = Vec::new();
    while begun.elapsed() < span {
        let one = Instant::now();
        work(micros.len())?;
        micros.push(one.elapsed().as_secs_f64() * 1e6);
    }
    Ok(micros)
}
