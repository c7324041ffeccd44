//! Footnotes: notes at the foot of a page or the end of the text whose marks stand in the text.
//!
//! They are marked only where nothing is left over: the notes of a form count from 1 to the last, each has one mark,
//! which stands above it, and no mark is without a note.

use super::piece::Piece;
use super::{Change, ChangeKind};
use std::borrow::Cow;

/// How the number of a note is printed, in the text and before the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `¹`
    Raised,
    /// `[1]`
    Bracketed,
    /// `1/`
    Slashed,
}

/// A number in a line: its piece, its bytes there, its value.
#[derive(Clone, Copy)]
struct Mark {
    piece: usize,
    start: usize,
    end: usize,
    value: usize,
}

/// Marks the footnotes of a text, and says which. Gives whether there are any.
pub(super) fn mark(pieces: &mut [Piece<'_>], changes: &mut Vec<Change>) -> bool {
    for form in [Form::Raised, Form::Bracketed, Form::Slashed] {
        if !pieces.iter().any(|piece| begins(&piece.text, form)) {
            continue;
        }
        let (notes, marks) = read(pieces, form);
        if fit(&notes, &marks) {
            // Where the text itself has what the markup marks footnotes by, that is escaped, and none can be marked.
            let own = pieces.iter().any(|piece| piece.text.contains("[^"));
            if !own {
                put(pieces, notes, marks, changes);
            }
            return !own;
        }
    }
    false
}

/// Whether a line may begin with a number of a form: most texts have none.
fn begins(text: &str, form: Form) -> bool {
    match form {
        Form::Raised => text.starts_with(|c| raised(c).is_some()),
        Form::Bracketed => text.starts_with('['),
        Form::Slashed => text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('/'),
    }
}

/// The notes of a form, and the marks in the text.
fn read(pieces: &[Piece<'_>], form: Form) -> (Vec<Mark>, Vec<Mark>) {
    let (mut notes, mut marks) = (Vec::new(), Vec::new());
    // Whether the line above is a note, or goes on with one.
    let mut in_notes = false;
    for (index, piece) in pieces.iter().enumerate() {
        let mut found =
            numbers(&piece.text, form).map(|(start, end, value)| Mark { piece: index, start, end, value });
        let note = |mark: &Mark| mark.start == 0 && opens_note(&piece.text, mark.end);
        in_notes &= !piece.gap;
        match found.next() {
            Some(first) if (piece.gap || in_notes) && note(&first) => {
                in_notes = true;
                notes.push(first);
            }
            Some(first) => marks.push(first),
            None => {}
        }
        marks.extend(found);
    }
    (notes, marks)
}

/// Whether a note's text stands behind its number.
fn opens_note(text: &str, number: usize) -> bool {
    let rest = text.get(number..).unwrap_or_default();
    let words = rest.trim_start();
    words.len() < rest.len() && words.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '«'))
}

/// The numbers of a form in a line, at its start or behind a word: their bytes and values.
fn numbers(text: &str, form: Form) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
    let sign: fn(char) -> bool = match form {
        Form::Raised => |c| raised(c).is_some(),
        Form::Bracketed => |c| c == '[',
        Form::Slashed => |c| c == '/',
    };
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + text.get(from..)?.find(sign)?;
            let found = number_at(text, at, form);
            from = found.map_or(at + text.get(at..)?.chars().next()?.len_utf8(), |(_, end, _)| end);
            if let Some(found) = found {
                return Some(found);
            }
        }
    })
}

/// The number whose sign stands at a byte of a line.
fn number_at(text: &str, at: usize, form: Form) -> Option<(usize, usize, usize)> {
    const MOST_DIGITS: usize = 3;
    let behind = text.get(at..)?;
    let (start, end, digits) = match form {
        Form::Raised => {
            let digits: Vec<char> = behind.chars().map_while(raised).take(MOST_DIGITS + 1).collect();
            let length = behind.chars().take(digits.len()).map(char::len_utf8).sum::<usize>();
            (at, at + length, digits.into_iter().collect())
        }
        Form::Bracketed => {
            let inner = behind.get(1..)?;
            let length = inner.bytes().take(MOST_DIGITS + 1).take_while(u8::is_ascii_digit).count();
            let closes = inner.get(length..).is_some_and(|rest| rest.starts_with(']'));
            (at, at + length + 2, inner.get(..length).filter(|_| closes)?.to_owned())
        }
        Form::Slashed => {
            let front = text.get(..at)?;
            let start = front.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            (start, at + 1, front.get(start..)?.to_owned())
        }
    };
    let figures =
        !digits.is_empty() && digits.len() <= MOST_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    let before = text.get(..start)?;
    let next = text.get(end..)?.chars().next();
    let ends = next.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    // A fraction and an exponent are no marks: "1/2", "m²".
    let word = match form {
        Form::Raised => {
            before.chars().rev().take(3).filter(|c| c.is_alphabetic()).count() == 3
                || before.ends_with(['.', ',', ';', ':', '"', '”', ')'])
        }
        Form::Bracketed => true,
        Form::Slashed => before.ends_with(' '),
    };
    let value: usize =
        if figures && ends && (start == 0 || word) { digits.parse().ok()? } else { return None };
    (value > 0).then_some((start, end, value))
}

/// The digit that a raised one says.
fn raised(character: char) -> Option<char> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let value = RAISED.iter().position(|digit| *digit == character)?;
    char::from_digit(u32::try_from(value).ok()?, 10)
}

/// Whether the notes count from 1 to the last, and each has its mark above it, in the same order.
fn fit(notes: &[Mark], marks: &[Mark]) -> bool {
    let counted = |(mark, count): (&Mark, usize)| mark.value == count;
    !notes.is_empty()
        && notes.len() == marks.len()
        && notes.iter().zip(1..).all(counted)
        && marks.iter().zip(1..).all(counted)
        && notes.iter().zip(marks).all(|(note, mark)| mark.piece < note.piece)
}

/// Puts the marks of the markup in the place of those that are printed.
fn put(pieces: &mut [Piece<'_>], notes: Vec<Mark>, marks: Vec<Mark>, changes: &mut Vec<Change>) {
    let notes = notes.into_iter().map(|mark| (mark, true));
    let mut all: Vec<(Mark, bool)> = notes.chain(marks.into_iter().map(|mark| (mark, false))).collect();
    // From the last to the first, so that those before stay where they are.
    all.sort_by_key(|(mark, _)| std::cmp::Reverse((mark.piece, mark.start)));
    let mut printed = Vec::with_capacity(all.len());
    for (mark, is_note) in all {
        let Some(piece) = pieces.get_mut(mark.piece) else { continue };
        let number = piece.text.get(mark.start..mark.end).unwrap_or_default().to_owned();
        let before = piece.text.get(..mark.start).unwrap_or_default();
        let (before, colon) = if is_note { (before, ":") } else { (before.trim_end(), "") };
        let behind = piece.text.get(mark.end..).unwrap_or_default();
        let text = format!("{before}[^{}]{colon}{behind}", mark.value);
        printed.push(Change { line: piece.line + 1, kind: ChangeKind::Noted, text: number });
        piece.text = Cow::Owned(text);
        piece.gap |= is_note;
    }
    changes.extend(printed.into_iter().rev());
}

/// A text without the marks of footnotes at its end.
pub(super) fn without_marks(text: &str) -> &str {
    let Some((front, digits)) = text.strip_suffix(']').and_then(|text| text.rsplit_once("[^")) else {
        return text;
    };
    if !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()) { front } else { text }
}
