//! Edits: replace a span of a text by other words. Fixes, formatting and refactorings all end as these.

use super::{Offset, Span};
use std::collections::VecDeque;
use std::ops::Range;

/// Replaces the bytes of `span` by `text`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit {
    /// What is replaced, in bytes of the text before any edit.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Puts `text` in the place of `span`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Takes the bytes of `span` out.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }
}

/// The text after `edits`, which must be sorted by their spans and may not overlap.
///
/// All spans count bytes of `text` as it was before. An edit that overlaps the one before it, or does not
/// lie on character boundaries of `text`, is left out: nothing but what an edit names is ever changed.
pub fn apply_edits(text: &str, edits: &[Edit]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let range = edit.span.range();
        let Some(kept) = text.get(done..range.start) else { continue };
        if !text.is_char_boundary(range.end) || range.end > text.len() {
            continue;
        }
        result.push_str(kept);
        result.push_str(&edit.text);
        done = range.end;
    }
    result.push_str(text.get(done..).unwrap_or_default());
    result
}

/// The edits that do at once what `first` and then `second` do, where `second` counts bytes of the text after
/// `first`. Both must be sorted and lie apart, as what is given does, which counts bytes of the text before.
pub fn compose_edits(first: &[Edit], second: &[Edit]) -> Vec<Edit> {
    let mut source = pieces(first);
    let mut result = Vec::new();
    let mut done = 0;
    for edit in second {
        let Range { start, end } = edit.span.range();
        take(&mut source, start.saturating_sub(done), |piece| result.push(piece));
        take(&mut source, end.saturating_sub(start), |_| {});
        result.push(Piece::New(&edit.text));
        done = end;
    }
    result.extend(source);
    let mut composed = Vec::new();
    let (mut at, mut text) = (0, String::new());
    for piece in result {
        match piece {
            Piece::New(new) => text.push_str(new),
            Piece::Kept(range) => {
                if range.start > at || !text.is_empty() {
                    let span = Span::new(Offset::new(at), Offset::new(range.start));
                    composed.push(Edit::replace(span, std::mem::take(&mut text)));
                }
                at = range.end;
            }
        }
    }
    composed
}

/// A part of an edited text.
enum Piece<'a> {
    /// These bytes of the text before.
    Kept(Range<usize>),
    /// Words that an edit has put there.
    New(&'a str),
}

/// A text of any length after `edits`. Its last piece has no end.
fn pieces(edits: &[Edit]) -> VecDeque<Piece<'_>> {
    let mut pieces = VecDeque::new();
    let mut done = 0;
    for edit in edits {
        let Range { start, end } = edit.span.range();
        pieces.push_back(Piece::Kept(done..start));
        pieces.push_back(Piece::New(&edit.text));
        done = end;
    }
    pieces.push_back(Piece::Kept(done..usize::MAX));
    pieces
}

/// Takes the first `length` bytes off a text and gives them to `to`.
fn take<'a>(source: &mut VecDeque<Piece<'a>>, mut length: usize, mut to: impl FnMut(Piece<'a>)) {
    while length > 0
        && let Some(piece) = source.pop_front()
    {
        let (taken, rest) = match piece {
            Piece::Kept(range) => {
                let end = range.end.min(range.start.saturating_add(length));
                length -= end - range.start;
                (Piece::Kept(range.start..end), Piece::Kept(end..range.end))
            }
            Piece::New(text) => {
                let (taken, rest) = text.split_at_checked(length).unwrap_or((text, ""));
                length = length.saturating_sub(taken.len());
                (Piece::New(taken), Piece::New(rest))
            }
        };
        to(taken);
        if !rest.is_empty() {
            source.push_front(rest);
        }
    }
}

impl Piece<'_> {
    fn is_empty(&self) -> bool {
        match self {
            Self::Kept(range) => range.is_empty(),
            Self::New(text) => text.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: u32, end: u32, text: &str) -> Edit {
        Edit::replace(Span::new(Offset(start), Offset(end)), text)
    }

    #[test]
    fn edits_count_bytes_of_the_text_before() {
        assert_eq!(apply_edits("a꧃nd we", &[edit(1, 4, ""), edit(7, 9, "they")]), "and they");
    }

    #[test]
    fn an_edit_that_overlaps_or_cuts_a_character_is_left_out() {
        assert_eq!(apply_edits("abcd", &[edit(0, 2, "x"), edit(1, 3, "y")]), "xcd");
        assert_eq!(apply_edits("a꧃b", &[edit(2, 4, "x")]), "a꧃b");
        assert_eq!(apply_edits("ab", &[edit(1, 9, "x")]), "ab");
    }

    #[test]
    fn composed_edits_do_what_both_do_and_keep_what_both_keep() {
        let text = "a꧃b cd ef";
        let first = [edit(1, 4, ""), edit(5, 6, "xyz"), edit(8, 9, "-")];
        assert_eq!(apply_edits(text, &first), "abxyzcd-ef");
        for (second, expected) in [
            (vec![], vec![edit(1, 4, ""), edit(5, 6, "xyz"), edit(8, 9, "-")]),
            (vec![edit(1, 1, "é")], vec![edit(1, 4, "é"), edit(5, 6, "xyz"), edit(8, 9, "-")]),
            (vec![edit(3, 4, "")], vec![edit(1, 4, ""), edit(5, 6, "xz"), edit(8, 9, "-")]),
            (
                vec![edit(0, 3, "Q"), edit(9, 10, "")],
                vec![edit(0, 6, "Qyz"), edit(8, 9, "-"), edit(10, 11, "")],
            ),
            (vec![edit(4, 8, "")], vec![edit(1, 4, ""), edit(5, 9, "xy")]),
            (
                vec![edit(10, 10, "!")],
                vec![edit(1, 4, ""), edit(5, 6, "xyz"), edit(8, 9, "-"), edit(11, 11, "!")],
            ),
        ] {
            let composed = compose_edits(&first, &second);
            assert_eq!(composed, expected);
            assert_eq!(apply_edits(text, &composed), apply_edits(&apply_edits(text, &first), &second));
        }
    }
}
