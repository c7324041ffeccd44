//! Pinpoints, the addresses of clauses: `4(1)(b)`, `annex-II/part-A(3)`, `preamble/p2`, `4..7`, and where
//! they lead in a document (`grammar/SPEC.md`, "Pinpoints").

use super::clause::{ClauseId, ClauseKind};
use super::document::Document;
use crate::citation::{Number, Unit};

/// A pinpoint as written, behind its `#`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pinpoint {
    /// `.`: the clause in which it is written.
    Here,
    /// One clause.
    Clause(Path),
    /// From one clause to another, both included.
    Range(Path, Path),
}

/// The steps of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// In order from the outside in.
    pub steps: Vec<PathStep>,
}

/// A step of a path: a name and labels, either of which can be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// `4`, `part-II`, `annex-II`, `aoa`, `p2`; empty where only labels stand.
    pub name: String,
    /// `1` and `b` of `4(1)(b)`.
    pub labels: Vec<String>,
}

impl Pinpoint {
    /// Reads a pinpoint without its `#`; `None` if it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "." {
            return Some(Self::Here);
        }
        match text.split_once("..") {
            Some((from, to)) => Some(Self::Range(Path::parse(from)?, Path::parse(to)?)),
            None => Path::parse(text).map(Self::Clause),
        }
    }
}

impl Path {
    fn parse(text: &str) -> Option<Self> {
        let steps: Option<Vec<PathStep>> = text.split('/').map(PathStep::parse).collect();
        steps.map(|steps| Self { steps })
    }
}

impl PathStep {
    fn parse(text: &str) -> Option<Self> {
        let name_end = text.find('(').unwrap_or(text.len());
        let name = text.get(..name_end)?;
        let mut labels = Vec::new();
        let mut rest = text.get(name_end..)?;
        while let Some(inside) = rest.strip_prefix('(') {
            let close = inside.find(')')?;
            let label = inside.get(..close)?.trim();
            if label.is_empty() || label.contains('(') {
                return None;
            }
            labels.push(label.to_owned());
            rest = inside.get(close + 1..)?;
        }
        let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'));
        (rest.is_empty() && plain && !(name.is_empty() && labels.is_empty()))
            .then(|| Self { name: name.to_owned(), labels })
    }
}

/// Where a pinpoint leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// To one clause, or from one to another.
    Found(ClauseId, ClauseId),
    /// To a clause that is not there; the nearest part of the path that is.
    Missing(ClauseId),
    /// To more than one.
    Ambiguous(Vec<ClauseId>),
}

/// The step of a pinpoint that fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What the steps before it lead to.
    pub base: ClauseId,
    /// The unit that is looked for, an article also for a bare number; none for a label.
    pub unit: Option<Unit>,
    /// The number or label; none for what has none.
    pub number: Option<Number>,
}

impl Failure {
    fn step(base: ClauseId, name: &str) -> Self {
        match named_division(name) {
            Some((unit, number)) => Self { base, unit: Some(unit), number },
            None => Self { base, unit: Some(Unit::Article), number: Number::parse(name) },
        }
    }
}

impl Document {
    /// Where `pinpoint` leads, written in the clause `here`.
    pub fn look_up(&self, pinpoint: &Pinpoint, here: ClauseId) -> Lookup {
        self.look_up_in(ClauseId::ROOT, pinpoint, here)
    }

    /// Where `pinpoint` leads, counted from the clause `base`, written in the clause `here`.
    pub fn look_up_in(&self, base: ClauseId, pinpoint: &Pinpoint, here: ClauseId) -> Lookup {
        let one = |path: &Path| self.look_up_path(base, path);
        match pinpoint {
            Pinpoint::Here => {
                let article =
                    self.enclosing(here, |clause| clause.is_article()).unwrap_or(self.division_of(here));
                Lookup::Found(article, article)
            }
            Pinpoint::Clause(path) => one(path),
            Pinpoint::Range(from, to) => match (one(from), one(to)) {
                (Lookup::Found(from, _), Lookup::Found(to, _)) => Lookup::Found(from, to),
                (Lookup::Found(..), other) => other,
                (other, _) => other,
            },
        }
    }

