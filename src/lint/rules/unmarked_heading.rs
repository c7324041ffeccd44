//! The rule `unmarked-heading`.

use crate::citation::{Language, Unit};
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject};
use crate::model::unmarked::{self, Form, is_caption, rank, stands};
use crate::model::{BlockId, Document, Place};
use crate::syntax::BlockKind;
use crate::text::{Edit, LocalSpan, Span};
use rustc_hash::FxHashMap;

declare_rule! {
    /// Finds a line that reads as a heading but is not marked as one.
    ///
    /// Three such lines in a row without text between them are a table of contents and pass.
    ///
    /// ## Why
    ///
    /// What stands below it belongs to the article above: its paragraphs are counted there, and no citation finds it.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// The Parties consult.
    ///
    /// ARTICLE 2
    ///
    /// The Parties report.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// The Parties consult.
    ///
    /// ## ARTICLE 2
    ///
    /// Article 1, paragraph 5, applies.
    /// ```
    UNMARKED_HEADING {
        name: "unmarked-heading",
        group: Structure,
        default: Level::On(Severity::Warning),
        fixes: Unsafe,
        plain_text: false,
    }
}

/// So many headings without text between them are a table of contents.
const CONTENTS: usize = 3;

/// A line of a block without the white space around it, and its neighbours.
struct Line<'a> {
    text: &'a str,
    span: LocalSpan,
    before: Option<&'a str>,
    next: Option<&'a str>,
}

/// A line that reads as a heading.
struct Found {
    place: Place,
    unit: Unit,
    /// Whether it stands where a heading can: not in mid-sentence.
    stands: bool,
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let languages = document.language_tables();
    let levels = levels(document);
    let mut run: Vec<Found> = Vec::new();
    // Whether the last line was a short one behind a heading: its caption.
    let mut after_caption = false;
    for (index, block) in document.blocks().iter().enumerate() {
        let quoted = document.outline().quoted.get(index) == Some(&true);
        match block.kind() {
            BlockKind::Blank | BlockKind::Comment => continue,
            BlockKind::Paragraph | BlockKind::Item if !quoted => {}
            _ => {
                report_run(document, report, &levels, &mut run);
                continue;
            }
        }
        for line in lines(block.text()) {
            if let Some(unit) = heading_in(&line, &languages) {
                let place = Place { block: BlockId::new(index), span: line.span };
                run.push(Found { place, unit, stands: stands(line.before) });
                after_caption = false;
            } else if !after_caption && !run.is_empty() && is_caption(line.text) {
                after_caption = true;
            } else {
                report_run(document, report, &levels, &mut run);
                after_caption = false;
            }
        }
    }
    report_run(document, report, &levels, &mut run);
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut start = 0;
    for whole in text.split_inclusive(['\n', '\r']) {
        let lead = whole.len() - whole.trim_start().len();
        let line = whole.trim();
        if !line.is_empty() {
            let span = LocalSpan::new(start + lead, start + lead + line.len());
            let before = lines.last().map(|before| before.text);
            if let Some(before) = lines.last_mut() {
                before.next = Some(line);
            }
            lines.push(Line { text: line, span, before, next: None });
        }
        start += whole.len();
    }
    lines
}

/// The unit of the heading that a line reads as.
fn heading_in(line: &Line<'_>, languages: &[&Language]) -> Option<Unit> {
    let found = unmarked::read(line.text, line.next, languages)?;
    (found.form != Form::RunOn).then_some(found.reading.unit)
}

/// Reports the headings found so far, unless they are a table of contents.
fn report_run(document: &Document, report: &mut Report<'_>, levels: &Levels, run: &mut Vec<Found>) {
    let found = std::mem::take(run);
    if found.len() >= CONTENTS {
        return;
    }
    for Found { place, unit, .. } in found.into_iter().filter(|found| found.stands) {
        let signs = "#".repeat(usize::from(level_of(document, levels, place.block, unit)));
        let start = document.absolute(place).start;
        let kind = unit.name();
        let article = if kind.starts_with('a') { "an" } else { "a" };
        let message = format!("the line reads as the heading of {article} {kind}; mark it with {signs}");
        report.at(place, message).fixes = vec![Fix {
            title: format!("Mark the line as a heading with {signs}"),
            edits: vec![Edit::replace(Span::new(start, start), format!("{signs} "))],
            safe: false,
        }];
    }
}

/// The level of the first heading of each unit.
type Levels = FxHashMap<Unit, u8>;

fn levels(document: &Document) -> Levels {
    let mut levels = Levels::default();
    for clause in document.clauses().iter().filter(|clause| clause.level > 0) {
        if let Some(unit) = clause.unit() {
            levels.entry(unit).or_insert(clause.level);
        }
    }
    levels
}

/// The level of the other headings of a unit, else one below the division that it stands in or below the title.
fn level_of(document: &Document, levels: &Levels, block: BlockId, unit: Unit) -> u8 {
    const BELOW_TITLE: u8 = 2;
    const DEEPEST: u8 = 9;
    if let Some(level) = levels.get(&unit) {
        return *level;
    }
    let mut around = document.outline().owners.get(block.index()).copied();
    while let Some(clause) = around.map(|id| document.clause(id)) {
        if clause.unit().and_then(rank).is_some_and(|outer| Some(outer) < rank(unit)) && clause.level > 0 {
            return (clause.level + 1).min(DEEPEST);
        }
        around = clause.parent;
    }
    BELOW_TITLE
}
