//! Whether the words of terms are used, in any form: with another ending, in another case. What is looked for is
//! certainty that a term is *not* used, so forms that only look alike count as uses.

use super::super::document::Document;
use super::super::place::BlockId;
use super::super::prose::Prose;
use super::{Term, TermKind, without_article};
use crate::citation::Language;
use crate::unicode::{self, language};
use aho_corasick::AhoCorasickBuilder;
use rustc_hash::FxHashMap;

/// How often the words of each term stand in a document, in any form.
#[derive(Debug)]
pub struct Usage {
    languages: Vec<&'static Language>,
    keys: FxHashMap<String, usize>,
    /// How often in the text, and how often in the names of terms where they are defined.
    counts: Vec<(usize, usize)>,
    /// The blocks in which each word of a term stands, up to [`MOST_BLOCKS`] and one more.
    blocks: FxHashMap<String, Vec<BlockId>>,
}

/// In how many blocks a word may stand for them to be looked at: a word of more is taken for used.
const MOST_BLOCKS: usize = 64;

impl Usage {
    /// Counts the words of all terms of a document. Nothing if there are more terms than memory holds.
    pub fn of(document: &Document) -> Option<Self> {
        let languages = document.language_tables();
        let name_key = |name: &str| key(&without_article(name, &languages));
        let mut keys: FxHashMap<String, usize> = FxHashMap::default();
        let mut patterns = Vec::new();
        for term in &document.terms().terms {
            let key = name_key(&term.name.text);
            if !keys.contains_key(&key) {
                keys.insert(key.clone(), patterns.len());
                patterns.push(key);
            }
        }
        let automaton = AhoCorasickBuilder::new().build(&patterns).ok()?;
        let words = patterns.iter().flat_map(|pattern| pattern.split_whitespace());
        let mut blocks: FxHashMap<String, Vec<BlockId>> =
            words.map(|word| (word.to_owned(), Vec::new())).collect();
        let mut counts = vec![(0, 0); patterns.len()];
        for (index, block) in document.blocks().iter().enumerate() {
            let words = key(&Prose::of(block).text);
            for found in automaton.find_overlapping_iter(&words) {
                if let Some((text, _)) = counts.get_mut(found.pattern().as_usize()) {
                    *text += 1;
                }
            }
            let id = BlockId::new(index);
            for word in words.split_whitespace() {
                let Some(known) = blocks.get_mut(word) else { continue };
                if known.last() != Some(&id) && known.len() <= MOST_BLOCKS {
                    known.push(id);
                }
            }
        }
        for term in document.terms().terms.iter().filter(|term| term.kind != TermKind::Declared) {
            for found in automaton.find_overlapping_iter(&name_key(&term.name.text)) {
                if let Some((_, names)) = counts.get_mut(found.pattern().as_usize()) {
                    *names += 1;
                }
            }
        }
        Some(Self { languages, keys, counts, blocks })
    }

    /// Whether the words of a term stand anywhere but in its definition and in the names of terms: as one run of
    /// words, or apart in one block ("temporary civilian and medical personnel").
    pub fn is_used(&self, term: &Term) -> bool {
        let key = key(&without_article(&term.name.text, &self.languages));
        let count = self.keys.get(&key).and_then(|index| self.counts.get(*index));
        count.is_none_or(|(text, names)| text > names) || self.stands_apart(&key, term)
    }

    fn stands_apart(&self, key: &str, term: &Term) -> bool {
        let mut lists: Vec<&Vec<BlockId>> =
            key.split_whitespace().filter_map(|word| self.blocks.get(word)).collect();
        lists.sort_unstable_by_key(|list| list.len());
        let Some((rarest, others)) = lists.split_first().filter(|(_, others)| !others.is_empty()) else {
            return false;
        };
        let (first, last) = (term.definition.start.block, term.definition.end.block);
        let has = |list: &Vec<BlockId>, block: &BlockId| {
            list.len() > MOST_BLOCKS || list.binary_search(block).is_ok()
        };
        let mut outside = rarest.iter().filter(|block| **block < first || **block > last);
        rarest.len() > MOST_BLOCKS || outside.any(|block| others.iter().all(|list| has(list, block)))
    }
}

/// Words by which the forms of a term are alike: in small letters, without their endings, each between spaces.
fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len() + 2);
    key.push(' ');
    let mut word = String::new();
    for character in text.chars() {
        let unspaced = !character.is_ascii() && language::is_unspaced(unicode::script(character));
        if character.is_alphanumeric() && !unspaced {
            word.extend(character.to_lowercase());
            continue;
        }
        push_stem(&mut key, &mut word);
        if unspaced && character.is_alphanumeric() {
            key.push(character);
            key.push(' ');
        }
    }
    push_stem(&mut key, &mut word);
    key
}

/// Adds what is left of a word without its ending, at most its first six letters, and leaves the word empty.
fn push_stem(key: &mut String, word: &mut String) {
    const SHORTEST: usize = 3;
    const LONGEST: usize = 6;
    // What inflection adds in the languages of the tables: vowels and a few consonants.
    let ends = |c: char| "aeiouyáéíóúàèìòùâêîôûäëïöüãõsxnаеёиоуыэюяйьмхвгةاتينوه".contains(c);
    let article = ["وال", "بال", "لل", "ال"].into_iter().find_map(|article| word.strip_prefix(article));
    let bare = article.filter(|bare| bare.chars().count() >= SHORTEST).unwrap_or(word);
    let stem = bare.trim_end_matches(ends);
    let least = bare.char_indices().nth(SHORTEST).map_or(bare.len(), |(at, _)| at);
    let most = bare.char_indices().nth(LONGEST).map_or(bare.len(), |(at, _)| at);
    if let Some(kept) = bare.get(..stem.len().max(least).min(most)).filter(|kept| !kept.is_empty()) {
        key.push_str(kept);
        key.push(' ');
    }
    word.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_alike() {
        for (one, other) in [
            ("State Party", "States Parties"),
            ("the Area", "The areas"),
            ("Сторона", "Сторонами"),
            ("район", "районов"),
            ("exportación", "exportaciones"),
            ("asignar", "asignados"),
            ("الطرف", "والطرف"),
            ("缔约方", "缔约方"),
        ] {
            assert_eq!(key(one), key(other));
        }
        assert_ne!(key("vessel"), key("vest"));
        assert!(key("该缔约方").contains(key("缔约方").as_str()));
    }
}
