//! The treaty markup: from text to blocks and a lossless tree. Reading never fails; whatever has no form of
//! its own is text. `grammar/SPEC.md` is the specification, and its examples are this layer's tests.
//!
//! - `line` cuts a text into lines, `marker` reads the enumerators of items.
//! - `block` decides which block a line belongs to, from the line and three facts of the line before.
//! - `inline` finds the marks inside a line; `build` puts both into the nodes of a block.
//! - `scan` is how all of them go over text: it counts what is looked at.
//! - `tree` is what comes out: blocks that own their text and a flat tree over it.
//! - `ast` is the typed view that the layers below use.
//!
//! Nothing in a [`Block`] knows where in the document it stands: all its spans count from its own start.

pub mod ast;
mod block;
mod build;
mod inline;
mod line;
pub mod marker;
mod scan;
pub mod tree;

pub use block::BlockKind;
pub use scan::Work;
pub use tree::{Block, Node, NodeKind, NodeRef};

use std::sync::Arc;

/// The blocks of `text`, in order. Their texts joined are `text`, byte for byte.
///
/// Takes time linear in the length of `text`.
pub fn parse(text: &str) -> Vec<Arc<Block>> {
    block::split(text).map(|(kind, source)| Arc::new(build::block(kind, source))).collect()
}

/// The same as [`parse`], and what it took: tests hold that reading is linear with it.
pub fn parse_measured(text: &str) -> (Vec<Arc<Block>>, Work) {
    scan::measured(|| parse(text))
}

/// One block of plain text without markup, as a file is read that is not `.treaty`: its sigils are text.
pub fn plain(text: &str) -> Arc<Block> {
    Arc::new(build::plain(text))
}
