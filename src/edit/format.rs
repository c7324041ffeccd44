//! The canonical form of the markup (`grammar/SPEC.md`, "Canonical form"), as edits.
//!
//! Only spaces, tabs and line ends are ever taken out or put in, which `spacing` makes sure of; and only where the
//! text is read the same afterwards. Where a space decides what something is, it stays as it is.
//!
//! - `spacing` collects the edits of a block.
//! - `block` is what a block looks like, kind by kind; `heading` and `declaration` what stands in those two.
//! - `gap` is what stands between two blocks.

mod block;
mod declaration;
mod gap;
mod heading;
mod spacing;

use crate::model::{BlockId, Defaults, Document, Format};
use crate::syntax::{Block, BlockKind};
use crate::text::{Edit, Offset, Span, apply_edits};
use spacing::Spacing;
use std::sync::Arc;

/// The canonical form of a treaty, `defaults` telling its languages where it does not: by them the number of a
/// heading is told from its caption.
pub fn format(text: &str, defaults: &Defaults) -> String {
    apply_edits(text, &edits(&Document::new(text, Format::Treaty, defaults)))
}

/// What brings a document into its canonical form, in order: spaces, tabs and line ends in the place of others.
/// Plain text has no such form and gets no edits.
///
/// Takes time linear in the length of the document.
pub fn edits(document: &Document) -> Vec<Edit> {
    Formatter::new(document).edits(|_| true)
}

/// The edits of the blocks that `span` touches, and of the blank lines around them.
pub fn edits_in(document: &Document, span: Span) -> Vec<Edit> {
    Formatter::new(document).edits(|block| block.start <= span.end && span.start <= block.end)
}

/// A document that is formatted.
struct Formatter<'a> {
    document: &'a Document,
    headings: heading::Reader,
    line_end: &'static str,
}

impl<'a> Formatter<'a> {
    fn new(document: &'a Document) -> Self {
        let line_end = dominant_line_end(document.blocks());
        Self { document, headings: heading::Reader::new(document), line_end }
    }

    /// The edits of the blocks whose bytes are `wanted`; a gap is wanted with either of its neighbours, so that
    /// no line end is changed beside one that is not.
    fn edits(&self, wanted: impl Fn(Span) -> bool) -> Vec<Edit> {
        if self.document.format() == Format::Plain {
            return Vec::new();
        }
        let blocks = self.document.blocks();
        let mut edits = Edits::default();
        let mut gap = gap::Gap::start();
        let mut gap_wanted = false;
        for (index, block) in blocks.iter().enumerate() {
            let start = self.document.start(BlockId::new(index));
            let is_wanted = wanted(Span::new(start, Offset(start.0 + to_u32(block.text().len()))));
            gap_wanted |= is_wanted;
            match block.kind() {
                BlockKind::Blank => gap.blank = block.text(),
                BlockKind::ByteOrderMark => gap.origin = Offset(start.0 + to_u32(block.text().len())),
                _ => {
                    if gap_wanted {
                        edits.push(gap.before(blocks, index, self.line_end));
                    }
                    if is_wanted {
                        let mut spacing = Spacing::new(block.text(), start);
                        block::format(block, self, &mut spacing);
                        spacing.finish().into_iter().for_each(|edit| edits.push(Some(edit)));
                    }
                    gap = gap::Gap::behind(block, index, start);
                    gap_wanted = is_wanted;
                }
            }
        }
        if gap_wanted {
            edits.push(gap.at_end(self.line_end));
        }
        edits.0
    }
}

/// Edits in order; those that touch are one.
#[derive(Default)]
struct Edits(Vec<Edit>);

impl Edits {
    fn push(&mut self, edit: Option<Edit>) {
        let Some(edit) = edit else { return };
        match self.0.last_mut().filter(|last| last.span.end == edit.span.start) {
            Some(last) => {
                last.span.end = edit.span.end;
                last.text.push_str(&edit.text);
            }
            None => self.0.push(edit),
        }
    }
}

/// The line end that most lines have; of two as frequent LF before CRLF before CR.
fn dominant_line_end(blocks: &[Arc<Block>]) -> &'static str {
    let mut counts = [("\r", 0), ("\r\n", 0), ("\n", 0)];
    for block in blocks {
        let bytes = block.text().as_bytes();
        for at in memchr::memchr2_iter(b'\r', b'\n', bytes) {
            let slot =
                match (bytes.get(at), bytes.get(at + 1), at.checked_sub(1).and_then(|at| bytes.get(at))) {
                    (Some(b'\r'), Some(b'\n'), _) => continue,
                    (Some(b'\r'), ..) => 0,
                    (_, _, Some(b'\r')) => 1,
                    _ => 2,
                };
            if let Some((_, count)) = counts.get_mut(slot) {
                *count += 1;
            }
        }
    }
    counts.iter().max_by_key(|(_, count)| *count).map_or("\n", |(line_end, _)| line_end)
}

fn to_u32(bytes: usize) -> u32 {
    Offset::new(bytes).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax;

    #[test]
    fn the_line_end_of_most_lines() {
        for (text, expected) in [
            ("", "\n"),
            ("a", "\n"),
            ("a\r", "\r"),
            ("a\r\nb", "\r\n"),
            ("a\rb\n", "\n"),
            ("a\rb\r\n", "\r\n"),
            ("a\r\nb\r\nc\nd\r", "\r\n"),
            ("a\rb\r\nc\r", "\r"),
        ] {
            assert_eq!(dominant_line_end(&syntax::parse(text)), expected, "{text:?}");
        }
    }
}
