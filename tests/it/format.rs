//! The canonical form: `tests/edit/format.md`, and what holds of the form of every text: no word is changed, it
//! is read the same, and its own form is itself.

use crate::document::{Case, Document as Examples};
use crate::pathological::{INLINE, LINES, STRUCTURE, Shape, guarded};
use crate::robustness::{spoilt, window};
use crate::spec;
use crate::texts::{self, Random};
use glossator::edit::format;
use glossator::model::{Defaults, Document, Format};
use glossator::syntax::{self, Block, BlockKind, NodeKind, NodeRef};
use glossator::text::{Edit, Offset, Span, apply_edits};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

fn formatted(text: &str) -> String {
    format::format(text, &Defaults::default())
}

fn treaty(text: &str) -> Document {
    treaty_in("", text)
}

/// A treaty in one language, or in any if `language` is empty.
fn treaty_in(language: &str, text: &str) -> Document {
    let languages = Some(language.to_owned()).filter(|language| !language.is_empty()).into_iter().collect();
    Document::new(text, Format::Treaty, &Defaults { languages })
}

fn answer(case: &Case, kind: &str) -> String {
    case.written(kind, formatted(&case.sources[0].source()))
}

#[test]
fn test_document_holds() {
    let document = Examples::read("tests/edit/format.md", |kind| kind == "treaty");
    document.check(&["formatted"], answer);
}

/// The text without spaces, tabs and line ends.
fn words(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ' ' | '\t' | '\r' | '\n')).collect()
}

/// What a text is read as, but for its white space: the blocks, the nodes and what the leaves hold.
fn structure(blocks: &[Arc<Block>]) -> String {
    let mut answer = String::new();
    for block in blocks.iter().filter(|block| block.kind() != BlockKind::Blank) {
        let _ = writeln!(answer, "{:?}", block.kind());
        nodes(block, block.root(), 1, &mut answer);
    }
    answer
}

fn nodes(block: &Block, node: NodeRef<'_>, depth: usize, answer: &mut String) {
    for child in node.children() {
        let text = child.text().trim_matches([' ', '\t']);
        let is_white = matches!(child.kind(), NodeKind::Space | NodeKind::Newline);
        // A cell of white space alone is an empty one.
        let is_empty = text.is_empty() && matches!(child.kind(), NodeKind::Cell | NodeKind::Text);
        if is_white || is_empty {
            continue;
        }
        let leaf = match block.kind() {
            // The spaces inside these are part of their form.
            BlockKind::Heading { .. } | BlockKind::Declaration => words(text),
            _ => text.to_owned(),
        };
        let leaf = if child.is_leaf() { leaf } else { String::new() };
        let _ = writeln!(answer, "{:depth$}{:?} {leaf:?}", "", child.kind());
        nodes(block, child, depth + 1, answer);
    }
}

/// What a text declares, without the places.
fn declared(document: &Document) -> Vec<String> {
    let found = document.declarations();
    let mut all = Vec::new();
    for party in &found.parties {
        all.push(party.id.text.clone());
        for list in [&party.names, &party.adjectives, &party.seats, &party.signatories, &party.excluded] {
            all.extend(list.iter().map(|name| name.text.clone()));
        }
        all.extend(party.dates.iter().map(|date| format!("{} {}", date.event.text, date.date)));
    }
    for instrument in &found.instruments {
        all.push(instrument.id.text.clone());
        let lists = instrument.names.iter().chain(&instrument.excluded).chain(&instrument.url);
        all.extend(lists.map(|name| name.text.clone()));
    }
    all.extend(found.terms.iter().flat_map(|term| [term.name.text.clone(), term.meaning.text.clone()]));
    all.extend(found.allows.iter().flat_map(|allow| [allow.rule.text.clone(), allow.reason.clone()]));
    let pairs = found.parallels.iter().chain(&found.parts);
    all.extend(pairs.flat_map(|pair| [pair.key.text.clone(), pair.value.text.clone()]));
    let lists = [&found.treaties, &found.titles, &found.shorts, &found.scripts, &found.uses];
    all.extend(lists.iter().flat_map(|list| list.iter().map(|name| name.text.clone())));
    all.extend(found.languages.iter().flat_map(|list| list.tags.iter().map(|tag| tag.text.clone())));
    all.extend(found.dates.iter().map(|date| format!("{} {}", date.event.text, date.date)));
    all.extend(found.problems.iter().map(|problem| format!("{:?}", problem.kind)));
    all
}

