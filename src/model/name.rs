//! Names in the text: of parties, actors, their signatories and seats, of instruments and of terms.
//! All names are found by one automaton, the longest first, over line ends, as whole words.

use super::clause::ClauseId;
use super::declaration::PartyRole;
use super::document::Document;
use super::heading;
use super::link::LinkTarget;
use super::place::{BlockId, Place};
use super::prose::Prose;
use super::spaced::Spaced;
use super::term::{Term, TermKind, without_article};
use crate::citation::Language;
use crate::syntax::ast;
use crate::text::LocalSpan;
use crate::unicode::{self, language};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// A party or actor, by its place among the declarations.
    Party(usize, NameRole),
    /// All parties together: "the Parties", "either Party".
    AllParties,
    /// An instrument, by its place among the declarations.
    Instrument(usize),
    /// A term, by its place among the terms of the document.
    Term(usize),
}

/// How a name leads to its party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameRole {
    /// It is one of its names.
    Name,
    /// It is its adjective.
    Adjective,
    /// It is its seat, named for it.
    Seat,
    /// It is the name of somebody who signed for it.
    Signatory,
}

/// A name where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it means.
    pub named: Named,
    /// Where.
    pub place: Place,
}

/// The names of a document.
#[derive(Clone, Debug, Default)]
pub struct Names {
    automaton: Option<AhoCorasick>,
    /// What each pattern is.
    patterns: Vec<Pattern>,
    /// The pattern of each text.
    places: FxHashMap<String, usize>,
    /// The terms that share a name, by that and the division in which each holds.
    terms: FxHashMap<(usize, ClauseId), usize>,
    /// Where terms are printed in their definitions, in order.
    defined: Vec<Place>,
    languages: Vec<&'static Language>,
}

/// A name as it is looked for.
#[derive(Clone, Copy, Debug)]
struct Pattern {
    meaning: Meaning,
    /// Whether it was declared with "the" before it and means nothing without.
    needs_article: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Named(Named),
    /// A term that the text defines, by the number of its name.
    Term {
        name: usize,
        form: Form,
    },
    /// Words that only hold a name.
    Nothing,
}

/// How a term is written, which decides where it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// With a capital letter: everywhere, but not as a part of a longer name.
    Capital,
    /// One word with a capital letter that is the short name of something: nor before "of" and a capital letter.
    Short,
    /// Of several words in small letters: everywhere.
    Small,
    /// One word in small letters: only in quotation marks.
    Common,
}

/// Whether a term is a common word too, so that it is found in quotation marks only.
pub fn is_common_word(term: &str) -> bool {
    Form::of(term, TermKind::Meaning) == Form::Common
}

impl Form {
    fn of(term: &str, kind: TermKind) -> Self {
        if term.chars().any(char::is_uppercase) {
            let short = kind == TermKind::ShortName && !term.contains(' ');
            return if short { Self::Short } else { Self::Capital };
        }
        let unspaced = term.chars().any(|c| language::is_unspaced(unicode::script(c)));
        // A word of Chinese has most often two characters.
        let one = if unspaced { term.chars().count() <= 2 } else { !term.contains(' ') };
        if one && !term.chars().any(char::is_numeric) { Self::Common } else { Self::Small }
    }
}

impl Names {
    /// The names that `document` declares, and those of its terms.
    pub fn new(document: &Document) -> Self {
        let mut names = Self::of_declarations(document);
        let terms = document.terms();
        for alias in &terms.aliases {
            names.add(&alias.name.text, Meaning::Named(alias.named));
        }
        for (index, term) in terms.terms.iter().enumerate() {
            if term.kind == TermKind::Declared {
                names.add(&term.name.text, Meaning::Named(Named::Term(index)));
            } else {
                names.add_term(&terms.terms, index);
                names.defined.push(term.name.place);
            }
        }
        names.build()
    }

    /// The names that `document` declares alone.
    pub(super) fn declared(document: &Document) -> Self {
        Self::of_declarations(document).build()
    }

    fn of_declarations(document: &Document) -> Self {
        let mut names = Self { languages: document.language_tables(), ..Self::default() };
        let declarations = document.declarations();
        for (index, party) in declarations.parties.iter().enumerate() {
            let all = party.all_names();
            all.for_each(|(name, role)| names.add(&name.text, Meaning::Named(Named::Party(index, role))));
            party.excluded.iter().for_each(|name| names.add(&name.text, Meaning::Nothing));
        }
        for (index, instrument) in declarations.instruments.iter().enumerate() {
            let named = Meaning::Named(Named::Instrument(index));
            instrument.names.iter().for_each(|name| names.add(&name.text, named));
            instrument.excluded.iter().for_each(|name| names.add(&name.text, Meaning::Nothing));
        }
        if declarations.parties.iter().any(|party| party.role == PartyRole::Party) {
            for language in names.languages.clone() {
                let defining = &language.defining;
                let all = Meaning::Named(Named::AllParties);
                defining.collective.iter().for_each(|name| names.add(name, all));
                defining.single.iter().for_each(|name| names.add(name, Meaning::Nothing));
            }
        }
        names
    }

