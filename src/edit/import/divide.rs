//! What opens a division without a number, and the captions of those that have one.

use super::find::{Found, starts};
use super::piece::{Habit, Piece};
use crate::citation::{Language, Number, Unit};
use crate::model::heading;
use crate::model::unmarked::{self, ENDS, Form, is_caption, rank};
use crate::syntax::marker;
use std::ops::Range;

/// A division, as it is going to be marked.
#[derive(Clone, Debug)]
pub(super) struct Division {
    /// The piece that begins with its heading.
    pub(super) piece: usize,
    /// What it is.
    pub(super) kind: Kind,
    /// Its unit.
    pub(super) unit: Unit,
    /// Its number.
    pub(super) number: Option<Number>,
    /// The bytes of its kind and number in the piece.
    pub(super) label: usize,
    /// The bytes of its caption in the piece; empty if it has none there.
    pub(super) caption: Range<usize>,
    /// The pieces behind it that are its caption.
    pub(super) captions: Range<usize>,
    /// The bytes of the caption at the start of the last of these pieces, if text runs on from it.
    pub(super) below: Option<usize>,
    /// Where in the piece its text begins, if it begins there.
    pub(super) text: Option<usize>,
    /// How many pieces of text stand between the division before and this one.
    pub(super) distance: usize,
}

/// What kind of heading a division has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The title of the document.
    Title,
    /// A number.
    Numbered,
    /// The name of an instrument that is appended.
    Instrument,
    /// A caption alone, over a group of articles.
    Group,
}

impl Kind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Numbered => "numbered",
            Self::Instrument => "instrument",
            Self::Group => "group",
        }
    }
}

/// All divisions, in order.
pub(super) fn divide(
    pieces: &[Piece<'_>],
    found: Vec<Found>,
    habit: Habit,
    languages: &[&Language],
) -> Vec<Division> {
    let mut text = Text { pieces, languages, width: width(habit), captions_run_on: false, captioned: true };
    text.captions_run_on = text.share(&found, Form::RunOn, 6);
    text.captioned = text.share(&found, Form::Bare, 3);
    let mut divisions: Vec<Division> = Vec::new();
    let mut found = found.into_iter().peekable();
    let first = found.peek().map_or(pieces.len(), |found| found.piece);
    let mut index = text.title(first).map_or(0, |title| {
        let end = title.piece + 1;
        divisions.push(title);
        end
    });
    let mut last = 0;
    while index < pieces.len() {
        let division = match found.next_if(|found| found.piece == index) {
            Some(numbered) => Some(text.numbered(&numbered)),
            None => text.unnumbered(index, divisions.last(), found.peek()),
        };
        match division {
            Some(mut division) => {
                division.distance = index.saturating_sub(last);
                index = division.captions.end.max(index + 1);
                while found.next_if(|found| found.piece < index).is_some() {}
                last = index - usize::from(division.text.is_some() || division.below.is_some());
                divisions.push(division);
            }
            None => index += 1,
        }
    }
    divisions
}

/// The length in characters that wrapped lines have at most, most of the time.
fn width(habit: Habit) -> usize {
    match habit {
        Habit::Wrapped(width) => width,
        Habit::Paragraphs => usize::MAX,
    }
}

/// How the final act of a conference is named: decisions and declarations are adopted with it.
const FINAL_ACTS: [&str; 6] =
    ["final act", "acte final", "acta final", "slotakte", "schlussakte", "заключительный акт"];

struct Text<'a> {
    pieces: &'a [Piece<'a>],
    languages: &'a [&'a Language],
    /// The length of wrapped lines, or the largest number if lines are paragraphs.
    width: usize,
    /// Whether articles have captions that their text runs on from.
    captions_run_on: bool,
    /// Whether articles that stand alone in their line have captions below.
    captioned: bool,
}

