//! The rule `malformed-citation`.

use crate::citation::malformed::{self, Fault, Malformed};
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject, glyphs};
use crate::model::{BlockId, Place, Prose};
use crate::text::Edit;

declare_rule! {
    /// Finds what was meant to be a citation and is none: `Article of 4`, `Article4`, `Artcle 4`.
    ///
    /// ## Why
    ///
    /// A reader passes over it; whoever follows the citations of the treaty does not find this one.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 4
    ///
    /// Article of 4 of the agreement applies.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 4
    ///
    /// Article 4 of this Treaty applies to each article of 2 pages.
    /// ```
    MALFORMED_CITATION {
        name: "malformed-citation",
        group: Citations,
        default: Level::On(Severity::Warning),
        fixes: Some,
        plain_text: true,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let languages = document.language_tables();
    for (index, block) in document.blocks().iter().enumerate() {
        let id = BlockId::new(index);
        let prose = Prose::of(block);
        for malformed in malformed::find(&prose.text, &prose.lower, &languages) {
            let message = message(&prose.text, &malformed);
            let place = Place { block: id, span: prose.source(&malformed.range) };
            let fix = malformed.mended.as_ref().map(|(range, text)| {
                let span = document.absolute(Place { block: id, span: prose.source(range) });
                Fix {
                    title: format!("Write {}", glyphs::quoted(&mended(&prose.text, &malformed))),
                    edits: vec![Edit::replace(span, text.clone())],
                    // A space between a word and a number adds nothing to the text.
                    safe: malformed.fault == Fault::MissingSpace,
                }
            });
            report.at(place, message).fixes.extend(fix);
        }
    }
}

/// The citation as it is meant; empty if nobody knows.
fn mended(text: &str, malformed: &Malformed) -> String {
    let Some((range, meant)) = &malformed.mended else { return String::new() };
    let before = text.get(malformed.range.start..range.start).unwrap_or_default();
    let behind = text.get(range.end..malformed.range.end).unwrap_or_default();
    format!("{before}{meant}{behind}")
}

fn message(text: &str, malformed: &Malformed) -> String {
    let words = glyphs::quoted(text.get(malformed.range.clone()).unwrap_or_default());
    let mended = malformed.mended.as_ref();
    match malformed.fault {
        Fault::StrayWord => {
            let stray = mended.and_then(|(range, _)| text.get(range.clone())).unwrap_or_default();
            let stray = glyphs::quoted(stray.trim());
            format!("{words} is no citation: {stray} stands between the unit and its number; take it out")
        }
        Fault::MissingSpace => {
            format!("{words} is no citation: a space is missing before the number; put it in")
        }
        Fault::Misspelt => {
            let meant = glyphs::quoted(mended.map_or("", |(_, meant)| meant));
            format!("{words} is no citation: {meant} is most likely meant; correct it")
        }
    }
}
