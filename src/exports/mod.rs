//! Exports: customers as a file, all of them or those of a search, piece by piece as it is made.
//!
//! Invariant: at most a few chunks are in memory, whatever the number of customers; companies come before their people,
//! so that whoever reads the file knows a company when somebody belongs to it.

pub mod pages;
pub mod record;

use std::collections::{BTreeSet, HashMap};

use db::{Db, DbError, Tx};
use exchange::{Format, Related, Writer};
use serde_json::{Map, json};
use telephone::Country;
use tokio::sync::mpsc;
use uuid::Uuid;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::customers::asked::Asked;
use crate::customers::finding::{self, Filter};
use crate::customers::{Customer, Kind, many, range};
use crate::error::{AppError, AppResult};
use crate::http::paging::Page;
use crate::id::{CustomerId, new_uuid};
use crate::relations;

/// Customers that are read at once.
const CHUNK: i64 = 1_000;
/// Pieces that are made before somebody takes them.
const AHEAD: usize = 2;

/// What is to be written.
#[derive(Clone, Debug)]
pub struct Export {
    pub format: Format,
    /// Whom; nothing asked for: everybody.
    pub filter: Filter,
    /// The same in the words of the address.
    pub asked: Asked,
    /// When it was asked for: what has expired by then is left out.
    pub at: Time,
}

/// A piece of the file.
pub struct Piece {
    pub bytes: Vec<u8>,
    /// Customers in it.
    pub customers: usize,
}

/// Customers with the refs of their companies, and who is related to them.
struct Chunk {
    customers: Vec<Customer>,
    refs: HashMap<CustomerId, String>,
    related: HashMap<CustomerId, Vec<Related>>,
}

impl Chunk {
    /// `format`: what has no word for relations does without.
    fn read(tx: &mut Tx<'_>, format: Format, customers: Vec<Customer>) -> Result<Chunk, DbError> {
        let refs = range::company_refs(tx, &customers)?;
        let related = match format {
            Format::VCard | Format::JsContact => {
                relations::store::exported(tx, customers.iter().map(|customer| customer.id))?
            }
            _ => HashMap::new(),
        };
        Ok(Chunk { customers, refs, related })
    }
}

/// Begins an export: pieces come as they are made. After an error comes nothing, and the file is not whole.
pub fn start(db: &Db, home: Country, export: Export) -> mpsc::Receiver<AppResult<Piece>> {
    let (pieces, receiver) = mpsc::channel(AHEAD);
    let db = db.clone();
    tokio::spawn(async move {
        let (chunks, read) = mpsc::channel(AHEAD);
        let keys = match export.format {
            Format::Csv => db.read(|tx| Ok::<_, AppError>(keys(tx)?)).await,
            _ => Ok(BTreeSet::new()),
        };
        let keys = match keys {
            Ok(keys) => keys.into_iter().collect::<Vec<_>>(),
            Err(error) => return drop(pieces.send(Err(error)).await),
        };
        let (format, at) = (export.format, export.at);
        let failed = pieces.clone();
        let writing = tokio::task::spawn_blocking(move || write(format, &keys, at, read, &pieces));
        let done = if export.filter == Filter::default() {
            everybody(&db, format, &chunks).await
        } else {
            found(&db, home, format, &export.filter, &chunks).await
        };
        if let Err(error) = done {
            let _ = failed.send(Err(error)).await;
        }
        // The writer ends when the last sender of chunks is gone.
        drop((chunks, failed));
        let _ = writing.await;
    });
    receiver
}

/// Keys of the own fields, which need a column each.
fn keys(tx: &mut Tx<'_>) -> Result<BTreeSet<String>, DbError> {
    let mut keys = range::field_keys(tx)?;
    if range::has_flags(tx)? {
        keys.insert(record::FLAGS.to_owned());
    }
    Ok(keys)
}

