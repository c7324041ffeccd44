//! `check --baseline`: what is known stays known whatever happens to its lines, and what is new is seen.

use glossator::model::{Defaults, Document, Format};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A stray glyph and a citation that leads nowhere.
const FAULTY: &str = "The Parties a\u{A9C3}nd others consult each other under Article 99 before they act.";

fn treaty(first: &str, second: &str) -> String {
    format!("# Treaty\n\n## Article 1\n\n{first}\n\n## Article 2\n\n{second}\n")
}

fn folder(text: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.treaty"), text).expect("the file is written");
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(crate::binary());
    command.current_dir(folder).args(["check", "--color", "never"]).args(arguments);
    command.output().expect("the binary runs")
}

/// The lines of the report; the run must end with this code.
fn lines(folder: &Path, arguments: &[&str], code: i32) -> Vec<String> {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

/// A folder whose faults are written as known.
fn known() -> TempDir {
    let folder = folder(&treaty(FAULTY, "Words of peace."));
    let written = lines(folder.path(), &["--write-baseline", "known.json"], 0);
    assert_eq!(written, ["Found no errors or warnings in 1 file (2 known)"]);
    folder
}

/// What is found in `text`, against the baseline of `known`, in the file of that name.
fn found(name: &str, text: &str, code: i32) -> Vec<String> {
    let folder = known();
    fs::remove_file(folder.path().join("a.treaty")).expect("the file goes");
    fs::write(folder.path().join(name), text).expect("the file is written");
    lines(folder.path(), &["--baseline", "known.json"], code)
}

const ALL_KNOWN: [&str; 1] = ["Found no errors or warnings in 1 file (2 known)"];

#[test]
fn the_file_is_sorted_and_has_a_line_a_fault() {
    let folder = known();
    let read = || fs::read_to_string(folder.path().join("known.json")).expect("the baseline");
    let expected = "{\"version\": 1, \"findings\": [\n\
        {\"file\":\"a.treaty\",\"rule\":\"stray-glyph\",\"at\":\"1/p1\",\"before\":\"ThePartiesa\",\
        \"text\":\"\u{A9C3}\",\"after\":\"ndothersconsulte\"},\n\
        {\"file\":\"a.treaty\",\"rule\":\"unresolved-citation\",\"at\":\"1/p1\",\"before\":\"therunderArticle\",\
        \"text\":\"99\",\"after\":\"beforetheyact\"}\n]}\n";
    assert_eq!(read(), expected);
    lines(folder.path(), &["--write-baseline", "known.json"], 0);
    assert_eq!(read(), expected);
}

#[test]
fn what_is_moved_rewrapped_or_renamed_stays_known() {
    let text = treaty(FAULTY, "Words of peace.");
    assert_eq!(found("a.treaty", &text, 0), ALL_KNOWN);
    assert_eq!(found("renamed.treaty", &text, 0), ALL_KNOWN);
    assert_eq!(found("a.treaty", &text.replace('\n', "\r\n"), 0), ALL_KNOWN);
    let moved = treaty("Words of peace.", FAULTY);
    assert_eq!(found("a.treaty", &moved, 0), ALL_KNOWN);
    for width in [1, 10, 30, 60] {
        let mut wrapped = String::new();
        let mut column = 0;
        for word in FAULTY.split(' ') {
            column += word.len() + 1;
            wrapped.push_str(if column > width { "\n" } else { " " });
            wrapped.push_str(word);
            column = if column > width { word.len() } else { column };
        }
        let wrapped = treaty(wrapped.trim(), "Words of peace.");
        assert_eq!(found("a.treaty", &wrapped, 0), ALL_KNOWN, "{wrapped}");
    }
    let all = moved.replace("each other", "each\r\nother").replace("# Treaty", "# Treaty\r\n\r\nMore words.");
    assert_eq!(found("renamed.treaty", &all, 0), ALL_KNOWN);
}

#[test]
fn a_changed_word_beside_a_fault_leaves_it_known() {
    let text = treaty(&FAULTY.replace("The Parties", "The States"), "Words of peace.");
    assert_eq!(found("a.treaty", &text, 0), ALL_KNOWN);
    let text = treaty(&FAULTY.replace("before they act", "when they wish"), "Words of peace.");
    assert_eq!(found("a.treaty", &text, 0), ALL_KNOWN);
}

#[test]
fn a_second_fault_that_looks_the_same_is_seen() {
    let last = "Found 2 errors in 1 file (2 known)";
    let twice = found("a.treaty", &treaty(FAULTY, FAULTY), 1);
    assert!(twice[0].starts_with("a.treaty:9:14: error[stray-glyph]"), "{twice:?}");
    assert!(twice[1].starts_with("a.treaty:9:58: error[unresolved-citation]"), "{twice:?}");
    assert_eq!(twice[2..], [last]);
    let before =
        treaty("Words of peace.", FAULTY).replace("## Article 2", "> [note] A note.\n\n## Article 2");
    let twice = found("a.treaty", &before.replace("Words of peace.", FAULTY), 1);
    assert!(twice[0].starts_with("a.treaty:11:14: error[stray-glyph]"), "{twice:?}");
}

#[test]
fn a_fault_of_the_same_kind_elsewhere_is_seen() {
    let other = treaty(FAULTY, "Under Article 99 they con\u{A9C3}fer.");
    let new = found("a.treaty", &other, 1);
    assert!(new[0].starts_with("a.treaty:9:15: error[unresolved-citation]"), "{new:?}");
    assert!(new[1].starts_with("a.treaty:9:26: error[stray-glyph]"), "{new:?}");
    assert_eq!(new[2..], ["Found 2 errors in 1 file (2 known)"]);
    let instead = treaty("Words of peace.", "Under Article 99 they con\u{A9C3}fer.");
    assert_eq!(found("a.treaty", &instead, 1)[2..], ["Found 2 errors in 1 file"]);
}

#[test]
fn a_copied_file_is_new() {
    let folder = known();
    let path = folder.path();
    fs::copy(path.join("a.treaty"), path.join("0.treaty")).expect("the file is copied");
    let new = lines(path, &["--baseline", "known.json"], 1);
    assert!(new[..2].iter().all(|line| line.starts_with("0.treaty:5:")), "{new:?}");
    assert_eq!(new[2..], ["Found 2 errors in 2 files (1 fixable, 2 known)"]);
    let new = lines(path, &["--baseline", "known.json", "0.treaty"], 1);
    assert_eq!(new[2..], ["Found 2 errors in 1 file (1 fixable)"]);
}

#[test]
fn the_folder_of_the_run_does_not_matter() {
    let folder = known();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).expect("a folder");
    let path = ["--baseline", "../known.json", "../a.treaty"];
    assert_eq!(lines(&inner, &path, 0), ALL_KNOWN);
}

