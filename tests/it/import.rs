//! Import: the ugly texts of `tests/edit/import.md`; the headings of real treaties, which were found by reading; and
//! that no word of them is lost.

use crate::document::{Case, Document as Examples};
use crate::pathological::guarded;
use crate::texts;
use glossator::edit::format;
use glossator::edit::import::{self, ChangeKind, Heading, Import, Kind, Options};
use glossator::model::{Defaults, Document, Format};
use glossator::text::apply_edits;
use std::collections::BTreeMap;
use std::fmt::Write as _;

fn imported(case: &Case) -> Import {
    let source = &case.sources[0];
    let language = source.words.iter().find(|word| word.len() == 2).cloned();
    let unwrap = source.words.iter().any(|word| word == "unwrap");
    import::import(&source.source(), &Options { language, unwrap })
}

fn answer(case: &Case, kind: &str) -> String {
    let imported = imported(case);
    match kind {
        "markup" => case.written(kind, imported.text),
        _ => imported.changes.iter().fold(String::new(), |mut lines, change| {
            writeln!(lines, "{} {}: {}", change.line, change.kind.name(), change.text)
                .expect("a string takes it");
            lines
        }),
    }
}

#[test]
fn test_document_holds() {
    let document = Examples::read("tests/edit/import.md", |kind| kind == "text");
    assert!(document.cases.len() >= 20);
    document.check(&["markup", "changes"], answer);
}

/// The document with its headings marked.
fn marked(text: &str) -> String {
    let document = Document::new(text, Format::Treaty, &Defaults::default());
    apply_edits(text, &import::mark(&document))
}

#[test]
fn the_headings_of_pasted_text_are_marked() {
    let document = Examples::read("tests/edit/mark.md", |kind| kind == "treaty");
    document.check(&["marked"], |case, kind| case.written(kind, marked(&case.sources[0].source())));
}

#[test]
fn marking_changes_nothing_but_the_signs_of_headings() {
    for (name, text) in texts::treaties() {
        let once = marked(&text);
        let space = |c: char| c.is_whitespace() || c == '\u{FEFF}';
        for (before, after) in text.lines().zip(once.lines()) {
            let words = after.trim_start_matches(space).trim_start_matches('#').trim_start();
            assert!(
                before == after || before.trim_start_matches(space) == words,
                "{name}: {before:?} {after:?}"
            );
        }
        assert_eq!(text.lines().count(), once.lines().count(), "{name}");
        assert!(marked(&once) == once, "{name}: it is not marked at once");
    }
}

/// The treaties, imported as a user would, without telling their language.
fn treaties() -> impl Iterator<Item = (String, String, Import)> {
    texts::treaties().into_iter().filter(|(name, _)| name.ends_with(".txt")).map(|(name, text)| {
        let imported = import::import(&text, &Options::default());
        (name.trim_end_matches(".txt").to_owned(), text, imported)
    })
}

/// An article heading: its line, its number, the divisions around it joined by ` > `.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Article {
    line: usize,
    number: String,
    container: String,
}

/// The lists made by reading, by file: `tests/edit/headings.tsv`.
fn lists() -> BTreeMap<String, Vec<Article>> {
    let path = format!("{}/tests/edit/headings.tsv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the lists can be read");
    let mut lists: BTreeMap<String, Vec<Article>> = BTreeMap::new();
    for row in text.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [file, line, number, container] = fields.as_slice() else {
            panic!("a row of four fields: {row}")
        };
        let article = Article {
            line: line.parse().expect("a line number"),
            number: (*number).to_owned(),
            container: (*container).to_owned(),
        };
        lists.entry((*file).to_owned()).or_default().push(article);
    }
    lists
}

/// The words of a heading in small letters, without the marks of vowels and the signs that lengthen a word.
pub(crate) fn plain(text: &str) -> String {
    let decomposed = glossator::unicode::decompose(text).replace('\u{640}', "").replace('：', " ");
    let bare: String = decomposed.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36F}')).collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// How many headings of a list are missing in the import, stand in another division, or are in it alone.
