//! Headings in the middle of a line: looked for where a number is missing between two that are there.

use super::divide::in_capitals;
use super::find::Found;
use super::piece::Piece;
use crate::citation::{Language, Number, Unit};
use crate::model::heading;
use crate::model::unmarked::{ENDS, Form, Unmarked};
use aho_corasick::AhoCorasick;
use std::borrow::Cow;

/// Finds the articles that are missing between two others, and parts the lines they stand in.
pub(super) fn fill(pieces: &mut Vec<Piece<'_>>, found: &mut Vec<Found>, languages: &[&Language]) {
    let reader = Reader::new(languages);
    let mut cuts: Vec<(usize, Cut)> = Vec::new();
    let articles: Vec<&Found> = found.iter().filter(|found| found.is_article()).collect();
    for pair in articles.windows(2) {
        let [first, second] = pair else { continue };
        let missing = missing(first, second);
        let missing = between(pieces, (first, second), missing, (&reader, Front::Closed), &mut cuts);
        between(pieces, (first, second), missing, (&reader, Front::Any), &mut cuts);
    }
    cuts.extend(under_captions(pieces, found, &reader));
    cuts.sort_by_key(|(piece, cut)| (*piece, cut.at));
    cuts.dedup_by_key(|(piece, cut)| (*piece, cut.at));
    if !cuts.is_empty() {
        part(pieces, found, cuts);
    }
}

/// What may stand before a heading in a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Front {
    /// The end of a sentence, or a caption in capitals.
    Closed,
    /// Anything, in a script without capitals.
    Any,
}

/// Looks for the headings with the numbers that are missing between two articles; gives those not found.
fn between(
    pieces: &[Piece<'_>],
    (first, second): (&Found, &Found),
    missing: Vec<u32>,
    (reader, front): (&Reader<'_>, Front),
    cuts: &mut Vec<(usize, Cut)>,
) -> Vec<u32> {
    let mut left = Vec::new();
    let mut start = (first.piece, first.label);
    for value in missing {
        let found = (start.0..second.piece).find_map(|index| {
            let from = if index == start.0 { start.1 } else { 0 };
            Some((index, reader.heading_of(&pieces.get(index)?.text, from, value, front)?))
        });
        match found {
            Some((index, cut)) => {
                start = (index, cut.at + cut.unmarked.label);
                cuts.push((index, cut));
            }
            None => left.push(value),
        }
    }
    left
}

/// Articles in the line of the division that they stand in: "SECTION 5. AMENDMENTS Article 41 Amendments".
fn under_captions(pieces: &[Piece<'_>], found: &[Found], reader: &Reader<'_>) -> Vec<(usize, Cut)> {
    let mut last: Option<u32> = None;
    let mut cuts = Vec::new();
    for heading in found {
        if heading.is_article() {
            last = heading.number().and_then(Number::value);
        } else if let (Some(next), Some(piece)) =
            (last.and_then(|last| last.checked_add(1)), pieces.get(heading.piece))
            && heading.form != Form::Bare
            && let Some(cut) = reader.heading_of(&piece.text, heading.label, next, Front::Closed)
        {
            cuts.push((heading.piece, cut));
            last = Some(next);
        }
    }
    cuts
}

/// A heading inside a line, at a byte of it.
struct Cut {
    at: usize,
    unmarked: Unmarked,
}

/// The values that are missing between two articles.
fn missing(first: &Found, second: &Found) -> Vec<u32> {
    const MOST: u32 = 40;
    if !first.is_article() || !second.is_article() {
        return Vec::new();
    }
    let value = |found: &Found| found.number().and_then(Number::value);
    let (Some(first), Some(second)) = (value(first), value(second)) else { return Vec::new() };
    if second > first.saturating_add(1) && second - first <= MOST {
        (first + 1..second).collect()
    } else {
        Vec::new()
    }
}

/// Looks for the headings of articles inside lines.
struct Reader<'a> {
    languages: &'a [&'a Language],
    /// The words for an article.
    words: Option<AhoCorasick>,
}

impl<'a> Reader<'a> {
    fn new(languages: &'a [&'a Language]) -> Self {
        let units = languages.iter().flat_map(|language| language.units);
        let words = units.filter(|(unit, _)| *unit == Unit::Article).filter_map(|(_, words)| words.first());
        // Building fails only for more patterns than memory holds.
        Self { languages, words: AhoCorasick::new(words).ok() }
    }

    /// The heading of an article with a number, in the middle of a line behind `from`.
    fn heading_of(&self, text: &str, from: usize, value: u32, front: Front) -> Option<Cut> {
        let lower = heading::lower(text);
        let places = self.words.as_ref()?.find_iter(lower.get(from..)?).map(|found| from + found.start());
        places
            .filter_map(|at| Some(Cut { at, unmarked: reads_as(text, at, value, (self.languages, front))? }))
            .next()
    }
}

