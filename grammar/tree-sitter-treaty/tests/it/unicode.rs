//! The tables of the scanner say of every character what the project's parser is told of it.
//! `GLOSSATOR_UPDATE=1` writes them anew, as a new version of Rust may ask for.

use std::fmt::Write as _;

/// The tables, as `src/unicode.h` holds them.
fn tables() -> String {
    let mut header = String::from(
        "// What Unicode says of characters, as ranges, each with its last character.\n\
         // Written by `GLOSSATOR_UPDATE=1 cargo test unicode`: change nothing here.\n\n\
         #ifndef TREE_SITTER_TREATY_UNICODE_H_\n#define TREE_SITTER_TREATY_UNICODE_H_\n\n#include <stdint.h>\n",
    );
    // Letters of markers are those of the scripts below U+0530.
    table(&mut header, "ALPHABETIC", '\u{52F}', char::is_alphabetic);
    table(&mut header, "UPPERCASE", '\u{52F}', char::is_uppercase);
    table(&mut header, "ALPHANUMERIC", char::MAX, char::is_alphanumeric);
    header + "\n#endif\n"
}

fn table(header: &mut String, name: &str, last: char, accept: fn(char) -> bool) {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for code in ('\0'..=last).filter(|character| accept(*character)).map(u32::from) {
        match ranges.last_mut() {
            Some((_, end)) if *end + 1 == code => *end = code,
            _ => ranges.push((code, code)),
        }
    }
    writeln!(header, "\nstatic const int32_t {name}[][2] = {{").expect("a string takes it");
    for row in ranges.chunks(6) {
        let row: Vec<String> =
            row.iter().map(|(first, last)| format!("{{0x{first:X}, 0x{last:X}}},")).collect();
        writeln!(header, "    {}", row.join(" ")).expect("a string takes it");
    }
    header.push_str("};\n");
}

#[test]
fn unicode_tables_are_those_of_the_project() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/unicode.h");
    let tables = tables();
    if std::env::var_os("GLOSSATOR_UPDATE").is_some() {
        std::fs::write(path, &tables).expect("the tables can be written");
    }
    let written = std::fs::read_to_string(path).expect("the tables can be read");
    assert!(written == tables, "src/unicode.h differs; GLOSSATOR_UPDATE=1 writes it anew");
}