#[test]
fn what_is_no_baseline_is_refused() {
    let folder = known();
    let refused = |content: Option<&str>, message: &str| {
        let path = folder.path().join("known.json");
        match content {
            Some(content) => fs::write(path, content).expect("the baseline is written"),
            None => fs::remove_file(path).expect("the baseline goes"),
        }
        let output = run(folder.path(), &["--baseline", "known.json"]);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(output.stdout, b"");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(said.starts_with("glossator: ") && said.contains(message), "{said}");
        assert!(said.ends_with("; write it with --write-baseline\n"), "{said}");
    };
    refused(Some("{\"version\": 1, \"findings\": ["), "known.json is no baseline: EOF");
    refused(Some("[]"), "known.json is no baseline: ");
    refused(Some("{\"version\": 1, \"findings\": [], \"a\u{200B}\": 1}"), "unknown field `a<U+200B>`");
    refused(Some("{\"version\": 2, \"findings\": []}"), "known.json is a baseline of version 2");
    refused(None, "the baseline known.json cannot be read: ");
}

#[test]
fn a_run_that_did_not_see_everything_writes_no_baseline() {
    let folder = known();
    let path = folder.path().join("known.json");
    let before = fs::read(&path).expect("the baseline");
    let output = run(folder.path(), &["--write-baseline", "known.json", "gone.treaty"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("known.json was not written, since not everything could be checked"), "{said}");
    assert_eq!(fs::read(&path).expect("the baseline"), before);
    let output = run(folder.path(), &["--write-baseline", "./a.treaty"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, "glossator: ./a.treaty is one of the files to check; choose another --write-baseline\n");
}

/// Numbers that are the same in every run (Knuth's generator of 64 bits).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// A citation of an article that no treaty here has.
fn broken(language: &str) -> &'static str {
    match language {
        "fr" => " (article 999)",
        "es" => " (artículo 999)",
        "ru" => " (статья 999)",
        "ar" => " (المادة 999)",
        "zh" => "（第九百九十九条）",
        _ => " (Article 999)",
    }
}

/// Where a stray glyph, or else a citation, can be put into `text` without breaking what is there: between
/// letters of a paragraph, or at its end, outside of citations.
fn places(text: &str, glyph: bool) -> Vec<usize> {
    let document = Document::new(text, Format::Treaty, &Defaults::default());
    let taken: Vec<_> = document.citations().iter().map(|c| document.absolute(c.place).range()).collect();
    let mut places = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let is_prose = line.chars().next().is_some_and(char::is_alphabetic);
        let characters: Vec<(usize, char)> = line.trim_end().char_indices().collect();
        for pair in characters.windows(2).filter(|_| is_prose && line.len() > 60) {
            let end = start + pair[1].0 + pair[1].1.len_utf8();
            let fits = if glyph {
                pair.iter().all(|(_, c)| c.is_alphabetic())
            } else {
                pair[0].1.is_alphabetic()
                    && matches!(pair[1].1, '.' | '。' | ';')
                    && end == start + line.trim_end().len()
            };
            let at = start + pair[1].0;
            if fits && !taken.iter().any(|range| range.start <= at + 40 && at <= range.end + 40) {
                places.push(at);
            }
        }
        start += line.len();
    }
    places
}

