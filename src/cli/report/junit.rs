//! JUnit's XML: a suite a file, a case a finding. Only what fails a run fails a case.

use super::{FileReport, Locator, Report};
use crate::cli::xml::escape;
use crate::config::Severity;
use crate::lint::Diagnostic;
use std::io::{self, Write};

pub(super) struct Junit;

impl Report for Junit {
    fn write(&self, files: &[FileReport], out: &mut dyn Write) -> io::Result<()> {
        let all = || files.iter().flat_map(|file| &file.diagnostics);
        let tests = all().count().max(1);
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        let failures = failures(all());
        writeln!(
            out,
            "<testsuites name=\"glossator\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
        )?;
        for file in files {
            suite(file, out)?;
        }
        if files.is_empty() {
            // Services take a report without a case for one that was not written.
            writeln!(out, "  <testsuite name=\"glossator\" tests=\"1\" failures=\"0\" errors=\"0\">")?;
            writeln!(out, "    <testcase classname=\"glossator\" name=\"nothing found\"/>")?;
            writeln!(out, "  </testsuite>")?;
        }
        writeln!(out, "</testsuites>")
    }

    fn is_for_programs(&self) -> bool {
        true
    }
}

fn suite(file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
    let locator = Locator::new(&file.source.text);
    let name = escape(&file.name);
    let (tests, failures) = (file.diagnostics.len(), failures(file.diagnostics.iter()));
    writeln!(out, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">")?;
    for diagnostic in &file.diagnostics {
        let at = locator.locate(diagnostic.span.start);
        let (line, column, rule) = (at.line, at.column, diagnostic.rule);
        let (severity, message) = (diagnostic.severity.name(), escape(&diagnostic.message));
        let place = format!("{name}:{line}:{column}: {severity}[{rule}] {message}");
        writeln!(out, "    <testcase classname=\"{name}\" name=\"{rule} at {line}:{column}\">")?;
        if fails(diagnostic) {
            writeln!(out, "      <failure type=\"{severity}\" message=\"{message}\">{place}</failure>")?;
        } else {
            writeln!(out, "      <system-out>{place}</system-out>")?;
        }
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

fn fails(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity <= Severity::Warning
}

fn failures<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic>) -> usize {
    diagnostics.filter(|diagnostic| fails(diagnostic)).count()
}
