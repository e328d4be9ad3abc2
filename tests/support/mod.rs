//! A Visavi in process: real routes, a real database, a clock that stands still.

mod client;
mod database;

use visavi::agents::{AgentInput, AgentState, password};
use visavi::app::App;
use visavi::author::Author;
use visavi::clock::{Clock, Time};
use visavi::config::{Config, Flags};
use visavi::teams::features::{Feature, Off};
use visavi::words::Role;
use visavi::{agents, migrations, routes, teams, tokens};

pub use client::{Answer, Client};
pub use database::{Database, Kind};

/// Makes two tests of a case: one on SQLite, one on PostgreSQL. Without PostgreSQL the second fails, never skips.
macro_rules! both_databases {
    ($(#[$meta:meta])* async fn $name:ident($app:ident: &TestApp) $body:block) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            $(#[$meta])*
            async fn case($app: &TestApp) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let app = TestApp::start($crate::support::Kind::Sqlite).await;
                case(&app).await;
                app.stop().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let app = TestApp::start($crate::support::Kind::Postgres).await;
                case(&app).await;
                app.stop().await;
            }
        }
    };
}
pub(crate) use both_databases;

pub const PASSWORD: &str = "a password for tests";
pub const NOW: &str = "2026-11-19T14:06:00Z";

pub struct TestApp {
    pub app: App,
    pub kind: Kind,
    service: axum::Router,
    database: database::Database,
    /// What the data folder is while the test runs.
    folder: tempfile::TempDir,
}

impl TestApp {
    pub async fn start(kind: Kind) -> TestApp {
        let database = database::Database::create(kind).await;
        let db = db::Db::open(&database.settings()).await.unwrap();
        db.migrate(migrations::ALL).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let data = Some(folder.path().to_owned());
        let flags =
            Flags { data, country: Some("SE".to_owned()), ..<Flags as confique::Layer>::default_values() };
        let config = <Config as confique::Config>::from_layer(flags).unwrap();
        // The first of these houses gives the process its key; each has one in its folder, as if it were alone.
        visavi::secret_key::make(&visavi::secret_key::path(&config)).unwrap();
        visavi::secret_key::open(&config, &db, Time::parse(NOW).unwrap()).await.unwrap();
        let app = App::new(db, config, Clock::fixed(Time::parse(NOW).unwrap()));
        let service = routes::service(&app);
        TestApp { app, kind, service, database, folder }
    }

    pub async fn stop(self) {
        self.app.hub.close();
        self.app.db.close().await;
        self.database.drop().await;
    }

    pub fn system(&self) -> Author {
        Author::system(self.app.clock.now())
    }

    /// The same house with another configuration.
    pub fn with(&self, change: impl FnOnce(&mut Config)) -> App {
        let mut config = self.app.config.clone();
        change(&mut config);
        App::new(self.app.db.clone(), config, self.app.clock.clone())
    }

    /// A client that sends a fresh token of that role.
    pub async fn api(&self, role: Role) -> Client {
        let author = self.system();
        let (_, text) = self.app.write(move |tx| tokens::create(tx, &author, "test", role)).await.unwrap();
        self.anonymous().with_header("authorization", &format!("Bearer {text}"))
    }

    pub fn anonymous(&self) -> Client {
        Client::new(self.service.clone())
    }

    /// Makes an active agent with `PASSWORD`.
    pub async fn person(&self, login: &str, role: Role) -> agents::Agent {
        let hash = password::hash("password", PASSWORD.to_owned()).await.unwrap();
        let author = self.system();
        let input = AgentInput {
            login: login.to_owned(),
            name: format!("{login} of the tests"),
            email: None,
            role,
            team: None,
        };
        self.app.write(move |tx| agents::create(tx, &author, &input, Some(&hash))).await.unwrap()
    }

    /// Puts somebody into a team, of which features are switched off.
    pub async fn team(&self, login: &str, off: &[Feature]) -> agents::Agent {
        let (author, login, off) = (self.system(), login.to_owned(), off.to_vec());
        self.app
            .write(move |tx| {
                let agent = agents::store::find_by_login(tx, &login)?.unwrap();
                let name = format!("Team of {login}");
                let input = AgentInput {
                    login: login.clone(),
                    name: agent.name.clone(),
                    email: agent.email.clone(),
                    role: agent.role,
                    team: Some(name),
                };
                let agent = agents::update(tx, &author, agent.id, agent.version, &input, AgentState::Active)?;
                let (id, _) = agent.team.clone().unwrap();
                let team = teams::store::get(tx, id)?;
                teams::update(tx, &author, id, team.version, Off::new(off.clone()))?;
                Ok(agent)
            })
            .await
            .unwrap()
    }

    /// A browser in which that person has just logged in; the person is made if there is none.
    pub async fn browser(&self, login: &str, role: Role) -> Client {
        let known = login.to_owned();
        let known = self.app.read(move |tx| Ok(agents::store::find_by_login(tx, &known)?)).await.unwrap();
        let agent = match known {
            Some(agent) => agent,
            None => self.person(login, role).await,
        };
        let now = self.app.clock.now();
        let opened =
            self.app.write(move |tx| Ok(visavi::sessions::open(tx, agent.id, now, 12, None)?)).await.unwrap();
        let secret = opened.secret.clone();
        let session =
            self.app.read(move |tx| Ok(visavi::sessions::find(tx, &secret, now)?)).await.unwrap().unwrap();
        self.anonymous()
            .with_header("cookie", &format!("visavi={}", opened.secret))
            .with_header("x-csrf-token", &session.csrf)
    }
}

impl TestApp {
    /// Every row of every table, so that a test can tell that nothing changed.
    pub async fn fingerprint(&self) -> Vec<(String, Vec<String>)> {
        self.app.accesses.flush().await;
        self.database.rows().await
    }

    /// Every byte that lies on the disk: the files of the embedded database, and the data folder.
    pub fn bytes(&self) -> Vec<(std::path::PathBuf, Vec<u8>)> {
        let mut folders = vec![self.folder.path().to_owned()];
        if let Database::Sqlite(folder) = &self.database {
            folders.push(folder.path().to_owned());
        }
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push((path.clone(), std::fs::read(&path).unwrap()));
                }
            }
        }
        found
    }
}
