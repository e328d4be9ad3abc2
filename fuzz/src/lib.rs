//! What holds for whatever is sent: the properties that the targets of the fuzzer check.
//!
//! Invariant: a property here is one that the crate in question promises; what fails becomes a test of that crate.
//!
//! The search is part of the program, which would take minutes to build with instrumentation. Its pure files are
//! taken by their path instead, and stand in the same modules as they do there.

// For the files that are taken by their path: all they know of a database is its dialect.
extern crate self as db;

pub mod files;
#[path = "../../src/fold.rs"]
pub mod fold;
pub mod phone;
pub mod query;
pub mod search;
pub mod texts;

/// As in the crate `db`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    Sqlite,
    Postgres,
}

/// The fuzzer ends the process at every panic. Those of a library that are caught where they are expected are none of
/// its business: what is not caught reaches it all the same.
pub fn allow_caught_panics() {
    std::panic::set_hook(Box::new(|panic| {
        // A library panics here many times a second; what counts is printed by whoever catches the panic last.
        if panic.location().is_none_or(|place| !place.file().contains("rlibphonenumber")) {
            eprintln!("{panic}");
        }
    }));
}
