//! A clean text as the benchmark sees it: its letters and words, by the general category of its characters
//! alone, and how often each word stands in it.

use super::table::{self, Script};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

pub(crate) struct Text {
    pub(crate) name: String,
    /// The language that it is checked as.
    pub(crate) tag: &'static str,
    pub(crate) scripts: &'static [Script],
    pub(crate) text: String,
    pub(crate) letters: Vec<Letter>,
    /// Runs of letters and marks.
    pub(crate) words: Vec<Range<usize>>,
    counts: HashMap<String, usize>,
    /// Where each character stands, in bytes; in order, so that a draw can be repeated.
    pub(crate) places: BTreeMap<char, Vec<usize>>,
    /// The letters of the text by their skeletons.
    pub(crate) skeletons: BTreeMap<String, Vec<char>>,
}

/// A letter with the marks on it.
pub(crate) struct Letter {
    pub(crate) range: Range<usize>,
    pub(crate) character: char,
    /// Which word it is in.
    pub(crate) word: usize,
}

impl Text {
    pub(crate) fn new(name: &str, tag: &'static str, text: String) -> Self {
        let mut letters: Vec<Letter> = Vec::new();
        let mut words: Vec<Range<usize>> = Vec::new();
        for (start, character) in text.char_indices() {
            let end = start + character.len_utf8();
            if table::is_letter(character) {
                match words.last_mut() {
                    Some(word) if word.end == start => word.end = end,
                    _ => words.push(start..end),
                }
                letters.push(Letter { range: start..end, character, word: words.len() - 1 });
            } else if table::is_mark(character)
                && let (Some(word), Some(letter)) = (words.last_mut(), letters.last_mut())
                && word.end == start
            {
                word.end = end;
                letter.range.end = end;
            }
        }
        let mut counts = HashMap::new();
        for word in &words {
            *counts.entry(text[word.clone()].to_lowercase()).or_insert(0) += 1;
        }
        let mut places: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        for (at, character) in text.char_indices() {
            places.entry(character).or_default().push(at);
        }
        let mut skeletons: BTreeMap<String, Vec<char>> = BTreeMap::new();
        for letter in places.keys().filter(|character| table::is_letter(**character)) {
            skeletons.entry(table::skeleton(*letter)).or_default().push(*letter);
        }
        let scripts = table::scripts(tag);
        Self { name: name.to_owned(), tag, scripts, text, letters, words, counts, places, skeletons }
    }

    pub(crate) fn word(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| &self.text[word.clone()])
    }

    pub(crate) fn characters(&self, holds: impl Fn(char) -> bool) -> Vec<char> {
        self.places.keys().copied().filter(|character| holds(*character)).collect()
    }

    /// How often a word stands in the text, in small letters or capitals.
    pub(crate) fn count(&self, word: &str) -> usize {
        self.counts.get(&word.to_lowercase()).copied().unwrap_or(0)
    }

    /// Whether a word is known beyond doubt: it stands in the text so often that other injections of the same
    /// round do not hide it.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.count(word) >= 4
    }

    pub(crate) fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    pub(crate) fn behind(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// Where a string stands in the text.
    pub(crate) fn occurrences(&self, wanted: &str) -> Vec<Range<usize>> {
        let first = wanted.chars().next().and_then(|first| self.places.get(&first));
        let places = first.into_iter().flatten();
        let found = places.filter(|at| self.text[**at..].starts_with(wanted));
        found.map(|at| *at..*at + wanted.len()).collect()
    }

    /// The letter at a byte.
    pub(crate) fn letter_at(&self, at: usize) -> Option<&Letter> {
        let index = self.letters.binary_search_by_key(&at, |letter| letter.range.start).ok()?;
        self.letters.get(index)
    }

    /// Whether the clean text is sound there: some have words that ran into each other (`theUnited`, `and45`,
    /// `committed;Every`), where nobody can tell what an injection should leave.
    pub(crate) fn is_sound(&self, at: usize) -> bool {
        let (before, behind) = (self.before(at), self.behind(at));
        let inside = |c: Option<char>| c.is_some_and(|c| table::is_letter(c) || c.is_ascii_digit());
        let stop = before.is_some_and(|c| ",;:.)".contains(c)) && inside(behind);
        let number = inside(before)
            && inside(behind)
            && (before.into_iter().chain(behind)).any(|c| c.is_ascii_digit());
        let word = self.word_at(at).map_or("", |index| self.word(index));
        let fused = word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
        !stop && !number && !fused
    }

    /// The word that a byte is in, or against.
    pub(crate) fn word_at(&self, at: usize) -> Option<usize> {
        let index = self.words.partition_point(|word| word.end < at);
        self.words.get(index).filter(|word| word.start <= at).map(|_| index)
    }
}
