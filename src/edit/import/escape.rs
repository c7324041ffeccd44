//! Sigils in a text are text: what the markup would read as its own gets a backslash.

use std::borrow::Cow;

/// The text of a line as the markup reads it back. Where footnotes are `noted`, their marks are not escaped.
pub(super) fn line(text: &str, noted: bool) -> Cow<'_, str> {
    let inner = inline(text, noted);
    let sigil = text.starts_with(['#', '@', '>']) || text.starts_with('|') && !is_row(text);
    let fence = ["```", ":::", "%%"].iter().any(|fence| text.starts_with(fence));
    if sigil || fence { Cow::Owned(format!("\\{inner}")) } else { inner }
}

/// Whether a line is a row of a table already: bars on both sides, and cells between them.
pub(super) fn is_row(text: &str) -> bool {
    let inner = text.strip_prefix('|').and_then(|text| text.strip_suffix('|'));
    inner.is_some_and(|inner| {
        !inner.trim_matches('|').trim().is_empty() && !inner.starts_with('|') && !inner.contains('\\')
    })
}

/// The text inside a line or a heading.
pub(super) fn inline(text: &str, noted: bool) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    if memchr::memchr3(b'\\', b'*', b'[', bytes).is_none() && memchr::memchr(b'{', bytes).is_none() {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let behind = rest.get(character.len_utf8()..).unwrap_or_default();
        let next = behind.chars().next();
        let marks = match character {
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '*' => opens_emphasis(before, behind),
            '[' => next == Some('^') && !noted || is_link(behind),
            '{' => next == Some('#'),
            _ => false,
        };
        if marks {
            escaped.push('\\');
        }
        escaped.push(character);
        before = Some(character);
        rest = behind;
    }
    Cow::Owned(escaped)
}

/// Whether a star opens emphasis (`grammar/SPEC.md`, "Emphasis"): behind white space or an opening bracket, before
/// a letter, a digit, an opening bracket or another star.
fn opens_emphasis(before: Option<char>, behind: &str) -> bool {
    let open = before.is_none_or(|c| c.is_whitespace() || "([{“‘«\"'*".contains(c));
    // No more stars than these are looked through, so that a row of them takes linear time.
    let next = behind.chars().take(64).find(|c| *c != '*');
    open && next.is_some_and(|c| c.is_alphanumeric() || "([{“‘«\"'\\".contains(c)) && behind.contains('*')
}

/// Whether a bracket is followed by a target or a language: `[words](…)`, `[words]{…}`.
fn is_link(behind: &str) -> bool {
    const LONGEST: usize = 2000;
    let near = behind.as_bytes();
    let end = memchr::memchr(b']', near.get(..LONGEST).unwrap_or(near));
    end.and_then(|end| behind.get(end + 1..)).is_some_and(|rest| rest.starts_with(['(', '{']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::ast::unescape;

    #[test]
    fn rows_of_signs_are_text_and_take_no_time() {
        for sign in ["[", "*", "{", "\\"] {
            let text = sign.repeat(2_000_000);
            assert!(unescape(&inline(&text, false)) == text, "{sign}");
        }
        assert_eq!(inline("a *b* [c](d) {#e}", false), "a \\*b* \\[c](d) \\{#e}");
    }
}
