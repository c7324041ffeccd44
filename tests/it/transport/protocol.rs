//! What a client may rely on, in the methods of the protocol alone: `initialize`, `shutdown`, `exit`,
//! document synchronisation, `documentSymbol` and `publishDiagnostics`. Any server for documents whose
//! headings begin with `#` and are their outline can be put to these tests.

use super::client::{Client, URI, frame};
use serde_json::{Value, json};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A heading that names one state of the document.
fn heading(number: usize) -> String {
    format!("## Article {number} - V{number:05}\n\nText.\n\n")
}

/// The states that an outline names, in order.
fn states(outline: &str) -> Vec<usize> {
    let digits = outline.split('V').skip(1).filter_map(|rest| rest.get(..5)?.parse().ok());
    let mut states: Vec<usize> = digits.collect();
    states.dedup();
    states
}

#[test]
fn changes_are_applied_in_the_order_of_the_wire() {
    let mut client = Client::ready();
    client.open("# Treaty\n\n");
    for version in 1..=2000 {
        client.insert(version, 2, 0, &heading(version));
    }
    let newest_first: Vec<usize> = (1..=2000).rev().collect();
    assert_eq!(states(&client.outline()), newest_first);
}

#[test]
fn a_request_is_answered_for_the_text_that_it_was_sent_for() {
    let mut client = Client::ready();
    client.open("# Treaty\n\n");
    let requests: Vec<i64> = (1..=300)
        .map(|version| {
            client.insert(version, 2, 0, &heading(version));
            client.request_outline()
        })
        .collect();
    for (version, id) in (1..).zip(requests) {
        let outline = client.outline_of(id);
        assert_eq!(states(&outline).first(), Some(&version), "request {id}");
    }
}

#[test]
fn published_diagnostics_end_with_those_of_the_newest_version() {
    let mut client = Client::ready();
    client.stop_reading();
    client.open("# Treaty\n\n");
    for version in 1..=200 {
        client.insert(version, 2, 0, &heading(version));
    }
    client.taken();
    client.read_on();
    let is_newest = |message: &Value| {
        message["method"] == "textDocument/publishDiagnostics" && message["params"]["version"] == 200
    };
    client.wait_for("the diagnostics of version 200", is_newest);
    let versions: Vec<i64> =
        client.seen.iter().filter_map(|message| message["params"]["version"].as_i64()).collect();
    assert!(versions.is_sorted(), "{versions:?}");
}

#[test]
fn a_broken_message_is_answered_and_reading_goes_on() {
    let mut client = Client::ready();
    client.open("# Treaty V00001\n");
    let not_utf8 = b"{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{\"t\":\"\xff\"}}";
    for body in [b"{nope".as_slice(), not_utf8, b"{}}", b""] {
        client.send_bytes(frame(body));
        assert_eq!(client.refusal(), -32700, "{}", body.escape_ascii());
        assert_eq!(states(&client.outline()), [1], "{}", body.escape_ascii());
    }
}

#[test]
fn json_that_is_no_message_is_answered_and_reading_goes_on() {
    let mut client = Client::ready();
    client.open("# Treaty V00001\n");
    let batch = r#"[{"jsonrpc":"2.0","id":900,"method":"shutdown"}]"#;
    for body in [batch, "[]", "4", "{}", r#"{"jsonrpc":"2.0"}"#, r#"{"jsonrpc":"2.0","id":901}"#] {
        client.send_bytes(frame(body.as_bytes()));
        assert_eq!(client.refusal(), -32600, "{body}");
        assert_eq!(states(&client.outline()), [1], "{body}");
    }
    client.send(&json!({ "jsonrpc": "1.0", "id": 902, "method": "textDocument/documentSymbol" }));
    assert_eq!(client.error_code(902), -32600);
}

#[test]
fn a_lone_surrogate_is_one_character() {
    let mut client = Client::ready();
    let params = format!(
        r###"{{"textDocument":{{"uri":"{URI}","languageId":"treaty","version":0,"text":"# Treaty\n\n## Article 1 - V\ud83dX \\ud83d \ud83d\ude00\n"}}}}"###
    );
    let open = format!(r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{params}}}"#);
    client.send_bytes(frame(open.as_bytes()));
    // The column of the X, counted as the client counts it, with the lone half as one unit.
    client.insert(1, 2, "## Article 1 - V".len() + 1, "Q");
    let outline = client.outline();
    assert!(outline.contains("V\u{FFFD}QX"), "{outline}");
    assert!(outline.contains(r"\\ud83d 😀"), "{outline}");
}

