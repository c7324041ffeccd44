//! Printed numbers and what they count. A label such as `i` has two readings, the ninth letter and roman
//! one; which of them it is, its neighbours decide. Printed numbers are facts and are never changed.

use crate::syntax::marker::{SUFFIXES, roman_value};
use std::cmp::Ordering;

/// A way of counting. Labels of one list are of one series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    /// `1` `2` `3`, in whatever digits.
    Arabic,
    /// `a` `b` … `z` `aa` `bb`.
    Letter,
    /// `A` `B`.
    CapitalLetter,
    /// `i` `ii`.
    Roman,
    /// `I` `II`.
    CapitalRoman,
    /// `а` `б` `в` … without `ё`, `й`, `ъ`, `ы`, `ь`, as Russian lists are lettered.
    Cyrillic,
    /// The same with `й` and the others counted.
    CyrillicFull,
    /// `α` `β`.
    Greek,
    /// `一` `二` … `十一`, in everyday or in bank form.
    Chinese,
    /// `甲` `乙`: the heavenly stems.
    Stem,
    /// `子` `丑`: the earthly branches.
    Branch,
    /// `أ` `ب` `ج` `د`: the Arabic letters in the order of their number values.
    Abjad,
    /// `أ` `ب` `ت` `ث`: the Arabic letters in the order of the alphabet.
    Hijai,
    /// A number in words: `First`, `ONE`, `Première`.
    Word,
}

impl Series {
    /// Whether counting goes by figures rather than letters.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Arabic | Self::Roman | Self::CapitalRoman | Self::Chinese | Self::Word)
    }
}

/// One way to read a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// How it counts.
    pub series: Series,
    /// What it counts, from 1.
    pub value: u32,
}

/// The readings of a label without delimiters, at most two; none if it does not count.
pub fn readings(label: &str) -> Vec<Reading> {
    let mut found = Vec::new();
    let mut add = |series, value: Option<u32>| {
        if let Some(value) = value {
            found.push(Reading { series, value });
        }
    };
    let Some(first) = label.chars().next() else { return found };
    match first {
        c if digit_value(c).is_some() => add(Series::Arabic, arabic_value(label)),
        'a'..='z' => {
            add(Series::Letter, letter_value(label));
            add(Series::Roman, roman_value(label));
        }
        'A'..='Z' => {
            add(Series::CapitalLetter, letter_value(&label.to_ascii_lowercase()));
            add(Series::CapitalRoman, roman_value(label));
        }
        'Ѐ'..='ӿ' => {
            let lower = label.to_lowercase();
            add(Series::Cyrillic, place("абвгдежзиклмнопрстуфхцчшщэюя", &lower));
            add(Series::CyrillicFull, place("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", &lower));
        }
        'Α'..='ω' => add(Series::Greek, place("αβγδεζηθικλμνξοπρστυφχψω", &label.to_lowercase())),
        '\u{621}'..='\u{64A}' => {
            let letter: String = label.chars().filter(|c| *c != '\u{640}').map(plain_alef).collect();
            add(Series::Abjad, place("ابجدهوزحطيكلمنسعفصقرشتثخذضظغ", &letter));
            add(Series::Hijai, place("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", &letter));
        }
        _ => {
            add(Series::Chinese, chinese_value(label));
            add(Series::Stem, place("甲乙丙丁戊己庚辛壬癸", label));
            add(Series::Branch, place("子丑寅卯辰巳午未申酉戌亥", label));
        }
    }
    found
}

/// The rank of a Latin suffix: 0 for none, `bis` 1, `ter` 2 and so on; `novies` counts like `nonies`.
pub fn suffix_rank(suffix: &str) -> u32 {
    let place = SUFFIXES.iter().position(|known| *known == suffix);
    place.map_or(0, |place| if place >= 8 { place as u32 } else { place as u32 + 1 })
}

/// A whole number as printed, such as `10.3`, `4 bis`, `IV (A)` or `913.5.a-4`.
///
/// Two numbers are compared by what they count, part by part: `IV` matches `4`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// As printed, without the delimiters around it.
    pub text: String,
    parts: Vec<Part>,
    suffix: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    text: String,
    readings: Vec<Reading>,
}

