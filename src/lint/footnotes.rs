//! What the rules about footnotes share: which footnote each mark leads to.

use crate::model::{ClauseId, Document, Footnote};
use rustc_hash::FxHashSet;

/// The footnotes that marks lead to, by id and scope, and the marks that lead to none.
pub(super) struct Resolved<'a> {
    pub(super) used: FxHashSet<(&'a str, ClauseId)>,
    pub(super) dangling: Vec<&'a Footnote>,
}

/// Where the marks of a document lead: to the footnote of their scope, else of the scopes around it.
pub(super) fn resolve(document: &Document) -> Resolved<'_> {
    let footnotes = document.footnotes();
    let texts = footnotes.texts.iter().map(|text| (text.id.as_str(), text.scope));
    let defined: FxHashSet<(&str, ClauseId)> = texts.collect();
    let mut resolved = Resolved { used: FxHashSet::default(), dangling: Vec::new() };
    for mark in &footnotes.marks {
        let scopes = document.scopes_around(mark.scope);
        let mut keys = scopes.map(|scope| (mark.id.as_str(), scope));
        match keys.find(|key| defined.contains(key)) {
            Some(key) => _ = resolved.used.insert(key),
            None => resolved.dangling.push(mark),
        }
    }
    resolved
}
