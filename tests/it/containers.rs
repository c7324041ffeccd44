//! The parts, annexes and appended documents of six treaties, in full, as import finds them and as they were found by
//! reading (`tests/edit/containers.tsv`). Each difference stands in `tests/edit/containers-differences.tsv`, with
//! its reason.

use crate::import::{is_article, plain};
use crate::texts;
use glossator::edit::import::{self, Heading, Options};
use std::collections::BTreeMap;

/// A division: its line, how deep it stands below the title, its label as printed, its caption.
struct Container {
    line: usize,
    level: u8,
    label: String,
    caption: String,
}

/// The rows of a table of the folder `tests/edit`, without its remarks.
fn rows(name: &str) -> Vec<Vec<String>> {
    let path = format!("{}/tests/edit/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the table can be read");
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| row.split('\t').map(str::to_owned).collect()).collect()
}

fn lists() -> BTreeMap<String, Vec<Container>> {
    let mut lists: BTreeMap<String, Vec<Container>> = BTreeMap::new();
    for row in rows("containers.tsv") {
        let [file, line, level, _, label, caption] = row.as_slice() else { panic!("six fields: {row:?}") };
        lists.entry(file.clone()).or_default().push(Container {
            line: line.parse().expect("a line"),
            level: level.parse().expect("a level"),
            label: label.clone(),
            caption: caption.clone(),
        });
    }
    lists
}

/// What of a division the import has otherwise.
fn difference(container: &Container, heading: Option<&Heading>) -> Option<&'static str> {
    let front = |text: &str, length| plain(text).chars().take(length).collect::<String>();
    let Some(heading) = heading else { return Some("missing") };
    let words = plain(&heading.text);
    let label = if container.label.is_empty() { &container.caption } else { &container.label };
    if !words.starts_with(&front(label, 60)) {
        Some("label")
    } else if heading.level != container.level + 1 {
        Some("level")
    } else if !words.contains(&front(&container.caption, 40)) {
        Some("caption")
    } else {
        None
    }
}

#[test]
fn the_divisions_of_six_treaties_are_those_found_by_reading() {
    let mut found: Vec<String> = Vec::new();
    let mut read: Vec<&str> = Vec::new();
    let lists = lists();
    assert_eq!(lists.len(), 6);
    let treaties: BTreeMap<String, String> = texts::treaties().into_iter().collect();
    for (name, list) in &lists {
        // Without the corpus some are left out; `texts::treaties` says so.
        let Some(text) = treaties.get(&format!("{name}.txt")) else { continue };
        read.push(name.as_str());
        let imported = import::import(text, &Options::default());
        let mut headings: Vec<&Heading> =
            imported.headings.iter().filter(|heading| !is_article(&heading.text)).collect();
        for container in list {
            let place = headings.iter().position(|heading| heading.line == container.line);
            let heading = place.map(|place| headings.remove(place));
            if let Some(what) = difference(container, heading) {
                found.push(format!("{name}\t{}\t{what}", container.line));
            }
        }
        found.extend(headings.iter().map(|heading| format!("{name}\t{}\tadded", heading.line)));
    }
    let known = rows("containers-differences.tsv");
    for row in &known {
        let [_, _, _, reason] = row.as_slice() else { panic!("four fields: {row:?}") };
        assert!(reason.len() > 10, "{row:?} has no reason");
    }
    let here = known.iter().filter(|row| read.contains(&row[0].as_str()));
    let mut known: Vec<String> = here.map(|row| row[..3].join("\t")).collect();
    known.sort();
    found.sort();
    assert_eq!(found, known);
}
