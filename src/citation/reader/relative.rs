//! What stands before a unit in the place of its number, and in some languages behind it: "this Article",
//! "the preceding two", "the second paragraph", "l'article précédent".

use super::{Chain, Depth, Reader, Step, Target, depth_of, outer_start};
use crate::citation::language::Word;
use crate::citation::lexer::{Token, TokenKind};
use crate::citation::unit::Unit;

impl Reader<'_> {
    /// What stands before the unit: "this", "the preceding two", "the second".
    pub(super) fn prefix(&self, unit: &Token, kind: Unit, depth: Depth) -> Option<Chain> {
        let words = self.words_before(unit.range.start, depth)?;
        let printed = self.lexer.text.get(unit.range.clone()).unwrap_or_default();
        let capital = printed.starts_with(char::is_uppercase);
        let only = || {
            let the = words.last().filter(|token| token.kind == TokenKind::Word(Word::The))?;
            let alone = matches!(kind, Unit::Annex | Unit::Appendix | Unit::Schedule | Unit::Preamble);
            (alone && capital).then(|| (the.range.start, vec![Step::Only(kind)]))
        };
        // "this Agreement" is the instrument and no clause of it; small "the first part" is prose.
        let container = depth_of(kind) < depth_of(Unit::Article);
        let plural = self.lexer.is_plural(&unit.range);
        let (mut start, steps, end) = match relative(&words, kind) {
            Some((start, steps)) if plural => all_of(start, steps),
            Some((start, steps)) => (start, steps, None),
            None => only().map(|(start, steps)| (start, steps, None))?,
        };
        let prose = container && !capital && !matches!(steps.first(), Some(Step::This(_)));
        if kind.is_instrument() || prose || self.is_party(unit, steps.first()) {
            return None;
        }
        // ", last sentence" in a list of places says of which only by what stands before it.
        let definite = words.iter().any(|token| token.kind == TokenKind::Word(Word::The));
        let articles = self
            .lexer
            .languages
            .iter()
            .any(|language| language.words.iter().any(|(role, _)| *role == Word::The));
        if kind == Unit::Sentence
            && articles
            && !definite
            && outer_start(self.lexer, unit.range.end).is_none()
        {
            return None;
        }
        // "this Article 4" is a number all the same.
        let behind = self.lexer.number_behind(unit.range.end);
        if matches!(behind.kind, TokenKind::Number(_) | TokenKind::Label(_)) {
            return None;
        }
        if let Some(the) =
            words.iter().find(|token| token.kind == TokenKind::Word(Word::The) && token.range.end < start)
            && self.lexer.text.get(the.range.end..start).is_some_and(|gap| gap.trim().is_empty())
        {
            start = the.range.start;
        }
        let range = start..unit.range.end;
        let target = |step| Target { range: range.clone(), steps: vec![step], end: end.clone() };
        let targets = steps.into_iter().map(target);
        Some(Chain { start, end: unit.range.end, targets: targets.collect() })
    }

    /// Whether the word for a part is that for a party, where the steps do not tell: "esa Parte".
    fn is_party(&self, unit: &Token, step: Option<&Step>) -> bool {
        let word = self.lexer.lower.get(unit.range.clone()).unwrap_or_default();
        let certain = matches!(step, Some(Step::This(_) | Step::Ordinal(..)));
        !certain && self.lexer.has(|grammar| grammar.parties.contains(&word))
    }

    /// What stands behind the unit in languages that have it there: "l'article précédent".
    pub(super) fn suffix(&self, unit: &Token, kind: Unit) -> Option<Chain> {
        let behind = self.lexer.token(unit.range.end);
        let step = match behind.kind {
            TokenKind::Word(Word::Preceding) => Step::Before(kind, 1),
            TokenKind::Word(Word::Following) => Step::After(kind, 1),
            TokenKind::Ordinal(-1) => Step::Ordinal(kind, -1),
            _ => return None,
        };
        let container = depth_of(kind) < depth_of(Unit::Article);
        if container || !self.lexer.puts(|grammar| grammar.ordinals_behind) {
            return None;
        }
        let range = unit.range.start..behind.range.end;
        let (start, steps, end) = match self.lexer.is_plural(&unit.range) {
            true => all_of(range.start, vec![step]),
            false => (range.start, vec![step], None),
        };
        let target = Target { range: start..range.end, steps, end };
        Some(Chain { start: range.start, end: range.end, targets: vec![target] })
    }

    /// Up to four tokens before byte `at`, in order.
    fn words_before(&self, at: usize, depth: Depth) -> Option<Vec<Token>> {
        const MOST: usize = 4;
        let floor = depth.floor(self.floor);
        let front = self.lexer.text.get(floor..at)?;
        let starts: Vec<usize> = front
            .char_indices()
            .rev()
            .take(60)
            .filter(|(place, c)| {
                let before = front.get(..*place).and_then(|text| text.chars().next_back());
                c.is_alphanumeric() && before.is_none_or(|before| !before.is_alphanumeric())
            })
            .map(|(place, _)| floor + place)
            .take(MOST)
            .collect();
        let mut tokens = Vec::new();
        let mut next = starts.last().copied()?;
        while next < at {
            let token = self.lexer.token(next);
            if token.range.start >= at {
                break;
            }
            next = token.range.end;
            tokens.push(token);
        }
        Some(tokens)
    }
}

/// The relative or ordinal steps that `words`, which stand before a unit, make of it, and where they begin.
fn relative(words: &[Token], unit: Unit) -> Option<(usize, Vec<Step>)> {
    let (last, front) = words.split_last()?;
    let start = last.range.start;
    match last.kind {
        TokenKind::Word(Word::This) => Some((start, vec![Step::This(unit)])),
        TokenKind::Word(Word::Same) => Some((start, vec![Step::Same(unit)])),
        TokenKind::Word(Word::Preceding) => Some((start, vec![Step::Before(unit, 1)])),
        TokenKind::Word(Word::Following) => Some((start, vec![Step::After(unit, 1)])),
        TokenKind::Count(count) => {
            let before = front.last()?;
            let places = 1..=count.min(20);
            let steps = match before.kind {
                TokenKind::Word(Word::Preceding) => {
                    places.rev().map(|place| Step::Before(unit, place)).collect()
                }
                TokenKind::Word(Word::Following) => places.map(|place| Step::After(unit, place)).collect(),
                _ => return None,
            };
            Some((before.range.start, steps))
        }
        TokenKind::Ordinal(place) => {
            // "the first and second paragraphs"
            let mut steps = vec![Step::Ordinal(unit, place)];
            let mut start = start;
            if let [.., first, and] = front
                && let (TokenKind::Ordinal(other), TokenKind::Word(Word::And)) = (&first.kind, &and.kind)
            {
                steps.insert(0, Step::Ordinal(unit, *other));
                start = first.range.start;
            }
            Some((start, steps))
        }
        _ => None,
    }
}

/// "the preceding paragraphs", in the plural and without a number, are all of them.
fn all_of(start: usize, steps: Vec<Step>) -> (usize, Vec<Step>, Option<Vec<Step>>) {
    match steps.as_slice() {
        [Step::Before(unit, 1)] => {
            (start, vec![Step::Before(*unit, Step::ALL)], Some(vec![Step::Before(*unit, 1)]))
        }
        [Step::After(unit, 1)] => {
            (start, vec![Step::After(*unit, 1)], Some(vec![Step::After(*unit, Step::ALL)]))
        }
        _ => (start, steps, None),
    }
}
