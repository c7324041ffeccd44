//! The words of clauses and glosses, as they are shown away from their place.

use crate::model::gloss::{self, Gloss};
use crate::model::{BlockId, ClauseId, Document, Extent, Point, Prose};
use crate::syntax::{BlockKind, ast};

/// The most paragraphs of a clause that are shown, and the most characters.
const PARAGRAPHS: usize = 12;
const CHARACTERS: usize = 1500;

/// The words of a clause, a line for each of its paragraphs and items, markers as printed. The name of a
/// division is not one of them; of a long clause the end is left out, which `…` shows.
pub(super) fn of_clause(document: &Document, id: ClauseId) -> Vec<String> {
    lines(document, id, PARAGRAPHS, CHARACTERS)
}

/// All words of a clause, a line for each of its paragraphs and items, markers as printed.
pub fn all_of_clause(document: &Document, id: ClauseId) -> Vec<String> {
    lines(document, id, usize::MAX, usize::MAX)
}

fn lines(document: &Document, id: ClauseId, paragraphs: usize, characters: usize) -> Vec<String> {
    let clause = document.clause(id);
    let mut lines = Vec::new();
    let mut length = 0;
    for index in clause.blocks.0.index()..clause.blocks.1.index() {
        let block = BlockId::new(index);
        let heading = matches!(document.block(block).kind(), BlockKind::Heading { .. });
        if heading && block == clause.name.block {
            continue;
        }
        let Some(line) = of_block(document, block) else { continue };
        if lines.len() == paragraphs || length >= characters {
            lines.push("…".to_owned());
            break;
        }
        let line = shortened(&line, characters - length);
        length += line.chars().count();
        lines.push(line);
    }
    lines
}

/// The words of an extent, a line for each of its blocks; of a long one the end is left out.
pub(super) fn of_extent(document: &Document, extent: Extent) -> Vec<String> {
    let mut lines = Vec::new();
    let mut length = 0;
    for index in extent.start.block.index()..extent.end.block.index() + 1 {
        let block = BlockId::new(index);
        let starts = extent.start.block == block && extent.start.offset > 0;
        let ends = extent.end.block == block;
        let whole =
            !starts && (!ends || extent.end.offset as usize >= document.block(block).text().trim_end().len());
        let line = if whole { of_block(document, block) } else { None };
        let line = line.or_else(|| part_of_block(document, block, extent));
        let Some(line) = line else { continue };
        if lines.len() == PARAGRAPHS || length >= CHARACTERS {
            lines.push("…".to_owned());
            break;
        }
        let line = shortened(&line, CHARACTERS - length);
        length += line.chars().count();
        lines.push(line);
    }
    lines
}

/// The words of a block that are in an extent, in one line.
fn part_of_block(document: &Document, id: BlockId, extent: Extent) -> Option<String> {
    let prose = Prose::of(document.block(id));
    let place = |point: Point| prose.place_of(point.offset as usize);
    let start = if extent.start.block == id { place(extent.start) } else { 0 };
    let end = if extent.end.block == id { place(extent.end) } else { prose.text.len() };
    let line = one_line(prose.text.get(start..end)?);
    Some(line).filter(|line| !line.is_empty())
}

/// The words of a block of the treaty's own text in one line.
fn of_block(document: &Document, id: BlockId) -> Option<String> {
    let block = document.block(id);
    let shown = matches!(
        block.kind(),
        BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading { .. } | BlockKind::Table
    );
    if !shown {
        return None;
    }
    let markers: Vec<&str> = ast::markers(block).map(|marker| marker.text).collect();
    let words = one_line(&Prose::of(block).text);
    let line = if markers.is_empty() { words } else { format!("{} {words}", markers.join(" ")) };
    Some(line.trim().to_owned()).filter(|line| !line.is_empty())
}

/// The words of a gloss without its head, in one line of at most `most` characters.
pub fn of_gloss(document: &Document, gloss: &Gloss, most: usize) -> String {
    let head = gloss::body(document, gloss).span.start as usize;
    let prose = Prose::of(document.block(gloss.block));
    let skipped = prose.place_of(head);
    shortened(&one_line(prose.text.get(skipped..).unwrap_or_default()), most)
}

/// Words with every run of white space as one space.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words of at most `most` characters, cut between words.
pub(super) fn shortened(words: &str, most: usize) -> String {
    let Some((end, _)) = words.char_indices().nth(most) else { return words.to_owned() };
    let cut = words.get(..end).unwrap_or_default();
    let kept = cut.rfind(' ').filter(|at| *at > end / 2).and_then(|at| cut.get(..at)).unwrap_or(cut);
    format!("{kept} …")
}

/// The name of a clause as a reader would say it: the heading of its division, and its pinpoint if it is a
/// part of that.
pub fn name(document: &Document, id: ClauseId) -> (String, Option<String>) {
    let division = document.division_of(id);
    let heading = heading(document, division);
    let part = (id != division).then(|| document.pinpoint(id));
    (heading, part)
}

/// The heading of a division as printed; the name of its kind where it has none.
fn heading(document: &Document, division: ClauseId) -> String {
    let clause = document.clause(division);
    if division == ClauseId::ROOT {
        return document.title().map_or("The document".to_owned(), one_line);
    }
    let heading = ast::Heading::cast(document.block(clause.name.block));
    let own_caption = clause.caption.as_ref().filter(|caption| caption.own_line);
    match (heading, own_caption) {
        (Some(heading), Some(caption)) => {
            format!("{}. {}", one_line(&ast::unescape(heading.words.text)), one_line(&caption.text))
        }
        (Some(heading), None) => one_line(&ast::unescape(heading.words.text)),
        (None, _) => {
            let name = clause.kind_name();
            let first = name.chars().next().map(|c| c.to_ascii_uppercase());
            first.into_iter().chain(name.chars().skip(1)).collect()
        }
    }
}