/// All that may never change, and that the form is one. Gives the form.
fn assert_form(name: &str, language: &str, text: &str) -> String {
    let document = treaty_in(language, text);
    let after = apply_edits(text, &format::edits(&document));
    let form = treaty_in(language, &after);
    let say = |what: &str| format!("{name}: {what}\nbefore {text:?}\nafter  {after:?}");
    assert_eq!(words(&after), words(text), "{}", say("words"));
    let (one, other) = (structure(document.blocks()), structure(form.blocks()));
    assert!(one == other, "{}\n{one}{other}", say("structure"));
    let (one, other) = (words(&spec::outline(&document)), words(&spec::outline(&form)));
    assert!(one == other, "{}\n{one}\n{other}", say("outline"));
    assert_eq!(declared(&form), declared(&document), "{}", say("declarations"));
    let (one, other) = (spec::citations(&document), spec::citations(&form));
    assert!(words(&one) == words(&other), "{}\n{one}\n{other}", say("citations"));
    assert_eq!(format::edits(&form), [] as [Edit; 0], "{}", say("its form is itself"));
    assert_lines(&after, form.blocks(), &say);
    after
}

/// The lines of a form: one kind of end, no blank lines together, no white space at their ends.
fn assert_lines(form: &str, blocks: &[Arc<Block>], say: &impl Fn(&str) -> String) {
    let line_end = ["\r\n", "\n", "\r"].into_iter().find(|line_end| form.contains(line_end)).unwrap_or("\n");
    let rest = form.replace(line_end, "");
    assert!(!rest.contains(['\r', '\n']), "{}", say("line ends"));
    let is_only_mark = form == "\u{FEFF}";
    assert!(form.is_empty() || is_only_mark || form.ends_with(line_end), "{}", say("the last line end"));
    for block in blocks {
        match block.kind() {
            BlockKind::Blank => assert_eq!(block.text(), line_end, "{}", say("blank lines")),
            BlockKind::Verbatim => {}
            kind => {
                for line in block.text().split_terminator(line_end).filter(|line| line.ends_with([' ', '\t']))
                {
                    let is_heading = matches!(kind, BlockKind::Heading { .. });
                    let needed = is_heading && line.trim_matches('#') == " "
                        || line.trim_end_matches([' ', '\t']).ends_with('\\');
                    assert!(needed, "{}", say("white space at a line's end"));
                }
            }
        }
    }
    let is_blank = |block: &&Arc<Block>| block.kind() == BlockKind::Blank;
    let is_open = |block: &&Arc<Block>| block.kind() == BlockKind::Verbatim;
    assert!(
        blocks.last().filter(is_blank).is_none() || blocks.last().filter(is_open).is_some(),
        "{}",
        say("end")
    );
    let starts_blank = blocks.first().filter(is_blank).is_some();
    assert!(!starts_blank || form.trim_start_matches(line_end).starts_with('\u{FEFF}'), "{}", say("start"));
}

#[test]
fn treaties_keep_their_words_and_their_structure() {
    for (name, text) in texts::treaties() {
        // The names end in the language: `crc.en.txt`.
        let language = name.rsplit('.').nth(1).unwrap_or_default();
        let form = assert_form(&name, language, &text);
        // A file saved by another system.
        for line_end in ["\r\n", "\r"] {
            let saved = text.replace('\n', line_end);
            let edits = format::edits(&treaty_in(language, &saved));
            assert_eq!(apply_edits(&saved, &edits), form.replace('\n', line_end), "{name}");
        }
    }
}

/// The treaties of all test documents, by the document and the case.
fn examples() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec!["grammar/SPEC.md".to_owned()];
    for folder in ["tests/lint", "tests/ide", "tests/edit"] {
        let entries = std::fs::read_dir(root.join(folder)).expect("the folder can be listed");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        paths.extend(names.filter(|name| name.ends_with(".md")).map(|name| format!("{folder}/{name}")));
    }
    paths.sort();
    let mut examples = Vec::new();
    for path in paths {
        for case in Examples::read(&path, |kind| kind == "treaty").cases {
            for source in &case.sources {
                // Bytes that are no text have no form.
                if !source.words.iter().any(|word| word == "bytes") {
                    examples.push((format!("{path}: {}", case.name), source.source()));
                }
            }
        }
    }
    examples
}

#[test]
fn examples_keep_their_words_and_their_structure() {
    let examples = examples();
    assert!(examples.len() > 400, "only {} examples", examples.len());
    for (name, text) in &examples {
        assert_form(name, "", text);
    }
}

