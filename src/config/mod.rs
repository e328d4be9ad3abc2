//! Configuration: flags before environment before file before defaults. `docs/config.md` is made from this file.

mod oidc;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use confique::{Config as _, Layer};
use telephone::Country;

pub use oidc::Oidc;

use crate::consents;
use crate::files::content::Place;
use crate::language::Language;
use crate::privacy::Held;
use crate::words::Role;

/// Everything an installation can set. Each value also by environment, as named.
#[derive(confique::Config, Clone, Debug)]
pub struct Config {
    /// Folder of the embedded database and its copies.
    #[config(env = "VISAVI_DATA", default = "visavi-data")]
    pub data: PathBuf,

    /// File with the secret key of the installation, 32 random bytes; none: `secret.key` in the data folder, made when it is
    /// not there. It seals secrets in the database, and recognises who was erased. It is in no backup: keep a copy elsewhere.
    /// Several servers need the same one.
    #[config(env = "VISAVI_SECRET_KEY_FILE")]
    pub secret_key_file: Option<PathBuf>,

    /// Database: `postgres://…`, or none for the embedded SQLite in the data folder.
    #[config(env = "VISAVI_DATABASE")]
    pub database: Option<String>,

    /// Address and port to listen on.
    #[config(env = "VISAVI_LISTEN", default = "127.0.0.1:8480")]
    pub listen: SocketAddr,

    /// The address that people type, with its scheme: `https://card.example`. With https, cookies are Secure.
    #[config(env = "VISAVI_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// The organisation's name, shown at log-in.
    #[config(env = "VISAVI_ORGANISATION", default = "Visavi")]
    pub organisation: String,

    /// Home country (ISO 3166-1): decides what a national phone number means.
    #[config(env = "VISAVI_COUNTRY", default = "SE")]
    pub country: String,

    /// Language for people who have not chosen one and whose browser asks for none of ours: en, sv, de or pl.
    #[config(env = "VISAVI_LANGUAGE", default = "en")]
    pub language: String,

    /// Time zone (IANA) for people who have not chosen one.
    #[config(env = "VISAVI_TIME_ZONE", default = "Europe/Stockholm")]
    pub time_zone: String,

    /// Roles that have to log in with a second step, a code of an app: `["administrator", "supervisor"]`. Who has not set
    /// it up yet is led to it at the next log-in. By environment with commas between.
    #[config(env = "VISAVI_REQUIRE_TWO_FACTOR", default = [], parse_env = confique::env::parse::list_by_comma)]
    pub require_two_factor: Vec<Role>,

    /// Hours after which one has to log in again.
    #[config(env = "VISAVI_SESSION_HOURS", default = 12)]
    pub session_hours: i64,

    /// Days that events are kept for streams to resume from.
    #[config(env = "VISAVI_EVENT_DAYS", default = 7)]
    pub event_days: i64,

    /// Ask agents why they open a card when they have no contact with the customer. What they say stands in the access log.
    #[config(env = "VISAVI_ACCESS_REASONS", default = false)]
    pub access_reasons: bool,

    /// Let a second person approve each erasure of a customer before it is done.
    #[config(env = "VISAVI_ERASURE_APPROVAL", default = false)]
    pub erasure_approval: bool,

    /// What customers are asked to consent to: words of your own, or `service`, `marketing` and `survey`, which have names in
    /// every language.
    #[config(env = "VISAVI_CONSENT_PURPOSES", parse_env = confique::env::parse::list_by_comma, default = ["service", "marketing", "survey"])]
    pub consent_purposes: Vec<String>,

    /// What data are held for, as the privacy tab says it, by their kind: details, picture, identifiers, addresses, national_ids, fields,
    /// tags, relations, records, notes, files, interactions, identity_checks, confirmations, drafts, consents, blocks, changes, accesses. `{ notes = "Art. 6(1)(b)" }`
    #[config(default = {})]
    pub purposes: BTreeMap<String, String>,

    /// Service that is asked for pictures of customers by their e-mail addresses, `https://gravatar.com/avatar/` or a
    /// Libravatar server's; none: nobody is asked. The server asks, never a browser: it tells the service the SHA-256 of
    /// addresses. Taken away again, its pictures go.
    #[config(env = "VISAVI_AVATARS_FROM")]
    pub avatars_from: Option<String>,

