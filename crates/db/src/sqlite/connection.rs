//! How connections are opened.
//!
//! Invariant: a commit is on the disk when it returns (`synchronous=FULL` over a write-ahead log).

use std::fs;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::DbError;

/// Enough for every statement of an application.
const STATEMENTS: usize = 128;

/// Readers look at the file through this much address space, so that they share the system's page cache: as much as
/// `.cargo/config.toml` allows. What is not mapped is copied page by page, which costs several times as much.
const MAPPED: &str = "PRAGMA mmap_size = 1099511627776";

const READING: &str = "PRAGMA cache_size = -8192; PRAGMA query_only = ON;";

/// What is deleted or replaced is overwritten, so that nobody who gets hold of the file finds it in there.
/// 64 MB of pages keep a burst of writes from spilling; the log is brought home when it has 32 MB, so that a page that
/// many writes touch is brought home once, and cut back to 64 MB after a burst.
const WRITING: &str = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;
    PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 8000;";

/// Another process (a backup, the command line) may hold the lock for a moment, no longer than a caller waits.
const COMMON: &str = "PRAGMA busy_timeout = 2000; PRAGMA temp_store = MEMORY;";

/// The one connection that writes. Creates the file, readable by its owner only, and its folder.
pub(super) fn writer(path: &Path) -> Result<Connection, DbError> {
    create(path).map_err(|error| DbError::Unavailable(format!("{}: {error}", path.display())))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags, WRITING)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", (), |row| row.get(0))?;
    if mode != "wal" {
        return Err(DbError::Unavailable(format!("{}: no write-ahead log is possible here", path.display())));
    }
    Ok(connection)
}

/// One of the connections that only read.
pub(super) fn reader(path: &Path, mapped: bool) -> Result<Connection, DbError> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX, READING)?;
    if mapped {
        connection.execute_batch(MAPPED)?;
    }
    Ok(connection)
}

/// Brings the whole log home and cuts it to nothing. Writers wait meanwhile, so readers are not waited for as long as usual.
pub(super) fn empty_log(connection: &Connection) -> Result<(), DbError> {
    connection.execute_batch("PRAGMA busy_timeout = 200")?;
    let busy: Result<i64, _> = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0));
    connection.execute_batch(COMMON)?;
    match busy? {
        0 => Ok(()),
        _ => Err(DbError::Unavailable("the write-ahead log is being read".to_owned())),
    }
}

fn open(path: &Path, flags: OpenFlags, pragmas: &str) -> Result<Connection, DbError> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Without it SQLite plans a statement anew whenever a parameter that its plan looked at gets another value,
    // which costs several times what running it does. Our plans hold for any value.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(COMMON)?;
    connection.execute_batch(pragmas)?;
    Ok(connection)
}

pub(super) fn create(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
