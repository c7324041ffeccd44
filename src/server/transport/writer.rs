//! Outgoing messages: who may send them, how they become frames, and the one loop that writes them.

use super::json::Json;
use super::queue::{Frame, Kind, Next, Queue, QueueLimits};
use serde_json::Value;
use std::io;
use std::sync::Arc;
use tokio::io::{AsyncWrite, AsyncWriteExt, BufWriter};
use tower_lsp::jsonrpc::{Error, Id, Request};
use tower_lsp::lsp_types::notification::{self, Notification};
use tower_lsp::lsp_types::{PublishDiagnosticsParams, Url};

/// How much of small messages is put together before it is written.
const WRITE_BUFFER: usize = 64 << 10;

/// The way out for notifications, from any thread. Sending never waits for the client. Clones share one queue.
///
/// A client that reads slowly misses steps of progress and log messages first, and sees only the newest
/// diagnostics of a document. Requests to the client go through tower-lsp's `Client`.
#[derive(Clone, Debug)]
pub struct Outbox(Arc<Queue>);

impl Outbox {
    pub(super) fn new(limits: QueueLimits) -> Self {
        Self(Arc::new(Queue::new(limits)))
    }

    /// Sends the diagnostics of a document, in the place of those that still wait. Which are newer is for the
    /// caller to know: the queue goes by the order of the calls. They are made JSON here, so a worker is the
    /// right place to call it from.
    pub fn publish_diagnostics(&self, params: &PublishDiagnosticsParams) {
        match Json::of(params) {
            Ok(json) => self.publish_diagnostics_json(&params.uri, json),
            Err(error) => tracing::error!(%error, "diagnostics have no JSON"),
        }
    }

    /// Like [`Outbox::publish_diagnostics`], with params that are JSON already. It takes no time.
    pub fn publish_diagnostics_json(&self, uri: &Url, params: Json) {
        let frame = notification(notification::PublishDiagnostics::METHOD, params);
        self.0.push(frame, Kind::Diagnostics(uri.to_string()));
    }

    /// Sends a notification, through a `serde_json::Value`.
    pub fn notify<N: Notification>(&self, params: N::Params) {
        match serde_json::to_value(params) {
            Ok(params) => self.forward(&Request::build(N::METHOD).params(params).finish()),
            Err(error) => tracing::error!(%error, method = N::METHOD, "a notification has no JSON"),
        }
    }

    /// Sends a notification that is never dropped, such as a part of a result, as it is.
    pub fn notify_json(&self, method: &str, params: Json) {
        self.0.push(notification(method, params), Kind::Kept);
    }

    /// Sends what tower-lsp's `Client` has for the client: a notification or a request.
    pub(super) fn forward(&self, request: &Request) {
        match Json::of(request) {
            Ok(json) => self.0.push(message(Vec::new(), json, ""), kind(request)),
            Err(error) => tracing::error!(%error, method = request.method(), "a message has no JSON"),
        }
    }

    /// Sends the answer to a request of the client.
    pub(super) fn answer(&self, id: &Id, result: Result<Json, Error>) {
        self.0.push(answer(id, result), Kind::Kept);
    }

    pub(super) fn queue(&self) -> &Queue {
        &self.0
    }
}

/// Writes what is sent until the queue has ended. An error means that the client has closed its end.
pub(super) async fn write<W: AsyncWrite + Unpin>(queue: &Queue, output: W) -> io::Result<()> {
    let mut output = BufWriter::with_capacity(WRITE_BUFFER, output);
    loop {
        match queue.next() {
            Next::Frame(frame) => {
                output.write_all(&frame.head).await?;
                output.write_all(&frame.body).await?;
            }
            Next::Empty => {
                output.flush().await?;
                queue.filled().await;
            }
            Next::End => return output.flush().await,
        }
    }
}

/// What may become of a message of tower-lsp's `Client` while it waits.
fn kind(request: &Request) -> Kind {
    let member = |name| request.params().and_then(|params| params.get(name));
    match request.method() {
        "window/logMessage" | "$/logTrace" | "telemetry/event" => Kind::Droppable,
        // The begin and the end of progress are kept, or the client would show it for ever; so are partial
        // results, which come as progress of no kind.
        "$/progress"
            if member("value").and_then(|value| value.get("kind")) == Some(&Value::from("report")) =>
        {
            Kind::Droppable
        }
        notification::PublishDiagnostics::METHOD => match member("uri").and_then(Value::as_str) {
            Some(uri) => Kind::Diagnostics(uri.to_owned()),
            None => Kind::Kept,
        },
        _ => Kind::Kept,
    }
}

