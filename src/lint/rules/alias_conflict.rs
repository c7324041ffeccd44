//! The rule `alias-conflict`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::declaration::Declared;
use std::collections::HashMap;

declare_rule! {
    /// Finds one name that is declared for two parties, actors or instruments.
    ///
    /// ## Why
    ///
    /// Where the text uses the name nobody can tell which is meant, and nothing is guessed.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// @party a: Republic of Arcadia; the Republic
    /// @party b: Republic of Borduria; the Republic
    ///
    /// # Treaty
    ///
    /// The Republic of Arcadia and the Republic of Borduria consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// @party a: Republic of Arcadia; Arcadia
    /// @party b: Republic of Borduria; Borduria
    ///
    /// # Treaty
    ///
    /// The Republic of Arcadia and the Republic of Borduria consult.
    /// ```
    ALIAS_CONFLICT {
        name: "alias-conflict",
        group: Parties,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let declarations = subject.document.declarations();
    let parties = declarations.parties.iter().flat_map(|party| {
        let names = [&party.names, &party.adjectives, &party.seats, &party.signatories];
        names.into_iter().flatten().map(move |name| (&party.id, name))
    });
    let instruments = declarations
        .instruments
        .iter()
        .flat_map(|instrument| instrument.names.iter().map(move |name| (&instrument.id, name)));
    let mut first: HashMap<&str, &Declared> = HashMap::new();
    for (owner, name) in parties.chain(instruments) {
        let known = *first.entry(name.text.as_str()).or_insert(owner);
        if known.place != owner.place {
            let message = format!(
                "“{}” is a name of `{}` already; one name cannot mean both: take it out of one",
                name.text, known.text
            );
            report.at(name.place, message);
        }
    }
}
