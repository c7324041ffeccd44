//! Articles that are headed by a roman figure alone: `I.`, `II.`.

use super::find::Found;
use super::piece::Piece;
use crate::citation::{Language, Number, Unit};
use crate::model::heading::HeadingReading;
use crate::model::unmarked::{self, Form, rank};
use crate::syntax::marker::is_roman;
use crate::text::LocalSpan;
use rustc_hash::FxHashSet;

/// So many in a row, from I on, are articles.
const FEWEST: usize = 4;

/// The lines of the source, from 0, that are such headings: roman figures alone in their line, behind a blank line,
/// that count from I to the last without a gap or a repeat, in a text that has no other articles.
pub(super) fn articles(pieces: &[Piece<'_>], languages: &[&Language]) -> FxHashSet<usize> {
    let figures = pieces.iter().filter_map(|piece| Some((piece, number(&piece.text)?)));
    let found: Vec<(&Piece<'_>, Number)> = figures.collect();
    let counts = found.iter().zip(1..).all(|((piece, number), count)| {
        piece.gap && number.readings().iter().any(|reading| reading.value == count)
    });
    let article = |piece: &Piece<'_>| {
        unmarked::read(&piece.text, None, languages)
            .is_some_and(|read| read.form == Form::Bare && rank(read.reading.unit) == rank(Unit::Article))
    };
    if found.len() < FEWEST || !counts || pieces.iter().any(article) {
        return FxHashSet::default();
    }
    found.into_iter().map(|(piece, _)| piece.line).collect()
}

/// The roman figure that a line is.
fn number(text: &str) -> Option<Number> {
    let figure = text.strip_suffix('.').unwrap_or(text);
    let roman = is_roman(figure) && figure.starts_with(char::is_uppercase);
    if roman { Number::parse(figure) } else { None }
}

/// The headings at those lines.
pub(super) fn headings(pieces: &[Piece<'_>], lines: &FxHashSet<usize>) -> Vec<Found> {
    if lines.is_empty() {
        return Vec::new();
    }
    let here = pieces.iter().enumerate().filter(|(_, piece)| lines.contains(&piece.line));
    here.filter_map(|(index, piece)| {
        let number = number(&piece.text)?;
        let (end, label) = (number.text.len(), piece.text.len());
        let reading = HeadingReading {
            unit: Unit::Division,
            number: Some((LocalSpan::new(0, end), number)),
            caption: LocalSpan::new(label, label),
            about: false,
        };
        Some(Found { piece: index, reading, form: Form::Bare, label })
    })
    .collect()
}
