//! Putting the markup out.

use super::divide::Division;
use super::piece::{Habit, Piece, habit};
use super::{Change, Heading, Import, Options};

/// The markup of a text.
pub(super) fn write(
    pieces: &[Piece<'_>],
    divisions: &[Division],
    levels: &[u8],
    _options: &Options,
    changes: &mut Vec<Change>,
) -> Import {
    let paragraphs = habit(pieces) == Habit::Paragraphs;
    let mut out = Out::default();
    let mut divisions = divisions.iter().zip(levels).peekable();
    let mut index = 0;
    while let Some(piece) = pieces.get(index) {
        if let Some((division, level)) = divisions.next_if(|(division, _)| division.piece == index) {
            out.heading(pieces, division, *level);
            index = division.captions.end.max(index + 1);
            continue;
        }
        if piece.gap || paragraphs || out.after_heading {
            out.blank();
        }
        out.line(&piece.text);
        index += 1;
    }
    Import { text: out.text, headings: out.headings, changes: std::mem::take(changes) }
}

#[derive(Default)]
struct Out {
    text: String,
    line: usize,
    headings: Vec<Heading>,
    after_heading: bool,
}

impl Out {
    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
            self.line += 1;
        }
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
        self.line += 1;
        self.after_heading = false;
    }

    fn heading(&mut self, pieces: &[Piece<'_>], division: &Division, level: u8) {
        let Some(piece) = pieces.get(division.piece) else { return };
        let mut words = piece.text.get(..division.label).unwrap_or_default().trim_end().to_owned();
        let caption = piece.text.get(division.caption.clone()).unwrap_or_default();
        let below = pieces.get(division.captions.clone()).unwrap_or_default();
        let length = division.below.unwrap_or(usize::MAX);
        let joined = below.iter().map(|piece| piece.text.get(..length).unwrap_or(&piece.text));
        let caption: Vec<&str> =
            Some(caption).into_iter().chain(joined).filter(|text| !text.is_empty()).collect();
        if !caption.is_empty() {
            words.push_str(separator(&words));
            words.push_str(&caption.join(" "));
        }
        self.blank();
        let line = piece.line + 1;
        self.headings.push(Heading {
            line,
            written: self.line + 1,
            level,
            kind: division.kind,
            text: words.clone(),
        });
        self.line(&format!("{} {words}", "#".repeat(usize::from(level))));
        self.after_heading = true;
        if let Some(text) = division.text.and_then(|start| piece.text.get(start..)) {
            self.blank();
            self.line(text);
        }
        if let Some(text) = below.last().and_then(|piece| piece.text.get(division.below?..)) {
            self.blank();
            self.line(text.trim_start());
        }
    }
}

/// What stands between a heading and its caption: a full stop, or a space where one stands or in scripts that
/// set none there.
fn separator(words: &str) -> &'static str {
    let separated = words.ends_with(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）' | '*'));
    let cased = words.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    if separated || !cased { " " } else { ". " }
}
