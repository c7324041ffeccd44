//! What a client may rely on when a handler is slow, stuck or wrong. No document brings Glossator's handlers to
//! hang, to spin or to panic at will, so these tests drive a toy server on the same transport; all that the real
//! binary can be brought to show is in `protocol`, `session` and `busy`.

use super::client::{Client, URI};
use serde_json::{Value, json};

/// More requests than a machine has cores, or tower-lsp slots.
const MANY: usize = 40;

/// Starts requests that do not end before the gate opens.
fn block(client: &mut Client) -> Vec<i64> {
    (0..MANY).map(|_| client.request("toy/block", json!({ "gate": "a" }))).collect()
}

/// Waits until so much blocked work runs.
fn wait_for_running(client: &mut Client, running: usize) {
    let answer = client.ask("toy/waitForRunning", json!({ "running": running }));
    assert!(answer.get("result").is_some(), "{answer}");
}

#[test]
fn changes_and_cancellations_do_not_wait_for_slow_requests() {
    let mut client = Client::toy();
    client.open("# V1\n");
    let slow = block(&mut client);
    client.insert(1, 0, 0, "# V2\n");
    client.call("textDocument/publishDiagnostics");
    for &id in &slow[..MANY / 2] {
        client.notify("$/cancelRequest", json!({ "id": id }));
        assert_eq!(client.error_code(id), -32800);
    }
    client.notify("toy/release", json!({ "gate": "a" }));
    for &id in &slow[MANY / 2..] {
        assert_eq!(client.answer(id)["result"], "released");
    }
    wait_for_running(&mut client, 0);
    assert!(client.outline().contains("V2"));
    for id in slow {
        let answers =
            client.seen.iter().filter(|message| message["id"] == id && message.get("method").is_none());
        assert_eq!(answers.count(), 1, "request {id}");
    }
}

#[test]
fn a_handler_of_the_router_sees_the_text_that_its_request_was_sent_for() {
    let mut client = Client::toy();
    client.open("");
    let document = json!({ "textDocument": { "uri": URI } });
    let requests: Vec<i64> = (1..=300)
        .map(|version| {
            client.insert(version, 0, 0, &format!("V{version}\n"));
            client.request("toy/text", document.clone())
        })
        .collect();
    for (version, id) in (1..).zip(requests) {
        let text = client.answer(id)["result"].as_str().map(str::to_owned);
        assert_eq!(
            text.as_deref().and_then(|text| text.lines().next()),
            Some(format!("V{version}").as_str())
        );
    }
}

#[test]
fn work_is_told_that_it_is_cancelled() {
    let mut client = Client::toy();
    let slow = client.request("toy/block", json!({ "gate": "never" }));
    wait_for_running(&mut client, 1);
    client.notify("$/cancelRequest", json!({ "id": slow }));
    assert_eq!(client.error_code(slow), -32800);
    wait_for_running(&mut client, 0);
}

#[test]
fn an_id_may_come_again_after_its_cancellation() {
    let mut client = Client::toy();
    let message = json!({ "jsonrpc": "2.0", "id": "x", "method": "toy/block", "params": { "gate": "a" } });
    let cancel = json!({ "id": "x" });
    let answer_to_x = |message: &Value| message["id"] == "x";
    client.send(&message);
    wait_for_running(&mut client, 1);
    client.notify("$/cancelRequest", cancel);
    assert_eq!(client.wait_for("the first answer", answer_to_x)["error"]["code"], -32800);
    client.send(&message);
    client.notify("toy/release", json!({ "gate": "a" }));
    assert_eq!(client.wait_for("the second answer", answer_to_x)["result"], "released");
}

#[test]
fn handlers_that_keep_the_threads_of_the_runtime_can_be_cancelled() {
    let mut client = Client::toy();
    let busy: Vec<i64> = (0..MANY).map(|_| client.request("toy/spin", Value::Null)).collect();
    for id in busy {
        client.notify("$/cancelRequest", json!({ "id": id }));
        assert_eq!(client.error_code(id), -32800);
    }
    client.outline();
}

#[test]
fn a_panic_costs_one_answer() {
    let mut client = Client::toy();
    client.open("# V1\n");
    for place in ["handler", "await", "worker"] {
        let id = client.request("toy/panic", json!({ "place": place }));
        assert_eq!(client.error_code(id), -32603, "{place}");
        client.logged("panic: asked to panic");
        assert!(client.outline().contains("V1"), "{place}");
    }
}

#[test]
fn a_panic_outside_the_router_costs_one_answer_too() {
    let mut client = Client::toy();
    client.open("# V1\n");
    client.notify("toy/panicInWire", Value::Null);
    client.logged("panic: asked to panic in the wire");
    let id = client.request("toy/panicInRoute", Value::Null);
    assert_eq!(client.error_code(id), -32603);
    client.logged("panic: asked to panic in the route");
    assert!(client.outline().contains("V1"));
}

#[test]
fn params_that_do_not_fit_a_notification_are_logged() {
    let mut client = Client::toy();
    client.notify("textDocument/didChange", json!({ "wrong": 1 }));
    client.logged("a notification is dropped");
    client.notify("$/cancelRequest", json!({ "id": {} }));
    client.logged("a notification is dropped");
}

#[test]
fn exit_does_not_wait_for_requests() {
    for (shut_down, code) in [(true, 0), (false, 1)] {
        let mut client = Client::toy();
        block(&mut client);
        wait_for_running(&mut client, cores());
        if shut_down {
            client.ask("shutdown", Value::Null);
        }
        client.notify("exit", Value::Null);
        assert_eq!(client.exit_code(), code);
    }
}

#[test]
fn the_end_of_the_input_does_not_wait_for_requests() {
    let mut client = Client::toy();
    block(&mut client);
    wait_for_running(&mut client, cores());
    client.end_input();
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn the_client_can_be_asked() {
    let mut client = Client::toy();
    client.notify("toy/ask", json!({}));
    let asked = client.call("workspace/configuration");
    assert_eq!(asked["params"]["items"][0]["section"], "toy");
    client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": ["the setting"] }));
    let told = client.call("window/showMessage").to_string();
    assert!(told.contains("the setting"), "{told}");
    client.notify("toy/ask", json!({}));
    let asked = client.call("workspace/configuration");
    let error = json!({ "code": -32601, "message": "no settings here", "stack": [] });
    client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "error": error }));
    let told = client.call("window/showMessage").to_string();
    assert!(told.contains("no settings here"), "{told}");
}

/// As many pieces of work as run at once.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
