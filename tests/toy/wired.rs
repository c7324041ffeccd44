//! The toy server on the transport under test: its wire order and its direct routes.

use super::backend::{self, Shared, Toy, outline, panic_now};
use glossator::server::transport::json::read_params;
use glossator::server::transport::routes::Routes;
use glossator::server::transport::wire::{Reach, WireOrder};
use glossator::server::transport::writer::Outbox;
use glossator::server::transport::{Server, Transport};
use serde_json::value::RawValue;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::{DocumentSymbolRequest, Request};
use tower_lsp::lsp_types::{
    Diagnostic, DidChangeTextDocumentParams, DidOpenTextDocumentParams, PublishDiagnosticsParams, Url,
};

/// What the toy does in the order of the wire.
struct Wired {
    shared: Arc<Shared>,
    outbox: Outbox,
}

/// The toy on the transport under test.
pub(crate) fn server(transport: &Transport) -> Server<Toy> {
    let (shared, service, socket) = backend::service();
    let routes = routes(&shared);
    Server { service, socket, routes, wire: Arc::new(Wired { shared, outbox: transport.outbox() }) }
}

fn routes(shared: &Arc<Shared>) -> Routes {
    let shared = Arc::clone(shared);
    Routes::new()
        .request::<DocumentSymbolRequest, _>(move |params| {
            let document = shared.documents.snapshot(&params.text_document.uri);
            let workers = shared.workers.clone();
            async move { workers.answer(move |_| Ok(outline(&params, &document))).await }
        })
        .request::<PanicInRoute, _>(|()| std::future::ready(Err(panic_now("route"))))
}

enum PanicInRoute {}

impl Request for PanicInRoute {
    type Params = ();
    type Result = ();
    const METHOD: &'static str = "toy/panicInRoute";
}

impl WireOrder for Wired {
    fn notification(&self, method: &str, params: &RawValue) -> Result<Reach> {
        match method {
            "textDocument/didOpen" => {
                let params: DidOpenTextDocumentParams = read_params(params)?;
                let (uri, version) = (params.text_document.uri.clone(), params.text_document.version);
                self.shared.documents.open(params);
                self.publish(uri, version);
            }
            "textDocument/didChange" => {
                let params: DidChangeTextDocumentParams = read_params(params)?;
                let (uri, version) = (params.text_document.uri.clone(), params.text_document.version);
                self.shared.documents.change(params);
                self.publish(uri, version);
            }
            "toy/panicInWire" => return Err(panic_now("wire")),
            _ => return Ok(Reach::Backend),
        }
        Ok(Reach::Applied)
    }
}

impl Wired {
    fn publish(&self, uri: Url, version: i32) {
        let diagnostics = vec![Diagnostic { message: "x".repeat(100), ..Diagnostic::default() }; 10];
        self.outbox.publish_diagnostics(&PublishDiagnosticsParams {
            uri,
            diagnostics,
            version: Some(version),
        });
    }
}
