//! The outline of a document: divisions with their captions, numbered paragraphs and items, and glosses.

use super::File;
use super::words::{of_gloss, one_line, shortened};
use crate::citation::Unit;
use crate::model::{BlockId, ClauseId, ClauseKind, Document, Gloss, gloss};
use crate::syntax::ast;
use crate::text::Span;

/// A symbol and those inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is called: the heading, or the marker.
    pub name: String,
    /// What stands beside the name: the first words of an item or gloss.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it.
    pub extent: Span,
    /// What names it.
    pub selection: Span,
    /// The symbols inside, in reading order.
    pub children: Vec<Symbol>,
}

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// The title of the treaty.
    Title,
    /// A division that holds others: a part, a chapter, an annex.
    Container,
    /// An article, a rule, a regulation.
    Article,
    /// The preamble or the conclusions.
    Frame,
    /// A paragraph or item.
    Item,
    /// A gloss, or an answer to one.
    Gloss,
}

/// The most characters of what stands beside a name.
const DETAIL: usize = 80;

/// The symbols of a document. Unmarked paragraphs are none.
pub fn symbols(file: &File) -> Vec<Symbol> {
    let document = file.document();
    let mut builder = Builder { document, next_gloss: 0 };
    let mut symbols = builder.children(ClauseId::ROOT);
    if let Some(title) = title(document) {
        let place = symbols.partition_point(|symbol| symbol.extent.start < title.extent.start);
        symbols.insert(place, title);
    }
    symbols
}

/// The heading that is the title; it stands beside what it names, so that each article is one level nearer.
fn title(document: &Document) -> Option<Symbol> {
    document.outline().title?;
    let name = document.absolute(document.clause(ClauseId::ROOT).name);
    let words = document.words(document.clause(ClauseId::ROOT).name);
    Some(Symbol {
        name: shortened(&one_line(&ast::unescape(words)), 2 * DETAIL),
        detail: String::new(),
        kind: SymbolKind::Title,
        extent: name,
        selection: name,
        children: Vec::new(),
    })
}

struct Builder<'a> {
    document: &'a Document,
    /// The first gloss that has no symbol yet.
    next_gloss: usize,
}

impl Builder<'_> {
    /// The symbols inside a clause: its glosses and clauses, in reading order. Those inside an unmarked
    /// paragraph stand beside it.
    fn children(&mut self, id: ClauseId) -> Vec<Symbol> {
        let mut symbols = Vec::new();
        let children: Vec<ClauseId> = self.document.children(id).collect();
        for child in children {
            let clause = self.document.clause(child);
            symbols.extend(self.glosses_before(clause.blocks.0));
            let inside = self.children(child);
            match clause.kind {
                ClauseKind::Paragraph | ClauseKind::Document => symbols.extend(inside),
                ClauseKind::Item | ClauseKind::Division(_) => symbols.push(self.symbol(child, inside)),
            }
        }
        symbols.extend(self.glosses_before(self.document.clause(id).blocks.1));
        symbols
    }

    /// The glosses that have no symbol yet and stand before a block, answers inside what they answer.
    fn glosses_before(&mut self, end: BlockId) -> Vec<Symbol> {
        let mut symbols = Vec::new();
        while let Some(gloss) = self.document.glosses().get(self.next_gloss).filter(|gloss| gloss.block < end)
        {
            let index = self.next_gloss;
            self.next_gloss += 1;
            symbols.push(self.gloss(index, gloss));
        }
        symbols
    }

    fn gloss(&mut self, index: usize, gloss: &Gloss) -> Symbol {
        let mut answers = Vec::new();
        while let Some(answer) =
            self.document.glosses().get(self.next_gloss).filter(|next| next.answers == Some(index))
        {
            let inside = self.next_gloss;
            self.next_gloss += 1;
            answers.push(self.gloss(inside, answer));
        }
        let document = self.document;
        let block = document.block(gloss.block);
        let end = block.text().trim_end().len();
        let own = Span::new(
            document.start(gloss.block),
            crate::text::Offset::new(document.start(gloss.block).to_usize() + end),
        );
        let extent = Span::new(own.start, answers.last().map_or(own.end, |last: &Symbol| last.extent.end));
        let selection = gloss.kind.as_ref().map(|kind| document.absolute(kind.place)).unwrap_or_else(|| {
            let body = document.absolute(gloss::body(document, gloss));
            Span::new(body.start, body.start)
        });
        let authors: Vec<&str> = gloss.authors.iter().map(|author| author.text.as_str()).collect();
        let date = gloss.date.map(|date| date.to_string());
        let name = std::iter::once(gloss.kind_name())
            .chain(authors)
            .chain(date.as_deref())
            .collect::<Vec<_>>()
            .join(" ");
        Symbol {
            name,
            detail: of_gloss(document, gloss, DETAIL),
            kind: SymbolKind::Gloss,
            extent,
            selection,
            children: answers,
        }
    }

    fn symbol(&self, id: ClauseId, children: Vec<Symbol>) -> Symbol {
        let document = self.document;
        let clause = document.clause(id);
        let extent = document.absolute_extent(clause.extent);
        let (name, detail, kind) = match clause.kind {
            ClauseKind::Item => {
                let marker = clause.marker.clone().unwrap_or_default();
                (marker, self.first_words(id), SymbolKind::Item)
            }
            _ => {
                let (name, _) = super::words::name(document, id);
                (name, String::new(), division_kind(document, id))
            }
        };
        // An implicit preamble or conclusions has no heading to select.
        let selection = match clause.kind {
            ClauseKind::Division(_) => division_name(document, id),
            _ => document.absolute(clause.name),
        };
        Symbol { name: shortened(&name, 2 * DETAIL), detail, kind, extent, selection, children }
    }

    /// The words behind the marker of an item.
    fn first_words(&self, id: ClauseId) -> String {
        let clause = self.document.clause(id);
        let block = self.document.block(clause.name.block);
        let next = self.document.clauses().get(id.index() + 1);
        if next.is_some_and(|next| next.kind == ClauseKind::Item && next.name.block == clause.name.block) {
            return String::new();
        }
        let start = clause.name.span.end as usize;
        let end = if clause.extent.end.block == clause.name.block {
            clause.extent.end.offset as usize
        } else {
            block.text().len()
        };
        let prose = crate::model::Prose::of(block);
        let words = prose.text.get(prose.place_of(start)..prose.place_of(end)).unwrap_or_default();
        shortened(&one_line(words), DETAIL)
    }
}

/// What a division is.
pub(super) fn division_kind(document: &Document, id: ClauseId) -> SymbolKind {
    let is_item = |id: ClauseId| document.clause(id).kind == ClauseKind::Item;
    match document.clause(id).unit() {
        Some(Unit::Article | Unit::Rule | Unit::Regulation) => SymbolKind::Article,
        Some(Unit::Preamble | Unit::Conclusions) => SymbolKind::Frame,
        _ if document.children(id).any(is_item) => SymbolKind::Article,
        _ => SymbolKind::Container,
    }
}

/// The words that name a division; where it has no heading, the place where it begins.
pub(super) fn division_name(document: &Document, id: ClauseId) -> Span {
    let clause = document.clause(id);
    let start = document.absolute_extent(clause.extent).start;
    match ast::Heading::cast(document.block(clause.name.block)) {
        Some(_) => document.absolute(clause.name),
        None => Span::new(start, start),
    }
}
