//! The rule `unused-term`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::term::Usage;
use crate::model::{Prose, Term, TermKind};

declare_rule! {
    /// Finds a term that is defined and never used again.
    ///
    /// Any form of its words usage as a use, in any case and anywhere in the document. Short names of parties
    /// and of treaties are names, not terms: they are not looked at, and neither are definitions that say only
    /// what a term includes.
    ///
    /// ## Why
    ///
    /// The text most likely uses other words for what it defines, or lost a provision.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1. Definitions
    ///
    /// (a) “Joint area” means the waters between the two coasts;
    ///
    /// (b) “Vessel” means any ship.
    ///
    /// ## Article 2
    ///
    /// A vessel may enter the common waters at any time.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1. Definitions
    ///
    /// (a) “Joint area” means the waters between the two coasts;
    ///
    /// (b) “Vessel” means any ship.
    ///
    /// ## Article 2
    ///
    /// A vessel may enter the joint area at any time.
    /// ```
    UNUSED_TERM {
        name: "unused-term",
        group: Terms,
        default: Level::On(Severity::Warning),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let looked_at = |term: &&Term| matches!(term.kind, TermKind::Meaning | TermKind::Declared);
    // A file of declarations for others has no text that could use anything.
    let has_text = document.blocks().iter().any(|block| !Prose::of(block).text.trim().is_empty());
    let terms: Vec<&Term> = document.terms().terms.iter().filter(looked_at).collect();
    if terms.is_empty() || !has_text {
        return;
    }
    let Some(usage) = Usage::of(document) else { return };
    for term in terms.into_iter().filter(|term| !usage.is_used(&term.name.text)) {
        let message = format!(
            "“{}” is defined and never used; use it where it is meant, or take the definition out",
            term.name.text
        );
        report.at(term.name.place, message);
    }
}
