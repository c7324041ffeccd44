//! The words of the tables by their first byte, so that a text is compared with few of them.

use super::{ALL, Language, Word};
use crate::citation::Unit;
use std::sync::LazyLock;

/// Words that say something of kind `T`, by their first byte, in the order of their table.
pub(super) struct Words<T> {
    words: Vec<(T, &'static str)>,
    /// Where the words of each first byte start, and where the last end.
    starts: Vec<usize>,
}

impl<T: Copy> Words<T> {
    fn new(words: impl Iterator<Item = (T, &'static str)>) -> Self {
        let front = |word: &str| word.bytes().next().unwrap_or_default();
        let mut words: Vec<(T, &'static str)> = words.collect();
        words.sort_by_key(|(_, word)| front(word));
        let starts = (0..=256)
            .map(|byte| words.partition_point(|(_, word)| usize::from(front(word)) < byte))
            .collect();
        Self { words, starts }
    }

    /// The words that begin with the first byte of a text.
    fn at(&self, text: &str) -> &[(T, &'static str)] {
        let front = text.bytes().next().map(usize::from);
        let range = front.and_then(|front| Some(*self.starts.get(front)?..*self.starts.get(front + 1)?));
        range.and_then(|range| self.words.get(range)).unwrap_or_default()
    }
}

/// The words of a language that are looked up at every place of a text.
pub(super) struct Index {
    units: Words<Unit>,
    ordinals: Words<u32>,
    words: Words<Word>,
    instruments: Words<()>,
    /// Whether a sign can stand before the first letter of a word.
    lengthens: bool,
}

static INDEXES: LazyLock<Vec<(&'static str, Index)>> =
    LazyLock::new(|| ALL.iter().map(|language| (language.tag, Index::new(language))).collect());

impl Index {
    fn new(language: &Language) -> Self {
        let units = language.units.iter().flat_map(|(unit, words)| words.iter().map(|word| (*unit, *word)));
        let ordinals = language.ordinals.iter().zip(1..);
        let ordinals = ordinals.flat_map(|(forms, value)| forms.iter().map(move |form| (value, *form)));
        let words = language.words.iter().flat_map(|(role, words)| words.iter().map(|word| (*role, *word)));
        Self {
            units: Words::new(units),
            ordinals: Words::new(ordinals),
            words: Words::new(words),
            instruments: Words::new(language.instruments.iter().map(|noun| ((), *noun))),
            lengthens: language.lengthens,
        }
    }

    /// The index of a language, if its table is one of [`ALL`].
    fn of(language: &Language) -> Option<&'static Self> {
        INDEXES.iter().find(|(tag, _)| *tag == language.tag).map(|(_, index)| index)
    }
}

/// The words of a language that can stand at the start of a text in lower case.
macro_rules! words_at {
    ($name:ident, $field:ident, $kind:ty) => {
        pub(super) fn $name(language: &Language, lower: &str) -> &'static [($kind, &'static str)] {
            let Some(index) = Index::of(language) else { return &[] };
            if index.lengthens { &index.$field.words } else { index.$field.at(lower) }
        }
    };
}

words_at!(units_at, units, Unit);
words_at!(ordinals_at, ordinals, u32);
words_at!(words_at, words, Word);
words_at!(instruments_at, instruments, ());
