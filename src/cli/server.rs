//! `glossator server`.

use super::Failure;
use super::args::{LogLevel, Server};
use crate::server;
use tracing::level_filters::LevelFilter;

/// Runs the language server until its client leaves. What it logs goes to standard error; a client that does
/// not read that loses lines, and holds nothing up.
pub(super) fn run(arguments: &Server) -> Result<u8, Failure> {
    let (writer, _guard) = tracing_appender::non_blocking(std::io::stderr());
    let level = match arguments.log {
        LogLevel::Off => LevelFilter::OFF,
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    tracing_subscriber::fmt().with_writer(writer).with_ansi(false).with_max_level(level).init();
    // The transport logs panics with the method they came from; the default hook writes to standard error and
    // would wait for a client that does not read it.
    std::panic::set_hook(Box::new(|panic| tracing::error!("{panic}")));
    let code = server::run()
        .map_err(|error| Failure::Message(format!("cannot serve on the standard streams: {error}")))?;
    Ok(code)
}
