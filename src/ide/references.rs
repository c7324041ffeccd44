//! References: every place of a document that means what is under the cursor. From a clause to what cites it,
//! from a party to where it is named, from a footnote to its marks.

use super::File;
use super::definition::{self, CLAUSES};
use crate::model::declaration::{Declared, PartyRole};
use crate::model::workspace::{Incoming, Led};
use crate::model::{BlockId, ClauseId, ClauseKind, Document, Entity, Footnote, LinkTarget, Lookup, Named};
use crate::model::{MemberId, Pinpoint, Place, entity_at};
use crate::syntax::ast;
use crate::text::{LocalSpan, Offset, Span};
use rustc_hash::FxHashSet;

/// A place that means what was asked for.
///
/// ```text
/// ## Article 4            declares it
/// Under Article 4, …      uses it
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The document that it is in; none for the one that was asked in.
    pub member: Option<MemberId>,
    /// The bytes of it.
    pub span: Span,
    /// Whether it is what the others refer to: a heading, a marker, a declaration, the text of a footnote.
    pub declares: bool,
}

/// What is looked for.
enum Subject<'a> {
    /// Clauses, in reading order.
    Clauses(Vec<ClauseId>),
    /// What a declared name means.
    Named(Named),
    /// The footnote with an id, and the scope that its text or its marks stand in.
    Footnote(&'a str, ClauseId),
}

/// All places that mean what stands at `offset`, in the order of the text, those in other files behind it.
pub fn references(file: &File, offset: Offset) -> Vec<Reference> {
    let Some((entity, _)) = entity_at(file.document(), offset) else { return Vec::new() };
    let mut found = in_document(file.document(), &entity);
    found.extend(in_workspace(file, &entity));
    found
}

/// The places in other files: what cites the clauses that are meant; for a clause of another treaty those of
/// its own file too.
fn in_workspace(file: &File, entity: &Entity) -> Vec<Reference> {
    let (document, within) = (file.document(), file.surroundings());
    if let Entity::Citation(index, target) = *entity
        && let Some((member, wanted)) = cited_elsewhere(file, index, target)
    {
        let other = &within.workspace.member(member).document;
        let mut found: Vec<Reference> = of_clauses(other, &wanted);
        found.iter_mut().for_each(|reference| reference.member = Some(member));
        sort(&mut found);
        found.extend(incoming(file, member, &wanted));
        return found;
    }
    match subject(document, entity) {
        Some(Subject::Clauses(wanted)) => incoming(file, within.member, &wanted),
        _ => Vec::new(),
    }
}

/// The clauses of another treaty that a citation leads to, and their document.
fn cited_elsewhere(file: &File, index: usize, target: Option<usize>) -> Option<(MemberId, Vec<ClauseId>)> {
    let (document, within) = (file.document(), file.surroundings());
    let citation = document.citations().get(index)?;
    let targets = match target {
        Some(index) => citation.targets.get(index..index + 1).unwrap_or_default(),
        None => citation.targets.as_slice(),
    };
    let found = targets.iter().find_map(|target| within.follow(target, document))?;
    let Led::Clauses(first, last) = found.led else { return None };
    let other = &within.workspace.member(found.treaty.member).document;
    Some((found.treaty.member, clauses(other, std::iter::once((first, last)))))
}

/// What cites clauses of the document `of` in the other documents; what stands in the file itself is in its
/// newest text.
fn incoming(file: &File, of: MemberId, wanted: &[ClauseId]) -> Vec<Reference> {
    let within = file.surroundings();
    let workspace = within.workspace;
    let leads = |first, last| leads_to(&workspace.member(of).document, wanted, (first, last));
    let place = |incoming: Incoming| {
        let document = &workspace.member(incoming.member).document;
        let target = workspace.target(incoming)?;
        let member = Some(incoming.member).filter(|member| *member != within.member);
        Some(Reference { member, span: document.absolute(target.place), declares: false })
    };
    workspace.citing(of, leads).into_iter().filter_map(place).collect()
}

/// In the order of the text, each place once.
fn sort(found: &mut Vec<Reference>) {
    found.sort_by_key(|reference| (reference.span, !reference.declares));
    found.dedup_by_key(|reference| reference.span);
}

/// All places of a document that mean the same.
fn in_document(document: &Document, entity: &Entity) -> Vec<Reference> {
    let mut found = match subject(document, entity) {
        Some(Subject::Clauses(wanted)) => of_clauses(document, &wanted),
        Some(Subject::Named(named)) => of_name(document, named),
        Some(Subject::Footnote(id, scope)) => of_footnote(document, id, scope),
        None => Vec::new(),
    };
    sort(&mut found);
    found
}

/// The same without the places that declare it.
pub fn uses(file: &File, offset: Offset) -> Vec<Reference> {
    let mut found = references(file, offset);
    found.retain(|reference| !reference.declares);
    found
}

