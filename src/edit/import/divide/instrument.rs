//! Appended instruments, which have a name and no number.

use super::{Division, Kind, Text};
use crate::citation::{Language, Unit};
use crate::edit::import::find::{Found, starts};
use crate::edit::import::series;
use crate::model::heading;
use crate::model::unmarked::{ENDS, rank};

impl Text<'_> {
    /// The unit of an appended instrument whose name a line is.
    pub(super) fn instrument(&self, index: usize, last: &Division, next: Option<&Found>) -> Option<Unit> {
        let text = self.at(index);
        const FRONT_WORDS: usize = 4;
        if last.kind == Kind::Title && last.captions.end.max(last.piece + 1) == index {
            return None;
        }
        if !self.names_instrument(text, FRONT_WORDS) || self.is_sentence(text) {
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
        let counts = |text: &str| {
            text == "1"
                || text.strip_prefix("1.").is_some_and(|rest| rest.starts_with(|c: char| !c.is_numeric()))
        };
        let begins = agrees
            || self.prose().any(|prose| prose.final_acts.contains(&&*heading::lower(text)))
            || under == text
            || under.chars().count() > 60
            || counts(under)
            || counts(self.at(index + 2));
        let before = self.at(index.checked_sub(1)?);
        let ended = before.ends_with(ENDS)
            || before.ends_with([')', '”', '"', '|'])
            || !self.is_sentence(before)
            || before.ends_with(':') && self.opens_instrument(index);
        let listed = neighbour(index.checked_sub(1)) || neighbour(Some(index + 1));
        let opens = if self.opens_instrument(index) {
            restarts || begins
        } else {
            restarts && self.begins_again(last) || agrees
        };
        ((ended || restarts || agrees) && !listed && opens).then(|| self.instrument_unit(text))
    }

    /// Whether a text ends in words of agreement, as a preamble does.
    pub(super) fn agrees(&self, text: &str) -> bool {
        let mut start = text.len().saturating_sub(120);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let end = heading::lower(text.get(start..).unwrap_or(text));
        self.languages.iter().any(|language| language.ends_in_formula(&end))
    }

    /// Whether articles stand above, so that a first article begins another instrument.
    pub(super) fn begins_again(&self, last: &Division) -> bool {
        last.is_article() || last.kind == Kind::Instrument || rank(last.unit) == Some(0)
    }

    pub(super) fn instrument_unit(&self, text: &str) -> Unit {
        let reading = heading::read(text, self.languages);
        let lower = heading::lower(text);
        if self.names_final_act(&lower) {
            return Unit::Division;
        }
        if reading.unit.is_instrument() || reading.unit.is_scope() { reading.unit } else { Unit::Agreement }
    }

    /// Whether a line begins with the name of an instrument that can be appended.
    pub(super) fn opens_instrument(&self, index: usize) -> bool {
        const FRONT: usize = 80;
        let text = self.at(index);
        let lower = heading::lower(text.get(..text.floor_char_boundary(FRONT)).unwrap_or(text));
        let of_kind = |text: &str| series::opens(text, self.languages).is_some();
        let general = self.prose().flat_map(|prose| prose.general).find_map(|front| {
            lower.strip_prefix(front).filter(|rest| rest.starts_with(' ')).map(str::trim_start)
        });
        of_kind(&lower) || general.is_some_and(of_kind) || self.names_final_act(&lower)
    }

    /// Whether one of the first words is a noun that names instruments, with a capital.
    pub(super) fn names_instrument(&self, text: &str, words: usize) -> bool {
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
