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

/// At most so many folds: the outer ones before those in them, and of the same depth the first.
pub fn outermost(folds: Vec<Fold>, most: usize) -> Vec<Fold> {
    if folds.len() <= most {
        return folds;
    }
    let mut open: Vec<Offset> = Vec::new();
    let mut deep: Vec<(usize, Fold)> = Vec::with_capacity(folds.len());
    for fold in folds {
        while open.pop_if(|end| *end <= fold.span.start).is_some() {}
        deep.push((open.len(), fold));
        open.push(fold.span.end);
    }
    deep.sort_by_key(|(depth, _)| *depth);
    deep.truncate(most);
    let mut folds: Vec<Fold> = deep.into_iter().map(|(_, fold)| fold).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_too_many_folds_the_outer_ones_are_kept_in_their_order() {
        let fold = |start: u32, end: u32| Fold {
            span: Span::new(Offset(start), Offset(end)),
            kind: FoldKind::Division,
        };
        let folds =
            vec![fold(0, 90), fold(10, 40), fold(20, 40), fold(50, 80), fold(100, 120), fold(105, 110)];
        assert_eq!(outermost(folds.clone(), 6), folds);
        let kept = vec![fold(0, 90), fold(10, 40), fold(50, 80), fold(100, 120)];
        assert_eq!(outermost(folds.clone(), 4), kept);
        assert_eq!(outermost(folds.clone(), 3), [fold(0, 90), fold(10, 40), fold(100, 120)]);
        assert_eq!(outermost(folds.clone(), 2), [fold(0, 90), fold(100, 120)]);
        assert_eq!(outermost(folds, 0), []);
    }
}
