//! Digits for letters and letters for digits, and ligatures that were lost: what scanners do to plain ASCII.

use super::class::Class;
use super::evidence::{Rating, Standing};
use super::inspect::Context;
use super::scan;
use super::setting::Kind;
use super::suspect::{Suspect, Trust};
use super::word::{Surrounding, is_word};
use crate::citation::{Unit, language};
use crate::config::Severity;
use crate::model::heading::lower;
use std::ops::Range;

/// The most characters on each side that a word may have.
const REACH: usize = 32;

/// The suspects of a text.
pub(super) fn suspects(context: &Context<'_>) -> Vec<Suspect> {
    let bytes = context.text.as_bytes();
    let mut suspects = Vec::new();
    let mut at = 0;
    while let Some(found) = scan::next_ascii_suspect(bytes, at) {
        let token = word_at(context.text, found);
        if bytes.get(found) == Some(&b'?') {
            suspects.extend(lost_ligature(context, found));
        } else {
            suspects.extend(suspect(context, token.clone()));
        }
        at = token.end.max(found + 1);
    }
    suspects
}

/// The run of letters and ASCII digits around a byte.
fn word_at(text: &str, at: usize) -> Range<usize> {
    let part = |c: &char| c.is_ascii_digit() || is_word(*c);
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let left = before.chars().rev().take(REACH).take_while(part).map(char::len_utf8).sum::<usize>();
    let right = behind.chars().take(REACH).take_while(part).map(char::len_utf8).sum::<usize>();
    at - left..at + right
}

fn suspect(context: &Context<'_>, token: Range<usize>) -> Option<Suspect> {
    let word = context.text.get(token.clone())?;
    // Against a letter beyond ASCII or an odd sign the run is but a piece of its word.
    let foreign =
        |c: Option<char>| c.is_some_and(|c| !matches!(context.setting.kind(c), Kind::Space | Kind::Plain));
    let before = context.text.get(..token.start)?;
    let behind = context.text.get(token.end..)?;
    let glued = before.ends_with(['&', '/', '_', '@', '=', '\\', '-', '\'', '’', '.'])
        || behind.starts_with(['\'', '’', '-', '_']);
    if glued || foreign(before.chars().next_back()) || foreign(behind.chars().next()) {
        return None;
    }
    number(context, &token, word).or_else(|| letter(context, token, word))
}

/// A number in which letters stand for digits: `paragraph l(b)`, `Article I0`, `29 by I5 centimetres`.
fn number(context: &Context<'_>, token: &Range<usize>, word: &str) -> Option<Suspect> {
    let digits: String = word
        .chars()
        .map(|c| match c {
            'l' | 'I' => '1',
            'O' => '0',
            other => other,
        })
        .collect();
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    // A roman numeral is a number already.
    let roman = crate::syntax::marker::is_roman(word) && word != "l";
    let leading_zero = digits.starts_with('0');
    if !all_digits || digits == word || roman || leading_zero {
        return None;
    }
    let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
    let behind = context.text.get(token.end..)?;
    let wanted = match unit_before(context, token.start) {
        // These are always numbered; a lone `l` is the letter in `point l)`.
        Some(Unit::Article | Unit::Paragraph) => !behind.starts_with(')'),
        Some(_) => has_digit,
        None => has_digit && word.len() > 1 && is_in_prose(context, token),
    };
    let suspect =
        || Suspect::new(token.clone(), Class::DigitLetter).replace(&digits, 0).trust(Trust::Confirm);
    wanted.then(suspect)
}

/// The unit that stands before `at`, if it is one that bears numbers.
fn unit_before(context: &Context<'_>, at: usize) -> Option<Unit> {
    let word = lower(word_before(context, at)?);
    let tables = language::for_tags(context.setting.languages().iter().map(String::as_str));
    let units = tables.iter().filter_map(|table| table.unit_at(&word));
    let (unit, length) = units.max_by_key(|(_, length)| *length)?;
    let numbered = matches!(
        unit,
        Unit::Article
            | Unit::Paragraph
            | Unit::Point
            | Unit::Section
            | Unit::Rule
            | Unit::Regulation
            | Unit::Annex
            | Unit::Part
            | Unit::Chapter
    );
    (numbered && length == word.len()).then_some(unit)
}

/// The word before `at`, with white space between.
fn word_before<'a>(context: &Context<'a>, at: usize) -> Option<&'a str> {
    let before = context.text.get(..at)?;
    let trimmed = before.trim_end_matches([' ', '\u{A0}', '\n', '\r', '\t']);
    let letters = trimmed.chars().rev().take(24).take_while(|c| c.is_alphabetic() || *c == '-');
    let length: usize = letters.map(char::len_utf8).sum();
    (trimmed.len() < before.len() && length > 0).then(|| trimmed.get(trimmed.len() - length..)).flatten()
}

/// Whether a token stands in running text: between words in small letters.
fn is_in_prose(context: &Context<'_>, token: &Range<usize>) -> bool {
    let small = |word: &str| !word.is_empty() && word.chars().all(char::is_lowercase);
    let behind = context.text.get(token.end..).unwrap_or_default();
    let next: String = behind
        .trim_start_matches([' ', '\n', '\r'])
        .chars()
        .take(24)
        .take_while(|c| c.is_alphabetic())
        .collect();
    let apart = behind.starts_with([' ', '\n', '\r']);
    apart && small(&next) && word_before(context, token.start).is_some_and(small)
}

