//! The rule `conflict-marker`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Report, Subject};
use crate::model::{BlockId, Place};
use crate::text::LocalSpan;

declare_rule! {
    /// Finds the marks that version control leaves where two changes meet.
    ///
    /// ## Why
    ///
    /// Both versions of the clause stand in the text, and the marks between them.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Parties
    /// <<<<<<< ours
    /// consult.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The Parties consult. <<<<<<< is no mark in mid-line.
    /// ```
    CONFLICT_MARKER {
        name: "conflict-marker",
        group: Markup,
        default: Level::On(Severity::Error),
        fixes: Never,
        plain_text: false,
    }
}

/// The marks, each of seven signs.
const SIGNS: [char; 4] = ['<', '=', '>', '|'];
const LENGTH: usize = 7;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, block) in subject.document.blocks().iter().enumerate() {
        let mut start = 0;
        for line in block.text().split_inclusive(['\n', '\r']) {
            if is_marker(line.trim_end_matches(['\n', '\r'])) {
                let place = Place { block: BlockId::new(index), span: LocalSpan::new(start, start + LENGTH) };
                report.at(place, "version control left this mark where two changes meet; keep one of them and take the marks out");
            }
            start += line.len();
        }
    }
}

fn is_marker(line: &str) -> bool {
    SIGNS.into_iter().any(|sign| {
        let rest = line.trim_start_matches(sign);
        let count = line.len() - rest.len();
        count == LENGTH && (rest.is_empty() || rest.starts_with(' ') && sign != '=')
    })
}
