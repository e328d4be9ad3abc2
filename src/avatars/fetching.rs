//! Asks a service such as Gravatar or Libravatar for pictures of persons by their e-mail addresses: only where the
//! installation says so, only from here, and never in the way of a card, whose opening merely puts them on a list.
//!
//! Invariant: nobody is asked for who is restricted, does not want to be reached by e-mail or has a picture of their own.
//! Neither an address nor its hash reaches a browser or the log. What comes is drawn anew as any other picture.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{ACCEPT, USER_AGENT};
use axum::http::{Request, StatusCode};
use db::Tx;
use sha2::{Digest, Sha256};
use tokio::sync::Notify;

use super::picture::{Picture, SIDE};
use super::store::{self, Try};
use super::{Source, put, show};
use crate::app::App;
use crate::author::Author;
use crate::clock::Time;
use crate::config::Config;
use crate::consents::{self, ConsentChannel, ConsentState};
use crate::customers::{self, Customer, Kind};
use crate::egress::{Egress, Reach};
use crate::error::AppResult;
use crate::hex;
use crate::id::CustomerId;
use crate::identifiers::{Flags, IdentifierKind};

/// How long a picture is good for, that there is none, and that there was no answer.
const FOUND: i64 = 30 * Time::DAY;
const NONE: i64 = 7 * Time::DAY;
const FAILED: i64 = Time::HOUR;
/// The rest after a failure: it doubles with each that follows, up to an hour.
const REST: i64 = Time::MINUTE;
const LONGEST_REST: i64 = Time::HOUR;
/// Customers who wait; for others the service is asked when their card is opened again.
const MOST: usize = 500;
/// How often one looks whether the rest is over.
const OFTEN: Duration = Duration::from_secs(30);

/// The service, and whom it is to be asked for.
pub struct Queue {
    service: Option<Service>,
    waiting: Mutex<Waiting>,
    bell: Notify,
}

#[derive(Default)]
struct Waiting {
    customers: BTreeSet<CustomerId>,
    /// Failures in a row, and how long to rest for them.
    failures: u32,
    rest_until: Option<Time>,
}

struct Service {
    /// With a slash at its end.
    address: String,
    egress: Egress,
}

/// What the service says.
enum Answer {
    Picture(Picture),
    None,
    /// It is not there, or asks to be left alone.
    Failed,
}

/// What is to be done for a customer.
#[derive(PartialEq, Eq)]
enum Wish {
    Nothing,
    /// To be asked for by this hash.
    Ask(Vec<u8>),
    /// What the service said once is not to be kept.
    Forget,
}

