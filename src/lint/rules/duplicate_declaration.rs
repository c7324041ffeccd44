//! The rule `duplicate-declaration`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Related, Report, Subject};
use crate::model::Document;
use crate::model::declaration::Declared;
use std::collections::HashMap;

declare_rule! {
    /// Finds a second declaration of what can be declared only once: an id, or the name of the treaty.
    ///
    /// ## Why
    ///
    /// The first one counts, and whoever edits the second wonders why nothing changes.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// @party a: Republic of Arcadia
    /// @party a: Kingdom of Arcadia
    ///
    /// # Treaty
    ///
    /// The Republic of Arcadia and the Kingdom of Arcadia consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// @party a: Republic of Arcadia; Kingdom of Arcadia
    ///
    /// # Treaty
    ///
    /// The Republic of Arcadia consults.
    /// ```
    DUPLICATE_DECLARATION {
        name: "duplicate-declaration",
        group: Markup,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let declarations = document.declarations();
    let ids = declarations.parties.iter().map(|party| &party.id);
    let ids = ids.chain(declarations.instruments.iter().map(|instrument| &instrument.id));
    again(document, report, ids.map(|id| (id.text.clone(), id)));
    // Each division can be a treaty with an id and a title of its own.
    for (what, names) in [("treaty", &declarations.treaties), ("title", &declarations.titles)] {
        let named = names.iter().map(|name| {
            let owner = document.division_of(document.clause_at(name.place.start()));
            (format!("@{what} of {}", owner.index()), name)
        });
        again(document, report, named);
    }
}

/// Reports what has a key that has been there.
fn again<'a>(
    document: &Document,
    report: &mut Report<'_>,
    declared: impl Iterator<Item = (String, &'a Declared)>,
) {
    let mut first: HashMap<String, &Declared> = HashMap::new();
    for (key, name) in declared {
        match first.get(&key) {
            None => {
                first.insert(key, name);
            }
            Some(known) => {
                let message = format!(
                    "`{}` is declared for the second time; the first declaration counts: take one out",
                    name.text
                );
                let related = Related {
                    span: document.absolute(known.place),
                    message: "the first declaration".to_owned(),
                };
                report.at(name.place, message).related.push(related);
            }
        }
    }
}
