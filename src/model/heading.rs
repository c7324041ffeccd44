//! Reading a heading: the kind of division, its number and its caption (`grammar/SPEC.md`, "Headings and
//! divisions"). Nothing but the heading's words and the languages of the document is looked at.

use crate::citation::number::{digit_value, suffix_rank};
use crate::citation::{Language, Number, Unit};
use crate::syntax::marker::is_roman;
use crate::text::LocalSpan;

/// What a heading says, in bytes of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingReading {
    /// The kind of division.
    pub unit: Unit,
    /// Its number and where it is printed.
    pub number: Option<(LocalSpan, Number)>,
    /// Its caption; empty if it has none. Of an unnumbered instrument or annex all of the words.
    pub caption: LocalSpan,
    /// Whether the words name a clause that the division is about ("Note to Article 8").
    pub about: bool,
}

/// Reads the words of a heading in `languages`.
pub fn read(text: &str, languages: &[&Language]) -> HeadingReading {
    let lower = lower(text);
    let whole = LocalSpan::new(0, text.len());
    if languages.iter().any(|language| begins_about(&lower, language)) {
        return HeadingReading { unit: Unit::Note, number: None, caption: whole, about: true };
    }
    numbered_in_front(text)
        .or_else(|| unit_first(text, &lower, languages))
        .or_else(|| ordinal_first(text, &lower, languages))
        .or_else(|| number_alone(text))
        .unwrap_or(HeadingReading { unit: Unit::Division, number: None, caption: whole, about: false })
}

/// The text in lower case, byte for byte as long: a character whose small form is longer stays.
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut lower = String::with_capacity(text.len());
    for character in text.chars() {
        let mut small = character.to_lowercase();
        lower.push(match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == character.len_utf8() => one,
            _ => character,
        });
    }
    lower
}

/// "Note to Article 8": the words before a unit that has a number.
fn begins_about(lower: &str, language: &Language) -> bool {
    language.about.iter().any(|words| {
        let rest = lower.strip_prefix(words).filter(|rest| rest.starts_with(char::is_whitespace));
        rest.is_some_and(|rest| {
            let rest = rest.trim_start();
            language.unit_at(rest).is_some_and(|(_, length)| {
                rest.get(length..).is_some_and(|behind| number_at(behind.trim_start(), &[language]).is_some())
            })
        })
    })
}

/// `第四条`, `第八之二條`, `第一部分`: the number stands between `第` and the unit.
fn numbered_in_front(text: &str) -> Option<HeadingReading> {
    let language = crate::citation::language::for_tag("zh")?;
    let rest = text.strip_prefix('第')?.trim_start();
    let start = text.len() - rest.len();
    let length = rest.find(|c: char| !is_chinese_figure(c))?;
    let (unit, word) = language.unit_at(rest.get(length..)?.trim_start())?;
    let printed = rest.get(..length)?.trim_end();
    let unit_end = text.len() - rest.get(length..)?.trim_start().len() + word;
    // 第八條之二 has its suffix behind the unit.
    let behind = text.get(unit_end..)?;
    let suffix = behind.strip_prefix('之').map_or(0, |suffix| {
        '之'.len_utf8() + suffix.find(|c: char| !is_chinese_figure(c)).unwrap_or(suffix.len())
    });
    let number = Number::parse(&format!("{printed}{}", behind.get(..suffix)?))?;
    let span = LocalSpan::new(start, start + printed.len());
    Some(finish(text, unit, Some((span, number)), unit_end + suffix))
}

fn is_chinese_figure(character: char) -> bool {
    digit_value(character).is_some()
        || "〇零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾之 ".contains(character)
}

/// `Article 4`, `PART IV`, `附件一`, `Annex`.
fn unit_first(text: &str, lower: &str, languages: &[&Language]) -> Option<HeadingReading> {
    let units = languages.iter().filter_map(|language| language.unit_at(lower));
    let (unit, word) =
        units.filter(|(unit, _)| Unit::DIVISIONS.contains(unit)).max_by_key(|(_, length)| *length)?;
    let rest = text.get(word..)?;
    let number_start = text.len() - rest.trim_start_matches([' ', '\t', '\u{A0}', '\u{3000}']).len();
    if let Some((start, length, number)) = number_at(text.get(number_start..)?, languages) {
        let start = number_start + start;
        let span = LocalSpan::new(start, start + length);
        return Some(finish(text, unit, Some((span, number)), start + length));
    }
    let named = unit.is_instrument() || unit.is_scope() || unit == Unit::Preamble;
    let ends = rest.trim().is_empty() || rest.trim_start().starts_with(is_separator);
    if ends && (named || is_singular(unit, lower.get(..word)?, languages)) {
        return Some(finish(text, unit, None, word));
    }
    let caption = LocalSpan::new(0, text.len());
    named.then_some(HeadingReading { unit, number: None, caption, about: false })
}

