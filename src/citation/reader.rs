//! Reading citations: from a unit's word the whole chain, whose it is, and what each number in it names.
//! Nothing is resolved here: the steps say what is written, the model says where that is.
//!
//! ```text
//! citation := ( down | up | relative | ordinal ) [ "above" ] [ owner ]
//! down     := UNIT list { [","] UNIT list }          each unit deeper than the one before
//! up       := down "of" ["the"] citation
//! list     := one { SEPARATOR one | RANGE one }
//! one      := NUMBER { label } | label { label }
//! ```

mod list;
mod relative;

use super::language::{Language, Word};
use super::lexer::{Lexer, Token, TokenKind};
use super::number::{Number, Series};
use super::unit::Unit;
use super::{numbered_first, owner, triggers};
use crate::syntax::marker::is_roman;
use std::ops::Range;

/// A citation as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Its bytes in the text, its owner included.
    pub range: Range<usize>,
    /// What it names, each number with its own place.
    pub targets: Vec<Target>,
    /// Whose clauses they are.
    pub owner: Owner,
}

/// One clause, or a range of clauses, that a citation names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The bytes that name it.
    pub range: Range<usize>,
    /// The way to it from the outside in.
    pub steps: Vec<Step>,
    /// The last clause of a range: the steps to it.
    pub end: Option<Vec<Step>>,
}

/// A step to a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// "Article 4", "paragraph 2".
    Numbered(Unit, Number),
    /// `(b)` behind a number.
    Label(Number),
    /// `(c)` behind "4(1)(b) and": a label of the level where it fits.
    Climb(Number),
    /// "this Article".
    This(Unit),
    /// "that Article", "the same paragraph".
    Same(Unit),
    /// "the preceding Article": so many before.
    Before(Unit, u32),
    /// "the following Article": so many behind.
    After(Unit, u32),
    /// "the third paragraph"; the last counts -1.
    Ordinal(Unit, i32),
    /// "the Annex": the only one.
    Only(Unit),
}

impl Step {
    /// So many before or behind as there are.
    pub const ALL: u32 = u32::MAX;
}

/// Whose clauses a citation names.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Owner {
    /// Nothing is said.
    #[default]
    Unsaid,
    /// "of this Treaty", "hereof".
    This,
    /// "of that Convention", "thereof": the one named before; the noun, if there is one.
    Same(Option<Range<usize>>),
    /// "of the Charter of the United Nations": the bytes of the name.
    Named(Range<usize>),
}

