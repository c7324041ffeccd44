//! The rule `mismatched-quotes`.

use crate::config::Level;
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject};
use crate::model::{BlockId, Place};
use crate::syntax::BlockKind;
use crate::text::{Edit, LocalSpan};

declare_rule! {
    /// Finds a quotation that is opened in one style and closed in another, or never closed in its paragraph.
    ///
    /// Off by default: many treaties open a quotation again in each paragraph, and straight quotes tell nothing.
    ///
    /// ## Why
    ///
    /// A quotation that does not end makes the words of an amended text look like those of the amending one.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The term “Area" means the seabed.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// The term “Area” means the seabed, “Activities” means work there.
    /// ```
    MISMATCHED_QUOTES {
        name: "mismatched-quotes",
        group: Quotes,
        default: Level::Off,
        fixes: Unsafe,
        plain_text: false,
    }
}

/// Opening marks with the closing marks that belong to them.
const PAIRS: [(char, &[char]); 5] =
    [('“', &['”']), ('«', &['»']), ('„', &['“', '”']), ('‹', &['›']), ('「', &['」'])];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, block) in subject.document.blocks().iter().enumerate() {
        if !matches!(block.kind(), BlockKind::Paragraph | BlockKind::Item) {
            continue;
        }
        for (at, fault) in faults(block.text()) {
            let length =
                block.text().get(at..).and_then(|text| text.chars().next()).map_or(0, char::len_utf8);
            let place = Place { block: BlockId::new(index), span: LocalSpan::new(at, at + length) };
            let diagnostic = report.at(place, fault.message());
            if let Fault::Closed { wanted, .. } = fault {
                let span = subject.document.absolute(place);
                diagnostic.fixes = vec![Fix {
                    title: format!("Close the quotation with {wanted}"),
                    edits: vec![Edit::replace(span, wanted.to_string())],
                    safe: false,
                }];
            }
        }
    }
}

enum Fault {
    /// Closed in another style than it was opened in.
    Closed { opened: char, found: char, wanted: char },
    /// Never closed in its paragraph.
    Open(char),
}

impl Fault {
    fn message(&self) -> String {
        match self {
            Self::Closed { opened, found, wanted } => {
                format!("the quotation opened with {opened} is closed with {found}; close it with {wanted}")
            }
            Self::Open(opened) => {
                format!(
                    "the quotation opened with {opened} is not closed in this paragraph; close it where it ends"
                )
            }
        }
    }
}

/// The faults of a paragraph, by the byte of the mark that is wrong.
fn faults(text: &str) -> Vec<(usize, Fault)> {
    let mut faults = Vec::new();
    let mut open: Vec<(usize, char, &[char])> = Vec::new();
    for (at, character) in text.char_indices() {
        let closes = |closing: &[char]| closing.contains(&character);
        if open.last().is_some_and(|(_, _, closing)| closes(closing)) {
            open.pop();
        } else if let Some((opening, closing)) = PAIRS.iter().find(|(opening, _)| *opening == character) {
            open.push((at, *opening, closing));
        } else if character == '"' || PAIRS.iter().any(|(_, closing)| closes(closing)) {
            let straight_opens =
                character == '"' && text.get(..at).is_none_or(|front| front.ends_with(char::is_whitespace));
            if let Some((_, opened, closing)) = open.last().copied().filter(|_| !straight_opens) {
                let wanted = closing.first().copied().unwrap_or(character);
                faults.push((at, Fault::Closed { opened, found: character, wanted }));
                open.pop();
            }
        }
    }
    faults.extend(open.into_iter().map(|(at, opened, _)| (at, Fault::Open(opened))));
    faults
}
