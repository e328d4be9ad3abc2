//! PostgreSQL: closures run on Tokio's blocking threads, each with a connection from a pool.
//!
//! Invariant: a connection goes back to the pool only after the server has confirmed the end of its
//! transaction; any other is thrown away, and the server rolls back.

mod address;
mod error;
mod listener;
mod migration;
mod run;
mod session;
mod tls;

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime, TimeoutType};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::timeout;

use crate::migrate::Plan;
use crate::{DbError, MigrateError, Tx};

pub(crate) use address::Address;
pub(crate) use session::Session;

use listener::Listener;

/// The longest that a caller waits for a connection.
const CHECKOUT: Duration = Duration::from_secs(2);
/// The longest that closing waits for the work at hand.
const DRAIN: Duration = Duration::from_secs(10);
/// Permits of the gate: more than closures can ever run.
const GATE: u32 = 1 << 20;

pub(crate) struct Postgres {
    pool: Pool,
    listener: Listener,
    /// Every closure holds a permit, so that closing can wait until none is held.
    gate: Arc<Semaphore>,
}

impl Postgres {
    pub async fn open(url: &str, connections: Option<usize>) -> Result<Self, DbError> {
        let address = Address::parse(url).map_err(DbError::Driver)?;
        let tls = tls::connector(&address).map_err(DbError::Unavailable)?;
        // A connection is idle at best while its closure computes, so a few for each core keep the server busy.
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let connections = connections.unwrap_or_else(|| (cores * 4).clamp(8, 32)).max(1);
        // Fast: no round trip to see whether the connection lives; the invariant above makes it clean.
        let manager = Manager::from_config(
            address.config.clone(),
            tls.clone(),
            ManagerConfig { recycling_method: RecyclingMethod::Fast },
        );
        let pool = Pool::builder(manager)
            .max_size(connections)
            .runtime(Runtime::Tokio1)
            .create_timeout(Some(CHECKOUT))
            .build()
            .map_err(|error| DbError::Driver(error.to_string()))?;
        let gate = Arc::new(Semaphore::new(GATE as usize));

        drop(checkout(&pool).await?);
        let listener = Listener::start(address.config, tls).await;
        Ok(Postgres { pool, listener, gate })
    }

    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let permit = self.enter().await?;
        let session = Session::reading(checkout(&self.pool).await?, Handle::current());
        let run = tokio::task::spawn_blocking(move || run::read(session, permit, f));
        run.await.unwrap_or_else(|error| Err(DbError::Driver(error.to_string()).into()))
    }

    pub async fn write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let permit = self.enter().await?;
        let (pool, bell) = (self.pool.clone(), self.listener.bell());
        // A task of its own, so that the write completes though the caller has gone.
        let run = tokio::spawn(async move {
            let session = Session::writing(checkout(&pool).await?, Handle::current());
            let run = tokio::task::spawn_blocking(move || run::write(session, &pool, &bell, f));
            let result = run.await.unwrap_or_else(|error| Err(DbError::Driver(error.to_string()).into()));
            drop(permit);
            result
        });
        run.await.unwrap_or_else(|error| Err(DbError::Driver(error.to_string()).into()))
    }

    pub async fn migrate(&self, plan: Plan) -> Result<Vec<i64>, MigrateError> {
        let permit = self.enter().await?;
        let applied = migration::run(checkout(&self.pool).await?, &plan).await;
        drop(permit);
        applied
    }

    pub fn wakes(&self) -> watch::Receiver<u64> {
        self.listener.wakes()
    }

    pub async fn close(&self) {
        let drained = timeout(DRAIN, self.gate.acquire_many(GATE)).await;
        if drained.is_err() {
            tracing::warn!("closing the database though some work has not finished");
        }
        self.gate.close();
        self.pool.close();
        self.listener.stop();
    }

    async fn enter(&self) -> Result<OwnedSemaphorePermit, DbError> {
        Arc::clone(&self.gate).acquire_owned().await.map_err(|_| DbError::closed())
    }
}

/// A connection from the pool, or [`DbError::Unavailable`] within [`CHECKOUT`].
async fn checkout(pool: &Pool) -> Result<Object, DbError> {
    use deadpool_postgres::PoolError;
    match timeout(CHECKOUT, pool.get()).await {
        Ok(Ok(client)) => Ok(client),
        Ok(Err(PoolError::Backend(error))) => Err(DbError::Unavailable(error::describe(&error))),
        Ok(Err(PoolError::Closed)) => Err(DbError::closed()),
        Ok(Err(PoolError::Timeout(TimeoutType::Create))) => {
            Err(DbError::Unavailable("the server does not answer".to_owned()))
        }
        Ok(Err(error)) => Err(DbError::Unavailable(error.to_string())),
        Err(_) => Err(DbError::Unavailable("no connection is free".to_owned())),
    }
}
