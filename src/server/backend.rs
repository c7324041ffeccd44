//! The methods of the server and the capabilities that announce them.

use super::client::{self, Client};
use super::diagnostics;
use super::settings::{self, When};
use super::state::State;
use super::to_proto::{self, Edge, FIX_ALL, MARK_HEADINGS, is_wanted};
use super::transport::json::read_params;
use super::transport::routes::Routes;
use super::transport::wire::{Reach, WireOrder};
use super::transport::{Server, Transport};
use super::workspace;
use crate::ide::{
    actions, definition, folding, formatting, highlight, hover, links, references, selection, symbols,
    workspace_symbols,
};
use crate::text::Span;
use serde_json::value::RawValue;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability, CodeActionResponse,
    DiagnosticOptions, DiagnosticServerCapabilities, DidChangeTextDocumentParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DocumentLinkOptions, FoldingRangeProviderCapability, GotoDefinitionParams, GotoDefinitionResponse, Hover,
    HoverParams, HoverProviderCapability, InitializeParams, InitializeResult, InitializedParams, OneOf,
    SelectionRangeProviderCapability, ServerCapabilities, ServerInfo, TextDocumentPositionParams,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkDoneProgressOptions, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities, request,
};
use tower_lsp::{LanguageServer, LspService};

/// The language server on a transport.
pub(super) fn server(transport: &Transport) -> Server<Backend> {
    let outbox = transport.outbox();
    let mut shared = None;
    let (service, socket) = LspService::new(|router| {
        let state = Arc::new(State::new(outbox, router));
        shared = Some(state.clone());
        Backend { state }
    });
    let state = shared.expect("the service is made at once");
    Server { service, socket, routes: routes(&state), wire: Arc::new(Wire { state }) }
}

/// Requests with large answers.
fn routes(state: &Arc<State>) -> Routes {
    let (outline, pull, everywhere) = (state.clone(), state.clone(), state.clone());
    let (refer, mark, fold, select) = (state.clone(), state.clone(), state.clone(), state.clone());
    let (web, form, form_part) = (state.clone(), state.clone(), state.clone());
    Routes::new()
        .request::<request::Formatting, _>(move |params| {
            form.whole(&params.text_document.uri, |edge, file| edge.edits(&formatting::formatting(file)))
        })
        .request::<request::RangeFormatting, _>(move |params| {
            let range = params.range;
            form_part.whole(&params.text_document.uri, move |edge, file| {
                let span = Span::new(edge.offset(range.start), edge.offset(range.end));
                edge.edits(&formatting::range_formatting(file, span))
            })
        })
        .request::<request::References, _>(move |params| {
            let TextDocumentPositionParams { text_document, position } = params.text_document_position;
            let ask =
                if params.context.include_declaration { references::references } else { references::uses };
            refer.whole(&text_document.uri, move |edge, file| {
                edge.references(ask(file, edge.offset(position)))
            })
        })
        .request::<request::DocumentHighlightRequest, _>(move |params| {
            let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
            mark.whole(&text_document.uri, move |edge, file| {
                edge.highlights(highlight::highlights(file, edge.offset(position)))
            })
        })
        .request::<request::FoldingRangeRequest, _>(move |params| {
            fold.whole(&params.text_document.uri, |edge, file| edge.folds(folding::folds(file)))
        })
        .request::<request::DocumentLinkRequest, _>(move |params| {
            web.whole(&params.text_document.uri, |edge, file| edge.links(links::links(file)))
        })
        .request::<request::SelectionRangeRequest, _>(move |params| {
            let positions = params.positions;
            select.whole(&params.text_document.uri, move |edge, file| {
                let steps = |position| selection::selections(file, edge.offset(position));
                edge.selections(positions.into_iter().map(steps))
            })
        })
        .request::<request::DocumentSymbolRequest, _>(move |params| {
            outline.whole(&params.text_document.uri, |edge, file| edge.symbols(symbols::symbols(file)))
        })
        .request::<request::WorkspaceSymbolRequest, _>(move |params| {
            everywhere.everywhere(move |folder, encoding| {
                let found = workspace_symbols::workspace_symbols(folder.workspace(), &params.query);
                to_proto::workspace_symbols(folder, encoding, found)
            })
        })
        .request::<request::DocumentDiagnosticRequest, _>(move |params| diagnostics::pull(&pull, params))
}