    /// Adds a name; of two that are alike the first counts.
    fn add(&mut self, name: &str, meaning: Meaning) {
        for form in forms(name) {
            let bare = form.strip_prefix("the ").or_else(|| form.strip_prefix("The "));
            let needs_article = bare.is_some();
            let text = bare.map_or_else(|| form.clone(), str::to_owned);
            self.pattern(text, Pattern { meaning, needs_article });
        }
    }

    fn pattern(&mut self, text: String, pattern: Pattern) {
        let next = self.patterns.len();
        if !text.is_empty() && *self.places.entry(text).or_insert(next) == next {
            self.patterns.push(pattern);
        }
    }

    /// Adds a term of the text. Terms of several divisions can share a name.
    fn add_term(&mut self, terms: &[Term], index: usize) {
        let Some(term) = terms.get(index) else { return };
        for form in forms(&term.name.text) {
            let bare = without_article(&form, &self.languages);
            let needs_article = form.starts_with("the ") || form.starts_with("The ");
            let known = self.places.get(&bare).and_then(|place| self.patterns.get(*place));
            let name = match known.map(|pattern| pattern.meaning) {
                None => {
                    let name = self.patterns.len();
                    let meaning = Meaning::Term { name, form: Form::of(&bare, term.kind) };
                    self.pattern(bare.clone(), Pattern { meaning, needs_article });
                    name
                }
                Some(Meaning::Term { name, .. }) => name,
                // What is declared has its name before all that is read.
                Some(_) => continue,
            };
            // A definition counts before one that says only what a term includes, and before a short name.
            let known = self.terms.entry((name, term.scope)).or_insert(index);
            if rank(term.kind) < terms.get(*known).map_or(u8::MAX, |known| rank(known.kind)) {
                *known = index;
            }
            if let Some(other) = with_other_first(&bare) {
                let meaning = Meaning::Term { name, form: Form::of(&other, term.kind) };
                self.pattern(other, Pattern { meaning, needs_article });
            }
        }
    }

    fn build(mut self) -> Self {
        let mut texts: Vec<(&str, usize)> =
            self.places.iter().map(|(text, place)| (text.as_str(), *place)).collect();
        texts.sort_unstable_by_key(|(_, place)| *place);
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build(texts.iter().map(|(text, _)| text));
        // Building fails only for more patterns than memory holds.
        self.automaton = automaton.ok().filter(|_| !texts.is_empty());
        self.defined.sort_unstable();
        self
    }

    /// Whether something has `name`.
    pub(super) fn is_name(&self, name: &str) -> bool {
        forms(name).iter().any(|form| {
            let bare = form.strip_prefix("the ").or_else(|| form.strip_prefix("The ")).unwrap_or(form);
            self.places.contains_key(bare)
        })
    }

    /// The party or instrument whose name `words` end in.
    pub(super) fn named_at_end(&self, words: &str) -> Option<Named> {
        const NEAR: usize = 300;
        let near = words.get(words.ceil_char_boundary(words.len().saturating_sub(NEAR))..)?;
        let (range, pattern) = self.found(near).pop().filter(|(range, _)| range.end == near.len())?;
        match pattern.meaning {
            Meaning::Named(Named::Party(index, NameRole::Name)) => {
                let whole = !is_part_of_another_name(near, &range, &[], &self.languages);
                whole.then_some(Named::Party(index, NameRole::Name))
            }
            Meaning::Named(named @ Named::Instrument(_)) => Some(named),
            _ => None,
        }
    }

