//! Terminal safety: no character of a checked file or a file name reaches a terminal that could move the
//! cursor, hide itself or turn the line around. It is drawn as `<U+200B>` instead.

use std::fmt::Write as _;
use std::ops::Range;

/// `text` with everything that a terminal must not see drawn as its code point.
pub(crate) fn safe(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        push_safe(&mut result, character);
    }
    result
}

/// Adds `character`, or its code point in angle brackets.
pub(crate) fn push_safe(result: &mut String, character: char) {
    if crate::unicode::is_drawn(character) {
        result.push(character);
    } else {
        let _ = write!(result, "<U+{:04X}>", u32::from(character));
    }
}

/// A line of a file as a terminal may show it, with the place of a finding in it.
pub(crate) struct Excerpt {
    /// The line, or the part of it around the finding.
    pub(crate) line: String,
    /// The finding, in bytes of `line`. Never empty unless the line ends there.
    pub(crate) span: Range<usize>,
}

/// The columns of a line that are shown.
const WIDEST: usize = 200;
/// The columns before a finding that are shown of a wider line.
const BEFORE: usize = 80;

impl Excerpt {
    /// The first line of `range` in `text`.
    pub(crate) fn new(text: &str, range: Range<usize>) -> Self {
        let line_end = |c: char| matches!(c, '\n' | '\r');
        let front = text.get(..range.start).unwrap_or_default();
        let start = front.rfind(line_end).map_or(0, |end| end + 1);
        let rest = text.get(range.start..).unwrap_or_default();
        let end = range.start + rest.find(line_end).unwrap_or(rest.len());
        let mut excerpt = Self { line: String::new(), span: 0..0 };
        let from = cut_start(text.get(start..range.start).unwrap_or_default());
        if from > 0 {
            excerpt.line.push('…');
        }
        excerpt.push(text.get(start + from..range.start).unwrap_or_default());
        excerpt.span.start = excerpt.line.len();
        let inside = range.end.clamp(range.start, end.max(range.start));
        excerpt.push(text.get(range.start..inside).unwrap_or_default());
        excerpt.span.end = excerpt.line.len();
        excerpt.push(text.get(inside..end).unwrap_or_default());
        excerpt
    }

    /// Adds text as far as there is room. Tabs become spaces, so that carets stand right.
    fn push(&mut self, text: &str) {
        for character in text.chars() {
            if self.line.chars().count() >= WIDEST {
                if !self.line.ends_with('…') {
                    self.line.push('…');
                }
                return;
            }
            match character {
                '\t' => self.line.push_str("    "),
                mark if crate::unicode::is_mark(mark) && !self.has_base() => {
                    let _ = write!(self.line, "<U+{:04X}>", u32::from(mark));
                }
                other => push_safe(&mut self.line, other),
            }
        }
    }

    /// Whether a mark that is added now has a letter to stand on.
    fn has_base(&self) -> bool {
        self.line.chars().next_back().is_some_and(|c| !c.is_whitespace() && c != '>' && c != '…')
    }
}

/// Where the shown part of the text before a finding begins.
fn cut_start(front: &str) -> usize {
    if front.chars().count() <= WIDEST - BEFORE {
        return 0;
    }
    front.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at)
}