    fn look_up_path(&self, base: ClauseId, path: &Path) -> Lookup {
        let mut current = base;
        for step in &path.steps {
            let found = if step.name.is_empty() { vec![current] } else { self.step(current, &step.name) };
            match found.as_slice() {
                [one] => current = *one,
                [] => return Lookup::Missing(current),
                several => return Lookup::Ambiguous(several.to_vec()),
            }
            for label in &step.labels {
                let Some(number) = Number::parse(label) else { return Lookup::Missing(current) };
                match self.labelled(current, &number).as_slice() {
                    [one] => current = *one,
                    [] => return Lookup::Missing(current),
                    several => return Lookup::Ambiguous(several.to_vec()),
                }
            }
        }
        Lookup::Found(current, current)
    }

    /// Where a pinpoint that leads nowhere fails; `None` for one that leads somewhere.
    pub fn failure(&self, pinpoint: &Pinpoint) -> Option<Failure> {
        let path = match pinpoint {
            Pinpoint::Here => return None,
            Pinpoint::Clause(path) => path,
            Pinpoint::Range(from, to) => {
                let found = matches!(self.look_up_path(ClauseId::ROOT, from), Lookup::Found(..));
                if found { to } else { from }
            }
        };
        let mut current = ClauseId::ROOT;
        for step in &path.steps {
            if !step.name.is_empty() {
                match self.step(current, &step.name).as_slice() {
                    [one] => current = *one,
                    _ => return Some(Failure::step(current, &step.name)),
                }
            }
            for label in &step.labels {
                let number = Number::parse(label);
                match number.as_ref().map(|number| self.labelled(current, number)).as_deref() {
                    Some([one]) => current = *one,
                    _ => return Some(Failure { base: current, unit: None, number }),
                }
            }
        }
        None
    }

    /// The clause that comes nearest to a pinpoint that leads nowhere: where it fails, that of the nearest
    /// number; without one, what the steps before it lead to. `None` if that is all of the document.
    pub fn nearest(&self, pinpoint: &Pinpoint) -> Option<ClauseId> {
        let failure = self.failure(pinpoint)?;
        let beside = self.beside(&failure);
        let closest = failure.number.as_ref().and_then(|number| self.closest(&beside, number));
        closest.or(Some(failure.base).filter(|id| *id != ClauseId::ROOT))
    }

    /// The clauses among which that of a failed step was looked for.
    pub fn beside(&self, failure: &Failure) -> Vec<ClauseId> {
        let scope = self.scope_of(failure.base);
        match failure.unit {
            None => self.index().list(failure.base).to_vec(),
            Some(Unit::Article) => {
                let articles = [Unit::Article, Unit::Rule, Unit::Regulation].into_iter();
                let lists = articles.map(|unit| self.index().of_unit(scope, unit));
                lists.into_iter().find(|list| !list.is_empty()).unwrap_or_default().to_vec()
            }
            Some(unit) => self.index().of_unit(scope, unit).to_vec(),
        }
    }

    /// Of some clauses the one whose number is nearest, the first of two.
    fn closest(&self, clauses: &[ClauseId], number: &Number) -> Option<ClauseId> {
        // Of more than these none is named: each citation that fails costs a bounded time.
        const MOST: usize = 2000;
        if clauses.len() > MOST {
            return None;
        }
        let numbered = clauses.iter().filter_map(|id| {
            let distance = self.clause(*id).number.as_ref()?.distance(number)?;
            Some((distance, *id))
        });
        numbered.min().map(|(_, id)| id)
    }

    /// The items with a label inside a clause: those whose path continues its own. A dotted label may stand
    /// for its whole path, and where items repeat the number of their article, as `11.1` does in Article 11,
    /// what stands behind it is a label too.
    pub fn labelled(&self, base: ClauseId, label: &Number) -> Vec<ClauseId> {
        let find = |base: ClauseId, label: &Number| self.index().items(base, label, self.clauses());
        let found = find(base, label);
        if !found.is_empty() {
            return found;
        }
        if label.part_count() > 1 {
            // `2.1` may be printed inside `2`, whose path it then replaces.
            return self.index().list(base).iter().flat_map(|item| find(*item, label)).collect();
        }
        let clause = self.clause(base);
        let number = clause.number.as_ref().filter(|_| clause.is_article());
        let whole = number.and_then(|number| Number::parse(&format!("{}.{}", number.text, label.text)));
        whole.map_or(Vec::new(), |whole| find(base, &whole))
    }

