//! The rule `unlikely-letter`.

use crate::config::{Level, Severity};
use crate::glyph::Finding;
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, glyphs};

declare_rule! {
    /// Finds a letter that the language does not have, in a word that is known with another letter.
    ///
    /// ## Why
    ///
    /// Scanners take one accent for another: “acciòn” is “acción”. Names are left alone.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// @language es
    ///
    /// # Tratado
    ///
    /// La acción es común. Toda acciòn se notifica.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// @language es
    ///
    /// # Tratado
    ///
    /// La acción es común. Toda acción se notifica en Curaçao y en Åland.
    /// ```
    UNLIKELY_LETTER {
        name: "unlikely-letter",
        group: Glyphs,
        default: Level::On(Severity::Warning),
        fixes: Unsafe,
        plain_text: true,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    glyphs::check(subject, report, message);
}

fn message(finding: &Finding) -> String {
    format!(
        "{} {} is no letter of this language; {}",
        glyphs::named(&finding.characters),
        glyphs::place(finding),
        glyphs::outcome(finding)
    )
}
