//! The language server: everything that knows the protocol. A request goes from the transport to `backend`,
//! which names its function in [`crate::ide`] and the conversion of its answer; `state` takes the snapshot that
//! it is asked of and does the rest.
//!
//! - `transport`: from bytes to handlers and back, in the order of the wire.
//! - `backend`: the methods and the capabilities, side by side.
//! - `client`: what the client can do, read once.
//! - `state`: the files at each moment; `workspace`: those of the disk; `progress`: how far reading them is.
//! - `diagnostics`: what is published of files, and when; `settings`: `glossator.toml`.
//! - `from_proto`, `to_proto`: positions, ranges and answers.
#![expect(
    clippy::disallowed_methods,
    reason = "this layer looks at the clock, and at which settings files have changed"
)]

mod backend;
mod client;
mod diagnostics;
mod from_proto;
mod progress;
mod settings;
mod state;
mod to_proto;
pub mod transport;
mod workspace;

use std::io;

/// Serves one client over standard input and output and gives the exit code.
///
/// # Errors
///
/// If the standard streams cannot be taken or the threads cannot be started.
pub fn run() -> io::Result<u8> {
    let transport = transport::Transport::new(transport::Limits::default());
    let server = backend::server(&transport);
    Ok(transport::stdio::serve(transport, server)?.exit_code)
}
