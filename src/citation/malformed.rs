//! What was meant to be a citation and is none: `Article of 4`, `Article4`, `Artcle 4`. Reported, never
//! guessed at; mended where one reading is left.

use super::language::{self, Language, Word, is_word_character};
use super::lexer::{Lexer, TokenKind};
use super::number::digit_value;
use super::triggers;
use crate::syntax::marker::is_roman;
use crate::unicode::words;
use std::ops::Range;

/// A malformed citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What is wrong with it.
    pub fault: Fault,
    /// What it should read, if one reading is left: the bytes that are replaced, and by what.
    pub mended: Option<(Range<usize>, String)>,
}

/// What is wrong with a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// "Article of 4".
    StrayWord,
    /// "Article4".
    MissingSpace,
    /// "Artcle 4".
    Misspelt,
}

/// The malformed citations in `text`, in order. `lower` is the text in small letters, byte for byte as long.
pub fn find(text: &str, lower: &str, languages: &[&'static Language]) -> Vec<Malformed> {
    let lexer = Lexer { text, lower, languages };
    let mut found: Vec<Malformed> = Vec::new();
    for trigger in triggers::find(lower, languages) {
        found.extend(stray_word(&lexer, trigger));
    }
    found.extend(glued(&lexer));
    found.extend(misspelt(&lexer));
    found.sort_by_key(|malformed| malformed.range.start);
    found.dedup_by_key(|malformed| malformed.range.start);
    found
}

/// `Article of 4`, `paragraph of 2`.
fn stray_word(lexer: &Lexer<'_>, at: usize) -> Option<Malformed> {
    let unit = lexer.token(at);
    let TokenKind::Unit(kind) = unit.kind else { return None };
    let of = lexer.token(unit.range.end);
    if of.kind != TokenKind::Word(Word::Of) || lexer.lower.get(of.range.clone()) != Some("of") {
        return None;
    }
    let number = lexer.token(of.range.end);
    let TokenKind::Number(value) = &number.kind else { return None };
    let figure = value.text.starts_with(|c| digit_value(c).is_some()) && value.text.len() < 4;
    let numbered = matches!(
        kind,
        super::Unit::Article
            | super::Unit::Paragraph
            | super::Unit::Annex
            | super::Unit::Rule
            | super::Unit::Regulation
    );
    // "articles of 10 kilograms", "an article of 2 pages": what follows the number is counted by it.
    let counted = lexer.languages.iter().any(|language| {
        let behind = number.range.end + lexer.space(number.range.end);
        language.begins_measure(lexer.lower.get(behind..).unwrap_or_default())
    });
    let plural = lexer.lower.get(unit.range.clone()).is_some_and(|word| word.ends_with('s'));
    let behind = lexer.token(number.range.end);
    let runs_on = matches!(behind.kind, TokenKind::Other)
        && lexer.text.get(behind.range.clone()).is_some_and(|word| word.starts_with(char::is_lowercase))
        && is_plural_noun(lexer.lower.get(behind.range.clone()).unwrap_or_default());
    (numbered && figure && !counted && !plural && !runs_on).then(|| Malformed {
        range: unit.range.start..number.range.end,
        fault: Fault::StrayWord,
        mended: Some((unit.range.end..number.range.start, " ".to_owned())),
    })
}

/// Whether a word behind a number is what the number counts: "2 pages", "10 lines".
fn is_plural_noun(word: &str) -> bool {
    word.ends_with('s') && word.len() > 3
}

/// `Article4`, `paragraph2`.
fn glued(lexer: &Lexer<'_>) -> Vec<Malformed> {
    let found = words(lexer.lower).filter_map(|range| {
        let whole = lexer.lower.get(range.clone())?;
        let number = whole.trim_start_matches(char::is_alphabetic);
        let word = whole.get(..whole.len() - number.len())?;
        if !(4..=12).contains(&word.chars().count()) || !is_figure(number) {
            return None;
        }
        let unit = lexer.languages.iter().find_map(|language| language.unit_at(word))?;
        let end = range.start + word.len();
        (unit.1 == word.len() && is_numbered(unit.0)).then(|| Malformed {
            range: range.clone(),
            fault: Fault::MissingSpace,
            mended: Some((end..end, " ".to_owned())),
        })
    });
    found.collect()
}

/// One to four decimal digits of whatever script.
fn is_figure(word: &str) -> bool {
    let count = word.chars().count();
    (1..=4).contains(&count) && word.chars().all(|c| digit_value(c).is_some())
}

/// A figure, or a roman numeral below five hundred: "di" and "mi" are words.
fn is_number(word: &str) -> bool {
    is_figure(word) || is_roman(word) && !word.contains(['d', 'm'])
}

/// The whole words of a text: runs of letters, digits and marks.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(is_word_character)?;
        let word = text.get(start..)?;
        at = start + word.find(|c| !is_word_character(c)).unwrap_or(word.len());
        Some(start..at)
    })
}

fn is_numbered(unit: super::Unit) -> bool {
    use super::Unit;
    matches!(
        unit,
        Unit::Article
            | Unit::Paragraph
            | Unit::Annex
            | Unit::Section
            | Unit::Chapter
            | Unit::Rule
            | Unit::Regulation
    )
}

/// `Artcle 4`: a word that is no word, one letter from a unit's, before a number.
fn misspelt(lexer: &Lexer<'_>) -> Vec<Malformed> {
    let pairs = words(lexer.lower).zip(words(lexer.lower).skip(1));
    let found = pairs.filter_map(|(word, number)| {
        let gap = lexer.lower.get(word.end..number.start)?;
        let figure = lexer.lower.get(number.clone())?;
        if !gap.chars().all(|c| matches!(c, ' ' | '\u{A0}')) || !is_number(figure) {
            return None;
        }
        let small = lexer.lower.get(word.clone())?;
        let letters = (5..=12).contains(&small.chars().count()) && small.chars().all(char::is_alphabetic);
        let meant = letters.then(|| meant_unit(lexer, small)).flatten()?;
        let printed = lexer.text.get(word.clone())?;
        Some(Malformed {
            range: word.start..number.end,
            fault: Fault::Misspelt,
            mended: Some((word.clone(), in_case_of(printed, meant))),
        })
    });
    found.collect()
}

/// The only unit's word that a misspelt word is one letter away from.
fn meant_unit(lexer: &Lexer<'_>, word: &str) -> Option<&'static str> {
    let numbered = lexer.languages.iter().flat_map(|language| language.units);
    let words = numbered.filter(|(unit, _)| is_numbered(*unit)).flat_map(|(_, words)| *words);
    let near = words
        .filter(|known| known.len() > 4 && !known.contains(' ') && strsim::osa_distance(word, known) == 1);
    let mut near: Vec<&'static str> = near.copied().collect();
    near.sort_unstable();
    near.dedup();
    let [meant] = near.as_slice() else { return None };
    // A word of any language's table, or of a word list, is what it is.
    let known =
        language::ALL.iter().any(|table| table.unit_at(word).is_some_and(|(_, length)| length == word.len()));
    let listed =
        lexer.languages.iter().any(|table| words::for_tag(table.tag).is_some_and(|list| list.contains(word)));
    (!known && !listed).then_some(meant)
}

/// `word` in the case of `printed`: small, capitalised or in capitals.
fn in_case_of(printed: &str, word: &str) -> String {
    if printed.chars().all(char::is_uppercase) {
        return word.to_uppercase();
    }
    let mut characters = word.chars();
    match characters.next() {
        Some(first) if printed.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(characters).collect()
        }
        _ => word.to_owned(),
    }
}
