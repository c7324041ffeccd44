//! The rule `impossible-date`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::declaration::DeclarationProblemKind;
use crate::model::gloss::GlossProblem;

declare_rule! {
    /// Finds a day that the calendar does not have, in a declaration or a gloss.
    ///
    /// ## Why
    ///
    /// The date of a signature or a reservation decides what binds whom.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// @date signed 2024-06-31
    ///
    /// # Treaty
    ///
    /// The Parties consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// @date signed 2024-06-30
    ///
    /// # Treaty
    ///
    /// The Parties consult.
    /// ```
    IMPOSSIBLE_DATE {
        name: "impossible-date",
        group: Glosses,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let declared = document.declarations().problems.iter().filter_map(|problem| match &problem.kind {
        DeclarationProblemKind::ImpossibleDate(date) => Some((problem.place, date.as_str())),
        _ => None,
    });
    let glossed =
        document.glosses().iter().flat_map(|gloss| &gloss.problems).filter_map(|problem| match problem {
            GlossProblem::ImpossibleDate(date) => Some((date.place, date.text.as_str())),
            GlossProblem::UnknownArgument(_) => None,
        });
    for (place, date) in declared.chain(glossed) {
        report.at(place, format!("the calendar has no {date}; correct the date"));
    }
}
