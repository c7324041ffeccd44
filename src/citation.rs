//! Clause citations as they stand in sentences, read without knowing the document: the units that treaties
//! are divided into, the numbers that clauses bear, and one table of words a language.
//!
//! - `unit` names the divisions of a treaty, from the part down to the sentence.
//! - `number` reads printed numbers: `4`, `IV`, `10.3`, `4 bis`, `一`, `First`.
//! - `language` has the words of each language as data; adding a language is adding a table.
//! - `triggers` finds where a citation may begin, `lexer` cuts the words there into tokens.
//! - `reader` reads the whole chain, `owner` whose it is; `numbered_first` does both for Chinese.
//! - `malformed` finds what was meant to be a citation and is none.

pub mod language;
mod lexer;
pub mod malformed;
pub mod number;
mod numbered_first;
mod owner;
pub mod reader;
mod triggers;
pub mod unit;

pub use language::{Language, Prose};
pub use number::{Number, Series};
pub use reader::{Citation, Owner, Step, Target, read};
pub use unit::Unit;