    /// The clauses that a name leads to from `current`.
    fn step(&self, current: ClauseId, name: &str) -> Vec<ClauseId> {
        let scope = if self.clause(current).kind == ClauseKind::Document || self.is_scope(current) {
            current
        } else {
            self.clause(current).scope
        };
        let inside = |found: Vec<ClauseId>| -> Vec<ClauseId> {
            let end = self.clause(current).end;
            found.into_iter().filter(|id| *id > current && *id < end).collect()
        };
        if let Some((unit, number)) = named_division(name) {
            let found = match &number {
                Some(number) => self.index().divisions(scope, unit, number),
                None => self.index().of_unit(scope, unit).to_vec(),
            };
            let found = inside(found);
            if !found.is_empty() {
                return found;
            }
        }
        if let Some(number) = Number::parse(name) {
            let articles = [Unit::Article, Unit::Rule, Unit::Regulation];
            let found =
                articles.into_iter().flat_map(|unit| self.index().divisions(scope, unit, &number)).collect();
            let found: Vec<ClauseId> = inside(found);
            if !found.is_empty() {
                return found;
            }
            let found = inside(self.index().divisions(scope, Unit::Division, &number));
            if !found.is_empty() {
                return found;
            }
        }
        if let Some(found) = self.paragraph_step(current, name) {
            return vec![found];
        }
        inside(self.index().named(name).to_vec())
    }

    /// `p3`, the third unmarked paragraph; `end`, the closing words; `s2`, a sentence, is its clause.
    fn paragraph_step(&self, current: ClauseId, name: &str) -> Option<ClauseId> {
        let paragraphs = self.index().paragraphs(current);
        if let Some(found) = paragraphs.iter().find(|id| self.clause(**id).step == name) {
            return Some(*found);
        }
        let sentence =
            name.strip_prefix('s').is_some_and(|rest| rest.parse::<u32>().is_ok() || rest == "last");
        let own_words = name == "p1" && self.clause(current).kind == ClauseKind::Item;
        (sentence || own_words).then_some(current)
    }

    /// The innermost clause around `id`, itself included, that `wanted` accepts.
    pub fn enclosing(&self, id: ClauseId, wanted: impl Fn(&super::Clause) -> bool) -> Option<ClauseId> {
        let mut current = Some(id);
        while let Some(id) = current {
            let clause = self.clause(id);
            if wanted(clause) {
                return Some(id);
            }
            current = clause.parent;
        }
        None
    }

    /// Whether numbers start anew in a clause.
    pub fn is_scope(&self, id: ClauseId) -> bool {
        id == ClauseId::ROOT || self.clause(id).is_scope
    }

    /// The innermost scope that a clause stands in, itself if it is one.
    pub fn scope_of(&self, id: ClauseId) -> ClauseId {
        if self.is_scope(id) { id } else { self.clause(id).scope }
    }
}

/// `part-II` as a unit and a number; `annex` as a unit alone.
fn named_division(name: &str) -> Option<(Unit, Option<Number>)> {
    if let Some(unit) = Unit::division_named(name) {
        return Some((unit, None));
    }
    let (unit, number) = name.split_once('-')?;
    Some((Unit::division_named(unit)?, Some(Number::parse(number)?)))
}

/// Whether a word reads as a pinpoint and so cannot be an anchor: `annex-II`, `4`, `p2`.
pub fn reads_as_pinpoint(word: &str) -> bool {
    let paragraph = word
        .strip_prefix(['p', 's'])
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
    let number = word.starts_with(|c: char| c.is_ascii_digit());
    number || paragraph || word == "end" || named_division(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinpoints_are_read_and_others_are_not() {
        for text in [
            "4",
            "4(1)(b)",
            "10.3(2)",
            "XIV",
            "4bis",
            "part-II/section-1",
            "annex-II/part-A(3)",
            "(2)",
            "preamble/p2",
            "9(2.1)",
            "4..7",
            ".",
            "aoa/6(1)",
            "8/B",
            "第四",
            "四(一)",
        ] {
            assert!(Pinpoint::parse(text).is_some(), "{text}");
        }
        for text in ["", "4(", "4()", "4(1", "a b", "4/", "4((1))", "(1)x"] {
            assert!(Pinpoint::parse(text).is_none(), "{text}");
        }
        assert!(reads_as_pinpoint("annex-II") && reads_as_pinpoint("4") && reads_as_pinpoint("annex"));
        assert!(!reads_as_pinpoint("mutual-assistance") && !reads_as_pinpoint("aoa"));
    }
}
