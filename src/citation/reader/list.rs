//! The list behind a unit: numbers with their labels, joined by commas, "and", "or", and in ranges.

use super::{Reader, Step, Target, outer_start};
use crate::citation::language::Word;
use crate::citation::lexer::{Token, TokenKind};
use crate::citation::number::{Number, Series};
use crate::citation::unit::Unit;

impl Reader<'_> {
    /// Numbers and labels joined by commas, "and", "or", and ranges.
    pub(in crate::citation) fn list(&self, unit: Unit, start: usize) -> Option<(Vec<Target>, usize)> {
        let first = self.number_of(unit, start);
        let (first, mut end) = self.one(unit, &first, None)?;
        if self.counts_a_measure(end) {
            return None;
        }
        let mut targets = vec![first];
        while let Some((separator, next)) = self.separator(self.lexer.caption(end).unwrap_or(end)) {
            if let Some(last) = targets.last_mut()
                && let Some(number) = self.compound(unit, last, end, &next)
            {
                last.steps = vec![Step::Numbered(unit, number)];
                (last.range.end, end) = (next.range.end, next.range.end);
                continue;
            }
            let Some((target, target_end)) = self.one(unit, &next, targets.last()) else { break };
            let range = separator == Separator::Range;
            let falls = range && falls(targets.last(), &target) && !self.means_range(start, end, &next);
            if falls || self.counts_a_measure(target_end) || is_year(&target, &targets) {
                break;
            }
            if separator == Separator::Range
                && let Some(from) = targets.last_mut()
            {
                from.range.end = target.range.end;
                from.end = Some(target.steps);
            } else {
                targets.push(target);
            }
            end = target_end;
        }
        Some((targets, end))
    }

    /// The number of an annex that a hyphen holds together, "3-D", "1001.1b-3", "XVI-C", where it could be a
    /// range of two: its halves do not count the same way.
    fn compound(&self, unit: Unit, before: &Target, end: usize, next: &Token) -> Option<Number> {
        let joined = self.lexer.text.get(end..next.range.start)?;
        let ([Step::Numbered(_, first)], TokenKind::Number(second), None) =
            (before.steps.as_slice(), &next.kind, &before.end)
        else {
            return None;
        };
        let kind = |number: &Number| {
            let last = number.text.chars().next_back();
            let first = number.text.chars().next();
            (first.is_some_and(|c| c.is_ascii_digit()), last.is_some_and(|c| c.is_ascii_digit()))
        };
        let figures = (kind(first).1, kind(second).0);
        // Of two letters both are roman numbers in a range: "I-V".
        let roman = matches!(second.text.as_str(), "I" | "V" | "X");
        let falls = first.compare(second) == Some(std::cmp::Ordering::Greater);
        let letter = second.text.len() == 1 && (!roman || falls);
        let differ = figures.0 != figures.1 || figures == (false, false) && letter;
        if !(unit.is_appended() && matches!(joined, "-" | "‑") && differ) {
            return None;
        }
        Number::parse(&format!("{}-{}", first.text, second.text))
    }

    /// Whether a range that runs backwards is meant as one: it stands behind a unit in the plural, and its
    /// numbers are joined by a word or by a dash without spaces.
    fn means_range(&self, start: usize, end: usize, next: &Token) -> bool {
        let joined = self.lexer.text.get(end..next.range.start).unwrap_or_default();
        let dash = !joined.contains(char::is_alphabetic);
        let spaced = joined.contains(char::is_whitespace);
        let front = self.lexer.text.get(..start).unwrap_or_default().trim_end();
        let unit = front.char_indices().rev().take(UNIT_LENGTH).take_while(|(_, c)| c.is_alphabetic()).last();
        let plural = unit.is_some_and(|(from, _)| self.lexer.is_plural(&(from..front.len())));
        plural && !(dash && spaced)
    }

    /// The separator at `end` and the token behind it, if that is a number or a label.
    fn separator(&self, end: usize) -> Option<(Separator, Token)> {
        let mut token = self.lexer.token(end);
        let mut separator = match token.kind {
            TokenKind::Comma | TokenKind::Semicolon | TokenKind::Word(Word::And) => Separator::List,
            TokenKind::Dash | TokenKind::Word(Word::To) => Separator::Range,
            // "to" leads to what a clause belongs to and makes ranges; before a number it is a range.
            TokenKind::Word(Word::Of | Word::The) if self.lexer.is_range(end) => Separator::Range,
            _ => return None,
        };
        let mut next = self.lexer.token(token.range.end);
        if separator == Separator::List && next.kind == TokenKind::Word(Word::And) {
            token = next;
            next = self.lexer.token(token.range.end);
        }
        if separator == Separator::List && matches!(next.kind, TokenKind::Word(Word::To)) {
            separator = Separator::Range;
            next = self.lexer.token(next.range.end);
        }
        // "الفصلين التاسع والعاشر"; what is before a unit is its own: "premier et second alinéas".
        if token.kind == TokenKind::Word(Word::And) && matches!(next.kind, TokenKind::Ordinal(_)) {
            let word = self.lexer.number_behind(token.range.end);
            let own = matches!(self.lexer.token(word.range.end).kind, TokenKind::Unit(_));
            next = if own { next } else { word };
        }
        matches!(next.kind, TokenKind::Number(_) | TokenKind::Label(_)).then_some((separator, next))
    }

    /// A number with its labels, or labels alone: behind another target labels climb to their level.
    fn one(&self, unit: Unit, token: &Token, before: Option<&Target>) -> Option<(Target, usize)> {
        let mut end = token.range.end;
        let mut steps = match (&token.kind, before) {
            (TokenKind::Number(number), _) => {
                let closed = self.lexer.text.get(end..).is_some_and(|rest| rest.starts_with(')'));
                match number.split_letter().filter(|_| closed) {
                    // "paragraph 2b)": the paragraph and its point.
                    Some((number, letter)) => {
                        end += 1;
                        vec![Step::Numbered(unit, number), Step::Label(letter)]
                    }
                    None => {
                        // "point a)": the bracket closes the label.
                        end += usize::from(closed && before.is_none());
                        vec![Step::Numbered(unit, number.clone())]
                    }
                }
            }
            (TokenKind::Label(number), Some(before)) if is_labelled(before) => {
                let mut steps = before.end.clone().unwrap_or_else(|| before.steps.clone());
                steps.push(Step::Climb(number.clone()));
                steps
            }
            // "el artículo 5, a) ...": a list goes on in the sentence.
            (TokenKind::Label(_), Some(before)) if self.is_half(token) && !is_lettered(before) => {
                return None;
            }
            (TokenKind::Label(number), _) => vec![Step::Numbered(unit, number.clone())],
            _ => return None,
        };
        if let Some((label, label_end)) = self.lexer.signed_label(end) {
            steps.push(Step::Label(label));
            end = label_end;
        }
        loop {
            let label = self.lexer.token(end);
            let close = label.range.start.saturating_sub(end) <= 1;
            let TokenKind::Label(number) = label.kind else { break };
            if !close {
                break;
            }
            steps.push(Step::Label(number));
            end = label.range.end;
        }
        if steps.len() == 1
            && let Some((letter, letter_end)) = self.letter_between(end)
        {
            steps.push(Step::Label(letter));
            end = letter_end;
        }
        Some((Target { range: token.range.start..end, steps, end: None }, end))
    }

    /// A letter without brackets between a number and what it belongs to: "paragraphe 1, c, de l'Article 86",
    /// "пункту 6 е статьи 47".
    fn letter_between(&self, end: usize) -> Option<(Number, usize)> {
        const MOST: u32 = 10;
        let comma = self.lexer.token(end);
        let commas = comma.kind == TokenKind::Comma;
        let letter = self.lexer.letter_behind(if commas { comma.range.end } else { end })?;
        let TokenKind::Label(number) = letter.kind else { return None };
        let closed = self.lexer.token(letter.range.end).kind == TokenKind::Comma;
        let early = number.readings().iter().any(|reading| reading.value <= MOST);
        // "пункте 2 а выше"
        let above = self.lexer.token(letter.range.end).kind == TokenKind::Word(Word::Above);
        if early && above && !commas {
            return Some((number, letter.range.end));
        }
        let start = outer_start(self.lexer, letter.range.end).filter(|_| early && commas == closed)?;
        let outer = self.lexer.token(start);
        matches!(outer.kind, TokenKind::Unit(Unit::Article | Unit::Paragraph))
            .then_some((number, letter.range.end))
    }

    fn is_half(&self, label: &Token) -> bool {
        self.lexer.text.get(label.range.clone()).is_some_and(|label| !label.starts_with(['(', '（']))
    }

    /// Whether a unit of measure follows: "3 kilometres".
    fn counts_a_measure(&self, end: usize) -> bool {
        let at = end + self.lexer.space(end);
        let lower = self.lexer.lower.get(at..).unwrap_or_default();
        self.lexer.languages.iter().any(|language| language.begins_measure(lower))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    List,
    Range,
}

