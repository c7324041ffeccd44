//! Tree-sitter's tree and the project's are the same, node by node, but for what `tree.rs` lists: on every example
//! of the specification, on real treaties with their markup, on the sample, and on mutations and random texts.

use crate::document::Document;
use crate::texts::{self, Random};
use crate::tree::{AROUND, LEFT_OUT, TAKEN_APART, of_project, of_tree_sitter, parser};
use glossator::edit::import::{Options, import};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How many nodes of each kind were compared.
#[derive(Default)]
struct Counts {
    texts: usize,
    kinds: BTreeMap<String, usize>,
    seen: BTreeSet<String>,
}

impl Counts {
    fn compare(&mut self, name: &str, source: &str) {
        let tree = parser().parse(source, None).expect("a parser with a language reads any text");
        assert!(!tree.root_node().has_error(), "{name}: an error in the tree of {source:?}");
        let (found, seen) = of_tree_sitter(&tree);
        self.seen.extend(seen);
        let (wanted, seen) = of_project(source);
        self.seen.extend(seen);
        for (index, (found, wanted)) in found.iter().zip(&wanted).enumerate() {
            let near = &source[floor(source, wanted.bytes.start.saturating_sub(200))..];
            let near = &near[..floor(near, 400)];
            assert!(
                found == wanted,
                "{name}: node {index}\nfound  {found:?}\nwanted {wanted:?}\nnear {near:?}"
            );
        }
        assert_eq!(found.len(), wanted.len(), "{name}: {source:?}");
        self.texts += 1;
        for node in wanted {
            *self.kinds.entry(node.kind).or_default() += 1;
        }
    }

    /// That at least one node of each of `kinds` was compared; prints how many.
    fn each(&self, kinds: &[&str]) {
        let counts: Vec<(&str, usize)> =
            kinds.iter().map(|kind| (*kind, self.kinds.get(*kind).copied().unwrap_or_default())).collect();
        println!("{} texts, {} nodes, {counts:?}", self.texts, self.kinds.values().sum::<usize>());
        assert!(counts.iter().all(|(_, count)| *count > 0), "{counts:?}");
    }
}

/// The last character boundary of `text` at or before `byte`.
fn floor(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).expect("zero is a boundary")
}

/// A path of the project around this crate.
fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn read(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The files in `folder` whose names end in `end`, sorted: their names and texts.
fn files(folder: &Path, end: &str) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let mut files: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|found| found == end))
        .map(|path| {
            (path.file_name().expect("a file has a name").to_string_lossy().into_owned(), read(&path))
        })
        .collect();
    files.sort();
    files
}

/// The plain texts of real treaties: those of the project and, where `GLOSSATOR_CORPUS` names a folder, those in it.
fn treaties() -> Vec<(String, String)> {
    let mut found = files(&project("tests/corpus"), "txt");
    match std::env::var_os("GLOSSATOR_CORPUS") {
        Some(folder) => found.extend(files(Path::new(&folder), "txt")),
        None => println!("left out: treaties without a free licence (GLOSSATOR_CORPUS names no folder)"),
    }
    found.sort();
    found.dedup_by(|one, other| one.0 == other.0);
    found
}

/// The treaties with the markup that import gives them.
fn imports() -> Vec<(String, String)> {
    let imported = |(name, text): (String, String)| (name, import(&text, &Options::default()).text);
    treaties().into_iter().map(imported).collect()
}

/// The sample and the model treaties in ten languages.
fn marked() -> Vec<(String, String)> {
    let mut found = files(&project("tests/sample"), "treaty");
    found.extend(files(&project("tests/citation"), "treaty"));
    assert!(found.len() >= 13, "only {} files", found.len());
    found
}

/// The sources of the specification.
fn examples() -> Vec<(String, String)> {
    let cases = Document::read("../SPEC.md", |kind| kind == "treaty").cases;
    let examples: Vec<_> = cases.iter().map(|case| (case.name.clone(), case.sources[0].source())).collect();
    assert!(examples.len() >= 120, "only {} examples", examples.len());
    examples
}

const FORMS: [&str; 4] = ["heading", "gloss", "declaration", "link"];

#[test]
fn examples_of_the_specification() {
    let mut counts = Counts::default();
    for (name, source) in examples() {
        counts.compare(&name, &source);
    }
    counts.each(&FORMS);
    let differences = [&LEFT_OUT[..], &AROUND, &TAKEN_APART];
    for difference in differences.into_iter().flatten() {
        let (kind, reason) = (difference.kind, difference.reason);
        assert!(counts.seen.contains(kind), "`{kind}` does not differ any more ({reason})");
    }
}

#[test]
fn imports_of_real_treaties() {
    let mut counts = Counts::default();
    for (name, source) in imports() {
        counts.compare(&name, &source);
    }
    counts.each(&["heading", "gloss", "declaration", "item", "paragraph"]);
}

#[test]
fn real_treaties_as_plain_text() {
    let mut counts = Counts::default();
    for (name, source) in treaties() {
        counts.compare(&name, &source);
    }
    counts.each(&["item", "paragraph", "text"]);
}

#[test]
fn sample_and_model_treaties() {
    let mut counts = Counts::default();
    for (name, source) in marked() {
        counts.compare(&name, &source);
    }
    counts.each(&FORMS);
}

fn pick(random: &mut Random, choices: &[&'static str]) -> &'static str {
    choices[random.below(choices.len())]
}

/// A part of a treaty with its lines joined and cut, and signs put into it.
fn mutation(seed: u64, sources: &[(String, String)]) -> String {
    let mut random = Random(seed);
    let (_, source) = random.pick(sources);
    let lines: Vec<&str> = source.split_inclusive('\n').collect();
    let start = random.below(lines.len());
    let mut text: String = lines[start..].iter().take(1 + random.below(60)).copied().collect();
    for _ in 0..1 + random.below(12) {
        let at = floor(&text, random.below(text.len() + 1));
        match random.below(4) {
            0 => {
                let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
                let behind = (end + 1).min(text.len());
                text.replace_range(end..behind, if random.below(2) == 0 { "" } else { " " });
            }
            1 => text.insert_str(at, pick(&mut random, &["\n", "\r\n", "\n\n", "\r"])),
            2 => {
                let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
                text.insert_str(line, pick(&mut random, texts::FRAGMENTS));
            }
            _ => text.insert_str(at, pick(&mut random, texts::FRAGMENTS)),
        }
    }
    text
}

#[test]
fn mutations_of_real_treaties() {
    let sources: Vec<_> = imports().into_iter().chain(marked()).collect();
    let mut counts = Counts::default();
    for seed in 0..1000 {
        counts.compare(&format!("seed {seed}"), &mutation(seed, &sources));
    }
    counts.each(&FORMS);
    assert_eq!(counts.texts, 1000);
}

#[test]
fn random_texts() {
    let mut counts = Counts::default();
    for seed in 0..20_000 {
        counts.compare(&format!("seed {seed}"), &texts::random(seed));
        counts.compare(&format!("marker {seed}"), &texts::random_marker(seed));
    }
    counts.each(&FORMS);
}
