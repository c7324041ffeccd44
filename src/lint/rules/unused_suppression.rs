//! The rule `unused-suppression`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};

declare_rule! {
    /// Finds an `@allow` that lets nothing pass.
    ///
    /// ## Why
    ///
    /// What it was written for is gone; left standing it would hide the next fault of its kind.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// @allow stray-glyph: the seal is reproduced as printed
    /// The Parties consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// @allow stray-glyph: the seal is reproduced as printed
    /// The Parties a꧃nd others consult.
    /// ```
    UNUSED_SUPPRESSION {
        name: "unused-suppression",
        group: Markup,
        default: Level::On(Severity::Warning),
        fixes: Safe,
        plain_text: false,
    }
}

/// What is unused is known only once all other rules have run: `suppression` adds the findings.
fn check(_subject: &Subject<'_>, _report: &mut Report<'_>) {}
