//! What every request goes through: who it is from, what it carries, how its answer or error is told.
//! Nothing here knows a feature apart from sessions and tokens, which say who is there, and the rail, which stands
//! beside an error as beside everything else.

pub mod access;
pub mod assets;
pub mod cookies;
pub mod etag;
pub mod fields;
pub mod form;
pub mod headers;
pub mod idempotency;
pub mod json;
pub mod layout;
pub mod live;
pub mod paging;
pub mod part;
pub mod path;
pub mod problems;
pub mod visitor;
pub mod watching;

pub use etag::IfMatch;
pub use form::Form;
pub use json::JsonBody;
pub use part::Part;
pub use path::{Id, Ids, Query, address};
pub use visitor::Visitor;