fn reads_as(
    text: &str,
    at: usize,
    value: u32,
    (languages, front): (&[&Language], Front),
) -> Option<Unmarked> {
    let before = text.get(..at)?.trim_end();
    let rest = text.get(at..)?;
    let spaced = before.len() < at;
    let capitals = || before.rsplit(' ').next().is_some_and(|word| word.len() > 3 && in_capitals(word));
    let closed = spaced && (before.ends_with(closes) || capitals());
    let begins = at == 0 || closed || front == Front::Any && !cased(rest);
    if !begins || rest.starts_with(char::is_lowercase) {
        return None;
    }
    let (word_end, number, length) = number_behind(rest, value, languages)?;
    let label = word_end + length;
    let behind = rest.get(label..)?.trim_start_matches(['.', ':', ' ', '–', '-']);
    let goes_on = at > 0 && behind.is_empty()
        || behind.starts_with(char::is_lowercase)
        || behind.starts_with([',', ';', '،', '(']);
    if goes_on {
        return None;
    }
    let mut reading = heading::read(rest.get(..label)?, languages);
    let span = crate::text::LocalSpan::new(word_end, label);
    reading.number = Some((span, number));
    reading.unit = Unit::Article;
    let form = if behind.is_empty() { Form::Bare } else { Form::RunOn };
    Some(Unmarked { reading, form, label })
}

fn closes(character: char) -> bool {
    ENDS.contains(&character) || matches!(character, ';' | ':' | ')' | '”' | '"' | '؛' | '،' | '-' | '_')
}

fn cased(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase() || c.is_lowercase())
}

/// Where the number behind the unit's word starts, the number, and its bytes. A small l or capital I or O
/// among digits is a misread 1 or 0.
fn number_behind(rest: &str, value: u32, languages: &[&Language]) -> Option<(usize, Number, usize)> {
    let lower = heading::lower(rest.get(..rest.floor_char_boundary(40)).unwrap_or(rest));
    let (_, word) = languages
        .iter()
        .filter_map(|language| language.unit_at(&lower))
        .filter(|(unit, _)| *unit == Unit::Article)
        .max_by_key(|(_, length)| *length)?;
    let behind = rest.get(word..)?;
    let start = word + behind.len() - behind.trim_start().len();
    let digits = rest.get(start..)?;
    if let Some((skipped, length, number)) = heading::number_at(digits, languages)
        && number.value() == Some(value)
    {
        return Some((start + skipped, number, length));
    }
    let length = digits.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(digits.len());
    let printed = digits.get(..length)?;
    let mended: String = printed.chars().map(misread).collect();
    let figures =
        mended.chars().all(|c| c.is_ascii_digit()) && printed.contains(|c: char| c.is_ascii_digit());
    let number = figures.then(|| Number::parse(&mended))??;
    let mut number = Some(number).filter(|number| number.value() == Some(value))?;
    number.text = printed.to_owned();
    Some((start, number, length))
}

fn misread(character: char) -> char {
    match character {
        'l' | 'I' => '1',
        'O' | 'o' => '0',
        other => other,
    }
}

/// Parts the pieces at the cuts and puts the headings among those found.
fn part(pieces: &mut Vec<Piece<'_>>, found: &mut Vec<Found>, cuts: Vec<(usize, Cut)>) {
    let mut parted = Vec::with_capacity(pieces.len() + cuts.len());
    let mut all: Vec<Found> = Vec::with_capacity(found.len() + cuts.len());
    let mut old = found.drain(..).peekable();
    let mut cuts = cuts.into_iter().peekable();
    for (index, piece) in pieces.drain(..).enumerate() {
        while let Some(mut heading) = old.next_if(|heading| heading.piece == index) {
            heading.piece = parted.len();
            all.push(heading);
        }
        let mut start = 0;
        while let Some((_, cut)) = cuts.next_if(|(cut, _)| *cut == index) {
            let before = slice(&piece.text, start, cut.at);
            if !before.trim().is_empty() {
                parted.push(Piece {
                    text: before,
                    line: piece.line,
                    gap: piece.gap || start > 0,
                    page: false,
                });
            }
            start = cut.at;
            all.push(Found::new(parted.len(), cut.unmarked));
        }
        let text = slice(&piece.text, start, piece.text.len());
        parted.push(Piece { text, line: piece.line, gap: piece.gap || start > 0, page: false });
    }
    drop(old);
    *pieces = parted;
    *found = all;
}

/// A part of a text without the white space behind it.
fn slice<'a>(text: &Cow<'a, str>, from: usize, to: usize) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(from..to).unwrap_or_default().trim_end()),
        Cow::Owned(text) => Cow::Owned(text.get(from..to).unwrap_or_default().trim_end().to_owned()),
    }
}
