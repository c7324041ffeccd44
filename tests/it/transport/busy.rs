//! What a client may rely on while Glossator itself is at work: the real binary, given documents that take it
//! a while. What takes a handler that hangs, spins or panics is in `faults`.

use super::client::{Client, PATIENCE, URI};
use serde_json::{Value, json};
use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;

/// More requests than a machine has cores, or tower-lsp slots.
const MANY: usize = 40;

/// How many articles a document may need until reading it takes longer than the client takes to write a few
/// messages.
const SIZES: [usize; 5] = [4_000, 8_000, 16_000, 32_000, 64_000];

/// A treaty of so many articles that cite each other, with a stray glyph here and there.
fn treaty(articles: usize) -> String {
    let article = |number: usize| {
        let glyph = if number.is_multiple_of(100) { "\u{A9C3}" } else { "" };
        format!(
            "## Article {number} - V{number:05}\n\nUnder Article {}, the Parties a{glyph}nd others consult.\n\n",
            number / 2 + 1
        )
    };
    (1..=articles).map(article).collect()
}

fn document() -> Value {
    json!({ "textDocument": { "uri": URI } })
}

fn hover(line: usize) -> Value {
    json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": 4 } })
}

/// Runs `attempt` on ever longer documents until it says that the server was still at work.
fn while_busy(what: &str, attempt: impl Fn(&mut Client) -> bool) {
    let found = SIZES.into_iter().any(|articles| {
        let mut client = Client::ready();
        client.open(&treaty(articles));
        attempt(&mut client)
    });
    assert!(found, "{what}: every document was read before the next message came");
}

#[test]
fn a_cancelled_request_is_answered_as_such_and_once() {
    while_busy("cancellation", |client| {
        let mut requests = Vec::new();
        for _ in 0..MANY / 2 {
            requests.push(client.request("textDocument/documentSymbol", document()));
            requests.push(client.request("textDocument/hover", hover(2)));
        }
        for id in &requests {
            client.notify("$/cancelRequest", json!({ "id": id }));
        }
        let mut cancelled = 0;
        for &id in &requests {
            let answer = client.answer(id);
            match answer["error"]["code"].as_i64() {
                Some(code) => {
                    assert_eq!(code, -32800, "{answer}");
                    cancelled += 1;
                }
                None => assert!(answer.get("result").is_some(), "{answer}"),
            }
        }
        assert!(client.outline().contains("V00001"));
        for id in requests {
            let is_answer = |message: &&Value| message["id"] == id && message.get("method").is_none();
            assert_eq!(client.seen.iter().filter(is_answer).count(), 1, "request {id}");
        }
        cancelled > MANY / 2
    });
}

#[test]
fn an_id_may_come_again_once_it_is_answered_and_not_before() {
    let message =
        json!({ "jsonrpc": "2.0", "id": "x", "method": "textDocument/documentSymbol", "params": document() });
    let answer_to_x = |message: &Value| message["id"] == "x";
    while_busy("an id that is open", |client| {
        client.send(&message);
        client.send(&message);
        let first = client.wait_for("an answer", answer_to_x);
        let second = client.wait_for("another answer", answer_to_x);
        let codes = [&first, &second].map(|answer| answer["error"]["code"].as_i64());
        if codes == [None, None] {
            return false;
        }
        assert_eq!(codes, [Some(-32600), None], "{first}");
        client.send(&message);
        client.notify("$/cancelRequest", json!({ "id": "x" }));
        client.wait_for("a third answer", answer_to_x);
        client.send(&message);
        assert!(client.wait_for("a fourth answer", answer_to_x).get("result").is_some());
        true
    });
}

#[test]
fn changes_do_not_wait_for_requests() {
    let mut client = Client::ready();
    client.open(&treaty(4_000));
    let before: Vec<i64> = (0..MANY).map(|_| client.request_outline()).collect();
    for version in 1..=50 {
        client.insert(version, 0, 0, &format!("## Article 9{version:04} - W{version:05}\n\nText.\n\n"));
    }
    let after = client.request_outline();
    assert!(client.outline_of(after).contains("W00050"));
    for id in before {
        let outline = client.outline_of(id);
        assert!(outline.contains("V00001") && !outline.contains("W0"), "request {id}");
    }
}

