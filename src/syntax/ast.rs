//! The typed view of a block: what a heading, a declaration, a gloss and the other forms hold, so that the
//! layers below need not know how the tree is built. All spans count from the block's start.

use super::{Block, BlockKind, NodeKind, NodeRef};
use crate::text::LocalSpan;

/// Words of a block and where they stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words<'a> {
    /// The words as written.
    pub text: &'a str,
    /// Their place in the block.
    pub span: LocalSpan,
}

impl<'a> Words<'a> {
    fn of(node: NodeRef<'a>) -> Self {
        Self { text: node.text(), span: node.span() }
    }

    /// The part of the words from byte `start` to byte `end` of them, its outer white space trimmed.
    pub fn part(self, start: usize, end: usize) -> Words<'a> {
        let text = self.text.get(start..end).unwrap_or_default();
        let lead = text.len() - text.trim_start().len();
        let text = text.trim();
        let start = self.span.start as usize + start + lead;
        Words { text, span: LocalSpan::new(start, start + text.len()) }
    }

    /// The parts between unescaped occurrences of `separator`, trimmed; empty ones included.
    pub fn split(self, separator: char) -> Vec<Words<'a>> {
        let mut parts = Vec::new();
        let mut start = 0;
        let mut escaped = false;
        for (at, character) in self.text.char_indices() {
            if character == separator && !escaped {
                parts.push(self.part(start, at));
                start = at + separator.len_utf8();
            }
            escaped = character == '\\' && !escaped;
        }
        parts.push(self.part(start, self.text.len()));
        parts
    }

    /// The words before and behind the first unescaped `separator`, trimmed.
    pub fn split_once(self, separator: char) -> Option<(Words<'a>, Words<'a>)> {
        let mut escaped = false;
        let at = self.text.char_indices().find_map(|(at, character)| {
            let found = character == separator && !escaped;
            escaped = character == '\\' && !escaped;
            found.then_some(at)
        })?;
        Some((self.part(0, at), self.part(at + separator.len_utf8(), self.text.len())))
    }
}

/// Words with their escapes resolved: `\;` is `;`.
pub fn unescape(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match characters.peek() {
            Some(next) if character == '\\' && next.is_ascii_punctuation() => {
                result.push(*next);
                characters.next();
            }
            _ => result.push(character),
        }
    }
    result
}

/// A heading.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// The number of `#`.
    pub level: u8,
    /// All between the `#`s and the anchor.
    pub words: Words<'a>,
    /// The id of `{#id}`.
    pub anchor: Option<Words<'a>>,
}

impl<'a> Heading<'a> {
    /// The view of `block`, if it is a heading.
    pub fn cast(block: &'a Block) -> Option<Self> {
        let BlockKind::Heading { level } = block.kind() else { return None };
        let line = block.text().trim_end_matches(['\r', '\n']);
        let whole = Words { text: line, span: LocalSpan::new(0, line.len()) };
        let anchor = block.root().child(NodeKind::Anchor).map(Words::of);
        let end = anchor.map_or(line.len(), |anchor| anchor.span.start as usize);
        let id = anchor.map(|anchor| anchor.part("{#".len(), anchor.text.len() - 1));
        Some(Self { level, words: whole.part(level as usize, end), anchor: id })
    }
}

/// A declaration.
#[derive(Clone, Debug)]
pub struct Declaration<'a> {
    /// The word behind the `@`, with its place, the `@` not included.
    pub directive: Words<'a>,
    /// The rest of its line; empty if there is none.
    pub argument: Words<'a>,
    /// The `key: value` lines below it.
    pub attributes: Vec<Attribute<'a>>,
    /// The indented lines below it that have no key.
    pub malformed: Vec<Words<'a>>,
}

/// A `key: value` line of a declaration.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'a> {
    /// The key.
    pub key: Words<'a>,
    /// The value; empty if there is none.
    pub value: Words<'a>,
}

