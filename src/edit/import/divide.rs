//! The divisions of a text: what opens one without a number, and the captions of those that have one.
//!
//! - `title` finds the title, `instrument` appended instruments.
//! - `caption` tells captions from text.
//! - `order` is what is still to come and what was seen.

mod caption;
mod instrument;
mod order;
mod title;

use super::find::{Found, starts};
use super::piece::{Habit, Piece};
use super::series;
use crate::citation::{Language, Number, Prose, Unit};
use crate::model::heading;
use crate::model::unmarked::{self, ENDS, Form, is_caption, rank};
use order::{Ahead, Seen};
use std::ops::Range;

/// A division, as it is going to be marked.
#[derive(Clone, Debug)]
pub(super) struct Division {
    /// The piece that begins with its heading.
    pub(super) piece: usize,
    /// What it is.
    pub(super) kind: Kind,
    /// Its unit.
    pub(super) unit: Unit,
    /// Its number.
    pub(super) number: Option<Number>,
    /// The bytes of its kind and number in the piece.
    pub(super) label: usize,
    /// The bytes of its caption in the piece; empty if it has none there.
    pub(super) caption: Range<usize>,
    /// The pieces behind it that are its caption.
    pub(super) captions: Range<usize>,
    /// The bytes of the caption at the start of the last of these pieces, if text runs on from it.
    pub(super) below: Option<usize>,
    /// Where in the piece its text begins, if it begins there.
    pub(super) text: Option<usize>,
    /// How many pieces of text stand between the division before and this one.
    pub(super) distance: usize,
}

/// What kind of heading a division has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The title of the document.
    Title,
    /// A number.
    Numbered,
    /// The name of an instrument that is appended.
    Instrument,
    /// A caption alone, over a group of articles.
    Group,
}

impl Kind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Numbered => "numbered",
            Self::Instrument => "instrument",
            Self::Group => "group",
        }
    }
}

/// All divisions, in order.
pub(super) fn divide(
    pieces: &[Piece<'_>],
    found: Vec<Found>,
    habit: Habit,
    languages: &[&Language],
) -> Vec<Division> {
    let mut text = Text { pieces, languages, width: width(habit), captions_run_on: false, captioned: true };
    text.captions_run_on = text.share(&found, Form::RunOn, 6);
    text.captioned = text.share(&found, Form::Bare, 3);
    let mut series = series::instruments(pieces, languages);
    let mut divisions: Vec<Division> = Vec::new();
    let first = found.first().map_or(pieces.len(), |found| found.piece);
    let mut index = text.title(first).map_or(0, |title| {
        let end = title.captions.end;
        divisions.push(title);
        end
    });
    let mut ahead = Ahead::new(&found);
    let mut seen = Seen::default();
    let mut last = 0;
    while index < pieces.len() {
        let division = match ahead.next().filter(|found| found.piece == index) {
            Some(numbered) => Some(text.numbered(numbered)),
            None => series
                .pop_front_if(|named| named.piece == index)
                .or_else(|| text.unnumbered(index, divisions.last(), &ahead, &seen)),
        };
        match division {
            Some(mut division) => {
                division.distance = index.saturating_sub(last);
                index = division.captions.end.max(index + 1);
                while series.pop_front_if(|named| named.piece < index).is_some() {}
                last = index - usize::from(division.text.is_some() || division.below.is_some());
                seen.note(divisions.len(), &division);
                divisions.push(division);
            }
            None => index += 1,
        }
        ahead.pass(index);
    }
    divisions
}

/// The length in characters that wrapped lines have at most, most of the time.
fn width(habit: Habit) -> usize {
    match habit {
        Habit::Wrapped(width) => width,
        Habit::Paragraphs => usize::MAX,
    }
}

struct Text<'a> {
    pieces: &'a [Piece<'a>],
    languages: &'a [&'a Language],
    /// The length of wrapped lines, or the largest number if lines are paragraphs.
    width: usize,
    /// Whether articles have captions that their text runs on from.
    captions_run_on: bool,
    /// Whether articles that stand alone in their line have captions below.
    captioned: bool,
}

