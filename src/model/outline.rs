//! From blocks to clauses: divisions by their headings, the implicit preamble and conclusions, paragraphs and
//! items (`grammar/SPEC.md`, "Divisions" to "Items").

mod contents;
mod divisions;
mod flatten;

use super::clause::{Caption, Clause, ClauseKind};
use super::heading::HeadingReading;
use super::items::Report;
use super::place::{BlockId, Place};
use crate::citation::number::Reading;
use crate::citation::{Language, Number, Unit};
use crate::syntax::{Block, BlockKind};
use std::sync::Arc;

/// The clauses of a document, in reading order, and where its title is.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The clauses; the first is the document.
    pub clauses: Vec<Clause>,
    /// For each block the innermost clause that it belongs to.
    pub owners: Vec<super::ClauseId>,
    /// The block of the heading that is the document's title.
    pub title: Option<BlockId>,
    /// For each block whether it stands in a quoted block, the lines that open and close it included.
    pub quoted: Vec<bool>,
}

/// What a document says of its divisions besides their headings.
pub struct Frame<'a> {
    /// The languages of the text, in which keywords are looked for.
    pub languages: &'a [&'static Language],
    /// The blocks of `@treaty` declarations with their ids: under a heading they make its division a scope.
    pub treaties: Vec<(BlockId, &'a str)>,
}

impl Outline {
    /// The outline of `blocks`, in time linear in their number.
    pub fn build(blocks: &[Arc<Block>], frame: &Frame<'_>) -> Self {
        let quoted = quoted_blocks(blocks);
        let mut divisions = divisions::build(blocks, &quoted, frame);
        contents::add(blocks, &mut divisions);
        let title = divisions.title;
        let (clauses, owners) = flatten::flatten(blocks, divisions);
        Self { clauses, owners, title, quoted }
    }
}

/// The tree while it grows: children may still be put in between, so nodes are linked by index.
struct Growing {
    nodes: Vec<Node>,
    title: Option<BlockId>,
    /// For each block the division that it stands in.
    divisions: Vec<usize>,
}

struct Node {
    kind: ClauseKind,
    parent: usize,
    children: Vec<usize>,
    /// The node that its path continues, and its innermost scope.
    base: usize,
    scope: usize,
    name: Place,
    /// Its first block, and the last one that is known to belong to it.
    first: BlockId,
    last: BlockId,
    number: Option<Number>,
    reading: Option<Reading>,
    marker: Option<String>,
    caption: Option<Caption>,
    anchor: Option<(String, Place)>,
    level: u8,
    report: Option<Report>,
    step: String,
    /// Whether a paragraph scan may run on through it from the article above.
    transparent: bool,
    is_scope: bool,
    /// The text blocks directly inside, in order.
    text: Vec<BlockId>,
}

impl Node {
    fn new(kind: ClauseKind, parent: usize, name: Place) -> Self {
        Self {
            kind,
            parent,
            children: Vec::new(),
            base: parent,
            scope: 0,
            name,
            first: name.block,
            last: name.block,
            number: None,
            reading: None,
            marker: None,
            caption: None,
            anchor: None,
            level: 0,
            report: None,
            step: String::new(),
            transparent: false,
            is_scope: false,
            text: Vec::new(),
        }
    }

    fn unit(&self) -> Option<Unit> {
        match self.kind {
            ClauseKind::Division(unit) => Some(unit),
            _ => None,
        }
    }

    fn is_article(&self) -> bool {
        matches!(self.unit(), Some(Unit::Article | Unit::Rule | Unit::Regulation))
    }
}

impl Growing {
    /// Adds `node` as the last child of its parent.
    fn push(&mut self, node: Node) -> usize {
        let index = self.nodes.len();
        let parent = node.parent;
        self.nodes.push(node);
        if index != parent
            && let Some(parent) = self.nodes.get_mut(parent)
        {
            parent.children.push(index);
        }
        index
    }

    fn node(&self, index: usize) -> &Node {
        self.nodes.get(index).expect("nodes are linked by indices of the same vector")
    }

    fn node_mut(&mut self, index: usize) -> &mut Node {
        self.nodes.get_mut(index).expect("nodes are linked by indices of the same vector")
    }
}

/// For each block whether it is quoted: from an opening line to a closing one, the next opening one, the
/// next heading or the end.
fn quoted_blocks(blocks: &[Arc<Block>]) -> Vec<bool> {
    let mut open = false;
    let quoted = blocks.iter().map(|block| match block.kind() {
        BlockKind::QuoteOpen => {
            open = true;
            true
        }
        BlockKind::QuoteClose => std::mem::take(&mut open),
        BlockKind::Heading { .. } => {
            open = false;
            false
        }
        _ => open,
    });
    quoted.collect()
}

/// The step of a division in a path: `part-II`, `4`, `8/B`'s `B`, an anchor, or words of the caption.
fn division_step(reading: &HeadingReading, anchor: Option<&str>, words: &str) -> String {
    let Some((_, number)) = &reading.number else {
        let bare = reading.caption.is_empty() && reading.unit != Unit::Division;
        let kind = || reading.unit.name().to_owned();
        let implied = matches!(reading.unit, Unit::Preamble | Unit::Conclusions);
        return match anchor {
            Some(anchor) => anchor.to_owned(),
            None if bare || implied => kind(),
            None => slug(words),
        };
    };
    match reading.unit {
        Unit::Article | Unit::Division => number.step(),
        unit => format!("{}-{}", unit.name(), number.step()),
    }
}

/// Words as a step of a path: small letters and digits, joined by `-`, at most some fifty characters.
fn slug(words: &str) -> String {
    const LONGEST: usize = 48;
    let mut step = String::new();
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !step.is_empty() {
            if step.len() + word.len() >= LONGEST {
                break;
            }
            step.push('-');
        }
        step.extend(word.chars().take(LONGEST).flat_map(char::to_lowercase));
    }
    step
}
