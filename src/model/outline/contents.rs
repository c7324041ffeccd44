//! The paragraphs and items of each division, nested by their markers.

use super::divisions::first_line;
use super::{Growing, Node};
use crate::citation::{Number, Unit};
use crate::model::clause::{Caption, ClauseKind};
use crate::model::items::{self, Entry, Label, Nesting, Report, Role};
use crate::model::place::{BlockId, Place};
use crate::syntax::ast;
use crate::syntax::{Block, BlockKind};
use std::sync::Arc;

/// The longest line, in characters, that is read as a caption under its heading.
const LONGEST_CAPTION: usize = 120;

/// Adds the paragraphs and items of all divisions to the tree.
pub(super) fn add(blocks: &[Arc<Block>], growing: &mut Growing) {
    let divisions = growing.nodes.len();
    let mut groups: Vec<Group> = Vec::new();
    let mut before: Option<(usize, LastItem)> = None;
    for index in 0..divisions {
        take_caption(blocks, growing, index);
        let node = growing.node(index);
        let base = if node.transparent { runs_on(blocks, growing, index, &groups) } else { None };
        match base.and_then(|_| groups.last_mut()) {
            Some(group) => group.take(blocks, growing, index),
            None => {
                if let Some(group) = groups.pop() {
                    before = Some(group.finish(growing, before.take()));
                }
                let mut group = Group { base: index, parts: Vec::new() };
                group.take(blocks, growing, index);
                groups.push(group);
            }
        }
    }
    if let Some(group) = groups.pop() {
        group.finish(growing, before.take());
    }
}

/// A short, unpunctuated first line under a bare heading is its caption.
fn take_caption(blocks: &[Arc<Block>], growing: &mut Growing, index: usize) {
    let node = growing.node(index);
    let [first, _, ..] = node.text.as_slice() else { return };
    let first = *first;
    let numbered = node.number.is_some() && node.caption.is_none() && node.unit() != Some(Unit::Division);
    let Some(block) = blocks.get(first.index()) else { return };
    let span = first_line(block.text());
    let line = span.slice(block.text());
    let alone = block.text().trim().len() == line.len();
    let short = line.chars().count() <= LONGEST_CAPTION;
    let ends = line
        .chars()
        .next_back()
        .is_some_and(|c| matches!(c, '.' | ';' | ':' | ',' | '。' | '；' | '：' | '，'));
    let begins = line.chars().next().is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase());
    let follows = node.name.block.index() + 2 >= first.index();
    let plain = block.kind() == BlockKind::Paragraph && !line.is_empty();
    if numbered && plain && alone && short && !ends && begins && follows {
        let text = line.to_owned();
        let node = growing.node_mut(index);
        node.caption = Some(Caption { text, place: Place { block: first, span }, own_line: true });
        node.text.remove(0);
        node.last = node.last.max(first);
    }
}

/// For a transparent division: whether the scan of the article above runs on through it. It starts anew if
/// the first marker counts one.
fn runs_on(blocks: &[Arc<Block>], growing: &Growing, index: usize, groups: &[Group]) -> Option<usize> {
    let group = groups.last()?;
    let node = growing.node(index);
    let first = node.text.iter().filter_map(|id| blocks.get(id.index())).find_map(|block| {
        let marker = ast::markers(block).next()?;
        Some(Label::parse(marker.text))
    });
    let restarts = first.is_some_and(|label| {
        let readings = crate::citation::number::readings(&label.label);
        readings.iter().any(|reading| reading.value == 1) && group.has_items()
    });
    (!restarts).then_some(group.base)
}

/// The text of a division and of the transparent ones below it, scanned together.
struct Group {
    base: usize,
    parts: Vec<Part>,
}

struct Part {
    /// The division that the text stands in.
    division: usize,
    place: Place,
    marker: Option<String>,
    entry: Entry,
}

