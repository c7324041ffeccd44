//! From the linked nodes to clauses in reading order, with their extents.

use super::Growing;
use crate::model::clause::{Clause, ClauseId, ClauseKind};
use crate::model::place::{BlockId, Extent, Point};
use crate::syntax::Block;
use std::sync::Arc;

pub(super) fn flatten(blocks: &[Arc<Block>], growing: Growing) -> (Vec<Clause>, Vec<ClauseId>) {
    let order = reading_order(&growing);
    let mut ids = vec![ClauseId::ROOT; growing.nodes.len()];
    for (place, index) in order.iter().enumerate() {
        if let Some(id) = ids.get_mut(*index) {
            *id = ClauseId::new(place);
        }
    }
    let id = |index: usize| ids.get(index).copied().unwrap_or_default();
    let divisions: Vec<ClauseId> = growing.divisions.iter().map(|index| id(*index)).collect();
    let mut nodes: Vec<Option<super::Node>> = growing.nodes.into_iter().map(Some).collect();
    let mut clauses: Vec<Clause> = Vec::with_capacity(order.len());
    for index in &order {
        let Some(node) = nodes.get_mut(*index).and_then(Option::take) else { continue };
        let root = node.kind == ClauseKind::Document;
        let start = match node.kind {
            ClauseKind::Item | ClauseKind::Paragraph => node.name.start(),
            _ if root => Point::default(),
            _ => Point { block: node.first, offset: 0 },
        };
        clauses.push(Clause {
            kind: node.kind,
            parent: (!root).then(|| id(node.parent)),
            end: ClauseId::new(clauses.len() + 1),
            base: id(node.base),
            scope: id(node.scope),
            is_scope: node.is_scope,
            name: node.name,
            extent: Extent { start, end: block_end(blocks, node.last) },
            blocks: (node.first, BlockId::new(node.last.index() + 1)),
            number: node.number,
            reading: node.reading,
            marker: node.marker,
            caption: node.caption,
            anchor: node.anchor,
            level: node.level,
            report: node.report,
            step: node.step,
        });
    }
    close(blocks, &mut clauses);
    let owners = owners(&clauses, divisions);
    (clauses, owners)
}

/// The indices of the nodes in reading order: children sorted by where they begin.
fn reading_order(growing: &Growing) -> Vec<usize> {
    let mut order = Vec::with_capacity(growing.nodes.len());
    let mut stack = vec![0];
    while let Some(index) = stack.pop() {
        order.push(index);
        let mut children = growing.node(index).children.clone();
        children.sort_by_key(|child| growing.node(*child).name.start());
        stack.extend(children.into_iter().rev());
    }
    order
}

/// The point behind the words of a block: its last line end left aside.
fn block_end(blocks: &[Arc<Block>], id: BlockId) -> Point {
    let text = blocks.get(id.index()).map_or("", |block| block.text());
    let end = text.trim_end_matches(['\n', '\r']).len();
    Point { block: id, offset: u32::try_from(end).expect("a block is at most 4 GiB") }
}

/// Widens each clause over the clauses inside it, and sets where the next one behind it stands.
fn close(blocks: &[Arc<Block>], clauses: &mut [Clause]) {
    let count = clauses.len();
    for index in (1..count).rev() {
        let (before, rest) = clauses.split_at_mut(index);
        let Some(clause) = rest.first() else { continue };
        let Some(parent) = clause.parent.and_then(|parent| before.get_mut(parent.index())) else { continue };
        parent.end = parent.end.max(clause.end);
        parent.extent.end = parent.extent.end.max(clause.extent.end);
        parent.blocks.1 = parent.blocks.1.max(clause.blocks.1);
    }
    if let Some(root) = clauses.first_mut() {
        let last = BlockId::new(blocks.len().saturating_sub(1));
        root.extent.end = block_end(blocks, last);
        root.blocks = (BlockId::default(), BlockId::new(blocks.len()));
    }
}

/// The innermost clause of each block: that of its text, else the clause that the text before it is in, so
/// that a gloss or a table belongs to what it follows; under a heading the division.
fn owners(clauses: &[Clause], divisions: Vec<ClauseId>) -> Vec<ClauseId> {
    let mut owners = divisions;
    for (index, clause) in clauses.iter().enumerate() {
        let own = matches!(clause.kind, ClauseKind::Item | ClauseKind::Paragraph);
        if own && let Some(owner) = owners.get_mut(clause.name.block.index()) {
            *owner = ClauseId::new(index);
        }
    }
    // What is no text of its own belongs to the clause before it, as long as the division is the same.
    let mut latest: Option<ClauseId> = None;
    for owner in &mut owners {
        let is_text = |id: ClauseId| {
            clauses
                .get(id.index())
                .is_some_and(|c| matches!(c.kind, ClauseKind::Item | ClauseKind::Paragraph))
        };
        if is_text(*owner) {
            latest = Some(*owner);
        } else if let Some(text) = latest.filter(|text| division_of(clauses, *text) == *owner) {
            *owner = text;
        } else {
            latest = None;
        }
    }
    owners
}

fn division_of(clauses: &[Clause], id: ClauseId) -> ClauseId {
    let mut current = id;
    while let Some(clause) = clauses.get(current.index()) {
        match (clause.kind, clause.parent) {
            (ClauseKind::Item | ClauseKind::Paragraph, Some(parent)) => current = parent,
            _ => break,
        }
    }
    current
}