/// The citations in `text`, in order. `lower` is the text in small letters, byte for byte as long.
pub fn read(text: &str, lower: &str, languages: &[&'static Language]) -> Vec<Citation> {
    let (first, spaced): (Vec<_>, Vec<_>) =
        languages.iter().copied().partition(|language| language.grammar.ordinal_sign.is_some());
    let mut citations = read_spaced(text, lower, &spaced);
    for language in first {
        citations.extend(numbered_first::read(text, lower, language));
    }
    citations.sort_by_key(|citation| citation.range.start);
    citations
}

/// The citations in which numbers stand behind their units.
fn read_spaced(text: &str, lower: &str, languages: &[&'static Language]) -> Vec<Citation> {
    let lexer = Lexer { text, lower, languages };
    let mut citations: Vec<Citation> = Vec::new();
    let mut done = 0;
    for trigger in triggers::find(lower, languages) {
        if trigger < done {
            continue;
        }
        let near = if languages.len() > 1 { lexer.languages_at(trigger) } else { languages.to_vec() };
        let reader = Reader { lexer: &Lexer { text, lower, languages: &near }, floor: done };
        if let Some(citation) = reader.citation(trigger) {
            done = citation.range.end;
            citations.push(citation);
        }
    }
    owner::spread(&lexer, &mut citations);
    citations
}

/// Targets and the byte behind them.
struct Chain {
    start: usize,
    end: usize,
    targets: Vec<Target>,
}

impl Chain {
    /// Whether it names parts of an article without the article.
    fn is_below_article(&self) -> bool {
        let below = |target: &Target| matches!(target.steps.first(), Some(Step::Numbered(unit, _)) if depth_of(*unit) > depth_of(Unit::Article));
        !self.targets.is_empty() && self.targets.iter().all(below)
    }

    /// The citation of these parts of the article that was cited last.
    fn of_the_same_article(mut self, end: usize) -> Citation {
        for target in &mut self.targets {
            target.steps.insert(0, Step::Same(Unit::Article));
            target.end.iter_mut().for_each(|steps| steps.insert(0, Step::Same(Unit::Article)));
        }
        Citation { range: self.start..end, targets: self.targets, owner: Owner::Unsaid }
    }
}

struct Reader<'a> {
    lexer: &'a Lexer<'a>,
    /// Nothing before this byte is looked at again.
    floor: usize,
}

impl Reader<'_> {
    /// The citation whose first unit is at `trigger`.
    fn citation(&self, trigger: usize) -> Option<Citation> {
        let chain = self.chain(trigger, Depth::FIRST)?;
        let mut end = chain.end;
        let above = self.lexer.token(end);
        if above.kind == TokenKind::Word(Word::Above) {
            end = above.range.end;
        }
        let before = || owner::before(self.lexer, chain.start, self.floor);
        let found =
            owner::behind(self.lexer, end).or_else(|| owner::behind(self.lexer, self.lexer.caption(end)?));
        let (owner, owner_end) = match found {
            // "Article 6 and paragraph 5 thereof": of the article.
            Some((Owner::Same(None), owner_end)) if chain.is_below_article() => {
                return Some(chain.of_the_same_article(owner_end));
            }
            // "the Charter, Article 51 of which"
            Some((Owner::Same(None), owner_end)) => {
                let named = before().or_else(|| owner::named_before(self.lexer, chain.start, self.floor));
                (named.unwrap_or(Owner::Same(None)), owner_end)
            }
            Some(found) => found,
            None => (before().unwrap_or_default(), end),
        };
        Some(Citation { range: chain.start..owner_end, targets: chain.targets, owner })
    }

    /// A chain at the unit at `at`: its own form, what it goes down to, and what it belongs to.
    fn chain(&self, at: usize, depth: Depth) -> Option<Chain> {
        let unit = self.lexer.token(at);
        let TokenKind::Unit(kind) = unit.kind else { return None };
        let prefix = self.prefix(&unit, kind, depth);
        let mut chain = match prefix {
            Some(chain) => chain,
            None => self.down(&unit, kind).or_else(|| self.suffix(&unit, kind))?,
        };
        self.up(&mut chain, kind, depth);
        Some(chain)
    }

    /// `UNIT list { [","] UNIT list }`.
    fn down(&self, unit: &Token, kind: Unit) -> Option<Chain> {
        if !self.is_citing(unit, kind) {
            return None;
        }
        let (mut targets, mut end) = self.list(kind, unit.range.end)?;
        let mut last = kind;
        while let Some((deeper, start)) = self.deeper_unit(end, last) {
            let single = targets.last().is_some_and(|target| target.end.is_none());
            let Some((inner, inner_end)) = self.inner(deeper, start).filter(|_| single) else { break };
            let Some(outer) = targets.pop() else { break };
            targets.extend(inner.into_iter().map(|inner| join(&outer, inner)));
            (last, end) = (deeper, inner_end);
        }
        Some(Chain { start: unit.range.start, end, targets })
    }

    /// A unit that goes on with a chain: deeper than the last, and not the start of a pair of its own
    /// (", paragraph 2 of Article 8").
    fn deeper_unit(&self, end: usize, last: Unit) -> Option<(Unit, usize)> {
        let mut token = self.lexer.token(end);
        let mut start = end;
        if token.kind == TokenKind::Comma {
            start = token.range.end;
            token = self.lexer.token(start);
        }
        let unit = match token.kind {
            TokenKind::Unit(unit) => unit,
            // ", second sentence"
            TokenKind::Ordinal(_) => match self.lexer.token(token.range.end).kind {
                TokenKind::Unit(unit @ (Unit::Sentence | Unit::Paragraph | Unit::Indent | Unit::Point)) => {
                    unit
                }
                _ => return None,
            },
            TokenKind::Word(Word::The) => {
                let ordinal = self.lexer.token(token.range.end);
                match (&ordinal.kind, self.lexer.token(ordinal.range.end).kind) {
                    (TokenKind::Ordinal(_), TokenKind::Unit(unit @ Unit::Sentence)) => unit,
                    _ => return None,
                }
            }
            _ => return None,
        };
        // "المادة 7 والفقرة 2": an "and" that is written with the unit.
        if depth_of(unit) <= depth_of(last) || self.lexer.is_glued(start) {
            return None;
        }
        let (_, inner_end) = self.inner(unit, start)?;
        let starts_pair = outer_start(self.lexer, inner_end).is_some_and(|start| {
            let mut outer = self.lexer.token(start);
            if outer.kind == TokenKind::Word(Word::The) {
                outer = self.lexer.token(outer.range.end);
            }
            matches!(outer.kind, TokenKind::Unit(outer) if depth_of(outer) < depth_of(unit))
        });
        (!starts_pair).then_some((unit, start))
    }

    /// The list of a deeper unit, or its ordinals: "paragraph 2", "second sentence".
    fn inner(&self, unit: Unit, start: usize) -> Option<(Vec<Target>, usize)> {
        let mut token = self.lexer.token(start);
        if token.kind == TokenKind::Word(Word::The) {
            token = self.lexer.token(token.range.end);
        }
        if let TokenKind::Ordinal(place) = token.kind {
            let word = self.lexer.token(token.range.end);
            let target = Target {
                range: token.range.start..word.range.end,
                steps: vec![Step::Ordinal(unit, place)],
                end: None,
            };
            return matches!(word.kind, TokenKind::Unit(_)).then_some((vec![target], word.range.end));
        }
        self.list(unit, token.range.end)
    }

    /// "of paragraph 1 of Article 5", "of this Article": what all targets belong to.
    fn up(&self, chain: &mut Chain, unit: Unit, depth: Depth) {
        let Some(depth) = depth.deeper(chain.end) else { return };
        let Some(outer) = outer_start(self.lexer, chain.end) else { return };
        let mut next = self.lexer.token(outer);
        while matches!(
            next.kind,
            TokenKind::Word(Word::The | Word::This | Word::Same | Word::Preceding | Word::Following)
                | TokenKind::Ordinal(_)
                | TokenKind::Count(_)
        ) {
            next = self.lexer.token(next.range.end);
        }
        let TokenKind::Unit(outer) = next.kind else { return };
        // "of this Agreement" says whose the clause is, and belongs to the owner.
        let numbered = matches!(self.lexer.number_behind(next.range.end).kind, TokenKind::Number(_));
        // "point (g) of the first subparagraph": that is a paragraph without a number.
        let ordinal = outer == Unit::Point && unit == Unit::Point && !numbered;
        if depth_of(outer) >= depth_of(unit) && !ordinal || outer.is_instrument() && !numbered {
            return;
        }
        let Some(outer) = self.chain(next.range.start, depth) else { return };
        let mut joined = Vec::new();
        for target in &outer.targets {
            joined.extend(chain.targets.iter().map(|inner| join_outside(target, inner)));
        }
        chain.targets = joined;
        chain.end = outer.end;
    }

    /// Whether a unit before a number cites: small "part", "section" and the like are words of prose, unless
    /// a figure follows; "letter" needs its brackets.
    fn is_citing(&self, unit: &Token, kind: Unit) -> bool {
        let word = self.lexer.text.get(unit.range.clone()).unwrap_or_default();
        let lower = self.lexer.lower.get(unit.range.clone()).unwrap_or_default();
        let next = self.number_of(kind, unit.range.end);
        let gap = self.lexer.text.get(unit.range.end..next.range.start).unwrap_or_default();
        if gap.is_empty() && !matches!(next.kind, TokenKind::Label(_)) {
            return false;
        }
        let TokenKind::Number(number) = &next.kind else {
            // "this Agreement (a) ..." goes on with a list.
            return matches!(next.kind, TokenKind::Label(_)) && !kind.is_instrument();
        };
        let figure = number.text.starts_with(|c: char| !c.is_alphabetic());
        let small = word.starts_with(char::is_lowercase);
        let container =
            depth_of(kind) < depth_of(Unit::Article) || kind == Unit::Rule || kind == Unit::Regulation;
        let capital_roman = number.text.len() > 1;
        let bare = self.lexer.puts(|grammar| grammar.small_containers) && is_roman(&number.text);
        let word = matches!(number.readings(), [reading] if reading.series == Series::Word);
        if small && container && !figure && !capital_roman && !bare && !word {
            return false;
        }
        !(lower == "letter" || lower == "item" || lower == "items") || figure && lower != "letter"
    }

    /// The number of a unit that ends at `at`.
    fn number_of(&self, unit: Unit, at: usize) -> Token {
        let letter = if unit == Unit::Point { self.lexer.letter_behind(at) } else { None };
        letter.unwrap_or_else(|| self.lexer.number_behind(at))
    }
}

