//! Deciding by evidence: of all ways to mend the suspects of a token, which one is likeliest. A way is as
//! likely as the words that it makes and as what its choices usually mean; it is safe only if its words are
//! known and no other way makes known words.

use super::evidence::{Evidence, Rating, Standing};
use super::suspect::{Action, Choice, Suspect, Trust};
use super::word::{has_odd_capitals, is_apostrophe, is_unspaced_letter, is_word, words};
use super::{Finding, Repair};
use crate::text::LocalSpan;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// The most ways to mend one word that are compared; beyond it the suspects are decided one by one.
const MOST_WAYS: usize = 1024;
/// The most suspects of one word that are weighed at all; in a longer run of strays each gets what is
/// likeliest by itself, so that the work stays linear.
const MOST_SUSPECTS: usize = 12;
/// The most other ways that are offered beside the best one.
const MOST_OFFERED: usize = 4;
/// What each further word takes away from a way, in tenths of a power of ten: a given word follows another
/// by chance once in some thousands.
const EXTRA_WORD: i32 = 35;
/// What each letter costs that is put and makes no known word.
const PUT: i32 = 2;
/// What a removal costs that lets a stop run into a word.
const FUSED: i32 = 3;

/// A way to mend the suspects of a word: one choice for each, and how good it is.
#[derive(Clone, Debug)]
struct Way {
    choices: Vec<usize>,
    result: String,
    /// `None` if the way touches no word.
    standing: Option<Standing>,
    score: i32,
    /// Whether a word that it makes is unknown and may be right all the same, as a name is.
    may_be_name: bool,
}

impl Way {
    fn is_known(&self) -> bool {
        self.standing.is_some_and(|standing| standing > Standing::Shaped)
    }
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
    let mut start = token.start;
    let mut rest = open;
    while !rest.is_empty() {
        let length = joined(text, &rest);
        let behind = rest.split_off(length);
        let end = behind.first().map_or(token.end, first_byte);
        let ways = ways(text, &(start..end), &rest, evidence);
        start = rest.last().map_or(start, last_byte);
        for (index, suspect) in rest.into_iter().enumerate() {
            let repairs = repairs(index, &suspect, &ways);
            findings.push(finding(text, suspect, repairs));
        }
        rest = behind;
    }
    findings.sort_by_key(|finding| finding.span);
    findings
}

/// A space is only a way to mend what stands between two words, or between a stop and a word.
fn drop_idle_spaces(text: &str, suspect: &mut Suspect) {
    let before = text.get(..suspect.range.start).and_then(|text| text.chars().next_back());
    let behind = text.get(suspect.range.end..).and_then(|text| text.chars().next());
    let unspaced = before.is_some_and(is_unspaced_letter) && behind.is_some_and(is_unspaced_letter);
    let separates = !unspaced
        && before.is_some_and(|c| is_word(c) || c.is_ascii_digit() || ",;:.)!?".contains(c))
        && behind.is_some_and(|c| is_word(c) || c.is_ascii_digit() || c == '(');
    if suspect.choices.len() > 1 && !separates {
        suspect.choices.retain(|choice| choice.action != Action::Space);
    }
}

fn first_byte(suspect: &Suspect) -> usize {
    suspect.choices.iter().map(|choice| choice.range.start).min().unwrap_or(suspect.range.start)
}

fn last_byte(suspect: &Suspect) -> usize {
    suspect.choices.iter().map(|choice| choice.range.end).max().unwrap_or(suspect.range.end)
}

/// How many of the first suspects stand in one word, so that they must be weighed together.
fn joined(text: &str, suspects: &[Suspect]) -> usize {
    let pairs = suspects.iter().zip(suspects.iter().skip(1));
    1 + pairs.take_while(|(one, next)| are_joined(text, last_byte(one), first_byte(next))).count()
}