/// Whether a target ends in a label, so that a label behind it is of one of its levels.
fn is_labelled(target: &Target) -> bool {
    let steps = target.end.as_ref().unwrap_or(&target.steps);
    matches!(steps.last(), Some(Step::Label(_) | Step::Climb(_)))
}

/// Whether a target's own number is a letter.
fn is_lettered(target: &Target) -> bool {
    let steps = target.end.as_ref().unwrap_or(&target.steps);
    matches!(steps.last(), Some(Step::Numbered(_, number))
        if number.readings().iter().all(|reading| !reading.series.is_number() || reading.series == Series::Roman))
}

/// A year behind a list of small numbers is no clause: "Articles 4 and 5, 1961".
fn is_year(target: &Target, before: &[Target]) -> bool {
    let value = |target: &Target| match target.steps.last() {
        Some(Step::Numbered(_, number)) => number.value(),
        _ => None,
    };
    let small = before.iter().filter_map(value).all(|value| value < 1000);
    small && !before.is_empty() && value(target).is_some_and(|value| (1600..2200).contains(&value))
}

/// The most characters of the word for a unit.
const UNIT_LENGTH: usize = 24;

/// Whether a range would run backwards: "article 35 - 2. The Parties".
fn falls(from: Option<&Target>, to: &Target) -> bool {
    let figure = |target: &Target| match target.steps.as_slice() {
        [Step::Numbered(_, number)] => number
            .readings()
            .iter()
            .find(|reading| reading.series == Series::Arabic)
            .map(|reading| reading.value),
        _ => None,
    };
    matches!((from.and_then(figure), figure(to)), (Some(from), Some(to)) if to < from)
}
