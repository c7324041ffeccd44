//! Definitions in the words of one block: what is defined, and for which division. Nothing but the words, the
//! languages and whether the block stands in a list of definitions is looked at.

use super::quote::{self, Quotation, trimmed};
use crate::citation::language::Word;
use crate::citation::{Language, Unit};
use std::ops::Range;

/// The most bytes that are looked at between a term and the words that define it.
const REACH: usize = 250;
/// The most bytes between "hereinafter" and the short name.
const NEAR: usize = 90;
/// The most words of a term without quotation marks, and of a short name without them.
const MOST_WORDS: usize = 10;
const MOST_SHORT_WORDS: usize = 6;

/// How the words define a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// They say what it means.
    Meaning,
    /// They say what it includes, or what it means in some cases.
    Partly,
    /// They give a short name to what was named before it.
    ShortName,
}

/// A definition, in bytes of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The term.
    pub name: Range<usize>,
    /// How it is defined.
    pub how: How,
    /// The sentence or the part of one that defines it.
    pub sentence: Range<usize>,
    /// Where the words end that a short name stands for.
    pub lead: usize,
    /// For what it is defined, if the block says so.
    pub purpose: Option<Purpose>,
}

/// For what a definition is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// "For the purposes of this Chapter".
    Division(Unit),
    /// "For the purposes of this Section and Annex II": more than one division.
    Several,
    /// "For the purposes of this Convention": the noun as the table has it.
    Instrument(&'static str),
}

/// What stands around the words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting<'a> {
    /// The languages of the document.
    pub languages: &'a [&'static Language],
    /// Whether the block stands in a division or a list of definitions.
    pub defines: bool,
    /// Whether the list was opened by words like "on entend par:", so that each entry begins with its term.
    pub listed: bool,
    /// Whether it is a heading.
    pub heading: bool,
    /// Whether it is an item, or begins with emphasis: a term can stand before a colon.
    pub set_off: bool,
}

/// What a block says of terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// The definitions, in order.
    pub found: Vec<Found>,
    /// The list of definitions that it opens.
    pub opens: Option<List>,
}

/// A list of definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct List {
    /// For what they are made.
    pub purpose: Option<Purpose>,
    /// Whether the words that open it say that each entry begins with its term.
    pub by: bool,
}

/// The words of a block with what is known of them.
struct Block<'a> {
    text: &'a str,
    lower: &'a str,
    setting: Setting<'a>,
    /// Where sentences, and parts that a semicolon ends, begin; 0 first.
    starts: Vec<usize>,
    /// Where it is said for what a definition is made: the bytes behind those words.
    purposes: Vec<(Range<usize>, Purpose)>,
}

/// Reads `text`, in which every run of white space is one space, and which is `lower` in small letters.
pub(super) fn read(text: &str, lower: &str, setting: Setting<'_>) -> Reading {
    let mut block = Block { text, lower, setting, starts: starts(text), purposes: Vec::new() };
    block.purposes = block.purposes();
    let quotations = quote::quotations(text);
    let mut found = Vec::new();
    for group in quote::groups(&quotations, lower, setting.languages) {
        found.extend(block.quoted(group));
    }
    found.extend(block.unquoted());
    found.extend(block.short_names());
    found.sort_by_key(|found| (found.name.start, found.name.end));
    found.dedup_by_key(|found| found.name.start);
    Reading { found, opens: block.opens() }
}

/// Where sentences begin, and what follows a semicolon.
fn starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut before = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let spaced = next == Some(' ');
        let ends = match character {
            '。' | '；' | '！' | '？' => true,
            ';' | '؛' | '!' | '?' | '؟' => spaced,
            // "No. 5", "J. Smith".
            '.' => {
                spaced && before.is_alphanumeric() && begins_sentence(text.get(at + 1..).unwrap_or_default())
            }
            _ => false,
        };
        if ends {
            starts.push(at + character.len_utf8());
        }
        before = character;
    }
    starts
}

/// Whether what stands behind a full stop can begin a sentence.
fn begins_sentence(behind: &str) -> bool {
    let first = behind.trim_start().chars().next();
    first.is_none_or(|c| !c.is_lowercase() && !c.is_ascii_digit() && !matches!(c, ',' | ';' | ')'))
}