/// The last item of a group's outermost list, so that a list that runs on in the next one is not reported.
type LastItem = Option<(crate::citation::number::Series, u32)>;

impl Group {
    fn has_items(&self) -> bool {
        self.parts.iter().any(|part| part.entry.marker.is_some())
    }

    fn take(&mut self, blocks: &[Arc<Block>], growing: &Growing, division: usize) {
        let node = growing.node(division);
        let signatures = node.unit() == Some(Unit::Conclusions);
        for id in &node.text {
            // A line of ideographic spaces is no paragraph that is counted.
            let words = |block: &&Arc<Block>| !block.text().trim().is_empty();
            let Some(block) = blocks.get(id.index()).filter(words) else { continue };
            if block.kind() == BlockKind::Item && !signatures {
                self.parts.extend(items_of(block, *id, division));
            } else {
                self.parts.push(paragraph_of(block, *id, division));
            }
        }
    }

    /// Nests the text and adds it to the tree. Gives the scope and its last outermost item.
    fn finish(self, growing: &mut Growing, before: Option<(usize, LastItem)>) -> (usize, LastItem) {
        let entries: Vec<Entry> = self.parts.iter().map(|part| part.entry.clone()).collect();
        let mut nestings = items::nest(&entries);
        let base = growing.node(self.base);
        let scope = if base.is_scope { self.base } else { base.scope };
        let carried = before.filter(|(other, _)| *other == scope).and_then(|(_, last)| last);
        let last = run_on(&mut nestings, carried);
        let mut placed: Vec<usize> = Vec::with_capacity(nestings.len());
        let mut counts = Counts { children: vec![(0, false); nestings.len() + 1] };
        for (part, nesting) in self.parts.iter().zip(&nestings) {
            let inside = nesting.parent.and_then(|parent| placed.get(parent).copied());
            let own_division = part.division;
            let parent = inside.unwrap_or(own_division);
            let home = if growing.node(own_division).transparent { self.base } else { own_division };
            let base = inside.map_or(home, |inside| dotted_base(growing, part, inside));
            let slot = nesting.parent.map_or(0, |parent| parent + 1);
            let number = counts.next(slot, nesting, inside.is_some());
            placed.push(growing.push(clause(part, nesting, parent, base, scope, &number)));
        }
        (scope, last.or(carried))
    }
}

/// What the path of an item inside `inside` continues. A dotted label stands for its whole path, so `2.1` in
/// `2` continues what `2` does.
fn dotted_base(growing: &Growing, part: &Part, inside: usize) -> usize {
    let label = part.entry.marker.as_ref().map_or("", |label| &label.label);
    let outer = growing.node(inside);
    let Some(number) = outer.number.as_ref().filter(|_| outer.kind == ClauseKind::Item) else {
        return inside;
    };
    let is_front = label.strip_prefix(number.text.as_str()).is_some_and(|rest| rest.starts_with('.'));
    if is_front { outer.base } else { inside }
}

/// Counts the unmarked paragraphs of each parent.
struct Counts {
    /// How many there are so far, and whether closing words are among them.
    children: Vec<(usize, bool)>,
}

impl Counts {
    /// The step of an unmarked paragraph: its place among those of its parent, the item's own text counted.
    fn next(&mut self, slot: usize, nesting: &Nesting, in_item: bool) -> String {
        let Some((count, closed)) = self.children.get_mut(slot) else { return String::new() };
        if matches!(nesting.role, Role::Item(..)) {
            return String::new();
        }
        let closing = nesting.role == Role::Closing && !*closed;
        *closed |= closing;
        *count += 1;
        if closing { "end".to_owned() } else { format!("p{}", *count + usize::from(in_item)) }
    }
}

