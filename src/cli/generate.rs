//! `visavi generate`: bulk data for measuring.

use anyhow::ensure;
use clap::Args;

use super::Place;
use super::progress::Progress;
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
    let (mut progress, whole) = (Progress::start(), u64::from(command.customers));
    let made = generate::run(&db, order, |done| {
        let seconds = progress.seconds();
        progress
            .show(u64::try_from(done).unwrap_or(0), whole, || format!("{done} customers, {seconds:.0} s"));
    });
    let made = made.await.map_err(explain);
    progress.end();
    db.close().await;
    made?;
    super::say(format!(
        "{} customers, {} interactions, {:.1} s",
        order.customers,
        order.interactions,
        progress.seconds()
    ))
}
