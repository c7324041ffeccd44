//! The guard of the layout: which layer may use which, which crates belong to one layer, and what a file of
//! the project may not hold. The map of the layers is in `src/lib.rs`.
//!
//! Every check is a function from a path and a source to complaints, so that each is shown below to fail on a
//! made-up file before it is trusted to hold for the real ones.

use std::path::Path;

/// The layers in order. A layer uses itself and those before it; one that is not there yet is absent.
const LAYERS: [&str; 14] = [
    "text", "unicode", "config", "syntax", "citation", "model", "glyph", "lint", "edit", "ide", "export",
    "project", "server", "cli",
];

/// Crates that belong to some layers alone; a name that ends in `_` stands for all that begin so.
const RESERVED: [(&str, &[&str]); 20] = [
    ("ropey", &["text"]),
    ("icu_", &["unicode"]),
    ("fst", &["unicode"]),
    ("unicode_names2", &["unicode"]),
    ("toml", &["config"]),
    ("aho_corasick", &["model", "edit"]),
    ("regex", &["edit"]),
    ("similar", &["edit"]),
    ("quick_xml", &["export"]),
    ("ignore", &["project"]),
    ("rayon", &["project", "cli"]),
    ("tempfile", &["project"]),
    ("tower_lsp", &["server"]),
    ("tokio", &["server"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("annotate_snippets", &["cli"]),
    ("serde", &["config", "export", "server", "cli"]),
    ("tracing", &["project", "server", "cli"]),
];

/// What is kept about a block is kept by these layers, in bytes of the block.
const BLOCK_LEVEL: [&str; 4] = ["syntax", "citation", "model", "glyph"];

/// The files of those layers where places leave the document and become offsets of the whole text.
const EDGE: [&str; 2] = ["src/model/document.rs", "src/model/entity.rs"];

/// The files that `parse` runs through: they go over text with `scan` alone, which counts.
const COUNTED: [&str; 5] = ["block", "build", "inline", "line", "marker"];

/// Ways to go over text that `scan` does not count.
const SCANS: [&str; 11] = [
    ".find(",
    ".rfind(",
    ".trim",
    ".split(",
    ".bytes()",
    ".char_indices()",
    ".take_while(",
    ".matches(",
    ".chars().all",
    ".chars().count",
    "memchr",
];

const LONGEST_FILE: usize = 600;
const LONGEST_MAIN: usize = 40;

/// Words of unfinished work, put together here so that this file does not hold them.
fn unfinished() -> [String; 6] {
    [
        ("to", "do!"),
        ("unimple", "mented!"),
        ("db", "g!"),
        ("FIX", "ME"),
        ("#[ig", "nore"),
        ("thread::", "sleep"),
    ]
    .map(|(front, back)| format!("{front}{back}"))
}

/// The module path of a file of the library: `["text", "rope"]` for `src/text/rope.rs`.
fn module(path: &str) -> Vec<&str> {
    let inner = path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs"));
    inner
        .filter(|inner| !matches!(*inner, "lib" | "main"))
        .map_or(Vec::new(), |inner| inner.split('/').collect())
}

/// The source with comments and the contents of literals blanked out.
fn code(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = literal_or_comment(rest);
        if length > 0 {
            code.extend(rest[..length].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = &rest[length..];
        } else {
            // A name is taken whole, so that the `r` at its end does not begin a raw string.
            let name = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let taken = name.max(first.len_utf8());
            code.push_str(&rest[..taken]);
            rest = &rest[taken..];
        }
    }
    code
}

/// The bytes of the comment or literal that `text` begins with; zero if there is none.
fn literal_or_comment(text: &str) -> usize {
    let until =
        |from: usize, end: &str| text[from..].find(end).map_or(text.len(), |at| from + at + end.len());
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return until(2, "*/");
    }
    let hashes = text.strip_prefix('r').map_or(0, |raw| raw.len() - raw.trim_start_matches('#').len());
    if text.starts_with('r') && text[1 + hashes..].starts_with('"') {
        return until(2 + hashes, &format!("\"{}", "#".repeat(hashes)));
    }
    let quote = if text.starts_with('"') { '"' } else { '\'' };
    let Some(inside) = text.strip_prefix(quote) else { return 0 };
    let mut characters = inside.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            c if c == quote => return at + 2,
            // A quote that no other one follows at once is a lifetime.
            _ if quote == '\'' && !inside[at + character.len_utf8()..].starts_with('\'') => return 0,
            _ => {}
        }
    }
    if quote == '"' { text.len() } else { 0 }
}

/// Names, `::` and single signs.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while !rest.is_empty() {
        let name = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let sign = if rest.starts_with("::") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) };
        let (token, behind) = rest.split_at(if name > 0 { name } else { sign });
        tokens.push(token);
        rest = behind.trim_start();
    }
    tokens
}

