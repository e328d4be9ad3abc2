//! Imports: customers, interactions, notes or requests out of somebody else's file, from the first look at it to its undoing.
//!
//! Invariant: read = created + updated + skipped + rejected, after every chunk. A chunk, its change history and how far
//! the import has come are one transaction, so that an import that was interrupted at any point goes on where it was
//! and takes no record twice.
//!
//! A file is read (`crates/exchange`) and understood (`record`) on one thread, matched (`matching`), merged (`merging`)
//! and stored (`apply`) on the database's. `dry` does all of it but the storing.

pub mod apply;
pub mod conversation;
pub mod dry;
mod keys;
mod matching;
mod merging;
pub mod notes;
pub mod pages;
pub mod problem;
pub mod reading;
pub mod record;
pub mod requests;
pub mod store;
pub mod undo;
mod upload;
mod view;
pub mod whose;
pub mod work;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use db::Db;
use telephone::Country;
use uuid::Uuid;

use crate::author::{Author, Principal};
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::files::upload::Storing;
use crate::id::{AgentId, ImportId};
use crate::teams::features::Off;
use crate::words::{Role, words};
use apply::Row;
pub use problem::Problem;
pub use reading::Options;

words! {
    /// What a file holds.
    Kind { Customers = "customers", Interactions = "interactions", Notes = "notes", Requests = "requests" }
}

words! {
    /// How far an import is: uploaded and looked at (`draft`), tried out (`checking`), and so on.
    State {
        Draft = "draft",
        Checking = "checking",
        Waiting = "waiting",
        Running = "running",
        Done = "done",
        Failed = "failed",
        Undoing = "undoing",
        Undone = "undone",
    }
}

/// What became of the records so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub read: i64,
    pub created: i64,
    pub updated: i64,
    pub skipped: i64,
    pub rejected: i64,
    /// Values that were left out of records that were taken.
    pub remarked: i64,
    /// Companies that were made because somebody belongs to them.
    pub companies: i64,
}

/// A file that was brought in.
#[derive(Clone, Debug)]
pub struct Import {
    pub id: ImportId,
    pub name: String,
    /// Name of the uploaded copy in the data folder, while it is needed.
    pub stored: Option<String>,
    pub fingerprint: Vec<u8>,
    pub options: Options,
    pub state: State,
    pub by: String,
    pub by_id: Option<Uuid>,
    pub by_role: Role,
    /// Bytes of the file, and how many of them are dealt with.
    pub size: i64,
    pub position: i64,
    pub counts: Counts,
    pub undone: i64,
    pub kept: i64,
    pub undo_by: Option<String>,
    pub undo_by_id: Option<Uuid>,
    /// Why it failed.
    pub problem: Option<Problem>,
    pub created_at: Time,
    pub finished_at: Option<Time>,
}

/// How long a chunk may take: everybody else's writes wait for it.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub chunk: Duration,
    pub pause: Duration,
}

impl Pace {
    /// Beside agents at work, in the process that serves them.
    pub const BESIDE: Pace = Pace { chunk: Duration::from_millis(60), pause: Duration::from_millis(10) };
    /// In a process of its own: a server on the same database gets its turn in the pause.
    pub const ALONE: Pace = Pace { chunk: Duration::from_millis(250), pause: Duration::from_millis(2) };
}

/// Records that are read ahead of the database.
const AHEAD: usize = 500;
/// Records of a chunk.
const FEWEST: usize = 20;
const MOST: usize = 5_000;

impl Import {
    /// A new import of a file that has been looked at.
    pub fn new(name: &str, file: &reading::Looked, author: &Author) -> Import {
        Import {
            id: ImportId::new(author.at),
            name: name.to_owned(),
            stored: None,
            fingerprint: file.fingerprint.clone(),
            options: file.options.clone(),
            state: State::Waiting,
            by: author.name.clone(),
            by_id: author.id(),
            by_role: author.role,
            size: file.size,
            position: 0,
            counts: Counts::default(),
            undone: 0,
            kept: 0,
            undo_by: None,
            undo_by_id: None,
            problem: None,
            created_at: author.at,
            finished_at: None,
        }
    }

    /// Whose changes these are.
    fn author(&self, at: Time) -> Author {
        let principal = self.by_id.map_or(Principal::System, |id| Principal::Agent(AgentId(id)));
        Author { principal, name: self.by.clone(), role: self.by_role, off: Off::default(), at }
    }
}

/// Begins an import, or finds the one of this very file that was interrupted.
pub async fn begin(db: &Db, author: &Author, import: Import) -> AppResult<Import> {
    let author = author.clone();
    db.write(move |tx| {
        let same = store::find_by_fingerprint(tx, &import.fingerprint)?;
        if let Some(begun) = same.filter(|same| matches!(same.state, State::Waiting | State::Running)) {
            return Ok::<_, AppError>(begun);
        }
        store::insert(tx, &author, &import)?;
        reading::remember(tx, &import.options, author.at)?;
        Ok(import.clone())
    })
    .await
}

/// Goes on with an import until its end. `told` hears after every chunk how far it is.
pub async fn run(
    storing: Storing<'_>,
    home: Country,
    mut import: Import,
    path: &Path,
    pace: Pace,
    mut told: impl FnMut(&Import),
) -> AppResult<Import> {
    let Storing { db, clock, .. } = storing;
    let (id, skip) = (import.id, import.counts.read);
    let mut source = reading::Source::start(path, &import.options, home, skip, AHEAD);
    let mut most = AHEAD;
    loop {
        let Some((rows, position)) = source.next(most).await else { break };
        let (before, author, begun) = (import.counts, import.author(clock.now()), Instant::now());
        let (rows, held) = conversation::bring(storing, &author, rows).await?;
        let rows: Arc<Vec<Row>> = Arc::new(rows);
        let chunk = Arc::clone(&rows);
        let counts = db
            .write(move |tx| {
                store::expect(tx, id, before.read)?;
                let counts = apply::chunk(tx, id, &author, home, before, &chunk)?;
                store::advance(tx, id, &counts, position)?;
                Ok::<_, AppError>(counts)
            })
            .await;
        for held in held {
            held.settle(storing).await;
        }
        import.counts = counts?;
        (import.position, import.state) = (position, State::Running);
        told(&import);
        let took = begun.elapsed();
        if took > pace.chunk {
            most = (most / 2).max(FEWEST);
        } else if took < pace.chunk / 3 && rows.len() >= most {
            most = (most * 2).min(MOST);
        }
        tokio::time::sleep(pace.pause).await;
    }
    let (problem, at) = (source.end().await, clock.now());
    import.state = if problem.is_some() { State::Failed } else { State::Done };
    import.finished_at = Some(at);
    import.problem.clone_from(&problem);
    let state = import.state;
    db.write(move |tx| Ok::<_, AppError>(store::finish(tx, id, state, problem.as_ref(), at)?)).await?;
    told(&import);
    Ok(import)
}
