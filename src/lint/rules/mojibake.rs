//! The rule `mojibake`.

use crate::config::{Level, Severity};
use crate::glyph::{Class, Finding};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, glyphs};

declare_rule! {
    /// Finds text of one encoding that was read in another.
    ///
    /// ## Why
    ///
    /// “dÃ©cision” is “décision” in UTF-8 that was read as Windows-1252. Whole lines of it come from fonts whose codes
    /// were moved.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// @language fr
    ///
    /// # Traité
    ///
    /// La dÃ©cision est prise à la majorité.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// @language fr
    ///
    /// # Traité
    ///
    /// La décision est prise à la majorité.
    /// ```
    MOJIBAKE {
        name: "mojibake",
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
    if finding.class == Class::ShiftedLine {
        return "no word of this line is known, and a regular change of its characters makes them known: it comes from a broken font or another encoding; take the line from the source again".to_owned();
    }
    format!(
        "{} {} is text of another encoding; {}",
        glyphs::code_points(&finding.characters),
        glyphs::place(finding),
        glyphs::outcome(finding)
    )
}
