//! Whether a clause that is cited and not found is certainly not there. What a text prints decides: the articles
//! of a treaty are counted, and so are the items of a list that is whole. All else is doubt: annexes and parts may
//! be published apart, and a number without an owner may be that of a treaty named before.

use crate::citation::{Number, Unit};
use crate::model::pinpoint::Failure;
use crate::model::{Citation, CitedTarget, ClauseId, Document, Pinpoint, Status};

/// How much is looked at to be certain, so that each citation costs a bounded time: the bytes of a clause, the
/// clauses of a list, the citations of an article. Beyond it there is doubt.
const BYTES: usize = 1 << 16;
const CLAUSES: usize = 2000;
const CITATIONS: usize = 500;

/// Whether what a citation names is certainly missing in its own document.
pub(super) fn is_certain(document: &Document, citation: &Citation, target: &CitedTarget) -> bool {
    let Some(failure) = Pinpoint::parse(&target.pinpoint).and_then(|pinpoint| document.failure(&pinpoint))
    else {
        return false;
    };
    match failure.unit {
        None => is_whole_list(document, &failure),
        Some(Unit::Article) => {
            let inside = document.scope_of(citation.at) == document.scope_of(failure.base);
            let least = if target.is_own { 1 } else { 2 };
            let said = target.is_own || inside && !names_others(document, citation.at);
            said && is_counted(document, &failure, least)
        }
        Some(unit) => !unit.is_appended() && target.is_own && is_counted(document, &failure, 1),
    }
}

/// Whether what a pinpoint names is certainly missing in a document that is said to have it.
pub(super) fn is_printed_list(document: &Document, pinpoint: &str) -> bool {
    let failure = Pinpoint::parse(pinpoint).and_then(|pinpoint| document.failure(&pinpoint));
    failure.is_some_and(|failure| match failure.unit {
        None => is_whole_list(document, &failure),
        Some(unit) => !unit.is_appended() && is_counted(document, &failure, 1),
    })
}

/// Whether at least so many of the divisions among which one is looked for are numbered as it is.
fn is_counted(document: &Document, failure: &Failure, least: usize) -> bool {
    let Some(number) = &failure.number else { return false };
    let numbers = numbers(document, &document.beside(failure));
    let dots = number.text.matches('.').count();
    let alike =
        |other: &&&Number| other.text.matches('.').count() == dots && other.distance(number).is_some();
    number.value().is_some() && numbers.iter().filter(alike).take(least).count() >= least
}

/// Whether the items of a clause are a list without gaps of its own that ends before what is looked for, and
/// the clause prints nothing like it elsewhere in its words.
fn is_whole_list(document: &Document, failure: &Failure) -> bool {
    let Some(number) = &failure.number else { return false };
    let items = document.beside(failure);
    if items.len() > CLAUSES {
        return false;
    }
    let numbers = numbers(document, &items);
    let counts = |number: &&Number| number.readings().first().map(|reading| (reading.series, reading.value));
    let Some((series, wanted)) = counts(&number) else { return false };
    let mut next = 1;
    for number in &numbers {
        if !number.readings().iter().any(|reading| reading.series == series && reading.value == next) {
            return false;
        }
        next += 1;
    }
    numbers.len() >= 2 && wanted >= next && !is_printed(document, failure.base, number)
}

fn numbers<'a>(document: &'a Document, clauses: &[ClauseId]) -> Vec<&'a Number> {
    clauses.iter().take(CLAUSES).filter_map(|id| document.clause(*id).number.as_ref()).collect()
}

/// Whether a label stands in the words of a clause as a marker would: `(d)`, `d)`, `4.`
fn is_printed(document: &Document, clause: ClauseId, label: &Number) -> bool {
    let extent = document.clause(clause).extent;
    let span = document.absolute_extent(extent).range();
    if span.len() > BYTES {
        return true;
    }
    let words = document.text(extent);
    let marks = [format!("{})", label.text), format!("{}.", label.text), format!("{} ", label.text)];
    let begins = |at: usize| {
        let before = words.get(..at).and_then(|front| front.chars().next_back());
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '.' | ';' | ':' | ','))
    };
    marks.iter().any(|mark| {
        let citing = |at: usize| {
            // "paragraph 4" is no marker.
            let word = words.get(..at).unwrap_or_default().trim_end().chars().next_back();
            word.is_some_and(char::is_alphabetic)
        };
        words.match_indices(mark.as_str()).any(|(at, _)| begins(at) && !citing(at))
    })
}

/// Whether the article around a clause cites other treaties, whose numbers can then stand alone.
fn names_others(document: &Document, at: ClauseId) -> bool {
    let article = document.enclosing(at, |clause| clause.is_article()).unwrap_or(document.division_of(at));
    let extent = document.clause(article).extent;
    let citations = document.citations();
    let first = citations.partition_point(|citation| citation.place.start() < extent.start);
    let inside = citations.iter().skip(first).take_while(|citation| citation.place.start() < extent.end);
    if citations.get(first + CITATIONS).is_some_and(|citation| citation.place.start() < extent.end) {
        return true;
    }
    let others = |citation: &Citation| citation.targets.iter().any(|t| t.status == Status::External);
    inside.into_iter().any(others)
}