impl Block<'_> {
    fn languages(&self) -> impl Iterator<Item = &'static Language> {
        self.setting.languages.iter().copied()
    }

    /// The words of all languages at `range`, none if it is no range of characters.
    fn lower(&self, range: Range<usize>) -> &str {
        self.lower.get(range).unwrap_or_default()
    }

    /// The sentence around a byte.
    fn sentence(&self, at: usize) -> Range<usize> {
        let next = self.starts.partition_point(|start| *start <= at);
        let start = next.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or(0);
        let end = self.starts.get(next).copied().unwrap_or(self.text.len());
        let words = self.text.get(start..end).unwrap_or_default();
        start + (words.len() - words.trim_start().len())..end
    }

    /// "For the purposes of this Chapter", wherever it stands.
    fn purposes(&self) -> Vec<(Range<usize>, Purpose)> {
        let mut found = Vec::new();
        for language in self.languages() {
            for place in language.places(language.defining.purposes, self.lower) {
                let behind = self.lower(place.end..self.lower.len());
                if let Some((purpose, length)) = purpose(language, behind) {
                    found.push((place.start..place.end + length, purpose));
                }
            }
        }
        found.sort_by_key(|(place, _)| place.start);
        found
    }

    /// For what a definition at `at` is made: what its sentence says, else what the block said before.
    fn purpose(&self, at: usize) -> Option<Purpose> {
        let end = self.sentence(at).end;
        let before = self.purposes.partition_point(|(place, _)| place.start < end);
        before.checked_sub(1).and_then(|index| self.purposes.get(index)).map(|(_, purpose)| *purpose)
    }

    /// The last words from `start` to `end` that say for what a definition is made.
    fn purpose_between(&self, start: usize, end: usize) -> Option<&Range<usize>> {
        let before = self.purposes.partition_point(|(place, _)| place.start < end);
        let (place, _) = self.purposes.get(before.checked_sub(1)?)?;
        (place.start >= start && place.end <= end).then_some(place)
    }

    /// Whether the block opens a list of definitions: "For the purposes of this Chapter:".
    fn opens(&self) -> Option<List> {
        // The first definition can stand in the same block.
        let (first, purpose) =
            self.purposes.first().map_or((None, None), |(place, purpose)| (Some(place), Some(*purpose)));
        let colon = |place: &Range<usize>| {
            place.start == 0 && self.lower(place.end..self.lower.len()).trim_start().starts_with([':', '：'])
        };
        if self.setting.defines && first.is_some_and(colon) {
            return Some(List { purpose, by: false });
        }
        let lower = self.lower.trim_end();
        let front = lower.strip_suffix([':', '：'])?.trim_end();
        let by = self.languages().any(|language| language.ends_with(language.defining.by, front).is_some());
        let last = self.purposes.last();
        if by || self.setting.defines && last.is_some() {
            return Some(List { purpose: last.map(|(_, purpose)| *purpose), by });
        }
        let (place, purpose) = last?;
        let rest = front.get(place.end..)?.trim_matches([',', ' ', '，', '،', '的', '目']);
        let names = |language: &Language| {
            let defining = &language.defining;
            [defining.nouns, defining.captions].iter().any(|words| !language.places(words, rest).is_empty())
        };
        let opens = rest.is_empty() || rest.len() < NEAR && self.languages().any(names);
        opens.then_some(List { purpose: Some(*purpose), by })
    }

    fn found(&self, name: Range<usize>, how: How, lead: usize) -> Found {
        let sentence = self.sentence(name.start);
        Found { purpose: self.purpose(name.start), name, how, sentence, lead }
    }

    /// What a group of quotations defines.
    fn quoted(&self, group: &[Quotation]) -> Vec<Found> {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { return Vec::new() };
        let (start, end) = (first.outer.start, last.outer.end);
        let meaning = self.meaning(start, end).map(|how| (how, start));
        let short = || self.short_name(first, end).map(|lead| (How::ShortName, lead));
        let Some((how, lead)) = meaning.or_else(short) else { return Vec::new() };
        let names = group.iter().map(|quotation| quotation.inner.clone());
        names.filter(|name| self.is_name(name)).map(|name| self.found(name, how, lead)).collect()
    }

    /// Whether words can name something: they have a letter, and do not end a sentence inside.
    fn is_name(&self, name: &Range<usize>) -> bool {
        let words = self.text.get(name.clone()).unwrap_or_default();
        words.chars().any(char::is_alphabetic) && self.sentence(name.start).end >= name.end
    }

    /// Whether the words around a group of quotations give their meaning, and how far.
    fn meaning(&self, start: usize, end: usize) -> Option<How> {
        let front = self.lower(0..start).trim_end();
        let behind = self.lower(end..self.lower.len());
        let mut found = None;
        for language in self.languages() {
            let defining = &language.defining;
            let noun = language.ends_with(defining.nouns, front);
            let before = noun.map_or(front, |at| front.get(..at).unwrap_or_default().trim_end());
            let by = |front: &str| language.ends_with(defining.by, front);
            let by = by(front).or_else(|| by(before)).or_else(|| by(without_article(language, front)));
            let means = by.is_some() || self.means(language, behind, defining.means);
            let begins = [Some(start), noun, by].into_iter().flatten().any(|at| self.begins(at));
            if means {
                let only = begins && !self.is_conditional(language, behind);
                return Some(if only { How::Meaning } else { How::Partly });
            }
            if (noun.is_some() || self.setting.defines && begins)
                && self.means(language, behind, defining.includes)
            {
                found = Some(How::Partly);
            }
        }
        let entry =
            self.setting.defines && self.begins(start) && (self.setting.listed || self.is_entry(behind));
        found.or(entry.then_some(How::Meaning))
    }

    /// Whether it is said right behind a term for which provisions it is defined, those of a number.
    fn is_conditional(&self, language: &Language, behind: &str) -> bool {
        let near = cut(behind, REACH);
        let before =
            language.places(language.defining.means, near).first().map_or(near.len(), |place| place.start);
        !language.places(language.defining.purposes, near.get(..before).unwrap_or_default()).is_empty()
    }

    /// Whether a sentence begins at `start`, or has only words before it that say for what it defines.
    fn begins(&self, start: usize) -> bool {
        let sentence = self.sentence(start).start;
        sentence >= start || self.begins_defining(start)
    }

    /// Whether a term in quotation marks, at the start of an entry in a list of definitions, is what it defines.
    fn is_entry(&self, behind: &str) -> bool {
        let rest = behind.trim();
        rest.is_empty() || rest.starts_with([':', '：', '–', '—', '=', '-'])
    }

    /// Whether only words that say for what it is defined stand before `start` in its sentence.
    fn begins_defining(&self, start: usize) -> bool {
        let sentence = self.sentence(start).start;
        let purpose = self.purpose_between(sentence, start);
        purpose.is_some_and(|place| {
            self.lower(place.end..start).trim_matches([' ', ',', ':', '，', '：', '的', '目']).is_empty()
        })
    }

    /// Whether `behind` goes on with one of `words`, an aside in brackets or between commas passed over.
    fn means(&self, language: &Language, behind: &str, words: &[&str]) -> bool {
        let near = cut(behind, REACH);
        let rest = without_brackets(near.trim_start());
        let begins = |rest: &str| {
            let rest = rest.trim_start();
            let decoy = language.begins_with(language.defining.no_means, rest);
            decoy.is_none() && language.begins_with(words, rest).is_some()
        };
        if begins(rest) {
            return true;
        }
        if language.begins_with(language.defining.purposes, rest).is_some() {
            let sentence = rest.split([';', '；', '。']).next().unwrap_or_default();
            return !language.places(words, sentence).is_empty();
        }
        if !rest.starts_with([',', '，', '،']) {
            return false;
        }
        let aside = rest.split([';', '；', '。', ':']).next().unwrap_or_default();
        let mut commas = aside.match_indices([',', '，', '،']);
        commas.any(|(at, comma)| aside.get(at + comma.len()..).is_some_and(begins))
    }

    /// Where the words end for which a group of quotations is the short name.
    fn short_name(&self, first: &Quotation, end: usize) -> Option<usize> {
        let start = first.outer.start;
        let window = start.saturating_sub(NEAR)..start;
        let window = ceil(self.lower, window.start)..window.end;
        let near = self.lower(window.clone());
        let cut = near.rfind([';', ')', '）', '。', '；']).map_or(0, |at| at + 1);
        let cut = cut.max(near.rfind(". ").map_or(0, |at| at + 2));
        let cut = ceil(near, cut);
        let clause = near.get(cut..)?;
        let named = self.languages().find_map(|language| {
            let last = language.places(language.defining.hereinafter, clause).pop()?;
            // A comma ends the clause, but not right behind its first word.
            let rest = clause.get(last.end..)?.trim_start_matches([',', ' ']);
            (!rest.contains([',', '，', '،'])).then_some(window.start + cut + last.start)
        });
        named.map(|at| self.lead(at)).or_else(|| self.in_brackets(first, end))
    }

    /// Where the words end before the clause that gives a short name, at `at` of which "hereinafter" stands.
    fn lead(&self, at: usize) -> usize {
        let window = ceil(self.lower, at.saturating_sub(NEAR))..at;
        let near = self.lower(window.clone());
        let opened = near.rfind(['(', ',', '（', '，', '،', '–', '—']).map_or(at, |open| window.start + open);
        self.lower(0..opened).trim_end().len()
    }

    /// Where the words end before a bracket that holds nothing but a group of quotations: `(“the Agreement”)`.
    fn in_brackets(&self, first: &Quotation, end: usize) -> Option<usize> {
        let start = first.outer.start;
        let behind = self.lower(end..self.lower.len()).trim_start();
        if self.setting.heading || !behind.starts_with([')', '）']) {
            return None;
        }
        let front = self.lower(0..start).trim_end();
        let opened = std::iter::once(front)
            .chain(self.languages().map(|language| without_article(language, front)))
            .find_map(|front| front.strip_suffix(['(', '（']))?
            .trim_end();
        // Behind a number it is the caption of what is cited, behind a quotation its translation.
        let near = opened.get(ceil(opened, opened.len().saturating_sub(NEAR))..)?;
        let word = near.rsplit([' ', '\u{A0}']).next().unwrap_or_default();
        let is_word = word.chars().filter(|c| c.is_alphabetic()).count() > 1;
        // One word in small letters is most often a translation: `return ("refouler")`.
        let name = self.text.get(first.inner.clone())?;
        let is_word = is_word && (name.contains(' ') || !name.starts_with(char::is_lowercase));
        let named = opened.ends_with(char::is_alphabetic) && !crate::syntax::marker::is_roman(word);
        (is_word && named).then_some(opened.len())
    }

    /// Terms without quotation marks: "claimant means …" in a list of definitions, "For the purposes of this
    /// Article, a child means …".
    fn unquoted(&self) -> Vec<Found> {
        let mut found = Vec::new();
        // Without spaces it cannot be told where a term begins.
        for language in self.languages().filter(|language| !language.unspaced) {
            let defining = &language.defining;
            let decoys = language.places(defining.no_means, self.lower);
            let holds = |place: &Range<usize>| {
                let next = decoys.partition_point(|decoy| decoy.end <= place.start);
                decoys.get(next).is_some_and(|decoy| decoy.start < place.end)
            };
            let mut last = None;
            for place in language.places(defining.means, self.lower) {
                let sentence = self.sentence(place.start).start;
                // Only the first of a sentence gives a meaning.
                if last.replace(sentence) == Some(sentence) || holds(&place) {
                    continue;
                }
                found.extend(self.term_before(language, sentence, place.start));
            }
            if self.setting.defines && found.is_empty() {
                found.extend(self.includes(language));
                found.extend(self.before_colon(language));
            }
        }
        found
    }

    /// "customs duty includes" at the start of an entry.
    fn includes(&self, language: &Language) -> Option<Found> {
        let near = cut(self.lower, REACH);
        let place = language.places(language.defining.includes, near).into_iter().next()?;
        // "The Parties shall include" defines nothing.
        if near.get(place.clone())?.contains(' ') {
            return None;
        }
        let decoys = language.places(language.defining.no_means, near);
        let front = near.get(..place.start)?;
        let known = decoys.iter().any(|decoy| decoy.start < place.end && decoy.end > place.start);
        if known || front.contains([',', ':']) || front.trim().split(' ').count() > MOST_SHORT_WORDS {
            return None;
        }
        let found = self.term_before(language, self.sentence(0).start, place.start)?;
        Some(Found { how: How::Partly, ..found })
    }

    /// The term that stands between the start of a sentence and "means" at `end`.
    fn term_before(&self, language: &Language, sentence: usize, end: usize) -> Option<Found> {
        let start = match self.purpose_between(sentence, end) {
            Some(place) => {
                let rest = self.lower(place.end..end);
                let comma = rest.find([',', ':', '，', '：']).filter(|at| *at < NEAR)?;
                let comma = place.end + comma;
                comma + self.lower.get(comma..)?.chars().next()?.len_utf8()
            }
            None if self.setting.defines => sentence,
            None => return None,
        };
        let name = self.without_figure(self.bare(language, start..end));
        self.is_term(language, &name).then(|| self.found(name.clone(), How::Meaning, name.start))
    }

    /// "**Area**: the seabed …".
    fn before_colon(&self, language: &Language) -> Option<Found> {
        let colon = self.lower.find([':', '：']).filter(|_| self.setting.set_off)?;
        let rest = self.lower.get(colon..)?.get(1..).unwrap_or_default().trim_start();
        let name = self.bare(language, 0..colon);
        let words = self.text.get(name.clone())?.split(' ').count();
        let explained = rest.split(' ').count() > 2 || language.unspaced && rest.len() > NEAR;
        let known = self.purposes.iter().any(|(place, _)| place.start < colon);
        let short = words <= MOST_SHORT_WORDS && explained && !known && !rest.starts_with(['(', '（']);
        let numbered = language.unit_at(self.lower(name.clone())).is_some();
        (short && !numbered && self.is_term(language, &name))
            .then(|| self.found(name.clone(), How::Meaning, 0))
    }

    /// A term without the number of a footnote that is glued to its last word: "covered person1".
    fn without_figure(&self, name: Range<usize>) -> Range<usize> {
        let words = self.text.get(name.clone()).unwrap_or_default();
        let last = words.rsplit(' ').next().unwrap_or_default();
        let bare = last.trim_end_matches(|c: char| c.is_ascii_digit());
        let glued = bare.len() > 2 && bare.chars().all(char::is_lowercase);
        if glued { name.start..name.end - (last.len() - bare.len()) } else { name }
    }

    /// A range without the article or "the term" before its words.
    fn bare(&self, language: &Language, range: Range<usize>) -> Range<usize> {
        let mut name = trimmed(self.text, range);
        for words in [language.defining.nouns, language.defining.indefinite] {
            if let Some(length) = language.begins_with(words, self.lower(name.clone())) {
                name = trimmed(self.text, name.start + length..name.end);
            }
        }
        if let Some((Word::The, length)) = language.word_at(self.lower(name.clone())) {
            name = trimmed(self.text, name.start + length..name.end);
        }
        name
    }

    /// Whether words without quotation marks can be a term.
    fn is_term(&self, language: &Language, name: &Range<usize>) -> bool {
        let words = self.text.get(name.clone()).unwrap_or_default();
        let lower = self.lower(name.clone());
        let count = words.split(' ').count();
        let determined = language.begins_with(language.defining.determiners, lower).is_some();
        let verbal = lower.split(' ').any(|word| language.defining.verbal.contains(&word));
        let quoted = words.contains(" '") || words.starts_with('\'');
        let marks = [',', '“', '”', '"', '«', '»', '‘', '「', '」', '„', ';', '，', '；', '。', '、', ':'];
        let referring =
            matches!(language.word_at(lower), Some((Word::This | Word::Same | Word::And | Word::Above, _)));
        let unspaced = !language.unspaced || words.chars().count() <= MOST_WORDS;
        (1..=MOST_WORDS).contains(&count)
            && unspaced
            && !words.contains(marks)
            && !referring
            && !determined
            && !verbal
            && !quoted
            && words.starts_with(char::is_alphabetic)
            && self.is_name(name)
    }

    /// Short names without quotation marks: "hereinafter referred to as the Contracting Parties,".
    fn short_names(&self) -> Vec<Found> {
        let mut found = Vec::new();
        for language in self.languages() {
            let defining = &language.defining;
            for place in language.places(defining.hereinafter, self.lower) {
                let word = self.lower(place.clone());
                let behind = cut(self.lower(place.end..self.lower.len()), NEAR);
                let clause = behind.split([',', ';', ')', '.', '(', '“', '"']).next().unwrap_or_default();
                let called =
                    language.places(defining.called, clause).pop().map(|called| place.end + called.end);
                let front = self.lower(0..place.start).trim_end();
                let before = || language.ends_with(defining.called, front).map(|_| place.end);
                let itself = || defining.called.contains(&word).then_some(place.end);
                let Some(start) = called.or_else(before).or_else(itself) else { continue };
                found.extend(self.short_name_at(language, start).map(|name| {
                    let lead = self.lead(place.start);
                    self.found(name, How::ShortName, lead)
                }));
            }
        }
        found
    }

    /// The words behind "hereinafter called", up to a comma, a bracket or the end of the sentence.
    fn short_name_at(&self, language: &Language, start: usize) -> Option<Range<usize>> {
        let near = cut(self.lower(start..self.lower.len()), NEAR);
        let length = near.find([',', ';', ')', '.', ':', '，', '。', '；', '）', '、', '،'])?;
        let name = trimmed(self.text, start..start + length);
        let words = self.lower(name.clone());
        let count = words.split(' ').count();
        let joined = words
            .split(' ')
            .any(|word| matches!(language.word_at(word), Some((Word::And, length)) if length == word.len()));
        let short = count <= MOST_SHORT_WORDS && (!language.unspaced || words.chars().count() <= MOST_WORDS);
        (short && !joined && !words.is_empty() && self.is_term(language, &name)).then_some(name)
    }
}

