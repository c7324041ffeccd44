//! Stray glyphs: characters that came into a text on its way and do not belong to it. Found by class,
//! mended by evidence, never guessed.
//!
//! - `scan` skips plain text at the speed of memory; `setting` says what is expected.
//! - `inspect` walks over the hits, widens each to its token and looks at it.
//! - `letters`, `signs`, `hidden`, `marks`, `mojibake`, `alphabet`, `digits` and `shifted` each know some
//!   classes and make suspects with choices.
//! - `decide` weighs the choices of a token together, by the words that `evidence` knows.
//! - `fold` is what a character may stand for; `math` what styled letters are.

mod alphabet;
pub mod class;
mod decide;
mod digits;
pub mod evidence;
mod fold;
mod guess;
mod hidden;
pub mod inspect;
mod letters;
mod marks;
mod math;
mod mojibake;
pub mod scan;
pub mod setting;
mod shifted;
mod signs;
pub mod survey;
mod suspect;
mod token;
mod word;

pub use class::Class;
pub use evidence::{Counts, Evidence, Standing, Vocabulary};
pub use inspect::{Tone, inspect};
pub use setting::Setting;
pub use survey::{Project, is_plain, survey};
pub use suspect::Action;

use crate::config::Severity;
use crate::text::LocalSpan;

/// A stray glyph, with how it can be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The bytes of the block that it covers: one grapheme cluster, or one run of mojibake.
    pub span: LocalSpan,
    /// What is wrong.
    pub class: Class,
    /// How grave it is.
    pub severity: Severity,
    /// The characters that are reported.
    pub characters: Vec<char>,
    /// The word around it, as printed.
    pub word: String,
    /// How it can be mended, the best first.
    pub repairs: Vec<Repair>,
    /// How many places it stands for; more than one where the same character is reported once a file.
    pub count: u32,
}

/// A way to mend a stray glyph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What it does.
    pub action: Action,
    /// The bytes of the block that are replaced.
    pub span: LocalSpan,
    /// What is put there.
    pub text: String,
    /// The token as it reads then.
    pub result: String,
    /// Whether it may be made without being asked.
    pub safe: bool,
    /// Whether it makes known words.
    pub known: bool,
}
