//! What Unicode says of characters: script, category, name, clusters, decomposition, and which languages are
//! written in which scripts. All tables are of one version of Unicode, which a test holds; this is the only
//! layer that names their crates. It knows nothing of texts beyond a single cluster or word.

pub mod alphabet;
pub mod language;
pub mod name;
pub mod words;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::props::{
    DefaultIgnorableCodePoint, Emoji, EmojiPresentation, ExtendedPictographic, GeneralCategory,
};
use icu_properties::script::ScriptWithExtensions;
use icu_properties::{CodePointMapData, CodePointSetData};
use icu_segmenter::options::{SentenceBreakInvariantOptions, WordBreakInvariantOptions};
use icu_segmenter::{GraphemeClusterSegmenter, SentenceSegmenter, WordSegmenter};

pub use icu_properties::props::{GeneralCategory as Category, Script};

/// The version of Unicode that all tables are of.
pub const VERSION: &str = "17.0";

/// The general category of a character (UAX #44).
pub fn category(character: char) -> Category {
    CodePointMapData::<GeneralCategory>::new().get(character)
}

/// The script of a character (UAX #24).
pub fn script(character: char) -> Script {
    CodePointMapData::<Script>::new().get(character)
}

/// Whether a character is used in one of `scripts`, or in all of them: its script extensions (UAX #24) hold
/// one of them, or Common or Inherited.
pub fn is_used_in(character: char, scripts: &[Script]) -> bool {
    let own = script(character);
    if matches!(own, Script::Common | Script::Inherited) || scripts.contains(&own) {
        // A mark or sign of one script can be Common by name and listed for a few scripts by extension.
        let extensions = ScriptWithExtensions::new().get_script_extensions_val(character);
        let mut listed = extensions.iter().peekable();
        return listed.peek().is_none()
            || listed.any(|s| matches!(s, Script::Common | Script::Inherited) || scripts.contains(&s));
    }
    let extensions = ScriptWithExtensions::new();
    scripts.iter().any(|script| extensions.has_script(character, *script))
}

/// The scripts that a character is used in: its script extensions (UAX #24).
pub fn scripts_of(character: char) -> impl Iterator<Item = Script> {
    ScriptWithExtensions::new().get_script_extensions_val(character).iter()
}

/// Whether a character is listed for no script in particular: its script extensions (UAX #24) are Common or
/// Inherited alone.
pub fn is_of_all_scripts(character: char) -> bool {
    scripts_of(character).all(|script| matches!(script, Script::Common | Script::Inherited))
}

/// Whether a character is a letter, by general category.
pub fn is_letter(character: char) -> bool {
    matches!(
        category(character),
        Category::UppercaseLetter
            | Category::LowercaseLetter
            | Category::TitlecaseLetter
            | Category::ModifierLetter
            | Category::OtherLetter
    )
}

/// Whether a character is a mark, by general category.
pub fn is_mark(character: char) -> bool {
    matches!(category(character), Category::NonspacingMark | Category::SpacingMark | Category::EnclosingMark)
}

/// Whether a character is drawn as a pictograph, alone or with a variation selector (UTS #51). Digits, `#`,
/// `*`, © and ® are Emoji by property and none here.
pub fn is_pictograph(character: char) -> bool {
    character > '\u{2000}'
        && (CodePointSetData::new::<EmojiPresentation>().contains(character)
            || CodePointSetData::new::<Emoji>().contains(character)
            || CodePointSetData::new::<ExtendedPictographic>().contains(character))
}

/// Whether a character is drawn as nothing unless it is supported (UAX #44, Default_Ignorable_Code_Point).
pub fn is_default_ignorable(character: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character)
}

/// Whether a terminal or a message may show a character as it is: it is no control, no format character or
/// filler, no odd space, not private and not unassigned. A mark needs a base before it, which the caller sees.
pub fn is_drawn(character: char) -> bool {
    if character.is_ascii() {
        return !character.is_ascii_control();
    }
    match category(character) {
        Category::SpaceSeparator => matches!(character, '\u{A0}' | '\u{3000}' | '\u{202F}'),
        Category::Control
        | Category::Format
        | Category::Surrogate
        | Category::PrivateUse
        | Category::Unassigned
        | Category::LineSeparator
        | Category::ParagraphSeparator => false,
        _ => !is_default_ignorable(character) && character != '\u{2800}',
    }
}

