//! Import: from a treaty as plain text to the markup.
//!
//! - `piece` cuts the text into lines, and knows how its lines are used: each a paragraph, or wrapped.
//! - `page` leaves out what printing added: page numbers, running heads, contents.
//! - `lone` joins the number of a paragraph to its text, and the word "Part" to its number.
//! - `roman` finds articles that a roman figure alone heads, `notes` the footnotes.
//! - `find` tells headings from text by their form and by the sequence of their numbers; `gaps` looks for those
//!   that stand in the middle of a line.
//! - `divide` adds what opens a division without a number: appended instruments, captions, groups of articles;
//!   `series` those of them that are numbered.
//! - `level` gives each heading its depth from the order of the divisions seen.
//! - `declare` proposes the declarations, `date` reads that of signature, `detect` finds the language out.
//! - `write` puts it all out, with sigils in the text escaped by `escape`, and lists whatever it changed.
//! - `mark` marks the headings of a document that a text was pasted into, by the same means.
//!
//! Nothing is lost: the words of the result are the words of the source, but for what [`Import::changes`] lists.

mod date;
mod declare;
mod detect;
mod divide;
mod escape;
mod find;
mod gaps;
mod level;
mod lone;
mod mark;
mod notes;
mod page;
mod piece;
mod roman;
mod series;
mod write;

use crate::citation::{Language, language};

pub use divide::Kind;
pub use mark::mark;

/// What import is asked to do.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of the text (BCP 47), if it is known.
    pub language: Option<String>,
    /// Whether wrapped lines are joined, and words that were parted at the end of a line.
    pub unwrap: bool,
}

/// A text with its markup.
#[derive(Clone, Debug)]
pub struct Import {
    /// The markup.
    pub text: String,
    /// The headings, in their order.
    pub headings: Vec<Heading>,
    /// What was left out, joined or parted, in the order of the source.
    pub changes: Vec<Change>,
    /// The language of the text (BCP 47), as told or as found out.
    pub language: Option<String>,
}

/// A heading that was marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its line in the source, from 1.
    pub line: usize,
    /// Its line in the markup, from 1.
    pub written: usize,
    /// How many `#` it has.
    pub level: u8,
    /// What kind of heading it is.
    pub kind: Kind,
    /// Its words, as they stand in the markup.
    pub text: String,
}

/// Something that is in one of both texts and not in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The line of the source, from 1.
    pub line: usize,
    /// What was done.
    pub kind: ChangeKind,
    /// The words it was done to.
    pub text: String,
}

/// What import does to the words of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// A page number, a running head, a table of contents: left out.
    LeftOut,
    /// Two lines made one.
    Joined,
    /// The halves of a word that was parted at a line's end.
    Rejoined,
    /// A space between a marker and its text.
    Spaced,
    /// The number of a footnote, in the text or before the note.
    Noted,
}

impl ChangeKind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::LeftOut => "left-out",
            Self::Joined => "joined",
            Self::Rejoined => "rejoined",
            Self::Spaced => "spaced",
            Self::Noted => "noted",
        }
    }
}

/// Turns a treaty as plain text into markup. Takes time linear in its length.
pub fn import(text: &str, options: &Options) -> Import {
    let language = options.language.clone().or_else(|| detect::language(text).map(str::to_owned));
    let languages = languages(language.as_deref());
    let mut pieces = piece::cut(text);
    let mut changes = page::leave_out(&mut pieces);
    let romans = roman::articles(&pieces, &languages);
    lone::join(&mut pieces, &romans, &languages, &mut changes);
    let noted = notes::mark(&mut pieces, &mut changes);
    let habit = piece::habit(&pieces);
    let mut found = find::headings(&pieces, habit, &languages);
    find::add(&mut found, roman::headings(&pieces, &romans));
    gaps::fill(&mut pieces, &mut found, &languages);
    let divisions = divide::divide(&pieces, found, habit, &languages);
    let levels = level::levels(&divisions);
    let declarations = declare::declarations(&pieces, &divisions, language.as_deref(), &languages);
    let import = write::write(
        &pieces,
        &divisions,
        &levels,
        declarations,
        write::Style { habit, unwrap: options.unwrap, noted },
        changes,
    );
    Import { language, ..import }
}

/// The tables that headings are read by: the text's own language and English, which many texts have beside it.
fn languages(tag: Option<&str>) -> Vec<&'static Language> {
    let Some(own) = tag.and_then(language::for_tag) else { return language::ALL.to_vec() };
    let english = language::for_tag("en").filter(|english| english.tag != own.tag);
    [own].into_iter().chain(english).collect()
}
