//! The rule `mismatched-quotes`.

use crate::config::Level;
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject};
use crate::model::{BlockId, Place};
use crate::syntax::BlockKind;
use crate::text::{Edit, LocalSpan};

declare_rule! {
    /// Finds a quotation that is opened in one style and closed in another, or never closed.
    ///
    /// A quotation may be opened again where each paragraph begins, as many treaties do, and closed in a later one of its
    /// article. Off by default: marks were printed in too many ways, and straight ones tell nothing.
    ///
    /// ## Why
    ///
    /// A quotation that does not end makes the words of an amended text look like those of the amending one.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The term “Area" means the seabed.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The term “Area” means the seabed, “Activities” means work there.
    /// ```
    MISMATCHED_QUOTES {
        name: "mismatched-quotes",
        group: Quotes,
        default: Level::Off,
        fixes: Unsafe,
        plain_text: true,
    }
}

/// Opening marks with the closing marks that belong to them.
const PAIRS: [(char, &[char]); 8] = [
    ('“', &['”']),
    ('«', &['»']),
    ('„', &['“', '”']),
    ('‹', &['›']),
    ('「', &['」']),
    ('『', &['』']),
    ('»', &['«', '»']),
    ('”', &['”']),
];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut open = Open::default();
    for (index, block) in subject.document.blocks().iter().enumerate() {
        match block.kind() {
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Footnote => {}
            BlockKind::Heading { .. } => {
                open.end(report);
                continue;
            }
            _ => continue,
        }
        let mut start = 0;
        for paragraph in paragraphs(block.text()) {
            let origin = Place { block: BlockId::new(index), span: LocalSpan::new(start, start) };
            for (place, fault) in open.read(paragraph, origin) {
                add(subject, report, place, fault);
            }
            start += paragraph.len();
        }
    }
    open.end(report);
}

/// The paragraphs of a block: one, but in plain text, where blank lines part them.
fn paragraphs(text: &str) -> Vec<&str> {
    let mut paragraphs = Vec::new();
    let (mut start, mut end) = (0, 0);
    for line in text.split_inclusive(['\n', '\r']) {
        end += line.len();
        if line.trim().is_empty() {
            paragraphs.extend(text.get(start..end));
            start = end;
        }
    }
    paragraphs.extend(text.get(start..));
    paragraphs
}

/// A mark that closes in another style than the quotation was opened in.
struct Mismatch {
    opened: char,
    found: char,
    wanted: char,
}

/// The quotations that are open.
#[derive(Default)]
struct Open {
    marks: Vec<Mark>,
}

struct Mark {
    place: Place,
    opening: char,
    closing: &'static [char],
    /// Whether it was opened in the paragraph that is read.
    fresh: bool,
}

impl Open {
    /// Reads a paragraph. Quotations that are open may be closed in a later one, and may be opened again where
    /// it begins, as is usual in treaties.
    fn read(&mut self, text: &str, origin: Place) -> Vec<(Place, Mismatch)> {
        self.marks.iter_mut().for_each(|mark| mark.fresh = false);
        let mut faults = Vec::new();
        let mut front = true;
        for (at, character) in text.char_indices() {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let behind = text.get(at + character.len_utf8()..).and_then(|text| text.chars().next());
            let start = origin.span.start as usize + at;
            let span = LocalSpan::new(start, start + character.len_utf8());
            let place = Place { block: origin.block, span };
            let closes = self.marks.last().is_some_and(|mark| mark.closing.contains(&character));
            if closes && !(front && self.marks.last().is_some_and(|mark| mark.opening == character)) {
                self.marks.pop();
            } else if let Some((opening, closing)) = opens(character, before, behind) {
                if front {
                    self.marks.retain(|mark| mark.fresh || mark.opening != opening);
                }
                self.marks.push(Mark { place, opening, closing, fresh: true });
            } else if is_closing(character, before) {
                // What was opened in another paragraph may be closed in a way of its own.
                if let Some(mark) = self.marks.pop_if(|mark| mark.fresh) {
                    let wanted = mark.closing.first().copied().unwrap_or(character);
                    faults.push((place, Mismatch { opened: mark.opening, found: character, wanted }));
                }
            }
            front &= !character.is_alphabetic();
        }
        faults
    }

    /// Reports what is still open where a division ends.
    fn end(&mut self, report: &mut Report<'_>) {
        for mark in self.marks.drain(..) {
            let message =
                format!("the quotation opened with {} is not closed; close it where it ends", mark.opening);
            report.at(mark.place, message);
        }
    }
}

/// The quotation that a mark opens. None opens inside a word, but in Chinese; marks that some languages close
/// with and others open with open only where a word begins.
fn opens(character: char, before: Option<char>, behind: Option<char>) -> Option<(char, &'static [char])> {
    let (opening, closing) = *PAIRS.iter().find(|(opening, _)| *opening == character)?;
    let inside = before.is_some_and(|c| c.is_alphanumeric() && !matches!(c, '\u{2E80}'..='\u{9FFF}'));
    let begins = !before.is_some_and(is_end) && behind.is_some_and(char::is_alphanumeric);
    (!inside && (begins || !matches!(character, '»' | '”'))).then_some((opening, closing))
}

/// Whether a character ends a sentence or a bracket, so that a mark behind it closes.
fn is_end(character: char) -> bool {
    matches!(character, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '…' | '’')
}

/// Whether a mark closes a quotation. Straight marks open behind white space, and stand for inches behind
/// figures.
fn is_closing(character: char, before: Option<char>) -> bool {
    match character {
        '"' => before.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit()),
        '”' | '»' | '“' | '›' | '」' | '』' => true,
        _ => false,
    }
}

fn add(subject: &Subject<'_>, report: &mut Report<'_>, place: Place, mismatch: Mismatch) {
    let Mismatch { opened, found, wanted } = mismatch;
    let message =
        format!("the quotation opened with {opened} is closed with {found}; close it with {wanted}");
    report.at(place, message).fixes = vec![Fix {
        title: format!("Close the quotation with {wanted}"),
        edits: vec![Edit::replace(subject.document.absolute(place), wanted.to_string())],
        safe: false,
    }];
}
