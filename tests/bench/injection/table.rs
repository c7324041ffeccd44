//! The table of classes, told again in small: which characters a class has and what it never flags. It asks
//! Unicode for the properties of characters and nothing of the engine that is measured.

use icu_properties::props::{Emoji, ExtendedPictographic, GeneralCategory as Category};
use icu_properties::script::ScriptWithExtensions;
use icu_properties::{CodePointMapData, CodePointSetData};
use std::sync::OnceLock;

pub(crate) use icu_properties::props::Script;

pub(crate) fn scripts(tag: &str) -> &'static [Script] {
    match tag {
        "ru" => &[Script::Cyrillic],
        "ar" => &[Script::Arabic],
        "zh" => &[Script::Han, Script::Bopomofo],
        _ => &[Script::Latin],
    }
}

/// The letters of the alphabet beyond ASCII, by the exemplar sets of the Unicode CLDR.
pub(crate) fn alphabet(tag: &str) -> &'static str {
    match tag {
        "fr" => "àâæçèéêëîïôùûüÿœ",
        "es" => "áéíñóúü",
        _ => "",
    }
}

pub(crate) fn category(character: char) -> Category {
    CodePointMapData::<Category>::new().get(character)
}

pub(crate) fn script(character: char) -> Script {
    CodePointMapData::<Script>::new().get(character)
}

fn extensions(character: char) -> Vec<Script> {
    ScriptWithExtensions::new().get_script_extensions_val(character).iter().collect()
}

pub(crate) fn is_letter(character: char) -> bool {
    use Category::{LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, UppercaseLetter};
    matches!(
        category(character),
        UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter
    )
}

pub(crate) fn is_mark(character: char) -> bool {
    matches!(category(character), Category::NonspacingMark | Category::SpacingMark | Category::EnclosingMark)
}

pub(crate) fn is_punctuation(character: char) -> bool {
    matches!(
        category(character),
        Category::DashPunctuation
            | Category::OpenPunctuation
            | Category::ClosePunctuation
            | Category::ConnectorPunctuation
            | Category::InitialPunctuation
            | Category::FinalPunctuation
            | Category::OtherPunctuation
    )
}

fn is_number(character: char) -> bool {
    matches!(category(character), Category::DecimalNumber | Category::LetterNumber)
}

pub(crate) fn is_emoji(character: char) -> bool {
    !character.is_ascii() && CodePointSetData::new::<Emoji>().contains(character)
}

/// All characters for which `holds`, in order.
pub(crate) fn all(holds: impl Fn(char) -> bool) -> Vec<char> {
    (0..=0x10_FFFF).filter_map(char::from_u32).filter(|character| holds(*character)).collect()
}

/// Neither an expected script nor Common or Inherited is among the script extensions.
pub(crate) fn is_foreign(character: char, expected: &[Script]) -> bool {
    !extensions(character)
        .iter()
        .any(|s| matches!(*s, Script::Common | Script::Inherited) || expected.contains(s))
}

/// What the character may stand for by UTS #39: the skeleton, as a string.
pub(crate) fn skeleton(character: char) -> String {
    let mut buffer = [0; 4];
    unicode_security::skeleton(character.encode_utf8(&mut buffer)).collect()
}

/// The skeletons of all letters of the expected scripts.
fn skeletons(expected: &'static [Script]) -> Vec<char> {
    let letters = all(|c| is_letter(c) && expected.contains(&script(c)));
    let mut skeletons: Vec<char> =
        letters.iter().flat_map(|c| skeleton(*c).chars().collect::<Vec<_>>()).collect();
    skeletons.sort_unstable();
    skeletons.dedup();
    skeletons
}

/// Whether the character folds to letters of the expected scripts.
pub(crate) fn folds(character: char, expected: &'static [Script]) -> bool {
    static SETS: [OnceLock<Vec<char>>; 4] = [const { OnceLock::new() }; 4];
    let place = match expected.first() {
        Some(&Script::Cyrillic) => 1,
        Some(&Script::Arabic) => 2,
        Some(&Script::Han) => 3,
        _ => 0,
    };
    let Some(set) = SETS.get(place).map(|set| set.get_or_init(|| skeletons(expected))) else { return false };
    let skeleton = skeleton(character);
    !skeleton.is_empty() && skeleton.chars().all(|c| set.binary_search(&c).is_ok())
}

