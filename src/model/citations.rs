//! The citations of a document, resolved: what each names, whether that is there, and where.

use super::cited::{Cited, Quotations};
use super::clause::ClauseId;
use super::document::Document;
use super::instrument::Whose;
use super::link::LinkTarget;
use super::name::Named;
use super::pinpoint::{Lookup, Pinpoint};
use super::place::{BlockId, Place};
use super::prose::Prose;
use super::resolve::{Context, Reach, written_path};
use crate::citation::language::Word;
use crate::citation::number::Series;
use crate::citation::{self, Language, Number, Owner, Step, Target};
use crate::syntax::{Block, BlockKind, ast};
use std::cmp::Ordering;

/// How a citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In words: "Article 4 of the Charter".
    Words,
    /// As an explicit link: `[that clause](#4)`.
    Link,
}

/// A citation of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// How it is written.
    pub form: Form,
    /// All of it, its owner or the whole link included.
    pub place: Place,
    /// The clause that it stands in, or that its gloss annotates.
    pub at: ClauseId,
    /// What it names, each number with its own place.
    pub targets: Vec<CitedTarget>,
    /// How it ended.
    pub status: Status,
}

/// One thing that a citation names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedTarget {
    /// The words that name it.
    pub place: Place,
    /// Its pinpoint: `4(1)(b)`, `4..7`, `un-charter#51`; also of what is missing.
    pub pinpoint: String,
    /// The clause in this document, or the first and the last of a range.
    pub clauses: Option<(ClauseId, ClauseId)>,
    /// What it names in another instrument.
    pub outside: Option<Outside>,
    /// Whether it is a range that runs backwards.
    pub reversed: bool,
    /// Whether the text says that it is this document's: "of this Treaty", "of this Article", a link.
    pub is_own: bool,
    /// How it ended.
    pub status: Status,
}

impl CitedTarget {
    /// The declared instrument that it belongs to, by id.
    pub fn declared(&self) -> Option<&str> {
        match &self.outside.as_ref()?.instrument {
            Foreign::Declared(id) => Some(id),
            Foreign::Named(_) | Foreign::Linked(_) => None,
        }
    }
}

/// A place in another instrument, which is looked up there once the instrument's own text is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// Which instrument.
    pub instrument: Foreign,
    /// What in it.
    pub part: Part,
}

/// How a citation says which other instrument it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// By a name that the document declares for this id.
    Declared(String),
    /// By a name that the document does not declare.
    Named(String),
    /// By the id or the path of a link that no declaration stands for.
    Linked(String),
}

/// What is meant in another instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// A clause in words, and the last one of a range.
    Steps(Vec<Step>, Option<Vec<Step>>),
    /// A clause by its pinpoint, as a link writes it.
    Pinpoint(String),
}

/// How a citation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It names a clause that is there.
    Resolved,
    /// It names a clause that is not there.
    Missing,
    /// It names a clause of another instrument.
    External,
    /// It stands in quoted words of another text.
    Quoted,
    /// More than one clause fits, or none for certain.
    Ambiguous,
    /// It was meant to be a citation and is none.
    Malformed,
}

impl Status {
    /// The name, as output writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Resolved => "resolved",
            Self::Missing => "missing",
            Self::External => "external",
            Self::Quoted => "quoted",
            Self::Ambiguous => "ambiguous",
            Self::Malformed => "malformed",
        }
    }
}

impl Document {
    /// The citations of the document in reading order, resolved in it.
    pub fn read_citations(&self) -> Vec<Citation> {
        let languages = self.language_tables();
        let mut citations = Vec::new();
        for index in 0..self.blocks().len() {
            citations.extend(self.citations_of(BlockId::new(index), &languages));
        }
        citations
    }

