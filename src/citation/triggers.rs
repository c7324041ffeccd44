//! Where a citation may begin: every word for a unit, found in one pass.
//!
//! No regular expression does it: a search for the Unicode word boundary leaves the fast automaton at the first
//! character that is not ASCII.

use super::language::{Language, is_word_character};
use rustc_hash::FxHashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// The words for units by their first character.
type Words = FxHashMap<char, Vec<(&'static Language, &'static str)>>;

static WORDS: LazyLock<Mutex<FxHashMap<Vec<&'static str>, Arc<Words>>>> = LazyLock::new(Mutex::default);

/// The first bytes of the words for units in `lower`, a text in small letters. Words do not overlap, and of
/// two that begin together the longer is taken.
pub(super) fn find(lower: &str, languages: &[&'static Language]) -> Vec<usize> {
    let words = words(languages);
    let mut found = Vec::new();
    let mut done = 0;
    let mut inside = false;
    for (at, character) in lower.char_indices() {
        let goes_on = std::mem::replace(&mut inside, is_word_character(character)) && inside;
        if at < done {
            continue;
        }
        let Some(known) = words.get(&character) else { continue };
        let rest = lower.get(at..).unwrap_or_default();
        let fitting = known.iter().filter(|(language, _)| !goes_on || language.unspaced);
        let longest = fitting.filter_map(|(language, word)| language.word_length(rest, word)).max();
        if let Some(length) = longest {
            found.push(at);
            done = at + length;
        }
    }
    found
}

/// The words of a set of languages, gathered once.
fn words(languages: &[&'static Language]) -> Arc<Words> {
    let tags: Vec<&'static str> = languages.iter().map(|language| language.tag).collect();
    let mut sets = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    let set = sets.entry(tags).or_insert_with(|| {
        let mut words = Words::default();
        for language in languages {
            for word in language.units.iter().flat_map(|(_, words)| *words) {
                if let Some(first) = word.chars().next() {
                    words.entry(first).or_default().push((language, word));
                }
            }
        }
        Arc::new(words)
    });
    set.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::language;

    fn found<'a>(tag: &str, text: &'a str) -> Vec<&'a str> {
        let language = language::for_tag(tag).expect("there is a table");
        let places = find(text, &[language]);
        places.iter().map(|at| text.get(*at..).unwrap_or_default().split(' ').next().unwrap_or("")).collect()
    }

    #[test]
    fn words_for_units_are_whole_words() {
        assert_eq!(
            found("en", "articles 4, part. particle article4 _article art. 5"),
            ["articles", "part.", "art."]
        );
        assert_eq!(
            found("fr", "l’article 4, départie, sous-section 2 élarticle"),
            ["article", "sous-section"]
        );
        assert_eq!(
            found("ru", "статьи 4 подпункта подстатьи разделяют"),
            ["статьи", "подпункта", "разделяют"]
        );
    }

    #[test]
    fn unspaced_words_begin_inside_others() {
        let chinese = language::for_tag("zh").expect("there is a table");
        assert_eq!(find("第四条第二款", &[chinese]), [6, 15]);
    }

    #[test]
    fn words_do_not_overlap() {
        let both: Vec<_> = ["en", "fr"].into_iter().filter_map(language::for_tag).collect();
        assert_eq!(find("sub-section 2 of the article 4", &both), [0, 21]);
    }
}
