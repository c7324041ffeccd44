//! The rule `digit-for-letter`.

use crate::config::{Level, Severity};
use crate::glyph::Finding;
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, glyphs};

declare_rule! {
    /// Finds digits in words and letters in numbers, as scanners mistake them.
    ///
    /// ## Why
    ///
    /// “paragraph l(b)” is read as paragraph 1, and no program finds that paragraph.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The notice is given under paragraph l(b).
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The notice is given under point l). The G20, CO2 and the 2nd session are named.
    /// ```
    DIGIT_FOR_LETTER {
        name: "digit-for-letter",
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
    let what = if finding.characters.iter().all(|c| c.is_alphabetic()) {
        "is a letter where a number is expected"
    } else if finding.characters.iter().all(|c| c.is_numeric()) {
        "is a digit where a letter is expected"
    } else {
        "mixes letters and digits"
    };
    let characters: String = finding.characters.iter().collect();
    format!("{} {what}; {}", glyphs::quoted(&characters), glyphs::outcome(finding))
}
