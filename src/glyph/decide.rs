//! Deciding by evidence: of all ways to mend the suspects of a token, which one makes the best known words.

use super::evidence::{Counts, Evidence, Standing};
use super::suspect::{Action, Choice, Suspect, Trust};
use super::word::{is_unspaced_letter, is_word, words};
use super::{Finding, Repair};
use crate::text::LocalSpan;
use std::ops::Range;

/// The most ways to mend one token that are compared; beyond it the suspects are decided one by one.
const MOST_WAYS: usize = 1024;
/// The most suspects of one token that are weighed at all; in a longer run of strays each gets what is
/// likeliest by itself, so that the work stays linear.
const MOST_SUSPECTS: usize = 12;
/// The most other ways that are offered beside the best one.
const MOST_OFFERED: usize = 4;
/// What a fragment of one letter, or a word more, takes away from a way, in tenths.
const FRAGMENT: i32 = 15;
const EXTRA_WORD: i32 = 2;

/// A way to mend a token: one choice for each suspect, and how good it is.
#[derive(Clone, Debug)]
struct Way {
    choices: Vec<usize>,
    result: String,
    /// `None` if the way touches no word.
    standing: Option<Standing>,
    score: i32,
}

/// The findings for the suspects of `token`, a range of `text` that holds them all.
pub(super) fn decide(
    text: &str,
    token: Range<usize>,
    suspects: Vec<Suspect>,
    evidence: &Evidence<'_>,
) -> Vec<Finding> {
    let mut suspects = suspects;
    suspects.iter_mut().for_each(|suspect| drop_idle_spaces(text, suspect));
    let (open, closed): (Vec<_>, Vec<_>) = suspects.into_iter().partition(|s| !s.choices.is_empty());
    let mut findings: Vec<Finding> =
        closed.into_iter().map(|suspect| finding(text, suspect, Vec::new())).collect();
    let ways = if open.len() > MOST_SUSPECTS {
        let likeliest = |suspect: &Suspect| {
            let ranked = suspect.choices.iter().enumerate().rev();
            ranked.max_by_key(|(_, choice)| choice.prior).map_or(0, |(index, _)| index)
        };
        let choices = open.iter().map(likeliest).collect();
        way(text, &token, &open, choices, evidence).into_iter().collect()
    } else if ways_count(&open) <= MOST_WAYS {
        all_ways(text, &token, &open, evidence)
    } else {
        greedy_way(text, &token, &open, evidence)
    };
    for (index, suspect) in open.into_iter().enumerate() {
        let repairs = repairs(index, &suspect, &ways);
        findings.push(finding(text, suspect, repairs));
    }
    findings.sort_by_key(|finding| finding.span);
    findings
}

/// A space is only a way to mend what stands between two words, or between a stop and a word.
fn drop_idle_spaces(text: &str, suspect: &mut Suspect) {
    let before = text.get(..suspect.range.start).and_then(|text| text.chars().next_back());
    let behind = text.get(suspect.range.end..).and_then(|text| text.chars().next());
    let separates = before.is_some_and(|c| is_word(c) || c.is_ascii_digit() || ",;:.)!?".contains(c))
        && behind.is_some_and(|c| is_word(c) || c.is_ascii_digit() || c == '(');
    if suspect.choices.len() > 1 && !separates {
        suspect.choices.retain(|choice| choice.action != Action::Space);
    }
}

fn ways_count(suspects: &[Suspect]) -> usize {
    suspects.iter().fold(1, |count: usize, suspect| count.saturating_mul(suspect.choices.len()))
}

/// All combinations of choices, the best first, of the same result only the best.
fn all_ways(text: &str, token: &Range<usize>, suspects: &[Suspect], evidence: &Evidence<'_>) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::new();
    for number in 0..ways_count(suspects) {
        let mut rest = number;
        let choices = suspects.iter().map(|suspect| {
            let choice = rest % suspect.choices.len();
            rest /= suspect.choices.len();
            choice
        });
        let choices: Vec<usize> = choices.collect();
        ways.extend(way(text, token, suspects, choices, evidence));
    }
    ways.sort_by(|one, other| other.score.cmp(&one.score).then_with(|| one.choices.cmp(&other.choices)));
    let mut seen: Vec<String> = Vec::new();
    ways.retain(|way| {
        let new = !seen.contains(&way.result);
        seen.push(way.result.clone());
        new
    });
    ways
}

