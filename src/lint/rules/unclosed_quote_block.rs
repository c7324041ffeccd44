//! The rule `unclosed-quote-block`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::{BlockId, Place};
use crate::syntax::BlockKind;
use crate::text::LocalSpan;

declare_rule! {
    /// Finds a quoted block that is not closed.
    ///
    /// It ends at the next heading, the next quoted block or the end of the file.
    ///
    /// ## Why
    ///
    /// What follows is taken for words of the other instrument, and its numbers and citations are not this treaty's.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ::: un-charter#51
    /// Nothing in the present Charter shall impair the right.
    ///
    /// The Parties consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ::: un-charter#51
    /// Nothing in the present Charter shall impair the right.
    /// :::
    ///
    /// The Parties consult.
    /// ```
    UNCLOSED_QUOTE_BLOCK {
        name: "unclosed-quote-block",
        group: Markup,
        default: Level::On(Severity::Warning),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut open: Option<BlockId> = None;
    for (index, block) in subject.document.blocks().iter().enumerate() {
        let unclosed = match block.kind() {
            BlockKind::QuoteOpen => open.replace(BlockId::new(index)),
            BlockKind::Heading { .. } => open.take(),
            BlockKind::QuoteClose => {
                open = None;
                None
            }
            _ => None,
        };
        unclosed.into_iter().for_each(|id| add(subject, report, id));
    }
    open.into_iter().for_each(|id| add(subject, report, id));
}

fn add(subject: &Subject<'_>, report: &mut Report<'_>, id: BlockId) {
    let length = subject.document.block(id).text().trim_end().len();
    let place = Place { block: id, span: LocalSpan::new(0, length) };
    report
        .at(place, "the quoted block is not closed; write ::: on a line of its own where the quotation ends");
}
