//! The faults that a project knows and lives with: what `--write-baseline` writes and `--baseline` leaves out.
//!
//! A fault is known again by its rule, its own characters and the letters around it, so that lines, spaces,
//! numbers of articles and names of files may change. One entry stands for one fault: a second one that looks
//! the same is new.

use crate::cli::Failure;
use crate::cli::terminal::safe;
use crate::lint::Diagnostic;
use crate::model::Document;
use crate::project::write;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

/// How many letters on each side tell a fault from others.
const AROUND: usize = 16;
/// How many characters of a fault itself are kept.
const LONGEST: usize = 80;
/// How many characters away letters are looked for, so that a text without any costs little.
const REACH: usize = 1000;
/// The version of the file.
const VERSION: u32 = 1;

/// A fault by what it is known again by. The order of the fields is that of the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fault {
    /// The file that it is in, from the folder of the baseline.
    file: String,
    rule: String,
    /// The pinpoint of the clause that it begins in; empty for the document.
    at: String,
    /// The letters before it in its paragraph.
    before: String,
    /// Its own characters without spaces and line ends, as a terminal may show them.
    text: String,
    /// The letters behind it in its paragraph.
    after: String,
}

impl Fault {
    /// What a finding in `document` is known by; `text` is all of the document.
    pub(super) fn new(file: &str, diagnostic: &Diagnostic, document: &Document, text: &str) -> Self {
        let (start, end) = (diagnostic.span.start, diagnostic.span.end);
        let place = |offset| {
            let point = document.point(offset)?;
            let block = document.start(point.block).to_usize();
            Some((point, block, block + document.block(point.block).text().len()))
        };
        let (from, to) = match (place(start), place(end)) {
            (Some((_, from, _)), Some((last, _, to))) if last.offset > 0 => (from, to),
            // What ends with its block does not reach into the next one.
            (Some((_, from, _)), _) => (from, end.to_usize()),
            (None, _) => (0, text.len()),
        };
        let front = text.get(from..start.to_usize()).unwrap_or_default();
        let behind = text.get(end.to_usize()..to).unwrap_or_default();
        let own = text.get(diagnostic.span.range()).unwrap_or_default();
        let own: String =
            own.chars().take(REACH).filter(|c| !c.is_ascii_whitespace()).take(LONGEST).collect();
        let before: Vec<char> = letters(front.chars().rev()).collect();
        Self {
            file: file.to_owned(),
            rule: diagnostic.rule.to_owned(),
            at: place(start)
                .map_or(String::new(), |(point, ..)| document.pinpoint(document.clause_at(point))),
            before: before.into_iter().rev().collect(),
            text: safe(&own),
            after: letters(behind.chars()).collect(),
        }
    }
}

/// The nearest letters, as far as the next empty line.
fn letters(characters: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut is_empty = false;
    let inside = characters.take(REACH).take_while(move |&character| {
        let ends = is_empty && character == '\n';
        is_empty = character == '\n' || is_empty && character.is_ascii_whitespace();
        !ends
    });
    inside.filter(|character| character.is_alphabetic()).take(AROUND)
}

/// The file, as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    version: u32,
    findings: Vec<Fault>,
}

/// A baseline, and what of it was not seen yet.
pub(super) struct Baseline {
    faults: Vec<Fault>,
    /// Whether the file of a fault, by its place in `faults`, is gone: removed, or renamed.
    gone: Vec<bool>,
}

