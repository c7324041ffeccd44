//! A session of an editor with the server: what it answers on treaty text, in the three position encodings,
//! and how diagnostics reach it.

use super::client::{Client, URI};
use serde_json::{Value, json};

/// Characters of one, two, three and four bytes stand before what is asked about.
const TREATY: &str = "@treaty t\n@party a: Republic of Arcadia; Arcadia\n\n# Treaty\n\n## Article 1\n\nArcadia consults.\n\n\
    > [note] Gloss.\n\n## Article 2\n\né 条 𠮷: Under Article 1, Arcadia a\u{A9C3}nd others consult.\n";
const LINE: usize = 13;

const ENCODINGS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];

/// Where `words` begin in the line of `TREATY`, in the units of `encoding`.
fn character(encoding: &str, words: &str) -> usize {
    let line = TREATY.lines().nth(LINE).expect("the line");
    let before = &line[..line.find(words).expect("the words stand in the line")];
    match encoding {
        "utf-8" => before.len(),
        "utf-16" => before.encode_utf16().count(),
        _ => before.chars().count(),
    }
}

fn client(encoding: &str, text_document: Value) -> Client {
    let mut client = Client::start();
    let answer = client.initialize_with(json!({
        "processId": null,
        "rootUri": null,
        "capabilities": {"general": {"positionEncodings": [encoding]}, "textDocument": text_document},
    }));
    assert_eq!(answer["result"]["capabilities"]["positionEncoding"], encoding, "{answer}");
    client
}

/// The result of a request.
fn ask(client: &mut Client, method: &str, params: Value) -> Value {
    client.ask(method, params)["result"].clone()
}

fn at(encoding: &str, words: &str) -> Value {
    json!({
        "textDocument": {"uri": URI},
        "position": {"line": LINE, "character": character(encoding, words)},
    })
}

fn range(encoding: &str, words: &str, end: &str) -> Value {
    json!({
        "start": {"line": LINE, "character": character(encoding, words)},
        "end": {"line": LINE, "character": character(encoding, end)},
    })
}

fn published(client: &mut Client, version: u64) -> Value {
    let message = client.wait_for("diagnostics", |message| {
        message["method"] == "textDocument/publishDiagnostics" && message["params"]["version"] == version
    });
    message["params"]["diagnostics"].clone()
}

#[test]
fn a_stray_glyph_is_pushed_with_its_exact_range() {
    for encoding in ENCODINGS {
        let mut client = client(encoding, json!({"publishDiagnostics": {"versionSupport": true}}));
        client.open(TREATY);
        let diagnostics = published(&mut client, 0);
        let diagnostics = diagnostics.as_array().expect("a list");
        assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
        let found = &diagnostics[0];
        assert_eq!(found["range"], range(encoding, "\u{A9C3}", "nd others"), "{encoding}");
        assert_eq!((&found["severity"], &found["code"]), (&json!(1), &json!("stray-glyph")));
        assert_eq!(found["source"], "glossator");
    }
}

#[test]
fn diagnostics_can_be_asked_for_and_are_unchanged_until_the_text_is() {
    for encoding in ENCODINGS {
        let mut client = client(encoding, json!({"diagnostic": {}, "publishDiagnostics": {}}));
        client.open(TREATY);
        let first = json!({"textDocument": {"uri": URI}});
        let report = ask(&mut client, "textDocument/diagnostic", first);
        assert_eq!(report["kind"], "full");
        assert_eq!(report["items"][0]["range"], range(encoding, "\u{A9C3}", "nd others"));
        let id = report["resultId"].clone();
        let again = json!({"textDocument": {"uri": URI}, "previousResultId": id});
        let report = ask(&mut client, "textDocument/diagnostic", again.clone());
        assert_eq!(report, json!({"kind": "unchanged", "resultId": id}));
        client.insert(2, 0, 0, "%% note\n");
        let report = ask(&mut client, "textDocument/diagnostic", again);
        assert_eq!(
            (&report["kind"], &report["items"][0]["range"]["start"]["line"]),
            (&json!("full"), &json!(LINE + 1))
        );
    }
}

#[test]
fn a_citation_leads_to_its_clause_and_shows_its_words_and_gloss() {
    for encoding in ENCODINGS {
        let mut client = client(
            encoding,
            json!({"hover": {"contentFormat": ["markdown"]}, "definition": {"linkSupport": true}}),
        );
        client.open(TREATY);
        let found = ask(&mut client, "textDocument/definition", at(encoding, "Article 1"));
        let link = &found[0];
        assert_eq!(link["targetUri"], URI, "{found}");
        assert_eq!(link["targetSelectionRange"]["start"], json!({"line": 5, "character": 3}));
        assert_eq!(link["originSelectionRange"], range(encoding, "Article 1", ", Arcadia"));
        let hover = ask(&mut client, "textDocument/hover", at(encoding, "Article 1"));
        let value = hover["contents"]["value"].as_str().expect("markdown");
        assert!(value.contains("Arcadia consults.") && value.contains("Gloss."), "{value}");
        assert_eq!(hover["range"], range(encoding, "Article 1", ", Arcadia"));
    }
}

#[test]
fn a_party_shows_its_name_and_leads_to_its_declaration() {
    for encoding in ENCODINGS {
        let mut client = client(encoding, json!({"definition": {}}));
        client.open(TREATY);
        let hover = ask(&mut client, "textDocument/hover", at(encoding, "Arcadia a"));
        assert!(hover.to_string().contains("Republic of Arcadia"), "{hover}");
        let found = ask(&mut client, "textDocument/definition", at(encoding, "Arcadia a"));
        let place = if found.is_array() { found[0].clone() } else { found };
        assert_eq!((&place["uri"], &place["range"]["start"]["line"]), (&json!(URI), &json!(1)), "{place}");
    }
}

