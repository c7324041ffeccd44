//! Measuring: rounds of injections, what the engine finds in them, and what is left after its safe repairs.

use super::modes::{Goal, Injection, Mode};
use super::random::Random;
use super::text::Text;
use glossator::edit::mend::{Extent, mend};
use glossator::glyph::Project;
use glossator::lint::{self, Diagnostic, Selection, Subject};
use glossator::model::{Defaults, Document, Format};
use glossator::text::apply_edits;
use std::collections::BTreeSet;
use std::ops::Range;

/// How much is measured, and how.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    /// The fewest injections for each mode and text.
    pub(crate) injections: usize,
    /// Whether the language is declared, or is to be guessed.
    pub(crate) declared: bool,
    pub(crate) format: Format,
}

/// What came of one mode in one text.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) injected: usize,
    pub(crate) found: usize,
    /// Findings that are no injection and are not in the clean text either.
    pub(crate) false_alarms: usize,
    pub(crate) safe: usize,
    pub(crate) wrong_safe: usize,
    pub(crate) first_right: usize,
    /// How many draws had their place where the class's test does not hold.
    pub(crate) left_out: usize,
    pub(crate) characters: usize,
    pub(crate) drawn: BTreeSet<char>,
    /// What went wrong, for people.
    pub(crate) misses: Vec<String>,
}

impl Outcome {
    /// What falls short of the goal; empty if nothing does.
    pub(crate) fn shortfalls(&self, goal: Goal, english: bool) -> Vec<String> {
        let mut short = Vec::new();
        if self.found < self.injected && goal != Goal::Apart {
            short.push(format!("{} not found", self.injected - self.found));
        }
        if self.false_alarms > 0 {
            short.push(format!("{} false alarms", self.false_alarms));
        }
        if self.wrong_safe > 0 {
            short.push(format!("{} wrong safe repairs", self.wrong_safe));
        }
        let share = if english { 0.999 } else { 0.99 };
        if goal == Goal::Mend && (self.first_right as f64) < self.injected as f64 * share {
            short.push(format!("{} first suggestions wrong", self.injected - self.first_right));
        }
        short
    }
}

/// An injection in the dirty text.
struct Placed {
    injection: Injection,
    /// Its bytes in the dirty text.
    dirty: Range<usize>,
}

/// The share of the words that is hit in one round.
const SHARE: usize = 33;
/// After so many draws in a row without a place the mode has none in the text.
const MOST_DRAWS: usize = 1000;
/// Where a text has few places of a mode, fewer injections than planned are made.
const MOST_ROUNDS: usize = 60;
const MOST_MISSES: usize = 40;

/// Measures one mode in one text; `None` if it has no place there.
pub(crate) fn measure(mode: &Mode, text: &Text, plan: Plan) -> Option<Outcome> {
    let characters = (mode.characters)(text);
    if characters.is_empty() {
        return None;
    }
    let mut random = Random::for_part(plan.seed, &format!("{} {}", mode.name, text.name));
    let mut outcome = Outcome { characters: characters.len(), ..Outcome::default() };
    let clean = check(&text.text, text, plan);
    for _ in 0..MOST_ROUNDS {
        if outcome.injected >= plan.injections {
            break;
        }
        let round = draw(mode, text, &characters, &mut random, &mut outcome);
        if round.is_empty() {
            break;
        }
        judge(text, round, &clean, plan, &mut outcome);
    }
    (outcome.injected > 0).then_some(outcome)
}

/// Injections into one word in thirty, apart from each other.
fn draw(
    mode: &Mode,
    text: &Text,
    characters: &[char],
    random: &mut Random,
    outcome: &mut Outcome,
) -> Vec<Injection> {
    let wanted = (text.words.len() / SHARE).max(1);
    let mut taken = vec![false; text.words.len() + 2];
    let mut round: Vec<Injection> = Vec::new();
    let mut idle = 0;
    while round.len() < wanted && idle < MOST_DRAWS {
        let Some(character) = random.pick(characters) else { break };
        let Some(injection) = (mode.draw)(random, text, *character) else {
            outcome.left_out += 1;
            idle += 1;
            continue;
        };
        idle += 1;
        let Some(words) = taken.get_mut(injection.words.clone()) else { continue };
        if words.contains(&true) {
            continue;
        }
        words.fill(true);
        idle = 0;
        outcome.drawn.extend(injection.put.chars().filter(|c| injection.put.len() < 5 || !c.is_ascii()));
        round.push(injection);
    }
    round.sort_by_key(|injection| injection.range.start);
    round
}

