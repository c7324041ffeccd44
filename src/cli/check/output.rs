//! What `check` says at its end: the report, the counts, and the exit code.

use super::{Action, Outcome};
use crate::cli::args::Check;
use crate::cli::report::{FileReport, Format, Report, write_json};
use crate::cli::terminal::safe;
use crate::cli::{CLEAN, FAILED, FOUND, Failure};
use crate::config::Severity;
use crate::edit::mend::{self, Extent};
use crate::project::write;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

/// Where and how the findings are written.
pub(super) struct Output<'a> {
    arguments: &'a Check,
    action: Action,
    format: Format,
}

impl<'a> Output<'a> {
    /// The output that the arguments ask for, when `files` are checked.
    pub(super) fn new(arguments: &'a Check, action: Action, files: &[PathBuf]) -> Result<Self, Failure> {
        let terminal = arguments.output_file.is_none() && io::stdout().is_terminal();
        let format = arguments.format.unwrap_or(if terminal { Format::Full } else { Format::Concise });
        if arguments.statistics && !matches!(format, Format::Full | Format::Concise | Format::Json) {
            let message = "--statistics is written as full, concise or json; choose another --format";
            return Err(Failure::Message(message.to_owned()));
        }
        let written =
            [(&arguments.output_file, "--output-file"), (&arguments.write_baseline, "--write-baseline")];
        for (path, option) in written.into_iter().filter_map(|(path, option)| Some((path.as_ref()?, option)))
        {
            if files.iter().any(|file| write::is_same(file, path)) {
                let name = safe(&super::shown(path));
                let message = format!("{name} is one of the files to check; choose another {option}");
                return Err(Failure::Message(message));
            }
        }
        Ok(Self { arguments, action, format })
    }

    /// Writes what was found and gives the exit code.
    pub(super) fn finish(&self, outcomes: Vec<Outcome>, failures: &[String]) -> Result<u8, Failure> {
        let mut out = anstream::stdout().lock();
        let checked = outcomes.len();
        let mended: usize = outcomes.iter().map(|outcome| outcome.mended).sum();
        let known: usize = outcomes.iter().map(|outcome| outcome.known).sum();
        let changes = outcomes.iter().any(|outcome| !outcome.diff.is_empty());
        for outcome in &outcomes {
            write!(out, "{}", outcome.diff)?;
            if let Some(output) = &outcome.output {
                write!(out, "{output}")?;
            }
        }
        let taken = outcomes.iter().any(|outcome| outcome.output.is_some());
        let reports: Vec<FileReport> = outcomes.into_iter().filter_map(|outcome| outcome.report).collect();
        let counts = Counts::of(&reports);
        let sentence = counts.sentence(checked, (mended, known), self.action);
        let reports = self.shown(reports);
        let mut unwritten = None;
        if let Some(path) = &self.arguments.output_file {
            let mut text = anstream::StripStream::new(Vec::new());
            self.write(&reports, &sentence, &mut text)?;
            unwritten = write::put(path, &text.into_inner()).err();
        } else if !taken && self.is_written() {
            self.write(&reports, &sentence, &mut out)?;
        }
        out.flush()?;
        for failure in failures {
            anstream::eprintln!("glossator: {failure}");
        }
        if let Some(error) = &unwritten {
            anstream::eprintln!("glossator: {} {error}", safe(&super::shown(&error.path)));
        }
        let found = match self.action {
            Action::Diff(_) => changes,
            _ => counts.errors + counts.warnings > 0,
        };
        Ok(if !failures.is_empty() || unwritten.is_some() {
            FAILED
        } else if found && !self.arguments.exit_zero {
            FOUND
        } else {
            CLEAN
        })
    }

    /// The findings that are grave enough to be shown.
    fn shown(&self, mut reports: Vec<FileReport>) -> Vec<FileReport> {
        let least = self.arguments.severity_at_least.map_or(self.report().least(), Into::into);
        for file in &mut reports {
            file.diagnostics.retain(|diagnostic| diagnostic.severity <= least);
        }
        reports.retain(|file| !file.diagnostics.is_empty());
        reports
    }

    fn report(&self) -> &'static dyn Report {
        self.format.report()
    }

    /// Whether standard output gets the report; text formats keep out of the way of a diff.
    fn is_written(&self) -> bool {
        let wanted = !self.arguments.quiet && !matches!(self.action, Action::Diff(_));
        wanted || self.report().is_for_programs()
    }

    fn write(&self, reports: &[FileReport], sentence: &str, out: &mut dyn Write) -> io::Result<()> {
        if self.arguments.statistics {
            self.write_statistics(reports, out)?;
        } else {
            self.report().write(reports, out)?;
        }
        if !self.report().is_for_programs() {
            writeln!(out, "{sentence}")?;
        }
        Ok(())
    }

    fn write_statistics(&self, reports: &[FileReport], out: &mut dyn Write) -> io::Result<()> {
        let rows = statistics(reports);
        if self.format == Format::Json {
            return write_json(out, &rows);
        }
        let width = rows.first().map_or(0, |row| row.count.to_string().len());
        for RuleCount { rule, count, fixable } in rows {
            let more = if fixable > 0 { format!(" ({fixable} fixable)") } else { String::new() };
            writeln!(out, "{count:>width$}  {rule}{more}")?;
        }
        Ok(())
    }
}

/// How often a rule found something.
#[derive(Serialize)]
struct RuleCount {
    rule: &'static str,
    count: usize,
    /// How many of the findings have a safe fix.
    fixable: usize,
}

/// The rules that found something, the most frequent first.
fn statistics(reports: &[FileReport]) -> Vec<RuleCount> {
    let mut counts: BTreeMap<&'static str, RuleCount> = BTreeMap::new();
    for diagnostic in reports.iter().flat_map(|report| &report.diagnostics) {
        let rule = diagnostic.rule;
        let row = counts.entry(rule).or_insert(RuleCount { rule, count: 0, fixable: 0 });
        row.count += 1;
        row.fixable += usize::from(mend::fix_of(diagnostic, Extent::Safe).is_some());
    }
    let mut rows: Vec<RuleCount> = counts.into_values().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

/// How much was found.
struct Counts {
    errors: usize,
    warnings: usize,
    fixable: usize,
}

impl Counts {
    fn of(reports: &[FileReport]) -> Self {
        let all = || reports.iter().flat_map(|report| &report.diagnostics);
        let count = |severity| all().filter(|diagnostic| diagnostic.severity == severity).count();
        let fixable =
            all().filter(|d| d.severity <= Severity::Warning && mend::fix_of(d, Extent::Safe).is_some());
        Self { errors: count(Severity::Error), warnings: count(Severity::Warning), fixable: fixable.count() }
    }

    /// The last line: what is left in so many files, and how many findings were mended or are known.
    fn sentence(&self, files: usize, (mended, known): (usize, usize), action: Action) -> String {
        let plural =
            |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
        let mut found = Vec::new();
        if self.errors > 0 {
            found.push(plural(self.errors, "error"));
        }
        if self.warnings > 0 {
            found.push(plural(self.warnings, "warning"));
        }
        let found = if found.is_empty() { "no errors or warnings".to_owned() } else { found.join(", ") };
        let mut more = Vec::new();
        match action {
            Action::Fix(_) => more.push(format!("{mended} fixed")),
            _ if self.fixable > 0 => more.push(format!("{} fixable", self.fixable)),
            _ => {}
        }
        if known > 0 {
            more.push(format!("{known} known"));
        }
        let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
        format!("Found {found} in {}{more}", plural(files, "file"))
    }
}
