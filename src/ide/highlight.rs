//! Highlights: the places to mark while the cursor stands on one of them. They are those of `references` that
//! have words.

use super::File;
use super::references::{Reference, references};
use crate::text::Offset;

/// What is marked for what stands at `offset`, in the order of the text.
pub fn highlights(file: &File, offset: Offset) -> Vec<Reference> {
    let mut found = references(file, offset);
    found.retain(|reference| reference.member.is_none() && !reference.span.is_empty());
    found
}
