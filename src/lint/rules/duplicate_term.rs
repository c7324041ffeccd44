//! The rule `duplicate-term`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Related, Report, Subject};
use crate::model::{ClauseId, Term, TermKind};
use rustc_hash::FxHashMap;

declare_rule! {
    /// Finds a term that is defined twice for one division.
    ///
    /// Definitions for different divisions ("For the purposes of this Chapter"), and those that say only what a
    /// term includes or what it means in some cases, can stand beside each other.
    ///
    /// ## Why
    ///
    /// Where the two differ nobody can tell which holds.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1. Definitions
    ///
    /// (a) “Area” means the seabed;
    ///
    /// (b) “Vessel” means any ship in the Area;
    ///
    /// (c) “Area” means the high seas.
    ///
    /// ## Article 2
    ///
    /// A vessel may enter.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1. Definitions
    ///
    /// (a) “Area” means the seabed;
    ///
    /// (b) “Vessel” means any ship in the Area.
    ///
    /// ## Article 2
    ///
    /// For the purposes of this Article, “Area” means the high seas. A vessel may enter the Area.
    /// ```
    DUPLICATE_TERM {
        name: "duplicate-term",
        group: Terms,
        default: Level::On(Severity::Warning),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let mut first: FxHashMap<(String, ClauseId), &Term> = FxHashMap::default();
    // What the text defines is a fact; a declaration beside it is the second one.
    let terms = &document.terms().terms;
    let read = terms.iter().filter(|term| term.kind == TermKind::Meaning);
    let declared = terms.iter().filter(|term| term.kind == TermKind::Declared);
    for term in read.chain(declared) {
        let name = term.name.text.replace('’', "'");
        let known = *first.entry((name, term.scope)).or_insert(term);
        if known.name.place == term.name.place {
            continue;
        }
        let place = document.pinpoint(known.clause);
        let place = if place.is_empty() { String::new() } else { format!(" in {place}") };
        let message = format!(
            "“{}” is defined already{place}; take one definition out, or say for which division each holds",
            term.name.text
        );
        let related =
            Related { span: document.absolute(known.name.place), message: "the first definition".to_owned() };
        report.at(term.name.place, message).related.push(related);
    }
}
