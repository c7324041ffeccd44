//! What the rules about numbers share: the runs in which the numbers of divisions are expected to go on, what
//! goes on with what, and what the items of a list count.

use crate::citation::number::{Series, digit_value};
use crate::citation::{Language, Number};
use crate::model::{Clause, ClauseId, Document, heading};
use rustc_hash::FxHashMap;

/// A division with its number.
pub(super) type Numbered<'a> = (ClauseId, &'a Number);

/// The numbered divisions whose numbers are expected to go on from one to the next, in reading order:
/// articles through a scope, other divisions below the same one. A run ends where numbers begin anew.
pub(super) fn runs(document: &Document) -> Vec<Vec<Numbered<'_>>> {
    let mut runs: Vec<Vec<Numbered<'_>>> = Vec::new();
    let mut open: FxHashMap<(ClauseId, &str), usize> = FxHashMap::default();
    for (index, clause) in document.clauses().iter().enumerate().skip(1) {
        let (Some(number), Some(_)) = (&clause.number, clause.unit()) else { continue };
        let id = ClauseId::new(index);
        let key = (family(clause), clause.kind_name());
        let known = open.get(&key).copied();
        let last = known.and_then(|run| runs.get(run)).and_then(|run| run.last());
        let anew = last.is_some_and(|(before, _)| {
            let other_parent = document.clause(*before).parent != clause.parent;
            other_parent && number.value() == Some(1) && number.suffix() == 0
        });
        match known.filter(|_| !anew).and_then(|run| runs.get_mut(run)) {
            Some(run) => run.push((id, number)),
            None => {
                open.insert(key, runs.len());
                runs.push(vec![(id, number)]);
            }
        }
    }
    runs
}

/// The division among whose numbers that of `clause` is counted.
fn family(clause: &Clause) -> ClauseId {
    if clause.is_article() { clause.scope } else { clause.parent.unwrap_or_default() }
}

/// A division as messages name it: `article 4`, or its kind alone if it has no number.
pub(super) fn name(clause: &Clause) -> String {
    match &clause.number {
        Some(number) => format!("{} {}", clause.kind_name(), number.text),
        None => clause.kind_name().to_owned(),
    }
}

/// Whether the numbers of `next` begin anew though they go up: in another division, with the first number of
/// a hundred (Article 201 in Chapter Two) or of a chapter (Article 2.1).
pub(super) fn begins_anew(document: &Document, before: Numbered<'_>, next: Numbered<'_>) -> bool {
    let dotted = next.1.dotted();
    if dotted.len() > 1 && dotted.first() != before.1.dotted().first() {
        return dotted.last() == Some(&"1");
    }
    let hundred = next.1.value().is_some_and(|value| value >= 100 && value % 100 <= 1);
    document.clause(before.0).parent != document.clause(next.0).parent && hundred
}

/// Whether the number of `next` goes on right behind that of `before`, as figures, roman numbers or words, as
/// an inserted `4A`, or behind all that a heading such as "Articles 5 to 7 (deleted)" stands for.
pub(super) fn goes_on(document: &Document, before: Numbered<'_>, next: Numbered<'_>) -> bool {
    if next.1.follows(before.1) {
        return true;
    }
    let (Some(own), Some(other)) = (counted(next.1), counted(before.1)) else { return false };
    if next.1.suffix() > 0 {
        return false;
    }
    if own.inserted {
        return own.first == other.last && !other.inserted;
    }
    let last = later_number(document, before).unwrap_or(other.last);
    [other.first, other.last, last].into_iter().any(|value| value.checked_add(1) == Some(own.first))
}

/// What a number counts: `4` once, `4A` as inserted behind 4, `5-7` from first to last.
struct Counted {
    first: u32,
    last: u32,
    inserted: bool,
}

fn counted(number: &Number) -> Option<Counted> {
    if number.readings().iter().any(|reading| reading.series.is_number()) {
        let value = number.value()?;
        return Some(Counted { first: value, last: value, inserted: false });
    }
    let text = number.text.as_str();
    let figures = text.find(|c| digit_value(c).is_none())?;
    let value = |text: &str| Number::parse(text)?.value();
    let first = value(text.get(..figures)?)?;
    let rest = text.get(figures..)?;
    if !rest.contains(|c| digit_value(c).is_some()) {
        return Some(Counted { first, last: first, inserted: true });
    }
    let last = value(rest.strip_prefix('-')?)?;
    (last > first).then_some(Counted { first, last, inserted: false })
}

