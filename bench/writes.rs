//! What is written: an edit that nobody contests, the merge of two cards with ten thousand contacts each, and the erasure
//! of somebody with as many.

use std::time::{Duration, Instant};

use serde_json::json;
use visavi::app::App;
use visavi::author::Author;
use visavi::customers::{self, CustomerInput};
use visavi::erasures::{self, Basis, work};
use visavi::error::AppError;
use visavi::fields::definitions::Required;
use visavi::id::CustomerId;
use visavi::interactions::{self, InteractionInput};
use visavi::merges::{self, face::Choices};

use crate::Measured;

/// Edits that are measured.
const EDITS: usize = 500;
/// Merges that are measured, each with its undo.
const MERGES: usize = 50;
/// Contacts of a full card.
const CONTACTS: usize = 10_000;

fn explain(error: AppError) -> anyhow::Error {
    anyhow::anyhow!("{error:?}")
}

/// An edit as the API does it, without the way there: read, checked, stored, recorded, found, told, on the disk.
pub async fn edits(app: &App, ids: &[String]) -> anyhow::Result<Measured> {
    let (home, begun, mut micros) = (app.home, Instant::now(), Vec::with_capacity(EDITS));
    for n in 0..EDITS {
        let id = CustomerId(ids[n % ids.len()].parse()?);
        let author = Author::system(app.clock.now());
        let start = Instant::now();
        app.write(move |tx| {
            let before = customers::store::get(tx, id)?;
            let input = CustomerInput { department: Some(format!("Department {n}")), ..before.editable() };
            customers::update(tx, &author, home, id, Some(before.version), Required::Kept, &input)
        })
        .await
        .map_err(explain)?;
        micros.push(start.elapsed().as_secs_f64() * 1e6);
    }
    Ok(Measured::of("edit that nobody contests", 1, micros, begun.elapsed()))
}

/// Merging two cards of ten thousand contacts each, and undoing it.
pub async fn merges(app: &App) -> anyhow::Result<[Measured; 2]> {
    let keep = full_card(app, "kept").await?;
    let other = full_card(app, "merged").await?;
    let (mut merged, mut undone) = (Vec::with_capacity(MERGES), Vec::with_capacity(MERGES));
    for _ in 0..MERGES {
        let author = Author::system(app.clock.now());
        let begun = Instant::now();
        let merge = app
            .write(move |tx| merges::merge(tx, &author, keep, &[other], &Choices::new(), None))
            .await
            .map_err(explain)?;
        merged.push(begun.elapsed());
        let author = Author::system(app.clock.now());
        let begun = Instant::now();
        app.write(move |tx| merges::undoing::undo(tx, &author, merge.id)).await.map_err(explain)?;
        undone.push(begun.elapsed());
    }
    let line = |name: &str, spans: Vec<Duration>| {
        let whole = spans.iter().sum();
        Measured::of(name, 1, spans.iter().map(|span| span.as_secs_f64() * 1e6).collect(), whole)
    };
    Ok([line("merge, 2 x 10,000 contacts", merged), line("undo of the merge", undone)])
}

/// Somebody with ten thousand contacts. Another one each time: whoever was erased does not come back.
async fn full_card(app: &App, who: &str) -> anyhow::Result<CustomerId> {
    let (home, author) = (app.home, Author::system(app.clock.now()));
    let email = format!("{who}-{}@bench.example", author.at.micros());
    let input = json!({"name": format!("Somebody to be {who}"), "emails": [{"value": email}]});
    let input: CustomerInput = serde_json::from_value(input)?;
    let by = author.clone();
    let customer = app
        .write(move |tx| customers::create(tx, &by, home, Required::No, &input))
        .await
        .map_err(explain)?
        .id;
    for chunk in 0..CONTACTS / 500 {
        let (by, email) = (author.clone(), email.clone());
        app.write(move |tx| {
            for n in 0..500 {
                let number = chunk * 500 + n;
                // Each a second after the other, as contacts come.
                let seconds = i64::try_from(CONTACTS - number).unwrap_or(0);
                let at = by.at.plus(-seconds * 1_000_000).to_string();
                let one = json!({"ref": format!("bench-{}-{number}", customer), "channel": "email", "state": "closed", "started_at": at,
                    "from": email, "topic": "Delivery", "messages": [{"at": at, "text": format!("The machine stands still, number {number}")}]});
                let one: InteractionInput = serde_json::from_value(one).map_err(AppError::internal)?;
                interactions::receive(tx, &by, home, &one)?;
            }
            Ok(())
        })
        .await
        .map_err(explain)?;
    }
    Ok(customer)
}

/// Seconds: the transaction, and what is left on the disk afterwards.
pub async fn erasure(app: &App) -> anyhow::Result<(Duration, Duration)> {
    let customer = full_card(app, "erased").await?;
    let author = Author::system(app.clock.now());
    let begun = Instant::now();
    let request = move |tx: &mut db::Tx<'_>| erasures::request(tx, &author, customer, Basis::Request, false);
    let receipt = app.write(request).await.map_err(explain)?;
    let transaction = begun.elapsed();
    anyhow::ensure!(receipt.counts.get("interactions") == Some(&i64::try_from(CONTACTS)?), "{receipt:?}");
    let begun = Instant::now();
    work::all(app).await.map_err(explain)?;
    Ok((transaction, begun.elapsed()))
}
