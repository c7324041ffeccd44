//! The tests of the grammar: one module a kind of test, all in one binary. They read the specification and the
//! treaties of the project around this crate, and take its parser for the truth.

mod agreement;
mod corpus;
#[path = "../../../../tests/it/document.rs"]
#[expect(dead_code, reason = "the answers of test documents are checked by the project's own tests")]
mod document;
mod incremental;
mod queries;
#[path = "../../../../tests/it/texts.rs"]
#[expect(dead_code, reason = "the treaties are read from where they stand for this crate")]
mod texts;
mod tree;
mod unicode;
