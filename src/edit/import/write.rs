//! Putting the markup out.

use super::divide::{Division, Kind};
use super::escape;
use super::piece::{Habit, Piece, width};
use super::{Change, ChangeKind, Heading, Import};
use crate::model::heading;
use crate::syntax::marker;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// How a text is put out.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// How its lines are used.
    pub(super) habit: Habit,
    /// Whether wrapped lines are joined.
    pub(super) unwrap: bool,
    /// Whether its footnotes are marked.
    pub(super) noted: bool,
}

/// The markup of a text: its declarations, then its divisions and paragraphs.
pub(super) fn write(
    pieces: &[Piece<'_>],
    divisions: &[Division],
    levels: &[u8],
    declarations: String,
    style: Style,
    changes: Vec<Change>,
) -> Import {
    let Style { habit, unwrap, noted } = style;
    let hyphenated = if unwrap { hyphenated(pieces) } else { FxHashSet::default() };
    let mut out =
        Out { line: declarations.lines().count(), text: declarations, changes, noted, ..Out::default() };
    let mut divisions = divisions.iter().zip(levels).peekable();
    let mut index = 0;
    while let Some(piece) = pieces.get(index) {
        if let Some((division, level)) = divisions.next_if(|(division, _)| division.piece == index) {
            out.heading(pieces, division, *level);
            index = division.captions.end.max(index + 1);
            continue;
        }
        let next_division = divisions.peek().map_or(usize::MAX, |(division, _)| division.piece);
        let mut end = index + 1;
        if let (true, Habit::Wrapped(wide)) = (unwrap, habit) {
            while end < next_division
                && pieces.get(end).is_some_and(|next| runs_on(pieces.get(end - 1), next, wide))
            {
                end += 1;
            }
        }
        if piece.gap || habit == Habit::Paragraphs || out.after_heading {
            out.blank();
        }
        out.paragraph(pieces.get(index..end).unwrap_or_default(), &hyphenated);
        index = end;
    }
    out.changes.sort_by_key(|change| change.line);
    Import { text: out.text, headings: out.headings, changes: out.changes, language: None }
}

/// Whether a line goes on in the next one: without a blank line or a marker there, and not after a short line that
/// ends a sentence.
fn runs_on(above: Option<&Piece<'_>>, below: &Piece<'_>, wide: usize) -> bool {
    let short = above
        .is_some_and(|above| width(&above.text) * 10 < wide * 6 && above.text.ends_with(['.', ':', ';']));
    !below.gap && !short && marker::markers(&below.text).is_empty()
}

#[derive(Default)]
struct Out {
    text: String,
    line: usize,
    headings: Vec<Heading>,
    changes: Vec<Change>,
    after_heading: bool,
    /// Whether footnotes are marked, so that their marks are not escaped.
    noted: bool,
}

impl Out {
    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
            self.line += 1;
        }
    }

    fn put(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
        self.line += 1;
        self.after_heading = false;
    }

    /// A line of text, with the space behind its marker.
    fn text_line(&mut self, text: &str, line: usize) {
        let spaced = space_marker(text);
        if let Cow::Owned(spaced) = &spaced {
            let marker = spaced.split(' ').next().unwrap_or(spaced).to_owned();
            self.changes.push(Change { line: line + 1, kind: ChangeKind::Spaced, text: marker });
        }
        let spaced = if escape::is_row(&spaced) { row(&spaced) } else { single_spaced(&spaced) };
        self.put(&escape::line(&spaced, self.noted));
    }

    /// A paragraph: its lines made one.
    fn paragraph(&mut self, lines: &[Piece<'_>], hyphenated: &FxHashSet<(&str, &str)>) {
        let Some((first, rest)) = lines.split_first() else { return };
        let mut text = first.text.clone().into_owned();
        for piece in rest {
            match parted_word(&text, &piece.text, hyphenated) {
                Some(word) => {
                    text.pop();
                    self.changes.push(Change {
                        line: piece.line + 1,
                        kind: ChangeKind::Rejoined,
                        text: word,
                    });
                }
                None if text.ends_with(is_ideographic) || text.ends_with('-') => {}
                None => text.push(' '),
            }
            text.push_str(&piece.text);
        }
        if let Some(last) = rest.last() {
            let lines = format!("lines {} to {}", first.line + 1, last.line + 1);
            self.changes.push(Change { line: first.line + 1, kind: ChangeKind::Joined, text: lines });
        }
        self.text_line(&text, first.line);
    }

    fn heading(&mut self, pieces: &[Piece<'_>], division: &Division, level: u8) {
        let Some(piece) = pieces.get(division.piece) else { return };
        let label = piece.text.get(..division.label).unwrap_or_default();
        let mut words = match division.kind {
            Kind::Title => division.words(pieces),
            _ => label.split_ascii_whitespace().collect::<Vec<&str>>().join(" "),
        };
        let caption = piece.text.get(division.caption.clone()).unwrap_or_default();
        let below = pieces.get(division.captions.clone()).unwrap_or_default();
        let length = division.below.unwrap_or(usize::MAX);
        let joined = below.iter().map(|piece| piece.text.get(..length).unwrap_or(&piece.text));
        let caption: Vec<&str> =
            Some(caption).into_iter().chain(joined).filter(|text| !text.is_empty()).collect();
        if !caption.is_empty() && division.kind != Kind::Title {
            words.push_str(heading::caption_separator(&words));
            words.push_str(&caption.join(" "));
        }
        self.blank();
        let line = piece.line + 1;
        let written = escape::inline(&words, self.noted);
        self.headings.push(Heading {
            line,
            written: self.line + 1,
            level,
            kind: division.kind,
            text: words.clone(),
        });
        self.put(&format!("{} {written}", "#".repeat(usize::from(level))));
        self.after_heading = true;
        let behind = division.text.and_then(|start| piece.text.get(start..)).map(|text| (text, piece.line));
        let under = below.last().and_then(|piece| Some((piece.text.get(division.below?..)?, piece.line)));
        if let Some((text, line)) = behind.or(under) {
            self.blank();
            self.text_line(text.trim_start(), line);
        }
    }
}

fn is_ideographic(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// The words that the text writes with a hyphen inside a line, in halves.
fn hyphenated<'a>(pieces: &'a [Piece<'_>]) -> FxHashSet<(&'a str, &'a str)> {
    let hyphens =
        |text: &'a str| text.match_indices('-').filter_map(move |(at, _)| text.split_at_checked(at));
    let halves = pieces.iter().flat_map(|piece| hyphens(&piece.text));
    halves.filter_map(|(front, behind)| Some((last_half(front)?, first_half(behind.get(1..)?)?))).collect()
}

/// The letters that a text ends with, if there is more than one.
fn last_half(text: &str) -> Option<&str> {
    text.rsplit(|c: char| !c.is_alphabetic()).next().filter(|half| half.chars().nth(1).is_some())
}

/// The letters that a text begins with, if the first is small.
fn first_half(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_alphabetic()).next().filter(|half| half.starts_with(char::is_lowercase))
}

/// The word whose halves a hyphen at the end of a line parts, unless the text writes it with the hyphen elsewhere.
fn parted_word(above: &str, below: &str, hyphenated: &FxHashSet<(&str, &str)>) -> Option<String> {
    let front = above.strip_suffix(['-', '\u{AD}', '\u{2010}'])?;
    let (first, second) = (last_half(front)?, first_half(below)?);
    let known = above.ends_with('-') && hyphenated.contains(&(first, second));
    (!known).then(|| format!("{first}{second}"))
}

/// A row of a table with one space around each cell.
fn row(text: &str) -> Cow<'_, str> {
    let cells = text.trim_matches('|').split('|').map(|cell| cell.trim_matches([' ', '\t']));
    Cow::Owned(format!("| {} |", cells.collect::<Vec<&str>>().join(" | ")))
}