/// Suspect by suspect the choice that is best with those made before and the first of those to come.
fn greedy_way(text: &str, token: &Range<usize>, suspects: &[Suspect], evidence: &Evidence<'_>) -> Vec<Way> {
    let mut choices = vec![0; suspects.len()];
    let mut best = None;
    for (index, suspect) in suspects.iter().enumerate() {
        let tried = (0..suspect.choices.len()).filter_map(|choice| {
            let mut choices = choices.clone();
            if let Some(slot) = choices.get_mut(index) {
                *slot = choice;
            }
            way(text, token, suspects, choices, evidence)
        });
        let better = tried.max_by_key(|way| way.score);
        if let Some(way) = better {
            choices.clone_from(&way.choices);
            best = Some(way);
        }
    }
    best.into_iter().collect()
}

/// Carries out a combination of choices; `None` if two of them overlap.
fn way(
    text: &str,
    token: &Range<usize>,
    suspects: &[Suspect],
    choices: Vec<usize>,
    evidence: &Evidence<'_>,
) -> Option<Way> {
    let mut result = String::with_capacity(token.len());
    let mut done = token.start;
    let mut prior = 0;
    let mut bonus = 0;
    let mut touched: Vec<Range<usize>> = Vec::with_capacity(suspects.len());
    for (suspect, index) in suspects.iter().zip(&choices) {
        let Choice { range, text: put, prior: own, bonus: if_known, .. } = suspect.choices.get(*index)?;
        result.push_str(text.get(done..range.start)?);
        let start = result.len();
        result.push_str(put);
        touched.push(start..result.len());
        done = range.end;
        prior += own;
        bonus += if_known;
    }
    result.push_str(text.get(done..token.end.max(done))?);
    let (standing, penalty) = judge(&result, &touched, evidence);
    let known = standing.is_some_and(|standing| standing > Standing::Unknown);
    let score = standing.map_or(0, Standing::weight) + prior + if known { bonus } else { 0 } - penalty;
    Some(Way { choices, result, standing, score })
}

/// How well the words are known that the changes touch, and what is against them.
fn judge(result: &str, touched: &[Range<usize>], evidence: &Evidence<'_>) -> (Option<Standing>, i32) {
    let touches =
        |start: usize, end: usize| touched.iter().any(|change| change.start <= end && start <= change.end);
    let mut standing: Option<Standing> = None;
    let mut count = 0;
    let mut penalty = 0;
    for (start, word) in words(result) {
        if !touches(start, start + word.len()) {
            continue;
        }
        count += 1;
        let known = evidence.standing(word);
        if word.chars().count() == 1 && known == Standing::Unknown {
            penalty += FRAGMENT;
        }
        standing = Some(standing.map_or(known, |standing| standing.min(known)));
    }
    for change in touched {
        if let Some(known) = judge_unspaced(result, change, evidence) {
            standing = Some(standing.map_or(known, |standing| standing.min(known)));
        }
        if is_fused(result, change) {
            standing = Some(Standing::Unknown);
        }
    }
    (standing, penalty + EXTRA_WORD * (count - 1).max(0))
}

