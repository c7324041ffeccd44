//! The rule `confusable-character`.

use crate::config::{Level, Severity};
use crate::glyph::{Class, Finding};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, glyphs};

declare_rule! {
    /// Finds a character that looks like a letter or sign of the text and is another one.
    ///
    /// ## Why
    ///
    /// A Cyrillic `а` in “Pаrty” looks right and is found by nobody: not by a search, not by the links of a party.
    ///
    /// ## Bad
    ///
    /// ```treaty escaped
    /// # Treaty\n\nEach P\u{430}rty keeps its seat.\n
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// Each Party keeps its seat. The Russian text says «Сторона».
    /// ```
    CONFUSABLE_CHARACTER {
        name: "confusable-character",
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
    let looks = match finding.class {
        Class::Punctuation => "is not the sign that it looks like",
        Class::WholeWordHomoglyph => "is a word of other letters than it looks",
        _ => "only looks like a letter of the word",
    };
    format!(
        "{} {} {looks}; {}",
        glyphs::named(&finding.characters),
        glyphs::place(finding),
        glyphs::outcome(finding)
    )
}
