//! The specification says that a line's block follows from the line and a few facts of the lines above. Here
//! the parser is held against `reference`, which was written from those words alone: on the examples of the
//! specification, on random texts and on real treaties.

use crate::document::Document;
use crate::{reference, texts};
use glossator::syntax::{self, BlockKind};

fn parsed(text: &str) -> Vec<(String, String)> {
    let name = |kind: BlockKind| match kind {
        BlockKind::Heading { level } => format!("heading {level}"),
        BlockKind::Gloss { depth } => format!("gloss {depth}"),
        kind => kind.name().to_owned(),
    };
    syntax::parse(text).iter().map(|block| (name(block.kind()), block.text().to_owned())).collect()
}

/// The first block that the two read in different ways.
fn difference(text: &str) -> Option<String> {
    let (parser, reference) = (parsed(text), reference::blocks(text));
    let at = (0..parser.len().max(reference.len())).find(|at| parser.get(*at) != reference.get(*at))?;
    let before = at.checked_sub(1).and_then(|at| parser.get(at));
    Some(format!("behind {before:?}\n  parser    {:?}\n  reference {:?}", parser.get(at), reference.get(at)))
}

fn agree(texts: impl Iterator<Item = (String, String)>) -> usize {
    let mut compared = 0;
    let mut differences = Vec::new();
    for (name, text) in texts {
        differences.extend(difference(&text).map(|difference| format!("{name}: {difference}")));
        compared += 1;
    }
    let shown = differences.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
    assert!(differences.is_empty(), "{} of {compared} differ:\n{shown}", differences.len());
    compared
}

#[test]
fn the_examples_are_read_line_by_line() {
    let document = Document::read("grammar/SPEC.md", |kind| kind == "treaty");
    let examples = document.cases.iter().map(|case| (case.name.clone(), case.sources[0].source()));
    assert!(agree(examples) > 120);
}

#[test]
fn random_texts_are_read_line_by_line() {
    let random = (0..20_000).map(|seed| (format!("seed {seed}"), texts::random(seed)));
    assert_eq!(agree(random), 20_000);
}

#[test]
fn random_markers_are_read_line_by_line() {
    let random = (0..20_000).map(|seed| (format!("seed {seed}"), texts::random_marker(seed)));
    assert_eq!(agree(random), 20_000);
}

#[test]
fn real_treaties_are_read_line_by_line() {
    agree(texts::treaties().into_iter());
}
