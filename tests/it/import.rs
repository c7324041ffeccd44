//! Import: the ugly texts of `tests/edit/import.md`; the headings of real treaties, which were found by reading; and
//! that no word of them is lost.

use crate::document::{Case, Document as Examples};
use crate::texts;
use glossator::edit::format;
use glossator::edit::import::{self, ChangeKind, Heading, Import, Kind, Options};
use glossator::model::Defaults;
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
fn plain(text: &str) -> String {
    let decomposed = glossator::unicode::decompose(text).replace('\u{640}', "").replace('：', " ");
    let bare: String = decomposed.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36F}')).collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// How many headings of a list are missing in the import, stand in another division, or are in it alone.
fn differences(list: &[Article], imported: &Import) -> usize {
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
            *line == article.line && front.contains(&number) && stands_in(&article.container, around)
        });
        match same {
            Some(index) => drop(found.remove(index)),
            None => wrong += 1,
        }
    }
    wrong.max(found.len())
}

fn is_article(heading: &str) -> bool {
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
/// them; the name of an instrument need only begin alike, since the lists shorten some.
fn stands_in(container: &str, around: &[&Heading]) -> bool {
    let parts: Vec<String> = container
        .split(" > ")
        .filter(|part| !part.is_empty() && !part.starts_with('['))
        .map(|part| plain(part.split(" [").next().unwrap_or(part)))
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
        let whole = label
            .is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric() || c > '\u{2E80}'));
        if whole || alike {
            next = parts.next();
        } else if heading.kind != Kind::Group {
            return false;
        }
    }
    next.is_none()
}

/// The treaties whose lists differ, how many headings do, and why.
const DIFFERENT: [(&str, usize, &str); 5] = [
    (
        "eaeu-viet-nam.en",
        58,
        "the list passes over Section II of Chapter 4, and names a Chapter 8 whose label the text lacks",
    ),
    ("eu-ukraine-association.en", 457, "the list names Titles IV, V and VII, whose labels the text lacks"),
    ("teu-lisbon.nl", 11, "draft decisions inside declarations of the Final Act are not told from them"),
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
        let count = if name.contains(".partial.") { 0 } else { differences(&list, &imported) };
        if count != known {
            wrong.push(format!("{name}: {count} of {} differ, expected {known}", list.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The letters and figures of a text, word by word; a text without spaces is one word.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
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
