//! Several files: what is open, and what stands unopened in the folders of the workspace.

use super::client::Client;
use serde_json::{Value, json};
use std::path::Path;
use tower_lsp::lsp_types::Url;

const PEACE: &str = "\
@treaty peace
@title Treaty of Peace

# Treaty of Peace

## Article 1

There is peace.

## Article 2

𝒜 The Parties consult.
";

const PROTOCOL: &str = "\
# Protocol

## Article 1

𝒜 Article 2 of the Treaty of Peace and [that](peace#3) apply.
";

fn uri(folder: &Path, name: &str) -> String {
    Url::from_file_path(folder.join(name)).expect("an absolute path").to_string()
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("a file can be written");
    }
    folder
}

fn session(root: &Path) -> Client {
    let mut client = Client::start();
    let root = Url::from_directory_path(root).expect("an absolute path");
    let capabilities = json!({
        "textDocument": { "definition": { "linkSupport": true }, "hover": { "contentFormat": ["markdown"] } },
    });
    client.initialize_with(json!({
        "processId": std::process::id(),
        "rootUri": null,
        "workspaceFolders": [{ "uri": root, "name": "treaties" }],
        "capabilities": capabilities,
    }));
    client
}

fn open(client: &mut Client, uri: &str, text: &str) {
    let document = json!({ "uri": uri, "languageId": "treaty", "version": 1, "text": text });
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
}

/// Waits until what is wrong with the citations of a file is this, by rule.
fn wait_for_findings(client: &mut Client, uri: &str, wanted: &[&str]) {
    client.wait_for(&format!("{wanted:?} in {uri}"), |message| {
        let params = &message["params"];
        let of_citations =
            |found: &&Value| ["broken-link", "unresolved-citation"].iter().any(|rule| found["code"] == *rule);
        message["method"] == "textDocument/publishDiagnostics" && params["uri"] == uri && {
            let found = params["diagnostics"].as_array().expect("a list").iter().filter(of_citations);
            found.map(|found| found["code"].as_str().expect("a rule")).eq(wanted.iter().copied())
        }
    });
}

fn ask_at(client: &mut Client, method: &str, uri: &str, (line, character): (u32, u32)) -> Value {
    let position = json!({ "line": line, "character": character });
    let context = json!({ "includeDeclaration": true });
    let params = json!({ "textDocument": { "uri": uri }, "position": position, "context": context });
    let answer = client.ask(method, params);
    assert!(answer.get("result").is_some(), "{answer}");
    answer["result"].clone()
}

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    let position = |(line, character): (u32, u32)| json!({ "line": line, "character": character });
    json!({ "start": position(start), "end": position(end) })
}

fn change_on_disk(client: &mut Client, path: &Path, text: Option<&str>) {
    match text {
        Some(text) => std::fs::write(path, text).expect("the file can be written"),
        None => std::fs::remove_file(path).expect("the file can be removed"),
    }
    let uri = Url::from_file_path(path).expect("an absolute path");
    let kind = if text.is_some() { 2 } else { 3 };
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": uri, "type": kind }] }));
}

#[test]
fn a_citation_leads_into_a_file_that_nobody_has_opened_and_back() {
    let folder = folder(&[("peace.treaty", PEACE), ("protocol.treaty", PROTOCOL)]);
    let (peace, protocol) = (uri(folder.path(), "peace.treaty"), uri(folder.path(), "protocol.treaty"));
    let mut client = session(folder.path());
    open(&mut client, &protocol, PROTOCOL);
    wait_for_findings(&mut client, &protocol, &["broken-link"]);
    let found = ask_at(&mut client, "textDocument/definition", &protocol, (4, 11));
    let origin = range((4, 11), (4, 12));
    let link = json!([{
        "originSelectionRange": origin, "targetUri": peace,
        "targetRange": range((9, 0), (11, 23)), "targetSelectionRange": range((9, 3), (9, 12)),
    }]);
    assert_eq!(found, link);
    let hover = ask_at(&mut client, "textDocument/hover", &protocol, (4, 11));
    let shown = hover["contents"]["value"].as_str().expect("Markdown");
    assert_eq!(shown, "**Article 2**\n\n> 𝒜 The Parties consult.\n\nIn Treaty of Peace.");
    let references = ask_at(&mut client, "textDocument/references", &protocol, (4, 11));
    let heading = json!({ "uri": peace, "range": range((9, 3), (9, 12)) });
    let cited = json!({ "uri": protocol, "range": range((4, 11), (4, 12)) });
    assert_eq!(references, json!([heading, cited]));
    // From the other side, while only the citing file is unopened.
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": protocol } }));
    open(&mut client, &peace, PEACE);
    let references = ask_at(&mut client, "textDocument/references", &peace, (9, 5));
    assert_eq!(references, json!([heading, cited]));
    let hover = ask_at(&mut client, "textDocument/hover", &peace, (9, 5));
    let shown = hover["contents"]["value"].as_str().expect("Markdown");
    assert_eq!(shown, "**Article 2**\n\n> 𝒜 The Parties consult.\n\nCited once in another file.");
}

