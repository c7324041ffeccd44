//! Characters that are drawn as nothing, as a space or not at all: direction controls, invisible characters,
//! soft hyphens, odd spaces, line separators, controls, private and lost characters.

use super::class::Class;
use super::evidence::Standing;
use super::inspect::Context;
use super::suspect::{Action, Suspect, Trust};
use super::token::{Around, Cell};
use super::word::Surrounding;
use crate::config::Severity;
use crate::unicode::{self, Category, Script, alphabet, language};
use std::ops::Range;

/// The most readings of a lost character that are offered.
const MOST_READINGS: usize = 8;

/// Whether a character is of one of these classes.
pub(super) fn is_hidden(character: char) -> bool {
    is_bidi(character)
        || is_invisible(character)
        || is_odd_space(character)
        || is_line_separator(character)
        || matches!(
            unicode::category(character),
            Category::Control | Category::PrivateUse | Category::Unassigned | Category::Format
        )
        || matches!(character, '\u{FFFC}' | '\u{FFFD}')
}

/// Whether a hidden character can stand where a space stood, so that the letters beyond it are another word.
pub(super) fn is_separator(character: char) -> bool {
    is_odd_space(character) || is_line_separator(character)
}

fn is_bidi(character: char) -> bool {
    matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200B}'..='\u{200D}'
            | '\u{2060}'..='\u{2064}'
            | '\u{206A}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{34F}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{3164}'
            | '\u{FFA0}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{2800}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{E0000}'..='\u{E0FFF}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{2065}'
            | '\u{1107F}'
    )
}

fn is_odd_space(character: char) -> bool {
    matches!(character, '\u{2000}'..='\u{200A}' | '\u{205F}' | '\u{3000}' | '\u{1680}')
}

fn is_line_separator(character: char) -> bool {
    matches!(character, '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' | '\u{85}')
}

/// What is wrong with a hidden character where it stands; `None` if nothing is.
pub(super) fn suspect(context: &Context<'_>, cell: &Cell) -> Option<Suspect> {
    let range = cell.start..cell.end;
    let around = Around::new(context, &range);
    match cell.character {
        '\u{AD}' => Some(soft_hyphen(context, range)),
        c if is_bidi(c) => bidi(context, c, range),
        c if is_invisible(c) => invisible(context, c, range, &around),
        c if is_odd_space(c) => space(context, c, range, &around),
        c if is_line_separator(c) => Some(line_separator(context, c, range)),
        '\u{FFFD}' | '\u{FFFC}' => Some(lost(context, range, &around)),
        c if is_noncharacter(c) => Some(Suspect::new(range, Class::Replacement)),
        c => match unicode::category(c) {
            Category::Control => Some(control(c, range, &around)),
            Category::PrivateUse => Some(private(context, c, range)),
            Category::Unassigned => Some(Suspect::new(range, Class::Unassigned)),
            // Format characters of a script, such as the Arabic sign of a year.
            _ => format(context, c, range, &around),
        },
    }
}

fn is_noncharacter(character: char) -> bool {
    matches!(character, '\u{FDD0}'..='\u{FDEF}') || u32::from(character) & 0xFFFE == 0xFFFE
}

fn soft_hyphen(context: &Context<'_>, range: Range<usize>) -> Suspect {
    let suspect = Suspect::new(range.clone(), Class::SoftHyphen);
    let behind = context.text.get(range.end..).unwrap_or_default();
    let Some(line_end) = line_end_length(behind) else {
        return suspect.remove(0).trust(Trust::Certain);
    };
    // Before a line end the word goes on in the next line: joining moves the line's end.
    let rest = behind.get(line_end..).unwrap_or_default();
    let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    suspect.choice(Action::Remove, range.start..range.end + line_end + space, "", 0).trust(Trust::Confirm)
}

fn line_end_length(text: &str) -> Option<usize> {
    ["\r\n", "\n", "\r"].into_iter().find(|end| text.starts_with(end)).map(str::len)
}

