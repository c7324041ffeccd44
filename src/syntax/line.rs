//! Lines: what ends one, what is blank, what is indentation (`grammar/SPEC.md`, "Lines").

use super::scan;

/// A line of a text: its words and its line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// The words, without the line end.
    pub(super) content: &'a str,
    /// `\n`, `\r`, `\r\n`, or nothing at the end of the text.
    pub(super) end: &'a str,
}

impl Line<'_> {
    /// The bytes of the words and the line end together.
    pub(super) fn len(self) -> usize {
        self.content.len() + self.end.len()
    }
}

/// The lines of a text, their ends included, so that they join to the text again.
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    rest: &'a str,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let bytes = self.rest.as_bytes();
        let content = scan::line(self.rest);
        let end = match (bytes.get(content), bytes.get(content + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(_), _) => 1,
            (None, _) => 0,
        };
        let (line, rest) = self.rest.split_at(content + end);
        self.rest = rest;
        let (content, end) = line.split_at(content);
        Some(Line { content, end })
    }
}

/// A space or a tab: what separates in most rules. Other white space is a character like any other there.
pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t')
}

/// Whether a line holds nothing but spaces and tabs.
pub(super) fn is_blank(content: &str) -> bool {
    space(content) == content.len()
}

/// The bytes of indentation before a line's text: spaces, tabs and U+3000.
pub(super) fn indentation(content: &str) -> usize {
    scan::prefix(content, |c| is_space(c) || c == '\u{3000}')
}

/// The bytes of spaces and tabs at the start of `text`.
pub(super) fn space(text: &str) -> usize {
    scan::prefix(text, is_space)
}

/// The text without the spaces and tabs at its end.
pub(super) fn trim_end(text: &str) -> &str {
    text.get(..text.len() - scan::suffix(text, is_space)).unwrap_or_default()
}

/// Whether a space, a tab or nothing is what `text` begins with.
pub(super) fn is_separate(text: &str) -> bool {
    text.is_empty() || text.starts_with(is_space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lf_cr_and_crlf_end_lines_and_nothing_else_does() {
        let ends: Vec<_> =
            Lines::new("a\nb\rc\r\n\r\r\nd\u{85}e\u{2028}f\u{0B}g").map(|l| (l.content, l.end)).collect();
        assert_eq!(
            ends,
            [
                ("a", "\n"),
                ("b", "\r"),
                ("c", "\r\n"),
                ("", "\r"),
                ("", "\r\n"),
                ("d\u{85}e\u{2028}f\u{0B}g", "")
            ]
        );
    }
}