/// In scripts without spaces the characters around a change are looked up by threes, so that two characters
/// on both sides must have been seen together.
fn judge_unspaced(result: &str, change: &Range<usize>, evidence: &Evidence<'_>) -> Option<Standing> {
    let letter = |c: &char| is_unspaced_letter(*c);
    let before: Vec<char> = result.get(..change.start)?.chars().rev().take(2).take_while(letter).collect();
    let behind = result.get(change.end..)?.chars().take(2).take_while(letter);
    let mut letters: Vec<char> = before.into_iter().rev().collect();
    let front = letters.len();
    letters.extend(result.get(change.clone())?.chars());
    letters.extend(behind);
    let threes = || letters.windows(3).filter_map(|three| <[char; 3]>::try_from(three).ok());
    if front == 0 || threes().next().is_none() {
        return None;
    }
    let in_all = |counts: &dyn Counts| threes().all(|three| counts.has_triple(three));
    Some(if in_all(evidence.document) {
        Standing::Document
    } else if evidence.workspace.is_some_and(|words| in_all(words)) {
        Standing::Workspace
    } else {
        Standing::Unknown
    })
}

/// Whether a removal lets a stop run into a word: `Parties,having`.
fn is_fused(result: &str, change: &Range<usize>) -> bool {
    let before = result.get(..change.start).and_then(|text| text.chars().next_back());
    let behind = result.get(change.end..).and_then(|text| text.chars().next());
    change.is_empty()
        && before.is_some_and(|c| matches!(c, ',' | ';' | ':' | '.' | ')' | '!' | '?'))
        && behind.is_some_and(is_word)
}

/// The repairs of suspect `index`: its choice in the best way, then those in the other ways.
fn repairs(index: usize, suspect: &Suspect, ways: &[Way]) -> Vec<Repair> {
    let mut repairs: Vec<Repair> = Vec::new();
    let safe = is_safe(suspect, ways);
    for way in ways {
        let Some(choice) = way.choices.get(index).and_then(|choice| suspect.choices.get(*choice)) else {
            continue;
        };
        let span = LocalSpan::new(choice.range.start, choice.range.end);
        if repairs.iter().any(|known| known.span == span && known.text == choice.text) {
            continue;
        }
        let first = repairs.is_empty();
        let known = way.standing.is_some_and(|standing| standing > Standing::Unknown);
        repairs.push(Repair {
            action: choice.action,
            span,
            text: choice.text.clone(),
            result: way.result.clone(),
            safe: first && safe,
            known,
        });
        if repairs.len() > MOST_OFFERED {
            break;
        }
    }
    // A way that makes no known word is no suggestion beside one that does.
    let any_known = repairs.iter().any(|repair| repair.known);
    let mut rank = 0;
    repairs.retain(|repair| {
        rank += 1;
        rank == 1 || repair.known || !any_known && repair.action != Action::Space
    });
    repairs
}

/// Whether the best way may be taken without being asked: its words are known, and no other way that the
/// suspects allow makes known words.
fn is_safe(suspect: &Suspect, ways: &[Way]) -> bool {
    let Some((best, others)) = ways.split_first() else { return false };
    match suspect.trust {
        Trust::Certain => true,
        Trust::Confirm => false,
        Trust::ByEvidence => {
            let known = |way: &Way| way.standing.is_some_and(|standing| standing > Standing::Unknown);
            known(best) && !others.iter().any(known)
        }
    }
}

fn finding(text: &str, suspect: Suspect, repairs: Vec<Repair>) -> Finding {
    let characters = text.get(suspect.range.clone()).unwrap_or_default().chars().collect();
    Finding {
        span: LocalSpan::new(suspect.range.start, suspect.range.end),
        class: suspect.class,
        severity: suspect.severity,
        characters,
        word: surroundings(text, &suspect.range),
        repairs,
        count: 1,
    }
}

/// The word around a range: to the next white space on both sides, at most some forty characters.
fn surroundings(text: &str, range: &Range<usize>) -> String {
    const REACH: usize = 20;
    let stop = |c: &char| c.is_whitespace();
    let before = text.get(..range.start).unwrap_or_default();
    let behind = text.get(range.end..).unwrap_or_default();
    let left: usize = before.chars().rev().take_while(|c| !stop(c)).take(REACH).map(char::len_utf8).sum();
    let right: usize = behind.chars().take_while(|c| !stop(c)).take(REACH).map(char::len_utf8).sum();
    text.get(range.start - left..range.end + right).unwrap_or_default().to_owned()
}
