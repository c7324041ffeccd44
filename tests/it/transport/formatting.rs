//! Formatting, asked of Glossator over its standard input and output.

use super::client::{Client, URI};
use serde_json::{Value, json};

/// `𝒜` is one character: four bytes of UTF-8, two units of UTF-16, one of UTF-32.
const TEXT: &str = "#  Treaty\n𝒜 One.  \n\n\n\n## Article 1{#one}\n\n(a)   x\n";

fn session(encoding: &str) -> Client {
    let mut client = Client::start();
    let answer = client.initialize_with(json!({
        "processId": std::process::id(),
        "rootUri": null,
        "capabilities": { "general": { "positionEncodings": [encoding] } },
    }));
    let capabilities = &answer["result"]["capabilities"];
    assert_eq!(capabilities["documentFormattingProvider"], true);
    assert_eq!(capabilities["documentRangeFormattingProvider"], true);
    client
}

fn edit(start: [usize; 2], end: [usize; 2], text: &str) -> Value {
    let position = |[line, character]: [usize; 2]| json!({ "line": line, "character": character });
    json!({ "range": { "start": position(start), "end": position(end) }, "newText": text })
}

fn params() -> Value {
    json!({ "textDocument": { "uri": URI }, "options": { "tabSize": 4, "insertSpaces": true } })
}

#[test]
fn a_file_is_formatted_by_the_least_edits_in_each_encoding() {
    for (encoding, width) in [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)] {
        let mut client = session(encoding);
        client.open(TEXT);
        let end = width + " One.".len();
        let answer = client.ask("textDocument/formatting", params());
        let edits = [
            edit([0, 1], [0, 3], " "),
            edit([1, 0], [1, 0], "\n"),
            edit([1, end], [1, end + 2], ""),
            edit([2, 0], [5, 0], "\n"),
            edit([5, 12], [5, 12], " "),
            edit([7, 3], [7, 6], " "),
        ];
        assert_eq!(answer["result"], json!(edits), "{encoding}");
    }
}

#[test]
fn the_blocks_of_a_range_are_formatted() {
    let mut client = session("utf-16");
    client.open(TEXT);
    let mut params = params();
    params["range"] = edit([7, 0], [7, 4], "")["range"].clone();
    let answer = client.ask("textDocument/rangeFormatting", params.clone());
    assert_eq!(answer["result"], json!([edit([7, 3], [7, 6], " ")]));
    params["range"] = edit([5, 4], [5, 4], "")["range"].clone();
    let answer = client.ask("textDocument/rangeFormatting", params);
    assert_eq!(answer["result"], json!([edit([2, 0], [5, 0], "\n"), edit([5, 12], [5, 12], " ")]));
}

#[test]
fn plain_text_and_a_treaty_in_its_form_get_no_edits() {
    let mut client = session("utf-16");
    client.open("# Treaty\n\nWords.\n");
    assert_eq!(client.ask("textDocument/formatting", params())["result"], json!([]));
    let plain = "file:///notes/a.txt";
    let document = json!({ "uri": plain, "languageId": "plaintext", "version": 1, "text": TEXT });
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
    let mut params = params();
    params["textDocument"]["uri"] = json!(plain);
    assert_eq!(client.ask("textDocument/formatting", params)["result"], json!([]));
}
