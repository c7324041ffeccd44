//! The output of `check`, as services and scripts read it: every format to the letter, the options that shape
//! it, and the exit codes. The real binary runs in a folder of its own.

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A stray glyph with a fix, a query, which is a hint, an unknown declaration and a gap.
const TEXT: &str = "# Treaty\n\nThe Parties a\u{A9C3}nd their nationals keep the peace without delay.\n\n\
    > [query \"without delay\"] Is this more?\n\n@frobnicate x\n\n## Article 1\n\nWords.\n\n## Article 3\n\nWords.\n";
const GLYPH: &str = "U+A9C3 JAVANESE PADA ANDAP inside “a\u{A9C3}nd”; without it: “and”";
const QUERY: &str = "the query is not answered; answer it below with >>, or take it out";
const DECLARATION: &str = "there is no declaration `@frobnicate`; there are @treaty, @title, @short, @language, \
    @script, @date, @party, @actor, @instrument, @term, @parallel, @use, @allow, @part-of";
const GAP: &str = "article 3 follows article 1; look in the source for what is missing between them";

/// A folder with one file of this name.
fn folder(name: &str, text: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(name), text).expect("the file is written");
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(crate::binary());
    command.current_dir(folder).args(arguments).output().expect("the binary runs")
}

/// What is written to standard output with this exit code, twice the same.
fn written(folder: &Path, arguments: &[&str], code: i32) -> String {
    let (one, other) = (run(folder, arguments), run(folder, arguments));
    assert_eq!(one.status.code(), Some(code), "{arguments:?}: {}", String::from_utf8_lossy(&one.stderr));
    assert_eq!(one.stdout, other.stdout, "{arguments:?}");
    String::from_utf8(one.stdout).expect("the output is UTF-8")
}

fn json_of(folder: &Path, arguments: &[&str], code: i32) -> Value {
    serde_json::from_str(&written(folder, arguments, code)).expect("the output is JSON")
}

fn fails_with(folder: &Path, arguments: &[&str], message: &str) {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), format!("glossator: {message}\n"));
}

#[test]
fn github_gets_a_command_a_finding() {
    let folder = folder("a.treaty", TEXT);
    let expected = format!(
        "::error file=a.treaty,line=3,col=14,endLine=3,endColumn=15,title=stray-glyph::{GLYPH}\n\
         ::error file=a.treaty,line=7,col=2,endLine=7,endColumn=12,title=unknown-declaration::{DECLARATION}\n\
         ::warning file=a.treaty,line=13,col=4,endLine=13,endColumn=13,title=number-gap::{GAP}\n"
    );
    assert_eq!(written(folder.path(), &["check", "--format", "github"], 1), expected);
    let hints = written(folder.path(), &["check", "--format", "github", "--severity-at-least", "hint"], 1);
    let hint =
        format!("::notice file=a.treaty,line=5,col=4,endLine=5,endColumn=9,title=open-query::{QUERY}\n");
    assert!(hints.contains(&hint), "{hints}");
}

