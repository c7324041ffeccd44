//! Folds: the lines that an editor can hide behind the line above them.

use super::File;
use crate::model::{BlockId, ClauseKind, Document};
use crate::syntax::{BlockKind, ast};
use crate::text::{Offset, Span};

/// Lines that can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From the end of the line that stays to the end of the last line that is hidden.
    pub span: Span,
    /// What is hidden.
    pub kind: FoldKind,
}

/// What a fold hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// What a heading holds.
    Division,
    /// A run of glosses and answers.
    Glosses,
    /// A run of declarations.
    Declarations,
    /// A quoted block with the line that closes it.
    Quote,
    /// Verbatim text.
    Verbatim,
}

/// The folds of a document, in the order of the lines that stay.
pub fn folds(file: &File) -> Vec<Fold> {
    let document = file.document();
    let mut folds = divisions(document);
    folds.extend(runs(document));
    folds.extend(quotes(document));
    for (index, block) in document.blocks().iter().enumerate() {
        if block.kind() == BlockKind::Verbatim {
            let id = BlockId::new(index);
            folds.extend(fold(document, FoldKind::Verbatim, id, end(document, id)));
        }
    }
    folds.sort_by_key(|fold| fold.span.start);
    folds
}

/// From behind the first line of a block to `end`; `None` if nothing lies between.
fn fold(document: &Document, kind: FoldKind, first: BlockId, end: Offset) -> Option<Fold> {
    let text = document.block(first).text();
    let line = text.find(['\n', '\r']).unwrap_or(text.len());
    let start = Offset::new(document.start(first).to_usize() + line);
    let span = Span::new(start, end);
    (!span.is_empty()).then_some(Fold { span, kind })
}

/// Where the words of a block end.
fn end(document: &Document, id: BlockId) -> Offset {
    Offset::new(document.start(id).to_usize() + document.block(id).text().trim_end().len())
}

/// The title holds the whole text and is left out.
fn divisions(document: &Document) -> Vec<Fold> {
    let headed = document.clauses().iter().filter(|clause| {
        matches!(clause.kind, ClauseKind::Division(_))
            && ast::Heading::cast(document.block(clause.name.block)).is_some()
    });
    let folds = headed.filter_map(|clause| {
        let end = document.absolute_extent(clause.extent).end;
        fold(document, FoldKind::Division, clause.name.block, end)
    });
    folds.collect()
}

/// Glosses and declarations that follow each other; blank lines and comments between them do not part them.
fn runs(document: &Document) -> Vec<Fold> {
    let mut folds = Vec::new();
    let mut open: Option<(FoldKind, BlockId, BlockId)> = None;
    let mut close = |open: Option<(FoldKind, BlockId, BlockId)>| {
        folds.extend(open.and_then(|(kind, first, last)| fold(document, kind, first, end(document, last))));
    };
    for (index, block) in document.blocks().iter().enumerate() {
        let id = BlockId::new(index);
        let kind = match block.kind() {
            BlockKind::Gloss { .. } => Some(FoldKind::Glosses),
            BlockKind::Declaration => Some(FoldKind::Declarations),
            BlockKind::Blank | BlockKind::Comment => continue,
            _ => None,
        };
        open = match (open, kind) {
            (Some((of, first, _)), Some(kind)) if of == kind => Some((kind, first, id)),
            (before, kind) => {
                close(before);
                kind.map(|kind| (kind, id, id))
            }
        };
    }
    close(open);
    folds
}

/// Quoted blocks; one without a closing line ends before the next opening one or heading.
fn quotes(document: &Document) -> Vec<Fold> {
    let mut folds = Vec::new();
    let mut open: Option<(BlockId, BlockId)> = None;
    let mut close = |open: Option<(BlockId, BlockId)>| {
        let quote =
            open.and_then(|(first, last)| fold(document, FoldKind::Quote, first, end(document, last)));
        folds.extend(quote);
    };
    for (index, block) in document.blocks().iter().enumerate() {
        let id = BlockId::new(index);
        match block.kind() {
            BlockKind::QuoteOpen => close(open.replace((id, id))),
            BlockKind::QuoteClose => close(open.take().map(|(first, _)| (first, id))),
            BlockKind::Heading { .. } => close(open.take()),
            BlockKind::Blank => {}
            _ => open = open.map(|(first, _)| (first, id)),
        }
    }
    close(open);
    folds
}
