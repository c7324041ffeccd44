//! Which scripts a language is written in, and which spaces and signs it sets.

use super::Script;

/// The scripts of a language tag (BCP 47): a script subtag decides, else the primary subtag. Empty for a
/// language that is not listed.
pub fn scripts(tag: &str) -> &'static [Script] {
    let mut subtags = tag.split(['-', '_']);
    let primary = subtags.next().unwrap_or_default().to_ascii_lowercase();
    if let Some(scripts) = subtags.find(|subtag| subtag.len() == 4).and_then(by_subtag) {
        return scripts;
    }
    match primary.as_str() {
        "ru" | "uk" | "be" | "bg" | "mk" | "kk" | "ky" | "tg" | "mn" | "tt" | "ba" | "cv" | "os" | "cu" => {
            &[Script::Cyrillic]
        }
        "sr" => &[Script::Cyrillic, Script::Latin],
        "zh" | "yue" | "wuu" => &[Script::Han, Script::Bopomofo],
        "ja" => &[Script::Han, Script::Hiragana, Script::Katakana],
        "ko" => &[Script::Hangul, Script::Han],
        "ar" | "fa" | "ur" | "ps" | "sd" | "ckb" | "ug" | "prs" => &[Script::Arabic],
        "he" | "yi" => &[Script::Hebrew],
        "el" | "grc" => &[Script::Greek],
        "hy" => &[Script::Armenian],
        "ka" => &[Script::Georgian],
        "hi" | "mr" | "ne" | "sa" | "mai" | "bho" => &[Script::Devanagari],
        "bn" | "as" => &[Script::Bengali],
        "pa" => &[Script::Gurmukhi],
        "gu" => &[Script::Gujarati],
        "or" => &[Script::Oriya],
        "ta" => &[Script::Tamil],
        "te" => &[Script::Telugu],
        "kn" => &[Script::Kannada],
        "ml" => &[Script::Malayalam],
        "si" => &[Script::Sinhala],
        "th" => &[Script::Thai],
        "lo" => &[Script::Lao],
        "km" => &[Script::Khmer],
        "my" => &[Script::Myanmar],
        "am" | "ti" => &[Script::Ethiopian],
        "bo" | "dz" => &[Script::Tibetan],
        "dv" => &[Script::Thaana],
        "jv" | "su" | "id" | "ms" => &[Script::Latin],
        _ if (2..=3).contains(&primary.len()) => &[Script::Latin],
        _ => &[],
    }
}

fn by_subtag(subtag: &str) -> Option<&'static [Script]> {
    let lower = subtag.to_ascii_lowercase();
    Some(match lower.as_str() {
        "latn" => &[Script::Latin],
        "cyrl" => &[Script::Cyrillic],
        "arab" => &[Script::Arabic],
        "hans" | "hant" | "hani" => &[Script::Han, Script::Bopomofo],
        "jpan" => &[Script::Han, Script::Hiragana, Script::Katakana],
        "kore" => &[Script::Hangul, Script::Han],
        "grek" => &[Script::Greek],
        "hebr" => &[Script::Hebrew],
        "deva" => &[Script::Devanagari],
        _ => return None,
    })
}

/// The script with an English name as in the Unicode Standard: `Hangul`, `Old Italic`; in any case.
pub fn script_named(name: &str) -> Option<Script> {
    let plain = |text: &str| text.replace([' ', '_', '-'], "").to_ascii_lowercase();
    let wanted = plain(name);
    let parser = icu_properties::PropertyParser::<Script>::new();
    let underscored = name.trim().replace([' ', '-'], "_");
    parser.get_loose(&underscored).or_else(|| parser.get_loose(&wanted))
}

/// The English name of a script.
pub fn script_name(script: Script) -> String {
    let names = icu_properties::PropertyNamesLong::<Script>::new();
    names.get(script).unwrap_or("Unknown").replace('_', " ")
}

/// Whether words of the script are written without spaces between them.
pub fn is_unspaced(script: Script) -> bool {
    matches!(
        script,
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Bopomofo
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
            | Script::Tibetan
    )
}

/// Whether the script runs from right to left.
pub fn is_right_to_left(script: Script) -> bool {
    matches!(
        script,
        Script::Arabic | Script::Hebrew | Script::Syriac | Script::Thaana | Script::Nko | Script::Samaritan
    )
}

/// Whether zero-width joiners and non-joiners are spelling in the script.
pub fn has_joiners(script: Script) -> bool {
    matches!(
        script,
        Script::Arabic
            | Script::Syriac
            | Script::Mongolian
            | Script::Devanagari
            | Script::Bengali
            | Script::Gurmukhi
            | Script::Gujarati
            | Script::Oriya
            | Script::Tamil
            | Script::Telugu
            | Script::Kannada
            | Script::Malayalam
            | Script::Sinhala
            | Script::Khmer
            | Script::Myanmar
            | Script::Tibetan
    )
}

/// Whether the script is of Chinese, Japanese or Korean, in which full-width forms are ordinary.
pub fn is_cjk(script: Script) -> bool {
    matches!(script, Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo | Script::Hangul)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_of_languages_and_names_of_scripts() {
        assert_eq!(scripts("en-GB"), [Script::Latin]);
        assert_eq!(scripts("zh-Hant"), [Script::Han, Script::Bopomofo]);
        assert_eq!(scripts("sr-Latn"), [Script::Latin]);
        assert_eq!(script_named("hangul"), Some(Script::Hangul));
        assert_eq!(script_named("Old Italic"), Some(Script::OldItalic));
        assert_eq!(script_named("Klingon"), None);
        assert_eq!(script_name(Script::OldItalic), "Old Italic");
    }
}