impl Number {
    /// Reads `text`; `None` if a part of it neither counts nor is a name of at most three capitals, or if
    /// none of them counts.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (body, suffix) = split_suffix(text);
        let mut parts = Vec::new();
        for token in body.split(['.', '-', ' ', '(', ')', '（', '）', '．']).filter(|token| !token.is_empty())
        {
            for piece in digits_and_letters(token) {
                let readings = readings(piece);
                let name = piece.len() <= 3 && piece.bytes().all(|byte| byte.is_ascii_uppercase());
                if readings.is_empty() && !name {
                    return None;
                }
                parts.push(Part { text: piece.to_owned(), readings });
            }
        }
        let counts = parts.iter().any(|part| !part.readings.is_empty());
        counts.then(|| Self { text: text.to_owned(), parts, suffix })
    }

    /// A number in words that counts `value`.
    pub fn word(text: &str, value: u32) -> Self {
        let readings = vec![Reading { series: Series::Word, value }];
        Self { text: text.to_owned(), parts: vec![Part { text: text.to_owned(), readings }], suffix: 0 }
    }

    /// The readings of a number of a single part.
    pub fn readings(&self) -> &[Reading] {
        match self.parts.as_slice() {
            [part] => &part.readings,
            _ => &[],
        }
    }

    /// What the number counts, if it has one part and can be read as a figure.
    pub fn value(&self) -> Option<u32> {
        let figures = self.readings().iter().find(|reading| reading.series.is_number());
        figures.or(self.readings().first()).map(|reading| reading.value)
    }

    /// The number of its parts: two for `10.3`.
    pub fn part_count(&self) -> usize {
        self.parts.len()
    }

    /// The rank of its Latin suffix, 0 for none.
    pub fn suffix(&self) -> u32 {
        self.suffix
    }

    /// What the number counts, as keys of a table: two numbers match if they have a key in common.
    pub fn keys(&self) -> Vec<String> {
        let mut keys = vec![String::new()];
        for part in &self.parts {
            let mut own: Vec<String> = part
                .readings
                .iter()
                .map(|reading| {
                    let sign = if reading.series.is_number() { '#' } else { '@' };
                    format!("{sign}{}", reading.value)
                })
                .collect();
            own.push(format!("={}", part.text));
            own.dedup();
            keys = keys
                .iter()
                .flat_map(|front| own.iter().map(move |key| format!("{front}{key}")))
                .take(32)
                .collect();
        }
        if self.suffix > 0 {
            keys.iter_mut().for_each(|key| key.push_str(&format!("~{}", self.suffix)));
        }
        keys
    }

    /// The number as written, its last letter taken as a label of its own: `1a` is `1` and `a`.
    pub fn split_letter(&self) -> Option<(Number, Number)> {
        let [digits, letter] = self.parts.as_slice() else { return None };
        let glued = self.suffix == 0 && self.text == format!("{}{}", digits.text, letter.text);
        glued.then(|| Some((Number::parse(&digits.text)?, Number::parse(&letter.text)?)))?
    }

    /// The parts of a dotted number: `9`, `2` and `1` of `9.2.1`. Empty if it is not dotted.
    pub fn dotted(&self) -> Vec<&str> {
        let parts: Vec<&str> = self.text.split('.').collect();
        let figures = |part: &&str| !part.is_empty() && part.chars().all(|c| digit_value(c).is_some());
        if parts.len() > 1 && parts.iter().all(figures) { parts } else { Vec::new() }
    }

    /// Whether both count the same: part by part a reading in common, by value, and the same suffix.
    pub fn matches(&self, other: &Number) -> bool {
        self.suffix == other.suffix
            && self.parts.len() == other.parts.len()
            && self.parts.iter().zip(&other.parts).all(|(own, their)| own.matches(their))
    }

    /// The order of two numbers by what they count; `None` if they are not of one kind.
    pub fn compare(&self, other: &Number) -> Option<Ordering> {
        for (own, their) in self.parts.iter().zip(&other.parts) {
            match own.compare(their)? {
                Ordering::Equal => {}
                order => return Some(order),
            }
        }
        Some(self.parts.len().cmp(&other.parts.len()).then(self.suffix.cmp(&other.suffix)))
    }

    /// How far the first part of a number is from that of another that counts the same way.
    pub fn distance(&self, other: &Number) -> Option<u32> {
        let (own, their) = (self.parts.first()?, other.parts.first()?);
        let same = |reading: &Reading| {
            let other = their.readings.iter().find(|other| other.series == reading.series)?;
            Some(other.value.abs_diff(reading.value))
        };
        own.readings.iter().find_map(same).or_else(|| Some(self.value()?.abs_diff(other.value()?)))
    }

    /// Whether the number comes right after `other`: the last part one up, or a suffix one up.
    pub fn follows(&self, other: &Number) -> bool {
        let (Some((own, before)), Some((their, other_before))) =
            (self.parts.split_last(), other.parts.split_last())
        else {
            return false;
        };
        let same_front = before.len() == other_before.len()
            && before.iter().zip(other_before).all(|(own, their)| own.matches(their));
        let next = own.readings.iter().any(|reading| {
            their
                .readings
                .iter()
                .any(|r| r.series == reading.series && r.value.checked_add(1) == Some(reading.value))
        });
        let inserted = own.matches(their) && self.suffix == other.suffix + 1;
        same_front && (next && self.suffix == 0 || inserted)
    }

    /// The number as a pinpoint writes it: without spaces, and a number in words as figures.
    pub fn step(&self) -> String {
        if let [Part { readings, .. }] = self.parts.as_slice()
            && let [Reading { series: Series::Word, value }] = readings.as_slice()
        {
            return value.to_string();
        }
        let (body, _) = split_suffix(&self.text);
        let suffix = self.text.get(body.len()..).unwrap_or_default().trim();
        let tokens: Vec<&str> =
            body.split([' ', '(', ')', '（', '）']).filter(|token| !token.is_empty()).collect();
        tokens.join("-") + suffix
    }
}

