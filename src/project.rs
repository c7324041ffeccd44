//! Files: reading, walking and writing them. With `server` and `cli` the only layer that touches the disk.
#![expect(clippy::disallowed_methods, reason = "this layer is where files are read and written")]

pub mod git;
pub mod settings;
pub mod source;
pub mod walk;
pub mod workspace;
pub mod write;

pub use source::{ReadError, Source};