fn bidi(context: &Context<'_>, character: char, range: Range<usize>) -> Option<Suspect> {
    let line = line_around(context.text, range.start);
    let words = context.text.get(line.clone()).unwrap_or_default();
    let right_to_left = context.setting.is_right_to_left()
        || words.chars().any(|c| unicode::is_letter(c) && language::is_right_to_left(unicode::script(c)));
    let harmless = right_to_left && is_balanced(words, character, range.start - line.start);
    (!harmless).then(|| Suspect::new(range, Class::Bidi).remove(0).trust(Trust::Certain))
}

/// Whether a mark, or an embedding or isolate that is opened and closed in its paragraph; no text needs an
/// override, which turns the letters of any script round.
fn is_balanced(line: &str, character: char, at: usize) -> bool {
    let (opens, closes): (&[char], char) = match character {
        '\u{202A}'..='\u{202E}' => (&['\u{202A}', '\u{202B}', '\u{202D}', '\u{202E}'], '\u{202C}'),
        '\u{2066}'..='\u{2069}' => (&['\u{2066}', '\u{2067}', '\u{2068}'], '\u{2069}'),
        _ => return true,
    };
    let mut open: Vec<usize> = Vec::new();
    for (index, other) in line.char_indices() {
        if opens.contains(&other) {
            open.push(index);
        } else if other == closes {
            match open.pop() {
                Some(start) if start == at || index == at => {
                    let overrides = ['\u{202D}', '\u{202E}'];
                    return !line.get(start..).unwrap_or_default().starts_with(overrides);
                }
                None if index == at => return false,
                _ => {}
            }
        }
    }
    false
}

/// The line around byte `at`, as far as it is looked at.
fn line_around(text: &str, at: usize) -> Range<usize> {
    const REACH: usize = 1000;
    let line = |c: &char| !matches!(c, '\n' | '\r');
    let before = text.get(..at).unwrap_or_default().chars().rev().take(REACH).take_while(line);
    let behind = text.get(at..).unwrap_or_default().chars().take(REACH).take_while(line);
    at - before.map(char::len_utf8).sum::<usize>()..at + behind.map(char::len_utf8).sum::<usize>()
}

fn invisible(
    context: &Context<'_>,
    character: char,
    range: Range<usize>,
    around: &Around,
) -> Option<Suspect> {
    let before = around.before.unwrap_or(' ');
    let behind = around.behind.unwrap_or(' ');
    let script = |c: char| unicode::script(c);
    let spelled = match character {
        '\u{FEFF}' => range.start == 0,
        '\u{200C}' | '\u{200D}' => {
            let joined = |c| context.setting.has_joiners(script(c));
            joined(before)
                || unicode::is_mark(before) && joined(behind)
                || is_emoji_joiner(character, before, behind)
        }
        '\u{200B}' => {
            let unspaced = |c| language::is_unspaced(script(c)) && !language::is_cjk(script(c));
            unspaced(before) || unspaced(behind)
        }
        '\u{FE00}'..='\u{FE0F}' => takes_variation(before),
        '\u{E0100}'..='\u{E01EF}' => language::is_cjk(script(before)),
        '\u{180B}'..='\u{180F}' => script(before) == Script::Mongolian,
        '\u{E0020}'..='\u{E007F}' => matches!(before, '\u{1F3F4}' | '\u{E0020}'..='\u{E007E}'),
        '\u{17B4}' | '\u{17B5}' => script(before) == Script::Khmer,
        '\u{34F}' => unicode::is_mark(before) || unicode::is_mark(behind),
        '\u{115F}' | '\u{1160}' => {
            matches!(before, '\u{1100}'..='\u{115F}') || matches!(behind, '\u{1160}'..='\u{11FF}')
        }
        _ => false,
    };
    if spelled {
        return None;
    }
    let in_word = around.between_letters();
    let suspect = Suspect::new(range, Class::Invisible);
    let blank = is_blank_glyph(character);
    if in_word {
        let (remove, space) = if blank { (-20, 0) } else { (0, -10) };
        return Some(suspect.remove(remove).space(space));
    }
    let suspect = suspect.severity(Severity::Warning);
    // A filler is as wide as a letter: between words it stood for their space.
    let separates = blank && !before.is_whitespace() && !behind.is_whitespace() && around.behind.is_some();
    Some(if separates { suspect.space(0) } else { suspect.remove(0) }.trust(Trust::Certain))
}

