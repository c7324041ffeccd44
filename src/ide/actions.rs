//! Code actions: how what the rules found is mended, and how the headings of a text that was pasted are marked.

use super::File;
use crate::lint::Diagnostic;
use crate::text::{Edit, Span};

/// Something that an editor can offer to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action<'a> {
    /// What it does, as a command.
    pub title: String,
    /// What sort of action it is.
    pub kind: ActionKind,
    /// What it mends.
    pub diagnostics: Vec<&'a Diagnostic>,
    /// Whether it is the one to take.
    pub preferred: bool,
    /// What it changes.
    pub edits: Vec<Edit>,
}

/// The sorts of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// It mends one finding.
    QuickFix,
    /// It makes every safe fix of the document.
    FixAll,
    /// It marks every heading of the document that is not marked.
    MarkHeadings,
}

/// The actions for the bytes of `span`: each way to mend each finding there. `wanted` says which sorts are
/// asked for.
pub fn actions(file: &File, span: Span, wanted: impl Fn(ActionKind) -> bool) -> Vec<Action<'_>> {
    let mut actions = Vec::new();
    if wanted(ActionKind::QuickFix) {
        let here = file.diagnostics().iter().filter(|found| touches(found.span, span));
        for diagnostic in here {
            let fixes = diagnostic.fixes.iter().enumerate().map(|(index, fix)| Action {
                title: fix.title.clone(),
                kind: ActionKind::QuickFix,
                diagnostics: vec![diagnostic],
                preferred: index == 0 && fix.safe,
                edits: fix.edits.clone(),
            });
            actions.extend(fixes);
        }
    }
    if wanted(ActionKind::FixAll) {
        actions.extend(fix_all(file));
    }
    if wanted(ActionKind::MarkHeadings) {
        actions.extend(mark_headings(file));
    }
    actions
}

/// All safe fixes as one action, those included that are found only once others are made; nothing if there is
/// none.
fn fix_all(file: &File) -> Option<Action<'_>> {
    let (edits, count) = file.mended();
    (*count > 0).then(|| Action {
        title: format!("Make all safe fixes ({count})"),
        kind: ActionKind::FixAll,
        diagnostics: Vec::new(),
        preferred: false,
        edits: edits.clone(),
    })
}

/// All headings that are not marked, marked as one action; nothing if there is none.
fn mark_headings(file: &File) -> Option<Action<'_>> {
    let edits = file.marked();
    (!edits.is_empty()).then(|| Action {
        title: format!("Mark all headings ({})", edits.len()),
        kind: ActionKind::MarkHeadings,
        diagnostics: Vec::new(),
        preferred: false,
        edits: edits.to_vec(),
    })
}

/// Whether a finding is under the cursor or in what is selected; an end counts as inside.
fn touches(found: Span, asked: Span) -> bool {
    found.start <= asked.end && asked.start <= found.end
}
