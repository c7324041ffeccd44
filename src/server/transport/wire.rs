//! What the rest of the server does in the order of the wire.

use serde_json::value::RawValue;
use tower_lsp::jsonrpc::Error;

/// What has become of a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It is dealt with.
    Applied,
    /// It goes on to the handler of the `LanguageServer`.
    Backend,
}

/// The state of the server, as the wire changes it.
///
/// Both methods are called by the reader itself, one message after the other, before anything later on the
/// wire is looked at. What a notification changes is therefore seen by every request after it and by none
/// before it. Neither may wait: a plain mutex held for a moment is right, file access and analysis are not.
/// A panic is logged, and reading goes on.
pub trait WireOrder: Send + Sync + 'static {
    /// A notification has arrived; `params` are null if it has none. An error is logged.
    ///
    /// Document synchronisation belongs here: a handler of the `LanguageServer` is a future of its own, and
    /// two of them run in any order once they have waited for something. `params` that do not fit their type
    /// are also logged only here; tower-lsp drops such a notification in silence.
    fn notification(&self, method: &str, params: &RawValue) -> Result<Reach, Error>;

    /// A request has arrived and its handler is about to start. This is the place to look at raw JSON for
    /// what `lsp-types` leaves out, such as some client capabilities in `initialize`.
    fn request(&self, method: &str, params: &RawValue) {
        let _ = (method, params);
    }
}
