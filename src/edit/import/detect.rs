//! The language of a text.

use whatlang::{Detector, Lang};

/// The tag (BCP 47) of the language that a text is written in, if it is one that has a table and is told with
/// confidence. Looks at the beginning and the middle of the text.
pub(super) fn language(text: &str) -> Option<&'static str> {
    const SAMPLE: usize = 20_000;
    let known = vec![
        Lang::Eng,
        Lang::Fra,
        Lang::Spa,
        Lang::Rus,
        Lang::Cmn,
        Lang::Ara,
        Lang::Deu,
        Lang::Ita,
        Lang::Por,
        Lang::Nld,
    ];
    let middle = text.floor_char_boundary(text.len() / 2);
    let sample = [
        text.get(..text.floor_char_boundary(SAMPLE)),
        text.get(middle..text.floor_char_boundary(middle + SAMPLE)),
    ];
    let sample = sample.into_iter().flatten().collect::<String>();
    let info = Detector::with_allowlist(known).detect(&sample)?;
    if !info.is_reliable() {
        return None;
    }
    Some(match info.lang() {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Rus => "ru",
        Lang::Cmn if is_traditional(&sample) => "zh-Hant",
        Lang::Cmn => "zh",
        Lang::Ara => "ar",
        Lang::Deu => "de",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        _ => return None,
    })
}

/// Whether a Chinese text is in traditional characters: by those that treaties have on every page.
fn is_traditional(text: &str) -> bool {
    let count = |signs: &str| text.chars().filter(|character| signs.contains(*character)).count();
    count("條約國際員會與應為") > count("条约国际员会与应为")
}