impl Baseline {
    /// Reads the baseline at `path`.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let name = safe(&super::shown(path));
        let advice = "write it with --write-baseline";
        let text = std::fs::read_to_string(path).map_err(|error| {
            Failure::Message(format!("the baseline {name} cannot be read: {error}; {advice}"))
        })?;
        let contents: Contents = serde_json::from_str(&text).map_err(|error| {
            let error = safe(&error.to_string());
            Failure::Message(format!("{name} is no baseline: {error}; {advice}"))
        })?;
        if contents.version != VERSION {
            let version = contents.version;
            let message = format!(
                "{name} is a baseline of version {version}, and this program reads {VERSION}; {advice}"
            );
            return Err(Failure::Message(message));
        }
        let folder = folder_of(path);
        let mut files: FxHashMap<&str, bool> = FxHashMap::default();
        let gone = contents
            .findings
            .iter()
            .map(|fault| *files.entry(&fault.file).or_insert_with(|| !folder.join(&fault.file).exists()));
        let gone = gone.collect();
        Ok(Self { faults: contents.findings, gone })
    }

    /// Which of the faults that were found are known. Each entry knows one, the likeliest.
    pub(super) fn known(&self, found: &[&Fault]) -> Vec<bool> {
        let mut known = vec![false; found.len()];
        let mut open: Vec<usize> = (0..self.faults.len()).collect();
        for pass in PASSES {
            let mut entries: FxHashMap<Key, VecDeque<usize>> = FxHashMap::default();
            for &index in &open {
                let key = self.faults.get(index).and_then(|fault| pass.key(fault));
                let is_looked_for = pass.file == File::Same || self.gone.get(index) == Some(&true);
                if let Some(key) = key.filter(|_| is_looked_for) {
                    entries.entry(key).or_default().push_back(index);
                }
            }
            let mut used = vec![false; self.faults.len()];
            for (fault, known) in found.iter().zip(&mut known).filter(|(_, known)| !**known) {
                let entry = pass.key(fault).and_then(|key| entries.get_mut(&key)?.pop_front());
                if let Some(used) = entry.and_then(|entry| used.get_mut(entry)) {
                    (*used, *known) = (true, true);
                }
            }
            open.retain(|&index| used.get(index) != Some(&true));
        }
        known
    }
}

/// What must be equal for a fault to be an entry of the baseline.
type Key<'a> = [&'a str; 6];

/// Where an entry is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum File {
    /// In its file.
    Same,
    /// In any, since its own is gone.
    Any,
}

/// Which letters around a fault must be as they were.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    Both,
    Before,
    After,
}

/// One way to know a fault again.
#[derive(Clone, Copy)]
struct Pass {
    file: File,
    /// Whether it must be in the same clause.
    clause: bool,
    letters: Letters,
}

/// The ways, the surest first: all is as it was; then the clause was moved, or the file; then the words on one
/// side were changed, which is believed in the same clause, or of as many letters as are kept.
const PASSES: [Pass; 10] = {
    use File::{Any, Same};
    use Letters::{After, Before, Both};
    const fn pass(file: File, clause: bool, letters: Letters) -> Pass {
        Pass { file, clause, letters }
    }
    [
        pass(Same, true, Both),
        pass(Same, false, Both),
        pass(Any, true, Both),
        pass(Any, false, Both),
        pass(Same, true, Before),
        pass(Same, true, After),
        pass(Same, false, Before),
        pass(Same, false, After),
        pass(Any, false, Before),
        pass(Any, false, After),
    ]
};

impl Pass {
    /// What must be equal; nothing if this way does not lead to `fault`.
    fn key(self, fault: &Fault) -> Option<Key<'_>> {
        let (before, after) = match self.letters {
            Letters::Both => (fault.before.as_str(), fault.after.as_str()),
            Letters::Before => (fault.before.as_str(), ""),
            Letters::After => ("", fault.after.as_str()),
        };
        let is_sure = match (self.letters, self.clause) {
            (Letters::Both, _) => true,
            (_, true) => !fault.at.is_empty(),
            (_, false) => before.chars().chain(after.chars()).count() == AROUND,
        };
        let file = if self.file == File::Same { fault.file.as_str() } else { "" };
        let at = if self.clause { fault.at.as_str() } else { "" };
        is_sure.then_some([file, &fault.rule, at, before, &fault.text, after])
    }
}

/// Writes `faults` as the baseline at `path`: sorted, a line each.
pub(super) fn write(path: &Path, mut faults: Vec<&Fault>) -> Result<(), Failure> {
    faults.sort();
    let lines: Result<Vec<String>, _> = faults.into_iter().map(serde_json::to_string).collect();
    let lines = lines.map_err(|error| Failure::Output(error.into()))?;
    let mut text = format!("{{\"version\": {VERSION}, \"findings\": [\n");
    text.push_str(&lines.join(",\n"));
    if !lines.is_empty() {
        text.push('\n');
    }
    text.push_str("]}\n");
    write::put(path, text.as_bytes())
        .map_err(|error| Failure::Message(format!("{} {error}", safe(&super::shown(&error.path)))))
}

/// The name of a checked file in the baseline at `baseline`: from its folder, with `/`.
pub(super) fn name(file: &Path, baseline: &Path) -> String {
    let absolute = crate::project::workspace::absolute(file);
    match absolute.strip_prefix(folder_of(baseline)) {
        Ok(inside) => super::slashes(inside),
        Err(_) => super::shown(file),
    }
}

fn folder_of(path: &Path) -> PathBuf {
    let absolute = crate::project::workspace::absolute(path);
    absolute.parent().unwrap_or(Path::new("/")).to_owned()
}
