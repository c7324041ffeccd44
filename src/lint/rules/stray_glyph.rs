//! The rule `stray-glyph`.

use crate::config::{Level, Severity};
use crate::glyph::Finding;
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, glyphs};

declare_rule! {
    /// Finds a foreign letter, a symbol, a mark or a styled letter that came into a word of the text.
    ///
    /// Such characters are left by scanners, web pages and word processors. A reader may not see them, and a search for
    /// the word does not find it.
    ///
    /// ## Why
    ///
    /// “a꧃nd” is not “and”: whoever searches the treaty, or compares it with the deposited text, misses the word.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Parties a꧃nd their nationals keep the peace.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Parties and their nationals keep the peace. The term «Афганистан» stands as quoted, and μV for a microvolt.
    /// ```
    STRAY_GLYPH {
        name: "stray-glyph",
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
    format!("{} {}; {}", glyphs::named(&finding.characters), glyphs::place(finding), glyphs::outcome(finding))
}
