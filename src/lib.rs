//! Glossator: reading, checking and annotating treaty documents.
//!
//! The layers, in order. Each may use only those above it; `tests/it/architecture.rs` holds that true.
//!
//! | layer | what it is for |
//! | --- | --- |
//! | [`text`] | bytes, lines, columns in three encodings, edits |
//! | [`unicode`] | what Unicode says of characters, names, word lists |
//! | [`config`] | the settings of a project |
//! | [`syntax`] | the markup: text to blocks and a lossless tree (`grammar/SPEC.md`) |
//! | [`citation`] | units, numbers and the words of each language; clause citations read from sentences |

pub mod text;

pub mod unicode;

pub mod config;

pub mod syntax;

pub mod citation;
pub mod model;

pub mod glyph;
