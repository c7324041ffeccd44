//! `@allow rule: reason`: at the head of the file for all of it, elsewhere for the next block.

use super::{Diagnostic, Fix, Selection, Subject};
use crate::config::Severity;
use crate::model::declaration::Allow;
use crate::model::{BlockId, Document};
use crate::syntax::BlockKind;
use crate::text::{Edit, Span};

/// Takes out what a document lets pass, and reports the suppressions that let nothing pass.
pub(super) fn apply(subject: &Subject<'_>, selection: &Selection, diagnostics: &mut Vec<Diagnostic>) {
    let document = subject.document;
    let mut unused = Vec::new();
    for allow in &document.declarations().allows {
        let span = reach(document, allow);
        let before = diagnostics.len();
        diagnostics.retain(|diagnostic| !lets_pass(allow, span, diagnostic));
        if diagnostics.len() == before && ran(allow, selection) {
            unused.push(allow);
        }
    }
    let rule = selection.rules().find(|rule| rule.name == "unused-suppression");
    let severity = rule.and_then(|rule| selection.severity(rule));
    if let Some((severity, _)) = severity {
        diagnostics.extend(unused.into_iter().map(|allow| report(document, allow, severity)));
    }
}

/// Whether the rule that is allowed has run: of one that has not, nobody knows whether it is needed.
fn ran(allow: &Allow, selection: &Selection) -> bool {
    selection.rules().any(|rule| rule.name == allow.rule.text || rule.group.name() == allow.rule.text)
}

fn report(document: &Document, allow: &Allow, severity: Severity) -> Diagnostic {
    let others = document.declarations().allows.iter().filter(|other| other.block == allow.block).count();
    let block = Span::new(document.start(allow.block), document.start(BlockId::new(allow.block.index() + 1)));
    // A declaration that allows several rules is mended by hand.
    let fix = (others == 1).then(|| Fix {
        title: "Take the suppression out".to_owned(),
        edits: vec![Edit::delete(block)],
        safe: true,
    });
    Diagnostic {
        rule: "unused-suppression",
        severity,
        span: document.absolute(allow.rule.place),
        message: format!(
            "`{}` finds nothing here that is let pass; take the suppression out",
            allow.rule.text
        ),
        glyph: None,
        fixes: fix.into_iter().collect(),
        related: Vec::new(),
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
