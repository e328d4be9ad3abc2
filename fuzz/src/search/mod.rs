//! The files of the search that read what was typed.

#[path = "../../../src/search/mark.rs"]
pub mod mark;
#[path = "../../../src/search/range.rs"]
pub mod range;
#[path = "../../../src/search/terms.rs"]
pub mod terms;
#[path = "../../../src/search/typos.rs"]
pub mod typos;
#[path = "../../../src/search/words.rs"]
pub mod words;

// As in the search itself.
pub const FROM_FIRST: char = '+';
pub const FROM_LAST: char = '~';
pub const ADDRESS: char = '=';
pub const DOMAIN: char = '@';
