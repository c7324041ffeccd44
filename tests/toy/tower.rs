//! The toy server on tower-lsp's own transport: what the tests of the transport find wrong with it.

mod backend;

use tower_lsp::Server;

#[tokio::main]
async fn main() {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).init();
    let (_, service, socket) = backend::service();
    Server::new(tokio::io::stdin(), tokio::io::stdout(), socket).serve(service).await;
}