    /// The citations of a block, resolved in the document.
    pub fn citations_of(&self, id: BlockId, languages: &[&'static Language]) -> Vec<Citation> {
        let block = self.block(id);
        // A heading is the name of its division, unless it is about another clause.
        if let BlockKind::Heading { .. } = block.kind()
            && !self.is_about(id)
        {
            return Vec::new();
        }
        let prose = Prose::of(block);
        if prose.text.is_empty() {
            return Vec::new();
        }
        let links: Vec<Citation> = ast::links(block).filter_map(|link| self.linked(id, &link)).collect();
        let found = citation::read(&prose.text, &prose.lower, languages);
        let mut paragraph = Paragraph {
            document: self,
            languages,
            prose: &prose,
            block: id,
            at: self.annotated(id),
            quotations: Quotations::of(&prose.text),
            cited: Cited::default(),
            instrument: None,
        };
        let mut citations: Vec<Citation> = found
            .iter()
            .filter_map(|citation| paragraph.resolve(citation))
            .filter(|citation| !is_linked(&links, citation))
            .filter(|citation| !is_alone(block, citation))
            .collect();
        citations.extend(links);
        citations.sort_by_key(|citation| citation.place.span);
        citations
    }

    /// The citation that an explicit link makes; links to names and to the web make none.
    fn linked(&self, block: BlockId, link: &ast::Link<'_>) -> Option<Citation> {
        let place = Place { block, span: link.whole.span };
        let at = self.clause_at(place.start());
        let target_place = Place { block, span: link.target.span };
        let target = match LinkTarget::parse(link.target.text)? {
            LinkTarget::Clause(pinpoint) => self.linked_clause(pinpoint, at, target_place),
            LinkTarget::Elsewhere(document, pinpoint) => {
                let declared = self.declarations().instrument(document).is_some();
                let foreign = if declared { Foreign::Declared } else { Foreign::Linked };
                let part = pinpoint.map_or(Part::Whole, |pinpoint| Part::Pinpoint(pinpoint.to_owned()));
                let outside = Outside { instrument: foreign(document.to_owned()), part };
                CitedTarget {
                    place: target_place,
                    pinpoint: link.target.text.to_owned(),
                    clauses: None,
                    outside: Some(outside),
                    reversed: false,
                    is_own: false,
                    status: Status::External,
                }
            }
            LinkTarget::Name(_) | LinkTarget::Web(_) => return None,
        };
        let status = target.status;
        Some(Citation { form: Form::Link, place, at, targets: vec![target], status })
    }

    fn linked_clause(&self, written: &str, at: ClauseId, place: Place) -> CitedTarget {
        let found = Pinpoint::parse(written).map(|pinpoint| self.look_up(&pinpoint, at));
        let (pinpoint, clauses, status) = match found {
            Some(Lookup::Found(first, last)) if first == last => {
                (self.pinpoint(first), Some((first, last)), Status::Resolved)
            }
            Some(Lookup::Found(first, last)) => {
                let range = format!("{}..{}", self.pinpoint(first), self.pinpoint(last));
                (range, Some((first, last)), Status::Resolved)
            }
            Some(Lookup::Ambiguous(_)) => (written.to_owned(), None, Status::Ambiguous),
            Some(Lookup::Missing(_)) | None => (written.to_owned(), None, Status::Missing),
        };
        let reversed = clauses.is_some_and(|(first, last)| first > last);
        CitedTarget { place, pinpoint, clauses, outside: None, reversed, is_own: true, status }
    }

    fn is_about(&self, heading: BlockId) -> bool {
        let clause = self.outline().owners.get(heading.index()).copied().unwrap_or_default();
        let clause = self.clause(clause);
        clause.unit() == Some(citation::Unit::Note) && clause.number.is_none()
    }

    /// Whether a target is `clause`, a part of it, or a range that it lies in.
    pub fn cites(&self, target: &CitedTarget, clause: ClauseId) -> bool {
        target.clauses.is_some_and(|cited| self.leads_to(cited, (clause, clause)))
    }

    /// Whether what is cited, from a first to a last clause, is one of the clauses from the first to the last
    /// of `wanted`, a part of one, or a range that they lie in.
    pub fn leads_to(&self, cited: (ClauseId, ClauseId), wanted: (ClauseId, ClauseId)) -> bool {
        let ((first, last), (from, to)) = (cited, wanted);
        let inside = first >= from && first < self.clause(to).end;
        let between = first != last && first <= from && from <= last;
        inside || between && self.clause(from).kind == self.clause(first).kind
    }

    /// The citations of a clause and of its parts.
    pub fn citations_to(&self, clause: ClauseId) -> impl Iterator<Item = &Citation> {
        let cites =
            move |citation: &&Citation| citation.targets.iter().any(|target| self.cites(target, clause));
        self.citations().iter().filter(cites)
    }

    /// The clause that citations in a block are read relative to: for a gloss the clause that it annotates.
    fn annotated(&self, id: BlockId) -> ClauseId {
        if let Ok(index) = self.glosses().binary_search_by_key(&id, |gloss| gloss.block)
            && let Some(gloss) = self.glosses().get(index)
            && let ([_], [(clause, _)]) = (gloss.targets.as_slice(), gloss.about.as_slice())
        {
            return *clause;
        }
        self.outline().owners.get(id.index()).copied().unwrap_or_default()
    }
}

/// Whether a citation is all that a block says: "Paragraph 4" on a line of its own is the name of what follows.
fn is_alone(block: &Block, citation: &Citation) -> bool {
    let words = block.text().trim();
    let span = citation.place.span;
    let length = (span.end - span.start) as usize;
    length == words.len() && words.starts_with(char::is_uppercase)
}

/// Whether a citation in words touches one of the links, which come in order: the link says what it means.
fn is_linked(links: &[Citation], citation: &Citation) -> bool {
    let span = citation.place.span;
    let first = links.partition_point(|link| link.place.span.end <= span.start);
    links.get(first).is_some_and(|link| link.place.span.start < span.end)
}

/// Whether the number that a range ends with comes before the one that it begins with; both count in figures of
/// one kind.
fn is_reversed(first: &[Step], last: &[Step]) -> bool {
    let number = |step: Option<&Step>| match step? {
        Step::Numbered(_, number) | Step::Label(number) | Step::Climb(number) => Some(number.clone()),
        _ => None,
    };
    let Some((from, to)) = number(first.last()).zip(number(last.last())) else { return false };
    let figures = |number: &Number| -> Vec<Series> {
        number.readings().iter().map(|reading| reading.series).filter(|series| series.is_number()).collect()
    };
    let (own, other) = (figures(&from), figures(&to));
    // "10.3" and "4 bis" are figures too.
    let dotted = !from.dotted().is_empty() && !to.dotted().is_empty();
    let alike = first.len() == last.len() && from.part_count() == to.part_count();
    let one_kind = dotted || own.iter().any(|series| other.contains(series));
    alike && one_kind && from.compare(&to) == Some(Ordering::Greater)
}

/// A paragraph whose citations are resolved one after the other.
struct Paragraph<'a> {
    document: &'a Document,
    languages: &'a [&'static Language],
    prose: &'a Prose,
    block: BlockId,
    at: ClauseId,
    quotations: Quotations,
    /// The clauses cited so far.
    cited: Cited,
    /// The other instrument that was named last.
    instrument: Option<Whose>,
}

