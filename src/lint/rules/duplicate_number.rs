//! The rule `duplicate-number`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Related, Report, Subject, numbering};
use crate::model::{ClauseId, Document, items};

declare_rule! {
    /// Finds two divisions of one scope, or two items of one list, with the same number.
    ///
    /// A scope is the body of the treaty, an annex, a protocol, an appended agreement: numbers start anew in each.
    ///
    /// ## Why
    ///
    /// A citation of that number fits both, and nobody can tell which is meant.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 4
    ///
    /// The Parties consult.
    ///
    /// ## Article 4
    ///
    /// The Parties report.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 4
    ///
    /// The Parties consult.
    ///
    /// ## Article 4 bis
    ///
    /// The Parties report.
    ///
    /// ## ANNEX
    ///
    /// ### Article 4
    ///
    /// The annex has numbers of its own.
    /// ```
    DUPLICATE_NUMBER {
        name: "duplicate-number",
        group: Structure,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    for run in numbering::runs(document) {
        for (place, (id, number)) in run.iter().enumerate() {
            let before = run.iter().take(place).find(|(_, other)| other.matches(number));
            if let Some((first, _)) = before {
                add(document, report, *first, *id, &number.text);
            }
        }
    }
    for (index, clause) in document.clauses().iter().enumerate() {
        if clause.report != Some(items::Report::Repeat) {
            continue;
        }
        let id = ClauseId::new(index);
        let siblings = document.index().list(clause.base);
        let same = |other: &&ClauseId| {
            let own = clause.reading.map(|reading| reading.value);
            **other < id && document.clause(**other).reading.map(|reading| reading.value) == own
        };
        let marker = clause.marker.as_deref().unwrap_or_default();
        if let Some(first) = siblings.iter().find(same) {
            add(document, report, *first, id, marker);
        } else {
            report.at(
                clause.name,
                format!("{marker} stands here for the second time in its list; number the items anew"),
            );
        }
    }
}

fn add(document: &Document, report: &mut Report<'_>, first: ClauseId, second: ClauseId, number: &str) {
    let clause = document.clause(second);
    let kind = clause.kind_name();
    let message = format!(
        "a second {kind} {number} in the same scope; a citation of it fits both: give one another number"
    );
    let span = document.absolute(document.clause(first).name);
    let related = Related { span, message: format!("the first {kind} {number}") };
    report.at(clause.name, message).related.push(related);
}
