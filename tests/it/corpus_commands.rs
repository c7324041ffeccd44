//! `citations`, `show` and `graph` on two treaties of which one cites the other: what the real binary prints.

use std::path::Path;
use std::process::{Command, Output};

const PEACE: &str = "\
@treaty peace
@title Treaty of Peace

# Treaty of Peace

## Article 1. Peace

1. There is peace.

2. It lasts; paragraph 1 is not affected.

> [note] As Article 9 \"says\", here.

## Article 2

The Parties consult.
";

const PROTOCOL: &str = "\
@party a: Republic of Arcadia; Arcadia

# Protocol

## Article 1

Arcadia applies Articles 1(2) and 5 of the Treaty of Peace, Article 7 of the Convention on Trade & Transit, and Article4.
";

/// A folder with both treaties.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("peace.treaty", PEACE), ("protocol.treaty", PROTOCOL)] {
        std::fs::write(folder.path().join(name), text).expect("a file can be written");
    }
    folder
}

fn glossator(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(crate::binary());
    command.current_dir(folder).args(arguments).output().expect("the binary runs")
}

/// What a run prints that ends well.
fn printed(arguments: &[&str]) -> String {
    let folder = folder();
    let output = glossator(folder.path(), arguments);
    let error = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!((output.status.code(), error.as_str()), (Some(0), ""), "{arguments:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What a run says that ends with 2.
fn refused(arguments: &[&str]) -> String {
    let folder = folder();
    let output = glossator(folder.path(), arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert_eq!(output.stdout, b"", "{arguments:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

#[test]
fn citations_are_listed_with_what_they_cite() {
    let expected = "\
peace.treaty:10:14: 1(2): “paragraph 1” → 1(1)
peace.treaty:12:13: 1(2): “Article 9” → 9 (missing)
protocol.treaty:7:17: 1/p1: “Articles 1(2) and 5 of the Treaty of Peace” → peace#1(2) peace#5 (missing)
protocol.treaty:7:61: 1/p1: “Article 7 of the Convention on Trade & Transit” → Convention on Trade & Transit#7 (external)
protocol.treaty:7:113: 1/p1: “Article4” (malformed)
";
    assert_eq!(printed(&["citations"]), expected);
}

#[test]
fn citations_of_a_clause_are_those_of_its_parts_too() {
    let expected = "\
peace.treaty:10:14: 1(2): “paragraph 1” → 1(1)
protocol.treaty:7:17: 1/p1: “Articles 1(2) and 5 of the Treaty of Peace” → peace#1(2) peace#5 (missing)
";
    assert_eq!(printed(&["citations", "--to", "peace#1"]), expected);
    assert_eq!(
        printed(&["citations", "--to", "peace.treaty#1(1)"]),
        expected.lines().next().unwrap().to_owned() + "\n"
    );
    assert_eq!(printed(&["citations", "--to", "peace#2"]), "");
}

#[test]
fn citations_in_csv_and_json_have_their_promised_fields() {
    let csv = printed(&["citations", "--format", "csv"]);
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines[0], "file,line,column,at,text,targets,status");
    assert_eq!(lines[2], "peace.treaty,12,13,1(2),Article 9,9,missing");
    assert_eq!((lines.len(), lines[6]), (7, ""));
    let json: serde_json::Value =
        serde_json::from_str(&printed(&["citations", "--format", "json"])).expect("JSON");
    let row = serde_json::json!({
        "file": "protocol.treaty",
        "at": "1/p1",
        "text": "Articles 1(2) and 5 of the Treaty of Peace",
        "range": { "start": { "line": 7, "column": 17 }, "end": { "line": 7, "column": 59 } },
        "bytes": [82, 124],
        "targets": ["peace#1(2)", "peace#5"],
        "status": "missing",
    });
    assert_eq!(json[2], row);
}

#[test]
fn a_clause_is_shown_with_its_glosses_and_who_cites_it() {
    let expected = "\
Article 1. Peace  #1  peace.treaty:6:4

    1. There is peace.
    2. It lasts; paragraph 1 is not affected.

  > [note] As Article 9 \"says\", here.  peace.treaty:12:10
Cited 2 times:
  peace.treaty:10:14: 1(2): “paragraph 1” → 1(1)
  protocol.treaty:7:17: 1/p1: “Articles 1(2) and 5 of the Treaty of Peace” → peace#1(2) peace#5 (missing)
";
    assert_eq!(printed(&["show", "peace#1", "."]), expected);
    let party = "@a: Republic of Arcadia; Arcadia  protocol.treaty\n  protocol.treaty:7:1: 1/p1: “Arcadia”\n";
    assert_eq!(printed(&["show", "@a"]), party);
}

#[test]
fn what_is_not_there_is_named_with_what_comes_nearest() {
    assert_eq!(refused(&["show", "peace#7"]), "glossator: `peace` has no clause 7, the nearest is 2\n");
    let nearest = "glossator: no file has the path or the @treaty id `peas`; the nearest id is `peace`\n";
    assert_eq!(refused(&["show", "peas#7"]), nearest);
    let party =
        "glossator: no file declares a party or actor `@zz`; `@party` and `@actor` lines name the ids\n";
    assert_eq!(refused(&["show", "@zz"]), party);
    let pinpoint = "glossator: `((` is no pinpoint; write one such as 4(1)(b) or annex-II/3\n";
    assert_eq!(refused(&["citations", "--to", "peace#(("]), pinpoint);
    // The form of the output is kept all the same.
    let folder = folder();
    let output = glossator(folder.path(), &["graph", "gone"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"digraph citations {\n}\n");
    assert_eq!(output.stderr, b"glossator: gone does not exist; check the name\n");
}

#[test]
fn the_graph_has_a_node_for_each_division_in_all_formats() {
    let csv = "from,to,count\r\npeace#1,peace#1,1\r\nprotocol.treaty#1,Convention on Trade & Transit#7,1\r\n\
               protocol.treaty#1,peace#1,1\r\n";
    assert_eq!(printed(&["graph", "--format", "csv"]), csv);
    let dot = "digraph citations {
  \"Convention on Trade & Transit#7\" [label=\"Convention on Trade & Transit#7\"];
  \"peace#1\" [label=\"peace#1 Peace\"];
  \"protocol.treaty#1\" [label=\"protocol.treaty#1\"];
  \"peace#1\" -> \"peace#1\" [weight=1, label=\"1\"];
  \"protocol.treaty#1\" -> \"Convention on Trade & Transit#7\" [weight=1, label=\"1\"];
  \"protocol.treaty#1\" -> \"peace#1\" [weight=1, label=\"1\"];
}
";
    assert_eq!(printed(&["graph"]), dot);
    let mermaid = "flowchart LR
  n0[\"Convention on Trade #amp; Transit#35;7\"]
  n1[\"peace#35;1 Peace\"]
  n2[\"protocol.treaty#35;1\"]
  n1 -->|1| n1
  n2 -->|1| n0
  n2 -->|1| n1
";
    assert_eq!(printed(&["graph", "--format", "mermaid"]), mermaid);
    let graphml = printed(&["graph", "--format", "graphml"]);
    assert!(graphml.contains("    <node id=\"Convention on Trade &amp; Transit#7\">\n"), "{graphml}");
    let edge =
        "    <edge source=\"protocol.treaty#1\" target=\"peace#1\"><data key=\"count\">1</data></edge>\n";
    assert!(graphml.contains(edge), "{graphml}");
    let json: serde_json::Value =
        serde_json::from_str(&printed(&["graph", "--format", "json"])).expect("JSON");
    let node =
        serde_json::json!({ "id": "peace#1", "document": "peace", "pinpoint": "1", "caption": "Peace" });
    assert_eq!((&json["nodes"][1], json["edges"].as_array().map(Vec::len)), (&node, Some(3)));
}

#[test]
fn a_treaty_in_two_languages_is_one_in_the_graph() {
    let folder = folder();
    let french = "@treaty peace\n@language fr\n@parallel en: peace.treaty\n\n# Traité de paix\n\n## Article 1\n\n1. La paix \
                  règne.\n\n2. Elle dure ; le paragraphe 1 demeure.\n";
    std::fs::write(folder.path().join("paix.treaty"), french).expect("a file can be written");
    let output = glossator(folder.path(), &["graph", "--format", "csv"]);
    let csv = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(csv.matches("peace#1,peace#1,1\r\n").count(), 1, "{csv}");
    assert_eq!(csv.lines().count(), 4, "{csv}");
}
