//! What comparisons are weighed by: learnt from the organisation's own customers, kept in the database, and in memory
//! of every server.

use std::num::NonZero;
use std::sync::{Arc, PoisonError, RwLock};

use db::{Db, Tx};
use linkage::{Features, Found, Model};
use uuid::Uuid;

use super::store;
use crate::app::App;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::id::CustomerId;

/// Another number learns anew: what the engine makes of the same base has changed.
const RULES: i64 = 2;
/// With fewer customers there is nothing to learn yet that the priors do not say better.
const LEAST: i64 = 200;
/// Customers of one read.
const CHUNK: i64 = 20_000;

/// The model of this server, and when it was learnt; the priors alone until then.
#[derive(Default)]
pub struct Models(RwLock<(Option<Time>, Arc<Model>)>);

impl Models {
    pub fn now(&self) -> Arc<Model> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).1.clone()
    }

    fn at(&self) -> Option<Time> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).0
    }

    fn set(&self, at: Time, model: Model) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = (Some(at), Arc::new(model));
    }
}

/// Whether the base has grown so much that there is more to learn from it.
pub fn is_outgrown(tx: &mut Tx<'_>) -> AppResult<bool> {
    let (count, state) = (store::count(tx)?, store::model_state(tx, RULES)?);
    let learnt = state.map_or(0, |(_, records)| records);
    Ok(count >= LEAST && count.saturating_mul(2) > learnt.saturating_mul(3))
}

/// Takes over what was learnt, here or by another server.
pub async fn follow(app: &App) -> AppResult<()> {
    let stored = app.read(|tx| Ok(store::model_state(tx, RULES)?)).await?;
    if let Some((at, _)) = stored.filter(|(at, _)| app.linkage.at() != Some(*at)) {
        let text = app.read(|tx| Ok(store::model(tx)?)).await?;
        app.linkage.set(at, serde_json::from_str(&text).map_err(AppError::internal)?);
    }
    Ok(())
}

/// Keeps a model for all servers.
pub async fn learn(db: &Db, model: &Model, at: Time) -> AppResult<()> {
    let records = i64::from(model.records());
    if records < LEAST {
        return Ok(());
    }
    let text = serde_json::to_string(model).map_err(AppError::internal)?;
    db.write(move |tx| Ok(store::put_model(tx, RULES, records, &text, at)?)).await
}

/// All customers, each with what is compared of them, in the order of their ids. `told` hears how many there are so far.
pub async fn base(db: &Db, mut told: impl FnMut(usize)) -> AppResult<(Vec<CustomerId>, Vec<Features>)> {
    let (mut ids, mut all, mut after) = (Vec::new(), Vec::new(), Uuid::nil());
    loop {
        let part = db
            .read(move |tx| {
                let rows = store::list_features(tx, after, CHUNK)?;
                AppResult::Ok(
                    rows.into_iter()
                        .map(|(id, bytes)| (id, Features::from_bytes(&bytes)))
                        .collect::<Vec<_>>(),
                )
            })
            .await?;
        let Some((last, _)) = part.last() else { return Ok((ids, all)) };
        after = *last;
        for (id, features) in part {
            if let Some(features) = features {
                ids.push(CustomerId(id));
                all.push(features);
            }
        }
        told(ids.len());
    }
}

/// Finds the duplicates of a whole base, aside from what serves requests.
pub async fn dedupe(
    base: Vec<Features>,
    threads: usize,
    mut told: impl FnMut(f32) + Send + 'static,
) -> AppResult<Found> {
    let work = move || linkage::dedupe(&base, threads, &mut told);
    tokio::task::spawn_blocking(work).await.map_err(AppError::internal)
}

/// As many threads as the machine runs at once.
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}
