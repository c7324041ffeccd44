//! The rule `stray-markup`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::declaration::DIRECTIVES;
use crate::model::pinpoint::reads_as_pinpoint;
use crate::model::{BlockId, Place};
use crate::syntax::ast::Heading;
use crate::syntax::{Block, BlockKind};
use crate::text::LocalSpan;

declare_rule! {
    /// Finds signs that look like markup and mean nothing where they stand.
    ///
    /// A heading or a comment without its space, a declaration with a colon, a closing `:::` without a block, a fence that
    /// is not closed, an anchor that is not the last thing in a heading or that reads as a pinpoint.
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
        let mut add = |start: usize, length: usize, message: &str| {
            report.at(Place { block: id, span: LocalSpan::new(start, start + length) }, message);
        };
        match block.kind() {
            BlockKind::QuoteOpen => quoted = true,
            BlockKind::Heading { .. } => {
                quoted = false;
                heading(block, &mut add);
            }
            BlockKind::QuoteClose if !std::mem::take(&mut quoted) => {
                add(
                    0,
                    QUOTE.len(),
                    "no quoted block is open here; take the ::: out, or open one with ::: and what it quotes",
                );
            }
            BlockKind::Verbatim if !is_closed(block.text()) => {
                add(
                    0,
                    FENCE.len(),
                    "the verbatim text is not closed and runs to the end; close it with three backticks",
                );
            }
            BlockKind::Paragraph | BlockKind::Item => text(block, &mut add),
            _ => {}
        }
    }
}

const QUOTE: &str = ":::";
const FENCE: &str = "```";
const COMMENT: &str = "%%";
const MOST_SIGNS: usize = 9;

fn is_closed(verbatim: &str) -> bool {
    let mut lines = verbatim.split(['\n', '\r']).map(str::trim_end).filter(|line| !line.is_empty());
    lines.next().is_some() && lines.next_back() == Some(FENCE)
}

/// An anchor in a heading that is refused, or is not the last thing.
fn heading(block: &Block, add: &mut impl FnMut(usize, usize, &str)) {
    let Some(heading) = Heading::cast(block) else { return };
    if let Some(anchor) = heading.anchor.filter(|anchor| reads_as_pinpoint(anchor.text)) {
        let message = format!("`{}` reads as a pinpoint and is no anchor; give it another name", anchor.text);
        add(anchor.span.start as usize, anchor.span.len(), &message);
    }
    const ANCHOR: &str = "{#";
    let words = heading.words;
    if let Some(at) = words.text.find(ANCHOR)
        && !words.text.get(..at).is_some_and(|front| front.ends_with('\\'))
    {
        add(
            words.span.start as usize + at,
            ANCHOR.len(),
            "an anchor is only the last thing of a heading, without white space inside; put it there",
        );
    }
}

/// Lines that begin with a sign that is none for want of a space, or for another reason.
fn text(block: &Block, add: &mut impl FnMut(usize, usize, &str)) {
    let mut start = 0;
    for line in block.text().split_inclusive(['\n', '\r']) {
        if let Some((length, message)) = fault(line) {
            add(start, length, message);
        }
        start += line.len();
    }
}

/// The sign that a line begins with, and what is wrong with it.
fn fault(line: &str) -> Option<(usize, &'static str)> {
    let signs = line.len() - line.trim_start_matches('#').len();
    let behind = line.get(signs..)?;
    if signs > 0 && behind.starts_with(|c: char| c.is_alphabetic()) {
        return Some((signs, "a heading needs a space behind its #; put it in, or write \\# for the sign"));
    }
    if signs > MOST_SIGNS && behind.starts_with([' ', '\t']) {
        return Some((signs, "a heading has at most nine #; take some away, or write \\# for the sign"));
    }
    if line.starts_with(QUOTE) {
        return Some((
            QUOTE.len(),
            "a quoted block is opened by ::: and one word, such as ::: un-charter#51",
        ));
    }
    if line.strip_prefix(COMMENT).is_some_and(|behind| behind.starts_with(|c: char| c.is_alphabetic())) {
        return Some((
            COMMENT.len(),
            "a comment needs a space behind its %%; put it in, or write \\% for the sign",
        ));
    }
    let (directive, _) = line.strip_prefix('@')?.split_once(':')?;
    DIRECTIVES.contains(&directive).then_some((
        "@".len() + directive.len() + ":".len(),
        "a declaration has a space behind its word; put it in the place of the colon",
    ))
}
