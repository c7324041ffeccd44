//! The rule `duplicate-number`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Related, Report, Subject, numbering};
use crate::model::{ClauseId, Document, items};
use rustc_hash::FxHashMap;

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
        // Numbers that count the same have a key in common.
        let mut first: FxHashMap<String, ClauseId> = FxHashMap::default();
        for (id, number) in run {
            let keys = number.keys();
            if let Some(before) = keys.iter().find_map(|key| first.get(key)) {
                add(document, report, *before, id, &number.text);
            }
            for key in keys {
                first.entry(key).or_insert(id);
            }
        }
    }
    repeated_items(document, report);
}

fn repeated_items(document: &Document, report: &mut Report<'_>) {
    let mut first: FxHashMap<(ClauseId, u32), ClauseId> = FxHashMap::default();
    for (index, clause) in document.clauses().iter().enumerate() {
        let Some(reading) = clause.reading else { continue };
        let id = ClauseId::new(index);
        let before = *first.entry((clause.base, reading.value)).or_insert(id);
        if clause.report != Some(items::Report::Repeat) {
            continue;
        }
        let marker = clause.marker.as_deref().unwrap_or_default();
        if before < id {
            add(document, report, before, id, marker);
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
