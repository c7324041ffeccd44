//! From the source of a block to its nodes: one function a kind of block, and the builder that they share.

use super::block::{self, BlockKind};
use super::inline::{self, AtLineEnd};
use super::line::{self, Line, Lines};
use super::marker;
use super::scan;
use super::tree::{Block, Node, NodeKind};
use crate::text::LocalSpan;
use std::ops::Range;

/// The block of `kind` whose source is `text`.
pub(super) fn block(kind: BlockKind, text: &str) -> Block {
    let mut builder = Builder::new(text);
    match kind {
        BlockKind::ByteOrderMark | BlockKind::Blank => builder.leaf(NodeKind::Raw, 0..text.len()),
        BlockKind::Verbatim => verbatim(&mut builder),
        _ => {
            for (index, (start, line)) in lines_with_starts(text).enumerate() {
                match kind {
                    BlockKind::Heading { .. } => heading(&mut builder, start, line),
                    BlockKind::Declaration if index == 0 => declaration(&mut builder, start, line),
                    BlockKind::Declaration => attribute(&mut builder, start, line),
                    BlockKind::Gloss { .. } => gloss(&mut builder, start, line, index == 0),
                    BlockKind::Footnote => footnote(&mut builder, start, line, index == 0),
                    BlockKind::Table => row(&mut builder, start, line, index),
                    BlockKind::QuoteOpen | BlockKind::QuoteClose => quote(&mut builder, start, line),
                    BlockKind::Comment => builder.leaf(NodeKind::Comment, start..start + line.content.len()),
                    BlockKind::Item if index == 0 => item(&mut builder, start, line),
                    _ => text_line(&mut builder, start, line),
                }
                let end = start + line.content.len();
                builder.leaf(NodeKind::Newline, end..end + line.end.len());
            }
        }
    }
    builder.finish(kind)
}

/// A whole text as one paragraph without marks.
pub(super) fn plain(text: &str) -> Block {
    let mut builder = Builder::new(text);
    builder.leaf(NodeKind::Text, 0..text.len());
    builder.finish(BlockKind::Paragraph)
}

/// Nodes in the order in which they are read. Empty leaves are left out.
pub(super) struct Builder<'a> {
    pub(super) text: &'a str,
    nodes: Vec<Node>,
    open: Vec<usize>,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        let root = Node { kind: NodeKind::Block, span: LocalSpan::new(0, text.len()), size: 1 };
        Self { text, nodes: vec![root], open: Vec::new() }
    }

    pub(super) fn leaf(&mut self, kind: NodeKind, range: Range<usize>) {
        if !range.is_empty() {
            self.nodes.push(Node { kind, span: LocalSpan::new(range.start, range.end), size: 1 });
        }
    }

    /// Begins a node at byte `start`; the nodes until [`Builder::close`] stand inside.
    pub(super) fn open(&mut self, kind: NodeKind, start: usize) {
        self.open.push(self.nodes.len());
        self.nodes.push(Node { kind, span: LocalSpan::new(start, start), size: 1 });
    }

    /// Ends the innermost open node at byte `end`.
    pub(super) fn close(&mut self, end: usize) {
        let index = self.open.pop().expect("every close has its open");
        let size = self.nodes.len() - index;
        if let Some(node) = self.nodes.get_mut(index) {
            node.span = LocalSpan::new(node.span.start as usize, end);
            node.size = u32::try_from(size).expect("a block has fewer nodes than bytes");
        }
    }

    fn finish(mut self, kind: BlockKind) -> Block {
        let size = u32::try_from(self.nodes.len()).expect("a block has fewer nodes than bytes");
        if let Some(root) = self.nodes.first_mut() {
            root.size = size;
        }
        Block::new(kind, self.text, self.nodes)
    }
}

fn lines_with_starts(text: &str) -> impl Iterator<Item = (usize, Line<'_>)> {
    Lines::new(text).scan(0, |next, line| {
        let start = *next;
        *next += line.len();
        Some((start, line))
    })
}

