//! The transport: from the bytes of the client to the handlers and back. It replaces the `Server` of
//! tower-lsp and drives its `LspService`, which keeps the router, the types and the `Client`.
//!
//! A message goes this way: `frame` finds its bytes, `message` reads what it is, `dispatch` takes it, in the
//! order of the wire and without ever waiting, past the rules of `lifecycle` to one of four places:
//!
//! - notifications to [`wire::WireOrder`], which changes the state under a plain mutex, and from there, if it
//!   says so, to the `LanguageServer`;
//! - requests with large answers to their row in [`routes::Routes`], which answers in bytes;
//! - other requests to the `LanguageServer`, through tower-lsp's router;
//! - answers of the client to tower-lsp's `Client`.
//!
//! The future of a handler is polled once before the next message is read, then spawned. The first thing that
//! a handler does is to take its snapshot, so every request is answered for the text that it was sent for.
//! Heavy work goes from the handler to [`worker::Workers`] and looks at its [`cancel::Cancel`] token.
//! `requests` sees to it that each request has one answer: that of its handler, or the one that a
//! `$/cancelRequest` sends at once. `guard` turns panics into errors.
//!
//! Answers, and what the server says of its own accord through [`writer::Outbox`] or tower-lsp's `Client`,
//! wait in `queue` until the client reads them. No one waits for that but the writer.
//!
//! Reader, writer and the watch over the parent process are one future, [`Transport::serve`], beside the
//! tasks of the handlers. A handler that takes a thread for itself therefore stops none of them.

pub mod cancel;
mod dispatch;
mod frame;
mod guard;
pub mod json;
mod lifecycle;
mod message;
mod parent;
pub mod queue;
mod requests;
pub mod routes;
pub mod stdio;
mod surrogate;
pub mod wire;
pub mod worker;
pub mod writer;

use dispatch::{ClientMessages, Dispatcher};
use frame::FrameReader;
use futures_util::StreamExt;
use lifecycle::Lifecycle;
use queue::QueueLimits;
use routes::Routes;
use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::oneshot;
use tokio::task::coop::consume_budget;
use tokio::time::timeout;
use tower_lsp::{ClientSocket, LanguageServer, LspService};
use wire::WireOrder;
use writer::Outbox;

/// The bounds of a session. The defaults are those of the product; tests set smaller ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest message that is read. A text of 10 MB can be 60 MB of JSON, all escapes, and a workspace
    /// edit can hold several; a length beyond that is a mistake.
    pub message: usize,
    /// What may wait for the client. The soft limit is far more than a client that keeps up ever leaves
    /// waiting; the hard one is what a machine that runs an editor can spare.
    pub queue: QueueLimits,
    /// How long requests may still be worked on after the end of the input, for clients that send all they
    /// have, close their end and wait.
    pub finish: Duration,
    /// How long the client may take to read what is finished when the session ends.
    pub flush: Duration,
    /// How often it is asked whether the parent process lives. With `flush` this is under the 2 s in which
    /// the server has to leave.
    pub parent_check: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message: 512 << 20,
            queue: QueueLimits { soft: 16 << 20, hard: 256 << 20 },
            finish: Duration::from_secs(1),
            flush: Duration::from_millis(500),
            parent_check: Duration::from_millis(500),
        }
    }
}

/// What the transport serves. All parts may share one state.
pub struct Server<B> {
    /// The router over the `LanguageServer`.
    pub service: LspService<B>,
    /// The other half of tower-lsp's `Client`; it comes with the service.
    pub socket: ClientSocket,
    /// What happens in the order of the wire.
    pub wire: Arc<dyn WireOrder>,
    /// The requests that are answered in bytes.
    pub routes: Routes,
}

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The client sent `exit`.
    Exit,
    /// The input ended.
    EndOfInput,
    /// The output was closed.
    EndOfOutput,
    /// The client read nothing for so long that the queue passed its hard limit.
    ClientStalled,
    /// The process that `initialize` named has ended.
    ParentEnded,
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Why.
    pub cause: Cause,
    /// What the process exits with: 0 after `shutdown`, else 1. A client that has stalled is always 1.
    pub exit_code: u8,
}