fn differences(name: &str, list: &[Article], imported: &Import) -> usize {
    let mut open: Vec<&Heading> = Vec::new();
    let mut found: Vec<(usize, String, Vec<&Heading>)> = Vec::new();
    for heading in &imported.headings {
        open.retain(|above| above.level < heading.level);
        if heading.kind == Kind::Numbered && is_article(&heading.text) {
            let around = open.iter().copied().filter(|above| above.level > 1).collect();
            found.push((heading.line, plain(&heading.text), around));
        }
        open.push(heading);
    }
    let mut wrong = 0;
    for article in list {
        let number = plain(&article.number);
        let same = found.iter().position(|(line, words, around)| {
            let front: String = words.chars().take(30 + number.chars().count()).collect();
            *line == article.line && front.contains(&number) && stands_in(name, &article.container, around)
        });
        match same {
            Some(index) => drop(found.remove(index)),
            None => wrong += 1,
        }
    }
    wrong.max(found.len())
}

pub(crate) fn is_article(heading: &str) -> bool {
    let words = plain(heading);
    let first = words.split([' ', '.']).next().unwrap_or_default();
    let figures = |front: &str| front.chars().all(|c| "零〇一二三四五六七八九十百之".contains(c));
    let chinese = words.strip_prefix('第').is_some_and(|rest| {
        rest.split_once(['条', '條']).is_some_and(|(front, _)| !front.is_empty() && figures(front))
    });
    chinese
        || ["article", "articte", "art", "articulo", "artikel", "статья", "المادة", "enig"].contains(&first)
        || first.starts_with("article")
}

/// Whether the divisions around a heading are those of the list. A caption over a group of articles is none of
/// them; the name of an instrument need only begin alike, since the lists shorten some, and name those with a number
/// before their name the other way round.
fn stands_in(name: &str, container: &str, around: &[&Heading]) -> bool {
    let printed = |part: &str| {
        let caption = LABELS_LOST.iter().find(|(file, label, _)| *file == name && *label == part);
        caption.map_or_else(|| part.to_owned(), |(_, _, caption)| (*caption).to_owned())
    };
    let parts: Vec<String> = container
        .split(" > ")
        .filter(|part| !part.is_empty() && !part.starts_with('['))
        .map(|part| plain(&printed(part.split(" [").next().unwrap_or(part))))
        .collect();
    let mut parts = parts.iter();
    let mut next = parts.next();
    for heading in around {
        let words = plain(&heading.text);
        let label = next.and_then(|part| words.strip_prefix(part.as_str()));
        let alike = next.is_some_and(|part| {
            heading.kind == Kind::Instrument
                && part.chars().zip(words.chars()).take_while(|(a, b)| a == b).count() >= 9
        });
        let turned = next.and_then(|part| part.rsplit_once(' ')).is_some_and(|(unit, number)| {
            heading.kind == Kind::Instrument && words.starts_with(&format!("{number}. {unit} "))
        });
        let whole = label
            .is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric() || c > '\u{2E80}'));
        if whole || alike || turned {
            next = parts.next();
        } else if heading.kind != Kind::Group {
            return false;
        }
    }
    next.is_none()
}

/// Labels that the lists have and the texts lack, and the captions that stand there alone.
const LABELS_LOST: [(&str, &str, &str); 4] = [
    ("eaeu-viet-nam.en", "Chapter 8", "TRADE IN SERVICES, INVESTMENT AND MOVEMENT OF NATURAL PERSONS"),
    ("eu-ukraine-association.en", "Title IV", "TRADE AND TRADE-RELATED MATTERS"),
    ("eu-ukraine-association.en", "Title V", "ECONOMIC AND SECTOR COOPERATION"),
    ("eu-ukraine-association.en", "Title VII", "INSTITUTIONAL, GENERAL AND FINAL PROVISIONS"),
];

/// The treaties whose lists differ, how many headings do, and why.
const DIFFERENT: [(&str, usize, &str); 3] = [
    ("eaeu-viet-nam.en", 20, "the list passes over Section II of Chapter 4, which is printed"),
    ("tpp.en", 47, "the list passes over Subsections A to C of Chapter 18, which are printed"),
    ("tpp.es", 107, "the list passes over sections that are printed, where the first one is not"),
];

