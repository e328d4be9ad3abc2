//! What is written: an edit that nobody contests, and the erasure of somebody with ten thousand contacts.

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

use crate::Measured;

/// Edits that are measured.
const EDITS: usize = 500;
/// Contacts of the one who is erased.
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

/// Seconds: the transaction, and what is left on the disk afterwards.
pub async fn erasure(app: &App) -> anyhow::Result<(Duration, Duration)> {
    let (home, author) = (app.home, Author::system(app.clock.now()));
    // Another one each time: whoever was erased does not come back.
    let email = format!("erased-{}@bench.example", author.at.micros());
    let input = json!({"name": "Somebody to be erased", "emails": [{"value": email}]});
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
