//! Letters and digits in mathematical styles and in circles: characters whose Decomposition_Type is `font`
//! or `circle` (UAX #44).

/// Whether a character is a letter or digit in a style: bold, script, double-struck …
pub(super) fn is_styled(character: char) -> bool {
    matches!(
        character,
        '\u{1CCD6}'..='\u{1CCF9}'
            | '\u{1D400}'..='\u{1D7FF}'
            | '\u{1EE00}'..='\u{1EEFF}'
            | '\u{1FBF0}'..='\u{1FBF9}'
            | '\u{FB20}'..='\u{FB29}'
            | 'ℂ' | 'ℊ' | 'ℋ' | 'ℌ' | 'ℍ' | 'ℎ' | 'ℏ' | 'ℐ' | 'ℑ' | 'ℒ' | 'ℕ' | 'ℙ' | 'ℚ' | 'ℛ' | 'ℜ' | 'ℝ'
            | 'ℤ' | 'ℨ' | 'ℬ' | 'ℭ' | 'ℯ' | 'ℰ' | 'ℱ' | 'ℳ' | 'ℴ' | 'ℹ' | 'ℼ' | 'ℽ' | 'ℾ' | 'ℿ' | '⅀' | 'ⅅ' | 'ⅆ'
            | 'ⅇ' | 'ⅈ' | 'ⅉ'
    )
}

/// Whether a character is a letter, digit or ideograph in a circle or square.
pub(super) fn is_enclosed(character: char) -> bool {
    matches!(
        character,
        '\u{2460}'..='\u{2473}'
            | '\u{24B6}'..='\u{24EA}'
            | '\u{3244}'..='\u{3247}'
            | '\u{3251}'..='\u{327E}'
            | '\u{3280}'..='\u{32BF}'
            | '\u{32D0}'..='\u{32FE}'
            | '\u{1F12B}'..='\u{1F12E}'
            | '\u{1F250}'..='\u{1F251}'
    )
}

/// What a styled or enclosed character is in plain writing.
pub(super) fn plain(character: char) -> Option<String> {
    let mut buffer = [0; 4];
    let own = character.encode_utf8(&mut buffer);
    let plain = crate::unicode::compatibility(own);
    (plain.as_str() != &*own).then_some(plain)
}
