//! The captions of numbered divisions: in the line of the number, behind it, or below.

use super::{Division, Kind, Text, ends_in_small_word, in_capitals};
use crate::edit::import::find::Found;
use crate::edit::import::notes;
use crate::model::unmarked::{self, ENDS, Form, rank};
use crate::syntax::marker;
use std::ops::Range;

impl Text<'_> {
    /// Whether so many tenths of the articles of a form have a caption.
    pub(super) fn share(&self, found: &[Found], form: Form, tenths: usize) -> bool {
        let (mut all, mut captioned) = (0, 0);
        for found in found.iter().filter(|found| found.form == form && found.is_article()) {
            let text = self.at(found.piece);
            let has = match form {
                Form::RunOn => self.caption_length(caption_start(text, found.label).1).is_some(),
                _ => !self.captions(found.piece + 1, found).is_empty(),
            };
            all += 1;
            captioned += usize::from(has);
        }
        all > 0 && captioned * 10 >= all * tenths
    }

    pub(super) fn numbered(&self, found: &Found) -> Division {
        let text = self.at(found.piece);
        let (begin, rest) = caption_start(text, found.label);
        let (caption, goes_on) = match found.form {
            Form::Bare => (begin..begin, None),
            Form::Captioned => (begin..text.len(), None),
            Form::RunOn => match self.run_on_caption(found, rest) {
                Some(length) if length >= rest.len() => (begin..text.len(), None),
                Some(length) => (begin..begin + length, Some(text_start(text, begin + length))),
                None => (begin..begin, Some(begin).filter(|begin| *begin < text.len())),
            },
        };
        let bare = caption.is_empty() && goes_on.is_none();
        let after = found.piece + 1;
        let captions = if bare { self.captions(after, found) } else { after..after };
        let below = bare && captions.is_empty() && (self.captioned || !found.is_article());
        let run_on = self.pieces.get(after).filter(|piece| below && self.reads_as_caption_front(&piece.text));
        let below = run_on.and_then(|piece| self.caption_length(&piece.text)).filter(|length| *length > 2);
        Division {
            piece: found.piece,
            kind: Kind::Numbered,
            unit: found.reading.unit,
            number: found.number().cloned(),
            label: found.label,
            caption,
            captions: if below.is_some() { after..after + 1 } else { captions },
            below,
            text: goes_on,
            distance: 0,
        }
    }

    /// The bytes of the caption behind a label that text may run on from.
    pub(super) fn run_on_caption(&self, found: &Found, rest: &str) -> Option<usize> {
        const LONGEST: usize = 260;
        let alone = rest.chars().count() <= 100 && !rest.contains(ENDS) && !self.is_sentence(rest);
        if found.is_article() {
            let length = self.captions_run_on.then(|| self.caption_length(rest)).flatten();
            return length.or_else(|| (alone && !self.is_wrapped(found.piece)).then_some(rest.len()));
        }
        let capitals = rest.split(' ').take_while(|word| !word.contains(char::is_lowercase)).count();
        let whole = rest.len() <= LONGEST && !rest.ends_with(ENDS) && !self.is_sentence(rest);
        self.caption_length(rest).or_else(|| (whole || capitals > 30).then_some(rest.len()))
    }

    /// Whether a piece goes on in the line below it.
    pub(super) fn is_wrapped(&self, index: usize) -> bool {
        self.width != usize::MAX && self.pieces.get(index + 1).is_some_and(|next| !next.gap)
    }

    /// Whether a text begins as a caption does.
    pub(super) fn reads_as_caption_front(&self, text: &str) -> bool {
        text.starts_with(char::is_uppercase) && marker::markers(text).is_empty()
    }

    /// The bytes of the caption that text runs on from: it ends where a sentence begins.
    pub(super) fn caption_length(&self, text: &str) -> Option<usize> {
        const MOST_WORDS: usize = 40;
        let mut end = 0;
        let mut before = "";
        for (count, word) in text.split_inclusive(' ').enumerate() {
            if count > MOST_WORDS {
                return None;
            }
            let bare = word.trim_end();
            let next = text.get(end + word.len()..).unwrap_or_default();
            if count > 0 && self.opens_sentence(bare, next, before) {
                return Some(text.get(..end)?.trim_end().len());
            }
            if bare.ends_with(ENDS) {
                return None;
            }
            before = bare;
            end += word.len();
        }
        None
    }

    /// Whether a word opens a sentence: the number of a paragraph, or a capital where titles have none.
    pub(super) fn opens_sentence(&self, word: &str, next: &str, before: &str) -> bool {
        let paragraph = matches!(word, "1." | "(1)" | "(a)" | "1)" | "1" | "a)");
        if paragraph && next.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_alphabetic()) {
            return true;
        }
        let lower_before = before.chars().next().is_some_and(char::is_lowercase)
            || before.chars().all(|c| !c.is_lowercase())
            || before.chars().count() > 3;
        let small_next = next.starts_with(|c: char| c.is_lowercase())
            || next.split(' ').nth(1).is_some_and(|word| word.starts_with(char::is_lowercase));
        let preposition = self.prose().any(|prose| prose.prepositions.contains(&before));
        let nouns = matches!(word, "States" | "Parties") && !before.starts_with(char::is_lowercase);
        lower_before
            && !preposition
            && !nouns
            && small_next
            && self.prose().any(|prose| prose.openers.contains(&word))
    }

    /// The pieces behind a bare heading that are its caption.
    pub(super) fn captions(&self, start: usize, found: &Found) -> Range<usize> {
        let none = start..start;
        let Some(first) = self.pieces.get(start) else { return none };
        let text = &*first.text;
        let capitals = in_capitals(text);
        let longest = if capitals || !found.is_article() { 260 } else { 200 };
        let long = text.chars().count() > 100;
        let untitled = found.is_article() && (!self.captioned && !capitals && long || self.is_sentence(text));
        if untitled
            || text.chars().count() > longest
            || !self.reads_as_caption(text)
            || self.is_heading(start)
        {
            return none;
        }
        if rank(found.reading.unit) == Some(0) && self.opens_instrument(start) {
            return none;
        }
        let next = self.pieces.get(start + 1);
        let Some(next) = next else { return none };
        let wide = self.width != usize::MAX && text.chars().count() * 10 >= self.width * 8;
        if next.gap {
            // The first line of text can stand alone too, where articles have no captions.
            let text = wide && found.is_article() && !self.captioned && !capitals;
            return if text { none } else { start..start + 1 };
        }
        // Without a blank line the next line may go on with the caption, or both are wrapped text.
        if unmarked::small(&next.text) || wide && !capitals || ends_in_small_word(text) && !capitals {
            return if ends_in_small_word(text) && !found.is_article() && self.reads_as_caption(&next.text) {
                start..start + 2
            } else {
                none
            };
        }
        let mut end = start + 1;
        while capitals
            && self.pieces.get(end).is_some_and(|piece| !piece.gap && in_capitals(&piece.text))
            && self.reads_as_caption(self.at(end))
            && !self.is_heading(end)
        {
            end += 1;
        }
        start..end
    }

    pub(super) fn reads_as_caption(&self, text: &str) -> bool {
        let text = notes::without_marks(text);
        let ends = text.ends_with([';', ',', ':', '，', '；', '：', '。', '،', '؛']);
        let stop = text.ends_with('.') && !text.ends_with("etc.");
        let first = text.chars().next();
        let begins = first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        begins && !ends && !stop && marker::markers(text).is_empty() && !text.starts_with(['–', '-', '*'])
    }

    /// Whether a piece is the heading of a division with a number.
    pub(super) fn is_heading(&self, index: usize) -> bool {
        unmarked::read(self.at(index), None, self.languages)
            .is_some_and(|unmarked| unmarked.form != Form::RunOn)
    }
}

/// Where the caption behind a label starts, and what stands there.
fn caption_start(text: &str, label: usize) -> (usize, &str) {
    let rest = text.get(label..).unwrap_or_default().trim_start_matches(is_separator);
    (text.len() - rest.len(), rest)
}

fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '.' | ':' | '：' | '–' | '—' | '-' | ')' | '、' | '．' | '\u{22A5}')
}

pub(super) fn text_start(text: &str, from: usize) -> usize {
    text.len() - text.get(from..).unwrap_or_default().trim_start().len()
}
