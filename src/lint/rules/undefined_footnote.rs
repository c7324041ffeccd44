//! The rule `undefined-footnote`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, footnotes};

declare_rule! {
    /// Finds a footnote mark without a footnote.
    ///
    /// ## Why
    ///
    /// The reader looks for a note that is not there.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Parties consult.[^1]
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Parties consult.[^1]
    ///
    /// [^1]: Once a year.
    /// ```
    UNDEFINED_FOOTNOTE {
        name: "undefined-footnote",
        group: Glosses,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for mark in footnotes::resolve(subject.document).dangling {
        let message = format!("there is no footnote `{0}` in this scope; write it as [^{0}]: text", mark.id);
        report.at(mark.place, message);
    }
}
