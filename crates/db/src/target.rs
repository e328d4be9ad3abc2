//! Where the database is.

use std::fmt;
use std::path::PathBuf;

use crate::postgres::Address;

/// A database's place.
#[derive(Clone)]
pub enum Target {
    /// One file, with `-wal` and `-shm` beside it.
    Sqlite { path: PathBuf },
    /// A libpq-style URL; it may name several hosts, `sslmode` and `target_session_attrs`.
    Postgres { url: String },
}

/// How to open a database. `None` chooses by the number of cores.
#[derive(Clone, Debug)]
pub struct Settings {
    pub target: Target,
    /// SQLite: threads that read, each with one connection.
    pub readers: Option<usize>,
    /// PostgreSQL: the most connections of the pool; one more listens.
    pub pool: Option<usize>,
    /// SQLite: whether readers look at the file where the system keeps it, which is several times as fast, or copy what they
    /// need. Whoever reads most of a large file once would be measured by all of it.
    pub mapped: bool,
}

impl Settings {
    /// As a server opens it, in numbers that the machine says.
    pub fn new(target: Target) -> Settings {
        Settings { target, readers: None, pool: None, mapped: true }
    }
}

impl Target {
    /// Reads `sqlite:PATH`, `sqlite://PATH`, a plain path, `postgres://…` or `postgresql://…`.
    /// The error is a sentence for the person who wrote the setting.
    pub fn parse(text: &str) -> Result<Target, String> {
        let text = text.trim();
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Address::parse(text)?;
            return Ok(Target::Postgres { url: text.to_owned() });
        }
        let path = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")).unwrap_or(text);
        if path.is_empty() {
            return Err("the database needs a file name or a postgres:// URL".to_owned());
        }
        if path.starts_with(":memory:") {
            return Err("a database in memory would lose everything; name a file".to_owned());
        }
        if let Some((scheme, _)) = path.split_once("://") {
            return Err(format!(
                "\"{scheme}\" is no known kind of database; use sqlite:PATH or postgres://…"
            ));
        }
        Ok(Target::Sqlite { path: PathBuf::from(path) })
    }
}

/// Leaves user, password and options out: a target ends up in logs.
impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Sqlite { path } => write!(f, "sqlite:{}", path.display()),
            Target::Postgres { url } => {
                let place = url.split_once("://").map_or("", |(_, rest)| rest);
                let place = place.split('?').next().unwrap_or_default();
                let place = place.rsplit_once('@').map_or(place, |(_, host)| host);
                write!(f, "postgres://{place}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_read() {
        for (text, expected) in [
            ("sqlite:data/v.db", "sqlite:data/v.db"),
            ("sqlite:///var/v.db", "sqlite:/var/v.db"),
            (" /var/v.db ", "sqlite:/var/v.db"),
            ("postgres://u:secret@a:1,b:2/v?sslmode=verify-full", "postgres://a:1,b:2/v"),
            ("postgresql:///v?host=/run/postgresql&password=secret", "postgres:///v"),
        ] {
            assert_eq!(format!("{:?}", Target::parse(text).unwrap()), expected);
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in
            ["", "sqlite:", ":memory:", "sqlite::memory:", "mysql://a/b", "postgres://a/b?sslmode=maybe"]
        {
            assert!(Target::parse(text).is_err(), "{text}");
        }
    }
}
