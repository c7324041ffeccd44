//! What stands between two blocks: the line end of the first, and a blank line or none.

use super::spacing::trimmed;
use super::to_u32;
use crate::syntax::{Block, BlockKind, NodeKind};
use crate::text::{Edit, Offset, Span};
use std::sync::Arc;

/// The line ends and blank lines behind a block, or at the start of the text.
pub(super) struct Gap<'a> {
    /// Where the line end begins.
    pub(super) origin: Offset,
    /// The line end of the block above.
    line_end: &'a str,
    /// The blank lines behind it.
    pub(super) blank: &'a str,
    /// The place of the block above among all.
    above: Option<usize>,
}

impl<'a> Gap<'a> {
    /// The start of the text.
    pub(super) fn start() -> Self {
        Self { origin: Offset::default(), line_end: "", blank: "", above: None }
    }

    /// What stands behind `block`, which is the one at `index` and begins at `start`.
    pub(super) fn behind(block: &'a Block, index: usize, start: Offset) -> Self {
        let text = block.text();
        let content = text.strip_suffix("\r\n").or_else(|| text.strip_suffix(['\r', '\n'])).unwrap_or(text);
        let line_end = text.get(content.len()..).unwrap_or_default();
        let origin = Offset(start.0 + to_u32(content.len()));
        Self { origin, line_end, blank: "", above: Some(index) }
    }

    /// The edit before the block at `index`.
    pub(super) fn before(&self, blocks: &[Arc<Block>], index: usize, line_end: &str) -> Option<Edit> {
        let lines = match self.above {
            None => usize::from(self.keeps_mark(blocks.get(index)?)),
            Some(above) => {
                1 + usize::from(!self.blank.is_empty() || is_apart(&Neighbours::new(blocks, above, index)?))
            }
        };
        self.replace(&line_end.repeat(lines))
    }

    /// The edit at the end of the text.
    pub(super) fn at_end(&self, line_end: &str) -> Option<Edit> {
        self.replace(if self.above.is_some() { line_end } else { "" })
    }

    /// A byte order mark behind a blank line is a character; at the start of the text it would be none.
    fn keeps_mark(&self, first: &Block) -> bool {
        self.origin == Offset::default() && !self.blank.is_empty() && first.text().starts_with('\u{FEFF}')
    }

    /// The least edit: line ends that stay are not part of it.
    fn replace(&self, wanted: &str) -> Option<Edit> {
        let end = Offset(self.origin.0 + to_u32(self.line_end.len() + self.blank.len()));
        if format!("{}{}", self.line_end, self.blank) == wanted {
            return None;
        }
        // CRLF must not be cut, so a CR alone is no line end that stays.
        let kept = wanted.strip_prefix(self.line_end).filter(|_| self.line_end.ends_with('\n'));
        match kept {
            Some(rest) => {
                let start = Offset(self.origin.0 + to_u32(self.line_end.len()));
                Some(Edit::replace(Span::new(start, end), rest))
            }
            None => Some(Edit::replace(Span::new(self.origin, end), wanted)),
        }
    }
}

/// Two blocks that no blank line parts, with what stands around them.
struct Neighbours<'a> {
    before: Option<&'a Block>,
    above: &'a Block,
    below: &'a Block,
    after: Option<&'a Block>,
}

impl<'a> Neighbours<'a> {
    fn new(blocks: &'a [Arc<Block>], above: usize, below: usize) -> Option<Self> {
        let block = |index: usize| blocks.get(index).map(Arc::as_ref);
        Some(Self {
            before: above.checked_sub(1).and_then(block),
            above: block(above)?,
            below: block(below)?,
            after: block(below + 1),
        })
    }
}

/// Whether a blank line belongs between two blocks that none parts.
fn is_apart(blocks: &Neighbours<'_>) -> bool {
    use BlockKind::{Comment, Declaration, Footnote, Gloss, Heading, Item, Paragraph, QuoteClose, QuoteOpen};
    if is_caption(blocks) {
        return false;
    }
    match (blocks.above.kind(), blocks.below.kind()) {
        // What is said of the block below, or in passing.
        (Comment, _) | (_, Comment) => false,
        (Declaration, _) if is_allow(blocks.above) => false,
        (Heading { .. }, Declaration) => false,
        (Heading { .. }, _) | (_, Heading { .. }) => true,
        // What comes in rows, and the lines around a quotation.
        (Declaration, Declaration) | (Gloss { .. }, Gloss { .. }) | (Footnote, Footnote) => false,
        (QuoteOpen, _) | (_, QuoteClose) => false,
        // A list that stands without blank lines stays one.
        (Item, _) | (_, Item) | (Paragraph, Paragraph) => false,
        _ => true,
    }
}

/// Whether a blank line here would change what is read as the caption of a heading, or which line under it opens
/// an item: a heading, one line below it and an item; or a heading, one block and a paragraph.
fn is_caption(blocks: &Neighbours<'_>) -> bool {
    let is_heading = |block: &Block| matches!(block.kind(), BlockKind::Heading { .. });
    let after = blocks.after.map(Block::kind);
    let is_line = || blocks.below.find(NodeKind::Newline).count() <= 1;
    match blocks.below.kind() {
        BlockKind::Paragraph => {
            blocks.before.is_some_and(is_heading) && !is_heading(blocks.above)
                || is_heading(blocks.above) && after == Some(BlockKind::Item) && is_line()
        }
        BlockKind::Heading { .. } => false,
        _ => is_heading(blocks.above) && after == Some(BlockKind::Paragraph),
    }
}

fn is_allow(block: &Block) -> bool {
    block.root().child(NodeKind::Directive).is_some_and(|directive| directive.text() == "@allow")
}

/// Whether a line that is trimmed would end in the space behind its sign, which it needs.
pub(super) fn is_empty_heading(line: &str) -> bool {
    let signs = line.len() - line.trim_start_matches('#').len();
    signs > 0 && trimmed(line) == signs
}