fn heading(builder: &mut Builder<'_>, start: usize, line: Line<'_>) {
    let level = block::heading_level(line.content).map_or(0, usize::from);
    let text = level + line::space(line.content.get(level..).unwrap_or_default());
    let anchor = anchor_start(line.content).filter(|at| *at >= text).unwrap_or(line.content.len());
    builder.leaf(NodeKind::HeadingMarker, start..start + level);
    builder.leaf(NodeKind::Space, start + level..start + text);
    inline::marks(builder, start + text..start + anchor, AtLineEnd::Yes);
    let anchor_end = if anchor < line.content.len() { line::trim_end(line.content).len() } else { anchor };
    builder.leaf(NodeKind::Anchor, start + anchor..start + anchor_end);
    builder.leaf(NodeKind::Space, start + anchor_end..start + line.content.len());
}

/// Where `{#id}` stands at the end of a heading: an id without white space or braces, its `{` not escaped.
fn anchor_start(content: &str) -> Option<usize> {
    let inside = line::trim_end(content).strip_suffix('}')?;
    let start = scan::rfind(inside, |c| matches!(c, '{' | '}'))?;
    let id = inside.get(start..)?.strip_prefix("{#")?;
    let plain = !id.is_empty() && scan::find(id, char::is_whitespace).is_none();
    let escaped = scan::suffix(inside.get(..start)?, |c| c == '\\') % 2 == 1;
    (plain && !escaped).then_some(start)
}

fn declaration(builder: &mut Builder<'_>, start: usize, line: Line<'_>) {
    let word = block::directive_length(line.content);
    builder.leaf(NodeKind::Directive, start..start + word);
    value(builder, NodeKind::Argument, start + word, line.content.get(word..).unwrap_or_default());
}

/// A value with the space around it: both of its ends are trimmed.
fn value(builder: &mut Builder<'_>, kind: NodeKind, start: usize, content: &str) {
    let lead = line::space(content);
    let end = line::trim_end(content).len().max(lead);
    builder.leaf(NodeKind::Space, start..start + lead);
    builder.leaf(kind, start + lead..start + end);
    builder.leaf(NodeKind::Space, start + end..start + content.len());
}

