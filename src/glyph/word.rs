//! Words: runs of letters and marks with apostrophes inside, as evidence is asked for them.

use crate::unicode::{self, language::is_unspaced};
use std::borrow::Cow;

/// Whether a character belongs to a word.
pub(super) fn is_word(character: char) -> bool {
    character.is_ascii_alphabetic()
        || !character.is_ascii() && (unicode::is_letter(character) || unicode::is_mark(character))
}

/// Whether a character joins the letters on both of its sides to one word.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}

/// Whether words are written without spaces in the script of a letter.
pub(super) fn is_unspaced_letter(character: char) -> bool {
    character >= '\u{E00}' && is_unspaced(unicode::script(character))
}

/// The words of `text` with their first bytes. Letters of unspaced scripts are no words.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let start = at + rest.find(|c| is_word(c) && !is_unspaced_letter(c))?;
            let length = word_length(text.get(start..)?);
            at = start + length;
            if length > 0 {
                return Some((start, text.get(start..at)?));
            }
        }
    })
}

/// The bytes of the word that `text` begins with.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let inside = is_word(character) && !is_unspaced_letter(character);
        let joins = is_apostrophe(character)
            && at > 0
            && characters.peek().is_some_and(|(_, next)| is_word(*next) && !is_unspaced_letter(*next));
        if !inside && !joins {
            break;
        }
        end = at + character.len_utf8();
    }
    end
}

/// The parts of a word on both sides of a place.
pub(super) struct Surrounding<'a> {
    pub(super) front: &'a str,
    pub(super) behind: &'a str,
}

impl<'a> Surrounding<'a> {
    /// The letters and apostrophes around a range, at most some forty on each side.
    pub(super) fn of(text: &'a str, range: &std::ops::Range<usize>) -> Self {
        const REACH: usize = 40;
        let part = |c: &char| is_word(*c) && !is_unspaced_letter(*c) || is_apostrophe(*c);
        let before = text.get(..range.start).unwrap_or_default();
        let behind = text.get(range.end..).unwrap_or_default();
        let left: usize = before.chars().rev().take(REACH).take_while(part).map(char::len_utf8).sum();
        let right: usize = behind.chars().take(REACH).take_while(part).map(char::len_utf8).sum();
        let front = before.get(before.len() - left..).unwrap_or_default();
        Self { front, behind: behind.get(..right).unwrap_or_default() }
    }

    /// The word with `letters` at the place, without apostrophes at its ends.
    pub(super) fn with(&self, letters: &str) -> String {
        let word = format!("{}{letters}{}", self.front, self.behind);
        word.trim_matches(is_apostrophe).to_owned()
    }
}

/// A word as it is looked up: in small letters, its apostrophes alike.
pub(super) fn key(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'') {
        return Cow::Borrowed(word);
    }
    let small = word.chars().flat_map(char::to_lowercase);
    Cow::Owned(small.map(|c| if is_apostrophe(c) { '\'' } else { c }).collect())
}

/// Whether capitals stand where no word has them: `fiJery`, but not `NATO` or `Party`.
pub(super) fn has_odd_capitals(word: &str) -> bool {
    word.split(is_apostrophe).any(|part| {
        let capitals = part.chars().skip(1).filter(|c| c.is_uppercase()).count();
        let small = part.chars().filter(|c| c.is_lowercase()).count();
        capitals > 0 && small > 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters() {
        let found: Vec<_> =
            words("the other's (l’État) 第4条 x-ray, été 'a'").map(|(_, word)| word).collect();
        assert_eq!(found, ["the", "other's", "l’État", "x", "ray", "été", "a"]);
    }

    #[test]
    fn capitals_inside() {
        assert!(has_odd_capitals("fiJery"));
        assert!(!has_odd_capitals("NATO") && !has_odd_capitals("Party") && !has_odd_capitals("L’Italia"));
    }
}
