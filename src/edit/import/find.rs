//! Headings told from text: by the form of their line, and by the sequence of the numbers.

use super::piece::{Habit, Piece};
use crate::citation::{Language, Number, Unit};
use crate::model::heading::{self, HeadingReading};
use crate::model::unmarked::{self, Form, Unmarked, rank, stands};
use rustc_hash::{FxHashMap, FxHashSet};

/// A heading of a numbered division.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The piece that begins with it.
    pub(super) piece: usize,
    /// What it says.
    pub(super) reading: HeadingReading,
    /// How it stands in its line.
    pub(super) form: Form,
    /// The bytes of its kind and number.
    pub(super) label: usize,
}

impl Found {
    pub(super) fn new(piece: usize, unmarked: Unmarked) -> Self {
        let Unmarked { reading, form, label } = unmarked;
        Self { piece, reading, form, label }
    }

    pub(super) fn number(&self) -> Option<&Number> {
        self.reading.number.as_ref().map(|(_, number)| number)
    }

    pub(super) fn is_article(&self) -> bool {
        rank(self.reading.unit) == rank(Unit::Article)
    }
}

/// The headings of numbered divisions, in order.
pub(super) fn headings(pieces: &[Piece<'_>], habit: Habit, languages: &[&Language]) -> Vec<Found> {
    let candidates = candidates(pieces, languages);
    let contents = contents(pieces, &candidates);
    let capitals = in_capitals(pieces, &candidates);
    let paragraphs = habit == Habit::Paragraphs;
    let mut series = Series::default();
    let mut found: Vec<Found> = Vec::new();
    for (candidate, in_contents) in candidates.into_iter().zip(contents) {
        if in_contents || capitals && !is_capital(pieces, &candidate) {
            continue;
        }
        let behind = found.last().is_some_and(|last| last.piece + 1 == candidate.piece);
        if series.takes(&candidate, paragraphs || behind || standing(pieces, candidate.piece)) {
            found.push(candidate);
        }
    }
    without_lists(pieces, found)
}

/// Headings without the lines of a list of annexes: those behind a colon and each other, in an article that the next
/// one follows.
fn without_lists(pieces: &[Piece<'_>], found: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    let mut list: Vec<Found> = Vec::new();
    let mut article: Option<Number> = None;
    for heading in found {
        let above = heading.piece.checked_sub(1).and_then(|above| pieces.get(above));
        let colon = above.is_some_and(|above| above.text.ends_with([':', '：']));
        let goes_on = list.last().is_some_and(|last| runs_into(pieces, last.piece, heading.piece));
        if rank(heading.reading.unit) == Some(0) && (goes_on || list.is_empty() && colon) {
            list.push(heading);
            continue;
        }
        let number = heading.number().filter(|_| heading.is_article());
        let follows = article.as_ref().zip(number).is_some_and(|(last, number)| follows(number, last));
        let entries = std::mem::take(&mut list);
        if !follows {
            kept.extend(entries);
        }
        article = number.cloned().or(article);
        kept.push(heading);
    }
    kept.extend(list);
    kept
}

/// Puts further headings among those found.
pub(super) fn add(found: &mut Vec<Found>, more: Vec<Found>) {
    found.extend(more);
    found.sort_by_key(|found| found.piece);
}

fn candidates(pieces: &[Piece<'_>], languages: &[&Language]) -> Vec<Found> {
    let read = |(index, piece): (usize, &Piece<'_>)| {
        let next = pieces.get(index + 1).filter(|next| !next.gap).map(|next| &*next.text);
        let unmarked = unmarked::read(&piece.text, next, languages)
            .or_else(|| annex(&piece.text, languages))
            .or_else(|| misprinted(&piece.text, languages));
        Some(Found::new(index, unmarked?))
    };
    pieces.iter().enumerate().filter_map(read).collect()
}

/// "ANNEX" alone on its line.
fn annex(text: &str, languages: &[&Language]) -> Option<Unmarked> {
    const LONGEST: usize = 40;
    if text.len() > LONGEST || unmarked::small(text) {
        return None;
    }
    let lower = heading::lower(text);
    let mut units = languages.iter().flat_map(|language| language.units);
    let named = units.any(|(_, words)| words.first() == Some(&lower.as_str()));
    let reading = named.then(|| heading::read(text, languages))?;
    let alone = reading.number.is_none() && reading.caption.is_empty();
    (alone && rank(reading.unit) == Some(0)).then_some(Unmarked {
        reading,
        form: Form::Bare,
        label: text.len(),
    })
}

/// "ARTICTE 8", "A R T I C L E 8", "Article8": the word for an article misprinted, spaced out or glued to a number,
/// alone on its line.
fn misprinted(text: &str, languages: &[&Language]) -> Option<Unmarked> {
    const LONGEST: usize = 30;
    if text.len() > LONGEST || !text.starts_with(char::is_uppercase) {
        return None;
    }
    let stop = text.trim_end_matches(['.', ':']);
    let digits = stop.trim_end_matches(|c: char| c.is_ascii_digit());
    let start = if digits.len() < stop.len() { digits.len() } else { stop.rfind(' ')? + 1 };
    let number = Number::parse(stop.get(start..)?)?;
    let word: String = heading::lower(stop.get(..start)?).chars().filter(|c| !c.is_whitespace()).collect();
    let units = languages.iter().flat_map(|language| language.units);
    let articles = units.filter(|(unit, _)| *unit == Unit::Article).filter_map(|(_, words)| words.first());
    let near =
        |article: &str| article.chars().count() >= 5 && strsim::damerau_levenshtein(article, &word) <= 1;
    let known = articles.into_iter().any(|article| near(article));
    let label = crate::text::LocalSpan::new(start, stop.len());
    let caption = crate::text::LocalSpan::new(text.len(), text.len());
    known.then_some(Unmarked {
        reading: HeadingReading { unit: Unit::Article, number: Some((label, number)), caption, about: false },
        form: Form::RunOn,
        label: text.len(),
    })
}

/// Whether a heading can stand at a piece: behind a blank line, or where a sentence has ended.
fn standing(pieces: &[Piece<'_>], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| pieces.get(before));
    let Some(before) = before else { return true };
    pieces.get(index).is_some_and(|piece| piece.gap) || stands(Some(&before.text))
}

/// Which candidates stand in a table of contents: three of a kind without text between them, which come again.
fn contents(pieces: &[Piece<'_>], candidates: &[Found]) -> Vec<bool> {
    let key = |found: &Found| (found.reading.unit, found.number().map(Number::step));
    let mut times: FxHashMap<_, u32> = FxHashMap::default();
    for found in candidates {
        *times.entry(key(found)).or_default() += 1;
    }
    let mut masked = vec![false; candidates.len()];
    let mut start = 0;
    while start < candidates.len() {
        let mut end = start + 1;
        let mut seen: FxHashSet<_> = candidates.get(start).map(key).into_iter().collect();
        while let (Some(last), Some(next)) = (candidates.get(end - 1), candidates.get(end))
            && last.form != Form::RunOn
            && runs_into(pieces, last.piece, next.piece)
            && seen.insert(key(next))
        {
            end += 1;
        }
        let run = candidates.get(start..end).unwrap_or_default();
        let mut kinds: FxHashMap<Unit, (u32, u32)> = FxHashMap::default();
        for found in run {
            let kind = kinds.entry(found.reading.unit).or_default();
            kind.0 += 1;
            kind.1 += u32::from(times.get(&key(found)).is_some_and(|times| *times > 1));
        }
        if kinds.values().any(|(count, again)| *count >= 3 && again * 4 >= count * 3) {
            masked.get_mut(start..end).into_iter().flatten().for_each(|mask| *mask = true);
        }
        start = end;
    }
    masked
}

/// Whether nothing but captions stands between two headings.
fn runs_into(pieces: &[Piece<'_>], from: usize, to: usize) -> bool {
    let between = pieces.get(from + 1..to).unwrap_or_default();
    between.len() <= 2 && between.iter().all(|piece| unmarked::is_caption(&piece.text))
}

/// Whether articles are headed in capitals: then a line in small letters is a citation.
fn in_capitals(pieces: &[Piece<'_>], candidates: &[Found]) -> bool {
    const MANY: usize = 8;
    let bare = |found: &&Found| found.is_article() && found.form == Form::Bare;
    let (mut capitals, mut all) = (0, 0);
    for found in candidates.iter().filter(bare) {
        all += 1;
        capitals += usize::from(is_capital(pieces, found));
    }
    all >= MANY && capitals * 10 >= all * 9
}

fn is_capital(pieces: &[Piece<'_>], found: &Found) -> bool {
    let label = pieces.get(found.piece).and_then(|piece| piece.text.get(..found.label)).unwrap_or_default();
    !found.is_article()
        || !label.split(char::is_whitespace).next().unwrap_or(label).contains(char::is_lowercase)
}

/// The numbers seen so far in the scope that is open.
#[derive(Default)]
struct Series {
    article: Option<Number>,
    divisions: FxHashMap<Unit, Number>,
    opened: bool,
    /// Whether text runs on behind the last article's heading: then it does so behind others.
    runs_on: bool,
}

impl Series {
    /// Whether a candidate goes on with its series, and notes it.
    fn takes(&mut self, found: &Found, stands: bool) -> bool {
        if !stands {
            return false;
        }
        if found.is_article() {
            let takes = self.takes_article(found);
            if takes {
                self.article = found.number().cloned();
                self.opened = false;
                self.runs_on = found.form == Form::RunOn;
            }
            return takes;
        }
        let last = self.divisions.get(&found.reading.unit);
        let goes_on = |number: &Number| starts(number) || last.is_some_and(|last| number.follows(last));
        let takes = found.form != Form::RunOn || found.number().is_some_and(goes_on);
        if takes {
            if let Some(number) = found.number() {
                self.divisions.insert(found.reading.unit, number.clone());
            }
            self.opened = true;
        }
        takes
    }

    fn takes_article(&self, found: &Found) -> bool {
        let Some(number) = found.number() else { return false };
        let Some(last) = &self.article else { return found.form != Form::RunOn || starts(number) };
        let follows = follows(number, last);
        match found.form {
            Form::RunOn => follows || self.opened && starts(number) || self.runs_on && skips(number, last),
            _ => {
                follows
                    || starts(number)
                    || self.opened
                    || number.compare(last).is_none_or(|order| order.is_gt())
            }
        }
    }
}

/// Whether a number comes right after another, in whatever figures.
pub(super) fn follows(number: &Number, last: &Number) -> bool {
    number.follows(last)
        || number.suffix() == 0
            && number
                .value()
                .is_some_and(|value| last.value().and_then(|last| last.checked_add(1)) == Some(value))
}

/// Whether a series can start with a number.
pub(super) fn starts(number: &Number) -> bool {
    number.readings().iter().any(|reading| reading.value == 1)
}

/// Whether a few numbers are missing between two.
fn skips(number: &Number, last: &Number) -> bool {
    const MOST: u32 = 5;
    let (Some(value), Some(last)) = (number.value(), last.value()) else { return false };
    value > last && value - last <= MOST
}
