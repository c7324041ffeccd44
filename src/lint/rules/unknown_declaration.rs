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
        // Declarations are named with their sign.
        let (what, sign, word, known): (&str, &str, &str, &[&str]) = match &problem.kind {
            DeclarationProblemKind::UnknownDirective(word) => ("declaration", "@", word, &DIRECTIVES),
            DeclarationProblemKind::UnknownKey(directive, word) => ("key", "", word, keys(directive)),
            _ => continue,
        };
        let near = nearest(word, known.iter().copied());
        let advice = match near {
            Some(near) => format!("did you mean `{sign}{near}`?"),
            None if known.is_empty() => "this declaration has no keys".to_owned(),
            None => {
                let names: Vec<String> = known.iter().map(|name| format!("{sign}{name}")).collect();
                format!("there are {}", names.join(", "))
            }
        };
        let message = format!("there is no {what} `{sign}{word}`; {advice}");
        let fix = near.map(|near| Fix {
            title: format!("Write `{sign}{near}`"),
            edits: vec![Edit::replace(document.absolute(problem.place), near)],
            safe: false,
        });
        report.at(problem.place, message).fixes = fix.into_iter().collect();
    }
}
