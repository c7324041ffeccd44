//! Letters that the language does not have: the word is unknown, and a word that is known comes out when the
//! letter is read as another.

use super::class::Class;
use super::evidence::Standing;
use super::fold::code_page_letters;
use super::inspect::Context;
use super::setting::Kind;
use super::suspect::{Suspect, Trust};
use super::token::Cell;
use crate::config::Severity;
use crate::unicode::{self, alphabet};

/// The most characters on each side of a letter that its word may have.
const REACH: usize = 40;
/// The most readings that are tried for one letter.
const MOST_READINGS: usize = 24;

/// The suspects among the letters of a Latin word.
pub(super) fn suspects(context: &Context<'_>, part: &[Cell]) -> Vec<Suspect> {
    let odd: Vec<&Cell> = part.iter().filter(|cell| cell.kind == Kind::OddLetter).collect();
    let (Some(first), Some(last)) = (part.first(), part.last()) else { return Vec::new() };
    if odd.is_empty() {
        return Vec::new();
    }
    let word = Word::around(context, first.start, last.end);
    if context.evidence.standing(word.text) > Standing::Unknown {
        return Vec::new();
    }
    odd.into_iter().filter_map(|cell| word.suspect(context, cell)).collect()
}

/// The whole word, apostrophes included.
struct Word<'a> {
    text: &'a str,
    start: usize,
    capital: bool,
}

impl<'a> Word<'a> {
    fn around(context: &Context<'a>, start: usize, end: usize) -> Self {
        let joins = |c: &char| {
            super::word::is_word(*c) && !super::word::is_unspaced_letter(*c) || super::word::is_apostrophe(*c)
        };
        let before = context.text.get(..start).unwrap_or_default();
        let behind = context.text.get(end..).unwrap_or_default();
        let left: usize = before.chars().rev().take(REACH).take_while(joins).map(char::len_utf8).sum();
        let right: usize = behind.chars().take(REACH).take_while(joins).map(char::len_utf8).sum();
        let (from, to) = (start - left, end + right);
        let text = context.text.get(from..to).unwrap_or_default();
        let trimmed = text.trim_matches(super::word::is_apostrophe);
        let from = from + (text.len() - text.trim_start_matches(super::word::is_apostrophe).len());
        Self { text: trimmed, start: from, capital: trimmed.starts_with(char::is_uppercase) }
    }

    fn suspect(&self, context: &Context<'_>, cell: &Cell) -> Option<Suspect> {
        let range = cell.start..cell.end;
        let languages = context.setting.languages();
        let small = cell.character.to_lowercase().next()?;
        let foreign_words_have = languages.iter().any(|tag| alphabet::is_used(tag, small));
        let with = |letter: char| self.with(cell, letter);
        let in_alphabet = |letter: &char| context.setting.is_of_alphabet(letter.encode_utf8(&mut [0; 4]));
        let of_code_page = code_page_letters(cell.character).iter().copied().filter(in_alphabet);
        if let Some((letter, _)) = self.best(context, of_code_page, &with) {
            let suspect = Suspect::new(range, Class::Mojibake);
            return Some(suspect.replace(&letter.to_string(), 0));
        }
        let base = unicode::base(small);
        let accents = context.setting.languages().iter().flat_map(|tag| alphabet::letters(tag)).copied();
        let likes = accents.filter(|c| *c != small && look_alike(*c, small, base));
        // A letter that foreign words have is only read as another letter with an accent; names in which
        // any letter can stand are left alone.
        let plain = |c: &char| !c.is_ascii() || !foreign_words_have && (!self.capital || small == 'ı');
        let likes = likes.filter(plain).map(|c| if cell.character.is_uppercase() { upper(c) } else { c });
        let (letter, standing) = self.best(context, likes.take(MOST_READINGS), &with)?;
        if self.capital && standing < Standing::Workspace {
            return None;
        }
        let severity = if standing >= Standing::Workspace { Severity::Warning } else { Severity::Hint };
        let suspect = Suspect::new(range, Class::Alphabet).severity(severity).trust(Trust::Confirm);
        Some(suspect.replace(&letter.to_string(), 0))
    }

    /// The reading of the letter that makes the best known word.
    fn best(
        &self,
        context: &Context<'_>,
        letters: impl Iterator<Item = char>,
        with: &dyn Fn(char) -> String,
    ) -> Option<(char, Standing)> {
        letters
            .map(|letter| (letter, context.evidence.standing(&with(letter))))
            .filter(|(_, standing)| *standing > Standing::Unknown)
            .max_by_key(|(_, standing)| *standing)
    }

    fn with(&self, cell: &Cell, letter: char) -> String {
        let at = cell.start - self.start;
        let (front, rest) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        let behind = rest.get(cell.end - cell.start..).unwrap_or_default();
        format!("{front}{letter}{behind}")
    }
}

fn upper(letter: char) -> char {
    letter.to_uppercase().next().unwrap_or(letter)
}

/// Whether two small letters differ only by an accent, a bar or a dot.
fn look_alike(letter: char, small: char, base: char) -> bool {
    let barred = match small {
        'ı' => 'i',
        'ł' | 'ƚ' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ŧ' => 't',
        'ø' => 'o',
        'ſ' => 's',
        other => other,
    };
    unicode::base(letter) == base || letter == barred
}
