//! The edge cases of the rules: `tests/lint/<rule>.md`. A case is a treaty; its answers are what the rule of
//! the document finds in it (`diagnostics`), and what it becomes (`fixed` by safe fixes, `fixed-unsafe` by all).
//! Treaties marked `file=NAME` below the first are the other files of its workspace.

use crate::document::{Case, Document, Fence};
use glossator::edit::mend::{Extent, mend};
use glossator::glyph::Project;
use glossator::lint::{self, Diagnostic, Selection, Subject, Undecoded, Within};
use glossator::model::{Defaults, Document as Treaty, Format, Member, Workspace};
use glossator::project::source;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// What the rule `name` finds in `text`, read as the words of its fence say: `plain`, `lang=fr`; the other
/// sources are files beside it.
fn check(name: &str, text: &str, sources: &[Fence], undecoded: &[Undecoded]) -> Vec<Diagnostic> {
    let document = Arc::new(read(text, &sources[0].words));
    let path =
        |fence: &Fence| fence.words.iter().find_map(|word| word.strip_prefix("file=")).map(str::to_owned);
    let member = |name: Option<String>, document: Arc<Treaty>| Member {
        path: Some(Path::new("/treaties").join(name.unwrap_or_else(|| "checked.treaty".to_owned()))),
        document,
    };
    let mut members = vec![member(path(&sources[0]), document.clone())];
    let others = sources.iter().skip(1);
    members.extend(others.map(|fence| member(path(fence), Arc::new(read(&fence.source(), &fence.words)))));
    let workspace = Workspace::new(members);
    let checked = workspace.members().next().expect("the checked file is a member").0;
    let project = Project::default();
    let mut subject = Subject::new(&document, &project);
    subject.undecoded = undecoded;
    subject.within = Some(Within { workspace: &workspace, member: checked });
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

fn read(text: &str, words: &[String]) -> Treaty {
    let format = if words.iter().any(|word| word == "plain") { Format::Plain } else { Format::Treaty };
    let languages = words.iter().find_map(|word| word.strip_prefix("lang=")).unwrap_or("en");
    let languages = languages.split(',').map(str::to_owned).collect();
    Treaty::new(text, format, &Defaults { languages })
}

/// A line a finding: severity, the words that it covers, the message, and whether it has a fix.
fn diagnostics(name: &str, case: &Case) -> String {
    let fence = &case.sources[0];
    let source = source::decode(fence.bytes());
    let mut answer = String::new();
    for diagnostic in check(name, &source.text, &case.sources, &source.invalid) {
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
    let check = |text: &str| check(name, text, &case.sources, &[]);
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
