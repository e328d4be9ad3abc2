//! Measures the search in what was written: `cargo run --release --example bench-messages`.
//!
//! One customer has a quarter of all messages, the others share the rest. Words are as frequent as in a language: a
//! few in every second message, most in hardly any. With `VISAVI_BENCH_DATABASE` on that (empty) PostgreSQL.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use db::{Db, Settings, Target};
use serde_json::json;
use visavi::author::Author;
use visavi::clock::Time;
use visavi::config::{Config, Flags};
use visavi::fields::definitions::Required;
use visavi::history::{self, Scope};
use visavi::http::paging::Page;
use visavi::id::CustomerId;
use visavi::interactions::{self, InteractionInput};
use visavi::texts::finding::{self, Filter};
use visavi::texts::index;
use visavi::{customers, migrations};

/// Messages of an interaction, and words of a message.
const EACH: usize = 4;
const WORDS: usize = 40;
const CHUNK: usize = 500;
const OTHERS: usize = 1_000;
const RUNS: usize = 20;

fn tell(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// The nth most frequent word.
fn word(n: usize) -> String {
    let parts = ["ka", "mo", "ri", "te", "lu", "sa", "ne", "vo", "di", "pe", "ju", "fa"];
    let mut word = String::new();
    let mut rest = n + parts.len();
    while rest > 0 {
        word.push_str(parts[rest % parts.len()]);
        rest /= parts.len();
    }
    word
}

fn message(random: &mut fastrand::Rng) -> String {
    let mut text = String::new();
    for _ in 0..WORDS {
        // Zipf: the nth word is 1/n as frequent as the first.
        let _ = write!(text, "{} ", word((50_000_f64.powf(random.f64())) as usize));
    }
    text
}

fn contact(random: &mut fastrand::Rng, n: usize, whose: usize) -> InteractionInput {
    let at = Time::from_micros(1_700_000_000_000_000 + i64::try_from(n).unwrap_or(0) * 60 * Time::SECOND);
    let messages: Vec<_> = (0..EACH)
        .map(
            |m| json!({"text": message(random), "at": at.plus(i64::try_from(m).unwrap_or(0) * Time::SECOND)}),
        )
        .collect();
    let one = json!({"channel": "email", "state": "closed", "from": format!("c{whose}@bench.example"), "started_at": at, "messages": messages});
    serde_json::from_value(one).unwrap_or_default()
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let messages: usize = std::env::args().nth(1).map_or(Ok(200_000), |text| text.parse())?;
    let folder = std::env::temp_dir().join("visavi-bench-messages");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let target = match std::env::var("VISAVI_BENCH_DATABASE") {
        Ok(url) => Target::parse(&url).map_err(anyhow::Error::msg)?,
        Err(_) => Target::Sqlite { path: folder.join("visavi.db") },
    };
    let db = Db::open(&Settings::new(target)).await?;
    db.migrate(migrations::ALL).await?;
    let flags = Flags { data: Some(folder.clone()), ..<Flags as confique::Layer>::default_values() };
    let config = <Config as confique::Config>::from_layer(flags)?;
    visavi::secret_key::open(&config, &db, Time::from_micros(1_800_000_000_000_000)).await?;
    let home: telephone::Country = "SE".parse().map_err(|_| anyhow::anyhow!("no such country"))?;
    let author = Author::system(Time::from_micros(1_800_000_000_000_000));
    let known = author.clone();
    let ids: Vec<CustomerId> = db
        .write(move |tx| {
            (0..=OTHERS)
                .map(|n| {
                    let one = json!({"name": format!("Kund {n}"), "emails": [{"value": format!("c{n}@bench.example")}]});
                    let input = serde_json::from_value(one).unwrap_or_default();
                    Ok::<_, visavi::error::AppError>(customers::create(tx, &known, home, Required::No, &input)?.id)
                })
                .collect()
        })
        .await?;
    let mut random = fastrand::Rng::with_seed(1);
    let begun = Instant::now();
    for from in (0..messages / EACH).step_by(CHUNK) {
        let contacts: Vec<InteractionInput> = (from..(from + CHUNK).min(messages / EACH))
            .map(|n| contact(&mut random, n, if n % 4 == 0 { 0 } else { 1 + n % OTHERS }))
            .collect();
        let author = author.clone();
        db.write(move |tx| {
            for one in &contacts {
                interactions::receive(tx, &author, home, one)?;
            }
            Ok::<_, visavi::error::AppError>(())
        })
        .await?;
    }
    let took = begun.elapsed();
    tell(format!(
        "received {messages} messages in {took:.1?}, {:.0} µs each",
        took.as_micros() as f64 / messages as f64
    ));
    db.write(|tx| index::INDEX.set(tx, 0, None)).await?;
    let begun = Instant::now();
    index::renew(&db, |_| ()).await?;
    let took = begun.elapsed();
    tell(format!(
        "made the index anew in {took:.1?}, {:.0} µs a message",
        took.as_micros() as f64 / messages as f64
    ));
    let common = format!("{} {}", word(1), word(2));
    for (name, words) in [
        ("a word in every third message", word(1)),
        ("a word in one of 1,000", word(2_000)),
        ("a word of nobody", "zzzz".to_owned()),
        ("two frequent words", common.clone()),
        ("two frequent words as a phrase", format!("\"{common}\"")),
        ("a beginning of two letters", "sa".to_owned()),
        ("a frequent and a rare word", format!("{} {}", word(1), word(2_000))),
        ("a rare word, without a frequent one", format!("{} -{}", word(2_000), word(1))),
    ] {
        let mut line = format!("{name:38}");
        for (place, whose) in [("all", None), ("50 k", Some(ids[0])), ("small", Some(ids[1]))] {
            let mut times: Vec<Duration> = Vec::new();
            let mut count = 0;
            for _ in 0..RUNS {
                let asked = words.clone();
                let begun = Instant::now();
                count = db
                    .read(move |tx| match whose {
                        None => Ok::<_, db::DbError>(
                            finding::everywhere(
                                tx,
                                &Filter { words: asked, ..Filter::default() },
                                &Page::first(50),
                            )?
                            .items
                            .len(),
                        ),
                        Some(customer) => {
                            let filter = history::Filter {
                                customer,
                                scope: Scope::Own,
                                only: history::Only::default(),
                                words: Some(asked),
                            };
                            Ok(history::list(tx, &filter, &Page::first(50))?.items.len())
                        }
                    })
                    .await?;
                times.push(begun.elapsed());
            }
            times.sort();
            let _ = write!(
                line,
                " {place}: {:>6.1} ms / {:>6.1} ms ({count})",
                times[RUNS / 2].as_secs_f64() * 1e3,
                times[RUNS - 2].as_secs_f64() * 1e3
            );
        }
        tell(line);
    }
    db.close().await;
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
