//! `glossator fmt`, the real binary: what it writes, what it says, its exit code.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const LOOSE: &str = "#  Treaty\nWords.  \n\n\n";
const TIGHT: &str = "# Treaty\n\nWords.\n";

fn fmt(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(crate::binary());
    command.current_dir(folder).arg("fmt").args(arguments).output().expect("the binary runs")
}

fn piped(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(crate::binary());
    command.current_dir(folder).arg("fmt").args(arguments);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).expect("a file can be written");
    }
    folder
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect("a file")
}

/// Exit code, standard output and standard error.
fn all(output: &Output) -> (Option<i32>, &str, &str) {
    let text = |bytes| std::str::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_treaties_of_a_folder_are_written() {
    let folder = folder(&[
        ("a.treaty", LOOSE.as_bytes()),
        ("b/b.treaty", LOOSE.as_bytes()),
        ("c.treaty", TIGHT.as_bytes()),
        ("d.txt", LOOSE.as_bytes()),
        ("e/e.treaty", LOOSE.as_bytes()),
        (".gitignore", b"e/\n"),
    ]);
    let output = fmt(folder.path(), &[]);
    assert_eq!(all(&output), (Some(0), "", "2 files reformatted, 1 file left unchanged\n"));
    assert_eq!(read(folder.path(), "a.treaty"), TIGHT);
    assert_eq!(read(folder.path(), "b/b.treaty"), TIGHT);
    assert_eq!(read(folder.path(), "d.txt"), LOOSE);
    assert_eq!(read(folder.path(), "e/e.treaty"), LOOSE);
    assert_eq!(all(&fmt(folder.path(), &["."])), (Some(0), "", "3 files left unchanged\n"));
    // A file named outright is formatted whatever its ending.
    assert_eq!(all(&fmt(folder.path(), &["d.txt"])), (Some(0), "", "1 file reformatted\n"));
    assert_eq!(read(folder.path(), "d.txt"), TIGHT);
}

#[test]
fn what_is_in_its_form_is_not_written() {
    let folder = folder(&[("a.treaty", TIGHT.as_bytes())]);
    let path = folder.path().join("a.treaty");
    let before = std::fs::metadata(&path).unwrap().modified().unwrap();
    assert_eq!(all(&fmt(folder.path(), &["--quiet"])), (Some(0), "", ""));
    assert_eq!(std::fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
fn check_names_the_files_and_changes_nothing() {
    let folder = folder(&[("a.treaty", LOOSE.as_bytes()), ("b.treaty", TIGHT.as_bytes())]);
    let output = fmt(folder.path(), &["--check"]);
    let summary = "1 file would be reformatted, 1 file already formatted\n";
    assert_eq!(all(&output), (Some(1), "Would reformat: a.treaty\n", summary));
    assert_eq!(read(folder.path(), "a.treaty"), LOOSE);
    let output = fmt(folder.path(), &["--check", "b.treaty"]);
    assert_eq!(all(&output), (Some(0), "", "1 file already formatted\n"));
}

#[test]
fn diff_shows_what_would_change_and_changes_nothing() {
    let folder = folder(&[("a.treaty", LOOSE.as_bytes()), ("b.treaty", TIGHT.as_bytes())]);
    let output = fmt(folder.path(), &["--diff", "-q"]);
    let diff =
        "--- a.treaty\n+++ a.treaty\n@@ -1,4 +1,3 @@\n-#  Treaty\n-Words.  \n-\n+# Treaty\n \n+Words.\n";
    assert_eq!(all(&output), (Some(1), diff, ""));
    assert_eq!(read(folder.path(), "a.treaty"), LOOSE);
    assert_eq!(all(&fmt(folder.path(), &["--diff", "-q", "b.treaty"])), (Some(0), "", ""));
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    let folder = folder(&[("a.treaty", LOOSE.as_bytes())]);
    let input = LOOSE.as_bytes();
    assert_eq!(all(&piped(folder.path(), &["-"], input)), (Some(0), TIGHT, ""));
    assert_eq!(all(&piped(folder.path(), &["-"], TIGHT.as_bytes())), (Some(0), TIGHT, ""));
    assert_eq!(all(&piped(folder.path(), &["-"], b"")), (Some(0), "", ""));
    let named = ["--stdin-filename", "x/y.treaty", "--check", "-"];
    assert_eq!(all(&piped(folder.path(), &named, input)), (Some(1), "Would reformat: x/y.treaty\n", ""));
    let named = ["--stdin-filename", "y.treaty", "--diff", "-"];
    let output = piped(folder.path(), &named, input);
    let (code, diff, _) = all(&output);
    assert_eq!((code, diff.lines().next()), (Some(1), Some("--- y.treaty")));
    // What looks like a colour is a part of the text.
    assert_eq!(all(&piped(folder.path(), &["-"], b"\x1b[31ma  \n")), (Some(0), "\u{1b}[31ma\n", ""));
}

#[test]
fn bytes_that_are_no_utf_8_are_refused_and_the_others_are_done() {
    let folder = folder(&[("a.treaty", b"#  caf\xE9\n"), ("b.treaty", LOOSE.as_bytes())]);
    let output = fmt(folder.path(), &["a.treaty", "b.treaty", "gone.treaty"]);
    let (code, out, errors) = all(&output);
    assert_eq!((code, out), (Some(2), ""));
    assert!(errors.contains("a.treaty is not UTF-8 and was not formatted; convert it first"), "{errors}");
    assert!(errors.contains("gone.treaty does not exist"), "{errors}");
    assert!(errors.contains("1 file reformatted\n"), "{errors}");
    assert_eq!(std::fs::read(folder.path().join("a.treaty")).unwrap(), b"#  caf\xE9\n");
    assert_eq!(read(folder.path(), "b.treaty"), TIGHT);
    assert_eq!(all(&piped(folder.path(), &["-q", "-"], b"\xE9")).0, Some(2));
}

#[cfg(unix)]
#[test]
fn a_read_only_file_stays_as_it_is_and_a_link_stays_one() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.treaty", LOOSE.as_bytes()), ("b.treaty", LOOSE.as_bytes())]);
    let path = folder.path().join("a.treaty");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).expect("the mode can be set");
    std::os::unix::fs::symlink("b.treaty", folder.path().join("link.treaty")).unwrap();
    let output = fmt(folder.path(), &["a.treaty", "link.treaty"]);
    let (code, _, errors) = all(&output);
    assert_eq!(code, Some(2));
    assert!(errors.contains("a.treaty is read-only and was not written"), "{errors}");
    assert_eq!(read(folder.path(), "a.treaty"), LOOSE);
    assert_eq!(read(folder.path(), "b.treaty"), TIGHT);
    assert!(folder.path().join("link.treaty").is_symlink());
    // What would change can be asked of it all the same.
    assert_eq!(fmt(folder.path(), &["--check", "a.treaty"]).status.code(), Some(1));
}

#[test]
fn the_settings_leave_files_out_and_tell_the_language() {
    let settings = b"[files]\nexclude = [\"drafts/**\"]\n[text]\nlanguages = [\"fr\"]\n";
    // Only where English is a language is `Article Five` a number.
    let files: [(&str, &[u8]); 3] = [
        ("glossator.toml", settings),
        ("drafts/a.treaty", LOOSE.as_bytes()),
        ("b.treaty", b"## Article Five   Words\n\n## Article 5   Mots\n"),
    ];
    let folder = folder(&files);
    assert_eq!(all(&fmt(folder.path(), &[])), (Some(0), "", "1 file reformatted\n"));
    assert_eq!(read(folder.path(), "drafts/a.treaty"), LOOSE);
    assert_eq!(read(folder.path(), "b.treaty"), "## Article Five   Words\n\n## Article 5 Mots\n");
}

#[test]
fn control_characters_of_a_name_do_not_reach_the_terminal() {
    let folder = folder(&[("a\u{1b}b.treaty", LOOSE.as_bytes())]);
    let output = fmt(folder.path(), &["--check"]);
    assert_eq!(all(&output).1, "Would reformat: a<U+001B>b.treaty\n");
}