impl Paragraph<'_> {
    fn resolve(&mut self, citation: &citation::Citation) -> Option<Citation> {
        let quoted = self.is_quoted(citation.range.start);
        let own = citation.owner == Owner::This;
        let declared = self.declared_behind(citation);
        let named = match &declared {
            Some((id, _)) => Whose::Declared(id.clone()),
            None => self.owner(&citation.owner),
        };
        let targets: Vec<CitedTarget> =
            citation.targets.iter().filter_map(|target| self.target(target, &named, (quoted, own))).collect();
        if !matches!(named, Whose::This | Whose::Nobody | Whose::Division(_)) {
            self.instrument = Some(named);
        }
        let status = targets.iter().map(|target| target.status).max()?;
        let mut place = self.place(&citation.range);
        place.span.end = declared.map_or(place.span.end, |(_, end)| end.max(place.span.end));
        let at = self.at_clause(citation.range.start);
        Some(Citation { form: Form::Words, place, at, targets, status })
    }

    /// The declared instrument whose name, however it is written, stands behind "of the" behind the targets of
    /// a citation, by its id; and where the name ends in the block.
    fn declared_behind(&self, citation: &citation::Citation) -> Option<(String, u32)> {
        let declarations = self.document.declarations();
        if declarations.instruments.is_empty() {
            return None;
        }
        let last = citation.targets.iter().map(|target| target.range.end).max()?;
        let from = self.prose.source(&(last..last)).start;
        let mentions = self.document.mentions();
        let next = mentions
            .partition_point(|mention| (mention.place.block, mention.place.span.start) < (self.block, from));
        let mention = mentions.get(next).filter(|mention| mention.place.block == self.block)?;
        let Named::Instrument(index) = mention.named else { return None };
        let text = self.document.block(self.block).text();
        let between = text.get(from as usize..mention.place.span.start as usize)?;
        let words = between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let joins = |word: &str| {
            let word = word.to_lowercase();
            let roles = [Word::Of, Word::The];
            self.languages
                .iter()
                .flat_map(|language| language.words)
                .any(|(role, words)| roles.contains(role) && words.contains(&word.as_str()))
        };
        let marks = between.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || "[*_’'".contains(c));
        let joined = words.clone().next().is_some() && words.clone().count() <= 3 && words.clone().all(joins);
        let id = &declarations.instruments.get(index)?.id.text;
        (marks && joined).then(|| (id.clone(), mention.place.span.end))
    }

    fn place(&self, range: &std::ops::Range<usize>) -> Place {
        Place { block: self.block, span: self.prose.source(range) }
    }

    /// The clause at byte `at` of the words: in a block with several markers each has its own.
    fn at_clause(&self, at: usize) -> ClauseId {
        let span = self.prose.source(&(at..at));
        let point = super::Point { block: self.block, offset: span.start };
        match self.document.block(self.block).kind() {
            BlockKind::Item => self.document.clause_at(point),
            _ => self.at,
        }
    }

    /// What an owner means; a citation without one is this treaty's.
    fn owner(&self, owner: &Owner) -> Whose {
        match owner {
            Owner::Unsaid | Owner::This => Whose::This,
            Owner::Same(_) => self.instrument.clone().unwrap_or(Whose::Unknown(String::new())),
            Owner::Named(range) => {
                let words = self.prose.text.get(range.clone()).unwrap_or_default();
                match self.document.named_instrument(words, self.languages) {
                    Whose::Nobody => Whose::This,
                    named => named,
                }
            }
        }
    }

    fn target(&mut self, target: &Target, named: &Whose, (quoted, own): (bool, bool)) -> Option<CitedTarget> {
        let place = self.place(&target.range);
        let written = || match &target.end {
            Some(end) => format!("{}..{}", written_path(&target.steps), written_path(end)),
            None => written_path(&target.steps),
        };
        let status = if quoted { Status::Quoted } else { Status::External };
        let reversed = target.end.as_ref().is_some_and(|end| is_reversed(&target.steps, end));
        let elsewhere = matches!(named, Whose::Declared(_) | Whose::Unknown(_));
        if elsewhere {
            // "the same Article" is the one of that instrument now, of which nothing is known here.
            self.cited.add_outside(&target.steps);
            let relative = |step: &Step| {
                !matches!(
                    step,
                    Step::Numbered(..) | Step::Label(_) | Step::Climb(_) | Step::Ordinal(..) | Step::Only(_)
                )
            };
            if target.steps.iter().any(relative) {
                return None;
            }
        }
        let outside = |instrument: Foreign| {
            let (Foreign::Declared(name) | Foreign::Named(name) | Foreign::Linked(name)) = &instrument;
            let pinpoint = format!("{name}#{}", written());
            let part = Part::Steps(target.steps.clone(), target.end.clone());
            let outside = Some(Outside { instrument, part });
            Some(CitedTarget { place, pinpoint, clauses: None, outside, reversed, is_own: false, status })
        };
        match named {
            Whose::Declared(id) => return outside(Foreign::Declared(id.clone())),
            Whose::Unknown(name) if name.is_empty() => return None,
            Whose::Unknown(name) => return outside(Foreign::Named(name.clone())),
            _ if quoted => {
                let pinpoint = written();
                return Some(CitedTarget {
                    place,
                    pinpoint,
                    clauses: None,
                    outside: None,
                    reversed,
                    is_own: false,
                    status,
                });
            }
            _ => {}
        }
        let scope = if let Whose::Division(division) = named { Some(*division) } else { None };
        self.local(target, place, scope, own)
    }

    fn local(
        &mut self,
        target: &Target,
        place: Place,
        scope: Option<ClauseId>,
        own: bool,
    ) -> Option<CitedTarget> {
        let at = self.at_clause(target.range.start);
        let context = Context { document: self.document, at, scope, cited: &self.cited };
        let first = context.reach(&target.steps);
        let last = target.end.as_ref().map(|steps| context.reach(steps));
        let (pinpoint, clauses, status) = match (first, last) {
            (Reach::Clause(clause, tail), None) => {
                (self.document.pinpoint(clause) + &tail, Some((clause, clause)), Status::Resolved)
            }
            (Reach::Clause(from, tail), Some(Reach::Clause(to, _))) if from == to => {
                (self.document.pinpoint(from) + &tail, Some((from, to)), Status::Resolved)
            }
            (Reach::Clause(from, _), Some(Reach::Clause(to, _))) => {
                let range = format!("{}..{}", self.document.pinpoint(from), self.document.pinpoint(to));
                (range, Some((from, to)), Status::Resolved)
            }
            (Reach::Missing(missing), None) => (missing, None, Status::Missing),
            (Reach::Unknown, _) | (_, Some(Reach::Unknown)) => return None,
            (Reach::Ambiguous(_), _) | (_, Some(Reach::Ambiguous(_))) => {
                (written_path(&target.steps), None, Status::Ambiguous)
            }
            (first, last) => {
                let text = |reach| match reach {
                    Reach::Clause(clause, tail) => self.document.pinpoint(clause) + &tail,
                    Reach::Missing(missing) => missing,
                    _ => String::new(),
                };
                (format!("{}..{}", text(first), last.map(text).unwrap_or_default()), None, Status::Missing)
            }
        };
        if let Some((clause, _)) = clauses {
            self.cited.add(self.document, clause);
        }
        // Where both ends are there, they must stand backwards too: 4 bis may stand before 4.
        let backwards = clauses.is_none_or(|(first, last)| first > last);
        let reversed = backwards && target.end.as_ref().is_some_and(|end| is_reversed(&target.steps, end));
        // What the whole document is, is no clause of it.
        (clauses != Some((ClauseId::ROOT, ClauseId::ROOT))).then_some(CitedTarget {
            place,
            pinpoint,
            clauses,
            outside: None,
            reversed,
            is_own: own || matches!(target.steps.first(), Some(Step::This(_))),
            status,
        })
    }

    /// Whether byte `at` of the words stands in quotation marks or in a quoted block.
    fn is_quoted(&self, at: usize) -> bool {
        if self.document.outline().quoted.get(self.block.index()) == Some(&true) {
            return true;
        }
        self.quotations.holds(at)
    }
}