impl Text<'_> {
    /// Whether so many tenths of the articles of a form have a caption.
    fn share(&self, found: &[Found], form: Form, tenths: usize) -> bool {
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

    fn at(&self, index: usize) -> &str {
        self.pieces.get(index).map_or("", |piece| &piece.text)
    }

    /// The title of the document: the first line, if it names an instrument.
    fn title(&self, first: usize) -> Option<Division> {
        const LONGEST: usize = 400;
        let text = self.at(0);
        let short = text.chars().count() <= LONGEST && !text.ends_with([',', ';', ':', '，', '；', '：']);
        let titled = first > 0 && short && !unmarked::small(text) && self.names_instrument(text, usize::MAX);
        titled.then(|| self.named(0, Kind::Title, Unit::Division))
    }

    fn named(&self, piece: usize, kind: Kind, unit: Unit) -> Division {
        let end = self.at(piece).len();
        Division {
            piece,
            kind,
            unit,
            number: None,
            label: end,
            caption: end..end,
            captions: piece + 1..piece + 1,
            below: None,
            text: None,
            distance: 0,
        }
    }

    fn numbered(&self, found: &Found) -> Division {
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
    fn run_on_caption(&self, found: &Found, rest: &str) -> Option<usize> {
        const LONGEST: usize = 260;
        let alone = rest.chars().count() <= 100 && !rest.contains(ENDS) && !is_sentence(rest);
        if found.is_article() {
            let length = self.captions_run_on.then(|| self.caption_length(rest)).flatten();
            return length.or_else(|| (alone && !self.is_wrapped(found.piece)).then_some(rest.len()));
        }
        let capitals = rest.split(' ').take_while(|word| !word.contains(char::is_lowercase)).count();
        let whole = rest.len() <= LONGEST && !rest.ends_with(ENDS) && !is_sentence(rest);
        self.caption_length(rest).or_else(|| (whole || capitals > 30).then_some(rest.len()))
    }

    /// Whether a piece goes on in the line below it.
    fn is_wrapped(&self, index: usize) -> bool {
        self.width != usize::MAX && self.pieces.get(index + 1).is_some_and(|next| !next.gap)
    }

    /// Whether a text begins as a caption does.
    fn reads_as_caption_front(&self, text: &str) -> bool {
        text.starts_with(char::is_uppercase) && marker::markers(text).is_empty()
    }

    /// The bytes of the caption that text runs on from: it ends where a sentence begins.
    fn caption_length(&self, text: &str) -> Option<usize> {
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
    fn opens_sentence(&self, word: &str, next: &str, before: &str) -> bool {
        let paragraph = matches!(word, "1." | "(1)" | "(a)" | "1)" | "1" | "a)");
        if paragraph && next.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_alphabetic()) {
            return true;
        }
        const OPENERS: [&str; 40] = [
            "The",
            "This",
            "These",
            "In",
            "For",
            "Nothing",
            "No",
            "Each",
            "Every",
            "Any",
            "All",
            "A",
            "An",
            "If",
            "When",
            "Where",
            "Whenever",
            "Upon",
            "Subject",
            "Without",
            "Except",
            "States",
            "Parties",
            "On",
            "At",
            "Notwithstanding",
            "It",
            "Such",
            "As",
            "Unless",
            "With",
            "By",
            "There",
            "To",
            "Either",
            "Pursuant",
            "Aux",
            "Les",
            "Le",
            "La",
        ];
        let lower_before = before.chars().next().is_some_and(char::is_lowercase)
            || before.chars().all(|c| !c.is_lowercase())
            || before.chars().count() > 3;
        let small_next = next.starts_with(|c: char| c.is_lowercase())
            || next.split(' ').nth(1).is_some_and(|word| word.starts_with(char::is_lowercase));
        let preposition = before.chars().count() <= 4
            && matches!(
                before,
                "of" | "the" | "and" | "to" | "in" | "for" | "or" | "by" | "on" | "with" | "de"
            );
        let nouns = matches!(word, "States" | "Parties") && !before.starts_with(char::is_lowercase);
        lower_before && !preposition && !nouns && small_next && OPENERS.contains(&word)
    }

    /// The pieces behind a bare heading that are its caption.
    fn captions(&self, start: usize, found: &Found) -> Range<usize> {
        let none = start..start;
        let Some(first) = self.pieces.get(start) else { return none };
        let text = &*first.text;
        let capitals = in_capitals(text);
        let longest = if capitals || !found.is_article() { 260 } else { 200 };
        let long = text.chars().count() > 100;
        let untitled = found.is_article() && (!self.captioned && !capitals && long || is_sentence(text));
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
        if next.gap {
            return start..start + 1;
        }
        // Without a blank line the next line may go on with the caption, or both are wrapped text.
        let wide = self.width != usize::MAX && text.chars().count() * 10 >= self.width * 8;
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

    fn reads_as_caption(&self, text: &str) -> bool {
        let ends = text.ends_with([';', ',', ':', '，', '；', '：', '。', '،', '؛']);
        let stop = text.ends_with('.') && !text.ends_with("etc.");
        let first = text.chars().next();
        let begins = first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        begins && !ends && !stop && marker::markers(text).is_empty() && !text.starts_with(['–', '-', '*'])
    }

    /// Whether a piece is the heading of a division with a number.
    fn is_heading(&self, index: usize) -> bool {
        unmarked::read(self.at(index), None, self.languages)
            .is_some_and(|unmarked| unmarked.form == Form::Bare)
    }

    /// A division without a number: an appended instrument, or a caption over articles.
    fn unnumbered(&self, index: usize, last: Option<&Division>, next: Option<&Found>) -> Option<Division> {
        let piece = self.pieces.get(index)?;
        if let Some(division) = self.preamble(index, last) {
            return Some(division);
        }
        let behind = last.is_some_and(|last| last.captions.end.max(last.piece + 1) == index);
        let alone = piece.gap || behind || self.width == usize::MAX;
        if !alone || !self.reads_as_caption(&piece.text) || piece.text.chars().count() > 260 {
            return None;
        }
        let last = last?;
        if let Some(unit) = self.instrument(index, last, next) {
            let kind = if rank(unit) == Some(0) { Kind::Numbered } else { Kind::Instrument };
            return Some(self.named(index, kind, unit));
        }
        let next = next.filter(|next| next.piece == index + 1 && self.groups(next))?;
        let before = self.at(index.checked_sub(1)?);
        let behind_heading = last.captions.end.max(last.piece + 1) == index && last.text.is_none();
        let ended = before.ends_with(ENDS) || before.ends_with([')', '”', '"']);
        let short = is_caption(&piece.text) && piece.text.chars().count() >= 3;
        let opens = (ended || behind_heading && !last.is_article()) && short && next.number().is_some();
        opens.then(|| self.named(index, Kind::Group, Unit::Division))
    }

    fn groups(&self, next: &Found) -> bool {
        next.is_article() || matches!(next.reading.unit, Unit::Section | Unit::Subsection)
    }

    /// "PREAMBLE", alone or with the text behind it.
    fn preamble(&self, index: usize, last: Option<&Division>) -> Option<Division> {
        let text = self.at(index);
        if last.is_some_and(|last| last.kind != Kind::Title) || unmarked::small(text) {
            return None;
        }
        let front = text.split(' ').next().unwrap_or(text);
        let lower = heading::lower(front.trim_end_matches([':', '.']));
        let named = self.languages.iter().any(|language| {
            language
                .unit_at(&lower)
                .is_some_and(|(unit, length)| unit == Unit::Preamble && length == lower.len())
        });
        let alone = front.len() == text.len();
        let capitals = in_capitals(front);
        if !named || !alone && !capitals {
            return None;
        }
        let mut division = self.named(index, Kind::Group, Unit::Preamble);
        division.label = front.len();
        division.caption = front.len()..front.len();
        division.text = (!alone).then(|| text_start(text, front.len()));
        Some(division)
    }

    /// The unit of an appended instrument whose name a line is.
    fn instrument(&self, index: usize, last: &Division, next: Option<&Found>) -> Option<Unit> {
        let text = self.at(index);
        const FRONT_WORDS: usize = 4;
        if last.kind == Kind::Title && last.captions.end.max(last.piece + 1) == index {
            return None;
        }
        if !self.names_instrument(text, FRONT_WORDS) || is_sentence(text) {
            return None;
        }
        let headed = |at: usize| last.piece == at || next.is_some_and(|next| next.piece == at);
        let neighbour = |at: Option<usize>| {
            at.filter(|at| !headed(*at)).is_some_and(|at| {
                let near = self.at(at);
                near != text && self.names_instrument(near, FRONT_WORDS) && self.reads_as_caption(near)
            })
        };
        let restarts = next.is_some_and(|next| {
            let near = next.is_article() && next.piece <= index + 60 || next.piece <= index + 3;
            near && next.number().is_some_and(starts) && rank(next.reading.unit) != Some(0)
        });
        let under = self.at(index + 1);
        let agrees = self.agrees(under);
        let counts = |text: &str| text == "1" || text.starts_with("1. ");
        let begins = agrees
            || under == text
            || under.chars().count() > 60
            || counts(under)
            || counts(self.at(index + 2));
        let before = self.at(index.checked_sub(1)?);
        let ended = before.ends_with(ENDS) || before.ends_with([')', '”', '"', '|']) || !is_sentence(before);
        let listed = neighbour(index.checked_sub(1)) || neighbour(Some(index + 1));
        let opens = if self.opens_instrument(index) {
            restarts || begins
        } else {
            restarts && self.begins_again(last) || agrees
        };
        ((ended || restarts || agrees) && !listed && opens).then(|| self.instrument_unit(text))
    }

    /// Whether a text ends in words of agreement, as a preamble does.
    fn agrees(&self, text: &str) -> bool {
        let mut start = text.len().saturating_sub(120);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let end = heading::lower(text.get(start..).unwrap_or(text));
        self.languages.iter().any(|language| language.ends_in_formula(&end))
    }

    /// Whether articles stand above, so that a first article begins another instrument.
    fn begins_again(&self, last: &Division) -> bool {
        last.is_article() || last.kind == Kind::Instrument || rank(last.unit) == Some(0)
    }

    fn instrument_unit(&self, text: &str) -> Unit {
        let reading = heading::read(text, self.languages);
        let lower = heading::lower(text);
        if FINAL_ACTS.iter().any(|words| lower.starts_with(words)) {
            return Unit::Division;
        }
        if reading.unit.is_instrument() || reading.unit.is_scope() { reading.unit } else { Unit::Agreement }
    }

    /// Whether a line begins with the name of an instrument that can be appended.
    fn opens_instrument(&self, index: usize) -> bool {
        let text = self.at(index);
        let lower = heading::lower(text);
        let of_kind = |text: &str| {
            self.languages.iter().any(|language| {
                language.unit_at(text).is_some_and(|(unit, length)| {
                    let singular = !text.get(..length).unwrap_or_default().ends_with('s');
                    singular && (unit.is_instrument() || unit.is_scope())
                })
            })
        };
        let general = ["general ", "acuerdo general "].iter().find_map(|front| lower.strip_prefix(front));
        of_kind(&lower)
            || general.is_some_and(of_kind)
            || FINAL_ACTS.iter().any(|words| lower.starts_with(words))
    }

    /// Whether one of the first words is a noun that names instruments, with a capital.
    fn names_instrument(&self, text: &str, words: usize) -> bool {
        text.split(|c: char| !c.is_alphanumeric() && c != '-')
            .filter(|word| !word.is_empty())
            .take(words)
            .any(|word| {
                let lower = heading::lower(word);
                let noun = |language: &&Language| {
                    language.is_instrument(&lower)
                        || language.unit_at(&lower).is_some_and(|(unit, length)| {
                            (unit.is_instrument() || unit.is_scope()) && length == lower.len()
                        })
                };
                self.languages.iter().any(noun)
            })
            || self.languages.iter().any(|language| {
                language.unspaced && language.instruments.iter().any(|noun| text.contains(noun))
            })
    }
}

impl Division {
    pub(super) fn is_article(&self) -> bool {
        rank(self.unit) == rank(Unit::Article)
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

fn text_start(text: &str, from: usize) -> usize {
    text.len() - text.get(from..).unwrap_or_default().trim_start().len()
}

/// Whether a text has capitals and no small letters.
pub(super) fn in_capitals(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

/// Whether a line has the verb of a rule.
fn is_sentence(text: &str) -> bool {
    const VERBS: [&str; 16] = [
        " shall ", " is ", " are ", " may ", " has ", " have ", " est ", " sont ", " doit ", " es ", " son ",
        " zijn ", " wordt ", " worden ", " ist ", " sind ",
    ];
    VERBS.iter().any(|verb| text.contains(verb))
}

fn ends_in_small_word(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let lower = last.to_lowercase();
    lower.chars().count() <= 3
        && last.chars().all(char::is_alphabetic)
        && (last == lower || in_capitals(text))
}
