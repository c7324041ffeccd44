//! `check --since`: only what stands in lines that were changed since a revision, in real repositories.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const FIRST: &str = "# Treaty\n\nThe a\u{A9C3}nd.\n\nThe o\u{A9C3}r.\n";

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]).args(arguments);
    // Neither the settings of whoever runs the tests nor a repository around them.
    command
        .env("GIT_CONFIG_GLOBAL", folder.join("none"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env_remove("GIT_DIR");
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with one commit, in which `name` is as `FIRST`.
fn repository(name: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "--quiet"]);
    fs::write(folder.path().join(name), FIRST).expect("the file is written");
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "First"]);
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(crate::binary());
    command.current_dir(folder).args(["check", "--format", "concise"]).args(arguments);
    command.output().expect("the binary runs")
}

/// The places of what is found.
fn places(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = check(folder, arguments);
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines = text.lines().filter(|line| !line.starts_with("Found "));
    let places: Vec<String> =
        lines.map(|line| line.split(": ").next().unwrap_or_default().to_owned()).collect();
    assert_eq!(output.status.code(), Some(i32::from(!places.is_empty())));
    places
}

fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = check(folder, arguments);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"");
    String::from_utf8(output.stderr).expect("UTF-8")
}

#[test]
fn only_changed_lines_count() {
    let folder = repository("a.treaty");
    let path = folder.path();
    let since = ["--since", "HEAD"];
    assert_eq!(places(path, &since), [""; 0]);
    fs::write(path.join("a.treaty"), FIRST.replace("The o", "Then o") + "\nNew w\u{A9C3}ords.\n")
        .expect("written");
    assert_eq!(places(path, &since), ["a.treaty:5:7", "a.treaty:7:6"]);
    git(path, &["commit", "--quiet", "--all", "--message", "Second"]);
    assert_eq!(places(path, &since), [""; 0]);
    assert_eq!(places(path, &["--since", "HEAD~1"]), ["a.treaty:5:7", "a.treaty:7:6"]);
    fs::write(path.join("a.treaty"), "# Treaty\n\nThen o\u{A9C3}r.\n\nNew w\u{A9C3}ords.\n")
        .expect("written");
    assert_eq!(places(path, &since), [""; 0], "lines that only moved up are not changed");
}

#[test]
fn what_git_does_not_keep_is_wholly_new() {
    let folder = repository("a.treaty");
    let path = folder.path();
    fs::create_dir(path.join("inner folder")).expect("a folder");
    fs::write(path.join("inner folder/é\n\"b.treaty"), FIRST).expect("the file is written");
    let new = ["inner folder/é<U+000A>\"b.treaty:3:6", "inner folder/é<U+000A>\"b.treaty:5:6"];
    assert_eq!(places(path, &["--since", "HEAD"]), new);
    git(path, &["add", "."]);
    assert_eq!(places(path, &["--since", "HEAD"]), new);
    git(path, &["commit", "--quiet", "--message", "Second"]);
    assert_eq!(places(path, &["--since", "HEAD"]), [""; 0]);
    assert_eq!(places(&path.join("inner folder"), &["--since", "HEAD~1"]).len(), 2);
}

#[test]
fn names_are_not_taken_for_patterns_or_options() {
    let folder = repository("-a[b]*.treaty");
    let path = folder.path();
    let text = FIRST.replace("The o", "Then o");
    fs::write(path.join("-a[b]*.treaty"), text).expect("the file is written");
    assert_eq!(places(path, &["--since", "HEAD"]), ["-a[b]*.treaty:5:7"]);
    let said = refused(path, &["--since=--output=made"]);
    assert!(said.starts_with("glossator: there is no revision `--output=made`"), "{said}");
    assert!(!path.join("made").exists());
}

#[test]
fn settings_of_the_repository_do_not_change_what_git_says() {
    let folder = repository("a.treaty");
    let path = folder.path();
    fs::write(path.join("a.treaty"), FIRST.replace("The o", "Then o")).expect("the file is written");
    for (name, value) in [
        ("diff.external", "touch ran"),
        ("diff.noprefix", "true"),
        ("diff.interHunkContext", "9"),
        ("diff.context", "9"),
        ("color.diff", "always"),
        ("diff.relative", "true"),
        ("diff.x.textconv", "touch ran;"),
    ] {
        git(path, &["config", name, value]);
    }
    fs::write(path.join(".gitattributes"), "*.treaty diff=x\n").expect("the file is written");
    assert_eq!(places(path, &["--since", "HEAD"]), ["a.treaty:5:7"]);
    assert!(!path.join("ran").exists());
}

#[test]
fn what_git_cannot_say_is_said_with_what_to_do() {
    let folder = repository("a.treaty");
    let path = folder.path();
    assert_eq!(
        refused(path, &["--since", "no\u{1B}ne"]),
        "glossator: there is no revision `no<U+001B>ne`; write a commit, a branch or a tag that `git rev-parse` knows\n"
    );
    assert_eq!(
        refused(path, &["--since", "HEAD", "-"]),
        "glossator: git knows nothing of standard input; name files, or leave --since out\n"
    );
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("a.treaty"), FIRST).expect("the file is written");
    let said = refused(outside.path(), &["--since", "HEAD"]);
    assert!(said.contains("is in no git repository") && said.contains("leave --since out"), "{said}");
}

#[test]
fn a_shallow_clone_says_how_to_get_the_revision() {
    let folder = repository("a.treaty");
    let path = folder.path();
    fs::write(path.join("a.treaty"), FIRST.replace("The o", "Then o")).expect("the file is written");
    git(path, &["commit", "--quiet", "--all", "--message", "Second"]);
    let clones = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", path.display());
    git(clones.path(), &["clone", "--quiet", "--depth", "1", &from, "clone"]);
    let clone = clones.path().join("clone");
    let said = refused(&clone, &["--since", "HEAD~1"]);
    assert!(said.contains("no revision `HEAD~1` in this shallow clone"), "{said}");
    assert!(said.contains("git fetch --unshallow") && said.contains("fetch-depth: 0"), "{said}");
    assert_eq!(places(&clone, &["--since", "HEAD"]), [""; 0]);
}