/// Whether `word` is the first form of a unit's words: a heading "Parties" is no part.
fn is_singular(unit: Unit, word: &str, languages: &[&Language]) -> bool {
    let forms = languages.iter().flat_map(|language| language.units).filter(|(known, _)| *known == unit);
    forms.filter_map(|(_, words)| words.first()).any(|first| *first == word)
}

/// `First Part`, `Première partie`, `EERSTE DEEL`.
fn ordinal_first(text: &str, lower: &str, languages: &[&Language]) -> Option<HeadingReading> {
    languages.iter().find_map(|language| {
        let (value, length) = language.ordinal_at(lower)?;
        let rest = lower.get(length..)?;
        let unit_start = lower.len() - rest.trim_start().len();
        let (unit, word) = language.unit_at(lower.get(unit_start..)?)?;
        if !Unit::DIVISIONS.contains(&unit) || unit_start == length {
            return None;
        }
        let number = Number::word(text.get(..length)?, value);
        Some(finish(text, unit, Some((LocalSpan::new(0, length), number)), unit_start + word))
    })
}

/// `A. GENERAL PROVISIONS`, `IV`: a division with a number and no kind.
fn number_alone(text: &str) -> Option<HeadingReading> {
    let (start, length, number) = number_at(text, &[])?;
    let behind = text.get(start + length..)?;
    let span = LocalSpan::new(start, start + length);
    let separated = behind.trim().is_empty() || behind.trim_start().starts_with(is_separator);
    separated.then(|| finish(text, Unit::Division, Some((span, number)), start + length))
}

/// The reading whose caption stands behind `end` and the separators there.
fn finish(text: &str, unit: Unit, number: Option<(LocalSpan, Number)>, end: usize) -> HeadingReading {
    let rest = text.get(end..).unwrap_or_default();
    let caption = rest.trim_start_matches(|c: char| c.is_whitespace() || is_separator(c)).trim_end();
    let start = text.trim_end().len().saturating_sub(caption.len()).max(end);
    HeadingReading { unit, number, caption: LocalSpan::new(start, start + caption.len()), about: false }
}

fn is_separator(character: char) -> bool {
    matches!(character, '.' | ':' | '：' | '-' | '–' | '—' | ')' | '、' | '．')
}

/// A number at the start of `text`: where it starts behind `No.`, its bytes, and what it is. Words are
/// looked up in `languages`.
pub fn number_at(text: &str, languages: &[&Language]) -> Option<(usize, usize, Number)> {
    if let Some((value, length)) = word_at(text, languages) {
        return Some((0, length, Number::word(text.get(..length)?, value)));
    }
    let start = number_sign(text);
    let rest = text.get(start..)?;
    let length = number_length(rest)?;
    Some((start, length, Number::parse(ordinal_sign(rest.get(..length)?))?))
}

/// "Chapter One", "Article the First", "الجزء الأول".
fn word_at(text: &str, languages: &[&Language]) -> Option<(u32, usize)> {
    const LONGEST: usize = 80;
    let lower = lower(text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text));
    let start = if lower.starts_with("the ") { "the ".len() } else { 0 };
    let rest = lower.get(start..)?;
    languages.iter().find_map(|language| {
        let (value, length) = language.number_word_at(rest)?;
        Some((value, start + length))
    })
}

/// The bytes of `No.` and its likes.
fn number_sign(text: &str) -> usize {
    let sign = ["No. ", "No.", "Nr. ", "Nr.", "№ ", "№", "N° ", "N°", "n° ", "n°", "N.º "];
    let sign = sign.into_iter().find(|sign| text.starts_with(sign));
    sign.map_or(0, |sign| sign.len())
}

