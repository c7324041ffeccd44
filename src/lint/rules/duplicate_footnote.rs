//! The rule `duplicate-footnote`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Related, Report, Subject};
use crate::model::{ClauseId, Place};
use std::collections::HashMap;

declare_rule! {
    /// Finds two footnotes with the same id in one scope.
    ///
    /// ## Why
    ///
    /// A mark leads to the first, and the second is never shown.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Parties consult.[^1]
    ///
    /// [^1]: Once a year.
    ///
    /// [^1]: Or more often.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Parties consult.[^1] [^2]
    ///
    /// [^1]: Once a year.
    ///
    /// [^2]: Or more often.
    /// ```
    DUPLICATE_FOOTNOTE {
        name: "duplicate-footnote",
        group: Glosses,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let mut first: HashMap<(&str, ClauseId), Place> = HashMap::new();
    for text in &document.footnotes().texts {
        match first.get(&(text.id.as_str(), text.scope)) {
            None => {
                first.insert((&text.id, text.scope), text.place);
            }
            Some(known) => {
                let related = Related {
                    span: document.absolute(*known),
                    message: format!("the first footnote `{}`", text.id),
                };
                let message = format!(
                    "a second footnote `{}` in this scope; marks lead to the first: give it another id",
                    text.id
                );
                report.at(text.place, message).related.push(related);
            }
        }
    }
}
