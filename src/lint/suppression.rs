//! `@allow rule: reason`: at the head of the file for all of it, elsewhere for the next block.

use super::{Diagnostic, Selection, Subject};
use crate::model::declaration::Allow;
use crate::model::{BlockId, Document};
use crate::syntax::BlockKind;
use crate::text::Span;

/// Takes out what a document lets pass.
pub(super) fn apply(subject: &Subject<'_>, _selection: &Selection, diagnostics: &mut Vec<Diagnostic>) {
    let document = subject.document;
    for allow in &document.declarations().allows {
        let span = reach(document, allow);
        diagnostics.retain(|diagnostic| !lets_pass(allow, span, diagnostic));
    }
}

fn lets_pass(allow: &Allow, span: Span, diagnostic: &Diagnostic) -> bool {
    let named = allow.rule.text == diagnostic.rule
        || super::selection::find(diagnostic.rule).is_some_and(|rule| rule.group.name() == allow.rule.text);
    // What is wrong with the suppressions themselves is never let pass by them.
    let own = matches!(diagnostic.rule, "unused-suppression" | "unknown-suppression");
    named && !own && span.start <= diagnostic.span.start && diagnostic.span.start < span.end
}

/// What an `@allow` holds for.
fn reach(document: &Document, allow: &Allow) -> Span {
    let blocks = document.blocks();
    let is_head = blocks.iter().take(allow.block.index()).all(|block| {
        matches!(
            block.kind(),
            BlockKind::Declaration | BlockKind::Blank | BlockKind::Comment | BlockKind::ByteOrderMark
        )
    });
    if is_head {
        return Span::new(document.start(BlockId::default()), document.start(BlockId::new(blocks.len())));
    }
    let next = blocks.iter().enumerate().skip(allow.block.index() + 1).find(|(_, block)| {
        !matches!(block.kind(), BlockKind::Declaration | BlockKind::Blank | BlockKind::Comment)
    });
    let index = next.map_or(blocks.len(), |(index, _)| index);
    Span::new(document.start(BlockId::new(index)), document.start(BlockId::new(index + 1)))
}

/// The suppressions that let nothing pass, given what the rules found before any was applied.
pub(super) fn unused<'a>(document: &'a Document, diagnostics: &[Diagnostic]) -> Vec<&'a Allow> {
    let allows = document.declarations().allows.iter();
    allows
        .filter(|allow| {
            let span = reach(document, allow);
            !diagnostics.iter().any(|diagnostic| lets_pass(allow, span, diagnostic))
        })
        .collect()
}
