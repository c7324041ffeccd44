//! The queries: each can be read, and finds what it is for in a small treaty.

use crate::tree::parser;
use std::fmt::Write as _;
use streaming_iterator::StreamingIterator as _;
use tree_sitter::{Query, QueryCursor};

const SOURCE: &str = "\
@treaty a
@party ar: Arcadia
  seat: Elbe

# Treaty

## Article 1 {#one}

(a) The *Parties* [act](#2);[^1]

> [note ar] **Why** \\# [мир]{ru}
> so

[^1]: A footnote.

::: un-charter#51
| a |
:::

```math
x
```
%% Later.
";

/// Every capture of a query whose name begins with no `_`, with the first line of what it covers.
fn captures(query: &str) -> String {
    let query = Query::new(&tree_sitter_treaty::LANGUAGE.into(), query).expect("a query that can be read");
    let tree = parser().parse(SOURCE, None).expect("a parser with a language reads any text");
    let mut cursor = QueryCursor::new();
    let mut matches = cursor.matches(&query, tree.root_node(), SOURCE.as_bytes());
    let mut found = String::new();
    while let Some(one) = matches.next() {
        for capture in one.captures {
            let name = query.capture_names()[capture.index as usize];
            let text = &SOURCE[capture.node.byte_range()];
            if !name.starts_with('_') {
                writeln!(found, "{name}: {}", text.lines().next().unwrap_or_default())
                    .expect("a string takes it");
            }
        }
    }
    found
}

#[test]
fn highlights() {
    let found = captures(tree_sitter_treaty::HIGHLIGHTS_QUERY);
    for wanted in [
        "keyword.directive: @party",
        "string: ar: Arcadia",
        "property: seat",
        "string: Elbe",
        "markup.heading.1: # Treaty",
        "markup.heading.2: ## Article 1 {#one}",
        "label: {#one}",
        "markup.list: (a)",
        "markup.italic: *Parties*",
        "markup.link.label: act",
        "markup.link.url: #2",
        "markup.link.label: [^1]",
        "markup.quote: > [note ar] **Why** \\# [мир]{ru}",
        "keyword: note",
        "attribute: ar",
        "markup.strong: **Why**",
        "string.escape: \\#",
        "constant: ru",
        "markup.link.label: [^1]:",
        "markup.link.url: un-charter#51",
        "punctuation.delimiter: |",
        "markup.raw.block: x",
        "comment: %% Later.",
    ] {
        assert!(found.lines().any(|line| line == wanted), "no `{wanted}` in\n{found}");
    }
}

#[test]
fn folds() {
    let wanted = "\
fold: @treaty a
fold: @party ar: Arcadia
fold: # Treaty
fold: ## Article 1 {#one}
fold: > [note ar] **Why** \\# [мир]{ru}
fold: [^1]: A footnote.
fold: ::: un-charter#51
fold: | a |
fold: ```math
";
    assert_eq!(captures(tree_sitter_treaty::FOLDS_QUERY), wanted);
}

#[test]
fn injections() {
    let wanted = "injection.content: x\ninjection.content: %% Later.\n";
    assert_eq!(captures(tree_sitter_treaty::INJECTIONS_QUERY), wanted);
}

#[test]
fn locals() {
    let wanted = "\
local.scope: @treaty a
local.definition: one
local.reference: 1
local.definition: 1
";
    assert_eq!(captures(tree_sitter_treaty::LOCALS_QUERY), wanted);
}

#[test]
fn tags() {
    let wanted = "\
definition.constant: @treaty a
name: a
definition.constant: @party ar: Arcadia
name: ar: Arcadia
definition.section: # Treaty
name: Treaty
definition.section: ## Article 1 {#one}
name: Article 1 
definition.anchor: {#one}
name: one
reference.link: [act](#2)
name: #2
reference.footnote: [^1]
name: 1
definition.footnote: [^1]:
name: 1
reference.quote: ::: un-charter#51
name: un-charter#51
";
    assert_eq!(captures(tree_sitter_treaty::TAGS_QUERY), wanted);
}

#[test]
fn indents() {
    let wanted = "indent.begin: @party ar: Arcadia\nindent.ignore: ```math\n";
    assert_eq!(captures(tree_sitter_treaty::INDENTS_QUERY), wanted);
}

#[test]
fn neovim_has_the_same_queries() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../editors/neovim/queries/treaty");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the plugin has queries") {
        let path = entry.expect("the folder can be listed").path();
        let name = path.file_name().expect("a file has a name");
        let own = format!("{}/queries/{}", env!("CARGO_MANIFEST_DIR"), name.to_string_lossy());
        let read = |path: &std::path::Path| std::fs::read_to_string(path).expect("a query can be read");
        assert_eq!(read(&path), read(own.as_ref()), "{}", path.display());
        count += 1;
    }
    assert_eq!(count, 5);
}
