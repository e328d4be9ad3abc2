//! `make bench`: the ring path over HTTP, and files, beside their bounds, in one run on one machine.
//!
//! Compared are ratios within the run: a bare axum "hello" is what HTTP alone costs here, the same statements
//! straight through rusqlite are what the database alone costs.

mod client;
mod files;
mod ingest;
mod seed;
mod straight;
mod writes;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use seed::tell;
use tokio::net::TcpListener;
use visavi::app::App;
use visavi::author::Author;
use visavi::clock::Clock;
use visavi::config::{Config, Flags};
use visavi::words::Role;
use visavi::{customers, migrations, routes, secret_key, tokens};

/// Gives the address of the request with a number.
type Path = Arc<dyn Fn(usize) -> String + Send + Sync>;

const HELLO: &str = "bare hello";
const CUSTOMERS: usize = 100_000;
/// For each customer, where the command does not say how many.
const INTERACTIONS: usize = 3;
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
    let mut args = std::env::args().skip(1);
    let folder = args.next().map_or_else(|| PathBuf::from("target/bench-data"), PathBuf::from);
    let customers = args.next().map_or(Ok(CUSTOMERS), |count| count.parse())?;
    let interactions = args.next().map_or(Ok(INTERACTIONS * customers), |count| count.parse())?;
    std::fs::create_dir_all(&folder)?;
    let bench = Bench { folder, customers, interactions, only: args.next() };
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(bench.run())
}

/// What is measured, and where.
struct Bench {
    folder: PathBuf,
    customers: usize,
    interactions: usize,
    /// Only lines whose name contains this; of files, those that begin so.
    only: Option<String>,
}

