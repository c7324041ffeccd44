//! One message after the other, in the order of the wire. Nothing here waits, so no message is overtaken.

use super::Server;
use super::frame::Incoming;
use super::guard;
use super::json::{Json, read_params};
use super::lifecycle::Lifecycle;
use super::message::{self, Message};
use super::requests::{Requests, Ticket};
use super::routes::{Answering, Routes};
use super::wire::{Reach, WireOrder};
use super::writer::Outbox;
use futures_util::Sink;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, ExitedError, LanguageServer, Loopback, LspService};
use tower_service::Service;

/// What tower-lsp's `Client` has for the client.
pub(super) type ClientMessages = <ClientSocket as Loopback>::RequestStream;

/// Where the client's answers to it go.
type ClientResponses = <ClientSocket as Loopback>::ResponseSink;

/// What tower-lsp gives back for a message.
type BackendFuture = Pin<Box<dyn Future<Output = Result<Option<Response>, ExitedError>> + Send>>;

/// Takes each message to where it belongs.
pub(super) struct Dispatcher<B> {
    service: LspService<B>,
    responses: ClientResponses,
    wire: Arc<dyn WireOrder>,
    routes: Routes,
    outbox: Outbox,
    requests: Arc<Requests>,
    lifecycle: Arc<Lifecycle>,
    parent: Option<oneshot::Sender<i32>>,
    /// The handlers that were not done at once. Dropping the set drops them.
    tasks: JoinSet<()>,
}

impl<B: LanguageServer> Dispatcher<B> {
    /// A dispatcher for `server`, and the messages that tower-lsp's `Client` has for the client. The id of
    /// the parent process goes to `parent` once it is known.
    pub(super) fn new(
        server: Server<B>,
        outbox: Outbox,
        lifecycle: Arc<Lifecycle>,
        parent: oneshot::Sender<i32>,
    ) -> (Self, ClientMessages) {
        let (messages, responses) = server.socket.split();
        let dispatcher = Self {
            service: server.service,
            responses,
            wire: server.wire,
            routes: server.routes,
            requests: Arc::new(Requests::new(outbox.clone())),
            outbox,
            lifecycle,
            parent: Some(parent),
            tasks: JoinSet::new(),
        };
        (dispatcher, messages)
    }

    /// Deals with one frame; `Break` at `exit`.
    pub(super) fn receive(&mut self, incoming: Incoming) -> ControlFlow<()> {
        while self.tasks.try_join_next().is_some() {}
        let mut body = match incoming {
            Incoming::Body(body) => body,
            Incoming::Skipped(reason) => {
                tracing::warn!("a message is skipped: {reason}");
                let error = Error { message: Cow::Owned(reason), ..Error::parse_error() };
                self.outbox.answer(&Id::Null, Err(error));
                return ControlFlow::Continue(());
            }
        };
        match message::parse(&mut body) {
            Ok(Message::Request { id, method, params }) => self.request(&id, method, params),
            Ok(Message::Notification { method, .. }) if method == "exit" => return ControlFlow::Break(()),
            Ok(Message::Notification { method, params }) => self.notification(method, params),
            Ok(Message::Response(response)) => self.response(response),
            Err(rejected) => {
                tracing::warn!("a message is refused: {}", rejected.error.message);
                self.outbox.answer(&rejected.id, Err(rejected.error));
            }
        }
        ControlFlow::Continue(())
    }

    /// Waits until all handlers are done.
    pub(super) async fn idle(&mut self) {
        while self.tasks.join_next().await.is_some() {}
    }

    fn request(&mut self, id: &Id, method: String, params: Option<&RawValue>) {
        let ticket = match self.requests.open(id) {
            Ok(ticket) => ticket,
            Err(error) => return self.outbox.answer(id, Err(error)),
        };
        if let Err(error) = self.lifecycle.admit_request(&method) {
            return self.requests.answer(&ticket, Err(error));
        }
        let raw = params.unwrap_or(RawValue::NULL);
        if method == "initialize" {
            self.announce_parent(raw);
        }
        let started = guard::call(&method, || {
            self.wire.request(&method, raw);
            match self.routes.start(&method, raw) {
                Some(started) => started,
                None => self.start_in_backend(ticket.serial, &method, params),
            }
        });
        match started.flatten() {
            Ok(answering) => self.answer_request(ticket, method, answering),
            Err(error) => {
                let result = Err(error);
                self.lifecycle.answered(&method, &result);
                self.requests.answer(&ticket, result);
            }
        }
    }

