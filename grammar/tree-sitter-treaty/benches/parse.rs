//! `cargo bench --bench parse`: how fast treaties are read, against the project's own parser in the same process; then,
//! for each of the texts that are made to be slow to read, how much longer twice the text takes. Linear is 2. Times are
//! the least of several rounds, of the processor where it tells them; still a busy machine blurs them, so this prints
//! and decides nothing.

#[path = "../../../tests/it/pathological.rs"]
#[allow(dead_code, unused_imports, reason = "only the texts are taken from there")]
mod pathological;

/// What the checks of `pathological` use.
mod spec {
    /// The source again.
    pub(crate) fn leaves(source: &str) -> String {
        glossator::syntax::parse(source).iter().map(|block| block.text()).collect()
    }
}

use glossator::edit::import::{Options, import};
use pathological::{INLINE, LINES, STRUCTURE};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;
use tree_sitter::{Parser, Tree};

const ROUNDS: usize = 7;
/// Two sizes of a text, one twice the other.
const SIZES: [usize; 2] = [25_000, 50_000];

fn main() {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_treaty::LANGUAGE.into()).expect("the parser has a version that is read");
    let treaties = treaties();
    let bytes: usize = treaties.iter().map(String::len).sum();
    let all = least(|| treaties.iter().map(|text| read(&mut parser, text).root_node().child_count()).sum());
    let own = least(|| treaties.iter().map(|text| glossator::syntax::parse(text).len()).sum());
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{} treaties with their markup, {:.1} MB: tree-sitter {:.1} MB/s, the project's parser {:.1} MB/s",
        treaties.len(),
        bytes as f64 / 1e6,
        speed(all),
        speed(own)
    );
    let mut slowest: Option<(f64, &str)> = None;
    for (name, text) in INLINE.iter().chain(&LINES).chain(&STRUCTURE) {
        let texts = SIZES.map(|size| text(size));
        let [once, twice] =
            texts.each_ref().map(|text| least(|| read(&mut parser, text).root_node().child_count()));
        let per_byte = |time: Duration, text: &str| time.as_secs_f64() / text.len() as f64;
        let ratio = 2.0 * per_byte(twice, &texts[1]) / per_byte(once, &texts[0]);
        println!("{ratio:6.2}  {:8.1} MB/s  {name}", texts[1].len() as f64 / 1e6 / twice.as_secs_f64());
        slowest = slowest.filter(|(most, _)| *most >= ratio).or(Some((ratio, name)));
    }
    if let Some((ratio, name)) = slowest {
        println!("the most for twice the text: {ratio:.2} times, {name}");
    }
}

fn read(parser: &mut Parser, text: &str) -> Tree {
    let tree = parser.parse(text, None).expect("a parser with a language reads any text");
    assert!(!tree.root_node().has_error(), "an error in the tree");
    tree
}

/// The imports of the treaties of the project.
fn treaties() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let entries = std::fs::read_dir(folder).expect("the corpus is part of the project");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let texts = paths.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    let text = |path| std::fs::read_to_string(path).expect("the treaty can be read");
    texts.map(|path| import(&text(path), &Options::default()).text).collect()
}

/// The least time of several rounds.
fn least(mut work: impl FnMut() -> usize) -> Duration {
    let time = |_| {
        let start = clock();
        black_box(work());
        clock().saturating_sub(start)
    };
    (0..ROUNDS).map(time).min().unwrap_or_default().max(Duration::from_nanos(1))
}

/// What this thread has taken of the processor.
#[cfg(unix)]
fn clock() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the pointer leads to a value of the type that the function fills.
    let code = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    assert_eq!(code, 0, "the clock can be read");
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// What has passed since the first call.
#[cfg(not(unix))]
fn clock() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}
