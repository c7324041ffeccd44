//! The modes of injection that read text in a wrong code page.

use super::super::random::Random;
use super::super::table::{self, Script};
use super::super::text::Text;
use super::{Injection, occurrence, replace};

/// UTF-8 read in a code page of one byte: Windows-1251 in Russian, else Windows-1252 with the controls of
/// Latin-1 where that has no character.
fn misread(text: &Text, right: &str) -> Option<String> {
    let page = if text.tag == "ru" { WINDOWS_1251 } else { table::WINDOWS_1252 };
    right
        .bytes()
        .map(|byte| match byte {
            0..0x80 => Some(char::from(byte)),
            _ => match page.chars().nth(usize::from(byte) - 0x80) {
                Some('\0') => Some(char::from(byte)),
                Some(sign) => Some(sign),
                None => Some(char::from(byte)),
            },
        })
        .collect()
}

const WINDOWS_1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\0™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";

pub(super) fn mojibake_character(random: &mut Random, text: &Text, character: char) -> Option<Injection> {
    let mut buffer = [0; 4];
    let right: &str = character.encode_utf8(&mut buffer);
    let range = occurrence(random, text, right)?;
    let put = misread(text, right)?;
    // A run of two bytes needs a known word; the run must not go on in its neighbours.
    let word = text.word_at(range.start).map(|word| text.word(word));
    let known = word.is_some_and(|word| text.knows(word)) || put.chars().count() > 2;
    if !known || text.scripts.contains(&Script::Han) {
        return None;
    }
    let word = text.words.partition_point(|word| word.end < range.start);
    let fault = 0..put.len();
    Some(Injection { range, put, faults: vec![fault], words: word..word + 1 })
}

/// A whole word of letters beyond ASCII.
pub(super) fn mojibake_word(random: &mut Random, text: &Text, _: char) -> Option<Injection> {
    let index = random.below(text.words.len());
    let (word, range) = (text.word(index), text.words.get(index)?.clone());
    let letters = word.chars().filter(|c| !c.is_ascii()).count();
    if letters < 2 || letters < word.chars().count() || word.len() > 60 {
        return None;
    }
    replace(text, range, misread(text, word)?)
}

/// What Windows-1252 shows for the bytes that a letter has in CP850 and CP437.
pub(super) fn code_page_mistakes(letter: char) -> &'static str {
    match letter {
        'á' => "\u{A0}",
        'í' => "¡",
        'ó' => "¢",
        'ú' => "£",
        'ñ' => "¤",
        'é' => "‚",
        'ç' => "‡",
        'ê' => "ˆ",
        'è' => "Š",
        _ => "",
    }
}

pub(super) fn code_page_letter(random: &mut Random, text: &Text, letter: char) -> Option<Injection> {
    let put = code_page_mistakes(letter);
    let range = occurrence(random, text, letter.encode_utf8(&mut [0; 4]))?;
    let word = text.word_at(range.start)?;
    let bounds = text.words.get(word)?;
    let inside = bounds.start < range.start && range.end < bounds.end;
    // A no-break space is honest wherever it stands.
    (put != "\u{A0}" && inside && text.knows(text.word(word)))
        .then(|| replace(text, range, put.to_owned()))
        .flatten()
}
