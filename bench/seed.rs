//! The data of the bench: made once by `generate`, kept in the folder, and what is asked of it.

use std::time::Instant;

use visavi::app::App;
use visavi::generate::{self, Order};

/// Customers that are asked for: more than any cache of statements or pages would like.
const SAMPLES: i64 = 50_000;

/// What is asked for, in an order that no cache likes.
pub struct Samples {
    pub ids: Vec<String>,
    pub phones: Vec<String>,
    /// Three letters of a given and a family name.
    pub begun: Vec<String>,
    /// A whole name with two letters swapped.
    pub misspelt: Vec<String>,
}

/// Makes what is missing and picks what is asked for.
pub async fn prepare(app: &App, customers: usize, interactions: usize) -> anyhow::Result<Samples> {
    let begun = Instant::now();
    let order = Order { customers, interactions, seed: 1, now: app.clock.now(), home: app.home };
    let told = |done: usize| {
        if done.is_multiple_of(10_000) {
            tell(&format!("{done} of {customers} customers, {:.0} s", begun.elapsed().as_secs_f64()));
        }
    };
    generate::run(&app.db, order, told).await.map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let rows: Vec<(String, String, String)> = app
        .read(|tx| {
            Ok(tx.query(
                "SELECT c.id, i.value, c.given_name, c.family_name FROM customers c
                 JOIN identifiers i ON i.customer_id = c.id AND i.kind = 'phone' AND i.position = 0
                 WHERE c.given_name IS NOT NULL LIMIT $1",
                &db::params![SAMPLES],
                |row| {
                    let name = format!("{} {}", row.get::<String>(2)?, row.get::<String>(3)?);
                    Ok((row.get::<uuid::Uuid>(0)?.to_string(), row.get(1)?, name))
                },
            )?)
        })
        .await?;
    let count = rows.len();
    // A step that shares no factor with the count visits everything, far apart.
    let shuffled: Vec<&(String, String, String)> = (0..count).map(|n| &rows[n * 61_603 % count]).collect();
    Ok(Samples {
        ids: shuffled.iter().map(|row| row.0.clone()).collect(),
        phones: shuffled.iter().map(|row| row.1.clone()).collect(),
        begun: shuffled.iter().map(|row| words(&row.2, |word| word.chars().take(3).collect())).collect(),
        misspelt: shuffled.iter().map(|row| words(&row.2, misspell)).collect(),
    })
}

fn words(name: &str, change: impl Fn(&str) -> String) -> String {
    name.split(' ').map(change).collect::<Vec<_>>().join(" ")
}

/// Two letters in the middle change places.
fn misspell(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    if letters.len() >= 5 {
        letters.swap(middle, middle + 1);
    }
    letters.into_iter().collect()
}

#[expect(clippy::print_stderr, reason = "progress of a run by hand")]
fn tell(text: &str) {
    eprintln!("{text}");
}
