//! What printing added to a text: the numbers and the running heads of pages, and tables of contents.

use super::piece::Piece;
use super::{Change, ChangeKind};
use crate::citation::{Prose, language};
use crate::model::heading;
use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::Hasher;
use std::sync::LazyLock;

/// Takes page numbers, running heads and tables of contents out, and says which.
pub(super) fn leave_out(pieces: &mut Vec<Piece<'_>>) -> Vec<Change> {
    let mut out = vec![false; pieces.len()];
    numbers(pieces, &mut out);
    heads(pieces, &mut out);
    contents(pieces, &mut out);
    let mut changes = Vec::new();
    let mut kept: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    let mut page = false;
    for (mut piece, out) in pieces.drain(..).zip(out) {
        if out {
            let text = piece.text.into_owned();
            changes.push(Change { line: piece.line + 1, kind: ChangeKind::LeftOut, text });
            page = true;
            continue;
        }
        // A sentence goes on over the end of a page.
        if std::mem::take(&mut page) && kept.last().is_some_and(|last| goes_on(last, &piece)) {
            piece.gap = false;
        } else if page {
            piece.gap = true;
        }
        kept.push(piece);
    }
    *pieces = kept;
    changes
}

fn goes_on(above: &Piece<'_>, below: &Piece<'_>) -> bool {
    below.text.starts_with(char::is_lowercase)
        && above.text.ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-')
}

/// A page's number, and whether its form says that it is one.
struct PageNumber {
    value: u32,
    is_certain: bool,
}

/// `- 12 -`, `Page 12`, `Page 12 of 40`, `12 / 40`, and `12`, which may be the number of a paragraph.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let words = |choose: fn(&Prose) -> &'static [&'static str]| {
        let words = language::ALL.iter().flat_map(|language| choose(&language.prose));
        words.map(|word| regex::escape(word)).collect::<Vec<_>>().join("|")
    };
    Regex::new(&format!(
        r"(?ix)^ (?<word> (?: {} ) \s+ )?
        (?<frame> [-–—|\[] )* \s* (?<value> [0-9]{{1,6}} ) \s*
        (?<total> (?: {} ) \s* [0-9]+ )? \s* [-–—|\]]* $",
        words(|prose| prose.pages.0),
        words(|prose| prose.pages.1),
    ))
    .expect("the pattern is well formed")
});

/// Reads the number of a page that a line consists of.
fn page_number(text: &str) -> Option<PageNumber> {
    const LONGEST: usize = 24;
    if text.len() > LONGEST || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let found = NUMBER.captures(text)?;
    let is_certain = ["word", "frame", "total"].iter().any(|sign| found.name(sign).is_some());
    Some(PageNumber { value: found.name("value")?.as_str().parse().ok()?, is_certain })
}

