//! The rule `duplicate-anchor`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Related, Report, Subject};
use crate::model::Place;
use crate::model::pinpoint::reads_as_pinpoint;
use std::collections::HashMap;

declare_rule! {
    /// Finds an anchor `{#id}` that two headings or glosses bear.
    ///
    /// ## Why
    ///
    /// A link to it leads to the first and never to the second.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1 {#aid}
    ///
    /// The Parties consult.
    ///
    /// ## Article 2 {#aid}
    ///
    /// The Parties report.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1 {#aid}
    ///
    /// The Parties consult.
    ///
    /// ## Article 2 {#reports}
    ///
    /// The Parties report.
    /// ```
    DUPLICATE_ANCHOR {
        name: "duplicate-anchor",
        group: Structure,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    // One that reads as a pinpoint is none: `stray-markup` reports it.
    let headings = document.clauses().iter().filter_map(|clause| clause.anchor.clone());
    let headings = headings.filter(|(anchor, _)| !reads_as_pinpoint(anchor));
    let glosses =
        document.glosses().iter().filter_map(|gloss| gloss.id.as_ref()).map(|id| (id.text.clone(), id.place));
    let mut anchors: Vec<(String, Place)> = headings.chain(glosses).collect();
    anchors.sort_by_key(|(_, place)| *place);
    let mut first: HashMap<String, Place> = HashMap::new();
    for (anchor, place) in anchors {
        match first.get(&anchor) {
            None => {
                first.insert(anchor, place);
            }
            Some(known) => {
                let span = document.absolute(*known);
                let message =
                    format!("a second anchor `{anchor}`; links lead to the first: give this one another id");
                let related = Related { span, message: format!("the first `{anchor}`") };
                report.at(place, message).related.push(related);
            }
        }
    }
}
