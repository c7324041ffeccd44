//! The examples of `grammar/SPEC.md`, and the property that they rest on: a tree gives its source back.

use crate::document::Document;
use glossator::syntax;
use std::fmt::Write as _;

/// The trees of all blocks of a source, in the notation of the specification.
pub(crate) fn tree(source: &str) -> String {
    syntax::parse(source).iter().fold(String::new(), |mut text, block| {
        let _ = write!(text, "{block}");
        text
    })
}

/// The leaves of all blocks, joined.
pub(crate) fn leaves(source: &str) -> String {
    let blocks = syntax::parse(source);
    let mut text = String::new();
    for block in &blocks {
        for node in block.nodes().iter().filter(|node| node.size == 1) {
            text.push_str(node.span.slice(block.text()));
        }
    }
    text
}

#[test]
fn examples_give_their_trees() {
    let document = Document::read("grammar/SPEC.md", |kind| kind == "treaty");
    assert!(document.cases.len() >= 120, "only {} examples", document.cases.len());
    document.check(&["tree"], |case, kind| match kind {
        "tree" => tree(&case.sources[0].source()),
        other => panic!("unknown answer `{other}`"),
    });
}

#[test]
fn examples_come_back_from_their_trees() {
    for case in &Document::read("grammar/SPEC.md", |kind| kind == "treaty").cases {
        let source = case.sources[0].source();
        assert_eq!(leaves(&source), source, "{}", case.name);
    }
}
