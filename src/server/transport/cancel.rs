//! The token by which the client's `$/cancelRequest` reaches the work of a request.
//!
//! The client has its answer at once and the handler's own is dropped when it comes. So a token saves work
//! and decides nothing: whoever forgets to look at it is slow, not wrong.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tower_lsp::jsonrpc::Error;

tokio::task_local! {
    static CURRENT: Cancel;
}

/// Tells whether the answer being worked on is still wanted. Clones share one flag.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// The token of the request whose handler is running; outside a handler one that nobody cancels.
    ///
    /// A handler has no parameter for it, since tower-lsp fixes their shape, so it is found through the task.
    /// A task or thread that the handler starts does not see it and is given a clone.
    pub fn current() -> Self {
        CURRENT.try_with(Self::clone).unwrap_or_default()
    }

    /// Whether the answer is no longer wanted. It costs one load; ask once a block or so.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// The error to leave with when the answer is no longer wanted.
    pub fn check(&self) -> Result<(), Error> {
        if self.is_cancelled() { Err(Error::request_cancelled()) } else { Ok(()) }
    }

    /// The flag itself, for the layers that know no server.
    pub fn flag(&self) -> &AtomicBool {
        &self.0
    }

    /// Says that the answer is no longer wanted.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Runs `future` with this token as the current one.
    pub(super) async fn scope<F: Future>(self, future: F) -> F::Output {
        CURRENT.scope(self, future).await
    }
}

#[cfg(test)]
mod tests {
    use super::Cancel;

    #[tokio::test]
    async fn a_handler_finds_its_own_token() {
        let token = Cancel::default();
        let found = token.clone().scope(async { Cancel::current() }).await;
        assert!(found.check().is_ok());
        token.cancel();
        assert!(found.is_cancelled());
        assert_eq!(found.check().unwrap_err().code.code(), -32800);
    }

    #[test]
    fn outside_a_handler_nothing_is_cancelled() {
        Cancel::current().cancel();
        assert!(!Cancel::current().is_cancelled());
    }
}
