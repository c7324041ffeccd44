//! Bad input to the real binary: what it says, on which line, with which exit code, and that nothing is lost.

use std::path::Path;
use std::process::{Command, Output};

fn glossator(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(crate::binary());
    command.current_dir(folder).args(arguments);
    command.output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("output is UTF-8")
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        std::fs::write(folder.path().join(name), content).expect("a file can be written");
    }
    folder
}

const DIRTY: &str = "# Treaty\n\nThe Parties a\u{A9C3}nd others consult.\n";

#[test]
fn a_missing_file_is_named_and_the_others_are_checked() {
    let folder = folder(&[("dirty.treaty", DIRTY.as_bytes())]);
    let output = glossator(folder.path(), &["check", "--format", "concise", "gone.treaty", "dirty.treaty"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("gone.treaty"), "{}", text(&output.stderr));
    assert!(text(&output.stdout).starts_with("dirty.treaty:3:14: error[stray-glyph] U+A9C3"));
}

#[test]
fn bytes_that_are_no_utf_8_are_reported_with_their_offset_and_the_rest_is_read() {
    let mut bytes = b"# Treaty\n\nThe caf\xE9.\n\n".to_vec();
    bytes.extend("The Parties a\u{A9C3}nd others.\n".as_bytes());
    let folder = folder(&[("latin.treaty", &bytes)]);
    let output = glossator(folder.path(), &["check", "--format", "concise", "latin.treaty"]);
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    assert!(lines[0].starts_with("latin.treaty:3:8: error[invalid-utf8]"), "{lines:?}");
    assert!(lines[0].contains("E9") && lines[0].contains("17"), "{lines:?}");
    assert!(lines[1].starts_with("latin.treaty:5:14: error[stray-glyph] U+A9C3"), "{lines:?}");
    let fixed = glossator(folder.path(), &["check", "--fix", "latin.treaty"]);
    assert_ne!(fixed.status.code(), Some(0));
    assert_eq!(std::fs::read(folder.path().join("latin.treaty")).expect("a file"), bytes);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_file_and_is_not_waited_for() {
    let folder = folder(&[("dirty.treaty", DIRTY.as_bytes())]);
    let made = Command::new("mkfifo").arg(folder.path().join("pipe.treaty")).status().expect("mkfifo runs");
    assert!(made.success());
    let output = glossator(folder.path(), &["check", "--format", "concise", "pipe.treaty", "dirty.treaty"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("pipe.treaty"), "{}", text(&output.stderr));
    assert!(text(&output.stdout).starts_with("dirty.treaty:3:14: error[stray-glyph] U+A9C3"));
}

#[test]
fn an_unknown_key_of_the_settings_names_the_nearest() {
    let files: [(&str, &[u8]); 2] =
        [("dirty.treaty", DIRTY.as_bytes()), ("glossator.toml", b"[text]\nlanguags = [\"en\"]\n")];
    let folder = folder(&files);
    let output = glossator(folder.path(), &["check", "dirty.treaty"]);
    assert_eq!(output.status.code(), Some(2));
    let message = text(&output.stderr);
    for part in ["glossator.toml", "glossator.toml:2", "`languags`", "`languages`"] {
        assert!(message.contains(part), "{message}");
    }
}

#[cfg(unix)]
#[test]
fn a_read_only_file_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("dirty.treaty", DIRTY.as_bytes())]);
    let path = folder.path().join("dirty.treaty");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).expect("the mode can be set");
    let output = glossator(folder.path(), &["check", "--fix", "dirty.treaty"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("dirty.treaty"), "{}", text(&output.stderr));
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), DIRTY);
}

#[test]
fn a_fix_keeps_line_ends_the_byte_order_mark_and_a_missing_last_line_end() {
    let source = "\u{FEFF}# Treaty\r\n\r\nThe Parties a\u{A9C3}nd others consult.\r\nNo end";
    let folder = folder(&[("dirty.treaty", source.as_bytes())]);
    let output = glossator(folder.path(), &["check", "--fix", "dirty.treaty"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    let mended = std::fs::read_to_string(folder.path().join("dirty.treaty")).expect("a file");
    assert_eq!(mended, source.replace('\u{A9C3}', ""));
}

/// Characters of each class that a terminal would act on or not show.
const HIDDEN: [char; 14] = [
    '\u{7}',
    '\u{8}',
    '\u{9b}',
    '\u{202e}',
    '\u{2066}',
    '\u{200b}',
    '\u{200f}',
    '\u{feff}',
    '\u{ad}',
    '\u{2028}',
    '\u{85}',
    '\u{e0001}',
    '\u{f8ff}',
    '\u{fff9}',
];

#[test]
fn no_format_lets_a_raw_control_or_direction_character_through() {
    let mut source = String::from("# Treaty\n\n\u{1b}[31mThe Parties.\n");
    for character in HIDDEN {
        source.push_str(&format!("\nThe Par{character}ties \u{202d}con\u{202c}sult.\n"));
    }
    let folder = folder(&[("dirty.treaty", source.as_bytes())]);
    for (format, color) in [
        ("full", "always"),
        ("full", "never"),
        ("concise", "always"),
        ("concise", "never"),
        ("json", "never"),
        ("sarif", "never"),
        ("github", "never"),
        ("gitlab", "never"),
        ("junit", "never"),
    ] {
        let output =
            glossator(folder.path(), &["check", "--format", format, "--color", color, "dirty.treaty"]);
        assert_eq!(output.status.code(), Some(1));
        let shown = text(&output.stdout);
        for character in HIDDEN {
            assert!(!shown.contains(character), "{format}: U+{:04X}", u32::from(character));
        }
        // Colours are the only escapes: each is a select-graphic-rendition sequence.
        assert!(color == "always" || !shown.contains('\u{1b}'), "{format}");
        for sequence in shown.split('\u{1b}').skip(1) {
            let end = sequence.find(|c: char| !(c == '[' || c == ';' || c.is_ascii_digit()));
            assert_eq!(end.and_then(|end| sequence.get(end..=end)), Some("m"), "{format}");
        }
    }
}
