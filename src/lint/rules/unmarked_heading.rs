//! The rule `unmarked-heading`.

use crate::citation::{Language, Number, Unit};
use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject};
use crate::model::{BlockId, Document, Place, heading};
use crate::syntax::BlockKind;
use crate::text::{Edit, LocalSpan, Span};
use rustc_hash::FxHashMap;

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

/// A line of a block without the white space around it, and its neighbours.
struct Line<'a> {
    text: &'a str,
    span: LocalSpan,
    before: Option<&'a str>,
    next: Option<&'a str>,
}

/// A line that reads as a heading.
struct Found {
    place: Place,
    unit: Unit,
    /// Whether it stands where a heading can: not in mid-sentence.
    stands: bool,
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let languages = document.language_tables();
    let levels = levels(document);
    let mut run: Vec<Found> = Vec::new();
    // Whether the last line was a short one behind a heading: its caption.
    let mut after_caption = false;
    for (index, block) in document.blocks().iter().enumerate() {
        let quoted = document.outline().quoted.get(index) == Some(&true);
        match block.kind() {
            BlockKind::Blank | BlockKind::Comment => continue,
            BlockKind::Paragraph | BlockKind::Item if !quoted => {}
            _ => {
                report_run(document, report, &levels, &mut run);
                continue;
            }
        }
        for line in lines(block.text()) {
            if let Some(unit) = heading_in(&line, &languages) {
                let place = Place { block: BlockId::new(index), span: line.span };
                run.push(Found { place, unit, stands: stands(&line) });
                after_caption = false;
            } else if !after_caption && !run.is_empty() && is_caption(line.text) {
                after_caption = true;
            } else {
                report_run(document, report, &levels, &mut run);
                after_caption = false;
            }
        }
    }
    report_run(document, report, &levels, &mut run);
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut start = 0;
    for whole in text.split_inclusive(['\n', '\r']) {
        let lead = whole.len() - whole.trim_start().len();
        let line = whole.trim();
        if !line.is_empty() {
            let span = LocalSpan::new(start + lead, start + lead + line.len());
            let before = lines.last().map(|before| before.text);
            if let Some(before) = lines.last_mut() {
                before.next = Some(line);
            }
            lines.push(Line { text: line, span, before, next: None });
        }
        start += whole.len();
    }
    lines
}

/// The unit of the heading that a line reads as.
fn heading_in(line: &Line<'_>, languages: &[&Language]) -> Option<Unit> {
    let text = line.text;
    let small = |text: &str| text.starts_with(char::is_lowercase);
    if text.chars().count() > LONGEST
        || text.ends_with(RUNS_ON)
        || small(text)
        || line.next.is_some_and(small)
    {
        return None;
    }
    let reading = heading::read(text, languages);
    let (span, number) = reading.number.as_ref()?;
    if rank(reading.unit).is_none() || is_paragraph(number, text.get(span.end as usize..)?) {
        return None;
    }
    let caption = reading.caption.slice(text);
    let between = text.get(span.end as usize..reading.caption.start as usize).unwrap_or_default();
    // Running text goes on in small letters, with a comma, or as a sentence.
    let separated = between.contains(['.', ':', '：', '–', '—', '-']) && !small(caption);
    let titled = caption.starts_with(char::is_uppercase);
    let spaced = between.ends_with(char::is_whitespace) && caption.starts_with(is_ideograph);
    let sentence = caption.ends_with(ENDS) || caption.contains(['，', '。', '；']);
    let reads = caption.is_empty() || (separated || titled || spaced) && !sentence;
    reads.then_some(reading.unit)
}

/// What running text and the words before a list end with.
const RUNS_ON: [char; 8] = [',', ';', ':', '，', '；', '：', '،', '؛'];
/// What a sentence ends with.
const ENDS: [char; 6] = ['.', '!', '?', '。', '！', '？'];

fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}')
}

/// Whether a number names a paragraph, as "Article 6(2)" and "Article XXIV:5" do: a heading of a note on it.
fn is_paragraph(number: &Number, behind: &str) -> bool {
    let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let bracketed = number.text.split_once('(').is_some_and(|(_, inner)| digit(inner));
    bracketed || [':', '('].into_iter().any(|sign| behind.strip_prefix(sign).is_some_and(digit))
}

/// Whether a heading can stand here: first in its block, behind the end of a sentence, or behind another
/// heading in capitals.
fn stands(line: &Line<'_>) -> bool {
    line.before.is_none_or(|before| {
        let capitals = !before.contains(char::is_lowercase) && before.contains(char::is_uppercase);
        capitals || before.ends_with(ENDS) || before.ends_with([':', ';', '：', '；', '”', '"', '»', ')'])
    })
}

/// Whether a line behind a heading is its caption.
fn is_caption(text: &str) -> bool {
    text.chars().count() <= LONGEST
        && !text.starts_with(char::is_lowercase)
        && !text.ends_with(ENDS)
        && !text.ends_with(RUNS_ON)
}

/// Reports the headings found so far, unless they are a table of contents.
fn report_run(document: &Document, report: &mut Report<'_>, levels: &Levels, run: &mut Vec<Found>) {
    let found = std::mem::take(run);
    if found.len() >= CONTENTS {
        return;
    }
    for Found { place, unit, .. } in found.into_iter().filter(|found| found.stands) {
        let signs = "#".repeat(usize::from(level_of(document, levels, place.block, unit)));
        let start = document.absolute(place).start;
        let kind = unit.name();
        let article = if kind.starts_with('a') { "an" } else { "a" };
        let message = format!("the line reads as the heading of {article} {kind}; mark it with {signs}");
        report.at(place, message).fixes = vec![Fix {
            title: format!("Mark the line as a heading with {signs}"),
            edits: vec![Edit::replace(Span::new(start, start), format!("{signs} "))],
            safe: false,
        }];
    }
}

/// How deep a division usually stands: a part above its chapters, an article below both. `None` for what is
/// not looked for.
fn rank(unit: Unit) -> Option<u8> {
    Some(match unit {
        Unit::Annex | Unit::Appendix => 0,
        Unit::Part => 1,
        Unit::Title => 2,
        Unit::Chapter => 3,
        Unit::Section => 4,
        Unit::Subsection => 5,
        Unit::Article | Unit::Rule | Unit::Regulation => 6,
        _ => return None,
    })
}

/// The level of the first heading of each unit.
type Levels = FxHashMap<Unit, u8>;

fn levels(document: &Document) -> Levels {
    let mut levels = Levels::default();
    for clause in document.clauses().iter().filter(|clause| clause.level > 0) {
        if let Some(unit) = clause.unit() {
            levels.entry(unit).or_insert(clause.level);
        }
    }
    levels
}

/// The level of the other headings of a unit, else one below the division that it stands in or below the title.
fn level_of(document: &Document, levels: &Levels, block: BlockId, unit: Unit) -> u8 {
    const BELOW_TITLE: u8 = 2;
    const DEEPEST: u8 = 9;
    if let Some(level) = levels.get(&unit) {
        return *level;
    }
    let mut around = document.outline().owners.get(block.index()).copied();
    while let Some(clause) = around.map(|id| document.clause(id)) {
        if clause.unit().and_then(rank).is_some_and(|outer| Some(outer) < rank(unit)) && clause.level > 0 {
            return (clause.level + 1).min(DEEPEST);
        }
        around = clause.parent;
    }
    BELOW_TITLE
}
