//! Terminal safety, to the letter: no character that a terminal acts on or does not show reaches it raw, from
//! the words of a file, the message about them, the name of the file or the settings.

use glossator::unicode::{Category, category};
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// Of what has no category of its own to be counted by.
const OTHERS: [char; 26] = [
    // Private use and what is no character.
    '\u{E000}',
    '\u{F8FF}',
    '\u{F0000}',
    '\u{FFFFD}',
    '\u{100000}',
    '\u{10FFFD}',
    '\u{FDD0}',
    '\u{FFFE}',
    '\u{FFFF}',
    '\u{10FFFF}',
    '\u{378}',
    // Fillers.
    '\u{34F}',
    '\u{115F}',
    '\u{1160}',
    '\u{17B4}',
    '\u{17B5}',
    '\u{2800}',
    '\u{3164}',
    '\u{FFA0}',
    // Variation selectors, of which the rest follow by range.
    '\u{180B}',
    '\u{180C}',
    '\u{180D}',
    '\u{180F}',
    // Spaces that do not look like one.
    '\u{1680}',
    '\u{2003}',
    '\u{205F}',
];

/// Every character that may not be seen raw: the controls but line feed and tab, all format characters (those
/// of direction, of no width and the tags among them), all variation selectors, line and paragraph
/// separators, and [`OTHERS`].
fn hidden() -> Vec<char> {
    let by_category = (0..=0x0010_FFFF).filter_map(char::from_u32).filter(|c| {
        matches!(
            category(*c),
            Category::Control | Category::Format | Category::LineSeparator | Category::ParagraphSeparator
        )
    });
    let mut hidden: Vec<char> = by_category.filter(|c| !matches!(c, '\n' | '\t')).collect();
    hidden.extend('\u{FE00}'..='\u{FE0F}');
    hidden.extend('\u{E0100}'..='\u{E01EF}');
    hidden.extend(OTHERS);
    hidden
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(crate::binary());
    command.current_dir(folder).args(arguments);
    command.output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("output is UTF-8")
}

/// Asserts that nothing of `hidden` is in the output, but for the escapes of colours.
fn assert_safe(output: &Output, hidden: &[char], what: &str) {
    for shown in [text(&output.stdout), text(&output.stderr)] {
        let plain = without_colors(shown);
        let raw: Vec<String> =
            plain.chars().filter(|c| hidden.contains(c)).map(|c| format!("U+{:04X}", u32::from(c))).collect();
        assert_eq!(raw, Vec::<String>::new(), "{what}");
    }
}

/// Takes out the sequences that select a graphic rendition, and nothing else.
fn without_colors(shown: &str) -> String {
    let mut parts = shown.split("\u{1B}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c == ';' || c.is_ascii_digit());
        match rest.strip_prefix('m') {
            Some(rest) => plain.push_str(rest),
            None => plain.push_str(&format!("\u{1B}[{part}")),
        }
    }
    plain
}

fn drawn(character: char) -> String {
    format!("<U+{:04X}>", u32::from(character))
}

/// The formats for people, with colours forced and without.
const SHOWN: [[&str; 4]; 4] = [
    ["--format", "full", "--color", "always"],
    ["--format", "full", "--color", "never"],
    ["--format", "concise", "--color", "always"],
    ["--format", "concise", "--color", "never"],
];

/// Those for programs, whose output lands in logs.
const WRITTEN: [[&str; 4]; 5] = [
    ["--format", "json", "--color", "always"],
    ["--format", "sarif", "--color", "always"],
    ["--format", "github", "--color", "always"],
    ["--format", "gitlab", "--color", "always"],
    ["--format", "junit", "--color", "always"],
];

fn folder(name: &str, content: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(name), content).expect("a file can be written");
    folder
}

#[test]
fn what_is_hidden_covers_each_class() {
    let hidden = hidden();
    let has = |range: std::ops::RangeInclusive<char>| range.into_iter().all(|c| hidden.contains(&c));
    assert!(has('\0'..='\u{8}') && has('\u{B}'..='\u{1F}') && has('\u{7F}'..='\u{9F}'), "C0, DEL, C1");
    assert!(has('\u{202A}'..='\u{202E}') && has('\u{2066}'..='\u{2069}'), "direction");
    assert!(has('\u{200B}'..='\u{200F}') && has('\u{2060}'..='\u{2064}') && has('\u{FEFF}'..='\u{FEFF}'));
    assert!(has('\u{E0020}'..='\u{E007F}') && has('\u{E0001}'..='\u{E0001}'), "tags");
    assert!(has('\u{2028}'..='\u{2029}') && has('\u{FFF9}'..='\u{FFFB}') && has('\u{AD}'..='\u{AD}'));
    assert!(hidden.len() > 500, "{}", hidden.len());
}

#[test]
fn no_hidden_character_of_a_line_or_a_message_is_shown_raw() {
    let hidden = hidden();
    let mut source = String::from("# Treaty\n\n\u{1B}[31mThe Parties.\n");
    for character in &hidden {
        write!(
            source,
            "\n\nThe Par{character}ties a\u{A9C3}nd \u{202D}con\u{202C}sult.\n\n@frob{character}z x\n"
        )
        .expect("a string takes all");
    }
    let folder = folder("dirty.treaty", &source);
    for options in SHOWN.iter().chain(&WRITTEN) {
        let output = run(folder.path(), &[&["check"], options.as_slice(), &["dirty.treaty"]].concat());
        assert_eq!(output.status.code(), Some(1), "{options:?}");
        assert_safe(&output, &hidden, &format!("{options:?}"));
        let shown = text(&output.stdout);
        assert_eq!(shown.contains("\u{1B}["), options[1..] == ["full", "--color", "always"], "{options:?}");
        if options[1] == "full" {
            // The source excerpt shows each. A carriage return ends a line.
            for character in hidden.iter().filter(|c| **c != '\r') {
                let line = format!("Par{}ties", drawn(*character));
                assert!(shown.contains(&line), "{options:?}: {line}");
            }
        }
    }
    let outline = run(folder.path(), &["outline", "dirty.treaty"]);
    assert_safe(&outline, &hidden, "outline");
}

