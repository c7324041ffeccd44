//! What printing added to a text: the numbers and the running heads of pages.

use super::piece::Piece;
use super::{Change, ChangeKind};
use crate::citation::Language;

/// Takes page numbers and running heads out, and says which.
pub(super) fn leave_out(_pieces: &mut Vec<Piece<'_>>, _languages: &[&Language]) -> Vec<Change> {
    Vec::new()
}