fn check(text: &str, source: &Text, plan: Plan) -> Vec<Diagnostic> {
    let languages = if plan.declared { vec![source.tag.to_owned()] } else { Vec::new() };
    let document = Document::new(text, plan.format, &Defaults { languages });
    let mut selection = Selection::default();
    selection.select(&["glyphs".to_owned()]);
    lint::check(&Subject::new(&document, &Project::default()), &selection)
}

fn place(text: &Text, round: Vec<Injection>) -> (String, Vec<Placed>) {
    let mut dirty = String::with_capacity(text.text.len() * 2);
    let mut done = 0;
    let mut placed = Vec::new();
    for injection in round {
        dirty.push_str(&text.text[done..injection.range.start]);
        let start = dirty.len();
        dirty.push_str(&injection.put);
        done = injection.range.end;
        placed.push(Placed { dirty: start..dirty.len(), injection });
    }
    dirty.push_str(&text.text[done..]);
    (dirty, placed)
}

fn judge(text: &Text, round: Vec<Injection>, clean: &[Diagnostic], plan: Plan, outcome: &mut Outcome) {
    let (dirty, placed) = place(text, round);
    let found = check(&dirty, text, plan);
    outcome.injected += placed.len();
    let mut alarms = found.len();
    let mut owner: Vec<bool> = vec![false; found.len()];
    for one in &placed {
        let own: Vec<usize> = touching(&found, &one.dirty);
        own.iter().for_each(|index| owner[*index] = true);
        let faults = one
            .injection
            .faults
            .iter()
            .map(|fault| one.dirty.start + fault.start..one.dirty.start + fault.end);
        let all = faults.clone().all(|fault| !touching(&found, &fault).is_empty());
        let right = all && first_is_right(text, &dirty, one, &found, &own);
        outcome.found += usize::from(all);
        outcome.first_right += usize::from(right);
        if !right && outcome.misses.len() < MOST_MISSES {
            outcome.misses.push(miss(text, &dirty, one, &found, &own));
        }
    }
    for (index, diagnostic) in found.iter().enumerate() {
        let known = owner[index] || is_in_clean(diagnostic, clean, &placed);
        alarms -= usize::from(known);
        if !known && outcome.misses.len() < MOST_MISSES {
            outcome.misses.push(format!("false alarm: {}", diagnostic.message));
        }
    }
    outcome.false_alarms += alarms;
    let mended = mend(&dirty, Extent::Safe, |text_now| check(text_now, text, plan)).text;
    compare(text, &placed, &dirty, &mended, clean, outcome);
}

/// The diagnostics whose span or first fix touches a range of the dirty text.
fn touching(found: &[Diagnostic], range: &Range<usize>) -> Vec<usize> {
    let meets = |other: Range<usize>| other.start < range.end && range.start < other.end;
    let touches = |diagnostic: &Diagnostic| {
        let edits = diagnostic.fixes.first().map_or(&[][..], |fix| fix.edits.as_slice());
        meets(diagnostic.span.range()) || edits.len() > 1 && edits.iter().any(|edit| meets(edit.span.range()))
    };
    found.iter().enumerate().filter(|(_, diagnostic)| touches(diagnostic)).map(|(index, _)| index).collect()
}

