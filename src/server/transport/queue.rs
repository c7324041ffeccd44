//! What waits to be written: in order, in bounded memory, however slowly the client reads.

use super::guard::lock;
use std::collections::{BTreeMap, HashMap};
use std::mem::size_of;
use std::sync::Mutex;
use tokio::sync::Notify;

/// How much may wait for a client that reads too slowly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueLimits {
    /// Past so many bytes, what the client can do without is dropped.
    pub soft: usize,
    /// Past so many bytes, the client is taken for dead.
    pub hard: usize,
}

/// An outgoing message: its bytes in two parts, so that a large body is not copied behind its header.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) head: Vec<u8>,
    pub(super) body: Vec<u8>,
}

impl Frame {
    /// The memory that it holds.
    fn cost(&self) -> usize {
        self.head.capacity() + self.body.capacity() + size_of::<Waiting>()
    }
}

/// What may become of a message while it waits.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is sent.
    Kept,
    /// The client can do without it: a log message, a step of progress.
    Droppable,
    /// The diagnostics of the document with this URI, of which only the newest matter.
    Diagnostics(String),
}

/// What the queue has for the writer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    Frame(Frame),
    /// Nothing now.
    Empty,
    /// Nothing any more.
    End,
}

#[derive(Debug)]
struct Waiting {
    frame: Frame,
    kind: Kind,
}

/// Whether the queue takes messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Open,
    /// What waits is still written.
    Closed,
    /// Nothing is, and the writer is not told: it would take this for the end of an orderly session.
    GivenUp,
}

#[derive(Debug, Default)]
struct State {
    /// By the order in which they came.
    waiting: BTreeMap<u64, Waiting>,
    next_place: u64,
    /// The places of the diagnostics that wait, by URI.
    diagnostics: HashMap<String, u64>,
    /// How many droppable messages wait.
    droppable: usize,
    /// The memory of all that waits and of the frame that the writer has in hand.
    bytes: usize,
    in_hand: usize,
    phase: Phase,
}

/// A queue with many senders and one writer. No sender ever waits.
#[derive(Debug)]
pub(super) struct Queue {
    state: Mutex<State>,
    limits: QueueLimits,
    filled: Notify,
    overflowed: Notify,
}

impl Queue {
    pub(super) fn new(limits: QueueLimits) -> Self {
        Self { state: Mutex::default(), limits, filled: Notify::new(), overflowed: Notify::new() }
    }

    /// Puts a message last; diagnostics take the place of those of the same document that wait, so that a
    /// document that changes all the time still has its turn. A closed queue takes nothing.
    pub(super) fn push(&self, frame: Frame, kind: Kind) {
        let mut state = lock(&self.state);
        if state.phase != Phase::Open {
            return;
        }
        // What waits is compared and not the sum, so that one answer of any size can be sent.
        if state.bytes > self.limits.hard {
            *state = State { phase: Phase::GivenUp, ..State::default() };
            self.overflowed.notify_one();
        } else if state.bytes > self.limits.soft {
            state.drop_droppable();
            if kind != Kind::Droppable {
                state.insert(frame, kind);
            }
        } else {
            state.insert(frame, kind);
        }
        drop(state);
        self.filled.notify_one();
    }

    /// The first message. Asking for it says that the one before it has been written.
    pub(super) fn next(&self) -> Next {
        let mut state = lock(&self.state);
        state.bytes -= std::mem::take(&mut state.in_hand);
        match state.waiting.pop_first() {
            Some((_, waiting)) => {
                state.forget(&waiting.kind);
                state.in_hand = waiting.frame.cost();
                Next::Frame(waiting.frame)
            }
            None if state.phase == Phase::Closed => Next::End,
            None => Next::Empty,
        }
    }

    /// Waits for a message or the end. The writer alone may call it.
    pub(super) async fn filled(&self) {
        self.filled.notified().await;
    }

    /// Waits until the client is taken for dead.
    pub(super) async fn overflowed(&self) {
        self.overflowed.notified().await;
    }

    /// Takes nothing more; what waits is still written.
    pub(super) fn close(&self) {
        let mut state = lock(&self.state);
        if state.phase == Phase::Open {
            state.phase = Phase::Closed;
        }
        drop(state);
        self.filled.notify_one();
    }
}

impl State {
    fn insert(&mut self, frame: Frame, kind: Kind) {
        self.bytes += frame.cost();
        let replaced = match &kind {
            Kind::Diagnostics(uri) => self.diagnostics.get(uri).copied(),
            _ => None,
        };
        let place = replaced.unwrap_or(self.next_place);
        match &kind {
            Kind::Kept => {}
            Kind::Droppable => self.droppable += 1,
            Kind::Diagnostics(uri) => {
                self.diagnostics.insert(uri.clone(), place);
            }
        }
        self.next_place += 1;
        if let Some(old) = self.waiting.insert(place, Waiting { frame, kind }) {
            self.bytes -= old.frame.cost();
        }
    }

