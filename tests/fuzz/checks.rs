//! What must hold of any bytes. The fuzz targets run these on inputs that are searched for, and the test program
//! on those that were found.

use glossator::model::{Defaults, Document, Format};
use glossator::syntax;
use glossator::text::{Encoding, Offset, Span, Text};

/// The trees of any text give it back, each leaf on characters, and reading took work in proportion.
pub(crate) fn parse(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (blocks, work) = syntax::parse_measured(&text);
    let mut rest = &*text;
    for block in &blocks {
        let mut covered = 0;
        for node in block.nodes() {
            assert!(block.text().get(node.span.range()).is_some(), "{node:?} cuts a character");
            if node.size == 1 {
                assert_eq!(node.span.start, covered, "a gap or an overlap before {node:?}");
                covered = node.span.end;
            }
        }
        assert_eq!(covered as usize, block.text().len());
        rest = rest.strip_prefix(block.text()).expect("blocks stand in order");
    }
    assert_eq!(rest, "");
    assert!(work.bytes_scanned <= 40 * text.len() as u64 + 1000, "{work:?} for {} bytes", text.len());
}

/// A document can be made of any text, in either format; its clauses lie inside each other, and each point is in
/// one of them.
pub(crate) fn document(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for format in [Format::Treaty, Format::Plain] {
        let document = Document::new(&text, format, &Defaults::default());
        assert_eq!(document.len(), text.len());
        for (index, clause) in document.clauses().iter().enumerate() {
            let span = document.absolute_extent(clause.extent);
            assert!(span.end.to_usize() <= text.len());
            let parent = clause.parent.map(|parent| document.clause(parent).extent);
            assert!(parent.is_none_or(|parent| parent.start <= clause.extent.start), "{clause:?}");
            assert!(parent.is_none_or(|parent| clause.extent.end <= parent.end), "{clause:?}");
            document.pinpoint(glossator::model::ClauseId::new(index));
        }
        for (at, _) in text.char_indices() {
            let point = document.point(Offset::new(at)).expect("a text that is not empty has points");
            document.clause(document.clause_at(point));
        }
        document.title();
    }
}

/// A text that is edited is what a string is that is edited the same way, and its positions come back.
pub(crate) fn edits(bytes: &[u8]) {
    const PIECES: [&str; 16] = [
        "", "", "\n", "\r", "\r\n", "a", "é", "文", "🦂", "e\u{301}", "\u{FEFF}", "\0", "\u{85}", "\u{2028}",
        "ab\ncd", "\n\r",
    ];
    let piece = |byte: u8| PIECES[usize::from(byte) % PIECES.len()];
    let (front, steps) = bytes.split_at(bytes.len().min(16));
    let mut model: String = front.iter().map(|byte| piece(*byte)).collect();
    let mut text = Text::new(&model);
    for step in steps.chunks_exact(3) {
        let (start, end) = (u32::from(step[0]), u32::from(step[0]) + u32::from(step[1] % 16));
        let range = floor(&model, start)..floor(&model, end);
        text.replace(Span::new(Offset(start), Offset(end)), piece(step[2]));
        model.replace_range(range, piece(step[2]));
    }
    assert_eq!(text.to_string(), model);
    for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
        for (at, character) in model.char_indices() {
            let inside_end = character == '\n' && model[..at].ends_with('\r');
            let position = text.position(Offset::new(at), encoding);
            // Between the two characters of a line end there is no column: the place before both is meant.
            assert_eq!(text.offset(position, encoding).to_usize(), at - usize::from(inside_end));
        }
    }
}

fn floor(text: &str, byte: u32) -> usize {
    (0..=text.len().min(byte as usize)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
