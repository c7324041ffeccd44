//! The test program: one module a kind of test, all in one binary.
//!
//! Test documents are Markdown files in `tests/<layer>/` and `grammar/SPEC.md`; `GLOSSATOR_UPDATE=1` rewrites
//! their answers, which are then read in review.
#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests read files, run the binary and say what they left out"
)]

mod agreement;
mod architecture;
mod baseline;
mod citations;
mod cli;
mod containers;
mod corpus_commands;
mod dirt;
mod document;
mod fmt;
mod format;
mod formats;
mod fuzz;
mod glyphs;
mod gold;
mod ide;
mod import;
mod items;
mod parallel;
mod parse;
mod pathological;
mod permissions;
mod properties;
mod reference;
mod registry;
mod robustness;
mod rules;
mod sample;
mod settings;
mod since;
mod spec;
mod terminal;
mod terms;
mod texts;
mod transport;

/// The binary under test: what `GLOSSATOR_BIN` names, else the one that Cargo built for this run.
fn binary() -> std::path::PathBuf {
    std::env::var_os("GLOSSATOR_BIN").map_or_else(|| env!("CARGO_BIN_EXE_glossator").into(), Into::into)
}
