//! The rule `number-gap`.

use crate::citation::Number;
use crate::config::{Level, Severity};
use crate::lint::numbering::{self, List, Numbered, Place};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::{Clause, ClauseId, Document, items};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;

declare_rule! {
    /// Finds a number that is missing: Article 4 followed by Article 6; (a), (b), (d); a list that starts late.
    ///
    /// Printed numbers are facts: nothing is renumbered. An edition that gives only some clauses says so once, at its head,
    /// with `@allow number-gap: only the clauses that were published`.
    ///
    /// ## Why
    ///
    /// Most often a clause was lost when the text was copied.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// The Parties consult.
    ///
    /// ## Article 3
    ///
    /// The Parties report.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// The Parties shall:
    ///
    /// (a) consult;
    ///
    /// (b) report.
    ///
    /// ## Article 1 bis
    ///
    /// The Parties meet.
    ///
    /// ## Article 2
    ///
    /// The Parties decide.
    /// ```
    NUMBER_GAP {
        name: "number-gap",
        group: Structure,
        default: Level::On(Severity::Warning),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    for run in numbering::runs(document) {
        divisions(document, report, &run);
    }
    items(document, report);
}

fn divisions(document: &Document, report: &mut Report<'_>, run: &[Numbered<'_>]) {
    let there: FxHashSet<Place> = run.iter().flat_map(|(_, number)| numbering::places(number)).collect();
    for pair in run.windows(2) {
        let [before, next] = *pair else { continue };
        let goes_up = next.1.compare(before.1) == Some(Ordering::Greater);
        // What stands elsewhere is not missing: it is out of order.
        let misplaced = || {
            numbering::places(before.1).into_iter().any(|place| there.contains(&numbering::next_place(place)))
        };
        if goes_up
            && !numbering::goes_on(document, before, next)
            && !numbering::begins_anew(document, before, next)
            && are_counted_together(document, before, next)
            && !misplaced()
        {
            let (before, next) = (document.clause(before.0), document.clause(next.0));
            let message = between(&numbering::name(next), &numbering::name(before));
            report.at(next.name, message);
        }
    }
}

/// Annexes are often named after the article that they belong to: `104.1` and `201.1` leave no gap, `2-A` and
/// `2-C` do.
fn are_counted_together(document: &Document, before: Numbered<'_>, next: Numbered<'_>) -> bool {
    let front = |number: &Number| number.text.rsplit_once(['.', '-']).map(|(front, _)| front.to_owned());
    document.clause(next.0).is_article() || front(before.1) == front(next.1)
}

fn items(document: &Document, report: &mut Report<'_>) {
    let counts = || document.clauses().iter().filter_map(numbering::count);
    let there: FxHashSet<(List<'_>, u32)> = counts().map(|(list, (value, _))| (list, value)).collect();
    let mut last: FxHashMap<List<'_>, (u32, &Clause)> = FxHashMap::default();
    for (index, clause) in document.clauses().iter().enumerate() {
        let Some((list, (value, _))) = numbering::count(clause) else { continue };
        let before = last.insert(list, (value, clause));
        let marker = clause.marker.as_deref().unwrap_or_default();
        let gap = clause.report == Some(items::Report::Gap);
        if let (true, Some((value, before))) = (gap, before) {
            if !there.contains(&(list, value.saturating_add(1))) {
                let before = before.marker.as_deref().unwrap_or_default();
                report.at(clause.name, between(marker, before));
            }
        } else if (gap || clause.report == Some(items::Report::StartsLate))
            && !runs_on(document, ClauseId::new(index))
        {
            let message =
                format!("the list begins with {marker}; look in the source for what is missing before it");
            report.at(clause.name, message);
        }
    }
}

fn between(next: &str, before: &str) -> String {
    format!("{next} follows {before}; look in the source for what is missing between them")
}

/// Whether a list that starts late goes on with that of the item before the one that it stands in, as
/// paragraphs 9 and 10 below "B." go on with 1 to 8 below "A.".
fn runs_on(document: &Document, id: ClauseId) -> bool {
    let clause = document.clause(id);
    let Some(owner) = clause.parent else { return false };
    let lists = document.index();
    let siblings = lists.list(document.clause(owner).base);
    let before = siblings.binary_search(&owner).ok().and_then(|place| siblings.get(place.checked_sub(1)?));
    let last = before.and_then(|before| lists.list(*before).last());
    let (Some(last), Some(reading)) = (last.map(|last| document.clause(*last)), clause.reading) else {
        return false;
    };
    last.reading.is_some_and(|before| {
        before.series == reading.series && before.value.checked_add(1) == Some(reading.value)
    })
}
