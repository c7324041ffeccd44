//! The toy server on the transport under test, over standard input and output.

mod backend;
mod wired;

use glossator::server::transport::{Limits, Transport, stdio};
use std::process::ExitCode;

fn main() -> std::io::Result<ExitCode> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).init();
    let transport = Transport::new(Limits::default());
    let server = wired::server(&transport);
    Ok(ExitCode::from(stdio::serve(transport, server)?.exit_code))
}
