//! The edge cases of the rules: `tests/lint/<rule>.md`. A case is a treaty; its answers are what the rule of
//! the document finds in it (`diagnostics`), and what it becomes (`fixed` by safe fixes, `fixed-unsafe` by all).

use crate::document::{Case, Document};
use glossator::edit::mend::{Extent, mend};
use glossator::glyph::Project;
use glossator::lint::{self, Diagnostic, Selection, Subject, Undecoded};
use glossator::model::{Defaults, Document as Treaty, Format};
use glossator::project::source;
use std::fmt::Write as _;

/// What the rule `name` finds in `text`, read as the words of the fence say: `plain`, `lang=fr`.
fn check(name: &str, text: &str, words: &[String], undecoded: &[Undecoded]) -> Vec<Diagnostic> {
    let format = if words.iter().any(|word| word == "plain") { Format::Plain } else { Format::Treaty };
    let languages = words.iter().find_map(|word| word.strip_prefix("lang=")).unwrap_or("en");
    let languages = languages.split(',').map(str::to_owned).collect();
    let document = Treaty::new(text, format, &Defaults { languages });
    let project = Project::default();
    let mut subject = Subject::new(&document, &project);
    subject.undecoded = undecoded;
    let mut selection = Selection::default();
    // What is unused is known only beside the rules that could use it.
    if name != "unused-suppression" {
        let unknown = selection.select(&[name.to_owned()]);
        assert!(unknown.is_empty(), "{unknown:?}");
    }
    let mut found = lint::check(&subject, &selection);
    found.retain(|diagnostic| diagnostic.rule == name);
    found
}

/// A line a finding: severity, the words that it covers, the message, and whether it has a fix.
fn diagnostics(name: &str, case: &Case) -> String {
    let fence = &case.sources[0];
    let source = source::decode(fence.bytes());
    let mut answer = String::new();
    for diagnostic in check(name, &source.text, &fence.words, &source.invalid) {
        let span = diagnostic.span.range();
        let line = source.text[..span.start].matches('\n').count() + 1;
        let fix = match diagnostic.fixes.first() {
            Some(fix) if fix.safe => " [safe fix]",
            Some(_) => " [unsafe fix]",
            None => "",
        };
        let _ = writeln!(
            answer,
            "{line}: {} {:?}: {}{fix}",
            diagnostic.severity.name(),
            &source.text[span],
            diagnostic.message
        );
    }
    answer
}

/// What the source becomes; in the notation of an escaped source if the answer fence is marked `escaped`.
fn fixed(name: &str, case: &Case, kind: &str, extent: Extent) -> String {
    let fence = &case.sources[0];
    let check = |text: &str| check(name, text, &fence.words, &[]);
    let mended = mend(&fence.source(), extent, check);
    let again = mend(&mended.text, extent, check);
    assert_eq!((again.text.as_str(), again.count), (mended.text.as_str(), 0), "{name}: {}", case.name);
    case.written(kind, mended.text)
}

fn test_document_holds(name: &str) {
    let path = format!("tests/lint/{name}.md");
    let document = Document::read(&path, |kind| kind == "treaty");
    document.check(&["diagnostics"], |case, kind| match kind {
        "diagnostics" => diagnostics(name, case),
        "fixed" => fixed(name, case, kind, Extent::Safe),
        "fixed-unsafe" => fixed(name, case, kind, Extent::All),
        other => panic!("unknown answer `{other}` in {path}"),
    });
}

#[test]
fn test_documents_hold() {
    // All documents are gone through, so that one run shows all that differs.
    let fails = |name: &&str| std::panic::catch_unwind(|| test_document_holds(name)).is_err();
    let failed: Vec<&str> = lint::RULES.iter().map(|rule| rule.name).filter(fails).collect();
    assert!(failed.is_empty(), "tests/lint: {failed:?}");
}