/// How far a chain has gone up: a citation names at most so many units, and looks back no further than where
/// the last one ended.
#[derive(Clone, Copy)]
struct Depth {
    units: usize,
    start: usize,
}

impl Depth {
    const FIRST: Self = Self { units: 0, start: 0 };
    const MOST: usize = 8;

    fn deeper(self, start: usize) -> Option<Self> {
        (self.units < Self::MOST).then_some(Self { units: self.units + 1, start })
    }

    fn floor(self, floor: usize) -> usize {
        floor.max(self.start)
    }
}

/// Where what a chain belongs to begins behind it: behind "of", and in some languages right there.
fn outer_start(lexer: &Lexer<'_>, end: usize) -> Option<usize> {
    let mut token = lexer.token(end);
    // "inciso c), párrafo 1, del Artículo 86"
    if token.kind == TokenKind::Comma && lexer.puts(|grammar| grammar.half_brackets) {
        token = lexer.token(token.range.end);
        let start = token.range.start;
        let word = lexer.lower.get(token.range.clone()).unwrap_or_default();
        let loose = lexer.has(|grammar| grammar.loose.contains(&word));
        return match token.kind {
            TokenKind::Unit(_) => Some(start),
            TokenKind::Word(Word::Of) if !loose => Some(token.range.end),
            _ => None,
        };
    }
    let word = lexer.lower.get(token.range.clone()).unwrap_or_default();
    let contracted = || lexer.has(|grammar| grammar.contracted.contains(&word));
    let genitive = || lexer.puts(|grammar| grammar.genitive);
    match token.kind {
        TokenKind::Word(Word::Of) => Some(token.range.end),
        TokenKind::Word(Word::Same) if contracted() || genitive() => Some(token.range.start),
        TokenKind::Unit(_) | TokenKind::Word(Word::This | Word::The | Word::Preceding | Word::Following)
            if genitive() =>
        {
            Some(token.range.start)
        }
        _ => None,
    }
}