    /// All names in `text`, in which every run of white space is one space.
    fn found(&self, text: &str) -> Vec<(Range<usize>, Pattern)> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let found = automaton.find_iter(text).filter(|found| is_whole(text, &found.range()));
        let found = found.filter_map(|found| {
            Some((found.range(), self.patterns.get(found.pattern().as_usize()).copied()?))
        });
        found.filter(|(range, pattern)| !pattern.needs_article || is_definite(text, range)).collect()
    }

    /// The mentions in the words of a block of `document`.
    fn mentions(&self, document: &Document, prose: &Prose, block: BlockId) -> Vec<Mention> {
        if self.automaton.is_none() {
            return Vec::new();
        }
        let spaced = Spaced::new(&prose.text);
        let found = self.found(&spaced.text);
        let declared: Vec<Range<usize>> = found.iter().map(|(range, _)| range.clone()).collect();
        let mut scopes = None;
        let mut mentions = Vec::new();
        for (range, pattern) in found {
            let span = || prose.source(&spaced.source(&range));
            let another = || is_part_of_another_name(&spaced.text, &range, &declared, &self.languages);
            let named = match pattern.meaning {
                Meaning::Nothing => None,
                Meaning::Named(Named::Party(..)) if another() => None,
                Meaning::Named(Named::Party(_, NameRole::Seat)) if is_place(&spaced.text, range.start) => {
                    None
                }
                Meaning::Named(named) => Some(named),
                Meaning::Term { form, .. } if !self.is_use(&spaced.text, &range, form, another) => None,
                Meaning::Term { .. } if self.is_definition(Place { block, span: span() }) => None,
                Meaning::Term { name, .. } => {
                    let scopes = scopes.get_or_insert_with(|| scopes_of(document, block));
                    let terms = scopes.iter().find_map(|scope| self.terms.get(&(name, *scope)));
                    terms.map(|index| Named::Term(*index))
                }
            };
            if let Some(named) = named {
                mentions.push(Mention { named, place: Place { block, span: span() } });
            }
        }
        mentions
    }

    /// Whether the words of a term use it, as far as the words around them tell.
    fn is_use(&self, text: &str, range: &Range<usize>, form: Form, another: impl Fn() -> bool) -> bool {
        match form {
            Form::Small => true,
            Form::Common => is_quoted(text, range),
            Form::Capital => !another() && !goes_on(text, range, &self.languages),
            Form::Short => !another() && !is_another_body(text, range, &self.languages),
        }
    }

    /// Whether a place is in a term as its own definition prints it.
    fn is_definition(&self, place: Place) -> bool {
        let next = self.defined.partition_point(|defined| defined.start() <= place.start());
        let before = next.checked_sub(1).and_then(|index| self.defined.get(index));
        before.is_some_and(|defined| defined.block == place.block && place.span.end <= defined.span.end)
    }
}

/// Which of several definitions counts in one division: the one of the lowest rank.
fn rank(kind: TermKind) -> u8 {
    match kind {
        TermKind::Declared => 0,
        TermKind::Meaning => 1,
        TermKind::ShortName | TermKind::Parties => 2,
        TermKind::Partly => 3,
    }
}

/// The divisions around a block, the innermost first.
fn scopes_of(document: &Document, block: BlockId) -> Vec<ClauseId> {
    let owner = document.outline().owners.get(block.index()).copied().unwrap_or_default();
    let mut current = Some(document.division_of(owner));
    std::iter::from_fn(|| {
        let id = current?;
        current = document.clause(id).parent;
        Some(id)
    })
    .collect()
}

/// A term of several words with its first letter in the other case, as at the start of a sentence or of a list;
/// nothing where a capital letter in a later word, or a second one in the first, is part of the name.
fn with_other_first(term: &str) -> Option<String> {
    let mut characters = term.chars();
    let first = characters.next()?;
    let rest = characters.as_str();
    if !rest.contains(' ') || rest.chars().any(char::is_uppercase) {
        return None;
    }
    let mut other: String = match first.is_uppercase() {
        true => first.to_lowercase().collect(),
        false => first.to_uppercase().collect(),
    };
    other.push_str(rest);
    (other != term).then_some(other)
}

/// Whether quotation marks stand right before and behind a range.
fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|front| front.trim_end().chars().next_back());
    let behind = text.get(range.end..).and_then(|behind| behind.trim_start().chars().next());
    before.is_some_and(|c| "“„«‹‘「『\"'`”".contains(c))
        && behind.is_some_and(|c| "”“»›’」』\"'‟".contains(c))
}

/// Whether the short name of a body goes on as the name of another: "Committee on Trade", "Court of Justice".
fn is_another_body(text: &str, range: &Range<usize>, languages: &[&Language]) -> bool {
    let rest = text.get(range.end..).unwrap_or_default().trim_start();
    let near = rest.get(..rest.floor_char_boundary(40)).unwrap_or_default();
    let lower = heading::lower(near);
    let capital = languages.iter().any(|language| {
        let length = language.begins_with(language.defining.goes_on, &lower);
        let behind = length.and_then(|length| near.get(length..)).unwrap_or_default();
        behind.trim_start().starts_with(char::is_uppercase)
    });
    capital || goes_on(text, range, languages)
}

/// Whether the noun of an instrument goes on as another name: "Convention on Biological Diversity".
fn goes_on(text: &str, range: &Range<usize>, languages: &[&Language]) -> bool {
    const NEAR: usize = 60;
    let term = text.get(range.clone()).unwrap_or_default();
    let last = heading::lower(term.rsplit(' ').next().unwrap_or_default());
    let behind = text.get(range.end..).unwrap_or_default();
    let near = behind.get(..behind.floor_char_boundary(NEAR)).unwrap_or_default();
    let lower = heading::lower(near);
    languages.iter().filter(|language| language.is_instrument(&last)).any(|language| {
        let rest = lower.trim_start();
        let Some(length) = language.begins_with(language.defining.goes_on, rest) else { return false };
        let at = lower.len() - rest.len() + length;
        let rest = near.get(at..).unwrap_or_default().trim_start();
        let bare = without_article(rest, languages);
        bare.starts_with(char::is_uppercase)
    })
}

