//! The rule `unusual-space`.

use crate::config::{Level, Severity};
use crate::glyph::{Class, Finding};
use crate::lint::rule::declare_rule;
use crate::lint::{Fix, Report, Subject, glyphs};
use crate::model::{BlockId, Place};
use crate::text::Edit;
use crate::unicode::name::code_point;

declare_rule! {
    /// Finds spaces of unusual width and line ends that are none.
    ///
    /// The same space that stands many times in a file is reported once, with its number.
    ///
    /// ## Why
    ///
    /// A page layout sets thin and wide spaces; in a text they keep words from being found and lines from being
    /// broken.
    ///
    /// ## Bad
    ///
    /// ```treaty escaped
    /// # Treaty\n\nThe\u{2003}Parties agree.\n
    /// ```
    ///
    /// ## Good
    ///
    /// ```treaty escaped
    /// # Treaty\n\nThe Parties agree on page\u{A0}12 and on 10\u{2009}000 francs.\n
    /// ```
    UNUSUAL_SPACE {
        name: "unusual-space",
        group: Glyphs,
        default: Level::On(Severity::Warning),
        fixes: Safe,
        plain_text: true,
    }
}

/// How often the same space may stand in a file before it is reported once.
const MANY: usize = 5;

/// A finding and the block that it is in.
type Found<'a> = &'a (BlockId, Finding);

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut kinds: Vec<(Vec<char>, Severity, Vec<Found<'_>>)> = Vec::new();
    for found in subject.findings().iter().filter(|(_, finding)| finding.class.rule() == report.rule) {
        let (_, finding) = found;
        let same = kinds.iter_mut().find(|(characters, severity, _)| {
            *characters == finding.characters
                && *severity == finding.severity
                && finding.class == Class::Space
        });
        match same {
            Some((_, _, places)) => places.push(found),
            None => kinds.push((finding.characters.clone(), finding.severity, vec![found])),
        }
    }
    for (_, severity, places) in kinds {
        if places.len() > MANY || severity == Severity::Hint {
            add(subject, report, &places);
        } else {
            places.iter().for_each(|place| add(subject, report, &[*place]));
        }
    }
}

/// One finding for all of `places`, at the first of them.
fn add(subject: &Subject<'_>, report: &mut Report<'_>, places: &[Found<'_>]) {
    let Some((block, first)) = places.first() else { return };
    let points: Vec<String> = first.characters.iter().map(|c| code_point(*c)).collect();
    let points = points.join(" ");
    let message = match places.len() {
        1 => format!(
            "{} {}; {}",
            glyphs::named(&first.characters),
            glyphs::place(first),
            glyphs::outcome(first)
        ),
        count => format!(
            "{} stands {count} times in the file, first {}; put plain spaces in its place",
            glyphs::named(&first.characters),
            glyphs::place(first)
        ),
    };
    let edits: Vec<Edit> = places
        .iter()
        .filter_map(|(block, finding)| {
            let repair = finding.repairs.first()?;
            let span = subject.document.absolute(Place { block: *block, span: repair.span });
            Some(Edit::replace(span, repair.text.clone()))
        })
        .collect();
    let title = match (first.class, places.len()) {
        (Class::LineSeparator, _) => format!("Put a line end in the place of {points}"),
        (_, 1) if edits.iter().all(|edit| edit.text.is_empty()) => format!("Remove {points}"),
        (_, 1) => format!("Put a plain space in the place of {points}"),
        (_, count) => format!("Put plain spaces in the place of all {count} {points}"),
    };
    let safe = first.repairs.first().is_some_and(|repair| repair.safe);
    let diagnostic = glyphs::add(report, *block, first, message);
    if !edits.is_empty() {
        diagnostic.fixes = vec![Fix { title, edits, safe }];
    }
}
