//! What the rules of the group glyphs share: from the findings of the glyph layer to diagnostics. The words
//! of each message are the rule's own.

use super::{Diagnostic, Fix, GlyphFacts, GlyphOutcome, Report, Subject};
use crate::glyph::{Action, Finding, Repair};
use crate::model::{BlockId, Document, Place};
use crate::text::Edit;
use crate::unicode::name::{code_point, name};

/// Reports the findings of the report's rule, each with the message that `message` makes.
pub(super) fn check(subject: &Subject<'_>, report: &mut Report<'_>, message: fn(&Finding) -> String) {
    let rule = report.rule;
    for (block, finding) in subject.findings().iter().filter(|(_, finding)| finding.class.rule() == rule) {
        let text = message(finding);
        let diagnostic = add(report, *block, finding, text);
        let fixes = finding.repairs.iter().map(|repair| fix(subject.document, *block, finding, repair));
        diagnostic.fixes = fixes.collect();
    }
}

/// Adds one finding without fixes.
pub(super) fn add<'r>(
    report: &'r mut Report<'_>,
    block: BlockId,
    finding: &Finding,
    message: String,
) -> &'r mut Diagnostic {
    let severity = if report.fixed_severity { report.severity } else { finding.severity };
    let diagnostic = report.at(Place { block, span: finding.span }, message);
    diagnostic.severity = severity;
    let outcomes = finding
        .repairs
        .iter()
        .map(|repair| GlyphOutcome { words: repair.result.trim().to_owned(), known: repair.known });
    diagnostic.glyph = Some(GlyphFacts {
        class: finding.class,
        characters: finding.characters.clone(),
        word: finding.word.clone(),
        outcomes: outcomes.collect(),
    });
    diagnostic
}

fn fix(document: &Document, block: BlockId, finding: &Finding, repair: &Repair) -> Fix {
    let span = document.absolute(Place { block, span: repair.span });
    Fix {
        title: title(finding, repair),
        edits: vec![Edit::replace(span, repair.text.clone())],
        safe: repair.safe,
    }
}

fn title(finding: &Finding, repair: &Repair) -> String {
    let points = code_points(&finding.characters);
    match repair.action {
        Action::Remove => format!("Remove {points}"),
        Action::Space => format!("Put a space in the place of {points}"),
        Action::Replace => format!("Replace {points} by {}", quoted(&repair.text)),
    }
}

/// The code points of a few characters: `U+A9C3`, or the first three of more.
pub(super) fn code_points(characters: &[char]) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<String> = characters.iter().take(SHOWN).map(|c| code_point(*c)).collect();
    if characters.len() > SHOWN { shown.join(" ") + " …" } else { shown.join(" ") }
}

/// The code point and the name of a single character, the code points of several.
pub(super) fn named(characters: &[char]) -> String {
    match characters {
        [one] => format!("{} {}", code_point(*one), name(*one)),
        [first, ..] => format!("{} ({} {})", code_points(characters), name(*first), "and more"),
        [] => String::new(),
    }
}

/// Words in quotation marks, what cannot be seen in them as code points.
pub(super) fn quoted(text: &str) -> String {
    let mut shown = String::from('“');
    for character in text.chars() {
        match character {
            '\n' => shown.push('↵'),
            c if crate::unicode::is_drawn(c) => shown.push(c),
            c => shown.push_str(&format!("<{}>", code_point(c))),
        }
    }
    shown + "”"
}

/// Where the character stands in its word.
pub(super) fn place(finding: &Finding) -> String {
    let characters: String = finding.characters.iter().collect();
    let word = quoted(&finding.word);
    let trimmed = finding.word.trim_matches(|c: char| c.is_ascii_punctuation());
    let trimmed = if trimmed == characters { finding.word.as_str() } else { trimmed };
    if finding.word == characters {
        "between spaces".to_owned()
    } else if trimmed.starts_with(&characters) {
        format!("before {}", quoted(trimmed.get(characters.len()..).unwrap_or_default()))
    } else if trimmed.ends_with(&characters) {
        format!("behind {}", quoted(trimmed.get(..trimmed.len() - characters.len()).unwrap_or_default()))
    } else {
        format!("inside {word}")
    }
}

/// What the best repair gives: `without it: “and”`.
pub(super) fn outcome(finding: &Finding) -> String {
    let Some(best) = finding.repairs.first() else {
        return "look in the source for what stood there".to_owned();
    };
    if best.result.trim().is_empty() {
        return "take it out".to_owned();
    }
    let result = quoted(best.result.trim());
    match best.action {
        Action::Remove => format!("without it: {result}"),
        Action::Space => format!("with a space there: {result}"),
        Action::Replace => format!("as {}: {result}", quoted(&best.text)),
    }
}
