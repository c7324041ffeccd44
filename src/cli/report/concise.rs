//! A line a finding: `file:line:column: severity[rule] message`.

use super::{FileReport, Locator, Report};
use crate::cli::terminal::{safe, safe_at_start};
use std::io::{self, Write};

pub(super) struct Concise;

impl Report for Concise {
    fn write(&self, files: &[FileReport], out: &mut dyn Write) -> io::Result<()> {
        for file in files {
            let locator = Locator::new(&file.source.text);
            let name = safe_at_start(&file.name);
            for diagnostic in &file.diagnostics {
                let at = locator.locate(diagnostic.span.start);
                let (severity, rule) = (diagnostic.severity.name(), diagnostic.rule);
                let message = safe(&diagnostic.message);
                writeln!(out, "{name}:{}:{}: {severity}[{rule}] {message}", at.line, at.column)?;
            }
        }
        Ok(())
    }

    fn is_for_programs(&self) -> bool {
        false
    }
}
