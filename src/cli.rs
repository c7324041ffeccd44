//! The command line: what is typed, one file a command, the output formats, and the exit code.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "this layer reads the environment and writes to the terminal"
)]

mod args;
mod check;
mod citations;
mod completions;
mod corpus;
mod csv;
mod fmt;
mod graph;
mod import;
mod man;
mod outline;
mod parse;
mod report;
mod rules;
mod server;
mod settings;
mod show;
mod terminal;
mod xml;

use args::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

/// Exit code of a run without errors and warnings.
const CLEAN: u8 = 0;
/// Exit code of a run with errors or warnings left.
const FOUND: u8 = 1;
/// Exit code of wrong use, and of files or settings that cannot be read.
const FAILED: u8 = 2;

/// Runs the command that the arguments name and gives its exit code: 0 clean, 1 findings, 2 could not run.
/// A reader that closes the pipe early is no error.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = if error.use_stderr() { FAILED } else { CLEAN };
            // Nothing is left to be said if even this cannot be written.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    arguments.color.write_global();
    let result = match &arguments.command {
        Command::Check(check) => check::run(check),
        Command::Fmt(fmt) => fmt::run(fmt),
        Command::Outline(outline) => outline::run(outline),
        Command::Parse(parse) => parse::run(parse),
        Command::Import(import) => import::run(import),
        Command::Show(show) => show::run(show),
        Command::Citations(citations) => citations::run(citations),
        Command::Graph(graph) => graph::run(graph),
        Command::Rules(list) => rules::list(list),
        Command::Explain(explain) => rules::explain(explain),
        Command::Server(arguments) => server::run(arguments),
        Command::Init => settings::init(),
        Command::ConfigSchema => settings::schema(),
        Command::Man => man::run(),
        Command::Completions(completions) => completions::run(completions),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(failure) => failure.report(),
    }
}

/// Why a command could not do its work.
pub(crate) enum Failure {
    /// Writing the output failed.
    Output(std::io::Error),
    /// What went wrong, with what to do.
    Message(String),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

impl Failure {
    fn report(self) -> ExitCode {
        match self {
            // The reader has seen enough, as with `| head`.
            Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::from(CLEAN),
            Self::Output(error) => {
                anstream::eprintln!("glossator: cannot write the output: {error}");
                ExitCode::from(FAILED)
            }
            Self::Message(message) => {
                anstream::eprintln!("glossator: {message}");
                ExitCode::from(FAILED)
            }
        }
    }
}
