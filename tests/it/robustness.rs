//! Real treaties whole, cut off anywhere, and spoilt in every way: nothing panics, and every byte comes back.
//!
//! A run looks at a sample. `GLOSSATOR_ROBUSTNESS=full` looks at every prefix and at 100,000 spoilt texts, which
//! takes some minutes; then build with `--release`.

use crate::document::Document as Examples;
use crate::texts::{self, FRAGMENTS, Random};
use glossator::model::{Defaults, Document, Format};
use std::thread;

/// Treaties of many languages, shapes and origins; what is not there is left out. The first has tables, lists and
/// dozens of annexes, and only each seventh of its prefixes is tried.
const CUT: [&str; 10] = [
    "chemical-weapons-convention.en.txt",
    "kyoto-protocol.en.txt",
    "un-charter.ar.txt",
    "bbnj-agreement.zh.txt",
    "rome-statute.zh-hant.txt",
    "un-charter.ru.txt",
    "berne-convention-1928.fr.txt",
    "paris-agreement.en.txt",
    "crc.en.txt",
    "outer-space-treaty.zh-hant.txt",
];

/// The most bytes of a treaty that are spoilt at a time.
const LONGEST_WINDOW: usize = 6000;

fn is_full() -> bool {
    std::env::var("GLOSSATOR_ROBUSTNESS").is_ok_and(|value| value == "full")
}

/// Reads `text` all the way, and says what does not come back.
fn read(name: &str, text: &str) {
    let document = Document::new(text, Format::Treaty, &Defaults::default());
    let mut rest = text;
    for block in document.blocks() {
        let mut covered = 0;
        for leaf in block.nodes().iter().filter(|node| node.size == 1) {
            assert_eq!(leaf.span.start, covered, "{name}: a gap or an overlap in {block}");
            assert!(
                block.text().get(leaf.span.range()).is_some(),
                "{name}: {leaf:?} cuts a character in {block}"
            );
            covered = leaf.span.end;
        }
        assert_eq!(covered as usize, block.text().len(), "{name}: the leaves of {block}");
        rest = rest
            .strip_prefix(block.text())
            .unwrap_or_else(|| panic!("{name}: {block} is not what stands there"));
    }
    assert_eq!(rest, "", "{name}: what no block holds");
}

/// Does `work` for each number below `count`, on two threads.
fn share(count: usize, work: impl Fn(usize) + Sync) {
    thread::scope(|scope| {
        for first in 0..2 {
            let work = &work;
            scope.spawn(move || (first..count).step_by(2).for_each(work));
        }
    });
}

#[test]
fn every_byte_of_a_treaty_comes_back() {
    for (name, text) in texts::treaties() {
        read(&name, &text);
        // A file saved by another system.
        read(&name, &text.replace('\n', "\r\n"));
        read(&name, &text.replace('\n', "\r"));
    }
}

#[test]
fn a_treaty_may_end_anywhere() {
    let treaties = texts::treaties();
    let mut tried = 0;
    for (place, name) in CUT.iter().enumerate() {
        let Some((_, text)) = treaties.iter().find(|(known, _)| known == name) else { continue };
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let step = if is_full() { if place == 0 { 7 } else { 1 } } else { ends.len() / 100 + 1 };
        let ends: Vec<usize> = ends.into_iter().step_by(step).collect();
        tried += ends.len();
        share(ends.len(), |index| read(name, &text[..ends[index]]));
    }
    println!("{tried} prefixes");
}

#[test]
fn a_spoilt_text_is_still_read() {
    let count = if is_full() { 100_000 } else { 6_000 };
    let mut sources: Vec<String> = texts::treaties().into_iter().map(|(_, text)| text).collect();
    let examples = Examples::read("grammar/SPEC.md", |kind| kind == "treaty");
    let sources_of_examples = examples.cases.iter().map(|case| case.sources[0].source());
    // All examples in a row are one more source, as long as a treaty and full of markup.
    sources.push(sources_of_examples.collect::<Vec<_>>().join("\n"));
    share(count, |seed| {
        let mut random = Random(seed as u64);
        // Every other text is one of examples, where marks are near each other.
        let source = if seed % 2 == 0 { sources.last().expect("just pushed") } else { random.pick(&sources) };
        let text = spoilt(&window(source, &mut random), &mut random);
        read(&format!("seed {seed}"), &text);
    });
}

/// A part of `source` of random length at a random place.
pub(crate) fn window(source: &str, random: &mut Random) -> String {
    let length = 1 + random.below(LONGEST_WINDOW);
    let start = random.below(source.len());
    let end = (start + length).min(source.len());
    String::from_utf8_lossy(&source.as_bytes()[start..end]).into_owned()
}

/// `text` after up to a dozen accidents.
pub(crate) fn spoilt(text: &str, random: &mut Random) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(12) {
        accident(&mut bytes, random);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn accident(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let end = (at + random.below(200)).min(bytes.len());
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    match random.below(8) {
        // A sign is typed, several times as often as anything else.
        0..3 => drop(bytes.splice(at..at, random.pick(FRAGMENTS).bytes())),
        // A line end is lost, so that two lines are joined, or one too many is typed.
        3 => {
            if let Some(found) = bytes.iter().skip(at).position(is_end) {
                bytes.remove(at + found);
            }
        }
        4 => bytes.insert(at, *random.pick(b"\n\n\r ")),
        // Two bytes change places, which may break characters.
        5 => {
            if let (Some(one), Some(other)) = (at.checked_sub(1), (at < bytes.len()).then_some(at)) {
                bytes.swap(one, other);
            }
        }
        // A part is pasted twice, or lost.
        6 => {
            let part = bytes[at..end].to_vec();
            let target = random.below(bytes.len() + 1);
            drop(bytes.splice(target..target, part));
        }
        _ => drop(bytes.drain(at..end)),
    }
}