#[test]
fn the_headings_of_real_treaties_are_those_found_by_reading() {
    let lists = lists();
    assert_eq!(lists.values().map(Vec::len).sum::<usize>(), 6757);
    let mut wrong = Vec::new();
    for (name, _, imported) in treaties() {
        let list = lists.get(&name).cloned().unwrap_or_default();
        let known = DIFFERENT.iter().find(|(file, ..)| *file == name).map_or(0, |(_, count, _)| *count);
        let count = if name.contains(".partial.") { 0 } else { differences(&name, &list, &imported) };
        if count != known {
            wrong.push(format!("{name}: {count} of {} differ, expected {known}", list.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The letters and figures of a text, word by word; a text without spaces is one word. The raised figures of
/// footnotes are figures.
fn words(text: &str) -> String {
    let plain = |c: char| {
        "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().zip('0'..='9').find(|(raised, _)| *raised == c).map_or(c, |(_, plain)| plain)
    };
    text.chars().filter(|c| c.is_alphanumeric()).map(plain).collect()
}

/// A text without the backslashes that make signs text.
fn unescaped(text: &str) -> String {
    let mut characters = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(character) = characters.next() {
        if character != '\\' || characters.peek().is_none_or(|next| !next.is_ascii_punctuation()) {
            out.push(character);
        }
    }
    out
}

/// Whether the words of a text and of its import are the same, but for what was left out.
fn keeps_words(text: &str, imported: &Import) -> bool {
    let left_out: Vec<usize> = imported
        .changes
        .iter()
        .filter(|change| change.kind == ChangeKind::LeftOut)
        .map(|change| change.line)
        .collect();
    let source = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = source.split('\n').zip(1..).filter(|(_, line)| !left_out.contains(line));
    let kept: String = lines.map(|(line, _)| words(line)).collect();
    // The declarations and their queries stand above the text.
    let lines = imported.text.split('\n');
    let written: Vec<&str> = lines
        .skip_while(|line| line.is_empty() || line.starts_with('@') || line.starts_with("> [query]"))
        .collect();
    kept == words(&unescaped(&written.join("\n")))
}

#[test]
fn no_word_of_a_treaty_is_lost() {
    for (name, text) in texts::treaties().into_iter().filter(|(name, _)| name.ends_with(".txt")) {
        for unwrap in [false, true] {
            let imported = import::import(&text, &Options { language: None, unwrap });
            assert!(keeps_words(&text, &imported), "{name}, unwrap {unwrap}: the words differ");
        }
    }
}

#[test]
fn no_word_of_a_spoilt_text_is_lost() {
    for seed in 0..400 {
        let text = texts::random(seed);
        for unwrap in [false, true] {
            let imported = import::import(&text, &Options { language: Some("en".to_owned()), unwrap });
            assert!(
                keeps_words(&text, &imported),
                "seed {seed}, unwrap {unwrap}: {text:?} {:?}",
                imported.text
            );
        }
    }
}

#[test]
fn what_is_imported_is_in_its_canonical_form() {
    for (name, _, imported) in treaties() {
        let formatted = format::format(&imported.text, &Defaults::default());
        let differs = imported.text.lines().zip(formatted.lines()).find(|(one, other)| one != other);
        assert!(imported.text == formatted, "{name}: {differs:?}");
    }
}

#[test]
fn the_lines_of_the_headings_are_those_of_the_markup() {
    for (name, text, imported) in treaties() {
        let lines: Vec<&str> = imported.text.lines().collect();
        for heading in &imported.headings {
            let signs = "#".repeat(usize::from(heading.level)) + " ";
            assert!(lines[heading.written - 1].starts_with(&signs), "{name} {heading:?}");
            assert!(heading.line <= text.lines().count().max(text.split('\r').count()), "{name} {heading:?}");
        }
    }
}

/// Runs `glossator import` in a folder.
fn run(folder: &std::path::Path, arguments: &[&str]) -> std::process::Output {
    let mut command = std::process::Command::new(crate::binary());
    command.current_dir(folder).arg("import").args(arguments).output().expect("the binary runs")
}

const SHORT: &str =
    "TREATY OF ARCADY\n\nArticle 1\n\nThe Parties consult \u{2013} always \u{2013} each other.\n";
const SHORT_MARKED: &str = "@language en\n@title TREATY OF ARCADY\n\n\
    > [query] The title was read from line 1 of the source. Is this how the treaty is cited?\n\n\
    # TREATY OF ARCADY\n\n## Article 1\n\nThe Parties consult \u{2013} always \u{2013} each other.\n";

#[test]
fn texts_in_other_encodings_are_read_where_they_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let windows: Vec<u8> = SHORT.chars().map(|c| if c == '\u{2013}' { 0x96 } else { c as u8 }).collect();
    std::fs::write(path.join("windows.txt"), windows).expect("a file");
    let wide: Vec<u8> =
        std::iter::once(0xFEFF_u16).chain(SHORT.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    std::fs::write(path.join("wide.txt"), &wide).expect("a file");
    std::fs::write(path.join("bare.txt"), &wide[2..]).expect("a file");
    for arguments in [
        &["--language", "en", "--encoding", "windows-1252", "windows.txt"][..],
        &["--language", "en", "wide.txt"],
        &["--language", "en", "--encoding", "utf-16le", "bare.txt"],
    ] {
        let output = run(path, arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), SHORT_MARKED, "{arguments:?}");
    }
    for (arguments, message) in [
        (
            &["windows.txt"][..],
            "windows.txt is not UTF-8 from byte 49 on; name its encoding, such as --encoding windows-1252",
        ),
        (
            &["--encoding", "ansi-9", "windows.txt"],
            "windows.txt cannot be read: no encoding is called \"ansi-9\"; try windows-1252 or utf-16le",
        ),
        (&["no.txt"], "no.txt does not exist; check the name"),
        (&["--output", "wide.txt", "wide.txt"], "wide.txt is the text itself; name another file"),
    ] {
        let output = run(path, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(message), "{arguments:?}: {said}");
    }
    assert_eq!(std::fs::read(path.join("wide.txt")).expect("it is still there"), wide);
}

#[test]
fn what_was_changed_is_listed_on_standard_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    std::fs::write(path.join("a.txt"), "TREATY OF ARCADY\n\nArticle 1\n\n(a)The Parties consult.\n")
        .expect("a file");
    let output = run(path, &["--language", "en", "a.txt", "-o", "a.treaty"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
    let written = std::fs::read_to_string(path.join("a.treaty")).expect("the markup was written");
    assert!(written.ends_with("## Article 1\n\n(a) The Parties consult.\n"), "{written}");
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "line 5: space behind the marker: (a)\n\
         2 headings marked, 0 lines left out, 0 joined, 0 words rejoined, 1 markers spaced; language: en\n"
    );
    let output = run(path, &["--language", "en", "--format", "json", "a.txt"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stderr).expect("the report is JSON");
    assert_eq!(
        report,
        serde_json::json!({
            "language": "en",
            "headings": [
                {"line": 1, "output_line": 6, "level": 1, "kind": "title", "text": "TREATY OF ARCADY"},
                {"line": 3, "output_line": 8, "level": 2, "kind": "numbered", "text": "Article 1"},
            ],
            "changes": [{"line": 5, "kind": "spaced", "text": "(a)"}],
        })
    );
}

/// A shape of text, as often as it is told, that a search from each of its places to the end would not outlast.
type Shape = (&'static str, fn(usize) -> String);

const SHAPES: [Shape; 8] = [
    ("lines that end in a hyphen", |n| {
        "the Parties of the Treaty of Arcady consult eco-\nnomically at all times, and of-\n".repeat(n)
    }),
    ("articles named in one line", |n| {
        format!("Article 1\n\n{}\n\nArticle 30\n\nWords.\n", "artikel Article and ".repeat(2 * n))
    }),
    ("governments of governments", |n| {
        format!("TREATY\n\n{}\n\nArticle 1\n\nWords.\n", "Government of ".repeat(4 * n))
    }),
    ("a running head on every line", |n| format!("Page 1\n{0}Page 2\n{0}Page 3\n", "A\n".repeat(n))),
    ("headings of contents", |n| "Contents\n\nOne\n\nTwo\n\nThree\n\n".repeat(n)),
    ("open brackets", |n| "[".repeat(100 * n)),
    ("stars", |n| "*".repeat(100 * n)),
    ("annexes between articles", |n| {
        (1..n / 4).map(|i| format!("Article {i}\n\nWords.\n\nAnnex {i}\n\nWords.\n\n")).collect()
    }),
];

#[test]
fn long_texts_are_imported_in_linear_time() {
    for (name, text) in SHAPES {
        guarded(name, move || {
            let text = text(20_000);
            let imported = import::import(&text, &Options { language: None, unwrap: true });
            let joined = imported.changes.iter().any(|change| change.kind == ChangeKind::Rejoined);
            assert!(joined || keeps_words(&text, &imported), "{name}: the words differ");
        });
    }
}
