//! What is known of words: those of the document and the workspace, and lists of words. A repair is made
//! only on such evidence.

use super::setting::{Group, Kind, Setting};
use super::word::{has_odd_capitals, is_apostrophe, is_word, key, words};
use crate::syntax::marker::is_roman;
use crate::unicode::words::WordList;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::LazyCell;

/// The clean words of a text and how often each stands in it.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: FxHashMap<Box<str>, Uses>,
    /// Three neighbours in scripts without spaces.
    triples: FxHashSet<[char; 3]>,
    /// Whether digits that are no letters stand behind words, as the marks of footnotes do.
    notes: bool,
}

/// How often a word stands in a text, and how often with a capital.
#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    all: u32,
    capitals: u32,
}

impl Vocabulary {
    /// Adds the words of `text`. A word is clean if all of its letters are of one expected group and nothing
    /// stands against it that may have cut it off from its other half.
    pub fn add(&mut self, text: &str, setting: &Setting) {
        for (at, word) in words(text) {
            let end = at + word.len();
            let before = text.get(..at).unwrap_or_default().chars().rev();
            let behind = text.get(end..).unwrap_or_default().chars();
            let has_note = text.get(end..).is_some_and(|text| text.starts_with(is_note));
            self.notes |= has_note && word.chars().nth(3).is_some();
            if !is_cut(before, setting) && !is_cut(behind, setting) && is_clean(word, setting) {
                self.add_word(word);
            }
        }
        self.add_triples(text, setting);
    }

    fn add_word(&mut self, word: &str) {
        let key = key(word);
        let uses = match self.words.get_mut(key.as_ref()) {
            Some(uses) => uses,
            None => self.words.entry(key.into()).or_default(),
        };
        uses.all += 1;
        uses.capitals += u32::from(word.starts_with(char::is_uppercase));
    }

    fn add_triples(&mut self, text: &str, setting: &Setting) {
        if text.is_ascii() {
            return;
        }
        let (mut first, mut second) = (None, None);
        for character in text.chars() {
            let unspaced = super::word::is_unspaced_letter(character)
                && matches!(setting.kind(character), Kind::Letter(Group::Cjk | Group::Expected));
            if let (Some(first), Some(second), true) = (first, second, unspaced) {
                self.triples.insert([first, second, character]);
            }
            (first, second) = (second, unspaced.then_some(character));
        }
    }
}

fn is_clean(word: &str, setting: &Setting) -> bool {
    let mut group = None;
    word.chars().all(|character| match setting.kind(character) {
        Kind::Letter(own) => *group.get_or_insert(own) == own && own != Group::Foreign,
        Kind::Mark | Kind::Plain => true,
        _ => is_apostrophe(character),
    })
}

/// Whether a digit cannot be a letter that a scanner mistook.
fn is_note(character: char) -> bool {
    matches!(character, '2' | '3' | '4' | '6' | '7' | '8' | '9')
}

/// Whether the characters that lead away from an end of a word may have cut it in two: a letter that belongs
/// to no word of the language, a digit, an odd sign, a question mark with letters on both sides.
fn is_cut(mut away: impl Iterator<Item = char>, setting: &Setting) -> bool {
    let Some(next) = away.next() else { return false };
    match setting.kind(next) {
        Kind::Check | Kind::OddLetter | Kind::Sign | Kind::Mark => true,
        Kind::Letter(group) => !(group == Group::Cjk && setting.is_cjk()),
        Kind::Plain if next == '?' => away.next().is_some_and(is_word),
        Kind::Plain => next.is_ascii_digit(),
        Kind::Space => false,
    }
}

/// How well a word is known; the order is that of the strength of the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is found nowhere.
    Unknown,
    /// It is a roman numeral by its shape, as good as any other that a change would make of it.
    Shaped,
    /// It is in a list of words of the language.
    Listed,
    /// It stands in another document of the workspace.
    Workspace,
    /// It stands elsewhere in the document.
    Document,
}