#[test]
fn headers_are_read_as_people_write_them() {
    let body = format!(
        r#"{{"jsonrpc":"2.0","id":77,"method":"textDocument/documentSymbol","params":{{"textDocument":{{"uri":"{URI}"}}}}}}"#
    );
    let length = body.len();
    for header in [
        format!("content-length: {length}\r\n\r\n"),
        format!("CONTENT-LENGTH:{length}\r\n\r\n"),
        format!(
            "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: {length}\r\n\r\n"
        ),
        format!("Content-Length: {length}\r\nContent-Type: application/vscode-jsonrpc\r\nX-Other: 1\r\n\r\n"),
        format!("Content-Length: {length}\n\n"),
    ] {
        let mut client = Client::ready();
        client.open("# Treaty\n");
        client.send_bytes(format!("{header}{body}"));
        assert!(client.answer(77).get("result").is_some(), "{header}");
    }
}

#[test]
fn the_stream_is_found_again_after_garbage() {
    for garbage in [
        "hello world\r\n\r\n",
        "hello world",
        "\r\n\r\n\r\n",
        "Content-Length: abc\r\n\r\n{}",
        "Content-Length: -5\r\n\r\n{}",
        "Content-Length: 0\r\n\r\n",
        "Content-Length: 99999999999\r\n\r\n",
        "Content-Length: 99999999999999999999999999\r\n\r\n",
        "Content-Type: text/plain\r\n\r\n{}",
        "\0\u{1}\u{FFFD}",
    ] {
        let mut client = Client::ready();
        client.open("# Treaty V00001\n");
        client.send_bytes(garbage);
        assert_eq!(states(&client.outline()), [1], "{garbage:?}");
    }
}

#[test]
fn frames_may_arrive_in_pieces() {
    let mut client = Client::ready();
    client.open("# Treaty\n");
    let message = json!({ "jsonrpc": "2.0", "id": 77, "method": "textDocument/documentSymbol",
        "params": { "textDocument": { "uri": URI } } });
    for byte in frame(message.to_string().as_bytes()) {
        client.send_bytes([byte]);
    }
    assert!(client.answer(77).get("result").is_some());
}

#[test]
fn a_document_of_ten_megabytes_in_sixty_of_escapes_is_read() {
    let mut client = Client::ready();
    let text = format!("# Treaty V00001\n\n{}\n", "x".repeat(10 << 20));
    let escaped: String = text.bytes().map(|byte| format!("\\u{byte:04x}")).collect();
    let params = format!(
        r#"{{"textDocument":{{"uri":"{URI}","languageId":"treaty","version":0,"text":"{escaped}"}}}}"#
    );
    let open = format!(r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{params}}}"#);
    client.send_bytes(frame(open.as_bytes()));
    assert_eq!(states(&client.outline()), [1]);
}

#[test]
fn nothing_is_answered_before_initialize() {
    let mut client = Client::start();
    client.open("# Treaty V00001\n");
    client.notify("initialized", json!({}));
    let early = client.request_outline();
    assert_eq!(client.error_code(early), -32002);
    let early = client.request("shutdown", Value::Null);
    assert_eq!(client.error_code(early), -32002);
    client.initialize();
    let dropped = client.request_outline();
    assert_eq!(client.error_code(dropped), -32602, "a notification before initialize is dropped");
    let again = client.request("initialize", json!({ "capabilities": {} }));
    assert_eq!(client.error_code(again), -32600);
}

#[test]
fn nothing_is_answered_after_shutdown() {
    let mut client = Client::ready();
    client.ask("shutdown", Value::Null);
    for method in ["textDocument/documentSymbol", "shutdown", "initialize"] {
        let late = client.request(method, json!({ "textDocument": { "uri": URI } }));
        assert_eq!(client.error_code(late), -32600, "{method}");
    }
}