/// `1er`, `1º` without the sign that makes them ordinal.
fn ordinal_sign(number: &str) -> &str {
    let digits = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    let sign = number.get(digits.len()..).unwrap_or_default();
    if matches!(sign, "er" | "re" | "ère" | "º" | "ª" | "°" | ".º" | ".ª" | ".°") {
        digits
    } else {
        number
    }
}

/// The bytes of the number that `text` begins with; it ends before anything but a letter or digit.
fn number_length(text: &str) -> Option<usize> {
    let first = token_length(text)?;
    // "8BIS.1": a suffix goes before what is joined.
    let inserted = suffix_length(text.get(first..)?);
    let joins = text.get(first + inserted..)?.starts_with(['.', '-']);
    let mut end = first + if joins { inserted } else { 0 };
    for _ in 0..3 {
        let rest = text.get(end..)?;
        match joined_length(rest, text.get(..end)?) {
            Some(more) => end += more,
            None => break,
        }
    }
    end += suffix_length(text.get(end..)?);
    ends_number(text.get(end..)?).then_some(end)
}

fn ends_number(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric() || is_cjk(c))
}

fn is_cjk(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}')
}

/// A token: digits with at most one letter, a roman numeral, at most three capitals, a Chinese numeral.
fn token_length(text: &str) -> Option<usize> {
    let run = |accept: fn(char) -> bool| text.find(|c| !accept(c)).unwrap_or(text.len());
    let digits = run(|c| digit_value(c).is_some());
    if digits > 0 {
        let rest = text.get(digits..)?;
        let sign = ["er", "re", "ère", "º", "ª", "°", ".º", ".ª", ".°"]
            .into_iter()
            .find(|sign| rest.strip_prefix(sign).is_some_and(ends_number));
        let letter =
            rest.chars().next().filter(|c| c.is_alphabetic() && !is_cjk(*c)).map_or(0, char::len_utf8);
        let letter = if rest.get(letter..).is_some_and(ends_number) { letter } else { 0 };
        return Some(digits + sign.map_or(letter, str::len));
    }
    let chinese = run(|c| "〇零一二三四五六七八九十百千之".contains(c));
    if chinese > 0 {
        return Some(chinese);
    }
    let letters = run(char::is_alphabetic);
    let word = text.get(..letters)?;
    let capitals = word.chars().count() <= 3 && word.chars().all(char::is_uppercase);
    (letters > 0 && (capitals || is_roman(word))).then_some(letters)
}

/// The bytes by which the number `before` goes on in `rest`: `.3`, `-4`, ` (A)`, and ` I` behind capitals.
fn joined_length(rest: &str, before: &str) -> Option<usize> {
    if let Some(behind) = rest.strip_prefix(['.', '-']) {
        let length = token_length(behind).or_else(|| lone_letter(behind))?;
        return ends_token(behind.get(length..)?).then_some(1 + length);
    }
    let inner = rest.trim_start_matches(' ');
    let space = rest.len() - inner.len();
    if space <= 1
        && let Some(inner) = inner.strip_prefix('(')
    {
        let length = token_length(inner)?;
        return inner.get(length..)?.starts_with(')').then_some(space + length + 2);
    }
    if space != 1 {
        return None;
    }
    let length = token_length(inner)?;
    let token = inner.get(..length)?;
    let names_series = !is_roman(before) && before.chars().all(char::is_uppercase);
    let inserted = before.ends_with(|c: char| c.is_ascii_digit()) && token.chars().count() == 1;
    let behind = inner.get(length..)?;
    let closes = behind.trim_start().is_empty() || behind.trim_start().starts_with(is_separator);
    let figures = token.starts_with(|c| digit_value(c).is_some()) || is_roman(token);
    (names_series && figures || inserted && token.chars().all(char::is_uppercase) && closes)
        .then_some(1 + length)
}

fn lone_letter(text: &str) -> Option<usize> {
    text.chars().next().filter(char::is_ascii_lowercase).map(|_| 1)
}

fn ends_token(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
}

