//! The words of treaty language, as data: one table a language, one file each. Adding a language is adding
//! a table here and a test document.

mod arabic;
mod chinese;
mod defining;
mod dutch;
mod english;
mod french;
mod german;
mod grammar;
mod index;
mod italian;
mod portuguese;
mod prose;
mod russian;
mod spanish;

pub use defining::Defining;
pub use grammar::Grammar;
pub use prose::Prose;

use super::Unit;
use super::number::digit_value;
use crate::unicode::is_mark;

/// The words of a language that treaties are divided and cited by. All in lower case; a `~` at the end of a
/// word stands for any further letters, so that inflected languages need only stems.
#[derive(Debug)]
pub struct Language {
    /// The language tag's primary subtag (BCP 47), such as `en`.
    pub tag: &'static str,
    /// Whether words are written without spaces between them.
    pub unspaced: bool,
    /// Whether words are lengthened by a sign inside them (U+0640) to fill a line.
    pub lengthens: bool,
    /// The words for each unit, in singular and plural.
    pub units: &'static [(Unit, &'static [&'static str])],
    /// The ordinal numbers from the first on, in all forms that stand before or behind a unit.
    pub ordinals: &'static [&'static [&'static str]],
    /// The cardinal numbers from one on, as they stand behind a unit ("Chapter One").
    pub cardinals: &'static [&'static str],
    /// The words for the tens from twenty on, cardinal and ordinal, that the words for one to nine stand behind.
    pub tens: &'static [(u32, &'static [&'static str])],
    /// How the words of agreement end that close a preamble.
    pub formulas: &'static [&'static str],
    /// How a testimonium, or the line of place and date, begins.
    pub testimonia: &'static [&'static str],
    /// What begins a heading that makes a division a note about a clause.
    pub about: &'static [&'static str],
    /// The small words that hold a citation together.
    pub words: &'static [(Word, &'static [&'static str])],
    /// The nouns that name an instrument, as they stand in its name.
    pub instruments: &'static [&'static str],
    /// What a number counts that is no citation: units of measure.
    pub measures: &'static [&'static str],
    /// How the words are put together.
    pub grammar: Grammar,
    /// The words of the text around them.
    pub prose: Prose,
    /// The words that define terms and name parties.
    pub defining: Defining,
}

/// What a small word does in a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Word {
    /// It adds a further number: "and", "or".
    And,
    /// It makes a range: "to", "through".
    To,
    /// It leads to what a clause belongs to: "of", "in".
    Of,
    /// An article: "the".
    The,
    /// This, the present.
    This,
    /// That, the said, the same.
    Same,
    /// Preceding, previous, foregoing.
    Preceding,
    /// Following, next.
    Following,
    /// Above, below.
    Above,
    /// Hereof, herein, hereto.
    Hereof,
    /// Thereof.
    Thereof,
    /// The last of its kind.
    Last,
}

/// All languages that have a table.
pub const ALL: [&Language; 10] = [
    &english::TABLE,
    &french::TABLE,
    &spanish::TABLE,
    &russian::TABLE,
    &chinese::TABLE,
    &arabic::TABLE,
    &german::TABLE,
    &italian::TABLE,
    &portuguese::TABLE,
    &dutch::TABLE,
];

/// The table for a language tag such as `en` or `zh-Hant`.
pub fn for_tag(tag: &str) -> Option<&'static Language> {
    let primary = tag.split('-').next().unwrap_or(tag);
    ALL.into_iter().find(|language| language.tag.eq_ignore_ascii_case(primary))
}

/// The tables for `tags`, in their order; all tables if none of the tags has one.
pub fn for_tags<'a>(tags: impl IntoIterator<Item = &'a str>) -> Vec<&'static Language> {
    let found: Vec<_> = tags.into_iter().filter_map(for_tag).collect();
    if found.is_empty() { ALL.to_vec() } else { found }
}

impl Language {
    /// The unit that `lower`, a text in lower case, begins with, and the bytes of its word: the longest.
    pub fn unit_at(&self, lower: &str) -> Option<(Unit, usize)> {
        let words = index::units_at(self, lower).iter();
        words
            .filter_map(|(unit, word)| Some((*unit, self.word_length(lower, word)?)))
            .max_by_key(|(_, length)| *length)
    }

    /// The value of the ordinal that `lower` begins with, and its bytes.
    pub fn ordinal_at(&self, lower: &str) -> Option<(u32, usize)> {
        let ordinals = index::ordinals_at(self, lower).iter();
        ordinals
            .filter_map(|(value, form)| Some((*value, self.word_length(lower, form)?)))
            .max_by_key(|(_, length)| *length)
    }

