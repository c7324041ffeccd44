//! The lossless tree: blocks that own their text, each with its nodes in one flat array in reading order.
//! The leaves of a block cover its text without gaps, so the tree gives the source back byte for byte.

use super::BlockKind;
use crate::text::LocalSpan;
use std::fmt;

/// A block of a document: its kind, its source and its tree. It does not know where it stands.
#[derive(Clone, PartialEq, Eq)]
pub struct Block {
    kind: BlockKind,
    text: Box<str>,
    nodes: Box<[Node]>,
}

/// A node of a block's tree, in the array of [`Block::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The bytes of the block that it covers.
    pub span: LocalSpan,
    /// The number of nodes in its subtree, itself included: the next sibling stands so many places on.
    pub size: u32,
}

/// What a node is. Names as in `grammar/SPEC.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// The block itself.
    Block,
    /// Words without a mark.
    Text,
    /// A line end.
    Newline,
    /// Spaces and tabs that separate, and the indentation of text.
    Space,
    /// A lone byte order mark, or a blank run: the only leaf of such a block.
    Raw,
    /// `##`.
    HeadingMarker,
    /// `{#id}` at the end of a heading, its braces included.
    Anchor,
    /// `@word`.
    Directive,
    /// The rest of a declaration's line.
    Argument,
    /// An indented line below a declaration that reads `key: value`.
    Attribute,
    /// `key` of an attribute, without the colon.
    Key,
    /// The value of an attribute.
    Value,
    /// An indented line below a declaration that has no key.
    MalformedAttribute,
    /// The `>`s of a gloss line.
    GlossMarker,
    /// `[kind arguments]`.
    GlossHead,
    /// The kind in a gloss head.
    GlossKind,
    /// One argument in a gloss head: an id, a date, a target, a lemma or an anchor.
    GlossArgument,
    /// `[^id]:`.
    FootnoteLabel,
    /// A line of a table.
    Row,
    /// A second row of `-` and `:`, which marks the first as a head.
    DelimiterRow,
    /// A cell of a row, without its bars.
    Cell,
    /// Three backticks and what stands behind them.
    Fence,
    /// A line of verbatim text.
    Verbatim,
    /// `:::`.
    QuoteMarker,
    /// The instrument or clause that a quoted block names.
    QuoteTarget,
    /// A comment from its `%%` on.
    Comment,
    /// The enumerator of an item.
    Marker,
    /// `\` and the ASCII punctuation that it makes text.
    Escape,
    /// `\` at a line's end: the break is kept.
    LineBreak,
    /// `[^id]`.
    FootnoteMark,
    /// `[label](target)`.
    Link,
    /// `[label]{tag}`.
    LanguageSpan,
    /// The words of a link or a language span.
    Label,
    /// The target of a link.
    Target,
    /// The language tag of a language span.
    LanguageTag,
    /// `*text*`.
    Emphasis,
    /// `**text**`.
    Strong,
    /// Characters that belong to a mark: brackets, bars, stars, a colon.
    Punctuation,
}

impl Block {
    pub(super) fn new(kind: BlockKind, text: &str, nodes: Vec<Node>) -> Self {
        Self { kind, text: text.into(), nodes: nodes.into_boxed_slice() }
    }

    /// What block it is.
    pub fn kind(&self) -> BlockKind {
        self.kind
    }

    /// Its source, with its line ends.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The node of the whole block.
    pub fn root(&self) -> NodeRef<'_> {
        NodeRef { block: self, index: 0 }
    }

    /// All nodes in reading order, the block's own first.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The nodes of `kind`, in reading order.
    pub fn find(&self, kind: NodeKind) -> impl Iterator<Item = NodeRef<'_>> {
        let found = self.nodes.iter().enumerate().filter(move |(_, node)| node.kind == kind);
        found.map(|(index, _)| NodeRef { block: self, index })
    }
}

impl fmt::Debug for Block {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

/// The tree in the notation of `grammar/SPEC.md`: a line a node, leaves with their text in quotes.
impl fmt::Display for Block {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_node(formatter, self.root(), 0)
    }
}

