//! The declarations that import proposes: language, title, date and parties, each with a question to the editor.

use super::divide::{Division, Kind};
use super::piece::Piece;
use crate::citation::Language;
use crate::model::heading;
use crate::unicode;
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
    if let Some(piece) = title.and_then(|title| pieces.get(title.piece)) {
        let _ = writeln!(out, "@title {}", value(&piece.text));
        ask(&mut out, "title", piece, "Is this how the treaty is cited?");
    }
    if let Some((date, piece)) = signed(pieces, languages) {
        let _ = writeln!(out, "@date signed {date}");
        ask(&mut out, "date", piece, "Is this the date of signature?");
    }
    let first = divisions.iter().find(|division| division.is_article()).map_or(0, |division| division.piece);
    for (count, (name, piece)) in parties(pieces.get(..first).unwrap_or_default()).into_iter().enumerate() {
        let id =
            Some(id(&name)).filter(|id| !id.is_empty()).unwrap_or_else(|| format!("party-{}", count + 1));
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
fn id(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let bare: String =
        name.to_lowercase().chars().map(plain).map(unicode::base).filter(|c| c.is_ascii()).collect();
    let small =
        |word: &&str| !matches!(*word, "of" | "the" | "de" | "la" | "du" | "des" | "and" | "et" | "y");
    bare.split_whitespace().filter(small).collect::<Vec<&str>>().join("-")
}

/// How "Government of" stands in the languages that put it before the name.
const GOVERNMENTS: [&str; 16] = [
    "government of the ",
    "government of ",
    "gouvernement de la ",
    "gouvernement de l'",
    "gouvernement de l’",
    "gouvernement du ",
    "gouvernement des ",
    "gouvernement de ",
    "gobierno de la ",
    "gobierno de los ",
    "gobierno del ",
    "gobierno de ",
    "regering van het ",
    "regering van de ",
    "regering van ",
    "regierung der ",
];

/// The States whose governments the text before the first article names, in their order.
fn parties<'a>(pieces: &'a [Piece<'a>]) -> Vec<(String, &'a Piece<'a>)> {
    const MOST: usize = 60;
    let mut found: Vec<(String, &Piece<'_>)> = Vec::new();
    for piece in pieces {
        let lower = heading::lower(&piece.text);
        let mut from = 0;
        while let Some((start, length)) = next_government(&lower, from) {
            let name = name_at(piece.text.get(start + length..).unwrap_or_default());
            from = start + length;
            let new = !found.iter().any(|(known, _)| known.eq_ignore_ascii_case(&name));
            if name.chars().count() > 2 && new && found.len() < MOST {
                found.push((name, piece));
            }
        }
    }
    found
}

fn next_government(lower: &str, from: usize) -> Option<(usize, usize)> {
    let rest = lower.get(from..)?;
    let hits = GOVERNMENTS.iter().filter_map(|words| Some((from + rest.find(words)?, words.len())));
    hits.min_by_key(|(start, length)| (*start, usize::MAX - length))
}

/// The name that a text begins with: capitalised words, and small ones between them.
fn name_at(text: &str) -> String {
    const SMALL: [&str; 10] = ["of", "the", "and", "de", "la", "du", "des", "et", "y", "van"];
    let mut words: Vec<&str> = Vec::new();
    for word in text.split(' ') {
        let bare = word.trim_end_matches([',', ';', ':', '.', ')', '(', '"']);
        let capital = bare.starts_with(char::is_uppercase);
        if !capital && !SMALL.contains(&bare) {
            break;
        }
        words.push(bare);
        if bare.len() < word.len() {
            break;
        }
    }
    // "Ukraine and the Government of …" ends before "and".
    if let Some(next) = words
        .windows(3)
        .position(|near| matches!(near, ["and" | "et" | "y", _, "Government" | "Gouvernement" | "Gobierno"]))
    {
        words.truncate(next);
    }
    while words.last().is_some_and(|word| SMALL.contains(word)) {
        words.pop();
    }
    words.join(" ")
}

/// The months, from January on, in the languages that write dates with them.
const MONTHS: [&[&str]; 12] = [
    &["january", "janvier", "enero", "января", "januari", "januar", "gennaio", "janeiro"],
    &["february", "février", "febrero", "февраля", "februari", "februar", "febbraio", "fevereiro"],
    &["march", "mars", "marzo", "марта", "maart", "märz", "março"],
    &["april", "avril", "abril", "апреля", "aprile"],
    &["may", "mai", "mayo", "мая", "mei", "maggio", "maio"],
    &["june", "juin", "junio", "июня", "juni", "giugno", "junho"],
    &["july", "juillet", "julio", "июля", "juli", "luglio", "julho"],
    &["august", "août", "agosto", "августа", "augustus"],
    &["september", "septembre", "septiembre", "сентября", "settembre", "setembro"],
    &["october", "octobre", "octubre", "октября", "oktober", "ottobre", "outubro"],
    &["november", "novembre", "noviembre", "ноября", "novembro"],
    &["december", "décembre", "diciembre", "декабря", "dezember", "dicembre", "dezembro"],
];

/// The date in the testimonium, as `1949-04-04`.
fn signed<'a>(pieces: &'a [Piece<'a>], languages: &[&Language]) -> Option<(String, &'a Piece<'a>)> {
    const NEAR: usize = 3;
    let opens = |piece: &Piece<'_>| {
        let front = piece.text.get(..piece.text.floor_char_boundary(60)).unwrap_or(&piece.text);
        let lower = heading::lower(front);
        languages.iter().any(|language| language.begins_testimonium(&lower))
    };
    let start = pieces.iter().position(opens)?;
    let near = pieces.get(start..)?.iter().take(NEAR);
    near.filter_map(|piece| Some((date_in(&piece.text, languages)?, piece))).next()
}

/// A day, a month and a year that stand near each other.
fn date_in(text: &str, languages: &[&Language]) -> Option<String> {
    const NEAR: usize = 4;
    let lower = heading::lower(text);
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let month = MONTHS.iter().position(|names| names.contains(word))? + 1;
        let before = words.get(at.saturating_sub(NEAR)..at)?;
        let behind = words.get(at + 1..)?.iter().take(2);
        let year = behind
            .clone()
            .find_map(|word| word.parse::<u32>().ok().filter(|year| (1500..2200).contains(year)))?;
        let day = before.iter().rev().chain(behind).find_map(|word| day(word, languages))?;
        Some(format!("{year:04}-{month:02}-{day:02}"))
    })
}

fn day(word: &str, languages: &[&Language]) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let value = digits.parse().ok().or_else(|| {
        languages.iter().find_map(|language| {
            let (value, length) = language.number_word_at(word)?;
            (length == word.len()).then_some(value)
        })
    });
    value.filter(|day| (1..=31).contains(day))
}