impl Part {
    fn matches(&self, other: &Part) -> bool {
        self.text == other.text
            || self.readings.iter().any(|own| {
                other.readings.iter().any(|their| {
                    own.value == their.value && (own.series.is_number() == their.series.is_number())
                })
            })
    }

    fn compare(&self, other: &Part) -> Option<Ordering> {
        if self.text == other.text {
            return Some(Ordering::Equal);
        }
        let same_series = self.readings.iter().find_map(|own| {
            other
                .readings
                .iter()
                .find(|their| their.series == own.series)
                .map(|their| own.value.cmp(&their.value))
        });
        let figure = |part: &Part| part.readings.iter().find(|r| r.series.is_number()).map(|r| r.value);
        same_series.or_else(|| Some(figure(self)?.cmp(&figure(other)?)))
    }
}

/// The text before a Latin suffix, and the suffix's rank. `之二` of a Chinese number is one too.
fn split_suffix(text: &str) -> (&str, u32) {
    if let Some(at) = text.find('之')
        && let Some(rank) = text.get(at + '之'.len_utf8()..).and_then(chinese_value)
    {
        return (text.get(..at).unwrap_or_default(), rank.saturating_sub(1));
    }
    let start = text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    let word = text.get(start..).unwrap_or_default();
    let rank = suffix_rank(&word.to_ascii_lowercase());
    if rank == 0 || start == 0 {
        return (text, 0);
    }
    (text.get(..start).unwrap_or_default().trim_end(), rank)
}

/// `4a` is a `4` and an `a`.
fn digits_and_letters(token: &str) -> impl Iterator<Item = &str> {
    let digits = token.len() - token.trim_start_matches(|c| digit_value(c).is_some()).len();
    let (digits, letters) = token.split_at(digits);
    [digits, letters].into_iter().filter(|piece| !piece.is_empty())
}

/// The value of a decimal digit of any script that treaties print numbers in.
pub fn digit_value(character: char) -> Option<u32> {
    let zero = match character {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '０'..='９' => '０',
        _ => return None,
    };
    Some(character as u32 - zero as u32)
}

fn arabic_value(label: &str) -> Option<u32> {
    label.chars().try_fold(0u32, |value, c| value.checked_mul(10)?.checked_add(digit_value(c)?))
}

/// `a` 1 … `z` 26; `aa` 27, `bb` 28 as lists are doubled, `ab` 28 as columns are named.
fn letter_value(label: &str) -> Option<u32> {
    let place = |byte: &u8| byte.is_ascii_lowercase().then(|| u32::from(byte - b'a') + 1);
    match label.as_bytes() {
        [one] => place(one),
        [first, rest @ ..] if rest.iter().all(|byte| byte == first) && rest.len() < 4 => {
            Some(26 * rest.len() as u32 + place(first)?)
        }
        [b'a', second] => Some(26 + place(second)?),
        _ => None,
    }
}