    /// The value of the cardinal that `lower` begins with, and its bytes.
    pub fn cardinal_at(&self, lower: &str) -> Option<(u32, usize)> {
        let cardinals = self.cardinals.iter().zip(1..);
        cardinals
            .filter_map(|(form, value)| Some((value, self.word_length(lower, form)?)))
            .max_by_key(|(_, length)| *length)
    }

    /// The value of the number in words that `lower` begins with, ordinal or cardinal, and its bytes: "twenty-first".
    pub fn number_word_at(&self, lower: &str) -> Option<(u32, usize)> {
        let below_twenty = |text: &str| self.ordinal_at(text).or_else(|| self.cardinal_at(text));
        let tens = |text: &str| {
            let words =
                self.tens.iter().flat_map(|(value, words)| words.iter().map(move |word| (*value, *word)));
            let fitting = words.filter_map(|(value, word)| Some((value, self.word_length(text, word)?)));
            fitting.max_by_key(|(_, length)| *length)
        };
        let Some((value, length)) = tens(lower) else {
            let (ones, first) = below_twenty(lower)?;
            // Arabic has the tens last.
            let behind = lower.get(first..)?.strip_prefix(" و").filter(|_| ones < 10);
            let whole =
                behind.and_then(tens).map(|(value, length)| (value + ones, first + " و".len() + length));
            return Some(whole.unwrap_or((ones, first)));
        };
        let behind = lower.get(length..)?;
        let ones = [" and ", " et ", " y ", " e ", "-", " "].iter().find_map(|joint| {
            let (ones, more) = below_twenty(behind.strip_prefix(joint)?)?;
            (ones < 10).then_some((value + ones, length + joint.len() + more))
        });
        ones.or_else(|| below_twenty(lower)).or(Some((value, length)))
    }

    /// What the small word does that `lower` begins with, and its bytes: the longest.
    pub fn word_at(&self, lower: &str) -> Option<(Word, usize)> {
        let words = index::words_at(self, lower).iter();
        words
            .filter_map(|(role, word)| Some((*role, self.word_length(lower, word)?)))
            .max_by_key(|(_, length)| *length)
    }

    /// The bytes of a word at the start of `lower` that begins like another and is none.
    pub(super) fn idiom_at(&self, lower: &str) -> Option<usize> {
        self.grammar.idioms.iter().filter_map(|idiom| self.word_length(lower, idiom)).max()
    }

    /// Whether `lower` begins with a unit of measure.
    pub fn begins_measure(&self, lower: &str) -> bool {
        self.measures.iter().any(|measure| self.word_length(lower, measure).is_some())
    }

    /// Whether a word in small letters is a noun that names instruments.
    pub fn is_instrument(&self, lower: &str) -> bool {
        self.instrument(lower).is_some()
    }

    /// Whether a word in small letters is a form of a noun of the table: inflected, or definite.
    pub fn is_form(&self, lower: &str, noun: &str) -> bool {
        let bare = |word: &str| {
            let definite = self.grammar.definite.and_then(|definite| word.strip_prefix(definite));
            definite.unwrap_or(word).to_owned()
        };
        self.instrument(lower).is_some_and(|known| bare(known) == bare(noun))
    }

