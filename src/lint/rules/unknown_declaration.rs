//! The rule `unknown-declaration`.

use crate::config::nearest;
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject};
use crate::model::declaration::{DIRECTIVES, DeclarationProblemKind, keys};
use crate::text::Edit;

declare_rule! {
    /// Finds a declaration or a key of one that does not exist.
    ///
    /// ## Why
    ///
    /// What it says is not heard: a party that is misspelt `@prty` is nobody's party.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// @titel A Treaty
    ///
    /// # Treaty
    ///
    /// The Parties consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// @title A Treaty
    ///
    /// # Treaty
    ///
    /// The Parties consult.
    /// ```
    UNKNOWN_DECLARATION {
        name: "unknown-declaration",
        group: Markup,
        default: Level::On(Severity::Error),
        fixes: Unsafe,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    for problem in &document.declarations().problems {
        let (what, word, known): (&str, &str, Vec<&str>) = match &problem.kind {
            DeclarationProblemKind::UnknownDirective(word) => ("declaration @", word, DIRECTIVES.to_vec()),
            DeclarationProblemKind::UnknownKey(directive, word) => ("key ", word, keys(directive).to_vec()),
            _ => continue,
        };
        let near = nearest(word, known.iter().copied());
        let advice = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => "this declaration has no keys".to_owned(),
            None => format!("there are {}", known.join(", ")),
        };
        let diagnostic = report.at(problem.place, format!("there is no {what}{word}; {advice}"));
        if let Some(near) = near {
            let span = document.absolute(problem.place);
            diagnostic.fixes = vec![Fix {
                title: format!("Write `{near}`"),
                edits: vec![Edit::replace(span, near)],
                safe: false,
            }];
        }
    }
}
