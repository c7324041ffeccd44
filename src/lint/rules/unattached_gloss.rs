//! The rule `unattached-gloss`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::gloss::body;
use crate::model::{Lookup, Pinpoint};
use crate::syntax::BlockKind;

declare_rule! {
    /// Finds a gloss above any text, or one whose target is not there.
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
        if above && gloss.targets.is_empty() && gloss.depth == 1 {
            let place = body(document, gloss);
            report.at(place, "the gloss stands above any text and belongs to no clause; put it below its clause, or name it: > [note #4]");
        }
        for target in &gloss.targets {
            let Some(pinpoint) = target.text.strip_prefix('#') else { continue };
            let found = Pinpoint::parse(pinpoint).map(|pinpoint| document.look_up(&pinpoint, gloss.clause));
            if !matches!(found, Some(Lookup::Found(..))) {
                report.at(
                    target.place,
                    format!(
                        "there is no one clause `{}` that the gloss could be about; name one that is there",
                        target.text
                    ),
                );
            }
        }
    }
}
