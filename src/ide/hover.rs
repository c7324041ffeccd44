//! Hover: what is under the cursor, in words.
//!
//! Over a stray glyph: its code point, name and script, and how it can be mended. Over a party: its names and
//! roles, when it signed and where it is mentioned. Over an article or a citation of one: the words of the very
//! clause, the glosses on it, and how often it is cited. Over an instrument, a term, a footnote, the kind of a
//! gloss, a declaration: what it is.

mod clause;
mod names;

use super::page::{Page, Run};
use super::{File, words};
use crate::lint::{self, Diagnostic, Fix, GlyphFacts, GlyphOutcome};
use crate::model::gloss::KINDS;
use crate::model::{BlockId, Document, Entity, Gloss, Prose, declaration, entity_at};
use crate::text::{Offset, Span};
use crate::unicode::language::script_name;
use crate::unicode::name::{code_point, name};
use crate::unicode::script;

/// What is shown, and for which bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The bytes that it is about.
    pub span: Span,
    /// What is said of them.
    pub page: Page,
}

/// What stands at `offset`.
pub fn hover(file: &File, offset: Offset) -> Option<Hover> {
    let document = file.document();
    if let Some(found) = glyph_at(file, offset) {
        return Some(Hover { span: found.span, page: glyph(found) });
    }
    let (entity, place) = entity_at(document, offset)?;
    let page = match entity {
        Entity::Clause(id) => clause::page_in(file, id),
        Entity::Quoted(first, last) => clause::range(document, first, last),
        Entity::Citation(index, target) => clause::cited(file, document.citations().get(index)?, target),
        Entity::Named(named) => names::page(document, named),
        Entity::Directive(word) => directive(&word)?,
        Entity::Key(directive, key) => key_page(&directive, &key)?,
        Entity::Rule(name) => rule(&name)?,
        Entity::GlossKind(index) => gloss_kind(document, document.glosses().get(index)?),
        Entity::GlossTarget(gloss, target) => {
            clause::gloss_target(document, document.glosses().get(gloss)?, target)?
        }
        Entity::FootnoteMark(index) => footnote(document, index)?,
        Entity::FootnoteText(_) | Entity::Web(_) => return None,
    };
    (!page.is_empty()).then(|| Hover { span: document.absolute(place), page })
}

fn glyph_at(file: &File, offset: Offset) -> Option<&Diagnostic> {
    let diagnostics = file.diagnostics();
    // A glyph is short, so one that holds the offset begins a little before it.
    let behind = diagnostics.partition_point(|diagnostic| diagnostic.span.start <= offset);
    let mut before = diagnostics.get(..behind)?.iter().rev().filter(|diagnostic| diagnostic.glyph.is_some());
    let nearest = before.next()?;
    // What cannot be seen is pointed at from behind.
    (offset <= nearest.span.end).then_some(nearest)
}

fn glyph(found: &Diagnostic) -> Page {
    let mut page = Page::default();
    let Some(facts) = &found.glyph else { return page };
    const SHOWN: usize = 8;
    let characters = facts.characters.iter().take(SHOWN).map(|character| {
        vec![
            Run::Code(code_point(*character)),
            Run::Words(format!(" {}, {}", name(*character), script_words(*character))),
        ]
    });
    match characters.collect::<Vec<_>>().as_mut_slice() {
        [one] => page.paragraph(std::mem::take(one)),
        several => page.list(several.to_vec()),
    }
    page.paragraph(evidence(facts));
    let outcomes = facts.outcomes.iter().map(Some).chain(std::iter::repeat(None));
    page.list(found.fixes.iter().zip(outcomes).map(|(fix, outcome)| repair(fix, outcome)).collect());
    page.paragraph([Run::Code(found.rule.to_owned())]);
    page
}

/// What is wrong with a glyph, and in which word.
fn evidence(facts: &GlyphFacts) -> Vec<Run> {
    let meaning = facts.class.meaning();
    let alone = facts.word.is_empty() || facts.word.chars().eq(facts.characters.iter().copied());
    let sentence =
        if alone { capitalised(meaning) } else { format!("In {}: {meaning}.", quoted(&facts.word)) };
    vec![Run::Words(sentence)]
}