/// One session with one client.
#[derive(Debug)]
pub struct Transport {
    limits: Limits,
    outbox: Outbox,
}

impl Transport {
    /// A session that has not begun.
    pub fn new(limits: Limits) -> Self {
        Self { limits, outbox: Outbox::new(limits.queue) }
    }

    /// The way out for notifications, which the server's state can hold.
    pub fn outbox(&self) -> Outbox {
        self.outbox.clone()
    }

    /// Serves until the session ends, which takes no longer than the limits say, whatever handlers run and
    /// whatever the client does. Handlers that still run are dropped and their work is told that it is no
    /// longer wanted; threads that do such work may outlive this.
    pub async fn serve<B, I, O>(self, server: Server<B>, input: I, output: O) -> Ending
    where
        B: LanguageServer,
        I: AsyncRead + Unpin,
        O: AsyncWrite + Unpin,
    {
        let Self { limits, outbox } = self;
        let lifecycle = Arc::new(Lifecycle::new());
        let (announce, announced) = oneshot::channel();
        let (mut dispatcher, messages) =
            Dispatcher::new(server, outbox.clone(), Arc::clone(&lifecycle), announce);
        let frames = FrameReader::new(input, limits.message);
        let queue = outbox.queue();
        let mut writing = pin!(writer::write(queue, output));
        let (cause, flush) = {
            let mut reading = pin!(read(&mut dispatcher, frames, limits.finish));
            // The reader comes last: with a client that sends without a pause it uses up each of its turns.
            let cause = tokio::select! {
                biased;
                () = queue.overflowed() => Cause::ClientStalled,
                _ = &mut writing => Cause::EndOfOutput,
                () = parent::ended(announced, limits.parent_check) => Cause::ParentEnded,
                never = forward(messages, &outbox) => match never {},
                cause = &mut reading => cause,
            };
            match cause {
                // A client may send its `shutdown` and `exit` and close both ends before either is read.
                Cause::EndOfOutput => (timeout(limits.finish, reading).await.unwrap_or(cause), None),
                Cause::ClientStalled => (cause, None),
                _ => (cause, Some(writing)),
            }
        };
        queue.close();
        drop(dispatcher);
        if let Some(writing) = flush {
            // Neither an error nor the end of the time changes that the session is over.
            let _ = timeout(limits.flush, writing).await;
        }
        if cause == Cause::ClientStalled {
            let limit = limits.queue.hard;
            tracing::error!("the client does not read: over {limit} bytes wait for it, so the server leaves");
        }
        let clean = lifecycle.is_shut_down() && cause != Cause::ClientStalled;
        tracing::info!(?cause, clean, "the session is over");
        Ending { cause, exit_code: u8::from(!clean) }
    }
}

/// Reads and dispatches until `exit` or the end of the input.
async fn read<B, I>(dispatcher: &mut Dispatcher<B>, mut frames: FrameReader<I>, finish: Duration) -> Cause
where
    B: LanguageServer,
    I: AsyncRead + Unpin,
{
    loop {
        match frames.next().await {
            Ok(Some(incoming)) => {
                if dispatcher.receive(incoming).is_break() {
                    return Cause::Exit;
                }
                // What has been answered is written between the messages of a long burst.
                consume_budget().await;
            }
            Ok(None) => break,
            Err(error) => {
                tracing::error!(%error, "the input cannot be read");
                break;
            }
        }
    }
    // What is not finished in this time is lost, like the client that wanted it.
    let _ = timeout(finish, dispatcher.idle()).await;
    Cause::EndOfInput
}

/// Sends what tower-lsp's `Client` has for the client, for as long as the session lasts.
async fn forward(mut messages: ClientMessages, outbox: &Outbox) -> Infallible {
    while let Some(message) = messages.next().await {
        outbox.forward(&message);
    }
    std::future::pending().await
}