/// Whether what stands between two suspects leaves them in one word: letters and apostrophes, and in scripts
/// without spaces fewer characters than are looked up together.
fn are_joined(text: &str, end: usize, start: usize) -> bool {
    let between = text.get(end..start).unwrap_or_default();
    let unspaced = between.chars().filter(|c| is_unspaced_letter(*c)).take(2).count();
    unspaced < 2 && between.chars().all(|c| is_word(c) || is_apostrophe(c))
}

/// The ways to mend the suspects of a word, the best first, each result once. Where there are too many to
/// compare there is only one.
fn ways(text: &str, token: &Range<usize>, suspects: &[Suspect], evidence: &Evidence<'_>) -> Vec<Way> {
    if suspects.len() > MOST_SUSPECTS {
        let likeliest = |suspect: &Suspect| {
            let ranked = suspect.choices.iter().enumerate().rev();
            ranked.max_by_key(|(_, choice)| choice.prior).map_or(0, |(index, _)| index)
        };
        let choices = suspects.iter().map(likeliest).collect();
        way(text, token, suspects, choices, evidence).into_iter().map(unproved).collect()
    } else if ways_count(suspects) <= MOST_WAYS {
        all_ways(text, token, suspects, evidence)
    } else {
        greedy_way(text, token, suspects, evidence)
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
    let mut seen: FxHashSet<String> = FxHashSet::default();
    ways.retain(|way| seen.insert(way.result.clone()));
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
    best.into_iter().map(unproved).collect()
}

/// A way that was not compared with all others: any of them may be as good.
fn unproved(way: Way) -> Way {
    Way { standing: None, ..way }
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
    let mut touched: Vec<Range<usize>> = Vec::with_capacity(suspects.len());
    for (suspect, index) in suspects.iter().zip(&choices) {
        let Choice { range, text: put, prior: own, .. } = suspect.choices.get(*index)?;
        result.push_str(text.get(done..range.start)?);
        let start = result.len();
        result.push_str(put);
        touched.push(start..result.len());
        done = range.end;
        prior += own;
    }
    result.push_str(text.get(done..token.end.max(done))?);
    let verdict = Verdict::of(&result, &touched, evidence);
    let Verdict { standing, weight, may_be_name } = verdict;
    Some(Way { choices, result, standing, score: prior + weight, may_be_name })
}

/// What the words are worth that some changes touch.
struct Verdict {
    /// How well the least known of them is known.
    standing: Option<Standing>,
    weight: i32,
    may_be_name: bool,
}

impl Verdict {
    fn of(result: &str, touched: &[Range<usize>], evidence: &Evidence<'_>) -> Self {
        let mut verdict = Self { standing: None, weight: 0, may_be_name: false };
        let mut count = 0;
        for (start, word) in words(result) {
            let end = start + word.len();
            let changes = touched.iter().filter(|change| change.start <= end && start <= change.end);
            if changes.clone().next().is_none() {
                continue;
            }
            count += 1;
            let rating = if is_label(result, start, end) { Rating::SHAPED } else { evidence.rate(word) };
            verdict.add(rating);
            if rating.standing == Standing::Unknown {
                let mut put =
                    changes.filter(|change| !change.is_empty() && change.start >= start && change.end <= end);
                verdict.add_unknown(word, start, &mut put, evidence);
            }
        }
        verdict.weight -= EXTRA_WORD * (count - 1).max(0);
        for change in touched {
            if let Some(rating) = rate_unspaced(result, change, evidence) {
                verdict.add(rating);
            }
            if is_fused(result, change) {
                verdict.add(Rating { standing: Standing::Unknown, weight: -FUSED });
            }
        }
        verdict
    }

    /// Adds what an unknown word is, in which the letters of `put` were put. It may be a name; where there is a
    /// list of words, only if one of them is its capital.
    fn add_unknown(
        &mut self,
        word: &str,
        start: usize,
        put: &mut dyn Iterator<Item = &Range<usize>>,
        evidence: &Evidence<'_>,
    ) {
        let initial = word.starts_with(char::is_uppercase);
        for change in put {
            self.weight -= PUT;
            let capital = initial && change.start == start;
            self.may_be_name |= !has_odd_capitals(word) && (evidence.lists.is_empty() || capital);
        }
    }

    fn add(&mut self, rating: Rating) {
        self.weight += rating.weight;
        self.standing = Some(self.standing.map_or(rating.standing, |known| known.min(rating.standing)));
    }
}

/// Whether a word is the letter of a label: `(b)`, `b)`.
fn is_label(text: &str, start: usize, end: usize) -> bool {
    let single = text.get(start..end).is_some_and(|word| word.chars().nth(1).is_none());
    single && text.get(end..).is_some_and(|behind| behind.starts_with(')'))
}

/// In scripts without spaces the characters around a change are looked up by threes, so that two characters
/// on both sides must have been seen together.
fn rate_unspaced(result: &str, change: &Range<usize>, evidence: &Evidence<'_>) -> Option<Rating> {
    let letter = |c: &char| is_unspaced_letter(*c);
    let before: Vec<char> = result.get(..change.start)?.chars().rev().take(2).take_while(letter).collect();
    let behind = result.get(change.end..)?.chars().take(2).take_while(letter);
    let mut letters: Vec<char> = before.into_iter().rev().collect();
    let front = letters.len();
    letters.extend(result.get(change.clone())?.chars());
    letters.extend(behind);
    (front > 0 && letters.len() > 2).then(|| evidence.rate_unspaced(&letters))
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
    let safe = is_safe(index, suspect, ways);
    for way in ways {
        let Some(choice) = way.choices.get(index).and_then(|choice| suspect.choices.get(*choice)) else {
            continue;
        };
        let span = LocalSpan::new(choice.range.start, choice.range.end);
        if repairs.iter().any(|known| known.span == span && known.text == choice.text) {
            continue;
        }
        let first = repairs.is_empty();
        repairs.push(Repair {
            action: choice.action,
            span,
            text: choice.text.clone(),
            result: way.result.clone(),
            safe: first && safe,
            known: way.is_known(),
        });
        if repairs.len() > MOST_OFFERED {
            break;
        }
    }
    // A way that makes no known word is no suggestion beside one that does.
    let any_known = repairs.iter().any(|repair| repair.known);
    let mut first = true;
    repairs.retain(|repair| {
        std::mem::take(&mut first) || repair.known || !any_known && repair.action != Action::Space
    });
    repairs
}

/// Whether the best way may be taken without being asked: its words are known, and no other way that the
/// suspects allow makes known words, or a name of a letter that would be taken out.
fn is_safe(index: usize, suspect: &Suspect, ways: &[Way]) -> bool {
    match suspect.trust {
        Trust::Certain => return true,
        Trust::Confirm => return false,
        Trust::ByEvidence => {}
    }
    let Some((best, others)) = ways.split_first() else { return false };
    let Some(choice) = best.choices.get(index).and_then(|choice| suspect.choices.get(*choice)) else {
        return false;
    };
    let removes = choice.action == Action::Remove;
    let rivals = |way: &Way| {
        way.standing.is_some_and(|standing| standing > Standing::Unknown) || removes && way.may_be_name
    };
    best.is_known() && choice.action != Action::Space && !others.iter().any(rivals)
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

/// The word around a range: to the next white space on both sides, at most some eighty characters.
fn surroundings(text: &str, range: &Range<usize>) -> String {
    const REACH: usize = 40;
    let stop = |c: &char| c.is_whitespace();
    let before = text.get(..range.start).unwrap_or_default();
    let behind = text.get(range.end..).unwrap_or_default();
    let left: usize = before.chars().rev().take_while(|c| !stop(c)).take(REACH).map(char::len_utf8).sum();
    let right: usize = behind.chars().take_while(|c| !stop(c)).take(REACH).map(char::len_utf8).sum();
    text.get(range.start - left..range.end + right).unwrap_or_default().to_owned()
}
