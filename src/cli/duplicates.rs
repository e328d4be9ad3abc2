//! `visavi duplicates`: who may be one and the same, in the whole base.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use db::Db;
use linkage::{Comparison, Found, Tier};

use super::Place;
use super::progress::Progress;
use super::user::explain;
use crate::clock::Clock;
use crate::customers::{many, range};
use crate::duplicates::models;
use crate::error::AppError;
use crate::id::CustomerId;

/// Writes CSV: `ref_a,ref_b,id_a,id_b,score,tier,reasons`, the most likely first. Each reason is a word and its bits of
/// evidence; below 0 it speaks against. May run beside a server.
#[derive(Args)]
pub struct Duplicates {
    #[command(flatten)]
    place: Place,
    /// File to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub async fn run(command: &Duplicates) -> anyhow::Result<()> {
    let db = super::open_whole(&command.place.config()?).await?;
    let mut out: BufWriter<Box<dyn Write>> = BufWriter::new(match &command.output {
        Some(path) => {
            Box::new(File::create(path).with_context(|| format!("cannot write {}", path.display()))?)
        }
        None => Box::new(std::io::stdout()),
    });
    let mut progress = Progress::start();
    let whole = db.read(|tx| Ok::<_, AppError>(range::count(tx)?)).await.map_err(explain)?;
    let whole = u64::try_from(whole).unwrap_or(0);
    // Reading is a fifth of the work.
    let told = |count: usize| {
        let count = u64::try_from(count).unwrap_or(0);
        progress.show(count, whole.saturating_mul(5), || format!("{count} customers read"));
    };
    let (ids, base) = models::base(&db, told).await.map_err(explain)?;
    let mut shown = progress;
    let told = move |part: f32| {
        let percent = (part.clamp(0.0, 1.0) * 80.0) as u64 + 20;
        let seconds = shown.seconds();
        shown.show(percent, 100, || format!("comparing, {seconds:.0} s"));
        if part >= 1.0 {
            shown.end();
        }
    };
    let started = std::time::Instant::now();
    let mut found = models::dedupe(base, models::threads(), told).await.map_err(explain)?;
    let seconds = started.elapsed().as_secs_f64();
    models::learn(&db, &found.model, Clock::System.now()).await.map_err(explain)?;
    found.pairs.sort_by(|one, other| {
        other
            .comparison
            .weight
            .total_cmp(&one.comparison.weight)
            .then((one.a, one.b).cmp(&(other.a, other.b)))
    });
    write(&db, &ids, &found, &mut out).await?;
    out.flush().context("cannot write")?;
    let counts = found.counts;
    // Standard output may be the file itself.
    let _ = writeln!(
        std::io::stderr(),
        "customers {}, compared {}, certain {}, likely {}, {seconds:.1} s",
        counts.records,
        counts.compared,
        counts.certain,
        counts.likely,
    );
    db.close().await;
    Ok(())
}

/// Pairs of one look for refs.
const CHUNK: usize = 5_000;

async fn write(db: &Db, ids: &[CustomerId], found: &Found, out: &mut impl Write) -> anyhow::Result<()> {
    let head = exchange::csv_line(&["ref_a", "ref_b", "id_a", "id_b", "score", "tier", "reasons"]);
    out.write_all(head.as_bytes()).context("cannot write")?;
    let id = |place: u32| usize::try_from(place).ok().and_then(|place| ids.get(place).copied());
    for part in found.pairs.chunks(CHUNK) {
        let both = part.iter().filter_map(|pair| Some((id(pair.a)?, id(pair.b)?, &pair.comparison)));
        let both: Vec<_> = both.collect();
        let asked: Vec<CustomerId> = both.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
        let refs: HashMap<CustomerId, String> =
            db.read(move |tx| Ok::<_, AppError>(many::refs(tx, &asked)?)).await.map_err(explain)?;
        let of = |id: &CustomerId| refs.get(id).map(String::as_str).unwrap_or_default();
        for (a, b, comparison) in &both {
            let (tier, reasons) = (tier(comparison), reasons(comparison));
            let score = format!("{:.6}", comparison.score);
            let (id_a, id_b) = (a.to_string(), b.to_string());
            let line = exchange::csv_line(&[of(a), of(b), &id_a, &id_b, &score, tier, &reasons]);
            out.write_all(line.as_bytes()).context("cannot write")?;
        }
    }
    Ok(())
}

fn tier(comparison: &Comparison) -> &'static str {
    match comparison.tier {
        Some(Tier::Certain) => "certain",
        _ => "likely",
    }
}

/// `phone_equal +12.1; birth_date_differs -3.0`: words and numbers, no values of anybody.
fn reasons(comparison: &Comparison) -> String {
    let one = |reason: &linkage::Reason| format!("{} {:+.1}", reason.code.word(), reason.weight);
    comparison.reasons.iter().map(one).collect::<Vec<_>>().join("; ")
}
