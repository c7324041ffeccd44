//! What documents mean: divisions and clauses with their pinpoints, items, declarations, glosses, parties
//! and citations, each document by itself and all of a workspace together.
//!
//! Terms, as treaty practice uses them. A *division* is what a heading opens: a part, a chapter, an article,
//! an annex. A *clause* is any place that can be cited: a division, a paragraph, an item. A *scope* is where
//! numbers start anew: the treaty's body, each annex, protocol or appended agreement. A *party* is bound by
//! the treaty, an *actor* is only named in it; a *signatory* signed for a party. A *gloss* is a note of the
//! edition on a clause, a *recital* a paragraph of the preamble, the *testimonium* the words before the
//! signatures. A *pinpoint* is the address of a clause: `4(1)(b)`.

pub mod citations;
mod cited;
pub mod clause;
pub mod date;
pub mod declaration;
pub mod document;
pub mod entity;
pub mod gloss;
pub mod heading;
pub mod index;
pub mod instrument;
pub mod items;
pub mod link;
pub mod name;
pub mod outline;
pub mod pinpoint;
pub mod place;
pub mod prose;
mod resolve;
mod spaced;
pub mod term;
pub mod unmarked;
pub mod workspace;

pub use citations::{Citation, CitedTarget, Foreign, Form, Outside, Part, Status};
pub use clause::{Clause, ClauseId, ClauseKind};
pub use document::{Defaults, Document, Format};
pub use entity::{Entity, entity_at};
pub use gloss::{Footnote, Footnotes, Gloss};
pub use link::LinkTarget;
pub use name::{Mention, Named, Names};
pub use outline::Outline;
pub use pinpoint::{Lookup, Pinpoint};
pub use place::{BlockId, Extent, Place, Point};
pub use prose::Prose;
pub use term::{Term, TermKind, Terms};
pub use workspace::{Member, MemberId, Workspace};