#[test]
fn an_edit_in_one_file_shows_in_another_open_one() {
    let folder = folder(&[]);
    let (peace, protocol) = (uri(folder.path(), "peace.treaty"), uri(folder.path(), "protocol.treaty"));
    let mut client = session(folder.path());
    open(&mut client, &protocol, PROTOCOL);
    wait_for_findings(&mut client, &protocol, &["broken-link"]);
    let whole = format!("{PEACE}\n## Article 3\n\nThey meet.\n");
    open(&mut client, &peace, &whole);
    wait_for_findings(&mut client, &protocol, &[]);
    let change = json!({ "range": range((9, 11), (9, 12)), "text": "2 bis" });
    client.notify(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": peace, "version": 2 }, "contentChanges": [change] }),
    );
    wait_for_findings(&mut client, &protocol, &["unresolved-citation"]);
    // Nothing of it was ever written: closed, it is gone.
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": peace } }));
    wait_for_findings(&mut client, &protocol, &["broken-link"]);
}

#[test]
fn what_changes_on_the_disk_is_read_again_and_what_is_gone_is_forgotten() {
    let folder = folder(&[("peace.treaty", PEACE)]);
    let protocol = uri(folder.path(), "protocol.treaty");
    let path = folder.path().join("peace.treaty");
    let mut client = session(folder.path());
    let cites = PROTOCOL.replace("[that](peace#3)", "Article 4 of the Treaty of Peace");
    open(&mut client, &protocol, &cites);
    wait_for_findings(&mut client, &protocol, &["unresolved-citation"]);
    change_on_disk(&mut client, &path, Some(&format!("{PEACE}\n## Article 4\n\nThey meet.\n")));
    wait_for_findings(&mut client, &protocol, &[]);
    change_on_disk(&mut client, &path, Some(PEACE));
    wait_for_findings(&mut client, &protocol, &["unresolved-citation"]);
    change_on_disk(&mut client, &path, None);
    wait_for_findings(&mut client, &protocol, &[]);
}

#[test]
fn folders_come_and_go() {
    let first = folder(&[]);
    let second = folder(&[("peace.treaty", PEACE)]);
    let protocol = uri(first.path(), "protocol.treaty");
    let mut client = session(first.path());
    open(&mut client, &protocol, &PROTOCOL.replace("peace#3", "peace#2"));
    wait_for_findings(&mut client, &protocol, &["broken-link"]);
    let named = json!({ "uri": Url::from_directory_path(second.path()).expect("a path"), "name": "second" });
    let change = |added: Value, removed: Value| json!({ "event": { "added": added, "removed": removed } });
    client.notify("workspace/didChangeWorkspaceFolders", change(json!([named]), json!([])));
    wait_for_findings(&mut client, &protocol, &[]);
    client.notify("workspace/didChangeWorkspaceFolders", change(json!([]), json!([named])));
    wait_for_findings(&mut client, &protocol, &["broken-link"]);
}

#[test]
fn what_git_ignores_is_not_read() {
    let folder = folder(&[("peace.treaty", PEACE), (".gitignore", "peace.treaty\n")]);
    let protocol = uri(folder.path(), "protocol.treaty");
    let mut client = session(folder.path());
    open(&mut client, &protocol, &PROTOCOL.replace("peace#3", "war#3"));
    wait_for_findings(&mut client, &protocol, &["broken-link"]);
    // The folder was gone through when what a change of the disk brings is there.
    change_on_disk(
        &mut client,
        &folder.path().join("war.treaty"),
        Some("@treaty war\n\n# War\n\n## Article 3\n\nNo.\n"),
    );
    wait_for_findings(&mut client, &protocol, &[]);
    let found = ask_at(&mut client, "textDocument/definition", &protocol, (4, 11));
    assert_eq!(found, Value::Null);
}

#[cfg(unix)]
#[test]
fn a_link_and_what_it_leads_to_are_one_file() {
    let folder = folder(&[("peace.treaty", PEACE)]);
    let beside = tempfile::tempdir().expect("a folder");
    let link = beside.path().join("link.treaty");
    std::os::unix::fs::symlink(folder.path().join("peace.treaty"), &link).expect("a link");
    let (link, protocol) = (uri(beside.path(), "link.treaty"), uri(folder.path(), "protocol.treaty"));
    let mut client = session(folder.path());
    open(&mut client, &protocol, PROTOCOL);
    wait_for_findings(&mut client, &protocol, &["broken-link"]);
    // Two files with one id would be an error in each.
    open(&mut client, &link, PEACE);
    client.wait_for("what is said of the link", |message| {
        message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == link && {
            let found = message["params"]["diagnostics"].as_array().expect("a list");
            assert!(found.iter().all(|found| found["code"] != "duplicate-treaty"), "{message}");
            true
        }
    });
}

#[test]
fn divisions_are_found_in_all_files_by_words() {
    let folder = folder(&[("peace.treaty", PEACE)]);
    let (peace, protocol) = (uri(folder.path(), "peace.treaty"), uri(folder.path(), "protocol.treaty"));
    let mut client = session(folder.path());
    open(&mut client, &protocol, PROTOCOL);
    wait_for_findings(&mut client, &protocol, &["broken-link"]);
    let mut found = |query: &str| client.ask("workspace/symbol", json!({ "query": query }))["result"].clone();
    let symbol = |name: &str, container: &str, uri: &str, range: Value| {
        json!({
            "name": name, "kind": 5, "containerName": container, "location": { "uri": uri, "range": range },
        })
    };
    let second = symbol("Article 2", "peace", &peace, range((9, 3), (9, 12)));
    assert_eq!(found("peace 2"), json!([second]));
    assert_eq!(found("PEACE article 2"), json!([second]));
    let first = symbol("Article 1", "peace", &peace, range((5, 3), (5, 12)));
    let own = symbol("Article 1", "Protocol", &protocol, range((2, 3), (2, 12)));
    assert_eq!(found("article 1"), json!([own, first]));
    assert_eq!(found("war"), json!([]));
}
