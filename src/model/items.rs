//! The nesting of items, inferred from the sequence of their markers as a reader does (`grammar/SPEC.md`,
//! "Items"). Works on the markers and the unmarked paragraphs of one division, in reading order, and in time
//! linear in their number. Printed numbers are facts: what does not fit is kept and reported.

use crate::citation::number::{self, Reading, Series, digit_value, suffix_rank};
use std::collections::{HashMap, HashSet};

/// A marked item or an unmarked paragraph, in reading order.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The marker as printed, with its delimiters; `None` for an unmarked paragraph.
    pub marker: Option<Label>,
    /// The columns of indentation before it.
    pub indent: u32,
    /// Whether its text begins with a small letter.
    pub small: bool,
}

/// A marker taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What stands before the label: nothing, `(` or `第`.
    pub open: String,
    /// The label: `1`, `a`, `2.1`; empty for a dash.
    pub label: String,
    /// The rank of its Latin suffix.
    pub suffix: u32,
    /// What stands behind the label: `.`, `)`, `、`; for a dash, the dash.
    pub close: String,
}

/// Where an entry belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nesting {
    /// The entry that it stands in; `None` for the division itself.
    pub parent: Option<usize>,
    /// How it stands there.
    pub role: Role,
}

/// How an entry stands in what it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An item, counted so; `None` for a dash.
    Item(Option<Reading>, Option<Report>),
    /// A paragraph, without a marker or with one that counts in no list.
    Paragraph,
    /// Closing words: they follow a list and belong to the level of its opening words.
    Closing,
}

/// What is to be said of an item's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Report {
    /// A number is missing before it.
    Gap,
    /// Its list does not begin with its first number.
    StartsLate,
    /// Its number has been there.
    Repeat,
    /// Its number is lower than the one before, and has not been there.
    Backwards,
}

/// The series that a marker counts in, its delimiters included: two items of a list have the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    series: Option<Series>,
    open: String,
    close: String,
    /// The numbers before the last one of a dotted label.
    prefix: String,
}

impl Key {
    /// Whether a list of dotted labels stands beside another of as many parts, not inside: `6.1` behind `5.2`.
    fn is_beside(&self, other: &Key) -> bool {
        let parts = |key: &Key| key.prefix.split('.').count();
        !self.prefix.is_empty() && !other.prefix.is_empty() && parts(self) == parts(other)
    }
}

#[derive(Clone, Debug)]
struct Candidate {
    key: Key,
    value: u32,
    suffix: u32,
    series: Series,
    /// Letters that are a label only where they continue a list, as in `ab)`.
    weak: bool,
}

struct Level {
    key: Key,
    value: u32,
    suffix: u32,
    /// The last item of the list.
    entry: usize,
    /// What the list stands in.
    parent: Option<usize>,
    /// All values of the list so far, for repeats.
    seen: HashSet<u32>,
    indent: u32,
}

/// How well a candidate fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Continues,
    Opens,
    Restarts,
    OtherDelimiters,
    Gap,
    Repeat,
    StartsLate,
}

struct Choice {
    fit: Fit,
    /// The level that it continues.
    level: Option<usize>,
    candidate: usize,
}

/// The most by which a number may jump, or a list start late, without a later number that goes on with it.
const LARGEST_JUMP: u32 = 50;

/// Where each of `entries` belongs. The answers are in the order of the entries.
pub fn nest(entries: &[Entry]) -> Vec<Nesting> {
    let candidates: Vec<Vec<Candidate>> =
        entries.iter().map(|entry| entry.marker.as_ref().map_or_else(Vec::new, Label::candidates)).collect();
    let following = Following::new(&candidates);
    let mut nest = Nest {
        entries,
        candidates: &candidates,
        following: &following,
        levels: Vec::new(),
        pending: Vec::new(),
        result: vec![Nesting { parent: None, role: Role::Paragraph }; entries.len()],
    };
    for index in 0..entries.len() {
        match nest.choose(index) {
            Some(choice) => nest.place(index, &choice),
            None => nest.pending.push(index),
        }
    }
    nest.settle_at_end();
    nest.result
}

struct Nest<'a> {
    entries: &'a [Entry],
    candidates: &'a [Vec<Candidate>],
    following: &'a Following,
    levels: Vec<Level>,
    /// Unmarked paragraphs since the last item: the next one tells where they belong.
    pending: Vec<usize>,
    result: Vec<Nesting>,
}