/// Where the grapheme clusters of `text` end, in bytes (UAX #29, extended grapheme clusters).
pub fn cluster_ends(text: &str) -> impl Iterator<Item = usize> {
    const SEGMENTER: icu_segmenter::GraphemeClusterSegmenterBorrowed<'static> =
        GraphemeClusterSegmenter::new();
    SEGMENTER.segment_str(text).skip(1)
}

/// Where words and what stands between them end, in bytes (UAX #29). Scripts that are written without spaces
/// and need a dictionary are not parted.
pub fn word_ends(text: &str) -> impl Iterator<Item = usize> {
    let segmenter = WordSegmenter::new_for_non_complex_scripts(WordBreakInvariantOptions::default());
    segmenter.segment_str(text).skip(1)
}

/// Where sentences with the space behind them end, in bytes (UAX #29).
pub fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    segmenter.segment_str(text).skip(1)
}

/// The text in Normalization Form C (UAX #15).
pub fn compose(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

/// Whether the text is in Normalization Form C.
pub fn is_composed(text: &str) -> bool {
    ComposingNormalizerBorrowed::new_nfc().is_normalized(text)
}

/// The text in Normalization Form D (UAX #15).
pub fn decompose(text: &str) -> String {
    DecomposingNormalizerBorrowed::new_nfd().normalize(text).into_owned()
}

/// The text with compatibility characters replaced, in Normalization Form KC (UAX #15).
pub fn compatibility(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfkc().normalize(text).into_owned()
}

/// A character without its marks: `é` is `e`. A character that does not decompose stays.
pub fn base(character: char) -> char {
    let mut buffer = [0; 4];
    decompose(character.encode_utf8(&mut buffer)).chars().next().unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_tables_are_of_one_version() {
        // Every assigned character has a name, and no other has; ideographs and syllables are named by rule.
        for character in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let named = unicode_names2::name(character).is_some() || name::by_rule(character).is_some();
            let unnamed = matches!(category(character), Category::Unassigned);
            assert_ne!(named, unnamed, "U+{:04X}", character as u32);
        }
        // U+20C1 came with Unicode 17, and its cluster is cut and its script known.
        assert_eq!(category('\u{20C1}'), Category::CurrencySymbol);
        assert_eq!(cluster_ends("a\u{20C1}").collect::<Vec<_>>(), [1, 4]);
    }

    #[test]
    fn script_extensions_decide() {
        assert!(is_used_in('a', &[Script::Latin]));
        assert!(is_used_in('’', &[Script::Latin]));
        assert!(!is_used_in('\u{A9C3}', &[Script::Latin]));
        assert!(!is_used_in('а', &[Script::Latin]));
        assert!(is_used_in('\u{301}', &[Script::Latin]), "a combining acute");
        assert!(is_used_in('\u{640}', &[Script::Arabic]), "tatweel");
        assert!(!is_used_in('\u{303C}', &[Script::Latin]), "an ideographic sign");
    }

    #[test]
    fn what_a_terminal_may_show() {
        for shown in ['a', 'é', '条', '🦂', '\u{A0}', '\u{301}', '€'] {
            assert!(is_drawn(shown), "{shown:?}");
        }
        for hidden in [
            '\0',
            '\u{1B}',
            '\u{7F}',
            '\u{9B}',
            '\u{200B}',
            '\u{202E}',
            '\u{2028}',
            '\u{AD}',
            '\u{E000}',
            '\u{3164}',
            '\u{2003}',
            '\u{FE0F}',
            '\u{E0041}',
            '\u{378}',
            '\u{2800}',
            '\u{FFFE}',
        ] {
            assert!(!is_drawn(hidden), "{hidden:?}");
        }
    }
}
