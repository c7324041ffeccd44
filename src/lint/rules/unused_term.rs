//! The rule `unused-term`.

use crate::citation::language::{ALL, Word};
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::term::Usage;
use crate::model::{BlockId, Point, Prose, Term, TermKind};
use crate::unicode::{self, language};
use rustc_hash::FxHashSet;

declare_rule! {
    /// Finds a term that is defined and never used again.
    ///
    /// Any form of its words usage as a use, in any case and anywhere in the document. Short names of parties
    /// and of treaties are names, not terms: they are not looked at, and neither are definitions that say only
    /// what a term includes.
    ///
    /// ## Why
    ///
    /// The text most likely uses other words for what it defines, or lost a provision.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1. Definitions
    ///
    /// (a) “Joint area” means the waters between the two coasts;
    ///
    /// (b) “Vessel” means any ship.
    ///
    /// ## Article 2
    ///
    /// A vessel may enter the common waters at any time.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1. Definitions
    ///
    /// (a) “Joint area” means the waters between the two coasts;
    ///
    /// (b) “Vessel” means any ship.
    ///
    /// ## Article 2
    ///
    /// A vessel may enter the joint area at any time.
    /// ```
    UNUSED_TERM {
        name: "unused-term",
        group: Terms,
        default: Level::On(Severity::Warning),
        fixes: Never,
        plain_text: false,
    }
}

/// The most words of a term that is looked at, and the most characters where words are not spaced: longer ones
/// are taken apart in use ("serious injury or threat thereof").
const MOST_WORDS: usize = 3;
const MOST_CHARACTERS: usize = 6;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let terms = &document.terms().terms;
    let looked_at =
        |term: &&Term| matches!(term.kind, TermKind::Meaning | TermKind::Declared) && is_plain(term);
    // A file of declarations for others has no text that could use anything.
    let has_text = document.blocks().iter().any(|block| !Prose::of(block).text.trim().is_empty());
    if !terms.iter().any(|term| looked_at(&term)) || !has_text {
        return;
    }
    let Some(usage) = Usage::of(document) else { return };
    // Terms with one definition stand for each other, and so does a short name in it.
    let used: FxHashSet<Point> =
        terms.iter().filter(|term| usage.is_used(term)).map(|term| term.definition.start).collect();
    let short = terms.iter().filter(|term| term.kind == TermKind::ShortName);
    let short: FxHashSet<BlockId> = short.map(|term| term.name.place.block).collect();
    for term in terms.iter().filter(looked_at) {
        if used.contains(&term.definition.start) || short.contains(&term.name.place.block) {
            continue;
        }
        let message = format!(
            "“{}” is defined and never used; use it where it is meant, or take the definition out",
            term.name.text
        );
        report.at(term.name.place, message);
    }
}

/// Whether a term is used, if it is, as one run of words: it is short, and no list of alternatives.
fn is_plain(term: &Term) -> bool {
    let name = &term.name.text;
    let unspaced = name.chars().any(|c| language::is_unspaced(unicode::script(c)));
    let short = if unspaced {
        name.chars().count() <= MOST_CHARACTERS
    } else {
        name.split_whitespace().count() <= MOST_WORDS
    };
    let joins = |word: &str| {
        let word = word.to_lowercase();
        let whole = |(_, length): (Word, usize)| length == word.len();
        ALL.iter().any(|language| {
            language.word_at(&word).is_some_and(|found| found.0 == Word::And && whole(found))
                || language.defining.indefinite.contains(&word.as_str())
        })
    };
    let plain =
        |c: char| c.is_alphanumeric() || c.is_whitespace() || unicode::is_mark(c) || "-‑’'.".contains(c);
    short && name.chars().all(plain) && !name.split_whitespace().skip(1).any(joins)
}
