//! The examples of `grammar/SPEC.md`, and the property that they rest on: a tree gives its source back.

use crate::document::Document;
use glossator::edit::format::format;
use glossator::model::{ClauseId, Defaults, Document as Treaty, Format, Mention, Term};
use glossator::syntax;
use std::fmt::Write as _;

/// The trees of all blocks of a source, in the notation of the specification.
pub(crate) fn tree(source: &str) -> String {
    syntax::parse(source).iter().fold(String::new(), |mut text, block| {
        let _ = write!(text, "{block}");
        text
    })
}

/// The leaves of all blocks, joined.
pub(crate) fn leaves(source: &str) -> String {
    let blocks = syntax::parse(source);
    let mut text = String::new();
    for block in &blocks {
        for node in block.nodes().iter().filter(|node| node.size == 1) {
            text.push_str(node.span.slice(block.text()));
        }
    }
    text
}

fn treaty(source: &str) -> Treaty {
    Treaty::new(source, Format::Treaty, &Defaults::default())
}

/// The clauses and the glosses of a document: what each is, its number or marker, its caption, its pinpoint.
pub(crate) fn outline(document: &Treaty) -> String {
    let mut answer = document.title().map_or(String::new(), |title| format!("{title}\n"));
    clauses(document, ClauseId::ROOT, 0, &mut answer);
    answer
}

fn clauses(document: &Treaty, id: ClauseId, depth: usize, answer: &mut String) {
    let indent = "  ".repeat(depth);
    for gloss in document.glosses().iter().filter(|gloss| gloss.clause == id) {
        let about: Vec<String> =
            gloss.about.iter().map(|(first, _)| format!("#{}", document.pinpoint(*first))).collect();
        let _ = writeln!(answer, "{indent}> {} {}", gloss.kind_name(), about.join(" "));
    }
    for child in document.children(id) {
        let clause = document.clause(child);
        let number = clause.number.as_ref().map(|number| format!(" {}", number.text));
        let number = clause.marker.as_ref().map(|marker| format!(" {marker}")).or(number).unwrap_or_default();
        let caption =
            clause.caption.as_ref().map_or(String::new(), |caption| format!(" \"{}\"", caption.text));
        let pinpoint = document.pinpoint(child);
        let _ = writeln!(answer, "{indent}{}{number}{caption} #{pinpoint}", clause.kind_name());
        clauses(document, child, depth + 1, answer);
    }
}

/// The citations of a document, in order: the words, what is cited, and what became of it.
pub(crate) fn citations(document: &Treaty) -> String {
    let mut answer = String::new();
    for citation in document.citations() {
        for target in &citation.targets {
            let words = document.words(target.place);
            let own = if target.outside.is_none() { "#" } else { "" };
            let _ = writeln!(answer, "{words}: {own}{} {}", target.pinpoint, target.status.name());
        }
    }
    answer
}

/// The terms of a document: how each is defined, and the division in which it holds.
fn terms(document: &Treaty) -> String {
    let line = |term: &Term| {
        let scope = document.pinpoint(term.scope);
        format!("{}: {} #{scope}\n", term.name.text, crate::terms::kind(term.kind))
    };
    document.terms().terms.iter().map(line).collect()
}

/// The mentions of a document: the words, and the party or the clause of the definition.
fn mentions(document: &Treaty) -> String {
    let line = |mention: &Mention| {
        let words = document.words(mention.place);
        format!("{words:?}: {}\n", crate::terms::meant(document, mention.named))
    };
    document.mentions().iter().map(line).collect()
}

#[test]
fn examples_give_their_trees_and_meanings() {
    let document = Document::read("grammar/SPEC.md", |kind| kind == "treaty");
    assert!(document.cases.len() >= 120, "only {} examples", document.cases.len());
    document.check(&[], |case, kind| match kind {
        "tree" => tree(&case.sources[0].source()),
        "outline" => outline(&treaty(&case.sources[0].source())),
        "formatted" => case.written(kind, format(&case.sources[0].source(), &Defaults::default())),
        "citations" => citations(&treaty(&case.sources[0].source())),
        "terms" => terms(&treaty(&case.sources[0].source())),
        "mentions" => mentions(&treaty(&case.sources[0].source())),
        other => panic!("unknown answer `{other}`"),
    });
}

#[test]
fn examples_come_back_from_their_trees() {
    for case in &Document::read("grammar/SPEC.md", |kind| kind == "treaty").cases {
        let source = case.sources[0].source();
        assert_eq!(leaves(&source), source, "{}", case.name);
    }
}