impl Queue {
    pub fn new(config: &Config) -> Queue {
        let reach = if config.avatars_private { Reach::Anywhere } else { Reach::Public };
        let service = config.avatars_from.clone().and_then(|address| match Egress::new(reach) {
            Ok(egress) => Some(Service { address, egress }),
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "the service of pictures cannot be asked");
                None
            }
        });
        Queue { service, waiting: Mutex::default(), bell: Notify::new() }
    }

    /// Puts somebody whose card is opened on the list.
    pub fn ask_for(&self, customer: &Customer) {
        if self.service.is_none() || customer.restricted {
            return;
        }
        let mut waiting = self.waiting();
        if waiting.customers.len() < MOST && waiting.customers.insert(customer.id) {
            self.bell.notify_one();
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who is next, unless it is time to rest.
    fn next(&self, now: Time) -> Option<CustomerId> {
        let mut waiting = self.waiting();
        if waiting.rest_until.is_some_and(|until| until > now) {
            return None;
        }
        waiting.customers.pop_first()
    }

    fn answered(&self, failed: bool, now: Time) {
        let mut waiting = self.waiting();
        if !failed {
            (waiting.failures, waiting.rest_until) = (0, None);
            return;
        }
        let rest = REST << waiting.failures.min(6);
        waiting.failures += 1;
        waiting.rest_until = Some(now.plus(rest.min(LONGEST_REST)));
    }
}

impl Service {
    async fn ask(&self, hash: &[u8]) -> Answer {
        let address = format!("{}{}?s={SIDE}&d=404", self.address, hex::encode(hash));
        let request = Request::get(address).header(USER_AGENT, "Visavi").header(ACCEPT, "image/*");
        let Ok(request) = request.body(Body::empty()) else { return Answer::None };
        match self.egress.send(request).await {
            Ok((StatusCode::OK, body)) => match Picture::read(body.to_vec()).await {
                Ok(picture) => Answer::Picture(picture),
                Err(_) => Answer::None,
            },
            Ok((status, _)) if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() => {
                tracing::warn!(%status, "the service of pictures asks to be left alone");
                Answer::Failed
            }
            // Nobody follows a redirect: it may lead anywhere.
            Ok(_) => Answer::None,
            Err(error) => {
                tracing::warn!(error = format!("{error:#}"), "the service of pictures does not answer");
                Answer::Failed
            }
        }
    }
}

/// Works until it is stopped.
pub async fn run(app: App) {
    loop {
        if let Err(error) = all(&app).await {
            tracing::warn!(%error, "a picture waits");
        }
        let _ = tokio::time::timeout(OFTEN, app.avatars.bell.notified()).await;
    }
}

/// Asks for all who are on the list, one after another.
pub async fn all(app: &App) -> AppResult<()> {
    let Some(service) = &app.avatars.service else { return Ok(()) };
    while let Some(customer) = app.avatars.next(app.clock.now()) {
        let now = app.clock.now();
        match app.read(move |tx| wish(tx, customer, now)).await? {
            Wish::Nothing => {}
            Wish::Forget => app.write(move |tx| forget(tx, &Author::system(now), customer)).await?,
            Wish::Ask(hash) => {
                let answer = service.ask(&hash).await;
                let now = app.clock.now();
                app.avatars.answered(matches!(answer, Answer::Failed), now);
                app.write(move |tx| keep(tx, &Author::system(now), customer, &hash, &answer)).await?;
            }
        }
    }
    Ok(())
}

fn wish(tx: &mut Tx<'_>, id: CustomerId, now: Time) -> AppResult<Wish> {
    let Some(customer) = customers::store::find(tx, id)?.filter(|customer| !customer.restricted) else {
        return Ok(Wish::Nothing);
    };
    let shown = store::find(tx, id)?;
    if shown.as_ref().is_some_and(|shown| shown.source == Source::Own) {
        return Ok(Wish::Nothing);
    }
    let tried = store::find_try(tx, id)?;
    let Some(hash) = address(tx, &customer, now)? else {
        let known = shown.is_some() || tried.is_some();
        return Ok(if known { Wish::Forget } else { Wish::Nothing });
    };
    let is_due = tried.is_none_or(|tried| tried.email != hash || tried.until <= now);
    Ok(if is_due { Wish::Ask(hash) } else { Wish::Nothing })
}

/// SHA-256 of the first e-mail address by which a person may be asked for.
fn address(tx: &mut Tx<'_>, customer: &Customer, now: Time) -> AppResult<Option<Vec<u8>>> {
    if customer.kind != Kind::Person {
        return Ok(None);
    }
    let objects = consents::list(tx, customer.id)?
        .iter()
        .any(|one| one.channel == ConsentChannel::Email && one.state != ConsentState::Given);
    let usable =
        |flags: &Flags| !flags.invalid && !flags.do_not_contact && flags.is_theirs(now.day()) && !objects;
    let email = customer.of_kind(IdentifierKind::Email).find(|one| usable(&one.flags));
    Ok(email.map(|one| Sha256::digest(one.identifier.value.trim().to_lowercase()).to_vec()))
}

/// Keeps what the service said, if it is still to be asked for that.
fn keep(
    tx: &mut Tx<'_>,
    author: &Author,
    customer: CustomerId,
    hash: &[u8],
    answer: &Answer,
) -> AppResult<()> {
    if wish(tx, customer, author.at)? != Wish::Ask(hash.to_vec()) {
        return Ok(());
    }
    let wait = match answer {
        Answer::Picture(picture) => {
            let shown = store::find_picture(tx, customer)?;
            if shown.is_none_or(|(_, bytes)| bytes != picture.bytes()) {
                put(tx, author, customer, Source::Service, picture)?;
            }
            FOUND
        }
        Answer::None => {
            show(tx, author, "update", customer, None)?;
            NONE
        }
        Answer::Failed => FAILED,
    };
    Ok(store::put_try(tx, customer, &Try { email: hash.to_vec(), until: author.at.plus(wait) })?)
}

fn forget(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    if wish(tx, customer, author.at)? == Wish::Forget {
        show(tx, author, "update", customer, None)?;
        store::delete_try(tx, customer)?;
    }
    Ok(())
}