#[cfg(unix)]
#[test]
fn a_file_name_cannot_forge_a_command() {
    let name = "a,b\r\n::error file=x::50%0A\u{1B}\u{202E}<&\">.treaty";
    let folder = folder(name, TEXT);
    let github = written(folder.path(), &["check", "--format", "github", "--select", "stray-glyph"], 1);
    let escaped = "a%2Cb%0D%0A%3A%3Aerror file=x%3A%3A50%250A<U+001B><U+202E><&\">.treaty";
    assert_eq!(
        github,
        format!("::error file={escaped},line=3,col=14,endLine=3,endColumn=15,title=stray-glyph::{GLYPH}\n")
    );
    let junit = written(folder.path(), &["check", "--format", "junit", "--select", "stray-glyph"], 1);
    let suite = "a,b&lt;U+000D&gt;&lt;U+000A&gt;::error file=x::50%0A\
                 &lt;U+001B&gt;&lt;U+202E&gt;&lt;&amp;&quot;&gt;.treaty";
    assert!(junit.contains(&format!("<testsuite name=\"{suite}\" tests=\"1\"")), "{junit}");
    assert_eq!(junit.lines().count(), 8, "{junit}");
    let gitlab = written(folder.path(), &["check", "--format", "gitlab", "--select", "stray-glyph"], 1);
    assert!(!gitlab.lines().any(|line| line.trim_start().starts_with("::")), "{gitlab}");
    let gitlab: Value = serde_json::from_str(&gitlab).expect("the output is JSON");
    assert_eq!(gitlab[0]["location"]["path"], name);
    let sarif = json_of(folder.path(), &["check", "--format", "sarif", "--select", "stray-glyph"], 1);
    let location = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(
        location["artifactLocation"]["uri"],
        "a%2Cb%0D%0A%3A%3Aerror%20file%3Dx%3A%3A50%250A%1B%E2%80%AE%3C%26%22%3E.treaty"
    );
    for format in ["concise", "full"] {
        let shown = written(folder.path(), &["check", "--format", format, "--color", "never"], 1);
        assert!(!shown.lines().any(|line| line.trim_start().starts_with("::")), "{shown}");
    }
}

#[test]
fn gitlab_gets_an_issue_a_finding() {
    let folder = folder("a.treaty", TEXT);
    let mut issues = json_of(folder.path(), &["check", "--format", "gitlab"], 1);
    for issue in issues.as_array_mut().expect("an array") {
        let print = issue.as_object_mut().and_then(|issue| issue.remove("fingerprint")).expect("one");
        assert_eq!(print.as_str().map(str::len), Some(16));
    }
    let issue = |message: &str, rule: &str, severity: &str, line: u32| {
        json!({
            "description": message, "check_name": rule, "severity": severity,
            "location": { "path": "a.treaty", "lines": { "begin": line, "end": line } },
        })
    };
    let expected = json!([
        issue(GLYPH, "stray-glyph", "major", 3),
        issue(DECLARATION, "unknown-declaration", "major", 7),
        issue(GAP, "number-gap", "minor", 13),
    ]);
    assert_eq!(issues, expected);
}

#[test]
fn fingerprints_stay_when_lines_move_and_are_never_shared() {
    let prints = |text: &str| -> Vec<String> {
        let folder = folder("a.treaty", text);
        let issues = json_of(folder.path(), &["check", "--format", "gitlab"], 1);
        let issues = issues.as_array().expect("an array").iter();
        let gitlab: Vec<String> =
            issues.map(|issue| issue["fingerprint"].as_str().unwrap_or_default().to_owned()).collect();
        let arguments = ["check", "--format", "sarif", "--severity-at-least", "info"];
        let sarif = json_of(folder.path(), &arguments, 1);
        let results = sarif["runs"][0]["results"].as_array().expect("an array").iter();
        let sarif: Vec<Value> =
            results.map(|result| result["partialFingerprints"]["glossator/v1"].clone()).collect();
        assert_eq!(sarif, gitlab);
        gitlab
    };
    let before = prints(TEXT);
    let moved = TEXT.replace("# Treaty\n", "# Treaty\n\nMore words.\n").replace('\n', "\r\n");
    assert_eq!(prints(&moved), before);
    let mut twice = prints(&TEXT.replace("@frobnicate x\n", "@frobnicate x\n\n@frobnicate x\n"));
    assert!(before.iter().all(|print| twice.contains(print)), "{before:?} {twice:?}");
    let count = twice.len();
    twice.sort();
    twice.dedup();
    assert_eq!((twice.len(), count), (4, 4));
}