impl Nest<'_> {
    /// The reading of entry `index` that fits best; `None` if it is a paragraph.
    fn choose(&self, index: usize) -> Option<Choice> {
        let candidates = self.candidates.get(index)?;
        let mut choices: Vec<Choice> =
            candidates.iter().enumerate().flat_map(|(at, candidate)| self.choices(at, candidate)).collect();
        let sure = choices.iter().any(|choice| choice.fit <= Fit::Opens);
        choices.retain(|choice| !sure || choice.fit <= Fit::Opens);
        let going_on: Vec<bool> = candidates.iter().map(|c| self.following.goes_on(index, c)).collect();
        if choices.len() > 1 && sure {
            let kept = |choice: &Choice| going_on.get(choice.candidate) == Some(&true);
            let readings = going_on.iter().filter(|on| **on).count();
            if readings == 1 && choices.iter().any(kept) {
                choices.retain(kept);
            }
        }
        let best = choices.into_iter().min_by_key(|choice| {
            (choice.fit, std::cmp::Reverse(choice.level.unwrap_or(0)), choice.candidate)
        })?;
        let candidate = candidates.get(best.candidate)?;
        let goes_on = going_on.get(best.candidate) == Some(&true);
        self.is_plausible(&best, candidate, goes_on).then_some(best)
    }

    /// How `candidate` fits into the open levels.
    fn choices(&self, at: usize, candidate: &Candidate) -> Vec<Choice> {
        let choice = |fit, level| Choice { fit, level, candidate: at };
        let mut choices = Vec::new();
        let mut open = false;
        for (depth, level) in self.levels.iter().enumerate() {
            let same = level.key == candidate.key;
            open |= same;
            let next = candidate.key.series.is_none()
                || level.value.checked_add(1) == Some(candidate.value) && candidate.suffix == 0
                || candidate.value == level.value && candidate.suffix == level.suffix + 1;
            if same && next {
                choices.push(choice(Fit::Continues, Some(depth)));
            } else if same && candidate.value == 1 && candidate.suffix == 0 && !self.pending.is_empty() {
                choices.push(choice(Fit::Restarts, Some(depth)));
            } else if same && candidate.value > level.value {
                choices.push(choice(Fit::Gap, Some(depth)));
            } else if same {
                choices.push(choice(Fit::Repeat, Some(depth)));
            } else if next
                && level.key.series == candidate.key.series
                && level.key.prefix == candidate.key.prefix
            {
                choices.push(choice(Fit::OtherDelimiters, Some(depth)));
            }
        }
        if !open {
            let first = candidate.key.series.is_none() || candidate.value == 1 && candidate.suffix == 0;
            choices.push(choice(if first { Fit::Opens } else { Fit::StartsLate }, None));
        }
        choices
    }

    /// Whether a marker that neither continues a list nor begins one is one all the same.
    fn is_plausible(&self, choice: &Choice, candidate: &Candidate, goes_on: bool) -> bool {
        match choice.fit {
            Fit::Continues => true,
            Fit::OtherDelimiters => !candidate.weak,
            _ if candidate.weak => false,
            Fit::Opens | Fit::Restarts => {
                candidate.key.prefix.is_empty() || self.has_prefix(candidate) || goes_on
            }
            Fit::Gap => {
                let level = choice.level.and_then(|depth| self.levels.get(depth));
                goes_on || level.is_some_and(|level| candidate.value - level.value <= LARGEST_JUMP)
            }
            Fit::Repeat => true,
            Fit::StartsLate => {
                let bracketed = candidate.key.close == ")" || candidate.key.close == "）";
                let figures = candidate.series == Series::Arabic && candidate.value <= LARGEST_JUMP;
                let plain = candidate.key.prefix.is_empty() || self.has_prefix(candidate);
                goes_on || plain && (bracketed && candidate.value <= LARGEST_JUMP || figures)
            }
        }
    }

    /// Whether the front of a dotted label is the label of an open item.
    fn has_prefix(&self, candidate: &Candidate) -> bool {
        self.prefix_level(candidate).is_some()
    }

    fn prefix_level(&self, candidate: &Candidate) -> Option<usize> {
        self.levels.iter().rposition(|level| {
            let label = if level.key.prefix.is_empty() {
                level.value.to_string()
            } else {
                format!("{}.{}", level.key.prefix, level.value)
            };
            level.key.series == Some(Series::Arabic) && label == candidate.key.prefix
        })
    }

    fn place(&mut self, index: usize, choice: &Choice) {
        let Some(candidate) = self.candidates.get(index).and_then(|c| c.get(choice.candidate)).cloned()
        else {
            return;
        };
        match choice.level {
            Some(depth) if choice.fit == Fit::Restarts => self.restart(index, depth, candidate),
            Some(depth) => self.go_on(index, depth, choice.fit, &candidate),
            None => self.open(index, choice.fit, candidate),
        }
    }

    /// The item goes on with the list at `depth`; what is deeper ends.
    fn go_on(&mut self, index: usize, depth: usize, fit: Fit, candidate: &Candidate) {
        let deepest = depth + 1 == self.levels.len();
        self.levels.truncate(depth + 1);
        let Some(level) = self.levels.last_mut() else { return };
        let owner = level.entry;
        let report = match fit {
            Fit::Gap => Some(Report::Gap),
            Fit::Repeat if level.seen.contains(&candidate.value) => Some(Report::Repeat),
            Fit::Repeat => Some(Report::Backwards),
            _ => None,
        };
        if fit != Fit::Repeat {
            level.value = candidate.value;
            level.suffix = candidate.suffix;
        }
        level.entry = index;
        level.seen.insert(candidate.value);
        let parent = level.parent;
        let role = if deepest { Role::Paragraph } else { Role::Closing };
        self.settle(Some(owner), role);
        self.set(index, parent, candidate, report);
    }

    /// A list of the same series as that at `depth` starts again, behind an unmarked paragraph: it is the
    /// list of that paragraph.
    fn restart(&mut self, index: usize, depth: usize, candidate: Candidate) {
        let outer = self.levels.get(depth).and_then(|level| match depth {
            0 => None,
            _ => level.parent,
        });
        self.levels.truncate(depth);
        let opening = self.pending.last().copied();
        self.settle(outer, Role::Paragraph);
        self.push(index, opening, candidate, None);
    }

    /// The item opens a list inside the deepest open item, or inside that whose label is its front.
    fn open(&mut self, index: usize, fit: Fit, candidate: Candidate) {
        let indent = self.entries.get(index).map_or(0, |entry| entry.indent);
        if let Some(depth) = self.prefix_level(&candidate) {
            self.levels.truncate(depth + 1);
        } else if let Some(depth) = self.levels.iter().position(|level| level.key.is_beside(&candidate.key)) {
            self.levels.truncate(depth);
        } else {
            while self.levels.last().is_some_and(|level| indent < level.indent) {
                self.levels.pop();
            }
        }
        let parent = self.levels.last().map(|level| level.entry);
        self.settle(parent, Role::Paragraph);
        let report = (fit == Fit::StartsLate).then_some(Report::StartsLate);
        self.push(index, parent, candidate, report);
    }

    fn push(&mut self, index: usize, parent: Option<usize>, candidate: Candidate, report: Option<Report>) {
        self.set(index, parent, &candidate, report);
        let indent = self.entries.get(index).map_or(0, |entry| entry.indent);
        let Candidate { key, value, suffix, .. } = candidate;
        self.levels.push(Level {
            key,
            value,
            suffix,
            entry: index,
            parent,
            seen: HashSet::from([value]),
            indent,
        });
    }

    fn set(&mut self, index: usize, parent: Option<usize>, candidate: &Candidate, report: Option<Report>) {
        let reading =
            candidate.key.series.map(|_| Reading { series: candidate.series, value: candidate.value });
        if let Some(nesting) = self.result.get_mut(index) {
            *nesting = Nesting { parent, role: Role::Item(reading, report) };
        }
    }

    /// The pending paragraphs belong to `parent`.
    fn settle(&mut self, parent: Option<usize>, role: Role) {
        for index in std::mem::take(&mut self.pending) {
            if let Some(nesting) = self.result.get_mut(index) {
                *nesting = Nesting { parent, role };
            }
        }
    }

    /// No marker follows. Words in small letters close the list above them; other words belong to the
    /// paragraph with a number, if the list stands in one.
    fn settle_at_end(&mut self) {
        let small = self.pending.first().and_then(|index| self.entries.get(*index)).is_some_and(|e| e.small);
        let Some(last) = self.levels.last() else { return self.settle(None, Role::Paragraph) };
        let numbered = last.key.series == Some(Series::Arabic) && last.key.close != ")";
        if numbered && !small {
            let entry = last.entry;
            self.settle(Some(entry), Role::Paragraph);
        } else {
            let parent = last.parent;
            self.settle(parent, Role::Closing);
        }
    }
}

