//! The rule `open-query`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use rustc_hash::FxHashSet;

declare_rule! {
    /// Finds a query that nobody has answered: what is still to be done.
    ///
    /// A check that must not pass with open queries sets `open-query = "warning"`.
    ///
    /// ## Why
    ///
    /// A query is a note to oneself or to colleagues; published, it is a mistake.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Parties consult without delay.
    ///
    /// > [query "without delay"] Is this more than “promptly”?
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Parties consult without delay.
    ///
    /// > [query "without delay"] Is this more than “promptly”?
    /// >> It is the same: see the preparatory work.
    /// ```
    OPEN_QUERY {
        name: "open-query",
        group: Glosses,
        default: Level::On(Severity::Hint),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let glosses = subject.document.glosses();
    let answered: FxHashSet<usize> = glosses.iter().filter_map(|gloss| gloss.answers).collect();
    for (_, gloss) in glosses.iter().enumerate().filter(|(index, _)| !answered.contains(index)) {
        if let Some(kind) = gloss.kind.as_ref().filter(|kind| kind.text == "query") {
            report.at(kind.place, "the query is not answered; answer it below with >>, or take it out");
        }
    }
}
