//! Headings that nobody has marked: whether a line of plain text reads as the heading of a division. Used by the
//! rule `unmarked-heading` and by import.

use super::heading::{self, HeadingReading};
use crate::citation::{Language, Number, Unit};

/// The longest line, in characters, that can be a heading with its caption.
pub const LONGEST: usize = 90;

/// What of a line is looked at to read a heading, in bytes: no label is longer.
const LABEL: usize = 160;

/// How a heading stands in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Its kind and number alone: `Article 4`.
    Bare,
    /// With a caption that cannot be a sentence: `Article 4. Mutual assistance`.
    Captioned,
    /// With words that may be a caption, text, or both: `Article 4 Use of force The Parties …`.
    RunOn,
}

/// A line that may be a heading.
#[derive(Clone, Debug)]
pub struct Unmarked {
    /// What its words say.
    pub reading: HeadingReading,
    /// How it stands in its line.
    pub form: Form,
    /// The bytes of the kind and the number, with the stop behind them.
    pub label: usize,
}

/// Reads a line, without the white space around it, as a heading. `next` is the line under it, if no blank line
/// stands between.
pub fn read(line: &str, next: Option<&str>, languages: &[&Language]) -> Option<Unmarked> {
    if !line.starts_with(char::is_alphabetic) || small(line) {
        return None;
    }
    let front = clipped(line);
    if !opens_heading(front, languages) {
        return None;
    }
    let reading = heading::read(front, languages);
    rank(reading.unit)?;
    let (span, number) = reading.number.as_ref()?;
    let behind = front.get(span.end.max(unit_end(&reading)) as usize..)?;
    if is_paragraph(number, behind) {
        return None;
    }
    let label = reading.caption.start as usize;
    let words = line.get(label..)?;
    let between = front.get(span.end as usize..label).unwrap_or_default();
    let form = form(line, words, between, next)?;
    Some(Unmarked { label: front.get(..label)?.trim_end().len(), reading, form })
}

/// The end of the kind and number, in bytes.
fn unit_end(reading: &HeadingReading) -> u32 {
    reading.number.as_ref().map_or(0, |(span, _)| span.end)
}

fn form(line: &str, words: &str, between: &str, next: Option<&str>) -> Option<Form> {
    let goes_on = next.is_some_and(small);
    if words.is_empty() {
        return (!goes_on && !line.ends_with([',', ';', '，', '；', '،', '؛'])).then_some(Form::Bare);
    }
    if small(words) || words.starts_with([',', ';', '(', '（', '，']) {
        return None;
    }
    // Running text goes on in small letters, with a comma, or as a sentence.
    let separated = between.contains(['.', ':', '：', '–', '—', '-']);
    let titled = words.starts_with(char::is_uppercase);
    let spaced = between.ends_with(char::is_whitespace) && words.starts_with(is_ideograph);
    let sentence = words.ends_with(ENDS) || words.contains(['，', '。', '；']);
    let short = line.chars().count() <= LONGEST && !line.ends_with(RUNS_ON) && !goes_on;
    if short && !sentence && (separated || titled || spaced) {
        return Some(Form::Captioned);
    }
    Some(Form::RunOn)
}

fn clipped(line: &str) -> &str {
    line.get(..line.floor_char_boundary(LABEL)).unwrap_or(line)
}

/// Whether a line begins with the word of a unit, or with a number in words before one.
fn opens_heading(front: &str, languages: &[&Language]) -> bool {
    const LONGEST: usize = 48;
    let lower = heading::lower(front.get(..front.floor_char_boundary(LONGEST)).unwrap_or(front));
    let opens =
        |language: &&Language| language.unit_at(&lower).is_some() || language.ordinal_at(&lower).is_some();
    lower.starts_with('第') || languages.iter().any(opens)
}

/// Whether a text begins with a small letter.
pub fn small(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// What running text and the words before a list end with.
const RUNS_ON: [char; 8] = [',', ';', ':', '，', '；', '：', '،', '؛'];
/// What a sentence ends with.
pub const ENDS: [char; 7] = ['.', '!', '?', '。', '！', '？', '؟'];

fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}')
}

/// Whether a number names a paragraph, as "Article 6(2)" and "Article XXIV:5" do: a heading of a note on it.
fn is_paragraph(number: &Number, behind: &str) -> bool {
    let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let bracketed = number.text.split_once('(').is_some_and(|(_, inner)| digit(inner));
    bracketed || [':', '('].into_iter().any(|sign| behind.strip_prefix(sign).is_some_and(digit))
}

/// Whether a heading can stand under `before`, the line above it without a blank line between: behind the end
/// of a sentence, or behind another heading in capitals.
pub fn stands(before: Option<&str>) -> bool {
    before.is_none_or(|before| {
        let capitals = !before.contains(char::is_lowercase) && before.contains(char::is_uppercase);
        capitals || before.ends_with(ENDS) || before.ends_with([':', ';', '：', '；', '”', '"', '»', ')'])
    })
}

/// Whether a line behind a heading is its caption.
pub fn is_caption(text: &str) -> bool {
    text.chars().count() <= LONGEST
        && !text.starts_with(char::is_lowercase)
        && !text.ends_with(ENDS)
        && !text.ends_with(RUNS_ON)
}

/// How deep a division usually stands: a part above its chapters, an article below both. `None` for what is
/// not looked for.
pub fn rank(unit: Unit) -> Option<u8> {
    Some(match unit {
        Unit::Annex | Unit::Appendix | Unit::Schedule | Unit::Attachment => 0,
        Unit::Part => 1,
        Unit::Title => 2,
        Unit::Chapter => 3,
        Unit::Section => 4,
        Unit::Subsection => 5,
        Unit::Article | Unit::Rule | Unit::Regulation => 6,
        _ => return None,
    })
}
