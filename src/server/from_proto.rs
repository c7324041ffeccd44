//! From the protocol's positions to offsets, and from its changes to edits.

use crate::text::{Encoding, Offset, Position, Span, Text};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{self, TextDocumentContentChangeEvent};

/// The offset at a position. One past its line or the text is clamped.
pub(super) fn offset(text: &Text, position: lsp_types::Position, encoding: Encoding) -> Offset {
    text.offset(Position { line: position.line, column: position.character }, encoding)
}

/// The bytes of a range.
///
/// # Errors
///
/// If it ends before it begins.
pub(super) fn span(text: &Text, range: lsp_types::Range, encoding: Encoding) -> Result<Span> {
    if range.end < range.start {
        let (start, end) = (range.start, range.end);
        return Err(Error::invalid_params(format!(
            "the range ends at {}:{}, before its start at {}:{}",
            end.line, end.character, start.line, start.character
        )));
    }
    Ok(Span::new(offset(text, range.start, encoding), offset(text, range.end, encoding)))
}

/// Applies a change to a text; without a range it is the whole text.
///
/// # Errors
///
/// If its range ends before it begins; the text is as it was then.
pub(super) fn apply(
    text: &mut Text,
    change: &TextDocumentContentChangeEvent,
    encoding: Encoding,
) -> Result<()> {
    match change.range {
        Some(range) => text.replace(span(text, range, encoding)?, &change.text),
        None => *text = Text::new(&change.text),
    }
    Ok(())
}
