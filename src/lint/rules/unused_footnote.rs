//! The rule `unused-footnote`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, footnotes};

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
    let used = footnotes::resolve(subject.document).used;
    let texts = subject.document.footnotes().texts.iter();
    for text in texts.filter(|text| !used.contains(&(text.id.as_str(), text.scope))) {
        let message =
            format!("no mark [^{}] in the text leads to this footnote; put one where it belongs", text.id);
        report.at(text.place, message);
    }
}
