//! From the steps of a citation to the clauses that they name, by the rules of `grammar/SPEC.md`,
//! "Citations". A step that is not certain leads nowhere: a wrong link is worse than none.

use super::cited::Cited;
use super::clause::{Clause, ClauseId, ClauseKind};
use super::document::Document;
use crate::citation::{Number, Step, Unit};

/// Where a citation stands, and what was cited before it.
pub(super) struct Context<'a> {
    pub(super) document: &'a Document,
    /// The clause that the citation is in, or that its gloss annotates.
    pub(super) at: ClauseId,
    /// The scope that its owner names; none if it is this treaty's.
    pub(super) scope: Option<ClauseId>,
    /// The clauses cited before in the same paragraph.
    pub(super) cited: &'a Cited,
}

/// Where steps lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// To a clause, or to a part of it that is no clause of its own (`/s2`).
    Clause(ClauseId, String),
    /// To a clause that is not there, by its pinpoint.
    Missing(String),
    /// To more than one.
    Ambiguous(Vec<ClauseId>),
    /// Nowhere that can be told.
    Unknown,
}

/// A way that has been gone so far.
#[derive(Clone)]
struct Way {
    /// Where it has led; none before the first step.
    clause: Option<ClauseId>,
    /// The pinpoint of what is not there, once that is so.
    missing: Option<String>,
    tail: String,
}

