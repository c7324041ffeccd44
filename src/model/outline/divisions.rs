//! The divisions of a document: what its headings open, the implicit preamble, and the conclusions that a
//! testimonium opens.

use super::{Frame, Growing, Node, division_step};
use crate::citation::{Language, Unit};
use crate::model::clause::{Caption, ClauseKind};
use crate::model::heading::{self, HeadingReading};
use crate::model::place::{BlockId, Place};
use crate::syntax::ast::{Heading, Words};
use crate::syntax::{Block, BlockKind};
use crate::text::LocalSpan;
use std::sync::Arc;

struct HeadingFact<'a> {
    block: BlockId,
    heading: Heading<'a>,
    reading: HeadingReading,
}

pub(super) fn build(blocks: &[Arc<Block>], quoted: &[bool], frame: &Frame<'_>) -> Growing {
    let headings: Vec<HeadingFact<'_>> = blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| {
            let heading = Heading::cast(block)?;
            let reading = heading::read(heading.words.text, frame.languages);
            Some(HeadingFact { block: BlockId::new(index), heading, reading })
        })
        .collect();
    let title = title(&headings);
    let mut builder = Builder {
        blocks,
        quoted,
        frame,
        growing: Growing {
            nodes: vec![root(blocks)],
            title: title.map(|fact| fact.block),
            divisions: Vec::with_capacity(blocks.len()),
        },
        stack: vec![0],
        conclusions: None,
        next_level: 0,
        has_divisions: headings.len() > usize::from(title.is_some()),
        testimonium: last_testimonia(blocks, quoted, &headings, frame.languages),
    };
    let mut next = headings.iter().peekable();
    for (index, block) in blocks.iter().enumerate() {
        let id = BlockId::new(index);
        builder.next_level = next.peek().map_or(0, |fact| fact.heading.level);
        match block.kind() {
            BlockKind::Heading { .. } => {
                if let Some(fact) = next.next() {
                    builder.heading(fact);
                }
            }
            _ => builder.block(id, block),
        }
        let division = builder.innermost();
        builder.growing.divisions.push(division);
    }
    let mut growing = builder.growing;
    mark_transparent(&mut growing);
    growing
}

fn root(blocks: &[Arc<Block>]) -> Node {
    let mut root = Node::new(ClauseKind::Document, 0, Place::default());
    root.is_scope = true;
    root.last = BlockId::new(blocks.len().saturating_sub(1));
    root
}

/// The heading that is the title: the first one, if it is of level 1 and alone before the first numbered
/// division.
fn title<'a, 'b>(headings: &'a [HeadingFact<'b>]) -> Option<&'a HeadingFact<'b>> {
    let (first, others) = headings.split_first()?;
    if first.heading.level != 1 {
        return None;
    }
    let mut others = others.iter().filter(|fact| fact.heading.level == 1);
    match others.next() {
        None => Some(first),
        Some(second) => {
            let numbered = |fact: &HeadingFact<'_>| fact.reading.number.is_some();
            (!numbered(first) && first.reading.unit == Unit::Division && numbered(second)).then_some(first)
        }
    }
}

/// The blocks that open conclusions: of each stretch between headings at most one, the first paragraph that
/// begins like a testimonium, if no article of the same scope follows.
fn last_testimonia(
    blocks: &[Arc<Block>],
    quoted: &[bool],
    headings: &[HeadingFact<'_>],
    languages: &[&Language],
) -> Vec<BlockId> {
    let mut found = Vec::new();
    let mut open = true;
    let mut next = headings.iter().peekable();
    for (index, block) in blocks.iter().enumerate() {
        if matches!(block.kind(), BlockKind::Heading { .. }) {
            next.next();
            open = true;
        }
        let text = matches!(block.kind(), BlockKind::Paragraph) && quoted.get(index) != Some(&true);
        let followed = next.peek().is_some_and(|fact| fact.reading.unit == Unit::Article);
        if open && text && !followed && begins_testimonium(block.text(), languages) {
            found.push(BlockId::new(index));
            open = false;
        }
    }
    found
}

fn begins_testimonium(text: &str, languages: &[&Language]) -> bool {
    // Testimonia are short phrases; the rest of a long paragraph need not be looked at.
    let head: String = text.chars().take(80).collect();
    let lower = heading::lower(&head).split_whitespace().collect::<Vec<_>>().join(" ") + " ";
    languages.iter().any(|language| language.begins_testimonium(&lower))
}

struct Builder<'a> {
    blocks: &'a [Arc<Block>],
    quoted: &'a [bool],
    frame: &'a Frame<'a>,
    growing: Growing,
    /// The open divisions, the root first.
    stack: Vec<usize>,
    /// The implicit preamble or conclusions that text goes into, until the next heading.
    conclusions: Option<usize>,
    /// The level of the next heading; 0 if none follows.
    next_level: u8,
    has_divisions: bool,
    testimonium: Vec<BlockId>,
}

