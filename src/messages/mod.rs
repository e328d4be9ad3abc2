//! What is in a message: HTML and text of strangers, shown so that it can do nothing (ADR 31).
//!
//! Invariant: HTML of a mail stands in a document of its own, in which nothing runs and which asks no other place for
//! anything; that of a chat line is emphasis and links. Pictures of other places come through the house, when asked for.

pub mod content;
pub mod links;
pub mod pages;
mod probe;
pub mod quotes;
pub mod remote;
mod tags;
pub mod view;
