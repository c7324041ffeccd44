//! `cargo bench --bench import`: how fast plain text is turned into markup. Each treaty of the corpus, many times over.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a benchmark reads its texts and prints"
)]

use glossator::edit::import::{Options, import};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often each text is read.
const ROUNDS: u32 = 9;

fn main() {
    let folder = std::env::var_os("GLOSSATOR_CORPUS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus"), PathBuf::from);
    let (mut bytes, mut characters, mut time) = (0, 0, Duration::ZERO);
    let entries = std::fs::read_dir(folder).expect("the folder can be listed");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    for path in paths.filter(|path| path.extension().is_some_and(|end| end == "txt")) {
        let text = std::fs::read_to_string(&path).expect("a text");
        let mut times: Vec<Duration> = (0..ROUNDS).map(|_| once(&text)).collect();
        times.sort_unstable();
        bytes += text.len();
        characters += text.chars().count();
        time += times.get(times.len() / 2).copied().unwrap_or_default();
    }
    let seconds = time.as_secs_f64();
    println!(
        "import: {:.1} MB in {seconds:.3} s, {:.0} MB/s, {:.0} million characters/s",
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / seconds,
        characters as f64 / 1e6 / seconds
    );
}

fn once(text: &str) -> Duration {
    let start = Instant::now();
    black_box(import(black_box(text), &Options::default()));
    start.elapsed()
}
