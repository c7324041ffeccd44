//! What stands at a place of a document: the one question that hover, definition and their kin ask.

use super::citations::Citation;
use super::clause::{ClauseId, ClauseKind};
use super::document::Document;
use super::gloss::Gloss;
use super::link::LinkTarget;
use super::name::{Mention, Named};
use super::pinpoint::{Lookup, Pinpoint};
use super::place::{BlockId, Place, Point};
use crate::syntax::ast::{self, Words};
use crate::syntax::{Block, BlockKind};
use crate::text::{LocalSpan, Offset};

/// Something that can be asked about. Indices count in the lists of the [`Document`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entity {
    /// The name of a clause: the words or the anchor of a heading, the marker of an item.
    Clause(ClauseId),
    /// The clauses that a quoted block is of: the first and the last of a range, or one twice.
    Quoted(ClauseId, ClauseId),
    /// A citation, and which of its targets; none on the words that belong to all of them.
    Citation(usize, Option<usize>),
    /// A party, instrument or term: its name in the text, its id in a link, or its id and names where it is
    /// declared.
    Named(Named),
    /// The word of a declaration, without the `@`.
    Directive(String),
    /// The key of a line below a declaration of a directive.
    Key(String, String),
    /// A rule or group that `@allow` names.
    Rule(String),
    /// The kind in the head of a gloss.
    GlossKind(usize),
    /// A target in the head of a gloss.
    GlossTarget(usize, usize),
    /// The mark of a footnote, by the place among the marks.
    FootnoteMark(usize),
    /// The text of a footnote, by the place among the texts.
    FootnoteText(usize),
    /// A link to the web.
    Web(String),
}

/// What stands at `offset`, and where it begins and ends. A place right behind something belongs to it, if
/// nothing else begins there.
pub fn entity_at(document: &Document, offset: Offset) -> Option<(Entity, Place)> {
    let point = document.point(offset)?;
    at(document, point).or_else(|| {
        let before = Point { offset: point.offset.checked_sub(1)?, ..point };
        at(document, before)
    })
}

fn at(document: &Document, point: Point) -> Option<(Entity, Place)> {
    let block = document.block(point.block);
    let head = match block.kind() {
        BlockKind::Declaration => return declaration(document, block, point),
        BlockKind::Gloss { .. } => gloss_head(document, point),
        _ => None,
    };
    head.or_else(|| footnote(document, point))
        .or_else(|| web_link(block, point))
        .or_else(|| defined(document, point))
        .or_else(|| cited(document, point))
        .or_else(|| name_link(document, block, point))
        .or_else(|| quote_target(document, block, point))
        .or_else(|| clause_name(document, point))
}

/// Whether byte `point` is one of the place's.
fn holds(place: Place, point: Point) -> bool {
    place.block == point.block && holds_span(place.span, point)
}

fn holds_span(span: LocalSpan, point: Point) -> bool {
    span.start <= point.offset && point.offset < span.end
}

fn declaration(document: &Document, block: &Block, point: Point) -> Option<(Entity, Place)> {
    let view = ast::Declaration::cast(block)?;
    let place = |words: Words<'_>| Place { block: point.block, span: words.span };
    // The `@` belongs to the word.
    let directive = LocalSpan { start: view.directive.span.start.saturating_sub(1), ..view.directive.span };
    if holds_span(directive, point) {
        let found = Entity::Directive(view.directive.text.to_owned());
        return Some((found, Place { block: point.block, span: directive }));
    }
    if let Some(attribute) = view.attributes.iter().find(|attribute| holds_span(attribute.key.span, point)) {
        let found = Entity::Key(view.directive.text.to_owned(), attribute.key.text.to_owned());
        return Some((found, place(attribute.key)));
    }
    let declarations = document.declarations();
    if let Some(allow) = declarations.allows.iter().find(|allow| holds(allow.rule.place, point)) {
        return Some((Entity::Rule(allow.rule.text.clone()), allow.rule.place));
    }
    let parties = declarations.parties.iter().enumerate().filter(|(_, party)| party.block == point.block);
    let party_names = parties.flat_map(|(index, party)| {
        let own = [(&party.id, super::name::NameRole::Name)].into_iter();
        own.chain(party.all_names()).map(move |(name, role)| (Named::Party(index, role), name))
    });
    let instruments =
        declarations.instruments.iter().enumerate().filter(|(_, found)| found.block == point.block);
    let instrument_names = instruments.flat_map(|(index, instrument)| {
        std::iter::once(&instrument.id)
            .chain(&instrument.names)
            .map(move |name| (Named::Instrument(index), name))
    });
    let terms = declarations.terms.iter().enumerate().filter(|(_, term)| term.block == point.block);
    let term_names = terms.map(|(index, term)| (Named::Term(index), &term.name));
    party_names
        .chain(instrument_names)
        .chain(term_names)
        .find(|(_, name)| holds(name.place, point))
        .map(|(named, name)| (Entity::Named(named), name.place))
}

fn gloss_head(document: &Document, point: Point) -> Option<(Entity, Place)> {
    let (index, gloss) = gloss_of(document, point.block)?;
    if let Some(kind) = gloss.kind.as_ref().filter(|kind| holds(kind.place, point)) {
        return Some((Entity::GlossKind(index), kind.place));
    }
    if let Some(author) = gloss.authors.iter().find(|author| holds(author.place, point)) {
        let named = document.declarations().named(&author.text)?;
        return Some((Entity::Named(named), author.place));
    }
    let target = gloss.targets.iter().position(|target| holds(target.place, point))?;
    Some((Entity::GlossTarget(index, target), gloss.targets.get(target)?.place))
}