fn write_node(formatter: &mut fmt::Formatter<'_>, node: NodeRef<'_>, depth: usize) -> fmt::Result {
    write!(formatter, "{:indent$}{}", "", node.name(), indent = depth * 2)?;
    if node.is_leaf() {
        writeln!(formatter, " {:?}", node.text())
    } else {
        writeln!(formatter)?;
        node.children().try_for_each(|child| write_node(formatter, child, depth + 1))
    }
}

/// A node together with its block.
#[derive(Clone, Copy)]
pub struct NodeRef<'a> {
    block: &'a Block,
    index: usize,
}

impl<'a> NodeRef<'a> {
    fn node(self) -> &'a Node {
        self.block.nodes.get(self.index).expect("a node reference points into its block")
    }

    /// What it is.
    pub fn kind(self) -> NodeKind {
        self.node().kind
    }

    /// The bytes of the block that it covers.
    pub fn span(self) -> LocalSpan {
        self.node().span
    }

    /// Its source.
    pub fn text(self) -> &'a str {
        self.span().slice(&self.block.text)
    }

    /// Whether it has no nodes inside.
    pub fn is_leaf(self) -> bool {
        self.node().size == 1
    }

    /// The nodes directly inside.
    pub fn children(self) -> impl Iterator<Item = NodeRef<'a>> {
        let end = self.index + self.node().size as usize;
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            let child = NodeRef { block: self.block, index: next };
            (next < end).then(|| {
                next += child.node().size as usize;
                child
            })
        })
    }

    /// The first node of `kind` directly inside.
    pub fn child(self, kind: NodeKind) -> Option<NodeRef<'a>> {
        self.children().find(|child| child.kind() == kind)
    }

    /// The name of its kind, as in `grammar/SPEC.md`.
    pub fn name(self) -> &'static str {
        match self.kind() {
            NodeKind::Block => self.block.kind.name(),
            kind => kind.name(),
        }
    }
}

impl BlockKind {
    /// The name as in `grammar/SPEC.md`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ByteOrderMark => "byte-order-mark",
            Self::Blank => "blank",
            Self::Heading { .. } => "heading",
            Self::Declaration => "declaration",
            Self::Gloss { .. } => "gloss",
            Self::Footnote => "footnote",
            Self::Table => "table",
            Self::Verbatim => "verbatim",
            Self::QuoteOpen => "quote-open",
            Self::QuoteClose => "quote-close",
            Self::Comment => "comment",
            Self::Paragraph => "paragraph",
            Self::Item => "item",
        }
    }
}

impl NodeKind {
    /// The name as in `grammar/SPEC.md`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Text => "text",
            Self::Newline => "newline",
            Self::Space => "space",
            Self::Raw => "raw",
            Self::HeadingMarker => "heading-marker",
            Self::Anchor => "anchor",
            Self::Directive => "directive",
            Self::Argument => "argument",
            Self::Attribute => "attribute",
            Self::Key => "key",
            Self::Value => "value",
            Self::MalformedAttribute => "malformed-attribute",
            Self::GlossMarker => "gloss-marker",
            Self::GlossHead => "gloss-head",
            Self::GlossKind => "gloss-kind",
            Self::GlossArgument => "gloss-argument",
            Self::FootnoteLabel => "footnote-label",
            Self::Row => "row",
            Self::DelimiterRow => "delimiter-row",
            Self::Cell => "cell",
            Self::Fence => "fence",
            Self::Verbatim => "verbatim-line",
            Self::QuoteMarker => "quote-marker",
            Self::QuoteTarget => "quote-target",
            Self::Comment => "comment-text",
            Self::Marker => "marker",
            Self::Escape => "escape",
            Self::LineBreak => "line-break",
            Self::FootnoteMark => "footnote-mark",
            Self::Link => "link",
            Self::LanguageSpan => "language-span",
            Self::Label => "label",
            Self::Target => "target",
            Self::LanguageTag => "language-tag",
            Self::Emphasis => "emphasis",
            Self::Strong => "strong",
            Self::Punctuation => "punctuation",
        }
    }
}
