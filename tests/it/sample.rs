//! The sample of `tests/sample`, worked on as a user would: the real binary on real files.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sample").join(name)
}

/// Runs the binary in `folder`.
fn glossator(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(crate::binary());
    command.current_dir(folder).args(arguments);
    command.output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("output is UTF-8")
}

/// A copy of the sample in a folder of its own.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["news-2024.treaty", "cspt.treaty", "un-charter.treaty"] {
        std::fs::copy(sample(name), folder.path().join(name)).expect("the sample can be copied");
    }
    folder
}

#[test]
fn the_report_has_twenty_stray_glyphs_and_a_malformed_citation() {
    let folder = copy();
    let output = glossator(folder.path(), &["check", "--format", "json", "news-2024.treaty"]);
    assert_eq!(output.status.code(), Some(1));
    let findings: Vec<serde_json::Value> = match serde_json::from_slice(&output.stdout).expect("JSON") {
        serde_json::Value::Array(findings) => findings,
        other => panic!("no list: {other}"),
    };
    let of = |rule: &str| findings.iter().filter(|finding| finding["rule"] == rule).count();
    assert_eq!((of("stray-glyph"), of("malformed-citation"), findings.len()), (20, 1, 21));
    let first = &findings[0];
    assert_eq!(first["bytes"], serde_json::json!([767, 770]));
    assert_eq!(first["range"]["start"], serde_json::json!({"line": 20, "column": 59}));
    assert_eq!(first["characters"][0]["codepoint"], "U+A9C3");
}

#[test]
fn mending_the_report_gives_the_printed_text() {
    let folder = copy();
    let output = glossator(folder.path(), &["check", "--fix", "news-2024.treaty"]);
    assert_eq!(output.status.code(), Some(1), "the malformed citation is left");
    let mended = std::fs::read_to_string(folder.path().join("news-2024.treaty")).expect("a file");
    let clean = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/glyph/article-2024.clean.txt"),
    )
    .expect("a file");
    let (_, body) = mended.split_once("\n\n").expect("declarations, then text");
    let lines =
        |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(body), lines(&clean));
    let again = glossator(folder.path(), &["check", "--format", "concise", "news-2024.treaty"]);
    assert_eq!(
        text(&again.stdout),
        "news-2024.treaty:24:1: warning[malformed-citation] “Article of 4” is no citation: “of” stands between \
         the unit and its number; take it out\nFound 1 warning in 1 file\n"
    );
}

#[test]
fn the_edition_and_the_charter_are_clean() {
    let folder = copy();
    let output = glossator(folder.path(), &["check", "cspt.treaty", "un-charter.treaty"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    assert_eq!(text(&output.stdout), "Found no errors or warnings in 2 files\n");
}

#[test]
fn the_outline_goes_down_to_the_last_item() {
    let folder = copy();
    let output = glossator(folder.path(), &["outline", "--items", "cspt.treaty"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output.stdout),
        "Treaty on Comprehensive Strategic Partnership
  preamble  #preamble (line 28)
    ¶  #preamble/p1 (line 28)
      >  source kcna 2024-06-20  #preamble/p1 (line 30)
  article 1  #1 (line 32)
    ¶  #1/p1 (line 34)
    (a)  #1(a) (line 36)
    (b)  #1(b) (line 38)
    (c)  #1(c) (line 40)
      >  commentary  #1(c) (line 42)
  article 3  #3 (line 44)
    ¶  #3/p1 (line 46)
      >  note  #3/p1 (line 48)
  article 4  Mutual assistance  #4 (line 50)
    ¶  #4/p1 (line 52)
      >  query ru  #4/p1 (line 54)
      >  note  #4/p1 (line 55)
      >  source kcna 2024-06-20  #4/p1 (line 56)
      >  commentary 2024-06-20  #4/p1 (line 57)
  article 5  #5 (line 59)
    ¶  #5/p1 (line 61)
      >  status ru 2024-11-09  #5/p1 (line 63)
      >  status kp 2024-11-11  #5/p1 (line 64)
      >  status 2024-12-04  #5/p1 (line 65)
"
    );
}
