//! Incoming bytes to JSON-RPC messages. The text is gone through once for lone surrogates, once for UTF-8
//! and once for the outline of the message; `params` stay a slice of it, to be read by whoever knows their
//! type. A text of 10 MB in a `didOpen` is so copied once, into the string that the document keeps.

use super::surrogate::replace_lone_surrogates;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::value::{RawValue, Value};
use std::borrow::Cow;
use tower_lsp::jsonrpc::{Error, Id, Response};

/// A message of the client.
#[derive(Debug)]
pub(super) enum Message<'a> {
    /// A call that wants an answer.
    Request { id: Id, method: String, params: Option<&'a RawValue> },
    /// A call that wants none.
    Notification { method: String, params: Option<&'a RawValue> },
    /// The client's answer to a request of the server.
    Response(Response),
}

/// Why bytes are no message, and the id to which the answer goes: null unless the bytes are a call whose id
/// could be read.
#[derive(Debug, PartialEq)]
pub(super) struct Rejected {
    pub(super) id: Id,
    pub(super) error: Error,
}

impl Rejected {
    fn parse_error(message: String) -> Self {
        let error = Error { message: Cow::Owned(message), ..Error::parse_error() };
        Self { id: Id::Null, error }
    }

    fn invalid(id: Id, message: impl Into<Cow<'static, str>>) -> Self {
        Self { id, error: Error { message: message.into(), ..Error::invalid_request() } }
    }
}

/// The members of any message. A member that is there with the value null is `Some`.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default, deserialize_with = "present")]
    jsonrpc: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    id: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    method: Option<&'a RawValue>,
    #[serde(borrow, default)]
    params: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    result: Option<&'a RawValue>,
    #[serde(borrow, default)]
    error: Option<&'a RawValue>,
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

/// Reads one message; its lone surrogates are mended in `body`.
pub(super) fn parse(body: &mut [u8]) -> Result<Message<'_>, Rejected> {
    replace_lone_surrogates(body);
    let text = str::from_utf8(body)
        .map_err(|error| Rejected::parse_error(format!("the message is not UTF-8: {error}")))?;
    // The outline of a struct would be read from an array too, so that the kind of the value is asked first.
    if !text.trim_ascii_start().starts_with('{') {
        return Err(not_an_object(text));
    }
    let envelope: Envelope<'_> = serde_json::from_str(text).map_err(|error| {
        if error.is_data() {
            Rejected::invalid(Id::Null, error.to_string())
        } else {
            Rejected::parse_error(format!("the message is not JSON: {error}"))
        }
    })?;
    classify(&envelope)
}

fn not_an_object(text: &str) -> Rejected {
    match serde_json::from_str::<IgnoredAny>(text) {
        Err(error) => Rejected::parse_error(format!("the message is not JSON: {error}")),
        Ok(_) if text.trim_ascii_start().starts_with('[') => {
            Rejected::invalid(Id::Null, "the Language Server Protocol has no batches")
        }
        Ok(_) => Rejected::invalid(Id::Null, "a message is an object"),
    }
}

fn classify<'a>(envelope: &Envelope<'a>) -> Result<Message<'a>, Rejected> {
    let id = envelope.id.map(|raw| read_id(raw).ok_or(()));
    // The id of what is no call is not sent back: the client has requests of its own under the same numbers.
    let known = match (&id, envelope.method) {
        (Some(Ok(id)), Some(_)) => id.clone(),
        _ => Id::Null,
    };
    if envelope.jsonrpc.and_then(read_string).as_deref() != Some("2.0") {
        return Err(Rejected::invalid(known, "\"jsonrpc\" is not \"2.0\""));
    }
    let Some(method) = envelope.method else {
        return response(envelope, id);
    };
    let Some(method) = read_string(method) else {
        return Err(Rejected::invalid(known, "\"method\" is not a string"));
    };
    match id {
        None => Ok(Message::Notification { method, params: envelope.params }),
        Some(Ok(id)) if id != Id::Null => Ok(Message::Request { id, method, params: envelope.params }),
        Some(_) => Err(Rejected::invalid(Id::Null, "\"id\" is neither an integer nor a string")),
    }
}

fn response<'a>(envelope: &Envelope<'_>, id: Option<Result<Id, ()>>) -> Result<Message<'a>, Rejected> {
    let Some(Ok(id)) = id else {
        return Err(Rejected::invalid(Id::Null, "the message has no method and no id"));
    };
    let body = match (envelope.error, envelope.result) {
        (Some(error), _) => Err(read_error(error)),
        (None, Some(result)) => serde_json::from_str(result.get())
            .map_err(|error| Error { message: Cow::Owned(error.to_string()), ..Error::parse_error() }),
        (None, None) => {
            return Err(Rejected::invalid(Id::Null, "the message has no method, no result and no error"));
        }
    };
    Ok(Message::Response(Response::from_parts(id, body)))
}

fn read_id(raw: &RawValue) -> Option<Id> {
    serde_json::from_str(raw.get()).ok()
}

fn read_string(raw: &RawValue) -> Option<String> {
    serde_json::from_str(raw.get()).ok()
}

