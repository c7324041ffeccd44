//! The words of a block as a reader reads them: marks, markers and heads taken out, escapes resolved, no spaces
//! at the ends of lines and cells, with the way back to the source. Citations, names and terms are read from it.

use crate::syntax::{Block, BlockKind, NodeKind};
use crate::text::LocalSpan;
use std::ops::Range;

/// The words of a block.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// The words; line ends and cell bars are `\n`.
    pub text: String,
    /// The words in small letters, byte for byte as long.
    pub lower: String,
    /// Where runs of the words come from: their first byte here and in the block.
    runs: Vec<(u32, u32)>,
}

impl Prose {
    /// The words of `block`; empty for blocks that hold none, such as comments and verbatim text.
    pub fn of(block: &Block) -> Self {
        let mut prose = Self::default();
        match block.kind() {
            BlockKind::Verbatim
            | BlockKind::Comment
            | BlockKind::Declaration
            | BlockKind::Blank
            | BlockKind::ByteOrderMark
            | BlockKind::QuoteOpen
            | BlockKind::QuoteClose => return prose,
            _ => {}
        }
        for node in block.nodes().iter().filter(|node| node.size == 1) {
            let words = node.span.slice(block.text());
            match node.kind {
                NodeKind::Text => prose.push(words, node.span.start),
                NodeKind::Escape => prose.push(words.get(1..).unwrap_or_default(), node.span.start + 1),
                NodeKind::Newline => prose.end_line(node.span.start),
                NodeKind::Punctuation if words.starts_with('|') => prose.end_line(node.span.start),
                NodeKind::Space if !prose.text.is_empty() && !prose.text.ends_with('\n') => {
                    prose.push(words, node.span.start);
                }
                _ => {}
            }
        }
        prose.lower = super::heading::lower(&prose.text);
        prose
    }

    /// Ends a line at byte `source` of the block. The spaces before it, which nobody sees, are no words: a
    /// citation that goes on in the next line is read with them as without.
    fn end_line(&mut self, source: u32) {
        let length = self.text.trim_end_matches([' ', '\t']).len();
        self.text.truncate(length);
        while self.runs.last().is_some_and(|(prose, _)| *prose as usize >= length) {
            self.runs.pop();
        }
        self.push("\n", source);
    }

    fn push(&mut self, words: &str, source: u32) {
        let here = self.text.len() as u32;
        let goes_on = self.runs.last().is_some_and(|(prose, start)| start + (here - prose) == source);
        if !goes_on {
            self.runs.push((here, source));
        }
        self.text.push_str(words);
    }

    /// Where a range of the words stands in the block. What was taken out inside the range is inside it.
    pub fn source(&self, range: &Range<usize>) -> LocalSpan {
        let start = self.source_of(range.start);
        let end = if range.is_empty() { start } else { self.source_of(range.end - 1) + 1 };
        LocalSpan::new(start, end)
    }

    /// The first byte of the words that stands at or behind byte `source` of the block.
    pub fn place_of(&self, source: usize) -> usize {
        let index = self.runs.partition_point(|(_, start)| *start as usize <= source);
        let next = self.runs.get(index).map_or(self.text.len(), |(prose, _)| *prose as usize);
        let Some((prose, start)) = index.checked_sub(1).and_then(|index| self.runs.get(index)) else {
            return next;
        };
        next.min(*prose as usize + source - *start as usize)
    }

    fn source_of(&self, at: usize) -> usize {
        let index = self.runs.partition_point(|(prose, _)| *prose as usize <= at);
        let (prose, source) =
            index.checked_sub(1).and_then(|index| self.runs.get(index)).copied().unwrap_or_default();
        source as usize + (at - prose as usize)
    }
}
