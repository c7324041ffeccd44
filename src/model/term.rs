//! Defined terms: what a document defines in its own words, and what `@term` declares. Where each definition
//! stands, and in which division it holds.

pub mod case;
mod quote;
mod read;
mod usage;

pub use usage::Usage;

use super::clause::{Clause, ClauseId, ClauseKind};
use super::declaration::Declared;
use super::document::Document;
use super::instrument::plain;
use super::name::{Named, Names};
use super::place::{BlockId, Extent, Place, Point};
use super::prose::Prose;
use super::spaced::Spaced;
use crate::citation::language::Word;
use crate::citation::{Language, Unit};
use crate::syntax::{Block, BlockKind};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use read::{Found, How, List, Purpose, Setting};
use std::ops::Range;

/// How a term comes to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// `@term` declares it.
    Declared,
    /// The text says what it means: "“Area” means …".
    Meaning,
    /// The text says what it includes, or what it means in some cases or for several divisions: "the term “film”
    /// includes …".
    Partly,
    /// The text gives it as the short name of something: "(hereinafter “the Secretariat”)".
    ShortName,
    /// The text gives it as the short name of all parties.
    Parties,
}

/// A term and its definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The term as it is printed in its definition, the article before it included.
    pub name: Declared,
    /// How it is defined.
    pub kind: TermKind,
    /// The words that define it: the clause, or the sentence in it; of `@term` the declaration.
    pub definition: Extent,
    /// The clause in which the definition stands.
    pub clause: ClauseId,
    /// The division in which it holds.
    pub scope: ClauseId,
}

/// A short name that the text gives to a declared party or instrument: it is a name like those declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub name: Declared,
    /// What it means.
    pub named: Named,
}

/// What a document defines.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The terms: first those that are declared, in the order of the declarations, then those of the text.
    pub terms: Vec<Term>,
    /// The short names of what is declared.
    pub aliases: Vec<Alias>,
}

impl Terms {
    /// What `document` declares and defines.
    pub fn read(document: &Document) -> Self {
        let languages = document.language_tables();
        let mut reader = Reader {
            document,
            declared: Names::declared(document),
            triggers: triggers(&languages),
            languages,
            defining: None,
            list: None,
            into: Self { terms: declared(document), aliases: Vec::new() },
        };
        for index in 0..document.blocks().len() {
            reader.block(BlockId::new(index));
        }
        reader.into
    }
}

impl Terms {
    /// The term whose name is printed at `point`, in the words that define it.
    pub fn defined_at(&self, point: Point) -> Option<usize> {
        let declared = self.terms.partition_point(|term| term.kind == TermKind::Declared);
        let read = self.terms.get(declared..)?;
        let next = declared + read.partition_point(|term| term.name.place.start() <= point);
        let index = next.checked_sub(1).filter(|index| *index >= declared)?;
        (point < self.terms.get(index)?.name.place.end()).then_some(index)
    }
}

/// The terms of `@term`: they hold in the whole document.
fn declared(document: &Document) -> Vec<Term> {
    let terms = document.declarations().terms.iter();
    let whole = |block: BlockId| {
        let end = document.block(block).text().trim_end().len();
        extent(block, 0..end)
    };
    terms
        .map(|term| Term {
            name: term.name.clone(),
            kind: TermKind::Declared,
            definition: whole(term.block),
            clause: ClauseId::ROOT,
            scope: ClauseId::ROOT,
        })
        .collect()
}

fn extent(block: BlockId, range: Range<usize>) -> Extent {
    let point = |offset: usize| Point { block, offset: u32::try_from(offset).unwrap_or(u32::MAX) };
    Extent { start: point(range.start), end: point(range.end) }
}

