//! Positions as an editor counts them: a line, and a column in one of the encodings of LSP 3.17.

/// How columns are counted (LSP 3.17, `PositionEncodingKind`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// A column is a byte of the line's UTF-8 form.
    Utf8,
    /// A column is a code unit of the line's UTF-16 form: what a client means that does not say otherwise.
    #[default]
    Utf16,
    /// A column is a Unicode scalar value.
    Utf32,
}

/// A line and a column, both counted from zero, the column in the [`Encoding`] that the function named.
///
/// Lines end at LF, CR and CRLF, as LSP 3.17 says, and at nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from zero.
    pub line: u32,
    /// The column, from zero, in code units of the encoding.
    pub column: u32,
}
