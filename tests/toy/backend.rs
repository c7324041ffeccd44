//! A small language server for tests of the transport: documents whose lines that begin with `#` are their
//! outline, and requests of its own (`toy/..`) that do what no real one should, such as never ending.
//!
//! It runs on both transports. On ours, `wired` changes the documents in the order of the wire; on tower-lsp's
//! own, the handlers of the `LanguageServer` do so, written as its examples are.

use glossator::server::transport::cancel::Cancel;
use glossator::server::transport::worker::Workers;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    ConfigurationItem, DidChangeTextDocumentParams, DidOpenTextDocumentParams, DocumentSymbolParams,
    DocumentSymbolResponse, InitializeParams, InitializeResult, InitializedParams, Location, MessageType,
    OneOf, Position, Range, ServerCapabilities, SymbolInformation, SymbolKind,
    TextDocumentContentChangeEvent, TextDocumentSyncCapability, TextDocumentSyncKind, Url,
};
use tower_lsp::{Client, ClientSocket, LanguageServer, LspService};

/// The texts of the open documents.
#[derive(Default)]
pub(crate) struct Documents(Mutex<HashMap<Url, Arc<String>>>);

impl Documents {
    pub(crate) fn open(&self, params: DidOpenTextDocumentParams) {
        lock(&self.0).insert(params.text_document.uri, Arc::new(params.text_document.text));
    }

    pub(crate) fn change(&self, params: DidChangeTextDocumentParams) {
        let mut documents = lock(&self.0);
        let document = documents.entry(params.text_document.uri).or_default();
        let mut text = document.to_string();
        params.content_changes.into_iter().for_each(|change| apply(&mut text, change));
        *document = Arc::new(text);
    }

    pub(crate) fn snapshot(&self, uri: &Url) -> Arc<String> {
        lock(&self.0).get(uri).cloned().unwrap_or_default()
    }
}

fn apply(text: &mut String, change: TextDocumentContentChangeEvent) {
    match change.range {
        Some(range) => text.replace_range(offset(text, range.start)..offset(text, range.end), &change.text),
        None => *text = change.text,
    }
}

/// The byte at a position in UTF-16 units.
fn offset(text: &str, position: Position) -> usize {
    let line: usize = text.split_inclusive('\n').take(position.line as usize).map(str::len).sum();
    let mut units = position.character as usize;
    let rest = text.get(line..).unwrap_or_default();
    let column = rest.chars().take_while(|char| {
        let before = units;
        units = units.saturating_sub(char.len_utf16());
        before > 0
    });
    line + column.map(char::len_utf8).sum::<usize>()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Blocked work, and what a test waits for.
#[derive(Default)]
pub(crate) struct Gates {
    state: Mutex<GateState>,
    changed: Condvar,
}

#[derive(Default)]
struct GateState {
    open: HashSet<String>,
    running: usize,
}

impl Gates {
    /// Blocks this thread until the gate opens or the request is cancelled.
    fn pass(&self, gate: &str, cancel: &Cancel) {
        let mut state = lock(&self.state);
        state.running += 1;
        self.changed.notify_all();
        while !state.open.contains(gate) && !cancel.is_cancelled() {
            // The flag has no condition variable, so it is looked at now and then, as real work does.
            let waited = self.changed.wait_timeout(state, Duration::from_millis(5));
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.running -= 1;
        self.changed.notify_all();
    }

    fn open(&self, gate: &str) {
        lock(&self.state).open.insert(gate.to_owned());
        self.changed.notify_all();
    }

    /// Blocks this thread until so much blocked work runs.
    fn wait_for(&self, running: usize) {
        let state = lock(&self.state);
        drop(self.changed.wait_while(state, |state| state.running != running));
    }
}

/// What the handlers share.
pub(crate) struct Shared {
    pub(crate) documents: Documents,
    gates: Gates,
    pub(crate) workers: Workers,
}

/// The language server.
pub(crate) struct Toy {
    client: Client,
    shared: Arc<Shared>,
}

/// The toy's router, and what its handlers share.
pub(crate) fn service() -> (Arc<Shared>, LspService<Toy>, ClientSocket) {
    let shared = Arc::new(Shared {
        documents: Documents::default(),
        gates: Gates::default(),
        workers: Workers::per_core(),
    });
    let (service, socket) = LspService::build(|client| Toy { client, shared: Arc::clone(&shared) })
        .custom_method("toy/block", Toy::block)
        .custom_method("toy/release", Toy::release)
        .custom_method("toy/waitForRunning", Toy::wait_for_running)
        .custom_method("toy/spin", Toy::spin)
        .custom_method("toy/panic", Toy::panic)
        .custom_method("toy/text", Toy::text)
        .custom_method("toy/ask", Toy::ask)
        .finish();
    (shared, service, socket)
}

#[expect(clippy::panic, reason = "it is what the toy is asked for")]
pub(crate) fn panic_now(place: &str) -> Error {
    panic!("asked to panic in the {place}")
}

pub(crate) fn outline(params: &DocumentSymbolParams, text: &str) -> Vec<SymbolInformation> {
    let heading = |(line, words): (usize, &str)| {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let range = Range::new(Position::new(line, 0), Position::new(line + 1, 0));
        #[expect(deprecated, reason = "the type has a deprecated field")]
        SymbolInformation {
            name: words.trim().to_owned(),
            kind: SymbolKind::CLASS,
            tags: None,
            deprecated: None,
            location: Location::new(params.text_document.uri.clone(), range),
            container_name: None,
        }
    };
    let lines = text.lines().enumerate();
    lines.filter(|(_, words)| words.starts_with('#')).map(heading).collect()
}

#[tower_lsp::async_trait]
impl LanguageServer for Toy {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        let capabilities = ServerCapabilities {
            text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::INCREMENTAL)),
            document_symbol_provider: Some(OneOf::Left(true)),
            ..ServerCapabilities::default()
        };
        Ok(InitializeResult { capabilities, server_info: None })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.client.log_message(MessageType::INFO, "the toy is ready").await;
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let (uri, version) = (params.text_document.uri.clone(), params.text_document.version);
        self.shared.documents.open(params);
        self.client.publish_diagnostics(uri, Vec::new(), Some(version)).await;
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        // Many a server looks at the disk first.
        let _ = tokio::fs::try_exists(params.text_document.uri.path()).await;
        let (uri, version) = (params.text_document.uri.clone(), params.text_document.version);
        self.shared.documents.change(params);
        self.client.publish_diagnostics(uri, Vec::new(), Some(version)).await;
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let document = self.shared.documents.snapshot(&params.text_document.uri);
        Ok(Some(DocumentSymbolResponse::Flat(outline(&params, &document))))
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }
}