    /// The noun that names instruments that `lower` begins with, as the table has it: the longest.
    pub fn instrument_at(&self, lower: &str) -> Option<&'static str> {
        let nouns = index::instruments_at(self, lower).iter();
        let fitting = nouns.filter_map(|(_, noun)| Some((*noun, self.word_length(lower, noun)?)));
        fitting.max_by_key(|(_, length)| *length).map(|(noun, _)| noun)
    }

    /// How many small words stand in `lower`.
    pub(super) fn count_words(&self, lower: &str) -> usize {
        let mut inside = false;
        let starts = lower.char_indices().filter(|(_, character)| {
            let goes_on = std::mem::replace(&mut inside, is_word_character(*character));
            inside && (self.unspaced || !goes_on)
        });
        starts.filter(|(at, _)| lower.get(*at..).is_some_and(|rest| self.word_at(rest).is_some())).count()
    }

    /// Where a small word that does `role` stands in `lower`: the byte behind it.
    pub fn ends_of(&self, role: Word, lower: &str) -> Vec<usize> {
        let words = self.words.iter().filter(|(known, _)| *known == role).flat_map(|(_, words)| *words);
        let found = words.flat_map(|word| lower.match_indices(word));
        let whole = found.filter(|(at, _)| {
            let inside = || lower.get(..*at).is_some_and(|front| front.ends_with(is_word_character));
            self.unspaced || !inside()
        });
        whole.map(|(at, word)| at + word.len()).collect()
    }

    /// The noun that names instruments, as the table has it, of which `lower` is a form.
    pub fn instrument(&self, lower: &str) -> Option<&'static str> {
        let mut nouns = index::instruments_at(self, lower).iter().map(|(_, noun)| *noun);
        nouns.find(|noun| self.word_length(lower, noun) == Some(lower.len()))
    }

    /// Whether `lower` ends in words of agreement, punctuation left aside.
    pub fn ends_in_formula(&self, lower: &str) -> bool {
        let text = lower.trim_end_matches(|c: char| !c.is_alphanumeric());
        self.formulas.iter().any(|formula| text.ends_with(formula))
    }

    /// Whether `lower` begins like a testimonium.
    pub fn begins_testimonium(&self, lower: &str) -> bool {
        let text = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.testimonia.iter().any(|words| text.starts_with(words))
    }

    /// The bytes of `word` at the start of `lower`, if the text has it there as a whole word.
    pub(super) fn word_length(&self, lower: &str, word: &str) -> Option<usize> {
        if let Some(stem) = word.strip_suffix('~') {
            let rest = lower.strip_prefix(stem)?;
            let ending = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            return Some(stem.len() + ending);
        }
        let (rest, length) = match lower.strip_prefix(word) {
            Some(rest) => (rest, word.len()),
            None if self.lengthens => strip_lengthened(lower, word)?,
            None => return None,
        };
        let numbered = || rest.starts_with(|c| digit_value(c).is_some()) || self.ordinal_at(rest).is_some();
        let glued = || self.grammar.glued.contains(&word) && numbered();
        let ends = self.unspaced
            || word.ends_with(['.', '\'', '’'])
            || glued()
            || !rest.starts_with(is_word_character);
        ends.then_some(length)
    }
}

/// Whether words are made of a character: letters, digits, marks and `_`.
pub(super) fn is_word_character(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || character == '_';
    }
    character.is_alphanumeric() || is_mark(character)
}

/// What stands behind `word` in a text that lengthens it with U+0640, and the bytes of the word there.
fn strip_lengthened<'a>(text: &'a str, word: &str) -> Option<(&'a str, usize)> {
    let mut rest = text;
    for letter in word.chars() {
        rest = rest.trim_start_matches('\u{640}').strip_prefix(letter)?;
    }
    let rest = rest.trim_start_matches('\u{640}');
    Some((rest, text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_names_the_units_that_every_treaty_has() {
        for language in ALL {
            for unit in [Unit::Article, Unit::Part, Unit::Chapter, Unit::Annex, Unit::Paragraph] {
                assert!(language.units.iter().any(|(known, _)| *known == unit), "{} {unit:?}", language.tag);
            }
            assert!(!language.formulas.is_empty() && !language.testimonia.is_empty(), "{}", language.tag);
        }
    }

    #[test]
    fn every_table_says_what_import_reads_a_text_by() {
        for language in ALL {
            let prose = &language.prose;
            assert!(prose.code.len() == 3 && !prose.contents.is_empty(), "{}", language.tag);
            assert!(matches!(prose.months.len(), 0 | 12), "{}", language.tag);
        }
    }

    #[test]
    fn every_word_is_in_lower_case() {
        for language in ALL {
            let words = language.units.iter().flat_map(|(_, words)| *words);
            let ordinals = language.ordinals.iter().copied().flatten();
            let others = language.cardinals.iter().chain(language.formulas).chain(language.testimonia);
            let Prose { prepositions, verbs, contents, pages, final_acts, general, .. } = language.prose;
            let prose = [prepositions, verbs, contents, pages.0, pages.1, final_acts, general];
            let Prose { governments, states, joints, months, centuries, .. } = language.prose;
            let prose = prose.into_iter().chain([governments, states, joints]).chain(months.iter().copied());
            let prose = prose.chain(centuries.iter().map(|(_, words)| *words)).flatten();
            for word in words.chain(ordinals).chain(others).chain(language.about).chain(prose) {
                assert_eq!(*word, word.to_lowercase(), "{}", language.tag);
            }
        }
    }

    #[test]
    fn whole_words_are_found_longest_first() {
        let english = for_tag("en-GB").expect("a table");
        assert_eq!(english.unit_at("articles 4 and 5"), Some((Unit::Article, 8)));
        assert_eq!(english.unit_at("art. 4"), Some((Unit::Article, 4)));
        assert_eq!(english.unit_at("party"), None);
        let russian = for_tag("ru").expect("a table");
        assert_eq!(russian.unit_at("статьи 4"), Some((Unit::Article, "статьи".len())));
    }
}
