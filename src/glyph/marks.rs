//! Marks: those on a base of another script or on none, too many on one letter, and letters that are not
//! composed with their marks.

use super::class::Class;
use super::inspect::Context;
use super::setting::Kind;
use super::suspect::{Suspect, Trust};
use super::token::{Around, Cell};
use crate::config::Severity;
use crate::unicode::{self, Script, language};

/// The most marks on one letter that pass without a word.
const MOST_MARKS: usize = 3;

/// The suspects among the marks of a run of letters.
pub(super) fn suspects(context: &Context<'_>, run: &[Cell]) -> Vec<Suspect> {
    let mut suspects = Vec::new();
    let mut at = 0;
    while let Some(cell) = run.get(at) {
        let marks = run.get(at + 1..).unwrap_or_default().iter().take_while(|cell| cell.kind == Kind::Mark);
        let marks: Vec<&Cell> = marks.collect();
        at += 1 + marks.len();
        if cell.kind == Kind::Mark {
            // The run begins with a mark: nothing carries it, unless another kind of character does.
            suspects.extend(without_base(context, cell));
            continue;
        }
        let wrong = marks.iter().find(|mark| !belongs(mark.character, cell.character));
        if let Some(mark) = wrong {
            suspects.push(removal(context, mark.start..mark.end));
        } else if let (Some(last), true) = (marks.last(), marks.len() > MOST_MARKS) {
            let start = marks.get(MOST_MARKS).map_or(last.start, |mark| mark.start);
            suspects.push(removal(context, start..last.end).severity(Severity::Warning));
        } else if let Some(last) = marks.last() {
            suspects.extend(not_composed(context, cell.start..last.end));
        }
    }
    suspects
}

/// A mark that none of the expected scripts has, with those behind it: on a letter, or on nothing.
pub(super) fn foreign(context: &Context<'_>, rest: &[Cell]) -> (Vec<Suspect>, usize) {
    let marks =
        rest.iter().take_while(|cell| cell.kind == Kind::Check && unicode::is_mark(cell.character)).count();
    let (Some(first), Some(last)) = (rest.first(), rest.get(marks.saturating_sub(1))) else {
        return (Vec::new(), 1);
    };
    let before = context.text.get(..first.start).and_then(|text| text.chars().next_back());
    // On a letter of its own script the mark is part of a foreign word.
    let at_home = before.is_some_and(|base| carries(first.character, base));
    let suspects = if at_home { Vec::new() } else { vec![removal(context, first.start..last.end)] };
    (suspects, marks.max(1))
}

fn without_base(context: &Context<'_>, cell: &Cell) -> Option<Suspect> {
    let before = context.text.get(..cell.start).and_then(|text| text.chars().next_back());
    let carried =
        before.is_some_and(|base| !base.is_whitespace() && (belongs(cell.character, base) || base == '◌'));
    (!carried).then(|| removal(context, cell.start..cell.end))
}

/// Whether a mark is of the script of its base, or of all scripts.
fn belongs(mark: char, base: char) -> bool {
    if unicode::is_mark(base) {
        return true;
    }
    let script = unicode::script(base);
    if carries(mark, base) {
        return true;
    }
    // Accents of all scripts stand on Latin, Cyrillic and Greek letters; these scripts have marks of their own.
    let own_marks = language::is_cjk(script) || language::is_right_to_left(script);
    unicode::is_used_in(mark, &[script]) && !(own_marks && unicode::is_of_all_scripts(mark))
}

fn carries(mark: char, base: char) -> bool {
    let script = unicode::script(mark);
    unicode::script(base) == script && !matches!(script, Script::Common | Script::Inherited)
}

fn removal(context: &Context<'_>, range: std::ops::Range<usize>) -> Suspect {
    let around = Around::new(context, &range);
    let suspect = Suspect::new(range, Class::Mark).remove(0);
    if around.between_letters() { suspect.space(-10) } else { suspect }
}

/// A letter and its marks that one character stands for.
fn not_composed(context: &Context<'_>, range: std::ops::Range<usize>) -> Option<Suspect> {
    let own = context.text.get(range.clone())?;
    let composed = unicode::compose(own);
    // In Indic scripts and Hebrew composed forms are left out of use on purpose.
    let common = own.chars().next().is_some_and(|base| {
        !language::has_joiners(unicode::script(base)) || unicode::script(base) == Script::Arabic
    });
    (composed != own && common)
        .then(|| Suspect::new(range, Class::NonNfc).replace(&composed, 0).trust(Trust::Certain))
}
