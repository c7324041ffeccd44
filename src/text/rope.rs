//! A text that can be changed in the middle at little cost and shared as a snapshot: ropey's rope, with
//! positions in the three encodings. Lines end at LF, CR and CRLF only (ropey's feature `cr_lines`).

use super::{Encoding, Offset, Position, Span};
use ropey::Rope;
use std::fmt;

/// A whole text. Cloning it is cheap and gives a snapshot that later edits do not touch.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Text {
    rope: Rope,
}

impl Text {
    /// The rope of `text`.
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// The length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is no byte.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of lines: one more than the number of line ends.
    pub fn line_count(&self) -> u32 {
        u32::try_from(self.rope.len_lines()).expect("texts over 4 GiB are refused where they enter")
    }

    /// Puts `text` in the place of `span`. A span past the end is clamped, one that cuts a character is
    /// widened to the left: an editor's mistake never breaks the text.
    pub fn replace(&mut self, span: Span, text: &str) {
        let start = self.rope.byte_to_char(span.start.to_usize().min(self.len()));
        let end = self.rope.byte_to_char(span.end.to_usize().min(self.len())).max(start);
        self.rope.remove(start..end);
        self.rope.insert(start, text);
    }

    /// The words of `span`, clamped to the text.
    pub fn slice(&self, span: Span) -> String {
        let start = self.rope.byte_to_char(span.start.to_usize().min(self.len()));
        let end = self.rope.byte_to_char(span.end.to_usize().min(self.len())).max(start);
        self.rope.slice(start..end).to_string()
    }

    /// Where `offset` is, its column counted in `encoding`. An offset inside a character means the
    /// character's first byte, one past the end means the end.
    pub fn position(&self, offset: Offset, encoding: Encoding) -> Position {
        let byte = offset.to_usize().min(self.len());
        let line = self.rope.byte_to_line(byte);
        let line_start = self.rope.line_to_byte(line);
        let char = self.rope.byte_to_char(byte);
        let column = match encoding {
            Encoding::Utf8 => self.rope.char_to_byte(char) - line_start,
            Encoding::Utf16 => {
                self.rope.char_to_utf16_cu(char)
                    - self.rope.char_to_utf16_cu(self.rope.byte_to_char(line_start))
            }
            Encoding::Utf32 => char - self.rope.byte_to_char(line_start),
        };
        Position { line: to_u32(line), column: to_u32(column) }
    }

    /// The byte at `position`, its column counted in `encoding`. A column past the line's last character
    /// means the end of the line, before its line end; a line past the last one means the end of the text;
    /// a column inside a character or a surrogate pair means the character's first byte.
    pub fn offset(&self, position: Position, encoding: Encoding) -> Offset {
        let line = position.line as usize;
        if line >= self.rope.len_lines() {
            return Offset::new(self.len());
        }
        let start = self.rope.line_to_byte(line);
        let end = self.line_end(line);
        let column = position.column as usize;
        let byte = match encoding {
            Encoding::Utf8 => start.saturating_add(column),
            Encoding::Utf16 => {
                let first = self.rope.char_to_utf16_cu(self.rope.byte_to_char(start));
                let unit = first.saturating_add(column).min(self.rope.len_utf16_cu());
                self.rope.char_to_byte(self.rope.utf16_cu_to_char(unit))
            }
            Encoding::Utf32 => {
                let first = self.rope.byte_to_char(start);
                self.rope.char_to_byte(first.saturating_add(column).min(self.rope.len_chars()))
            }
        };
        Offset::new(self.rope.char_to_byte(self.rope.byte_to_char(byte.min(end))))
    }

    /// The byte after the last one of `line` that is not part of its line end.
    fn line_end(&self, line: usize) -> usize {
        let text = self.rope.line(line);
        let length = text.len_chars();
        let last = |back: usize| length.checked_sub(back).map(|index| text.char(index));
        let terminator = match (last(2), last(1)) {
            (Some('\r'), Some('\n')) => 2,
            (_, Some('\n' | '\r')) => 1,
            _ => 0,
        };
        self.rope.line_to_byte(line) + text.len_bytes() - terminator
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rope.chunks().try_for_each(|chunk| formatter.write_str(chunk))
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Text({:?})", self.to_string())
    }
}

fn to_u32(count: usize) -> u32 {
    u32::try_from(count).expect("texts over 4 GiB are refused where they enter")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_an_astral_character_differ_by_encoding() {
        let text = Text::new("a🦂b\r\n“c\rd");
        let place = |byte, encoding| text.position(Offset(byte), encoding);
        assert_eq!(place(5, Encoding::Utf8), Position { line: 0, column: 5 });
        assert_eq!(place(5, Encoding::Utf16), Position { line: 0, column: 3 });
        assert_eq!(place(5, Encoding::Utf32), Position { line: 0, column: 2 });
        assert_eq!(place(12, Encoding::Utf16), Position { line: 1, column: 2 });
        assert_eq!(place(13, Encoding::Utf16), Position { line: 2, column: 0 });
    }

    #[test]
    fn a_column_inside_a_surrogate_pair_or_past_the_line_is_rounded_down() {
        let text = Text::new("a🦂b\r\nc");
        let byte = |line, column, encoding| text.offset(Position { line, column }, encoding).0;
        assert_eq!(byte(0, 2, Encoding::Utf16), 1);
        assert_eq!(byte(0, 3, Encoding::Utf8), 1);
        assert_eq!(byte(0, 99, Encoding::Utf16), 6);
        assert_eq!(byte(1, 99, Encoding::Utf32), 9);
        assert_eq!(byte(7, 0, Encoding::Utf8), 9);
        assert_eq!(byte(0, u32::MAX, Encoding::Utf32), 6);
    }

    #[test]
    fn only_lf_cr_and_crlf_end_a_line() {
        let text = Text::new("a\u{0B}b\u{0C}c\u{85}d\u{2028}e\u{2029}f");
        assert_eq!(text.line_count(), 1);
    }

    #[test]
    fn every_character_boundary_survives_the_way_to_a_position_and_back() {
        let source = "a🦂b“”ꦡ\r\n\ré\n";
        let text = Text::new(source);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (byte, _) in source.char_indices() {
                let inside_crlf = source.as_bytes().get(byte.wrapping_sub(1)) == Some(&b'\r')
                    && source.as_bytes().get(byte) == Some(&b'\n');
                let position = text.position(Offset::new(byte), encoding);
                let expected = if inside_crlf { byte - 1 } else { byte };
                assert_eq!(text.offset(position, encoding).to_usize(), expected, "{encoding:?} {byte}");
            }
        }
    }
}
