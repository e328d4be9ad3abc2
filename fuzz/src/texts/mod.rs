//! The files of the search in what was said.

#[path = "../../../src/texts/asked.rs"]
pub mod asked;
#[path = "../../../src/texts/passage.rs"]
pub mod passage;