#[test]
fn a_code_action_takes_the_glyph_out() {
    for encoding in ENCODINGS {
        let kinds = json!({"codeActionKind": {"valueSet": ["quickfix", "source"]}});
        let mut client = client(encoding, json!({"codeAction": {"codeActionLiteralSupport": kinds}}));
        client.open(TREATY);
        let here = range(encoding, "\u{A9C3}", "nd others");
        let actions = ask(
            &mut client,
            "textDocument/codeAction",
            json!({"textDocument": {"uri": URI}, "range": here, "context": {"diagnostics": [], "only": ["quickfix"]}}),
        );
        assert_eq!(actions[0]["title"], "Remove U+A9C3", "{actions}");
        let edits = &actions[0]["edit"];
        let edit = if edits["changes"].is_object() {
            edits["changes"][URI][0].clone()
        } else {
            edits["documentChanges"][0]["edits"][0].clone()
        };
        assert_eq!((&edit["range"], &edit["newText"]), (&here, &json!("")));
    }
}

#[test]
fn a_code_action_marks_all_headings() {
    let kinds = json!({"codeActionKind": {"valueSet": ["quickfix", "source"]}});
    let mut client = client("utf-16", json!({"codeAction": {"codeActionLiteralSupport": kinds}}));
    client.open("# Treaty\n\nArticle 1\n\nWords.\n\n  Article 2\n\nWords.\n");
    let here = json!({"start": {"line": 4, "character": 0}, "end": {"line": 4, "character": 0}});
    let actions = ask(
        &mut client,
        "textDocument/codeAction",
        json!({
            "textDocument": {"uri": URI}, "range": here,
            "context": {"diagnostics": [], "only": ["source.markHeadings"]},
        }),
    );
    assert_eq!(actions.as_array().map(Vec::len), Some(1), "{actions}");
    let action = &actions[0];
    assert_eq!(
        (&action["title"], &action["kind"]),
        (&json!("Mark all headings (2)"), &json!("source.markHeadings.glossator"))
    );
    let edit = &action["edit"];
    let edits = if edit["changes"].is_object() {
        &edit["changes"][URI]
    } else {
        &edit["documentChanges"][0]["edits"]
    };
    let edits: Vec<(u64, u64, &str)> = edits
        .as_array()
        .into_iter()
        .flatten()
        .map(|edit| {
            let end = &edit["range"]["end"];
            (
                end["line"].as_u64().unwrap(),
                end["character"].as_u64().unwrap(),
                edit["newText"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(edits, [(2, 0, "## "), (6, 2, "## ")]);
}

#[test]
fn the_outline_names_every_division() {
    let mut client = client("utf-16", json!({"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}));
    client.open(TREATY);
    let symbols = ask(&mut client, "textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}));
    fn names(symbols: &Value, found: &mut Vec<String>) {
        for symbol in symbols.as_array().into_iter().flatten() {
            found.push(symbol["name"].as_str().unwrap_or_default().to_owned());
            names(&symbol["children"], found);
        }
    }
    let mut found = Vec::new();
    names(&symbols, &mut found);
    let places: Vec<usize> = ["Article 1", "Article 2"]
        .iter()
        .map(|name| found.iter().position(|f| f == name).expect("a symbol"))
        .collect();
    assert!(places[0] < places[1], "{found:?}");
}

#[test]
fn closing_clears_what_was_published() {
    let mut client = client("utf-16", json!({"publishDiagnostics": {"versionSupport": true}}));
    client.open(TREATY);
    assert_eq!(published(&mut client, 0).as_array().map(Vec::len), Some(1));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    client.wait_for("cleared diagnostics", |message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["diagnostics"] == json!([])
    });
}

#[test]
fn a_fault_in_the_settings_shows_in_their_file_and_the_last_good_ones_hold() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("glossator.toml");
    std::fs::write(&settings, "[rules]\nstray-glyph = \"hint\"\n").expect("a file");
    let uri = format!("file://{}/a.treaty", folder.path().display());
    let mut client = client("utf-16", json!({"publishDiagnostics": {"versionSupport": true}}));
    let open = json!({"textDocument": {"uri": uri, "languageId": "treaty", "version": 1, "text": TREATY}});
    client.notify("textDocument/didOpen", open);
    assert_eq!(published(&mut client, 1)[0]["severity"], 4);
    std::fs::write(&settings, "[rules]\nstray-glyph = \"hint\"\nstray-glif = \"off\"\n").expect("a file");
    let settings_uri = format!("file://{}", settings.display());
    let changed = json!({"changes": [{"uri": settings_uri, "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", changed.clone());
    let message = client.wait_for("the fault", |message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["uri"] == settings_uri.as_str()
    });
    let fault = &message["params"]["diagnostics"][0];
    assert_eq!(fault["range"]["start"]["line"], 2, "{fault}");
    assert!(fault["message"].as_str().is_some_and(|words| words.contains("stray-glyph")), "{fault}");
    std::fs::write(&settings, "[rules]\nstray-glyph = \"warning\"\n").expect("a file");
    client.notify("workspace/didChangeWatchedFiles", changed);
    client.wait_for("the new severity", |message| {
        message["params"]["uri"] == uri.as_str() && message["params"]["diagnostics"][0]["severity"] == 2
    });
}
