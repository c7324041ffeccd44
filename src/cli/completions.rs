//! `glossator completions`.

use super::args::{Arguments, Completions};
use super::{CLEAN, Failure};
use clap::CommandFactory;
use std::io::Write;

/// Writes the completions of a shell.
pub(super) fn run(arguments: &Completions) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "glossator", &mut script);
    let mut out = std::io::stdout().lock();
    out.write_all(&script)?;
    out.flush()?;
    Ok(CLEAN)
}
