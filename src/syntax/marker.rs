//! Enumerators: `1.` `(a)` `iv)` `2.1` `–` `一、` `（一）` `أ)` at the start of a text line, by their form
//! alone (`grammar/SPEC.md`, "Markers"). What they count, and whether a list goes on, is the model's.

use super::{line, scan};
use crate::text::LocalSpan;

/// A marker as printed, in bytes of the line's text after its indentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The marker with its brackets, stops and Latin suffix, without the white space behind it.
    pub span: LocalSpan,
    /// The counting part: `1`, `a`, `iv`, `2.1`, `一`; empty for a dash or bullet.
    pub label: LocalSpan,
    /// The suffix of an inserted number, such as `bis`; empty where there is none.
    pub suffix: LocalSpan,
}

/// Latin suffixes of inserted numbers, as they follow a number: `4 bis`.
pub const SUFFIXES: [&str; 14] = [
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "nonies",
    "novies",
    "decies",
    "undecies",
    "duodecies",
    "terdecies",
    "quaterdecies",
];

/// The most characters of a bracketed label that is not a roman numeral.
const LONGEST_LABEL: usize = 5;
/// The most characters of any label: no roman numeral below 4,000 is longer.
const LONGEST_ROMAN: usize = 15;

/// The markers that `text` begins with, `text` being a line without its indentation; most often none or
/// one. Several in a row, as in `2. (a) Each`, each open an item; but the words of a very short item can look
/// like a marker (`1. a.`), so one behind another counts only before text.
pub fn markers(text: &str) -> Vec<Marker> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(marker) = text.get(start..).and_then(first_marker) {
        let end = start + marker.span.end as usize;
        let rest = text.get(end..).unwrap_or_default();
        if !found.is_empty() && scan::find(rest, |c| !c.is_whitespace()).is_none() {
            break;
        }
        found.push(Marker {
            span: marker.span.shifted(start),
            label: marker.label.shifted(start),
            suffix: marker.suffix.shifted(start),
        });
        start = end + line::space(rest);
    }
    found
}

/// Whether `text`, a line without its indentation, begins with a marker, and whether that is a number.
pub(super) fn starts_with_marker(text: &str) -> Option<IsNumber> {
    let marker = first_marker(text)?;
    let number = marker.label.slice(text).chars().next().is_some_and(is_digit);
    Some(if number { IsNumber::Yes } else { IsNumber::No })
}

/// Whether a marker counts by digits: a comma before such a line does not announce an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IsNumber {
    Yes,
    No,
}

fn first_marker(text: &str) -> Option<Marker> {
    let marker = dash(text).or_else(|| bracketed(text)).or_else(|| stopped(text))?;
    let rest = text.get(marker.span.end as usize..)?;
    let wide = text.get(marker.span.range())?.chars().next_back().is_some_and(is_wide_delimiter);
    let spaced = rest.chars().next().is_none_or(|c| c.is_whitespace());
    if !wide && !spaced || is_initial(marker.span.slice(text), rest) {
        return None;
    }
    Some(marker)
}

fn dash(text: &str) -> Option<Marker> {
    let first = text.chars().next().filter(|c| matches!(c, '–' | '—' | '-' | '•'))?;
    let end = first.len_utf8();
    Some(Marker {
        span: LocalSpan::new(0, end),
        label: LocalSpan::new(end, end),
        suffix: LocalSpan::new(end, end),
    })
}

/// `(x)` and `x)`, in ASCII or full width.
fn bracketed(text: &str) -> Option<Marker> {
    let open = text.chars().next().filter(|c| matches!(c, '(' | '（')).map_or(0, char::len_utf8);
    // A suffix that joins a number is not part of the label; one that joins letters cannot be told from them.
    let number = digits(text, open);
    let inserted = number > 0 && suffix_length(text, open + number) > 0;
    let (length, characters) = label(text.get(open..if inserted { open + number } else { text.len() })?)?;
    let label_end = open + length;
    let label_text = text.get(open..label_end)?;
    let (suffix, after) = suffix_at(text, label_end);
    let close = text.get(after..)?.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    if characters > LONGEST_LABEL && !is_roman(label_text) {
        return None;
    }
    let end = after + close.len_utf8();
    let (suffix, end) = if suffix.is_empty() { suffix_behind(text, end) } else { (suffix, end) };
    Some(Marker { span: LocalSpan::new(0, end), label: LocalSpan::new(open, label_end), suffix })
}

