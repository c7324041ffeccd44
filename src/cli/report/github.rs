//! Workflow commands, from which GitHub makes annotations: one line a finding.
//!
//! Whatever comes from a file or its name is escaped, so that it cannot end the command or begin another.

use super::{FileReport, Locator, Report};
use crate::cli::terminal::push_safe;
use crate::config::Severity;
use std::io::{self, Write};

pub(super) struct Github;

impl Report for Github {
    fn write(&self, files: &[FileReport], out: &mut dyn Write) -> io::Result<()> {
        for file in files {
            let locator = Locator::new(&file.source.text);
            let name = escape(&file.name, Part::Property);
            for diagnostic in &file.diagnostics {
                let command = match diagnostic.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Info | Severity::Hint => "notice",
                };
                let (start, end) = locator.ends(diagnostic.span);
                write!(out, "::{command} file={name},line={},col={}", start.line, start.column)?;
                if end.line == start.line {
                    write!(out, ",endLine={},endColumn={}", end.line, end.column)?;
                } else {
                    // GitHub takes columns for places of one line alone.
                    write!(out, ",endLine={}", end.line)?;
                }
                let message = escape(&diagnostic.message, Part::Message);
                writeln!(out, ",title={}::{message}", escape(diagnostic.rule, Part::Property))?;
            }
        }
        Ok(())
    }

    fn is_for_programs(&self) -> bool {
        true
    }
}

/// The parts of a command. They end at different signs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Property,
    Message,
}

fn escape(text: &str, part: Part) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '%' => result.push_str("%25"),
            '\r' => result.push_str("%0D"),
            '\n' => result.push_str("%0A"),
            ':' if part == Part::Property => result.push_str("%3A"),
            ',' if part == Part::Property => result.push_str("%2C"),
            other => push_safe(&mut result, other),
        }
    }
    result
}
