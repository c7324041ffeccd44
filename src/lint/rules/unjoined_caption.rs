//! The rule `unjoined-caption`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject};
use crate::model::{BlockId, Document, Place, heading};
use crate::syntax::BlockKind;
use crate::text::{Edit, Span};

declare_rule! {
    /// Finds a caption on the line under its heading.
    ///
    /// It is read as the caption all the same; joined to the heading it cannot be mistaken for text.
    ///
    /// ## Why
    ///
    /// The next editor may take the line for a paragraph of the article.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    /// Mutual assistance
    ///
    /// The Parties assist each other.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1. Mutual assistance
    ///
    /// The Parties assist each other.
    /// ```
    UNJOINED_CAPTION {
        name: "unjoined-caption",
        group: Structure,
        default: Level::On(Severity::Hint),
        fixes: Safe,
        plain_text: false,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    for clause in document.clauses() {
        let Some(caption) = clause.caption.as_ref().filter(|caption| caption.own_line) else { continue };
        let heading = document.absolute(clause.name);
        let joined = format!("{}{}", heading::caption_separator(document.words(clause.name)), caption.text);
        let edits = vec![
            Edit::replace(Span::new(heading.end, heading.end), joined),
            Edit::delete(line_of(document, caption.place)),
        ];
        let message = "the caption stands on a line of its own; join it to the heading";
        report.at(caption.place, message).fixes =
            vec![Fix { title: "Join the caption to its heading".to_owned(), edits, safe: true }];
    }
}

/// The line of a caption, with the blank lines above it.
fn line_of(document: &Document, caption: Place) -> Span {
    let index = caption.block.index();
    let above = index.checked_sub(1).map(BlockId::new);
    let blank = above.filter(|above| document.block(*above).kind() == BlockKind::Blank);
    Span::new(document.start(blank.unwrap_or(caption.block)), document.start(BlockId::new(index + 1)))
}
