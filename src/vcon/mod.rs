//! vCon, the container for conversations (draft-ietf-vcon-vcon-core, 0.4.0): an interaction as one, and one as an
//! interaction. The privacy export, imports and the API share it.

pub mod api;
mod attached;
mod read;
mod write;

pub use attached::{Bodies, attach, bodies};
pub use read::{is_one, read};
pub use write::of;
