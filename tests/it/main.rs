//! The test program: one module a kind of test, all in one binary.
//!
//! Test documents are Markdown files in `tests/<layer>/` and `grammar/SPEC.md`; `GLOSSATOR_UPDATE=1` rewrites
//! their answers, which are then read in review.
#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::panic,
    clippy::string_slice,
    reason = "tests read files, run the binary and say what they left out"
)]

mod agreement;
mod architecture;
mod document;
mod fuzz;
mod glyphs;
mod items;
mod pathological;
mod properties;
mod reference;
mod robustness;
mod spec;
mod texts;