#[test]
fn a_hover_is_answered_for_the_text_that_it_was_sent_for() {
    let mut client = Client::ready();
    client.open("# Treaty\n\n");
    let requests: Vec<i64> = (1..=300)
        .map(|version| {
            client.insert(version, 2, 0, &format!("## Article {version}. Caption{version:05}\n\nText.\n\n"));
            client.request("textDocument/hover", hover(2))
        })
        .collect();
    for (version, id) in (1..).zip(requests) {
        let answer = client.answer(id);
        let shown = answer["result"]["contents"]["value"].as_str().unwrap_or_default();
        assert!(shown.starts_with(&format!("Article {version}. Caption{version:05}\n")), "{answer}");
    }
}

#[test]
fn a_request_is_answered_for_a_document_that_is_closed_behind_it() {
    let mut client = Client::ready();
    client.open(&treaty(1_000));
    let before = [
        client.request("textDocument/documentSymbol", document()),
        client.request("textDocument/hover", hover(0)),
        client.request("textDocument/definition", hover(2)),
    ];
    client.notify("textDocument/didClose", document());
    let after = client.request("textDocument/documentSymbol", document());
    assert_eq!(client.error_code(after), -32602);
    for id in before {
        let answer = client.answer(id);
        assert!(answer.get("result").is_some(), "{answer}");
    }
}

#[test]
fn exit_does_not_wait_for_requests() {
    for (shut_down, code) in [(true, 0), (false, 1)] {
        let mut client = Client::ready();
        client.open(&treaty(16_000));
        for _ in 0..MANY {
            client.request_outline();
            client.request("textDocument/hover", hover(2));
        }
        client.taken();
        if shut_down {
            assert_eq!(client.ask("shutdown", Value::Null).get("result"), Some(&Value::Null));
        }
        client.notify("exit", Value::Null);
        assert_eq!(client.exit_code(), code);
    }
}

#[test]
fn params_that_do_not_fit_a_notification_are_logged() {
    let mut client = Client::ready();
    client.notify("textDocument/didChange", json!({ "wrong": 1 }));
    client.logged("a notification is dropped");
    client.notify("$/cancelRequest", json!({ "id": {} }));
    client.logged("a notification is dropped");
    client.open("# Treaty V00001\n");
    assert!(client.outline().contains("V00001"));
}

#[test]
fn a_client_that_refuses_to_watch_files_is_served() {
    let mut client = Client::start();
    let watched = json!({ "didChangeWatchedFiles": { "dynamicRegistration": true } });
    client.initialize_with(json!({
        "processId": std::process::id(), "rootUri": null, "capabilities": { "workspace": watched },
    }));
    let asked = client.call("client/registerCapability");
    assert_eq!(asked["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    let error = json!({ "code": -32601, "message": "not here" });
    client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "error": error }));
    client.logged("the client watches no files");
    client.open("# Treaty V00001\n");
    assert!(client.outline().contains("V00001"));
}

/// As when the client is killed: both pipes close at once, and its process may have another id than was said.
#[test]
fn a_client_that_is_gone_ends_the_server() {
    let mut server = Command::new(crate::binary())
        .arg("server")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(server.stdin.take());
    drop(server.stdout.take());
    let mut errors = server.stderr.take().unwrap();
    let (ended, end) = channel();
    // The server alone holds the other end, which therefore ends with it.
    thread::spawn(move || ended.send(errors.read_to_end(&mut Vec::new()).is_ok()));
    let waited = end.recv_timeout(PATIENCE);
    if waited.is_err() {
        server.kill().unwrap();
    }
    let status = server.wait().unwrap();
    assert_eq!((waited, status.code()), (Ok(true), Some(1)));
}

#[test]
fn the_end_of_the_input_does_not_wait_long_for_requests() {
    let mut client = Client::ready();
    client.open(&treaty(16_000));
    for _ in 0..MANY {
        client.request_outline();
    }
    client.taken();
    client.end_input();
    assert_eq!(client.exit_code(), 1);
}