impl Context<'_> {
    /// Where `steps` lead.
    pub(super) fn reach(&self, steps: &[Step]) -> Reach {
        let mut way = Way { clause: None, missing: None, tail: String::new() };
        for step in steps {
            match self.step(&way, step) {
                Ok(next) => way = next,
                Err(other) => return other,
            }
        }
        match (way.missing, way.clause) {
            (Some(missing), _) => Reach::Missing(missing + &way.tail),
            (None, Some(clause)) => Reach::Clause(clause, way.tail),
            (None, None) => Reach::Unknown,
        }
    }

    fn step(&self, way: &Way, step: &Step) -> Result<Way, Reach> {
        if let Some(missing) = &way.missing {
            let mut missing = missing.clone();
            if let Step::Climb(_) = step {
                // A label that climbs stands in the place of the one before it.
                missing.truncate(missing.rfind('(').unwrap_or(missing.len()));
            }
            go_on(&mut missing, &written(step));
            return Ok(Way { missing: Some(missing), ..way.clone() });
        }
        match step {
            Step::Numbered(unit, number) => self.numbered(way, *unit, number),
            Step::Label(label) => self.label(way, label),
            Step::Climb(label) => self.climb(way, label),
            Step::This(unit) => self.this(*unit),
            Step::Same(unit) => self.same(*unit),
            Step::Before(unit, count) => self.neighbour(*unit, -i64::from(*count)),
            Step::After(unit, count) => self.neighbour(*unit, i64::from(*count)),
            Step::Ordinal(unit, place) => self.ordinal(way, *unit, *place),
            Step::Only(unit) => self.only(*unit),
        }
    }

    fn clause(&self, id: ClauseId) -> &Clause {
        self.document.clause(id)
    }

    fn found(&self, clause: ClauseId) -> Way {
        Way { clause: Some(clause), missing: None, tail: String::new() }
    }

    fn numbered(&self, way: &Way, unit: Unit, number: &Number) -> Result<Way, Reach> {
        match unit {
            Unit::Article | Unit::Rule | Unit::Regulation | Unit::Recital => self.article(way, unit, number),
            Unit::Paragraph | Unit::Point | Unit::Indent => self.paragraph(way, unit, number),
            Unit::Sentence => Ok(Way { tail: format!("/s{}", number.step()), ..self.base(way, unit)? }),
            _ => self.container(way, unit, number),
        }
    }

    /// An article: in the innermost scope, then outward; behind an annex or a part, in that.
    fn article(&self, way: &Way, unit: Unit, number: &Number) -> Result<Way, Reach> {
        let start = way.clause.or(self.scope);
        for scope in self.scopes(start) {
            let mut found = self.document.index().divisions(scope, unit, number);
            if let Some(outer) = way.clause {
                found.retain(|id| self.is_inside(*id, outer));
            }
            match found.as_slice() {
                [one] => return Ok(self.found(*one)),
                [] => {}
                several => return Err(Reach::Ambiguous(several.to_vec())),
            }
            if let Some(way) = self.dotted_article(scope, unit, number) {
                return Ok(way);
            }
            if way.clause.is_some() || self.scope.is_some() {
                break;
            }
        }
        let prefix = start.map_or(String::new(), |start| self.document.pinpoint(start));
        let joiner = if prefix.is_empty() { "" } else { "/" };
        Ok(Way {
            clause: None,
            missing: Some(format!("{prefix}{joiner}{}", number.step())),
            tail: String::new(),
        })
    }

    /// A dotted number that no article bears: the article, and the longest dotted label that is printed in
    /// it, else its paragraph.
    fn dotted_article(&self, scope: ClauseId, unit: Unit, number: &Number) -> Option<Way> {
        let parts = number.dotted();
        let (article, rest) = (1..parts.len()).rev().find_map(|length| {
            let (front, rest) = parts.split_at_checked(length)?;
            let found = self.document.index().divisions(scope, unit, &Number::parse(&front.join("."))?);
            let [one] = found.as_slice() else { return None };
            Some((*one, rest))
        })?;
        for length in (1..=rest.len()).rev() {
            let label = Number::parse(&rest.get(..length)?.join("."))?;
            if let [one] = self.document.labelled(article, &label).as_slice() {
                let mut way = self.found(*one);
                for label in rest.get(length..)? {
                    way = self.label(&way, &Number::parse(label)?).ok()?;
                }
                return Some(way);
            }
        }
        let labels: String = rest.iter().map(|label| format!("({label})")).collect();
        Some(Way {
            clause: None,
            missing: Some(self.document.pinpoint(article) + &labels),
            tail: String::new(),
        })
    }

    /// The scopes to look in: from `start` alone, or from where the citation stands outward.
    fn scopes(&self, start: Option<ClauseId>) -> Vec<ClauseId> {
        if let Some(start) = start {
            return vec![self.document.scope_of(start)];
        }
        let mut scopes = vec![self.document.scope_of(self.at)];
        while let Some(last) = scopes.last().copied().filter(|last| *last != ClauseId::ROOT) {
            scopes.push(self.clause(last).scope);
        }
        scopes
    }

    fn is_inside(&self, id: ClauseId, outer: ClauseId) -> bool {
        id >= outer && id < self.clause(outer).end
    }

    /// A part, chapter, annex …: of several with the number the one in the same enclosing division.
    fn container(&self, way: &Way, unit: Unit, number: &Number) -> Result<Way, Reach> {
        let start = way.clause.or(self.scope);
        for scope in self.scopes(start) {
            let mut found = self.document.index().divisions(scope, unit, number);
            if let Some(outer) = way.clause {
                found.retain(|id| self.is_inside(*id, outer) && *id != outer);
            }
            if found.len() > 1 {
                found = self.nearest(found);
            }
            match found.as_slice() {
                [one] => return Ok(self.found(*one)),
                [] => {}
                several => return Err(Reach::Ambiguous(several.to_vec())),
            }
            if way.clause.is_some() {
                break;
            }
        }
        // A part that only one scope of the document has: "Part V" said of the annex that is in parts.
        if start.is_none()
            && let [one] = self.document.index().anywhere(unit, number).as_slice()
        {
            return Ok(self.found(*one));
        }
        let prefix = start.map_or(String::new(), |start| self.document.pinpoint(start));
        let joiner = if prefix.is_empty() { "" } else { "/" };
        let step = format!("{}-{}", unit.name(), number.step());
        Ok(Way { clause: None, missing: Some(format!("{prefix}{joiner}{step}")), tail: String::new() })
    }

    /// Of several divisions those that share the innermost enclosing division with the citation.
    fn nearest(&self, found: Vec<ClauseId>) -> Vec<ClauseId> {
        let mut outer = Some(self.at);
        while let Some(around) = outer {
            let inside: Vec<ClauseId> =
                found.iter().copied().filter(|id| self.is_inside(*id, around)).collect();
            if !inside.is_empty() {
                return inside;
            }
            outer = self.clause(around).parent;
        }
        found
    }

    /// What a unit below the article is looked for in: where the way has led, else the enclosing article, for
    /// points the enclosing paragraph.
    fn base(&self, way: &Way, unit: Unit) -> Result<Way, Reach> {
        if let Some(clause) = way.clause.or(self.scope) {
            return Ok(self.found(clause));
        }
        let document = self.document;
        let article = document.enclosing(self.at, |clause| clause.is_article());
        let division = article.unwrap_or_else(|| document.division_of(self.at));
        if unit == Unit::Paragraph {
            return Ok(self.found(division));
        }
        Ok(self.found(self.outermost_item(division).unwrap_or(division)))
    }

    /// The outermost item around the citation inside `division`.
    fn outermost_item(&self, division: ClauseId) -> Option<ClauseId> {
        let mut item = None;
        let mut current = self.at;
        while current != division {
            if self.clause(current).kind == ClauseKind::Item {
                item = Some(current);
            }
            current = self.clause(current).parent?;
        }
        item
    }

    /// A paragraph or point by its number.
    fn paragraph(&self, way: &Way, unit: Unit, number: &Number) -> Result<Way, Reach> {
        let base = self.base(way, unit)?;
        let Some(clause) = base.clause else { return Err(Reach::Unknown) };
        match self.document.labelled(clause, number).as_slice() {
            [one] => return Ok(self.found(*one)),
            [] => {}
            several => return Err(Reach::Ambiguous(several.to_vec())),
        }
        // `1a`: the paragraph and its point.
        if let Some((digits, letter)) = number.split_letter()
            && let [one] = self.document.labelled(clause, &digits).as_slice()
        {
            return self.label(&self.found(*one), &letter);
        }
        if way.clause.is_none() && unit != Unit::Paragraph {
            return self.point_elsewhere(clause, number);
        }
        Ok(self.uncounted(clause, &format!("({})", number.step())))
    }

    /// A bare point that the enclosing paragraph does not have: of the enclosing items, then of the article.
    fn point_elsewhere(&self, base: ClauseId, number: &Number) -> Result<Way, Reach> {
        let mut around = Some(self.at);
        while let Some(id) = around {
            if let [one] = self.document.labelled(id, number).as_slice() {
                return Ok(self.found(*one));
            }
            around = if self.clause(id).is_article() { None } else { self.clause(id).parent };
        }
        Ok(self.uncounted(base, &format!("({})", number.step())))
    }

    /// What an article that prints no numbers does not have is not counted out: the article itself. Where
    /// numbers are printed, it is missing.
    fn uncounted(&self, base: ClauseId, label: &str) -> Way {
        if self.document.index().list(base).is_empty() && self.clause(base).kind != ClauseKind::Item {
            return self.found(base);
        }
        Way { clause: None, missing: Some(self.document.pinpoint(base) + label), tail: String::new() }
    }

    /// A label behind a number: an item of where the way has led.
    fn label(&self, way: &Way, label: &Number) -> Result<Way, Reach> {
        let Some(base) = way.clause else { return Err(Reach::Unknown) };
        match self.document.labelled(base, label).as_slice() {
            [one] => Ok(self.found(*one)),
            [] => Ok(self.uncounted(base, &format!("({})", label.step()))),
            several => Err(Reach::Ambiguous(several.to_vec())),
        }
    }

    /// A label behind "4(1)(b) and": of the deepest level that has it.
    fn climb(&self, way: &Way, label: &Number) -> Result<Way, Reach> {
        let mut current = way.clause.map(|clause| self.clause(clause).base);
        let first = current;
        while let Some(base) = current {
            if let [one] = self.document.labelled(base, label).as_slice() {
                return Ok(self.found(*one));
            }
            let clause = self.clause(base);
            current = (clause.kind == ClauseKind::Item).then_some(clause.base);
        }
        let Some(base) = first else { return Err(Reach::Unknown) };
        Ok(Way {
            clause: None,
            missing: Some(format!("{}({})", self.document.pinpoint(base), label.step())),
            tail: String::new(),
        })
    }

    /// The enclosing clause of a unit.
    fn this(&self, unit: Unit) -> Result<Way, Reach> {
        let document = self.document;
        let found = match unit {
            Unit::Paragraph => {
                let article = document.enclosing(self.at, |clause| clause.is_article());
                let division = article.unwrap_or_else(|| document.division_of(self.at));
                self.outermost_item(division).or(Some(self.at)).filter(|id| *id != division)
            }
            Unit::Point | Unit::Indent => {
                document.enclosing(self.at, |clause| clause.kind == ClauseKind::Item)
            }
            unit => document.enclosing(self.at, |clause| clause.unit() == Some(unit)),
        };
        found.map(|id| self.found(id)).ok_or(Reach::Unknown)
    }

    /// The clause of a unit that was cited last in the paragraph.
    fn same(&self, unit: Unit) -> Result<Way, Reach> {
        self.cited.last(unit).map(|id| self.found(id)).ok_or(Reach::Unknown)
    }

    /// The clause of a unit so many places before or behind the enclosing one, by document order.
    fn neighbour(&self, unit: Unit, count: i64) -> Result<Way, Reach> {
        let Some(own) = self.this(unit)?.clause else { return Err(Reach::Unknown) };
        let clause = self.clause(own);
        let siblings: Vec<ClauseId> = match clause.kind {
            ClauseKind::Item => self.document.index().list(clause.base).to_vec(),
            ClauseKind::Division(unit) => self.document.index().of_unit(clause.scope, unit).to_vec(),
            ClauseKind::Paragraph => self.document.index().paragraphs(clause.base).to_vec(),
            ClauseKind::Document => Vec::new(),
        };
        let wanted = match u32::try_from(count.unsigned_abs()) {
            // All of them: as far as the division goes that they stand in.
            Ok(Step::ALL) => {
                let parent = clause.parent;
                let beside = siblings.into_iter().filter(|id| self.clause(*id).parent == parent);
                let (before, behind): (Vec<ClauseId>, Vec<ClauseId>) =
                    beside.filter(|id| *id != own).partition(|id| *id < own);
                if count < 0 { before.first().copied() } else { behind.last().copied() }
            }
            _ => {
                let place = siblings.iter().position(|id| *id == own);
                let place = place.and_then(|place| i64::try_from(place).ok()?.checked_add(count));
                place.and_then(|place| siblings.get(usize::try_from(place).ok()?)).copied()
            }
        };
        if wanted.is_none() && clause.kind == ClauseKind::Paragraph {
            // The article prints no numbers, and its paragraphs may not be told apart: it is the article.
            return Ok(self.found(clause.base));
        }
        wanted.map(|id| self.found(id)).ok_or(Reach::Unknown)
    }

    /// The clause of a unit in a place: "the third paragraph", "the second sentence", "the first Part".
    fn ordinal(&self, way: &Way, unit: Unit, place: i32) -> Result<Way, Reach> {
        if unit == Unit::Sentence {
            let base = self.base(way, unit)?;
            let place = if place < 0 { "last".to_owned() } else { place.to_string() };
            return Ok(Way { tail: format!("/s{place}"), ..base });
        }
        let chosen = |list: &[ClauseId]| {
            let index = if place < 0 { list.len().checked_sub(1) } else { usize::try_from(place - 1).ok() };
            index.and_then(|index| list.get(index)).copied()
        };
        let base = self.base(way, unit)?;
        let Some(clause) = base.clause else { return Err(Reach::Unknown) };
        let index = self.document.index();
        if unit == Unit::Point && self.clause(clause).kind == ClauseKind::Item {
            // The first subparagraph of a numbered paragraph is its opening words with their points.
            let behind = |place: i32| usize::try_from(place - 2).ok();
            let found = if place == 1 { Some(clause) } else { None };
            let found = found.or_else(|| index.paragraphs(clause).get(behind(place)?).copied());
            return found.map(|id| self.found(id)).ok_or(Reach::Unknown);
        }
        let list = match unit {
            Unit::Paragraph | Unit::Point | Unit::Indent if index.list(clause).is_empty() => {
                index.paragraphs(clause)
            }
            Unit::Paragraph | Unit::Point | Unit::Indent => index.list(clause),
            unit => index.of_unit(self.document.scope_of(way.clause.unwrap_or(self.at)), unit),
        };
        chosen(list).map(|id| self.found(id)).ok_or(Reach::Unknown)
    }

    /// The only division of a unit: "the Annex".
    fn only(&self, unit: Unit) -> Result<Way, Reach> {
        if let Ok(way) = self.this(unit) {
            return Ok(way);
        }
        for scope in self.scopes(self.scope) {
            match self.document.index().of_unit(scope, unit) {
                [one] => return Ok(self.found(*one)),
                [] => {}
                several => return Err(Reach::Ambiguous(several.to_vec())),
            }
        }
        Err(Reach::Unknown)
    }
}

