//! Words as names are looked for in them: over line ends as over spaces.

use std::ops::Range;

/// Words with every run of white space as one space, and the way back.
pub(super) struct Spaced {
    /// The words.
    pub(super) text: String,
    /// Where bytes were left out: the place here, and how many were left out up to it.
    gaps: Vec<(usize, usize)>,
}

impl Spaced {
    pub(super) fn new(text: &str) -> Self {
        let mut spaced = Self { text: String::with_capacity(text.len()), gaps: Vec::new() };
        let mut left_out = 0;
        for character in text.chars() {
            if !character.is_whitespace() {
                spaced.text.push(character);
            } else if spaced.text.ends_with(' ') || spaced.text.is_empty() {
                left_out += character.len_utf8();
                spaced.gaps.push((spaced.text.len(), left_out));
            } else {
                spaced.text.push(' ');
                if character.len_utf8() > 1 {
                    left_out += character.len_utf8() - 1;
                    spaced.gaps.push((spaced.text.len(), left_out));
                }
            }
        }
        spaced
    }

    /// Where a range of the words stands in the text that they were made of.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let at = |place: usize| {
            let before = self.gaps.partition_point(|(gap, _)| *gap <= place);
            place
                + before
                    .checked_sub(1)
                    .and_then(|last| self.gaps.get(last))
                    .map_or(0, |(_, left_out)| *left_out)
        };
        let end = range.end.checked_sub(1).map_or(0, |last| at(last) + 1);
        at(range.start)..end.max(at(range.start))
    }
}
