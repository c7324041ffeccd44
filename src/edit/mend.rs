//! Mending a text by the fixes of its findings, until none is left.

use crate::lint::{Diagnostic, Fix};
use crate::text::{Edit, apply_edits, compose_edits};

/// Which fixes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Those that change only what cannot belong to the text.
    Safe,
    /// All.
    All,
}

/// The most rounds: a fix that undoes another would go on for ever.
const MOST_ROUNDS: usize = 16;

/// A mended text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The text.
    pub text: String,
    /// How many findings were mended.
    pub count: usize,
    /// What changes the text as it was into it: sorted edits that are apart from each other.
    pub edits: Vec<Edit>,
    /// What is found in it.
    pub left: Vec<Diagnostic>,
}

/// Mends `text` by the fixes of what `check` finds, again and again until there is none that may be made.
pub fn mend(text: &str, extent: Extent, check: impl Fn(&str) -> Vec<Diagnostic>) -> Mended {
    mend_found(text, check(text), extent, check)
}

/// Mends `text`, in which `found` was found, by the fixes of that and of what `check` finds afterwards, again
/// and again until there is none that may be made. Fixes that overlap are made in later rounds.
pub fn mend_found(
    text: &str,
    found: Vec<Diagnostic>,
    extent: Extent,
    check: impl Fn(&str) -> Vec<Diagnostic>,
) -> Mended {
    let mut mended = Mended { text: text.to_owned(), count: 0, edits: Vec::new(), left: found };
    for _ in 0..MOST_ROUNDS {
        let (edits, count) = edits(&mended.left, extent);
        if count == 0 {
            break;
        }
        let next = apply_edits(&mended.text, &edits);
        if next == mended.text {
            break;
        }
        mended.edits = compose_edits(&mended.edits, &edits);
        mended = Mended { left: check(&next), text: next, count: mended.count + count, ..mended };
    }
    mended
}

/// The fix of a finding that may be made, the best one.
pub fn fix_of(diagnostic: &Diagnostic, extent: Extent) -> Option<&Fix> {
    diagnostic.fixes.first().filter(|fix| fix.safe || extent == Extent::All)
}

/// The edits of all fixes that may be made and do not overlap, and how many findings they mend.
pub fn edits(diagnostics: &[Diagnostic], extent: Extent) -> (Vec<Edit>, usize) {
    let mut edits: Vec<Edit> = Vec::new();
    let mut count = 0;
    for fix in diagnostics.iter().filter_map(|diagnostic| fix_of(diagnostic, extent)) {
        let free = |edit: &Edit| {
            let place = edits.partition_point(|known| known.span < edit.span);
            let around = edits.get(place.saturating_sub(1)..(place + 1).min(edits.len())).unwrap_or_default();
            !around.iter().any(|known| known.span.overlaps(edit.span))
        };
        if fix.edits.iter().all(free) {
            edits.extend(fix.edits.iter().cloned());
            edits.sort();
            count += 1;
        }
    }
    (edits, count)
}
