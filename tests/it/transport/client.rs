//! A client that runs a server as a program and talks to it over its standard input and output.

use serde_json::{Value, json};
use std::collections::VecDeque;
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long a test waits for what has to come. Only failing tests take that long.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// The document of tests that need one.
pub(super) const URI: &str = "file:///treaties/a.treaty";

/// What goes to the thread that writes.
enum Out {
    Bytes(Vec<u8>),
    /// Tell here once all before it is written.
    Mark(Sender<()>),
}

/// What holds the thread that reads.
#[derive(Default)]
struct Gate {
    closed: Mutex<bool>,
    changed: Condvar,
}

impl Gate {
    fn set(&self, closed: bool) {
        *self.closed.lock().unwrap() = closed;
        self.changed.notify_all();
    }

    fn pass(&self) {
        drop(self.changed.wait_while(self.closed.lock().unwrap(), |closed| *closed).unwrap());
    }
}

/// A running server and the client's side of the session.
pub(super) struct Client {
    child: Child,
    out: Option<Sender<Out>>,
    gate: Arc<Gate>,
    messages: Receiver<Value>,
    errors: Receiver<String>,
    /// All that has arrived, and which of it no test has asked for yet.
    pub(super) seen: Vec<Value>,
    waiting: VecDeque<Value>,
    next_id: i64,
}

impl Client {
    /// Glossator, initialized.
    pub(super) fn ready() -> Self {
        let mut client = Self::start();
        client.initialize();
        client
    }

    /// The toy server, initialized.
    pub(super) fn toy() -> Self {
        let mut client = Self::run(toy());
        client.initialize();
        client
    }

    /// Glossator, started.
    pub(super) fn start() -> Self {
        Self::run(glossator())
    }

    fn run(mut server: Command) -> Self {
        let mut child =
            server.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (stdin, stdout, stderr) =
            (child.stdin.take().unwrap(), child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let (out, to_write) = channel();
        let (message, messages) = channel();
        let (error, errors) = channel();
        let gate = Arc::new(Gate::default());
        let reading = Arc::clone(&gate);
        thread::spawn(move || write_all(stdin, &to_write));
        thread::spawn(move || read_messages(BufReader::new(stdout), &reading, &message));
        thread::spawn(move || {
            BufReader::new(stderr).lines().map_while(Result::ok).try_for_each(|line| error.send(line))
        });
        let out = Some(out);
        Self { child, out, gate, messages, errors, seen: Vec::new(), waiting: VecDeque::new(), next_id: 1 }
    }

    /// Reads no more of the server's output, but for the message that is being read.
    pub(super) fn stop_reading(&mut self) {
        self.gate.set(true);
    }

    /// Reads the server's output again.
    pub(super) fn read_on(&mut self) {
        self.gate.set(false);
    }

    /// Initializes the server, as the child of this process.
    pub(super) fn initialize(&mut self) -> Value {
        self.initialize_with(json!({ "processId": std::process::id(), "rootUri": null, "capabilities": {} }))
    }

    pub(super) fn initialize_with(&mut self, params: Value) -> Value {
        let answer = self.ask("initialize", params);
        assert!(answer.get("result").is_some(), "{answer}");
        self.notify("initialized", json!({}));
        answer
    }

    /// A session in which columns are counted as `encoding` says, and what the server said that it can do.
    pub(super) fn counting_in(encoding: &str) -> (Self, Value) {
        let mut client = Self::start();
        let mut answer = client.initialize_with(json!({
            "processId": std::process::id(),
            "rootUri": null,
            "capabilities": { "general": { "positionEncodings": [encoding] } },
        }));
        assert_eq!(answer["result"]["capabilities"]["positionEncoding"], encoding);
        (client, answer["result"]["capabilities"].take())
    }

    /// Puts bytes on the wire as they are.
    pub(super) fn send_bytes(&mut self, bytes: impl Into<Vec<u8>>) {
        // A server that has gone is noticed where its answer is missed.
        let _ = self.out.as_ref().unwrap().send(Out::Bytes(bytes.into()));
    }

    pub(super) fn send(&mut self, message: &Value) {
        self.send_bytes(frame(message.to_string().as_bytes()));
    }

    /// Sends a request, without params if they are null, and gives its id.
    pub(super) fn request(&mut self, method: &str, params: Value) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        id
    }

    /// Sends a notification, without params if they are null.
    pub(super) fn notify(&mut self, method: &str, params: Value) {
        let mut message = json!({ "jsonrpc": "2.0", "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
    }

    /// Sends a request and waits for its answer.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(id)
    }

    /// The answer to a request.
    pub(super) fn answer(&mut self, id: i64) -> Value {
        self.wait_for(&format!("the answer to request {id}"), |message| {
            message["id"] == id && message.get("method").is_none()
        })
    }

    /// The code of the error that a request is answered with.
    pub(super) fn error_code(&mut self, id: i64) -> i64 {
        let answer = self.answer(id);
        answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("no error: {answer}"))
    }

    /// The next answer to bytes that are no request, which have no id.
    pub(super) fn refusal(&mut self) -> i64 {
        let answer = self.wait_for("an answer without id", |message| {
            message["id"].is_null() && message.get("error").is_some()
        });
        answer["error"]["code"].as_i64().unwrap()
    }

