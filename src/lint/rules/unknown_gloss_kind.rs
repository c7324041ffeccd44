//! The rule `unknown-gloss-kind`.

use crate::config::nearest;
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject};
use crate::model::gloss::KINDS;
use crate::text::Edit;

declare_rule! {
    /// Finds a gloss head of a kind that does not exist, if it is near one that does or has arguments.
    ///
    /// Other words in brackets at the start of a gloss are text. A project adds kinds under `[gloss] kinds`.
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

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for gloss in subject.document.glosses() {
        let Some(kind) = &gloss.kind else { continue };
        let known = KINDS.iter().map(|(name, _)| *name).chain(subject.gloss_kinds.iter().map(String::as_str));
        let known: Vec<&str> = known.collect();
        if known.contains(&kind.text.as_str()) {
            continue;
        }
        let near = nearest(&kind.text, known.iter().copied());
        let arguments = gloss.authors.len()
            + gloss.targets.len()
            + usize::from(gloss.date.is_some())
            + usize::from(gloss.lemma.is_some());
        if near.is_none() && arguments == 0 {
            continue;
        }
        let advice = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add it under [gloss] kinds in glossator.toml, or escape the bracket".to_owned(),
        };
        let span = subject.document.absolute(kind.place);
        let diagnostic =
            report.at(kind.place, format!("there is no kind of gloss `{}`; {advice}", kind.text));
        if let Some(near) = near {
            diagnostic.fixes = vec![Fix {
                title: format!("Write `{near}`"),
                edits: vec![Edit::replace(span, near)],
                safe: false,
            }];
        }
    }
}
