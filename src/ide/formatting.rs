//! Formatting: the canonical form of the markup, for a whole file or the blocks of a range. The form is one:
//! nothing that an editor can choose changes it.

use super::File;
use crate::edit::format;
use crate::text::{Edit, Span};

/// The edits that bring a file into its form, in order; none for plain text.
pub fn formatting(file: &File) -> Vec<Edit> {
    format::edits(file.document())
}

/// Those of the blocks that `span` touches.
pub fn range_formatting(file: &File, span: Span) -> Vec<Edit> {
    format::edits_in(file.document(), span)
}
