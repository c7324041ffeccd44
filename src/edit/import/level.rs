//! How deep each heading stands, from the order of the divisions seen.

use super::divide::{Division, Kind};
use super::find::{follows, starts};
use crate::citation::{Number, Unit};
use crate::model::unmarked::rank;

/// The deepest heading that the markup has.
const DEEPEST: usize = 9;

/// The level of each division.
pub(super) fn levels(divisions: &[Division]) -> Vec<u8> {
    let mut stack = Stack::default();
    let mut levels: Vec<u8> = Vec::with_capacity(divisions.len());
    for (index, division) in divisions.iter().enumerate() {
        let before = stack.body.as_ref().map(|body| body.annex);
        let level = stack.level(division, index);
        // An annex that the body goes on behind stands as deep as what goes on.
        if let Some(annex) = before.filter(|_| stack.body.is_none()) {
            let own = levels.get(annex).copied().unwrap_or(level);
            let deeper = level.saturating_sub(own);
            for inner in levels.iter_mut().skip(annex) {
                *inner = (*inner + deeper).min(DEEPEST as u8);
            }
        }
        levels.push(level);
    }
    levels
}

/// The divisions that are open, outermost first.
#[derive(Default)]
struct Stack {
    open: Vec<Open>,
    /// Which unit was seen in which.
    nested: Vec<(Unit, Unit)>,
    /// The number of the last article in the scope that is open.
    article: Option<Number>,
    /// Whether an article stands below the innermost of them.
    has_articles: bool,
    /// What was open where an annex began: an annex can stand between two articles or chapters of the body.
    body: Option<Body>,
}

struct Body {
    open: Vec<Open>,
    article: Option<Number>,
    /// The division that is the annex.
    annex: usize,
}

#[derive(Clone)]
struct Open {
    unit: Unit,
    kind: Kind,
    number: Option<Number>,
}

impl Open {
    fn is_scope(&self) -> bool {
        self.kind == Kind::Instrument || rank(self.unit) == Some(0)
    }

    fn continues(&self, division: &Division) -> bool {
        match (&self.number, &division.number) {
            (Some(last), Some(number)) => follows(number, last),
            (None, None) => true,
            _ => false,
        }
    }
}

impl Stack {
    fn level(&mut self, division: &Division, index: usize) -> u8 {
        if division.kind == Kind::Title {
            return 1;
        }
        if division.is_article() {
            self.return_to_body(division);
            self.article.clone_from(&division.number);
            self.has_articles = true;
            return depth(self.open.len());
        }
        self.return_to_body(division);
        let place = match division.kind {
            Kind::Instrument => self.place_of_instrument(division),
            _ if rank(division.unit) == Some(0) => self.place_of_annex(division),
            _ => self.place_of_division(division),
        };
        let opens_scope = division.kind == Kind::Instrument || rank(division.unit) == Some(0);
        if opens_scope && !self.open.iter().any(Open::is_scope) {
            let (open, article) = (self.open.clone(), self.article.clone());
            self.body = Some(Body { open, article, annex: index });
        }
        self.open.truncate(place);
        if let Some(above) = self.open.last().filter(|above| !above.is_scope())
            && !self.nested.contains(&(above.unit, division.unit))
        {
            self.nested.push((above.unit, division.unit));
        }
        let level = depth(self.open.len());
        self.open.push(Open { unit: division.unit, kind: division.kind, number: division.number.clone() });
        if opens_scope {
            self.article = None;
        }
        self.has_articles = false;
        level
    }

    /// Closes an annex where the series goes on that it stands in: Article VIII behind an annex to Article VII.
    fn return_to_body(&mut self, division: &Division) {
        let Some(body) = &self.body else { return };
        let next = |number: &Option<Number>| {
            number.as_ref().zip(division.number.as_ref()).is_some_and(|(last, number)| follows(number, last))
        };
        let goes_on = if division.is_article() {
            next(&body.article) && !next(&self.article)
        } else {
            let scope = self.open.iter().rposition(Open::is_scope).map_or(0, |scope| scope + 1);
            let own =
                self.open.get(scope..).unwrap_or_default().iter().any(|open| open.unit == division.unit);
            let same = body.open.iter().rfind(|open| open.unit == division.unit && !open.is_scope());
            !own && rank(division.unit) != Some(0) && same.is_some_and(|open| next(&open.number))
        };
        if goes_on && let Some(body) = self.body.take() {
            self.open = body.open;
            self.article = body.article;
        }
    }

    /// An annex goes on with the innermost series that its number continues, or begins one in the innermost
    /// instrument.
    fn place_of_annex(&self, division: &Division) -> usize {
        let same = |open: &Open| open.unit == division.unit && open.kind == Kind::Numbered;
        let continued = self.open.iter().rposition(|open| same(open) && open.continues(division));
        if let Some(place) = continued {
            return place;
        }
        let first = division.number.as_ref().is_none_or(starts);
        let outermost = self.open.iter().position(same);
        let scope = self.open.iter().rposition(|open| {
            open.kind == Kind::Instrument || open.is_scope() && division.unit != Unit::Annex
        });
        match (first, outermost) {
            (false, Some(place)) => place,
            _ => scope.map_or(0, |scope| scope + 1),
        }
    }

    /// An instrument stands below the annex whose heading it follows, beside the instrument before, or alone.
    fn place_of_instrument(&self, division: &Division) -> usize {
        const NEAR: usize = 2;
        if division.unit == Unit::Division {
            return 0;
        }
        if let Some(place) = self.open.iter().position(|open| open.kind == Kind::Instrument) {
            let final_act = self.open.get(place).is_some_and(|open| open.unit == Unit::Division);
            let adopted = matches!(division.unit, Unit::Decision | Unit::Declaration | Unit::Understanding);
            // What is adopted by a numbered declaration stands below it.
            let numbered = division.number.is_none()
                && self
                    .open
                    .get(place + 1)
                    .is_some_and(|open| open.kind == Kind::Instrument && open.number.is_some());
            return match (final_act && adopted, numbered) {
                (true, true) => place + 2,
                (true, false) => place + 1,
                (false, _) => place,
            };
        }
        match self.open.last() {
            Some(open) if open.is_scope() && !self.has_articles && division.distance <= NEAR => {
                self.open.len()
            }
            _ => 0,
        }
    }

    fn place_of_division(&self, division: &Division) -> usize {
        let scope = self.open.iter().rposition(Open::is_scope).map_or(0, |scope| scope + 1);
        let segment = self.open.get(scope..).unwrap_or_default();
        if let Some(place) = segment.iter().position(|open| open.unit == division.unit) {
            return scope + place;
        }
        if !self.has_articles && division.distance == 0 {
            return self.open.len();
        }
        let above = |open: &Open| {
            let known = |outer: Unit, inner: Unit| self.nested.contains(&(outer, inner));
            known(open.unit, division.unit)
                || !known(division.unit, open.unit)
                    && (rank(open.unit).unwrap_or(6), 0) < (rank(division.unit).unwrap_or(6), 1)
        };
        segment.iter().position(|open| !above(open)).map_or(self.open.len(), |place| scope + place)
    }
}

/// The level below so many open divisions; the title has the first.
fn depth(open: usize) -> u8 {
    u8::try_from((open + 2).min(DEEPEST)).unwrap_or(DEEPEST as u8)
}