/// Finds the blocks that may define something: those with quotation marks or words of definitions.
fn triggers(languages: &[&Language]) -> Option<AhoCorasick> {
    let marks = ["“", "„", "«", "‘", "「", "『", "``", "\"", " '", "('", "\n'"];
    let mut words: Vec<&str> = marks.to_vec();
    for language in languages {
        let defining = &language.defining;
        // Of several words the longest: the others may stand in another line.
        let longest =
            |phrase: &&'static str| phrase.split(' ').max_by_key(|word| word.len()).unwrap_or_default();
        words.extend(defining.hereinafter.iter().map(longest));
        words.extend(defining.purposes.iter().map(longest));
    }
    words.sort_unstable();
    words.dedup();
    // Building fails only for more patterns than memory holds.
    AhoCorasickBuilder::new().ascii_case_insensitive(true).build(words).ok()
}

/// Reads the definitions of a document, block by block.
struct Reader<'a> {
    document: &'a Document,
    declared: Names,
    triggers: Option<AhoCorasick>,
    languages: Vec<&'static Language>,
    /// Whether the division that was looked at last is one of definitions.
    defining: Option<(ClauseId, bool)>,
    /// The list of definitions that is open, and the division in which it was opened.
    list: Option<(ClauseId, List)>,
    into: Terms,
}

