//! Panics become errors: a fault in one answer costs that answer and no more.

use futures_util::FutureExt;
use std::any::Any;
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tower_lsp::jsonrpc::Error;

/// Runs `work`; a panic in it is logged under the name of the method and becomes an internal error.
///
/// What `work` has half changed is seen by what runs after it. That is for its author to avoid: the snapshots
/// that requests read cannot be changed, and the state behind a mutex is replaced in one step.
pub(super) fn call<T>(method: &str, work: impl FnOnce() -> T) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| report(method, panic.as_ref()))
}

/// Like [`call`], for every poll of `future`.
pub(super) async fn run<F: Future>(method: &str, future: F) -> Result<F::Output, Error> {
    AssertUnwindSafe(future).catch_unwind().await.map_err(|panic| report(method, panic.as_ref()))
}

fn report(method: &str, panic: &(dyn Any + Send)) -> Error {
    let words = match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(words), _) => words,
        (None, Some(words)) => words.as_str(),
        (None, None) => "no message",
    };
    tracing::error!(method, "panic: {words}");
    let message = format!("{method} failed through a fault of the server: {words}");
    Error { message: Cow::Owned(message), ..Error::internal_error() }
}

/// Locks `mutex`, also after a panic in another holder: all that the transport does under its locks are
/// single steps, after which the data are whole.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::{call, run};

    #[test]
    fn a_panic_in_a_call_is_an_internal_error_with_its_words() {
        let error = call("hover", || panic!("line {}", 7)).unwrap_err();
        assert_eq!(error.code.code(), -32603);
        assert_eq!(error.message, "hover failed through a fault of the server: line 7");
        assert_eq!(call("hover", || 3), Ok(3));
    }

    #[tokio::test]
    async fn a_panic_after_an_await_is_one_too() {
        let future = async {
            tokio::task::yield_now().await;
            panic!("late");
        };
        let error = run("hover", future).await.unwrap_err();
        assert_eq!(error.message, "hover failed through a fault of the server: late");
    }
}
