//! Lines of which no word is known, in a regular way: a font whose codes were moved, or a code page that was
//! read as another.

use super::class::Class;
use super::evidence::Standing;
use super::inspect::Context;
use super::suspect::Suspect;
use super::word::words;
use memchr::memchr2_iter;

/// The fewest letters of a line that can be judged.
const FEWEST_LETTERS: usize = 12;
/// The most characters of a line that are tried.
const MOST: usize = 400;

/// The lines that are wrong as a whole.
pub(super) fn lines(context: &Context<'_>) -> Vec<Suspect> {
    let text = context.text;
    let mut suspects = Vec::new();
    let mut start = 0;
    let ends = memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]);
    for end in ends {
        let line = text.get(start..end).unwrap_or_default();
        if is_odd(line.as_bytes()) && is_shifted(context, line) {
            let lead = line.len() - line.trim_start().len();
            suspects.push(Suspect::new(start + lead..start + line.trim_end().len(), Class::ShiftedLine));
        }
        start = end + 1;
    }
    suspects
}

/// Whether any line of a text would be looked at.
pub(super) fn may_be_shifted(text: &str) -> bool {
    let mut start = 0;
    memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]).any(|end| {
        let line = text.get(start..end).unwrap_or_default();
        start = end + 1;
        is_odd(line.as_bytes())
    })
}

/// Whether the letters of a line are not distributed as those of any language in Latin letters are, or lie
/// beyond ASCII: a line that passes this is looked at.
fn is_odd(line: &[u8]) -> bool {
    let mut letters = 0u32;
    let mut common = 0u32;
    let mut beyond = 0u32;
    for byte in line {
        let small = byte | 0x20;
        letters += u32::from(small.wrapping_sub(b'a') < 26);
        common += u32::from(
            (small == b'e')
                | (small == b'a')
                | (small == b'i')
                | (small == b'o')
                | (small == b'n')
                | (small == b't')
                | (small == b'r')
                | (small == b's'),
        );
        beyond += u32::from(*byte >= 0x80);
    }
    let rare = letters >= FEWEST_LETTERS as u32 && common * 100 < letters * 40;
    rare || beyond >= FEWEST_LETTERS as u32 && beyond > letters
}

/// Whether none of the words of a line is known and one regular change makes most of them known.
fn is_shifted(context: &Context<'_>, line: &str) -> bool {
    let head: String = line.chars().take(MOST).collect();
    let mut known = 0;
    let mut all = 0;
    for word in long_words(&head) {
        all += 1;
        known += usize::from(listed(context, word));
        if known > 1 {
            return false;
        }
    }
    if all == 0 || known * 4 > all {
        return false;
    }
    let ascii = head.bytes().filter(u8::is_ascii_alphabetic).count();
    let fits = |changed: Option<String>| changed.is_some_and(|changed| is_known(context, &changed));
    if ascii * 2 > head.chars().count() {
        (1..=31).flat_map(|shift| [shift, -shift]).any(|shift| fits(shift_codes(&head, shift)))
    } else {
        recoded(&head).any(fits)
    }
}

fn long_words(text: &str) -> impl Iterator<Item = &str> {
    words(text).map(|(_, word)| word).filter(|word| word.chars().nth(2).is_some())
}

/// Whether most words of a changed line are known.
fn is_known(context: &Context<'_>, line: &str) -> bool {
    let all = long_words(line).count();
    let known = long_words(line).filter(|word| listed(context, word)).count();
    known >= 3 && known * 10 >= all * 7
}

/// Whether a word is known from elsewhere than this document, whose own words may all be shifted alike, or
/// stands in it often.
fn listed(context: &Context<'_>, word: &str) -> bool {
    let standing = context.evidence.standing(word);
    standing > Standing::Unknown
        && (standing != Standing::Document || context.evidence.document.count(word) > 1)
}

/// Each printable ASCII character moved by `shift`; controls too, since a shifted space is one.
fn shift_codes(line: &str, shift: i32) -> Option<String> {
    line.chars()
        .map(|character| {
            let code = u32::from(character);
            if code > 0x7E {
                return Some(character);
            }
            let moved = code as i32 + shift;
            if !(0x20..0x7F).contains(&moved) {
                return if character == ' ' { Some(' ') } else { None };
            }
            char::from_u32(moved as u32)
        })
        .collect()
}

/// The line as it reads if its bytes were of another code page.
fn recoded(line: &str) -> impl Iterator<Item = Option<String>> {
    const LATIN: &str = "\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
    const WINDOWS_1251: &str = "\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
    const KOI8_R: &str =
        "═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";
    const GREEK: &str = "\u{A0}΅Ά£¤¥¦§¨©\0«¬\u{AD}®―°±²³΄µ¶·ΈΉΊ»Ό½ΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ\0ΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ\0";
    let pairs = [
        (LATIN, WINDOWS_1251),
        (LATIN, KOI8_R),
        (LATIN, GREEK),
        (WINDOWS_1251, KOI8_R),
        (KOI8_R, WINDOWS_1251),
    ];
    let line = line.to_owned();
    pairs.into_iter().map(move |(read, meant)| {
        let changed: String = line
            .chars()
            .map(|character| {
                let place = read.chars().position(|known| known == character);
                place.and_then(|place| meant.chars().nth(place)).unwrap_or(character)
            })
            .collect();
        (changed != line).then_some(changed)
    })
}
