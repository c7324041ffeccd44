//! The transport in this process, over pipes, where limits can be small and the server can be held.

#[path = "../../toy/backend.rs"]
mod backend;
#[path = "../../toy/wired.rs"]
mod wired;

use super::client::{PATIENCE, frame};
use glossator::server::transport::queue::QueueLimits;
use glossator::server::transport::writer::Outbox;
use glossator::server::transport::{Cause, Ending, Limits, Transport};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, duplex};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tower_lsp::lsp_types::notification::{LogMessage, Progress};
use tower_lsp::lsp_types::{
    LogMessageParams, MessageType, NumberOrString, ProgressParams, ProgressParamsValue,
    PublishDiagnosticsParams, Url, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressEnd,
    WorkDoneProgressReport,
};

/// What the pipe to the client holds; what is more waits in the queue.
const PIPE: usize = 1 << 10;

/// The client's side of a session in this process.
struct Session {
    input: DuplexStream,
    output: BufReader<DuplexStream>,
    outbox: Outbox,
    serving: JoinHandle<Ending>,
}

impl Session {
    /// A session that has been initialized.
    async fn ready(limits: Limits) -> Self {
        let mut session = Self::start(limits);
        session.request(0, "initialize", json!({ "processId": null, "capabilities": {} })).await;
        assert!(session.message().await.unwrap().get("result").is_some());
        session
    }

    fn start(limits: Limits) -> Self {
        let transport = Transport::new(limits);
        let server = wired::server(&transport);
        let outbox = transport.outbox();
        let (input, server_input) = duplex(1 << 16);
        let (output, server_output) = duplex(PIPE);
        let serving = tokio::spawn(transport.serve(server, server_input, server_output));
        Self { input, output: BufReader::new(output), outbox, serving }
    }

    async fn send(&mut self, message: Value) {
        let bytes = frame(message.to_string().as_bytes());
        // A server that has gone is noticed where its answer is missed.
        let _ = timeout(PATIENCE, self.input.write_all(&bytes)).await.unwrap();
    }

    async fn request(&mut self, id: i64, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })).await;
    }

    async fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params })).await;
    }

    /// The next message; none at the end of the output.
    async fn message(&mut self) -> Option<Value> {
        timeout(PATIENCE, self.read_message()).await.unwrap()
    }

    async fn read_message(&mut self) -> Option<Value> {
        let mut header = String::new();
        self.output.read_line(&mut header).await.unwrap();
        let length = header.trim_end().strip_prefix("Content-Length: ")?.parse().unwrap();
        self.output.read_line(&mut header).await.unwrap();
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).await.unwrap();
        Some(serde_json::from_slice(&body).unwrap())
    }

    /// All messages up to the end of the output.
    async fn rest(&mut self) -> Vec<Value> {
        let mut rest = Vec::new();
        while let Some(message) = self.message().await {
            rest.push(message);
        }
        rest
    }

    fn close_output(&mut self) {
        let (closed, _) = duplex(1);
        self.output = BufReader::new(closed);
    }

    async fn ending(self) -> Ending {
        timeout(PATIENCE, self.serving).await.unwrap().unwrap()
    }
}

fn queue(soft: usize, hard: usize) -> Limits {
    Limits { queue: QueueLimits { soft, hard }, flush: Duration::from_millis(50), ..Limits::default() }
}

fn log(outbox: &Outbox, message: &str) {
    outbox.notify::<LogMessage>(LogMessageParams { typ: MessageType::LOG, message: message.to_owned() });
}

