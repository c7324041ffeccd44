//! Terminal safety: no character of a checked file or a file name reaches a terminal that could move the
//! cursor, hide itself or turn the line around. It is drawn as `<U+200B>` instead.

use std::fmt::Write as _;

/// `text` with everything that a terminal must not see drawn as its code point.
pub(crate) fn safe(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        push_safe(&mut result, character);
    }
    result
}

/// Adds `character`, or its code point in angle brackets.
pub(crate) fn push_safe(result: &mut String, character: char) {
    if crate::unicode::is_drawn(character) {
        result.push(character);
    } else {
        let _ = write!(result, "<U+{:04X}>", u32::from(character));
    }
}
