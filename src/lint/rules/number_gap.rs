//! The rule `number-gap`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, numbering};
use crate::model::items;
use std::cmp::Ordering;

declare_rule! {
    /// Finds a number that is missing: Article 4 followed by Article 6; (a), (b), (d); a list that starts late.
    ///
    /// Printed numbers are facts: nothing is renumbered. An edition that gives only some clauses says so once, at its head,
    /// with `@allow number-gap: only the clauses that were published`.
    ///
    /// ## Why
    ///
    /// Most often a clause was lost when the text was copied.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// The Parties consult.
    ///
    /// ## Article 3
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
    /// The Parties shall:
    ///
    /// (a) consult;
    ///
    /// (b) report.
    ///
    /// ## Article 1 bis
    ///
    /// The Parties meet.
    ///
    /// ## Article 2
    ///
    /// The Parties decide.
    /// ```
    NUMBER_GAP {
        name: "number-gap",
        group: Structure,
        default: Level::On(Severity::Warning),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    for run in numbering::runs(document) {
        for pair in run.windows(2) {
            let [(before, number), (id, next)] = pair else { continue };
            if next.compare(number) == Some(Ordering::Greater)
                && !next.follows(number)
                && !numbering::begins_anew(document, *before, *id)
            {
                let clause = document.clause(*id);
                let kind = clause.kind_name();
                let message = format!(
                    "{kind} {} follows {kind} {}: what stands between them is missing",
                    next.text, number.text
                );
                report.at(clause.name, message);
            }
        }
    }
    for clause in document.clauses() {
        let marker = clause.marker.as_deref().unwrap_or_default();
        match clause.report {
            Some(items::Report::Gap) => {
                report.at(
                    clause.name,
                    format!("a number is missing before {marker}: the list does not go on without a gap"),
                );
            }
            Some(items::Report::StartsLate) => {
                report.at(clause.name, format!("the list begins with {marker} and not with its first number: what stands before it is missing"));
            }
            _ => {}
        }
    }
}