/// The division or the instrument behind "for the purposes of", and the bytes up to its end.
fn purpose(language: &Language, behind: &str) -> Option<(Purpose, usize)> {
    let mut at = behind.len() - behind.trim_start().len();
    let mut referred = false;
    // "of the", "du présent".
    for _ in 0..4 {
        let rest = behind.get(at..)?;
        if referred {
            let noun = language.instrument_at(rest);
            if let Some((unit, length)) = language.unit_at(rest) {
                let instrument = unit.is_instrument() || unit == Unit::Regulation;
                let purpose = match noun.filter(|_| instrument) {
                    Some(noun) => Purpose::Instrument(noun),
                    None => Purpose::Division(unit),
                };
                let behind = behind.get(at + length..)?.trim_start();
                let joined = language.word_at(behind).filter(|(word, _)| *word == Word::And);
                let other =
                    joined.and_then(|(_, length)| language.unit_at(behind.get(length..)?.trim_start()));
                return Some((if other.is_some() { Purpose::Several } else { purpose }, at + length));
            }
            if let Some(noun) = noun {
                let length = language.begins_with(&[noun], rest)?;
                return Some((Purpose::Instrument(noun), at + length));
            }
        }
        let (word, length) = language.word_at(rest)?;
        referred |= word == Word::This;
        at += length;
        let rest = behind.get(at..)?;
        at += rest.len() - rest.trim_start().len();
    }
    None
}

/// A text without an article at its end.
fn without_article<'a>(language: &Language, front: &'a str) -> &'a str {
    let articles = language.words.iter().filter(|(word, _)| *word == Word::The);
    let starts = articles.filter_map(|(_, words)| language.ends_with(words, front));
    let indefinite = language.ends_with(language.defining.indefinite, front);
    let start = starts.chain(indefinite).min();
    start.and_then(|start| front.get(..start)).map_or(front, str::trim_end)
}

/// A text without the brackets that it begins with.
fn without_brackets(text: &str) -> &str {
    if !text.starts_with(['(', '（']) {
        return text;
    }
    let end = text.find([')', '）']).and_then(|at| {
        let rest = text.get(at..)?;
        Some(at + rest.chars().next()?.len_utf8())
    });
    end.and_then(|end| text.get(end..)).unwrap_or(text).trim_start()
}

/// The first `most` bytes of a text, or a little less, at the end of a character.
fn cut(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or(text)
}

/// The first end of a character at or behind byte `at`.
fn ceil(text: &str, at: usize) -> usize {
    text.ceil_char_boundary(at)
}
