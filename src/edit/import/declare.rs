//! The declarations that import proposes: language, title, date and parties, each with a question to the editor.

use super::date;
use super::divide::{Division, Kind};
use super::piece::Piece;
use crate::citation::Language;
use crate::citation::language::Word;
use crate::model::{heading, unmarked};
use crate::unicode;
use aho_corasick::{AhoCorasick, MatchKind};
use std::fmt::Write;

/// The lines of the declarations.
pub(super) fn declarations(
    pieces: &[Piece<'_>],
    divisions: &[Division],
    language: Option<&str>,
    languages: &[&Language],
) -> String {
    let mut out = String::new();
    if let Some(tag) = language {
        let _ = writeln!(out, "@language {tag}");
    }
    let title = divisions.iter().find(|division| division.kind == Kind::Title);
    if let Some((title, piece)) = title.and_then(|title| Some((title, pieces.get(title.piece)?))) {
        let _ = writeln!(out, "@title {}", value(&title.words(pieces)));
        ask(&mut out, "title", piece, "Is this how the treaty is cited?");
    }
    if let Some((date, piece)) = date::signed(pieces, languages) {
        let _ = writeln!(out, "@date signed {date}");
        ask(&mut out, "date", piece, "Is this the date of signature?");
    }
    let first = divisions.iter().find(|division| division.is_article()).map_or(0, |division| division.piece);
    for (count, (name, piece)) in
        parties(pieces.get(..first).unwrap_or_default(), languages).into_iter().enumerate()
    {
        let id = Some(id(&name, languages))
            .filter(|id| !id.is_empty())
            .unwrap_or_else(|| format!("party-{}", count + 1));
        let _ = writeln!(out, "@party {id}: {}", value(&name));
        ask(&mut out, "party", piece, "Is it a party, and by what other names does the text call it?");
    }
    out
}

fn ask(out: &mut String, what: &str, piece: &Piece<'_>, question: &str) {
    let line = piece.line + 1;
    let _ = writeln!(out, "\n> [query] The {what} was read from line {line} of the source. {question}\n");
}

/// A value with the signs escaped that would part it.
fn value(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(':', "\\:")
}

/// An id from a name: its letters without their marks, as far as they are in ASCII, joined by hyphens.
fn id(name: &str, languages: &[&Language]) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let bare: String =
        name.to_lowercase().chars().map(plain).map(unicode::base).filter(|c| c.is_ascii()).collect();
    let small = |word: &&str| !is_joint(word, languages);
    bare.split_whitespace().filter(small).collect::<Vec<&str>>().join("-")
}

