//! What a finding is known by from one run to the next: not its line, which moves, but its rule and its words.

use super::FileReport;
use crate::lint::Diagnostic;
use rustc_hash::FxHashMap;

/// How many characters on each side of the start of a finding tell it from others.
const AROUND: usize = 80;

/// Gives each finding of a run a fingerprint that no other finding of the run has.
#[derive(Default)]
pub(super) struct Fingerprints {
    /// How often the same file, rule and words were seen.
    seen: FxHashMap<u64, u64>,
}

impl Fingerprints {
    /// The fingerprint of a finding: sixteen hexadecimal digits. Findings are given in their order.
    pub(super) fn of(&mut self, file: &FileReport, diagnostic: &Diagnostic) -> String {
        let mut hash = Hash::new();
        hash.add(&file.name);
        hash.add(diagnostic.rule);
        hash.add(&words(&file.source.text, diagnostic.span.start.to_usize()));
        let count = self.seen.entry(hash.0).or_default();
        *count += 1;
        if *count > 1 {
            hash.add(&count.to_string());
        }
        format!("{:016x}", hash.0)
    }
}

/// The words around byte `at`, as far as its line reaches.
fn words(text: &str, at: usize) -> String {
    let inside = |c: &char| !matches!(c, '\n' | '\r');
    let (front, behind) = text.split_at_checked(at).unwrap_or_default();
    let mut words: Vec<char> = front.chars().rev().take_while(inside).take(AROUND).collect();
    words.reverse();
    words.extend(behind.chars().take_while(inside).take(AROUND));
    words.into_iter().collect::<String>().trim().to_owned()
}

/// The hash FNV-1a of 64 bits: the same on every machine and in every release.
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    /// Adds a part, and where it ends.
    fn add(&mut self, part: &str) {
        // No UTF-8 holds the byte FF.
        for byte in part.bytes().chain([0xFF]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
}