impl Bench {
    async fn run(self) -> anyhow::Result<()> {
        let path = self.folder.join("visavi.db");
        let settings = db::Settings::new(db::Target::Sqlite { path: path.clone() });
        let db = db::Db::open(&settings).await?;
        db.migrate(migrations::ALL).await?;
        let flags = Flags { data: Some(self.folder.clone()), ..<Flags as confique::Layer>::default_values() };
        let config = <Config as confique::Config>::from_layer(flags)?;
        secret_key::open(&config, &db, Clock::System.now()).await?;
        let app = App::new(db, config, Clock::System);
        let samples = Arc::new(seed::prepare(&app, self.customers, self.interactions).await?);
        let begun = Instant::now();
        let mut renewed = 0;
        customers::finding::renew_index(&app.db, customers::finding::CHUNK, |more| renewed += more)
            .await
            .map_err(|error| anyhow::anyhow!("{error:?}"))?;
        if renewed > 0 {
            tell(&format!(
                "index of {renewed} customers made anew in {:.1} s",
                begun.elapsed().as_secs_f64()
            ));
        }
        let author = Author::system(app.clock.now());
        let (_, token) = app.write(move |tx| tokens::create(tx, &author, "bench", Role::Agent)).await?;

        let visavi = serve(routes::service(&app)).await?;
        let hello = serve(axum::Router::new().route("/", axum::routing::get(|| async { "hello" }))).await?;
        let phones = samples.phones.clone();
        let ids = samples.ids.clone();
        let lookup =
            move |n: usize| format!("/api/v1/lookup?phone={}", phones[n % phones.len()].replace('+', "%2B"));
        let phones = samples.phones.clone();
        let ivr =
            move |n: usize| format!("/api/v1/ivr?phone={}", phones[n % phones.len()].replace('+', "%2B"));
        let card = move |n: usize| format!("/api/v1/customers/{}/card", ids[n % ids.len()]);

        let ids = samples.ids.clone();
        let duplicates = move |n: usize| format!("/api/v1/customers/{}/duplicates", ids[n % ids.len()]);

        let search = |words: &[String]| {
            let paths: Vec<String> = words
                .iter()
                .map(|words| form_urlencoded::Serializer::new(String::new()).append_pair("q", words).finish())
                .map(|query| format!("/api/v1/customers?limit=10&{query}"))
                .collect();
            let paths = Arc::new(paths);
            move |n: usize| paths[n % paths.len()].clone()
        };

        let mut lines = Vec::new();
        for connections in [1, 16] {
            let mut measure = async |name: &str, address, path: Path| {
                let only =
                    self.only.as_ref().is_none_or(|only| name.contains(only.as_str()) || name == HELLO);
                if only {
                    lines.push(client::measure(name, address, &token, connections, SPAN, path).await?);
                }
                anyhow::Ok(())
            };
            measure(HELLO, hello, Arc::new(|_| "/".to_owned())).await?;
            measure("look-up over HTTP", visavi, Arc::new(lookup.clone())).await?;
            measure("voice menu over HTTP", visavi, Arc::new(ivr.clone())).await?;
            measure("card over HTTP", visavi, Arc::new(card.clone())).await?;
            measure("duplicates over HTTP", visavi, Arc::new(duplicates.clone())).await?;
            for (name, words) in &samples.searches {
                measure(name, visavi, Arc::new(search(words))).await?;
            }
        }
        let wanted = |name: &str| self.only.as_ref().is_none_or(|only| name.starts_with(only.as_str()));
        if wanted("edit") {
            lines.push(writes::edits(&app, &samples.ids).await?);
        }
        if wanted("merge") {
            lines.extend(writes::merges(&app).await?);
        }
        if wanted("ingest") {
            lines.extend(ingest::events(visavi, &token, SPAN).await?);
        }
        if wanted("visible") {
            lines.push(ingest::visible(visavi, &token).await?);
        }
        if wanted("long history") {
            lines.extend(ingest::long_history(&app, visavi, &token, SPAN).await?);
        }
        let (database, straight) = (path.clone(), samples.clone());
        if self.only.is_none() {
            let alone = tokio::task::spawn_blocking(move || straight::measure(&path, &straight, SPAN));
            lines.extend(alone.await??);
        }
        report(&format!("{} customers, {} interactions", self.customers, self.interactions), &lines);
        let mut done = Vec::new();
        if wanted("export") {
            done.extend(files::export(&app.db, app.home).await?);
        }
        if wanted("erasure") {
            let (transaction, rest) = writes::erasure(&app).await?;
            tell(&format!(
                "erasure of 10,000 contacts: {:.2} s, and {:.2} s for what is left on the disk",
                transaction.as_secs_f64(),
                rest.as_secs_f64()
            ));
        }
        app.hub.close();
        app.db.close().await;
        if wanted("import") {
            done.extend(files::import(&database, &self.folder, app.home, &samples).await?);
        }
        report_files(&done);
        Ok(())
    }
}

async fn serve(router: axum::Router) -> anyhow::Result<std::net::SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

#[expect(clippy::print_stdout, reason = "the table is what one runs it for")]
fn report(data: &str, lines: &[Measured]) {
    let bound = |connections: usize| {
        lines
            .iter()
            .find(|line| line.name == HELLO && line.connections == connections)
            .map(|line| line.per_second)
    };
    println!("\n{data}, SQLite, {} cores", cores());
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

#[expect(clippy::print_stdout, reason = "the table is what one runs it for")]
fn report_files(done: &[files::Done]) {
    if done.is_empty() {
        return;
    }
    println!("\n{:<28} {:>10} {:>10} {:>12} {:>10}", "what", "rows", "seconds", "per second", "memory MB");
    for line in done {
        #[expect(clippy::cast_precision_loss, reason = "a count")]
        let per_second = line.rows as f64 / line.took.as_secs_f64();
        println!(
            "{:<28} {:>10} {:>10.1} {:>12.0} {:>10}",
            line.name,
            line.rows,
            line.took.as_secs_f64(),
            per_second,
            line.memory / 1_000_000
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
