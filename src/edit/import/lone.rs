//! Words that stand on a line without what they belong to: "Part" at the end of the line above its number, the
//! number of a paragraph above its text. They are joined before anything is read.

use super::piece::Piece;
use super::{Change, ChangeKind};
use crate::citation::Language;
use crate::model::heading;
use crate::model::unmarked::{self, ENDS, rank};
use crate::syntax::marker;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// Joins what was parted, and says where. The lines of `headings`, from 0, are left alone.
pub(super) fn join(
    pieces: &mut Vec<Piece<'_>>,
    headings: &FxHashSet<usize>,
    languages: &[&Language],
    changes: &mut Vec<Change>,
) {
    let mut joined: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    for piece in pieces.drain(..) {
        let Some(above) = joined.last_mut() else {
            joined.push(piece);
            continue;
        };
        if let Some(start) = lone_unit(&above.text, &piece.text, languages) {
            let word = above.text.get(start..).unwrap_or_default().trim();
            let text = format!("{word} {}", piece.text);
            changes.push(Change { line: above.line + 1, kind: ChangeKind::Joined, text: text.clone() });
            let (line, rest) =
                (piece.line, above.text.get(..start).unwrap_or_default().trim_end().to_owned());
            if rest.is_empty() {
                joined.pop();
            } else {
                above.text = Cow::Owned(rest);
            }
            joined.push(Piece { text: Cow::Owned(text), line, gap: true, page: false });
        } else if let Some(marker) = Some(above.line)
            .filter(|line| !headings.contains(line))
            .and_then(|_| lone_marker(&above.text, &piece.text, languages))
        {
            changes.push(Change {
                line: above.line + 1,
                kind: ChangeKind::Joined,
                text: above.text.to_string(),
            });
            above.text = Cow::Owned(format!("{marker} {}", piece.text));
        } else {
            joined.push(piece);
        }
    }
    *pieces = joined;
}

/// Where the word of a unit starts that ends a line, behind a sentence or alone, if the next line begins with
/// its number.
fn lone_unit(above: &str, below: &str, languages: &[&Language]) -> Option<usize> {
    let uncased = !above.ends_with(|c: char| c.is_lowercase() || c.is_uppercase());
    let start = above.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let word = above.get(start..)?;
    if word.len() > 40 || word.starts_with(char::is_lowercase) || below.starts_with(char::is_lowercase) {
        return None;
    }
    let before = above.get(..start)?.trim_end();
    if !before.is_empty() && !uncased && !before.ends_with(ENDS) && !before.ends_with([':', ';', '؛']) {
        return None;
    }
    let lower = heading::lower(word);
    let front: String = below.chars().take(40).collect();
    let numbered = |language: &&Language| {
        let (unit, length) = language.unit_at(&lower)?;
        let whole = length == lower.len() && rank(unit).is_some();
        let number = whole && language.ordinal_at(&heading::lower(&front)).is_some();
        let figures = whole && before.is_empty() && is_number(below);
        (number || figures).then_some(())
    };
    languages.iter().find_map(numbered).map(|()| start)
}

fn is_number(text: &str) -> bool {
    text.len() <= 8 && text.trim_end_matches('.').chars().all(|c| c.is_numeric() || "IVXLC".contains(c))
}

/// The marker that a line is, with the full stop that it lacks, if the next line can be its text.
fn lone_marker(above: &str, below: &str, languages: &[&Language]) -> Option<String> {
    const LONGEST: usize = 8;
    if unmarked::read(below, None, languages).is_some() {
        return None;
    }
    if above.len() > LONGEST || below.len() < 3 || !below.starts_with(opens_text) {
        return None;
    }
    if above.chars().all(|c| c.is_ascii_digit()) {
        return Some(format!("{above}."));
    }
    let spaced = format!("{above} x");
    let markers = marker::markers(&spaced);
    let alone = markers.last().is_some_and(|marker| marker.span.end as usize == above.len());
    (alone && !above.starts_with(['–', '—', '-', '•'])).then(|| above.to_owned())
}

fn opens_text(character: char) -> bool {
    character.is_alphabetic() || matches!(character, '"' | '“' | '«' | '‘' | '\'' | '(')
}
