//! The walk over a block: from hit to hit, each widened to its token, and only suspicious tokens looked at.

use super::evidence::Evidence;
use super::scan;
use super::setting::{Group, Kind, Setting};
use super::{Finding, decide, digits, mojibake, shifted, token};
use std::ops::Range;

/// What a text is, for classes that are only wrong in one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The treaty's own words.
    Treaty,
    /// Words of the edition: glosses, footnotes of the editor, declarations. A pictograph is no fault there.
    Commentary,
}

/// A text and all that it is judged by.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) text: &'a str,
    pub(super) setting: &'a Setting,
    pub(super) evidence: &'a Evidence<'a>,
    pub(super) tone: Tone,
    /// The line end of the text.
    pub(super) line_end: &'static str,
}

/// The most bytes on each side of a hit that its token is widened by.
const REACH: usize = 128;

/// The stray glyphs of `text`, in order. `skip` are the ranges, in order, that are not looked at: bytes that
/// were no UTF-8, and words in other languages.
pub fn inspect(
    text: &str,
    setting: &Setting,
    evidence: &Evidence<'_>,
    tone: Tone,
    skip: &[Range<usize>],
) -> Vec<Finding> {
    let line_end = if memchr::memmem::find(text.as_bytes(), b"\r\n").is_some() { "\r\n" } else { "\n" };
    let context = Context { text, setting, evidence, tone, line_end };
    let mut findings = Vec::new();
    let shifted = shifted::lines(&context);
    let left_out = |range: &Range<usize>| {
        let overlaps = |other: &Range<usize>| other.start < range.end && range.start < other.end;
        let next = skip.partition_point(|other| other.end <= range.start);
        skip.get(next).is_some_and(overlaps) || shifted.iter().any(|suspect| overlaps(&suspect.range))
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(hit) = scan::next_hit(bytes, at) {
        let range = token_around(text, hit, at);
        at = range.end.max(hit + 1);
        if is_suspicious(&context, range.clone()) {
            let mut suspects = token::suspects(&context, range.clone());
            // A run of mojibake is taken whole, however long the token.
            at = suspects.iter().map(|suspect| suspect.range.end).fold(at, usize::max);
            suspects.retain(|suspect| !left_out(&suspect.range));
            findings.extend(decide::decide(text, range, suspects, evidence));
        }
    }
    let mut others = digits::suspects(&context);
    others.retain(|suspect| !left_out(&suspect.range));
    others.extend(shifted.iter().cloned());
    for suspect in others {
        let range = token_around(text, suspect.range.start, 0);
        let range = range.start.min(suspect.range.start)..range.end.max(suspect.range.end);
        findings.extend(decide::decide(text, range, vec![suspect], evidence));
    }
    findings.sort_by_key(|finding| (finding.span, finding.class));
    findings.dedup_by_key(|finding| finding.span);
    findings
}

/// The token that byte `hit` is in: to the next white space on both sides, not before `from`.
fn token_around(text: &str, hit: usize, from: usize) -> Range<usize> {
    let space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let bytes = text.as_bytes();
    let floor = from.max(hit.saturating_sub(REACH));
    let left = bytes.get(floor..hit).unwrap_or_default().iter().rev().take_while(|byte| !space(byte)).count();
    let right = bytes.iter().skip(hit).take(REACH).take_while(|byte| !space(byte)).count().max(1);
    let mut start = hit - left;
    let mut end = hit + right;
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// Whether a token holds anything that must be looked at. All tokens with a character beyond ASCII come
/// here, so it decides from the kinds of neighbours alone.
fn is_suspicious(context: &Context<'_>, range: Range<usize>) -> bool {
    let setting = context.setting;
    let token = context.text.get(range.clone()).unwrap_or_default();
    let mut before = before_token(context, range.start);
    let mut characters = token.chars().peekable();
    while let Some(character) = characters.next() {
        let kind = setting.kind(character);
        let wrong = match kind {
            Kind::Space | Kind::Plain => false,
            Kind::Sign => matches!(before, Kind::Letter(_) | Kind::Mark),
            Kind::Mark => !may_carry(before, character),
            Kind::Letter(group) => {
                before == Kind::Sign || !setting.is_ordinary(group) || is_break(before, group)
            }
            Kind::OddLetter | Kind::Check => true,
        };
        if wrong || mojibake::may_begin(character, characters.peek().copied()) {
            return true;
        }
        before = kind;
    }
    false
}

/// The kind of the character before a token that was cut for its length.
fn before_token(context: &Context<'_>, start: usize) -> Kind {
    let before = context.text.get(..start).and_then(|text| text.chars().next_back());
    before.map_or(Kind::Space, |character| context.setting.kind(character))
}

/// Whether a mark may follow a character of kind `before` without a closer look. Marks that can be composed
/// with their letter always get one.
fn may_carry(before: Kind, mark: char) -> bool {
    let arabic = matches!(mark, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{652}' | '\u{656}'..='\u{6ED}');
    let hebrew = matches!(mark, '\u{591}'..='\u{5C7}');
    match before {
        Kind::Letter(Group::Arabic) => arabic,
        Kind::Letter(Group::Hebrew) => hebrew,
        Kind::Mark | Kind::Letter(Group::Expected) => {
            !matches!(mark, '\u{300}'..='\u{36F}' | '\u{653}'..='\u{655}' | '\u{3099}' | '\u{309A}')
        }
        _ => false,
    }
}

/// Whether a letter of `group` behind a character of kind `before` breaks the script of the word.
fn is_break(before: Kind, group: Group) -> bool {
    match before {
        Kind::Letter(other) => other != group && other != Group::Cjk && group != Group::Cjk,
        _ => false,
    }
}
