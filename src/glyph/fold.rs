//! What a character may stand for: letters that look alike, what scanners and broken fonts make of letters,
//! and single letters of another code page. The tables are data; `data/` says where each comes from.

use crate::unicode;
use std::collections::HashMap;
use std::sync::OnceLock;

const CONFUSABLES: &str = include_str!("data/confusables.tsv");
const SCANNER: &str = include_str!("data/scanner.tsv");
const CODE_PAGES: &str = include_str!("data/codepages.tsv");

/// Why one character may stand for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FoldKind {
    /// They look alike.
    Alike,
    /// A scanner, a broken font or an old file puts one for the other.
    Mistaken,
}

type Table = HashMap<&'static str, Vec<(&'static str, FoldKind)>>;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::new();
        for (rows, kind) in [(CONFUSABLES, FoldKind::Alike), (SCANNER, FoldKind::Mistaken)] {
            for row in rows.lines().filter(|row| !row.starts_with('#')) {
                let mut fields = row.split('\t');
                if let (Some(source), Some(target)) = (fields.next(), fields.next()) {
                    let targets = table.entry(source).or_default();
                    if !targets.iter().any(|(known, _)| *known == target) {
                        targets.push((target, kind));
                    }
                }
            }
        }
        table
    })
}

/// What `source`, one or a few characters, may stand for, the likeliest first.
pub(super) fn folds(source: &str) -> &'static [(&'static str, FoldKind)] {
    table().get(source).map_or(&[], Vec::as_slice)
}

/// The letters that the byte behind `character` means in another code page, if the text was read in
/// Windows-1252 or Latin-1 by mistake.
pub(super) fn code_page_letters(character: char) -> &'static [char] {
    static LETTERS: OnceLock<HashMap<char, Vec<char>>> = OnceLock::new();
    let letters = LETTERS.get_or_init(|| {
        let mut letters: HashMap<char, Vec<char>> = HashMap::new();
        for row in CODE_PAGES.lines().filter(|row| row.starts_with("0x")) {
            let fields: Vec<Option<char>> = row.split('\t').skip(1).map(code_page_character).collect();
            let read = [fields.get(2), fields.get(7)];
            for read in read.into_iter().flatten().flatten() {
                let own = letters.entry(*read).or_default();
                for meant in fields.iter().flatten() {
                    if meant != read && unicode::is_letter(*meant) && !own.contains(meant) {
                        own.push(*meant);
                    }
                }
            }
        }
        letters
    });
    letters.get(&character).map_or(&[], Vec::as_slice)
}

fn code_page_character(field: &str) -> Option<char> {
    match field.strip_prefix("U+") {
        Some(code) => u32::from_str_radix(code, 16).ok().and_then(char::from_u32),
        None => field.chars().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_in_both_directions() {
        let has = |source: &str, target: &str| folds(source).iter().any(|(known, _)| *known == target);
        assert!(has("а", "a"), "Cyrillic to Latin");
        assert!(has("a", "а"), "Latin to Cyrillic");
        assert!(has("Ι", "I") && has("Ι", "l"));
        assert!(has("τn", "m"));
        assert!(!has("m", "rn"), "no skeletons");
    }

    #[test]
    fn letters_of_other_code_pages() {
        assert!(code_page_letters('¤').contains(&'ñ'));
        assert!(code_page_letters('Ð').contains(&'Š'));
        assert!(code_page_letters('£').contains(&'ú'));
    }
}
