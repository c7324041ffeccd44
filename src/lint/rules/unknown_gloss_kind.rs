//! The rule `unknown-gloss-kind`.

use crate::config::nearest;
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject};
use crate::model::declaration::Declared;
use crate::model::gloss::{GlossProblem, KINDS};
use crate::model::{Document, Gloss};
use crate::text::Edit;

declare_rule! {
    /// Finds a gloss head of a kind that does not exist, if it is near one that does or has arguments.
    ///
    /// Arguments are a date, a target, quoted words, an anchor or a declared party. Other words in brackets at the start of a gloss are text. A project adds kinds under `[gloss] kinds`.
    ///
    /// ## Why
    ///
    /// The gloss is exported as plain text, and nobody who looks for the reservations finds it.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Parties consult.
    ///
    /// > [resrvation] Only once a year.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Parties consult.
    ///
    /// > [sic] is how the text reads.
    /// ```
    UNKNOWN_GLOSS_KIND {
        name: "unknown-gloss-kind",
        group: Glosses,
        default: Level::On(Severity::Warning),
        fixes: Unsafe,
        plain_text: false,
    }
}

/// A shorter word is near too many: "[set] aside" is text.
const SHORTEST: usize = 4;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let kinds = KINDS.iter().map(|(name, _)| *name).chain(subject.gloss_kinds.iter().map(String::as_str));
    let known: Vec<&str> = kinds.collect();
    for gloss in document.glosses() {
        let Some(kind) = gloss.kind.as_ref().filter(|kind| !known.contains(&kind.text.as_str())) else {
            continue;
        };
        let near = nearest(&kind.text, known.iter().copied()).filter(|_| kind.text.len() >= SHORTEST);
        if near.is_none() && !has_arguments(document, gloss) {
            continue;
        }
        let advice = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add it under [gloss] kinds in glossator.toml, or escape the bracket".to_owned(),
        };
        let message = format!("there is no kind of gloss `{}`; {advice}", kind.text);
        let fix = near.map(|near| Fix {
            title: format!("Write `{near}`"),
            edits: vec![Edit::replace(document.absolute(kind.place), near)],
            safe: false,
        });
        report.at(kind.place, message).fixes = fix.into_iter().collect();
    }
}

/// Whether the brackets hold what only a head holds: other words, as in "[emphasis added]", are text.
fn has_arguments(document: &Document, gloss: &Gloss) -> bool {
    let declared = |author: &Declared| document.declarations().party(&author.text).is_some();
    let dated = gloss.problems.iter().any(|problem| matches!(problem, GlossProblem::ImpossibleDate(_)));
    !gloss.targets.is_empty()
        || gloss.date.is_some()
        || dated
        || gloss.lemma.is_some()
        || gloss.id.is_some()
        || gloss.authors.iter().any(declared)
}