/// A name as it may be printed: with either apostrophe.
fn forms(name: &str) -> Vec<String> {
    let plain = name.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'");
    if plain.is_empty() {
        return Vec::new();
    }
    if plain.contains('\'') { vec![plain.replace('\'', "’"), plain] } else { vec![plain] }
}

/// Whether "the" stands before a name, and behind it nothing that makes another instrument or State of it:
/// "the Charter of the Organization" is not "the Charter".
fn is_definite(text: &str, range: &Range<usize>) -> bool {
    let front = text.get(..range.start).unwrap_or_default();
    let article = front.ends_with("the ") || front.ends_with("The ") || front.ends_with("THE ");
    let behind = text.get(range.end..).unwrap_or_default().trim_start();
    let next = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    article && !matches!(next, "signed" | "concluded" | "between" | "of" | "on")
}

/// Whether neither side of a range goes on with a letter or digit; scripts without spaces have no such border.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let behind = text.get(range.end..).and_then(|text| text.chars().next());
    let unspaced = |c: char| language::is_unspaced(unicode::script(c));
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !unspaced(c));
    !joins(before) && !joins(behind)
}

/// Whether the word beside a name, joined by a space or a hyphen, makes another name of it: it is
/// capitalised, begins no sentence, is no title and no part of a declared name.
fn is_part_of_another_name(
    text: &str,
    range: &Range<usize>,
    declared: &[Range<usize>],
    languages: &[&Language],
) -> bool {
    let is_declared = |at: usize| {
        let next = declared.partition_point(|name| name.end <= at);
        declared.get(next).is_some_and(|name| name.contains(&at) && *name != *range)
    };
    let is_title = |word: &str| languages.iter().any(|language| language.defining.titles.contains(&word));
    let behind = text.get(range.end..).unwrap_or_default();
    if let Some(rest) = behind.strip_prefix([' ', '-', '‑']) {
        let next: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        let at = text.len() - rest.len();
        if is_capitalised(&next) && !is_title(&next) && !is_declared(at) {
            return true;
        }
    }
    let front = text.get(..range.start).unwrap_or_default();
    let Some(front) = front.strip_suffix([' ', '-', '‑']) else { return false };
    let length: usize = front.chars().rev().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    let start = front.len() - length;
    let word = front.get(start..).unwrap_or_default();
    let before = front.get(..start).unwrap_or_default().trim_end();
    let begins = before.chars().next_back().is_none_or(|c| ".!?:;”\"“(".contains(c));
    let article = matches!(word, "The" | "A");
    is_capitalised(word) && !begins && !article && !is_title(word) && !is_declared(start)
}

fn is_capitalised(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_uppercase) && word.chars().count() > 1
}

/// Whether a seat is the place and not the party: behind "at", "in", "near", "from", "to".
fn is_place(text: &str, start: usize) -> bool {
    const LONGEST: usize = 8;
    let near = text.get(text.ceil_char_boundary(start.saturating_sub(LONGEST))..start);
    let front = near.unwrap_or_default().trim_end();
    let word = front.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(word, "at" | "in" | "near" | "from" | "to" | "At" | "In" | "Near" | "From" | "To")
}

/// The mentions of a whole document, in order: by name, and by explicit link.
pub(super) fn mentions(document: &Document) -> Vec<Mention> {
    let names = document.names();
    let mut mentions = Vec::new();
    for (index, block) in document.blocks().iter().enumerate() {
        let id = BlockId::new(index);
        let links: Vec<(LocalSpan, Option<Mention>)> =
            ast::links(block).map(|link| (link.whole.span, linked(document, id, &link))).collect();
        let mut here = names.mentions(document, &Prose::of(block), id);
        // A link says what its words mean.
        here.retain(|mention| {
            let span = mention.place.span;
            let first = links.partition_point(|(link, _)| link.end <= span.start);
            links.get(first).is_none_or(|(link, named)| named.is_none() || link.start >= span.end)
        });
        here.extend(links.iter().filter_map(|(_, mention)| *mention));
        here.sort_by_key(|mention| mention.place.span);
        mentions.extend(here);
    }
    mentions
}

/// What `[words](@id)` mentions: the words, and what the id names.
fn linked(document: &Document, block: BlockId, link: &ast::Link<'_>) -> Option<Mention> {
    let LinkTarget::Name(id) = LinkTarget::parse(link.target.text)? else { return None };
    let named = document.declarations().named(id)?;
    Some(Mention { named, place: Place { block, span: link.label.span } })
}