/// `0f`, `responsabi1idad`: a word whose digits are letters.
fn letter(context: &Context<'_>, token: Range<usize>, word: &str) -> Option<Suspect> {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.chars().count() - digits;
    let capitals = word.chars().skip(1).any(char::is_uppercase);
    if letters == 0 || !(1..=2).contains(&digits) || capitals || is_label(context, &token, word) {
        return None;
    }
    let readings = readings(word)?;
    let ranked = readings.iter().rev().map(|reading| (context.evidence.rate(reading), reading));
    let (rating, reading) =
        ranked.max_by_key(|(rating, _)| (rating.standing > Standing::Shaped, rating.weight))?;
    if rating.standing <= Standing::Shaped || reading.len() < 2 || is_noted(context, word, rating) {
        return None;
    }
    let reading = with_case(context, &token, word, reading);
    let known = rating.standing >= Standing::Workspace;
    let severity = if known { Severity::Warning } else { Severity::Hint };
    Some(
        Suspect::new(token, Class::DigitLetter).severity(severity).replace(&reading, 0).trust(Trust::Confirm),
    )
}

/// Whether letters and digits together are what they say: a label (`1a)`), an ordinal (`1er`, `11ter`), a
/// code (`C15`).
fn is_label(context: &Context<'_>, token: &Range<usize>, word: &str) -> bool {
    let behind = context.text.get(token.end..).unwrap_or_default();
    let front = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let ordinal = front.len() < word.len()
        && (matches!(front, "er" | "re" | "e" | "nd" | "st" | "th" | "rd" | "ste" | "de")
            || crate::citation::number::suffix_rank(front) > 0);
    let code = stem.len() == 1 && stem.starts_with(|c: char| c.is_ascii_uppercase());
    let bracketed =
        behind.starts_with(')') || context.text.get(..token.start).is_some_and(|text| text.ends_with('('));
    let numbered_letter = front.len() == 1 && word.len() > 2;
    if ordinal || code || bracketed && word.len() < 4 || numbered_letter {
        return true;
    }
    // Two characters are a word only in running text, and not behind an article: `la 1a sesión`.
    let article =
        |word: &str| matches!(word, "la" | "el" | "las" | "los" | "the" | "le" | "les" | "una" | "de");
    let prose = word_before(context, token.start)
        .is_some_and(|word| word.chars().all(char::is_lowercase) && !article(word));
    let numbered = front.len() < 3 || stem.len() < 3;
    word.len() == 2 && !word.starts_with('0') && !prose
        || numbered && unit_before(context, token.start).is_some()
}

/// Whether the digits are the mark of a footnote at a word of four letters or more (`agreement5`): the
/// document has such marks, and the word is about as likely as what comes out when they are letters.
fn is_noted(context: &Context<'_>, word: &str, reading: Rating) -> bool {
    const MARGIN: i32 = 6;
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let mark = word.get(stem.len()..).unwrap_or_default();
    let possible = context.evidence.document.has_notes() && !mark.is_empty() && !mark.starts_with('0');
    if stem.chars().count() < 4 || !possible {
        return false;
    }
    let own = context.evidence.rate(stem);
    own.standing > Standing::Shaped && own.weight + MARGIN > reading.weight
}

/// A reading of a word whose first letter became a digit, in the case that it had. A one is an l or a capital
/// I; the others are capitals at the start of a sentence, in words that mostly begin with one, and in those that
/// at times do so, behind another capital.
fn with_case(context: &Context<'_>, token: &Range<usize>, word: &str, reading: &str) -> String {
    let before = context.text.get(..token.start).unwrap_or_default().trim_end_matches([' ', '\t', '\u{A0}']);
    let sentence = before.chars().next_back().is_none_or(|c| matches!(c, '\n' | '\r' | '.' | '?' | '!'));
    let large = match word.chars().next() {
        Some('1') => reading.starts_with('i'),
        Some('0'..='9') => {
            let title = word_before(context, token.start)
                .is_some_and(|word| word.starts_with(char::is_uppercase))
                && reading.chars().nth(3).is_some()
                && context.evidence.is_ever_capitalized(reading);
            sentence || title || context.evidence.is_mostly_capitalized(reading)
        }
        _ => false,
    };
    if large { capitalized(reading) } else { reading.to_owned() }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The word with its digits read as letters, the likeliest first; `None` if a digit looks like none.
fn readings(word: &str) -> Option<Vec<String>> {
    let mut readings = vec![String::new()];
    for character in word.chars() {
        let letters = match character {
            '0' => "o",
            '1' => "li",
            '5' => "s",
            c if !c.is_ascii_digit() => {
                readings.iter_mut().for_each(|reading| reading.push(c));
                continue;
            }
            _ => return None,
        };
        readings =
            readings.iter().flat_map(|front| letters.chars().map(move |c| format!("{front}{c}"))).collect();
    }
    Some(readings)
}

/// `con?rm`: a ligature that became a question mark.
fn lost_ligature(context: &Context<'_>, at: usize) -> Option<Suspect> {
    let word = Surrounding::of(context.text, &(at..at + 1));
    let lost = ["fi", "fl", "ff", "ffi", "ffl"];
    let is_word = |word: &str| context.evidence.standing(word) > Standing::Unknown;
    let known: Vec<&str> = lost.into_iter().filter(|letters| is_word(&word.with(letters))).collect();
    let both_words = is_word(word.front) && is_word(word.behind);
    if known.is_empty() || both_words {
        return None;
    }
    let suspect = Suspect::new(at..at + 1, Class::Replacement).severity(Severity::Hint).trust(Trust::Confirm);
    Some(known.into_iter().fold(suspect, |suspect, letters| suspect.replace(letters, 0)))
}
