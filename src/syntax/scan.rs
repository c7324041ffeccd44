//! Going over text: the only functions of the reader that look at more than one character at a time. They
//! count the bytes that they look at, so that tests hold reading linear by counting, not by the clock; a scan
//! that is started again and again over the same bytes shows in the count, whatever machine it runs on.
//! `tests/it/architecture.rs` keeps other scans out of the files that `parse` runs through.

use std::cell::Cell;

/// What reading a text took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// The bytes looked at, each as often as it was looked at.
    pub bytes_scanned: u64,
}

thread_local! {
    // Only `measured` reads this, so no answer depends on it. A counter of the thread keeps the functions
    // below free of a parameter that nothing but tests would use.
    static SCANNED: Cell<u64> = const { Cell::new(0) };
}

/// What `read` gives, and what it took on this thread.
pub(super) fn measured<T>(read: impl FnOnce() -> T) -> (T, Work) {
    let before = SCANNED.get();
    let result = read();
    (result, Work { bytes_scanned: SCANNED.get().wrapping_sub(before) })
}

fn count(bytes: usize) {
    SCANNED.set(SCANNED.get().wrapping_add(bytes as u64));
}

/// The bytes of the characters that `text` begins with and that are all accepted.
pub(super) fn prefix(text: &str, mut accept: impl FnMut(char) -> bool) -> usize {
    let length = text.find(|c| !accept(c)).unwrap_or(text.len());
    count(length + 1);
    length
}

/// The bytes of the characters that `text` ends with and that are all accepted.
pub(super) fn suffix(text: &str, accept: impl FnMut(char) -> bool) -> usize {
    let length = text.len() - text.trim_end_matches(accept).len();
    count(length + 1);
    length
}

/// The first byte of the first character that is accepted.
pub(super) fn find(text: &str, mut accept: impl FnMut(char) -> bool) -> Option<usize> {
    let found = prefix(text, |c| !accept(c));
    (found < text.len()).then_some(found)
}

/// The first byte of the last character that is accepted.
pub(super) fn rfind(text: &str, accept: impl Fn(char) -> bool) -> Option<usize> {
    let found = text.rfind(accept);
    count(text.len() - found.unwrap_or(0));
    found
}

/// The first byte from `from` on that is accepted and before which no `\` stands that makes it text.
pub(super) fn unescaped(text: &str, from: usize, accept: impl Fn(u8) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    let found = loop {
        match bytes.get(at) {
            None => break None,
            Some(byte) if accept(*byte) => break Some(at),
            Some(b'\\') if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 2,
            Some(_) => at += 1,
        }
    };
    count(at.saturating_sub(from) + 1);
    found
}

/// The first `\`, `[` or `*` from byte `from` on.
pub(super) fn sign(text: &str, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    let found = memchr::memchr3(b'\\', b'[', b'*', rest);
    count(found.unwrap_or(rest.len()) + 1);
    found.map(|at| from + at)
}

/// The bytes before the first LF or CR.
pub(super) fn line(text: &str) -> usize {
    let length = memchr::memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len());
    count(length + 1);
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_at_is_counted() {
        let scanned = |read: &dyn Fn()| measured(read).1.bytes_scanned;
        assert_eq!(scanned(&|| assert_eq!(prefix("aab", |c| c == 'a'), 2)), 3);
        assert_eq!(scanned(&|| assert_eq!(suffix("baé", char::is_alphabetic), 4)), 5);
        assert_eq!(scanned(&|| assert_eq!(find("ab]", |c| c == ']'), Some(2))), 3);
        assert_eq!(scanned(&|| assert_eq!(find("ab", |c| c == ']'), None)), 3);
        assert_eq!(scanned(&|| assert_eq!(rfind("[ab", |c| c == '['), Some(0))), 3);
        assert_eq!(scanned(&|| assert_eq!(unescaped(r"a\]]", 0, |b| b == b']'), Some(3))), 4);
        assert_eq!(scanned(&|| assert_eq!(unescaped("ab", 0, |b| b == b']'), None)), 3);
        assert_eq!(scanned(&|| assert_eq!(sign("ab*", 1), Some(2))), 2);
        assert_eq!(scanned(&|| assert_eq!(line("ab\n"), 2)), 3);
    }

    #[test]
    fn a_backslash_before_a_letter_escapes_nothing() {
        assert_eq!(unescaped(r"\a]", 0, |b| b == b']'), Some(2));
        assert_eq!(unescaped(r"\\]", 0, |b| b == b']'), Some(2));
        assert_eq!(unescaped("\\", 0, |b| b == b']'), None);
    }
}