#[test]
fn junit_gets_a_case_a_finding() {
    let folder = folder("a.treaty", &TEXT.replace("@frobnicate x\n\n", ""));
    let arguments = ["check", "--format", "junit", "--severity-at-least", "hint"];
    let expected = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="glossator" tests="3" failures="2" errors="0">
  <testsuite name="a.treaty" tests="3" failures="2" errors="0">
    <testcase classname="a.treaty" name="stray-glyph at 3:14">
      <failure type="error" message="{GLYPH}">a.treaty:3:14: error[stray-glyph] {GLYPH}</failure>
    </testcase>
    <testcase classname="a.treaty" name="open-query at 5:4">
      <system-out>a.treaty:5:4: hint[open-query] {}</system-out>
    </testcase>
    <testcase classname="a.treaty" name="number-gap at 11:4">
      <failure type="warning" message="{GAP}">a.treaty:11:4: warning[number-gap] {GAP}</failure>
    </testcase>
  </testsuite>
</testsuites>
"#,
        QUERY.replace('>', "&gt;"),
    );
    assert_eq!(written(folder.path(), &arguments, 1), expected);
}

#[test]
fn sarif_holds_rules_places_and_fixes() {
    let folder = folder("a.treaty", TEXT);
    let log = json_of(folder.path(), &["check", "--format", "sarif"], 1);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), glossator::lint::RULES.len());
    for rule in rules {
        let help = rule["help"]["markdown"].as_str().expect("a page");
        assert!(help.contains("## Why"), "{rule}");
        assert!(
            help.starts_with(&rule["shortDescription"]["text"].as_str().expect("a line")[..20]),
            "{rule}"
        );
    }
    let results = run["results"].as_array().expect("results");
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let levels: Vec<_> = results.iter().map(|result| (&result["ruleId"], &result["level"])).collect();
    let expected = [
        ("stray-glyph", "error"),
        ("open-query", "note"),
        ("unknown-declaration", "error"),
        ("number-gap", "warning"),
    ];
    assert_eq!(
        levels,
        expected.map(|(rule, level)| (json!(rule), json!(level))).each_ref().map(|(a, b)| (a, b))
    );
    let mut first = results[0].clone();
    let members = first.as_object_mut().expect("an object");
    members.remove("ruleIndex");
    members.remove("partialFingerprints");
    let region = json!({ "startLine": 3, "startColumn": 14, "endLine": 3, "endColumn": 15 });
    let expected = json!({
        "ruleId": "stray-glyph", "level": "error", "message": { "text": GLYPH },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "a.treaty" }, "region": region } }],
        "fixes": [{
            "description": { "text": "Remove U+A9C3" },
            "artifactChanges": [{
                "artifactLocation": { "uri": "a.treaty" },
                "replacements": [{ "deletedRegion": region }],
            }],
            "properties": { "safe": true },
        }],
    });
    assert_eq!(first, expected);
}

