//! What a block looks like, kind by kind: the spaces behind its signs and at the ends of its lines.

use super::gap::is_empty_heading;
use super::spacing::{Spacing, is_space, lead, trimmed};
use super::{Formatter, declaration};
use crate::syntax::{self, Block, BlockKind, NodeKind, NodeRef, marker};

/// Puts a block into its canonical form, but for what stands behind its last line.
pub(super) fn format(block: &Block, formatter: &Formatter<'_>, spacing: &mut Spacing<'_>) {
    lines(block, formatter.line_end, spacing);
    match block.kind() {
        BlockKind::Heading { .. } => formatter.headings.format(block, spacing),
        BlockKind::Declaration => declaration::format(block, spacing),
        BlockKind::Gloss { .. } => gloss(block, spacing),
        BlockKind::Footnote => behind(block, NodeKind::FootnoteLabel, spacing),
        BlockKind::Table => table(block, spacing),
        BlockKind::QuoteOpen => behind(block, NodeKind::QuoteMarker, spacing),
        BlockKind::Item => item(block, spacing),
        BlockKind::Verbatim
        | BlockKind::QuoteClose
        | BlockKind::Comment
        | BlockKind::Paragraph
        | BlockKind::Blank
        | BlockKind::ByteOrderMark => {}
    }
}

/// The ends of all lines but the last, and the white space before them.
fn lines(block: &Block, line_end: &str, spacing: &mut Spacing<'_>) {
    let text = block.text();
    let mut start = 0;
    let mut is_below_blank = false;
    for newline in block.find(NodeKind::Newline).map(NodeRef::span) {
        let end = newline.start as usize;
        let content = text.get(start..end).unwrap_or_default();
        let is_blank = trimmed(content) == 0 && block.kind() == BlockKind::Footnote;
        let is_last = newline.end as usize == text.len();
        if is_blank && is_below_blank {
            // One blank line parts the paragraphs of a footnote.
            spacing.set(start..newline.end as usize, "");
        } else {
            trim(block, start, content, spacing);
            if !is_last {
                spacing.set(newline.range(), line_end);
            }
        }
        is_below_blank = is_blank;
        start = newline.end as usize;
    }
    trim(block, start, text.get(start..).unwrap_or_default(), spacing);
}

/// Takes the spaces at the end of a line away, unless they mean something there.
fn trim(block: &Block, start: usize, content: &str, spacing: &mut Spacing<'_>) {
    let kept = trimmed(content);
    let is_kept = match block.kind() {
        BlockKind::Verbatim => !(start == 0 || kept == 3 && content.starts_with("```")),
        BlockKind::Heading { .. } => is_empty_heading(content) || ends_in_backslash(content, kept),
        BlockKind::Gloss { .. } | BlockKind::Footnote | BlockKind::Paragraph | BlockKind::Item => {
            ends_in_backslash(content, kept)
        }
        _ => false,
    };
    if !is_kept {
        spacing.set(start + kept..start + content.len(), "");
    }
}

/// Whether a `\` that escapes nothing stands at byte `end`: right before the line's end it would keep the break.
fn ends_in_backslash(content: &str, end: usize) -> bool {
    let before = content.get(..end).unwrap_or_default();
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// One space between the first node of `kind` and what follows it on its line.
fn behind(block: &Block, kind: NodeKind, spacing: &mut Spacing<'_>) {
    if let Some(sign) = block.find(kind).next() {
        one_space(block.text(), sign.span().end as usize, spacing);
    }
}

/// Puts one space at byte `at`, in the place of those that stand there, unless nothing or other white space
/// follows on the line.
pub(super) fn one_space(text: &str, at: usize, spacing: &mut Spacing<'_>) {
    let rest = text.get(at..).unwrap_or_default();
    let spaces = lead(rest);
    let next = rest.get(spaces..).and_then(|rest| rest.chars().next());
    let is_needed = match next {
        None | Some('\r' | '\n') => false,
        Some(next) => spaces > 0 || !next.is_whitespace(),
    };
    if is_needed {
        spacing.set(at..at + spaces, " ");
    }
}

fn gloss(block: &Block, spacing: &mut Spacing<'_>) {
    let text = block.text();
    for (index, sign) in block.find(NodeKind::GlossMarker).enumerate() {
        let at = sign.span().end as usize;
        let rest = text.get(at..).unwrap_or_default();
        let line = rest.split(['\r', '\n']).next().unwrap_or_default();
        // What stands further in on a line that goes on with the gloss is laid out by hand.
        let is_laid_out = index > 0 && lead(line) > 0;
        if !is_laid_out && !becomes_head(line) {
            one_space(text, at, spacing);
        }
    }
    let Some(head) = block.root().child(NodeKind::GlossHead) else { return };
    let end = head.span().end as usize;
    for space in head.children().filter(|node| node.kind() == NodeKind::Space) {
        let is_last = space.span().end as usize + 1 == end;
        spacing.set(space.span().range(), if is_last { "" } else { " " });
    }
    one_space(text, end, spacing);
}

/// Whether a space before `line` would make its brackets the head of a gloss.
fn becomes_head(line: &str) -> bool {
    let gloss = || syntax::parse(&format!("> {line}"));
    line.starts_with('[') && gloss().iter().any(|block| block.find(NodeKind::GlossHead).next().is_some())
}

/// One space on both sides of what a cell holds; an empty cell is one space.
fn table(block: &Block, spacing: &mut Spacing<'_>) {
    for row in block.root().children().filter(|node| node.kind() != NodeKind::Newline) {
        let mut bar = None;
        for node in row.children() {
            let span = node.span().range();
            if node.kind() == NodeKind::Cell {
                let is_last = span.end == row.span().end as usize;
                cell(node, is_last, spacing);
                bar = None;
                continue;
            }
            if bar.is_some() {
                spacing.set(span.start..span.start, " ");
            }
            bar = Some(span.end);
        }
    }
}

fn cell(cell: NodeRef<'_>, is_last: bool, spacing: &mut Spacing<'_>) {
    let (start, text) = (cell.span().start as usize, cell.text());
    let (first, end) = (lead(text), trimmed(text));
    if end == 0 {
        // At the end of the line it is taken away with the line's end.
        if !is_last {
            spacing.set(start..start + text.len(), " ");
        }
        return;
    }
    spacing.set(start..start + first, " ");
    if !is_last {
        spacing.set(start + end..start + text.len(), " ");
    }
}

/// One space behind each marker that has spaces behind it, unless that makes another marker of it.
fn item(block: &Block, spacing: &mut Spacing<'_>) {
    let text = block.text();
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let start = line.len() - line.trim_start_matches(|c| is_space(c) || c == '\u{3000}').len();
    let content = line.get(start..).unwrap_or_default();
    let mut part = Spacing::part(content);
    let markers = marker::markers(content);
    for found in &markers {
        let end = found.span.end as usize;
        let rest = content.get(end..).unwrap_or_default();
        let spaces = lead(rest);
        // An ideographic space is as good as the spaces that stand beside it.
        let next = rest.get(spaces..).and_then(|rest| rest.chars().next());
        if spaces > 0 && next.is_some_and(|next| next != '\u{3000}') {
            part.set(end..end + spaces, " ");
        }
    }
    let words = |text: &str, markers: &[marker::Marker]| -> Vec<String> {
        markers.iter().map(|marker| marker.span.slice(text).to_owned()).collect()
    };
    if !part.is_empty() {
        let after = part.applied();
        if words(&after, &marker::markers(&after)) == words(content, &markers) {
            spacing.take(start, part);
        }
    }
}
