//! `glossator import`.

use super::args::Import;
use super::terminal::safe;
use super::{CLEAN, Failure};
use crate::edit::import::{self, Options};
use crate::project::source;
use std::io::Write;

/// Turns a text into markup.
pub(super) fn run(arguments: &Import) -> Result<u8, Failure> {
    let read =
        if arguments.file.as_os_str() == "-" { source::read_stdin() } else { source::read(&arguments.file) };
    let source =
        read.map_err(|error| Failure::Message(format!("{} {error}", safe(&error.path.to_string_lossy()))))?;
    let options = Options { language: arguments.language.clone(), unwrap: arguments.unwrap };
    let imported = import::import(&source.text, &options);
    let mut out = anstream::stdout().lock();
    out.write_all(imported.text.as_bytes())?;
    out.flush()?;
    if matches!(arguments.format, super::args::OutlineFormat::Json) {
        let mut err = anstream::stderr().lock();
        for h in &imported.headings {
            writeln!(err, "{}\t{}\t{}\t{:?}\t{}", h.line, h.written, h.level, h.kind, h.text)?;
        }
    }
    Ok(CLEAN)
}