fn subject<'a>(document: &'a Document, entity: &Entity) -> Option<Subject<'a>> {
    match *entity {
        Entity::Clause(id) => Some(Subject::Clauses(vec![id])),
        Entity::Quoted(first, last) => {
            Some(Subject::Clauses(clauses(document, std::iter::once((first, last)))))
        }
        Entity::Citation(index, target) => cited(document, index, target),
        Entity::Named(named) => Some(Subject::Named(named)),
        Entity::GlossTarget(gloss, target) => {
            let gloss = document.glosses().get(gloss)?;
            linked(document, &gloss.targets.get(target)?.text, gloss.clause)
        }
        Entity::FootnoteMark(index) => {
            let mark = document.footnotes().marks.get(index)?;
            Some(Subject::Footnote(&mark.id, scope(document, mark, &document.footnotes().scopes(&mark.id))))
        }
        Entity::FootnoteText(index) => {
            let text = document.footnotes().texts.get(index)?;
            Some(Subject::Footnote(&text.id, text.scope))
        }
        Entity::Directive(_) | Entity::Key(..) | Entity::Rule(_) | Entity::GlossKind(_) | Entity::Web(_) => {
            None
        }
    }
}

/// What a citation names: its clauses, else the instrument that they belong to.
fn cited(document: &Document, index: usize, target: Option<usize>) -> Option<Subject<'_>> {
    let citation = document.citations().get(index)?;
    let targets = match target {
        Some(index) => citation.targets.get(index..index + 1).unwrap_or_default(),
        None => citation.targets.as_slice(),
    };
    let ranges = targets.iter().filter_map(|target| target.clauses);
    let clauses = clauses(document, ranges);
    if !clauses.is_empty() {
        return Some(Subject::Clauses(clauses));
    }
    let id = targets.iter().find_map(|target| target.declared())?;
    document.declarations().named(id).map(Subject::Named)
}

/// What a link, a target of a gloss or a quoted block leads to.
fn linked<'a>(document: &Document, written: &str, here: ClauseId) -> Option<Subject<'a>> {
    match LinkTarget::parse(written) {
        Some(LinkTarget::Clause(pinpoint)) => {
            let range = look_up(document, pinpoint, here)?;
            Some(Subject::Clauses(clauses(document, std::iter::once(range))))
        }
        Some(LinkTarget::Name(id) | LinkTarget::Elsewhere(id, _)) => {
            document.declarations().named(id).map(Subject::Named)
        }
        _ => None,
    }
}

fn look_up(document: &Document, pinpoint: &str, here: ClauseId) -> Option<(ClauseId, ClauseId)> {
    match document.look_up(&Pinpoint::parse(pinpoint)?, here) {
        Lookup::Found(first, last) => Some((first, last)),
        _ => None,
    }
}

/// The clauses of ranges, in reading order, at most [`CLAUSES`].
fn clauses(document: &Document, ranges: impl Iterator<Item = (ClauseId, ClauseId)>) -> Vec<ClauseId> {
    let all = ranges.flat_map(|(first, last)| definition::range(document, first, last));
    let mut clauses: Vec<ClauseId> = all.take(CLAUSES).collect();
    clauses.sort_unstable();
    clauses.dedup();
    clauses
}

/// Whether one of the clauses is an end of a range or lies in it.
fn leads_to(document: &Document, wanted: &[ClauseId], (first, last): (ClauseId, ClauseId)) -> bool {
    if wanted.binary_search(&first).is_ok() || wanted.binary_search(&last).is_ok() {
        return true;
    }
    let from = wanted.partition_point(|id| *id < first);
    wanted.iter().skip(from).take_while(|id| **id < last).any(|id| is_in_range(document, first, *id))
}

/// Whether a clause behind `first` is counted in a range from there: it is of its kind and no part of such a
/// clause of the range.
fn is_in_range(document: &Document, first: ClauseId, id: ClauseId) -> bool {
    let kind = document.clause(first).kind;
    let clause = document.clause(id);
    let outer = clause.parent.and_then(|parent| document.enclosing(parent, |clause| clause.kind == kind));
    clause.kind == kind && outer.is_none_or(|outer| outer < first)
}

fn of_clauses(document: &Document, wanted: &[ClauseId]) -> Vec<Reference> {
    let leads = |range| leads_to(document, wanted, range);
    let mut found: Vec<Reference> = wanted.iter().map(|id| declaration(document, *id)).collect();
    let targets = document.citations().iter().flat_map(|citation| &citation.targets);
    let cited = targets.filter(|target| target.clauses.is_some_and(leads));
    found.extend(cited.map(|target| used(document, target.place)));
    let here = |written: &str, at: ClauseId| match LinkTarget::parse(written) {
        Some(LinkTarget::Clause(pinpoint)) => look_up(document, pinpoint, at).is_some_and(leads),
        _ => false,
    };
    for gloss in document.glosses() {
        let targets = gloss.targets.iter().filter(|target| here(&target.text, gloss.clause));
        found.extend(targets.map(|target| used(document, target.place)));
    }
    for (block, target) in quotes(document) {
        let owner = document.outline().owners.get(block.index()).copied().unwrap_or_default();
        if here(target.text, owner) {
            found.push(used(document, Place { block, span: target.span }));
        }
    }
    found
}

