//! The difference of two texts, as version control shows it.

use similar::TextDiff;

/// The unified diff from `before` to `after`, with three lines of context; empty if they are equal.
pub fn unified(before: &str, after: &str, name: &str) -> String {
    if before == after {
        return String::new();
    }
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(3).header(name, name).to_string()
}
