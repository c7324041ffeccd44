//! Marking the headings of a document that a text was pasted into.

use super::divide::{self, Division, Kind};
use super::piece::{self, Piece};
use super::{find, level};
use crate::citation::Unit;
use crate::model::{BlockId, Document, Format};
use crate::syntax::{BlockKind, ast};
use crate::text::{Edit, Offset, Span};
use std::borrow::Cow;

/// The edits that mark each line of a document that reads as a heading and is not marked, in order. They go before
/// the first word of the line; nothing else of it is changed. A heading that text runs on from in its line stays
/// as it is. Plain text has no markup and gets no edits.
///
/// Takes time linear in the length of the document.
pub fn mark(document: &Document) -> Vec<Edit> {
    if document.format() == Format::Plain {
        return Vec::new();
    }
    let lines = lines(document);
    let pieces = pieces(&lines);
    let languages = document.language_tables();
    let habit = piece::habit(&pieces);
    let found = find::headings(&pieces, habit, &languages);
    let divisions = divide::divide(&pieces, found, habit, &languages);
    let levels = level::levels(&divisions);
    let mut levels = Levels { known: Vec::new(), titled: titled(document), levels };
    let mut edits = Vec::new();
    for (index, division) in divisions.iter().enumerate() {
        let Some(line) = pieces.get(division.piece).and_then(|piece| lines.get(piece.line)) else { continue };
        match line.level {
            Some(level) => levels.learn(index, division, level),
            None if division.text.is_some() => {}
            None => edits.extend(levels.of(index, division).map(|level| line.mark(level))),
        }
    }
    edits
}

/// A line of the text or a heading.
struct Line<'a> {
    words: &'a str,
    /// Where the line starts, and where its words do.
    start: Offset,
    begins: Offset,
    /// How deep it stands, if it is a heading.
    level: Option<u8>,
    /// Whether it stands behind a blank line, or something that is no text.
    gap: bool,
}

impl Line<'_> {
    fn mark(&self, level: u8) -> Edit {
        Edit::replace(Span::new(self.start, self.begins), "#".repeat(usize::from(level)) + " ")
    }
}

/// The lines of the paragraphs, items and headings of a document that are its own, not quoted.
fn lines(document: &Document) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut gap = true;
    for (index, block) in document.blocks().iter().enumerate() {
        let start = document.start(BlockId::new(index)).0;
        let offset = |at: usize| Offset(start + u32::try_from(at).unwrap_or(u32::MAX));
        let quoted = document.outline().quoted.get(index) == Some(&true);
        match block.kind() {
            BlockKind::Paragraph | BlockKind::Item if !quoted => {}
            BlockKind::Heading { level } if !quoted => {
                if let Some(words) = ast::Heading::cast(block).map(|heading| heading.words) {
                    let (start, begins) = (offset(0), offset(words.span.start as usize));
                    let words = words.text.trim_matches(piece::is_space);
                    lines.push(Line { words, start, begins, level: Some(level), gap: true });
                }
                gap = true;
                continue;
            }
            _ => {
                gap = true;
                continue;
            }
        }
        let mut at = 0;
        for whole in piece::lines(block.text()) {
            let words = whole.trim_matches(piece::is_space);
            let begins = at + whole.len() - whole.trim_start_matches(piece::is_space).len();
            if words.is_empty() {
                gap = true;
            } else {
                let (start, begins) = (offset(at), offset(begins));
                lines.push(Line { words, start, begins, level: None, gap: std::mem::take(&mut gap) });
            }
            at += whole.len();
            at += if block.text().get(at..).is_some_and(|end| end.starts_with("\r\n")) { 2 } else { 1 };
        }
    }
    lines
}

fn pieces<'a>(lines: &[Line<'a>]) -> Vec<Piece<'a>> {
    let piece = |(line, of): (usize, &Line<'a>)| Piece {
        text: Cow::Borrowed(of.words),
        line,
        gap: of.gap,
        page: false,
    };
    lines.iter().enumerate().map(piece).collect()
}

/// Whether a document has a title, declared or as a heading.
fn titled(document: &Document) -> bool {
    document.title().is_some()
        || document.blocks().iter().any(|block| block.kind() == BlockKind::Heading { level: 1 })
}

/// How deep the headings stand that were read from the text, beside those that are marked.
struct Levels {
    /// The levels as import gives them.
    levels: Vec<u8>,
    /// What was marked so far: its unit, its level as import gives it, and its own.
    known: Vec<(Unit, u8, u8)>,
    titled: bool,
}

impl Levels {
    fn learn(&mut self, index: usize, division: &Division, own: u8) {
        let Some(read) = self.levels.get(index).copied() else { return };
        self.known.retain(|(unit, ..)| *unit != division.unit);
        self.known.push((division.unit, read, own));
    }

    /// The level of a heading: as much deeper or higher than import has it as the last one of its unit that is
    /// marked, or the last one of any. None for a title where there is one.
    fn of(&self, index: usize, division: &Division) -> Option<u8> {
        const DEEPEST: u8 = 9;
        let read = self.levels.get(index).copied()?;
        if division.kind == Kind::Title {
            return (!self.titled).then_some(read);
        }
        let same = self.known.iter().rfind(|(unit, ..)| *unit == division.unit);
        let (_, import, own) = same.or(self.known.last()).copied().unwrap_or((Unit::Division, read, read));
        let level = i16::from(read) + i16::from(own) - i16::from(import);
        Some(u8::try_from(level.max(1)).unwrap_or(DEEPEST).min(DEEPEST))
    }
}
