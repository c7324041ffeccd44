//! The scripts and the language of a text that declares neither.

use super::word::{key, words};
use crate::unicode::{self, Script};

/// The bytes of a text that are looked at.
const SAMPLE: usize = 200_000;

/// The scripts that hold at least a fifth of the letters of a text, the commonest first.
pub(super) fn scripts<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    let mut add = |script, count| match counts.iter_mut().find(|(known, _)| *known == script) {
        Some((_, known)) => *known += count,
        None => counts.push((script, count)),
    };
    for text in sample(texts) {
        let ascii = text.bytes().filter(u8::is_ascii_alphabetic).count();
        if ascii > 0 {
            add(Script::Latin, ascii);
        }
        if text.is_ascii() {
            continue;
        }
        for character in text.chars().filter(|c| !c.is_ascii() && unicode::is_letter(*c)) {
            let script = unicode::script(character);
            if !matches!(script, Script::Common | Script::Inherited) {
                add(script, 1);
            }
        }
    }
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    counts.retain(|(_, count)| count * 5 >= all);
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(script, _)| script).collect()
}

/// The commonest small words of languages in Latin letters.
const SMALL_WORDS: [(&str, &[&str]); 7] = [
    ("en", &["the", "of", "and", "to", "in", "shall", "be", "for", "or", "by", "this", "with", "that", "is"]),
    (
        "fr",
        &[
            "le", "la", "les", "de", "des", "du", "et", "à", "aux", "par", "dans", "une", "pour", "est",
            "sont",
        ],
    ),
    ("es", &["el", "la", "los", "las", "de", "del", "y", "en", "que", "por", "para", "una", "se", "con"]),
    ("de", &["der", "die", "das", "und", "des", "den", "von", "zu", "mit", "für", "im", "dem", "ist", "auf"]),
    ("it", &["il", "la", "di", "del", "della", "e", "che", "per", "dei", "le", "con", "gli", "nel", "una"]),
    ("pt", &["o", "os", "as", "de", "do", "da", "dos", "e", "em", "que", "para", "com", "não", "uma", "ao"]),
    ("nl", &["de", "het", "van", "en", "een", "in", "op", "voor", "dat", "is", "met", "te", "zijn", "wordt"]),
];

/// The language of a text in `scripts`, if its small words or letters tell.
pub(super) fn language<'a>(scripts: &[Script], texts: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    match *scripts.first()? {
        Script::Latin => latin(texts),
        Script::Cyrillic => {
            let ukrainian = |text: &str| text.chars().any(|c| matches!(c, 'ї' | 'є' | 'ґ'));
            Some(if sample(texts).any(ukrainian) { "uk" } else { "ru" })
        }
        Script::Arabic => {
            let persian = |text: &str| text.chars().any(|c| matches!(c, 'پ' | 'چ' | 'ژ' | 'گ' | 'ی'));
            Some(if sample(texts).any(persian) { "fa" } else { "ar" })
        }
        Script::Han if scripts.iter().any(|s| matches!(*s, Script::Hiragana | Script::Katakana)) => {
            Some("ja")
        }
        Script::Hiragana | Script::Katakana => Some("ja"),
        Script::Han => Some("zh"),
        Script::Hangul => Some("ko"),
        Script::Greek => Some("el"),
        Script::Hebrew => Some("he"),
        Script::Thai => Some("th"),
        _ => None,
    }
}

fn latin<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let mut counts = [0usize; SMALL_WORDS.len()];
    let mut all = 0usize;
    for text in sample(texts) {
        for (_, word) in words(text) {
            all += 1;
            let word = key(word);
            for (count, (_, small)) in counts.iter_mut().zip(SMALL_WORDS) {
                *count += usize::from(small.contains(&word.as_ref()));
            }
        }
    }
    let ranked = counts.iter().zip(SMALL_WORDS).max_by_key(|(count, _)| **count);
    // One word in twelve is small in any treaty; a list of names has none.
    ranked.filter(|(count, _)| **count * 12 >= all && **count > 0).map(|(_, (tag, _))| tag)
}

fn sample<'a>(texts: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    let mut left = SAMPLE;
    texts.map_while(move |text| {
        let mut end = text.len().min(left);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        left -= end;
        text.get(..end).filter(|text| !text.is_empty() || left > 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_languages_are_told() {
        for (text, expected) in [
            ("The Parties shall consult with each other in the spirit of this Treaty.", Some("en")),
            ("Les Parties se consultent dans l'esprit du présent traité et de la Charte.", Some("fr")),
            ("Las Partes se consultarán en el espíritu del presente Tratado.", Some("es")),
            ("Стороны проводят консультации в духе настоящего Договора.", Some("ru")),
            ("缔约方应当进行磋商。", Some("zh")),
            ("تتشاور الأطراف بروح هذه المعاهدة", Some("ar")),
            ("Kim, Blinken, Putin", None),
        ] {
            let scripts = scripts([text].into_iter());
            assert_eq!(language(&scripts, [text].into_iter()), expected, "{text}");
        }
        assert_eq!(scripts(["abc где αβγδ"].into_iter()), [Script::Greek, Script::Latin, Script::Cyrillic]);
    }
}
