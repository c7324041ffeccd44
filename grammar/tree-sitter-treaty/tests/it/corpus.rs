//! The corpus of `test/corpus`, which `tree-sitter test` runs too: a title between lines of `=`, a source, `---`, the
//! tree.

use crate::tree::parser;

/// The cases of a file: title, source, tree.
fn cases(text: &str) -> Vec<(&str, String, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let is_rule = |line: &str| line.starts_with("===");
    let starts: Vec<usize> = (0..lines.len())
        .filter(|at| is_rule(lines[*at]) && lines.get(at + 2).is_some_and(|line| is_rule(line)))
        .collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let case = |(start, end): (&usize, usize)| {
        let body = &lines[start + 3..end];
        let rule = body.iter().position(|line| *line == "---").expect("a line `---` before the tree");
        let source = body[..rule].join("\n");
        // Its last line end belongs to the file.
        let source = source.strip_suffix('\n').unwrap_or(&source).to_owned();
        let tree: String = body[rule + 1..].iter().map(|line| format!("{} ", line.trim())).collect();
        (lines[start + 1], source, tree.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    starts.iter().zip(ends).map(case).collect()
}

#[test]
fn trees_of_the_corpus() {
    let mut count = 0;
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/test/corpus")).expect("the corpus") {
        let path = entry.expect("the folder can be listed").path();
        let text = std::fs::read_to_string(&path).expect("a file of the corpus can be read");
        for (title, source, wanted) in cases(&text) {
            let tree = parser().parse(&source, None).expect("a parser with a language reads any text");
            assert_eq!(tree.root_node().to_sexp(), wanted, "{}: {title}: {source:?}", path.display());
            count += 1;
        }
    }
    assert_eq!(count, 16);
}
