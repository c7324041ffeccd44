//! Definition: where it is said what is under the cursor. From a citation to its clauses, from a name to its
//! declaration, from the mark of a footnote to its text and back.

use super::File;
use crate::model::workspace::{Found, Led, Treaty};
use crate::model::{Citation, CitedTarget, ClauseId, ClauseKind, Document, Entity, Footnote, Foreign};
use crate::model::{LinkTarget, Lookup, MemberId, Named, Outside, Part, Pinpoint, Place, Term};
use crate::model::{declaration::Declared, entity_at};
use crate::text::{Offset, Span};

/// A place to go to.
///
/// ```text
/// ## Article 4. Mutual assistance     the selection: the words of the heading
/// 1. Each Party …                     the extent: all of the clause
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The document that it is in; none for the one that was asked in.
    pub member: Option<MemberId>,
    /// The bytes that lead there.
    pub origin: Span,
    /// All of what is there.
    pub extent: Span,
    /// What names it, where the cursor goes.
    pub selection: Span,
}

/// The most clauses of a range that are given.
pub(super) const CLAUSES: usize = 100;

/// Where what stands at `offset` is defined; several places for a list or a range of clauses.
pub fn definition(file: &File, offset: Offset) -> Vec<Target> {
    let document = file.document();
    let Some((entity, place)) = entity_at(document, offset) else { return Vec::new() };
    let origin = document.absolute(place);
    match entity {
        Entity::Clause(id) => vec![clause(document, origin, id)],
        Entity::Quoted(first, last) => {
            range(document, first, last).into_iter().map(|id| clause(document, origin, id)).collect()
        }
        Entity::Citation(index, target) => document
            .citations()
            .get(index)
            .map(|citation| cited(file, origin, citation, target))
            .unwrap_or_default(),
        Entity::Named(named) => {
            let mut found = treaties(file, origin, named);
            found.extend(names(document, origin, named));
            found
        }
        Entity::GlossTarget(gloss, target) => {
            let gloss = document.glosses().get(gloss);
            let clauses = gloss.and_then(|gloss| {
                let written = &gloss.targets.get(target)?.text;
                let LinkTarget::Clause(pinpoint) = LinkTarget::parse(written)? else { return None };
                match document.look_up(&Pinpoint::parse(pinpoint)?, gloss.clause) {
                    Lookup::Found(first, last) => Some(range(document, first, last)),
                    _ => None,
                }
            });
            clauses.into_iter().flatten().map(|id| clause(document, origin, id)).collect()
        }
        Entity::FootnoteMark(index) => texts(document, origin, index),
        Entity::FootnoteText(index) => marks(document, origin, index),
        Entity::Directive(_) | Entity::Key(..) | Entity::Rule(_) | Entity::GlossKind(_) | Entity::Web(_) => {
            Vec::new()
        }
    }
}

/// The clause `id` as a target: all of it, its heading or marker selected.
pub fn clause(document: &Document, origin: Span, id: ClauseId) -> Target {
    let clause = document.clause(id);
    let extent = document.absolute_extent(clause.extent);
    let selection = match clause.kind {
        ClauseKind::Paragraph | ClauseKind::Document => Span::new(extent.start, extent.start),
        _ => document.absolute(clause.name),
    };
    Target { member: None, origin, extent, selection }
}

fn cited(file: &File, origin: Span, citation: &Citation, target: Option<usize>) -> Vec<Target> {
    let document = file.document();
    let targets = match target {
        Some(index) => citation.targets.get(index..index + 1).unwrap_or_default(),
        None => citation.targets.as_slice(),
    };
    let mut found: Vec<Target> = Vec::new();
    for target in targets {
        if let Some((first, last)) = target.clauses {
            found.extend(range(document, first, last).into_iter().map(|id| clause(document, origin, id)));
            continue;
        }
        let elsewhere = elsewhere(file, origin, target);
        if !elsewhere.is_empty() {
            found.extend(elsewhere);
        } else if let Some(id) = target.declared()
            && let Some(named) = document.declarations().named(id)
        {
            found.extend(names(document, origin, named));
        }
    }
    found.dedup();
    found
}

