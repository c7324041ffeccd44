//! The rule `unused-party`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::declaration::{Party, PartyRole};
use crate::model::{Named, Prose};
use crate::syntax::ast;
use rustc_hash::FxHashMap;

declare_rule! {
    /// Finds a party or actor that is declared and never mentioned.
    ///
    /// ## Why
    ///
    /// The name that the text uses for it is most likely missing in the declaration.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// @party a: Republic of Arcadia; Arcadia
    ///
    /// # Treaty
    ///
    /// The two States consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// @party a: Republic of Arcadia; Arcadia
    ///
    /// # Treaty
    ///
    /// Arcadia consults.
    /// ```
    UNUSED_PARTY {
        name: "unused-party",
        group: Parties,
        default: Level::On(Severity::Warning),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let parties = &document.declarations().parties;
    // A file of declarations for others has no text that could mention anybody.
    let has_text = document.blocks().iter().any(|block| !Prose::of(block).text.trim().is_empty());
    if parties.is_empty() || !has_text {
        return;
    }
    let mut used = vec![false; parties.len()];
    // "The Parties" are all of them, the actors left aside.
    let mut all = false;
    let mut mark = |index: usize| {
        if let Some(slot) = used.get_mut(index) {
            *slot = true;
        }
    };
    for mention in document.mentions() {
        match mention.named {
            Named::Party(index, _) => mark(index),
            Named::AllParties => all = true,
            _ => {}
        }
    }
    let authors =
        document.glosses().iter().flat_map(|gloss| &gloss.authors).map(|author| author.text.as_str());
    let links = document
        .blocks()
        .iter()
        .flat_map(|block| ast::links(block))
        .filter_map(|link| link.target.text.strip_prefix('@'));
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for (index, party) in parties.iter().enumerate() {
        places.entry(&party.id.text).or_insert(index);
    }
    authors.chain(links).filter_map(|id| places.get(id)).for_each(|index| mark(*index));
    let is_meant = |party: &Party| all && party.role == PartyRole::Party;
    for (party, _) in parties.iter().zip(&used).filter(|(party, used)| !**used && !is_meant(party)) {
        let message = format!(
            "`{}` is declared and never mentioned; add the name that the text uses for it, or take the declaration out",
            party.id.text
        );
        report.at(party.id.place, message);
    }
}
