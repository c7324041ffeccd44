//! Defined terms in another case than that of their definition.

use super::super::document::Document;
use super::super::heading;
use super::super::place::{BlockId, Place};
use super::super::prose::Prose;
use super::super::spaced::Spaced;
use super::{Term, TermKind, without_article};
use crate::syntax::BlockKind;
use aho_corasick::{AhoCorasickBuilder, MatchKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Where the words of a term of several capitalised words stand in another case: the term, by its place among
/// the terms of the document, and the words. Headings, glosses and words in capitals throughout are left out.
pub fn other_cases(document: &Document) -> Vec<(usize, Place)> {
    let languages = document.language_tables();
    let bare = |term: &Term| without_article(&term.name.text, &languages);
    // The terms by their words in small letters, and the forms in which these are defined.
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let mut names: Vec<Vec<(usize, String)>> = Vec::new();
    for (index, term) in document.terms().terms.iter().enumerate() {
        let name = bare(term);
        let place = *places.entry(heading::lower(&name)).or_insert(names.len());
        if place == names.len() {
            names.push(Vec::new());
        }
        let known = names.get_mut(place).filter(|known| known.iter().all(|(_, other)| *other != name));
        known.into_iter().for_each(|known| known.push((index, name.clone())));
    }
    let mut patterns: Vec<(&String, usize)> = places.iter().map(|(name, place)| (name, *place)).collect();
    patterns.sort_unstable_by_key(|(_, place)| *place);
    let automaton = AhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .build(patterns.iter().map(|(name, _)| name));
    // Building fails only for more patterns than memory holds.
    let Some(automaton) = automaton.ok().filter(|_| !patterns.is_empty()) else { return Vec::new() };
    let mut found = Vec::new();
    for (index, block) in document.blocks().iter().enumerate() {
        if matches!(block.kind(), BlockKind::Heading { .. } | BlockKind::Gloss { .. }) {
            continue;
        }
        let prose = Prose::of(block);
        let spaced = Spaced::new(&prose.text);
        let lower = heading::lower(&spaced.text);
        for words in automaton.find_iter(&lower).filter(|words| is_whole(&lower, &words.range())) {
            let printed = spaced.text.get(words.range()).unwrap_or_default();
            let known = names.get(words.pattern().as_usize()).map_or(&[][..], Vec::as_slice);
            let Some(term) = differing(document, known, printed) else { continue };
            let span = prose.source(&spaced.source(&words.range()));
            let place = Place { block: BlockId::new(index), span };
            let scope = document.terms().terms.get(term).map(|term| term.scope);
            if scope.is_some_and(|scope| document.is_in(place.block, scope)) {
                found.push((term, place));
            }
        }
    }
    found
}

/// The term that `printed` is in another case, if all that are called so are defined in that one form.
fn differing(document: &Document, known: &[(usize, String)], printed: &str) -> Option<usize> {
    let [(index, name)] = known else { return None };
    let term = document.terms().terms.get(*index)?;
    let defined = matches!(term.kind, TermKind::Meaning | TermKind::Declared);
    let capitals = !printed.chars().any(char::is_lowercase);
    (defined && printed != name && !capitals && is_capitalised(name)).then_some(*index)
}

/// Whether capital letters, in a word behind the first too, make words a name.
fn is_capitalised(name: &str) -> bool {
    let mut words = name.split(' ');
    let first = words.next().is_some_and(|word| word.starts_with(char::is_uppercase));
    first && words.any(|word| word.starts_with(char::is_uppercase))
}

fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|front| front.chars().next_back());
    let behind = text.get(range.end..).and_then(|behind| behind.chars().next());
    ![before, behind].into_iter().flatten().any(char::is_alphanumeric)
}
