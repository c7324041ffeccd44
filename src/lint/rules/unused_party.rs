//! The rule `unused-party`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::Named;

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
    let mut used = vec![false; parties.len()];
    let mut mark = |index: usize| {
        if let Some(slot) = used.get_mut(index) {
            *slot = true;
        }
    };
    for mention in document.mentions() {
        if let Named::Party(index, _) = mention.named {
            mark(index);
        }
    }
    let authors =
        document.glosses().iter().flat_map(|gloss| &gloss.authors).map(|author| author.text.as_str());
    for id in authors {
        if let Some(index) = parties.iter().position(|party| party.id.text == id) {
            mark(index);
        }
    }
    for (party, _) in parties.iter().zip(&used).filter(|(_, used)| !**used) {
        let message = format!(
            "`{}` is declared and never mentioned; add the name that the text uses for it, or take the declaration out",
            party.id.text
        );
        report.at(party.id.place, message);
    }
}
