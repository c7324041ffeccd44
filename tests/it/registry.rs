//! The rules: table, files, pages and test documents agree, and the examples on each page are true.

use crate::document::unescape;
use glossator::glyph::Project;
use glossator::lint::{self, Group, RULES, Rule, Selection, Subject, Within};
use glossator::model::{Defaults, Document as Treaty, Format, Member, Workspace};
use glossator::project::source;
use std::collections::BTreeSet;
use std::sync::Arc;

fn root(path: &str) -> String {
    format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
}

fn stems(folder: &str, ending: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(root(folder)).expect("the folder can be read");
    let names =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"));
    names.filter_map(|name| name.strip_suffix(ending).map(|stem| stem.replace('_', "-"))).collect()
}

#[test]
fn table_files_and_test_documents_agree() {
    let names: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(names.len(), RULES.len(), "a name stands twice");
    assert_eq!(stems("src/lint/rules", ".rs"), names);
    assert_eq!(stems("tests/lint", ".md"), names);
}

#[test]
fn every_rule_has_a_page() {
    for rule in RULES {
        let page = rule.page();
        for heading in ["## Why", "## Bad", "## Good"] {
            assert!(page.contains(heading), "{} lacks {heading}", rule.name);
        }
        assert!(rule.summary().starts_with("Finds ") && rule.summary().ends_with('.'), "{}", rule.name);
        let kebab = rule.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte == b'8');
        assert!(kebab, "{}", rule.name);
    }
    assert!(Group::ALL.iter().all(|group| RULES.iter().all(|rule| rule.name != group.name())));
}

/// The source of an example on a page: plain, with escapes, or with bytes as `\xHH`.
fn example(page: &str, heading: &str) -> Vec<u8> {
    let part = page.split(heading).nth(1).expect("the heading is there");
    let fence = part.split("```treaty").nth(1).expect("an example");
    let (info, rest) = fence.split_once('\n').expect("a fence has lines");
    let body = rest.split("```").next().expect("the fence ends");
    match info.trim() {
        "" => body.as_bytes().to_vec(),
        "escaped" => unescape(&body.replace('\n', "")).into_bytes(),
        "bytes" => {
            let text = body.replace('\n', "").replace("\\n", "\n");
            let mut parts = text.split("\\x");
            let mut bytes = parts.next().expect("a part").as_bytes().to_vec();
            for part in parts {
                bytes.push(u8::from_str_radix(&part[..2], 16).expect("two digits"));
                bytes.extend(&part.as_bytes()[2..]);
            }
            bytes
        }
        other => panic!("unknown fence `{other}`"),
    }
}

fn found(bytes: Vec<u8>, rule: Option<&Rule>) -> Vec<(String, String)> {
    let source = source::decode(bytes);
    let defaults = Defaults { languages: vec!["en".to_owned()] };
    let document = Arc::new(Treaty::new(&source.text, Format::Treaty, &defaults));
    let member = Member { path: Some("/treaties/checked.treaty".into()), document: document.clone() };
    let workspace = Workspace::new(vec![member]);
    let member = workspace.members().next().expect("the document is a member").0;
    let project = Project::default();
    let mut subject = Subject::new(&document, &project);
    subject.undecoded = &source.invalid;
    subject.within = Some(Within { workspace: &workspace, member });
    let mut selection = Selection::default();
    if let Some(rule) = rule.filter(|rule| rule.default == glossator::config::Level::Off) {
        let names: Vec<String> =
            selection.rules().map(|other| other.name.to_owned()).chain([rule.name.to_owned()]).collect();
        selection.select(&names);
    }
    let found = lint::check(&subject, &selection);
    found.into_iter().map(|diagnostic| (diagnostic.rule.to_owned(), diagnostic.message)).collect()
}

#[test]
fn bad_examples_fire_their_rule_and_no_other() {
    for rule in RULES {
        let found = found(example(&rule.page(), "## Bad"), Some(rule));
        assert!(!found.is_empty(), "{}: the bad example is silent", rule.name);
        assert!(found.iter().all(|(name, _)| name == rule.name), "{}: {found:?}", rule.name);
    }
}

#[test]
fn good_examples_are_silent() {
    for rule in RULES {
        assert_eq!(found(example(&rule.page(), "## Good"), Some(rule)), [], "{}", rule.name);
    }
}
