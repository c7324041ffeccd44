//! Changing documents: from what is known of them to edits. Nothing here touches a file.

pub mod diff;
pub mod format;
pub mod import;
pub mod mend;
