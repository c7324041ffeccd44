//! The rule `duplicate-declaration`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Related, Report, Subject};
use crate::model::declaration::Declared;
use crate::model::{Document, Place};
use rustc_hash::FxHashMap;
use std::hash::Hash;

declare_rule! {
    /// Finds a second declaration of what can be declared only once: an id, or what the treaty itself is.
    ///
    /// Each division can be a treaty with an id, a title and a language of its own.
    ///
    /// ## Why
    ///
    /// The first one counts, and whoever edits the second wonders why nothing changes.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// @party a: Republic of Arcadia
    /// @party a: Kingdom of Arcadia
    ///
    /// # Treaty
    ///
    /// The Republic of Arcadia and the Kingdom of Arcadia consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// @party a: Republic of Arcadia; Kingdom of Arcadia
    ///
    /// # Treaty
    ///
    /// The Republic of Arcadia consults.
    /// ```
    DUPLICATE_DECLARATION {
        name: "duplicate-declaration",
        group: Markup,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let declarations = document.declarations();
    let ids = declarations.parties.iter().map(|party| &party.id);
    let ids = ids.chain(declarations.instruments.iter().map(|instrument| &instrument.id));
    let ids = ids.map(|id| (id.text.as_str(), id.place));
    again(document, report, ids, |id| {
        format!("a second declaration of `{id}`; the first one counts: take one out, or give it another id")
    });
    // Each division can be a treaty of its own, with its id, title, language and place in another one.
    let place = |declared: &Declared| declared.place;
    let languages = declarations.languages.iter().filter_map(|language| language.tags.first());
    let parts = declarations.parts.iter().map(|part| place(&part.key));
    once(document, report, "treaty", declarations.treaties.iter().map(place));
    once(document, report, "title", declarations.titles.iter().map(place));
    once(document, report, "language", languages.map(place));
    once(document, report, "part-of", parts);
}

/// Reports the declarations of a kind that stand in a division that has one already.
fn once(document: &Document, report: &mut Report<'_>, directive: &str, places: impl Iterator<Item = Place>) {
    let owned = places.map(|place| (document.division_of(document.clause_at(place.start())), place));
    again(document, report, owned, |_| format!("a second @{directive}; the first one counts: take one out"));
}

/// Reports what has a key that has been there.
fn again<K: Copy + Eq + Hash>(
    document: &Document,
    report: &mut Report<'_>,
    declared: impl Iterator<Item = (K, Place)>,
    message: impl Fn(K) -> String,
) {
    let mut first: FxHashMap<K, Place> = FxHashMap::default();
    for (key, place) in declared {
        let known = *first.entry(key).or_insert(place);
        if known != place {
            let span = document.absolute(known);
            let related = Related { span, message: "the first declaration".to_owned() };
            report.at(place, message(key)).related.push(related);
        }
    }
}
