//! The program `glossator`: parse the arguments, call the library, return the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    glossator::cli::run()
}
