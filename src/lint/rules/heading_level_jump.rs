//! The rule `heading-level-jump`.

use crate::citation::{Number, Unit};
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject, numbering};
use crate::model::{Clause, ClauseId, ClauseKind, Document, Place};
use crate::text::{Edit, LocalSpan};
use rustc_hash::FxHashMap;

declare_rule! {
    /// Finds a heading that skips a level, or a numbered Part below an Article.
    ///
    /// Lettered parts of an article are usual and pass.
    ///
    /// ## Why
    ///
    /// The outline shows the division under the wrong one, and a citation of a section is looked for in the wrong part.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ### Article 1
    ///
    /// The Parties consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## PART I
    ///
    /// ### Article 1
    ///
    /// The Parties consult.
    /// ```
    HEADING_LEVEL_JUMP {
        name: "heading-level-jump",
        group: Structure,
        default: Level::On(Severity::Warning),
        fixes: Unsafe,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let lowest = lowest_level(document);
    // Of each division the level that its first heading skips to, and the place of that in the report.
    let mut skipped: FxHashMap<(ClauseId, u8), Vec<ClauseId>> = FxHashMap::default();
    let mut order: Vec<(ClauseId, u8)> = Vec::new();
    for (index, clause) in document.clauses().iter().enumerate().skip(1) {
        let Some(parent) = clause.parent.filter(|_| clause.level > 0) else { continue };
        if clause.level > wanted(document, parent, lowest) {
            let key = (parent, clause.level);
            let group = skipped.entry(key).or_default();
            if group.is_empty() {
                order.push(key);
            }
            group.push(ClauseId::new(index));
        }
        part_below_article(document, report, clause, parent);
    }
    for (parent, level) in order {
        let group = skipped.remove(&(parent, level)).unwrap_or_default();
        let wanted = wanted(document, parent, lowest);
        jump(document, report, &group, parent, wanted);
    }
}

/// The level of the headings directly below `parent`. Without a title the first level is where the headings
/// begin.
fn wanted(document: &Document, parent: ClauseId, lowest: u8) -> u8 {
    let above = document.clause(parent);
    if above.level == 0 && above.kind == ClauseKind::Document { lowest } else { above.level + 1 }
}

/// The lowest level of any heading.
fn lowest_level(document: &Document) -> u8 {
    document.clauses().iter().map(|clause| clause.level).filter(|level| *level > 0).min().unwrap_or(1)
}

/// Reports headings of one level below the same division together, for one raised alone would take the others
/// below itself. The fix raises each with the headings inside it.
fn jump(document: &Document, report: &mut Report<'_>, group: &[ClauseId], parent: ClauseId, wanted: u8) {
    let Some(first) = group.first().map(|id| document.clause(*id)) else { return };
    let above = match document.clause(parent).level {
        0 => "and stands below no other".to_owned(),
        level => format!("below one of level {level}"),
    };
    let signs = "#".repeat(usize::from(wanted));
    let message = match group.len() {
        1 => format!("the heading is of level {} {above}; write {signs} instead", first.level),
        count => format!(
            "the heading and {} more behind it are of level {} {above}; write {signs} instead",
            count - 1,
            first.level
        ),
    };
    let raised = first.level - wanted;
    let inside = group.iter().flat_map(|id| id.index()..document.clause(*id).end.index());
    let headings =
        inside.map(|index| document.clause(ClauseId::new(index))).filter(|clause| clause.level > raised);
    let edits = headings.map(|clause| {
        let span = document.absolute(signs_of(clause));
        Edit::replace(span, "#".repeat(usize::from(clause.level - raised)))
    });
    let fix =
        Fix { title: format!("Raise to headings of level {wanted}"), edits: edits.collect(), safe: false };
    report.at(signs_of(first), message).fixes = vec![fix];
}

/// Where the `#` of a heading stand.
fn signs_of(clause: &Clause) -> Place {
    Place { block: clause.name.block, span: LocalSpan::new(0, usize::from(clause.level)) }
}

fn part_below_article(document: &Document, report: &mut Report<'_>, clause: &Clause, parent: ClauseId) {
    let parent = document.clause(parent);
    let figure = |number: &Number| number.readings().iter().any(|reading| reading.series.is_number());
    if clause.unit() == Some(Unit::Part) && parent.is_article() && clause.number.as_ref().is_some_and(figure)
    {
        let message = format!(
            "{} stands below {}; raise the heading until it stands above it or beside it",
            numbering::name(clause),
            numbering::name(parent)
        );
        report.at(signs_of(clause), message);
    }
}