    /// The next message of the server's own accord with this method.
    pub(super) fn call(&mut self, method: &str) -> Value {
        self.wait_for(method, |message| message["method"] == method)
    }

    /// The next message for which `wanted` holds; those before it stay for later.
    pub(super) fn wait_for(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.waiting.iter().position(&wanted) {
            return self.waiting.remove(at).unwrap();
        }
        let end = Instant::now() + PATIENCE;
        loop {
            match self.messages.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(message) => {
                    self.seen.push(message.clone());
                    if wanted(&message) {
                        return message;
                    }
                    self.waiting.push_back(message);
                }
                Err(RecvTimeoutError::Timeout) => panic!("{what} does not come"),
                Err(RecvTimeoutError::Disconnected) => panic!("{what} does not come: the server has gone"),
            }
        }
    }

    /// Waits until the server has taken all that was sent, but for what a pipe holds.
    pub(super) fn taken(&mut self) {
        let (mark, marked) = channel();
        let _ = self.out.as_ref().unwrap().send(Out::Mark(mark));
        assert!(marked.recv_timeout(PATIENCE).is_ok(), "the server does not read its input");
    }

    /// Ends the server's input.
    pub(super) fn end_input(&mut self) {
        self.out = None;
    }

    /// The exit code of a server that has to end within `limit`.
    pub(super) fn exit_code_within(&mut self, limit: Duration) -> i32 {
        // The server alone holds the other end of its standard error, which therefore ends with it.
        let end = Instant::now() + limit;
        loop {
            match self.errors.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => panic!("the server still runs after {limit:?}"),
                Err(RecvTimeoutError::Disconnected) => return self.child.wait().unwrap().code().unwrap(),
            }
        }
    }

    /// The exit code of a server that has to end at once.
    pub(super) fn exit_code(&mut self) -> i32 {
        self.exit_code_within(Duration::from_secs(2))
    }

    /// Waits for a line of the server's log.
    pub(super) fn logged(&mut self, words: &str) {
        loop {
            match self.errors.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(words) => return,
                Ok(_) => {}
                Err(_) => panic!("nothing is logged about {words:?}"),
            }
        }
    }

    pub(super) fn open(&mut self, text: &str) {
        let document = json!({ "uri": URI, "languageId": "treaty", "version": 0, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Puts `text` at a position of the document.
    pub(super) fn insert(&mut self, version: usize, line: usize, character: usize, text: &str) {
        let position = json!({ "line": line, "character": character });
        let change = json!({ "range": { "start": position, "end": position }, "text": text });
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": URI, "version": version }, "contentChanges": [change] }),
        );
    }

    /// Asks for the outline and gives the id of the request.
    pub(super) fn request_outline(&mut self) -> i64 {
        self.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": URI } }))
    }

    /// The outline, as the text of the answer.
    pub(super) fn outline(&mut self) -> String {
        let id = self.request_outline();
        self.outline_of(id)
    }

    pub(super) fn outline_of(&mut self, id: i64) -> String {
        let answer = self.answer(id);
        assert!(answer.get("result").is_some(), "{answer}");
        answer["result"].to_string()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.gate.set(false);
        // Both fail only if the server has gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A frame around `body`.
pub(super) fn frame(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}

fn write_all(mut stdin: ChildStdin, out: &Receiver<Out>) {
    for part in out {
        match part {
            Out::Bytes(bytes) => {
                if stdin.write_all(&bytes).and_then(|()| stdin.flush()).is_err() {
                    return;
                }
            }
            Out::Mark(mark) => drop(mark.send(())),
        }
    }
}

/// Reads frames, strictly: a server has no excuse for an odd one.
fn read_messages(mut stdout: impl BufRead, gate: &Gate, messages: &Sender<Value>) {
    let mut header = String::new();
    while stdout.read_line(&mut header).is_ok_and(|length| length > 0) {
        let length =
            header.trim_end().strip_prefix("Content-Length: ").and_then(|length| length.parse().ok());
        let length: usize = length.unwrap_or_else(|| panic!("the server wrote {header:?}"));
        header.clear();
        stdout.read_line(&mut header).unwrap();
        assert_eq!(header, "\r\n");
        header.clear();
        let mut body = vec![0; length];
        if stdout.read_exact(&mut body).is_err()
            || messages.send(serde_json::from_slice(&body).unwrap()).is_err()
        {
            return;
        }
        gate.pass();
    }
}

/// The program under test, which the environment variable `TRANSPORT_SERVER` names with its arguments; else
/// Glossator itself.
fn glossator() -> Command {
    named().unwrap_or_else(|| {
        let mut server = Command::new(crate::binary());
        server.args(["server", "--log", "info"]);
        server
    })
}

/// The toy server, which Cargo builds as an example beside the folder of this program.
fn toy() -> Command {
    named().unwrap_or_else(|| {
        let tests = env::current_exe().unwrap();
        let toy = format!("toy-server{}", env::consts::EXE_SUFFIX);
        Command::new(tests.parent().unwrap().with_file_name("examples").join(toy))
    })
}

fn named() -> Option<Command> {
    let words = env::var("TRANSPORT_SERVER").ok()?;
    let mut words = words.split_ascii_whitespace();
    let mut server = Command::new(words.next()?);
    server.args(words);
    Some(server)
}
