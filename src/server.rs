//! The language server: everything that knows the protocol.

pub mod transport;