/// Invisible characters that take room.
fn is_blank_glyph(character: char) -> bool {
    matches!(character, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{2800}')
}

fn is_emoji_joiner(joiner: char, before: char, behind: char) -> bool {
    let part = |c: char| unicode::is_pictograph(c) || matches!(c, '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}');
    joiner == '\u{200D}' && part(before) && part(behind)
}

/// Whether a variation selector belongs to the character before it.
fn takes_variation(before: char) -> bool {
    let script = unicode::script(before);
    unicode::is_pictograph(before)
        || language::is_cjk(script)
        || matches!(script, Script::Mongolian | Script::Myanmar | Script::PhagsPa)
        || matches!(unicode::category(before), Category::MathSymbol | Category::OtherSymbol)
        || matches!(before, '0'..='9' | '#' | '*' | '©' | '®')
}

fn space(context: &Context<'_>, character: char, range: Range<usize>, around: &Around) -> Option<Suspect> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || matches!(c, '%' | '‰' | '°' | '€'));
    let by_digits =
        matches!(character, '\u{2007}'..='\u{200A}') && (digit(around.before) || digit(around.behind));
    if by_digits || character == '\u{3000}' && context.setting.is_cjk() {
        return None;
    }
    let before = context.text.get(..range.start).unwrap_or_default();
    let behind = context.text.get(range.end..).unwrap_or_default();
    let by_space = before.ends_with(' ') || behind.starts_with(' ');
    let label = character == '\u{2002}' && ends_label(before);
    let suspect = Suspect::new(range, Class::Space).trust(Trust::Certain);
    // Beside a plain space it goes, so that two never stand where one was meant.
    let suspect = if by_space { suspect.remove(0) } else { suspect.space(0) };
    Some(if label { suspect.severity(Severity::Hint) } else { suspect })
}

/// Whether a line begins with a label such as `(a)` or `4.` that ends here: editions set a wide space there.
fn ends_label(before: &str) -> bool {
    const LONGEST: usize = 8;
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default().trim_start();
    let short = line.chars().nth(LONGEST).is_none() && !line.contains(char::is_whitespace);
    short && line.ends_with(|c: char| matches!(c, ')' | '.' | '°' | '•' | '–' | '—') || c.is_ascii_digit())
}

fn line_separator(context: &Context<'_>, character: char, range: Range<usize>) -> Suspect {
    let before = context.text.get(..range.start).unwrap_or_default();
    let behind = context.text.get(range.end..).unwrap_or_default();
    let ends = before.ends_with(['\n', '\r'])
        || behind.starts_with(['\n', '\r'])
        || before.is_empty()
        || behind.is_empty();
    let page = character == '\u{C}' && ends;
    let suspect = Suspect::new(range, Class::LineSeparator);
    let suspect = if ends { suspect.remove(0) } else { suspect.replace(context.line_end, 0) };
    suspect.severity(if page { Severity::Warning } else { Severity::Error }).trust(Trust::Certain)
}

/// What the word has lost is looked up: a letter, or one of the ligatures that fonts lack.
fn lost(context: &Context<'_>, range: Range<usize>, around: &Around) -> Suspect {
    let suspect = Suspect::new(range.clone(), Class::Replacement).trust(Trust::Confirm);
    if !around.against_letter() {
        return suspect;
    }
    let ligatures = ["fi", "fl", "ff", "ffi", "ffl", "ft", "tt", "ti", "’"].map(str::to_owned);
    let languages = context.setting.languages();
    let letters = languages.iter().flat_map(|tag| alphabet::letters(tag)).map(char::to_string);
    let word = Surrounding::of(context.text, &range);
    let mut readings: Vec<(i32, String)> = letters
        .chain(ligatures)
        .map(|letters| (context.evidence.rate(&word.with(&letters)), letters))
        .filter(|(rating, _)| rating.standing > Standing::Unknown)
        .map(|(rating, letters)| (rating.weight, letters))
        .collect();
    readings.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let best = readings.into_iter().take(MOST_READINGS);
    best.fold(suspect, |suspect, (_, letters)| suspect.replace(&letters, 0))
}

fn control(character: char, range: Range<usize>, around: &Around) -> Suspect {
    let suspect = Suspect::new(range.clone(), Class::Control);
    if let Some(meant) = windows_1252(character) {
        return suspect.replace(meant, 0).trust(Trust::Certain);
    }
    if around.between_letters() {
        let mut suspect = suspect.remove(0);
        if let Some(meant) = of_moved_font(character) {
            let mut buffer = [0; 4];
            let action = if meant == ' ' { Action::Space } else { Action::Replace };
            suspect = suspect.choice(action, range, meant.encode_utf8(&mut buffer), -4);
        }
        return suspect.space(-6).replace("fi", -8).replace("fl", -8).replace("ff", -8);
    }
    let apart =
        around.before.is_none_or(char::is_whitespace) || around.behind.is_none_or(char::is_whitespace);
    if apart { suspect.remove(0) } else { suspect.space(0).remove(-1) }
}

/// The sign that a control was before a font lost 29 of each code, as many do that PDF files embed: a space
/// is U+0003 then, a slash U+0012.
fn of_moved_font(control: char) -> Option<char> {
    const MOVED: u8 = 29;
    let code = u8::try_from(control).ok()?.checked_add(MOVED).filter(|_| control < ' ')?;
    let sign = char::from(code);
    matches!(sign, ' ' | '/' | '-' | '\'' | ',' | '.').then_some(sign)
}

/// What a C1 control is in Windows-1252.
fn windows_1252(character: char) -> Option<&'static str> {
    const MEANT: [&str; 32] = [
        "€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "", "", "‘", "’", "“", "”",
        "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ",
    ];
    let index = u32::from(character).checked_sub(0x80)? as usize;
    MEANT.get(index).copied().filter(|meant| !meant.is_empty())
}

