//! The dirt of real treaties: every finding of the group glyphs in them is in `tests/glyph/corpus.tsv`, a line a
//! file and character, with its count and the first word that has it. Each line was looked at.
//!
//! The treaties are those of `tests/corpus` and of `GLOSSATOR_CORPUS`; `GLOSSATOR_UPDATE=1` rewrites the lines of
//! the files that are there.

use crate::document::escape;
use glossator::glyph::{Project, survey};
use glossator::model::{Defaults, Document, Format};
use glossator::project::source;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const TABLE: &str = "tests/glyph/corpus.tsv";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The treaties by name. Those of the project are there twice if the folder beside it has them too.
fn treaties() -> BTreeMap<String, PathBuf> {
    let beside = std::env::var_os("GLOSSATOR_CORPUS").map(PathBuf::from);
    if beside.is_none() {
        println!("GLOSSATOR_CORPUS is not set: the treaties without a free licence are left out");
    }
    let folders = [Some(root().join("tests/corpus")), beside];
    let files = folders.into_iter().flatten().flat_map(|folder| {
        std::fs::read_dir(folder).expect("the corpus is there").map(|file| file.expect("a file").path())
    });
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), path))
        .collect()
}

/// The lines of a treaty.
fn lines(name: &str, path: &Path) -> Vec<String> {
    let read = source::read(path).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let tag = name.rsplit('.').nth(1).expect("a language in the name").to_owned();
    let document = Document::new(&read.text, Format::Plain, &Defaults { languages: vec![tag] });
    let mut kinds: BTreeMap<(String, &str), (usize, String)> = BTreeMap::new();
    for (_, finding) in survey(&document, &Project::default(), None, &[]) {
        let points: Vec<String> =
            finding.characters.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        let kind = kinds.entry((points.join(" "), finding.class.name())).or_insert((0, finding.word));
        kind.0 += finding.count as usize;
    }
    let row = |((points, class), (count, word)): ((String, &str), (usize, String))| {
        format!("{name}\t{points}\t{class}\t{count}\t{}", escape(&word))
    };
    kinds.into_iter().map(row).collect()
}

#[test]
fn every_finding_in_real_treaties_is_known_dirt() {
    let treaties = treaties();
    let found: BTreeSet<String> =
        treaties.par_iter().flat_map_iter(|(name, path)| lines(name, path)).collect();
    let table = std::fs::read_to_string(root().join(TABLE)).unwrap_or_default();
    let present = |row: &&str| row.split('\t').next().is_some_and(|name| treaties.contains_key(name));
    let expected: BTreeSet<String> = table.lines().filter(present).map(str::to_owned).collect();
    if std::env::var_os("GLOSSATOR_UPDATE").is_some() {
        let others = table.lines().filter(|row| !present(row) && !row.starts_with('#')).map(str::to_owned);
        let rows: BTreeSet<String> = found.into_iter().chain(others).collect();
        let rows: Vec<String> = rows.into_iter().collect();
        let head = "# file\tcharacters\tclass\tcount\tfirst word\n";
        std::fs::write(root().join(TABLE), format!("{head}{}\n", rows.join("\n")))
            .expect("the table is written");
        return;
    }
    assert!(treaties.len() >= 8, "only {} treaties", treaties.len());
    let missed: Vec<&String> = expected.difference(&found).collect();
    let new: Vec<&String> = found.difference(&expected).collect();
    assert!(missed.is_empty() && new.is_empty(), "not found any more: {missed:#?}\nnew: {new:#?}");
}
