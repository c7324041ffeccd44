//! The rule `unattached-gloss`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::gloss::body;
use crate::model::{ClauseId, Document, Gloss, Lookup, Pinpoint};
use crate::syntax::BlockKind;

declare_rule! {
    /// Finds a gloss above any text, an answer to no gloss, or a gloss whose target is not there.
    ///
    /// ## Why
    ///
    /// It is shown at no clause.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// > A note on nothing.
    ///
    /// # Treaty
    ///
    /// The Parties consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Parties consult.
    ///
    /// > A note on the clause above.
    /// ```
    UNATTACHED_GLOSS {
        name: "unattached-gloss",
        group: Glosses,
        default: Level::On(Severity::Warning),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let first = document.blocks().iter().position(|block| {
        !matches!(
            block.kind(),
            BlockKind::Gloss { .. }
                | BlockKind::Blank
                | BlockKind::Comment
                | BlockKind::Declaration
                | BlockKind::ByteOrderMark
        )
    });
    for gloss in document.glosses() {
        let above = first.is_none_or(|first| gloss.block.index() < first);
        if gloss.depth > 1 && gloss.answers.is_none() {
            report.at(
                body(document, gloss),
                "the answer has no gloss above it; write > for a gloss of its own",
            );
        } else if above && gloss.targets.is_empty() && gloss.depth == 1 && !is_on_declaration(document, gloss)
        {
            let place = body(document, gloss);
            report.at(place, "the gloss stands above any text and belongs to no clause; put it below its clause, or name it: > [note #4]");
        }
        for target in &gloss.targets {
            if let Some(message) = fault(document, gloss, &target.text) {
                report.at(target.place, message);
            }
        }
    }
}

/// Whether a gloss stands under a declaration, with nothing but other glosses between: it is about that.
fn is_on_declaration(document: &Document, gloss: &Gloss) -> bool {
    let before = document.blocks().get(..gloss.block.index()).unwrap_or_default();
    let above =
        before.iter().rev().find(|block| !matches!(block.kind(), BlockKind::Gloss { .. } | BlockKind::Blank));
    above.is_some_and(|block| block.kind() == BlockKind::Declaration)
}

/// What is wrong with a target in this document; other files are not looked into.
fn fault(document: &Document, gloss: &Gloss, target: &str) -> Option<String> {
    let (file, pinpoint) = target.split_once('#')?;
    let own = document
        .declarations()
        .treaties
        .iter()
        .any(|treaty| treaty.text == file && document.clause_at(treaty.place.start()) == ClauseId::ROOT);
    if !file.is_empty() && !own {
        return None;
    }
    let Some(pinpoint) = Pinpoint::parse(pinpoint) else {
        return Some(format!("`{target}` is no pinpoint; write one such as #4(1)(b) or #annex-II"));
    };
    match document.look_up(&pinpoint, gloss.clause) {
        Lookup::Found(..) => None,
        Lookup::Missing(_) => Some(format!(
            "there is no clause `{target}` that the gloss could be about; name one that is there"
        )),
        Lookup::Ambiguous(_) => {
            Some(format!("`{target}` fits more than one clause; name the one that the gloss is about"))
        }
    }
}
