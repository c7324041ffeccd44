//! The transport as its clients see it. Each module says what server it needs.
//!
//! `TRANSPORT_SERVER` names the program, with arguments, that [`protocol`] and [`faults`] run instead of the
//! toy server.

mod busy;
mod client;
mod faults;
mod formatting;
mod navigation;
mod pipe;
mod protocol;
mod session;
mod workspace;
