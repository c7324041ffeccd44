//! What the protocol allows when: nothing but `initialize` at first, nothing but `exit` after `shutdown`.
//!
//! tower-lsp has these rules in its router, but not for the direct routes, which do not pass through it; and
//! its router would take a notification named `shutdown` for the request.

use super::guard::lock;
use std::borrow::Cow;
use std::sync::Mutex;
use tower_lsp::jsonrpc::{Error, ErrorCode};

/// The code of LSP's `ServerNotInitialized`, which tower-lsp has no name for.
const SERVER_NOT_INITIALIZED: i64 = -32002;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Before `initialize`.
    Fresh,
    /// `initialize` is being answered.
    Initializing,
    Running,
    /// After `shutdown`.
    ShutDown,
}

/// Where the session stands.
#[derive(Debug)]
pub(super) struct Lifecycle(Mutex<Phase>);

impl Lifecycle {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Phase::Fresh))
    }

    /// Notes that a request has arrived, and gives the error if it may not be answered now.
    pub(super) fn admit_request(&self, method: &str) -> Result<(), Error> {
        let mut phase = lock(&self.0);
        match (*phase, method) {
            (Phase::Fresh, "initialize") => *phase = Phase::Initializing,
            (Phase::Fresh | Phase::Initializing, _) if method != "initialize" => {
                return Err(not_initialized());
            }
            (Phase::Running, "shutdown") => *phase = Phase::ShutDown,
            (Phase::Running, _) if method != "initialize" => {}
            _ => return Err(refused(*phase)),
        }
        Ok(())
    }

    /// Whether a notification may be looked at now. `exit` is not asked about: it always counts.
    pub(super) fn admits_notification(&self, method: &str) -> bool {
        match *lock(&self.0) {
            Phase::Fresh | Phase::Initializing => false,
            // As notifications these are mistakes.
            Phase::Running => !matches!(method, "initialize" | "shutdown"),
            Phase::ShutDown => method == "$/cancelRequest",
        }
    }

    /// Notes how an admitted request was answered. Only `initialize` changes anything by it: after an error
    /// the client may try again.
    pub(super) fn answered<T, E>(&self, method: &str, result: &Result<T, E>) {
        let mut phase = lock(&self.0);
        if method == "initialize" && *phase == Phase::Initializing {
            *phase = if result.is_ok() { Phase::Running } else { Phase::Fresh };
        }
    }

    /// Whether `shutdown` has been received, which decides the exit code.
    pub(super) fn is_shut_down(&self) -> bool {
        *lock(&self.0) == Phase::ShutDown
    }
}

fn not_initialized() -> Error {
    Error {
        code: ErrorCode::ServerError(SERVER_NOT_INITIALIZED),
        message: Cow::Borrowed("the server is not initialized"),
        data: None,
    }
}

fn refused(phase: Phase) -> Error {
    let message = match phase {
        Phase::ShutDown => "the server has been shut down",
        _ => "the server is initialized already",
    };
    Error { message: Cow::Borrowed(message), ..Error::invalid_request() }
}

#[cfg(test)]
mod tests {
    use super::Lifecycle;

    /// The code with which a request is refused, 0 if it is not.
    fn code(lifecycle: &Lifecycle, method: &str) -> i64 {
        lifecycle.admit_request(method).err().map_or(0, |error| error.code.code())
    }

    #[test]
    fn nothing_before_initialize() {
        let lifecycle = Lifecycle::new();
        assert_eq!(code(&lifecycle, "textDocument/hover"), -32002);
        assert_eq!(code(&lifecycle, "shutdown"), -32002);
        assert!(!lifecycle.admits_notification("textDocument/didOpen"));
        assert_eq!(code(&lifecycle, "initialize"), 0);
        assert_eq!(code(&lifecycle, "textDocument/hover"), -32002);
        assert!(!lifecycle.admits_notification("$/cancelRequest"));
        assert!(!lifecycle.is_shut_down());
    }

    #[test]
    fn initialize_once() {
        let lifecycle = Lifecycle::new();
        assert_eq!(code(&lifecycle, "initialize"), 0);
        assert_eq!(code(&lifecycle, "initialize"), -32600);
        lifecycle.answered("initialize", &Ok::<_, ()>(()));
        assert_eq!(code(&lifecycle, "initialize"), -32600);
        assert_eq!(code(&lifecycle, "textDocument/hover"), 0);
        assert!(lifecycle.admits_notification("textDocument/didOpen"));
        assert!(!lifecycle.admits_notification("shutdown"));
    }

    #[test]
    fn a_failed_initialize_may_be_tried_again() {
        let lifecycle = Lifecycle::new();
        assert_eq!(code(&lifecycle, "initialize"), 0);
        lifecycle.answered("initialize", &Err::<(), _>(()));
        assert_eq!(code(&lifecycle, "initialize"), 0);
    }

    #[test]
    fn nothing_after_shutdown() {
        let lifecycle = Lifecycle::new();
        assert_eq!(code(&lifecycle, "initialize"), 0);
        lifecycle.answered("initialize", &Ok::<_, ()>(()));
        assert_eq!(code(&lifecycle, "shutdown"), 0);
        assert!(lifecycle.is_shut_down());
        for method in ["shutdown", "initialize", "textDocument/hover"] {
            assert_eq!(code(&lifecycle, method), -32600, "{method}");
        }
        assert!(!lifecycle.admits_notification("textDocument/didChange"));
        assert!(lifecycle.admits_notification("$/cancelRequest"));
    }
}