/// Words and signs between the numbers of a heading that stands for several divisions.
const BETWEEN: [&str; 23] = [
    "-", "–", "—", ",", "to", "through", "and", "à", "et", "a", "al", "y", "e", "по", "и", "tot", "en",
    "und", "至", "和", "、", "إلى", "و",
];

/// The last number of a heading that stands for several divisions: 7 of "Articles 5, 6 and 7 (deleted)".
fn later_number(document: &Document, (id, number): Numbered<'_>) -> Option<u32> {
    let languages: Vec<&Language> = document.language_tables();
    let words = document.words(document.clause(id).name);
    let mut rest = words.get(words.find(&number.text)? + number.text.len()..)?;
    let mut last = None;
    loop {
        let lower = heading::lower(rest.trim_start());
        let Some(between) = BETWEEN.iter().filter(|word| lower.starts_with(**word)).max_by_key(|w| w.len())
        else {
            return last;
        };
        rest = rest.trim_start().get(between.len()..)?.trim_start();
        let Some((start, length, next)) = heading::number_at(rest, &languages) else { return last };
        last = next.value().or(last);
        rest = rest.get(start + length..)?;
    }
}

/// What a number counts, in each way in which it can be read: the front of a dotted number, whether it counts
/// by figures rather than letters, and the value.
pub(super) type Place = (String, bool, u32);

/// The places that a number has among those of its run.
pub(super) fn places(number: &Number) -> Vec<Place> {
    let dotted = number.dotted();
    if let Some((last, front)) = dotted.split_last() {
        let value = Number::parse(last).and_then(|last| last.value());
        return value.map(|value| (front.join("."), true, value)).into_iter().collect();
    }
    if number.readings().is_empty() {
        return counted(number).map(|counted| (String::new(), true, counted.last)).into_iter().collect();
    }
    let readings = number.readings().iter();
    readings.map(|reading| (String::new(), reading.series.is_number(), reading.value)).collect()
}

/// The place behind `place`.
pub(super) fn next_place((front, figures, value): Place) -> Place {
    (front, figures, value.saturating_add(1))
}

/// The divisions of a run whose number has been there, each with the first one of that number.
pub(super) fn repeated_divisions(run: &[Numbered<'_>]) -> Vec<(ClauseId, ClauseId)> {
    let mut first: FxHashMap<String, ClauseId> = FxHashMap::default();
    let mut repeated = Vec::new();
    for (id, number) in run {
        let keys = number.keys();
        match keys.iter().find_map(|key| first.get(key)) {
            Some(known) => repeated.push((*id, *known)),
            None => first.extend(keys.into_iter().map(|key| (key, *id))),
        }
    }
    repeated
}

/// The list that an item counts in: what its path continues, the front of its dotted label, and its series.
pub(super) type List<'a> = (ClauseId, &'a str, Series);

/// What an item counts: its list, its value, and the rank of its suffix. `None` for what is no counted item.
pub(super) fn count(clause: &Clause) -> Option<(List<'_>, (u32, u32))> {
    let reading = clause.reading?;
    let number = clause.number.as_ref();
    let front = number.and_then(|number| number.text.rsplit_once('.')).map_or("", |(front, _)| front);
    let suffix = number.map_or(0, Number::suffix);
    Some(((clause.base, front, reading.series), (reading.value, suffix)))
}

/// The items whose number has been in their list, each with the first one of that number. One that is reported
/// as repeated and has not been there is out of order.
pub(super) fn repeated(document: &Document) -> Vec<(ClauseId, ClauseId)> {
    let mut first: FxHashMap<(List<'_>, (u32, u32)), ClauseId> = FxHashMap::default();
    let mut repeated = Vec::new();
    for (index, clause) in document.clauses().iter().enumerate() {
        let Some(count) = count(clause) else { continue };
        let id = ClauseId::new(index);
        let known = *first.entry(count).or_insert(id);
        if known != id && clause.report.is_some() {
            repeated.push((id, known));
        }
    }
    repeated
}
