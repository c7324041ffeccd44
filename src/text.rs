//! Text as bytes, lines and columns: offsets, spans, positions in the three encodings of the Language
//! Server Protocol, and edits. This layer knows nothing of treaties; it is the only one that names `ropey`.

pub mod edit;
pub mod position;
pub mod rope;

pub use edit::{Edit, apply_edits, compose_edits};
pub use position::{Encoding, Position};
pub use rope::Text;

use std::fmt;
use std::ops::Range;

/// A place in a whole text, in bytes of its UTF-8 form from its first byte.
///
/// A text is at most 4 GiB; whoever reads one from outside refuses a larger one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset(pub u32);

impl Offset {
    /// The offset of byte `bytes`. Texts are at most 4 GiB, which is checked where they enter.
    pub fn new(bytes: usize) -> Self {
        Self(to_u32(bytes))
    }

    /// The offset as an index into bytes.
    pub fn to_usize(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A half-open run of bytes of a whole text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: Offset,
    /// The byte after the last one; never before `start`.
    pub end: Offset,
}

impl Span {
    /// The bytes from `start` to `end`; an `end` before `start` gives the empty span at `start`.
    pub fn new(start: Offset, end: Offset) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The length in bytes.
    pub fn len(self) -> usize {
        (self.end.0 - self.start.0) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `offset` lies in the span or right behind its last byte, where an editor's cursor still
    /// touches the word.
    pub fn touches(self, offset: Offset) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether the two spans share a byte, or one is empty and lies inside the other.
    pub fn overlaps(self, other: Span) -> bool {
        if self.is_empty() || other.is_empty() {
            self.start <= other.end && other.start <= self.end
        } else {
            self.start < other.end && other.start < self.end
        }
    }

    /// The span as a range of byte indices.
    pub fn range(self) -> Range<usize> {
        self.start.to_usize()..self.end.to_usize()
    }
}

/// A half-open run of bytes within a part of a text, counted from that part's first byte.
///
/// Whatever is kept about a block is kept in these, so that a block that moves needs no new analysis.
/// A type of its own keeps the two kinds of numbers apart: only [`LocalSpan::at`] leads from one to the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalSpan {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one; never before `start`.
    pub end: u32,
}

impl LocalSpan {
    /// The bytes from `start` to `end`; an `end` before `start` gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = to_u32(start);
        Self { start, end: to_u32(end).max(start) }
    }

    /// The span in the whole text, where `origin` is the place of the part's first byte.
    pub fn at(self, origin: Offset) -> Span {
        Span { start: Offset(origin.0 + self.start), end: Offset(origin.0 + self.end) }
    }

    /// The span moved `bytes` to the right, as needed when a part is put into a larger one.
    pub fn shifted(self, bytes: usize) -> Self {
        let bytes = to_u32(bytes);
        Self { start: self.start + bytes, end: self.end + bytes }
    }

    /// The length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether byte `offset` lies in the span or right behind it.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: LocalSpan) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The span as a range of byte indices.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words of `text` that the span covers.
    ///
    /// # Panics
    ///
    /// If the span was not made for `text`: it is outside of it or cuts a character.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).expect("a local span is used with the text that it was made for")
    }
}

fn to_u32(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("texts over 4 GiB are refused where they enter")
}
