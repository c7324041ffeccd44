//! The rule `instrument-not-found`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::CitedTarget;
use rustc_hash::FxHashSet;

declare_rule! {
    /// Finds a declared instrument whose clauses are cited, that no file of the workspace is and that has no `url`.
    ///
    /// ## Why
    ///
    /// Its citations cannot be followed. Add the treaty's file to the workspace, with the id as its `@treaty`,
    /// or say where it can be read.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// @instrument un-charter: Charter of the United Nations
    ///
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// Article 51 of the Charter of the United Nations is not affected.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// @instrument un-charter: Charter of the United Nations
    ///   url: https://www.un.org/en/about-us/un-charter
    ///
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// Article 51 of the Charter of the United Nations is not affected.
    /// ```
    INSTRUMENT_NOT_FOUND {
        name: "instrument-not-found",
        group: Citations,
        default: Level::On(Severity::Hint),
        fixes: Never,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(within) = subject.within else { return };
    let targets = subject.document.citations().iter().flat_map(|citation| &citation.targets);
    let cited: FxHashSet<&str> = targets.filter_map(CitedTarget::declared).collect();
    for instrument in &subject.document.declarations().instruments {
        let id = &instrument.id;
        if cited.contains(id.text.as_str())
            && instrument.url.is_none()
            && within.workspace.treaties(&id.text).is_empty()
        {
            let message = format!(
                "no file of the workspace is `{0}`: add its text with `@treaty {0}`, or say with `url:` where it can be read",
                id.text
            );
            report.at(id.place, message);
        }
    }
}
