//! Files that may not be read or written, checked by the real binary as a user who is bound by permissions.

#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const DIRTY: &str = "# Treaty\n\nThe Parties a\u{A9C3}nd others consult.\n";

/// A folder with two files of which the second is faulty, and the binary that checks them.
struct Files {
    folder: TempDir,
    program: Vec<PathBuf>,
}

impl Files {
    /// None if no permission binds the user of this run and no other user can be taken, which is said.
    fn new(left_out: &str) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Self { program: vec![crate::binary()], folder };
        for name in ["a.treaty", "b.treaty"] {
            fs::write(files.path(name), DIRTY).expect("a file can be written");
            files.set_mode(name, 0o644);
        }
        files.set_mode("", 0o755);
        files.set_mode("a.treaty", 0o000);
        let bound = fs::read(files.path("a.treaty")).is_err();
        files.set_mode("a.treaty", 0o644);
        if bound { Some(files) } else { files.for_nobody(left_out) }
    }

    /// The same, checked by a user of no rights: the superuser is bound by no permission.
    fn for_nobody(mut self, left_out: &str) -> Option<Self> {
        const SETPRIV: [&str; 4] = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        // Where the binary lies, that user may not come.
        let binary = self.path("glossator");
        fs::copy(crate::binary(), &binary).expect("the binary can be copied");
        self.set_mode("glossator", 0o755);
        let [program, arguments @ ..] = SETPRIV;
        let tried = Command::new(program).args(arguments).arg(&binary).arg("rules").output();
        if !tried.is_ok_and(|output| output.status.success()) {
            println!("left out, as no permission binds the superuser and setpriv takes no other: {left_out}");
            return None;
        }
        self.program = SETPRIV.iter().map(PathBuf::from).chain([binary]).collect();
        Some(self)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn set_mode(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), Permissions::from_mode(mode)).expect("the mode can be set");
    }

    fn check(&self, arguments: &[&str]) -> Output {
        let (program, first) = self.program.split_first().expect("a program");
        let mut command = Command::new(program);
        command.args(first).arg("check").args(arguments).current_dir(self.folder.path());
        command.output().expect("the binary runs")
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("output is UTF-8")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("the file can be read")
}

#[test]
fn a_file_that_may_not_be_read_is_named_and_the_others_are_checked() {
    let Some(files) = Files::new("a file that may not be read") else { return };
    files.set_mode("a.treaty", 0o000);
    for arguments in [["--format", "concise", "a.treaty", "b.treaty"], ["--format", "concise", ".", "."]] {
        let output = files.check(&arguments);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(
            text(&output.stderr),
            "glossator: a.treaty may not be read; check its permissions\n",
            "{arguments:?}"
        );
        let shown = text(&output.stdout);
        assert!(shown.starts_with("b.treaty:3:14: error[stray-glyph] U+A9C3"), "{shown}");
        assert!(shown.ends_with("\nFound 1 error in 2 files (1 fixable)\n"), "{shown}");
    }
}

#[test]
fn a_folder_that_may_not_be_read_is_named_and_the_others_are_checked() {
    let Some(files) = Files::new("a folder that may not be read") else { return };
    fs::create_dir(files.path("closed")).expect("a folder");
    files.set_mode("closed", 0o000);
    let output = files.check(&["--format", "concise", "."]);
    files.set_mode("closed", 0o755);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stderr), "glossator: ./closed may not be read; check its permissions\n");
    assert!(text(&output.stdout).starts_with("a.treaty:3:14: error[stray-glyph]"));
}

#[test]
fn a_read_only_file_is_named_and_the_others_are_mended() {
    let Some(files) = Files::new("mending beside a read-only file") else { return };
    files.set_mode("", 0o777);
    files.set_mode("a.treaty", 0o444);
    let output = files.check(&["--fix", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        text(&output.stderr),
        "glossator: a.treaty is read-only and was not written; change its permissions\n"
    );
    assert_eq!(read(&files.path("a.treaty")), DIRTY);
    assert_eq!(read(&files.path("b.treaty")), DIRTY.replace('\u{A9C3}', ""));
}

#[test]
fn in_a_read_only_folder_nothing_is_changed_and_each_file_is_named() {
    let Some(files) = Files::new("mending in a read-only folder") else { return };
    files.set_mode("", 0o555);
    let before = fs::metadata(files.path("a.treaty")).expect("the file is there").ino();
    let output = files.check(&["--fix", "."]);
    files.set_mode("", 0o755);
    assert_eq!(output.status.code(), Some(2));
    let line =
        |name| format!("glossator: {name} was not written; change its permissions or those of its folder\n");
    assert_eq!(text(&output.stderr), line("a.treaty") + &line("b.treaty"));
    assert_eq!(read(&files.path("a.treaty")), DIRTY);
    assert_eq!(read(&files.path("b.treaty")), DIRTY);
    assert_eq!(fs::metadata(files.path("a.treaty")).expect("the file is there").ino(), before);
}