/// For each marker, whether the next one of its series goes on with it: the next marker with the same
/// delimiters decides between a letter and a roman numeral. Found in one pass from the end.
struct Following {
    next: Vec<Vec<(Key, u32)>>,
}

impl Following {
    fn new(candidates: &[Vec<Candidate>]) -> Self {
        let mut latest: HashMap<(String, String, String), Vec<(Key, u32)>> = HashMap::new();
        let mut next = vec![Vec::new(); candidates.len()];
        for (index, readings) in candidates.iter().enumerate().rev() {
            let Some(first) = readings.first() else { continue };
            let form = (first.key.open.clone(), first.key.close.clone(), first.key.prefix.clone());
            let own = readings.iter().map(|c| (c.key.clone(), c.value)).collect();
            if let Some(slot) = next.get_mut(index) {
                *slot = latest.insert(form, own).unwrap_or_default();
            }
        }
        Self { next }
    }

    fn goes_on(&self, index: usize, candidate: &Candidate) -> bool {
        let next = self.next.get(index).map_or(&[][..], Vec::as_slice);
        next.iter()
            .any(|(key, value)| *key == candidate.key && candidate.value.checked_add(1) == Some(*value))
    }
}

impl Label {
    /// Takes apart a marker that `grammar/SPEC.md` calls one.
    pub fn parse(marker: &str) -> Self {
        if matches!(marker, "–" | "—" | "-" | "•") {
            return Self { open: String::new(), label: String::new(), suffix: 0, close: marker.to_owned() };
        }
        let opens = |c: char| matches!(c, '(' | '（' | '第');
        let inner = marker.trim_start_matches(opens);
        let open = marker.len() - inner.len();
        let (body, suffix) = without_suffix(inner);
        let label = body.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '\u{640}');
        let close: String = body.chars().skip(label.chars().count()).filter(|c| !c.is_whitespace()).collect();
        Self {
            open: marker.get(..open).unwrap_or_default().to_owned(),
            label: label.to_owned(),
            suffix,
            close,
        }
    }

    /// What the marker can count: at most two readings.
    fn candidates(&self) -> Vec<Candidate> {
        let key = |series, prefix: &str| Key {
            series,
            open: self.open.clone(),
            close: self.close.clone(),
            prefix: prefix.to_owned(),
        };
        if self.label.is_empty() {
            let key = key(None, "");
            return vec![Candidate { key, value: 0, suffix: 0, series: Series::Arabic, weak: false }];
        }
        let figures = self.label.starts_with(|c| digit_value(c).is_some());
        let (prefix, last) = match self.label.rsplit_once('.') {
            Some((prefix, last)) if figures => (prefix, last),
            _ => ("", self.label.as_str()),
        };
        let mut letters = last.chars();
        let first = letters.next();
        let doubled = letters.all(|letter| Some(letter) == first);
        number::readings(last)
            .into_iter()
            .map(|Reading { series, value }| {
                let mut key = key(Some(series), prefix);
                if !prefix.is_empty() {
                    // `1.2`, `1.2.` and `1.2)` go on with each other.
                    key.close.clear();
                }
                let weak = series == Series::Letter && !doubled;
                Candidate { key, value, suffix: self.suffix, series, weak }
            })
            .collect()
    }
}

/// A marker without its suffix, and the suffix's rank: `1 bis.` is `1.`
fn without_suffix(marker: &str) -> (String, u32) {
    let words = |c: char| !c.is_ascii_lowercase();
    for word in marker.split(words).filter(|word| word.len() > 2) {
        let rank = suffix_rank(word);
        if rank > 0 {
            let body = marker.replacen(word, "", 1);
            let stops = body.matches('.').count();
            let body: String = body.chars().filter(|c| !c.is_whitespace()).collect();
            // `2. bis.` has a delimiter of its own behind the suffix.
            let body = if stops == 2 && body.ends_with("..") { body.replacen("..", ".", 1) } else { body };
            return (body, rank);
        }
    }
    (marker.to_owned(), 0)
}
