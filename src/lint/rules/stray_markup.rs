//! The rule `stray-markup`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::pinpoint::reads_as_pinpoint;
use crate::model::{BlockId, Place};
use crate::syntax::ast::Heading;
use crate::syntax::{Block, BlockKind};
use crate::text::LocalSpan;

declare_rule! {
    /// Finds signs that look like markup and mean nothing where they stand.
    ///
    /// A heading without its space, a closing `:::` without a block, a fence that is not closed, an anchor that is not the
    /// last thing in a heading or that reads as a pinpoint.
    ///
    /// ## Why
    ///
    /// The writer meant something by them.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ##Article 1
    ///
    /// The Parties consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// The Parties consult on item \\#4.
    /// ```
    STRAY_MARKUP {
        name: "stray-markup",
        group: Markup,
        default: Level::On(Severity::Warning),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let mut quoted = false;
    for (index, block) in document.blocks().iter().enumerate() {
        let id = BlockId::new(index);
        let mut add = |span: LocalSpan, message: &str| {
            report.at(Place { block: id, span }, message);
        };
        match block.kind() {
            BlockKind::QuoteOpen => quoted = true,
            BlockKind::Heading { .. } => {
                quoted = false;
                heading(block, &mut add);
            }
            BlockKind::QuoteClose if !std::mem::take(&mut quoted) => {
                add(
                    LocalSpan::new(0, ":::".len()),
                    "no quoted block is open here; take the ::: out, or open one with ::: and what it quotes",
                );
            }
            BlockKind::Verbatim if !is_closed(block.text()) => {
                add(
                    LocalSpan::new(0, "```".len()),
                    "the verbatim text is not closed and runs to the end; close it with three backticks",
                );
            }
            BlockKind::Paragraph | BlockKind::Item => text(block, &mut add),
            _ => {}
        }
    }
}

fn is_closed(verbatim: &str) -> bool {
    verbatim.lines().count() > 1 && verbatim.lines().last().is_some_and(|line| line.trim_end() == "```")
}

/// An anchor in a heading that is refused, or is not the last thing.
fn heading(block: &Block, add: &mut impl FnMut(LocalSpan, &str)) {
    let Some(heading) = Heading::cast(block) else { return };
    if let Some(anchor) = heading.anchor.filter(|anchor| reads_as_pinpoint(anchor.text)) {
        add(anchor.span, "an anchor that reads as a pinpoint is not one; give it another name");
    }
    if let Some(at) = heading.words.text.find("{#") {
        let start = heading.words.span.start as usize + at;
        add(
            LocalSpan::new(start, start + "{#".len()),
            "an anchor is only the last thing of a heading, without white space inside; put it there",
        );
    }
}

/// Lines that begin with a sign that is none for want of a space.
fn text(block: &Block, add: &mut impl FnMut(LocalSpan, &str)) {
    let mut start = 0;
    for line in block.text().split_inclusive(['\n', '\r']) {
        let signs = line.len() - line.trim_start_matches('#').len();
        let behind = line.get(signs..).unwrap_or_default();
        if signs > 0 && behind.starts_with(|c: char| c.is_alphabetic()) {
            add(
                LocalSpan::new(start, start + signs),
                "a heading needs a space behind its #; put it in, or write \\# for the sign",
            );
        }
        if line.starts_with(":::") {
            add(
                LocalSpan::new(start, start + ":::".len()),
                "a quoted block is opened by ::: and one word, such as ::: un-charter#51",
            );
        }
        start += line.len();
    }
}