/// The names that stand directly behind the path that ends before `at`: one, or those of a `{ }` group.
fn heads<'a>(tokens: &[&'a str], at: usize) -> Vec<&'a str> {
    let mut depth = 0;
    let mut heads = Vec::new();
    for (index, token) in tokens.iter().enumerate().skip(at) {
        match *token {
            "{" => depth += 1,
            "}" => depth -= 1,
            name if depth == 0 => heads.push(name),
            name if depth == 1 && matches!(tokens[index - 1], "{" | ",") => heads.push(name),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

/// The layers that a file names by `crate::…`, by `super::…` or, in `main.rs` and in tests, by `glossator::…`.
fn layers_named<'a>(path: &str, tokens: &[&'a str]) -> Vec<&'a str> {
    let depth = module(path).len();
    let mut named = Vec::new();
    let mut supers = 0;
    for (index, token) in tokens.iter().enumerate() {
        supers = match *token {
            "super" => supers + 1,
            "::" => supers,
            _ => 0,
        };
        let root = matches!(*token, "crate" | "glossator") || *token == "super" && supers >= depth;
        if root && tokens.get(index + 1) == Some(&"::") {
            named.extend(heads(tokens, index + 2).into_iter().filter(|name| LAYERS.contains(name)));
        }
    }
    named
}

fn layer_complaints(path: &str, source: &str) -> Vec<String> {
    let code = code(source);
    let tokens = tokens(&code);
    let place = |layer: &str| LAYERS.iter().position(|known| *known == layer);
    let Some(own) = module(path).first().copied() else { return Vec::new() };
    let Some(allowed) = place(own) else { return vec![format!("`{own}` is no layer")] };
    let below = layers_named(path, &tokens).into_iter().filter(|layer| place(layer) > Some(allowed));
    below.map(|layer| format!("layer `{own}` uses `{layer}`, which stands below it")).collect()
}

fn crate_complaints(path: &str, source: &str) -> Vec<String> {
    let code = code(source);
    let tokens = tokens(&code);
    let own = module(path).first().copied().unwrap_or_default();
    let mut complaints = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let is = |name: &str| *token == name || name.ends_with('_') && token.starts_with(name);
        let Some((name, layers)) = RESERVED.iter().find(|(name, _)| is(name)) else { continue };
        let before = |back: usize| index.checked_sub(back).map_or("", |at| tokens[at]);
        let behind = tokens.get(index + 1).copied().unwrap_or_default();
        let inside_path = before(1) == "::" && before(2).starts_with(|c: char| c.is_alphanumeric());
        let used = matches!(before(1), "use" | "crate") || before(1) == "[" && before(2) == "#";
        if (behind == "::" && !inside_path || used) && !layers.contains(&own) {
            complaints.push(format!("`{name}` is named outside {}", layers.join(", ")));
        }
    }
    complaints
}

/// A block may not know where it stands: no `Offset` and no `Span`, which count from the start of the text.
fn offset_complaints(path: &str, source: &str) -> Vec<String> {
    let own = module(path).first().copied().unwrap_or_default();
    if !BLOCK_LEVEL.contains(&own) || EDGE.contains(&path) {
        return Vec::new();
    }
    let code = code(source);
    let absolute = tokens(&code).into_iter().filter(|token| matches!(*token, "Offset" | "Span"));
    absolute.map(|token| format!("`{token}` of the whole text in what is kept about a block")).collect()
}

fn scan_complaints(path: &str, source: &str) -> Vec<String> {
    if !matches!(module(path)[..], ["syntax", file] if COUNTED.contains(&file)) {
        return Vec::new();
    }
    let tests = source.find("#[cfg(test)]").unwrap_or(source.len());
    let code = code(&source[..tests]);
    SCANS.iter().filter(|scan| code.contains(*scan)).map(|scan| format!("`{scan}` is not counted")).collect()
}

fn file_complaints(path: &str, source: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let lines = source.lines().count();
    let most = if path == "src/main.rs" { LONGEST_MAIN - 1 } else { LONGEST_FILE };
    if !source.starts_with("//!") {
        complaints.push("does not open with `//!`".to_owned());
    }
    if lines > most {
        complaints.push(format!("has {lines} lines, over {most}"));
    }
    if path.ends_with("/mod.rs") {
        complaints.push("modules are `name.rs` and `name/`".to_owned());
    }
    complaints
}

fn word_complaints(_path: &str, source: &str) -> Vec<String> {
    let found = unfinished().into_iter().filter(|word| source.contains(word.as_str()));
    found.map(|word| format!("holds `{word}`")).collect()
}

fn module_order_complaints(lib: &str) -> Vec<String> {
    let modules: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let expected: Vec<&str> = LAYERS.iter().copied().filter(|layer| modules.contains(layer)).collect();
    if modules == expected { Vec::new() } else { vec![format!("modules {modules:?}, in order {expected:?}")] }
}

