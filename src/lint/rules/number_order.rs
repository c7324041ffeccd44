//! The rule `number-order`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, numbering};
use crate::model::items;
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
        for pair in run.windows(2) {
            let [(_, number), (id, next)] = pair else { continue };
            if next.compare(number) == Some(Ordering::Less) {
                let clause = document.clause(*id);
                let kind = clause.kind_name();
                report.at(
                    clause.name,
                    format!("{kind} {} stands behind {kind} {}; put it in its place", next.text, number.text),
                );
            }
        }
    }
    for clause in document.clauses().iter().filter(|clause| clause.report == Some(items::Report::Backwards)) {
        let marker = clause.marker.as_deref().unwrap_or_default();
        report.at(
            clause.name,
            format!("{marker} stands behind an item with a higher number; put it in its place"),
        );
    }
}
