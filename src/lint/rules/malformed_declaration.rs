//! The rule `malformed-declaration`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::Document;
use crate::model::declaration::{DeclarationProblem, DeclarationProblemKind};
use crate::syntax::ast::Declaration;

declare_rule! {
    /// Finds a declaration that lacks something or cannot be read.
    ///
    /// ## Why
    ///
    /// What it says is not heard.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// @party Republic of Arcadia
    ///
    /// # Treaty
    ///
    /// The Parties consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// @party a: Republic of Arcadia
    ///
    /// # Treaty
    ///
    /// The Republic of Arcadia consults.
    /// ```
    MALFORMED_DECLARATION {
        name: "malformed-declaration",
        group: Markup,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    for problem in &document.declarations().problems {
        let message = match &problem.kind {
            DeclarationProblemKind::Missing(what) => format!("the declaration lacks {what}; add it"),
            DeclarationProblemKind::NotAnAttribute => {
                "the line belongs to the declaration above and has no key; write `key: value`, or leave a blank line".to_owned()
            }
            DeclarationProblemKind::BadId(id) => {
                let colon = if is_followed_by_names(document, problem) { ", and a colon behind it" } else { "" };
                format!("`{id}` is no id; an id has small letters, digits and `-`{colon}")
            }
            DeclarationProblemKind::NotADate(date) => {
                format!("`{date}` is no date; write 2024, 2024-07 or 2024-06-19")
            }
            DeclarationProblemKind::UnknownDirective(_)
            | DeclarationProblemKind::UnknownKey(..)
            | DeclarationProblemKind::ImpossibleDate(_) => continue,
        };
        report.at(problem.place, message);
    }
}

/// Whether names stand behind the id of the declaration, as in all but `@treaty`.
fn is_followed_by_names(document: &Document, problem: &DeclarationProblem) -> bool {
    let declaration = Declaration::cast(document.block(problem.place.block));
    declaration.is_some_and(|declaration| declaration.directive.text != "treaty")
}
