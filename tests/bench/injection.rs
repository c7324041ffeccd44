//! `cargo bench --bench injection`: how many stray glyphs are found and how many are mended rightly.
//!
//! Options behind `--`: `--seed N`, `--injections N` (for each mode and text), `--mode WORD` and `--text WORD`
//! (only those whose name has the word), `--guess` (declare no language), `--treaty` (read as markup),
//! `--misses` (show what went wrong).
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::string_slice,
    reason = "a benchmark reads its texts and arguments and prints a table"
)]

#[path = "injection/benchmark.rs"]
mod benchmark;

use benchmark::measure::{Outcome, Plan, measure};
use benchmark::modes::{MODES, Mode};
use benchmark::text::Text;
use glossator::model::Format;
use rayon::prelude::*;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let number = |name: &str, default: u64| value(name).and_then(|text| text.parse().ok()).unwrap_or(default);
    let plan = Plan {
        seed: number("--seed", 1),
        injections: number("--injections", 2000) as usize,
        declared: !has("--guess"),
        format: if has("--treaty") { Format::Treaty } else { Format::Plain },
    };
    let (mode, text) = (value("--mode").unwrap_or_default(), value("--text").unwrap_or_default());
    let texts = benchmark::texts();
    let runs: Vec<(&Mode, &Text)> = MODES
        .iter()
        .filter(|known| known.name.contains(&mode))
        .flat_map(|mode| texts.iter().map(move |text| (mode, text)))
        .filter(|(_, known)| known.name.contains(&text))
        .collect();
    println!("seed {}, at least {} injections a mode and text", plan.seed, plan.injections);
    println!(
        "{:32} {:25} {:>7} {:>7} {:>6} {:>7} {:>7} {:>6} {:>8} {:>9} {:>7}",
        "mode", "text", "inject.", "found", "false", "safe", "wrong", "first", "drawn", "of", "out %"
    );
    let outcomes: Vec<Option<Outcome>> =
        runs.par_iter().map(|(mode, text)| measure(mode, text, plan)).collect();
    let mut short = 0;
    for ((mode, text), outcome) in runs.iter().zip(&outcomes) {
        let Some(outcome) = outcome else { continue };
        short += show(mode, text, outcome, has("--misses"));
    }
    println!("{short} of {} fall short of a goal", outcomes.iter().flatten().count());
}

/// Prints a row; gives 1 if it falls short of a goal.
fn show(mode: &Mode, text: &Text, outcome: &Outcome, misses: bool) -> usize {
    let share = |part: usize| 100.0 * part as f64 / outcome.injected as f64;
    let draws = outcome.injected + outcome.left_out;
    let short = outcome.shortfalls(mode.goal, text.tag == "en");
    println!(
        "{:32} {:25} {:>7} {:>7.2} {:>6} {:>7.2} {:>7} {:>6.2} {:>8} {:>9} {:>7.1} {}",
        mode.name,
        text.name,
        outcome.injected,
        share(outcome.found),
        outcome.false_alarms,
        share(outcome.safe),
        outcome.wrong_safe,
        share(outcome.first_right),
        outcome.drawn.len(),
        outcome.characters,
        100.0 * outcome.left_out as f64 / draws as f64,
        short.join(", ")
    );
    if misses {
        outcome.misses.iter().for_each(|miss| println!("    {miss}"));
    }
    usize::from(!short.is_empty())
}
