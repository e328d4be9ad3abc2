//! Which records of customers are of one person, or of one company.
//!
//! The method is that of Fellegi and Sunter (1969), *A Theory for Record Linkage*, JASA 64(328):
//! each field of two records agrees on some *level*; a level's weight in bits is log2(m/u), where m
//! is how often it is seen between two records of one person and u between those of two. Weights
//! add up to the odds that both are one. Three things are added to it:
//!
//! - **frequencies**: two Andersson say less than two Wiśniowiecki. For values that agree, u is how
//!   many in the base have this very value, drawn towards a prior as long as the base is small.
//! - **households**: address, telephone and family name belong to all who live together. What they
//!   say together may never do more than put two records into one household ([`Model::compare`]).
//! - **priors**: m and u are learnt from the base itself by expectation–maximisation, but with so
//!   many pseudo-counts of fixed priors that twenty records give sensible results, too.
//!
//! The steps: [`Features::of`] folds a record, [`Features::keys`] says which others it is compared
//! with, [`Model::compare`] compares two, and [`dedupe`] does all of it for a whole base.

mod codes;
mod collective;
mod companies;
mod compare;
mod dedupe;
mod estimate;
mod features;
mod frequencies;
mod keys;
mod levels;
mod model;
mod nicknames;
mod reason;
mod record;
mod streets;
mod text;

pub use compare::Comparison;
pub use dedupe::{Counts, Found, Pair, Times, dedupe, largest_block};
pub use features::Features;
pub use model::{Model, Tier, score};
pub use reason::{Reason, ReasonCode};
pub use record::{Address, Kind, Phone, Record};
