//! The rule `inconsistent-term`.

use crate::config::Level;
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::term::case;

declare_rule! {
    /// Finds a defined term of several capitalised words that is written in another case.
    ///
    /// It is off by default: many treaties write the words in small letters and mean just the words. Headings
    /// and words in capitals throughout are not looked at.
    ///
    /// ## Why
    ///
    /// The capitals say that the words mean what the definition says; without them they may mean something else.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1. Definitions
    ///
    /// “Contracting Party” means a State bound by this Treaty.
    ///
    /// ## Article 2
    ///
    /// Each contracting party consults each other Contracting Party.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1. Definitions
    ///
    /// “Contracting Party” means a State bound by this Treaty.
    ///
    /// ## Article 2
    ///
    /// Each Contracting Party consults each other Contracting Party.
    /// ```
    INCONSISTENT_TERM {
        name: "inconsistent-term",
        group: Terms,
        default: Level::Off,
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    for (index, place) in case::other_cases(document) {
        let Some(term) = document.terms().terms.get(index) else { continue };
        let printed = one_line(document.words(place));
        let message = format!(
            "“{printed}” is defined as “{}”; write it so if the term is meant",
            one_line(&term.name.text)
        );
        report.at(place, message);
    }
}

/// Words with every run of white space as one space.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
