//! `cargo bench --bench scan`: how fast a clean text is looked through for stray glyphs, against a loop over its
//! characters in the same process.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a benchmark reads its text and prints"
)]

use glossator::glyph::scan;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The bytes of the text: a long treaty.
const SIZE: usize = 1 << 20;
const ROUNDS: usize = 99;

fn main() {
    let ascii = text("un-charter.en", |c| c.is_ascii());
    // In turn, so that both meet the same machine.
    let (mut loops, mut scans) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        loops.push(time(|| black_box(&ascii).chars().filter(|c| !c.is_ascii()).count()));
        scans.push(
            time(|| {
                let bytes = black_box(&ascii).as_bytes();
                scan::next_hit(bytes, 0).map_or(0, |hit| hit)
                    + usize::from(scan::next_hit(bytes, 1).is_some())
            }) / 2,
        );
    }
    let (chars, found) = (median(loops), median(scans));
    let speed = |time: Duration| SIZE as f64 / 1e6 / time.as_secs_f64();
    println!(
        "ASCII, {} MB: a loop over chars() {:.0} MB/s, the scan {:.0} MB/s",
        SIZE >> 20,
        speed(chars),
        speed(found)
    );
    println!("the scan is {:.1} times as fast", chars.as_secs_f64() / found.as_secs_f64());
}

/// A treaty of the corpus again and again, only those characters that are `wanted`.
fn text(name: &str, wanted: fn(char) -> bool) -> String {
    let path = format!("{}/tests/corpus/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let treaty = std::fs::read_to_string(path).expect("the corpus is part of the project");
    let treaty: String = treaty.chars().filter(|c| wanted(*c)).collect();
    treaty.chars().cycle().take(SIZE).collect()
}

fn time(work: impl Fn() -> usize) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