/// A word as evidence: how well it is known, and how likely it is against others, in tenths of a power of
/// ten: 0 for a word that stands elsewhere in the document once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rating {
    pub(super) standing: Standing,
    pub(super) weight: i32,
}

impl Rating {
    const UNKNOWN: Self = Self { standing: Standing::Unknown, weight: -30 };
    const LETTER: Self = Self { standing: Standing::Unknown, weight: -40 };
    pub(super) const SHAPED: Self = Self { standing: Standing::Shaped, weight: -5 };
    const LISTED: Self = Self { standing: Standing::Listed, weight: -5 };
    const WORKSPACE: Self = Self { standing: Standing::Workspace, weight: -2 };

    /// A word that stands in the document `count` times: twice as often is twice as likely.
    fn document(count: u32) -> Self {
        Self { standing: Standing::Document, weight: 3 * count.max(1).ilog2() as i32 }
    }

    fn max(self, other: Self) -> Self {
        if other.standing > self.standing { other } else { self }
    }
}

/// Counted words.
pub trait Counts {
    /// How often a word stands in the text.
    fn count(&self, word: &str) -> u32;
    /// How often it begins with a capital.
    fn capitals(&self, word: &str) -> u32;
    /// Whether three characters of an unspaced script stand side by side.
    fn has_triple(&self, characters: [char; 3]) -> bool;
    /// Whether numbers stand against words, as the marks of footnotes do.
    fn has_notes(&self) -> bool;
}

impl Counts for Vocabulary {
    fn count(&self, word: &str) -> u32 {
        self.words.get(key(word).as_ref()).map_or(0, |uses| uses.all)
    }

    fn capitals(&self, word: &str) -> u32 {
        self.words.get(key(word).as_ref()).map_or(0, |uses| uses.capitals)
    }

    fn has_triple(&self, characters: [char; 3]) -> bool {
        self.triples.contains(&characters)
    }

    fn has_notes(&self) -> bool {
        self.notes
    }
}

/// Words that are counted when one is first asked for: most texts are clean.
impl<F: FnOnce() -> Vocabulary> Counts for LazyCell<Vocabulary, F> {
    fn count(&self, word: &str) -> u32 {
        Vocabulary::count(self, word)
    }

    fn capitals(&self, word: &str) -> u32 {
        Vocabulary::capitals(self, word)
    }

    fn has_triple(&self, characters: [char; 3]) -> bool {
        Vocabulary::has_triple(self, characters)
    }

    fn has_notes(&self) -> bool {
        Vocabulary::has_notes(self)
    }
}

/// Everything that words can be looked up in.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// The words of the document itself.
    pub document: &'a dyn Counts,
    /// Those of the other documents of the workspace.
    pub workspace: Option<&'a Vocabulary>,
    /// The word lists of the document's languages.
    pub lists: &'a [&'static WordList],
    /// Words that the project adds, in small letters.
    pub words: &'a FxHashSet<String>,
    /// The languages, for words of one letter.
    pub languages: &'a [String],
}