/// What a fix does and what it gives.
fn repair(fix: &Fix, outcome: Option<&GlyphOutcome>) -> Vec<Run> {
    let mut runs = vec![Run::Words(fix.title.clone())];
    if let Some(outcome) = outcome.filter(|outcome| !outcome.words.is_empty()) {
        let known = match (outcome.known, outcome.words.contains(char::is_whitespace)) {
            (true, false) => ", a known word",
            (true, true) => ", known words",
            (false, _) => "",
        };
        runs.push(Run::Words(format!(": {}{known}", quoted(&outcome.words))));
    }
    if !fix.safe {
        runs.push(Run::Words("; not certain".to_owned()));
    }
    runs
}

/// Words in quotation marks; the page draws what cannot be seen in them.
fn quoted(words: &str) -> String {
    format!("“{words}”")
}

/// The script of a character in words; "common" characters belong to no one script.
fn script_words(character: char) -> String {
    match script_name(script(character)).as_str() {
        "Common" | "Inherited" | "Unknown" => "of no one script".to_owned(),
        script => format!("script {script}"),
    }
}

fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    let sentence: String = first.chain(characters).collect();
    if sentence.ends_with(['.', '?', '”']) { sentence } else { sentence + "." }
}

fn directive(word: &str) -> Option<Page> {
    let mut page = Page::default();
    page.paragraph([Run::Strong(format!("@{word}"))]);
    page.words(capitalised(&declaration::meaning(word)?.replace('`', "")));
    let keys = declaration::keys(word).iter().map(|key| {
        let meaning = declaration::key_meaning(key).unwrap_or_default().replace('`', "");
        vec![Run::Code((*key).to_owned()), Run::Words(format!(": {meaning}"))]
    });
    page.list(keys.collect());
    Some(page)
}

fn key_page(directive: &str, key: &str) -> Option<Page> {
    if !declaration::keys(directive).contains(&key) {
        return None;
    }
    let mut page = Page::default();
    page.paragraph([Run::Strong(key.to_owned()), Run::Words(format!(" of @{directive}"))]);
    page.words(capitalised(&declaration::key_meaning(key)?.replace('`', "")));
    Some(page)
}

fn rule(name: &str) -> Option<Page> {
    let mut page = Page::default();
    if let Some(rule) = lint::selection::find(name) {
        page.paragraph([
            Run::Strong(rule.name.to_owned()),
            Run::Words(format!(", group {}", rule.group.name())),
        ]);
        page.words(rule.summary().replace('`', ""));
        return Some(page);
    }
    let group = lint::Group::ALL.into_iter().find(|group| group.name() == name)?;
    let rules: Vec<&str> =
        lint::RULES.iter().filter(|rule| rule.group == group).map(|rule| rule.name).collect();
    page.paragraph([Run::Strong(name.to_owned()), Run::Words(format!(": the rules {}", rules.join(", ")))]);
    Some(page)
}

fn gloss_kind(document: &Document, gloss: &Gloss) -> Page {
    let mut page = Page::default();
    let kind = gloss.kind_name();
    page.paragraph([Run::Strong(kind.to_owned())]);
    if let Some((_, meaning)) = KINDS.iter().find(|(known, _)| *known == kind) {
        page.words(capitalised(meaning));
    }
    let of = names::authors(document, gloss);
    if !of.is_empty() {
        page.words(format!("By {of}."));
    }
    if let Some(date) = gloss.date {
        page.words(format!("Dated {date}."));
    }
    page
}

fn footnote(document: &Document, index: usize) -> Option<Page> {
    let footnotes = document.footnotes();
    let mark = footnotes.marks.get(index)?;
    let scope = document.footnote_scope(mark, &footnotes.scopes(&mark.id))?;
    let text = footnotes.texts.iter().find(|text| text.id == mark.id && text.scope == scope)?;
    let mut page = Page::default();
    page.paragraph([Run::Strong(format!("Footnote {}", mark.id))]);
    page.quote(vec![words::one_line(&footnote_words(document, text.place.block))]);
    Some(page)
}

fn footnote_words(document: &Document, block: BlockId) -> String {
    Prose::of(document.block(block)).text
}
