//! Lists of words of a language, embedded as finite-state sets. Each has its notice beside it.

use fst::Set;
use std::sync::OnceLock;

/// The words of a language, in small letters.
pub struct WordList {
    /// The primary subtag of the language.
    pub language: &'static str,
    bytes: &'static [u8],
    /// Where the letters of the language begin, for sets whose keys are one byte a letter.
    base: Option<u32>,
    set: OnceLock<Set<&'static [u8]>>,
}

impl std::fmt::Debug for WordList {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "WordList({})", self.language)
    }
}

impl WordList {
    const fn new(language: &'static str, bytes: &'static [u8], base: Option<u32>) -> Self {
        Self { language, bytes, base, set: OnceLock::new() }
    }

    fn set(&self) -> &Set<&'static [u8]> {
        self.set.get_or_init(|| Set::new(self.bytes).expect("an embedded word list is a valid set"))
    }

    /// Whether a word in small letters is in the list, its apostrophes written `'`.
    pub fn contains(&self, word: &str) -> bool {
        let Some(base) = self.base else { return self.set().contains(word) };
        let byte = |letter: char| {
            // Russian is printed with and without ё; the list has it without.
            let letter = if letter == 'ё' { 'е' } else { letter };
            u32::from(letter).checked_sub(base).and_then(|place| u8::try_from(place).ok())
        };
        let key: Option<Vec<u8>> = word.chars().map(byte).collect();
        key.is_some_and(|key| self.set().contains(key))
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.set().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

static LISTS: [WordList; 4] = [
    WordList::new("en", include_bytes!("data/en.fst"), None),
    WordList::new("es", include_bytes!("data/es.fst"), None),
    WordList::new("fr", include_bytes!("data/fr.fst"), None),
    WordList::new("ru", include_bytes!("data/ru.fst"), Some(0x0400)),
];

/// The word list of a language tag, if one is embedded.
pub fn for_tag(tag: &str) -> Option<&'static WordList> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    LISTS.iter().find(|list| list.language.eq_ignore_ascii_case(primary))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_each_list() {
        for (tag, known, unknown) in [
            ("en-GB", ["fiery", "antony", "programme", "the"], ["fijery", "th", "nd", "shal"]),
            ("fr", ["française", "présent", "traité", "où"], ["francaise", "presant", "et l", "tr"]),
            ("es", ["según", "acción", "señalada", "artículo"], ["acciòn", "segn", "articulo ", "lña"]),
            ("ru", ["договор", "стороны", "ещё", "государств"], ["дoговор", "стран ы", "abc", "ббв"]),
        ] {
            let list = for_tag(tag).expect("an embedded list");
            for word in known {
                assert!(list.contains(word), "{tag} {word}");
            }
            for word in unknown {
                assert!(!list.contains(word), "{tag} {word}");
            }
        }
        assert!(for_tag("zh").is_none());
    }
}