fn notification(method: &str, params: Json) -> Frame {
    let prefix = format!(r#"{{"jsonrpc":"2.0","method":{},"params":"#, Value::from(method));
    message(prefix.into_bytes(), params, "}")
}

fn answer(id: &Id, result: Result<Json, Error>) -> Frame {
    let id = match id {
        Id::Number(number) => Value::from(*number),
        Id::String(string) => Value::from(string.as_str()),
        Id::Null => Value::Null,
    };
    let (member, json) = match result {
        Ok(json) => ("result", json),
        // An error always has JSON: a number, a string and a value.
        Err(error) => ("error", Json::of(&error).unwrap_or_default()),
    };
    message(format!(r#"{{"jsonrpc":"2.0","id":{id},"{member}":"#).into_bytes(), json, "}")
}

/// A frame whose content is `prefix`, `json` and `suffix`. The prefix goes to the header and the suffix is
/// short, so that a large JSON text is not copied.
fn message(prefix: Vec<u8>, json: Json, suffix: &str) -> Frame {
    let mut body = json.into_bytes();
    body.extend_from_slice(suffix.as_bytes());
    let mut head = format!("Content-Length: {}\r\n\r\n", prefix.len() + body.len()).into_bytes();
    head.extend_from_slice(&prefix);
    Frame { head, body }
}

#[cfg(test)]
mod tests {
    use super::{Frame, Json, Kind, answer, kind, message, notification};
    use serde_json::{Value, json};
    use tower_lsp::jsonrpc::{Error, Id, Request};

    fn text(frame: Frame) -> String {
        String::from_utf8([frame.head, frame.body].concat()).unwrap()
    }

    #[test]
    fn a_frame_announces_the_bytes_of_its_body() {
        let json = Json::of("é").unwrap();
        assert_eq!(text(message(Vec::new(), json, "")), "Content-Length: 4\r\n\r\n\"é\"");
    }

    #[test]
    fn answers_are_objects_with_id_and_result_or_error() {
        let content = |frame| text(frame).split_once("\r\n\r\n").unwrap().1.to_owned();
        assert_eq!(
            content(answer(&Id::Number(-1), Json::of(&[1]))),
            r#"{"jsonrpc":"2.0","id":-1,"result":[1]}"#
        );
        assert_eq!(
            content(answer(&Id::from("a\"b"), Ok(Json::default()))),
            r#"{"jsonrpc":"2.0","id":"a\"b","result":null}"#
        );
        assert_eq!(
            content(answer(&Id::Null, Err(Error::parse_error()))),
            r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}"#
        );
        assert_eq!(
            content(notification("m", Json::default())),
            r#"{"jsonrpc":"2.0","method":"m","params":null}"#
        );
    }

    #[track_caller]
    fn check_kind(method: &'static str, params: Value, expected: &Kind) {
        assert_eq!(&kind(&Request::build(method).params(params).finish()), expected, "{method}");
    }

    #[test]
    fn what_the_client_can_do_without_is_droppable() {
        check_kind("window/logMessage", json!({ "type": 3, "message": "m" }), &Kind::Droppable);
        check_kind("window/showMessage", json!({ "type": 1, "message": "m" }), &Kind::Kept);
        check_kind("client/registerCapability", json!({}), &Kind::Kept);
        check_kind(
            "textDocument/publishDiagnostics",
            json!({ "uri": "file:///a", "diagnostics": [] }),
            &Kind::Diagnostics("file:///a".to_owned()),
        );
    }

    #[test]
    fn steps_of_progress_are_droppable_but_not_its_ends_nor_partial_results() {
        let progress = |value: Value| json!({ "token": 1, "value": value });
        check_kind("$/progress", progress(json!({ "kind": "report" })), &Kind::Droppable);
        check_kind("$/progress", progress(json!({ "kind": "begin", "title": "t" })), &Kind::Kept);
        check_kind("$/progress", progress(json!({ "kind": "end" })), &Kind::Kept);
        check_kind("$/progress", progress(json!([{ "uri": "file:///a" }])), &Kind::Kept);
    }
}