    /// Keeps the counts right when a message leaves the queue.
    fn forget(&mut self, kind: &Kind) {
        match kind {
            Kind::Kept => {}
            Kind::Droppable => self.droppable -= 1,
            Kind::Diagnostics(uri) => {
                self.diagnostics.remove(uri);
            }
        }
    }

    /// Goes through the queue only if it holds something to drop: nothing droppable comes in while it is
    /// over the limit, so this happens once each time that the limit is passed.
    fn drop_droppable(&mut self) {
        if self.droppable == 0 {
            return;
        }
        let (mut bytes, before) = (0, self.droppable);
        self.waiting.retain(|_, waiting| {
            let keep = waiting.kind != Kind::Droppable;
            bytes += if keep { 0 } else { waiting.frame.cost() };
            keep
        });
        self.bytes -= bytes;
        self.droppable = 0;
        tracing::warn!("the client reads slowly: {before} messages of log and progress were dropped");
    }
}

#[cfg(test)]
mod tests {
    use super::{Frame, Kind, Next, Queue, QueueLimits, Waiting};

    const OVERHEAD: usize = size_of::<Waiting>();

    fn queue(soft: usize, hard: usize) -> Queue {
        Queue::new(QueueLimits { soft, hard })
    }

    fn frame(words: &str) -> Frame {
        Frame { head: Vec::new(), body: words.as_bytes().to_vec() }
    }

    fn diagnostics(uri: &str) -> Kind {
        Kind::Diagnostics(uri.to_owned())
    }

    /// All that waits, as text.
    fn rest(queue: &Queue) -> Vec<String> {
        let mut rest = Vec::new();
        while let Next::Frame(frame) = queue.next() {
            rest.push(String::from_utf8(frame.body).unwrap());
        }
        rest
    }

    #[test]
    fn messages_leave_in_the_order_in_which_they_came() {
        let queue = queue(1 << 10, 1 << 20);
        for words in ["a", "b", "c"] {
            queue.push(frame(words), Kind::Kept);
        }
        assert_eq!(rest(&queue), ["a", "b", "c"]);
        assert_eq!(queue.next(), Next::Empty);
        queue.close();
        queue.push(frame("late"), Kind::Kept);
        assert_eq!(queue.next(), Next::End);
    }

    #[test]
    fn newer_diagnostics_take_the_place_of_those_that_wait() {
        let queue = queue(1 << 10, 1 << 20);
        queue.push(frame("a1"), diagnostics("a"));
        queue.push(frame("answer"), Kind::Kept);
        queue.push(frame("b1"), diagnostics("b"));
        queue.push(frame("a2"), diagnostics("a"));
        assert_eq!(rest(&queue), ["a2", "answer", "b1"]);
        queue.push(frame("a3"), diagnostics("a"));
        assert_eq!(rest(&queue), ["a3"]);
    }

    #[test]
    fn past_the_soft_limit_the_droppable_go_first_and_come_no_more() {
        let queue = queue(4 * OVERHEAD, 1 << 20);
        for words in ["log 1", "a", "log 2", "b", "c"] {
            let kind = if words.starts_with("log") { Kind::Droppable } else { Kind::Kept };
            queue.push(frame(words), kind);
        }
        queue.push(frame("log 3"), Kind::Droppable);
        queue.push(frame("d"), Kind::Kept);
        queue.push(frame("e"), Kind::Kept);
        queue.push(frame("log 4"), Kind::Droppable);
        assert_eq!(rest(&queue), ["a", "b", "c", "d", "e"]);
        queue.push(frame("log 5"), Kind::Droppable);
        assert_eq!(rest(&queue), ["log 5"]);
    }

    #[tokio::test]
    async fn past_the_hard_limit_the_queue_gives_up() {
        let queue = queue(10 * OVERHEAD, 20 * OVERHEAD);
        for _ in 0..100 {
            queue.push(frame("answer"), Kind::Kept);
        }
        queue.overflowed().await;
        queue.close();
        queue.push(frame("late"), Kind::Kept);
        assert_eq!(queue.next(), Next::Empty);
    }

    #[tokio::test]
    async fn one_message_of_any_size_can_wait() {
        let queue = queue(10, 20);
        queue.push(frame(&"x".repeat(1000)), Kind::Kept);
        assert_eq!(rest(&queue).len(), 1);
        queue.push(frame(&"x".repeat(1000)), Kind::Kept);
        assert_eq!(rest(&queue).len(), 1);
    }

    #[test]
    fn what_is_replaced_written_or_dropped_is_no_longer_counted() {
        let queue = queue(1 << 10, 1 << 20);
        for round in 0..10_000 {
            queue.push(frame(&format!("{round}")), diagnostics("a"));
            queue.push(frame("log"), Kind::Droppable);
            if round % 100 == 0 {
                rest(&queue);
            }
        }
        rest(&queue);
        assert_eq!(super::lock(&queue.state).bytes, 0);
    }
}
