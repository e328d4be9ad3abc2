//! The one shared struct: what every handler has at hand.

use std::ops::Deref;
use std::sync::Arc;

use db::{Db, Tx};
use telephone::Country;

use crate::accesses::log::Log;
use crate::avatars::fetching::Queue;
use crate::clock::Clock;
use crate::config::Config;
use crate::duplicates::models::Models;
use crate::error::{AppError, AppResult};
use crate::files::content::Contents;
use crate::http::live::Hub;
use crate::jobs::Board;
use crate::messages::remote::Remote;
use crate::oidc::Provider;
use crate::recordings::Archives;
use crate::seal::Seal;

#[derive(Clone)]
pub struct App(Arc<Shared>);

pub struct Shared {
    pub db: Db,
    pub config: Config,
    /// What a national phone number means here.
    pub home: Country,
    pub clock: Clock,
    /// Hands new events to the open streams.
    pub hub: Hub,
    /// Rung when there is an import to be done.
    pub imports: tokio::sync::Notify,
    /// Customers whom the service of pictures is to be asked for.
    pub avatars: Queue,
    /// Pictures of other places that messages show.
    pub messages: Remote,
    /// What is in the files.
    pub files: Contents,
    /// Where recordings are fetched from.
    pub recordings: Archives,
    /// Who looks at what.
    pub accesses: Log,
    /// Opens what is sealed in the database.
    pub seal: Seal,
    /// The log-in of the organisation, if there is one.
    pub oidc: Option<Provider>,
    /// What duplicates are weighed by.
    pub linkage: Models,
    /// What the server does by itself, and when it did.
    pub jobs: Board,
}

impl Deref for App {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    pub fn new(db: Db, config: Config, clock: Clock) -> App {
        let home = config.country();
        // The first use of a country costs milliseconds: not while somebody rings.
        telephone::warm_up(home);
        let (hub, accesses) = (Hub::start(db.clone()), Log::start(db.clone()));
        let (imports, files) = (tokio::sync::Notify::new(), Contents::new(&config));
        let (avatars, messages, recordings) =
            (Queue::new(&config), Remote::new(&config), Archives::new(&config));
        // What is wrong with it was told when the configuration was read.
        let oidc = Provider::new(&config.oidc, config.public_url.as_deref()).unwrap_or_else(|error| {
            tracing::error!(error = format!("{error:#}"), "the log-in by a provider cannot be used");
            None
        });
        let (seal, jobs) = (Seal::new(&config), Board::default());
        App(Arc::new(Shared {
            db,
            config,
            home,
            clock,
            hub,
            imports,
            avatars,
            messages,
            files,
            recordings,
            accesses,
            seal,
            oidc,
            linkage: Models::default(),
            jobs,
        }))
    }

    /// One snapshot of the database.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        self.db.read::<T, AppError, _>(work).await
    }

    /// The same for a few rows by their keys, of tables that are always in memory: see [`Db::peek`].
    pub async fn peek<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        self.db.peek::<T, AppError, _>(work).await
    }

    /// One transaction. It may run again when another one was faster, so it must only touch the database.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        self.db.write::<T, AppError, _>(work).await
    }
}
