//! The rule `control-character`.

use crate::config::{Level, Severity};
use crate::glyph::{Class, Finding};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, glyphs};

declare_rule! {
    /// Finds control characters, private and unassigned code points, and characters that stand for lost ones.
    ///
    /// ## Why
    ///
    /// They are the remains of another encoding or of a font's own codes: what they stood for is lost to every reader who
    /// has not that font.
    ///
    /// ## Bad
    ///
    /// ```treaty escaped
    /// # Treaty\n\nNo one\u{92}s nationality shall be taken away.\n
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// No one’s nationality shall be taken away.
    /// ```
    CONTROL_CHARACTER {
        name: "control-character",
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
    let what = match finding.class {
        Class::PrivateUse => "is a private code of a font".to_owned(),
        Class::Replacement => "stands for what was lost".to_owned(),
        Class::Unassigned => format!("is no character of Unicode {}", crate::unicode::VERSION),
        _ => "means nothing in a text".to_owned(),
    };
    format!(
        "{} {} {what}; {}",
        glyphs::named(&finding.characters),
        glyphs::place(finding),
        glyphs::outcome(finding)
    )
}
