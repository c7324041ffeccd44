//! The words of each language that name things: by which terms are defined, short names given, and all parties
//! meant together.

use super::{Language, is_word_character};
use std::ops::Range;

/// The words by which a language defines terms and names parties. Words are in lower case, and a `~` at the end
/// of one stands for any further letters, but where something else is said.
#[derive(Debug)]
pub struct Defining {
    /// Words right behind a term, its meaning behind them: "means", "is meant".
    pub means: &'static [&'static str],
    /// Words with which a term without quotation marks does not begin: "each", "any".
    pub determiners: &'static [&'static str],
    /// Words that do not stand in a term without quotation marks: "which", "shall".
    pub verbal: &'static [&'static str],
    /// Words like "includes", which give the meaning of a term only behind "the term" or in a division of
    /// definitions.
    pub includes: &'static [&'static str],
    /// Words right before a term that say that its meaning follows: "on entend par".
    pub by: &'static [&'static str],
    /// Words for a word, right before a term: "the term", "the expression".
    pub nouns: &'static [&'static str],
    /// Words that hold one of `means` and define nothing: "by means of".
    pub no_means: &'static [&'static str],
    /// The indefinite article, which stands before a term in a sentence: "a child means".
    pub indefinite: &'static [&'static str],
    /// Words by which a short name is given: "hereinafter".
    pub hereinafter: &'static [&'static str],
    /// Words next to these with which a short name needs no quotation marks: "referred to as".
    pub called: &'static [&'static str],
    /// Words before the division for which a definition is made: "for the purposes of".
    pub purposes: &'static [&'static str],
    /// Words in the caption of a division of definitions: "definitions", "use of terms".
    pub captions: &'static [&'static str],
    /// Names for all parties together, in their own case.
    pub collective: &'static [&'static str],
    /// Names for one party that hold one of these, in their own case.
    pub single: &'static [&'static str],
    /// Titles that stand beside a name and make no other name of it, in their own case.
    pub titles: &'static [&'static str],
    /// Words behind the noun of an instrument with which another instrument's name goes on, if a capital
    /// letter follows: "Convention on Biological Diversity".
    pub goes_on: &'static [&'static str],
}

impl Defining {
    /// No words.
    pub const NONE: Self = Self {
        means: &[],
        determiners: &[],
        verbal: &[],
        includes: &[],
        by: &[],
        nouns: &[],
        no_means: &[],
        indefinite: &[],
        hereinafter: &[],
        called: &[],
        purposes: &[],
        captions: &[],
        collective: &[],
        single: &[],
        titles: &[],
        goes_on: &[],
    };
}

impl Language {
    /// The bytes of the longest of `words` that `lower`, a text in lower case, begins with.
    pub fn begins_with(&self, words: &[&str], lower: &str) -> Option<usize> {
        words.iter().filter_map(|word| self.word_length(lower, word)).max()
    }

    /// Where the longest of `words` begins that `lower` ends in, as whole words.
    pub fn ends_with(&self, words: &[&str], lower: &str) -> Option<usize> {
        let fitting = words.iter().filter_map(|word| {
            let front = lower.strip_suffix(word)?;
            let whole = self.unspaced || word.ends_with(['\'', '’']) || !front.ends_with(is_word_character);
            whole.then_some(front.len())
        });
        fitting.min()
    }

    /// Where `words` stand in `lower` as whole words, in order; of several at one place the longest.
    pub fn places(&self, words: &[&str], lower: &str) -> Vec<Range<usize>> {
        let found = words.iter().flat_map(|word| {
            let stem = word.strip_suffix('~').unwrap_or(word);
            lower.match_indices(stem).filter_map(|(at, _)| {
                let inside = !self.unspaced && lower.get(..at)?.ends_with(is_word_character);
                let length = self.word_length(lower.get(at..)?, word).filter(|_| !inside)?;
                Some(at..at + length)
            })
        });
        let mut places: Vec<Range<usize>> = found.collect();
        places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
        let mut end = 0;
        places.retain(|place| {
            place.start >= end && {
                end = place.end;
                true
            }
        });
        places
    }
}
