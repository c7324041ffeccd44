//! Work that takes a while, as the client shows it (LSP 3.17, "Work Done Progress").

use super::state::State;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tower_lsp::lsp_types::notification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    NumberOrString, ProgressParams, ProgressParamsValue, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd, WorkDoneProgressReport,
};

/// Less work than this is not shown, in files.
const LEAST: usize = 20;

/// Work that is shown, or that the client cannot show.
pub(super) struct Progress {
    shown: Option<(Arc<State>, NumberOrString)>,
    all: usize,
}

impl Progress {
    /// Begins to show work on so many files.
    pub(super) async fn begin(state: &Arc<State>, title: &str, all: usize) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let nothing = Self { shown: None, all };
        if all < LEAST || !state.client().shows_progress {
            return nothing;
        }
        let token = NumberOrString::String(format!("glossator-{}", NEXT.fetch_add(1, Ordering::Relaxed)));
        let params = WorkDoneProgressCreateParams { token: token.clone() };
        if let Err(error) = state.router.send_request::<WorkDoneProgressCreate>(params).await {
            tracing::info!(%error, "the client shows no progress");
            return nothing;
        }
        let progress = Self { shown: Some((state.clone(), token)), all };
        progress.send(WorkDoneProgress::Begin(WorkDoneProgressBegin {
            title: title.to_owned(),
            cancellable: Some(false),
            message: None,
            percentage: Some(0),
        }));
        progress
    }

    /// Shows how many files are done.
    pub(super) fn report(&self, done: usize) {
        let percentage = u32::try_from(done * 100 / self.all.max(1)).ok();
        self.send(WorkDoneProgress::Report(WorkDoneProgressReport {
            cancellable: Some(false),
            message: Some(format!("{done} of {}", self.all)),
            percentage,
        }));
    }

    /// Shows that it is done.
    pub(super) fn end(self) {
        self.send(WorkDoneProgress::End(WorkDoneProgressEnd { message: None }));
    }

    fn send(&self, value: WorkDoneProgress) {
        let Some((state, token)) = &self.shown else { return };
        let params = ProgressParams { token: token.clone(), value: ProgressParamsValue::WorkDone(value) };
        state.outbox.notify::<notification::Progress>(params);
    }
}
