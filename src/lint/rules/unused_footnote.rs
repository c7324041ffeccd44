//! The rule `unused-footnote`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::ClauseId;

declare_rule! {
    /// Finds a footnote without a mark in the text.
    ///
    /// ## Why
    ///
    /// Nobody can tell which words it is about.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Parties consult.
    ///
    /// [^1]: Once a year.
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
    UNUSED_FOOTNOTE {
        name: "unused-footnote",
        group: Glosses,
        default: Level::On(Severity::Warning),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let footnotes = subject.document.footnotes();
    for text in &footnotes.texts {
        let inside = |scope: ClauseId| {
            let mut scope = scope;
            loop {
                if scope == text.scope {
                    return true;
                }
                if scope == ClauseId::ROOT {
                    return false;
                }
                scope = subject.document.clause(scope).scope;
            }
        };
        if !footnotes.marks.iter().any(|mark| mark.id == text.id && inside(mark.scope)) {
            report.at(
                text.place,
                format!(
                    "no mark [^{}] in the text leads to this footnote; put one where it belongs",
                    text.id
                ),
            );
        }
    }
}