/// Whether the first fixes of the findings of an injection, made together, restore the clean text there.
fn first_is_right(text: &Text, dirty: &str, one: &Placed, found: &[Diagnostic], own: &[usize]) -> bool {
    let edits = own.iter().filter_map(|index| found[*index].fixes.first()).flat_map(|fix| &fix.edits);
    // Of a fix for many places only the part that belongs here.
    let near = |start: usize| start + 200 > one.dirty.start && start < one.dirty.end + 200;
    let many = |index: &usize| found[*index].fixes.first().is_some_and(|fix| fix.edits.len() > 1);
    let here = |range: Range<usize>| range.start < one.dirty.end && one.dirty.start < range.end;
    let mut edits: Vec<_> = edits
        .filter(|edit| near(edit.span.range().start))
        .filter(|edit| !own.iter().any(many) || here(edit.span.range()))
        .cloned()
        .collect();
    edits.sort();
    edits.dedup();
    let mended = apply_edits(dirty, &edits);
    let expected = format!(
        "{}{}{}",
        &dirty[..one.dirty.start],
        &text.text[one.injection.range.clone()],
        &dirty[one.dirty.end..]
    );
    !edits.is_empty() && mended == expected
}

/// Whether a finding is in the clean text as well: the same message is there, for a clean part.
fn is_in_clean(diagnostic: &Diagnostic, clean: &[Diagnostic], placed: &[Placed]) -> bool {
    let at = diagnostic.span.range().start;
    let before = placed.iter().take_while(|one| one.dirty.end <= at);
    let moved: isize =
        before.map(|one| one.injection.put.len() as isize - one.injection.range.len() as isize).sum();
    clean.iter().any(|known| {
        known.span.range().start as isize + moved == at as isize && known.rule == diagnostic.rule
    })
}

/// Walks over the mended text: between two injections it must be the clean text, and at each either the
/// clean text or what was injected.
fn compare(
    text: &Text,
    placed: &[Placed],
    dirty: &str,
    mended: &str,
    clean: &[Diagnostic],
    outcome: &mut Outcome,
) {
    // Safe repairs of the clean text's own dirt would be made too; none of the texts has any.
    let _ = clean;
    let gap = |from: usize, index: usize| {
        let end = placed.get(index).map_or(text.text.len(), |next| next.injection.range.start);
        &text.text[from..end]
    };
    let mut rest = mended.strip_prefix(gap(0, 0)).unwrap_or_else(|| {
        outcome.wrong_safe += 1;
        outcome.misses.push("the text before the first injection was changed".to_owned());
        mended
    });
    for (index, one) in placed.iter().enumerate() {
        let right = &text.text[one.injection.range.clone()];
        let behind = gap(one.injection.range.end, index + 1);
        let left = rest.strip_prefix(one.injection.put.as_str()).and_then(|rest| rest.strip_prefix(behind));
        let mended = rest.strip_prefix(right).and_then(|rest| rest.strip_prefix(behind));
        if let Some(next) = left {
            rest = next;
            continue;
        }
        outcome.safe += 1;
        if let Some(next) = mended {
            rest = next;
            continue;
        }
        outcome.wrong_safe += 1;
        // The first difference may lie in the clean text behind the injection.
        let same =
            rest.bytes().zip(right.bytes().chain(behind.bytes())).take_while(|(one, other)| one == other);
        let at = (0..=same.count()).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(0);
        let shown: String = rest[at..].chars().take(30).collect();
        let was = window(dirty, &one.dirty);
        outcome.misses.insert(
            0,
            format!(
                "wrong safe repair of {was:?} ({}): after {at} bytes {shown:?}",
                points(&one.injection.put)
            ),
        );
        let Some(at) = rest.find(behind) else { return };
        rest = rest.get(at + behind.len()..).unwrap_or_default();
    }
}

fn miss(text: &Text, dirty: &str, one: &Placed, found: &[Diagnostic], own: &[usize]) -> String {
    let messages: Vec<String> = own.iter().map(|index| found[*index].message.clone()).collect();
    let right = &text.text[one.injection.range.clone()];
    let messages = if messages.is_empty() { "not found".to_owned() } else { messages.join(" + ") };
    format!("{:?} ({}) for {right:?}: {messages}", window(dirty, &one.dirty), points(&one.injection.put))
}

/// The text around a range, for people.
fn window(text: &str, range: &Range<usize>) -> String {
    let front: String = text[..range.start].chars().rev().take(16).collect();
    let front: String = front.chars().rev().collect();
    let behind: String = text[range.end..].chars().take(16).collect();
    format!("{front}{}{behind}", &text[range.clone()])
}

fn points(text: &str) -> String {
    text.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ")
}
