//! What the rules about numbers share: the runs in which numbers are expected to go on.

use crate::citation::Number;
use crate::model::{Clause, ClauseId, Document};
use rustc_hash::FxHashMap;

/// The numbered divisions whose numbers are expected to go on from one to the next, in reading order:
/// articles through a scope, other divisions below the same one. A run ends where numbers begin anew.
pub(super) fn runs(document: &Document) -> Vec<Vec<(ClauseId, &Number)>> {
    let mut runs: Vec<Vec<(ClauseId, &Number)>> = Vec::new();
    let mut open: FxHashMap<(ClauseId, &str), usize> = FxHashMap::default();
    for (index, clause) in document.clauses().iter().enumerate().skip(1) {
        let (Some(number), Some(_)) = (&clause.number, clause.unit()) else { continue };
        let id = ClauseId::new(index);
        let key = (family(clause), clause.kind_name());
        let known = open.get(&key).copied();
        let last = known.and_then(|run| runs.get(run)).and_then(|run| run.last());
        let anew = last.is_some_and(|(before, _)| {
            let other_parent = document.clause(*before).parent != clause.parent;
            other_parent && number.value() == Some(1) && number.suffix() == 0
        });
        match known.filter(|_| !anew).and_then(|run| runs.get_mut(run)) {
            Some(run) => run.push((id, number)),
            None => {
                open.insert(key, runs.len());
                runs.push(vec![(id, number)]);
            }
        }
    }
    runs
}

/// The division among whose numbers that of `clause` is counted.
fn family(clause: &Clause) -> ClauseId {
    if clause.is_article() { clause.scope } else { clause.parent.unwrap_or_default() }
}

/// Whether the numbers of `next` begin anew though they go up: in another division, with the first number of
/// a hundred (Article 201 in Chapter Two) or of a chapter (Article 2.1).
pub(super) fn begins_anew(document: &Document, before: ClauseId, next: ClauseId) -> bool {
    let (before, next) = (document.clause(before), document.clause(next));
    let (Some(old), Some(new)) = (&before.number, &next.number) else { return false };
    let dotted = new.dotted();
    if dotted.len() > 1 && dotted.first() != old.dotted().first() {
        return dotted.last() == Some(&"1");
    }
    let hundred = new.value().is_some_and(|value| value >= 100 && value % 100 <= 1);
    before.parent != next.parent && hundred
}