/// Letters, digits and punctuation of scripts that are not expected and that stand for nothing expected.
pub(crate) fn foreign_characters(expected: &'static [Script]) -> Vec<char> {
    let chinese = expected.contains(&Script::Han);
    all(|c| {
        let kind = is_letter(c) || is_number(c) || is_punctuation(c);
        // A middle dot is honest in every text.
        // A single Latin or Greek letter among Chinese characters is a word of its own: `A类`.
        let word = chinese && matches!(script(c), Script::Latin | Script::Greek);
        kind && c != '·'
            && is_foreign(c, expected)
            && !is_form(c)
            && !is_hidden(c)
            && !word
            && !folds(c, expected)
    })
}

/// Letters of other scripts that look like letters of the expected one.
pub(crate) fn homoglyphs(expected: &'static [Script]) -> Vec<char> {
    all(|c| {
        (is_letter(c) || is_number(c))
            && is_foreign(c, expected)
            && !is_form(c)
            && !is_hidden(c)
            && folds(c, expected)
            && !(expected.contains(&Script::Han) && matches!(script(c), Script::Latin | Script::Greek))
    })
}

/// Forms that have classes of their own: mathematical and enclosed letters, full and half width, ligatures.
pub(crate) fn is_form(character: char) -> bool {
    is_styled(character)
        || is_circled(character)
        || matches!(character, '\u{FF01}'..='\u{FFEE}' | '\u{FB00}'..='\u{FB06}')
}

/// Decomposition_Type font (UnicodeData.txt), less ℓ.
pub(crate) fn is_styled(character: char) -> bool {
    let assigned = category(character) != Category::Unassigned;
    assigned
        && matches!(
            u32::from(character),
            0x2102
                | 0x210A..=0x2112
                | 0x2115
                | 0x2119..=0x211D
                | 0x2124
                | 0x2128
                | 0x212C
                | 0x212D
                | 0x212F..=0x2131
                | 0x2133
                | 0x2134
                | 0x2139
                | 0x213C..=0x2140
                | 0x2145..=0x2149
                | 0xFB20..=0xFB29
                | 0x1CCD6..=0x1CCF9
                | 0x1D400..=0x1D7FF
                | 0x1EE00..=0x1EEBB
                | 0x1FBF0..=0x1FBF9
        )
}

/// Decomposition_Type circle (UnicodeData.txt).
pub(crate) fn is_circled(character: char) -> bool {
    matches!(
        u32::from(character),
        0x2460..=0x2473
            | 0x24B6..=0x24EA
            | 0x3244..=0x3247
            | 0x3251..=0x327E
            | 0x3280..=0x32BF
            | 0x32D0..=0x32FE
            | 0x1F12B..=0x1F12E
            | 0x1F250..=0x1F251
    )
}

/// Characters that are drawn as nothing although they are letters, marks or symbols by category.
fn is_hidden(character: char) -> bool {
    invisible(&[]).contains(&character)
}

/// The invisible characters of the table, but those that the expected scripts spell with.
pub(crate) fn invisible(expected: &[Script]) -> Vec<char> {
    let joiners: &[u32] = if expected.contains(&Script::Arabic) { &[] } else { &[0x200C, 0x200D] };
    // Behind a Chinese character a selector of ideographic variants is none that strayed.
    let variants = if expected.contains(&Script::Han) { 0..0 } else { 0xE0100..0xE01F0 };
    let selectors = if expected.contains(&Script::Han) { 0..0 } else { 0xFE00..0xFE10 };
    let listed: &[u32] =
        &[0x200B, 0xFEFF, 0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5, 0x180E, 0x2800, 0xE0001];
    let ranges = [0x2060..0x2065, 0x206A..0x2070, 0x1D173..0x1D17B, 0xE0020..0xE0080, selectors, variants];
    let mut points: Vec<u32> =
        listed.iter().chain(joiners).copied().chain(ranges.into_iter().flatten()).collect();
    points.extend([0x180B, 0x180C, 0x180D, 0x180F]);
    points.into_iter().filter_map(char::from_u32).collect()
}

/// So, Sm, Sk, Sc, No, Emoji or ¶ § ¡ ¿ ¤ ¬, beyond ASCII, less what is never flagged and what has a class of
/// its own.
pub(crate) fn symbols() -> Vec<char> {
    all(|c| {
        let symbol = matches!(
            category(c),
            Category::OtherSymbol
                | Category::MathSymbol
                | Category::ModifierSymbol
                | Category::CurrencySymbol
                | Category::OtherNumber
        );
        let listed = is_emoji(c) || matches!(c, '¶' | '§' | '¡' | '¿' | '¤');
        let never = matches!(c, '½' | '¼' | '¾' | '¹' | '²' | '³');
        // An acute accent and a ring stand for other signs, `¬` for a hyphen, spacing accents for a letter's.
        let other = matches!(c, '´' | '˚' | '¬' | '\u{FFFC}' | '\u{FFFD}' | '\u{2800}');
        (symbol || listed) && !c.is_ascii() && !never && !other && !is_form(c)
    })
}

