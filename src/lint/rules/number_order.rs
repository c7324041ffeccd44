//! The rule `number-order`.

use crate::config::{Level, Severity};
use crate::lint::numbering::{self, List, Numbered};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::{Clause, ClauseId, Document, items};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;

declare_rule! {
    /// Finds numbers that go backwards.
    ///
    /// ## Why
    ///
    /// A range such as “Articles 4 to 7” means the clauses in the order of the text; out of order it means others than its
    /// author thought.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 2
    ///
    /// The Parties consult.
    ///
    /// ## Article 1
    ///
    /// The Parties report.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// The Parties consult.
    ///
    /// ## Article 2
    ///
    /// The Parties report.
    /// ```
    NUMBER_ORDER {
        name: "number-order",
        group: Structure,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    for run in numbering::runs(document) {
        divisions(document, report, &run);
    }
    items(document, report);
}

fn divisions(document: &Document, report: &mut Report<'_>, run: &[Numbered<'_>]) {
    let again: FxHashSet<ClauseId> =
        numbering::repeated_divisions(run).into_iter().map(|(id, _)| id).collect();
    for pair in run.windows(2) {
        let [before, next] = *pair else { continue };
        // A number that has been there is a second one, which `duplicate-number` reports.
        if next.1.compare(before.1) == Some(Ordering::Less) && !again.contains(&next.0) {
            let (before, next) = (document.clause(before.0), document.clause(next.0));
            report.at(next.name, message(&numbering::name(next), &numbering::name(before)));
        }
    }
}

fn items(document: &Document, report: &mut Report<'_>) {
    let again: FxHashSet<ClauseId> = numbering::repeated(document).into_iter().map(|(id, _)| id).collect();
    // Of each list the highest item so far, and the last one if that was out of order.
    let mut highest: FxHashMap<List<'_>, ((u32, u32), &Clause)> = FxHashMap::default();
    let mut astray: FxHashMap<List<'_>, u32> = FxHashMap::default();
    for (index, clause) in document.clauses().iter().enumerate() {
        let Some((list, count)) = numbering::count(clause) else { continue };
        let backwards = matches!(clause.report, Some(items::Report::Backwards | items::Report::Repeat));
        let (highest_count, highest) = highest.entry(list).or_insert((count, clause));
        if !backwards || again.contains(&ClauseId::new(index)) {
            if count > *highest_count {
                (*highest_count, *highest) = (count, clause);
            }
            astray.remove(&list);
            continue;
        }
        // Several that follow each other in the wrong place are one finding.
        let goes_on = astray.get(&list).is_some_and(|value| value.checked_add(1) == Some(count.0));
        astray.insert(list, count.0);
        if !goes_on {
            let marker = |clause: &Clause| clause.marker.clone().unwrap_or_default();
            report.at(clause.name, message(&marker(clause), &marker(highest)));
        }
    }
}

fn message(next: &str, before: &str) -> String {
    format!("{next} stands behind {before}; put it in its place")
}