impl Text<'_> {
    fn at(&self, index: usize) -> &str {
        self.pieces.get(index).map_or("", |piece| &piece.text)
    }

    fn named(&self, piece: usize, kind: Kind, unit: Unit) -> Division {
        let end = self.at(piece).len();
        Division {
            piece,
            kind,
            unit,
            number: None,
            label: end,
            caption: end..end,
            captions: piece + 1..piece + 1,
            below: None,
            text: None,
            distance: 0,
        }
    }

    /// A division without a number: an appended instrument, or a caption over articles.
    fn unnumbered(
        &self,
        index: usize,
        last: Option<&Division>,
        ahead: &Ahead<'_>,
        seen: &Seen,
    ) -> Option<Division> {
        const LONGEST: usize = 400;
        let piece = self.pieces.get(index)?;
        if let Some(division) = self.preamble(index, last) {
            return Some(division);
        }
        if !self.reads_as_caption(&piece.text) || piece.text.chars().count() > LONGEST {
            return None;
        }
        let last = last?;
        let next = ahead.next();
        let behind_heading = last.captions.end.max(last.piece + 1) == index;
        let alone = piece.gap || behind_heading || self.width == usize::MAX;
        if let Some(unit) = self.instrument(index, last, next).filter(|_| alone) {
            let kind = if rank(unit) == Some(0) { Kind::Numbered } else { Kind::Instrument };
            return Some(self.named(index, kind, unit));
        }
        let next = next.filter(|next| next.piece == index + 1)?;
        let before = self.at(index.checked_sub(1)?);
        let ended = before.ends_with(ENDS) || before.ends_with([')', '”', '"']);
        if ended && last.is_article() && self.label_lost(index, next, seen) {
            return Some(self.named(index, Kind::Group, seen.above(rank(next.reading.unit)?)?.0));
        }
        let untitled = behind_heading && last.text.is_none() && !last.is_article();
        let short = is_caption(&piece.text) && piece.text.chars().count() >= 3;
        let opens = (ended || untitled) && short && next.number().is_some();
        let unit = || Self::outgrown(ahead, seen).unwrap_or(Unit::Division);
        (alone && opens && self.groups(next)).then(|| self.named(index, Kind::Group, unit()))
    }

    /// Whether a caption in capitals behind the text of an article heads a division whose label the text lacks: it
    /// stands over the first of the divisions that such a division is made of, as a title is of chapters.
    fn label_lost(&self, index: usize, next: &Found, seen: &Seen) -> bool {
        let text = self.at(index);
        let first = !next.is_article() && next.number().is_some_and(starts);
        let above = rank(next.reading.unit).and_then(|inner| seen.above(inner));
        first && above.is_some() && in_capitals(text) && is_caption(text)
    }

    /// The unit of the division that a caption over articles ends: one whose sections were counted already, where
    /// the next section is counted from 1 again.
    fn outgrown(ahead: &Ahead<'_>, seen: &Seen) -> Option<Unit> {
        let inner = ahead.next_division().filter(|inner| inner.number().is_some_and(starts))?;
        let (unit, begun) = seen.above(rank(inner.reading.unit)?)?;
        let subdivides = rank(unit).is_some_and(|outer| outer >= 4);
        (begun && subdivides).then_some(unit)
    }

    fn groups(&self, next: &Found) -> bool {
        next.is_article() || matches!(next.reading.unit, Unit::Section | Unit::Subsection)
    }

    /// "PREAMBLE", alone or with the text behind it.
    fn preamble(&self, index: usize, last: Option<&Division>) -> Option<Division> {
        let text = self.at(index);
        if last.is_some_and(|last| last.kind != Kind::Title) || unmarked::small(text) {
            return None;
        }
        let front = text.split(' ').next().unwrap_or(text);
        let lower = heading::lower(front.trim_end_matches([':', '.']));
        let named = self.languages.iter().any(|language| {
            language
                .unit_at(&lower)
                .is_some_and(|(unit, length)| unit == Unit::Preamble && length == lower.len())
        });
        let alone = front.len() == text.len();
        let capitals = in_capitals(front);
        if !named || !alone && !capitals {
            return None;
        }
        let mut division = self.named(index, Kind::Group, Unit::Preamble);
        division.label = front.len();
        division.caption = front.len()..front.len();
        division.text = (!alone).then(|| caption::text_start(text, front.len()));
        Some(division)
    }

    fn prose(&self) -> impl Iterator<Item = &Prose> {
        self.languages.iter().map(|language| &language.prose)
    }

    /// Whether a line has the verb of a rule.
    fn is_sentence(&self, text: &str) -> bool {
        let verbs = |text: &str| self.prose().any(|prose| prose.verbs.contains(&text));
        text.split(' ').any(verbs)
    }

    /// Whether a line in small letters begins with the name of a final act.
    fn names_final_act(&self, lower: &str) -> bool {
        self.prose().flat_map(|prose| prose.final_acts).any(|words| lower.starts_with(words))
    }
}

impl Division {
    pub(super) fn is_article(&self) -> bool {
        rank(self.unit) == rank(Unit::Article)
    }

    /// The words of a title, its lines made one.
    pub(super) fn words(&self, pieces: &[Piece<'_>]) -> String {
        let lines = pieces.get(self.piece..self.captions.end).unwrap_or_default();
        lines.iter().fold(String::new(), |mut words, piece| {
            if !words.is_empty() && !words.ends_with('-') {
                words.push(' ');
            }
            words + &piece.text
        })
    }
}

/// Whether a text has capitals and no small letters.
pub(super) fn in_capitals(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

fn ends_in_small_word(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let lower = last.to_lowercase();
    lower.chars().count() <= 3
        && last.chars().all(char::is_alphabetic)
        && (last == lower || in_capitals(text))
}