/// The bytes of a Latin suffix behind a number, with or without a space.
fn suffix_length(rest: &str) -> usize {
    let word = rest.trim_start_matches([' ', '*']);
    let space = rest.len() - word.len();
    let length = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
    let known = word.get(..length).is_some_and(|word| suffix_rank(&word.to_ascii_lowercase()) > 0);
    if space <= 1 && known { space + length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::language;

    fn reading(text: &str) -> (Unit, String, String) {
        let reading = read(text, &language::ALL);
        let number = reading.number.map_or(String::new(), |(_, number)| number.text);
        (reading.unit, number, reading.caption.slice(text).to_owned())
    }

    #[test]
    fn kinds_numbers_and_captions() {
        for (text, unit, number, caption) in [
            ("Article 4. Mutual assistance", Unit::Article, "4", "Mutual assistance"),
            ("ARTICLE IV", Unit::Article, "IV", ""),
            ("Art. 4 – Title", Unit::Article, "4", "Title"),
            ("Article 4 bis", Unit::Article, "4 bis", ""),
            ("ARTICLE 8BIS.1", Unit::Article, "8BIS.1", ""),
            ("Article 4 bis. Scope", Unit::Article, "4 bis", "Scope"),
            ("Article 4A: Scope", Unit::Article, "4A", "Scope"),
            ("Article 10.3", Unit::Article, "10.3", ""),
            ("Article 5 USE OF TERMS", Unit::Article, "5", "USE OF TERMS"),
            ("Article premier", Unit::Article, "premier", ""),
            ("Article 1er", Unit::Article, "1", ""),
            ("PART I GENERAL PROVISIONS", Unit::Part, "I", "GENERAL PROVISIONS"),
            ("Part A General", Unit::Part, "A", "General"),
            ("PART IV (A)", Unit::Part, "IV (A)", ""),
            ("Première partie", Unit::Part, "Première", ""),
            ("EERSTE DEEL", Unit::Part, "EERSTE", ""),
            ("CHAPTER TWENTY ONE Exceptions", Unit::Chapter, "TWENTY ONE", "Exceptions"),
            ("Artículo vigesimo primero", Unit::Article, "vigesimo primero", ""),
            ("Article Twenty-first", Unit::Article, "Twenty-first", ""),
            ("TITULO II", Unit::Title, "II", ""),
            ("CHAPTER ONE Objectives", Unit::Chapter, "ONE", "Objectives"),
            ("Annex EM I", Unit::Annex, "EM I", ""),
            ("Annex 913.5.a-4: Transport", Unit::Annex, "913.5.a-4", "Transport"),
            ("Annex 2-D", Unit::Annex, "2-D", ""),
            ("Protocol No. 1 on Sugar", Unit::Protocol, "1", "on Sugar"),
            ("ANNEX", Unit::Annex, "", ""),
            ("Annex on Air Transport Services", Unit::Annex, "", "Annex on Air Transport Services"),
            ("Agreement on Agriculture", Unit::Agreement, "", "Agreement on Agriculture"),
            ("A. GENERAL PROVISIONS", Unit::Division, "A", "GENERAL PROVISIONS"),
            ("Final provisions", Unit::Division, "", "Final provisions"),
            ("Parties", Unit::Division, "", "Parties"),
            ("Rules of Procedure", Unit::Division, "", "Rules of Procedure"),
            ("第四条", Unit::Article, "四", ""),
            ("第八之二條 侵略罪", Unit::Article, "八之二", "侵略罪"),
            ("第八條之二", Unit::Article, "八之二", ""),
            ("第一部分一般规定", Unit::Part, "一", "一般规定"),
            ("第一章：宗旨及原则", Unit::Chapter, "一", "宗旨及原则"),
            ("附件一", Unit::Annex, "一", ""),
            ("المادة 4", Unit::Article, "4", ""),
            ("الفصل الأول", Unit::Chapter, "الأول", ""),
            ("Статья 4 Цели", Unit::Article, "4", "Цели"),
            ("ЧАСТЬ IV", Unit::Part, "IV", ""),
            ("Artículo primero", Unit::Article, "primero", ""),
            ("Enig artikel", Unit::Article, "Enig", ""),
            ("HOOFDSTUK 1", Unit::Chapter, "1", ""),
        ] {
            assert_eq!(reading(text), (unit, number.to_owned(), caption.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_heading_about_a_clause() {
        for text in ["With respect to Article 1(5)", "Note to Article 8", "Ad Article 4", "NOTE TO ARTICLE 8"]
        {
            assert!(read(text, &language::ALL).about, "{text}");
        }
        assert!(!read("Note on terms", &language::ALL).about);
    }
}