/// The files under `folders` of the project whose names end in one of `ends`: their paths and texts.
fn files(folders: &[&str], ends: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut open: Vec<_> =
        folders.iter().map(|folder| root.join(folder)).filter(|folder| folder.exists()).collect();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be listed") {
            let path = entry.expect("the folder can be listed").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if !matches!(name.as_str(), "target" | "node_modules" | "corpus") {
                    open.push(path);
                }
            } else if ends.iter().any(|end| name.ends_with(end)) {
                let inner =
                    path.strip_prefix(root).expect("inside the project").to_string_lossy().replace('\\', "/");
                found.push((inner, std::fs::read_to_string(&path).expect("sources are UTF-8")));
            }
        }
    }
    found.sort();
    found
}

fn hold(files: &[(String, String)], check: impl Fn(&str, &str) -> Vec<String>) {
    assert!(files.len() > 5, "only {} files", files.len());
    let complaints = files.iter().flat_map(|(path, source)| {
        check(path, source).into_iter().map(move |complaint| format!("{path}: {complaint}"))
    });
    let complaints: Vec<String> = complaints.collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn layers_use_only_those_above_them() {
    hold(&files(&["src"], &[".rs"]), layer_complaints);
    let lib =
        files(&["src"], &["lib.rs"]).into_iter().find(|(path, _)| path == "src/lib.rs").expect("the map");
    assert_eq!(module_order_complaints(&lib.1), [""; 0]);
}

#[test]
fn crates_are_named_in_their_layer() {
    hold(&files(&["src"], &[".rs"]), crate_complaints);
}

#[test]
fn blocks_do_not_know_where_they_stand() {
    hold(&files(&["src"], &[".rs"]), offset_complaints);
}

#[test]
fn the_reader_goes_over_text_only_where_it_is_counted() {
    hold(&files(&["src"], &[".rs"]), scan_complaints);
}

#[test]
fn files_say_what_they_are_for_and_stay_small() {
    hold(&files(&["src", "tests"], &[".rs"]), file_complaints);
}

#[test]
fn nothing_is_left_unfinished() {
    let ends = [".rs", ".js", ".ts", ".py", ".sh", ".lua", ".el", ".toml", ".yml", "SPEC.md", "run"];
    let files: Vec<_> = files(&["src", "tests", "grammar", "editors", ".ci"], &ends)
        .into_iter()
        .filter(|(path, _)| !path.starts_with("tests/") || path.ends_with(".rs"))
        .collect();
    hold(&files, word_complaints);
}

mod scanner {
    //! Each check on made-up sources: what it must find, and what beside it is allowed.

    use super::*;

    fn assert_layers(path: &str, source: &str, below: &[&str]) {
        let found = layer_complaints(path, source);
        assert_eq!(found.len(), below.len(), "{source}: {found:?}");
        for layer in below {
            assert!(
                found.iter().any(|complaint| complaint.contains(&format!("uses `{layer}`"))),
                "{found:?}"
            );
        }
    }

    #[test]
    fn a_layer_below_is_found_however_it_is_named() {
        assert_layers("src/syntax/block.rs", "use crate::model::Document;", &["model"]);
        assert_layers(
            "src/syntax/block.rs",
            "use crate::{text::Span, cli, lint::{self, text}};",
            &["cli", "lint"],
        );
        assert_layers("src/syntax/block.rs", "fn f() -> crate::glyph::Class {}", &["glyph"]);
        assert_layers("src/syntax/block.rs", "use super::super::model;", &["model"]);
        assert_layers("src/syntax.rs", "use super::{model, text};", &["model"]);
        assert_layers("src/edit/mend.rs", "use crate ::\n    project;", &["project"]);
        assert_eq!(layer_complaints("src/misc/a.rs", ""), ["`misc` is no layer"]);
    }

    #[test]
    fn layers_above_comments_and_own_modules_are_allowed() {
        assert_layers("src/model/items.rs", "use crate::syntax::ast;\nuse crate::model::place;", &[]);
        assert_layers(
            "src/syntax/block.rs",
            "//! See crate::model.\n/* crate::cli */ use super::model;",
            &[],
        );
        assert_layers("src/syntax/block.rs", "let a = \"crate::model\"; let b = r#\"\"crate::cli\"\"#;", &[]);
        assert_layers(
            "src/syntax/block.rs",
            "fn f<'a>(b: char) { b == '\"' || b == '\\'' } // crate::cli",
            &[],
        );
        assert_layers("src/main.rs", "glossator::cli::run()", &[]);
    }

    #[test]
    fn code_behind_a_quote_is_still_read() {
        assert_layers("src/text.rs", "let quote = '\"'; use crate::cli;", &["cli"]);
        assert_layers("src/text.rs", "fn f<'a>(x: &'a str) { crate::cli::run() }", &["cli"]);
        assert_layers("src/text.rs", "let for_r = \"a\\\"\"; crate::cli", &["cli"]);
    }

    #[test]
    fn a_crate_outside_its_layer_is_found() {
        let found = |path, source| crate_complaints(path, source).len();
        assert_eq!(found("src/model/a.rs", "use ropey::Rope;"), 1);
        assert_eq!(found("src/model/a.rs", "use icu_properties::CodePointMapData;"), 1);
        assert_eq!(found("src/lint/a.rs", "#[serde(rename = \"a\")] struct A;"), 1);
        assert_eq!(found("src/lint/a.rs", "let a = ::toml::from_str(b);"), 1);
        assert_eq!(found("src/lint/a.rs", "use serde;"), 1);
        assert_eq!(found("src/server/a.rs", "use rayon::prelude::ParallelIterator;"), 1);
        assert_eq!(found("src/text/rope.rs", "use ropey::Rope; // toml::a"), 0);
        assert_eq!(found("src/unicode/a.rs", "use icu_properties::Script; use fst::Set;"), 0);
        assert_eq!(found("src/cli/a.rs", "use serde::Serialize; use rayon::prelude::ParallelIterator;"), 0);
        assert_eq!(found("src/glyph/a.rs", "let similar = clap; crate::toml::a(ignore)"), 0);
    }

    #[test]
    fn an_absolute_offset_in_a_block_is_found() {
        let found = |path, source| offset_complaints(path, source).len();
        assert_eq!(found("src/syntax/tree.rs", "struct Node { span: Span }"), 1);
        assert_eq!(found("src/model/clause.rs", "struct Clause { start: Offset }"), 1);
        assert_eq!(found("src/syntax/tree.rs", "struct Node { span: LocalSpan } // Span"), 0);
        assert_eq!(found("src/model/document.rs", "fn absolute(&self) -> Span {}"), 0);
        assert_eq!(found("src/lint.rs", "struct Diagnostic { span: Span }"), 0);
    }

    #[test]
    fn a_scan_that_is_not_counted_is_found() {
        let found = |path, source| scan_complaints(path, source).len();
        assert_eq!(found("src/syntax/inline.rs", "let end = text.find(']');"), 1);
        assert_eq!(found("src/syntax/marker.rs", "rest.trim().is_empty()"), 1);
        assert_eq!(found("src/syntax/marker.rs", "rest.chars().next()"), 0);
        assert_eq!(found("src/syntax/marker.rs", "a();\n#[cfg(test)]\nmod tests { rest.trim() }"), 0);
        assert_eq!(found("src/syntax/scan.rs", "text.find(']')"), 0);
    }

    #[test]
    fn a_file_without_its_purpose_or_too_long_is_found() {
        let long = format!("//! A.\n{}", "\n".repeat(LONGEST_FILE));
        assert_eq!(file_complaints("src/a.rs", "use b;"), ["does not open with `//!`"]);
        assert_eq!(file_complaints("src/a.rs", &long), ["has 601 lines, over 600"]);
        assert_eq!(file_complaints("src/main.rs", &long[..46]), ["has 40 lines, over 39"]);
        assert_eq!(file_complaints("src/text/mod.rs", "//! A.\n"), ["modules are `name.rs` and `name/`"]);
        assert_eq!(file_complaints("src/text.rs", "//! A.\n"), [""; 0]);
    }

    #[test]
    fn unfinished_work_is_found() {
        for word in unfinished() {
            assert_eq!(word_complaints("src/a.rs", &format!("fn f() {{ {word}() }}")).len(), 1, "{word}");
        }
        assert_eq!(word_complaints("src/a.rs", "what is left to do"), [""; 0]);
    }

    #[test]
    fn a_map_out_of_order_is_found() {
        assert_eq!(module_order_complaints("pub mod text;\npub mod syntax;\n"), [""; 0]);
        assert_eq!(module_order_complaints("pub mod syntax;\npub mod text;\n").len(), 1);
        assert_eq!(module_order_complaints("pub mod text;\npub mod misc;\n").len(), 1);
    }
}

#[test]
fn the_project_stands_on_its_packages() {
    let manifest = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .expect("a manifest");
    let (_, dependencies) = manifest.split_once("[dependencies]\n").expect("there are dependencies");
    let (dependencies, _) = dependencies.split_once("\n[").expect("a table follows");
    for package in ["tower-lsp", "tokio", "serde", "ropey", "regex", "tracing"] {
        let names = |line: &str| line.split('=').next().is_some_and(|name| name.trim() == package);
        assert!(dependencies.lines().any(names), "{package}");
    }
}
