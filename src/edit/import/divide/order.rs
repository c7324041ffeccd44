//! What is still to come, and what was seen last.

use super::{Division, Kind};
use crate::citation::Unit;
use crate::edit::import::find::Found;
use crate::model::unmarked::rank;

/// The numbered headings that are still to come.
pub(super) struct Ahead<'a> {
    found: &'a [Found],
    /// How many are passed.
    passed: usize,
    /// For each of them the next one that is no article.
    divisions: Vec<usize>,
}

impl<'a> Ahead<'a> {
    pub(super) fn new(found: &'a [Found]) -> Self {
        let mut next = found.len();
        let mut divisions = vec![next; found.len()];
        for (index, slot) in divisions.iter_mut().enumerate().rev() {
            if found.get(index).is_some_and(|found| !found.is_article()) {
                next = index;
            }
            *slot = next;
        }
        Self { found, passed: 0, divisions }
    }

    pub(super) fn next(&self) -> Option<&'a Found> {
        self.found.get(self.passed)
    }

    /// The next one that is no article.
    pub(super) fn next_division(&self) -> Option<&'a Found> {
        self.found.get(*self.divisions.get(self.passed)?)
    }

    /// Passes those before a piece.
    pub(super) fn pass(&mut self, piece: usize) {
        while self.next().is_some_and(|found| found.piece < piece) {
            self.passed += 1;
        }
    }
}

/// The last division of each rank: its place among the divisions, and its unit.
#[derive(Default)]
pub(super) struct Seen([Option<(usize, Unit)>; 7]);

impl Seen {
    pub(super) fn note(&mut self, place: usize, division: &Division) {
        let rank = rank(division.unit).filter(|_| division.kind != Kind::Title);
        if let Some(slot) = rank.and_then(|rank| self.0.get_mut(usize::from(rank))) {
            *slot = Some((place, division.unit));
        }
    }

    /// The last division that can hold those of a rank, and whether one of them stands in it already.
    pub(super) fn above(&self, inner: u8) -> Option<(Unit, bool)> {
        let (outer, inner) = self.0.split_at_checked(usize::from(inner))?;
        let (place, unit) = outer.iter().flatten().max_by_key(|(place, _)| *place)?;
        let begun = inner.first().copied().flatten().is_some_and(|(inner, _)| inner > *place);
        (rank(*unit) != Some(0)).then_some((*unit, begun))
    }
}
