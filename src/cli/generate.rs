//! `visavi generate`: bulk data for measuring.

use std::io::{IsTerminal, Write};
use std::time::Instant;

use anyhow::ensure;
use clap::Args;

use super::Place;
use super::user::explain;
use crate::clock::Clock;
use crate::customers;
use crate::error::AppError;
use crate::generate::{self, Order};

#[derive(Args)]
pub struct Generate {
    #[command(flatten)]
    place: Place,
    /// How many customers there shall be
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32))]
    customers: u32,
    /// How many interactions these shall have had, altogether
    #[arg(long, value_name = "M", default_value_t = 0)]
    interactions: u32,
    /// The same seed makes the same customers
    #[arg(long, default_value_t = 1)]
    seed: u32,
}

pub async fn run(command: &Generate) -> anyhow::Result<()> {
    let config = command.place.config()?;
    let db = super::open_migrated(&config).await?;
    let order = Order {
        customers: usize::try_from(command.customers)?,
        interactions: usize::try_from(command.interactions)?,
        seed: u64::from(command.seed),
        now: Clock::System.now(),
        home: config.country(),
    };
    let begun = generate::is_begun(&db, order).await.map_err(explain)?;
    let empty = db.read(|tx| Ok::<_, AppError>(customers::store::is_empty(tx)?)).await.map_err(explain)?;
    ensure!(
        begun || empty,
        "there are customers in this database already: generate into an empty one (--data or --database)"
    );
    let (since, terminal) = (Instant::now(), std::io::stderr().is_terminal());
    let made = generate::run(&db, order, |done| {
        if terminal {
            let percent = done * 100 / order.customers.max(1);
            let _ = write!(
                std::io::stderr(),
                "\r{percent:>3} %  {done} customers, {:.0} s ",
                since.elapsed().as_secs_f64()
            );
        }
    });
    let made = made.await.map_err(explain);
    if terminal {
        let _ = writeln!(std::io::stderr());
    }
    db.close().await;
    made?;
    super::say(format!(
        "{} customers, {} interactions, {:.1} s",
        order.customers,
        order.interactions,
        since.elapsed().as_secs_f64()
    ))
}
