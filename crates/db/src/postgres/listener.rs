//! The dedicated connection that listens for other nodes' wake-ups and sends ours.
//!
//! Invariant: a wake-up is only a hint. It travels after the commit, on its own connection: within the
//! transaction it would make all commits of the cluster queue for one lock. Many in a row are sent as one.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, watch};
use tokio::task::AbortHandle;
use tokio::time::timeout;
use tokio_postgres::{AsyncMessage, Config, Error};

use super::CHECKOUT;
use super::error::describe;
use super::tls::Connector;

const LISTEN: &str = "LISTEN db_wake";
const NOTIFY: &str = "NOTIFY db_wake";

const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Rings here at once, and at the other nodes by and by.
#[derive(Clone)]
pub(super) struct Bell {
    here: Arc<watch::Sender<u64>>,
    elsewhere: Arc<Notify>,
}

impl Bell {
    pub fn ring(&self) {
        self.bump();
        self.elsewhere.notify_one();
    }

    fn bump(&self) {
        self.here.send_modify(|count| *count = count.wrapping_add(1));
    }
}

pub(super) struct Listener {
    bell: Bell,
    task: AbortHandle,
}

impl Listener {
    /// Returns when it listens or, so that a server without `LISTEN` will do, when it has tried.
    pub async fn start(config: Config, tls: Connector) -> Self {
        let bell = Bell { here: Arc::new(watch::channel(0).0), elsewhere: Arc::new(Notify::new()) };
        let tried = Arc::new(Notify::new());
        let task = tokio::spawn(run(config, tls, bell.clone(), Arc::clone(&tried))).abort_handle();
        let listener = Listener { bell, task };
        let _ = timeout(CHECKOUT, tried.notified()).await;
        listener
    }

    pub fn bell(&self) -> Bell {
        self.bell.clone()
    }

    pub fn wakes(&self) -> watch::Receiver<u64> {
        self.bell.here.subscribe()
    }

    pub fn stop(&self) {
        self.task.abort();
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn run(config: Config, tls: Connector, bell: Bell, tried: Arc<Notify>) {
    let (mut pause, mut again) = (FIRST_PAUSE, false);
    loop {
        let since = Instant::now();
        if let Err(error) = listen(&config, &tls, &bell, again, &tried).await {
            let error = describe(&error);
            tracing::warn!(error, "wake-ups from other nodes are late until the connection is back");
        }
        tried.notify_one();
        again = true;
        // Patient with a server that is away or does not know LISTEN, quick after a connection that held.
        pause = if since.elapsed() > LONGEST_PAUSE { FIRST_PAUSE } else { (pause * 2).min(LONGEST_PAUSE) };
        tokio::time::sleep(pause).await;
    }
}

/// Listens, and sends what the bell asks for, until the connection breaks.
async fn listen(
    config: &Config,
    tls: &Connector,
    bell: &Bell,
    again: bool,
    tried: &Notify,
) -> Result<(), Error> {
    let (client, mut connection) = config.connect(tls.clone()).await?;
    // Our own wake-ups come back to us, but have rung already.
    let own = AtomicI32::new(0);

    let receive = async {
        while let Some(message) = poll_fn(|cx| connection.poll_message(cx)).await {
            if let AsyncMessage::Notification(note) = message?
                && note.process_id() != own.load(Ordering::Relaxed)
            {
                bell.bump();
            }
        }
        Ok(())
    };
    let send = async {
        own.store(client.query_one_scalar("SELECT pg_backend_pid()", &[]).await?, Ordering::Relaxed);
        client.batch_execute(LISTEN).await?;
        tried.notify_one();
        if again {
            // Who knows what was missed meanwhile, here and there.
            bell.ring();
        }
        loop {
            bell.elsewhere.notified().await;
            client.batch_execute(NOTIFY).await?;
        }
    };
    tokio::select! { ended = receive => ended, ended = send => ended }
}
