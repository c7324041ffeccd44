//! The hidden command that shows the syntax tree, and that it stays hidden.

use std::io::Write as _;
use std::process::{Command, Stdio};

fn glossator(arguments: &[&str], input: &[u8]) -> String {
    let mut command = Command::new(crate::binary());
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("the binary runs");
    child.stdin.take().expect("a pipe").write_all(input).expect("the binary reads");
    let output = child.wait_with_output().expect("the binary ends");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

#[test]
fn the_tree_is_shown_in_the_notation_of_the_specification() {
    let source = "# Treaty\n\nSee [a](#4).\n> [note] b\n";
    let shown = glossator(&["parse", "-"], source.as_bytes());
    assert_eq!(shown, crate::spec::tree(source));
}

#[test]
fn json_holds_kinds_and_bytes_of_the_file() {
    // The byte that is no UTF-8 is one byte of the file, and three of the text.
    let json = glossator(&["parse", "-", "--format", "json"], b"# A\n\xFF [b](#4)\n");
    let tree: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let wanted = serde_json::json!({"kind": "document", "bytes": [0, 14], "children": [
        {"kind": "heading", "bytes": [0, 4], "children": [
            {"kind": "heading-marker", "bytes": [0, 1]},
            {"kind": "space", "bytes": [1, 2]},
            {"kind": "text", "bytes": [2, 3]},
            {"kind": "newline", "bytes": [3, 4]},
        ]},
        {"kind": "paragraph", "bytes": [4, 14], "children": [
            {"kind": "text", "bytes": [4, 6]},
            {"kind": "link", "bytes": [6, 13], "children": [
                {"kind": "punctuation", "bytes": [6, 7]},
                {"kind": "label", "bytes": [7, 8], "children": [{"kind": "text", "bytes": [7, 8]}]},
                {"kind": "punctuation", "bytes": [8, 10]},
                {"kind": "target", "bytes": [10, 12]},
                {"kind": "punctuation", "bytes": [12, 13]},
            ]},
            {"kind": "newline", "bytes": [13, 14]},
        ]},
    ]});
    assert_eq!(tree, wanted);
}

#[test]
fn the_help_does_not_name_it() {
    let help = glossator(&["--help"], b"");
    assert!(help.contains("outline") && !help.contains("parse"), "{help}");
}