#[test]
fn formats_are_whole_when_nothing_is_found() {
    let folder = folder("a.treaty", "# Treaty\n\nWords.\n");
    let check = |format| written(folder.path(), &["check", "--format", format], 0);
    assert_eq!(check("github"), "");
    assert_eq!(check("gitlab"), "[]\n");
    assert_eq!(
        check("junit"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"glossator\" tests=\"1\" failures=\"0\" errors=\"0\">\n  \
           <testsuite name=\"glossator\" tests=\"1\" failures=\"0\" errors=\"0\">\n    \
             <testcase classname=\"glossator\" name=\"nothing found\"/>\n  \
           </testsuite>\n\
         </testsuites>\n"
    );
    let log = json_of(folder.path(), &["check", "--format", "sarif"], 0);
    assert_eq!(log["runs"][0]["results"], json!([]));
}

#[test]
fn the_report_goes_to_a_file() {
    let folder = folder("a.treaty", TEXT);
    let path = folder.path();
    let file = path.join("report.txt");
    for format in ["concise", "full", "json", "sarif", "github", "gitlab", "junit"] {
        let plain = ["check", "a.treaty", "--format", format, "--color", "never"];
        let expected = written(path, &plain, 1);
        let arguments =
            ["check", "a.treaty", "--format", format, "--color", "always", "--output-file", "report.txt"];
        assert_eq!(written(path, &arguments, 1), "");
        assert_eq!(std::fs::read_to_string(&file).expect("the report"), expected, "{format}");
    }
    let left = std::fs::read_dir(path).expect("a folder").count();
    assert_eq!(left, 2, "nothing but the file and its report");
    fails_with(
        path,
        &["check", "a.treaty", "--output-file", "./a.treaty"],
        "./a.treaty is one of the files to check; choose another --output-file",
    );
    assert_eq!(std::fs::read_to_string(path.join("a.treaty")).expect("the file"), TEXT);
    fails_with(
        path,
        &["check", "a.treaty", "--output-file", "no/report.txt"],
        "no/report.txt was not written: entity not found",
    );
}

#[test]
fn statistics_count_the_findings_of_each_rule() {
    let folder = folder("a.treaty", &TEXT.replace("@frobnicate x\n", "@frobnicate x\n\n@frobnicate x\n"));
    let text = written(folder.path(), &["check", "--statistics"], 1);
    let expected = "2  unknown-declaration\n1  number-gap\n1  stray-glyph (1 fixable)\n\
                    Found 3 errors, 1 warning in 1 file (1 fixable)\n";
    assert_eq!(text, expected);
    let json = json_of(folder.path(), &["check", "--statistics", "--format", "json"], 1);
    let row =
        |rule: &str, count: u32, fixable: u32| json!({ "rule": rule, "count": count, "fixable": fixable });
    let expected = json!([
        row("unknown-declaration", 2, 0),
        row("number-gap", 1, 0),
        row("open-query", 1, 0),
        row("stray-glyph", 1, 1),
    ]);
    assert_eq!(json, expected);
    fails_with(
        folder.path(),
        &["check", "--statistics", "--format", "sarif"],
        "--statistics is written as full, concise or json; choose another --format",
    );
}

#[test]
fn the_severity_shapes_what_is_shown_and_not_the_exit_code() {
    let folder = folder("a.treaty", &TEXT.replace("@frobnicate x\n\n", "").replace('\u{A9C3}', ""));
    let lines = |level| written(folder.path(), &["check", "--severity-at-least", level], 1).lines().count();
    assert_eq!(["error", "warning", "info", "hint"].map(lines), [1, 2, 2, 3]);
    let rows = |arguments: &[&str]| json_of(folder.path(), arguments, 1).as_array().map(Vec::len);
    assert_eq!(rows(&["check", "--format", "json"]), Some(2));
    assert_eq!(rows(&["check", "--format", "json", "--severity-at-least", "warning"]), Some(1));
}

#[test]
fn exit_zero_forgives_findings_and_nothing_else() {
    let folder = folder("a.treaty", TEXT);
    let check = |arguments: &[&str]| run(folder.path(), arguments).status.code();
    assert_eq!(check(&["check"]), Some(1));
    assert_eq!(check(&["check", "--exit-zero"]), Some(0));
    assert_eq!(check(&["check", "--exit-zero", "--diff"]), Some(0));
    assert_eq!(check(&["check", "--exit-zero", "a.treaty", "none.treaty"]), Some(2));
    assert_eq!(check(&["check", "--exit-zero", "--format", "none"]), Some(2));
    let output = run(folder.path(), &["check", "--format", "gitlab", "a.treaty", "none.treaty"]);
    assert_eq!(output.status.code(), Some(2));
    let issues: Value = serde_json::from_slice(&output.stdout).expect("valid for all that");
    assert_eq!(issues.as_array().map(Vec::len), Some(3));
}

#[test]
fn completions_know_every_shell() {
    let folder = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = written(folder.path(), &["completions", shell], 0);
        for word in ["severity-at-least", "sarif", "completions"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(run(folder.path(), &["completions", "none"]).status.code(), Some(2));
}