/// Marks the numbers of pages: those of a form that says so, if they rise; bare ones, if they rise one by one
/// with a page of text between them.
fn numbers(pieces: &[Piece<'_>], out: &mut [bool]) {
    const PAGE_LINES: usize = 15;
    let read = |(index, piece): (usize, &Piece<'_>)| Some((index, page_number(&piece.text)?, piece.page));
    let found: Vec<(usize, PageNumber, bool)> = pieces.iter().enumerate().filter_map(read).collect();
    let certain: Vec<(usize, u32)> = found
        .iter()
        .filter(|(_, number, page)| number.is_certain || *page)
        .map(|(index, number, _)| (*index, number.value))
        .collect();
    let rising = certain.windows(2).filter(|pair| matches!(pair, [a, b] if b.1 > a.1)).count();
    if certain.len() >= 2 && rising * 4 >= (certain.len() - 1) * 3 {
        certain.iter().for_each(|(index, _)| mark(out, *index));
    }
    let bare: Vec<(usize, u32)> = found
        .iter()
        .filter(|(_, number, _)| !number.is_certain)
        .map(|(index, number, _)| (*index, number.value))
        .collect();
    let steps = bare.windows(2).filter_map(|pair| match pair {
        [a, b] => Some((b.0 - a.0, b.1.checked_sub(a.1))),
        _ => None,
    });
    let (mut regular, mut all) = (0, 0);
    for (lines, step) in steps {
        all += 1;
        regular += usize::from(lines >= PAGE_LINES && matches!(step, Some(1 | 2)));
    }
    if all >= 2 && regular * 10 >= all * 9 {
        bare.iter().for_each(|(index, _)| mark(out, *index));
    }
}

fn mark(out: &mut [bool], index: usize) {
    if let Some(slot) = out.get_mut(index) {
        *slot = true;
    }
}

/// Marks the lines that come again at the number or the end of a page, but for their digits.
fn heads(pieces: &[Piece<'_>], out: &mut [bool]) {
    const LONGEST: usize = 100;
    const TIMES: usize = 3;
    // A running head, and a running foot, are of no more lines than this.
    const LINES: usize = 3;
    let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let at_edge = |index: usize, out: &[bool]| {
        let removed = |index: Option<usize>| index.is_some_and(|index| out.get(index) == Some(&true));
        let page = |index: usize| pieces.get(index).is_some_and(|piece| piece.page);
        removed(index.checked_sub(1)) || removed(Some(index + 1)) || page(index) || page(index + 1)
    };
    for _ in 0..LINES {
        places.clear();
        for (index, piece) in pieces.iter().enumerate() {
            if out.get(index) == Some(&false) && piece.text.len() <= LONGEST && at_edge(index, out) {
                let alike = piece.text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
                places.entry(alike).or_default().push(index);
            }
        }
        let again: Vec<usize> =
            places.values().filter(|places| places.len() >= TIMES).flatten().copied().collect();
        if again.is_empty() {
            return;
        }
        again.into_iter().for_each(|index| mark(out, index));
    }
}

fn heads_contents(text: &str) -> bool {
    const LONGEST: usize = 48;
    let title = text.trim_end_matches(':').trim();
    if title.len() > LONGEST {
        return false;
    }
    let lower = heading::lower(title);
    language::ALL.iter().any(|language| language.prose.contents.contains(&lower.as_str()))
}

/// Marks tables of contents: lines behind a heading that says so whose words come again, or that end in the
/// number of a page behind dots.
fn contents(pieces: &[Piece<'_>], out: &mut [bool]) {
    const FEWEST: usize = 3;
    // Where each line's words stand last; only made where a table is headed.
    let mut places: Option<FxHashMap<u64, usize>> = None;
    let mut index = 0;
    while let Some(piece) = pieces.get(index) {
        let headed = heads_contents(&piece.text);
        let start = if headed { index + 1 } else { index };
        let end = if headed || leads(&piece.text) { contents_end(pieces, start, headed) } else { start };
        let entries = pieces.get(start..end).unwrap_or_default();
        let leaders = entries.iter().filter(|piece| leads(&piece.text)).count();
        let listed = leaders * 2 >= entries.len()
            || headed && come_again(entries, end, places.get_or_insert_with(|| last_places(pieces)));
        if entries.len() >= FEWEST && listed {
            (index..end).for_each(|index| mark(out, index));
            index = end;
        } else {
            index += 1;
        }
    }
}

/// The end of a table of contents: where an entry comes again, or a line is longer than an entry can be.
fn contents_end(pieces: &[Piece<'_>], start: usize, headed: bool) -> usize {
    const LONGEST: usize = 1_500;
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    // Where the first entry has dots before its page, all have.
    let plain = headed && !pieces.get(start).is_some_and(|piece| leads(&piece.text));
    let mut end = start;
    while let Some(piece) = pieces.get(end) {
        let entry = letters(&piece.text);
        let runs = if plain {
            piece.text.len() <= LONGEST && !piece.text.ends_with('.')
        } else {
            leads(&piece.text)
        };
        if !runs || !seen.insert(entry) {
            break;
        }
        end += 1;
    }
    end
}

/// Where the words of each line stand last.
fn last_places(pieces: &[Piece<'_>]) -> FxHashMap<u64, usize> {
    pieces.iter().enumerate().map(|(index, piece)| (letters(&piece.text), index)).collect()
}

/// Whether the words of most entries come again behind the table.
fn come_again(entries: &[Piece<'_>], end: usize, places: &FxHashMap<u64, usize>) -> bool {
    let again =
        entries.iter().filter(|piece| places.get(&letters(&piece.text)).is_some_and(|place| *place >= end));
    again.count() * 2 >= entries.len()
}

/// The letters and figures of an entry, without the number of its page, as a hash.
fn letters(text: &str) -> u64 {
    let entry = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let entry =
        if entry.ends_with('.') || entry.ends_with('\t') || entry.ends_with("  ") { entry } else { text };
    let mut hasher = FxHasher::default();
    let letters = entry.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).for_each(|letter| hasher.write_u32(letter.into()));
    hasher.finish()
}

/// Whether a line ends in the number of a page behind dots.
fn leads(text: &str) -> bool {
    let front = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let dots = front.trim_end();
    front.len() < text.len() && (dots.ends_with("....") || dots.ends_with(". . .") || dots.ends_with("……"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_and_what_is_none() {
        let read = |text| page_number(text).map(|number| (number.value, number.is_certain));
        for text in [
            "- 12 -",
            "–12–",
            "-12",
            "Page 12",
            "PAGE  12 of 40",
            "12 / 40",
            "12/40",
            "[12]",
            "Стр. 12",
            "| 12",
        ] {
            assert_eq!(read(text), Some((12, true)), "{text}");
        }
        assert_eq!(read("12"), Some((12, false)));
        for text in ["12.", "(12)", "a 12", "Article 12", "12 of", "1234567", "page", "12-13-14", "-"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
