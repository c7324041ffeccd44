//! Work on the processor: off the reader and off the threads that run the handlers, on as many threads as
//! the machine has cores.

use super::cancel::Cancel;
use super::guard;
use super::json::Json;
use serde::Serialize;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::thread::available_parallelism;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::Error;

/// A bound on how much work runs at once. Clones share it.
///
/// More work waits its turn, first come first served. Only the handler that asked for it waits, never the
/// reader: changes and cancellations are heard meanwhile.
#[derive(Clone, Debug)]
pub struct Workers(Arc<Semaphore>);

impl Workers {
    /// `threads` pieces of work at once.
    pub fn new(threads: NonZeroUsize) -> Self {
        Self(Arc::new(Semaphore::new(threads.get())))
    }

    /// As many as the machine has cores.
    pub fn per_core() -> Self {
        Self::new(available_parallelism().unwrap_or(NonZeroUsize::MIN))
    }

    /// Does `work` for the request that the current handler answers and gives its result. Work that is
    /// cancelled before its turn is not begun; a panic becomes an internal error.
    pub async fn run<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Cancel) -> T + Send + 'static,
    {
        let cancel = Cancel::current();
        let span = tracing::Span::current();
        // The semaphore is never closed, and work fails to start only when the runtime ends.
        let turn = Arc::clone(&self.0).acquire_owned().await.map_err(|_| Error::internal_error())?;
        let work = move || {
            let _turn = turn;
            cancel.check()?;
            span.in_scope(|| guard::call("work", || work(&cancel)))
        };
        spawn_blocking(work).await.map_err(|_| Error::internal_error())?
    }

    /// Like [`Workers::run`], with the result made JSON there too: the answer of a direct route.
    pub async fn answer<T, W>(&self, work: W) -> Result<Json, Error>
    where
        T: Serialize,
        W: FnOnce(&Cancel) -> Result<T, Error> + Send + 'static,
    {
        self.run(move |cancel| Json::of(&work(cancel)?)).await?
    }
}

#[cfg(test)]
mod tests {
    use super::{Cancel, Error, Workers};
    use std::num::NonZeroUsize;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, mpsc};
    use tokio::task::JoinSet;

    fn two() -> Workers {
        Workers::new(NonZeroUsize::new(2).unwrap())
    }

    #[tokio::test]
    async fn no_more_work_runs_at_once_than_there_are_threads() {
        let (workers, running, most) = (two(), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let mut tasks = JoinSet::new();
        for _ in 0..50 {
            let (workers, running, most) = (workers.clone(), running.clone(), most.clone());
            tasks.spawn(async move {
                let work = move |_: &Cancel| {
                    most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::yield_now();
                    running.fetch_sub(1, Ordering::SeqCst);
                };
                workers.run(work).await
            });
        }
        assert!(tasks.join_all().await.iter().all(Result::is_ok));
        assert!((1..=2).contains(&most.load(Ordering::SeqCst)));
    }

    #[tokio::test]
    async fn work_that_is_cancelled_before_its_turn_is_not_begun() {
        let workers = Workers::new(NonZeroUsize::MIN);
        let (release, released) = mpsc::channel::<()>();
        let first = tokio::spawn({
            let workers = workers.clone();
            async move { workers.run(move |_| released.recv().is_err()).await }
        });
        tokio::task::yield_now().await;
        let cancel = Cancel::default();
        let second = tokio::spawn(cancel.clone().scope(async move { workers.run(|_| "begun").await }));
        tokio::task::yield_now().await;
        cancel.cancel();
        drop(release);
        assert_eq!(first.await.unwrap(), Ok(true));
        assert_eq!(second.await.unwrap(), Err(Error::request_cancelled()));
    }

    #[tokio::test]
    async fn an_answer_is_json_or_the_error_of_the_work() {
        let json = two().answer(|_| Ok([1, 2])).await.unwrap();
        assert_eq!(json.into_bytes(), b"[1,2]");
        let error = two().answer(|_| Err::<(), _>(Error::content_modified())).await;
        assert_eq!(error, Err(Error::content_modified()));
        let error = two().answer(|_| -> Result<(), Error> { panic!("at work") }).await.unwrap_err();
        assert_eq!(error.code.code(), -32603);
    }
}
