//! The tokens of citations, read one at a time where the reader asks for them: most of a text is never cut.

use super::language::{Grammar, Language, Word};
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
            ',' | '،' => one(TokenKind::Comma),
            ';' => one(TokenKind::Semicolon),
            '–' | '—' | '-' | '‑' => one(TokenKind::Dash),
            '(' | '（' => self.bracketed(start).unwrap_or(one(TokenKind::Other)),
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
        let rest = self.text.get(start..)?;
        let open = rest.chars().next()?.len_utf8();
        let inside = rest.get(open..)?;
        let (close, bracket) = inside.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ')' | '）'))?;
        let label = inside.get(..close)?.trim();
        let words = label.split_whitespace().count();
        let short =
            words == 1 && is_label(label) || words == 2 && suffix_rank(label.split_whitespace().nth(1)?) > 0;
        let number = Number::parse(label).filter(|_| short)?;
        Some((TokenKind::Label(number), open + close + bracket.len_utf8()))
    }

    fn word(&self, start: usize) -> (TokenKind, usize) {
        let lower = self.lower.get(start..).unwrap_or_default();
        if let Some(label) = self.half_bracketed(start) {
            return label;
        }
        if let Some(((), length)) = self.best(|language| Some(((), language.idiom_at(lower)?))) {
            return (TokenKind::Other, length);
        }
        if let Some((unit, length)) = self.best(|language| language.unit_at(lower)) {
            let lettered = unit == Unit::Paragraph && self.is_lettered(start, length);
            return (TokenKind::Unit(if lettered { Unit::Point } else { unit }), length);
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

    /// The bytes of what makes the digits before `at` ordinal: `1er`, `1.º`.
    fn ordinal_ending(&self, text: &str, at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let endings = self.languages.iter().flat_map(|language| language.grammar.ordinal_endings);
        let ending =
            endings.copied().filter(|ending| rest.starts_with(ending)).max_by_key(|ending| ending.len())?;
        let behind = rest.get(ending.len()..)?;
        (!behind.starts_with(char::is_alphanumeric)).then_some(ending.len())
    }

    /// Whether all of the languages put their words together in a way.
    pub(super) fn puts(&self, together: impl Fn(&Grammar) -> bool) -> bool {
        !self.languages.is_empty() && self.languages.iter().all(|language| together(&language.grammar))
    }

    /// The languages that a unit's word at byte `at` can be of: of several those with the most small words
    /// around it.
    pub(super) fn languages_at(&self, at: usize) -> Vec<&'static Language> {
        const AROUND: usize = 40;
        let rest = self.lower.get(at..).unwrap_or_default();
        let unit = |language: &&'static Language| language.unit_at(rest).map(|(_, length)| length);
        let longest = self.languages.iter().filter_map(unit).max();
        let mut fitting: Vec<_> =
            self.languages.iter().copied().filter(|language| unit(language) == longest).collect();
        if fitting.len() > 1 {
            let front = self.lower.get(..at).unwrap_or_default();
            let start = front.char_indices().rev().take(AROUND).last().map_or(at, |(start, _)| start);
            let end = rest.char_indices().nth(AROUND).map_or(rest.len(), |(end, _)| end);
            let around = self.lower.get(start..at + end).unwrap_or_default();
            let count = |language: &&'static Language| language.count_words(around);
            let most = fitting.iter().map(count).max();
            fitting.retain(|language| Some(count(language)) == most);
        }
        fitting
    }

    /// Whether one of the languages has a trait.
    pub(super) fn has(&self, of: impl Fn(&Grammar) -> bool) -> bool {
        self.languages.iter().any(|language| of(&language.grammar))
    }

    /// The token behind a unit that ends at `at`, a number in words taken for a number ("article premier"),
    /// and the word before a range passed over ("статьи с 4 по 7").
    pub(super) fn number_behind(&self, at: usize) -> Token {
        let token = self.token(at);
        let word = self.lower.get(token.range.clone()).unwrap_or_default();
        if self.has(|grammar| grammar.openers.contains(&word)) {
            let number = self.token(token.range.end);
            let ranges = matches!(number.kind, TokenKind::Number(_)) && self.is_range(number.range.end);
            return if ranges { number } else { token };
        }
        let behind = matches!(token.kind, TokenKind::Ordinal(1..));
        let start = token.range.start;
        let lower = self.lower.get(start..).unwrap_or_default();
        let languages = self.languages.iter().filter(|language| behind && language.grammar.ordinals_behind);
        let found =
            languages.filter_map(|language| language.number_word_at(lower)).max_by_key(|found| found.1);
        let Some((value, length)) = found else { return token };
        let range = start..start + length;
        let printed = self.text.get(range.clone()).unwrap_or_default();
        Token { kind: TokenKind::Number(Number::word(printed, value)), range }
    }

    /// Whether the word at or behind byte `at` begins with an "and" that is written with it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        let rest = self.lower.get(at + self.space(at)..).unwrap_or_default();
        self.has(|grammar| grammar.glued.iter().any(|word| rest.starts_with(word)))
    }

    /// Whether a word for a range stands at `at`; some of them lead to what a clause belongs to as well.
    pub(super) fn is_range(&self, at: usize) -> bool {
        let token = self.token(at);
        self.has_word(Word::To, self.lower.get(token.range).unwrap_or_default())
    }

    /// Whether a word in small letters has a role in one of the languages.
    pub(super) fn has_word(&self, role: Word, word: &str) -> bool {
        let words = self.languages.iter().flat_map(|language| language.words);
        words.into_iter().any(|(own, words)| *own == role && words.contains(&word))
    }

    /// Whether the unit's word at `range` is another word of its unit with an ending.
    pub(super) fn is_plural(&self, range: &Range<usize>) -> bool {
        let word = self.lower.get(range.clone()).unwrap_or_default();
        let forms = self.languages.iter().flat_map(|language| language.units).map(|(_, words)| *words);
        let mut own = forms.filter(|words| words.contains(&word)).flatten();
        own.any(|other| word.len() > other.len() && word.starts_with(other))
    }

    /// A lower-case letter as the number of a point: "inciso c".
    pub(super) fn letter_behind(&self, at: usize) -> Option<Token> {
        let token = self.token(at);
        let word = self.text.get(token.range.clone())?;
        let letter = word.chars().count() == 1 && word.chars().all(char::is_lowercase);
        if token.kind != TokenKind::Other || !letter || !self.puts(|grammar| grammar.half_brackets) {
            return None;
        }
        Some(Token { kind: TokenKind::Label(Number::parse(word)?), range: token.range })
    }

    /// A label with a bracket behind it alone: `b)`, `iv)`; inside round brackets that bracket closes them.
    fn half_bracketed(&self, start: usize) -> Option<(TokenKind, usize)> {
        const FRONT: usize = 40;
        if !self.puts(|grammar| grammar.half_brackets) {
            return None;
        }
        let length = self.label_letters(start)?;
        let front = self.text.get(..start)?.chars().rev().take(FRONT);
        let around = front.into_iter().find(|c| matches!(c, '(' | ')' | '\n'));
        let number = Number::parse(self.text.get(start..start + length)?)?;
        (around != Some('(')).then_some((TokenKind::Label(number), length + 1))
    }

    /// The bytes of the letters at `start`, if they are a label with a bracket behind it.
    fn label_letters(&self, start: usize) -> Option<usize> {
        const LONGEST: usize = 4;
        let rest = self.text.get(start..)?;
        let (end, last) = rest.char_indices().take(LONGEST + 1).find(|(_, c)| !c.is_alphabetic())?;
        (matches!(last, ')') && is_label(rest.get(..end)?)).then_some(end)
    }

    /// Whether the word of `length` bytes at `start` is a paragraph's before figures and has a letter here.
    fn is_lettered(&self, start: usize, length: usize) -> bool {
        let word = self.lower.get(start..start + length).unwrap_or_default();
        if !self.has(|grammar| grammar.lettered.contains(&word)) {
            return false;
        }
        let at = start + length + self.space(start + length);
        let rest = self.text.get(at..).unwrap_or_default();
        let letter = rest.trim_start_matches('(').starts_with(char::is_alphabetic);
        letter && (self.label_letters(at).is_some() || rest.starts_with('(') && self.bracketed(at).is_some())
    }

    /// The longest of what the languages find, of the first that finds it.
    fn best<T>(&self, find: impl Fn(&'static Language) -> Option<(T, usize)>) -> Option<(T, usize)> {
        self.languages.iter().rev().filter_map(|language| find(language)).max_by_key(|(_, length)| *length)
    }

    /// A number: digits with dotted parts and a letter, a roman numeral or a single capital.
    /// The label that a sign joins to the number before byte `at`: the 5 of "XXIV:5", the b of "1.b".
    pub(super) fn signed_label(&self, at: usize) -> Option<(Number, usize)> {
        let rest = self.text.get(at..)?;
        let label = rest.strip_prefix([':', '.'])?;
        let length = label.find(|c: char| !c.is_alphanumeric()).unwrap_or(label.len());
        let word = label.get(..length)?;
        let figures =
            rest.starts_with(':') && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let letter =
            rest.starts_with('.') && word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        (figures || letter).then(|| Some((Number::parse(word)?, at + 1 + length)))?
    }

    /// The end of a caption that stands in brackets behind the number before byte `at`: "Article 9.5 (National
    /// Treatment)". One that is longer than a line, or holds brackets, is none.
    pub(super) fn caption(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 160;
        let start = at + self.space(at);
        let inside = self.text.get(start..)?.strip_prefix('(')?;
        let (close, bracket) = inside.char_indices().take(LONGEST).find(|(_, c)| matches!(c, '(' | ')'))?;
        let words = inside.get(..close)?;
        let capital = words.starts_with(char::is_uppercase) && words.contains(char::is_lowercase);
        (bracket == ')' && capital).then_some(start + 1 + close + 1)
    }

    fn number(&self, start: usize) -> Option<(TokenKind, usize)> {
        let text = self.text.get(start..)?;
        let digits = digits_length(text);
        let mut end = if digits > 0 {
            let letter =
                text.get(digits..)?.chars().next().filter(|c| c.is_alphabetic()).map_or(0, char::len_utf8);
            let ends =
                |at: usize| text.get(at..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
            if let Some(ending) = self.ordinal_ending(text, digits) {
                let number = Number::parse(text.get(..digits)?)?;
                return Some((TokenKind::Number(number), digits + ending));
            }
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
            // "Déclarations. L’article": an article that is written with the next word.
            let elided = self.puts(|grammar| grammar.half_brackets)
                && text.get(length..).is_some_and(|rest| rest.starts_with(['\'', '’']));
            if !(capital || roman) || elided {
                return None;
            }
            length
        };
        // "Artikel 4 bis 7" is a range in German.
        let ranges = || {
            let word = self.token(start + end);
            self.is_range(start + end) && matches!(self.token(word.range.end).kind, TokenKind::Number(_))
        };
        let suffix = suffix_length(text, end);
        end += if suffix > 0 && ranges() { 0 } else { suffix };
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
