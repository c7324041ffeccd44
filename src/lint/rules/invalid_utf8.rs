//! The rule `invalid-utf8`.

use crate::config::{Level, Severity};
use crate::glyph::Class;
use crate::lint::rule::declare_rule;
use crate::lint::{GlyphFacts, Report, Subject, Undecoded};
use crate::text::{Offset, Span};

declare_rule! {
    /// Finds bytes that are no UTF-8, once a file, with their number.
    ///
    /// The rest of the file is read and checked all the same.
    ///
    /// ## Why
    ///
    /// A text in Windows-1252 or UTF-16 loses its quotation marks and accents in every program that expects UTF-8.
    /// Convert the file, for example by `iconv -f WINDOWS-1252 -t UTF-8`.
    ///
    /// ## Bad
    ///
    /// ```treaty bytes
    /// # Treaty\n\nNo one\x92s nationality shall be taken away.\n
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// No one’s nationality shall be taken away.
    /// ```
    INVALID_UTF8 {
        name: "invalid-utf8",
        group: Glyphs,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: true,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(first) = subject.undecoded.first() else { return };
    let start = Offset::new(first.text_offset);
    let span = Span::new(start, Offset::new(first.text_offset + char::REPLACEMENT_CHARACTER.len_utf8()));
    let bytes = match subject.undecoded.len() - 1 {
        0 => "is".to_owned(),
        more => format!("and {more} more are"),
    };
    let advice = if has_valid_characters(subject) {
        ", though the rest of the file is; look in the source for what stood there".to_owned()
    } else {
        let (encoding, name) = likely_encoding(subject.undecoded);
        format!("; the file is most likely {encoding}: convert it by `iconv -f {name} -t UTF-8`")
    };
    let message =
        format!("byte 0x{:02X} at offset {} {bytes} no UTF-8{advice}", first.byte, first.file_offset);
    let diagnostic = report.push(span, message);
    diagnostic.glyph = Some(GlyphFacts {
        class: Class::Encoding,
        characters: vec![char::REPLACEMENT_CHARACTER],
        word: String::new(),
        outcomes: Vec::new(),
    });
}

/// Whether characters of more than one byte stand in the file beside the bytes that are none: it must not be
/// converted as a whole then.
fn has_valid_characters(subject: &Subject<'_>) -> bool {
    let blocks = subject.document.blocks().iter();
    let characters = blocks.flat_map(|block| block.text().chars()).filter(|c| !c.is_ascii());
    characters.count() > subject.undecoded.len()
}

/// What the file is most likely encoded in: the name for people, and that for `iconv`.
fn likely_encoding(bytes: &[Undecoded]) -> (&'static str, &'static str) {
    let count =
        |range: std::ops::RangeInclusive<u8>| bytes.iter().filter(|byte| range.contains(&byte.byte)).count();
    let starts_with_mark = |mark: [u8; 2]| {
        let mut head = bytes.iter().take(2).zip(mark).enumerate();
        bytes.len() > 1
            && head.all(|(place, (byte, mark))| byte.byte == mark && byte.file_offset == place as u64)
    };
    if starts_with_mark([0xFF, 0xFE]) {
        ("UTF-16 with the low byte first", "UTF-16LE")
    } else if starts_with_mark([0xFE, 0xFF]) {
        ("UTF-16 with the high byte first", "UTF-16BE")
    } else if count(0xC0..=0xFF) * 2 > bytes.len() && bytes.len() > 20 && is_dense(bytes) {
        ("Windows-1251 (Cyrillic)", "WINDOWS-1251")
    } else if count(0x80..=0x9F) == 0 {
        ("Latin-1", "ISO-8859-1")
    } else {
        ("Windows-1252", "WINDOWS-1252")
    }
}

/// Whether the bytes stand in runs, as the letters of a word do in a Cyrillic code page.
fn is_dense(bytes: &[Undecoded]) -> bool {
    let neighbours = bytes.iter().zip(bytes.iter().skip(1));
    let close = neighbours.filter(|(one, next)| next.file_offset == one.file_offset + 1).count();
    close * 2 > bytes.len()
}
