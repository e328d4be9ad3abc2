//! How many transactions a second, on a new SQLite file or an empty PostgreSQL database:
//! `cargo run --release -p db --example throughput -- TARGET`

use std::time::{Duration, Instant};

use db::{Db, DbError, Settings, Stmt, Target, params};

const SECONDS: u64 = 5;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let target = Target::parse(&std::env::args().nth(1).ok_or("name a database")?)?;
    let db = Db::open(&Settings::new(target)).await?;
    db.write(|tx| {
        tx.exec(
            "CREATE TABLE event (id BIGINT PRIMARY KEY, customer BIGINT NOT NULL, body TEXT NOT NULL)",
            &[],
        )
    })
    .await?;
    db.write(|tx| tx.exec("CREATE INDEX event_customer ON event (customer)", &[])).await?;

    for clients in [1, 8, 64] {
        let (count, slow) = measure(clients, |client, round| {
            let db = db.clone();
            async move {
                let id = (clients * 1000 + client) * 10_000_000 + round;
                let params = params![id, id % 10_000, "The customer has called about a delivery."];
                db.write(move |tx| tx.exec("INSERT INTO event VALUES ($1, $2, $3)", &params)).await
            }
        })
        .await?;
        eprintln!("{clients:>3} clients: {count:>7} writes/s, p99 {slow:?}");
    }
    for clients in [1, 8, 64] {
        let (count, slow) = measure(clients, |client, round| {
            let db = db.clone();
            async move {
                let customer = (client * 7919 + round * 31) % 10_000;
                db.read(move |tx| {
                    let mut bodies = Vec::new();
                    let first = "SELECT body FROM event WHERE customer = $1 LIMIT 20";
                    tx.batch(&mut [Stmt::new(first, params![customer], |row| {
                        bodies.push(row.get::<String>(0)?);
                        Ok(())
                    })])?;
                    let count = "SELECT count(*) FROM event WHERE customer = $1";
                    let mut batch: Vec<_> =
                        (0..11).map(|_| Stmt::new(count, params![customer], |_| Ok(()))).collect();
                    tx.batch(&mut batch)?;
                    drop(batch);
                    Ok::<_, DbError>(bodies.len())
                })
                .await
            }
        })
        .await?;
        eprintln!("{clients:>3} clients: {count:>7} reads/s of 12 statements and 20 rows, p99 {slow:?}");
    }
    db.close().await;
    Ok(())
}

/// Calls a second, and the time that 99 of 100 calls keep.
async fn measure<T, F>(clients: i64, call: impl Fn(i64, i64) -> F) -> Result<(usize, Duration), DbError>
where
    F: Future<Output = Result<T, DbError>> + Send + 'static,
    T: Send,
{
    let end = Instant::now() + Duration::from_secs(SECONDS);
    let mut times = Vec::new();
    let work = (0..clients).map(async |client| {
        let mut times = Vec::new();
        for round in 0.. {
            let since = Instant::now();
            if since >= end {
                break;
            }
            call(client, round).await?;
            times.push(since.elapsed());
        }
        Ok::<_, DbError>(times)
    });
    for result in futures_util::future::join_all(work).await {
        times.extend(result?);
    }
    times.sort_unstable();
    let slow = times.get(times.len() * 99 / 100).copied().unwrap_or_default();
    Ok((times.len() / SECONDS as usize, slow))
}
