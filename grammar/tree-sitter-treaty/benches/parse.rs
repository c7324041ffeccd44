//! `cargo bench --bench parse`.
fn main() {}