/// What happens in the order of the wire.
struct Wire {
    state: Arc<State>,
}

impl WireOrder for Wire {
    fn notification(&self, method: &str, params: &RawValue) -> Result<Reach> {
        let state = &self.state;
        match method {
            "textDocument/didOpen" => {
                let uri = state.open(read_params::<DidOpenTextDocumentParams>(params)?)?;
                diagnostics::publish(state, uri);
                settings::look(state, When::Now);
                workspace::look(state, When::Due);
            }
            "textDocument/didChange" => {
                let uri = state.change(read_params::<DidChangeTextDocumentParams>(params)?)?;
                diagnostics::publish(state, uri);
            }
            "textDocument/didClose" => {
                let params: DidCloseTextDocumentParams = read_params(params)?;
                state.close(&params.text_document.uri);
                diagnostics::clear(state, &params.text_document.uri);
                diagnostics::refresh(state, state.open_files());
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => {
                settings::look(state, When::Now);
                workspace::look(state, When::Now);
            }
            "workspace/didChangeWorkspaceFolders" => {
                state.change_roots(read_params::<DidChangeWorkspaceFoldersParams>(params)?);
                workspace::look(state, When::Now);
            }
            "initialized" => {
                workspace::look(state, When::Now);
                return Ok(Reach::Backend);
            }
            _ => return Ok(Reach::Backend),
        }
        Ok(Reach::Applied)
    }

    fn request(&self, method: &str, params: &RawValue) {
        if method != "initialize" {
            settings::look(&self.state, When::Due);
            return workspace::look(&self.state, When::Due);
        }
        match Client::read(params.get()) {
            Ok(client) => self.state.begin(client),
            // The handler of the request says what is wrong.
            Err(error) => tracing::warn!(%error, "the params of initialize cannot be read"),
        }
    }
}

/// The handlers of the router.
pub(super) struct Backend {
    state: Arc<State>,
}

impl Backend {
    fn capabilities(&self) -> ServerCapabilities {
        let client = self.state.client();
        let pull = DiagnosticOptions {
            identifier: Some(diagnostics::SOURCE.to_owned()),
            inter_file_dependencies: true,
            workspace_diagnostics: false,
            ..DiagnosticOptions::default()
        };
        ServerCapabilities {
            position_encoding: Some(client::kind_of(client.encoding)),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::Supported(true)),
                ..TextDocumentSyncOptions::default()
            })),
            diagnostic_provider: client
                .pulls_diagnostics
                .then_some(DiagnosticServerCapabilities::Options(pull)),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                file_operations: None,
            }),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            document_link_provider: Some(DocumentLinkOptions {
                resolve_provider: Some(false),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
            selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            document_formatting_provider: Some(OneOf::Left(true)),
            document_range_formatting_provider: Some(OneOf::Left(true)),
            code_action_provider: client.code_actions.then(|| {
                CodeActionProviderCapability::Options(CodeActionOptions {
                    code_action_kinds: Some(vec![
                        CodeActionKind::QUICKFIX,
                        CodeActionKind::new(FIX_ALL),
                        CodeActionKind::new(MARK_HEADINGS),
                    ]),
                    ..CodeActionOptions::default()
                })
            }),
            ..ServerCapabilities::default()
        }
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        Ok(InitializeResult {
            capabilities: self.capabilities(),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        if !self.state.client().watches_files {
            return;
        }
        let router = self.state.router.clone();
        tokio::spawn(async move {
            if let Err(error) = router.register_capability(vec![settings::watchers()]).await {
                tracing::warn!(%error, "the client watches no files; they are looked at now and then");
            }
        });
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.state.at(params.text_document_position_params, hover::hover, Edge::hover).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let place = params.text_document_position_params;
        self.state.at(place, definition::definition, Edge::definition).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let only = params.context.only;
        let answer = self.state.over(&params.text_document.uri, params.range, move |edge, file, span| {
            edge.actions(actions::actions(file, span, |kind| is_wanted(only.as_deref(), kind)))
        });
        Ok(Some(answer.await?).filter(|actions| !actions.is_empty()))
    }
}
