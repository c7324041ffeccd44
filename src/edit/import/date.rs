//! The date of signature, in figures or in words.

use super::piece::Piece;
use crate::citation::Language;
use crate::model::{heading, unmarked};

/// The date in the testimonium, as `1949-04-04`, and the line where it begins.
pub(super) fn signed<'a>(
    pieces: &'a [Piece<'a>],
    languages: &[&Language],
) -> Option<(String, &'a Piece<'a>)> {
    const NEAR: usize = 60;
    let opens = |piece: &Piece<'_>| {
        if !piece.text.starts_with(char::is_alphabetic) || unmarked::small(&piece.text) {
            return false;
        }
        let front = piece.text.get(..piece.text.floor_char_boundary(60)).unwrap_or(&piece.text);
        let lower = heading::lower(front);
        languages.iter().any(|language| language.begins_testimonium(&lower))
    };
    let start = pieces.iter().position(opens)?;
    let behind = pieces.get(start..)?.iter().enumerate().take(NEAR);
    behind.filter(|(_, piece)| opens(piece)).find_map(|(index, piece)| {
        let text = super::declare::paragraph(pieces, start + index);
        Some((read(&heading::lower(&text), languages)?, piece))
    })
}

/// The first date in a text in small letters: a day, a month and a year that stand near each other.
fn read(lower: &str, languages: &[&Language]) -> Option<String> {
    let words: Vec<(usize, &str)> = words(lower).collect();
    words.iter().enumerate().find_map(|(at, (start, word))| {
        let month = month(word, languages)?;
        let behind = lower.get(start + word.len()..)?;
        let (next, year) = year(behind, languages)?;
        let before = words.get(at.saturating_sub(4)..at)?.iter().rev().map(|(_, word)| *word);
        // "July 24, 1971": the day stands between the month and the year.
        let between = self::words(behind.get(..next)?).map(|(_, word)| word).take(2);
        // "The fourth day of April": only small words stand between the day and the month.
        let mut small = true;
        let before = before.take_while(|word| std::mem::replace(&mut small, word.chars().count() <= 4));
        let day = before.chain(between).find_map(|word| day(word, languages))?;
        Some(format!("{year:04}-{month:02}-{day:02}"))
    })
}

/// The words of a text and where they start; a hyphen joins two to one.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let word = |c: char| c.is_alphanumeric() || c == '-';
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(word)?;
        let behind = text.get(start..)?;
        let length = behind.find(|c: char| !word(c)).unwrap_or(behind.len());
        at = start + length;
        Some((start, behind.get(..length)?))
    })
}

/// The month, from 1, that a word in small letters names.
fn month(word: &str, languages: &[&Language]) -> Option<usize> {
    let named = |language: &&Language| language.prose.months.iter().position(|names| names.contains(&word));
    languages.iter().find_map(named).map(|month| month + 1)
}

/// The day that a word says: `4`, `4th`, `fourth`.
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

/// The year in one of the next words, and the bytes before it.
fn year(behind: &str, languages: &[&Language]) -> Option<(usize, u32)> {
    const NEAR: usize = 8;
    for (start, word) in words(behind).take(NEAR) {
        if month(word, languages).is_some() {
            return None;
        }
        let figures = word.parse().ok().filter(|year| (1500..2200).contains(year) && word.len() == 4);
        let year =
            figures.or_else(|| languages.iter().find_map(|known| in_words(behind.get(start..)?, known)));
        if let Some(year) = year {
            return Some((start, year));
        }
    }
    None
}

/// The year that a text in small letters begins with: "one thousand nine hundred and forty-five".
fn in_words(text: &str, language: &Language) -> Option<u32> {
    let centuries = language.prose.centuries.iter();
    let centuries = centuries.flat_map(|(value, forms)| forms.iter().map(move |form| (*value, *form)));
    let (century, rest) = centuries
        .filter_map(|(value, form)| Some((value, text.strip_prefix(form)?)))
        .min_by_key(|(_, rest)| rest.len())?;
    if rest.starts_with(char::is_alphabetic) {
        return None;
    }
    let rest = rest.trim_start_matches(['-', ' ']);
    let joint = ["and ", "et ", "y "].into_iter().find_map(|joint| rest.strip_prefix(joint));
    let tens = language.number_word_at(joint.unwrap_or(rest)).map(|(value, _)| value);
    match tens {
        Some(tens) if tens < 100 => Some(century + tens),
        // "In the year two thousand": the hundreds stand alone.
        _ => (joint.is_none() && century % 1000 == 0).then_some(century),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::language;

    #[test]
    fn dates_in_figures_and_in_words() {
        for (text, date) in [
            ("done at washington, the fourth day of april, 1949.", "1949-04-04"),
            ("the twenty-sixth day of june, one thousand nine hundred and forty-five.", "1945-06-26"),
            ("this tenth day of april, one thousand nine hundred and seventy-two.", "1972-04-10"),
            ("on this fifth day of june, one thousand nine hundred and ninety-two.", "1992-06-05"),
            ("the fourth day of july in the year one thousand nine hundred and seventy-three", "1973-07-04"),
            ("the twenty-eighth day of april, in the year eighteen hundred and sixty-six", "1866-04-28"),
            ("in the year of our lord one thousand eight hundred; may the first, two thousand", "2000-05-01"),
            ("done at paris on july 24, 1971.", "1971-07-24"),
            ("on this february 3, in the year 1995", "1995-02-03"),
            ("the 27th day of january one thousand nine hundred and sixty-seven.", "1967-01-27"),
            ("this first day of january two thousand and one", "2001-01-01"),
            ("done this day in may", "none"),
        ] {
            let english = [language::for_tag("en").expect("a table")];
            assert_eq!(read(text, &english).as_deref().unwrap_or("none"), date, "{text}");
        }
        for (tag, text, date) in [
            ("fr", "fait à paris, le vingt-six juin mil neuf cent quarante-cinq", "1945-06-26"),
            ("es", "hecho en lima, el diez de julio de mil novecientos cuarenta y ocho", "1948-07-10"),
            ("ru", "совершено в москве 4 июня 1954 года", "1954-06-04"),
        ] {
            let table = [language::for_tag(tag).expect("a table")];
            assert_eq!(read(text, &table).as_deref().unwrap_or("none"), date, "{text}");
        }
    }
}
