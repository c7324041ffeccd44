//! What holds of every text: the tree gives it back, spans lie on characters, positions come back, edits do
//! what they say. The seed is fixed, so that a run repeats; `PROPTEST_CASES` asks for more cases.

use crate::texts::FRAGMENTS;
use glossator::model::{ClauseId, ClauseKind, Defaults, Document, Format, Point};
use glossator::syntax::{self, Block, BlockKind, NodeKind};
use glossator::text::{Edit, Encoding, Offset, Position, Span, Text, apply_edits};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof};
use proptest::proptest;
use proptest::test_runner::{RngSeed, TestCaseError};
use std::sync::Arc;

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

fn config() -> ProptestConfig {
    let standard = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    ProptestConfig { rng_seed: RngSeed::Fixed(0x7261_7469), ..standard }
}

/// A text of markup, signs before all, or now and then of any characters at all.
fn text() -> impl Strategy<Value = String> {
    let markup = proptest::collection::vec(proptest::sample::select(FRAGMENTS), 0..40);
    prop_oneof![
        9 => markup.prop_map(|fragments| fragments.concat()),
        1 => any::<String>(),
    ]
}

/// Texts in which columns differ between encodings and lines end in every way.
fn lines() -> impl Strategy<Value = String> {
    const PIECES: &[&str] =
        &["\n", "\r", "\r\n", "a", "é", "文", "🦂", "e\u{301}", "\u{FEFF}", "\0", "\u{85}", "\u{2028}"];
    let pieces = proptest::collection::vec(proptest::sample::select(PIECES), 0..30);
    prop_oneof![3 => pieces.prop_map(|pieces| pieces.concat()), 1 => text()]
}

/// Edits as an editor might send them: in a text, past its end, inside a character.
fn edits() -> impl Strategy<Value = Vec<(u32, u32, String)>> {
    const INSERTS: &[&str] = &["", "", "a", "\r", "\n", "\r\n", "🦂", "文字", "# ", "\n\n"];
    let edit = (0u32..60, 0u32..12, proptest::sample::select(INSERTS));
    proptest::collection::vec(
        edit.prop_map(|(start, length, text)| (start, start + length, text.to_owned())),
        1..20,
    )
}

fn check(holds: bool, what: impl FnOnce() -> String) -> Result<(), TestCaseError> {
    if holds { Ok(()) } else { Err(TestCaseError::fail(what())) }
}

/// That the nodes of a block are a tree over its text: each inside its parent, in order, on characters, and
/// its leaves side by side from the first byte to the last.
fn is_a_tree(block: &Block) -> Result<(), TestCaseError> {
    let (text, nodes) = (block.text(), block.nodes());
    let mut ends: Vec<(usize, u32)> = Vec::new();
    let mut covered = 0;
    for (index, node) in nodes.iter().enumerate() {
        while ends.last().is_some_and(|(end, _)| *end <= index) {
            ends.pop();
        }
        let say = || format!("node {index} {node:?} of {block}");
        check(text.get(node.span.range()).is_some(), say)?;
        check(node.size > 0 && index + node.size as usize <= nodes.len(), say)?;
        check(ends.last().is_none_or(|(_, end)| node.span.end <= *end), say)?;
        check(node.span.start == covered, say)?;
        if node.size == 1 {
            covered = node.span.end;
            let may_be_empty = matches!(node.kind, NodeKind::Label | NodeKind::Block);
            check(!node.span.is_empty() || may_be_empty, say)?;
        }
        ends.push((index + node.size as usize, node.span.end));
    }
    let root = nodes.first().map(|node| (node.kind, node.span.range(), node.size as usize));
    check(root == Some((NodeKind::Block, 0..text.len(), nodes.len())), || format!("the root of {block}"))?;
    check(covered as usize == text.len(), || format!("the leaves of {block} end at {covered}"))
}

fn joined(blocks: &[Arc<Block>]) -> String {
    blocks.iter().map(|block| block.text()).collect()
}

