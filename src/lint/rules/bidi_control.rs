//! The rule `bidi-control`.

use crate::config::{Level, Severity};
use crate::glyph::Finding;
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, glyphs};

declare_rule! {
    /// Finds controls of the direction of writing where nothing is written from right to left, or that are not closed.
    ///
    /// ## Why
    ///
    /// They can show a text in another order than it is stored: a number or a name that is read is not the one that is
    /// there.
    ///
    /// ## Bad
    ///
    /// ```treaty escaped
    /// # Treaty\n\nThe sum of \u{202E}001 francs is due.\n
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The sum of 100 francs is due.
    /// ```
    BIDI_CONTROL {
        name: "bidi-control",
        group: Glyphs,
        default: Level::On(Severity::Error),
        fixes: Safe,
        plain_text: true,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    glyphs::check(subject, report, message);
}

fn message(finding: &Finding) -> String {
    format!(
        "{} {} turns the direction of writing; {}",
        glyphs::named(&finding.characters),
        glyphs::place(finding),
        glyphs::outcome(finding)
    )
}