impl Builder<'_> {
    fn innermost(&self) -> usize {
        self.conclusions.or(self.stack.last().copied()).unwrap_or(0)
    }

    fn heading(&mut self, fact: &HeadingFact<'_>) {
        self.conclusions = None;
        let name = Place { block: fact.block, span: fact.heading.words.span };
        let anchor =
            fact.heading.anchor.map(|id| (id.text.to_owned(), Place { block: fact.block, span: id.span }));
        if self.growing.title == Some(fact.block) {
            let root = self.growing.node_mut(0);
            root.name = name;
            root.caption = Some(caption(fact.block, fact.heading.words));
            root.anchor = anchor;
            root.level = 1;
            return;
        }
        while self.stack.len() > 1 && self.growing.node(self.innermost()).level >= fact.heading.level {
            self.stack.pop();
        }
        let parent = self.innermost();
        let unit = fact.reading.unit;
        let mut node = Node::new(ClauseKind::Division(unit), parent, name);
        node.level = fact.heading.level;
        node.number = fact.reading.number.as_ref().map(|(_, number)| number.clone());
        node.caption = (!fact.reading.caption.is_empty()).then(|| {
            let span = fact.reading.caption;
            caption(fact.block, fact.heading.words.part(span.start as usize, span.end as usize))
        });
        let treaty = self.own_treaty(fact.block);
        let anchor_name = anchor.as_ref().map(|(id, _)| id.as_str()).or(treaty);
        node.step = division_step(&fact.reading, anchor_name, fact.heading.words.text);
        node.anchor = anchor;
        node.is_scope = unit.is_scope() && !fact.reading.about || treaty.is_some();
        node.scope = self.scope_of(parent);
        node.base = if node.is_article() { node.scope } else { parent };
        let index = self.growing.push(node);
        self.stack.push(index);
    }

    /// The id of an `@treaty` that stands directly under the heading at `block`.
    fn own_treaty(&self, block: BlockId) -> Option<&str> {
        let declarations = self.blocks.iter().enumerate().skip(block.index() + 1).take_while(|(_, block)| {
            matches!(block.kind(), BlockKind::Declaration | BlockKind::Blank | BlockKind::Comment)
        });
        let mut ids = declarations.filter_map(|(index, _)| {
            let id = BlockId::new(index);
            // They are in the order of their blocks.
            let found = self.frame.treaties.binary_search_by_key(&id, |(block, _)| *block).ok()?;
            self.frame.treaties.get(found).map(|(_, name)| *name)
        });
        ids.next()
    }

    fn scope_of(&self, index: usize) -> usize {
        let node = self.growing.node(index);
        if node.is_scope { index } else { node.scope }
    }

    fn block(&mut self, id: BlockId, block: &Block) {
        let text = matches!(block.kind(), BlockKind::Paragraph | BlockKind::Item);
        let quoted = self.quoted.get(id.index()) == Some(&true);
        let shown = text
            || matches!(
                block.kind(),
                BlockKind::Table | BlockKind::Verbatim | BlockKind::Footnote | BlockKind::Gloss { .. }
            );
        if text && !quoted {
            if self.testimonium.binary_search(&id).is_ok() {
                self.open_implicit(id, Unit::Conclusions);
            } else if self.is_preamble() {
                self.open_implicit(id, Unit::Preamble);
            }
            let division = self.innermost();
            self.growing.node_mut(division).text.push(id);
        }
        if shown || quoted {
            let division = self.innermost();
            self.growing.node_mut(division).last = id;
        }
    }

    /// Whether text here begins an implicit preamble: before the first division of the document, or of an
    /// agreement or protocol inside it.
    fn is_preamble(&self) -> bool {
        let innermost = self.innermost();
        let node = self.growing.node(innermost);
        let instrument = matches!(node.unit(), Some(Unit::Protocol | Unit::Agreement | Unit::Understanding));
        let opens = innermost == 0 && self.has_divisions || instrument && self.next_level > node.level;
        self.conclusions.is_none() && opens && node.children.is_empty()
    }

    fn open_implicit(&mut self, block: BlockId, unit: Unit) {
        let innermost = self.innermost();
        let parent = if unit == Unit::Conclusions { self.scope_of(innermost) } else { innermost };
        let mut node =
            Node::new(ClauseKind::Division(unit), parent, Place { block, span: LocalSpan::default() });
        node.step = unit.name().to_owned();
        node.scope = self.scope_of(parent);
        if let Some(first) = self.blocks.get(block.index()) {
            node.name.span = first_line(first.text());
        }
        self.conclusions = Some(self.growing.push(node));
    }
}

/// The first line of a block's text without the white space around it; of white space alone nothing at its
/// start.
pub(super) fn first_line(text: &str) -> LocalSpan {
    let lead = if text.trim().is_empty() { 0 } else { text.len() - text.trim_start().len() };
    let line = text.get(lead..).unwrap_or_default();
    let length = line.find(['\n', '\r']).unwrap_or(line.len());
    LocalSpan::new(lead, lead + line.get(..length).unwrap_or_default().trim_end().len())
}

fn caption(block: BlockId, words: Words<'_>) -> Caption {
    Caption { text: words.text.to_owned(), place: Place { block, span: words.span }, own_line: false }
}

/// A division below an article without articles of its own is transparent: numbering runs on through it.
fn mark_transparent(growing: &mut Growing) {
    // Children come after their parents, so one pass up tells what has articles inside, one pass down what
    // stands below an article.
    let count = growing.nodes.len();
    let mut has_articles = vec![false; count];
    let mut below_article = vec![false; count];
    for index in (1..count).rev() {
        let node = growing.node(index);
        let inside = node.is_article() || has_articles.get(index) == Some(&true);
        if inside && let Some(slot) = has_articles.get_mut(node.parent) {
            *slot = true;
        }
    }
    for index in 1..count {
        let node = growing.node(index);
        let above = growing.node(node.parent).is_article() || below_article.get(node.parent) == Some(&true);
        let about = node.unit() == Some(Unit::Note) && node.number.is_none();
        let transparent = above && !node.is_article() && !about && has_articles.get(index) == Some(&false);
        if let Some(slot) = below_article.get_mut(index) {
            *slot = above && !node.is_article();
        }
        growing.node_mut(index).transparent = transparent;
    }
}
