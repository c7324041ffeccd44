//! Finding clauses: by unit and number inside a scope, by label inside a clause, by anchor. Built once a
//! document, so that each citation is looked up in constant time.

use super::clause::{Clause, ClauseId, ClauseKind};
use crate::citation::{Number, Unit};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Tables of a document's clauses.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Divisions by scope, unit and number.
    divisions: FxHashMap<(ClauseId, Unit, String), Vec<ClauseId>>,
    /// Divisions by unit and number.
    everywhere: FxHashMap<(Unit, String), Vec<ClauseId>>,
    /// Divisions by scope and unit.
    units: FxHashMap<(ClauseId, Unit), Vec<ClauseId>>,
    /// Items by what their path continues, and label.
    items: FxHashMap<(ClauseId, String), Vec<ClauseId>>,
    /// Clauses by anchor, and divisions without a number by their step.
    names: FxHashMap<String, Vec<ClauseId>>,
    /// The unmarked paragraphs of each clause, in order.
    paragraphs: FxHashMap<ClauseId, Vec<ClauseId>>,
    /// The items of each clause, in order.
    lists: FxHashMap<ClauseId, Vec<ClauseId>>,
}

/// Articles, rules and regulations are looked for as one: "Article 4" is never "Rule 4", but a scope has one
/// kind of them.
fn unit_of(clause: &Clause) -> Option<Unit> {
    clause.unit()
}

impl Index {
    /// The tables of `clauses`.
    pub fn new(clauses: &[Clause]) -> Self {
        let mut index = Self::default();
        for (place, clause) in clauses.iter().enumerate().skip(1) {
            let id = ClauseId::new(place);
            match clause.kind {
                ClauseKind::Item => {
                    for key in clause.number.iter().flat_map(Number::keys) {
                        index.items.entry((clause.base, key)).or_default().push(id);
                    }
                    index.lists.entry(clause.base).or_default().push(id);
                }
                ClauseKind::Paragraph => index.paragraphs.entry(clause.base).or_default().push(id),
                ClauseKind::Division(_) => index.division(id, clause),
                ClauseKind::Document => {}
            }
            if let Some((anchor, _)) = &clause.anchor {
                index.names.entry(anchor.clone()).or_default().push(id);
            }
        }
        index
    }

    fn division(&mut self, id: ClauseId, clause: &Clause) {
        let Some(unit) = unit_of(clause) else { return };
        for key in clause.number.iter().flat_map(Number::keys) {
            self.everywhere.entry((unit, key.clone())).or_default().push(id);
            self.divisions.entry((clause.scope, unit, key)).or_default().push(id);
        }
        self.units.entry((clause.scope, unit)).or_default().push(id);
        let anchored = clause.anchor.as_ref().is_some_and(|(anchor, _)| *anchor == clause.step);
        if clause.number.is_none() && !anchored {
            self.names.entry(clause.step.clone()).or_default().push(id);
        }
    }

    /// The divisions of a scope with a unit and a number, in reading order.
    pub fn divisions(&self, scope: ClauseId, unit: Unit, number: &Number) -> Vec<ClauseId> {
        let mut found: Vec<ClauseId> = Vec::new();
        for key in number.keys() {
            for id in self.divisions.get(&(scope, unit, key)).into_iter().flatten() {
                if !found.contains(id) {
                    found.push(*id);
                }
            }
        }
        found.sort();
        found
    }

    /// The divisions of all scopes with a unit and a number, in reading order.
    pub fn anywhere(&self, unit: Unit, number: &Number) -> Vec<ClauseId> {
        let keys = number.keys().into_iter();
        let found = keys.filter_map(|key| self.everywhere.get(&(unit, key))).flatten();
        found.copied().collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The divisions of a scope with a unit, in reading order.
    pub fn of_unit(&self, scope: ClauseId, unit: Unit) -> &[ClauseId] {
        self.units.get(&(scope, unit)).map_or(&[], Vec::as_slice)
    }

    /// The items whose path continues that of `base`, with a label. A label that is printed the same is
    /// preferred to one that only counts the same.
    pub fn items(&self, base: ClauseId, label: &Number, clauses: &[Clause]) -> Vec<ClauseId> {
        let mut found: Vec<ClauseId> = Vec::new();
        for key in label.keys() {
            for id in self.items.get(&(base, key)).into_iter().flatten() {
                if !found.contains(id) {
                    found.push(*id);
                }
            }
        }
        found.sort();
        let same = |id: &ClauseId| {
            let number = clauses.get(id.index()).and_then(|clause| clause.number.as_ref());
            number.is_some_and(|number| number.text == label.text)
        };
        if found.len() > 1 && found.iter().any(same) {
            found.retain(same);
        }
        found
    }

    /// The items whose path continues that of `base`, in order.
    pub fn list(&self, base: ClauseId) -> &[ClauseId] {
        self.lists.get(&base).map_or(&[], Vec::as_slice)
    }

    /// The unmarked paragraphs whose path continues that of `base`, in order.
    pub fn paragraphs(&self, base: ClauseId) -> &[ClauseId] {
        self.paragraphs.get(&base).map_or(&[], Vec::as_slice)
    }

    /// The clauses with an anchor, and divisions without a number by the words of their caption.
    pub fn named(&self, name: &str) -> &[ClauseId] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }
}
