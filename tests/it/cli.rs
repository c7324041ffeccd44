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