/// The symbols that are wrong already with a letter on one side.
pub(crate) fn edge_symbols() -> Vec<char> {
    let mut symbols = symbols();
    symbols
        .retain(|c| matches!(category(*c), Category::OtherSymbol | Category::ModifierSymbol) || is_emoji(*c));
    symbols
}

/// Symbols that may stand behind a word.
pub(crate) fn may_follow(character: char) -> bool {
    matches!(character, '™' | '©' | '®' | '°' | '№' | '§' | '¶' | '†' | '‡')
}

/// Bullets, which may begin a line.
pub(crate) fn is_bullet(character: char) -> bool {
    matches!(character, '□' | '☐' | '●' | '■' | '♦' | '•')
}

/// `×` and its like are honest by numbers and single letters.
pub(crate) fn is_operator(character: char) -> bool {
    matches!(character, '×' | '÷' | '±' | '−' | '√' | '≤' | '≥' | '→' | '∆')
}

/// Emoji, pictographs and letterlike symbols that stand alone in no honest line.
pub(crate) fn lone_symbols() -> Vec<char> {
    all(|c| {
        let assigned = category(c) != Category::Unassigned;
        let pictograph = CodePointSetData::new::<ExtendedPictographic>().contains(c);
        let letterlike = matches!(c, '\u{2100}'..='\u{214F}') && category(c) == Category::OtherSymbol;
        let golden = may_follow(c) || is_bullet(c) || matches!(c, '℃' | '℉');
        assigned && !c.is_ascii() && (is_emoji(c) || pictograph || letterlike) && !golden
    })
}

/// Marks of other scripts than that of their base.
pub(crate) fn foreign_marks(expected: &[Script]) -> Vec<char> {
    all(|c| is_mark(c) && is_foreign(c, expected) && !is_hidden(c))
}

pub(crate) fn is_variation_or_filler(character: char) -> bool {
    is_hidden(character)
}

/// Embeddings, overrides, isolates and marks; in texts from right to left the marks are honest.
pub(crate) fn direction_controls(expected: &[Script]) -> Vec<char> {
    let mut controls: Vec<u32> = (0x202A..0x202F).chain(0x2066..0x206A).collect();
    if !expected.contains(&Script::Arabic) {
        controls.extend([0x061C, 0x200E, 0x200F]);
    }
    controls.into_iter().filter_map(char::from_u32).collect()
}

pub(crate) fn exotic_spaces(expected: &[Script]) -> Vec<char> {
    let chinese = expected.contains(&Script::Han);
    all(|c| matches!(c, '\u{2000}'..='\u{200A}' | '\u{205F}' | '\u{1680}') || c == '\u{3000}' && !chinese)
}

/// C0 but tab and line ends, DEL, and the C1 controls that Windows-1252 has no character for.
pub(crate) fn controls() -> Vec<char> {
    all(|c| {
        let c0 = matches!(c, '\0'..='\u{1F}') && !matches!(c, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}');
        c0 || matches!(c, '\u{7F}' | '\u{81}' | '\u{8D}' | '\u{8F}' | '\u{90}' | '\u{9D}')
    })
}

/// Windows-1252 from 0x80 to 0x9F; `\0` where it has no character.
pub(crate) const WINDOWS_1252: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

/// Private use, less the bullets of symbol fonts and the other signs that their codes stand for.
pub(crate) fn private_use() -> Vec<char> {
    all(|c| category(c) == Category::PrivateUse && !matches!(c, '\u{F020}'..='\u{F0FF}'))
}

pub(crate) fn is_noncharacter(character: char) -> bool {
    matches!(character, '\u{FDD0}'..='\u{FDEF}') || u32::from(character) & 0xFFFE == 0xFFFE
}

pub(crate) fn lost() -> Vec<char> {
    all(|c| is_noncharacter(c) || matches!(c, '\u{FFFC}' | '\u{FFFD}'))
}

/// Code points without a character, less those that are invisible if they are ever assigned.
pub(crate) fn unassigned() -> Vec<char> {
    let ignorable = |c: char| matches!(c, '\u{2065}' | '\u{FFF0}'..='\u{FFF8}' | '\u{E0000}'..='\u{E0FFF}');
    all(|c| category(c) == Category::Unassigned && !is_noncharacter(c) && !ignorable(c))
}
