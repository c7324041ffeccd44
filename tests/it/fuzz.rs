//! The committed inputs of the fuzz targets, replayed: the sources of the specification as a start, and whatever a
//! run has found since. How to run the targets is said in `tests/fuzz/Cargo.toml`.

#[path = "../fuzz/checks.rs"]
mod checks;

use std::path::Path;

/// Replays the inputs of a target. Gives their number.
fn replay(target: &str, check: fn(&[u8])) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/inputs").join(target);
    let entries = std::fs::read_dir(folder).expect("the inputs can be listed");
    let inputs = entries.map(|entry| entry.expect("the inputs can be listed").path());
    inputs.map(|path| check(&std::fs::read(path).expect("the input can be read"))).count()
}

#[test]
fn inputs_of_the_reader() {
    assert!(replay("parse", checks::parse) >= 18);
}

#[test]
fn inputs_of_documents() {
    // What is hard to read is hard to make a document of.
    assert!(replay("document", checks::document) + replay("parse", checks::document) >= 18);
}

#[test]
fn inputs_of_edits() {
    assert!(replay("edits", checks::edits) >= 1);
}
