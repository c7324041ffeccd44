//! The rule `empty-division`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, numbering};
use crate::model::{Clause, ClauseId, Document, heading};
use crate::syntax::BlockKind;
use rustc_hash::FxHashSet;

declare_rule! {
    /// Finds an article without text.
    ///
    /// An article whose heading, or a gloss of the kinds `status` and `amendment`, says that it was deleted passes.
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

/// What stands in headings of articles that were taken out, in the languages of treaties: participles, for
/// "Suppression of piracy" is a caption.
const TAKEN_OUT: [&str; 25] = [
    "deleted",
    "repealed",
    "omitted",
    "reserved",
    "suppressed",
    "abrogated",
    "abrogé",
    "supprimé",
    "réservé",
    "derogad",
    "suprimid",
    "eliminad",
    "reservad",
    "исключен",
    "утратил",
    "отменен",
    "aufgehoben",
    "gestrichen",
    "vervallen",
    "soppress",
    "revogad",
    "删除",
    "刪除",
    "废止",
    "ملغ",
];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let explained: FxHashSet<ClauseId> = document
        .glosses()
        .iter()
        .filter(|gloss| matches!(gloss.kind_name(), "status" | "amendment"))
        .map(|gloss| gloss.clause)
        .collect();
    for (index, clause) in document.clauses().iter().enumerate().filter(|(_, clause)| clause.is_article()) {
        let id = ClauseId::new(index);
        let has_clauses = document.children(id).next().is_some();
        if !has_clauses
            && !has_text(document, clause)
            && !explained.contains(&id)
            && !is_taken_out(document, clause)
        {
            let name = numbering::name(clause);
            report.at(clause.name, format!("{name} has no text; add it, or say that it was deleted"));
        }
    }
}

fn has_text(document: &Document, clause: &Clause) -> bool {
    let blocks = document.blocks().get(clause.blocks.0.index()..clause.blocks.1.index()).unwrap_or_default();
    blocks.iter().any(|block| {
        matches!(
            block.kind(),
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Table | BlockKind::Verbatim
        )
    })
}

/// Whether the heading says that the article was deleted, or reserved for later.
fn is_taken_out(document: &Document, clause: &Clause) -> bool {
    let words = heading::lower(document.words(clause.name));
    TAKEN_OUT.iter().any(|stem| words.contains(stem))
}
