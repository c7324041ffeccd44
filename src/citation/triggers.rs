//! Where a citation may begin: every word for a unit, found in one pass.

use super::language::Language;
use regex::Regex;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

static PATTERNS: LazyLock<Mutex<HashMap<Vec<&'static str>, Arc<Regex>>>> = LazyLock::new(Mutex::default);

/// The first bytes of the words for units in `lower`, a text in small letters.
pub(super) fn find(lower: &str, languages: &[&'static Language]) -> Vec<usize> {
    let pattern = pattern(languages);
    pattern.find_iter(lower).map(|found| found.start()).collect()
}

/// The pattern for a set of languages, made once.
fn pattern(languages: &[&'static Language]) -> Arc<Regex> {
    let tags: Vec<&'static str> = languages.iter().map(|language| language.tag).collect();
    let mut patterns = PATTERNS.lock().unwrap_or_else(PoisonError::into_inner);
    let pattern = patterns.entry(tags).or_insert_with(|| {
        let mut words: Vec<String> = languages
            .iter()
            .flat_map(|language| {
                let words = language.units.iter().flat_map(|(_, words)| *words);
                words.map(|word| match word.strip_suffix('~') {
                    Some(stem) => format!(r"\b{}\p{{L}}*", regex::escape(stem)),
                    None if language.unspaced => regex::escape(word),
                    None if word.ends_with(|c: char| c.is_alphanumeric()) => {
                        format!(r"\b{}\b", regex::escape(word))
                    }
                    None => format!(r"\b{}", regex::escape(word)),
                })
            })
            .collect();
        // The longest word first, since the first alternative that fits is taken.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.dedup();
        Arc::new(Regex::new(&words.join("|")).expect("the words of the tables make a pattern"))
    });
    pattern.clone()
}
