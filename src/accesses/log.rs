//! The access log is written behind the answers: a card does not wait for the disk.
//!
//! Invariant: an access is in the queue before its answer leaves, and the queue is written in its order, some hundred
//! entries a transaction, again and again until the database takes them; at the end of the process all of it. Only a
//! process that is killed loses what it queued in its last tenth of a second. See docs/adr/0019.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use db::{Db, DbError};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::{Access, What, store};
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::id::{CustomerId, InteractionId};

/// Entries that may wait for a database that takes none: a day of a large centre. Then no more cards are shown.
const WAITING: usize = 200_000;
/// Entries of one transaction.
const TOGETHER: usize = 500;
/// Entries are gathered so long. Each commit makes SQLite's readers map the file anew, which costs a card as much as reading
/// it: ten commits a second cost little, one for each card doubles its time.
const GATHERING: Duration = Duration::from_millis(100);
/// Before a database that took none is tried again.
const AGAIN: Duration = Duration::from_secs(1);
/// Who looks at the same card again within this time is still looking.
const STILL: i64 = 10 * Time::MINUTE;
/// So many who are looking are remembered; the others are logged once more.
const REMEMBERED: usize = 100_000;

enum Told {
    Access(Box<Access>),
    /// Everything before it is written.
    Flush(oneshot::Sender<()>),
}

/// What somebody looks at.
#[derive(Clone, Copy)]
struct Look {
    at: Time,
    what: What,
    interaction: Option<InteractionId>,
}

impl Look {
    /// Whether a later look is a part of this one.
    fn covers(&self, later: &Look) -> bool {
        let same = later.interaction.is_none() || later.interaction == self.interaction;
        let less = later.what == self.what || (self.what, later.what) == (What::Card, What::Preview);
        same && less && later.at < self.at.plus(STILL)
    }
}

/// Who looks at whom; each recording, and what a contact opened, stands for itself, since one looks at the card as well.
type Looking = HashMap<(Option<Uuid>, CustomerId, Option<(What, InteractionId)>), Look>;

#[derive(Clone)]
pub struct Log {
    queue: mpsc::Sender<Told>,
    looking: Arc<Mutex<Looking>>,
}

impl Log {
    pub fn start(db: Db) -> Log {
        let (queue, told) = mpsc::channel(WAITING);
        tokio::spawn(write(db, told));
        Log { queue, looking: Arc::default() }
    }

    /// Logs an access, unless it is a part of one that was.
    ///
    /// # Errors
    /// `Unavailable` when nothing more can wait to be written: then nothing may be shown either.
    pub fn tell(&self, access: Access) -> AppResult<()> {
        let look = Look { at: access.at, what: access.what, interaction: access.interaction_id };
        let is_heard = matches!(access.what, What::Recording | What::RecordingSaved);
        let is_apart = is_heard || matches!(access.what, What::NationalIds | What::MaskedFields);
        let apart = access.interaction_id.filter(|_| is_apart).map(|interaction| (access.what, interaction));
        let key = (access.by_id, access.customer_id, apart);
        let mut looking = self.looking.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = looking.get_mut(&key).filter(|before| before.covers(&look)) {
            // A recording is fetched in pieces: whoever asks for the next one is still listening.
            before.at = if is_heard { look.at } else { before.at };
            return Ok(());
        }
        self.queue.try_send(Told::Access(Box::new(access))).map_err(|_| {
            tracing::error!("the access log cannot be written, and nothing more can wait for it");
            AppError::Unavailable
        })?;
        if looking.len() >= REMEMBERED {
            looking.retain(|_, before| look.at < before.at.plus(STILL));
        }
        if looking.len() < REMEMBERED {
            looking.insert(key, look);
        }
        Ok(())
    }

    /// Waits until everything that was told is written.
    pub async fn flush(&self) {
        let (done, written) = oneshot::channel();
        if self.queue.send(Told::Flush(done)).await.is_ok() {
            let _ = written.await;
        }
    }
}

async fn write(db: Db, mut told: mpsc::Receiver<Told>) {
    let mut some = Vec::with_capacity(TOGETHER);
    while gather(&mut told, &mut some).await {
        let (mut accesses, mut waiting) = (Vec::new(), Vec::new());
        for one in some.drain(..) {
            match one {
                Told::Access(access) => accesses.push(*access),
                Told::Flush(done) => waiting.push(done),
            }
        }
        let accesses = Arc::new(accesses);
        while let Err(error) = insert(&db, &accesses).await {
            tracing::warn!(%error, waiting = accesses.len() + told.len(), "the access log is behind");
            tokio::time::sleep(AGAIN).await;
        }
        for done in waiting {
            let _ = done.send(());
        }
    }
}

/// Waits for an entry, and a little for others; not where somebody waits for what there is. `false`: there will be none.
async fn gather(told: &mut mpsc::Receiver<Told>, some: &mut Vec<Told>) -> bool {
    if told.recv_many(some, TOGETHER).await == 0 {
        return false;
    }
    let until = tokio::time::Instant::now() + GATHERING;
    while some.len() < TOGETHER && !some.iter().any(|one| matches!(one, Told::Flush(_))) {
        let room = TOGETHER - some.len();
        match tokio::time::timeout_at(until, told.recv_many(some, room)).await {
            Ok(0) | Err(_) => break,
            Ok(_) => {}
        }
    }
    true
}

async fn insert(db: &Db, accesses: &Arc<Vec<Access>>) -> Result<(), DbError> {
    if accesses.is_empty() {
        return Ok(());
    }
    let accesses = Arc::clone(accesses);
    db.write::<(), DbError, _>(move |tx| store::insert_all(tx, &accesses)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_goes_on_looking_is_logged_once() {
        let one = InteractionId(Uuid::from_u128(1));
        let look = |minutes: i64, what, interaction| Look {
            at: Time::from_micros(minutes * Time::MINUTE),
            what,
            interaction,
        };
        let card = look(0, What::Card, Some(one));
        assert!(card.covers(&look(9, What::Card, Some(one))));
        assert!(card.covers(&look(9, What::Card, None)), "a part of the card beside the contact");
        assert!(card.covers(&look(9, What::Preview, None)));
        assert!(!card.covers(&look(9, What::NationalIds, None)));
        assert!(!card.covers(&look(10, What::Card, Some(one))), "after a while one looks anew");
        assert!(!card.covers(&look(1, What::Card, Some(InteractionId(Uuid::from_u128(2))))));
        assert!(!look(0, What::Preview, None).covers(&look(1, What::Card, None)));
    }
}
