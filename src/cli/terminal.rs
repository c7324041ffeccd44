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
    if crate::unicode::is_drawn(character) && !(character == '[' && begins_command(result)) {
        result.push(character);
    } else {
        let _ = write!(result, "<U+{:04X}>", u32::from(character));
    }
}

/// Whether a `[` behind `front` begins what a service that runs the checks takes out of its log as a command,
/// wherever it stands in a line: `##[`, `##vso[`.
fn begins_command(front: &str) -> bool {
    let ends_with = |mark: &str| {
        let start = front.len().checked_sub(mark.len()).and_then(|start| front.get(start..));
        start.is_some_and(|end| end.eq_ignore_ascii_case(mark))
    };
    ends_with("##") || ends_with("##vso")
}

/// The name of a file as it may begin a line: `::` there would be a command to a service that runs the checks.
pub(crate) fn safe_at_start(name: &str) -> String {
    let mut shown = safe(name);
    if shown.trim_start().starts_with("::") {
        shown.insert_str(0, "./");
    }
    shown
}

/// The characters of a line around a place in it. It costs what it gives, however long the line is.
pub(crate) struct Around<'a> {
    /// Those before the place.
    pub(crate) front: &'a str,
    /// Those at and behind it.
    pub(crate) behind: &'a str,
    /// Whether the line begins before them.
    pub(crate) cut: bool,
}

impl<'a> Around<'a> {
    /// The part of the line around byte `at` of a text that is shown when at most `widest` characters are: all
    /// of what stands before the place, or the last `before` characters of it once `is_long` says, by how many
    /// characters stand before and behind, that there are too many. Neither count goes far above `widest`.
    pub(crate) fn new(
        text: &'a str,
        at: usize,
        (widest, before): (usize, usize),
        is_long: impl Fn(usize, usize) -> bool,
    ) -> Self {
        let inside = |c: &char| !matches!(c, '\n' | '\r');
        let (front, behind) = text.split_at_checked(at).unwrap_or_default();
        let length = |characters: &[char]| characters.iter().map(|c| c.len_utf8()).sum::<usize>();
        let backwards: Vec<char> = front.chars().rev().take_while(inside).take(widest + 1).collect();
        let forwards: Vec<char> = behind.chars().take_while(inside).take(widest + 1).collect();
        let cut = backwards.len() > before && is_long(backwards.len(), forwards.len());
        let shown = if cut { backwards.get(..before).unwrap_or_default() } else { &backwards };
        Self {
            front: front.get(at - length(shown)..).unwrap_or_default(),
            behind: behind.get(..length(&forwards)).unwrap_or_default(),
            cut,
        }
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
        let around = Around::new(text, range.start, (WIDEST, BEFORE), |before, _| before > WIDEST - BEFORE);
        let mut excerpt = Self { line: String::new(), span: 0..0 };
        let mut room = WIDEST;
        if around.cut {
            excerpt.line.push('…');
            room -= 1;
        }
        excerpt.push(around.front, &mut room);
        excerpt.span.start = excerpt.line.len();
        let inside = around.behind.len().min(range.len());
        excerpt.push(around.behind.get(..inside).unwrap_or_default(), &mut room);
        excerpt.span.end = excerpt.line.len();
        excerpt.push(around.behind.get(inside..).unwrap_or_default(), &mut room);
        excerpt
    }

    /// Adds text as far as there is `room`, in columns. Tabs become spaces, so that carets stand right.
    fn push(&mut self, text: &str, room: &mut usize) {
        for character in text.chars() {
            if *room == 0 {
                if !self.line.ends_with('…') {
                    self.line.push('…');
                }
                return;
            }
            let before = self.line.len();
            match character {
                '\t' => self.line.push_str("    "),
                mark if crate::unicode::is_mark(mark) && !self.has_base() => {
                    let _ = write!(self.line, "<U+{:04X}>", u32::from(mark));
                }
                other => push_safe(&mut self.line, other),
            }
            let added = self.line.get(before..).unwrap_or_default().chars().count();
            *room = room.saturating_sub(added);
        }
    }

    /// Whether a mark that is added now has a letter to stand on.
    fn has_base(&self) -> bool {
        self.line.chars().next_back().is_some_and(|c| !c.is_whitespace() && c != '>' && c != '…')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_of_a_line_is_bounded_by_what_fits() {
        let long = "é".repeat(100_000);
        let text = format!("before\n{long}\u{A9C3}{long}\nbehind");
        let at = "before\n".len() + long.len();
        let around = Around::new(&text, at, (160, 80), |before, behind| before + behind > 160);
        assert_eq!((around.front.chars().count(), around.behind.chars().count()), (80, 161));
        assert!(around.cut);
        let excerpt = Excerpt::new(&text, at..at + 3);
        assert_eq!(excerpt.line, format!("…{}\u{A9C3}{}…", "é".repeat(80), "é".repeat(118)));
        assert_eq!(excerpt.line.get(excerpt.span), Some("\u{A9C3}"));
    }

    #[test]
    fn a_line_ends_at_every_line_end_and_a_finding_with_its_line() {
        for end in ["\n", "\r", "\r\n"] {
            let text = format!("one{end}two three{end}four");
            let at = text.find("two").expect("it stands there");
            let excerpt = Excerpt::new(&text, at + 4..text.len());
            assert_eq!((excerpt.line.as_str(), excerpt.span), ("two three", 4..9));
        }
        let excerpt = Excerpt::new("end\n", 3..3);
        assert_eq!((excerpt.line.as_str(), excerpt.span), ("end", 3..3));
    }

    #[test]
    fn what_a_service_takes_for_a_command_is_drawn() {
        assert_eq!(safe("a ##[error]b ##VSO[x] #[c] [##]"), "a ##<U+005B>error]b ##VSO<U+005B>x] #[c] [##]");
        assert_eq!(safe_at_start("::error::x"), "./::error::x");
        assert_eq!(safe_at_start(" ::error::x"), "./ ::error::x");
        assert_eq!(safe_at_start("a::error::x"), "a::error::x");
    }
}