impl Reader<'_> {
    fn block(&mut self, id: BlockId) {
        let block = self.document.block(id);
        let read = matches!(
            block.kind(),
            BlockKind::Paragraph
                | BlockKind::Item
                | BlockKind::Table
                | BlockKind::Footnote
                | BlockKind::Heading { .. }
        );
        let quoted = self.document.outline().quoted.get(id.index()).copied().unwrap_or_default();
        if !read || quoted {
            return;
        }
        let owner = self.document.outline().owners.get(id.index()).copied().unwrap_or_default();
        let division = self.document.division_of(owner);
        if self.list.is_some_and(|(opened, _)| opened != division) {
            self.list = None;
        }
        let defines = self.list.is_some() || self.is_of_definitions(division);
        let triggered = || self.triggers.as_ref().is_none_or(|triggers| triggers.is_match(block.text()));
        if !defines && !triggered() {
            return;
        }
        let prose = Prose::of(block);
        let spaced = Spaced::new(&prose.text);
        let lower = super::heading::lower(&spaced.text);
        let setting = Setting {
            languages: &self.languages,
            defines,
            listed: self.list.is_some_and(|(_, list)| list.by),
            heading: matches!(block.kind(), BlockKind::Heading { .. }),
            set_off: block.kind() == BlockKind::Item || is_emphasised(block, &prose),
        };
        let reading = read::read(&spaced.text, &lower, setting);
        let several = reading.found.iter().filter(|found| found.how != How::ShortName).count() > 1;
        for found in &reading.found {
            let words = Words { id, prose: &prose, spaced: &spaced, owner };
            match found.how {
                How::Meaning => self.meaning(&words, found, TermKind::Meaning, several),
                How::Partly => self.meaning(&words, found, TermKind::Partly, several),
                How::ShortName => self.short_name(&words, found),
            }
        }
        if let Some(list) = reading.opens {
            self.list = Some((division, list));
        }
    }

    /// Whether a division is one of definitions.
    fn is_of_definitions(&mut self, division: ClauseId) -> bool {
        match self.defining {
            Some((known, defines)) if known == division => defines,
            _ => {
                let defines = self.has_caption_of_definitions(division);
                self.defining = Some((division, defines));
                defines
            }
        }
    }

    /// Whether the caption of a division, or that of the article around it, speaks of definitions.
    fn has_caption_of_definitions(&self, division: ClauseId) -> bool {
        let mut current = Some(division);
        while let Some(id) = current {
            let clause = self.document.clause(id);
            let caption = clause.caption.as_ref().map(|caption| super::heading::lower(&caption.text));
            let defines = |caption: &String| {
                let captions = |language: &&Language| language.places(language.defining.captions, caption);
                self.languages.iter().any(|language| !captions(language).is_empty())
            };
            if caption.as_ref().is_some_and(defines) {
                return true;
            }
            let inside_article = !clause.is_article() && !clause.is_scope;
            current =
                clause.parent.filter(|parent| inside_article && self.document.clause(*parent).is_article());
        }
        false
    }

    fn meaning(&mut self, words: &Words<'_>, found: &Found, kind: TermKind, several: bool) {
        let name = words.declared(&found.name);
        let point = name.place.start();
        let clause = self.document.clause_at(point);
        let begins =
            words.spaced.text.get(..found.sentence.start).is_none_or(|front| front.trim().is_empty());
        let definition = if begins && !several {
            self.whole(words, clause)
        } else {
            let span = words.prose.source(&words.spaced.source(&found.sentence));
            extent(words.id, span.start as usize..span.end as usize)
        };
        let purpose = found.purpose.or_else(|| self.list.and_then(|(_, list)| list.purpose));
        let scope = self.scope(words.owner, purpose);
        let kind = if purpose == Some(Purpose::Several) { TermKind::Partly } else { kind };
        self.into.terms.push(Term { name, kind, definition, clause, scope });
    }

    /// All of the clause that a definition begins; with the next one if it ends in "means:".
    fn whole(&self, words: &Words<'_>, clause: ClauseId) -> Extent {
        let document = self.document;
        let block = document.block(words.id);
        let end = block.text().trim_end().len();
        let own = extent(words.id, 0..end);
        let found = document.clause(clause);
        if !matches!(found.kind, ClauseKind::Item | ClauseKind::Paragraph)
            || found.extent.start.block != words.id
        {
            return own;
        }
        let mut last = clause;
        if words.prose.text.trim_end().ends_with([':', '：']) && found.kind == ClauseKind::Paragraph {
            let next = |id: ClauseId| {
                let end = document.clause(id).end;
                let sibling = document.clauses().get(end.index())?;
                (sibling.parent == found.parent).then_some((end, sibling.kind))
            };
            while let Some((id, ClauseKind::Item)) = next(last) {
                last = id;
            }
            if last == clause
                && let Some((id, ClauseKind::Paragraph)) = next(clause)
            {
                last = id;
            }
        }
        let (_, behind) = document.clause(last).blocks;
        let inside = (words.id.index()..behind.index()).rev().map(BlockId::new);
        let full =
            inside.map(|id| (id, document.block(id))).find(|(_, block)| block.kind() != BlockKind::Blank);
        let stop = full.map_or(own.end, |(id, block)| extent(id, 0..block.text().trim_end().len()).end);
        Extent { start: own.start, end: stop.max(own.end) }
    }

    /// The division in which a definition holds: the one that it names, else the scope around it. Where the one
    /// that it names is not there, it holds for certain only in its article.
    fn scope(&self, owner: ClauseId, purpose: Option<Purpose>) -> ClauseId {
        let document = self.document;
        let division = document.division_of(owner);
        let unit = match purpose {
            // A paragraph's own definitions hold, for a reader, in its article.
            Some(Purpose::Division(Unit::Paragraph | Unit::Point | Unit::Indent | Unit::Sentence)) => {
                Unit::Article
            }
            Some(Purpose::Division(unit)) => unit,
            Some(Purpose::Instrument(noun)) => return self.instrument(owner, noun),
            Some(Purpose::Several) | None if document.clause(division).is_scope => return division,
            Some(Purpose::Several) | None => return document.clause(division).scope,
        };
        let named = document.enclosing(owner, |clause| {
            clause.unit() == Some(unit) || unit == Unit::Article && clause.is_article()
        });
        named.or_else(|| document.enclosing(owner, Clause::is_article)).unwrap_or(division)
    }

    /// The instrument that "this Protocol" is at a clause.
    fn instrument(&self, at: ClauseId, noun: &str) -> ClauseId {
        let document = self.document;
        let is_instrument =
            |clause: &Clause| clause.is_scope && clause.unit().is_some_and(Unit::is_instrument);
        if let Some(inner) = document.enclosing(at, is_instrument) {
            return inner;
        }
        let title = super::heading::lower(document.title().unwrap_or_default());
        let stem = noun.trim_end_matches('~');
        let named = title.contains(stem)
            || document.own_noun().is_none_or(|own| own.is_form_of(noun, &self.languages));
        let article = || document.enclosing(at, Clause::is_article);
        if named { ClauseId::ROOT } else { article().unwrap_or_else(|| document.division_of(at)) }
    }

    /// A short name: of a declared party or instrument, of all parties, or a term of its own. The names of this
    /// treaty and of its divisions are known already.
    fn short_name(&mut self, words: &Words<'_>, found: &Found) {
        let name = words.declared(&found.name);
        let bare = without_article(&plain(&name.text), &self.languages);
        let lead = words.spaced.text.get(..found.lead).unwrap_or_default();
        let is_own = self.document.is_own_name(&bare, &self.languages)
            || self.document.division_named(&bare).is_some();
        if is_own || ends_in_this_instrument(lead, &self.languages) {
            return;
        }
        let parties = self.document.declarations().parties.iter();
        let bound = parties.filter(|party| party.role == super::declaration::PartyRole::Party).count();
        let is_parties = names_parties(&bare, &self.languages);
        if is_parties && bound > 0 {
            self.into.aliases.push(Alias { name, named: Named::AllParties });
            return;
        }
        if let Some(named) = self.declared.named_at_end(lead) {
            self.into.aliases.push(Alias { name, named });
            return;
        }
        if self.declared.is_name(&name.text) {
            return;
        }
        let kind = if is_parties { TermKind::Parties } else { TermKind::ShortName };
        let span = words.prose.source(&words.spaced.source(&found.sentence));
        let definition = extent(words.id, span.start as usize..span.end as usize);
        let clause = self.document.clause_at(name.place.start());
        let scope = self.scope(words.owner, found.purpose);
        self.into.terms.push(Term { name, kind, definition, clause, scope });
    }
}

