//! `init`, `config-schema`, `check --show-settings` and `man`, by the real binary.

use glossator::config::{Severity, keys};
use glossator::lint::{Group, RULES};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(crate::binary()).current_dir(folder).args(arguments).output().expect("the binary runs")
}

fn written(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn init_writes_settings_that_set_nothing_and_overwrites_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    assert_eq!(written(path, &["init"]), "Wrote glossator.toml\n");
    let file = path.join("glossator.toml");
    assert_eq!(fs::read_to_string(&file).expect("the settings"), keys::sample());
    fs::write(path.join("a.treaty"), "# Treaty\n").expect("the file is written");
    assert_eq!(written(path, &["check"]), "Found no errors or warnings in 1 file\n");
    fs::write(&file, "[rules]\n").expect("the settings are written");
    let output = run(path, &["init"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "glossator: glossator.toml is there already and was not written; remove it first to begin anew\n"
    );
    assert_eq!(fs::read_to_string(&file).expect("the settings"), "[rules]\n");
}

fn names(object: &Value) -> BTreeSet<&str> {
    object["properties"].as_object().expect("properties").keys().map(String::as_str).collect()
}

#[test]
fn the_schema_names_every_key_rule_and_level() {
    let folder = tempfile::tempdir().expect("a folder");
    let schema: Value =
        serde_json::from_str(&written(folder.path(), &["config-schema"])).expect("the schema is JSON");
    assert_eq!(names(&schema), BTreeSet::from(["extend", "files", "text", "rules", "per-file", "gloss"]));
    assert_eq!(schema["additionalProperties"], false);
    for table in ["files", "text", "gloss"] {
        let object = &schema["properties"][table];
        let known = keys::KEYS.iter().filter(|key| key.table == table).map(|key| key.name).collect();
        assert_eq!(names(object), known, "{table}");
        assert_eq!(object["additionalProperties"], false, "{table}");
    }
    let rules = &schema["definitions"]["rules"];
    let known = RULES.iter().map(|rule| rule.name).chain(Group::ALL.map(Group::name)).collect();
    assert_eq!(names(rules), known);
    let levels: Vec<&str> = schema["definitions"]["level"]["enum"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(levels[0], "off");
    assert_eq!(levels[1..], Severity::ALL.map(Severity::name));
}

#[test]
fn the_settings_of_each_file_are_shown_with_where_they_come_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    fs::create_dir_all(path.join("inner/annexes")).expect("a folder");
    fs::create_dir(path.join("bare")).expect("a folder");
    fs::create_dir(path.join("bare/.git")).expect("a folder");
    let write = |name: &str, text: &str| fs::write(path.join(name), text).expect("the file is written");
    write(
        "shared.toml",
        "[text]\nlanguages = [\"en\"]\nallow = \"\\\"\\u200B\"\n[rules]\nquotes = \"info\"\n",
    );
    write(
        "inner/glossator.toml",
        "extend = \"../shared.toml\"\n[rules]\nopen-query = \"warning\"\n[per-file.\"annexes/**\"]\nnumber-gap = \"off\"\n",
    );
    for name in ["inner/a.treaty", "inner/b.treaty", "inner/annexes/c.treaty", "bare/d.treaty"] {
        write(name, "# Treaty\n");
    }
    let arguments = ["check", "--show-settings", "--ignore", "stray-glyph", "inner", "bare"];
    let text = written(path, &arguments);
    let pages: Vec<&str> = text.split("\n\n").collect();
    assert_eq!(pages.len(), 3, "{text}");
    assert!(
        pages[0].starts_with("# bare/d.treaty\n# no glossator.toml: what holds unless it is set\n"),
        "{text}"
    );
    assert!(
        pages[1]
            .starts_with("# inner/a.treaty\n# inner/b.treaty\n# from inner/glossator.toml, shared.toml\n"),
        "{text}"
    );
    assert!(
        pages[2].starts_with("# inner/annexes/c.treaty\n# from inner/glossator.toml, shared.toml\n"),
        "{text}"
    );
    let lines = |page: &str, name: &str| -> Vec<String> {
        page.lines().filter(|line| line.starts_with(name)).map(str::to_owned).collect()
    };
    assert_eq!(lines(pages[1], "number-gap ="), ["number-gap = \"warning\" # default"]);
    assert_eq!(lines(pages[2], "number-gap ="), ["number-gap = \"off\" # [per-file.\"annexes/**\"]"]);
    for page in &pages[1..] {
        assert_eq!(lines(page, "open-query ="), ["open-query = \"warning\" # [rules]"]);
        assert_eq!(lines(page, "mismatched-quotes ="), ["mismatched-quotes = \"info\" # [rules]"]);
        assert_eq!(lines(page, "allow"), ["allow = \"\\\"\\U0000200B\""]);
    }
    for page in pages {
        assert_eq!(lines(page, "stray-glyph ="), ["stray-glyph = \"off\" # --ignore"]);
        let (config, errors) = glossator::config::parse(page);
        assert_eq!((errors, config.rules.len()), (vec![], RULES.len()));
    }
}

#[test]
fn the_manual_page_holds_every_command_and_option() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = written(folder.path(), &["man"]);
    assert!(page.contains(".TH glossator 1"), "{page}");
    for command in [
        "check",
        "fmt",
        "import",
        "outline",
        "show",
        "citations",
        "graph",
        "rules",
        "explain",
        "server",
        "init",
        "config-schema",
        "completions",
        "man",
    ] {
        assert!(page.contains(&format!(".SH \"COMMAND {}\"", command.to_uppercase())), "{command}");
    }
    assert!(!page.contains("COMMAND PARSE"), "a hidden command");
    for option in ["severity\\-at\\-least", "baseline", "unsafe\\-fixes", "unwrap"] {
        assert!(page.contains(&format!("\\-\\-{option}")), "{option}");
    }
}