/// The clauses of another treaty that a target leads to.
fn elsewhere(file: &File, origin: Span, target: &CitedTarget) -> Vec<Target> {
    let within = file.surroundings();
    let Some(Found { treaty, led: Led::Clauses(first, last) }) = within.follow(target, file.document())
    else {
        return Vec::new();
    };
    let document = &within.workspace.member(treaty.member).document;
    let there = |id| Target { member: Some(treaty.member), ..clause(document, origin, id) };
    range(document, first, last).into_iter().map(there).collect()
}

/// The treaties of the workspace that the name of a declared instrument means.
fn treaties(file: &File, origin: Span, named: Named) -> Vec<Target> {
    let Named::Instrument(index) = named else { return Vec::new() };
    let document = file.document();
    let Some(instrument) = document.declarations().instruments.get(index) else { return Vec::new() };
    let within = file.surroundings();
    let outside = Outside { instrument: Foreign::Declared(instrument.id.text.clone()), part: Part::Whole };
    let treaty = within.workspace.treaty(&outside, document, None);
    let there = |treaty: Treaty| {
        let document = &within.workspace.member(treaty.member).document;
        Target { member: Some(treaty.member), ..clause(document, origin, treaty.clause) }
    };
    treaty.map(there).into_iter().collect()
}

/// The clauses from `first` to `last`, of the kind of the first.
pub fn range(document: &Document, first: ClauseId, last: ClauseId) -> Vec<ClauseId> {
    let kind = document.clause(first).kind;
    let mut found = vec![first];
    let mut next = document.clause(first).end;
    while next <= last && found.len() < CLAUSES {
        if document.clause(next).kind == kind {
            found.push(next);
            next = document.clause(next).end;
        } else {
            next = ClauseId(next.0 + 1);
        }
    }
    found
}

fn names(document: &Document, origin: Span, named: Named) -> Vec<Target> {
    let declarations = document.declarations();
    let target = |name: &Declared| {
        let block = name.place.block;
        let end = document.block(block).text().trim_end().len();
        let extent = Place { block, span: crate::text::LocalSpan::new(0, end) };
        Target {
            member: None,
            origin,
            extent: document.absolute(extent),
            selection: document.absolute(name.place),
        }
    };
    match named {
        Named::Party(index, _) => {
            declarations.parties.get(index).map(|party| target(&party.id)).into_iter().collect()
        }
        Named::AllParties => {
            let parties = declarations.parties.iter();
            let bound = parties.filter(|party| party.role == crate::model::declaration::PartyRole::Party);
            bound.map(|party| target(&party.id)).collect()
        }
        Named::Instrument(index) => {
            declarations.instruments.get(index).map(|instrument| target(&instrument.id)).into_iter().collect()
        }
        Named::Term(index) => {
            let term = document.terms().terms.get(index).into_iter();
            let target = |term: &Term| Target {
                member: None,
                origin,
                extent: document.absolute_extent(term.definition),
                selection: document.absolute(term.name.place),
            };
            term.map(target).collect()
        }
    }
}

/// The text that the mark of a footnote leads to: that of its scope, else of the nearest scope around it.
fn texts(document: &Document, origin: Span, mark: usize) -> Vec<Target> {
    let footnotes = document.footnotes();
    let Some(mark) = footnotes.marks.get(mark) else { return Vec::new() };
    let Some(scope) = document.footnote_scope(mark, &footnotes.scopes(&mark.id)) else { return Vec::new() };
    let texts = footnotes.texts.iter().filter(|text| text.id == mark.id && text.scope == scope);
    texts.map(|text| footnote(document, origin, text)).collect()
}

/// The marks that lead to the text of a footnote.
fn marks(document: &Document, origin: Span, text: usize) -> Vec<Target> {
    let footnotes = document.footnotes();
    let Some(text) = footnotes.texts.get(text) else { return Vec::new() };
    let defined = footnotes.scopes(&text.id);
    let marks = footnotes
        .marks
        .iter()
        .filter(|mark| mark.id == text.id && document.footnote_scope(mark, &defined) == Some(text.scope));
    marks.map(|mark| footnote(document, origin, mark)).collect()
}

fn footnote(document: &Document, origin: Span, footnote: &Footnote) -> Target {
    let place = document.absolute(footnote.place);
    Target { member: None, origin, extent: place, selection: place }
}
