//! The rule `ambiguous-citation`.

use super::unresolved_citation::shown;
use crate::citation::Unit;
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::workspace::Led;
use crate::model::{CitedTarget, Status};

declare_rule! {
    /// Finds a citation that more than one clause fits.
    ///
    /// ## Why
    ///
    /// A reader can take it for either; nothing is linked. Name what the clause stands in: the part, the
    /// annex, the agreement.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// The rules of Section 1 apply.
    ///
    /// ## Part I
    ///
    /// ### Section 1
    ///
    /// Each Party appoints an officer.
    ///
    /// ## Part II
    ///
    /// ### Section 1
    ///
    /// Each Party keeps a register.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// The rules of Section 1 of Part I apply.
    ///
    /// ## Part I
    ///
    /// ### Section 1
    ///
    /// Each Party appoints an officer.
    ///
    /// ## Part II
    ///
    /// ### Section 1
    ///
    /// Each Party keeps a register.
    /// ```
    AMBIGUOUS_CITATION {
        name: "ambiguous-citation",
        group: Citations,
        default: Level::On(Severity::Warning),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    for citation in document.citations() {
        for target in &citation.targets {
            if target.status == Status::Ambiguous || is_ambiguous_elsewhere(subject, target) {
                let words = shown(document, citation, target);
                let message = format!("more than one clause fits {words}: name what it stands in");
                let found = report.at(target.place, message);
                // Two articles or items with one number are a fault of their own.
                if !is_of_divisions(target) {
                    found.severity = Severity::Hint;
                }
            }
        }
    }
}

/// Whether a part, a chapter or a section is looked for, which several divisions can have.
fn is_of_divisions(target: &CitedTarget) -> bool {
    let unit = target.pinpoint.split(['-', '(']).next().and_then(Unit::division_named);
    unit.is_some_and(|unit| !unit.is_appended())
}

fn is_ambiguous_elsewhere(subject: &Subject<'_>, target: &CitedTarget) -> bool {
    let found = subject.within.and_then(|within| within.follow(target, subject.document));
    found.is_some_and(|found| found.led == Led::Ambiguous)
}