/// A paragraph that begins with a piece: its lines up to the next blank one.
pub(super) fn paragraph(pieces: &[Piece<'_>], start: usize) -> String {
    const MOST: usize = 24;
    let lines = pieces.get(start..).unwrap_or_default().iter().take(MOST).enumerate();
    let lines = lines.take_while(|(index, piece)| *index == 0 || !piece.gap);
    lines.map(|(_, piece)| &*piece.text).collect::<Vec<&str>>().join(" ")
}

/// The States that the text before the first article names as those who conclude the treaty, in their order:
/// those whose governments it names, and those that a paragraph begins with.
fn parties<'a>(pieces: &'a [Piece<'a>], languages: &[&Language]) -> Vec<(String, &'a Piece<'a>)> {
    const MOST: usize = 60;
    let mut found: Vec<(String, &Piece<'_>)> = Vec::new();
    let governments = languages.iter().flat_map(|language| language.prose.governments);
    // Building fails only for more patterns than memory holds.
    let words = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(governments);
    let Ok(words) = words else { return found };
    for (index, piece) in pieces.iter().enumerate() {
        let mut names = Vec::new();
        let above = index.checked_sub(1).and_then(|above| pieces.get(above));
        if piece.gap || unmarked::stands(above.map(|above| &*above.text)) {
            names = states(&paragraph(pieces, index), languages);
        }
        let lower = heading::lower(&piece.text);
        for government in words.find_iter(&lower) {
            // "Heads of State and Government of the Council" are no party.
            let before = lower.get(..government.start()).unwrap_or_default().trim_end();
            let last = before.get(before.rfind(' ').map_or(0, |space| space + 1)..).unwrap_or_default();
            if and(&format!("{last} "), languages) > 0 {
                continue;
            }
            let rest = piece.text.get(government.end()..).unwrap_or_default();
            let several =
                lower.get(government.span().range()).is_some_and(|words| words.starts_with("governments"));
            let listed = list(rest, languages);
            match listed.into_iter().map(|(name, _)| name).collect::<Vec<_>>() {
                listed if several && listed.len() < 2 => {}
                listed if several => names.extend(listed),
                listed => names.extend(listed.into_iter().next()),
            }
        }
        for name in names {
            let new = !found.iter().any(|(known, _)| known.eq_ignore_ascii_case(&name));
            if name.chars().count() > 2 && new && found.len() < MOST {
                found.push((name, piece));
            }
        }
    }
    found
}

/// The States that a paragraph begins with, each with its article and a noun that says what it is: "The Republic of
/// India, the United Arab Republic and the Kingdom of Belgium". None if anything else stands among them.
fn states(text: &str, languages: &[&Language]) -> Vec<String> {
    let names = list(text, languages);
    let state = |name: &str| {
        let lower = heading::lower(name);
        lower.split(' ').any(|word| languages.iter().any(|language| language.prose.states.contains(&word)))
    };
    let closed =
        names.last().is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with([',', ';', ':', '(', '.']));
    if !closed || article(text, languages) == 0 || !names.iter().all(|(name, _)| state(name)) {
        return Vec::new();
    }
    names.into_iter().map(|(name, _)| name).collect()
}

/// The names that a text begins with, joined by commas or "and", each with what stands behind it.
fn list<'a>(text: &'a str, languages: &[&Language]) -> Vec<(String, &'a str)> {
    const MOST: usize = 60;
    let mut names: Vec<(String, &str)> = Vec::new();
    let mut rest = text;
    // Whether "and" stands before the last name.
    let mut closed = false;
    while names.len() < MOST {
        let start = rest.get(article(rest, languages)..).unwrap_or_default();
        let (name, length) = name_at(start, languages);
        if name.is_empty() {
            break;
        }
        let behind = start.get(length..).unwrap_or_default().trim_start();
        names.push((name, behind));
        let next = behind.trim_start_matches([',', ';']).trim_start();
        let joined = and(next, languages);
        if next.len() == behind.len() && joined == 0 {
            break;
        }
        // What stands behind "A, B and C" is no further name.
        if closed {
            break;
        }
        closed = joined > 0;
        rest = next.get(joined..).unwrap_or_default();
    }
    // Whether "A, B and C" are three or two is not known.
    let joined = |name: &str| name.split(' ').any(|word| and(&format!("{word} "), languages) > 0);
    if !closed && names.len() > 1 && names.last().is_some_and(|(name, _)| joined(name)) {
        names.pop();
    }
    names
}

/// The bytes of the article, or of "and", that a text begins with, and of the space behind it.
fn article(text: &str, languages: &[&Language]) -> usize {
    small_word(text, Word::The, languages)
}

fn and(text: &str, languages: &[&Language]) -> usize {
    small_word(text, Word::And, languages)
}

fn small_word(text: &str, role: Word, languages: &[&Language]) -> usize {
    const LONGEST: usize = 24;
    let lower = heading::lower(text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text));
    let words = languages.iter().flat_map(|language| language.words).filter(|(known, _)| *known == role);
    let words = words.flat_map(|(_, words)| *words);
    let spaced = |word: &&&str| lower.strip_prefix(**word).is_some_and(|rest| rest.starts_with(' '));
    words.filter(spaced).map(|word| word.len() + 1).max().unwrap_or(0)
}

/// The name that a text begins with, and its bytes: capitalised words, and small ones between them.
fn name_at(text: &str, languages: &[&Language]) -> (String, usize) {
    const MOST_WORDS: usize = 20;
    let mut words: Vec<&str> = Vec::new();
    let mut at = 0;
    let mut end = 0;
    for word in text.split_inclusive(' ').take(MOST_WORDS) {
        let rest = text.get(at..).unwrap_or_default();
        let bare = word.trim_end_matches([',', ';', ':', '.', ')', '(', '"', ' ']);
        let capital = bare.starts_with(char::is_uppercase);
        // "Ukraine and the Government of …" ends before "and".
        let joined = and(rest, languages);
        let other = joined > 0 && rest.get(joined..).is_some_and(|next| article(next, languages) > 0);
        if other
            || is_government(bare, languages)
            || !capital && (words.is_empty() || !is_joint(bare, languages))
        {
            break;
        }
        words.push(bare);
        at += word.len();
        if capital {
            end = at - word.len() + bare.len();
        }
        if bare.len() < word.trim_end().len() {
            break;
        }
    }
    while words.last().is_some_and(|word| is_joint(word, languages)) {
        words.pop();
    }
    (words.join(" "), end)
}

/// Whether a word is the noun for a government.
fn is_government(word: &str, languages: &[&Language]) -> bool {
    let lower = heading::lower(word);
    let mut known = languages.iter().flat_map(|language| language.prose.governments);
    known.any(|words| words.split(' ').next() == Some(&lower))
}

/// Whether a word is one of those that join the words of a State's name.
fn is_joint(word: &str, languages: &[&Language]) -> bool {
    languages.iter().any(|language| language.prose.joints.contains(&word))
}