/// A step as a pinpoint writes it, for what is not there or is in another instrument.
pub(super) fn written(step: &Step) -> String {
    match step {
        Step::Numbered(Unit::Article | Unit::Rule | Unit::Regulation, number) => number.step(),
        Step::Numbered(Unit::Paragraph | Unit::Point | Unit::Indent, number)
        | Step::Label(number)
        | Step::Climb(number) => {
            format!("({})", number.step())
        }
        Step::Numbered(Unit::Sentence, number) => format!("/s{}", number.step()),
        Step::Numbered(unit, number) => format!("{}-{}", unit.name(), number.step()),
        Step::Ordinal(Unit::Sentence, place) => {
            format!("/s{}", if *place < 0 { "last".to_owned() } else { place.to_string() })
        }
        Step::Ordinal(Unit::Paragraph, place) => format!("/p{place}"),
        Step::Ordinal(unit, place) => format!("{}-{place}", unit.name()),
        Step::This(unit)
        | Step::Same(unit)
        | Step::Before(unit, _)
        | Step::After(unit, _)
        | Step::Only(unit) => unit.name().to_owned(),
    }
}

/// The pinpoint of steps in another instrument: `4(1)(b)`, `(4)`, `annex-II/3`.
pub(super) fn written_path(steps: &[Step]) -> String {
    let mut path = String::new();
    let mut last: Option<usize> = None;
    for step in steps {
        if matches!(step, Step::Climb(_))
            && let Some(start) = last
        {
            // A label that climbs stands in the place of the one before it.
            path.truncate(start);
        }
        last = Some(go_on(&mut path, &written(step)));
    }
    path
}

/// Adds a step to a path, and says where it begins.
fn go_on(path: &mut String, step: &str) -> usize {
    if !path.is_empty() && !step.starts_with(['(', '/']) {
        path.push('/');
    }
    let start = path.len();
    path.push_str(step);
    start
}
