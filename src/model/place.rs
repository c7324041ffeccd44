//! Places in a document: a block and bytes within it. They stay true when blocks before them change.

use crate::text::LocalSpan;

/// A block of a document, by its index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

impl BlockId {
    /// The block at `index`.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("a text has fewer blocks than bytes"))
    }

    /// The index of the block.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A byte of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// The block.
    pub block: BlockId,
    /// Bytes from the block's start.
    pub offset: u32,
}

/// A run of bytes of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The block.
    pub block: BlockId,
    /// Bytes of the block.
    pub span: LocalSpan,
}

impl Place {
    /// Where the run begins.
    pub fn start(self) -> Point {
        Point { block: self.block, offset: self.span.start }
    }

    /// Where the run ends.
    pub fn end(self) -> Point {
        Point { block: self.block, offset: self.span.end }
    }
}

/// A run that may reach over blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Extent {
    /// Its first byte.
    pub start: Point,
    /// The byte after its last one.
    pub end: Point,
}
