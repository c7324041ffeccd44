//! The rule `denormalized-text`.

use crate::config::{Level, Severity};
use crate::glyph::Finding;
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, glyphs};

declare_rule! {
    /// Finds letters that are written as a letter and a mark where one character stands for both.
    ///
    /// ## Why
    ///
    /// Both are drawn alike, but many programs do not find the one when the other is searched for. Normalization Form C
    /// (UAX #15) is what the web uses.
    ///
    /// ## Bad
    ///
    /// ```treaty escaped
    /// # Treaty\n\nThe Noe\u{308}l Protocol remains in force.\n
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Noël Protocol remains in force.
    /// ```
    DENORMALIZED_TEXT {
        name: "denormalized-text",
        group: Glyphs,
        default: Level::On(Severity::Hint),
        fixes: Safe,
        plain_text: true,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    glyphs::check(subject, report, message);
}

fn message(finding: &Finding) -> String {
    format!(
        "{} {} is one character in Normalization Form C; {}",
        glyphs::code_points(&finding.characters),
        glyphs::place(finding),
        glyphs::outcome(finding)
    )
}