#[test]
fn spoilt_and_random_texts_keep_their_words_and_their_structure() {
    let mut sources: Vec<String> = texts::treaties().into_iter().map(|(_, text)| text).collect();
    sources.push(examples().into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n"));
    let count =
        if std::env::var("GLOSSATOR_ROBUSTNESS").is_ok_and(|value| value == "full") { 20_000 } else { 600 };
    for seed in 0..count {
        let mut random = Random(seed);
        let source = if seed % 2 == 0 { sources.last().expect("just pushed") } else { random.pick(&sources) };
        assert_form(&format!("seed {seed}"), "en", &spoilt(&window(source, &mut random), &mut random));
        for text in [texts::random(seed), texts::random(seed + count), texts::random_marker(seed)] {
            assert_form(&format!("random {seed}"), "", &text);
        }
    }
}

/// Blanks are put in and doubled wherever they may stand: the words and the structure of that text stay too.
#[test]
fn texts_with_white_space_everywhere_keep_their_words_and_their_structure() {
    const SPACES: &[&str] = &[" ", "  ", "\t", " \t", "\n", "\n\n", "\r\n", "\u{3000}", "\u{A0}"];
    for (index, (name, text)) in examples().iter().enumerate() {
        let mut random = Random(index as u64);
        for _ in 0..3 {
            let mut spaced = String::new();
            for character in text.chars() {
                let is_sign = character.is_ascii_punctuation() || character.is_whitespace();
                let [before, behind]: [&&str; 2] = [random.pick(SPACES), random.pick(SPACES)];
                if is_sign && random.below(4) == 0 {
                    spaced.push_str(before);
                }
                spaced.push(character);
                if is_sign && random.below(4) == 0 {
                    spaced.push_str(behind);
                }
            }
            assert_form(name, "", &spaced);
        }
    }
}

#[test]
fn edits_are_in_order_and_of_white_space_alone() {
    for (name, text) in examples() {
        let edits = format::edits(&treaty(&text));
        assert!(edits.windows(2).all(|pair| pair[0].span.end < pair[1].span.start), "{name}: {edits:?}");
        for edit in &edits {
            assert_ne!(&text[edit.span.range()], edit.text, "{name}");
            assert_eq!(words(&text[edit.span.range()]) + &words(&edit.text), "", "{name}: {edit:?}");
        }
    }
}

#[test]
fn the_edits_of_a_range_are_those_of_its_blocks_and_keep_the_structure() {
    for (index, (name, text)) in examples().iter().enumerate() {
        let document = treaty(text);
        let mut random = Random(index as u64);
        let all = Span::new(Offset(0), Offset::new(text.len()));
        assert_eq!(format::edits_in(&document, all), format::edits(&document), "{name}");
        for _ in 0..8 {
            let (one, other) = (random.below(text.len() + 1), random.below(text.len() + 1));
            let span = Span::new(Offset::new(one.min(other)), Offset::new(one.max(other)));
            let edits = format::edits_in(&document, span);
            let after = apply_edits(text, &edits);
            assert_eq!(words(&after), words(text), "{name} {span:?}");
            assert!(
                structure(&syntax::parse(&after)) == structure(document.blocks()),
                "{name} {span:?}\n{text:?}\n{after:?}"
            );
            assert_eq!(formatted(&after), formatted(text), "{name} {span:?}\n{text:?}\n{after:?}");
        }
    }
}

#[test]
fn the_treaties_of_the_project_are_in_their_form() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let names = ["citation/model-treaty", "sample/cspt", "sample/news-2024", "sample/un-charter"];
    for name in names {
        let text =
            std::fs::read_to_string(root.join(format!("{name}.treaty"))).expect("the treaty can be read");
        assert_eq!(formatted(&text), text, "{name}");
    }
}

#[test]
fn plain_text_has_no_form() {
    let text = "#  A  \n\n\n\n>b";
    assert_eq!(format::edits(&Document::new(text, Format::Plain, &Defaults::default())), [] as [Edit; 0]);
}

/// Twice the text takes twice the edits and no more: nothing is laid out by what stands far away. A square of the
/// work outlasts the guard.
fn assert_linear(shapes: &'static [Shape]) {
    for (name, text) in shapes {
        guarded(name, move || {
            let [once, twice] = [text(5_000), text(10_000)].map(|text| {
                let edits = format::edits(&treaty(&text));
                let put: usize = edits.iter().map(|edit| edit.text.len()).sum();
                let after = apply_edits(&text, &edits);
                assert!(after.len() <= 2 * text.len() + 2, "{name}: {} of {}", after.len(), text.len());
                assert!(words(&after) == words(&text), "{name}");
                assert!(formatted(&after) == after, "{name}");
                edits.len() + put
            });
            assert!(twice <= 2 * once + 16, "{name}: {once}, then {twice}");
        });
    }
}

#[test]
fn marks_and_lines_are_formatted_in_linear_time() {
    assert_linear(&INLINE);
    assert_linear(&LINES);
}

#[test]
fn structure_is_formatted_in_linear_time() {
    assert_linear(&STRUCTURE);
}

#[test]
fn a_line_of_ten_megabytes_is_formatted() {
    guarded("a long line", || {
        let text = "#  A\n".to_owned() + &"word ".repeat(2 << 20) + "\n\0  ";
        let after = "# A\n\n".to_owned() + "word ".repeat(2 << 20).trim_end() + "\n\0\n";
        assert!(formatted(&text) == after);
    });
}