fn attribute(builder: &mut Builder<'_>, start: usize, line: Line<'_>) {
    let indent = line::space(line.content);
    let text = line.content.get(indent..).unwrap_or_default();
    let key = scan::prefix(text, |c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let colon = text.get(key..).and_then(|rest| rest.strip_prefix(':')).is_some_and(line::is_separate);
    let named = text.starts_with(|c: char| c.is_ascii_lowercase());
    if named && colon {
        builder.open(NodeKind::Attribute, start);
        builder.leaf(NodeKind::Space, start..start + indent);
        let key_end = start + indent + key;
        builder.leaf(NodeKind::Key, start + indent..key_end);
        builder.leaf(NodeKind::Punctuation, key_end..key_end + 1);
        value(builder, NodeKind::Value, key_end + 1, text.get(key + 1..).unwrap_or_default());
        builder.close(start + line.content.len());
    } else {
        builder.leaf(NodeKind::MalformedAttribute, start..start + line.content.len());
    }
}

fn gloss(builder: &mut Builder<'_>, start: usize, line: Line<'_>, first: bool) {
    let signs = block::gloss_depth(line.content) as usize;
    let mut text = signs + line::space(line.content.get(signs..).unwrap_or_default());
    builder.leaf(NodeKind::GlossMarker, start..start + signs);
    builder.leaf(NodeKind::Space, start + signs..start + text);
    if let Some(head) = block::gloss_head(line.content).filter(|_| first) {
        gloss_head(builder, start, line.content, head.clone());
        text = head.end + line::space(line.content.get(head.end..).unwrap_or_default());
        builder.leaf(NodeKind::Space, start + head.end..start + text);
    }
    inline::marks(builder, start + text..start + line.content.len(), AtLineEnd::Yes);
}

fn gloss_head(builder: &mut Builder<'_>, start: usize, content: &str, head: Range<usize>) {
    builder.open(NodeKind::GlossHead, start + head.start);
    builder.leaf(NodeKind::Punctuation, start + head.start..start + head.start + 1);
    let mut kind = NodeKind::GlossKind;
    let mut at = head.start + 1;
    while at < head.end - 1 {
        let rest = content.get(at..head.end - 1).unwrap_or_default();
        let space = line::space(rest);
        builder.leaf(NodeKind::Space, start + at..start + at + space);
        let length = argument_length(rest.get(space..).unwrap_or_default());
        builder.leaf(kind, start + at + space..start + at + space + length);
        at += space + length;
        kind = NodeKind::GlossArgument;
    }
    builder.leaf(NodeKind::Punctuation, start + head.end - 1..start + head.end);
    builder.close(start + head.end);
}

/// The bytes of one argument: a quoted lemma to its closing quote, or a word.
fn argument_length(text: &str) -> usize {
    let quoted = text.strip_prefix('"').and_then(|lemma| scan::find(lemma, |c| c == '"'));
    quoted.map_or_else(|| scan::prefix(text, |c| !line::is_space(c)), |end| end + 2)
}

fn footnote(builder: &mut Builder<'_>, start: usize, line: Line<'_>, first: bool) {
    let label = if first { block::footnote_label(line.content).unwrap_or(0) } else { 0 };
    // Its further lines are text lines, and indented like them.
    let rest = line.content.get(label..).unwrap_or_default();
    let text = label + if first { line::space(rest) } else { line::indentation(rest) };
    builder.leaf(NodeKind::FootnoteLabel, start..start + label);
    builder.leaf(NodeKind::Space, start + label..start + text);
    inline::marks(builder, start + text..start + line.content.len(), AtLineEnd::Yes);
}

fn row(builder: &mut Builder<'_>, start: usize, line: Line<'_>, index: usize) {
    let delimiter = index == 1 && is_delimiter_row(line.content);
    builder.open(if delimiter { NodeKind::DelimiterRow } else { NodeKind::Row }, start);
    let mut cell = 0;
    while cell < line.content.len() {
        let bar = scan::unescaped(line.content, cell, |byte| byte == b'|').unwrap_or(line.content.len());
        if cell < bar {
            builder.open(NodeKind::Cell, start + cell);
            inline::marks(builder, start + cell..start + bar, AtLineEnd::No);
            builder.close(start + bar);
        }
        cell = (bar + 1).min(line.content.len());
        builder.leaf(NodeKind::Punctuation, start + bar..start + cell);
    }
    builder.close(start + line.content.len());
}

fn is_delimiter_row(content: &str) -> bool {
    let drawn = scan::prefix(content, |c| matches!(c, '|' | '-' | ':') || line::is_space(c));
    drawn == content.len() && scan::find(content, |c| c == '-').is_some()
}

fn verbatim(builder: &mut Builder<'_>) {
    for (index, (start, line)) in lines_with_starts(builder.text).enumerate() {
        let fence = index == 0 || block::is_closing_fence(line.content);
        let kind = if fence { NodeKind::Fence } else { NodeKind::Verbatim };
        let end = start + line.content.len();
        builder.leaf(kind, start..end);
        builder.leaf(NodeKind::Newline, end..end + line.end.len());
    }
}

fn quote(builder: &mut Builder<'_>, start: usize, line: Line<'_>) {
    let sign = ":::".len();
    builder.leaf(NodeKind::QuoteMarker, start..start + sign);
    value(builder, NodeKind::QuoteTarget, start + sign, line.content.get(sign..).unwrap_or_default());
}

fn item(builder: &mut Builder<'_>, start: usize, line: Line<'_>) {
    let indent = line::indentation(line.content);
    let text = line.content.get(indent..).unwrap_or_default();
    builder.leaf(NodeKind::Space, start..start + indent);
    let mut done = 0;
    for marker in marker::markers(text) {
        let span = marker.span.range();
        builder.leaf(NodeKind::Space, start + indent + done..start + indent + span.start);
        builder.leaf(NodeKind::Marker, start + indent + span.start..start + indent + span.end);
        done = span.end;
    }
    let space = line::indentation(text.get(done..).unwrap_or_default());
    builder.leaf(NodeKind::Space, start + indent + done..start + indent + done + space);
    inline::marks(builder, start + indent + done + space..start + line.content.len(), AtLineEnd::Yes);
}

fn text_line(builder: &mut Builder<'_>, start: usize, line: Line<'_>) {
    let indent = line::indentation(line.content);
    builder.leaf(NodeKind::Space, start..start + indent);
    inline::marks(builder, start + indent..start + line.content.len(), AtLineEnd::Yes);
}
