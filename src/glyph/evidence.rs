//! What is known of words: those of the document and the workspace, and lists of words. A repair is made
//! only on such evidence.

use super::setting::{Group, Kind, Setting};
use super::word::{has_odd_capitals, is_apostrophe, key, words};
use crate::unicode::words::WordList;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::LazyCell;

/// The clean words of a text and how often each stands in it.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: FxHashMap<Box<str>, u32>,
    /// Three neighbours in scripts without spaces.
    triples: FxHashSet<[char; 3]>,
}

impl Vocabulary {
    /// Adds the words of `text`. A word is clean if all of its letters are of one expected group and no odd
    /// character stands in or against it.
    pub fn add(&mut self, text: &str, setting: &Setting) {
        for (at, word) in words(text) {
            let end = at + word.len();
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let behind = text.get(end..).and_then(|text| text.chars().next());
            let odd = |c: Option<char>| {
                c.is_some_and(|c| matches!(setting.kind(c), Kind::Check | Kind::OddLetter | Kind::Sign))
            };
            if !odd(before) && !odd(behind) && is_clean(word, setting) {
                let key = key(word);
                match self.words.get_mut(key.as_ref()) {
                    Some(count) => *count += 1,
                    None => {
                        self.words.insert(key.into(), 1);
                    }
                }
            }
        }
        self.add_triples(text, setting);
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

/// How well a word is known; the order is that of the strength of the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is found nowhere.
    Unknown,
    /// It is in a list of words of the language.
    Listed,
    /// It stands in another document of the workspace.
    Workspace,
    /// It stands elsewhere in the document.
    Document,
}

impl Standing {
    /// The weight of the evidence, in tenths.
    pub(super) fn weight(self) -> i32 {
        match self {
            Self::Unknown => 0,
            Self::Listed => 20,
            Self::Workspace => 25,
            Self::Document => 30,
        }
    }
}

/// Counted words.
pub trait Counts {
    /// How often a word stands in the text.
    fn count(&self, word: &str) -> u32;
    /// Whether three characters of an unspaced script stand side by side.
    fn has_triple(&self, characters: [char; 3]) -> bool;
}

impl Counts for Vocabulary {
    fn count(&self, word: &str) -> u32 {
        self.words.get(key(word).as_ref()).copied().unwrap_or(0)
    }

    fn has_triple(&self, characters: [char; 3]) -> bool {
        self.triples.contains(&characters)
    }
}

/// Words that are counted when one is first asked for: most texts are clean.
impl<F: FnOnce() -> Vocabulary> Counts for LazyCell<Vocabulary, F> {
    fn count(&self, word: &str) -> u32 {
        Vocabulary::count(self, word)
    }

    fn has_triple(&self, characters: [char; 3]) -> bool {
        Vocabulary::has_triple(self, characters)
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
        if has_odd_capitals(word) {
            return Standing::Unknown;
        }
        let key = key(word);
        if key.chars().nth(1).is_none() {
            return if self.is_one_letter_word(&key) { Standing::Listed } else { Standing::Unknown };
        }
        self.look_up(&key).max(self.in_parts(&key))
    }

    fn look_up(&self, key: &str) -> Standing {
        if self.document.count(key) > 0 {
            Standing::Document
        } else if self.workspace.is_some_and(|words| words.count(key) > 0) {
            Standing::Workspace
        } else if self.words.contains(key) || self.lists.iter().any(|list| list.contains(key)) {
            Standing::Listed
        } else {
            Standing::Unknown
        }
    }

    /// A possessive is known if its owner is, an elision if both of its words are.
    fn in_parts(&self, key: &str) -> Standing {
        if let Some(owner) = key.strip_suffix("'s") {
            return self.look_up(owner);
        }
        let Some((first, rest)) = key.split_once('\'') else { return Standing::Unknown };
        let elided =
            first.chars().count() == 1 || matches!(first, "qu" | "dell" | "nell" | "all" | "sull" | "un");
        if elided && rest.chars().count() > 1 {
            self.look_up(rest).max(self.in_parts(rest))
        } else {
            Standing::Unknown
        }
    }

    /// The words of a single letter that the languages have; without a language those of English.
    fn is_one_letter_word(&self, key: &str) -> bool {
        let of = |tag: &str| match tag.split('-').next().unwrap_or(tag) {
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
