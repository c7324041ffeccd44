//! Names of characters, also of those that the standard leaves without one.

/// The name of a character as in the Unicode Standard; for controls, private and other unnamed characters
/// one of our own, in the same manner.
pub fn name(character: char) -> String {
    if let Some(name) = control(character) {
        return name.to_owned();
    }
    unicode_names2::name(character)
        .map(|name| name.to_string())
        .or_else(|| by_rule(character))
        .unwrap_or_else(|| "UNASSIGNED CODE POINT".to_owned())
}

/// A code point as `U+A9C3`.
pub fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// Names that follow from the code point: ideographs, private use, noncharacters, controls.
pub(super) fn by_rule(character: char) -> Option<String> {
    let code = u32::from(character);
    let prefix = match code {
        0x17000..=0x187FF | 0x18D00..=0x18D1E => "TANGUT IDEOGRAPH",
        0xE000..=0xF8FF | 0xF_0000..=0xF_FFFD | 0x10_0000..=0x10_FFFD => "PRIVATE USE",
        0x00..=0x1F | 0x7F..=0x9F => "CONTROL",
        _ => return None,
    };
    Some(format!("{prefix}-{code:04X}"))
}

/// The formal aliases of control characters, and noncharacters.
fn control(character: char) -> Option<&'static str> {
    Some(match character {
        '\0' => "NULL",
        '\u{1}'..='\u{6}' | '\u{E}'..='\u{1A}' | '\u{1C}'..='\u{1F}' => "CONTROL CHARACTER",
        '\u{7}' => "BELL",
        '\u{8}' => "BACKSPACE",
        '\t' => "CHARACTER TABULATION",
        '\n' => "LINE FEED",
        '\u{B}' => "LINE TABULATION",
        '\u{C}' => "FORM FEED",
        '\r' => "CARRIAGE RETURN",
        '\u{1B}' => "ESCAPE",
        '\u{7F}' => "DELETE",
        '\u{85}' => "NEXT LINE",
        '\u{80}'..='\u{9F}' => "C1 CONTROL CHARACTER",
        '\u{FDD0}'..='\u{FDEF}' => "NONCHARACTER",
        _ if u32::from(character) & 0xFFFE == 0xFFFE => "NONCHARACTER",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_a_name() {
        assert_eq!(name('\u{A9C3}'), "JAVANESE PADA ANDAP");
        assert_eq!(name('条'), "CJK UNIFIED IDEOGRAPH-6761");
        assert_eq!(name('가'), "HANGUL SYLLABLE GA");
        assert_eq!(name('\u{12}'), "CONTROL CHARACTER");
        assert_eq!(name('\u{F8E7}'), "PRIVATE USE-F8E7");
        assert_eq!(name('\u{378}'), "UNASSIGNED CODE POINT");
        assert_eq!(name('\u{17000}'), "TANGUT IDEOGRAPH-17000");
        assert_eq!(name('\u{FFFF}'), "NONCHARACTER");
    }
}
