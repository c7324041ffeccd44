//! Selections that grow: from a word to its citation or name, its sentence, its block, the items and divisions
//! around it, and the document.

use super::File;
use crate::model::{BlockId, ClauseId, Document, Prose, entity_at, gloss};
use crate::syntax::{Block, BlockKind};
use crate::text::{LocalSpan, Offset, Span};
use crate::unicode;

/// The most steps; what is deeper goes to the whole document at once.
const STEPS: usize = 64;

/// The spans around `offset`, the smallest first, each inside the next; the last is the whole text.
pub fn selections(file: &File, offset: Offset) -> Vec<Span> {
    let document = file.document();
    let whole = Span::new(Offset::new(0), Offset::new(document.len()));
    let mut around = candidates(document, offset);
    around.retain(|span| !span.is_empty() && span.touches(offset));
    around.sort_by_key(|span| span.len());
    let mut steps: Vec<Span> = Vec::new();
    for span in around {
        let grows = |last: &Span| span.start <= last.start && last.end <= span.end && span != *last;
        if steps.len() + 1 < STEPS && steps.last().is_none_or(grows) {
            steps.push(span);
        }
    }
    if steps.last() != Some(&whole) {
        steps.push(whole);
    }
    steps
}

/// What may be selected around a place, in no order; some of it may not hold the place.
fn candidates(document: &Document, offset: Offset) -> Vec<Span> {
    let Some(point) = document.point(offset) else { return Vec::new() };
    let (id, at) = (point.block, point.offset as usize);
    let block = document.block(id);
    let start = document.start(id);
    let mut spans: Vec<Span> = word(block, at).map(|word| word.at(start)).into_iter().collect();
    spans.extend(entity_at(document, offset).map(|(_, place)| document.absolute(place)));
    spans.extend(sentence(document, id, at).map(|sentence| sentence.at(start)));
    spans.push(trimmed(block.text(), 0, block.text().len()).at(start));
    // An empty document has no clauses; the document itself is the last step of all.
    let mut clause = if document.clauses().is_empty() { ClauseId::ROOT } else { document.clause_at(point) };
    while clause != ClauseId::ROOT {
        let around = document.clause(clause);
        spans.push(document.absolute_extent(around.extent));
        clause = around.parent.unwrap_or(ClauseId::ROOT);
    }
    spans
}

/// The bytes from `start` to `end` without the white space at both sides.
fn trimmed(text: &str, start: usize, end: usize) -> LocalSpan {
    let words = text.get(start..end).unwrap_or_default();
    let lead = words.len() - words.trim_start().len();
    LocalSpan::new(start + lead, start + lead + words.trim().len())
}

/// The word that holds byte `at` of a block, else the one right before it.
fn word(block: &Block, at: usize) -> Option<LocalSpan> {
    let (front, behind) = block.text().split_at_checked(at)?;
    let ends = ['\n', '\r'];
    let start = front.rfind(ends).map_or(0, |end| end + 1);
    let end = at + behind.find(ends).unwrap_or(behind.len());
    let line = block.text().get(start..end)?;
    let mut found = None;
    let mut first = 0;
    for last in unicode::word_ends(line) {
        let is_word = line.get(first..last).is_some_and(|word| word.contains(char::is_alphanumeric));
        if is_word && start + first <= at && at <= start + last {
            found = Some(LocalSpan::new(start + first, start + last));
        }
        first = last;
    }
    found
}

/// The sentence that holds byte `at` of a block of text; it ends at the latest with its cell of a table.
fn sentence(document: &Document, id: BlockId, at: usize) -> Option<LocalSpan> {
    let block = document.block(id);
    let body = match block.kind() {
        BlockKind::Heading { .. } => return None,
        BlockKind::Gloss { .. } => {
            let index = document.glosses().binary_search_by_key(&id, |gloss| gloss.block).ok()?;
            gloss::body(document, document.glosses().get(index)?).span.start as usize
        }
        _ => 0,
    };
    let prose = Prose::of(block);
    let from = prose.place_of(body);
    let at = prose.place_of(at).max(from);
    let words = prose.text.get(from..)?;
    // A line end is no end of a sentence, but between the rows and cells of a table.
    let words = if block.kind() == BlockKind::Table { words.to_owned() } else { words.replace('\n', " ") };
    let mut first = 0;
    for last in unicode::sentence_ends(&words) {
        if at < from + last || last == words.len() {
            let sentence = trimmed(&words, first, last);
            return Some(prose.source(&sentence.shifted(from).range()));
        }
        first = last;
    }
    None
}
