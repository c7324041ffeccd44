//! The transport over the standard input and output of the process.

use super::{Ending, Server, Transport};
use std::fs::File;
use std::io;
use tower_lsp::LanguageServer;

/// Serves over standard input and output until the session ends. The caller leaves the process right after:
/// a thread may still be waiting to read or write, and would hold a runtime that is shut down in order.
pub fn serve<B: LanguageServer>(transport: Transport, server: Server<B>) -> io::Result<Ending> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let output = tokio::fs::File::from_std(standard_output()?);
    let ending = runtime.block_on(transport.serve(server, tokio::io::stdin(), output));
    runtime.shutdown_background();
    Ok(ending)
}

/// Standard output without the buffer of the standard library, which is flushed when the process ends and
/// would then wait for a client that does not read.
fn standard_output() -> io::Result<File> {
    #[cfg(unix)]
    let output = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?;
    #[cfg(windows)]
    let output = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned()?;
    Ok(File::from(output))
}
