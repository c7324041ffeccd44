//! What stands in a heading: its sign, the number and the caption with what parts them, its anchor.

use super::block::one_space;
use super::gap::is_empty_heading;
use super::spacing::{Spacing, is_space, lead, trimmed};
use crate::citation::{Language, Unit};
use crate::model::Document;
use crate::model::heading::{self, HeadingReading};
use crate::syntax::ast::Heading;
use crate::syntax::{Block, NodeKind};

/// How the headings of a document are read.
pub(super) struct Reader {
    languages: Vec<&'static Language>,
}

impl Reader {
    /// By the languages of `document`.
    pub(super) fn new(document: &Document) -> Self {
        Self { languages: document.language_tables() }
    }

    /// Puts a heading into its canonical form.
    pub(super) fn format(&self, block: &Block, spacing: &mut Spacing<'_>) {
        let text = block.text();
        let Some(parts) = Heading::cast(block) else { return };
        let line = text.trim_end_matches(['\r', '\n']);
        let sign = usize::from(parts.level);
        if is_empty_heading(line) {
            // The space is what makes it a heading.
            return spacing.set(sign..line.len(), " ");
        }
        one_space(text, sign, spacing);
        if let Some(anchor) = block.root().child(NodeKind::Anchor) {
            let start = anchor.span().start as usize;
            let before = text.get(..start).unwrap_or_default();
            let words = trimmed(before);
            let is_parted = words == start && before.ends_with(char::is_whitespace);
            if words > sign && !is_parted {
                spacing.set(words..start, " ");
            }
        }
        self.words(parts.words.text, parts.words.span.start as usize, spacing);
    }

    /// The words, which begin at byte `start`: one space before the number, and around what follows it what is
    /// usual there. They are left as they are if they would say anything else.
    fn words(&self, words: &str, start: usize, spacing: &mut Spacing<'_>) {
        let reading = heading::read(words, &self.languages);
        let Some((number, _)) = reading.number.as_ref().filter(|_| !reading.about) else { return };
        let mut part = Spacing::part(words);
        let before = words.get(..number.start as usize).unwrap_or_default();
        if trimmed(before) > 0 && trimmed(before) < before.len() {
            part.set(trimmed(before)..before.len(), " ");
        }
        if !reading.caption.is_empty() {
            separator(words, number.end as usize, reading.caption.start as usize, &mut part);
        }
        if part.is_empty() {
            return;
        }
        let after = part.applied();
        if says(&after, &heading::read(&after, &self.languages)) == says(words, &reading) {
            spacing.take(start, part);
        }
    }
}

/// What a heading says: its kind, its number and its caption.
fn says<'a>(words: &'a str, reading: &'a HeadingReading) -> (Unit, Option<&'a str>, bool, &'a str) {
    let number = reading.number.as_ref().map(|(_, number)| number.text.as_str());
    (reading.unit, number, reading.about, reading.caption.slice(words))
}

/// The spaces between a number, which ends at byte `end`, and the caption at byte `caption`.
fn separator(words: &str, end: usize, caption: usize, part: &mut Spacing<'_>) {
    let between = words.get(end..caption).unwrap_or_default();
    let signs = between.trim_matches(is_space);
    let begins_word = words.get(caption..).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let (first, last) = (end + lead(between), end + trimmed(between));
    match signs {
        "" if !between.is_empty() => part.set(end..caption, " "),
        "." | ")" => {
            part.set(end..first, "");
            if last < caption || begins_word {
                part.set(last..caption, " ");
            }
        }
        // In French a space stands before it.
        ":" => {
            if first > end {
                part.set(end..first, " ");
            }
            if last < caption || begins_word {
                part.set(last..caption, " ");
            }
        }
        // Without any space it may join two words.
        "-" | "–" | "—" if first > end || last < caption => {
            part.set(end..first, " ");
            part.set(last..caption, " ");
        }
        _ => {}
    }
}
