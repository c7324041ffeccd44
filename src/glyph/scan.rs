//! The first look at a text, at the speed of memory: which bytes may begin a finding at all. Blocks of 64
//! bytes are tested without a branch inside, which the compiler turns into vector instructions.

use std::ops::Range;

/// The bytes that are tested at once.
const BLOCK: usize = 64;

/// The first byte at or behind `from` that is not plain ASCII text: 0x7F and above, or a control other than
/// tab, line feed and carriage return.
pub fn next_hit(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let (blocks, _) = rest.as_chunks::<BLOCK>();
    let plain = blocks.iter().take_while(|block| !block.iter().fold(false, |hit, byte| hit | is_hit(*byte)));
    let at = from + plain.count() * BLOCK;
    let tail = bytes.get(at..)?;
    tail.iter().position(|byte| is_hit(*byte)).map(|position| at + position)
}

fn is_hit(byte: u8) -> bool {
    // One further, 0x7F and above are negative: a single signed comparison, which every machine has for
    // vectors, finds them and the controls.
    let special = byte.wrapping_add(1).cast_signed() <= b' '.cast_signed();
    special & (byte != b'\t') & (byte != b'\n') & (byte != b'\r')
}

/// The first place at or behind `from` where a scanner may have taken a letter for a digit, a digit for a
/// letter or lost a ligature: an ASCII letter and a digit that meet (the index of the second), an `l` or an
/// `O` that stands alone, a `?` between letters.
pub fn next_ascii_suspect(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while at < bytes.len() {
        let end = (at + BLOCK).min(bytes.len());
        if !block_is_plain(bytes, at..end)
            && let Some(found) = (at..end).find(|index| is_suspect_at(bytes, *index))
        {
            return Some(found);
        }
        at = end;
    }
    None
}

/// Whether no byte of a whole block is suspect. The first and the last block of a text, whose neighbours are
/// missing, are not tested at once.
fn block_is_plain(bytes: &[u8], range: Range<usize>) -> bool {
    let window = |start: Option<usize>| -> Option<&[u8; BLOCK]> { bytes.get(start?..)?.first_chunk() };
    let windows =
        (window(range.start.checked_sub(1)), window(Some(range.start)), window(Some(range.start + 1)));
    let (Some(before), Some(current), Some(behind)) = windows else { return false };
    let mut suspect = false;
    for ((before, current), behind) in before.iter().zip(current).zip(behind) {
        suspect |= is_suspect(*before, *current, *behind);
    }
    !suspect
}

fn is_suspect_at(bytes: &[u8], index: usize) -> bool {
    let byte = |index: Option<usize>| index.and_then(|index| bytes.get(index)).copied().unwrap_or(b' ');
    is_suspect(byte(index.checked_sub(1)), byte(Some(index)), byte(Some(index + 1)))
}

fn is_suspect(before: u8, current: u8, behind: u8) -> bool {
    let meet = (is_alpha(before) & is_digit(current)) | (is_digit(before) & is_alpha(current));
    let neighbours = is_alpha(before) | is_digit(before) | is_alpha(behind) | is_digit(behind);
    let alone = ((current == b'l') | (current == b'O')) & !neighbours;
    let lost =
        (current == b'?') & (is_alpha(before) | (before >= 0x80)) & (is_alpha(behind) | (behind >= 0x80));
    meet | alone | lost
}

// Without short circuits, so that the compiler can test a whole block at once.
fn is_alpha(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26
}

fn is_digit(byte: u8) -> bool {
    byte.wrapping_sub(b'0') < 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_hit() {
        for byte in 0..=u8::MAX {
            let plain = matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r');
            assert_eq!(is_hit(byte), !plain, "{byte:02X}");
        }
    }

    #[test]
    fn a_hit_is_found_wherever_it_stands() {
        for length in [0, 1, 63, 64, 65, 200] {
            let mut bytes = vec![b'a'; length];
            assert_eq!(next_hit(&bytes, 0), None);
            for at in 0..length {
                for hit in [0x00, 0x1B, 0x7F, 0x80, 0xFF] {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = hit;
                    }
                    assert_eq!(next_hit(&bytes, 0), Some(at));
                    assert_eq!(next_hit(&bytes, at), Some(at));
                    assert_eq!(next_hit(&bytes, at + 1), None);
                }
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = b'\t';
                }
            }
        }
    }

    #[test]
    fn suspects_of_a_scanner() {
        for length in [0, 1, 62, 63, 64, 65, 200] {
            let pad = "a ".repeat(length);
            for (text, at) in [("0f b", 1), ("t0 b", 1), (" l(b", 1), (" O b", 1), ("n?r ", 1)] {
                let text = format!("{pad}{text}{pad}");
                assert_eq!(next_ascii_suspect(text.as_bytes(), 0), Some(pad.len() + at), "{text}");
            }
            for text in ["10 b", "ol b", "why? b", "1 a", "l's b"] {
                let text = format!("{pad}{text}{pad}");
                let expected = text.contains("l'").then_some(pad.len());
                assert_eq!(next_ascii_suspect(text.as_bytes(), 0), expected, "{text}");
            }
        }
    }
}
