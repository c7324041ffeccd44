//! The title of a document.

use super::{Division, Kind, Text, ends_in_small_word, in_capitals};
use crate::citation::Unit;
use crate::model::unmarked::{self, ENDS, is_caption};

impl Text<'_> {
    /// The title of the document: the first line, or one behind short lines above the text, if it names an
    /// instrument; with the lines that it goes on in.
    pub(super) fn title(&self, first: usize) -> Option<Division> {
        const LONGEST: usize = 400;
        const LINES_ABOVE: usize = 6;
        let short = |text: &str| {
            text.chars().count() <= LONGEST && !text.ends_with([',', ';', ':', '，', '；', '：'])
        };
        let titled = |index: &usize| {
            let text = self.at(*index);
            let named =
                if *index == 0 { self.names_instrument(text, usize::MAX) } else { self.heads(*index) };
            short(text) && !unmarked::small(text) && named
        };
        let above = |index: &usize| {
            *index == 0
                || is_caption(self.at(index - 1)) && self.pieces.get(*index).is_some_and(|piece| piece.gap)
        };
        let lines = (0..first.min(LINES_ABOVE)).take_while(above);
        let start = lines.into_iter().find(titled)?;
        let mut title = self.named(start, Kind::Title, Unit::Division);
        title.captions = start + 1..self.title_end(start, first);
        Some(title)
    }

    /// Whether a line behind others can be the title: the name of an instrument, in capitals or beginning with its noun.
    fn heads(&self, index: usize) -> bool {
        let text = self.at(index);
        let agreed = self.agrees(text) || text.ends_with(ENDS);
        !agreed && !self.is_sentence(text) && in_capitals(text) && self.names_instrument(text, 4)
    }

    /// The end of the lines of a title: it goes on where a line ends in a small word, or in capitals without a
    /// blank line between.
    fn title_end(&self, start: usize, first: usize) -> usize {
        const MOST_LINES: usize = 6;
        let mut end = start + 1;
        while end < first && end - start < MOST_LINES {
            let (above, below) = (self.at(end - 1), self.at(end));
            let runs_on = ends_in_small_word(above) || above.ends_with('-');
            let capitals = in_capitals(above) && in_capitals(below);
            let gap = self.pieces.get(end).is_none_or(|piece| piece.gap);
            let goes_on = runs_on && (capitals || !in_capitals(above)) || capitals && !gap;
            if !goes_on || !self.reads_as_caption(below) || self.agrees(below) {
                break;
            }
            end += 1;
        }
        end
    }
}
