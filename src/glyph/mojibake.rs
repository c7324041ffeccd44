//! Text of one encoding that was read in another: runs that are valid UTF-8 when they are written back in
//! the code page that they were read in.

use super::class::Class;
use super::evidence::Standing;
use super::inspect::Context;
use super::suspect::{Suspect, Trust};
use super::word::words;
use crate::unicode::{self, Category, alphabet};
use std::sync::OnceLock;

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

/// The run of mojibake at byte `at`, taken whole: the characters that decode one after the other.
pub(super) fn run(context: &Context<'_>, at: usize) -> Option<Suspect> {
    PAGES.iter().filter(|page| page.is_of(context)).find_map(|page| page.run(context, at))
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

    fn run(&self, context: &Context<'_>, at: usize) -> Option<Suspect> {
        let rest = context.text.get(at..)?;
        let (decoded, length) = self.decode(context, rest);
        let run = rest.get(..length)?;
        if decoded.is_empty() {
            return None;
        }
        let range = at..at + length;
        let known = word_around(context, &range, &decoded) > Standing::Unknown;
        (known || is_beyond_chance(context, run, &decoded)).then(|| {
            let suspect = Suspect::new(range, Class::Mojibake);
            match decoded.as_str() {
                // What the sign of a lost character stands for is lost.
                lost if lost.contains(char::REPLACEMENT_CHARACTER) => suspect,
                "\u{FEFF}" => suspect.remove(0).trust(Trust::Certain),
                meant => suspect.replace(meant, 0).trust(Trust::Certain),
            }
        })
    }

    /// The text that `rest` begins with as it reads if its characters are the bytes of UTF-8, and how many
    /// bytes of `rest` that takes.
    fn decode(&self, context: &Context<'_>, rest: &str) -> (String, usize) {
        let (mut decoded, mut length) = (String::new(), 0);
        let mut bytes = rest.chars().map_while(|c| self.byte(c).map(|byte| (byte, c.len_utf8())));
        while let Some((lead, mut taken)) = bytes.next() {
            let mut sequence = vec![lead];
            let more = match lead {
                0xC2..=0xDF => 1,
                0xE0..=0xEF => 2,
                0xF0..=0xF4 => 3,
                _ => break,
            };
            for (byte, width) in bytes.by_ref().take(more) {
                sequence.push(byte);
                taken += width;
            }
            let Ok(character) = std::str::from_utf8(&sequence) else { break };
            if !character.chars().all(|c| is_expected(context, c)) {
                break;
            }
            decoded.push_str(character);
            length += taken;
        }
        (decoded, length)
    }
}

/// Whether a run can be nothing else, whatever words come out: it stands for several characters, for one of
/// three bytes that does not begin with a letter of the language, or has a sign inside that no word has.
fn is_beyond_chance(context: &Context<'_>, run: &str, decoded: &str) -> bool {
    let mut characters = run.chars();
    let first = characters.next().map_or(String::new(), String::from);
    let several = decoded.chars().nth(1).is_some();
    let three = run.chars().nth(2).is_some() && !context.setting.is_of_alphabet(&first);
    let impossible = characters.any(|c| cannot_stand_in_words(context, c));
    several || three || impossible && is_of_languages(context, decoded)
}

/// Whether what was decoded are signs of print, or letters that the languages have in their own or in foreign
/// words.
fn is_of_languages(context: &Context<'_>, decoded: &str) -> bool {
    let used = |small: char| context.setting.languages().iter().any(|tag| alphabet::is_used(tag, small));
    let sign =
        |c: char| matches!(c, '\u{A0}'..='\u{BF}' | '\u{200E}'..='\u{2044}' | '€' | '™' | '№' | '\u{FEFF}');
    decoded.chars().all(|c| sign(c) || c.to_lowercase().next().is_some_and(used))
}

/// Whether a decoded character is one that the text may hold: a letter of an expected script or a sign.
fn is_expected(context: &Context<'_>, character: char) -> bool {
    let direction = matches!(character, '\u{200E}' | '\u{200F}') && context.setting.is_right_to_left();
    if character == '\u{FEFF}' || direction {
        return true;
    }
    let category = unicode::category(character);
    let unlikely = matches!(
        category,
        Category::Control
            | Category::PrivateUse
            | Category::Unassigned
            | Category::Format
            | Category::Surrogate
    );
    !character.is_ascii()
        && !unlikely
        && !unicode::is_default_ignorable(character)
        && unicode::is_used_in(character, context.setting.scripts())
}

/// Whether no word of the languages has the character inside.
fn cannot_stand_in_words(context: &Context<'_>, character: char) -> bool {
    let strange =
        unicode::is_letter(character) && !context.setting.is_of_alphabet(character.encode_utf8(&mut [0; 4]));
    strange
        || matches!(
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
    touched.map(|(_, word)| standing(context, word)).min().unwrap_or(Standing::Unknown)
}

/// How well a word is known, with its accents or without.
fn standing(context: &Context<'_>, word: &str) -> Standing {
    let plain: String = word.chars().map(unicode::base).collect();
    context.evidence.standing(word).max(context.evidence.standing(&plain))
}