/// The imports of the corpus, in a folder, by name.
fn imports(folder: &Path) -> Vec<String> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut names = Vec::new();
    for entry in fs::read_dir(corpus).expect("the corpus is there") {
        let path = entry.expect("a file").path();
        let Some(name) = path.file_stem().filter(|_| path.extension().is_some_and(|end| end == "txt")) else {
            continue;
        };
        let name = name.to_string_lossy().into_owned();
        let mut command = Command::new(crate::binary());
        command.arg("import").arg(&path).arg("-o").arg(folder.join(format!("{name}.treaty")));
        assert!(command.output().expect("the binary runs").status.success(), "{name}");
        names.push(name);
    }
    names.sort();
    names
}

/// The rules and lines of what is found in each file beside what is known.
fn new_faults(folder: &Path) -> Vec<(String, String, u64)> {
    let output = run(folder, &["--baseline", "known.json", "--format", "json"]);
    let findings: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = findings.as_array().expect("an array").iter();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let row = |found: &Value| {
        (word(&found["file"]), word(&found["rule"]), found["range"]["start"]["line"].as_u64().unwrap_or(0))
    };
    findings.map(row).collect()
}

#[test]
fn fifty_faults_put_into_real_treaties_are_seen_and_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let names = imports(path);
    let output = run(path, &["--write-baseline", "known.json", "--severity-at-least", "hint"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(new_faults(path), []);
    let known = fs::read_to_string(path.join("known.json")).expect("the baseline").lines().count() - 2;
    assert!(known >= 20, "only {known} faults are known: too few to be in the way");
    let mut dice = Dice(6);
    let mut expected = BTreeSet::new();
    for (name, count) in names.iter().zip([7, 7, 6, 6, 6, 6, 6, 6]) {
        let file = format!("{name}.treaty");
        let mut text = fs::read_to_string(path.join(&file)).expect("an import");
        let (glyphs, citations) = (places(&text, true), places(&text, false));
        // One fault a line, so that each can be told.
        let mut chosen: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
        while chosen.len() < count {
            let (places, fault) = match dice.below(2) {
                0 => (&glyphs, "\u{A9C3}"),
                _ => (&citations, broken(name.rsplit('.').next().unwrap_or_default())),
            };
            let place = places[dice.below(places.len())];
            chosen.entry(text[..place].matches('\n').count()).or_insert((place, fault));
        }
        for (line, (place, fault)) in chosen.into_iter().rev() {
            text.insert_str(place, fault);
            let rule = if fault == "\u{A9C3}" { "stray-glyph" } else { "unresolved-citation" };
            expected.insert((file.clone(), rule.to_owned(), line as u64 + 1));
        }
        fs::write(path.join(file), text).expect("the file is written");
    }
    assert_eq!(expected.len(), 50);
    let found = new_faults(path);
    assert_eq!(found.len(), 50, "{found:?}");
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
}