/// Takes back the report of a list that goes on with that of the division before. Gives the last item of the
/// outermost list.
fn run_on(nestings: &mut [Nesting], before: LastItem) -> LastItem {
    let mut last = None;
    for nesting in nestings.iter_mut().filter(|nesting| nesting.parent.is_none()) {
        let Role::Item(Some(reading), report) = &mut nesting.role else { continue };
        let goes_on = before.is_some_and(|(series, value)| {
            series == reading.series && value.checked_add(1) == Some(reading.value)
        });
        if *report == Some(Report::StartsLate) && last.is_none() && goes_on {
            *report = None;
        }
        last = Some((reading.series, reading.value));
    }
    last
}

fn clause(part: &Part, nesting: &Nesting, parent: usize, base: usize, scope: usize, count: &str) -> Node {
    let Role::Item(reading, report) = nesting.role else {
        let mut node = Node::new(ClauseKind::Paragraph, parent, part.place);
        node.base = base;
        node.scope = scope;
        node.step = count.to_owned();
        return node;
    };
    let mut node = Node::new(ClauseKind::Item, parent, part.place);
    node.base = base;
    node.scope = scope;
    node.reading = reading;
    node.report = report;
    node.marker = part.marker.clone();
    let label = part.entry.marker.as_ref();
    node.number = label.and_then(|label| Number::parse(&printed(label, part.marker.as_deref())));
    let printed = node.number.as_ref().map_or_else(|| "–".to_owned(), |number| number.step());
    node.step = format!("({printed})");
    node
}

/// The number of a marker without its delimiters: `1 bis` of `1 bis.`
fn printed(label: &Label, marker: Option<&str>) -> String {
    let marker = marker.unwrap_or_default();
    let start = label.open.len();
    let inner = marker.get(start..).unwrap_or_default();
    let kept: String = inner.chars().filter(|c| !matches!(c, ')' | '）' | '、' | '，' | '．')).collect();
    let dotted = label.label.contains('.');
    let words: Vec<&str> =
        kept.split_whitespace().map(|word| if dotted { word } else { word.trim_matches('.') }).collect();
    words.join(" ").trim_end_matches(['.', '-']).trim_end().to_owned()
}

fn paragraph_of(block: &Block, id: BlockId, division: usize) -> Part {
    let span = first_line(block.text());
    let small = span.slice(block.text()).starts_with(char::is_lowercase);
    let entry = Entry { marker: None, indent: indent(block.text()), small };
    Part { division, place: Place { block: id, span }, marker: None, entry }
}

fn items_of(block: &Block, id: BlockId, division: usize) -> Vec<Part> {
    let indent = indent(block.text());
    ast::markers(block)
        .map(|marker| {
            let behind = block.text().get(marker.span.end as usize..).unwrap_or_default();
            let small = behind.trim_start().starts_with(char::is_lowercase);
            let entry = Entry { marker: Some(Label::parse(marker.text)), indent, small };
            let place = Place { block: id, span: marker.span };
            Part { division, place, marker: Some(marker.text.to_owned()), entry }
        })
        .collect()
}

/// The columns of indentation: a tab counts four, an ideographic space two.
fn indent(text: &str) -> u32 {
    let width = |c| match c {
        ' ' => Some(1),
        '\t' => Some(4),
        '\u{3000}' => Some(2),
        _ => None,
    };
    text.chars().map_while(width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_without_delimiters() {
        for (marker, number) in [
            ("1.", "1"),
            ("(a)", "a"),
            ("1 bis.", "1 bis"),
            ("2. bis.", "2 bis"),
            ("2.1", "2.1"),
            ("2.1.", "2.1"),
            ("一、", "一"),
            ("（二）", "二"),
            ("iv)", "iv"),
            ("ب -", "ب"),
            ("–", "–"),
        ] {
            assert_eq!(printed(&Label::parse(marker), Some(marker)), number, "{marker}");
        }
    }

    #[test]
    fn indentation_is_measured_in_columns() {
        assert_eq!(indent("\t  a"), 6);
        assert_eq!(indent("\u{3000}\u{3000}a"), 4);
    }
}