impl Evidence<'_> {
    /// How well `word` is known: letters with apostrophes inside.
    pub(super) fn standing(&self, word: &str) -> Standing {
        match self.rate(word).standing {
            Standing::Shaped => Standing::Unknown,
            standing => standing,
        }
    }

    /// Whether `word` is known, or a roman numeral.
    pub(super) fn is_known_or_numeral(&self, word: &str) -> bool {
        self.rate(word).standing > Standing::Unknown
    }

    /// How well `word` is known and how likely it is.
    pub(super) fn rate(&self, word: &str) -> Rating {
        if has_odd_capitals(word) {
            return Rating::UNKNOWN;
        }
        let key = key(word);
        let known = if key.chars().nth(1).is_some() {
            self.look_up(&key).max(self.in_parts(&key))
        } else if self.is_one_letter_word(&key) {
            self.look_up(&key).max(Rating::LISTED)
        } else {
            Rating::LETTER
        };
        match numeral(word) {
            // Numerals in capitals stand in most documents, beside their neighbours; one is as good as the next.
            Some(Numeral::Large) => {
                Rating { weight: known.weight.max(Rating::SHAPED.weight), ..Rating::SHAPED }
            }
            Some(Numeral::Small) if known.standing == Standing::Unknown => Rating::SHAPED,
            _ => known,
        }
    }

    /// Whether the document mostly writes a word with a capital.
    pub(super) fn is_mostly_capitalized(&self, word: &str) -> bool {
        self.document.capitals(word) * 2 > self.document.count(word)
    }

    /// Whether the document writes a word with a capital anywhere.
    pub(super) fn is_ever_capitalized(&self, word: &str) -> bool {
        self.document.capitals(word) > 0
    }

    /// How well the characters of an unspaced script are known that stand side by side: by threes.
    pub(super) fn rate_unspaced(&self, characters: &[char]) -> Rating {
        let mut threes = characters.windows(3).filter_map(|three| <[char; 3]>::try_from(three).ok());
        let in_all = |counts: &dyn Counts| threes.clone().all(|three| counts.has_triple(three));
        if in_all(self.document) {
            Rating::document(1)
        } else if self.workspace.is_some_and(|words| threes.all(|three| words.has_triple(three))) {
            Rating::WORKSPACE
        } else {
            Rating::UNKNOWN
        }
    }

    fn look_up(&self, key: &str) -> Rating {
        match self.document.count(key) {
            0 if self.workspace.is_some_and(|words| words.count(key) > 0) => Rating::WORKSPACE,
            0 if self.words.contains(key) || self.lists.iter().any(|list| list.contains(key)) => {
                Rating::LISTED
            }
            0 => Rating::UNKNOWN,
            count => Rating::document(count),
        }
    }

    /// A possessive is known if its owner is, an elision if its longer word is and the language elides.
    fn in_parts(&self, key: &str) -> Rating {
        const ELISION: i32 = 6;
        if let Some(owner) = key.strip_suffix("'s") {
            return self.look_up(owner);
        }
        let Some((first, rest)) = key.split_once('\'') else { return Rating::UNKNOWN };
        let romance = self.languages.iter().any(|tag| matches!(primary(tag), "fr" | "it" | "ca" | "pt"));
        let elided = match first {
            "l" | "d" => true,
            "qu" | "dell" | "nell" | "all" | "sull" | "un" => romance,
            _ => romance && first.chars().count() == 1,
        };
        if !elided || rest.chars().count() < 2 {
            return Rating::UNKNOWN;
        }
        let rating = self.look_up(rest).max(self.in_parts(rest));
        Rating { weight: rating.weight - ELISION, ..rating }
    }

    /// The words of a single letter that the languages have; without a language those of English.
    fn is_one_letter_word(&self, key: &str) -> bool {
        let of = |tag: &str| match primary(tag) {
            "fr" => "aày",
            "es" => "aeouyó",
            "it" => "aeioè",
            "pt" => "aeoéàó",
            "ru" => "авиксуояжб",
            "nl" => "u",
            "ar" => "و",
            "en" | "" => "ai",
            _ => "",
        };
        let known = |tag: &str| of(tag).contains(key);
        if self.languages.is_empty() { known("en") } else { self.languages.iter().any(|tag| known(tag)) }
    }
}

/// The language of a tag, without script and region.
fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// The case of a roman numeral.
enum Numeral {
    Large,
    Small,
}

/// Whether a word is a roman numeral such as divisions and items bear: in capitals, or in small letters one
/// of the first, as `iv`.
fn numeral(word: &str) -> Option<Numeral> {
    let of = |letters: &str| word.chars().all(|letter| letters.contains(letter));
    let single = word.len() == 1;
    if of("IVXLCDM") && (!single || of("IVX")) && is_roman(word) {
        Some(Numeral::Large)
    } else if of("ivx") && !single && is_roman(word) {
        Some(Numeral::Small)
    } else {
        None
    }
}
