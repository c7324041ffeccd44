//! The letters of languages: the exemplar sets of the Unicode CLDR.

use std::collections::HashMap;
use std::sync::OnceLock;

const TABLE: &str = include_str!("data/alphabets.tsv");

struct Alphabet {
    main: Vec<char>,
    auxiliary: Vec<char>,
}

fn alphabets() -> &'static HashMap<&'static str, Alphabet> {
    static ALPHABETS: OnceLock<HashMap<&'static str, Alphabet>> = OnceLock::new();
    ALPHABETS.get_or_init(|| {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| {
            let mut fields = row.split('\t');
            let tag = fields.next()?;
            let mut letters = || fields.next().unwrap_or_default().chars().filter(|c| *c != '◌').collect();
            Some((tag, Alphabet { main: letters(), auxiliary: letters() }))
        })
        .collect()
    })
}

fn of(tag: &str) -> Option<&'static Alphabet> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
    alphabets().get(primary.as_str())
}

/// Whether the alphabet of a language is known.
pub fn is_known(tag: &str) -> bool {
    of(tag).is_some()
}

/// Whether a small letter belongs to the alphabet of a language.
pub fn is_main(tag: &str, letter: char) -> bool {
    of(tag).is_some_and(|alphabet| alphabet.main.contains(&letter))
}

/// Whether a small letter belongs to the alphabet of a language or to the foreign words that it uses.
pub fn is_used(tag: &str, letter: char) -> bool {
    of(tag).is_some_and(|alphabet| alphabet.main.contains(&letter) || alphabet.auxiliary.contains(&letter))
}

/// The small letters of the alphabet of a language; empty if it is not known.
pub fn letters(tag: &str) -> &'static [char] {
    of(tag).map_or(&[], |alphabet| alphabet.main.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_languages() {
        assert!(is_main("es-419", 'ñ'));
        assert!(!is_main("es", 'ò'));
        assert!(is_used("es", 'ò'));
        assert!(!is_used("en", 'ł'));
        assert!(is_main("tr", 'ı'));
        assert!(is_main("ru", 'щ'));
        assert!(!is_known("xx"));
    }
}
