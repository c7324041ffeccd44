//! The open requests of the client, and the one answer that each of them gets.

use super::cancel::Cancel;
use super::guard::lock;
use super::json::Json;
use super::writer::Outbox;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use tower_lsp::jsonrpc::{Error, Id};

/// A request being answered.
#[derive(Debug)]
pub(super) struct Ticket {
    id: Id,
    /// Tells it from a later request to which the client gave the id of this one after cancelling it.
    pub(super) serial: i64,
    pub(super) cancel: Cancel,
}

/// The requests that have no answer yet. Whoever takes a request out of the table answers it; so there is
/// one answer, and a handler that comes after a cancellation finds nothing to answer.
#[derive(Debug)]
pub(super) struct Requests {
    open: Mutex<HashMap<Id, (i64, Cancel)>>,
    next_serial: AtomicI64,
    outbox: Outbox,
}

impl Requests {
    pub(super) fn new(outbox: Outbox) -> Self {
        Self { open: Mutex::default(), next_serial: AtomicI64::new(0), outbox }
    }

    /// Enters a request; an error if one with the same id is open.
    pub(super) fn open(&self, id: &Id) -> Result<Ticket, Error> {
        match lock(&self.open).entry(id.clone()) {
            Entry::Occupied(_) => {
                Err(Error { message: "a request with this id is open".into(), ..Error::invalid_request() })
            }
            Entry::Vacant(entry) => {
                let serial = self.next_serial.fetch_add(1, Ordering::Relaxed);
                let cancel = Cancel::default();
                entry.insert((serial, cancel.clone()));
                Ok(Ticket { id: id.clone(), serial, cancel })
            }
        }
    }

    /// Sends the answer to a request, unless it has been cancelled.
    pub(super) fn answer(&self, ticket: &Ticket, result: Result<Json, Error>) {
        let mut open = lock(&self.open);
        if open.get(&ticket.id).is_some_and(|(serial, _)| *serial == ticket.serial) {
            open.remove(&ticket.id);
            drop(open);
            self.outbox.answer(&ticket.id, result);
        }
    }

    /// Tells the work of a request that it is no longer wanted, and the client so. A request that is not
    /// open has its answer already.
    pub(super) fn cancel(&self, id: &Id) {
        let removed = lock(&self.open).remove(id);
        if let Some((_, cancel)) = removed {
            cancel.cancel();
            self.outbox.answer(id, Err(Error::request_cancelled()));
        }
    }

    /// Tells all work that it is no longer wanted; the session is over.
    pub(super) fn abandon(&self) {
        for (_, (_, cancel)) in lock(&self.open).drain() {
            cancel.cancel();
        }
    }
}
