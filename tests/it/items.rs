//! The nesting of items: the cases of `tests/model/enumerators.json`.

use glossator::model::items::{Entry, Label, Nesting, Report, Role, nest};
use glossator::syntax::{self, BlockKind, ast};
use serde::Deserialize;

#[derive(Deserialize)]
struct ItemCase {
    id: String,
    source: String,
    tree: String,
    reports: Vec<String>,
}

fn entries(source: &str) -> Vec<(Option<String>, Entry)> {
    let mut entries = Vec::new();
    for block in &syntax::parse(source) {
        let small = block.text().trim_start().starts_with(char::is_lowercase);
        match block.kind() {
            BlockKind::Item => entries.extend(ast::markers(block).map(|marker| {
                let label = Label::parse(marker.text);
                (Some(marker.text.to_owned()), Entry { marker: Some(label), indent: 0, small })
            })),
            BlockKind::Paragraph => entries.push((None, Entry { marker: None, indent: 0, small })),
            _ => {}
        }
    }
    entries
}

fn write_tree(nestings: &[Nesting], names: &[Option<String>], parent: Option<usize>) -> String {
    let mut parts = Vec::new();
    for (index, nesting) in nestings.iter().enumerate() {
        if nesting.parent != parent || parent.is_none() && names[index].is_none() {
            continue;
        }
        let name = names[index].clone().unwrap_or("~".into());
        let inside = write_tree(nestings, names, Some(index));
        parts.push(if inside.is_empty() { name } else { format!("{name}[{inside}]") });
    }
    parts.join(" ")
}

#[test]
fn items_nest_as_a_reader_nests_them() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/model/enumerators.json");
    let text = std::fs::read_to_string(path).expect("the cases can be read");
    let cases: Vec<ItemCase> = serde_json::from_str(&text).expect("the cases are JSON");
    assert!(cases.len() >= 18);
    let mut wrong = Vec::new();
    for case in &cases {
        let (names, entries): (Vec<_>, Vec<_>) = entries(&case.source).into_iter().unzip();
        let nestings = nest(&entries);
        let reports: Vec<String> = nestings
            .iter()
            .filter_map(|nesting| match nesting.role {
                Role::Item(_, Some(Report::Gap)) => Some("gap".into()),
                Role::Item(_, Some(Report::Repeat)) => Some("repeat".into()),
                Role::Item(_, Some(Report::StartsLate)) => Some("starts-late".into()),
                Role::Item(_, Some(Report::Backwards)) => Some("backwards".into()),
                _ => None,
            })
            .collect();
        let tree = write_tree(&nestings, &names, None);
        if tree != case.tree || reports != case.reports {
            wrong.push(format!("{}: {tree} {reports:?}, expected {} {:?}", case.id, case.tree, case.reports));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn tree(source: &str) -> String {
    let (names, entries): (Vec<_>, Vec<_>) = entries(source).into_iter().unzip();
    write_tree(&nest(&entries), &names, None)
}

#[test]
fn dotted_numbers_stand_beside_each_other() {
    assert_eq!(tree("5.1 a;\n\n5.2 b.\n\n6.1 c;\n\n6.2 d."), "5.1 5.2 6.1 6.2");
    assert_eq!(tree("1. a\n\n1.1 b\n\n1.1.1 c\n\n1.1.2 d\n\n1.2 e\n\n2. f"), "1.[1.1[1.1.1 1.1.2] 1.2] 2.");
}

/// Behind the highest number that can be counted comes none: nothing overflows, and a greater one is no number
/// but words in the last item.
#[test]
fn numbers_end() {
    let source = "4294967294. a;\n\n4294967295. b.\n\n4294967295. c.\n\n4294967296. d.";
    assert_eq!(tree(source), "4294967294. 4294967295. 4294967295.[4294967296.]");
}
