//! Lone surrogates in JSON text: JavaScript strings may hold half of a surrogate pair, and an editor written
//! in JavaScript sends it as an escape (`\ud83d` without its low half) that no Rust string can hold.

use memchr::memchr;

/// U+FFFD as an escape: as long as the escape that it replaces, so the text is mended in place, and one
/// UTF-16 unit like the lone surrogate, so the positions of the client stay right.
const REPLACEMENT: &[u8; 6] = b"\\ufffd";

/// Replaces every escape of a lone surrogate by that of U+FFFD. Pairs stay, and so does `\\ud83d`, which is
/// an escaped backslash and five letters. Backslashes occur in JSON only inside strings, so nothing else of
/// the text has to be understood; an escape that is broken otherwise is left for the parser to report.
pub(super) fn replace_lone_surrogates(json: &mut [u8]) {
    let mut at = 0;
    // Escapes that follow each other are not searched for: some clients write whole texts as escapes.
    while let Some(next) = json.get(at) {
        at = match next {
            b'\\' => after_escape(json, at),
            _ => match json.get(at..).and_then(|rest| memchr(b'\\', rest)) {
                Some(distance) => at + distance,
                None => return,
            },
        };
    }
}

/// Mends the escape at `at` if it is a lone surrogate, and gives where the text goes on.
fn after_escape(json: &mut [u8], at: usize) -> usize {
    match unit(json, at) {
        None => at + 2,
        Some(0xD800..=0xDBFF) if matches!(unit(json, at + 6), Some(0xDC00..=0xDFFF)) => at + 12,
        Some(0xD800..=0xDFFF) => {
            if let Some(lone) = json.get_mut(at..at + 6) {
                lone.copy_from_slice(REPLACEMENT);
            }
            at + 6
        }
        Some(_) => at + 6,
    }
}

/// The UTF-16 unit of the escape `\uXXXX` that starts at `at`, if there is one.
fn unit(json: &[u8], at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit: u16, &digit| {
        let value = char::from(digit).to_digit(16)?;
        Some(unit << 4 | u16::try_from(value).ok()?)
    })
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "tests may")]
mod tests {
    use super::replace_lone_surrogates;

    fn check(json: &str, expected: &str) {
        let mut bytes = json.as_bytes().to_vec();
        replace_lone_surrogates(&mut bytes);
        assert_eq!(String::from_utf8(bytes).unwrap(), expected, "{json}");
    }

    #[test]
    fn a_lone_half_becomes_one_replacement_character() {
        check(r#""a\ud83d b""#, r#""a\ufffd b""#);
        check(r#""a\uDE00""#, r#""a\ufffd""#);
        check(r#""\ud83d""#, r#""\ufffd""#);
        check(r#""\uDBFF\n""#, r#""\ufffd\n""#);
    }

    #[test]
    fn halves_in_the_wrong_order_are_two_lone_ones() {
        check(r#""\ude00\ud83d""#, r#""\ufffd\ufffd""#);
        check(r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#);
        check(r#""\ud83d\ude00\ude00""#, r#""\ud83d\ude00\ufffd""#);
    }

    #[test]
    fn pairs_and_other_escapes_stay() {
        for json in [r#""\ud83d\ude00""#, r#""\uD7FF\uE000\u0041\n\"\\""#, r#""no escape""#, ""] {
            check(json, json);
        }
    }

    #[test]
    fn an_escaped_backslash_starts_no_escape() {
        check(r#""\\ud83d""#, r#""\\ud83d""#);
        check(r#""\\\ud83d""#, r#""\\\ufffd""#);
        check(r#""\\\\ud83d\ud83d\\ude00""#, r#""\\\\ud83d\ufffd\\ude00""#);
    }

    #[test]
    fn every_short_text_is_read_as_its_utf16_units() {
        let tokens = [r"\ud83d", r"\uDE00", r"\u0041", r"\\", "u", "d83d"];
        let units: [&[u16]; 6] = [&[0xD83D], &[0xDE00], &[0x41], &[0x5C], &[0x75], &[0x64, 0x38, 0x33, 0x64]];
        for number in 0..6_usize.pow(5) {
            let choice: Vec<usize> = (0..5).map(|place| number / 6_usize.pow(place) % 6).collect();
            let mut json =
                format!("\"{}\"", choice.iter().map(|&at| tokens[at]).collect::<String>()).into_bytes();
            let expected: Vec<u16> = choice.iter().flat_map(|&at| units[at]).copied().collect();
            replace_lone_surrogates(&mut json);
            let read: String = serde_json::from_slice(&json).unwrap();
            assert_eq!(read, String::from_utf16_lossy(&expected), "{choice:?}");
        }
    }

    #[test]
    fn a_broken_escape_is_left_for_the_parser() {
        for json in [r#""\ud83""#, r#""\ud8"#, r"\", r#""\u+d83""#, r#""\ud83d\u""#] {
            let mut bytes = json.as_bytes().to_vec();
            replace_lone_surrogates(&mut bytes);
            assert!(serde_json::from_slice::<serde_json::Value>(&bytes).is_err(), "{json}");
        }
    }
}
