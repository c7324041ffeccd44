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
    let mut found: Vec<(Place, char)> = Vec::new();
    for (index, block) in subject.document.blocks().iter().enumerate() {
        let mut start = 0;
        for line in block.text().split_inclusive(['\n', '\r']) {
            if let Some(sign) = marker(line.trim_end_matches(['\n', '\r'])) {
                let span = LocalSpan::new(start, start + LENGTH);
                found.push((Place { block: BlockId::new(index), span }, sign));
            }
            start += line.len();
        }
    }
    // A line of equal signs, a row of empty cells, an answer of the seventh depth: alone they may be meant.
    let first = found.first().map(|(_, sign)| *sign);
    let is_sure = found.iter().any(|(_, sign)| *sign == '<' || Some(*sign) != first);
    for (place, _) in found.into_iter().filter(|_| is_sure) {
        let message =
            "version control left this mark where two changes meet; keep one version and take the marks out";
        report.at(place, message);
    }
}

/// The sign of the mark that a line is.
fn marker(line: &str) -> Option<char> {
    SIGNS.into_iter().find(|sign| {
        let rest = line.trim_start_matches(*sign);
        let count = line.len() - rest.len();
        count == LENGTH && (rest.is_empty() || rest.starts_with(' ') && *sign != '=')
    })
}
