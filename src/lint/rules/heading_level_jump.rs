//! The rule `heading-level-jump`.

use crate::citation::Unit;
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject};
use crate::model::{ClauseKind, Document, Place};
use crate::text::{Edit, LocalSpan};

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
    for clause in document.clauses().iter().skip(1).filter(|clause| clause.level > 0) {
        let parent = clause.parent.map(|parent| document.clause(parent));
        let above = parent.map_or(0, |parent| parent.level);
        // Without a title the first level is where the headings begin.
        let first = above == 0 && parent.is_some_and(|parent| parent.kind == ClauseKind::Document);
        let wanted = if first { lowest_level(document) } else { above + 1 };
        if clause.level > wanted {
            let message = format!(
                "the heading is of level {} below one of level {above}; write {} instead",
                clause.level,
                "#".repeat(usize::from(wanted))
            );
            let heading =
                Place { block: clause.name.block, span: LocalSpan::new(0, usize::from(clause.level)) };
            let span = document.absolute(heading);
            report.at(heading, message).fixes = vec![Fix {
                title: format!("Make it a heading of level {wanted}"),
                edits: vec![Edit::replace(span, "#".repeat(usize::from(wanted)))],
                safe: false,
            }];
        }
        let below_article = parent.is_some_and(|parent| parent.is_article());
        let figure = clause
            .number
            .as_ref()
            .is_some_and(|number| number.readings().iter().any(|r| r.series.is_number()));
        if clause.unit() == Some(Unit::Part) && below_article && figure {
            let heading =
                Place { block: clause.name.block, span: LocalSpan::new(0, usize::from(clause.level)) };
            report.at(heading, "a numbered Part stands below an Article; take away signs until it stands beside it or above it");
        }
    }
}

/// The lowest level of any heading.
fn lowest_level(document: &Document) -> u8 {
    document.clauses().iter().map(|clause| clause.level).filter(|level| *level > 0).min().unwrap_or(1)
}
