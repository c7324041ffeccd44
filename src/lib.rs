//! Glossator: reading, checking and annotating treaty documents.
//!
//! The layers, in order. Each may use only those above it; `tests/it/architecture.rs` holds that true.
//!
//! | layer | what it is for |
//! | --- | --- |
//! | [`text`] | bytes, lines, columns in three encodings, edits |
//! | [`unicode`] | what Unicode says of characters; names, alphabets, word lists |
//! | [`config`] | the settings of a project |
//! | [`syntax`] | the markup: text to blocks and a lossless tree (`grammar/SPEC.md`) |
//! | [`citation`] | units, numbers and the words of each language; clause citations read from sentences |
//! | [`model`] | what documents mean: divisions, items, parties, glosses, pinpoints |
//! | [`glyph`] | stray glyphs: classes, evidence, repairs |
//! | [`lint`] | the rules, what they find, and how it is mended |
//! | [`edit`] | from what is known to edits of a text: mending, the canonical form |
//! | [`ide`] | what an editor asks: hover, definition, references, outline, folds, code actions |
//! | [`project`] | files: walking, settings by folder, reading, writing |
//! | [`server`] | the language server: the transport, the state of a session, from and to the protocol |
//! | [`cli`] | the command line and the output formats |
//!
//! To add a rule, start at [`lint`]; a language, at [`citation::language`]; an output format, at `cli/report.rs`.

pub mod text;

pub mod unicode;

pub mod config;

pub mod syntax;

pub mod citation;

pub mod model;

pub mod glyph;

pub mod lint;

pub mod edit;

pub mod ide;

pub mod project;

pub mod server;

pub mod cli;