#[derive(Deserialize)]
struct Gate {
    gate: String,
}

#[derive(Deserialize)]
struct Running {
    running: usize,
}

#[derive(Deserialize)]
struct Place {
    place: String,
}

impl Toy {
    /// Blocks a worker until the gate opens.
    async fn block(&self, Gate { gate }: Gate) -> Result<Value> {
        let shared = Arc::clone(&self.shared);
        self.shared.workers.run(move |cancel| shared.gates.pass(&gate, cancel)).await?;
        Ok(json!("released"))
    }

    async fn release(&self, Gate { gate }: Gate) {
        self.shared.gates.open(&gate);
    }

    /// Answers once so much blocked work runs.
    async fn wait_for_running(&self, Running { running }: Running) -> Result<()> {
        let shared = Arc::clone(&self.shared);
        let waiting = tokio::task::spawn_blocking(move || shared.gates.wait_for(running));
        waiting.await.map_err(|_| Error::internal_error())
    }

    /// Keeps a thread of the runtime busy until the request is cancelled, as no handler should.
    async fn spin(&self) -> Result<()> {
        let cancel = Cancel::current();
        tokio::task::yield_now().await;
        while !cancel.is_cancelled() {
            std::hint::spin_loop();
        }
        cancel.check()
    }

    async fn panic(&self, Place { place }: Place) -> Result<()> {
        match place.as_str() {
            "worker" => self.shared.workers.run(|_| drop(panic_now("worker"))).await,
            "await" => {
                tokio::task::yield_now().await;
                Err(panic_now("await"))
            }
            _ => Err(panic_now("handler")),
        }
    }

    /// The text of a document, as it is when the handler starts.
    async fn text(&self, params: DocumentSymbolParams) -> Result<String> {
        let text = self.shared.documents.snapshot(&params.text_document.uri);
        tokio::task::yield_now().await;
        Ok(text.to_string())
    }

    /// Asks the client for a setting and tells it the answer.
    async fn ask(&self, _: Value) {
        let item = ConfigurationItem { scope_uri: None, section: Some("toy".to_owned()) };
        let answer = self.client.configuration(vec![item]).await;
        self.client.show_message(MessageType::INFO, format!("configuration: {answer:?}")).await;
    }
}
