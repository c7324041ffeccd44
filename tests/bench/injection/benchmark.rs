//! The injection benchmark: characters of each class of stray glyphs are put into clean treaties, and what
//! the engine finds and mends is compared with what was put there.
//!
//! - `table` tells the classes again, in small and without the engine.
//! - `text` is a clean text; `modes` puts things into it; `random` draws.
//! - `measure` runs rounds of it and counts.

pub(crate) mod measure;
pub(crate) mod modes;
mod random;
mod table;
pub(crate) mod text;

use text::Text;

/// The treaties: the file in `tests/corpus`, and its language.
const TEXTS: [(&str, &str); 8] = [
    ("un-charter.en", "en"),
    ("crc.en", "en"),
    ("fish-stocks-agreement.en", "en"),
    ("un-charter.fr", "fr"),
    ("un-charter.es", "es"),
    ("un-charter.ru", "ru"),
    ("un-charter.ar", "ar"),
    ("un-charter.zh", "zh"),
];

pub(crate) fn texts() -> Vec<Text> {
    let read = |(name, tag): &(&str, &'static str)| {
        let path = format!("{}/tests/corpus/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("the corpus is part of the project");
        Text::new(name, tag, text)
    };
    TEXTS.iter().map(read).collect()
}
