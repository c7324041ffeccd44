//! The rule `reversed-range`.

use crate::config::{Level, Severity};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject, glyphs};
use crate::text::Edit;

declare_rule! {
    /// Finds a range of clauses that runs backwards: `Articles 7 to 4`.
    ///
    /// ## Why
    ///
    /// Either a digit is wrong or the ends are exchanged; as it stands it cites nothing.
    ///
    /// ## Bad
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// Articles 3 to 2 apply.
    ///
    /// ## Article 2
    ///
    /// Each Party appoints an officer.
    ///
    /// ## Article 3
    ///
    /// Each Party keeps a register.
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty
    /// # Treaty
    ///
    /// ## Article 1
    ///
    /// Articles 2 to 3 apply.
    ///
    /// ## Article 2
    ///
    /// Each Party appoints an officer.
    ///
    /// ## Article 3
    ///
    /// Each Party keeps a register.
    /// ```
    REVERSED_RANGE {
        name: "reversed-range",
        group: Citations,
        default: Level::On(Severity::Warning),
        fixes: Unsafe,
        plain_text: true,
    }
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let document = subject.document;
    let targets = document.citations().iter().flat_map(|citation| &citation.targets);
    for target in targets.filter(|target| target.reversed) {
        let words = document.words(target.place);
        let message = format!(
            "the range {} runs backwards: exchange its ends, or correct the number that is wrong",
            glyphs::quoted(words)
        );
        let span = document.absolute(target.place);
        let fix = exchanged(words).map(|text| Fix {
            title: format!("Write {}", glyphs::quoted(&text)),
            edits: vec![Edit::replace(span, text)],
            safe: false,
        });
        report.at(target.place, message).fixes.extend(fix);
    }
}

/// The words of a range with its two numbers exchanged; nothing where it is not just two numbers and what
/// joins them.
fn exchanged(words: &str) -> Option<String> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '(' | ')');
    let first = words.len() - words.trim_start_matches(part).len();
    let last = words.trim_end_matches(part).len();
    let (front, middle, end) = (words.get(..first)?, words.get(first..last)?, words.get(last..)?);
    let counts = |number: &str| crate::citation::Number::parse(number).is_some();
    (counts(front) && counts(end) && !middle.is_empty()).then(|| format!("{end}{middle}{front}"))
}
