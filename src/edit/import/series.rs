//! Appended instruments that are numbered: `7. Declaration on Article 16`.

use super::divide::{Division, Kind};
use super::piece::Piece;
use crate::citation::{Language, Number, Unit};
use crate::model::heading;
use std::collections::VecDeque;

/// So many in a row, from 1 on, are a series.
const FEWEST: usize = 3;

/// The instruments of each series, in order: their numbers rise one by one from 1, and text stands below each. A
/// list of their names is none.
pub(super) fn instruments(pieces: &[Piece<'_>], languages: &[&Language]) -> VecDeque<Division> {
    let named: Vec<(usize, Named)> = pieces
        .iter()
        .enumerate()
        .filter_map(|(index, piece)| Some((index, Named::read(&piece.text, languages)?)))
        .collect();
    let mut found: VecDeque<Division> = VecDeque::new();
    let mut run: Vec<Division> = Vec::new();
    for (at, (index, name)) in named.iter().enumerate() {
        // One that stands directly above or below the next of its series is a line of a list.
        let near = |other: Option<&(usize, Named)>, value: Option<usize>| {
            other.is_some_and(|(at, other)| at.abs_diff(*index) == 1 && Some(other.value) == value)
        };
        let above = at.checked_sub(1).and_then(|above| named.get(above));
        if near(named.get(at + 1), name.value.checked_add(1)) || near(above, name.value.checked_sub(1)) {
            continue;
        }
        let follows = run.len() + 1 == name.value;
        if name.value == 1 && !follows {
            keep(&mut run, &mut found);
        } else if !follows {
            continue;
        }
        run.push(name.division(*index, pieces));
    }
    keep(&mut run, &mut found);
    found
}

fn keep(run: &mut Vec<Division>, found: &mut VecDeque<Division>) {
    let run = std::mem::take(run);
    if run.len() >= FEWEST {
        found.extend(run);
    }
}

/// The name of an instrument with its number.
struct Named {
    unit: Unit,
    value: usize,
    /// The bytes of the number and its full stop.
    label: usize,
}

impl Named {
    fn read(text: &str, languages: &[&Language]) -> Option<Self> {
        const LONGEST: usize = 400;
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let label = digits + 1;
        let name = text.get(digits..)?.strip_prefix(". ")?.trim_start();
        if digits == 0 || name.chars().count() > LONGEST || name.ends_with([';', ',', ':', '.']) {
            return None;
        }
        let front = name.get(..name.floor_char_boundary(48)).unwrap_or(name);
        let (unit, _) = opens(&heading::lower(front), languages)?;
        let capital = name.starts_with(char::is_uppercase);
        Some(Self { unit, value: text.get(..digits)?.parse().ok()?, label }).filter(|_| capital)
    }

    fn division(&self, piece: usize, pieces: &[Piece<'_>]) -> Division {
        let text = pieces.get(piece).map_or("", |piece| &piece.text);
        let behind = text.get(self.label..).unwrap_or_default();
        Division {
            piece,
            kind: Kind::Instrument,
            unit: self.unit,
            number: Number::parse(&self.value.to_string()),
            label: self.label,
            caption: text.len() - behind.trim_start().len()..text.len(),
            captions: piece + 1..piece + 1,
            below: None,
            text: None,
            distance: 0,
        }
    }
}

/// The unit of an instrument that a line in small letters begins with, not in the plural, and the bytes of its word.
pub(super) fn opens(lower: &str, languages: &[&Language]) -> Option<(Unit, usize)> {
    let found = languages.iter().filter_map(|language| Some((language, language.unit_at(lower)?)));
    let (language, (unit, length)) = found.max_by_key(|(_, (_, length))| *length)?;
    let word = lower.get(..length)?;
    let forms = language.units.iter().filter(|(known, _)| *known == unit).flat_map(|(_, words)| *words);
    // "Verklaringen" are several.
    let plural = word.ends_with('s') || forms.into_iter().any(|form| *form != word && word.starts_with(form));
    (!plural && (unit.is_instrument() || unit.is_scope())).then_some((unit, length))
}