/// Whether the last block is verbatim text without its closing fence.
fn ends_in_open_fence(blocks: &[Arc<Block>]) -> bool {
    let last = blocks.last().filter(|block| block.kind() == BlockKind::Verbatim);
    last.is_some_and(|block| block.find(NodeKind::Fence).count() < 2)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_tree_gives_its_text_back(text in text()) {
        let blocks = syntax::parse(&text);
        prop_assert_eq!(joined(&blocks), text.clone());
        prop_assert_eq!(crate::spec::leaves(&text), text);
        for block in &blocks {
            is_a_tree(block)?;
            prop_assert!(!block.text().is_empty());
        }
    }

    #[test]
    fn plain_text_gives_itself_back(text in text()) {
        let block = syntax::plain(&text);
        prop_assert_eq!(block.text(), text);
        is_a_tree(&block)?;
    }

    /// "A blank line ends every block but verbatim text and a footnote that an indented line goes on with. What
    /// stands behind it is read as if it stood alone, but for a byte order mark."
    #[test]
    fn a_blank_line_is_a_border(mut front in text(), behind in text()) {
        let behind = behind.trim_start_matches([' ', '\t', '\r', '\n', '\u{FEFF}']);
        if !front.is_empty() && !front.ends_with(['\n', '\r']) {
            front.push('\n');
        }
        if !behind.is_empty() && !ends_in_open_fence(&syntax::parse(&front)) {
            front.push(if front.ends_with('\r') { '\r' } else { '\n' });
            let mut parts = syntax::parse(&front);
            prop_assert_eq!(parts.last().map(|block| block.kind()), Some(BlockKind::Blank));
            parts.extend(syntax::parse(behind));
            prop_assert_eq!(syntax::parse(&(front + behind)), parts);
        }
    }

    #[test]
    fn positions_and_offsets_are_those_of_a_slow_count(source in lines()) {
        let text = Text::new(&source);
        let table = Lines::of(&source);
        prop_assert_eq!(text.line_count() as usize, table.0.len());
        for encoding in ENCODINGS {
            for byte in 0..source.len() + 3 {
                let position = text.position(Offset::new(byte), encoding);
                prop_assert_eq!(position, table.position(&source, byte, encoding), "{:?} {}", encoding, byte);
            }
            for line in 0..table.0.len() + 2 {
                for column in (0..40).chain([u32::MAX as usize]) {
                    let position = Position { line: line as u32, column: column as u32 };
                    let expected = table.offset(&source, position, encoding);
                    prop_assert_eq!(text.offset(position, encoding).to_usize(), expected, "{:?} {:?}", encoding, position);
                }
            }
        }
    }

    #[test]
    fn what_is_replaced_is_replaced_in_the_text(source in lines(), edits in edits()) {
        let (mut text, mut model) = (Text::new(&source), source.clone());
        let snapshot = text.clone();
        for (start, end, insert) in edits {
            let span = Span::new(Offset(start), Offset(end));
            let range = floor(&model, start as usize)..floor(&model, end as usize);
            prop_assert_eq!(text.slice(span), &model[range.clone()]);
            text.replace(span, &insert);
            model.replace_range(range, &insert);
            prop_assert_eq!(text.to_string(), model.clone());
            prop_assert_eq!((text.len(), text.is_empty()), (model.len(), model.is_empty()));
            prop_assert_eq!(text.line_count() as usize, Lines::of(&model).0.len());
        }
        prop_assert_eq!(snapshot.to_string(), source);
    }

    /// Edits in one step give what they give one by one from the end; those that overlap the one before or
    /// cut a character are left out.
    #[test]
    fn edits_in_one_step_and_from_the_end(source in lines(), edits in edits()) {
        let mut edits: Vec<Edit> = edits
            .into_iter()
            .map(|(start, end, text)| Edit::replace(Span::new(Offset(start), Offset(end)), text))
            .collect();
        edits.sort_by_key(|edit| edit.span);
        let mut kept: Vec<&Edit> = Vec::new();
        for edit in &edits {
            let free = kept.last().is_none_or(|last| last.span.end <= edit.span.start);
            if free && source.get(edit.span.range()).is_some() {
                kept.push(edit);
            }
        }
        let mut expected = source.clone();
        for edit in kept.iter().rev() {
            expected.replace_range(edit.span.range(), &edit.text);
        }
        prop_assert_eq!(apply_edits(&source, &edits), expected);
    }

    #[test]
    fn a_document_can_be_made_of_any_text(text in text(), format in prop_oneof![Just(Format::Treaty), Just(Format::Plain)]) {
        let document = Document::new(&text, format, &Defaults::default());
        prop_assert_eq!(document.len(), text.len());
        prop_assert_eq!(joined(document.blocks()), text);
        clauses_are_nested(&document)?;
        points_lie_in_their_clauses(&document)?;
    }
}