    /// Runs the handler of a request and sends what it gives.
    fn answer_request(&mut self, ticket: Ticket, method: String, answering: Answering) {
        let requests = Arc::clone(&self.requests);
        let lifecycle = Arc::clone(&self.lifecycle);
        let cancel = ticket.cancel.clone();
        self.start(cancel.scope(async move {
            let result = guard::run(&method, answering).await.flatten();
            lifecycle.answered(&method, &result);
            requests.answer(&ticket, result);
        }));
    }

    /// The answer of tower-lsp's router. It knows the request by a serial number and not by the client's id,
    /// since it would refuse an id that comes again while a cancelled handler still runs.
    fn start_in_backend(
        &mut self,
        serial: i64,
        method: &str,
        params: Option<&RawValue>,
    ) -> Result<Answering, Error> {
        // tower-lsp would take the request for the notification, and serve nothing after it.
        if method == "exit" {
            return Err(Error { message: "exit is a notification".into(), ..Error::invalid_request() });
        }
        let response = self.call_backend(method, Some(serial), params)?;
        let unknown = Error { data: Some(method.into()), ..Error::method_not_found() };
        Ok(Box::pin(async move {
            match response.await {
                Ok(Some(response)) => Json::of(&response.into_parts().1?),
                // tower-lsp leaves unknown requests whose names begin with `$/` without an answer.
                Ok(None) | Err(_) => Err(unknown),
            }
        }))
    }

    fn notification(&mut self, method: String, params: Option<&RawValue>) {
        if !self.lifecycle.admits_notification(&method) {
            tracing::debug!(method, "a notification out of place is dropped");
            return;
        }
        let raw = params.unwrap_or(RawValue::NULL);
        let reached = if method == "$/cancelRequest" {
            read_params::<CancelParams>(raw).map(|params| {
                self.requests.cancel(&params.id);
                Reach::Applied
            })
        } else {
            guard::call(&method, || self.wire.notification(&method, raw)).flatten()
        };
        match reached {
            Ok(Reach::Applied) => {}
            Ok(Reach::Backend) => self.notify_backend(method, params),
            Err(error) => tracing::warn!(method, %error, "a notification is dropped"),
        }
    }

    fn notify_backend(&mut self, method: String, params: Option<&RawValue>) {
        match guard::call(&method, || self.call_backend(&method, None, params)).flatten() {
            Ok(done) => self.start(async move {
                // An error is a panic, which has been logged.
                let _ = guard::run(&method, done).await;
            }),
            Err(error) => tracing::warn!(method, %error, "a notification is dropped"),
        }
    }

    /// An answer of the client to a request of the server.
    fn response(&mut self, response: Response) {
        // tower-lsp panics if the code that asked has gone; no one misses the answer then.
        let _ = guard::call("response", || Pin::new(&mut self.responses).start_send(response));
    }

    fn call_backend(
        &mut self,
        method: &str,
        serial: Option<i64>,
        params: Option<&RawValue>,
    ) -> Result<BackendFuture, Error> {
        let mut request = Request::build(method.to_owned());
        if let Some(serial) = serial {
            request = request.id(serial);
        }
        match (method, params) {
            // tower-lsp refuses params here, also the null and the `{}` that clients send.
            ("shutdown", _) => {}
            // Clients that leave out the empty params mean it nevertheless.
            ("initialized", None) => request = request.params(serde_json::Map::new()),
            (_, Some(params)) => request = request.params(read_params::<serde_json::Value>(params)?),
            (_, None) => {}
        }
        match self.service.poll_ready(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(())) => Ok(self.service.call(request.finish())),
            Poll::Ready(Err(_)) | Poll::Pending => Err(Error::internal_error()),
        }
    }

    /// Polls `task` once, here and now, and leaves the rest to the runtime. So a handler takes its snapshot,
    /// which is the first thing that it does, in the order of the wire. The waker of this first poll may be
    /// void because the spawned task polls again.
    fn start(&mut self, task: impl Future<Output = ()> + Send + 'static) {
        let mut task = Box::pin(task);
        if task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
            self.tasks.spawn(task);
        }
    }

    fn announce_parent(&mut self, params: &RawValue) {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Parent {
            process_id: Option<i32>,
        }
        if let Ok(Parent { process_id: Some(process) }) = read_params(params)
            && let Some(sender) = self.parent.take()
        {
            // No one listens only when the session is over.
            let _ = sender.send(process);
        }
    }
}

impl<B> Drop for Dispatcher<B> {
    /// Work on other threads cannot be dropped, so it is told.
    fn drop(&mut self) {
        self.requests.abandon();
    }
}

/// The params of `$/cancelRequest`; those of `lsp-types` hold 32-bit numbers only.
#[derive(Deserialize)]
struct CancelParams {
    id: Id,
}
