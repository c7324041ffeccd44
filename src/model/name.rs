//! Names in the text: of parties, actors, their signatories and seats, of instruments and declared terms.
//! All names are found by one automaton, the longest first, over line ends, as whole words.

use super::declaration::{Declarations, PartyRole};
use super::document::Document;
use super::link::LinkTarget;
use super::place::{BlockId, Place};
use super::prose::Prose;
use crate::syntax::ast;
use crate::text::LocalSpan;
use crate::unicode::{self, language};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
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
    /// A declared term, by its place among the declarations.
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
#[derive(Clone, Debug)]
pub struct Names {
    automaton: Option<AhoCorasick>,
    /// What each pattern is.
    patterns: Vec<Pattern>,
}

/// A name as it is looked for.
#[derive(Clone, Copy, Debug)]
struct Pattern {
    /// What it means; `None` for words that only hold a name.
    named: Option<Named>,
    /// Whether it was declared with "the" before it and means nothing without.
    needs_article: bool,
}

/// Words by which all parties are meant.
const ALL_PARTIES: [&str; 7] = [
    "the Parties",
    "either Party",
    "Either Party",
    "each Party",
    "Each Party",
    "High Contracting Parties",
    "Contracting Parties",
];

/// Titles that stand before a name or behind an adjective and do not make another name of it.
const TITLES: [&str; 24] = [
    "President",
    "Prime",
    "Minister",
    "Foreign",
    "Secretary",
    "Ambassador",
    "Chairman",
    "Chairwoman",
    "Chancellor",
    "King",
    "Queen",
    "Emperor",
    "General",
    "Marshal",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Sir",
    "His",
    "Her",
    "Government",
    "State",
    "Party",
];

impl Names {
    /// The names that `declarations` declare.
    pub fn new(declarations: &Declarations) -> Self {
        let mut texts: Vec<String> = Vec::new();
        let mut patterns = Vec::new();
        let mut add = |name: &str, named: Option<Named>| {
            for form in forms(name) {
                let bare = form.strip_prefix("the ").or_else(|| form.strip_prefix("The "));
                patterns.push(Pattern { named, needs_article: bare.is_some() });
                texts.push(bare.map_or_else(|| form.clone(), str::to_owned));
            }
        };
        for (index, party) in declarations.parties.iter().enumerate() {
            party.all_names().for_each(|(name, role)| add(&name.text, Some(Named::Party(index, role))));
            party.excluded.iter().for_each(|name| add(&name.text, None));
        }
        for (index, instrument) in declarations.instruments.iter().enumerate() {
            instrument.names.iter().for_each(|name| add(&name.text, Some(Named::Instrument(index))));
            instrument.excluded.iter().for_each(|name| add(&name.text, None));
        }
        for (index, term) in declarations.terms.iter().enumerate() {
            add(&term.name.text, Some(Named::Term(index)));
        }
        if declarations.parties.iter().any(|party| party.role == PartyRole::Party) {
            ALL_PARTIES.into_iter().for_each(|name| add(name, Some(Named::AllParties)));
        }
        let automaton = AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(&texts);
        // Building fails only for more patterns than memory holds.
        Self { automaton: automaton.ok().filter(|_| !texts.is_empty()), patterns }
    }

    /// The mentions in the words of a block.
    pub fn mentions(&self, prose: &Prose, block: BlockId) -> Vec<Mention> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let spaced = Spaced::new(&prose.text);
        let found: Vec<(Range<usize>, Option<Named>)> = automaton
            .find_iter(&spaced.text)
            .filter(|found| is_whole(&spaced.text, &found.range()))
            .filter_map(|found| {
                Some((found.range(), self.patterns.get(found.pattern().as_usize()).copied()?))
            })
            .filter(|(range, pattern)| !pattern.needs_article || is_definite(&spaced.text, range))
            .map(|(range, pattern)| (range, pattern.named))
            .collect();
        let declared: Vec<Range<usize>> = found.iter().map(|(range, _)| range.clone()).collect();
        let mut mentions = Vec::new();
        for (range, meaning) in found {
            let Some(named) = meaning else { continue };
            let is_person = matches!(named, Named::Party(..));
            if is_person && is_part_of_another_name(&spaced.text, &range, &declared) {
                continue;
            }
            if matches!(named, Named::Party(_, NameRole::Seat)) && is_place(&spaced.text, range.start) {
                continue;
            }
            let span = prose.source(&spaced.source(&range));
            mentions.push(Mention { named, place: Place { block, span } });
        }
        mentions
    }
}

/// A name as it may be printed: with either apostrophe.
fn forms(name: &str) -> Vec<String> {
    let plain = name.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'");
    if plain.is_empty() {
        return Vec::new();
    }
    if plain.contains('\'') { vec![plain.replace('\'', "’"), plain] } else { vec![plain] }
}

/// Words with every run of white space as one space, and the way back.
struct Spaced {
    text: String,
    /// Where bytes were left out: the place here, and how many were left out up to it.
    gaps: Vec<(usize, usize)>,
}

impl Spaced {
    fn new(text: &str) -> Self {
        let mut spaced = Self { text: String::with_capacity(text.len()), gaps: Vec::new() };
        let mut left_out = 0;
        for character in text.chars() {
            if !character.is_whitespace() {
                spaced.text.push(character);
            } else if spaced.text.ends_with(' ') || spaced.text.is_empty() {
                left_out += character.len_utf8();
                spaced.gaps.push((spaced.text.len(), left_out));
            } else {
                spaced.text.push(' ');
                if character.len_utf8() > 1 {
                    left_out += character.len_utf8() - 1;
                    spaced.gaps.push((spaced.text.len(), left_out));
                }
            }
        }
        spaced
    }

    fn source(&self, range: &Range<usize>) -> Range<usize> {
        let at = |place: usize| {
            let before = self.gaps.partition_point(|(gap, _)| *gap <= place);
            place
                + before
                    .checked_sub(1)
                    .and_then(|last| self.gaps.get(last))
                    .map_or(0, |(_, left_out)| *left_out)
        };
        let end = range.end.checked_sub(1).map_or(0, |last| at(last) + 1);
        at(range.start)..end.max(at(range.start))
    }
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
fn is_part_of_another_name(text: &str, range: &Range<usize>, declared: &[Range<usize>]) -> bool {
    let is_declared = |at: usize| declared.iter().any(|name| name.contains(&at) && *name != *range);
    let behind = text.get(range.end..).unwrap_or_default();
    if let Some(rest) = behind.strip_prefix([' ', '-', '‑']) {
        let next: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        let at = text.len() - rest.len();
        if is_capitalised(&next) && !TITLES.contains(&next.as_str()) && !is_declared(at) {
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
    is_capitalised(word) && !begins && !article && !TITLES.contains(&word) && !is_declared(start)
}

fn is_capitalised(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_uppercase) && word.chars().count() > 1
}

/// Whether a seat is the place and not the party: behind "at", "in", "near", "from", "to".
fn is_place(text: &str, start: usize) -> bool {
    let front = text.get(..start).unwrap_or_default().trim_end();
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
        let mut here = names.mentions(&Prose::of(block), id);
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
