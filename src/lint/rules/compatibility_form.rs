//! The rule `compatibility-form`.

use crate::config::{Level, Severity};
use crate::glyph::{Class, Finding};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, glyphs};

declare_rule! {
    /// Finds ligatures and full-width forms in a text that is not Chinese, Japanese or Korean.
    ///
    /// ## Why
    ///
    /// “ﬁnal” with a ligature is drawn like “final”, but a search for the word does not find it.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The ﬁnal clauses apply.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The final clauses apply.
    /// ```
    COMPATIBILITY_FORM {
        name: "compatibility-form",
        group: Glyphs,
        default: Level::On(Severity::Warning),
        fixes: Safe,
        plain_text: true,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    glyphs::check(subject, report, message);
}

fn message(finding: &Finding) -> String {
    let what = match finding.class {
        Class::Ligature => "is a ligature of print",
        _ => "is a full-width or half-width form",
    };
    format!(
        "{} {} {what}; {}",
        glyphs::named(&finding.characters),
        glyphs::place(finding),
        glyphs::outcome(finding)
    )
}
