//! A tree as a flat list of nodes, of tree-sitter's and of the project's parser, in the same terms. What differs and
//! is meant to is here, with its reason.

use glossator::syntax::{self, NodeRef};
use std::collections::BTreeSet;
use tree_sitter::{Node, Parser, Tree};

/// Kinds that only one of the two trees has, or that it takes apart further.
pub(crate) struct Difference {
    pub(crate) kind: &'static str,
    pub(crate) reason: &'static str,
}

const fn difference(kind: &'static str, reason: &'static str) -> Difference {
    Difference { kind, reason }
}

/// Nodes of the project's tree that have no counterpart.
pub(crate) const LEFT_OUT: [Difference; 4] = [
    difference("byte-order-mark", "tree-sitter passes over it before it asks the grammar"),
    difference("newline", "is no node, as is usual in a tree for editors; every block ends with its own"),
    difference("space", "is no node, as is usual in a tree for editors"),
    difference("raw", "is the same as the `blank` around it"),
];

/// Nodes of tree-sitter's tree around what the project's has side by side.
pub(crate) const AROUND: [Difference; 3] = [
    difference("document", "tree-sitter has one root; the project's tree is a list of blocks"),
    difference(
        "section",
        "a heading and what stands below it, for folding; in the project this is the model's",
    ),
    difference(
        "quoted_block",
        "from an opening line to its closing one, for folding; in the project the model's",
    ),
];

/// Leaves of the project's tree that have nodes inside in tree-sitter's.
pub(crate) const TAKEN_APART: [Difference; 3] = [
    difference("anchor", "a query can compare its id only if that is a node"),
    difference("footnote_label", "a query can compare its id only if that is a node"),
    difference("footnote_mark", "a query can compare its id only if that is a node"),
];

/// A node: how deep it stands, what it is, the bytes that it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flat {
    pub(crate) depth: usize,
    pub(crate) kind: String,
    pub(crate) bytes: std::ops::Range<usize>,
}

/// The list of the project's tree, and the kinds of [`LEFT_OUT`] that were.
pub(crate) fn of_project(source: &str) -> (Vec<Flat>, BTreeSet<String>) {
    let (mut list, mut seen) = (Vec::new(), BTreeSet::new());
    let mut origin = 0;
    for block in syntax::parse(source) {
        add_project(block.root(), 0, origin, &mut list, &mut seen);
        origin += block.text().len();
    }
    (list, seen)
}

fn add_project(
    node: NodeRef<'_>,
    depth: usize,
    origin: usize,
    list: &mut Vec<Flat>,
    seen: &mut BTreeSet<String>,
) {
    if LEFT_OUT.iter().any(|left| left.kind == node.name()) {
        seen.insert(node.name().to_owned());
        return;
    }
    let span = node.span();
    let bytes = origin + span.start as usize..origin + span.end as usize;
    list.push(Flat { depth, kind: node.name().to_owned(), bytes });
    node.children().for_each(|child| add_project(child, depth + 1, origin, list, seen));
}

/// A parser of the grammar.
pub(crate) fn parser() -> Parser {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_treaty::LANGUAGE.into()).expect("the parser has a version that is read");
    parser
}

/// The list of tree-sitter's tree, and the kinds of [`AROUND`] and [`TAKEN_APART`] that were.
pub(crate) fn of_tree_sitter(tree: &Tree) -> (Vec<Flat>, BTreeSet<String>) {
    let (mut list, mut seen) = (Vec::new(), BTreeSet::new());
    let mut cursor = tree.walk();
    let mut depth = 0;
    loop {
        let goes_in = add_tree_sitter(cursor.node(), depth, &mut list, &mut seen);
        if goes_in && cursor.goto_first_child() {
            depth += usize::from(!is_around(cursor.node().parent()));
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return (list, seen);
            }
            depth -= usize::from(!is_around(Some(cursor.node())));
        }
    }
}

fn is_around(node: Option<Node<'_>>) -> bool {
    node.is_some_and(|node| AROUND.iter().any(|around| around.kind == node.kind()))
}

/// Adds a node; whether those inside it count too.
fn add_tree_sitter(node: Node<'_>, depth: usize, list: &mut Vec<Flat>, seen: &mut BTreeSet<String>) -> bool {
    if is_around(Some(node)) {
        seen.insert(node.kind().to_owned());
        return true;
    }
    let kind = if node.is_named() { node.kind().replace('_', "-") } else { "punctuation".to_owned() };
    list.push(Flat { depth, kind, bytes: node.byte_range() });
    let taken_apart = TAKEN_APART.iter().any(|apart| apart.kind == node.kind());
    if taken_apart {
        seen.insert(node.kind().to_owned());
    }
    !taken_apart
}
