//! Clauses: every place of a document that can be cited, as a tree in one array in reading order.

use super::items::Report;
use super::place::{BlockId, Extent, Place};
use crate::citation::number::Reading;
use crate::citation::{Number, Unit};

/// A clause of a document, by its place in reading order. The document itself is the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseId(pub u32);

impl ClauseId {
    /// The document as a whole.
    pub const ROOT: Self = Self(0);

    /// The clause at `index`.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("a text has fewer clauses than bytes"))
    }

    /// The index in reading order.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a clause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClauseKind {
    /// The whole document.
    Document,
    /// What a heading opens, or an implicit preamble or conclusions.
    Division(Unit),
    /// An unmarked paragraph.
    Paragraph,
    /// A marked item.
    Item,
}

/// A place that can be cited.
#[derive(Clone, Debug)]
pub struct Clause {
    /// What it is.
    pub kind: ClauseKind,
    /// The clause that it stands in; the document has none.
    pub parent: Option<ClauseId>,
    /// The clause after the last one inside, in reading order.
    pub end: ClauseId,
    /// The division that its path continues: for paragraphs below a transparent heading the article.
    pub base: ClauseId,
    /// The innermost scope that it belongs to. A scope belongs to the one around it.
    pub scope: ClauseId,
    /// Whether it is a scope itself.
    pub is_scope: bool,
    /// What names it: the words of the heading, the marker, or the first line of a paragraph.
    pub name: Place,
    /// All of it, with the clauses inside.
    pub extent: Extent,
    /// The blocks of its extent: the first, and the one behind the last.
    pub blocks: (BlockId, BlockId),
    /// Its number, without delimiters.
    pub number: Option<Number>,
    /// How an item's marker is read in its list.
    pub reading: Option<Reading>,
    /// The marker as printed.
    pub marker: Option<String>,
    /// Its caption.
    pub caption: Option<Caption>,
    /// The `{#id}` of its heading.
    pub anchor: Option<(String, Place)>,
    /// The number of `#` of its heading; 0 for what has none.
    pub level: u8,
    /// What its number is reported for.
    pub report: Option<Report>,
    /// The step that it adds to the path of its base, such as `4`, `(a)` or `/p2`.
    pub step: String,
}

/// The caption of a division.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// Its words as written.
    pub text: String,
    /// Where they stand.
    pub place: Place,
    /// Whether they stand on a line of their own under the heading.
    pub own_line: bool,
}

impl Clause {
    /// The unit of a division.
    pub fn unit(&self) -> Option<Unit> {
        match self.kind {
            ClauseKind::Division(unit) => Some(unit),
            _ => None,
        }
    }

    /// Whether it is an article, a rule or a regulation: paragraphs are counted anew in it.
    pub fn is_article(&self) -> bool {
        matches!(self.unit(), Some(Unit::Article | Unit::Rule | Unit::Regulation))
    }

    /// The name of its kind, as the outline writes it.
    pub fn kind_name(&self) -> &'static str {
        match self.kind {
            ClauseKind::Document => "document",
            ClauseKind::Division(unit) => unit.name(),
            ClauseKind::Paragraph => "paragraph",
            ClauseKind::Item => "item",
        }
    }
}