impl<'a> Declaration<'a> {
    /// The view of `block`, if it is a declaration.
    pub fn cast(block: &'a Block) -> Option<Self> {
        if block.kind() != BlockKind::Declaration {
            return None;
        }
        let root = block.root();
        let directive = Words::of(root.child(NodeKind::Directive)?);
        let end = directive.span.end as usize;
        let empty = Words { text: "", span: LocalSpan::new(end, end) };
        Some(Self {
            directive: directive.part(1, directive.text.len()),
            argument: root.child(NodeKind::Argument).map_or(empty, Words::of),
            attributes: block.find(NodeKind::Attribute).filter_map(Attribute::of).collect(),
            malformed: block.find(NodeKind::MalformedAttribute).map(Words::of).collect(),
        })
    }
}

impl<'a> Attribute<'a> {
    fn of(node: NodeRef<'a>) -> Option<Self> {
        let key = Words::of(node.child(NodeKind::Key)?);
        let end = node.span().end as usize;
        let empty = Words { text: "", span: LocalSpan::new(end, end) };
        Some(Self { key, value: node.child(NodeKind::Value).map_or(empty, Words::of) })
    }
}

/// A gloss or an answer to one.
#[derive(Clone, Debug)]
pub struct Gloss<'a> {
    /// The number of `>`: one is a gloss, more is an answer.
    pub depth: u32,
    /// The whole head with its brackets, if the gloss has one.
    pub head: Option<Words<'a>>,
    /// The kind in the head.
    pub kind: Option<Words<'a>>,
    /// The arguments in the head, as written.
    pub arguments: Vec<Words<'a>>,
}

impl<'a> Gloss<'a> {
    /// The view of `block`, if it is a gloss.
    pub fn cast(block: &'a Block) -> Option<Self> {
        let BlockKind::Gloss { depth } = block.kind() else { return None };
        let head = block.root().child(NodeKind::GlossHead);
        let arguments = head.into_iter().flat_map(NodeRef::children);
        Some(Self {
            depth,
            head: head.map(Words::of),
            kind: head.and_then(|head| head.child(NodeKind::GlossKind)).map(Words::of),
            arguments: arguments
                .filter(|node| node.kind() == NodeKind::GlossArgument)
                .map(Words::of)
                .collect(),
        })
    }
}

/// The id of a footnote's text, `[^id]:`.
pub fn footnote_id(block: &Block) -> Option<Words<'_>> {
    let label = Words::of(block.root().child(NodeKind::FootnoteLabel)?);
    Some(label.part("[^".len(), label.text.len() - "]:".len()))
}

/// The ids of the footnote marks in a block.
pub fn footnote_marks(block: &Block) -> impl Iterator<Item = Words<'_>> {
    block.find(NodeKind::FootnoteMark).map(|node| {
        let mark = Words::of(node);
        mark.part("[^".len(), mark.text.len() - "]".len())
    })
}

/// The target of a `:::` line that opens a quoted block.
pub fn quote_target(block: &Block) -> Option<Words<'_>> {
    block.root().child(NodeKind::QuoteTarget).map(Words::of)
}

/// The markers that an item begins with, in order.
pub fn markers(block: &Block) -> impl Iterator<Item = Words<'_>> {
    block.root().children().filter(|node| node.kind() == NodeKind::Marker).map(Words::of)
}

/// An explicit link.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    /// The whole mark.
    pub whole: Words<'a>,
    /// The words that are shown.
    pub label: Words<'a>,
    /// Where it leads, as written.
    pub target: Words<'a>,
}

/// The explicit links of a block.
pub fn links(block: &Block) -> impl Iterator<Item = Link<'_>> {
    block.find(NodeKind::Link).filter_map(|node| {
        let label = Words::of(node.child(NodeKind::Label)?);
        Some(Link { whole: Words::of(node), label, target: Words::of(node.child(NodeKind::Target)?) })
    })
}

/// A span of words in another language, `[text]{tag}`: the words and the tag.
pub fn language_spans(block: &Block) -> impl Iterator<Item = (Words<'_>, &str)> {
    block.find(NodeKind::LanguageSpan).filter_map(|node| {
        let label = Words::of(node.child(NodeKind::Label)?);
        Some((label, node.child(NodeKind::LanguageTag)?.text()))
    })
}
