//! The rule `invisible-character`.

use crate::config::{Level, Severity};
use crate::glyph::{Class, Finding};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, glyphs};

declare_rule! {
    /// Finds characters that are drawn as nothing: zero-width spaces, fillers, soft hyphens.
    ///
    /// ## Why
    ///
    /// They split words for every program and for no reader. Some web pages put them in to mark copies.
    ///
    /// ## Bad
    ///
    /// ```treaty escaped
    /// # Treaty\n\nThe inter\u{200B}national boundary follows the river.\n
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The international boundary follows the river.
    /// ```
    INVISIBLE_CHARACTER {
        name: "invisible-character",
        group: Glyphs,
        default: Level::On(Severity::Error),
        fixes: Some,
        plain_text: true,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    glyphs::check(subject, report, message);
}

fn message(finding: &Finding) -> String {
    let what =
        if finding.class == Class::SoftHyphen { "was left by a page layout" } else { "cannot be seen" };
    format!(
        "{} {} {what}; {}",
        glyphs::named(&finding.characters),
        glyphs::place(finding),
        glyphs::outcome(finding)
    )
}
