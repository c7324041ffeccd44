//! The rule `empty-division`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::ClauseId;
use crate::syntax::BlockKind;

declare_rule! {
    /// Finds an article without text.
    ///
    /// ## Why
    ///
    /// Its words were lost, or stand under another heading by mistake.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// ## Article 2
    ///
    /// The Parties report.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// (Deleted)
    ///
    /// ## Article 2
    ///
    /// The Parties report.
    /// ```
    EMPTY_DIVISION {
        name: "empty-division",
        group: Structure,
        default: Level::On(Severity::Warning),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    for (index, clause) in document.clauses().iter().enumerate().filter(|(_, clause)| clause.is_article()) {
        let has_clauses = document.children(ClauseId::new(index)).next().is_some();
        let blocks = clause.blocks.0.index()..clause.blocks.1.index();
        let has_text = document.blocks().iter().take(blocks.end).skip(blocks.start).any(|block| {
            matches!(
                block.kind(),
                BlockKind::Paragraph | BlockKind::Item | BlockKind::Table | BlockKind::Verbatim
            )
        });
        if !has_clauses && !has_text {
            let number = clause.number.as_ref().map_or("", |number| number.text.as_str());
            let kind = clause.kind_name();
            report
                .at(clause.name, format!("{kind} {number} has no text; add it, or say that it was deleted"));
        }
    }
}