fn diagnostics(version: i32) -> PublishDiagnosticsParams {
    let uri = Url::parse("file:///treaties/a.treaty").unwrap();
    PublishDiagnosticsParams { uri, diagnostics: Vec::new(), version: Some(version) }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_end_has_its_cause_and_code() {
    let mut session = Session::ready(Limits::default()).await;
    session.notify("exit", Value::Null).await;
    assert_eq!(session.ending().await, Ending { cause: Cause::Exit, exit_code: 1 });

    let mut session = Session::ready(Limits::default()).await;
    session.request(1, "shutdown", Value::Null).await;
    session.notify("exit", Value::Null).await;
    assert_eq!(session.ending().await, Ending { cause: Cause::Exit, exit_code: 0 });

    let mut session = Session::ready(Limits::default()).await;
    session.input.shutdown().await.unwrap();
    assert_eq!(session.ending().await, Ending { cause: Cause::EndOfInput, exit_code: 1 });

    let mut session = Session::ready(Limits::default()).await;
    session.close_output();
    log(&session.outbox, "no one hears this");
    assert_eq!(session.ending().await, Ending { cause: Cause::EndOfOutput, exit_code: 1 });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_farewell_counts_after_the_end_of_the_output() {
    let mut session = Session::ready(Limits { finish: PATIENCE, ..Limits::default() }).await;
    session.close_output();
    log(&session.outbox, "no one hears this");
    tokio::task::yield_now().await;
    session.request(1, "shutdown", Value::Null).await;
    session.notify("exit", Value::Null).await;
    assert_eq!(session.ending().await, Ending { cause: Cause::Exit, exit_code: 0 });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_past_the_hard_limit_is_left_even_after_shutdown() {
    let mut session = Session::ready(queue(1 << 14, 1 << 16)).await;
    session.request(1, "shutdown", Value::Null).await;
    for id in 2..2000 {
        session.request(id, "textDocument/documentSymbol", json!({})).await;
    }
    assert_eq!(session.ending().await, Ending { cause: Cause::ClientStalled, exit_code: 1 });
}

#[tokio::test(flavor = "multi_thread")]
async fn past_the_soft_limit_answers_stay_and_log_messages_go() {
    let mut session = Session::ready(queue(1 << 14, 1 << 24)).await;
    for id in 1..=1000 {
        log(&session.outbox, "a log message");
        session.request(id, "no/such", Value::Null).await;
    }
    session.request(1001, "shutdown", Value::Null).await;
    let (mut answers, mut logs) = (Vec::new(), 0);
    while answers.last() != Some(&1001) {
        let message = session.message().await.unwrap();
        match message["id"].as_i64() {
            Some(id) => answers.push(id),
            None => logs += 1,
        }
    }
    assert!(answers.iter().copied().eq(1..=1001), "{answers:?}");
    assert!(logs < 500, "{logs} log messages were kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn progress_begins_and_ends_for_a_client_that_reads_slowly() {
    let mut session = Session::ready(queue(1 << 12, 1 << 24)).await;
    let progress = |value| ProgressParams {
        token: NumberOrString::Number(1),
        value: ProgressParamsValue::WorkDone(value),
    };
    let begin = WorkDoneProgressBegin { title: "indexing".to_owned(), ..WorkDoneProgressBegin::default() };
    session.outbox.notify::<Progress>(progress(WorkDoneProgress::Begin(begin)));
    for percentage in 0..1000 {
        // Long enough that the writer's buffer holds few of them.
        let report = WorkDoneProgressReport {
            message: Some("x".repeat(500)),
            percentage: Some(percentage),
            ..WorkDoneProgressReport::default()
        };
        session.outbox.notify::<Progress>(progress(WorkDoneProgress::Report(report)));
    }
    let end = WorkDoneProgressEnd { message: None };
    session.outbox.notify::<Progress>(progress(WorkDoneProgress::End(end)));
    session.input.shutdown().await.unwrap();
    let kinds: Vec<Value> =
        session.rest().await.iter().map(|message| message["params"]["value"]["kind"].clone()).collect();
    assert_eq!((kinds.first(), kinds.last()), (Some(&json!("begin")), Some(&json!("end"))));
    assert!(kinds.len() < 500, "{} steps were kept", kinds.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn newer_diagnostics_replace_those_that_wait() {
    let mut session = Session::ready(Limits::default()).await;
    for version in 0..1000 {
        session.outbox.publish_diagnostics(&diagnostics(version));
    }
    session.input.shutdown().await.unwrap();
    let rest = session.rest().await;
    assert_eq!(rest.last().unwrap()["params"]["version"], 999);
    // What the pipe and the writer's buffer had taken has left the queue.
    assert!(rest.len() < 900, "{} of 1000 were sent", rest.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_does_not_wait_for_a_client_that_does_not_read() {
    let mut session = Session::ready(queue(1 << 20, 1 << 24)).await;
    for id in 1..1000 {
        session.request(id, "no/such", Value::Null).await;
    }
    session.notify("exit", Value::Null).await;
    assert_eq!(session.ending().await.cause, Cause::Exit);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_before_the_end_is_flushed() {
    let mut session = Session::ready(Limits { flush: PATIENCE, ..Limits::default() }).await;
    for id in 1..=1000 {
        session.request(id, "no/such", Value::Null).await;
    }
    session.notify("exit", Value::Null).await;
    assert_eq!(session.rest().await.len(), 1000);
    assert_eq!(session.ending().await.cause, Cause::Exit);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_over_the_limit_is_refused_and_reading_goes_on() {
    let mut session = Session::ready(Limits { message: 1000, ..Limits::default() }).await;
    session.notify("x", json!("x".repeat(1000))).await;
    session.request(1, "shutdown", Value::Null).await;
    let refusal = session.message().await.unwrap();
    assert_eq!((&refusal["id"], &refusal["error"]["code"]), (&Value::Null, &json!(-32700)), "{refusal}");
    assert_eq!(session.message().await.unwrap()["id"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_is_open_is_refused() {
    let mut session = Session::ready(Limits::default()).await;
    session.request(1, "toy/block", json!({ "gate": "a" })).await;
    session.request(1, "shutdown", Value::Null).await;
    assert_eq!(session.message().await.unwrap()["error"]["code"], -32600);
    session.notify("toy/release", json!({ "gate": "a" })).await;
    assert_eq!(session.message().await.unwrap()["result"], "released");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_tells_the_work_that_still_runs() {
    let mut session = Session::ready(Limits::default()).await;
    session.request(1, "toy/block", json!({ "gate": "never" })).await;
    session.request(2, "toy/waitForRunning", json!({ "running": 1 })).await;
    assert_eq!(session.message().await.unwrap()["id"], 2);
    session.notify("exit", Value::Null).await;
    // The runtime of this test waits for its threads, so it ends only if the work does.
    assert_eq!(session.ending().await.cause, Cause::Exit);
}

#[tokio::test(flavor = "multi_thread")]
async fn initialized_is_heard_without_its_empty_params() {
    let mut session = Session::ready(Limits::default()).await;
    session.send(json!({ "jsonrpc": "2.0", "method": "initialized" })).await;
    assert_eq!(session.message().await.unwrap()["params"]["message"], "the toy is ready");
}