/// What names a clause: its heading or marker; where it has none, the place where it begins.
fn declaration(document: &Document, id: ClauseId) -> Reference {
    let clause = document.clause(id);
    let named = match clause.kind {
        ClauseKind::Item => true,
        ClauseKind::Paragraph => false,
        ClauseKind::Document => document.outline().title.is_some(),
        ClauseKind::Division(_) => ast::Heading::cast(document.block(clause.name.block)).is_some(),
    };
    let start = document.absolute_extent(clause.extent).start;
    let span = if named { document.absolute(clause.name) } else { Span::new(start, start) };
    Reference { member: None, span, declares: true }
}

fn used(document: &Document, place: Place) -> Reference {
    Reference { member: None, span: document.absolute(place), declares: false }
}

/// The targets of quoted blocks.
fn quotes(document: &Document) -> impl Iterator<Item = (BlockId, ast::Words<'_>)> {
    let blocks = document.blocks().iter().enumerate();
    blocks.filter_map(|(index, block)| Some((BlockId::new(index), ast::quote_target(block)?)))
}

fn of_name(document: &Document, named: Named) -> Vec<Reference> {
    let mut found = declared(document, named);
    let mentions = document.mentions().iter().filter(|mention| is_same(mention.named, named));
    found.extend(mentions.map(|mention| used(document, mention.place)));
    let Some(id) = id(document, named) else { return found };
    let targets = document.citations().iter().flat_map(|citation| &citation.targets);
    let cited = targets.filter(|target| target.declared() == Some(id));
    found.extend(cited.map(|target| used(document, target.place)));
    let elsewhere = |written: &str| match LinkTarget::parse(written) {
        Some(LinkTarget::Elsewhere(document, _)) => document == id,
        _ => false,
    };
    for gloss in document.glosses() {
        let authors = gloss.authors.iter().filter(|author| author.text == id);
        let targets = gloss.targets.iter().filter(|target| elsewhere(&target.text));
        found.extend(authors.chain(targets).map(|word| used(document, word.place)));
    }
    let quoted = quotes(document).filter(|(_, target)| target.text == id || elsewhere(target.text));
    found.extend(quoted.map(|(block, target)| used(document, Place { block, span: target.span })));
    found
}

/// Whether two names mean the same; a party is meant by all its kinds of names.
fn is_same(one: Named, other: Named) -> bool {
    match (one, other) {
        (Named::Party(one, _), Named::Party(other, _)) => one == other,
        _ => one == other,
    }
}

/// The id of what a name means, if no other declaration before it has the same.
fn id(document: &Document, named: Named) -> Option<&str> {
    let declarations = document.declarations();
    let id = match named {
        Named::Party(index, _) => &declarations.parties.get(index)?.id.text,
        Named::Instrument(index) => &declarations.instruments.get(index)?.id.text,
        Named::AllParties | Named::Term(_) => return None,
    };
    declarations.named(id).is_some_and(|first| is_same(first, named)).then_some(id)
}

/// The ids and names in the declaration of what is meant.
fn declared(document: &Document, named: Named) -> Vec<Reference> {
    let declarations = document.declarations();
    let reference =
        |name: &Declared| Reference { member: None, span: document.absolute(name.place), declares: true };
    match named {
        Named::Party(index, _) => {
            let party = declarations.parties.get(index);
            let names = party.into_iter().flat_map(|party| party.all_names().map(|(name, _)| name));
            party.map(|party| &party.id).into_iter().chain(names).map(reference).collect()
        }
        Named::AllParties => {
            let bound = declarations.parties.iter().filter(|party| party.role == PartyRole::Party);
            bound.map(|party| reference(&party.id)).collect()
        }
        Named::Instrument(index) => {
            let instrument = declarations.instruments.get(index).into_iter();
            let names = instrument.flat_map(|found| std::iter::once(&found.id).chain(&found.names));
            names.map(reference).collect()
        }
        Named::Term(index) => {
            document.terms().terms.get(index).map(|term| reference(&term.name)).into_iter().collect()
        }
    }
}

/// The scope of the text that a mark leads to; without a text its own.
fn scope(document: &Document, mark: &Footnote, defined: &FxHashSet<ClauseId>) -> ClauseId {
    document.footnote_scope(mark, defined).unwrap_or(mark.scope)
}

fn of_footnote(document: &Document, id: &str, wanted: ClauseId) -> Vec<Reference> {
    let footnotes = document.footnotes();
    let defined = footnotes.scopes(id);
    // `[^` before the id, `]` behind it.
    let reference = |footnote: &Footnote, declares: bool| {
        let LocalSpan { start, end } = footnote.place.span;
        let whole =
            Place { span: LocalSpan { start: start.saturating_sub(2), end: end + 1 }, ..footnote.place };
        Reference { member: None, span: document.absolute(whole), declares }
    };
    let texts = footnotes.texts.iter().filter(|text| text.id == id && text.scope == wanted);
    let marks =
        footnotes.marks.iter().filter(|mark| mark.id == id && scope(document, mark, &defined) == wanted);
    texts.map(|text| reference(text, true)).chain(marks.map(|mark| reference(mark, false))).collect()
}
