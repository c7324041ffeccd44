//! A token taken apart: its characters with their kinds, each run of them given to those who know its class.

use super::inspect::Context;
use super::setting::Kind;
use super::suspect::Suspect;
use super::{hidden, letters, marks, mojibake, signs};
use crate::unicode::{self, Script};
use std::ops::Range;

/// A character of a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) character: char,
    pub(super) kind: Kind,
    /// The script of a letter; one of several scripts is of its neighbours'.
    pub(super) script: Script,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Cell {
    /// Whether it is a letter or a mark that belongs to letters.
    pub(super) fn is_letter(&self) -> bool {
        matches!(self.kind, Kind::Letter(_) | Kind::OddLetter | Kind::Mark)
    }
}

/// The characters of `range` with their kinds.
pub(super) fn cells(context: &Context<'_>, range: Range<usize>) -> Vec<Cell> {
    let text = context.text.get(range.clone()).unwrap_or_default();
    let mut cells: Vec<Cell> = Vec::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let start = range.start + at;
        let kind = context.setting.kind(character);
        let script = unicode::script(character);
        let shared = matches!(kind, Kind::Letter(_)) && script == Script::Common;
        let script = if shared { script_among(character, cells.last(), text.get(at..)) } else { script };
        cells.push(Cell { character, kind, script, start, end: start + character.len_utf8() });
    }
    cells
}

/// The script that a letter of several scripts is of, such as the tatweel: that of the letter before it or of
/// the next behind it, else the first of its own.
fn script_among(character: char, before: Option<&Cell>, rest: Option<&str>) -> Script {
    let before = before.map(|cell| cell.script);
    let behind = rest.unwrap_or_default().chars().skip(1).map(unicode::script).find(|s| *s != Script::Common);
    let near = before.into_iter().chain(behind).find(|script| unicode::is_used_in(character, &[*script]));
    near.or_else(|| unicode::scripts_of(character).next()).unwrap_or(Script::Common)
}

/// The suspects of the token at `range`, in order and apart from each other.
pub(super) fn suspects(context: &Context<'_>, range: Range<usize>) -> Vec<Suspect> {
    let cells = cells(context, range);
    let mut suspects: Vec<Suspect> = Vec::new();
    let mut at = 0;
    while let Some(cell) = cells.get(at) {
        let rest = cells.get(at..).unwrap_or_default();
        let (found, taken) = if let Some(suspect) = mojibake_at(context, rest) {
            // Marks behind the run stand on what it decodes to.
            let taken =
                rest.iter().take_while(|cell| cell.start < suspect.range.end || cell.kind == Kind::Mark);
            let taken = taken.count();
            (vec![suspect], taken)
        } else if cell.is_letter() {
            let run = letter_run(context, rest);
            (letters::suspects(context, run), run.len())
        } else {
            match cell.kind {
                Kind::Sign => (signs::honest(context, cell).into_iter().collect(), 1),
                Kind::Check => special(context, rest),
                _ => (Vec::new(), 1),
            }
        };
        suspects.extend(found);
        at += taken.max(1);
    }
    suspects.sort_by_key(|suspect| suspect.range.start);
    suspects.dedup_by(|later, earlier| later.range.start < earlier.range.end);
    suspects
}

/// The run of mojibake that begins with the first cell.
fn mojibake_at(context: &Context<'_>, cells: &[Cell]) -> Option<Suspect> {
    let first = cells.first()?;
    let second = context.text.get(first.end..)?.chars().next();
    if mojibake::may_begin(first.character, second) { mojibake::run(context, first.start) } else { None }
}

/// The letters and marks that `cells` begin with, up to a run of mojibake.
fn letter_run<'a>(context: &Context<'_>, cells: &'a [Cell]) -> &'a [Cell] {
    let letters = cells.iter().take_while(|cell| cell.is_letter()).count();
    let broken = (1..letters).find(|at| mojibake_at(context, cells.get(*at..).unwrap_or_default()).is_some());
    cells.get(..broken.unwrap_or(letters)).unwrap_or_default()
}

/// A character that is neither a letter nor an honest sign: hidden ones first, then marks, then the rest.
fn special(context: &Context<'_>, rest: &[Cell]) -> (Vec<Suspect>, usize) {
    let one = |suspect: Option<Suspect>| (suspect.into_iter().collect(), 1);
    let Some(cell) = rest.first() else { return (Vec::new(), 1) };
    if hidden::is_hidden(cell.character) {
        return one(hidden::suspect(context, cell));
    }
    if unicode::is_mark(cell.character) {
        return marks::foreign(context, rest);
    }
    signs::suspect(context, rest)
}

/// What stands before and behind a place: letters are looked for past other suspicious characters, so that
/// two strays in a row do not hide the word from each other.
pub(super) struct Around {
    /// The nearest character before, and whether it is a letter.
    pub(super) before: Option<char>,
    pub(super) behind: Option<char>,
    pub(super) letter_before: bool,
    pub(super) letter_behind: bool,
}

/// The most characters that are passed over in the search for a letter.
const REACH: usize = 8;

impl Around {
    pub(super) fn new(context: &Context<'_>, range: &Range<usize>) -> Self {
        let before = context.text.get(..range.start).unwrap_or_default();
        let behind = context.text.get(range.end..).unwrap_or_default();
        let passes = |c: &char| {
            matches!(context.setting.kind(*c), Kind::Check | Kind::Sign)
                && !c.is_whitespace()
                && !hidden::is_separator(*c)
        };
        let nearest = |mut characters: Box<dyn Iterator<Item = char> + '_>| {
            let found = characters.by_ref().take(REACH).find(|c| !passes(c));
            found.is_some_and(|c| is_word_letter(context, c))
        };
        Self {
            before: before.chars().next_back(),
            behind: behind.chars().next(),
            letter_before: nearest(Box::new(before.chars().rev())),
            letter_behind: nearest(Box::new(behind.chars())),
        }
    }

    pub(super) fn between_letters(&self) -> bool {
        self.letter_before && self.letter_behind
    }

    pub(super) fn against_letter(&self) -> bool {
        self.letter_before || self.letter_behind
    }
}

/// Whether a character is a letter of an expected script, or a mark on one.
pub(super) fn is_word_letter(context: &Context<'_>, character: char) -> bool {
    match context.setting.kind(character) {
        Kind::Letter(group) => context.setting.is_ordinary(group),
        Kind::OddLetter | Kind::Mark => true,
        // Letters of all scripts: the Arabic tatweel, the ʻ of Hawaiian.
        Kind::Plain => !character.is_ascii() && unicode::is_letter(character),
        Kind::Space | Kind::Sign | Kind::Check => false,
    }
}
