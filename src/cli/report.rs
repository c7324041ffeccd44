//! The formats in which findings are written, one file each. They write to what they are given and do
//! nothing else.

mod concise;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod sarif;

use crate::config::Severity;
use crate::lint::Diagnostic;
use crate::project::Source;
use crate::text::{Encoding, Offset, Span, Text};
use clap::ValueEnum;
use serde::Serialize;
use std::io::{self, Write};

pub(super) use json::write_json;

/// The findings of a file.
pub(super) struct FileReport {
    /// The file, as it was named, with `/`.
    pub(super) name: String,
    /// What was read; only kept if something was found.
    pub(super) source: Source,
    /// What was found, in the order of the text.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The formats of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Each finding with its line.
    Full,
    /// A line a finding.
    Concise,
    /// One JSON array.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub, which become annotations.
    Github,
    /// A code quality report of GitLab.
    Gitlab,
    /// JUnit's XML.
    Junit,
}

/// A form in which findings are written.
pub(super) trait Report {
    /// Writes the findings of all files.
    fn write(&self, files: &[FileReport], out: &mut dyn Write) -> io::Result<()>;
    /// Whether it is for programs: it is written even when nobody is to be told, and without the counts.
    fn is_for_programs(&self) -> bool;
    /// The slightest findings that it holds unless the arguments say otherwise.
    fn least(&self) -> Severity {
        Severity::Info
    }
}

impl Format {
    /// What writes this format.
    pub(super) fn report(self) -> &'static dyn Report {
        match self {
            Self::Full => &full::Full,
            Self::Concise => &concise::Concise,
            Self::Json => &json::Json,
            Self::Sarif => &sarif::Sarif,
            Self::Github => &github::Github,
            Self::Gitlab => &gitlab::Gitlab,
            Self::Junit => &junit::Junit,
        }
    }
}

/// Lines and columns of a file, counted from 1, columns in Unicode scalar values.
pub(super) struct Locator {
    text: Text,
    /// Whether the first line begins with a byte order mark, which no editor counts.
    has_mark: bool,
}

/// A line and a column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct LineColumn {
    pub(super) line: u32,
    pub(super) column: u32,
}

impl Locator {
    pub(super) fn new(text: &str) -> Self {
        Self { text: Text::new(text), has_mark: text.starts_with('\u{FEFF}') }
    }

    /// Where a span begins, and where it has ended.
    pub(super) fn ends(&self, span: Span) -> (LineColumn, LineColumn) {
        (self.locate(span.start), self.locate(span.end))
    }

    pub(super) fn locate(&self, offset: Offset) -> LineColumn {
        let position = self.text.position(offset, Encoding::Utf32);
        let mark = u32::from(self.has_mark && position.line == 0 && position.column > 0);
        LineColumn { line: position.line + 1, column: position.column + 1 - mark }
    }
}