/// A line with one space behind each of its markers.
fn single_spaced(text: &str) -> Cow<'_, str> {
    let markers = marker::markers(text);
    let wide = |end: usize| {
        text.get(end..).is_some_and(|rest| ["  ", " \t", "\t"].iter().any(|space| rest.starts_with(space)))
    };
    if !markers.iter().any(|marker| wide(marker.span.end as usize)) {
        return Cow::Borrowed(text);
    }
    let mut spaced = String::with_capacity(text.len());
    let mut from = 0;
    for marker in &markers {
        let end = marker.span.end as usize;
        spaced.push_str(text.get(from..end).unwrap_or_default());
        spaced.push(' ');
        from = text.len() - text.get(end..).unwrap_or_default().trim_start_matches([' ', '\t']).len();
    }
    spaced.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(spaced.trim_end().to_owned())
}

/// A line with a space behind the marker that its text is glued to: `(a)information`, `3.The`, `-the`.
fn space_marker(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 8;
    // "-the Council": a dash with its text.
    let dash = text.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '•')).map(char::len_utf8);
    if let Some((dash, item)) = dash.and_then(|dash| text.split_at_checked(dash)) {
        let opens = item.starts_with(char::is_alphabetic);
        return if opens { Cow::Owned(format!("{dash} {item}")) } else { Cow::Borrowed(text) };
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let end = if digits > 0 {
        text.get(digits..).filter(|rest| rest.starts_with(['.', ')'])).map(|_| digits + 1)
    } else {
        text.bytes().take(LONGEST).position(|byte| byte == b')').map(|end| end + 1)
    };
    let Some((front, rest)) = end.and_then(|end| text.split_at_checked(end)) else {
        return Cow::Borrowed(text);
    };
    let is_marker = digits > 0 || is_letter_marker(front);
    let opens = rest.starts_with(|c: char| c.is_uppercase() || "“\"«".contains(c))
        || digits == 0 && rest.starts_with(|c: char| c.is_alphabetic() || c == '(');
    if is_marker && opens { Cow::Owned(format!("{front} {rest}")) } else { Cow::Borrowed(text) }
}

/// `(a)`, `(iv)`, `(12)`, `a)`.
fn is_letter_marker(front: &str) -> bool {
    let bracketed = front.strip_prefix('(').and_then(|front| front.strip_suffix(')'));
    let label =
        bracketed.or_else(|| front.strip_suffix(')').filter(|label| label.len() <= 2)).unwrap_or_default();
    let number = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit());
    number
        || label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_alphabetic())
        || marker::is_roman(label)
        || matches!(label.as_bytes(), [one, two] if one == two && one.is_ascii_lowercase())
}