/// The gloss that a block is, with its place among the glosses.
fn gloss_of(document: &Document, block: BlockId) -> Option<(usize, &Gloss)> {
    let index = document.glosses().binary_search_by_key(&block, |gloss| gloss.block).ok()?;
    Some((index, document.glosses().get(index)?))
}

fn footnote(document: &Document, point: Point) -> Option<(Entity, Place)> {
    let footnotes = document.footnotes();
    // `[^` before the id, `]` or `]:` behind it.
    let whole = |place: Place, behind: u32| Place {
        span: LocalSpan { start: place.span.start.saturating_sub(2), end: place.span.end + behind },
        ..place
    };
    let mut marks = in_block(&footnotes.marks, point.block, |mark| mark.place.block);
    if let Some((index, mark)) = marks.find(|(_, mark)| holds(whole(mark.place, 1), point)) {
        return Some((Entity::FootnoteMark(index), whole(mark.place, 1)));
    }
    let mut texts = in_block(&footnotes.texts, point.block, |text| text.place.block);
    let (index, text) = texts.find(|(_, text)| holds(whole(text.place, 2), point))?;
    Some((Entity::FootnoteText(index), whole(text.place, 2)))
}

/// Those of a list in the order of the text that stand in a block, with their places in the list.
fn in_block<T>(
    list: &[T],
    block: BlockId,
    block_of: impl Fn(&T) -> BlockId + Copy,
) -> impl Iterator<Item = (usize, &T)> {
    let first = list.partition_point(|item| block_of(item) < block);
    list.iter().enumerate().skip(first).take_while(move |(_, item)| block_of(item) == block)
}

fn web_link(block: &Block, point: Point) -> Option<(Entity, Place)> {
    let link = ast::links(block).find(|link| holds_span(link.whole.span, point))?;
    let LinkTarget::Web(url) = LinkTarget::parse(link.target.text)? else { return None };
    Some((Entity::Web(url.to_owned()), Place { block: point.block, span: link.whole.span }))
}

/// A term in the words that define it.
fn defined(document: &Document, point: Point) -> Option<(Entity, Place)> {
    let index = document.terms().defined_at(point)?;
    let place = document.terms().terms.get(index)?.name.place;
    Some((Entity::Named(Named::Term(index)), place))
}

/// A number of a citation, else a name, else the other words of a citation.
fn cited(document: &Document, point: Point) -> Option<(Entity, Place)> {
    let citation = in_block(document.citations(), point.block, |citation: &Citation| citation.place.block)
        .find(|(_, citation)| holds(citation.place, point));
    if let Some((index, citation)) = citation
        && let Some(target) = citation.targets.iter().position(|target| holds(target.place, point))
    {
        return Some((Entity::Citation(index, Some(target)), citation.targets.get(target)?.place));
    }
    let mention = in_block(document.mentions(), point.block, |mention: &Mention| mention.place.block)
        .find(|(_, mention)| holds(mention.place, point));
    if let Some((_, mention)) = mention {
        return Some((Entity::Named(mention.named), mention.place));
    }
    citation.map(|(index, citation)| (Entity::Citation(index, None), citation.place))
}

/// The `(@id)` of a link, whose words are a mention.
fn name_link(document: &Document, block: &Block, point: Point) -> Option<(Entity, Place)> {
    let link = ast::links(block).find(|link| holds_span(link.whole.span, point))?;
    let LinkTarget::Name(id) = LinkTarget::parse(link.target.text)? else { return None };
    let named = document.declarations().named(id)?;
    Some((Entity::Named(named), Place { block: point.block, span: link.target.span }))
}

fn quote_target(document: &Document, block: &Block, point: Point) -> Option<(Entity, Place)> {
    let target = ast::quote_target(block).filter(|target| holds_span(target.span, point))?;
    let place = Place { block: point.block, span: target.span };
    let id = match LinkTarget::parse(target.text) {
        Some(LinkTarget::Elsewhere(document, _)) => document,
        Some(LinkTarget::Clause(pinpoint)) => {
            let here = document.outline().owners.get(point.block.index()).copied().unwrap_or_default();
            let Lookup::Found(first, last) = document.look_up(&Pinpoint::parse(pinpoint)?, here) else {
                return None;
            };
            return Some((Entity::Quoted(first, last), place));
        }
        _ => target.text,
    };
    Some((Entity::Named(document.declarations().named(id)?), place))
}

fn clause_name(document: &Document, point: Point) -> Option<(Entity, Place)> {
    let id = document.clause_at(point);
    let clause = document.clause(id);
    let named = matches!(clause.kind, ClauseKind::Division(_) | ClauseKind::Item);
    if named && holds(clause.name, point) {
        return Some((Entity::Clause(id), clause.name));
    }
    let (_, anchor) = clause.anchor.as_ref()?;
    // `{#` before the id, `}` behind it.
    let span = LocalSpan { start: anchor.span.start.saturating_sub(2), end: anchor.span.end + 1 };
    let whole = Place { span, ..*anchor };
    holds(whole, point).then_some((Entity::Clause(id), whole))
}
