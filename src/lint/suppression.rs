//! `@allow rule: reason`: at the head of the file for all of it, elsewhere for the next block.

use super::{Diagnostic, Fix, Selection, Subject};
use crate::config::Severity;
use crate::model::declaration::Allow;
use crate::model::{BlockId, Document};
use crate::syntax::BlockKind;
use crate::text::{Edit, Span};
use rustc_hash::FxHashMap;

/// Takes out what a document lets pass, and reports the suppressions that let nothing pass.
pub(super) fn apply(subject: &Subject<'_>, selection: &Selection, diagnostics: &mut Vec<Diagnostic>) {
    let document = subject.document;
    let allows = &document.declarations().allows;
    if allows.is_empty() {
        return;
    }
    let reach = Reach::new(document, allows);
    let mut used = vec![false; allows.len()];
    diagnostics.retain(|diagnostic| {
        let first = reach.first(document, diagnostic);
        if let Some(used) = first.and_then(|index| used.get_mut(index)) {
            *used = true;
        }
        first.is_none()
    });
    let rule = selection.rules().find(|rule| rule.name == "unused-suppression");
    let Some((severity, _)) = rule.and_then(|rule| selection.severity(rule)) else { return };
    let unused = allows.iter().zip(used).filter(|(allow, used)| !used && ran(allow, selection));
    diagnostics.extend(unused.map(|(allow, _)| report(document, allow, severity)));
}

/// Whether the rule that is allowed has run: of one that has not, nobody knows whether it is needed.
fn ran(allow: &Allow, selection: &Selection) -> bool {
    selection.rules().any(|rule| rule.name == allow.rule.text || rule.group.name() == allow.rule.text)
}

fn report(document: &Document, allow: &Allow, severity: Severity) -> Diagnostic {
    Diagnostic {
        rule: "unused-suppression",
        severity,
        span: document.absolute(allow.rule.place),
        message: format!("`{}` finds nothing here; take the suppression out", allow.rule.text),
        glyph: None,
        fixes: vec![Fix {
            title: "Take the suppression out".to_owned(),
            edits: vec![Edit::delete(extent(document, allow))],
            safe: true,
        }],
        related: Vec::new(),
    }
}

/// What is taken out with a suppression: its name and a comma, or all of the declaration if it names no other
/// rule, with the blank lines behind it if blank lines stand above it too.
fn extent(document: &Document, allow: &Allow) -> Span {
    let allows = &document.declarations().allows;
    let first = allows.partition_point(|other| other.block < allow.block);
    let names = allows.iter().skip(first).take_while(|other| other.block == allow.block);
    let names: Vec<Span> = names.map(|other| document.absolute(other.rule.place)).collect();
    let own = document.absolute(allow.rule.place);
    let place = names.iter().position(|name| *name == own).unwrap_or_default();
    let before = place.checked_sub(1).and_then(|before| names.get(before));
    match (before, names.get(place + 1)) {
        (Some(before), _) => Span::new(before.end, own.end),
        (None, Some(next)) => Span::new(own.start, next.start),
        (None, None) => {
            let blocks = document.blocks();
            let is_blank =
                |index: usize| blocks.get(index).is_some_and(|block| block.kind() == BlockKind::Blank);
            let index = allow.block.index();
            let behind = index + 1;
            let both = index.checked_sub(1).is_none_or(is_blank) && is_blank(behind);
            Span::new(document.start(allow.block), document.start(BlockId::new(behind + usize::from(both))))
        }
    }
}

/// What the suppressions of a document hold for: those at its head for all of it, the others for a block.
struct Reach<'a> {
    head: FxHashMap<&'a str, usize>,
    blocks: FxHashMap<(BlockId, &'a str), usize>,
}

impl<'a> Reach<'a> {
    fn new(document: &Document, allows: &'a [Allow]) -> Self {
        let mut reach = Self { head: FxHashMap::default(), blocks: FxHashMap::default() };
        let blocks = document.blocks();
        let passed_over =
            |kind| matches!(kind, BlockKind::Declaration | BlockKind::Blank | BlockKind::Comment);
        let is_head = |kind| passed_over(kind) || kind == BlockKind::ByteOrderMark;
        let head = blocks.iter().position(|block| !is_head(block.kind())).unwrap_or(blocks.len());
        let mut next = None;
        let mut behind = vec![None; blocks.len()];
        for (index, (slot, block)) in behind.iter_mut().zip(blocks).enumerate().rev() {
            *slot = next;
            if !passed_over(block.kind()) {
                next = Some(BlockId::new(index));
            }
        }
        for (index, allow) in allows.iter().enumerate() {
            let name = allow.rule.text.as_str();
            if allow.block.index() < head {
                reach.head.entry(name).or_insert(index);
            } else if let Some(block) = behind.get(allow.block.index()).copied().flatten() {
                reach.blocks.entry((block, name)).or_insert(index);
            }
        }
        reach
    }

    /// The first suppression that lets `diagnostic` pass.
    fn first(&self, document: &Document, diagnostic: &Diagnostic) -> Option<usize> {
        // What is wrong with the suppressions themselves is never let pass by them.
        if matches!(diagnostic.rule, "unused-suppression" | "unknown-suppression") {
            return None;
        }
        let group = super::selection::find(diagnostic.rule)?.group.name();
        let block = document.point(diagnostic.span.start).map(|point| point.block);
        let names = [diagnostic.rule, group].into_iter();
        let named = names.flat_map(|name| {
            let local = block.and_then(|block| self.blocks.get(&(block, name)));
            self.head.get(name).into_iter().chain(local).copied()
        });
        named.min()
    }
}
