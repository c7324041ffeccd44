//! A document: its blocks, where they stand, and what they mean together.

use super::citations::Citation;
use super::clause::{Clause, ClauseId, ClauseKind};
use super::declaration::Declarations;
use super::gloss::{self, Footnotes, Gloss};
use super::index::Index;
use super::instrument::{DivisionNames, TypeNoun};
use super::name::{self, Mention, Names};
use super::outline::{Frame, Outline};
use super::place::{BlockId, Extent, Place, Point};
use super::term::Terms;
use crate::citation::{Language, language};
use crate::syntax::{self, Block};
use crate::text::{Offset, Span};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Whether a text is read with its markup or as plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Treaty markup.
    Treaty,
    /// Plain text: signs are text, nothing resolves.
    Plain,
}

/// What a project says of texts that do not say it themselves.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    /// Languages of texts that declare none, the first being the language of the text.
    pub languages: Vec<String>,
}

/// An immutable document. Offsets in the whole text exist only here, in the table of where blocks start.
#[derive(Clone, Debug)]
pub struct Document {
    format: Format,
    blocks: Vec<Arc<Block>>,
    starts: Vec<Offset>,
    declarations: Declarations,
    languages: Vec<String>,
    outline: Outline,
    index: Index,
    glosses: Vec<Gloss>,
    footnotes: Footnotes,
    terms: OnceLock<Terms>,
    names: OnceLock<Names>,
    division_names: OnceLock<DivisionNames>,
    own_noun: OnceLock<Option<TypeNoun>>,
    mentions: OnceLock<Vec<Mention>>,
    citations: OnceLock<Vec<Citation>>,
}

impl Document {
    /// Reads `text`.
    pub fn new(text: &str, format: Format, defaults: &Defaults) -> Self {
        let blocks = match format {
            Format::Treaty => syntax::parse(text),
            Format::Plain => vec![syntax::plain(text)],
        };
        Self::from_blocks(blocks, format, defaults)
    }

    fn from_blocks(blocks: Vec<Arc<Block>>, format: Format, defaults: &Defaults) -> Self {
        let mut starts = Vec::with_capacity(blocks.len() + 1);
        let mut next = 0;
        for block in &blocks {
            starts.push(Offset::new(next));
            next += block.text().len();
        }
        starts.push(Offset::new(next));
        let declarations = Declarations::read(&blocks);
        let languages = languages(&declarations, defaults);
        let tables = language::for_tags(languages.iter().map(String::as_str));
        let treaties = declarations.treaties.iter().map(|id| (id.place.block, id.text.as_str())).collect();
        let outline = match format {
            Format::Treaty => Outline::build(&blocks, &Frame { languages: &tables, treaties }),
            Format::Plain => Outline::build(&[], &Frame { languages: &tables, treaties }),
        };
        let index = Index::new(&outline.clauses);
        let mut document = Self {
            format,
            blocks,
            starts,
            declarations,
            languages,
            outline,
            index,
            glosses: Vec::new(),
            footnotes: Footnotes::default(),
            terms: OnceLock::new(),
            names: OnceLock::new(),
            division_names: OnceLock::new(),
            own_noun: OnceLock::new(),
            mentions: OnceLock::new(),
            citations: OnceLock::new(),
        };
        if format == Format::Treaty {
            document.glosses = gloss::read(&document);
            document.footnotes = gloss::footnotes(&document);
        }
        document
    }

    /// How it was read.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Its blocks in order.
    pub fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    /// The block with `id`.
    pub fn block(&self, id: BlockId) -> &Block {
        self.blocks.get(id.index()).expect("block ids are made for their document")
    }

    /// The length of the whole text in bytes.
    pub fn len(&self) -> usize {
        self.starts.last().map_or(0, |end| end.to_usize())
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where `place` is in the whole text.
    pub fn absolute(&self, place: Place) -> Span {
        place.span.at(self.start(place.block))
    }

    /// Where `extent` is in the whole text.
    pub fn absolute_extent(&self, extent: Extent) -> Span {
        Span::new(self.absolute_point(extent.start), self.absolute_point(extent.end))
    }

    fn absolute_point(&self, point: Point) -> Offset {
        Offset(self.start(point.block).0 + point.offset)
    }

    /// Where the block with `id` starts in the whole text.
    pub fn start(&self, id: BlockId) -> Offset {
        self.starts.get(id.index()).copied().unwrap_or_default()
    }

    /// The block and the byte in it at `offset`; the end of the text is in the last block. `None` for an
    /// empty document.
    pub fn point(&self, offset: Offset) -> Option<Point> {
        let index = self.starts.partition_point(|start| *start <= offset).checked_sub(1)?;
        let index = index.min(self.blocks.len().checked_sub(1)?);
        let block = BlockId::new(index);
        Some(Point { block, offset: offset.0 - self.start(block).0 })
    }

    /// The words of `place`; none in an empty document, whose root has no block to be named by.
    pub fn words(&self, place: Place) -> &str {
        self.blocks.get(place.block.index()).map_or("", |block| place.span.slice(block.text()))
    }

    /// The words from one point to another, over blocks.
    pub fn text(&self, extent: Extent) -> String {
        let blocks: Range<usize> = extent.start.block.index()..extent.end.block.index() + 1;
        let mut text = String::new();
        for (index, block) in self.blocks.iter().enumerate().take(blocks.end).skip(blocks.start) {
            let id = BlockId::new(index);
            let from = if id == extent.start.block { extent.start.offset as usize } else { 0 };
            let to = if id == extent.end.block { extent.end.offset as usize } else { block.text().len() };
            text.push_str(block.text().get(from..to).unwrap_or_default());
        }
        text
    }

    /// What it declares.
    pub fn declarations(&self) -> &Declarations {
        &self.declarations
    }

    /// The language tags that are expected, the language of the text first; empty if nothing is declared.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// The tables of its languages; all tables if none is declared.
    pub fn language_tables(&self) -> Vec<&'static Language> {
        language::for_tags(self.languages.iter().map(String::as_str))
    }

