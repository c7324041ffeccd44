//! The rule `unmarked-heading`.

use crate::citation::{Language, Unit};
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject};
use crate::model::heading::{self, HeadingReading};
use crate::model::{BlockId, Document, Place};
use crate::syntax::BlockKind;
use crate::text::{Edit, LocalSpan, Span};

declare_rule! {
    /// Finds a line that reads as a heading but is not marked as one.
    ///
    /// Three such lines in a row without text between them are a table of contents and pass.
    ///
    /// ## Why
    ///
    /// What stands below it belongs to the article above: its paragraphs are counted there, and no citation finds it.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// The Parties consult.
    ///
    /// ARTICLE 2
    ///
    /// The Parties report.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// The Parties consult.
    ///
    /// ## ARTICLE 2
    ///
    /// Article 1, paragraph 5, applies.
    /// ```
    UNMARKED_HEADING {
        name: "unmarked-heading",
        group: Structure,
        default: Level::On(Severity::Warning),
        fixes: Unsafe,
        plain_text: false,
    }
}

/// The longest line, in characters, that can be a heading.
const LONGEST: usize = 90;
/// So many headings without text between them are a table of contents.
const CONTENTS: usize = 3;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let languages = document.language_tables();
    let mut run: Vec<(BlockId, HeadingReading)> = Vec::new();
    for (index, block) in document.blocks().iter().enumerate() {
        let id = BlockId::new(index);
        match block.kind() {
            BlockKind::Blank => {}
            BlockKind::Paragraph if document.outline().quoted.get(index) != Some(&true) => {
                match heading_in(document, id, &languages) {
                    Some(reading) => run.push((id, reading)),
                    None => report_run(document, report, &mut run),
                }
            }
            _ => report_run(document, report, &mut run),
        }
    }
    report_run(document, report, &mut run);
}

/// The heading that the first line of a paragraph reads as.
fn heading_in(document: &Document, id: BlockId, languages: &[&Language]) -> Option<HeadingReading> {
    let line = document.block(id).text().lines().next()?.trim();
    if line.chars().count() > LONGEST || line.ends_with([',', ';', ':']) {
        return None;
    }
    let reading = heading::read(line, languages);
    let (span, _) = reading.number.as_ref()?;
    let numbered = matches!(
        reading.unit,
        Unit::Article
            | Unit::Part
            | Unit::Title
            | Unit::Chapter
            | Unit::Section
            | Unit::Subsection
            | Unit::Annex
            | Unit::Appendix
            | Unit::Rule
            | Unit::Regulation
    );
    let word = line.get(..span.start as usize)?.trim();
    let capital = word.is_empty() || word.chars().next().is_some_and(|c| !c.is_lowercase());
    let behind = line.get(span.end as usize..)?.trim_start();
    let caption = reading.caption.slice(line);
    // Running text goes on in small letters, with a comma, or as a sentence.
    let alone = behind.is_empty() || behind == ".";
    let separated = behind.starts_with(['.', ':', '–', '—', '-']) && !caption.starts_with(char::is_lowercase);
    let titled =
        caption.starts_with(char::is_uppercase) && !caption.ends_with('.') && behind.len() == caption.len();
    (numbered && capital && (alone || separated || titled)).then_some(reading)
}

/// Reports the headings found so far, unless they are a table of contents.
fn report_run(document: &Document, report: &mut Report<'_>, run: &mut Vec<(BlockId, HeadingReading)>) {
    let found = std::mem::take(run);
    if found.len() >= CONTENTS {
        return;
    }
    for (id, reading) in found {
        let span = first_line(document.block(id).text());
        let place = Place { block: id, span };
        let signs = "#".repeat(usize::from(level_of(document, reading.unit)));
        let start = document.absolute(place).start;
        let message =
            format!("the line reads as the heading of a {}; mark it with {signs}", reading.unit.name());
        report.at(place, message).fixes = vec![Fix {
            title: format!("Mark the line as a heading with {signs}"),
            edits: vec![Edit::replace(Span::new(start, start), format!("{signs} "))],
            safe: false,
        }];
    }
}

/// The level of the other headings of a unit, else one below the title.
fn level_of(document: &Document, unit: Unit) -> u8 {
    let same = document.clauses().iter().find(|clause| clause.unit() == Some(unit) && clause.level > 0);
    same.map_or(2, |clause| clause.level)
}

fn first_line(text: &str) -> LocalSpan {
    let lead = text.len() - text.trim_start().len();
    let line = text.get(lead..).and_then(|text| text.lines().next()).unwrap_or_default();
    LocalSpan::new(lead, lead + line.trim_end().len())
}
