//! Glosses: notes of the edition on clauses, with kind, authors, date and targets, and the answers to them.

use super::clause::ClauseId;
use super::date::{Date, DateError};
use super::declaration::{Declared, is_id};
use super::document::Document;
use super::link::LinkTarget;
use super::pinpoint::{Lookup, Pinpoint};
use super::place::{BlockId, Place};
use crate::syntax::BlockKind;
use crate::syntax::ast::{self, Words};
use crate::text::LocalSpan;
use rustc_hash::FxHashSet;

/// The kinds of glosses that exist, and what each is for.
pub const KINDS: [(&str, &str); 13] = [
    ("note", "a remark of the editor; the kind of a gloss without a head"),
    ("commentary", "what the clause means, and how it was understood"),
    ("source", "where the words or the fact come from"),
    ("query", "a question that is still to be answered"),
    (
        "reservation",
        "a statement by which a State excludes or modifies the legal effect of the clause for itself",
    ),
    ("declaration", "a statement on how a State understands or applies the clause"),
    ("objection", "an objection of a State to the reservation of another"),
    ("understanding", "an understanding on the meaning of the clause that one or more States put on record"),
    ("amendment", "how and when the clause was changed"),
    ("status", "whether the clause is in force, for whom, since when"),
    ("translation", "how a word of the clause is rendered in another language"),
    ("travaux", "the preparatory work: how the clause came about"),
    ("see", "another place to look at"),
];

/// A gloss or an answer to one.
#[derive(Clone, Debug)]
pub struct Gloss {
    /// Its block.
    pub block: BlockId,
    /// The number of `>`: one for a gloss, more for an answer.
    pub depth: u32,
    /// The kind in its head and where it stands; none for a plain note.
    pub kind: Option<Declared>,
    /// The ids of parties and actors in its head.
    pub authors: Vec<Declared>,
    /// The date in its head.
    pub date: Option<Date>,
    /// The clauses that its head names, as written.
    pub targets: Vec<Declared>,
    /// The words of the clause that it is about.
    pub lemma: Option<Declared>,
    /// Its own id.
    pub id: Option<Declared>,
    /// What is wrong in its head.
    pub problems: Vec<GlossProblem>,
    /// The clause that it stands at.
    pub clause: ClauseId,
    /// The clauses of this document that it is about, each the first and the last of a range: its targets, or
    /// the clause that it stands at if it has none.
    pub about: Vec<(ClauseId, ClauseId)>,
    /// The gloss that it answers, by its place among the glosses.
    pub answers: Option<usize>,
}

/// What is wrong in the head of a gloss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GlossProblem {
    /// A day that the calendar does not have.
    ImpossibleDate(Declared),
    /// A word that is none of the things that a head can hold.
    UnknownArgument(Declared),
}

impl Gloss {
    /// Whether it is about a clause or a part of it.
    pub fn is_about(&self, document: &Document, clause: ClauseId) -> bool {
        let end = document.clause(clause).end;
        self.about.iter().any(|(first, last)| {
            let inside = *first >= clause && *first < end;
            inside || first != last && *first <= clause && clause <= *last
        })
    }

    /// The name of its kind.
    pub fn kind_name(&self) -> &str {
        self.kind.as_ref().map_or("note", |kind| &kind.text)
    }
}

/// The glosses of a document, in order.
pub(super) fn read(document: &Document) -> Vec<Gloss> {
    let mut glosses: Vec<Gloss> = Vec::new();
    // The last gloss of each depth that can still be answered, outermost first.
    let mut open: Vec<(u32, usize)> = Vec::new();
    for (index, block) in document.blocks().iter().enumerate() {
        let id = BlockId::new(index);
        match block.kind() {
            BlockKind::Gloss { .. } => {
                let Some(view) = ast::Gloss::cast(block) else { continue };
                open.retain(|(depth, _)| *depth < view.depth);
                let mut gloss = gloss(&view, id);
                gloss.clause = document.outline().owners.get(index).copied().unwrap_or_default();
                gloss.answers = open.last().map(|(_, index)| *index);
                gloss.about = about(document, &gloss);
                open.push((gloss.depth, glosses.len()));
                glosses.push(gloss);
            }
            BlockKind::Blank | BlockKind::Comment => {}
            _ => open.clear(),
        }
    }
    glosses
}

