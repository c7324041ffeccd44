//! An edited tree is the tree of the edited text: what the scanner keeps between lines is all that it needs.

use crate::texts::{self, Random};
use crate::tree::{of_project, of_tree_sitter, parser};
use tree_sitter::{InputEdit, Point};

fn point(text: &str, byte: usize) -> Point {
    let line = text[..byte].rfind('\n').map_or(0, |end| end + 1);
    Point::new(text[..line].matches('\n').count(), byte - line)
}

#[test]
fn edits_give_the_tree_of_the_edited_text() {
    let mut edits = 0;
    for seed in 0..2000 {
        let mut random = Random(seed);
        let mut text = texts::random(seed) + &texts::random(seed + 100_000);
        let mut parser = parser();
        let mut tree = parser.parse(&text, None).expect("a parser with a language reads any text");
        for _ in 0..10 {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let first = random.below(places.len());
            let last = (first + random.below(6)).min(places.len() - 1);
            let (start, end) = (places[first], places[last]);
            let insert = if random.below(3) == 0 { "" } else { random.pick::<&str>(texts::FRAGMENTS) };
            let (start_position, old_end_position) = (point(&text, start), point(&text, end));
            text.replace_range(start..end, insert);
            tree.edit(&InputEdit {
                start_byte: start,
                old_end_byte: end,
                new_end_byte: start + insert.len(),
                start_position,
                old_end_position,
                new_end_position: point(&text, start + insert.len()),
            });
            tree = parser.parse(&text, Some(&tree)).expect("a parser with a language reads any text");
            assert!(!tree.root_node().has_error(), "seed {seed}: {text:?}");
            assert_eq!(of_tree_sitter(&tree).0, of_project(&text).0, "seed {seed}: {text:?}");
            edits += 1;
        }
    }
    assert_eq!(edits, 20_000);
}