async fn everybody(db: &Db, format: Format, chunks: &mpsc::Sender<Chunk>) -> AppResult<()> {
    for kind in [Kind::Company, Kind::Person] {
        let mut after = Uuid::nil();
        loop {
            let chunk = db
                .read(move |tx| {
                    let customers = range::list(tx, kind, after, CHUNK)?;
                    Ok::<_, AppError>(Chunk::read(tx, format, customers)?)
                })
                .await?;
            let Some(last) = chunk.customers.last() else { break };
            after = last.id.0;
            if chunks.send(chunk).await.is_err() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Those that a filter finds, companies before people here too.
async fn found(
    db: &Db,
    home: Country,
    format: Format,
    filter: &Filter,
    chunks: &mpsc::Sender<Chunk>,
) -> AppResult<()> {
    let kinds = filter.kind.map_or_else(|| vec![Kind::Company, Kind::Person], |kind| vec![kind]);
    for kind in kinds {
        let filter = Filter { kind: Some(kind), ..filter.clone() };
        found_of_kind(db, home, format, &filter, chunks).await?;
    }
    Ok(())
}

async fn found_of_kind(
    db: &Db,
    home: Country,
    format: Format,
    filter: &Filter,
    chunks: &mpsc::Sender<Chunk>,
) -> AppResult<()> {
    let mut page = Page::first(200);
    loop {
        let (filter, at) = (filter.clone(), page.clone());
        let (chunk, next) = db
            .read(move |tx| {
                let found = finding::find(tx, home, &filter, &at)?;
                let customers = many::list_by_ids(tx, &found.items)?;
                Ok::<_, AppError>((Chunk::read(tx, format, customers)?, found.next))
            })
            .await?;
        if chunks.send(chunk).await.is_err() {
            return Ok(());
        }
        let Some(next) = next else { return Ok(()) };
        page = Page::read(Some(200), Some(&next), 200, false)?;
    }
}

/// That somebody took customers away is a change of nobody, and stands in the change history all the same.
pub fn record_taking(tx: &mut Tx<'_>, author: &Author, export: &Export) -> AppResult<()> {
    let subject = Subject { entity: "export", id: new_uuid(author.at), customer: None };
    let mut taken = Map::new();
    taken.insert("format".to_owned(), export.format.name().into());
    for (name, value) in export.asked.members() {
        if name == "field" {
            taken.insert(name.to_owned(), json!(export.asked.field));
        } else {
            taken.insert(name.to_owned(), value.into());
        }
    }
    Ok(changes::created(tx, author, subject, &taken)?)
}

fn write(
    format: Format,
    keys: &[String],
    at: Time,
    mut chunks: mpsc::Receiver<Chunk>,
    pieces: &mpsc::Sender<AppResult<Piece>>,
) {
    let mut writer = match Writer::new(Vec::new(), format, keys) {
        Ok(writer) => writer,
        Err(error) => return drop(pieces.blocking_send(Err(AppError::internal(error)))),
    };
    let send = |writer: &mut Writer<Vec<u8>>, customers| {
        let bytes = std::mem::take(writer.get_mut());
        pieces.blocking_send(Ok(Piece { bytes, customers })).is_ok()
    };
    if !send(&mut writer, 0) {
        return;
    }
    while let Some(Chunk { customers, refs, related }) = chunks.blocking_recv() {
        for customer in &customers {
            let company = customer.company.as_ref().and_then(|company| refs.get(&company.id));
            let mut record = record::of(customer, company.map(String::as_str), at);
            if format == Format::Csv {
                // A field that came to be since the headings were written has no column yet.
                record.values.retain(|value| match &value.field {
                    exchange::Field::Custom(key) => keys.contains(key),
                    _ => true,
                });
            }
            if let Err(error) =
                writer.write_related(&record, related.get(&customer.id).map_or(&[], Vec::as_slice))
            {
                return drop(pieces.blocking_send(Err(AppError::internal(error))));
            }
        }
        if !send(&mut writer, customers.len()) {
            return;
        }
    }
}
