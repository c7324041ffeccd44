//! The edits of one block: white space in the place of white space, and nothing else.

use crate::text::{Edit, LocalSpan, Offset, apply_edits};
use std::ops::Range;

/// What is put in the place of spaces, tabs and line ends of a text.
pub(super) struct Spacing<'a> {
    text: &'a str,
    origin: Offset,
    edits: Vec<Edit>,
}

impl<'a> Spacing<'a> {
    /// Nothing as yet, for `text`, which stands at `origin`.
    pub(super) fn new(text: &'a str, origin: Offset) -> Self {
        Self { text, origin, edits: Vec::new() }
    }

    /// Puts `spaces` in the place of the bytes of `range`. Ranges do not overlap. What holds anything but spaces,
    /// tabs and line ends is left alone: this is what keeps words from being changed.
    pub(super) fn set(&mut self, range: Range<usize>, spaces: &str) {
        let Some(before) = self.text.get(range.clone()) else { return };
        if before != spaces && is_white(before) && is_white(spaces) {
            let span = LocalSpan::new(range.start, range.end).at(self.origin);
            self.edits.push(Edit::replace(span, spaces));
        }
    }

    /// Takes over what was put into a part of the text that begins at byte `start`.
    pub(super) fn take(&mut self, start: usize, part: Spacing<'_>) {
        for edit in part.edits {
            let span = LocalSpan::new(edit.span.start.to_usize(), edit.span.end.to_usize()).shifted(start);
            self.edits.push(Edit { span: span.at(self.origin), ..edit });
        }
    }

    /// A part of the text, to be tried by itself before it is taken over.
    pub(super) fn part<'b>(text: &'b str) -> Spacing<'b> {
        Spacing::new(text, Offset::default())
    }

    /// What the text becomes, for one that stands at the origin.
    pub(super) fn applied(&mut self) -> String {
        self.edits.sort();
        apply_edits(self.text, &self.edits)
    }

    /// Whether nothing is changed.
    pub(super) fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The edits in order.
    pub(super) fn finish(mut self) -> Vec<Edit> {
        self.edits.sort();
        self.edits
    }
}

/// A space or a tab.
pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t')
}

/// The bytes of spaces and tabs that `text` begins with.
pub(super) fn lead(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_space).len()
}

/// The bytes of `text` without the spaces and tabs at its end.
pub(super) fn trimmed(text: &str) -> usize {
    text.trim_end_matches(is_space).len()
}

fn is_white(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_white_space_is_taken_or_put_in() {
        let mut spacing = Spacing::part("a \t\u{A0}b");
        spacing.set(0..2, " ");
        spacing.set(1..5, " ");
        spacing.set(1..3, "x");
        spacing.set(4..9, "");
        assert!(spacing.is_empty());
        spacing.set(1..3, " ");
        assert_eq!(spacing.applied(), "a \u{A0}b");
    }
}
