//! One treaty in several languages: the same articles must cite the same articles in each. What differs for
//! a reason stands in `tests/citation/parallel-differences.tsv`. The high-seas agreement is read where the folder
//! of `GLOSSATOR_CORPUS` has it; `texts::treaties` says when it names none.

use crate::texts;
use glossator::citation::Unit;
use glossator::edit::import::{self, Options};
use glossator::model::{ClauseId, Defaults, Document, Format};
use std::collections::{BTreeMap, BTreeSet};

/// Of each article, the divisions of the same document that its text cites, itself left out.
type Cited = BTreeMap<String, BTreeSet<String>>;

fn document(name: &str, language: &str) -> Document {
    let file = format!("{name}.{language}.txt");
    let treaties = texts::treaties();
    let (_, text) = treaties.iter().find(|(name, _)| *name == file).expect("the treaty is there");
    let options = Options { language: Some(language.to_owned()), ..Options::default() };
    let import = import::import(text, &options);
    Document::new(&import.text, Format::Treaty, &Defaults::default())
}

/// The article, or the part, chapter or annex, that a clause is in, by its unit and its value.
fn division(document: &Document, clause: ClauseId) -> Option<String> {
    let mut around = Some(clause);
    while let Some(id) = around {
        let clause = document.clause(id);
        if let (Some(unit), Some(number)) = (clause.unit(), &clause.number) {
            let value = number.value().map_or_else(|| number.step(), |value| value.to_string());
            let unit = if unit == Unit::Article { String::new() } else { format!("{} ", unit.name()) };
            return Some(format!("{unit}{value}"));
        }
        around = clause.parent;
    }
    None
}

fn cited(document: &Document) -> Cited {
    let mut cited = Cited::new();
    for citation in document.citations() {
        let Some(from) = division(document, citation.at) else { continue };
        for target in &citation.targets {
            let Some((first, last)) = target.clauses else { continue };
            for clause in [first, last] {
                let to = division(document, clause).filter(|to| *to != from);
                cited.entry(from.clone()).or_default().extend(to);
            }
        }
    }
    cited
}

/// What a language's text cites otherwise than the English: article, `+` or `-`, and what.
fn differences(name: &str, languages: &[&str]) -> BTreeSet<String> {
    let english = cited(&document(name, "en"));
    let mut lines = BTreeSet::new();
    for language in languages {
        let other = cited(&document(name, language));
        let articles: BTreeSet<&String> = english.keys().chain(other.keys()).collect();
        let none = BTreeSet::new();
        for article in articles {
            let (own, their) = (english.get(article).unwrap_or(&none), other.get(article).unwrap_or(&none));
            let line = |sign, to: &String| format!("{name}\t{language}\t{article}\t{sign}{to}");
            lines.extend(own.difference(their).map(|to| line('-', to)));
            lines.extend(their.difference(own).map(|to| line('+', to)));
        }
    }
    lines
}

/// The differences that stand in the table: of one treaty.
fn expected(name: &str) -> BTreeSet<String> {
    let path = format!("{}/tests/citation/parallel-differences.tsv", env!("CARGO_MANIFEST_DIR"));
    let table = std::fs::read_to_string(path).expect("the table can be read");
    let lines = table.lines().skip(1).map(|line| {
        let (difference, reason) = line.rsplit_once('\t').expect("a line ends in a reason");
        assert!(!reason.is_empty(), "{difference} has no reason");
        difference.to_owned()
    });
    lines.filter(|line| line.split('\t').next() == Some(name)).collect()
}

fn assert_parallel(name: &str) {
    let found = differences(name, &["fr", "es", "ru", "zh", "ar"]);
    assert_eq!(found, expected(name), "{name}: the differences from the English");
}

#[test]
fn the_charter_cites_the_same_articles_in_six_languages() {
    let english = cited(&document("un-charter", "en"));
    assert_eq!(english.values().map(BTreeSet::len).sum::<usize>(), 59, "{english:?}");
    assert_parallel("un-charter");
}

#[test]
fn the_high_seas_agreement_cites_the_same_articles_in_six_languages() {
    if texts::treaties().iter().any(|(name, _)| name == "bbnj-agreement.en.txt") {
        assert_parallel("bbnj-agreement");
    }
}
