//! The stories of the house, each on both databases, in one binary.

mod support;

mod access_matrix;
mod accesses;
mod actions;
mod bad_input;
mod blocklist;
mod changes;
mod customers;
mod deletion;
mod demo;
mod documents;
mod drafts;
mod exports;
mod fields;
mod files;
mod generate;
mod identifiers;
mod imports;
mod interactions;
mod ivr;
mod lists;
mod log_in;
mod lookup;
mod messages;
mod national_ids;
mod notes;
mod records;
mod search;
mod spellings;
mod streams;
mod translations;
