//! The rule `unresolved-citation`.

use crate::citation::Language;
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject, certainty, glyphs};
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
    /// workspace holds it. Where it is not certain it is a hint: an annex may be published apart, a number may be
    /// that of a treaty named before.
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
            let (certain, message) = if target.status == Status::Missing {
                let missing = missing(document, &target.pinpoint, "this treaty");
                let certain = certainty::is_certain(document, citation, target);
                (certain, format!("{words} leads nowhere: {missing}"))
            } else if let Some((other, pinpoint)) = elsewhere(subject, target) {
                let name = other.title().map_or("that treaty".to_owned(), glyphs::quoted);
                let missing = missing(other, &pinpoint, "it");
                let certain = certainty::is_printed_list(other, &pinpoint);
                (certain, format!("{words} leads nowhere in {name}: {missing}"))
            } else {
                continue;
            };
            let found = report.at(target.place, message);
            if !certain {
                found.severity = Severity::Hint;
            }
        }
    }
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

/// What another treaty lacks: the treaty and the pinpoint in it.
fn elsewhere<'a>(subject: &Subject<'a>, target: &CitedTarget) -> Option<(&'a Document, String)> {
    let within = subject.within?;
    let found = within.follow(target, subject.document)?;
    let Led::Missing(pinpoint) = found.led else { return None };
    Some((&within.workspace.member(found.treaty.member).document, pinpoint))
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