/// The error of a client's answer. Whatever it looks like it reaches the code that waits for the answer.
fn read_error(raw: &RawValue) -> Error {
    #[derive(Deserialize)]
    struct ClientError {
        code: i64,
        #[serde(default)]
        message: String,
        #[serde(default)]
        data: Option<Value>,
    }
    match serde_json::from_str::<ClientError>(raw.get()) {
        Ok(error) => Error { code: error.code.into(), message: Cow::Owned(error.message), data: error.data },
        Err(_) => Error { message: Cow::Owned(raw.get().to_owned()), ..Error::internal_error() },
    }
}

#[cfg(test)]
mod tests {
    use super::{Message, parse};
    use tower_lsp::jsonrpc::{ErrorCode, Id};

    /// What `json` is read as, in one line.
    fn read(json: &[u8]) -> String {
        let mut body = json.to_vec();
        match parse(&mut body) {
            Ok(Message::Request { id, method, params }) => format!("request {id} {method} {params:?}"),
            Ok(Message::Notification { method, params }) => format!("notification {method} {params:?}"),
            Ok(Message::Response(response)) => match response.into_parts() {
                (id, Ok(result)) => format!("response {id} {result}"),
                (id, Err(error)) => format!("response {id} error {} {}", error.code, error.message),
            },
            Err(rejected) => match rejected.error.code {
                ErrorCode::ParseError if rejected.id == Id::Null => "broken".to_owned(),
                code => format!("invalid {code} {}", rejected.id),
            },
        }
    }

    #[track_caller]
    fn check(json: &str, expected: &str) {
        assert_eq!(read(json.as_bytes()), expected, "{json}");
    }

    #[test]
    fn calls_and_answers_are_told_apart() {
        check(r#"{"jsonrpc":"2.0","id":1,"method":"m","params":{}}"#, "request 1 m Some(RawValue({}))");
        check(r#" {"method":"a\/b","id":"x","jsonrpc":"2.0","more":[1]}"#, r#"request "x" a/b None"#);
        check(r#"{"jsonrpc":"2.0","method":"m","params":null}"#, "notification m None");
        check(r#"{"jsonrpc":"2.0","id":0,"result":null}"#, "response 0 null");
        check(r#"{"jsonrpc":"2.0","id":0,"result":{"a":1},"error":null}"#, r#"response 0 {"a":1}"#);
    }

    #[test]
    fn the_error_of_an_answer_arrives_whatever_its_shape() {
        let with = |error: &str| format!(r#"{{"jsonrpc":"2.0","id":2,"error":{error}}}"#);
        check(&with(r#"{"code":-32601,"message":"no","stack":"x"}"#), "response 2 error -32601 no");
        check(&with(r#"{"code":1}"#), "response 2 error 1 ");
        check(&with(r#""no""#), r#"response 2 error -32603 "no""#);
    }

    #[test]
    fn json_that_is_no_message_is_invalid() {
        for json in ["[]", r#"[{"jsonrpc":"2.0","method":"m"}]"#, "4", "\"m\"", "null", "{}", r#"{"a":1}"#] {
            check(json, "invalid -32600 null");
        }
        check(r#"{"id":3,"method":"m"}"#, "invalid -32600 3");
        check(r#"{"jsonrpc":"1.0","id":3,"method":"m"}"#, "invalid -32600 3");
        check(r#"{"jsonrpc":"2.0","id":3,"method":4}"#, "invalid -32600 3");
        check(r#"{"jsonrpc":"2.0","id":3}"#, "invalid -32600 null");
        check(r#"{"jsonrpc":"2.0","method":"m","method":"m"}"#, "invalid -32600 null");
        for id in ["null", "1.5", "{}", "true", "99999999999999999999"] {
            check(&format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"m"}}"#), "invalid -32600 null");
        }
    }

    #[test]
    fn what_is_not_json_is_broken() {
        for json in ["", " ", "{nope", "[1,", "{} {}", r#"{"jsonrpc":"2.0","method":"m""#] {
            check(json, "broken");
        }
        assert_eq!(read(b"{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{\"t\":\"\xff\"}}"), "broken");
    }

    #[test]
    fn a_lone_surrogate_is_mended_before_anyone_reads_it() {
        check(
            r#"{"jsonrpc":"2.0","method":"m","params":["\ud83d","\ud83d\ude00"]}"#,
            r#"notification m Some(RawValue(["\ufffd","\ud83d\ude00"]))"#,
        );
    }

    #[test]
    fn deep_nesting_does_not_exhaust_the_stack() {
        let deep = "[".repeat(200_000) + &"]".repeat(200_000);
        assert!(
            read(format!(r#"{{"jsonrpc":"2.0","method":"m","params":{deep}}}"#).as_bytes())
                .starts_with("notification m")
        );
        assert!(
            read(format!(r#"{{"jsonrpc":"2.0","id":0,"result":{deep}}}"#).as_bytes())
                .starts_with("response 0 error -32700")
        );
        check(&deep, "invalid -32600 null");
    }
}