fn about(document: &Document, gloss: &Gloss) -> Vec<(ClauseId, ClauseId)> {
    if gloss.targets.is_empty() {
        return vec![(gloss.clause, gloss.clause)];
    }
    let targets = gloss.targets.iter().filter_map(|target| {
        let LinkTarget::Clause(pinpoint) = LinkTarget::parse(&target.text)? else { return None };
        match document.look_up(&Pinpoint::parse(pinpoint)?, gloss.clause) {
            Lookup::Found(first, last) => Some((first, last)),
            _ => None,
        }
    });
    targets.collect()
}

fn gloss(view: &ast::Gloss<'_>, block: BlockId) -> Gloss {
    let declared = |words: Words<'_>| Declared {
        text: ast::unescape(words.text),
        place: Place { block, span: words.span },
    };
    let mut gloss = Gloss {
        block,
        depth: view.depth,
        kind: view.kind.map(declared),
        authors: Vec::new(),
        date: None,
        targets: Vec::new(),
        lemma: None,
        id: None,
        problems: Vec::new(),
        clause: ClauseId::ROOT,
        about: Vec::new(),
        answers: None,
    };
    for argument in &view.arguments {
        let text = argument.text;
        let part = |start: usize, end: usize| declared(argument.part(start, end));
        if text.starts_with("{#") && text.ends_with('}') {
            gloss.id = Some(part("{#".len(), text.len() - 1));
        } else if text.len() > 1 && text.starts_with('"') && text.ends_with('"') {
            gloss.lemma = Some(part(1, text.len() - 1));
        } else if text.contains('#') || text.ends_with(".treaty") {
            gloss.targets.push(declared(*argument));
        } else {
            match Date::parse(text) {
                Ok(date) => gloss.date = Some(date),
                Err(DateError::Impossible) => {
                    gloss.problems.push(GlossProblem::ImpossibleDate(declared(*argument)))
                }
                Err(DateError::NotADate) if is_id(text) => gloss.authors.push(declared(*argument)),
                Err(DateError::NotADate) => {
                    gloss.problems.push(GlossProblem::UnknownArgument(declared(*argument)))
                }
            }
        }
    }
    gloss
}

/// A footnote's text, or a mark of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub place: Place,
    /// The scope in which the id is unique.
    pub scope: ClauseId,
}

/// The footnotes of a document: their texts and their marks.
#[derive(Clone, Debug, Default)]
pub struct Footnotes {
    /// `[^id]:`, in order.
    pub texts: Vec<Footnote>,
    /// `[^id]`, in order.
    pub marks: Vec<Footnote>,
}

impl Footnotes {
    /// The scopes in which a footnote with `id` has a text.
    pub fn scopes(&self, id: &str) -> FxHashSet<ClauseId> {
        self.texts.iter().filter(|text| text.id == id).map(|text| text.scope).collect()
    }
}

impl Document {
    /// A scope and those around it, the innermost first.
    pub fn scopes_around(&self, scope: ClauseId) -> impl Iterator<Item = ClauseId> {
        std::iter::successors(Some(scope), |id| (*id != ClauseId::ROOT).then(|| self.clause(*id).scope))
    }

    /// The scope of the text that the mark of a footnote leads to, where its id has a text in the scopes
    /// `defined`: its own, else the nearest around it.
    pub fn footnote_scope(&self, mark: &Footnote, defined: &FxHashSet<ClauseId>) -> Option<ClauseId> {
        self.scopes_around(mark.scope).find(|scope| defined.contains(scope))
    }
}

pub(super) fn footnotes(document: &Document) -> Footnotes {
    let mut footnotes = Footnotes::default();
    for (index, block) in document.blocks().iter().enumerate() {
        let owner = document.outline().owners.get(index).copied().unwrap_or_default();
        let footnote = |words: Words<'_>| Footnote {
            id: words.text.to_owned(),
            place: Place { block: BlockId::new(index), span: words.span },
            scope: document.scope_of(owner),
        };
        footnotes.texts.extend(ast::footnote_id(block).map(footnote));
        footnotes.marks.extend(ast::footnote_marks(block).map(footnote));
    }
    footnotes
}

/// Where the words of a gloss begin and end in its block, the head left out.
pub fn body(document: &Document, gloss: &Gloss) -> Place {
    let block = document.block(gloss.block);
    let head = ast::Gloss::cast(block).and_then(|view| view.head);
    let start = head.map_or(gloss.depth as usize, |head| head.span.end as usize);
    let text = block.text().get(start..).unwrap_or_default();
    let lead = text.len() - text.trim_start().len();
    let end = start + text.trim_end().len();
    Place { block: gloss.block, span: LocalSpan::new(start + lead, end.max(start + lead)) }
}
