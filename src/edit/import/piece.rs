//! The lines of a text, and how they are used.

use std::borrow::Cow;

/// A line of the source without the white space around it, or a part of one.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    /// Its words.
    pub(super) text: Cow<'a, str>,
    /// Its line in the source, from 0.
    pub(super) line: usize,
    /// Whether a blank line or a page's end stands above it, or it begins in the middle of a line.
    pub(super) gap: bool,
    /// Whether a page ends above it (U+000C).
    pub(super) page: bool,
}

/// The lines of a text that have words. The ends of pages (U+000C) are white space.
pub(super) fn cut(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut gap = true;
    let mut page = false;
    for (line, whole) in lines(text).enumerate() {
        let words = whole.trim_matches(is_space);
        if words.is_empty() {
            gap = true;
            page |= whole.contains('\u{C}');
            continue;
        }
        page |= whole.starts_with('\u{C}');
        pieces.push(Piece { text: Cow::Borrowed(words), line, gap: gap || page, page });
        page = whole.ends_with('\u{C}');
        gap = false;
    }
    pieces
}

/// The lines of a text without their ends: LF, CR LF or CR.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = memchr::memchr2(b'\n', b'\r', text.as_bytes()) else {
            rest = None;
            return Some(text);
        };
        let skip = if text.get(end..).is_some_and(|end| end.starts_with("\r\n")) { 2 } else { 1 };
        rest = text.get(end + skip..);
        text.get(..end)
    })
}

/// What is left out around a line: white space of all kinds, a byte order mark.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || character == '\u{FEFF}'
}

/// How the lines of a text are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// Each line is a paragraph.
    Paragraphs,
    /// Lines are wrapped at about so many characters.
    Wrapped(usize),
}

/// How the lines are used: wrapped if hardly any is longer than a page is wide, and many lines as wide as that
/// run on in the next one.
pub(super) fn habit(pieces: &[Piece<'_>]) -> Habit {
    const PAGE: usize = 130;
    let widths: Vec<usize> = pieces.iter().map(|piece| width(&piece.text)).collect();
    let mut lengths = widths.clone();
    lengths.sort_unstable();
    let at = |share: usize| lengths.get(lengths.len() * share / 100).copied().unwrap_or(0);
    let (wide, widest) = (at(90), at(98));
    let (mut pairs, mut run_on) = (0, 0);
    for (pair, width) in pieces.windows(2).zip(&widths) {
        let [above, below] = pair else { continue };
        if !below.gap {
            pairs += 1;
            run_on += usize::from(!ends(&above.text) && width * 10 >= wide.min(PAGE) * 6);
        }
    }
    if run_on * 5 < pairs || pairs == 0 || wide > 2 * PAGE || widest > 4 * PAGE && run_on * 2 < pairs {
        Habit::Paragraphs
    } else {
        Habit::Wrapped(wide)
    }
}

/// Whether a line ends as a sentence or a list item does.
fn ends(text: &str) -> bool {
    text.ends_with(['.', ';', ':', '!', '?', '。', '；', '：', '”', '"', '؛', '؟'])
}

/// The width of a line in the columns of a page: an ideograph takes two.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    // A character of UTF-8 has one byte that is no continuation; ideographs and wide forms begin with E3 to EF.
    let characters = text.bytes().filter(|byte| byte & 0xC0 != 0x80).count();
    characters + text.bytes().filter(|byte| matches!(byte, 0xE3..=0xEF)).count()
}