/// That every clause is inside the text and inside its parent, and its children stand in order.
fn clauses_are_nested(document: &Document) -> Result<(), TestCaseError> {
    for (index, clause) in document.clauses().iter().enumerate() {
        let span = document.absolute_extent(clause.extent);
        let say = || format!("clause {index} {clause:?} of {:?}", document.blocks());
        check(span.end.to_usize() <= document.len() && clause.extent.start <= clause.extent.end, say)?;
        check(index < clause.end.index() && clause.end.index() <= document.clauses().len(), say)?;
        check(clause.parent.is_none() == (index == 0), say)?;
        if let Some(parent) = clause.parent.map(|parent| document.clause(parent)) {
            check(parent.extent.start <= clause.extent.start && clause.extent.end <= parent.extent.end, say)?;
        }
        let named = document.absolute(clause.name);
        check(index == 0 || span.start <= named.start && named.end <= span.end, say)?;
        let children: Vec<ClauseId> = document.children(ClauseId::new(index)).collect();
        let starts: Vec<Point> = children.iter().map(|child| document.clause(*child).extent.start).collect();
        check(starts.is_sorted(), say)?;
        check(
            children.iter().all(|child| document.clause(*child).parent == Some(ClauseId::new(index))),
            say,
        )?;
        // A heading without a letter or digit has nothing that it could be cited by.
        let nameless = !document.words(clause.name).contains(char::is_alphanumeric);
        let division = matches!(clause.kind, ClauseKind::Document | ClauseKind::Division(_));
        check(!clause.step.is_empty() || division && (index == 0 || nameless), say)?;
    }
    Ok(())
}

/// That the clause at a point begins before it or right behind its indentation, that one with text of its own
/// reaches to it, and that no clause inside it does.
fn points_lie_in_their_clauses(document: &Document) -> Result<(), TestCaseError> {
    for offset in 0..document.len() {
        let point = document.point(Offset::new(offset)).expect("a text that is not empty has points");
        let id = document.clause_at(point);
        let clause = document.clause(id);
        let say = || format!("{point:?} in {clause:?} of {:?}", document.blocks());
        let behind_indentation = clause.extent.start.block == point.block
            && document.block(point.block).text()[..clause.extent.start.offset as usize].trim().is_empty();
        check(clause.extent.start <= point || behind_indentation, say)?;
        let own = matches!(clause.kind, ClauseKind::Item | ClauseKind::Paragraph);
        if own && clause.name.block == point.block {
            let trailing = document.block(point.block).text().trim_end_matches(['\r', '\n']).len();
            check(point <= clause.extent.end || point.offset as usize >= trailing, say)?;
        }
        for child in document.children(id) {
            let inside = document.clause(child).extent;
            let text = matches!(document.block(point.block).kind(), BlockKind::Paragraph | BlockKind::Item);
            let holds = inside.start <= point && point < inside.end;
            check(!(text && holds), say)?;
        }
    }
    Ok(())
}

/// The last character boundary of `text` at or before `byte`.
fn floor(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).expect("zero is a boundary")
}

fn units(text: &str, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => text.len(),
        Encoding::Utf16 => text.encode_utf16().count(),
        Encoding::Utf32 => text.chars().count(),
    }
}

/// Where each line starts and where its words end, found the slow way.
struct Lines(Vec<(usize, usize)>);

impl Lines {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = Vec::new();
        let (mut start, mut at) = (0, 0);
        while at < bytes.len() {
            let end = match (bytes[at], bytes.get(at + 1)) {
                (b'\r', Some(b'\n')) => 2,
                (b'\r' | b'\n', _) => 1,
                _ => 0,
            };
            if end > 0 {
                lines.push((start, at));
                start = at + end;
            }
            at += end.max(1);
        }
        lines.push((start, bytes.len()));
        Self(lines)
    }

    fn position(&self, text: &str, byte: usize, encoding: Encoding) -> Position {
        let byte = floor(text, byte);
        let line =
            self.0.iter().rposition(|(start, _)| *start <= byte).expect("the first line starts at zero");
        let column = units(&text[self.0[line].0..byte], encoding);
        Position { line: line as u32, column: column as u32 }
    }

    fn offset(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        let Some((start, end)) = self.0.get(position.line as usize).copied() else { return text.len() };
        let words = &text[start..end];
        let boundaries = words.char_indices().map(|(at, _)| at).chain([words.len()]);
        let fits = |at: &usize| units(&words[..*at], encoding) <= position.column as usize;
        start + boundaries.rev().find(fits).expect("zero fits")
    }
}