#[test]
fn a_message_draws_what_it_quotes() {
    let hidden = hidden();
    for options in SHOWN {
        let source = "# Treaty\n\n@frob\u{202E}nicate x\n\n## Article 1\n\nWords.\n";
        let folder = folder("dirty.treaty", source);
        let output = run(folder.path(), &[&["check"], options.as_slice(), &["dirty.treaty"]].concat());
        assert_safe(&output, &hidden, &format!("{options:?}"));
        assert!(text(&output.stdout).contains("frob<U+202E>nicate"), "{}", text(&output.stdout));
    }
}

/// What a folder may not hold in a name is left out: U+0000.
#[cfg(unix)]
#[test]
fn no_hidden_character_of_a_file_name_is_shown_raw() {
    let hidden = hidden();
    let nameable: Vec<char> = hidden.iter().copied().filter(|c| *c != '\0').chain(['\n']).collect();
    // The longest name is of 255 bytes.
    let names: Vec<String> =
        nameable.chunks(40).map(|part| part.iter().collect::<String>() + ".treaty").collect();
    let folder = tempfile::tempdir().expect("a folder");
    for name in &names {
        std::fs::write(folder.path().join(name), "# Treaty\n\nThe Parties a\u{A9C3}nd.\n").expect("a file");
    }
    let gone: Vec<String> = names.iter().map(|name| format!("gone{name}")).collect();
    for options in SHOWN.iter().chain(&WRITTEN) {
        let mut arguments = vec!["check"];
        arguments.extend(options);
        arguments.push(".");
        arguments.extend(gone.iter().map(String::as_str));
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        assert_safe(&output, &hidden, &format!("{options:?}"));
        for name in &names {
            let name: String =
                name.chars().map(|c| if c.is_ascii_graphic() { c.into() } else { drawn(c) }).collect();
            assert!(
                text(&output.stderr).contains(&format!("glossator: gone{name} does not exist")),
                "{name}"
            );
            if SHOWN.contains(options) {
                let shown = without_colors(text(&output.stdout));
                assert!(shown.contains(&format!("{name}:3:14")), "{options:?}: {name}");
            }
        }
    }
    let diff = run(folder.path(), &["check", "--diff", "--color", "always", "."]);
    assert_safe(&diff, &hidden, "the head of a difference");
}

#[test]
fn no_hidden_character_of_the_settings_is_shown_raw() {
    let hidden = hidden();
    // A control ends the reading of a settings file before any key of it is looked at.
    let keys: Vec<char> = hidden.iter().copied().filter(|c| !c.is_control()).collect();
    let folder = folder("dirty.treaty", "# Treaty\n");
    let lines: String = keys.iter().map(|c| format!("\"languag{c}s\" = [\"en\"]\n")).collect();
    let settings = folder.path().join("glossator.toml");
    std::fs::write(&settings, format!("[text]\n{lines}")).expect("a file can be written");
    let output = run(folder.path(), &["check", "--color", "always", "dirty.treaty"]);
    assert_eq!(output.status.code(), Some(2));
    assert_safe(&output, &hidden, "keys");
    for key in keys {
        let message = text(&output.stderr);
        assert!(message.contains(&format!("languag{}s", drawn(key))), "{}", drawn(key));
    }
    for control in hidden.iter().filter(|c| c.is_control()) {
        std::fs::write(&settings, format!("[text]\n\"languag{control}s\" = 1\n")).expect("a file");
        let output = run(folder.path(), &["check", "--color", "always", "dirty.treaty"]);
        assert_eq!(output.status.code(), Some(2));
        assert_safe(&output, &hidden, &drawn(*control));
    }
}

/// `::` begins a command at the start of a line; `##[` and `##vso[` begin one wherever they stand.
#[cfg(unix)]
#[test]
fn no_file_name_is_a_command_to_a_service_that_reads_the_log() {
    let text_of = "# Treaty\n\nThe Parties a\u{A9C3}nd ##[error]others ##vso[task.x].\n";
    let folder = tempfile::tempdir().expect("a folder");
    let names = ["::error::a.treaty", " ::error::b.treaty", "##[error]c.treaty", "##vso[task.x]d.treaty"];
    for name in names {
        std::fs::write(folder.path().join(name), text_of).expect("a file");
    }
    for options in SHOWN {
        let output = run(folder.path(), &[&["check"], options.as_slice(), &["."]].concat());
        assert_eq!(output.status.code(), Some(1));
        let shown = without_colors(text(&output.stdout));
        for line in shown.lines() {
            assert!(!line.trim_start().starts_with("::"), "{line}");
            assert!(!line.contains("##[") && !line.to_lowercase().contains("##vso["), "{line}");
        }
    }
    let output = run(folder.path(), &["check", "--format", "concise", "."]);
    let starts: Vec<&str> =
        text(&output.stdout).lines().filter_map(|line| Some(line.split_once(":3:14: ")?.0)).collect();
    assert_eq!(
        starts,
        [
            "./ ::error::b.treaty",
            "##<U+005B>error]c.treaty",
            "##vso<U+005B>task.x]d.treaty",
            "./::error::a.treaty"
        ]
    );
}