/// `1.` `1.2` `1.2.` `a.` `aa.` `iv.`, `一、`, `第一、`, and an Arabic letter with `-`.
fn stopped(text: &str) -> Option<Marker> {
    let ordinal = if text.starts_with('第') { '第'.len_utf8() } else { 0 };
    let label_end = if text.get(ordinal..)?.starts_with(is_digit) {
        dotted_number_end(text, ordinal)
    } else {
        ordinal + label(text.get(ordinal..)?)?.0
    };
    let label = text.get(ordinal..label_end)?;
    let (suffix, after) = suffix_at(text, label_end);
    let rest = text.get(after..)?;
    let first = rest.chars().next();
    let kind = LabelKind::of(label);
    let end = match (kind, first) {
        (LabelKind::Arabic, Some(' ')) if rest.starts_with(" -") => after + 2,
        (LabelKind::Arabic, Some('-')) => after + 1,
        (LabelKind::Chinese, Some(c @ ('、' | '．'))) => after + c.len_utf8(),
        (LabelKind::Number | LabelKind::Letter, Some(c @ ('.' | '．' | '、'))) => after + c.len_utf8(),
        (LabelKind::Dotted, Some('.' | ')')) => after + 1,
        (LabelKind::Dotted, _) => after,
        _ => return None,
    };
    if ordinal > 0 && kind != LabelKind::Chinese {
        return None;
    }
    let (suffix, end) = if suffix.is_empty() { suffix_behind(text, end) } else { (suffix, end) };
    Some(Marker { span: LocalSpan::new(0, end), label: LocalSpan::new(ordinal, label_end), suffix })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LabelKind {
    Number,
    Dotted,
    Letter,
    Chinese,
    Arabic,
    None,
}

impl LabelKind {
    fn of(label: &str) -> Self {
        let mut characters = label.chars();
        let (Some(first), second) = (characters.next(), characters.next()) else { return Self::None };
        let third = characters.next();
        let alone = second.is_none();
        let doubled = second == Some(first) && third.is_none();
        let lengthened = second == Some('\u{640}') && third.is_none();
        if is_digit(first) {
            if scan::prefix(label, is_digit) < label.len() { Self::Dotted } else { Self::Number }
        } else if scan::prefix(label, is_chinese_numeral) == label.len() {
            Self::Chinese
        } else if is_arabic_letter(first) && (alone || lengthened) {
            Self::Arabic
        } else if is_european_letter(first) && (alone || doubled) || is_roman(label) {
            Self::Letter
        } else {
            Self::None
        }
    }
}

/// The end of `1`, `1.2`, `1.2.3` at `start`: numbers joined by single stops.
fn dotted_number_end(text: &str, start: usize) -> usize {
    let mut end = start + digits(text, start);
    while text.get(end..).is_some_and(|rest| rest.starts_with('.')) {
        let next = digits(text, end + 1);
        if next == 0 {
            break;
        }
        end += 1 + next;
    }
    end
}

fn digits(text: &str, start: usize) -> usize {
    scan::prefix(text.get(start..).unwrap_or_default(), is_digit)
}

/// The bytes and the number of the letters and digits that `text` begins with; `None` if there are none, or
/// too many for a label.
fn label(text: &str) -> Option<(usize, usize)> {
    let mut characters = 0;
    let length = scan::prefix(text, |c| {
        let accepted = characters <= LONGEST_ROMAN && is_label(c);
        characters += usize::from(accepted);
        accepted
    });
    (1..=LONGEST_ROMAN).contains(&characters).then_some((length, characters))
}

fn is_label(character: char) -> bool {
    is_digit(character)
        || is_european_letter(character)
        || is_chinese_numeral(character)
        || is_arabic_letter(character)
}

/// A suffix before the delimiter, with or without a space: `4 bis.`, `4bis)`. Gives its span and where
/// the delimiter is expected.
fn suffix_at(text: &str, end: usize) -> (LocalSpan, usize) {
    let spaced = text.get(end..).is_some_and(|rest| rest.starts_with(line::is_space));
    let start = end + usize::from(spaced);
    match suffix_length(text, start) {
        0 => (LocalSpan::new(end, end), end),
        length => (LocalSpan::new(start, start + length), start + length),
    }
}

/// A suffix behind the delimiter, which then has a delimiter of its own or white space: `2. bis.` What is
/// followed by anything else is a word of the text: `(a) bis, ter and quater`.
fn suffix_behind(text: &str, end: usize) -> (LocalSpan, usize) {
    let (suffix, after) = suffix_at(text, end);
    let rest = text.get(after..).unwrap_or_default();
    let closed = rest.strip_prefix(['.', ')']).unwrap_or(rest);
    if suffix.is_empty() || closed.chars().next().is_some_and(|c| !c.is_whitespace()) {
        return (LocalSpan::new(end, end), end);
    }
    (suffix, text.len() - closed.len())
}

fn suffix_length(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let word = scan::prefix(rest, |c| c.is_ascii_lowercase());
    if rest.get(..word).is_some_and(|word| SUFFIXES.contains(&word)) { word } else { 0 }
}

/// `A. B.` is the beginning of a name, not a marker.
fn is_initial(marker: &str, rest: &str) -> bool {
    let capital_and_stop = |text: &str| {
        let mut characters = text.chars();
        characters.next().is_some_and(|c| c.is_uppercase() && is_european_letter(c))
            && characters.next() == Some('.')
            && characters.next().is_none_or(char::is_whitespace)
    };
    let behind = rest.get(scan::prefix(rest, char::is_whitespace)..).unwrap_or_default();
    capital_and_stop(marker) && capital_and_stop(behind)
}

/// Whether `label` is a roman numeral in its usual form, in one case.
pub fn is_roman(label: &str) -> bool {
    roman_value(label).is_some()
}

/// The value of a roman numeral in its usual form, in one case: `iv` is 4; `iiii`, `ixi` and `Iv` are none.
pub fn roman_value(label: &str) -> Option<u32> {
    const PLACES: [(u32, [char; 3]); 4] =
        [(1000, ['m', '\0', '\0']), (100, ['c', 'd', 'm']), (10, ['x', 'l', 'c']), (1, ['i', 'v', 'x'])];
    if label.is_empty() || label.len() > LONGEST_ROMAN || !is_one_case(label) {
        return None;
    }
    let lower = label.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut value = 0;
    for (worth, letters) in PLACES {
        let (digit, behind) = roman_digit(rest, letters);
        value += digit * worth;
        rest = behind;
    }
    rest.is_empty().then_some(value)
}

/// The digit of one place, whose letters for one, five and ten are given, and what stands behind it.
fn roman_digit(text: &str, [one, five, ten]: [char; 3]) -> (u32, &str) {
    let before = |letter| text.strip_prefix(one).and_then(|rest| rest.strip_prefix(letter));
    if let Some(rest) = before(ten) {
        return (9, rest);
    }
    if let Some(rest) = before(five) {
        return (4, rest);
    }
    let (mut digit, mut rest) = text.strip_prefix(five).map_or((0, text), |rest| (5, rest));
    for _ in 0..3 {
        let Some(behind) = rest.strip_prefix(one) else { break };
        digit += 1;
        rest = behind;
    }
    (digit, rest)
}

fn is_one_case(label: &str) -> bool {
    let all = |accept: fn(char) -> bool| scan::prefix(label, accept) == label.len();
    all(|c| c.is_ascii_lowercase()) || all(|c| c.is_ascii_uppercase())
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '٠'..='٩' | '۰'..='۹' | '０'..='９')
}

