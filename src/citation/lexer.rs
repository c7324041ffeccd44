//! The tokens of citations, read one at a time where the reader asks for them: most of a text is never cut.

use super::language::{Language, Word};
use super::number::{Number, digit_value, suffix_rank};
use super::unit::Unit;
use crate::syntax::marker::is_roman;
use std::ops::Range;

/// A token and where it stands, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A word for a unit.
    Unit(Unit),
    /// A number as articles bear it: `4`, `4 bis`, `10.3`, `XIV`, `A`.
    Number(Number),
    /// A label in brackets: `(1)`, `(a)`, or with one: `a)`.
    Label(Number),
    /// First, second …; the last counts -1.
    Ordinal(i32),
    /// A cardinal in words.
    Count(u32),
    /// A small word.
    Word(Word),
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `–` or `-` between numbers.
    Dash,
    /// Anything else.
    Other,
    /// The end of the text.
    End,
}

/// A text with what is needed to cut it.
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    /// The text in small letters, byte for byte as long.
    pub(super) lower: &'a str,
    pub(super) languages: &'a [&'static Language],
}

impl Lexer<'_> {
    /// The token at or behind byte `at`, white space passed over.
    pub(super) fn token(&self, at: usize) -> Token {
        let start = at + self.space(at);
        let rest = self.text.get(start..).unwrap_or_default();
        let Some(first) = rest.chars().next() else {
            return Token { kind: TokenKind::End, range: start..start };
        };
        let one = |kind| (kind, first.len_utf8());
        let (kind, length) = match first {
            ',' => one(TokenKind::Comma),
            ';' => one(TokenKind::Semicolon),
            '–' | '—' | '-' | '‑' => one(TokenKind::Dash),
            '(' => self.bracketed(start).unwrap_or(one(TokenKind::Other)),
            c if c.is_alphanumeric() => self.word(start),
            _ => one(TokenKind::Other),
        };
        Token { kind, range: start..start + length.max(first.len_utf8()) }
    }

    /// The bytes of white space at `at`.
    pub(super) fn space(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.len() - rest.trim_start().len()
    }

    /// `(1)`, `( a )`, `(1 bis)`.
    fn bracketed(&self, start: usize) -> Option<(TokenKind, usize)> {
        const LONGEST: usize = 12;
        let inside = self.text.get(start + 1..)?;
        let close = inside.char_indices().take(LONGEST).find(|(_, c)| *c == ')').map(|(at, _)| at)?;
        let label = inside.get(..close)?.trim();
        let words = label.split_whitespace().count();
        let short =
            words == 1 && is_label(label) || words == 2 && suffix_rank(label.split_whitespace().nth(1)?) > 0;
        let number = Number::parse(label).filter(|_| short)?;
        Some((TokenKind::Label(number), close + 2))
    }

    fn word(&self, start: usize) -> (TokenKind, usize) {
        let lower = self.lower.get(start..).unwrap_or_default();
        if let Some((unit, length)) = self.best(|language| language.unit_at(lower)) {
            return (TokenKind::Unit(unit), length);
        }
        if let Some(number) = self.number(start) {
            return number;
        }
        if let Some((word, length)) = self.best(|language| language.word_at(lower)) {
            let kind = if word == Word::Last { TokenKind::Ordinal(-1) } else { TokenKind::Word(word) };
            return (kind, length);
        }
        if let Some((value, length)) = self.best(|language| language.ordinal_at(lower)) {
            return (TokenKind::Ordinal(i32::try_from(value).unwrap_or(i32::MAX)), length);
        }
        if let Some((value, length)) = self.best(|language| language.cardinal_at(lower)) {
            return (TokenKind::Count(value), length);
        }
        let length = lower.find(|c: char| !c.is_alphanumeric()).unwrap_or(lower.len());
        (TokenKind::Other, length)
    }

    /// The longest of what the languages find.
    fn best<T>(&self, find: impl Fn(&'static Language) -> Option<(T, usize)>) -> Option<(T, usize)> {
        self.languages.iter().filter_map(|language| find(language)).max_by_key(|(_, length)| *length)
    }

    /// A number: digits with dotted parts and a letter, a roman numeral or a single capital.
    fn number(&self, start: usize) -> Option<(TokenKind, usize)> {
        let text = self.text.get(start..)?;
        let digits = digits_length(text);
        let mut end = if digits > 0 {
            let letter =
                text.get(digits..)?.chars().next().filter(|c| c.is_alphabetic()).map_or(0, char::len_utf8);
            let ends =
                |at: usize| text.get(at..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
            if ends(digits + letter) {
                digits + letter
            } else if suffix_length(text, digits) > 0 || ends(digits) {
                digits
            } else {
                return None;
            }
        } else {
            let length = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
            let word = text.get(..length)?;
            let capital = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
            let roman = word.bytes().all(|byte| byte.is_ascii_uppercase()) && is_roman(word);
            if !(capital || roman) {
                return None;
            }
            length
        };
        end += suffix_length(text, end);
        let number = Number::parse(text.get(..end)?.replace('*', "").as_str())?;
        Some((TokenKind::Number(number), end))
    }
}

fn is_label(label: &str) -> bool {
    let count = label.chars().count();
    let digits = label.chars().all(|c| digit_value(c).is_some() || c == '.');
    let letters = label.chars().all(char::is_alphabetic);
    digits && count <= 5 || letters && (count <= 2 || is_roman(label))
}

/// The bytes of digits with dotted parts: `10.3`.
fn digits_length(text: &str) -> usize {
    let run = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        rest.len() - rest.trim_start_matches(|c| digit_value(c).is_some()).len()
    };
    let mut end = run(0);
    while end > 0 && text.get(end..).is_some_and(|rest| rest.starts_with('.')) {
        let more = run(end + 1);
        if more == 0 {
            break;
        }
        end += 1 + more;
    }
    end
}

/// The bytes of a Latin suffix with the space and the stars before it.
fn suffix_length(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let word = rest.trim_start_matches([' ', '\u{A0}', '*']);
    let space = rest.len() - word.len();
    let length = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
    let known = word.get(..length).is_some_and(|word| suffix_rank(&word.to_ascii_lowercase()) > 0);
    if known && space <= 2 { space + length } else { 0 }
}
