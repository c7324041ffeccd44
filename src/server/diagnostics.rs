//! The diagnostics of open files: pushed by one task a file, which looks again after each change until what it
//! has published is of the newest text; or given when they are asked for.

use super::settings;
use super::state::State;
use super::to_proto::Edge;
use super::transport::json::Json;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    PublishDiagnosticsParams, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Url,
};

/// The source that diagnostics name.
pub(super) const SOURCE: &str = "glossator";

/// Works out and publishes the diagnostics of a file that was opened or changed, unless the client asks for
/// them itself.
pub(super) fn publish(state: &Arc<State>, uri: Url) {
    let pulls = state.client().pulls_diagnostics;
    if pulls || !state.begin_diagnosing(&uri) {
        return;
    }
    let state = state.clone();
    tokio::spawn(async move {
        while let Ok(edge) = state.edge_to_diagnose(&uri) {
            let (file, state_there) = (edge.file.clone(), state.clone());
            let work = move |_: &_| {
                let params = params(&edge);
                settings::publish_errors(&state_there, &state_there.project());
                (params, edge.file.facts())
            };
            let Ok((Ok(params), facts)) = state.workers.run(work).await else {
                // The fault is logged; the next change tries again.
                return state.abandon_diagnosing(&uri);
            };
            if state.end_diagnosing(&file, || state.outbox.publish_diagnostics_json(&file.uri, params)) {
                announce(&state, &file.uri, facts);
                return;
            }
        }
    });
}

/// What other files see of a file may have changed: then what was said of them may be no longer true.
fn announce(state: &Arc<State>, uri: &Url, facts: u64) {
    if state.take_facts(uri, facts) {
        refresh(state, state.open_files().into_iter().filter(|other| other != uri).collect());
    }
}

fn params(edge: &Edge) -> Result<Json> {
    let (uri, version) = (edge.file.uri.clone(), Some(edge.file.version));
    Json::of(&PublishDiagnosticsParams { uri, diagnostics: of(edge), version })
}

fn of(edge: &Edge) -> Vec<Diagnostic> {
    edge.view().diagnostics().iter().map(|found| edge.diagnostic(found)).collect()
}

/// A closed file has no diagnostics.
pub(super) fn clear(state: &State, uri: &Url) {
    if state.client().pulls_diagnostics {
        return;
    }
    state.outbox.publish_diagnostics(&PublishDiagnosticsParams {
        uri: uri.clone(),
        diagnostics: Vec::new(),
        version: None,
    });
}

/// The settings have changed: what was said of files may be no longer true.
pub(super) fn refresh(state: &Arc<State>, uris: Vec<Url>) {
    if state.client().pulls_diagnostics {
        let router = state.router.clone();
        tokio::spawn(async move {
            // A client that cannot be told asks again by itself at the next change.
            if let Err(error) = router.workspace_diagnostic_refresh().await {
                tracing::warn!(%error, "the client does not ask for diagnostics again");
            }
        });
        return;
    }
    uris.into_iter().for_each(|uri| publish(state, uri));
}

/// Answers a client that asks for the diagnostics of a file.
pub(super) fn pull(
    state: &Arc<State>,
    params: DocumentDiagnosticParams,
) -> impl Future<Output = Result<Json>> + use<> {
    let edge = state.edge(&params.text_document.uri);
    let state = state.clone();
    async move {
        let edge = edge?;
        let id = format!("{}-{}", edge.file.id, edge.folder.id);
        if params.previous_result_id.as_ref() == Some(&id) {
            return Json::of(&DocumentDiagnosticReport::Unchanged(
                RelatedUnchangedDocumentDiagnosticReport {
                    related_documents: None,
                    unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
                },
            ));
        }
        let workers = state.workers.clone();
        let report = move || {
            let items = of(&edge);
            announce(&state, &edge.file.uri, edge.file.facts());
            settings::publish_errors(&state, &state.project());
            DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(id), items },
            })
        };
        workers.answer(move |_| Ok(report())).await
    }
}