    /// Its clauses and what else its structure is.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The tables in which its clauses are found.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Its glosses and the answers to them, in order.
    pub fn glosses(&self) -> &[Gloss] {
        &self.glosses
    }

    /// The texts and marks of its footnotes.
    pub fn footnotes(&self) -> &Footnotes {
        &self.footnotes
    }

    /// The names that it declares, and those of its terms.
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(self))
    }

    /// What it defines, in its own words and by `@term`.
    pub fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| Terms::read(self))
    }

    /// The noun by which the treaty calls itself: that of its title, else what it calls "this".
    pub(super) fn own_noun(&self) -> Option<&TypeNoun> {
        self.own_noun.get_or_init(|| TypeNoun::of(self)).as_ref()
    }

    /// The names by which scopes of the document are cited.
    pub(super) fn division_names(&self) -> &DivisionNames {
        self.division_names.get_or_init(|| DivisionNames::of(self.clauses()))
    }

    /// Where its names stand, in order.
    pub fn mentions(&self) -> &[Mention] {
        self.mentions.get_or_init(|| name::mentions(self))
    }

    /// Its citations, in order.
    pub fn citations(&self) -> &[Citation] {
        self.citations.get_or_init(|| self.read_citations())
    }

    /// Its clauses in reading order, the document itself first.
    pub fn clauses(&self) -> &[Clause] {
        &self.outline.clauses
    }

    /// The clause with `id`.
    pub fn clause(&self, id: ClauseId) -> &Clause {
        self.outline.clauses.get(id.index()).expect("clause ids are made for their document")
    }

    /// The clauses directly inside `id`, in reading order.
    pub fn children(&self, id: ClauseId) -> impl Iterator<Item = ClauseId> {
        let end = self.clause(id).end;
        let mut next = ClauseId(id.0 + 1);
        std::iter::from_fn(move || {
            let child = next;
            (child < end).then(|| {
                next = self.clause(child).end;
                child
            })
        })
    }

    /// The division that a clause stands in, itself if it is one.
    pub fn division_of(&self, id: ClauseId) -> ClauseId {
        let mut current = id;
        while let (ClauseKind::Item | ClauseKind::Paragraph, Some(parent)) =
            (self.clause(current).kind, self.clause(current).parent)
        {
            current = parent;
        }
        current
    }

    /// The innermost clause that `point` is in.
    pub fn clause_at(&self, point: Point) -> ClauseId {
        let owner = self.outline.owners.get(point.block.index()).copied().unwrap_or_default();
        // A block with several markers holds several clauses: the last that begins before the point.
        let same_block = self.clauses().iter().enumerate().take(owner.index() + 1).rev();
        let mut inside = same_block.take_while(|(_, clause)| clause.name.block == point.block);
        // The indentation before the first marker belongs to the first of them.
        let first = inside.clone().last().map_or(owner, |(index, _)| ClauseId::new(index));
        inside
            .find(|(_, clause)| clause.extent.start <= point)
            .map_or(first, |(index, _)| ClauseId::new(index))
    }

    /// Whether a block stands in a division.
    pub fn is_in(&self, block: BlockId, division: ClauseId) -> bool {
        let owner = self.outline.owners.get(block.index()).copied().unwrap_or_default();
        division <= owner && owner < self.clause(division).end
    }

    /// The title: what `@title` says, else the heading that is one, else the id or nothing.
    pub fn title(&self) -> Option<&str> {
        let declared = self.declarations.titles.first().map(|title| title.text.as_str());
        declared.or_else(|| self.clauses().first()?.caption.as_ref().map(|caption| caption.text.as_str()))
    }

    /// The pinpoint of a clause, without the `#`: `4(1)(b)`, `annex-II/part-A(3)`; empty for the document.
    pub fn pinpoint(&self, id: ClauseId) -> String {
        self.pinpoint_in(ClauseId::ROOT, id)
    }

    /// The pinpoint of a clause counted from `base`, a clause around it; empty for that itself.
    pub fn pinpoint_in(&self, base: ClauseId, id: ClauseId) -> String {
        let mut steps = Vec::new();
        let mut current = id;
        while current != base && current != ClauseId::ROOT {
            let clause = self.clause(current);
            steps.push(clause.step.as_str());
            current = clause.base;
        }
        let mut path = String::new();
        for step in steps.into_iter().rev() {
            if !path.is_empty() && !step.starts_with('(') {
                path.push('/');
            }
            path.push_str(step);
        }
        path
    }
}

/// The languages of the document: those of the declarations before its first heading, else the defaults.
fn languages(declarations: &Declarations, defaults: &Defaults) -> Vec<String> {
    let declared: Vec<String> = declarations
        .languages
        .iter()
        .take(1)
        .flat_map(|declaration| &declaration.tags)
        .map(|tag| tag.text.clone())
        .collect();
    if declared.is_empty() { defaults.languages.clone() } else { declared }
}