/// A letter of the Latin, Greek or Cyrillic script.
fn is_european_letter(character: char) -> bool {
    character < '\u{530}' && character.is_alphabetic()
}

fn is_arabic_letter(character: char) -> bool {
    matches!(character, '\u{621}'..='\u{64A}')
}

/// Numerals and the stems and branches by which Chinese texts count.
fn is_chinese_numeral(character: char) -> bool {
    "〇零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
        .contains(character)
}

/// Delimiters that are as wide as a character and a space, so that no space follows them.
fn is_wide_delimiter(character: char) -> bool {
    matches!(character, '、' | '）' | '．')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each marker of `text` covers.
    fn spans(text: &str) -> Vec<&str> {
        markers(text).iter().map(|marker| marker.span.slice(text)).collect()
    }

    #[test]
    fn forms_that_are_markers() {
        for (text, expected) in [
            ("1. One", "1."),
            ("1) One", "1)"),
            ("(1) One", "(1)"),
            ("1.2 One", "1.2"),
            ("1.2. One", "1.2."),
            ("(a) one", "(a)"),
            ("a) one", "a)"),
            ("a. one", "a."),
            ("(xxxviii) x", "(xxxviii)"),
            ("iv. x", "iv."),
            ("aa) x", "aa)"),
            ("A. Scope", "A."),
            ("– x", "–"),
            ("• x", "•"),
            ("一、维持", "一、"),
            ("（一）政府", "（一）"),
            ("（子）采取", "（子）"),
            ("أ) نص", "أ)"),
            ("هـ) نص", "هـ)"),
            ("أ - نص", "أ -"),
            ("1 bis. b", "1 bis."),
            ("1bis. b", "1bis."),
            ("2. bis. x", "2. bis."),
            ("(a bis) x", "(a bis)"),
            ("(5)", "(5)"),
            ("а) текст", "а)"),
            ("第一、文", "第一、"),
        ] {
            assert_eq!(spans(text), [expected], "{text}");
        }
        assert_eq!(spans("2. (a) Each"), ["2.", "(a)"]);
        assert_eq!(spans("1. 1 bis"), ["1."]);
        assert_eq!(spans("1. a."), ["1."]);
    }

    #[test]
    fn forms_that_are_none() {
        for text in [
            "i.e. this",
            "A. B. Cain",
            "Art. 4",
            "Mr. Kim",
            "1.No space",
            "(a)information",
            "-x",
            "Party",
            "(longer) word",
            "第一条",
            "",
            "(",
            ")",
            "1",
            "a",
            "mmmmmmmmmmmmmmmmmmmm) x",
        ] {
            assert_eq!(spans(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn roman_numerals_in_their_usual_form() {
        assert_eq!(roman_value("xiv"), Some(14));
        assert_eq!(roman_value("MCMLXI"), Some(1961));
        assert_eq!(roman_value("mmmdccclxxxviii"), Some(3888));
        for none in ["iiii", "ixi", "ivi", "xcx", "cmc", "ixv", "viv", "vx", "mmmm", "im"] {
            assert_eq!(roman_value(none), None, "{none}");
        }
        assert_eq!(roman_value("Iv"), None);
        assert_eq!(roman_value(""), None);
    }
}