fn private(context: &Context<'_>, character: char, range: Range<usize>) -> Suspect {
    let suspect = Suspect::new(range.clone(), Class::PrivateUse);
    let before = context.text.get(..range.start).unwrap_or_default();
    let line_start = before
        .trim_end_matches([' ', '\t'])
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '\n' | '\r' | '|'));
    // Symbol fonts are mapped to U+F000 and the code of the font: B7 is their bullet.
    let meant = match character {
        '\u{F0B7}' | '\u{F0A7}' | '\u{F0D8}' | '\u{F076}' if line_start => "•",
        '\u{F0B7}' => "•",
        '\u{F02D}' => "-",
        '\u{F0A3}' => "≤",
        '\u{F0B3}' => "≥",
        '\u{F0B4}' => "×",
        '\u{F0B0}' => "°",
        '\u{F0B1}' => "±",
        _ => return suspect,
    };
    suspect.replace(meant, 0).trust(Trust::Certain)
}

fn format(context: &Context<'_>, character: char, range: Range<usize>, around: &Around) -> Option<Suspect> {
    let expected = unicode::is_used_in(character, context.setting.scripts())
        && !matches!(unicode::script(character), Script::Common | Script::Inherited);
    let with_its_own = |c: Option<char>| c.is_some_and(|c| unicode::script(c) == unicode::script(character));
    if expected || with_its_own(around.before) || with_its_own(around.behind) {
        return None;
    }
    let suspect = Suspect::new(range, Class::Invisible);
    Some(if around.between_letters() {
        suspect.remove(0).space(-10)
    } else {
        suspect.severity(Severity::Warning).remove(0).trust(Trust::Certain)
    })
}
