//! The language of a text.

use crate::citation::Language;
use crate::citation::language::ALL;
use whatlang::{Detector, Lang};

/// The tag (BCP 47) of the language that a text is written in, if it is one that has a table and is told with
/// confidence. Looks at the beginning and the middle of the text.
pub(super) fn language(text: &str) -> Option<&'static str> {
    const SAMPLE: usize = 6_000;
    let code = |language: &&Language| Some((Lang::from_code(language.prose.code)?, language.tag));
    let known: Vec<(Lang, &str)> = ALL.iter().filter_map(code).collect();
    let middle = text.floor_char_boundary(text.len() / 2);
    let sample = [
        text.get(..text.floor_char_boundary(SAMPLE)),
        text.get(middle..text.floor_char_boundary(middle + SAMPLE)),
    ];
    let sample = sample.into_iter().flatten().collect::<String>();
    let info = Detector::with_allowlist(known.iter().map(|(lang, _)| *lang).collect()).detect(&sample)?;
    if !info.is_reliable() {
        return None;
    }
    let (_, tag) = known.into_iter().find(|(lang, _)| *lang == info.lang())?;
    Some(if tag == "zh" && is_traditional(&sample) { "zh-Hant" } else { tag })
}

/// Whether a Chinese text is in traditional characters: by those that treaties have on every page.
fn is_traditional(text: &str) -> bool {
    let count = |signs: &str| text.chars().filter(|character| signs.contains(*character)).count();
    count("條約國際員會與應為") > count("条约国际员会与应为")
}
