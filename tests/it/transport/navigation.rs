//! References, highlights, folds and selections, asked of Glossator over its standard input and output.

use super::client::{Client, URI};
use serde_json::{Value, json};

/// `𝒜` is one character: four bytes of UTF-8, two units of UTF-16, one of UTF-32.
const TEXT: &str = "\
# Treaty

## Article 1

𝒜 One.

> [note] A
> B

## Article 2

𝒜 Article 1 applies; see [𝒜](#1).
";

/// A session in which columns are counted as `encoding` says, with the text open.
fn session(encoding: &str) -> Client {
    let (mut client, _) = Client::counting_in(encoding);
    client.open(TEXT);
    client
}

fn result(client: &mut Client, method: &str, params: Value) -> Value {
    let answer = client.ask(method, params);
    assert!(answer.get("result").is_some(), "{answer}");
    answer["result"].clone()
}

fn range(start: [u32; 2], end: [u32; 2]) -> Value {
    let position = |[line, character]: [u32; 2]| json!({ "line": line, "character": character });
    json!({ "start": position(start), "end": position(end) })
}

#[test]
fn references_and_highlights_are_where_they_stand_in_each_encoding() {
    // `𝒜 Article 1 applies; see [𝒜](#1).`: where `1` and `#1` begin.
    for (encoding, words, link) in [("utf-8", 13, 35), ("utf-16", 11, 31), ("utf-32", 10, 29)] {
        let mut client = session(encoding);
        let heading = range([2, 3], [2, 12]);
        let cited = range([11, words], [11, words + 1]);
        let linked = range([11, link], [11, link + 2]);
        let at = json!({ "line": 11, "character": words });
        let mut params = json!({
            "textDocument": { "uri": URI }, "position": at, "context": { "includeDeclaration": true },
        });
        let place = |range: &Value| json!({ "uri": URI, "range": range });
        let found = result(&mut client, "textDocument/references", params.clone());
        assert_eq!(found, json!([place(&heading), place(&cited), place(&linked)]), "{encoding}");
        params["context"]["includeDeclaration"] = json!(false);
        let found = result(&mut client, "textDocument/references", params.clone());
        assert_eq!(found, json!([place(&cited), place(&linked)]), "{encoding}");
        let found = result(&mut client, "textDocument/documentHighlight", params);
        let mark = |range: &Value, kind: u32| json!({ "range": range, "kind": kind });
        assert_eq!(found, json!([mark(&heading, 3), mark(&cited, 2), mark(&linked, 2)]), "{encoding}");
    }
}

#[test]
fn nothing_is_referred_to_by_plain_words() {
    let mut client = session("utf-16");
    let params = json!({
        "textDocument": { "uri": URI },
        "position": { "line": 4, "character": 4 },
        "context": { "includeDeclaration": true },
    });
    assert_eq!(result(&mut client, "textDocument/references", params.clone()), json!([]));
    assert_eq!(result(&mut client, "textDocument/documentHighlight", params), Value::Null);
}

#[test]
fn folds_hide_what_follows_the_line_that_stays() {
    let mut client = session("utf-16");
    let found = result(&mut client, "textDocument/foldingRange", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(
        found,
        json!([
            { "startLine": 2, "startCharacter": 12, "endLine": 7, "endCharacter": 3 },
            { "startLine": 6, "startCharacter": 10, "endLine": 7, "endCharacter": 3, "kind": "comment" },
            { "startLine": 9, "startCharacter": 12, "endLine": 11, "endCharacter": 35 },
        ])
    );
}

#[test]
fn a_client_gets_no_more_folds_than_it_takes_and_the_outer_ones_first() {
    let heading = json!({ "startLine": 2, "startCharacter": 12, "endLine": 7, "endCharacter": 3 });
    let other = json!({ "startLine": 9, "startCharacter": 12, "endLine": 11, "endCharacter": 35 });
    for (limit, expected) in [(0, json!([])), (1, json!([heading])), (2, json!([heading, other]))] {
        let mut client = Client::start();
        let folding = json!({ "textDocument": { "foldingRange": { "rangeLimit": limit } } });
        client.initialize_with(json!({ "processId": null, "rootUri": null, "capabilities": folding }));
        client.open(TEXT);
        let document = json!({ "textDocument": { "uri": URI } });
        assert_eq!(result(&mut client, "textDocument/foldingRange", document), expected, "{limit}");
    }
}

#[test]
fn selections_grow_at_every_place_that_is_asked_for() {
    for (encoding, width) in [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)] {
        let mut client = session(encoding);
        let params = json!({
            "textDocument": { "uri": URI },
            "positions": [{ "line": 4, "character": width + 2 }, { "line": 1, "character": 0 }],
        });
        let found = result(&mut client, "textDocument/selectionRange", params);
        let whole = json!({ "range": range([0, 0], [12, 0]) });
        let division = json!({ "range": range([2, 0], [7, 3]), "parent": whole.clone() });
        let block = json!({ "range": range([4, 0], [4, width + 5]), "parent": division });
        let word = json!({ "range": range([4, width + 1], [4, width + 4]), "parent": block });
        assert_eq!(found, json!([word, whole]), "{encoding}");
    }
}