#[test]
fn shutdown_is_accepted_with_any_params() {
    for params in [r#","params":null"#, r#","params":{}"#, r#","params":[]"#, ""] {
        let mut client = Client::ready();
        client.send_bytes(frame(
            format!(r#"{{"jsonrpc":"2.0","id":77,"method":"shutdown"{params}}}"#).as_bytes(),
        ));
        assert_eq!(client.answer(77).get("result"), Some(&Value::Null), "{params}");
        client.notify("exit", Value::Null);
        assert_eq!(client.exit_code(), 0, "{params}");
    }
}

#[test]
fn exit_without_shutdown_is_a_failure() {
    let mut client = Client::ready();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 1);
    let mut client = Client::start();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn the_end_of_the_input_ends_the_server() {
    let mut client = Client::ready();
    client.end_input();
    assert_eq!(client.exit_code(), 1);
    let mut client = Client::ready();
    client.ask("shutdown", Value::Null);
    client.end_input();
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn what_was_asked_before_the_end_of_the_input_is_answered() {
    let mut client = Client::ready();
    client.open("# Treaty V00001\n");
    let requests: Vec<i64> = (0..100).map(|_| client.request_outline()).collect();
    client.end_input();
    for id in requests {
        assert_eq!(states(&client.outline_of(id)), [1]);
    }
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn the_answer_to_shutdown_arrives_though_exit_follows_at_once() {
    let mut client = Client::ready();
    let shutdown = client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.answer(shutdown).get("result"), Some(&Value::Null));
    assert_eq!(client.exit_code(), 0);
}

#[cfg(unix)]
#[test]
fn the_end_of_the_parent_ends_the_server() {
    let mut parent = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut client = Client::start();
    client.initialize_with(json!({ "processId": parent.id(), "rootUri": null, "capabilities": {} }));
    client.open("# Treaty\n");
    client.outline();
    // It is not waited for yet, so that it stays in the table of processes as a zombie.
    parent.kill().unwrap();
    let code = client.exit_code();
    parent.wait().unwrap();
    assert_eq!(code, 1);
}

#[test]
fn what_is_unknown_or_wrong_ends_nothing() {
    let mut client = Client::ready();
    client.open("# Treaty V00001\n");
    for (method, code) in [
        ("no/such", -32601),
        ("$/noSuch", -32601),
        ("textDocument/didOpen", -32600),
        ("exit", -32600),
        ("initialized", -32600),
    ] {
        let id = client.request(method, json!({}));
        assert_eq!(client.error_code(id), code, "{method}");
    }
    for params in
        [json!({ "wrong": 1 }), json!([1]), json!(5), Value::Null, json!({ "textDocument": { "uri": "%%" } })]
    {
        let id = client.request("textDocument/documentSymbol", params.clone());
        assert_eq!(client.error_code(id), -32602, "{params}");
        for method in
            ["textDocument/didChange", "textDocument/didOpen", "$/cancelRequest", "no/such", "$/noSuch"]
        {
            client.notify(method, params.clone());
        }
    }
    client.notify("shutdown", Value::Null);
    client.notify("initialize", json!({ "capabilities": {} }));
    client.send(&json!({ "jsonrpc": "2.0", "id": 12345, "result": null }));
    client.send(&json!({ "jsonrpc": "2.0", "id": null, "error": { "code": -32700, "message": "?" } }));
    assert_eq!(states(&client.outline()), [1]);
}

#[test]
fn a_request_that_may_be_cancelled_has_one_answer() {
    let mut client = Client::ready();
    client.open(&(1..2000).map(heading).collect::<String>());
    let requests: Vec<i64> = (0..50)
        .map(|_| {
            let id = client.request_outline();
            client.notify("$/cancelRequest", json!({ "id": id }));
            id
        })
        .collect();
    client.notify("$/cancelRequest", json!({ "id": "no such request" }));
    for &id in &requests {
        let answer = client.answer(id);
        assert!(answer.get("result").is_some() || answer["error"]["code"] == -32800, "{answer}");
    }
    client.outline();
    for id in requests {
        let answers =
            client.seen.iter().filter(|message| message["id"] == id && message.get("method").is_none());
        assert_eq!(answers.count(), 1, "request {id}");
    }
}

#[test]
fn a_client_that_does_not_read_is_still_heard_and_answered_later() {
    let mut client = Client::ready();
    client.stop_reading();
    client.open("# Treaty\n\n");
    let requests: Vec<i64> = (1..=500)
        .map(|version| {
            client.insert(version, 2, 0, &heading(version));
            client.request_outline()
        })
        .collect();
    client.taken();
    client.read_on();
    for (version, id) in (1..).zip(requests) {
        assert_eq!(states(&client.outline_of(id)).first(), Some(&version));
    }
}

#[test]
fn a_client_that_never_reads_is_left() {
    let mut client = Client::ready();
    client.stop_reading();
    client.open(&(0..5000).map(heading).collect::<String>());
    for _ in 0..800 {
        client.request_outline();
    }
    client.logged("the client does not read");
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn exit_does_not_wait_for_a_client_that_does_not_read() {
    let mut client = Client::ready();
    client.stop_reading();
    client.open(&(0..5000).map(heading).collect::<String>());
    for _ in 0..20 {
        client.request_outline();
    }
    client.taken();
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code_within(Duration::from_secs(2)), 0);
}
