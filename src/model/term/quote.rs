//! Words in quotation marks: where a term can be named.

use crate::citation::Language;
use crate::citation::language::Word;
use std::ops::Range;

/// The most bytes and words of a term in quotation marks.
const LONGEST: usize = 160;
const MOST_WORDS: usize = 14;

/// Quotation marks that open, with those that close them.
const PAIRS: [(&str, &[&str]); 11] = [
    ("“", &["”", "“", "\""]),
    ("„", &["“", "”", "‟", "\""]),
    ("«", &["»"]),
    ("‹", &["›"]),
    ("‘", &["’"]),
    ("「", &["」"]),
    ("『", &["』"]),
    ("``", &["''", "\""]),
    ("\"", &["\"", "”", "“"]),
    ("”", &["”"]),
    ("'", &["'"]),
];

/// Words in quotation marks, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// With the marks.
    pub outer: Range<usize>,
    /// Without them, and without white space and punctuation at their ends.
    pub inner: Range<usize>,
}

/// The short quotations in `text`, in order.
pub(super) fn quotations(text: &str) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut end = 0;
    for (at, character) in text.char_indices() {
        if at < end || !opens(character) {
            continue;
        }
        if let Some(quotation) = quotation_at(text, at) {
            end = quotation.outer.end;
            found.push(quotation);
        }
    }
    found
}

fn opens(character: char) -> bool {
    matches!(character, '“' | '„' | '«' | '‹' | '‘' | '「' | '『' | '`' | '"' | '”' | '\'')
}

fn quotation_at(text: &str, at: usize) -> Option<Quotation> {
    let (open, closers) =
        PAIRS.into_iter().find(|(open, _)| text.get(at..).is_some_and(|t| t.starts_with(open)))?;
    let before = text.get(..at)?.chars().next_back();
    // An apostrophe, or a straight mark that closes.
    let ambiguous = matches!(open, "\"" | "'" | "”" | "‘");
    if ambiguous && before.is_some_and(|c| c.is_alphanumeric()) {
        return None;
    }
    let start = at + open.len();
    let rest = text.get(start..)?;
    let mut places = rest.char_indices().take_while(|(place, _)| *place <= LONGEST);
    let (length, closer) = places.find_map(|(place, _)| {
        let here = rest.get(place..)?;
        let closer = closers.iter().find(|closer| here.starts_with(**closer))?;
        closes(rest, place, closer).then_some((place, *closer))
    })?;
    let words = rest.get(..length)?;
    let inner = trimmed(text, start..start + length);
    let is_term = !inner.is_empty() && words.split(' ').count() <= MOST_WORDS && !words.contains(';');
    is_term.then(|| Quotation { outer: at..start + length + closer.len(), inner })
}

/// Whether a closing mark at byte `place` is one: an apostrophe stands between letters.
fn closes(rest: &str, place: usize, closer: &str) -> bool {
    let front = rest.get(..place).and_then(|front| front.chars().next_back());
    let behind = rest.get(place + closer.len()..).and_then(|behind| behind.chars().next());
    let apostrophe = matches!(closer, "'" | "’");
    front.is_some_and(|c| !c.is_whitespace() || closer == "»" || closer == "›")
        && !(apostrophe && behind.is_some_and(char::is_alphanumeric))
}

/// A range without white space and punctuation at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let outer = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '،' | '，' | '、');
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (words.len() - words.trim_start_matches(outer).len());
    let end = start + words.trim_matches(outer).len();
    // A full stop belongs to an abbreviation, but not at the end of a single word.
    let words = text.get(start..end).unwrap_or_default();
    let bare = words.strip_suffix('.').filter(|bare| !bare.contains('.'));
    start..bare.map_or(end, |bare| start + bare.len())
}

/// Quotations that follow each other, parted by commas and words for "and": they share their definition.
pub(super) fn groups<'a>(
    quotations: &'a [Quotation],
    lower: &str,
    languages: &[&Language],
) -> Vec<&'a [Quotation]> {
    quotations
        .chunk_by(|one, next| {
            lower.get(one.outer.end..next.outer.start).is_some_and(|between| joins(between, languages))
        })
        .collect()
}

fn joins(between: &str, languages: &[&Language]) -> bool {
    const MOST: usize = 40;
    if between.len() > MOST {
        return false;
    }
    let word = between.trim_matches([' ', ',', '/', '、', '،', '，']);
    languages.iter().any(|language| {
        let rest = match language.word_at(word) {
            Some((Word::And, length)) => word.get(length..).unwrap_or_default().trim_start(),
            _ => word,
        };
        rest.is_empty() || language.begins_with(language.defining.nouns, rest) == Some(rest.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        quotations(text).iter().filter_map(|quotation| text.get(quotation.inner.clone())).collect()
    }

    #[test]
    fn quotations_of_many_kinds_are_found() {
        assert_eq!(inner("“Area” and \"State Party\" and 'port'"), ["Area", "State Party", "port"]);
        assert_eq!(
            inner("« la Partie », „Gebiet“, 「酷刑」, ``minor\""),
            ["la Partie", "Gebiet", "酷刑", "minor"]
        );
        assert_eq!(inner("‘controller’s duty’ and “the Bank,”"), ["controller’s duty", "the Bank"]);
    }

    #[test]
    fn apostrophes_and_what_never_closes_are_none() {
        assert_eq!(inner("the Party's and the States' ships"), [""; 0]);
        assert_eq!(inner("“open"), [""; 0]);
        assert_eq!(inner(&format!("“{}”", "long ".repeat(50))), [""; 0]);
    }
}
