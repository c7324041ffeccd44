//! Edits: replace a span of a text by other words. Fixes, formatting and refactorings all end as these.

use super::Span;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Offset;

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
}
