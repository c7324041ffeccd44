//! Text of one encoding that was read in another: runs that are valid UTF-8 when they are written back in
//! the code page that they were read in.

use super::class::Class;
use super::evidence::Standing;
use super::inspect::Context;
use super::suspect::{Suspect, Trust};
use super::token::Cell;
use super::word::words;
use crate::unicode::{self, Category};
use std::sync::OnceLock;

/// The longest run, in characters, that is decoded at once.
const LONGEST: usize = 64;

/// Whether a run of mojibake may begin with `character` and `next`: in one of the pages the first would be
/// the leading byte of a sequence and the second a continuation. Asked for every character beyond ASCII.
pub(super) fn may_begin(character: char, next: Option<char>) -> bool {
    static ROLES: OnceLock<Vec<Roles>> = OnceLock::new();
    let Some(next) = next.filter(|next| !next.is_ascii()) else { return false };
    let roles = ROLES.get_or_init(roles);
    let role = |character: char| roles.get(character as usize).copied().unwrap_or_default();
    role(character).leads & role(next).continues != 0
}

/// For each page, by a bit, whether a character is a leading or a continuation byte in it.
#[derive(Clone, Copy, Default)]
struct Roles {
    leads: u8,
    continues: u8,
}

/// The roles of all characters up to the last one of the pages.
fn roles() -> Vec<Roles> {
    let mut roles = vec![Roles::default(); '╬' as usize + 1];
    for (page, bit) in PAGES.iter().zip([1u8, 2, 4, 8]) {
        for byte in 0x80..=0xF4u8 {
            let characters = [page.upper.chars().nth(byte as usize - 0x80), Some(char::from(byte))];
            // A control of Latin-1 stands for its byte where the page has another character or none.
            let characters = characters.into_iter().flatten().take(if byte < 0xA0 { 2 } else { 1 });
            for character in characters.filter(|character| *character != '\0') {
                let Some(role) = roles.get_mut(character as usize) else { continue };
                match byte {
                    0x80..=0xBF => role.continues |= bit,
                    0xC2..=0xF4 => role.leads |= bit,
                    _ => {}
                }
            }
        }
    }
    roles
}

/// The run of mojibake that `cells` begin with, and its characters: the longest that decodes.
pub(super) fn run(context: &Context<'_>, cells: &[Cell]) -> Option<(Suspect, usize)> {
    let first = cells.first()?;
    if !may_begin(first.character, cells.get(1).map(|cell| cell.character)) {
        return None;
    }
    PAGES.iter().filter(|page| page.is_of(context)).find_map(|page| page.run(context, cells))
}

/// A code page by its upper half.
struct Page {
    /// The languages whose texts were written in it; empty for those that are read in it by mistake.
    languages: &'static [&'static str],
    /// The characters of the bytes from 0x80 on; `\0` for none.
    upper: &'static str,
}

/// Windows-1252, with the controls of Latin-1 where it has none; then the pages of other alphabets.
const PAGES: [Page; 4] = [
    Page {
        languages: &[],
        upper: "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
    },
    Page {
        languages: &["ru", "uk", "be", "bg", "sr", "mk"],
        upper: "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя",
    },
    Page {
        languages: &["el"],
        upper: "€\u{81}‚ƒ„…†‡\u{88}‰\u{8A}‹\u{8C}\u{8D}\u{8E}\u{8F}\u{90}‘’“”•–—\u{98}™\u{9A}›\u{9C}\u{9D}\u{9E}\u{9F}\u{A0}΅Ά£¤¥¦§¨©\0«¬\u{AD}®―°±²³΄µ¶·ΈΉΊ»Ό½ΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ\0ΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ\0",
    },
    Page {
        languages: &["lt", "lv", "et"],
        upper: "€\u{81}‚\u{83}„…†‡\u{88}‰\u{8A}‹\u{8C}¨ˇ¸\u{90}‘’“”•–—\u{98}™\u{9A}›\u{9C}¯˛\u{9F}\u{A0}\0¢£¤\0¦§Ø©Ŗ«¬\u{AD}®Æ°±²³´µ¶·ø¹ŗ»¼½¾æĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽßąįāćäåęēčéźėģķīļšńņóōõö÷ųłśūüżž˙",
    },
];