/// The words of a block, and the way back to its source.
struct Words<'a> {
    id: BlockId,
    prose: &'a Prose,
    spaced: &'a Spaced,
    owner: ClauseId,
}

impl Words<'_> {
    /// A name where it is printed.
    fn declared(&self, range: &Range<usize>) -> Declared {
        let text = self.spaced.text.get(range.clone()).unwrap_or_default().to_owned();
        let span = self.prose.source(&self.spaced.source(range));
        Declared { text, place: Place { block: self.id, span } }
    }
}

/// Whether the first word of a block is emphasised.
fn is_emphasised(block: &Block, prose: &Prose) -> bool {
    let start = prose.source(&(0..1)).start as usize;
    !prose.text.is_empty() && block.text().get(..start).is_some_and(|front| front.ends_with('*'))
}

/// A name without the article of any language before it.
pub(super) fn without_article(name: &str, languages: &[&Language]) -> String {
    let lower = super::heading::lower(name);
    let articles = languages.iter().filter_map(|language| match language.word_at(&lower) {
        Some((Word::The, length)) => Some(length),
        _ => None,
    });
    let rest = articles.max().and_then(|length| name.get(length..)).map(str::trim_start);
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name).to_owned()
}

/// Whether words end in "this Treaty".
fn ends_in_this_instrument(words: &str, languages: &[&Language]) -> bool {
    const NEAR: usize = 60;
    let near = words.get(words.ceil_char_boundary(words.len().saturating_sub(NEAR))..).unwrap_or_default();
    let lower = super::heading::lower(near);
    languages.iter().any(|language| {
        let ends = language.ends_of(Word::This, &lower);
        ends.into_iter().any(|end| {
            let rest = lower.get(end..).unwrap_or_default().trim();
            language.instrument(rest).is_some()
        })
    })
}

/// Whether a bare name is one of those for all parties, or the end of one.
fn names_parties(bare: &str, languages: &[&Language]) -> bool {
    let names = languages.iter().flat_map(|language| language.defining.collective);
    let mut names = names.map(|name| without_article(name, languages));
    names.any(|name| name == bare || name.strip_suffix(bare).is_some_and(|front| front.ends_with(' ')))
}