    /// That service is on a private network, and may be reached by http there.
    #[config(env = "VISAVI_AVATARS_PRIVATE", default = false)]
    pub avatars_private: bool,

    /// Let agents load the pictures of other places that a mail shows. The server fetches them, by https and from public
    /// addresses alone, never a browser; a mail is always shown without them first.
    #[config(env = "VISAVI_REMOTE_PICTURES", default = true)]
    pub remote_pictures: bool,
    /// Hosts of the archives whose recordings are played here, with their ports where they have others than usual:
    /// `["calls.example", "10.0.0.5:8080"]`. The server fetches them, also by http and inside; a browser never does. None: no
    /// recording can be heard. By environment with commas between.
    #[config(env = "VISAVI_RECORDING_HOSTS", default = [], parse_env = confique::env::parse::list_by_comma)]
    pub recording_hosts: Vec<String>,

    /// Trust `X-Forwarded-For` of a proxy in front (for the delay after failed log-ins). Only behind one.
    #[config(env = "VISAVI_TRUST_PROXY", default = false)]
    pub trust_proxy: bool,

    /// Where files of customers lie: a folder, or an S3-compatible store as `s3://BUCKET` or `s3://BUCKET/PREFIX`; none: the
    /// folder `files` in the data folder. Several servers need a store, or a folder that they share.
    #[config(env = "VISAVI_FILES")]
    pub files: Option<String>,

    /// Address of the S3-compatible store, `https://s3.example`; none: Amazon's of the region.
    #[config(env = "VISAVI_FILES_ENDPOINT")]
    pub files_endpoint: Option<String>,

    /// Region of the store. Most stores other than Amazon's take any.
    #[config(env = "VISAVI_FILES_REGION", default = "us-east-1")]
    pub files_region: String,

    /// Access key of the store.
    #[config(env = "VISAVI_FILES_KEY")]
    pub files_key: Option<String>,

    /// Secret of the access key. Keep it in the environment, or in a file that only the server reads.
    #[config(env = "VISAVI_FILES_SECRET")]
    pub files_secret: Option<String>,

    /// Let the store be reached by http on another machine: whoever listens on the way can read every file.
    #[config(env = "VISAVI_FILES_HTTP", default = false)]
    pub files_http: bool,

    /// The largest file, in megabytes.
    #[config(env = "VISAVI_FILE_MB", default = 50)]
    pub file_mb: i64,

    /// What all files of one customer may have together, in megabytes.
    #[config(env = "VISAVI_CUSTOMER_FILES_MB", default = 1000)]
    pub customer_files_mb: i64,

    /// The largest attachment of a message, in megabytes.
    #[config(env = "VISAVI_ATTACHMENT_MB", default = 25)]
    pub attachment_mb: i64,

    /// What all attachments of one message may have together, in megabytes.
    #[config(env = "VISAVI_MESSAGE_ATTACHMENTS_MB", default = 100)]
    pub message_attachments_mb: i64,

    /// The largest body of a request that tells of contacts or messages with what came with them, in megabytes.
    /// Larger attachments come each as a body of its own.
    #[config(env = "VISAVI_DELIVERY_MB", default = 36)]
    pub delivery_mb: i64,

    /// Log format: `text` or `json`. What is logged is set by `RUST_LOG`.
    #[config(env = "VISAVI_LOG_FORMAT", default = "text")]
    pub log_format: String,

    /// Log-in by the organisation's own provider (OpenID Connect), beside the password.
    #[config(nested)]
    pub oidc: Oidc,
}

/// What was given on the command line: stronger than everything else.
pub type Flags = <Config as confique::Config>::Layer;