/// A deeper target inside `outer`.
fn join(outer: &Target, inner: Target) -> Target {
    let inside = |steps: Vec<Step>| outer.steps.iter().cloned().chain(steps).collect();
    Target {
        range: outer.range.start..inner.range.end,
        steps: inside(inner.steps),
        end: inner.end.map(inside),
    }
}

/// A target inside one that stands behind it in the text.
fn join_outside(outer: &Target, inner: &Target) -> Target {
    let inside = |steps: &[Step]| outer.steps.iter().chain(steps).cloned().collect();
    Target { range: inner.range.clone(), steps: inside(&inner.steps), end: inner.end.as_deref().map(inside) }
}

/// How deep a unit stands: an annex outside, a sentence inside.
pub(super) fn depth_of(unit: Unit) -> u8 {
    match unit {
        Unit::Protocol
        | Unit::Agreement
        | Unit::Understanding
        | Unit::Decision
        | Unit::Declaration
        | Unit::Annex
        | Unit::Schedule => 0,
        Unit::Appendix | Unit::Attachment | Unit::List | Unit::Note => 1,
        Unit::Part => 2,
        Unit::Title => 3,
        Unit::Chapter => 4,
        Unit::Section | Unit::Division | Unit::Preamble | Unit::Conclusions => 5,
        Unit::Subsection => 6,
        Unit::Article | Unit::Rule | Unit::Regulation | Unit::Recital => 7,
        Unit::Paragraph => 8,
        Unit::Point => 9,
        Unit::Indent => 10,
        Unit::Sentence => 11,
    }
}
