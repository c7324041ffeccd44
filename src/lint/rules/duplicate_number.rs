//! The rule `duplicate-number`.

use crate::config::{Level, Severity};
use crate::lint::numbering::{self, Numbered};
use crate::lint::rule::declare_rule;
use crate::lint::{Related, Report, Subject};
use crate::model::{Clause, ClauseId, Document};

declare_rule! {
    /// Finds two divisions of one scope, or two items of one list, with the same number.
    ///
    /// A scope is the body of the treaty, an annex, a protocol, an appended agreement: numbers start anew in each.
    ///
    /// ## Why
    ///
    /// A citation of that number fits both, and nobody can tell which is meant.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 4
    ///
    /// The Parties consult.
    ///
    /// ## Article 4
    ///
    /// The Parties report.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 4
    ///
    /// The Parties consult.
    ///
    /// ## Article 4 bis
    ///
    /// The Parties report.
    ///
    /// ## ANNEX
    ///
    /// ### Article 4
    ///
    /// The annex has numbers of its own.
    /// ```
    DUPLICATE_NUMBER {
        name: "duplicate-number",
        group: Structure,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    for run in numbering::runs(document) {
        let again = numbering::repeated_divisions(&run);
        for group in groups(&again, |before, next| follows_in(&run, before, next)) {
            let advice = "mark the division that they belong to";
            add(document, report, group, numbering::name, ["", advice]);
        }
    }
    let again = numbering::repeated(document);
    let follows = |before, next| follows_in_list(document, before, next);
    for group in groups(&again, follows) {
        let marker = |clause: &Clause| clause.marker.clone().unwrap_or_default();
        add(document, report, group, marker, [" in one list", "mark where a new list begins"]);
    }
}

/// A clause and the first one of the same number.
type Again = (ClauseId, ClauseId);

/// Numbers that come again one by one are one fault: a new list or division begins there unseen.
fn groups(again: &[Again], follows: impl Fn(ClauseId, ClauseId) -> bool) -> impl Iterator<Item = &[Again]> {
    again.chunk_by(move |(before, _), (next, _)| follows(*before, *next))
}

fn follows_in(run: &[Numbered<'_>], before: ClauseId, next: ClauseId) -> bool {
    let place = run.binary_search_by_key(&before, |(id, _)| *id).ok();
    let pair = place.and_then(|place| run.get(place..place + 2));
    matches!(pair, Some([(_, number), (id, other)]) if *id == next && other.follows(number))
}

fn follows_in_list(document: &Document, before: ClauseId, next: ClauseId) -> bool {
    let count = |id| numbering::count(document.clause(id));
    let (Some((list, (value, _))), Some((other_list, (next_value, _)))) = (count(before), count(next)) else {
        return false;
    };
    list == other_list && value.checked_add(1) == Some(next_value)
}

fn add(
    document: &Document,
    report: &mut Report<'_>,
    group: &[Again],
    name: impl Fn(&Clause) -> String,
    [place, advice]: [&str; 2],
) {
    let (Some((second, first)), Some((last, _))) = (group.first(), group.last()) else { return };
    let (first, second) = (document.clause(*first), document.clause(*second));
    let message = if group.len() == 1 {
        let name = name(second);
        format!("a second {name}{place}; a citation of it fits both: give one another number")
    } else {
        let (name, last) = (name(second), name(document.clause(*last)));
        format!(
            "a second {name}{place}, and so on to {last}; citations of them fit both: give these other numbers, or {advice}"
        )
    };
    let span = document.absolute(first.name);
    let related = Related { span, message: format!("the first {}", name(first)) };
    report.at(second.name, message).related.push(related);
}
