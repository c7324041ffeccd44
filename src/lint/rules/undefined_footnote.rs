//! The rule `undefined-footnote`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::ClauseId;

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
    let document = subject.document;
    let footnotes = document.footnotes();
    for mark in &footnotes.marks {
        let mut scope = Some(mark.scope);
        let mut defined = false;
        while let Some(id) = scope {
            defined |= footnotes.texts.iter().any(|text| text.id == mark.id && text.scope == id);
            scope = (id != ClauseId::ROOT).then(|| document.clause(id).scope);
        }
        if !defined {
            report.at(
                mark.place,
                format!("there is no footnote `{0}` in this scope; write it as [^{0}]: text", mark.id),
            );
        }
    }
}
