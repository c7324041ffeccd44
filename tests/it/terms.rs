//! Defined terms: `tests/model/terms.md`, with the terms that each treaty defines and where they are used; and that
//! reading them takes time in proportion to the text.

use crate::document::{Case, Document as Examples};
use crate::pathological::{Shape, guarded};
use glossator::model::{Defaults, Document, Format, Named, TermKind};
use std::fmt::Write as _;

fn treaty(case: &Case) -> (Document, String) {
    let source = case.sources[0].source();
    let languages = case.sources[0].words.iter().find_map(|word| word.strip_prefix("lang="));
    let languages = languages.unwrap_or("en").split(',').map(str::to_owned).collect();
    (Document::new(&source, Format::Treaty, &Defaults { languages }), source)
}

/// How a term is defined, in words.
pub(crate) fn kind(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Declared => "declared",
        TermKind::Meaning => "meaning",
        TermKind::Partly => "partly",
        TermKind::ShortName => "short name",
        TermKind::Parties => "parties",
    }
}

/// A line a term: how it is defined, in which division it holds, and the words that define it.
fn terms(case: &Case) -> String {
    let (document, _) = treaty(case);
    let mut answer = String::new();
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for term in &document.terms().terms {
        let words = one_line(&document.text(term.definition));
        let scope = document.pinpoint(term.scope);
        let name = one_line(&term.name.text);
        let _ = writeln!(answer, "{name}: {}, #{scope} | {words}", kind(term.kind));
    }
    for alias in &document.terms().aliases {
        let _ = writeln!(answer, "{}: a name of {}", alias.name.text, meant(&document, alias.named));
    }
    if answer.is_empty() { "none\n".to_owned() } else { answer }
}

/// What a mention means: an id, or the clause of a definition.
pub(crate) fn meant(document: &Document, named: Named) -> String {
    match named {
        Named::Party(index, _) => format!("@{}", document.declarations().parties[index].id.text),
        Named::Instrument(index) => format!("@{}", document.declarations().instruments[index].id.text),
        Named::AllParties => "all parties".to_owned(),
        Named::Term(index) => {
            let term = &document.terms().terms[index];
            format!("#{}", document.pinpoint(term.clause))
        }
    }
}

/// A line a mention: its line, its words, and what it means; a term by the clause that defines it.
fn mentions(case: &Case) -> String {
    let (document, source) = treaty(case);
    let mut answer = String::new();
    for mention in document.mentions() {
        let span = document.absolute(mention.place).range();
        let line = source[..span.start].matches('\n').count() + 1;
        let _ = writeln!(answer, "{line} {:?} -> {}", &source[span], meant(&document, mention.named));
    }
    if answer.is_empty() { "none\n".to_owned() } else { answer }
}

#[test]
fn test_documents_hold() {
    for path in ["tests/model/terms.md", "tests/model/parties.md"] {
        let document = Examples::read(path, |kind| kind == "treaty");
        document.check(&["terms", "mentions"], |case, kind| match kind {
            "terms" => terms(case),
            "mentions" => mentions(case),
            other => panic!("unknown answer `{other}` in {path}"),
        });
    }
}

/// Texts with ever more terms, as often as they are told: a search that goes over all terms for each would not end.
const SHAPES: [Shape; 8] = [
    ("definitions and uses", |n| {
        let define = |i: usize| format!("({i}) “Term {i}x” means one thing;\n\n");
        let uses = |i: usize| format!("The Term {i}x is used, and the term {i}X is not.\n\n");
        format!(
            "# Article 1. Definitions\n\n{}# Article 2\n\n{}",
            (0..n).map(define).collect::<String>(),
            (0..n).map(uses).collect::<String>()
        )
    }),
    ("one term defined again and again", |n| {
        format!("# Article 1. Definitions\n\n{}", "(a) “Joint Area” means the Joint Area.\n\n".repeat(n))
    }),
    ("definitions in one paragraph", |n| {
        format!("# Article 1\n\n{}\n", "For the purposes of this Article, “Area A” means a; ".repeat(n))
    }),
    ("short names in one paragraph", |n| {
        format!("# Article 1\n\n{}\n", "the Bank (hereinafter “the Bank”) and ".repeat(n))
    }),
    ("quotation marks that do not close", |n| format!("# Article 1\n\n{}\n", "“a 'b «c ".repeat(n))),
    ("definitions without quotation marks", |n| {
        format!("# Article 1. Definitions\n\n{}\n", "area means means; ".repeat(n))
    }),
    ("annexes that define one term each", |n| {
        (0..n).map(|i| format!("# Annex {i}\n\n“Area” means a. The Area ends.\n\n")).collect()
    }),
    ("terms that begin alike and words that hold their parts", |n| {
        let define = |i: usize| format!("({i}) “temporary item{i}” means one thing;\n\n");
        let parts = "A temporary and other item.\n\n".repeat(n);
        format!("# Article 1. Definitions\n\n{}{parts}", (0..n).map(define).collect::<String>())
    }),
];

#[test]
fn terms_are_read_in_linear_time() {
    for (name, text) in SHAPES {
        guarded(name, move || {
            let read = |n: usize| {
                let document =
                    Document::new(&text(n), Format::Treaty, &Defaults { languages: vec!["en".to_owned()] });
                let usage = glossator::model::term::Usage::of(&document).expect("few terms");
                let used = document.terms().terms.iter().filter(|term| usage.is_used(term)).count();
                let other = glossator::model::term::case::other_cases(&document).len();
                (document.terms().terms.len(), document.mentions().len(), used, other)
            };
            let (small, large) = (read(5_000), read(10_000));
            assert!(large.0 == 2 * small.0 && large.1 >= small.1, "{name}: {small:?}, then {large:?}");
        });
    }
}