fn place(alphabet: &str, label: &str) -> Option<u32> {
    let mut characters = label.chars();
    let first = characters.next()?;
    let rounds = characters.clone().count();
    let place = alphabet.chars().position(|letter| letter == first)? + 1;
    let doubled = rounds < 2 && characters.all(|c| c == first);
    doubled.then(|| (place + rounds * alphabet.chars().count()) as u32)
}

fn plain_alef(character: char) -> char {
    if matches!(character, 'أ' | 'إ' | 'آ') { 'ا' } else { character }
}

/// The value of a Chinese numeral below 10,000, in everyday or bank form: `一百二十三`, `二〇`, `拾`.
pub fn chinese_value(label: &str) -> Option<u32> {
    let mut total = 0u32;
    let mut digit = None;
    let mut positional = String::new();
    let mut steps = false;
    for character in label.chars() {
        let figure = "〇一二三四五六七八九".chars().position(|c| c == character);
        let bank = "零壹贰叁肆伍陆柒捌玖".chars().position(|c| c == character);
        if let Some(value) = figure.or(bank) {
            positional.push(char::from_digit(value as u32, 10)?);
            digit = Some(value as u32);
            continue;
        }
        let worth = match character {
            '十' | '拾' => 10,
            '百' => 100,
            '千' => 1000,
            _ => return None,
        };
        total = total.saturating_add(digit.take().unwrap_or(1) * worth);
        steps = true;
    }
    let value = if steps { Some(total.saturating_add(digit.unwrap_or(0))) } else { positional.parse().ok() };
    value.filter(|value| *value > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).expect("a number")
    }

    #[test]
    fn labels_have_one_or_two_readings() {
        let values = |label| readings(label).iter().map(|r| (r.series, r.value)).collect::<Vec<_>>();
        assert_eq!(values("i"), [(Series::Letter, 9), (Series::Roman, 1)]);
        assert_eq!(values("IV"), [(Series::CapitalRoman, 4)]);
        assert_eq!(values("bb"), [(Series::Letter, 28)]);
        assert_eq!(values("二十三"), [(Series::Chinese, 23)]);
        assert_eq!(values("卯"), [(Series::Branch, 4)]);
        assert_eq!(values("د"), [(Series::Abjad, 4), (Series::Hijai, 8)]);
        assert_eq!(values("к"), [(Series::Cyrillic, 10), (Series::CyrillicFull, 12)]);
        assert_eq!(values("١٢"), [(Series::Arabic, 12)]);
        assert_eq!(values("shall"), []);
    }

    #[test]
    fn numbers_match_by_what_they_count() {
        assert!(number("IV").matches(&number("4")));
        assert!(number("四").matches(&number("4")));
        assert!(number("4 bis").matches(&number("4bis")));
        assert!(!number("4 bis").matches(&number("4")));
        assert!(!number("4a").matches(&number("4")));
        assert!(number("八之二").matches(&number("8 bis")));
        assert!(number("10.3").matches(&number("10.3")));
        assert!(!number("C").matches(&number("3")), "a letter is no figure");
        assert_eq!(Number::parse("General"), None);
    }

    #[test]
    fn order_and_succession() {
        assert_eq!(number("4 bis").compare(&number("5")), Some(Ordering::Less));
        assert_eq!(number("10.3").compare(&number("10.2")), Some(Ordering::Greater));
        assert!(number("4 bis").follows(&number("4")));
        assert!(number("5").follows(&number("4")));
        assert!(number("V").follows(&number("IV")));
        assert!(!number("6").follows(&number("4")));
    }

    #[test]
    fn steps_are_written_without_spaces() {
        assert_eq!(number("4 bis").step(), "4bis");
        assert_eq!(number("EM I").step(), "EM-I");
        assert_eq!(number("IV (A)").step(), "IV-A");
        assert_eq!(number("913.5.a-4").step(), "913.5.a-4");
        assert_eq!(Number::word("Première", 1).step(), "1");
        assert_eq!(number("八之二").step(), "八之二");
    }
}