impl Page {
    fn is_of(&self, context: &Context<'_>) -> bool {
        let declared =
            |tag: &String| self.languages.iter().any(|language| tag.split('-').next() == Some(language));
        self.languages.is_empty() || context.setting.languages().iter().any(declared)
    }

    fn byte(&self, character: char) -> Option<u8> {
        if character == '\0' {
            return None;
        }
        // A C1 control is the byte of that value in Latin-1.
        if let c @ '\u{80}'..='\u{9F}' = character {
            return u8::try_from(u32::from(c)).ok();
        }
        let place = self.upper.chars().position(|known| known == character)?;
        u8::try_from(0x80 + place).ok()
    }

    fn run(&self, context: &Context<'_>, cells: &[Cell]) -> Option<(Suspect, usize)> {
        let bytes: Vec<u8> = cells.iter().take(LONGEST).map_while(|cell| self.byte(cell.character)).collect();
        let valid = match std::str::from_utf8(&bytes) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?,
        };
        // Each character of the run is one byte of the decoded text.
        let taken = valid.len();
        let (first, last) = (cells.first()?, cells.get(taken.checked_sub(1)?)?);
        if valid.is_empty() || !valid.chars().all(|c| is_expected(context, c)) {
            return None;
        }
        let range = first.start..last.end;
        let evidence = word_around(context, &range, valid);
        let long = taken > 2;
        let impossible = valid.chars().count() == 1
            && cells.get(1).is_some_and(|cell| cannot_stand_in_words(cell.character))
            && is_of_alphabet(context, valid);
        (long || impossible || evidence > Standing::Unknown).then(|| {
            let trust =
                if impossible || evidence > Standing::Unknown { Trust::Certain } else { Trust::Confirm };
            (Suspect::new(range, Class::Mojibake).replace(valid, 0).trust(trust), taken)
        })
    }
}

/// Whether a decoded character is one that the text may hold: a letter of an expected script or a sign.
fn is_expected(context: &Context<'_>, character: char) -> bool {
    let category = unicode::category(character);
    let unlikely = matches!(
        category,
        Category::Control
            | Category::PrivateUse
            | Category::Unassigned
            | Category::Format
            | Category::Surrogate
    );
    !character.is_ascii() && !unlikely && unicode::is_used_in(character, context.setting.scripts())
}

fn is_of_alphabet(context: &Context<'_>, text: &str) -> bool {
    text.chars().all(|c| c.to_lowercase().next().is_some_and(|small| context.setting.has_letter(small)))
}

/// Signs that no word has inside.
fn cannot_stand_in_words(character: char) -> bool {
    matches!(
        unicode::category(character),
        Category::OtherSymbol
            | Category::CurrencySymbol
            | Category::MathSymbol
            | Category::OtherNumber
            | Category::Control
    )
}

/// How well the words are known that stand at a range once it is decoded; unknown if there are none.
fn word_around(context: &Context<'_>, range: &std::ops::Range<usize>, decoded: &str) -> Standing {
    const REACH: usize = 40;
    let before = context.text.get(..range.start).unwrap_or_default();
    let behind = context.text.get(range.end..).unwrap_or_default();
    let stop = |c: &char| !c.is_whitespace();
    let left: usize = before.chars().rev().take(REACH).take_while(stop).map(char::len_utf8).sum();
    let right: usize = behind.chars().take(REACH).take_while(stop).map(char::len_utf8).sum();
    let front = before.get(before.len() - left..).unwrap_or_default();
    let token = format!("{front}{decoded}{}", behind.get(..right).unwrap_or_default());
    let touches = |at: usize, word: &str| at <= front.len() + decoded.len() && front.len() <= at + word.len();
    let touched = words(&token).filter(|(at, word)| touches(*at, word));
    touched.map(|(_, word)| context.evidence.standing(word)).min().unwrap_or(Standing::Unknown)
}
