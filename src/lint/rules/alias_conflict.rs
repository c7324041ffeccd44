//! The rule `alias-conflict`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Related, Report, Subject};
use crate::model::declaration::Declared;
use crate::model::{ClauseId, Document, Named};
use rustc_hash::FxHashMap;

declare_rule! {
    /// Finds one name that is declared for two parties, actors or instruments, this treaty among them, or that
    /// the text gives to another as a short name: "(hereinafter “the Republic”)".
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

/// What a name leads to.
struct Owner<'a> {
    /// Its id; nothing for the treaty itself.
    id: Option<&'a Declared>,
    name: &'a Declared,
    is_seat: bool,
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let mut first: FxHashMap<String, Owner<'_>> = FxHashMap::default();
    for owner in owners(document) {
        let key = key(&owner.name.text);
        let Some(known) = first.get(&key) else {
            first.insert(key, owner);
            continue;
        };
        // Two can have their seat in one town: that is a fact, and the town then means neither.
        let shared_seat = known.is_seat && owner.is_seat;
        if known.id.map(|id| &id.text) != owner.id.map(|id| &id.text) && !shared_seat {
            let name = &owner.name.text;
            let other = known.id.map_or("this treaty".to_owned(), |id| format!("`{}`", id.text));
            let message = format!(
                "“{name}” is a name of {other} already; one name cannot mean both: take it out of one"
            );
            let related = Related {
                span: document.absolute(known.name.place),
                message: format!("“{name}” as a name of {other}"),
            };
            report.at(owner.name.place, message).related.push(related);
        }
    }
}

/// The names in the order of their kinds: short names of the treaty itself, parties, instruments, and what the
/// text gives to them.
fn owners(document: &Document) -> Vec<Owner<'_>> {
    let declarations = document.declarations();
    let whole =
        |name: &&Declared| document.division_of(document.clause_at(name.place.start())) == ClauseId::ROOT;
    let own = declarations.shorts.iter().filter(whole);
    let mut owners: Vec<Owner<'_>> = own.map(|name| Owner { id: None, name, is_seat: false }).collect();
    for party in &declarations.parties {
        let owner = |name, is_seat| Owner { id: Some(&party.id), name, is_seat };
        let names = [&party.names, &party.adjectives, &party.signatories].into_iter().flatten();
        owners.extend(names.map(|name| owner(name, false)));
        owners.extend(party.seats.iter().map(|name| owner(name, true)));
    }
    for instrument in &declarations.instruments {
        let names = instrument.names.iter();
        owners.extend(names.map(|name| Owner { id: Some(&instrument.id), name, is_seat: false }));
    }
    for alias in &document.terms().aliases {
        let id = match alias.named {
            Named::Party(index, _) => declarations.parties.get(index).map(|party| &party.id),
            Named::Instrument(index) => declarations.instruments.get(index).map(|instrument| &instrument.id),
            Named::AllParties | Named::Term(_) => None,
        };
        owners.extend(id.map(|id| Owner { id: Some(id), name: &alias.name, is_seat: false }));
    }
    owners
}

/// A name as it is matched: `’` is `'`, and a leading "The" is "the".
fn key(name: &str) -> String {
    let name = name.replace('’', "'");
    name.strip_prefix("The ").map_or_else(|| name.clone(), |rest| format!("the {rest}"))
}
