//! Direct routes: requests whose answers are bytes.
//!
//! A handler of tower-lsp's `LanguageServer` returns an LSP type, and its router turns that into a
//! `serde_json::Value`. For most methods this costs nothing that matters. For the few whose answers are large
//! (diagnostics, semantic tokens, symbols, references) a row in this table comes before the router: from the
//! method's name to a function from its params to the bytes of its answer. Everything else holds for both
//! kinds: the initialisation rules, order, cancellation, panics, one answer to each request.

use super::json::{Json, read_params};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::pin::Pin;
use tower_lsp::jsonrpc::Error;
use tower_lsp::lsp_types::request;

/// An answer on its way.
pub(super) type Answering = Pin<Box<dyn Future<Output = Result<Json, Error>> + Send>>;

type Route = Box<dyn Fn(&RawValue) -> Result<Answering, Error> + Send + Sync>;

/// The table of direct routes.
#[derive(Default)]
pub struct Routes(HashMap<&'static str, Route>);

impl Routes {
    /// A table without rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers the requests `R` with `handler`, also if the `LanguageServer` has a handler for them.
    ///
    /// `handler` is called in the order of the wire, so what it does before it returns its future (take the
    /// snapshot) is in that order too. `Params` that do not fit are answered with -32602.
    #[must_use]
    pub fn request<R, F>(mut self, handler: impl Fn(R::Params) -> F + Send + Sync + 'static) -> Self
    where
        R: request::Request,
        F: Future<Output = Result<Json, Error>> + Send + 'static,
    {
        let route = move |params: &RawValue| -> Result<Answering, Error> {
            Ok(Box::pin(handler(read_params::<R::Params>(params)?)))
        };
        self.0.insert(R::METHOD, Box::new(route));
        self
    }

    /// Starts the answer to a request; none if the table has no row for it.
    pub(super) fn start(&self, method: &str, params: &RawValue) -> Option<Result<Answering, Error>> {
        self.0.get(method).map(|route| route(params))
    }
}
