//! The rule `unresolved-citation`.

use crate::citation::{Language, Unit};
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, glyphs};
use crate::model::unmarked;
use crate::model::workspace::Led;
use crate::model::{Citation, CitedTarget, Document, Form, Pinpoint, Status};

declare_rule! {
    /// Finds a citation of a clause that is certainly not there.
    ///
    /// ## Why
    ///
    /// Whoever applies the clause looks for words that do not exist. Mostly an article was renumbered and its
    /// citations were not, or a digit was mistyped. Citations of another treaty are followed where the
    /// workspace holds it. An annex that is not there is a hint: many are published apart.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// Article 4 of this Treaty applies.
    ///
    /// ## Article 2
    ///
    /// Disputes are settled by consultation.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// Article 2 of this Treaty applies.
    ///
    /// ## Article 2
    ///
    /// Disputes are settled by consultation.
    /// ```
    UNRESOLVED_CITATION {
        name: "unresolved-citation",
        group: Citations,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let languages = document.language_tables();
    for citation in document.citations().iter().filter(|citation| citation.form == Form::Words) {
        if citation.status == Status::Missing && is_heading(document, citation, &languages) {
            continue;
        }
        for target in &citation.targets {
            let words = shown(document, citation, target);
            if target.status == Status::Missing {
                let missing = missing(document, &target.pinpoint, "this treaty");
                let found = report.at(target.place, format!("{words} leads nowhere: {missing}"));
                if is_appended(&target.pinpoint) {
                    found.severity = Severity::Hint;
                }
            } else if let Some((name, missing)) = elsewhere(subject, target) {
                report.at(target.place, format!("{words} leads nowhere in {name}: {missing}"));
            }
        }
    }
}

/// Whether what is missing is an annex or stands in one: annexes are often published apart from their treaty.
fn is_appended(pinpoint: &str) -> bool {
    let unit = pinpoint.split(['-', '/', '(', '.']).next().and_then(Unit::division_named);
    unit.is_some_and(Unit::is_appended)
}

/// Whether a citation is the beginning of a line that reads as a heading which nobody has marked.
fn is_heading(document: &Document, citation: &Citation, languages: &[&Language]) -> bool {
    let text = document.block(citation.place.block).text();
    let (front, rest) = text.split_at(citation.place.span.start as usize);
    let indent = front.trim_end_matches([' ', '\t', '#']);
    if !(indent.is_empty() || indent.ends_with(['\n', '\r'])) {
        return false;
    }
    let mut lines = rest.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    let line = lines.next().unwrap_or_default();
    let heading = unmarked::read(line, lines.next(), languages);
    heading.is_some_and(|heading| heading.form != unmarked::Form::RunOn)
}

/// The words of a citation; of a list those of the target.
pub(super) fn shown(document: &Document, citation: &Citation, target: &CitedTarget) -> String {
    let place = if citation.targets.len() == 1 { citation.place } else { target.place };
    glyphs::quoted(document.words(place))
}

/// What another treaty lacks, and its name.
fn elsewhere(subject: &Subject<'_>, target: &CitedTarget) -> Option<(String, String)> {
    let within = subject.within?;
    let found = within.follow(target, subject.document)?;
    let Led::Missing(pinpoint) = found.led else { return None };
    let other = &within.workspace.member(found.treaty.member).document;
    let title = other.title().map_or("that treaty".to_owned(), glyphs::quoted);
    Some((title, missing(other, &pinpoint, "it")))
}

/// What is missing, and what is there that comes nearest to it.
pub(super) fn missing(document: &Document, pinpoint: &str, place: &str) -> String {
    let nearest = Pinpoint::parse(pinpoint).and_then(|pinpoint| document.nearest(&pinpoint));
    match nearest {
        Some(nearest) => {
            format!("{place} has no clause {pinpoint}, the nearest is {}", document.pinpoint(nearest))
        }
        None => format!("{place} has no clause {pinpoint}"),
    }
}