impl Config {
    /// Reads the layers and checks the values. `file` must exist if it was named.
    pub fn load(flags: Flags, file: Option<&Path>) -> anyhow::Result<Config> {
        let mut layer = flags.with_fallback(Flags::from_env().context("environment")?);
        let path = file.unwrap_or(Path::new("visavi.toml"));
        if file.is_some() || path.exists() {
            let source = confique::File::with_format(path, confique::FileFormat::Toml).required();
            layer = layer.with_fallback(
                source.load().with_context(|| format!("configuration file {}", path.display()))?,
            );
        }
        let config = Config::from_layer(layer.with_fallback(Flags::default_values()))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> anyhow::Result<()> {
        self.country.parse::<Country>().map_err(|error| anyhow::anyhow!("country: {error}"))?;
        self.language.parse::<Language>().map_err(|error| anyhow::anyhow!("language: {error}"))?;
        jiff::tz::TimeZone::get(&self.time_zone).context("time_zone: no such IANA time zone")?;
        if let Some(url) = &self.public_url {
            let known = url.starts_with("https://") || url.starts_with("http://");
            anyhow::ensure!(known, "public_url: expected https://… or http://…, got {url}");
        }
        anyhow::ensure!((1..=24 * 30).contains(&self.session_hours), "session_hours: expected 1 to 720");
        anyhow::ensure!((1..=365).contains(&self.event_days), "event_days: expected 1 to 365");
        anyhow::ensure!((1..=5_000).contains(&self.file_mb), "file_mb: expected 1 to 5000");
        anyhow::ensure!(
            (1..=1_000_000).contains(&self.customer_files_mb),
            "customer_files_mb: expected 1 to 1000000"
        );
        anyhow::ensure!((1..=5_000).contains(&self.attachment_mb), "attachment_mb: expected 1 to 5000");
        anyhow::ensure!(
            (1..=50_000).contains(&self.message_attachments_mb),
            "message_attachments_mb: expected 1 to 50000"
        );
        anyhow::ensure!((2..=500).contains(&self.delivery_mb), "delivery_mb: expected 2 to 500");
        let is_purpose = |word: &String| !word.trim().is_empty() && word.chars().count() <= consents::PURPOSE;
        anyhow::ensure!(
            self.consent_purposes.iter().all(is_purpose),
            "consent_purposes: expected words of at most {} characters",
            consents::PURPOSE
        );
        if let Some(kind) = self.purposes.keys().find(|kind| kind.parse::<Held>().is_err()) {
            anyhow::bail!("purposes: {kind} is none of {}", Held::WORDS.join(", "));
        }
        Place::of(self)?;
        if let Some(service) = &self.avatars_from {
            let safe =
                service.starts_with("https://") || (self.avatars_private && service.starts_with("http://"));
            let is_folder = service.ends_with('/') && service.parse::<axum::http::Uri>().is_ok();
            anyhow::ensure!(safe && is_folder, "avatars_from: expected https://…/, got {service}");
        }
        for host in &self.recording_hosts {
            let plain =
                host.parse::<axum::http::uri::Authority>().is_ok_and(|parsed| !parsed.as_str().contains('@'));
            anyhow::ensure!(plain, "recording_hosts: expected a host, with its port if need be, got {host}");
        }
        self.oidc.check(self.public_url.as_deref())?;
        anyhow::ensure!(
            matches!(self.log_format.as_str(), "text" | "json"),
            "log_format: expected text or json"
        );
        self.target()?;
        Ok(())
    }

    /// Which database is meant.
    pub fn target(&self) -> anyhow::Result<db::Target> {
        match &self.database {
            Some(url) => db::Target::parse(url).map_err(|error| anyhow::anyhow!("database: {error}")),
            None => Ok(db::Target::Sqlite { path: self.data.join("visavi.db") }),
        }
    }

    /// The home country; checked when the configuration was read.
    pub fn country(&self) -> Country {
        self.country.parse().unwrap_or_else(|_| Config::default_country())
    }

    pub fn default_country() -> Country {
        "SE".parse().unwrap_or_else(|_| unreachable!("SE is a country"))
    }

    pub fn language(&self) -> Language {
        self.language.parse().unwrap_or(Language::English)
    }

    /// Whether browsers reach us by https.
    pub fn is_secure(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// The text of `docs/config.md`.
    pub fn document() -> String {
        format!(
            "# Configuration\n\nFlags come before environment, environment before the file `visavi.toml`, the file before \
             these defaults.\nThis page is made by `make documents`; `visavi config` prints the file.\n\n```toml\n{}```\n",
            Config::template()
        )
    }

    /// The configuration file with every value, commented.
    pub fn template() -> String {
        confique::toml::template::<Config>(confique::toml::FormatOptions::default())
    }
}
